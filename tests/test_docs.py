"""The pages: what they show of facts stands there, their queries run, their links lead somewhere, the index has them
all."""

from __future__ import annotations

import re

import pytest
from conftest import REPO

import exo_ld
from exo_ld.query.results import Table

DOCS = REPO / "docs"
PAGES = sorted(
    path.relative_to(REPO).as_posix() for path in [REPO / "README.md", REPO / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
)


def test_the_worked_claim_stands_in_the_facts() -> None:
    page = (DOCS / "model.md").read_text(encoding="utf-8")
    facts = (REPO / "ontology/facts/studies/jin-2019-mir-486.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", page, re.S)
    assert len(blocks) == 2
    assert all(block in facts for block in blocks)
    assert len(page.splitlines()) <= 120


@pytest.mark.slow
def test_each_pattern_of_the_sparql_page_has_rows() -> None:
    page = (DOCS / "sparql.md").read_text(encoding="utf-8")
    patterns = re.findall(r"```sparql\n(SELECT.*?)```", page, re.S)
    assert len(patterns) == 5
    kb = exo_ld.load()
    for pattern in patterns:
        answer = kb.sparql(pattern)
        assert isinstance(answer, Table)
        assert answer.rows, pattern
    named = re.findall(r"\| `([a-z-]+)` \|$", page, re.M)
    assert len(named) == 10
    assert set(named) <= set(kb.catalogue)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    path = REPO / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_index_has_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DOCS.glob("*.md") if path.name != "README.md" and f"({path.name})" not in index] == []


def test_each_threat_has_a_test_that_is_there() -> None:
    page = (DOCS / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert len(rows) > 35
    for row in rows:
        file, named = "", []
        for found in re.finditer(r"(test_\w+\.py)|`(test_\w+)`", row.rsplit("|", 2)[1]):
            file = found[1] or file
            if found[2]:
                named.append(found[2])
                text = (REPO / "tests" / file).read_text(encoding="utf-8")
                assert re.search(rf"^def {found[2]}\(", text, re.M), f"{file}: no {found[2]}"
        assert named, f"no test of: {row}"
