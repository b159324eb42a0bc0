"""The numbers that a text has, in figures or in words: 1,000, 4.5, three, third, half, twice, threefold."""

from __future__ import annotations

import re

__all__ = ["figures"]

_ONES = (
    "one|first|once|single two|second|twice|double|doubled|both three|third|thrice|triple|tripled four|fourth "
    "five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth|dozen "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_WORDS = {word: float(number) for number, words in enumerate(_ONES, 1) for word in words.split("|")}
_WORDS["zero"] = 0.0
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
_WORDS |= {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
# A part is a share, too: half is 0.5 and 50 %.
_PARTS = {"half": 2, "halves": 2, "halved": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5}
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")


def figures(text: str) -> set[float]:
    """All numbers of a text; a part of one as fraction and as percentage.

    >>> sorted(figures("In half the time (1 h), a twofold rise of twenty-five"))
    [0.5, 1.0, 2.0, 5.0, 20.0, 25.0, 50.0]
    >>> sorted(figures("two thirds of 1,200 cells"))[:3]
    [0.3333, 0.6667, 2.0]
    """
    found = {float(figure.replace(",", "")) for figure in _FIGURE.findall(text)}
    words = _WORD.findall(text.lower())
    for before, word in zip(["", *words], words, strict=False):
        bare = word if word in _WORDS else word.removesuffix("fold")
        if bare in _WORDS:
            found.add(_WORDS[bare])
            if before in _TENS and _WORDS[bare] < 10:
                found.add(_WORDS[before] + _WORDS[bare])
        if word in _PARTS:
            times = {1.0, _WORDS.get(before, 1.0)}
            found |= {round(n * one / _PARTS[word], 4) for n in times for one in (1, 100)}
    return found
