"""Tables for people: label columns first, IRIs as CURIEs, no wider than the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..prefixes import contract

if TYPE_CHECKING:
    from .results import Table, Value

__all__ = ["shown", "table_lines"]

_GAP = "  "
_NARROWEST = 20


def shown(cell: Value | None) -> str:
    """A value as a person reads it: IRIs as CURIEs, no line breaks."""
    if cell is None:
        return ""
    return (contract(cell.text) or f"<{cell.text}>") if cell.kind == "uri" else " ".join(cell.text.split())


def table_lines(table: Table, width: int | None = None) -> Iterator[str]:
    """The lines of ``table``; ``width`` columns at most (None: as wide as it gets).

    Where not all columns fit, the ones on the right are left out and named in the last line.
    """
    order = sorted(range(len(table.columns)), key=lambda i: (not table.columns[i].endswith("Label") and table.columns[i] != "label", i))
    names = [table.columns[i] for i in order]
    cells = [[shown(row[i]) for i in order] for row in table.cells]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(names)]
    hidden: list[str] = []
    if width:
        while len(names) > 1 and sum(min(w, _NARROWEST) for w in widths) + len(_GAP) * (len(widths) - 1) > width:
            hidden.insert(0, names.pop())
            widths.pop()
        room = width - len(_GAP) * (len(widths) - 1)
        while sum(widths) > room and max(widths) > 1:
            widths[widths.index(max(widths))] -= 1
    yield _line(names, widths)
    yield _line(["─" * w for w in widths], widths)
    for row in cells:
        yield _line(row, widths)
    noun = "row" if len(cells) == 1 else "rows"
    tail = f"; not shown for want of room: {', '.join(hidden)} (--format csv has all)" if hidden else ""
    yield f"({len(cells)} {noun}{tail})"


def _line(values: list[str], widths: list[int]) -> str:
    fitted = (v if len(v) <= w else v[: max(0, w - 1)] + "…" for v, w in zip(values, widths, strict=False))
    return _GAP.join(v.ljust(w) for v, w in zip(fitted, widths, strict=True)).rstrip()
