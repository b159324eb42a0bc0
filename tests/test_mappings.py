"""The mappings: valid SSSOM by the sssom-pydantic library, complete, and as the ontology's annotations say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from conftest import REPO
from rdflib import RDF, RDFS

from exo_ld.prefixes import PREFIXES

sssom_pydantic = pytest.importorskip("sssom_pydantic")
MAPPINGS = sorted((REPO / "ontology" / "mappings").glob("*.sssom.tsv"))
EXO = rdflib.Namespace(PREFIXES["exld"])
LOCAL = REPO / "ontology" / "mappings" / "local-terms.sssom.tsv"
RELATIONS = REPO / "ontology" / "mappings" / "relations.sssom.tsv"


def _read(path: Path) -> tuple[list[Any], list[Any]]:
    mappings, _, _, errors = sssom_pydantic.read(path, return_errors=True)
    return mappings, errors


def _rows(path: Path) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.name)
def test_valid_sssom(path: Path) -> None:
    mappings, errors = _read(path)
    assert errors == []
    assert len(mappings) == len(_rows(path)) > 0


def test_the_library_finds_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "m.sssom.tsv"
    broken.write_text(
        LOCAL.read_text(encoding="utf-8").replace("\tUBERON:0000468\t", "\tUBERAN:0000468\t"), encoding="utf-8"
    )
    assert len(_read(broken)[1]) == 1


def test_every_local_term_is_mapped_or_searched() -> None:
    entities = rdflib.Graph().parse(REPO / "ontology" / "facts" / "entities.ttl")
    labels = {str(term): str(entities.value(term, RDFS.label)) for term in entities.subjects(RDF.type, EXO.LocalTerm)}
    rows = _rows(LOCAL)
    assert {PREFIXES["exod"] + row["subject_id"].removeprefix("exod:"): row["subject_label"] for row in rows} == labels
    for row in rows:
        if row["object_id"] == "sssom:NoTermFound":
            assert row["comment"].startswith("searched: "), row["subject_id"]
        else:
            assert row["object_source_version"], row["subject_id"]


@pytest.mark.slow
def test_relations_are_mapped_as_the_ontology_says() -> None:
    done = subprocess.run(
        [sys.executable, REPO / "tools" / "relation_mappings.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    ontology = rdflib.Graph().parse(REPO / "ontology" / "exo.ttl")
    relations = {str(r) for kind in (EXO.Relation, EXO.CausalRelation) for r in ontology.subjects(RDF.type, kind)}
    mapped = [row["subject_id"] for row in _rows(RELATIONS) if row["object_id"].startswith("biolink:")]
    assert sorted(PREFIXES["exld"] + name.removeprefix("exld:") for name in mapped) == sorted(relations)


def test_directions_stand_in_the_mapping() -> None:
    directions = {
        row["subject_id"]: row["object_direction_qualifier"]
        for row in _rows(RELATIONS)
        if row["object_direction_qualifier"]
    }
    assert directions == {"exld:decreases": "decreased", "exld:delivers": "increased", "exld:increases": "increased"}
