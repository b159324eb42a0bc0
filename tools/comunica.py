"""Comunica: one query over several endpoints at once, without SERVICE in it (https://comunica.dev).

    python tools/comunica.py --install                          put it into the cache folder, by npm; needs Node.js 20
    python tools/comunica.py FILE.rq URL URL ...                ask; the answer goes to stdout as SPARQL results in JSON
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from engines import HOME

PACKAGE = "@comunica/query-sparql@4.5.0"
PLACE = HOME / PACKAGE.replace("/", "-")
COMMAND = PLACE / "node_modules" / ".bin" / "comunica-sparql"


def missing() -> str:
    """What is to be done before Comunica can be asked; empty where nothing is."""
    if not shutil.which("node"):
        return "apt-get install nodejs npm"
    return "" if COMMAND.exists() else "python tools/comunica.py --install"


def install() -> None:
    """Install the pinned version where it is missing. Raises CalledProcessError."""
    if not shutil.which("npm"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "nodejs", "npm"], check=True, stdout=subprocess.DEVNULL)
    if not COMMAND.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-package-lock", "--no-fund", "--no-audit", "--loglevel=error"]
        subprocess.run(["npm", "install", "--prefix", str(PLACE), *quiet, PACKAGE], check=True, stdout=subprocess.DEVNULL)


def ask(text: str, *urls: str, timeout: float = 300) -> str:
    """The answer of the query over the endpoints ``urls``, as SPARQL results in JSON. Raises CalledProcessError, TimeoutExpired."""
    command = ["node", str(COMMAND), *(f"sparql@{url}" for url in urls), "-q", text, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=timeout)
    answer = json.loads(done.stdout)
    # What else Comunica writes there (a "metadata") is no part of the standard, and pyoxigraph refuses it.
    return json.dumps({"head": {"vars": answer["head"]["vars"]}, "results": {"bindings": answer["results"]["bindings"]}})


if __name__ == "__main__":
    if sys.argv[1:] == ["--install"]:
        install()
    elif len(sys.argv) > 2:
        print(ask(Path(sys.argv[1]).read_text(encoding="utf-8"), *sys.argv[2:]))
    else:
        sys.exit(__doc__)
