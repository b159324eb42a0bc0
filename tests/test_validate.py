"""`validate`: the report and its lines, and that the fast way finds what pySHACL alone finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import exo_ld
from exo_ld.check.shacl import run
from exo_ld.check.validation import Finding, Report, shapes_graph
from exo_ld.graph.data import Source, folder, quads, tree

HEAD = "@prefix exo: <https://w3id.org/exo-ld/ontology#> .\n@prefix exod: <https://w3id.org/exo-ld/id/> .\n"
# Each breaks a SPARQL-based constraint; all are found by both ways.
DEFECTS = {
    "a disagreement without its reason": "exod:claim-x a exo:Claim ; exo:disagreesWith exod:claim-y . exod:claim-y a exo:Claim .",
    "a value beside exo:notReported that no abstract gives": 'exod:model-x a exo:DiseaseModel ; exo:notReported exo:strain ; exo:strain "Wistar" .',
}


def findings(report: object) -> set[tuple[str, ...]]:
    """What a report graph says, without the names of its blank nodes."""
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert isinstance(report, rdflib.Graph)
    keys = (sh.focusNode, sh.sourceShape, sh.sourceConstraint, sh.sourceConstraintComponent, sh.resultSeverity, sh.value, sh.resultMessage)
    return {tuple(str(report.value(result, key)) for key in keys) for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)}


@pytest.fixture(scope="module")
def ontology() -> list[Source]:
    return [Source(path, None) for path in tree(folder("ontology"), ("exo.ttl", "vocabularies.ttl"))]


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_both_engines_find_the_same(name: str, ontology: list[Source], tmp_path: Path) -> None:
    path = tmp_path / "defect.ttl"
    path.write_text(HEAD + DEFECTS[name], encoding="utf-8")
    data = [quad.triple for source in [*ontology, Source(str(path), None)] for quad in quads(source)]
    shapes = shapes_graph()
    fast = findings(run(data, shapes))
    assert fast == findings(run(data, shapes, engine="pyshacl"))
    assert any(found[2] != "None" for found in fast), "a SPARQL-based constraint is among them"


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + "\n\nexod:dose-mine a exo:Dose ;\n  exo:value 1.0 ;\n  exo:sort 2 .\n", encoding="utf-8")
    report = exo_ld.validate(str(path))
    assert not report.conforms
    assert {(f.shape, f.focus, f.line) for f in report.findings} == {
        ("exos:Dose-of", "exod:dose-mine", 5),
        ("exos:Dose-unit", "exod:dose-mine", 5),
        ("undefined-term", "exo:sort", 7),
    }
    assert {f.file for f in report.findings} == {str(path)}


def test_forms_of_a_report() -> None:
    finding = Finding("Violation", "exos:Dose-unit", "exod:d", "exo:unit", "", "A dose MUST have a unit.", "a.ttl", 3)
    warning = finding._replace(severity="Warning", line=1)
    report = Report([finding, warning, finding])
    assert report.text().splitlines() == [
        "a.ttl:1: Warning: exos:Dose-unit: A dose MUST have a unit. [exod:d]",
        "a.ttl:3: Violation: exos:Dose-unit: A dose MUST have a unit. [exod:d]",
        "not valid: 1 violations, 1 warnings",
    ]
    assert json.loads(report.text("json"))["findings"][1]["line"] == 3
    assert Report([warning]).conforms
    with pytest.raises(exo_ld.UsageError, match="no report format 'xml'"):
        report.text("xml")
