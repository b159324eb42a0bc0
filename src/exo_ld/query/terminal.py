"""Tables for people: label columns first, no wider than the terminal."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["table_lines"]

_GAP = "  "
_NARROWEST = 20


def table_lines(columns: list[str], rows: list[list[str]], width: int | None = None) -> Iterator[str]:
    """The lines of a table; ``width`` columns at most (None: as wide as it gets).

    Where not all columns fit, the ones on the right are left out and named in the last line.
    """
    order = sorted(range(len(columns)), key=lambda i: (not columns[i].endswith("Label") and columns[i] != "label", i))
    names = [columns[i] for i in order]
    cells = [[row[i] for i in order] for row in rows]
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
