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


def _pointers(text: str) -> list[tuple[str, str]]:
    """The pages that a file points to, with the heading that stands behind a comma, if any."""
    joined = re.sub(r'"\s*\n\s*f?"|\n\s*#?\s*', " ", text)
    joined = re.sub(r" +", " ", joined)
    found = re.findall(r"(docs/(?:decisions/)?[\w-]+\.md)(?:, ([A-Z][a-z]+(?: [a-z]+)*))?", joined)
    return [(page, heading) for page, heading in found]


POINTERS = [
    (path.relative_to(REPO).as_posix(), page, heading)
    for folder, ending in (
        ("src/exo_ld", "py"),
        ("shapes", "ttl"),
        ("queries", "rq"),
        ("ontology", "ttl"),
        ("tools", "py"),
    )
    for path in sorted((REPO / folder).rglob(f"*.{ending}"))
    for page, heading in _pointers(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("where", "page", "heading"), POINTERS)
def test_what_points_to_a_page_leads_to_it(where: str, page: str, heading: str) -> None:
    """Messages and comments: the page is there and has the heading that they name."""
    path = REPO / page
    assert path.exists(), f"{where}: no {page}"
    if heading:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
        headings = [found.partition(":")[0].strip() for found in re.findall(r"^#+ (.*)$", text, re.M)]
        bold = re.findall(r"^\*\*(.*?)[.,]?\*\*", text, re.M)
        assert any(heading.startswith(one) for one in (*headings, *bold)), f"{where}: no heading {heading} in {page}"


def test_pointers_are_found() -> None:
    assert len(POINTERS) > 15
    assert _pointers('"look (docs/rules.md, "\n    "Named graphs)."') == [("docs/rules.md", "Named graphs")]
    assert ("src/exo_ld/curate/coherence.py", "docs/rules.md", "Names") in POINTERS
