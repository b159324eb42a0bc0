"""A sheet of facts: what a curator writes for `exo-ld new`, a line a fact, read into rows.

    key | subject | relation | object | qualifiers | passage | words

A cell may be empty, and so may the last ones; a file of tab-separated values has tabs in place of the bars. Qualifiers
are ``name=value`` or bare values of a closed list, divided by semicolons; quotes keep a semicolon or bar in a value. A
line ``name: value`` holds for all rows below it until it is given anew (with nothing after the colon: no more). Blank
lines, lines that begin with # and a line of the column names are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from ..errors import UsageError

__all__ = ["COLUMNS", "HOMES", "SAID", "Row", "apart", "parts", "qualifiers", "read", "row"]

COLUMNS = ("key", "subject", "relation", "object", "qualifiers", "passage", "words")
HOMES = ("study", "review")  # the settings that say of what a row is
SAID = "#"  # where they were last said
_SETTING = re.compile(r"([A-Za-z][\w ]*):(?:\s+(.*)|)$")
_QUOTED = re.compile(r'"[^"]*"')


class Row(NamedTuple):
    """One line of a sheet: its cells, the qualifiers as (name, value) with an empty name for a bare value, and the
    settings that hold for it. ``place`` is where it stands, for messages."""

    place: str
    key: str
    subject: str
    relation: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]
    passage: str
    words: str
    settings: Mapping[str, str]

    @property
    def is_thing(self) -> bool:
        """Whether the row names a thing (``a CLASS``), not a claim."""
        return self.relation.lower() in ("a", "is a", "rdf:type") and not self.subject


def read(text: str, name: str) -> list[Row]:
    """The rows of a sheet; ``name`` is its name, for messages. Raises UsageError for a line that is none."""
    rows: list[Row] = []
    settings: dict[str, str] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        place = f"{name}:{number}"
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = _cells(line)
        if len(cells) == 1:
            if not (found := _SETTING.match(cells[0])):
                raise UsageError(f"{place}: neither 'name: value' nor cells; write {' | '.join(COLUMNS)}")
            settings = settings | {found[1].strip(): (found[2] or "").strip()}
            if found[1].strip() in HOMES:
                settings[SAID] = place
            continue
        if [cell.lower() for cell in cells] == list(COLUMNS[: len(cells)]):
            continue
        rows.append(row(cells, place, {key: value for key, value in settings.items() if value}))
    return rows


def row(cells: list[str], place: str, settings: Mapping[str, str]) -> Row:
    """The row of some cells. Raises UsageError for too many."""
    if len(cells) > len(COLUMNS):
        raise UsageError(f"{place}: {len(cells)} cells; write {' | '.join(COLUMNS)}, a bar in a text in quotes")
    key, subject, relation, object_, more, passage, words = [*cells, *[""] * (len(COLUMNS) - len(cells))]
    return Row(place, key, subject, relation, object_, qualifiers(more), passage, _bare(words), settings)


def qualifiers(text: str) -> tuple[tuple[str, str], ...]:
    """The qualifiers of a cell: (name, value), the name empty for a bare value.

    >>> qualifiers('inCell=podocyte; expression; title="A; B"')
    (('inCell', 'podocyte'), ('', 'expression'), ('title', 'A; B'))
    """
    found = []
    for part in _split(text, ";"):
        name, equals, value = part.partition("=")
        if part and not (equals and re.fullmatch(r"\s*[\w:.\- ]+\s*", name)):
            found.append(("", _bare(part)))
        elif part:
            found.append((name.strip(), _bare(value.strip())))
    return tuple(found)


def apart(rows: Iterable[Row]) -> list[Row]:
    """The rows, each as many as it stands for: one that places several outside terms (MESH:D1, MESH:D2), and a claim
    with several subjects or objects, divided by semicolons, which is a claim each.

    The key of such a claim stands for all of them: where another row names it, and in a row that adds evidence.
    """
    found: list[Row] = []
    several: dict[str, list[str]] = {}  # key -> those of the claims for which it stands
    for row in rows:
        placed = parts(row.key) if row.is_thing and "," in row.key else []
        if placed and all(":" in one for one in placed):
            found += [row._replace(key=one) for one in placed]
        elif row.relation and not row.is_thing:
            ends = list(product(_split(row.subject, ";"), _split(row.object, ";")))
            keys = [row.key, *(f"{row.key}.{number}" if row.key else "" for number in range(2, len(ends) + 1))]
            if len(ends) > 1 and (name := row.key.removeprefix("new ")) and row.key != "new":
                several[name] = [key.removeprefix("new ") for key in keys]
            keys = ["new"] * len(ends) if row.key == "new" else keys
            found += [
                row._replace(key=key, subject=_bare(one), object=_bare(other))
                for key, (one, other) in zip(keys, ends, strict=True)
            ]
        else:
            found += [row._replace(key=key) for key in several.get(row.key, [row.key])]
    return [row._replace(qualifiers=tuple((n, _all(n, v, several)) for n, v in row.qualifiers)) for row in found]


def _all(name: str, value: str, several: Mapping[str, list[str]]) -> str:
    """A value with each key that stands for several claims as all of theirs."""
    if not name or not several or not any(part in several for part in parts(value)):
        return value
    return ", ".join(key for part in parts(value) for key in several.get(part, [part]))


def parts(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in (line.split("\t") if "\t" in line else _split(line, "|"))]


def _split(text: str, mark: str) -> list[str]:
    """Parts between marks that are not in quotes, without the blanks around."""
    hidden = _QUOTED.sub(lambda match: match[0].replace(mark, "\0"), text)
    return [part.replace("\0", mark).strip() for part in hidden.split(mark)]


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
