"""The check of outside terms, by planted faults; and the slices, built from a few rows of the real tables
(tests/data/terms)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.curate.imports import write_imports
from exo_ld.curate.termcheck import check_terms
from exo_ld.errors import DataError

TABLES = str(REPO / "tests" / "data" / "terms")
PREFIXES = """\
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix CL: <http://purl.obolibrary.org/obo/CL_> .
@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix GO: <http://purl.obolibrary.org/obo/GO_> .
@prefix hgnc: <http://identifiers.org/hgnc/> .
@prefix MONDO: <http://purl.obolibrary.org/obo/MONDO_> .
@prefix NCBITaxon: <http://purl.obolibrary.org/obo/NCBITaxon_> .
@prefix RO: <http://purl.obolibrary.org/obo/RO_> .
"""
GOOD = """
exod:study-demo-2020 a exld:PrimaryStudy .
exod:model-demo-2020-1
  exld:disease MONDO:0005266 ;
  exld:organism NCBITaxon:10116 .
exod:preparation-demo-2020-1 exld:derivedFromCell CL:0002570 .
exod:claim-demo-2020-01
  exld:subject hgnc:6767 ;
  exld:object GO:0006914 .
"""
LABELS = "(label here: %s; there: %s)"
NONE = " " + LABELS % ("none", "none")
MAPPING = "#curie_map: {}\nsubject_id\tpredicate_id\tobject_id\tobject_label\nexod:x\tskos:exactMatch\t%s\t%s\n"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """A knowledge base with one study, its ontology and its slices."""
    facts = tmp_path / "kb" / "ontology" / "facts" / "studies"
    facts.mkdir(parents=True)
    (tmp_path / "kb" / "ontology" / "exo.ttl").write_text(PREFIXES + "exld:increases exld:roParent RO:0002566 .\n")
    _facts(tmp_path / "kb", GOOD)
    write_imports(TABLES, str(tmp_path / "kb"))
    return tmp_path / "kb"


def _facts(kb: Path, text: str) -> Path:
    path = kb / "ontology" / "facts" / "studies" / "demo-2020.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def _slices(kb: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((kb / "ontology" / "imports").iterdir())}


def test_good_terms(kb: Path) -> None:
    outcome = check_terms(TABLES, str(kb))
    assert outcome.wrong == []
    # The licences of the slices, and the properties of synonyms.
    assert outcome.unchecked == {
        "web pages": 2,
        "oboInOwl": 2,
    }
    found = {name: outcome.checked[name] for name in ("MONDO", "CL", "GO", "hgnc", "RO")}
    assert found == {"MONDO": 16, "CL": 8, "GO": 4, "hgnc": 1, "RO": 3}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "MONDO:0005266",
            "MONDO:9999999",
            "13: MONDO:9999999: not in the reference table mondo.tsv; look the right id up" + NONE,
        ),
        (
            "MONDO:0005266",
            "MONDO:0000002",
            "13: MONDO:0000002: obsolete; use MONDO:0009299 " + LABELS % ("none", "obsolete 46,XX sex reversal"),
        ),
        (
            "MONDO:0005266",
            "<https://identifiers.org/mondo/MONDO:0005266>",
            "13: <https://identifiers.org/mondo/MONDO:0005266>: not the form to join on; "
            "write <http://purl.obolibrary.org/obo/MONDO_0005266>" + NONE,
        ),
        (
            "GO:0006914",
            "<http://example.org/x>",
            "18: <http://example.org/x>: its prefix is not known; use a vocabulary of prefixes.py, or add it there"
            + NONE,
        ),
        (
            "exld:object GO:0006914",
            "exld:object <http://purl.obolibrary.org/obo/XYZ_1>",
            "18: obo:XYZ_1: its prefix is not known; use a vocabulary of prefixes.py, or add it there" + NONE,
        ),
    ],
    ids=["unknown", "obsolete", "variant", "no prefix", "no vocabulary"],
)
def test_planted_fault(kb: Path, old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    path = _facts(kb, GOOD.replace(old, new))
    assert [str(one) for one in check_terms(TABLES, str(kb)).wrong] == [f"{path}:{said}"]


def test_label_that_differs(kb: Path) -> None:
    path = kb / "ontology" / "imports" / "hgnc.ttl"
    path.write_text(path.read_text().replace('"SMAD1"', '"SMAD2"'))
    line = path.read_text().splitlines().index("hgnc:6767") + 3
    said = f"{path}:{line}: hgnc:6767: labelled differently (label here: SMAD2; there: SMAD1)"
    assert [str(one) for one in check_terms(TABLES, str(kb)).wrong] == [said]


def test_mapped_terms_are_checked(kb: Path) -> None:
    path = kb / "ontology" / "mappings" / "m.sssom.tsv"
    path.parent.mkdir()
    path.write_text(MAPPING % ("MONDO:0005266", "eye trouble"))
    assert [str(one) for one in check_terms(TABLES, str(kb)).wrong] == [
        f"{path}:3: MONDO:0005266: labelled differently (label here: eye trouble; there: diabetic retinopathy)"
    ]


def test_no_table_is_named_and_counted(kb: Path) -> None:
    _facts(
        kb,
        GOOD + "exod:claim-demo-2020-02 exld:object <http://purl.obolibrary.org/obo/VT_1>, "
        "<http://purl.obolibrary.org/obo/VT_2> .\n",
    )
    outcome = check_terms(TABLES, str(kb))
    assert (outcome.wrong, outcome.unchecked["VT"]) == ([], 2)
    assert "unchecked  VT                   2 terms (no table)" in outcome.text()


def test_same_tables_same_bytes(kb: Path) -> None:
    first = _slices(kb)
    assert list(first) == ["cl.ttl", "go.ttl", "hgnc.ttl", "mondo.ttl", "ncbitaxon.ttl", "ro.ttl"]
    write_imports(TABLES, str(kb))
    assert _slices(kb) == first


def test_header_states_version_licence_and_roots(kb: Path) -> None:
    head = (kb / "ontology" / "imports" / "cl.ttl").read_text().split("\n.\n")[0]
    assert 'owl:versionInfo "CL 2026-03-26 + 16 terms of the edit file of 2026-08-19"' in head
    assert "dcterms:license <https://creativecommons.org/licenses/by/4.0/>" in head
    assert '"The terms in use with all their ancestors up to CL:0000000 (cell)."@en' in head


def test_slices_hold_subclass_axioms_only(kb: Path) -> None:
    text = b"".join(_slices(kb).values()).decode()
    for construct in ("equivalentClass", "Restriction", "disjoint", "intersectionOf"):
        assert construct not in text


def test_a_slice_no_longer_used_goes(kb: Path) -> None:
    _facts(kb, GOOD.replace("hgnc:6767", "GO:0006914"))
    write_imports(TABLES, str(kb))
    assert "hgnc.ttl" not in _slices(kb)


def test_term_in_no_table_leaves_the_slices_alone(kb: Path) -> None:
    before = _slices(kb)
    _facts(kb, GOOD.replace("MONDO:0005266", "MONDO:9999999"))
    with pytest.raises(DataError, match=r"^MONDO:9999999 is used in the facts but is not in mondo\.tsv"):
        write_imports(TABLES, str(kb))
    assert _slices(kb) == before


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda p: p.unlink(), "cl.tsv: no such table, but {kb}/ontology/imports/cl.ttl is built from it; fetch it"),
        (_cut, "cl.tsv:9: the table is cut off here; fetch it anew"),
        (
            lambda p: p.write_text(""),
            "cl.tsv:1: not a reference table (its first line is not the six column names); fetch it anew",
        ),
        (
            lambda p: p.write_text(p.read_text().replace("\t0\t", " 0 ")),
            "cl.tsv:2: 4 columns where six are due; fetch the table anew",
        ),
        (
            lambda p: p.write_bytes(b"\xff\xfe"),
            "cl.tsv: cannot be read ('utf-8' codec can't decode byte 0xff in position 0: invalid start byte); "
            "fetch the table anew",
        ),
    ],
    ids=["missing", "cut off", "empty", "columns", "not UTF-8"],
)
@pytest.mark.parametrize("write", [[], ["--write"]], ids=["check", "write"])
def test_damaged_table(kb: Path, tmp_path: Path, run: Run, damage: object, said: str, write: list[str]) -> None:
    tables = Path(shutil.copytree(TABLES, tmp_path / "tables"))
    assert callable(damage)
    damage(tables / "cl.tsv")
    before = _slices(kb)
    done = run("vocabularies", "--tables", str(tables), "--kb", str(kb), *write)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"exo-ld: {tables}/{said.format(kb=kb)}\n")
    assert _slices(kb) == before


def test_no_tables_at_all(kb: Path, tmp_path: Path, run: Run) -> None:
    done = run("vocabularies", "--tables", str(tmp_path / "none"), "--kb", str(kb))
    assert (done.returncode, done.stdout) == (2, "")
    said = done.stderr.removeprefix(f"exo-ld: {tmp_path}/none: ")
    assert said == "no reference tables here; name the folder that holds mondo.tsv, cl.owl, hp.obo and the like\n"


def test_exit_status(kb: Path, run: Run) -> None:
    assert run("vocabularies", "--tables", TABLES, "--kb", str(kb)).returncode == 0
    _facts(kb, GOOD.replace("MONDO:0005266", "MONDO:9999999"))
    done = run("vocabularies", "--tables", TABLES, "--kb", str(kb))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "56 outside terms checked, 4 unchecked, 1 wrong")
