"""Every canned query: its golden answer row for row on both engines, its form, and what it uses of the ontology.

Golden answers stand on the small fixed knowledge base tests/data/golden. That rdflib gives the same rows as the
embedded engine over all facts is a slow test; test_engines.py asks the servers.
"""

from __future__ import annotations

import decimal
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import exo_ld
from exo_ld.curate.formatting import format_files
from exo_ld.curate.layout import Words
from exo_ld.prefixes import EXO
from exo_ld.query.results import Table

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from golden_answers import FIXED, GOLDEN, LIVING, golden, settings

NAMES = sorted(exo_ld.load().catalogue)
# rdflib takes more than 25 seconds for each of these on all facts; on the fixed knowledge base it is asked them all.
LONG_ON_RDFLIB = {
    "claims",
    "effects-in-tissue",
    "evidence-codes",
    "join-by-ids",
    "regulators",
    "retracted-support",
    "review-concordance",
    "studies",
}
ON_RDFLIB = [pytest.param(n, marks=[pytest.mark.slow] if n == "review-concordance" else []) for n in NAMES]
PINNED = {
    "claims": "claim subject subjectLabel relation relationLabel object objectLabel stance study doi review section "
    "passageStart passageEnd",
    "studies": "study label doi year disease diseaseLabel sourceCell sourceCellLabel species retracted",
    "cargo-targets": "cargo cargoLabel relation target targetLabel complication",
    "mechanism-paths": "from to",
    "source-cells-by-complication": "complication sourceCell",
    "preparations": "preparation engineering priming vehicle route dose",
    "review-concordance": "verdict claim",
    "errata": "erratum",
    "retracted-support": "claim",
    "source-checks": "check",
    "evidence-gaps": "study missing",
    "entity-card": "term",
}
PINNED_PARAMS = {
    "claims": {"study", "review", "disease"},
    "studies": {"disease"},
    "cargo-targets": {"complication", "cargo"},
    "mechanism-paths": {"from", "to"},
    "entity-card": {"term"},
}


@pytest.fixture(scope="session")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="session")
def fixed() -> exo_ld.KnowledgeBase:
    return exo_ld.load(root=str(FIXED))


@pytest.fixture(scope="session")
def dataset(kb: exo_ld.KnowledgeBase) -> Any:
    return kb.to_rdflib()


@pytest.fixture(scope="session")
def fixed_dataset(fixed: exo_ld.KnowledgeBase) -> Any:
    return fixed.to_rdflib()


def cell(value: Any) -> Any:
    """A value without what an engine may write in its own way: 100, 100.0 and 1E2 are one number."""
    if value is None:
        return None
    text = str(value)
    try:
        return decimal.Decimal(text).normalize()
    except decimal.InvalidOperation:
        return text


def embedded(kb: exo_ld.KnowledgeBase, text: str) -> list[tuple[Any, ...]]:
    answer = kb.sparql(text)
    assert isinstance(answer, Table)
    return [tuple(cell(None if c is None else c.text) for c in row) for row in answer.cells]


def by_rdflib(dataset: Any, text: str) -> list[tuple[Any, ...]]:
    return [tuple(cell(value) for value in row) for row in dataset.query(text)]


@pytest.mark.slow
def test_the_fixed_knowledge_base_is_valid(fixed: exo_ld.KnowledgeBase) -> None:
    """The ontology that it shares with the shipped facts names some terms that only these have."""
    findings = exo_ld.validate(root=str(FIXED), skip=["form"]).findings
    misprint, unnamed = "exod:evidence-doe-2019-wound-06-1", "exod:evidence-doe-2019-wound-09-1"  # their words say so
    left = [finding for finding in findings if not finding.file.endswith("ontology/exo.ttl")]
    assert {(finding.shape, finding.focus) for finding in left} == {("exos:words", misprint), ("exos:words", unnamed)}


def test_the_fixed_knowledge_base_is_in_canonical_form() -> None:
    assert (
        format_files(
            [str(FIXED / "ontology" / "facts"), str(FIXED / "ontology" / "kinds.ttl")],
            check=True,
            words=Words.of(str(FIXED)),
        )
        == []
    )


