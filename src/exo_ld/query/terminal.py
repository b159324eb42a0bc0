"""Tables for people: labels, not identifiers; what is the same in every row once above; wrapped, nothing cut off.

Where the columns do not fit side by side, each row becomes a block with a line a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

__all__ = ["heading", "table_lines"]

_GAP = "  "
_WORD = 14  # letters of a word that is not broken
_HEIGHT = 4  # lines of a row, on the average, from which blocks read better
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"


def heading(column: str) -> str:
    """A name in words: ``inVivoStudies`` is in vivo studies, ``subjectLabel`` subject, ``microRNA`` itself."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", column.removesuffix("Label") or column)
    return re.sub(r"\b[A-Z](?=[a-z]*\b)(?![A-Z])", lambda first: first[0].lower(), words)


def table_lines(
    names: Sequence[str], cells: list[list[str]], width: int | None = None, *, colour: bool = False
) -> Iterator[str]:
    """The lines of a table.

    Args:
        names: the headings.
        cells: the rows, a text a column.
        width: the terminal's columns (None: as wide as it gets).
        colour: whether headings are marked for a terminal.
    """
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    rows = f"{dim}({len(cells):,} {'row' if len(cells) == 1 else 'rows'}){plain}"
    if len(cells) > 1:
        same = {at for at, column in enumerate(zip(*cells, strict=True)) if len(set(column)) == 1}
        same = set() if len(same) == len(names) else same
        for at in sorted(same, key=lambda at: not cells[0][at]):
            head, *rest = _fitted(f"{names[at]}: {cells[0][at] or 'none in any row'}", width or 10_000)
            yield from (head.replace(f"{names[at]}:", f"{bold}{names[at]}:{plain}", 1), *rest)
        if same:
            yield ""
        names = [name for at, name in enumerate(names) if at not in same]
        cells = [[cell for at, cell in enumerate(row) if at not in same] for row in cells]
    widths = _widths(names, cells, width)
    if widths is None:
        yield from _blocks(names, cells, width or 100, dim, plain)
    elif names:
        yield from _grid(names, cells, widths, bold, dim, plain)
    yield rows


def _widths(names: Sequence[str], cells: list[list[str]], width: int | None) -> list[int] | None:
    """How wide each column may be; None where they do not fit side by side."""
    columns = list(zip(names, *cells, strict=True))
    widths = [max(map(len, column)) for column in columns]
    if not width:
        return widths
    least = [max(_least(word) for cell in column for word in cell.split() or [""]) for column in columns]
    room = width - len(_GAP) * (len(names) - 1)
    if sum(least) > room:
        return None
    for at, column in enumerate(columns):  # a heading wraps before a cell does
        if sum(widths) > room:
            widths[at] = max(least[at], *map(len, column[1:])) if column[1:] else least[at]
    while sum(widths) > room:
        at = max((at for at in range(len(widths)) if widths[at] > least[at]), key=lambda at: widths[at])
        widths[at] -= 1
    heights = [
        max(-(-len(cell) // wide) if wide else 1 for cell, wide in zip(row, widths, strict=True)) for row in cells
    ]
    return None if heights and sum(heights) > _HEIGHT * len(heights) and len(names) > 2 else widths


def _least(word: str) -> int:
    """The room that a word must have: an identifier is not broken, so that it can be copied."""
    return len(word) if re.match(r"[\w.]+:\w", word) else min(_WORD, len(word))


def _grid(
    names: Sequence[str], cells: list[list[str]], widths: list[int], bold: str, dim: str, plain: str
) -> Iterator[str]:
    for line in _row(names, widths):
        yield f"{bold}{line}{plain}"
    yield dim + _GAP.join("─" * wide for wide in widths) + plain
    wrapped = sum(any(len(cell) > wide for cell, wide in zip(row, widths, strict=True)) for row in cells)
    loose = wrapped * 3 > len(cells)  # a line between rows where many of them take several
    for number, row in enumerate(cells):
        if loose and number:
            yield ""
        yield from _row(row, widths)


def _row(values: Sequence[str], widths: list[int]) -> Iterator[str]:
    """The lines of one row, its cells wrapped at words."""
    columns = [_fitted(value, wide) for value, wide in zip(values, widths, strict=True)]
    for at in range(max(map(len, columns), default=0)):
        parts = (column[at] if at < len(column) else "" for column in columns)
        yield _GAP.join(part.ljust(wide) for part, wide in zip(parts, widths, strict=True)).rstrip()


def _blocks(names: Sequence[str], cells: list[list[str]], width: int, dim: str, plain: str) -> Iterator[str]:
    """A block a row: the first column as its head, a line for each other column that has a value."""
    left = max((len(name) for name in names[1:]), default=0) + 2
    for row in cells:
        yield from _fitted(row[0], width)
        for name, value in zip(names[1:], row[1:], strict=True):
            for number, line in enumerate(_fitted(value, max(10, width - left - 4))) if value else ():
                yield f"    {dim}{(name if not number else '').ljust(left)}{plain}{line}"
        yield ""


def _fitted(text: str, width: int) -> list[str]:
    """A text in lines of ``width`` at the most, broken at spaces, and inside a word only where it is longer."""
    if len(text) <= width:
        return [text]
    return wrap(text, max(1, width), break_on_hyphens=False) or [""]
