"""Write golden answers of canned queries anew.

    python tools/golden_answers.py NAME ...       (all by default)

A golden answer is tests/golden/NAME.tsv: a first line `# -p NAME=VALUE ...` with its parameters, then the answer as TSV.
Read every changed row against the text before you commit it: a golden answer that nobody read proves nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import exo_ld
from exo_ld.check.stages import parameters

__all__ = ["GOLDEN", "main", "parameters"]

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"


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
