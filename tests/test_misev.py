"""The MISEV profile (shapes/misev-profile.ttl) finds what `evidence-gaps` finds, and nothing of it stops a
validation."""

from __future__ import annotations

import pyshacl
import pytest
from conftest import REPO
from rdflib import RDF, SH, Graph, URIRef

import exo_ld
from exo_ld.check.validation import shapes_graph
from exo_ld.prefixes import EXO, PREFIXES
from exo_ld.query.results import Table

PROFILE = Graph().parse(REPO / "shapes" / "misev-profile.ttl")
PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
FULL = """
exod:experiment-x a exld:Experiment ; exld:dose exod:dose-x .
exod:model-x a exld:DiseaseModel ; exld:organism NCBITaxon:10116 .
exod:preparation-x a exld:ExosomePreparation ; exld:sourceOrganism NCBITaxon:9606 ; exld:isolationMethod OBI:0000302 ;
  exld:marker hgnc:1692 ; exld:particleSize 112.0 .
"""
GAPS = {"dose", "organism", "sourceOrganism", "isolationMethod", "marker", "particleSize"}


def _found(data: Graph) -> set[tuple[str, str]]:
    """What the profile misses: subject and property; all at severity Info."""
    _, report, text = pyshacl.validate(data, shacl_graph=PROFILE, inference="none", allow_infos=True)
    assert isinstance(report, Graph), text
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    assert {report.value(result, SH.resultSeverity) for result in results} <= {SH.Info}
    return {
        (str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultPath)).removeprefix(EXO)) for r in results
    }


def test_a_full_report_has_no_gap() -> None:
    assert _found(Graph().parse(data=PROLOGUE + FULL)) == set()


@pytest.mark.parametrize("missing", sorted(GAPS))
def test_each_gap_is_found(missing: str) -> None:
    graph = Graph().parse(data=PROLOGUE + FULL)
    ((subject, _),) = list(graph.subject_objects(URIRef(EXO + missing)))
    graph.remove((subject, URIRef(EXO + missing), None))
    assert _found(graph) == {(str(subject), missing)}


def test_a_profile_is_no_part_of_validation() -> None:
    shapes = shapes_graph()
    assert all((shape, None, None) not in shapes for shape in PROFILE.subjects())


@pytest.mark.slow
def test_evidence_gaps_tells_the_same() -> None:
    table = exo_ld.load().query("evidence-gaps")
    assert isinstance(table, Table)
    told = {
        (row["item"], row["missing"].removeprefix(EXO))
        for row in table.rows
        if row["missing"].removeprefix(EXO) in GAPS and not row.get("fromSource")
    }
    reached = {row["item"] for row in table.rows}
    graph = Graph()
    for path in (REPO / "ontology" / "facts" / "studies").glob("*.ttl"):
        graph.parse(path)
    found = {pair for pair in _found(graph) if pair[0] in reached}
    assert found <= told
    kinds = {subject: str(kind) for subject, kind in ((str(s), k) for s, k in graph.subject_objects(RDF.type))}
    vesicles = {EXO + "ExosomePreparation", EXO + "VesiclePreparation"}
    assert {pair for pair in told - found if kinds[pair[0]] in vesicles} == set()
