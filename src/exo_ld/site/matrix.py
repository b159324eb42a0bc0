"""Who studied what: complications by source of the cells, cargo, animal, route or kind of preparation, a page a cell.

rows of canned queries -> Matrix (cells with studies and claims) -> table, cards, CSV, a page for each full cell
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

from ..prefixes import PREFIXES, contract
from ..query.results import Table
from ..query.values import Row, Value
from .mechanisms import place
from .pages import Page, csv, html
from .records import Records

__all__ = ["KINDS", "Matrix", "matrices", "pages"]

_MSC = PREFIXES["CL"] + "0000134"  # no tissue is told
_SHADES = 4
_UNTOLD = "not reported"


class Kind(NamedTuple):
    """One way to cut the matrix: its name in addresses, what its columns are, the query that its cells come of."""

    name: str
    columns: str
    question: str
    query: str


KINDS = (
    Kind("source", "source of the cells", "source of the vesicles' cells", "source-cells-by-complication"),
    Kind("cargo", "cargo", "cargo that acts", "cargo-targets"),
    Kind("animal", "animal", "animal", "disease-models"),
    Kind("route", "route", "route of administration", "preparations"),
    Kind("preparation", "preparation", "kind of preparation", "preparations"),
)


@dataclass
class Cell:
    """The studies of one complication with one source, cargo ..., and the claims that were observed in them."""

    studies: set[str] = field(default_factory=set)
    experiments: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Shape:
    """A cell as it is shown: how many independent studies stand, how many are retracted, what is doubtful of it."""

    path: str
    sound: int
    retracted: int
    shade: int
    marks: tuple[str, ...]
    column: str = ""


class Matrix:
    """The cells of one kind of matrix."""

    def __init__(self, records: Records, kind: Kind) -> None:
        self.records, self.kind = records, kind

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """Complication and column to what was studied."""
        found: dict[tuple[str, str], Cell] = {}
        for row, column in _ROWS[self.kind.name](self.records):
            if "complication" in row and column and "study" in row:
                cell = found.setdefault((row["complication"], column), Cell())
                cell.studies.add(row["study"])
                cell.claims |= {row["claim"]} if "claim" in row else set()
                cell.experiments |= {row["experiment"]} if "experiment" in row else set()
        for cell in found.values():
            seen = (c for e in cell.experiments for c in self.records.back(e, "observedIn"))
            cell.claims |= {c for c in seen if c in self.records.claims and not self.records.claims[c].withdrawn}
        return found

    @cached_property
    def rows(self) -> list[str]:
        """The complications, the most studied first."""
        return self._ordered(0)

    @cached_property
    def columns(self) -> list[str]:
        """What the complications are set against, the most used first; what is not told comes last."""
        return sorted(self._ordered(1), key=lambda column: column in (_MSC, _UNTOLD))

    def _ordered(self, at: int) -> list[str]:
        studies: dict[str, set[str]] = {}
        for key, cell in self.cells.items():
            studies.setdefault(key[at], set()).update(cell.studies)
        return sorted(studies, key=lambda thing: (-len(studies[thing]), self.name(thing)))

    def name(self, thing: str) -> str:
        """A row or column as its heading has it."""
        if thing == _MSC:
            return "tissue not reported"
        label = self.records.label(thing) if thing.startswith("http") else thing
        return re.sub(r"^mesenchymal stem cell (?:of |derived from )(?:the )?", "", label)

    def path(self, row: str, column: str) -> str:
        """The address of a cell's page."""
        return f"matrix/{self.kind.name}/{_slug(self.records, row)}--{_slug(self.records, column)}.html"

    def shape(self, row: str, column: str) -> Shape | None:
        """A cell as it is shown; None for a gap."""
        cell = self.cells.get((row, column))
        if cell is None:
            return None
        gone = len(cell.studies & self.records.retracted)
        sound = len(cell.studies) - gone
        kinds = {flag.kind for claim in cell.claims for flag in self.records.flags(claim)}
        marks = [f"{gone} retracted"] if gone else []
        marks += [word for kind, word in _MARKS.items() if kind in kinds]
        return Shape(self.path(row, column), sound, gone, min(sound, _SHADES), tuple(marks), self.name(column))

    def table(self) -> Table:
        """The full cells as rows."""
        rows: list[Row] = []
        for row in self.rows:
            for column in self.columns:
                if (cell := self.cells.get((row, column))) is not None:
                    gone = len(cell.studies & self.records.retracted)
                    texts = (
                        row,
                        self.records.label(row),
                        column,
                        self.name(column),
                        len(cell.studies),
                        gone,
                        len(cell.claims),
                    )
                    rows.append(tuple(Value("literal", str(text)) for text in texts))
        names = ["complication", "complicationLabel", "column", "columnLabel", "studies", "retractedStudies", "claims"]
        return Table(names, rows)


