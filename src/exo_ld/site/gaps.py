"""The page of gaps: what the reviews do not report, and what nobody tried."""

from __future__ import annotations

from typing import Any

from .grids import grid, thing, told
from .parts import Cell, Section, field_name
from .records import Records

__all__ = ["gaps"]


def gaps(records: Records) -> dict[str, Any]:
    """What is not reported, by field, species, complication and study."""
    sections = [
        _fields(records),
        _people(records),
        _doses(records),
        _cargo(records),
        _questions(records),
        _studies(records),
    ]
    anchors = ["fields", "people", "doses", "cargo", "questions", "studies"]
    return {"title": "Gaps: what nobody reports", "sections": sections, "anchors": anchors}


def _fields(records: Records) -> Section:
    rows = [
        (
            Cell(words=field_name(records, row["missing"])),
            Cell(words=row["kind"]),
            Cell(number=row["lacking"]),
            Cell(number=row["items"]),
            Cell(words=f"{row['lacking'] / row['items']:.0%}"),
            Cell(number=row["givenBySource"]),
        )
        for row in records.rows("reporting-gaps").rows
    ]
    lead = (
        "Of how many experiments, preparations and models a field is missing, and how often the abstract of the "
        "cited work gives it."
    )
    columns = ("Field", "Of each", "Missing in", "Of", "Share", "Given by the abstract")
    table = grid("reporting-gaps", "Fields, by how often they are missing", columns, rows)
    return Section("What the reviews do not report", lead, grid=table)


def _people(records: Records) -> Section:
    counts = ("studies", "humanStudies", "humanCellStudies", "mouseStudies", "ratStudies", "otherStudies")
    columns = ("Complication", "Studies", "In people", "On human cells", "In mice", "In rats", "In others")
    table = grid(
        "human-evidence", "Studies by complication and species", columns, _counted(records, "human-evidence", counts)
    )
    lead = "As these reviews tell of the studies; of some they do not tell the species."
    return Section("Was it tried in people?", lead, grid=table)


def _doses(records: Records) -> Section:
    counts = ("studies", "studiesWithDose", "studiesWithRoute")
    columns = ("Complication", "Studies", "With a dose", "With a route")
    table = grid("dose-gaps", "Studies with a dose and with a route", columns, _counted(records, "dose-gaps", counts))
    return Section("Where no dose is known", grid=table)


def _counted(records: Records, query: str, counts: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """A complication and numbers, row by row, that with most studies first."""
    rows = sorted(
        records.rows(query).rows, key=lambda row: (-row[counts[0]], records.label(row["complication"]).lower())
    )
    return [(thing(records, row["complication"]), *(Cell(number=row[name]) for name in counts)) for row in rows]


def _cargo(records: Records) -> Section:
    rows = [
        (
            thing(records, row["cargo"]),
            thing(records, row.get("carrier")),
            told(records, row["claim"]),
            thing(records, row.get("study")),
        )
        for row in records.rows("cargo-without-target").rows
    ]
    columns = ("Cargo", "Carried by", "Claim", "Study")
    caption = "Molecules that are carried, but not said to act on anything"
    return Section("Cargo without a known target", grid=grid("cargo-without-target", caption, columns, rows))


def _questions(records: Records) -> Section:
    claims = dict.fromkeys(row["claim"] for row in records.rows("open-questions"))
    table = grid("open-questions", "Open questions", ("Claim",), [(told(records, claim),) for claim in claims])
    return Section("What the reviews say must still be studied", grid=table)


def _studies(records: Records) -> Section:
    columns = ("Study", "Missing", "Of these, given by its own abstract")
    table = grid("evidence-gaps", "Missing fields by study", columns, _missing(records))
    return Section("What is missing of each study", grid=table)


def _missing(records: Records) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for study, rows in records.by("evidence-gaps", "study").items():
        names, given = (
            sorted({field_name(records, row["missing"]) for row in rows if which(row)})
            for which in (lambda row: True, lambda row: row["fromSource"])
        )
        found.append((thing(records, study), Cell(words=", ".join(names)), Cell(words=", ".join(given) or "none")))
    return found