@pytest.mark.parametrize("name", NAMES)
def test_golden_answer(fixed: exo_ld.KnowledgeBase, name: str) -> None:
    wanted = golden(GOLDEN / f"{name}.tsv")
    answer = fixed.query(name, **wanted.parameters)
    assert answer.text("tsv").splitlines() == wanted.rows.splitlines()
    assert len(wanted.rows.splitlines()) > 1, "a golden answer without a row proves nothing"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(LIVING.glob("*.tsv")), ids=lambda path: path.stem)
def test_golden_answer_of_the_shipped_facts(kb: exo_ld.KnowledgeBase, path: Path) -> None:
    wanted = golden(path)
    assert kb.query(path.stem, **wanted.parameters).text("tsv").splitlines() == wanted.rows.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("name", ON_RDFLIB)
def test_same_rows_in_the_same_order_on_rdflib(fixed: exo_ld.KnowledgeBase, fixed_dataset: Any, name: str) -> None:
    chosen: dict[str, object] = dict(golden(GOLDEN / f"{name}.tsv").parameters)
    rows = by_rdflib(fixed_dataset, fixed.prepare(name, chosen, given=False))
    assert rows == embedded(fixed, fixed.prepare(name, chosen))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name not in LONG_ON_RDFLIB])
def test_same_rows_on_rdflib_over_all_facts(kb: exo_ld.KnowledgeBase, dataset: Any, name: str) -> None:
    """With the first of its parameters, where it has one."""
    chosen = next(iter(settings(kb, name)), {})
    assert by_rdflib(dataset, kb.prepare(name, chosen, given=False)) == embedded(kb, kb.prepare(name, chosen))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if "#+ given" in exo_ld.load().catalogue[name].text])
def test_given_lines_never_change_the_rows(kb: exo_ld.KnowledgeBase, name: str) -> None:
    """They only say again what the query demands, so that an engine starts from the value."""
    for chosen in settings(kb, name):
        text = kb.prepare(name, chosen)
        assert embedded(kb, text) == embedded(kb, kb.prepare(name, chosen, given=False)), chosen


def test_every_query_has_a_golden_answer_and_no_golden_answer_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.tsv")) == NAMES


@pytest.mark.parametrize("name", sorted(PINNED))
def test_pinned_columns_and_parameters(kb: exo_ld.KnowledgeBase, name: str) -> None:
    query = kb.catalogue[name]
    assert set(PINNED[name].split()) <= set(query.columns)
    assert PINNED_PARAMS.get(name, set()) <= set(query.params)


@pytest.mark.parametrize("name", NAMES)
def test_header_names_the_columns_that_the_body_selects(kb: exo_ld.KnowledgeBase, name: str) -> None:
    answer = kb.sparql(kb.catalogue[name].text)
    assert isinstance(answer, Table)
    assert answer.columns == list(kb.catalogue[name].columns)


@pytest.mark.parametrize("name", NAMES)
def test_order_is_total(kb: exo_ld.KnowledgeBase, name: str) -> None:
    """No two rows agree in all that ORDER BY names, so that every engine puts them in the same order."""
    query = kb.catalogue[name]
    keys = re.findall(r"\?(\w+)", query.text.rsplit("ORDER BY", 1)[1])
    answer = kb.sparql(query.text)
    assert isinstance(answer, Table)
    positions = [answer.columns.index(key) for key in keys]
    seen = [tuple(row[i] for i in positions) for row in answer.cells]
    assert len(set(seen)) == len(seen)


def test_a_disease_finds_its_subclasses(kb: exo_ld.KnowledgeBase) -> None:
    narrow = {row["study"] for row in _rows(kb, "studies", disease="diabetic retinopathy")}
    broad = {row["study"] for row in _rows(kb, "studies", disease="diabetic microvascular complication")}
    assert narrow < broad
    assert {row["study"] for row in _rows(kb, "studies", disease="MONDO:0005266")} == narrow
    assert {
        row["study"] for row in _rows(kb, "studies", disease="http://purl.obolibrary.org/obo/MONDO_0005266")
    } == narrow