_MARKS = {"otherwise": "paper says otherwise", "conflict": "conflict", "erratum": "erratum"}
Rows = Iterator[tuple[dict[str, Any], str]]


def _sources(records: Records) -> Rows:
    for row in records.rows("preparations").rows:
        if row.get("kind") in ("exosomes", "vesicles"):
            yield row, row.get("sourceCell", "")


def _cargo(records: Records) -> Rows:
    for row in records.rows("cargo-targets").rows:
        yield row, row["cargo"]


def _animals(records: Records) -> Rows:
    for row in records.rows("disease-models").rows:
        for experiment in records.back(row["model"], "usesModel"):
            yield row | {"experiment": experiment}, row.get("organism", _UNTOLD)


def _routes(records: Records) -> Rows:
    for row in records.rows("preparations").rows:
        yield row, row.get("route", _UNTOLD)


def _preparations(records: Records) -> Rows:
    for row in records.rows("preparations").rows:
        ways = [word for name, word in (("engineering", "engineered"), ("priming", "primed")) if name in row]
        ways += ["in a carrier"] if "vehicle" in row else []
        for way in ways or ["plain"]:
            yield row, f"{row['kind']}, {way}"


_ROWS: dict[str, Callable[[Records], Rows]] = {
    "source": _sources,
    "cargo": _cargo,
    "animal": _animals,
    "route": _routes,
    "preparation": _preparations,
}


def _slug(records: Records, thing: str) -> str:
    place = records.address(thing)
    name = place.rpartition("/")[2].removesuffix(".html") if place else contract(thing) or thing
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name)


def matrices(records: Records) -> dict[str, Matrix]:
    """The matrices by the names of their kinds, made once."""
    return records.kept("matrices", lambda: {kind.name: Matrix(records, kind) for kind in KINDS})


def as_grid(matrix: Matrix) -> dict[str, Any]:
    """What the template of a matrix needs."""
    graphs = {row: place(row) for row in matrix.rows if place(row) in matrix.records.paths}
    lines = [(row, [matrix.shape(row, column) for column in matrix.columns]) for row in matrix.rows]
    return {"matrix": matrix, "lines": lines, "kinds": KINDS, "graphs": graphs, "csv": f"matrix/{matrix.kind.name}.csv"}


def pages(records: Records) -> Iterator[Page]:
    """A page for each kind of matrix but the front page's, their CSV, and a page for each full cell."""
    for kind in KINDS:
        matrix = matrices(records)[kind.name]
        yield csv(f"matrix/{kind.name}.csv", matrix.table)
        if kind is not KINDS[0]:
            yield html(records, f"matrix/{kind.name}.html", "matrix.html", partial(_values, matrix), "index.html")
        for row, column in matrix.cells:
            path = matrix.path(row, column)
            yield html(records, path, "cell.html", partial(_cell, matrix, row, column), "index.html")


def _values(matrix: Matrix) -> dict[str, Any]:
    return {"title": f"Who studied what: complications by {matrix.kind.question}", **as_grid(matrix)}


def _cell(matrix: Matrix, row: str, column: str) -> dict[str, Any]:
    records, cell = matrix.records, matrix.cells[row, column]
    left, studies = set(cell.claims), []
    for study in sorted(cell.studies, key=lambda each: (each in records.retracted, records.label(each))):
        own = set(records.many(study, "reports"))
        chosen = {
            c
            for c in left
            if own & set(records.claims[c].experiments) or study in {w.id for w in records.claims[c].works}
        }
        left -= chosen
        studies.append((study, records.all_told(sorted(chosen))))
    gone = len(cell.studies & records.retracted)
    shared = records.all_told(sorted(left))
    return {
        "title": f"{records.label(row)}, {matrix.kind.columns}: {matrix.name(column)}",
        "row": row,
        "column": column,
        "studies": studies,
        "shared": shared,
        "sound": len(cell.studies) - gone,
        "gone": gone,
        "claims": len(cell.claims),
        "kind": matrix.kind,
    }
