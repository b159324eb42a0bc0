"""Every query whose rows rest on a work says which rows rest on a retracted one, or leaves them out and says so.

Proved by what the queries answer once all works are retracted: nothing may read then as it did before.
"""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest
from conftest import REPO

import exo_ld
from exo_ld.prefixes import EXO

NAMES = sorted(exo_ld.load().catalogue)
# Queries whose rows rest on no work, each with the reason.
ON_NO_WORK = {
    "ledger": "what a review says, whatever it rests on",
    "join-by-ids": "where identifiers stand in the graph",
    "local-terms": "an index of terms",
    "quality-figures": "how much of each thing there is in the graph; retracted works are a row of their own",
    "relation-mappings": "an index of relations",
    "review-sections": "the ledger: what a review says, whatever it rests on",
    "terms-below": "an index of terms",
    "terms-by-kind": "an index of terms",
    "terms-by-vocabulary": "an index of terms",
}


# Columns whose values rest on works.
RESTING = {
    "claim",
    "claim1",
    "claim2",
    "claim3",
    "claim4",
    "claimUp",
    "claimDown",
    "next",
    "otherClaim",
    "study",
    "work",
    "retractedStudy",
}


@pytest.fixture(scope="module")
def before() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def after(before: exo_ld.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> exo_ld.KnowledgeBase:
    """The same with all works retracted, each in the file that it stands in (nobody else's may change it)."""
    works = before.sparql(
        "SELECT DISTINCT ?w WHERE { ?w exld:numberInReview|^exld:hasCandidate ?any FILTER NOT EXISTS { ?w "
        "exld:retracted true } }"
    )
    assert isinstance(works, exo_ld.Table)
    root = tmp_path_factory.mktemp("retracted")
    for folder in ("ontology", "queries", "shapes"):
        shutil.copytree(REPO / folder, root / folder)
    left = {row["w"].rpartition("/")[2]: row["w"] for row in works.rows}
    for file in (root / "ontology" / "facts").rglob("*.ttl"):
        text = file.read_text(encoding="utf-8")
        here = [left.pop(name) for name in re.findall(r"^exod:(\S+)$", text, re.M) if name in left]
        more = "".join(f"<{work}> <{EXO}retracted> true .\n" for work in here)
        file.write_text(text + more, encoding="utf-8")
    assert not left
    return exo_ld.load(root=str(root))


def rows(kb: exo_ld.KnowledgeBase, name: str) -> list[dict[str, Any]]:
    answer = kb.sparql(kb.catalogue[name].text)
    assert isinstance(answer, exo_ld.Table)
    return answer.rows


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_retraction_is_seen(before: exo_ld.KnowledgeBase, after: exo_ld.KnowledgeBase, name: str) -> None:
    first, then = rows(before, name), rows(after, name)
    if name in ON_NO_WORK:
        if name != "quality-figures":
            assert first == then
        return
    assert first, "a query without rows proves nothing"
    if "retracted" in before.catalogue[name].columns:
        assert [_plain(row) for row in then] == [_plain(row) for row in first], "the column is all that changes"
        assert {row["retracted"] for row in then} <= {True, False}
        resting = _resting(after)
        left = [
            row
            for row in then
            if not row["retracted"] and resting & {str(value) for name, value in row.items() if name in RESTING}
        ]
        assert left == []
    else:
        assert first != then
        assert "retracted" in before.catalogue[name].text.split("PREFIX", 1)[0], "say that they are left out"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("retract")}


def _resting(kb: exo_ld.KnowledgeBase) -> set[str]:
    """Works, claims and things that rest on a work."""
    found = kb.sparql(
        """SELECT DISTINCT ?x WHERE { { ?line exld:cites ?work ; exld:evidenceFor ?x }
  UNION { ?x exld:numberInReview ?n }
        UNION { ?slip exld:concernsClaim ?x ; exld:correctedWork ?work } }"""
    )
    assert isinstance(found, exo_ld.Table)
    return {row["x"] for row in found.rows}


def test_what_rests_on_no_work_is_a_query() -> None:
    assert set(ON_NO_WORK) <= set(NAMES)
