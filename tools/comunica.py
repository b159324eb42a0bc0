"""Comunica: one query over several endpoints at once, without SERVICE in it (https://comunica.dev).

python tools/comunica.py --install                          put it into the cache folder, by npm; needs Node.js 20
python tools/comunica.py FILE.rq URL URL ...                ask; the answer goes to stdout as SPARQL results in JSON
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engines import HOME

PACKAGE = "@comunica/query-sparql@4.5.0"
PLACE = HOME / PACKAGE.replace("/", "-")
FOLDER = PLACE / "node_modules" / "@comunica" / "query-sparql"
SCRIPT = Path(__file__).with_name("comunica.cjs")


class Answer(NamedTuple):
    """What came of a query: SPARQL results in JSON, or why there are none, and what was asked of the endpoints for
    it."""

    results: str
    error: str
    seconds: float
    requests: int
    bytes: int


def missing() -> str:
    """What is to be done before Comunica can be asked; empty where nothing is."""
    if not shutil.which("node"):
        return "apt-get install nodejs npm"
    return "" if FOLDER.exists() else "python tools/comunica.py --install"


def install() -> None:
    """Install the pinned version where it is missing. Raises CalledProcessError."""
    if not shutil.which("npm"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "nodejs", "npm"], check=True, stdout=subprocess.DEVNULL)
    if not FOLDER.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-package-lock", "--no-fund", "--no-audit", "--loglevel=error"]
        subprocess.run(
            ["npm", "install", "--prefix", str(PLACE), *quiet, PACKAGE], check=True, stdout=subprocess.DEVNULL
        )


def answers(texts: Sequence[str], urls: Sequence[str], seconds: float = 300) -> Iterator[Answer]:
    """The answer to each query over the endpoints ``urls``, in order; ``seconds`` is the limit of each.

    One process answers all, up to a query that it does not survive; a new one goes on behind that.
    """
    command = ["node", str(SCRIPT), str(FOLDER), str(seconds), *urls]
    given = 0
    while given < len(texts):
        # Files, not pipes, so that neither side can wait for the other.
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as queries,
            tempfile.TemporaryFile("w+", encoding="utf-8") as log,
        ):
            queries.writelines(json.dumps(text) + "\n" for text in texts[given:])
            queries.seek(0)
            with subprocess.Popen(
                command, stdin=queries, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
            ) as process:
                assert process.stdout
                before = given
                for line in process.stdout:
                    given += 1
                    yield _answer(json.loads(line))
            if given == before:
                log.seek(0)
                told = [line for line in log.read().splitlines() if "Error: " in line]
                yield Answer("", told[0] if told else "Comunica ended without an answer", 0, 0, 0)
                given += 1


def _answer(said: dict[str, object]) -> Answer:
    """An answer out of a line of the script's."""
    results = ""
    if isinstance(found := said.get("results"), dict):
        # What else Comunica writes there (a "metadata") is no part of the standard, and it leaves out "vars" where
        # there is no row.
        results = json.dumps(
            {"head": {"vars": found["head"].get("vars", [])}, "results": {"bindings": found["results"]["bindings"]}}
        )
    return Answer(
        results,
        str(said.get("error", "")),
        float(str(said["seconds"])),
        int(str(said["requests"])),
        int(str(said["bytes"])),
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--install"]:
        install()
    elif len(sys.argv) > 2:
        answer = next(answers([Path(sys.argv[1]).read_text(encoding="utf-8")], sys.argv[2:]))
        if answer.error:
            print(f"Comunica: {answer.error.splitlines()[0]}", file=sys.stderr)
            sys.exit(2)
        print(answer.results)
    else:
        sys.exit(__doc__)
