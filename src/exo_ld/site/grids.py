"""Tables of a query's rows: a cell that names a thing, a cell that tells a claim, the table with its CSV and query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .parts import Cell, Grid, Shown
from .records import Records

__all__ = ["csv_of", "grid", "thing", "told"]


def csv_of(query: str) -> str:
    """The path of the CSV of a query's rows."""
    return f"tables/{query}.csv"


def grid(query: str, caption: str, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], *facets: str) -> Grid:
    """A table of rows of ``query``, which a reader may narrow by the columns ``facets``."""
    return Grid(caption, columns, tuple(rows), csv_of(query), query, facets=facets)


def thing(records: Records, iri: Any, label: Any = "") -> Cell:
    """A cell that names a thing."""
    return Cell((Shown(str(label or records.label(str(iri))), str(iri)),)) if iri else Cell(words="not reported")


def told(records: Records, claim: Any) -> Cell:
    """A cell that tells a claim in words."""
    return Cell(told=records.told(claim)) if claim in records.claims else Cell(words="none encoded")
