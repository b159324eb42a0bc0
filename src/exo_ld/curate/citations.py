"""Whether the numbers that a review prints and the works that its evidence lines cite agree, passage by passage.

text of the passages + works with numbers + evidence lines -> one sentence a disagreement. The rules are in
docs/rules.md, Evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..prefixes import contract

__all__ = ["Line", "Numbers", "disagreements", "plain"]

_NUMBER = r"\d{1,4}(?:\s*[-–]\s*\d{1,4})?"
_GROUP = rf"({_NUMBER}(?:\s*,\s*{_NUMBER})*)"
_FORMS = (re.compile(rf"\[{_GROUP}\]"), re.compile(rf"\({_GROUP}\)"))  # [12, 14-16] and (12, 14–16)
_ENOUGH = 30  # letters of a title
_END = re.compile(r"[\s.;:)]*$")
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "kappa": "κ", "mu": "μ"}


class Line(NamedTuple):
    """An evidence line: the passages of the review in which it stands, and the works that it cites."""

    iri: str
    passages: frozenset[str]
    works: frozenset[str]


class Numbers:
    """The numbers of references that the passages of one review print; how they are printed is seen from the text."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        """``passages``: the text of each passage that may cite."""
        self._passages = passages
        self._form = max(_FORMS, key=lambda form: sum(len(form.findall(text)) for text in passages.values()))

    def of(self, passage: str) -> set[int]:
        """The numbers that a passage prints."""
        return {number for group in self._form.findall(self._passages.get(passage, "")) for number in _spelled(group)}

    def last(self, passage: str) -> bool:
        """Whether a passage ends with a number, so that all of it rests on a reference."""
        ends = [match.end() for match in self._form.finditer(self._passages.get(passage, ""))]
        return bool(ends) and bool(_END.match(self._passages[passage], ends[-1]))


def _spelled(group: str) -> Iterable[int]:
    for part in group.split(","):
        first, *last = (int(number) for number in re.split(r"[-–]", part))
        yield from range(first, (last or [first])[0] + 1)


def plain(text: str) -> str:
    """``text`` with the Greek letters that LaTeX spells out, and with plain quotation marks and dashes."""
    text = re.sub(r"\$\s*\\([a-z]+)\s*\$", lambda match: _GREEK.get(match[1], match[1]), text)
    return text.replace("’", "'").replace("–", "-")


def _prints(entry: str, title: str) -> bool:
    """Whether an entry prints a title, or a good part of it where the entry is broken in two."""
    there, wanted = _letters(entry), _letters(title)
    return bool(wanted) and any(wanted[at : at + _ENOUGH] in there for at in range(max(1, len(wanted) - _ENOUGH + 1)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text)).lower()


def disagreements(
    passages: Mapping[str, str],
    entries: Mapping[str, str],
    lines: Iterable[Line],
    works: Mapping[str, set[int]],
    titles: Mapping[str, str],
) -> list[str]:
    """What does not agree, one sentence each.

    Args:
        passages: the text of each passage but the entries of the reference list and what is waived as front matter or
          heading.
        entries: the text of each entry of the reference list.
        lines: the evidence lines that stand in the review.
        works: work -> its numbers in this review.
        titles: work -> its title.
    """
    numbers, lines = Numbers(passages), list(lines)
    known = {number for found in works.values() for number in found}
    cited: dict[str, set[int]] = {}
    for line in lines:
        for passage in line.passages:
            cited.setdefault(passage, set()).update(number for work in line.works for number in works.get(work, ()))
    found = []
    for passage in passages:
        printed = numbers.of(passage)
        if missing := printed - known:
            found.append(
                f"{_name(passage)} prints {_list(missing)}, which no work has; add works with exld:numberInReview"
            )
        if passage in cited and (rest := (printed & known) - cited[passage]):
            found.append(f"{_name(passage)} prints {_list(rest)}, which no evidence line there cites")
    for line in lines:
        found += _of_line(line, numbers, entries, works, titles)
    return found


def _of_line(
    line: Line, numbers: Numbers, entries: Mapping[str, str], works: Mapping[str, set[int]], titles: Mapping[str, str]
) -> Iterable[str]:
    where = ", ".join(sorted(_name(passage) for passage in line.passages))
    listed = line.passages & entries.keys()
    printed = {number for passage in line.passages for number in numbers.of(passage)}
    for work in sorted(line.works):
        if any(_prints(entries[passage], titles.get(work, "")) for passage in listed):
            continue
        if not works.get(work):
            yield f"{_name(line.iri)} cites {_name(work)}, which has no number in this review"
        elif listed and line.passages == listed:
            yield f"{_name(line.iri)} cites {_name(work)}, whose title {where} does not print"
        elif not works[work] & printed:
            yield f"{_name(line.iri)} cites {_list(works[work])}, which {where} does not print"
    if not line.works and not listed and any(numbers.last(passage) for passage in line.passages):
        yield f"{_name(line.iri)} cites nothing, though {where} prints {_list(printed)}"


def _name(iri: str) -> str:
    return contract(iri) or iri


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