def test_the_tables_list_48_studies_of_which_two_are_retracted(kb: exo_ld.KnowledgeBase) -> None:
    rows = _rows(kb, "studies")
    assert len(rows) == len({row["study"] for row in rows}) == 48
    assert sorted(row["label"] for row in rows if row["retracted"]) == ["Ding 2019", "He 2020"]
    assert len(_rows(kb, "studies", listed="all")) > 48


def _rows(kb: exo_ld.KnowledgeBase, name: str, **params: str) -> list[dict[str, Any]]:
    answer = kb.query(name, **params)
    assert isinstance(answer, Table)
    return answer.rows


# Terms of the ontology that no canned query uses, each with the reason.
WAIVED = {
    **dict.fromkeys(
        ("adjective", "verbOfDecrease", "verbOfDocument", "verbOfIncrease"),
        "words of sentences, which read them as they do exld:wording",
    ),
    "rankNoun": "the word by which a sentence says a rank; sentences read it, as they do exld:wording",
    "DiabeticMicrovascularStudy": "a defined class, filled by a reasoner; studies asks for the disease with its "
    "subclasses instead",
    "EndosomalVesiclePreparation": "a defined class, filled by a reasoner; no evidence of biogenesis is told in the "
    "reviews",
    "InVitroExperiment": "a defined class, filled by a reasoner; effects-by-system asks for the system instead",
    "InVivoExperiment": "a defined class, filled by a reasoner; effects-by-system asks for the system instead",
    "AdiposeMscExosomePreparation": "a defined class, filled by a reasoner; cargo-by-cell asks for the donor cell "
    "instead",
    "BoneMarrowMscExosomePreparation": "a defined class, filled by a reasoner; a name of it asks for its members",
    "EmbryonicStemCellMscExosomePreparation": "a defined class, filled by a reasoner; "
    "a name of it asks for its members",
    "MenstrualBloodMscExosomePreparation": "a defined class, filled by a reasoner; a name of it asks for its members",
    "SynoviumMscExosomePreparation": "a defined class, filled by a reasoner; a name of it asks for its members",
    "UmbilicalCordMscExosomePreparation": "a defined class, filled by a reasoner; a name of it asks for its members",
    "UrineMscExosomePreparation": "a defined class, filled by a reasoner; a name of it asks for its members",
    "MscExosomePreparation": "a defined class, filled by a reasoner; source-cells-by-complication asks for the donor "
    "cell instead",
    "wording": "how a sentence is made of a claim, for the renderer; it says nothing of the facts",
    "Preparation": "its subclasses are asked for; no preparation is asserted in it alone",
}


def test_every_property_of_the_ontology_is_used_by_a_query_or_waived(kb: exo_ld.KnowledgeBase) -> None:
    used = set(re.findall(r"exld:(\w+)", " ".join(q.text for q in kb.catalogue.values())))
    generic = kb.catalogue["entity-card"].text
    assert "?p_term ?property ?value" in generic, (
        "the card shows every property; the rest of this test counts on named use"
    )
    data = kb.sparql(f"SELECT DISTINCT ?p WHERE {{ ?s ?p ?o FILTER (STRSTARTS(STR(?p), '{EXO}')) }}")
    assert isinstance(data, Table)
    in_data = {row["p"].removeprefix(EXO) for row in data.rows}
    classes = kb.sparql(
        "SELECT ?c WHERE { ?c a <http://www.w3.org/2002/07/owl#Class> " + f"FILTER (STRSTARTS(STR(?c), '{EXO}')) }}"
    )
    assert isinstance(classes, Table)
    in_data |= {row["c"].removeprefix(EXO) for row in classes.rows}
    assert in_data - used - set(WAIVED) == set()
    assert set(WAIVED) & used == set(), "a waiver that is not needed"
