"""Ask every canned query of the oldest engine that pyproject.toml allows: same rows as the one at hand, in time.

    python tools/floor.py NAME ...       (all by default)

Each query over the shipped facts, by itself and with each of its parameters. The oldest engine is installed into a
temporary folder. Ends with 1 and a line for each query that gave other rows or none in time.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing as mp
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from golden_answers import settings

import exo_ld

__all__ = ["LIMIT", "lowest", "main"]

ROOT = Path(__file__).parent.parent
LIMIT = 20.0  # seconds; none takes one on a free machine, and an engine that plans badly takes minutes


def lowest(project: str) -> str:
    """The lowest version of pyoxigraph that a pyproject.toml allows."""
    found = re.search(r'"pyoxigraph>=([\d.]+)', project)
    if not found:
        raise SystemExit("pyproject.toml gives pyoxigraph no lowest version")
    return found[1]


def _answer(kb: exo_ld.KnowledgeBase, name: str, params: dict[str, object], reply: Any) -> None:
    text = kb.query(name, **params).text("tsv")
    reply.send(hashlib.sha256(text.encode()).hexdigest())


def _answers(kb: exo_ld.KnowledgeBase, asked: list[tuple[str, dict[str, object]]]) -> list[str]:
    """The digest of each answer; each is worked out in a process of its own, since no signal ends a query."""
    context, found = mp.get_context("fork"), []
    for name, params in asked:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(kb, name, params, theirs))
        process.start()
        theirs.close()
        try:
            found.append(ours.recv() if ours.poll(LIMIT) else f"nothing in {LIMIT:.0f} s")
        except EOFError:
            found.append("an error")
        process.kill()
        process.join()
    return found


def main() -> int:
    """Ask both engines, compare."""
    kb = exo_ld.load()
    kb.store, kb.index  # noqa: B018  read once, before the processes part
    if sys.argv[1:] == ["-"]:  # as the child: the questions come in, the digests go out
        json.dump(_answers(kb, json.load(sys.stdin)), sys.stdout)
        return 0
    asked = [(name, params) for name in sys.argv[1:] or sorted(kb.catalogue) for params in [{}, *settings(kb, name)]]
    version = lowest((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder]
        subprocess.run([*install, f"pyoxigraph=={version}"], check=True)
        # A cache of its own: another engine may write its store otherwise.
        other = os.environ | {"PYTHONPATH": folder, "EXO_LD_CACHE": os.path.join(folder, "cache")}
        child = [sys.executable, __file__, "-"]
        old = json.loads(
            subprocess.run(child, input=json.dumps(asked).encode(), env=other, check=True, stdout=-1).stdout
        )
    new = _answers(kb, asked)
    wrong = [(question, o, n) for question, o, n in zip(asked, old, new, strict=True) if o != n or len(o) != 64]
    for (name, params), before, now in wrong:
        print(f"{name} {params or ''}: pyoxigraph {version} gives {before[:20]}, the one at hand {now[:20]}")
    print(f"{len(asked) - len(wrong)} of {len(asked)} answers of pyoxigraph {version} are those of the one at hand")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
