"""The pages of studies and of preparations."""

from __future__ import annotations

from typing import Any

from .grids import csv_of, grid, thing
from .parts import Cell, Grid, Section, Shown
from .records import Records
from .study import experiments

__all__ = ["preparations", "studies"]


def studies(records: Records) -> dict[str, Any]:
    rows, seen = [], set()
    for row in records.rows("bibliography").rows:
        if row["work"] not in seen:
            seen.add(row["work"])
            rows.append(_study(records, row))
    rows.sort(key=lambda one: (one[5].words != "primary study", one[0].values[0].text.lower()))
    columns = ("Work", "Title", "Complication", "Source of the cells", "Animal", "Kind", "Year", "Claims")
    return {
        "title": "Studies and other works that the reviews cite",
        "sections": [
            Section("", grid=grid("bibliography", "Works, primary studies first", columns, rows, *columns[2:6]))
        ],
        "anchors": ["works"],
    }


def _study(records: Records, row: dict[str, Any]) -> tuple[Cell, ...]:
    work = row["work"]
    own = records.many(work, "reports")

    def named(*paths: tuple[str, str]) -> Cell:
        found = [
            x for use, what in paths for e in own for part in records.many(e, use) for x in records.many(part, what)
        ]
        return Cell(tuple(Shown(records.label(x), x) for x in dict.fromkeys(found)))

    claims = {
        c
        for line in records.back(work, "cites")
        for c in records.many(line, "evidenceFor")
        if c in records.claims and not records.claims[c].withdrawn
    }
    return (
        thing(records, work),
        Cell(words=str(row.get("title", "not identified"))),
        named(("usesModel", "disease")),
        named(("usesPreparation", "derivedFromCell")),
        named(("usesModel", "organism")),
        Cell(words=row["kind"]),
        Cell(words=str(row.get("year", ""))),
        Cell(number=len(claims)),
    )


def preparations(records: Records) -> dict[str, Any]:
    own = sorted(
        {row["experiment"] for row in records.rows("preparations") if "experiment" in row},
        key=lambda e: records.label(e).lower(),
    )
    grid = experiments(records, own, "Every experiment: what was given, how and to whom")
    whole = Grid(grid.caption, grid.columns, grid.rows, csv_of("preparations"), "preparations", facets=grid.facets)
    lead = (
        "What the reviews do not tell is said to be not reported. "
        "A preparation's own page has its isolation, markers, size, cargo and changes."
    )
    return {
        "title": "Preparations: what was given, by which route, dose and schedule",
        "sections": [Section("", lead, grid=whole)],
        "anchors": ["preparations"],
    }
