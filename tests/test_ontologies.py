"""Ontologies in OBO and OWL are reference tables like those in TSV."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import REPO

from exo_ld.curate.ontologies import as_tables
from exo_ld.curate.tables import Tables
from exo_ld.errors import DataError

OBO = """format-version: 1.4
ontology: x

[Term]
id: MONDO:0005015
name: diabetes mellitus
synonym: "DM" EXACT []
synonym: "sugar" RELATED []
is_a: MONDO:0004335 ! disease of digestion

[Term]
id: MONDO:0000002
name: gone
is_obsolete: true
replaced_by: MONDO:0005015
"""
OWL = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
  xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:o="http://www.geneontology.org/formats/oboInOwl#">
<owl:Class rdf:about="http://purl.obolibrary.org/obo/CL_0000235"><rdfs:label>macrophage</rdfs:label>
<rdfs:subClassOf rdf:resource="http://purl.obolibrary.org/obo/CL_0000113"/><o:hasExactSynonym>histiocyte</o:hasExactSynonym>
</owl:Class></rdf:RDF>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("fastobo")
    here = tmp_path / "mine"
    here.mkdir()
    (here / "mondo.obo").write_text(OBO, encoding="utf-8")
    (here / "cl.owl").write_text(OWL, encoding="utf-8")
    shutil.copy(REPO / "tests" / "data" / "terms" / "go.tsv", here)
    return here


def test_terms_of_obo_and_owl(folder: Path) -> None:
    tables = Tables(str(folder))
    row, gone, cell = (tables.row(curie) for curie in ("MONDO:0005015", "MONDO:0000002", "CL:0000235"))
    assert row
    assert gone
    assert cell
    assert (row.label, row.parents, row.synonyms) == ("diabetes mellitus", ("MONDO:0004335",), ("DM",))
    assert (gone.obsolete, gone.replaced_by) == (True, "MONDO:0005015")
    assert (cell.label, cell.parents, cell.synonyms) == ("macrophage", ("CL:0000113",), ("histiocyte",))
    assert tables.rows("go")
    assert sorted(path.name for path in folder.iterdir()) == ["cl.owl", "go.tsv", "mondo.obo"]


def test_a_changed_ontology_is_read_anew(folder: Path) -> None:
    before = as_tables(str(folder))
    assert as_tables(str(folder)) == before
    (folder / "cl.owl").write_text(OWL.replace("histiocyte", "clasmatocyte"), encoding="utf-8")
    cell = Tables(str(folder)).row("CL:0000235")
    assert cell
    assert cell.synonyms == ("clasmatocyte",)


@pytest.mark.parametrize("name", ["mondo.obo", "cl.owl"])
def test_what_is_no_ontology_is_told(folder: Path, name: str) -> None:
    (folder / name).write_text("nothing [", encoding="utf-8")
    with pytest.raises(DataError, match="fetch it anew"):
        Tables(str(folder))
