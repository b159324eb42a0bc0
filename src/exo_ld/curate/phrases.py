"""How what a text says is written: the table of phrases, which docs/curating.md prints and `exo-ld new keys` searches.

ontology/phrases.tsv: the theme, what the text says, how it is written (names in backquotes), and further words by which
the row is found. Words are compared by their stems, so that "efficiently" finds "efficient".
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from ..errors import DataError
from ..files import read_text
from ..sources import folder

__all__ = ["PHRASES", "Phrase", "has", "near_words", "phrases", "table"]

PHRASES = "phrases.tsv"
_HEAD = ["theme", "text", "written", "also"]
_ENDINGS = (
    "ibility ability "
    "iveness ations ation ingly ously ences ances ities ments ating ated ates ately ence ance ions ment ness able ible "
    "ents ants ally ably ate tions tion tive ion ing ous ive ity ily ent ant ers ies ied ed es er ly al s e y"
).split()
_SHORTEST = 4  # letters that a stem keeps


class Phrase(NamedTuple):
    """A row: its theme, what the text says, how it is written, and other words for the same."""

    theme: str
    text: str
    written: str
    also: str


def phrases(root: str | None = None) -> list[Phrase]:
    """The rows of the knowledge base below ``root``; the shipped ones where it has none. Raises DataError."""
    path = os.path.join(folder("ontology", root), PHRASES)
    if not os.path.exists(path):
        path = os.path.join(folder("ontology"), PHRASES)
    head, *rows = (line.split("\t") for line in read_text(path).splitlines())
    for number, row in enumerate(rows, 2):
        if head != _HEAD or len(row) != len(_HEAD):
            raise DataError(f"{path}:{number}: a row has {len(_HEAD)} cells with tabs between: {', '.join(_HEAD)}")
    return [Phrase(*row) for row in rows]


def table(rows: Iterable[Phrase]) -> str:
    """The rows as the tables of docs/curating.md, one a theme."""
    themes: dict[str, list[str]] = {}
    for row in rows:
        themes.setdefault(row.theme, []).append(f"| {row.text} | {row.written} |\n")
    parts = (f"**{theme}**\n\n| the text | is written |\n|---|---|\n{''.join(some)}" for theme, some in themes.items())
    return "\n".join(parts)


def has(word: str, text: str) -> bool:
    """Whether a text has a word, as it stands or by its stem.

    >>> has("efficiently", "an efficient way"), has("produce", "the production"), has("reduces", "a reduction")
    (True, True, True)
    >>> has("reproducible", "its reproducibility")
    True
    >>> has("manner", "man-made")
    False
    """
    if word.lower() in text.lower():
        return True
    stem = _stem(word.lower())
    return len(stem) >= _SHORTEST and any(_stem(other) == stem for other in re.findall(r"[a-z]+", text.lower()))


def near_words(word: str, texts: Iterable[str]) -> list[str]:
    """Words of the texts that are spelled like one."""
    known = {other for text in texts for other in re.findall(r"[a-z]{4,}", text.lower())}
    return get_close_matches(word.lower(), sorted(known), 3, 0.8)


def _stem(word: str) -> str:
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                word = word[: -len(ending)]
                break
    return word
