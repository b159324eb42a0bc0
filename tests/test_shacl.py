"""The SHACL engines: what the fast one compiles, that it and pySHACL find the same, and the W3C's test suite.

A larger comparison: `python tools/shacl_agreement.py --graphs 2000`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from exo_ld.check.audience import load_shapes
from exo_ld.errors import DataError, UsageError
from exo_ld.prefixes import EXOD, EXOS, PREFIXES
from exo_ld.shacl.compile import checks
from exo_ld.shacl.prebound import for_all
from exo_ld.shacl.results import Result
from exo_ld.shacl.run import run
from exo_ld.shacl.shapes import Shapes

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import shacl_suite
from shacl_agreement import disagreement, random_graph, written_graphs

HEAD = "@prefix : <http://e.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
WRITTEN = list(written_graphs())


def turtle(text: str) -> list[ox.Triple]:
    """The triples of a Turtle text with the prefixes of these tests."""
    return [q.triple for q in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(load_shapes("maintainer"))


@pytest.mark.parametrize("number", [pytest.param(n, marks=[pytest.mark.slow] if n % 6 else []) for n in range(len(WRITTEN))])
def test_engines_agree_on_written_mutations(number: int, shapes: Shapes) -> None:
    assert run(WRITTEN[number], shapes), "defects are found at all"
    assert disagreement(WRITTEN[number], shapes)[:2] == (set(), set())


@pytest.mark.parametrize("seed", range(10))
def test_engines_agree_on_random_mutations(seed: int, shapes: Shapes) -> None:
    assert disagreement(random_graph(seed), shapes)[:2] == (set(), set())


@pytest.fixture(scope="session")
def suite() -> dict[str, shacl_suite.Case]:
    try:
        return {case.name: case for case in [*shacl_suite.cases("core"), *shacl_suite.cases("sparql")]}
    except RuntimeError as error:
        pytest.skip(str(error))


def test_w3c_suite(suite: dict[str, shacl_suite.Case]) -> None:
    """All of the suite's core cases pass; of those on SPARQL some are refused by name."""
    outcomes = {name: shacl_suite.outcome(case, "fast") for name, case in suite.items()}
    wrong = {name: what for name, what in outcomes.items() if what != "pass"}
    assert len(outcomes) == 121
    assert set(wrong) == {
        "component/nodeValidator-001", "component/optional-001", "component/propertyValidator-select-001", "component/validator-001",
        "pre-binding/shapesGraph-001",
    }  # fmt: skip
    assert all(what.startswith("refused: ") and what.endswith("use --engine pyshacl") for what in wrong.values())


