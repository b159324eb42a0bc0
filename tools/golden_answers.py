"""Write golden answers of canned queries anew.

    python tools/golden_answers.py NAME ...       (all by default)

A golden answer is tests/golden/NAME.tsv: a first line `# -p NAME=VALUE ...` with its parameters, then the answer as
TSV. It stands on the small fixed knowledge base tests/data/golden, so that a change of facts changes none. Those in
tests/golden/living stand on the shipped facts. Derive from the facts what each changed row must be before you commit
it: a golden answer that nobody read proves nothing.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import exo_ld
from exo_ld.query.results import Table

__all__ = ["FIXED", "GOLDEN", "LIVING", "Golden", "golden", "main", "settings"]

TESTS = Path(__file__).parent.parent / "tests"
GOLDEN, LIVING, FIXED = TESTS / "golden", TESTS / "golden" / "living", TESTS / "data" / "golden"

# Where a parameter's values stand in a column of another name, or in none.
COLUMN = {
    ("comparisons", "preparation"): "subject",
    ("disagreements", "claim"): "claim1",
    ("disease-background", "disease"): "object",
    ("dose-series", "outcome"): "object",
    ("terms-below", "above"): "term",
}
VALUE = {
    ("claims", "disease"): "diabetic retinopathy",
    ("effect-support", "minimum"): "2",
    ("join-by-ids", "ids"): "HGNC:11766 CL:0000169",
    ("preparations", "cell"): "CL:0002540",
    ("source-checks", "confirmed"): "with",
    ("studies", "listed"): "all",
}


class Golden(NamedTuple):
    """A golden answer: its parameters, and its rows as TSV."""

    parameters: dict[str, str]
    rows: str


def golden(path: Path) -> Golden:
    """The golden answer of a file."""
    first, _, rows = path.read_text(encoding="utf-8").partition("\n")
    words = shlex.split(first.removeprefix("#"))
    return Golden(dict(word.split("=", 1) for word in words if word != "-p"), rows)


def settings(kb: exo_ld.KnowledgeBase, name: str) -> list[dict[str, object]]:
    """Each parameter of a query by itself, at a value at which rows are left and rows are left out."""
    query = kb.catalogue[name]
    answer = kb.sparql(query.text)
    assert isinstance(answer, Table)
    sets: list[dict[str, object]] = []
    for parameter in query.params.values():
        if parameter.kind != "service":
            column = COLUMN.get((name, parameter.name), parameter.name)
            values = sorted({str(row[column]) for row in answer.rows if column in row})
            value = VALUE.get((name, parameter.name)) or (values[len(values) // 2] if values else None)
            if value:  # a query that has no rows yet has no value either
                sets.append({parameter.name: value})
    return sets


def main(names: list[str]) -> None:
    """Write the golden files of ``names``, keeping the parameters that stand in them."""
    for folder, kb in ((GOLDEN, exo_ld.load(root=str(FIXED))), (LIVING, exo_ld.load())):
        known = sorted(kb.catalogue) if folder == GOLDEN else [path.stem for path in sorted(folder.glob("*.tsv"))]
        for path in (folder / f"{name}.tsv" for name in known if name in (names or known)):
            first = path.read_text(encoding="utf-8").splitlines()[0] if path.exists() else "#"
            path.write_text(first + "\n", encoding="utf-8")
            path.write_text(first + "\n" + kb.query(path.stem, **golden(path).parameters).text("tsv"), encoding="utf-8")
            print(path.relative_to(TESTS))


if __name__ == "__main__":
    main(sys.argv[1:])
