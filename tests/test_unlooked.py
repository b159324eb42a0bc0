"""What `validate` says of what it did not look at, of what is nearly ours, and of what is ours no longer; severities of
one's own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import REPO

import exo_ld
from exo_ld.check.nearly import nearly
from exo_ld.prefixes import EXO, EXOD, EXOS
from exo_ld.report.report import Report

KINDS = re.compile(r"\bexod:([a-z]+-)")

HEAD = (
    "@prefix exld: <https://w3id.org/exo-ld/ontology#> . @prefix exod: <https://w3id.org/exo-ld/id/> . "
    "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix obo: <http://purl.obolibrary.org/obo/> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


@pytest.fixture(scope="module")
def kb_root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A knowledge base of our ontology and shapes, without facts."""
    place = tmp_path_factory.mktemp("small")
    (place / "ontology").mkdir()
    shutil.copy(REPO / "ontology" / "exo.ttl", place / "ontology" / "exo.ttl")
    shutil.copytree(REPO / "shapes", place / "shapes")
    return str(place)


def check(tmp_path: Path, root: str, data: str, shapes: str = "", **options: object) -> Report:
    """Validate data, by further shapes where there are any."""
    (tmp_path / "data.ttl").write_text(HEAD + data, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(HEAD + shapes, encoding="utf-8")
    more = [str(tmp_path / "shapes.ttl")] if shapes else []
    return exo_ld.validate(str(tmp_path / "data.ttl"), root=root, shapes=more, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("iri", "meant"),
    [
        ("http://w3id.org/exo-ld/ontology#Dose", EXO),
        ("https://w3id.org/exo-ld/ontology/Dose", EXO),
        ("https://w3id.org/exo-ld/Ontology#Dose", EXO),
        ("https://www.w3id.org/exo-ld/ontology#Dose", EXO),
        ("https://w3id.org/exold/ontology#Dose", EXO),
        ("https://w3id.org//exo-ld/ontology#Dose", EXO),
        ("https://w3id.org/exo-ld/ontologyDose", EXO),
        ("http://w3id.org/exo-ld/id/dose-x", EXOD),
        ("https://w3id.org/exo-ld/id#dose-x", EXOD),
        ("https://w3id.org/exo-ld/ids/dose-x", EXOD),
        ("https://w3id.org/exo-ld/shapes/Dose", EXOS),
        ("exo:Dose", EXO),
        ("exld:Dose", EXO),
        ("exod:dose-x", EXOD),
        (EXO + "Dose", None),
        (EXOD + "dose-x", None),
        ("https://w3id.org/exo-ld/ontology/0.1.0", None),
        ("https://w3id.org/exo-ld/claim-doe-2020-01", EXOD),
        ("https://w3id.org/exo-ld/study-doe-2020", EXOD),
        ("http://w3id.org/exo-ld/evidence-doe-2020-01", EXOD),
        ("https://w3id.org/exo-ld/claims", None),
        ("https://w3id.org/exo-ld/context", None),
        ("https://w3id.org/exo-ld/release/0.1.0", None),
        ("https://w3id.org/exo-ld/mappings/relations", None),
        ("https://w3id.org/exo-ld/np/RA1", None),
        ("https://w3id.org/biolink/vocab/Gene", None),
        ("http://example.org/exosome/Dose", None),
    ],
)
def test_a_namespace_that_is_nearly_ours(iri: str, meant: str | None) -> None:
    found = nearly(iri)
    assert (found and found[1]) == meant


def test_an_individual_without_id_in_its_iri_is_told_of_whatever_its_kind() -> None:
    used = {name for path in (REPO / "ontology").rglob("*.ttl") for name in KINDS.findall(path.read_text("utf-8"))}
    assert len(used) > 30
    assert {kind for kind in used if nearly(f"{EXOD.removesuffix('id/')}{kind}x") is None} == set()


@pytest.mark.slow
def test_nothing_was_looked_at(tmp_path: Path, kb_root: str) -> None:
    for space in ("http://w3id.org/exo-ld/ontology#", "https://w3id.org/exo-ld/ontology/"):
        report = check(tmp_path, kb_root, f"exod:dose-x a <{space}Dose> ; <{space}value> -1.5 .")
        assert [(f.severity, f.shape, f.line) for f in report.findings] == [
            ("Warning", "nothing-looked-at", 0),
            ("Warning", "nearly-ours", 3),
        ]
        assert report.nodes == json.loads(report.text("json"))["nodes"] == 0
        assert "the shapes looked at 0 nodes\nvalid: 2 warnings\n" in report.text()
        for form in ("github", "sarif", "junit", "gitlab", "ttl"):
            assert "nearly" in report.text(form)


@pytest.mark.slow
def test_how_many_nodes_were_looked_at(tmp_path: Path, kb_root: str) -> None:
    data = "exod:dose-x a exld:Dose . exod:dose-y a exld:Dose . <urn:other> a <urn:Thing> ."
    assert check(tmp_path, kb_root, data).nodes == 2
    assert check(tmp_path, kb_root, data, "<urn:S> sh:targetClass <urn:Thing> ; sh:nodeKind sh:IRI .").nodes == 3
    assert check(tmp_path, kb_root, data, focus=["exod:dose-x"]).nodes == 1
    assert check(tmp_path, kb_root, data + " [] a exld:Dose .").nodes == 3
    assert check(tmp_path, kb_root, data, only=["parse"]).nodes is None


def test_further_shapes_that_looked_at_nothing(tmp_path: Path, kb_root: str) -> None:
    shapes = "<urn:A> sh:targetClass <urn:No> ; sh:nodeKind sh:IRI . <urn:B> a sh:NodeShape ; sh:nodeKind sh:IRI . "
    shapes += (
        "<urn:C> sh:targetNode <urn:absent> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ; sh:message 'no p' ] . "
    )
    shapes += "<urn:D> sh:targetClass <urn:Thing> ; sh:node <urn:E> . <urn:E> a sh:NodeShape ; sh:nodeKind sh:IRI ."
    report = check(tmp_path, kb_root, "<urn:x> a <urn:Thing> .", shapes)
    assert sorted((f.severity, f.shape, f.focus) for f in report.findings) == [
        ("Info", "shape-looked-at-nothing", "urn:A"),
        ("Info", "target-not-in-data", "urn:absent"),
        ("Violation", "_:shape", "urn:absent"),
        ("Warning", "shape-without-target", "urn:B"),
    ]
    assert report.nodes == 2


@pytest.mark.slow
def test_shapes_in_the_data_are_told(tmp_path: Path, kb_root: str) -> None:
    shape = "<urn:S> a sh:NodeShape ; sh:targetClass exld:Dose ; sh:nodeKind sh:BlankNode ."
    for said in (
        shape,
        "<urn:S> sh:targetClass exld:Dose .",
        "<> sh:shapesGraph <urn:shapes> .",
        "exod:dose-x sh:shape <urn:S> .",
    ):
        report = check(tmp_path, kb_root, "exod:dose-x a exld:Dose . " + said)
        assert [f.line for f in report.findings if (f.severity, f.shape) == ("Warning", "shapes-in-data")] == [3]
    assert "shapes-in-data" not in {
        f.shape for f in check(tmp_path, kb_root, "exod:dose-x a exld:Dose . " + shape, shape).findings
    }


def test_what_is_obsolete_or_withdrawn(tmp_path: Path, kb_root: str) -> None:
    data = (
        'obo:GO_1 owl:deprecated true ; obo:IAO_0100001 "GO:0001525" . '
        'obo:GO_2 owl:deprecated "1"^^xsd:boolean ; obo:IAO_0100001 obo:GO_3 .\n'
        "obo:GO_4 owl:deprecated true . exod:claim-old owl:deprecated true ; exld:object obo:GO_4 . "
        "exod:claim-fine owl:deprecated false .\n"
        "<urn:a> exld:object obo:GO_1 , obo:GO_2 , obo:GO_3 ; <urn:p> obo:GO_4 , exod:claim-old , exod:claim-fine .\n"
        "<urn:new> obo:IAO_0100001 obo:GO_4 ."
    )
    found = [f for f in check(tmp_path, kb_root, data).findings if f.shape == "obsolete"]
    assert [(f.severity, f.value, f.fix) for f in sorted(found, key=lambda f: f.value)] == [
        ("Warning", "GO:1", "write GO:0001525"),
        ("Warning", "GO:2", "write GO:3"),
        ("Warning", "GO:4", "look for what says the same today, or leave it out"),
        ("Warning", "exod:claim-old", "look for what says the same today, or leave it out"),
    ]
    assert {f.line for f in found} == {5}


@pytest.mark.slow
def test_a_severity_of_ones_own(tmp_path: Path, kb_root: str) -> None:
    for severity, level, status in (("<urn:Critical>", "error", 1), ("sh:Debug", "note", 0), ("sh:Trace", "note", 0)):
        shape = (
            "<urn:S> sh:targetSubjectsOf <urn:name> ; sh:property [ sh:path <urn:name> ; sh:minLength 5 ; "
            f"sh:severity {severity} ] ."
        )
        report = check(tmp_path, kb_root, '<urn:a> <urn:name> "x" .', shape)
        name = severity.strip("<>").removeprefix("sh:")
        assert [(f.severity, f.level) for f in report.findings] == [(name, "Violation" if status else "Info")]
        assert (report.status, report.conforms, report.tally()) == (status, not status, f"1 of severity {name}")
        assert json.loads(report.text("sarif"))["runs"][0]["results"][0]["level"] == level
        assert f"sh:resultSeverity {severity}" in report.text("ttl")
        for form in ("text", "json", "junit", "github", "gitlab"):
            assert report.text(form)


def test_an_odd_number_changes_no_engine(tmp_path: Path, kb_root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from exo_ld.shacl import run

    def never(*_: object) -> set[object]:
        raise AssertionError("pySHACL was asked")

    monkeypatch.setattr(run, "run_pyshacl", never)
    shape = "<urn:S> sh:targetSubjectsOf <urn:n> ; sh:property [ sh:path <urn:n> ; sh:maxCount 1 ; sh:message 'm' ] ."
    report = check(
        tmp_path, kb_root, '<urn:a> <urn:n> 1.0 , 1.00 . <urn:b> <urn:n> 1 , "1"^^xsd:int . <urn:c> <urn:n> 1 .', shape
    )
    assert sorted(f.focus for f in report.findings) == ["urn:a", "urn:b"]


def test_relative_iris_of_two_files_do_not_meet(tmp_path: Path, kb_root: str) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.ttl").write_text("<#it> <urn:n> 1 .\n" if folder == "a" else "<#it> <urn:n> 2 .\n")
    (tmp_path / "s.ttl").write_text(
        HEAD + "<urn:S> sh:targetSubjectsOf <urn:n> ; sh:property [ sh:path <urn:n> ; sh:maxCount 1 ] ."
    )
    report = exo_ld.validate(str(tmp_path / "a"), str(tmp_path / "b"), root=kb_root, shapes=[str(tmp_path / "s.ttl")])
    assert (report.findings, report.nodes) == ([], 2)
