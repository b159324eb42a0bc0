"""Where in a file something is said: the line of a subject, and in its block that of a predicate and an object."""

from __future__ import annotations

import re
from functools import lru_cache

from ..prefixes import PREFIXES

__all__ = ["locate"]

_PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.I | re.M)
_TOKEN = re.compile(r"<[^<>\s]*>|[^\s,;()\[\]<>\"]+")


def locate(path: str, *iris: str) -> str:
    """``path:line`` of the last of ``iris`` in a Turtle or N-Triples file, each looked for from where the one before it stands.

    The first is looked for at the beginning of a line, where a block on a subject begins, and elsewhere after that. What
    is not found is passed over; where nothing is, the line is 1.
    """
    lines, spaces = _read(path)
    at = 0
    for number, iri in enumerate(iris):
        names = {f"<{iri}>"} | {f"{prefix}:{iri[len(base) :]}" for prefix, base in spaces if iri.startswith(base)}
        if iri == PREFIXES["rdf"] + "type":
            names.add("a")
        starts = (n for n in range(at, len(lines)) if lines[n][1] and lines[n][0] and lines[n][0][0] in names)
        found = next(starts, None) if number == 0 else None
        if found is None:
            found = next((n for n in range(at, len(lines)) if names.intersection(lines[n][0])), None)
        at = at if found is None else found
    return f"{path}:{at + 1}"


@lru_cache(maxsize=64)
def _read(path: str) -> tuple[list[tuple[list[str], bool]], list[tuple[str, str]]]:
    """The words of each line with whether it starts at the margin, and the prefixes that the file declares."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return [], []
    words = [([] if line.startswith("#") else _TOKEN.findall(line), line[:1].strip() != "") for line in text.split("\n")]
    return words, [(prefix, base) for prefix, base in _PREFIX.findall(text) if base]
