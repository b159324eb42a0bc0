"""Build all that follows from new facts, in one pass: form, imports, docs, records, golden answers.

    python tools/rebuild.py [--tables DIR]

Each step is a command of its own; a step that changes nothing says nothing. The imports need the reference tables. It
ends with `exo-ld validate`, and with its exit status.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
_PYTHON = sys.executable


def steps(tables: str | None) -> list[list[str]]:
    """The commands, in the order in which one needs the other."""
    command = [_PYTHON, "-m", "exo_ld"]
    written = [*command, "vocabularies", "--write", "--tables", str(tables), "--kb"]
    imports = [[*written, kb] for kb in (".", "tests/data/golden") if tables]
    tools = ("registrations", "relation_mappings", "golden_answers", "build_docs")
    return [
        *imports,
        [*command, "fmt"],
        [*command, "fmt", "--kb", "tests/data/golden", "tests/data/golden/ontology/facts"],
        *([_PYTHON, f"tools/{name}.py"] for name in tools),
        [*command, "validate"],
    ]


def main(arguments: list[str]) -> int:
    """Run all steps; returns the exit status, that of the first step that fails."""
    parser = argparse.ArgumentParser(description="Build all that follows from new facts.")
    parser.add_argument("--tables", metavar="DIR", help="the folder of the reference tables, for the imports")
    tables = parser.parse_args(arguments).tables
    if not tables:
        print("rebuild: the imports are left as they are; --tables DIR writes them anew", file=sys.stderr)
    for step in steps(tables and str(Path(tables).resolve())):
        name = " ".join(step[1:]).replace("-m exo_ld", "exo-ld")
        done = subprocess.run(step, cwd=REPO, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            print(f"{done.stdout}rebuild: {name} failed; mend what it says and run this again", file=sys.stderr)
            return done.returncode
        print(f"rebuild: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
