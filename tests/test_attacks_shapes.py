"""Shapes on which a validator may say "valid" where it did not look: what attackers tried after those of test_shacl.py
held (docs/decisions/0009)."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from test_shacl import turtle
from test_unlooked import check

from exo_ld.errors import DataError
from exo_ld.shacl.run import run

DATA = ':x a :C ; :p 1, "a"@en, :i ; :q 2 . :y a :C ; :p 1 .'
MORE = (
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    "@prefix dash: <http://datashapes.org/dash#> . @prefix rsx: <http://rdf4j.org/shacl-extensions#> . "
)
SELECT = 'sh:sparql [ sh:select "SELECT $this {} {{ $this <http://e.org/p> 1 }} {}" ]'


def found(data: str, shapes: str, engine: str = "fast") -> list[str]:
    """The focus nodes and values that are found, without their namespace."""
    results = run(turtle(MORE + data), turtle(MORE + shapes), engine=engine)
    return sorted(f"{_short(r.focus)} {_short(r.value)}".strip() for r in results)


def _short(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", "triple")).rsplit("/", 1)[-1]


@pytest.mark.parametrize("engine", ["fast", "pyshacl"])
@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (":S sh:targetNode :y ; sh:closed true .", ["y 1", "y C"]),
        (':S sh:targetNode :y ; sh:closed "1"^^xsd:boolean .', ["y 1", "y C"]),
        (":S sh:targetNode :x ; sh:property [ sh:path :p ; sh:in () ] .", ["x 1", "x a", "x i"]),
        (":S sh:targetNode :x ; sh:not [ sh:property [ sh:path :p ; sh:in () ] ] .", []),
        (":C a rdfs:Class ; sh:property [ sh:path :q ; sh:minCount 1 ] .", ["y"]),
        (":C a owl:Class ; sh:property [ sh:path :q ; sh:minCount 1 ] .", ["y"]),
        (":K rdfs:subClassOf rdfs:Class . :C a :K, sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 1 ] .", ["y"]),
    ],
)
def test_nothing_is_passed_over(engine: str, shapes: str, expected: list[str]) -> None:
    assert found(DATA, shapes, engine) == expected


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (":S sh:targetNode :y ; sh:xone () .", ["y y"]),
        (":C a rdfs:Class ; sh:nodeKind sh:Literal .", ["x x", "y y"]),
        (":K rdfs:subClassOf sh:NodeShape . :C a :K, rdfs:Class ; sh:nodeKind sh:Literal .", ["x x", "y y"]),
    ],
)
def test_nothing_is_passed_over_that_pyshacl_does_not_know(shapes: str, expected: list[str]) -> None:
    assert found(DATA, shapes) == expected


@pytest.mark.parametrize(
    ("constraint", "broken"),
    [
        ('sh:pattern "."', True),
        ("sh:minLength 0", True),
        ("sh:maxLength 99", True),
        ("sh:nodeKind sh:BlankNodeOrIRI", True),
        ("sh:nodeKind sh:IRIOrLiteral", True),
        ("sh:nodeKind sh:BlankNodeOrLiteral", True),
        ("sh:datatype xsd:string", True),
        ('sh:languageIn ( "en" )', True),
        ("sh:class :C", True),
        ("sh:minInclusive 1", True),
        ("sh:in ( 1 )", True),
        ("sh:in ( :a )", True),
        ('sh:not [ sh:pattern "." ]', False),
        ("sh:not [ sh:nodeKind sh:IRIOrLiteral ]", False),
    ],
)
def test_a_triple_term_is_a_value_too(constraint: str, broken: bool) -> None:
    said = found(
        ":x a :C ; :p <<( :a :b :c )>> .", f":S sh:targetClass :C ; sh:property [ sh:path :p ; {constraint} ] ."
    )
    assert said == ["x triple"] * broken


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (f":S sh:targetClass :C ; {SELECT.format('', 'LIMIT 1')} .", "LIMIT in a SPARQL constraint is not known"),
        (f":S sh:targetClass :C ; {SELECT.format('', 'OFFSET 1')} .", "OFFSET in a SPARQL constraint is not known"),
        (f":S sh:targetClass :C ; {SELECT.format('FROM <http://e.org/g>', '')} .", "FROM in a SPARQL constraint"),
        (f":S sh:targetClass :C ; {SELECT.format('FROM NAMED <http://e.org/g>', '')} .", "FROM in a SPARQL"),
        (':S sh:targetClass :C ; sh:sparql [ sh:select "SELECT $this { GRAPH ?g { $this ?p 1 } }" ] .', "GRAPH in a"),
        (
            ':S sh:targetNode :x ; sh:sparql [ sh:select "SELECT ?this { {SELECT $this { $this ?p 1 } LIMIT 1 } }" ] .',
            "LIMIT in a SPARQL",
        ),
        (":S sh:targetClass :C ; sh:node ( [ sh:nodeKind sh:Literal ] ) .", "is a list, where sh:node takes one shape"),
        (":S sh:targetClass :C ; sh:not ( [ sh:nodeKind sh:IRI ] ) .", "is a list, where sh:not takes one shape"),
        (
            ":S sh:targetNode :x; sh:property [ sh:path :p; sh:qualifiedMinCount 1; sh:qualifiedValueShape ( :S ) ] .",
            "is a list, where sh:qualifiedValueShape takes one shape",
        ),
        (':S sh:targetClass :C ; sh:node :T . :T rdfs:label "T" .', "nothing is said of it in words of SHACL"),
        (":S sh:targetClass :C ; sh:or ( :T ) . :T a owl:Class .", "nothing is said of it in words of SHACL"),
        *(
            (f":S sh:targetClass :C ; <{namespace}nodeKind> sh:Literal .", "is nearly a word of SHACL")
            for namespace in (
                "http://www.w3.org/ns/shcal#", "http://www.w3c.org/ns/shacl#", "http://www.w3.org/ns/SHACL#",
                "http://www.w3.org/ns/shacl-#", "http://www.w3.org/2001/ns/shacl#", "http://w3.org/shacl#",
            )
        ),
        (":S a <http://www.w3.org/ns/shcal#NodeShape> ; sh:targetClass :C .", "is nearly a class of SHACL"),
        (":S sh:targetClass :C ; dash:closedByTypes true .", "no engine here knows"),
        (":S sh:targetClass :C ; sh:property [ sh:path :p ; dash:singleLine true ] .", "no engine here knows"),
        (":S sh:targetClass :C ; rsx:targetShape [ sh:nodeKind sh:IRI ] .", "no engine here knows"),
    ],
)  # fmt: skip
def test_what_would_be_passed_over_is_refused_by_name(shapes: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        run(turtle(DATA), turtle(MORE + shapes))


@pytest.mark.parametrize(
    "more",
    [
        "<http://www.w3.org/ns/shex#shape> :x", "<http://www.w3.org/ns/csvw#datatype> :x",
        "<http://www.w3.org/ns/shacl-ui#editor> :x", "<http://www.w3.org/ns/prov#value> 1",
        "dash:editor dash:TextFieldEditor", "<https://schema.org/description> 'n'",
    ],
)  # fmt: skip
def test_words_of_others_that_check_nothing_are_left_alone(more: str) -> None:
    assert found(DATA, f":S sh:targetNode :y ; sh:nodeKind sh:Literal ; {more} .") == ["y y"]


def test_shapes_that_are_imported_are_not_fetched_and_it_is_said(tmp_path: Path, kb_root: str) -> None:
    shape = "<http://e.org/S> sh:targetClass <http://e.org/C> ; sh:nodeKind sh:IRI ."
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    data = "<http://e.org/x> a <http://e.org/C> ."

    def said(shapes: str) -> list[str]:
        report = check(tmp_path, kb_root, data, head + shapes)
        return [f.message for f in report.findings if f.shape == "shapes-not-imported"]

    imports = "<http://e.org/one> a owl:Ontology ; owl:imports <http://e.org/two> . "
    assert said(imports + shape) == ["The shapes import http://e.org/two, which was not read: nothing is fetched."]
    assert said(imports + "<http://e.org/two> a owl:Ontology . " + shape) == []
    assert said("<http://e.org/one> owl:imports <https://w3id.org/exo-ld/ontology> . " + shape) == []


def test_a_remote_engine_is_asked_the_same() -> None:
    from exo_ld.shacl.compile import checks
    from exo_ld.shacl.dialect import SERVER
    from exo_ld.shacl.shapes import Shapes

    shapes = Shapes(turtle(":S sh:targetNode :y ; sh:closed true ; sh:in () ; sh:nodeKind sh:IRIOrLiteral ."))
    asked = [check.select for check in checks(shapes, {}, dialect=SERVER)]
    assert len(asked) == 3
    assert not any("IN ()" in select for select in asked)
    for select in asked:
        ox.Store().query(select)
