"""The pages of effects: by how many studies each is supported, what had none, and effects by complication."""

from __future__ import annotations

from typing import Any

from .grids import grid, thing, told
from .parts import Cell, Section
from .records import Records

__all__ = ["by_complication", "effects"]

_RAISES, _LOWERS = (
    ("increases", "causes", "contributesTo", "exacerbates"),
    ("decreases", "ameliorates", "prevents", "treats"),
)


def effects(records: Records) -> dict[str, Any]:
    rows, single = records.rows("effect-support").rows, records.rows("single-study-effects")
    supported = [
        (
            thing(records, row["outcome"]),
            Cell(words=_direction(records, row["relation"])),
            Cell(number=row["studies"] - row["retractedStudies"]),
            Cell(number=row["inVivoStudies"]),
            Cell(number=row["inVitroStudies"]),
            Cell(number=row["retractedStudies"]),
            Cell(number=row["claims"]),
        )
        for row in rows
    ]
    columns = ("Outcome", "Change", "Independent studies", "In vivo", "In vitro", "Retracted studies", "Claims")
    nothing = list(dict.fromkeys(row["claim"] for row in records.rows("null-results")))
    opposite = [
        (thing(records, row["object"]), told(records, row["claimUp"]), told(records, row["claimDown"]))
        for row in records.rows("opposite-directions").rows
    ]
    sections = [
        Section(
            "By how many studies is each effect supported?",
            f"{len(single):,} of {len(rows):,} effects rest on one study alone. "
            "An effect is an outcome with its direction. The columns in vivo and in vitro count retracted studies too.",
            grid=grid("effect-support", "Effects of vesicles, by number of independent studies", columns, supported),
        ),
        Section(
            "What had no effect, or is denied",
            grid=grid(
                "null-results",
                "Claims for which no effect was found, or that a place denies",
                ("Claim",),
                [(told(records, c),) for c in nothing],
            ),
        ),
        Section(
            "What is raised in one place and lowered in another",
            grid=grid(
                "opposite-directions", "Opposite directions of one outcome", ("Outcome", "Raised", "Lowered"), opposite
            ),
        ),
    ]
    links = [("effects-by-complication.html", "The same by complication"), ("mechanisms/index.html", "Mechanisms")]
    return {
        "title": "Effects, and by how many studies they are supported",
        "sections": sections,
        "anchors": ["support", "none", "opposite"],
        "links": links,
    }


def _direction(records: Records, relation: str) -> str:
    local = relation.rpartition("#")[2]
    return "raised" if local == "increases" else "lowered" if local == "decreases" else records.label(relation)


def by_complication(records: Records) -> dict[str, Any]:
    """Effect by complication: the direction, and in how many independent studies."""
    cells: dict[str, dict[str, dict[str, set[str]]]] = {}
    for row in records.rows("outcomes").rows:
        if row["stance"] == "supports" and "study" in row and row["study"] not in records.retracted:
            local = str(row["relation"]).rpartition("#")[2]
            way = "raised" if local in _RAISES else "lowered" if local in _LOWERS else "other"
            cells.setdefault(row["outcome"], {}).setdefault(row["complication"], {}).setdefault(way, set()).add(
                row["study"]
            )
    studies: dict[str, set[str]] = {}
    for some in cells.values():
        for complication, ways in some.items():
            studies.setdefault(complication, set()).update(*ways.values())
    columns = sorted(studies, key=lambda c: (-len(studies[c]), records.label(c)))
    outcomes = sorted(
        cells,
        key=lambda o: (-len({s for w in cells[o].values() for t in w.values() for s in t}), records.label(o).lower()),
    )
    rows = []
    for outcome in outcomes:
        said = [
            ", ".join(f"{way} {len(some)}" for way, some in sorted(cells[outcome].get(c, {}).items())) for c in columns
        ]
        rows.append((thing(records, outcome), *(Cell(words=words) for words in said)))
    names = ("Outcome", *(records.label(c) for c in columns))
    lead = (
        "Each cell has the direction and the number of independent studies; a cell without words is a gap. "
        "Raised also stands for caused and worsened, lowered for treated, bettered and prevented."
    )
    return {
        "title": "Effects by complication",
        "sections": [
            Section(
                "Which outcome changed in which complication?",
                lead,
                grid=grid("outcomes", "Outcome by complication", names, rows),
            )
        ],
        "anchors": ["table"],
        "links": [("effects.html", "All effects")],
    }
