"""Other spellings of identifiers, as the Bioregistry has them, come to the form on which this graph joins; none is
spoiled."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.prefixes import PREFIX_MAP, PREFIXES, canonical, variants

OBO = "http://purl.obolibrary.org/obo/"


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("https://identifiers.org/HGNC:31508", "http://identifiers.org/hgnc/31508"),
        ("http://identifiers.org/hgnc/HGNC:31508", "http://identifiers.org/hgnc/31508"),
        ("https://identifiers.org/hgnc:HGNC:31508", "http://identifiers.org/hgnc/31508"),
        ("https://identifiers.org/MONDO:0005266", OBO + "MONDO_0005266"),
        ("https://bioregistry.io/mondo:MONDO:0005266", OBO + "MONDO_0005266"),
        ("https://bioregistry.io/MONDO:0005266", OBO + "MONDO_0005266"),
        ("https://bioregistry.io/mesh:D003920", PREFIXES["MESH"] + "D003920"),
        ("https://meshb.nlm.nih.gov/record/ui?ui=D003920", PREFIXES["MESH"] + "D003920"),
        ("https://identifiers.org/taxonomy:9606", OBO + "NCBITaxon_9606"),
        ("https://bioregistry.io/ncbitaxon:9606", OBO + "NCBITaxon_9606"),
        ("https://bioregistry.io/mirbase:MI0000471", PREFIXES["mirbase"] + "MI0000471"),
        ("https://identifiers.org/mirbase.mature:MIMAT0000076", PREFIXES["mirbase.mature"] + "MIMAT0000076"),
        (
            "https://www.mirbase.org/cgi-bin/mature.pl?mature_acc=MIMAT0000076",
            PREFIXES["mirbase.mature"] + "MIMAT0000076",
        ),
        ("https://identifiers.org/GO:0001525", OBO + "GO_0001525"),
        ("http://dx.doi.org/10.1186/s13287-019-1177-1", "https://doi.org/10.1186/s13287-019-1177-1"),
    ],
)
def test_a_known_spelling_joins(written: str, joined: str) -> None:
    assert canonical(written) == joined
    assert canonical(joined) == joined


@pytest.mark.parametrize(
    "iri",
    [
        "https://bioregistry.io/mondo:MONDO:MONDO:0005266",  # once MONDO_MONDO:..., an IRI that exists nowhere
        "https://identifiers.org/MONDO:diabetes",
        "https://identifiers.org/hgnc/MONDO:0005266",
        "http://identifiers.org/mesh/2017/D003920",
        "https://bioregistry.io/registry/mondo",
        "http://example.org/hgnc/HGNC:6767",
    ],
)
def test_what_is_no_identifier_of_the_space_is_left(iri: str) -> None:
    assert canonical(iri) == iri


def test_every_spelling_leads_to_its_own_space() -> None:
    assert len(variants()) > 3000
    assert not {form for form in variants() if form in PREFIXES.values()}


@pytest.mark.slow
def test_the_map_is_a_strict_one_and_as_built() -> None:
    curies = pytest.importorskip("curies")
    pytest.importorskip("bioregistry")
    records = json.loads(Path(PREFIX_MAP).read_text(encoding="utf-8"))
    assert {r["prefix"]: r["uri_prefix"] for r in records} == PREFIXES
    converter = curies.Converter.from_extended_prefix_map(records)  # refuses what is said twice
    assert converter.compress("https://identifiers.org/HGNC:31508") == "hgnc:31508"
    assert converter.standardize_curie("HGNC:31508") == "hgnc:31508"
    sys.path.insert(0, str(REPO / "tools"))
    import prefix_map

    assert prefix_map.text() == Path(PREFIX_MAP).read_text(encoding="utf-8")


@pytest.mark.slow
def test_merge_rewrites_and_reports_them(tmp_path: Path, run: Run) -> None:
    pytest.importorskip("hyperscan")
    lines = [
        "<https://identifiers.org/HGNC:31508>",
        "<https://bioregistry.io/mondo:MONDO:0005266>",
        r"<https://identifiers.org/MONDO:000526\u0036>",
    ]
    (tmp_path / "b.nt").write_text("".join(f"<http://e/{n}> <http://e/p> {iri} .\n" for n, iri in enumerate(lines)))
    done = run("merge", str(tmp_path / "b.nt"), "-o", str(tmp_path / "m.nt"), "--canonical", "--kb", "tests/data/kb")
    assert done.returncode == 0, done.stderr
    assert "made canonical: 3" in done.stdout
    found = {
        line.split()[2]
        for line in (tmp_path / "m.nt").read_text().splitlines()
        if line.startswith("<http://e/") and "/p>" in line
    }
    assert found == {"<http://identifiers.org/hgnc/31508>", f"<{OBO}MONDO_0005266>"}