@pytest.fixture(scope="module")
def shacl_shacl() -> Shapes:
    """The shapes of shapes, which pySHACL brings. https://www.w3.org/TR/shacl/#shacl-shacl"""
    assert pyshacl.__file__
    return Shapes([quad.triple for quad in ox.parse(path=Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl")])


@pytest.mark.parametrize("audience", ["maintainer", "misev"])
def test_our_shapes_are_valid_shacl(shacl_shacl: Shapes, audience: str) -> None:
    assert run(load_shapes(audience), shacl_shacl) == []


@pytest.mark.slow
def test_our_shapes_are_valid_shacl_in_the_word_of_pyshacl() -> None:
    graph = rdflib.Graph()
    for name in ("maintainer", "misev"):
        graph.parse(data=ox.serialize(load_shapes(name), format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert pyshacl.validate(rdflib.Graph(), shacl_graph=graph, meta_shacl=True)[0]


def test_shapes_that_are_not_valid_shacl_are_told(shacl_shacl: Shapes) -> None:
    bad = ":S a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1, 2 ] ."
    assert run([*load_shapes("maintainer"), *turtle(bad)], shacl_shacl) != []
    with pytest.raises(pyshacl.errors.ReportableRuntimeError):
        pyshacl.validate(rdflib.Graph(), shacl_graph=rdflib.Graph().parse(data=HEAD + bad), meta_shacl=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (":x :p :y .", "no SHACL shape"),
        (":S sh:targetClass :C ; sh:js [] .", "sh:js is not known to the fast engine; use --engine pyshacl"),
        (":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 9 ] .", "sh:minCount 9: the fast engine counts to 5"),
        (":S sh:targetClass :C ; sh:node :T . :T sh:property [ sh:path :p ; sh:node :T ] .", "is part of itself"),
        (":S sh:targetClass :C ; sh:node :T .", "is named as a shape, but nothing is said of it"),
        (":S sh:targetClass :C ; sh:nodeKind :T .", "is no sh:nodeKind"),
        (":S sh:targetClass :C ; sh:minCount 1 .", "needs a property shape"),
        (":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount :x ] .", "is no count"),
        (':S sh:targetClass :C ; sh:maxLength "ten" .', "is no count"),
        (":S sh:targetClass :C ; sh:minInclusive :x .", "must be a literal"),
        (":S sh:targetClass :C ; sh:datatype [] .", "makes no SPARQL that can be read"),
        (":S sh:targetClass :C ; sh:in :a .", "is no list"),
        (":S sh:targetClass :C ; sh:property [ sh:path ( :p ) ; sh:minCount 1 ] .", "is no path"),
        (":S sh:targetClass :C ; sh:sparql [ sh:ask \"ASK {}\" ] .", "has no sh:select"),
        (":S sh:targetClass :C ; sh:sparql [ sh:select \"SELECT $this {\" ] .", "makes no SPARQL that can be read"),
        (":S sh:targetClass :C ; sh:sparql [ sh:select \"SELECT $this { MINUS { $this a :D } }\" ] .", "MINUS may not stand"),
        (":S sh:targetClass :C ; sh:not [ sh:sparql [ sh:select \"SELECT $this {}\" ] ] .", "below sh:node, sh:not"),
        (":S sh:targetClass :C . :K sh:parameter [ sh:path :k ] .", "constraint component of one's own"),
    ],
)  # fmt: skip
def test_what_is_not_supported_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as raised:
        run(turtle(":x a :C ."), turtle(text))
    assert "\n" not in str(raised.value)


def test_an_engine_that_is_none() -> None:
    with pytest.raises(UsageError, match="no engine 'quick'"):
        run([], [], engine="quick")


def test_pyshacl_failing_is_one_line() -> None:
    with pytest.raises(DataError, match="pySHACL cannot run the shapes") as raised:
        run(
            turtle(":x a :C ."),
            turtle(':S a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ sh:select "SELECT $this { $this no:p 1 }" ] .'),
            engine="pyshacl",
        )
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
def test_only_and_focus(engine: str, shapes: Shapes) -> None:
    data = WRITTEN[1]
    whole = run(data, shapes, engine=engine)
    focus = sorted({r.focus for r in whole if isinstance(r.focus, ox.NamedNode)}, key=str)[:3]
    assert run(data, shapes, engine=engine, focus=focus) == [r for r in whole if r.focus in focus] != []
    name = next(r.shape for r in whole if r.shape.startswith(EXOS + "Claim-"))
    assert run(data, shapes, engine=engine, only=[name]) == [r for r in whole if r.shape == name]
    # A node shape stands for the property shapes in it.
    inner = {r.shape for r in run(data, shapes, engine=engine, only=[EXOS + "ClaimShape"])}
    assert name in inner
    with pytest.raises(UsageError, match="no shape exos:Clam"):
        run(data, shapes, engine=engine, only=[EXOS + "Clam"])


def test_focus_is_the_full_run_of_each_node(shapes: Shapes) -> None:
    for data in WRITTEN[::5]:
        whole = run(data, shapes)
        nodes = {t.subject for t in data if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(EXOD)}
        assert run(data, shapes, focus=nodes) == [r for r in whole if r.focus in nodes] != []


def test_focus_in_a_property_of_a_property() -> None:
    found = turtle(':S sh:targetClass :C ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ; sh:message "no q" ] ] .')
    data = turtle(":x a :C ; :p :y, :z .")
    y = ox.NamedNode("http://e.org/y")
    assert [(r.focus, r.message) for r in run(data, found, focus=[y])] == [(y, "no q")]
    assert len(run(data, found)) == 2


SPELLED = turtle(':S sh:targetSubjectsOf :p ; sh:property :N . :N sh:path :p ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:message "m" .')


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (":x :p 9.30 .", ['"9.30"']),
        (":x :p 1 , 1.0 .", ["None", '"1"', '"1.0"']),
        (":x :p 9.3 , 9.30 .", ["None", '"9.3"', '"9.30"']),
        (':x :p "1"^^xsd:boolean .', ['"1"']),
        (':x :p 007 . :y :p 7 .', ['"007"', '"7"']),
        (':x :p "2020-02-30"^^xsd:date .', ['"2020-02-30"']),
        (':x :p "2020-02-29"^^xsd:date .', []),
    ],
)  # fmt: skip
def test_values_are_spelled_and_counted_as_in_the_data(text: str, values: list[str]) -> None:
    found = run(turtle(text), SPELLED)
    assert sorted(str(r.value).split("^")[0] for r in found) == sorted(values)
    assert found == run(turtle(text), SPELLED, engine="pyshacl")


def test_a_value_behind_either_of_two_paths_is_spelled_as_in_the_data() -> None:
    either = turtle(':S sh:targetClass :C ; sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:nodeKind sh:IRI ; sh:message "m" ] .')
    data = turtle(":x a :C ; :p 007 . :a :p 7 .")
    found = run(data, either)
    assert [str(r.value).split("^")[0] for r in found] == ['"007"']
    assert found == run(data, either, engine="pyshacl")


def test_messages() -> None:
    said = turtle(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ; "
        'sh:sparql [ sh:message "{$this} has {?value}, not {?other}" ; sh:select "SELECT $this ?value { $this <http://e.org/q> ?value }" ] .'
    )
    messages = {r.message for r in run(turtle(":x a :C ; :q 3 ."), said)}
    assert messages == {"This breaks sh:minCount 1.", "http://e.org/x has 3, not {?other}"}


def test_a_result_has_what_sarif_and_reports_need(shapes: Shapes) -> None:
    data = turtle(f"<{EXOD}dose-x> a <{PREFIXES['exld']}Dose> ; <{PREFIXES['exld']}value> 1.0 .")
    found = [r for r in run(data, shapes) if r.shape == EXOS + "Dose-unit"]
    sh = PREFIXES["sh"]
    message = "A dose MUST have exactly one exld:unit, from the QUDT vocabulary or a local one (exod:unit-...)."
    focus, path = ox.NamedNode(EXOD + "dose-x"), ox.NamedNode(PREFIXES["exld"] + "unit")
    assert found == [Result(focus, path, None, EXOS + "Dose-unit", "", sh + "MinCountConstraintComponent", sh + "Violation", message)]


def test_a_store_can_be_checked(shapes: Shapes) -> None:
    store = ox.Store()
    store.extend(ox.Quad(*t) for t in WRITTEN[2])
    assert run(store, shapes) == run(WRITTEN[2], shapes)


@pytest.mark.parametrize(("number", "nameless"), [(8, ""), (8, "[]"), (600, "")])
def test_subclasses_count_whatever_their_number(number: int, nameless: str) -> None:
    found = turtle(':S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :D ; sh:message "m" ] .')
    sub = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    chain = (
        "".join(f":C{n} {sub} :C{n - 1} . " for n in range(1, number))
        + f":C0 {sub} :C . :E {sub} :D ."
        + (f" {nameless} {sub} :D ." if nameless else "")
    )
    data = turtle(chain + ":x a :C7 ; :p :good , :bad . :good a :E . :bad a :C5 . :y a :C3 ; :p :bad .")
    results = run(data, found)
    assert [(r.focus.value[-1], r.value.value[-3:]) for r in results] == [("x", "bad"), ("y", "bad")]
    assert results == run(data, found, engine="pyshacl")


def test_this_is_bound_in_inner_groups_and_left_alone_in_exists() -> None:
    select = 'SELECT $this { { FILTER($this = 1) } UNION { ?s ?p "{" } FILTER NOT EXISTS { $this a ?c { ?c ?d <http://e.org/{> } } $this $PATH ?v }'
    assert for_all(select, "T.", "<p>") == (
        'SELECT ?this { T.  { T.  FILTER(?this = 1) } UNION { T.  ?s ?p "{" } FILTER NOT EXISTS '
        "{ ?this a ?c { ?c ?d <http://e.org/{> } } ?this <p> ?v }"
    )
    found = turtle(
        ':S sh:targetClass :C ; sh:sparql [ sh:message "m" ; sh:select """PREFIX : <http://e.org/> SELECT $this ?value '
        '{ { BIND(STR($this) AS ?value) } UNION { $this :p ?value FILTER(?value > 1) } FILTER EXISTS { $this :p 2 } }""" ] .'
    )
    data = turtle(":x a :C ; :p 1 , 2 . :y a :C ; :p 1 .")
    assert [(r.focus.value[-1], r.value.value) for r in run(data, found)] == [("x", "2"), ("x", "http://e.org/x")]
    assert run(data, found) == run(data, found, engine="pyshacl")


@pytest.mark.parametrize(("nots", "broken"), [(0, "cd"), (1, "ab"), (2, "cd"), (3, "ab")])
def test_a_negation_is_taken_back(nots: int, broken: str) -> None:
    """At a long IN within two negations Virtuoso's stack overflows."""
    found = Shapes(turtle(":S sh:targetClass :C ; sh:property [ sh:path :p ; " + "sh:not [ " * nots + "sh:in ( :a :b )" + " ]" * nots + " ] ."))
    data = turtle(':x a :C ; :p :a , :b , :c , "d" .')
    results = run(data, found)
    assert "".join(sorted(r.value.value[-1] for r in results)) == broken
    assert {r._replace(message="") for r in results} == {r._replace(message="") for r in run(data, found, engine="pyshacl")}
    (check,) = checks(found, {"http://e.org/C": ["http://e.org/C"]})
    assert ("!" in check.select) == (broken == "cd")
