"""Write golden answers of canned queries anew.

    python tools/golden_answers.py NAME ...       (all by default)

A golden answer is tests/golden/NAME.tsv: a first line `# -p NAME=VALUE ...` with its parameters, then the answer as TSV.
Read every changed row against the text before you commit it: a golden answer that nobody read proves nothing.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import exo_ld
from exo_ld.query.results import Table

__all__ = ["GOLDEN", "main", "parameters", "settings"]

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"

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
    ("studies", "listed"): "all",
}


def parameters(line: str) -> dict[str, str]:
    """The parameters that the first line of a golden file names: ``# -p NAME=VALUE ...``."""
    words = shlex.split(line.removeprefix("#"))
    return dict(word.split("=", 1) for word in words if word != "-p")


def settings(kb: exo_ld.KnowledgeBase, name: str) -> list[dict[str, object]]:
    """The parameters of the golden answer, and each parameter by itself at some other value."""
    golden = parameters((GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").split("\n", 1)[0])
    query = kb.catalogue[name]
    answer = kb.sparql(query.text)
    assert isinstance(answer, Table)
    sets: list[dict[str, object]] = [dict(golden)] if golden else []
    for parameter in query.params.values():
        if parameter.kind != "service":
            # A value from the middle of what the query answers as it is, so that rows are left and rows are left out.
            column = COLUMN.get((name, parameter.name), parameter.name)
            values = sorted({str(row[column]) for row in answer.rows if column in row})
            sets.append({parameter.name: VALUE.get((name, parameter.name)) or values[len(values) // 2]})
    return sets


def main(names: list[str]) -> None:
    """Write the golden files of ``names``, keeping the parameters that stand in them."""
    kb = exo_ld.load()
    for name in names or sorted(kb.catalogue):
        path = GOLDEN / f"{name}.tsv"
        first = path.read_text(encoding="utf-8").splitlines()[0] if path.exists() else "#"
        path.write_text(first + "\n" + kb.query(name, **parameters(first)).text("tsv"), encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
