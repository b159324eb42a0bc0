"""The pages of effects: by how many studies each is supported, what had none, and effects by complication."""

from __future__ import annotations

from typing import Any

from ..prefixes import EXO, PREFIXES
from .grids import grid, thing, told
from .parts import Cell, Section, changed
from .records import Records

__all__ = ["against", "by_complication", "by_support", "effects"]

_RAISES, _LOWERS = (
    ("increases", "causes", "contributesTo", "exacerbates"),
    ("decreases", "ameliorates", "prevents", "protectsAgainst"),
)
_VESICLES = {EXO + "ExosomePreparation", EXO + "VesiclePreparation"}  # as in effect-support
_WAYS = {"treats": "treated", "affects": "affected"}


_COLUMNS = (
    "Outcome",
    "Independent studies",
    "Change",
    "Of these, paper says otherwise",
    "In vivo",
    "In vitro",
    "Retracted studies",
    "Claims",
)


def effects(records: Records) -> dict[str, Any]:
    rows, single = by_support(records), records.rows("single-study-effects")
    nothing = list(dict.fromkeys(row["claim"] for row in records.rows("null-results")))
    opposite = [
        (thing(records, row["object"]), told(records, row["claimUp"]), told(records, row["claimDown"]))
        for row in records.rows("opposite-directions").rows
    ]
    sections = [
        Section(
            "By how many studies is each effect supported?",
            f"{len(single):,} of {len(rows):,} effects rest on one study alone. "
            "An effect is an outcome with its direction. Paper says otherwise: so many of the independent studies were "
            "looked up, and say the opposite or another thing of a claim that is counted here. "
            "The columns in vivo and in vitro count retracted studies too.",
            grid=grid(
                "effect-support",
                "Effects of vesicles, by number of independent studies",
                _COLUMNS,
                _supported(records, rows),
            ),
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


def _supported(records: Records, rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The rows of the grid of effects."""
    return [
        (
            thing(records, row["outcome"]),
            Cell(number=row["studies"] - row["retractedStudies"]),
            Cell(words=changed(records, row["relation"])),
            Cell(number=len(against(records, row))),
            Cell(number=row["inVivoStudies"]),
            Cell(number=row["inVitroStudies"]),
            Cell(number=row["retractedStudies"]),
            Cell(number=row["claims"]),
        )
        for row in rows
    ]


def by_support(records: Records) -> list[dict[str, Any]]:
    """The rows of `effect-support`, those with most independent studies first."""
    rows = records.rows("effect-support").rows
    return sorted(rows, key=lambda row: (row["retractedStudies"] - row["studies"], -row["studies"]))


def against(records: Records, row: dict[str, Any]) -> set[str]:
    """The independent studies of a row of `effect-support` that, as checked, say otherwise of a claim behind it."""
    return records.kept("against", lambda: _against(records)).get((row["relation"], row["outcome"]), set())


def _against(records: Records) -> dict[tuple[str, str], set[str]]:
    """Relation and outcome to the studies that were counted for them and say otherwise of a claim on them."""
    found: dict[tuple[str, str], set[str]] = {}
    for claim in records.claims.values():
        kinds = records.many(claim.subject, PREFIXES["rdf"] + "type")
        if claim.withdrawn or "supports" not in claim.stances or not _VESICLES.intersection(kinds):
            continue
        counted = {study for e in claim.experiments for study in records.back(e, "reports")} - records.retracted
        for line in claim.evidence:
            for check in records.many(line.id, "checkedBy") if line.stance == "supports" else ():
                if records.one(check, "claimVerdict") == EXO + "contradicted" and not records.withdrawn(check):
                    works = records.many(check, "checkedWork") or [work.id for work in line.works]
                    found.setdefault((claim.relation, claim.object), set()).update(counted & set(works))
    return found


def by_complication(records: Records) -> dict[str, Any]:
    """Effect by complication: the direction, and in how many independent studies."""
    cells: dict[str, dict[str, dict[str, set[str]]]] = {}
    for row in records.rows("outcomes").rows:
        if row["stance"] == "supports" and "study" in row and row["study"] not in records.retracted:
            local = str(row["relation"]).rpartition("#")[2]
            way = "raised" if local in _RAISES else "lowered" if local in _LOWERS else _WAYS.get(local, "other")
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
        "Raised also stands for caused and worsened, lowered for improved and prevented. "
        "Studies whose own paper says otherwise are counted too: see Trust."
    )
    return {
        "title": "Effects by complication",
        "sections": [
            Section(
                "Which outcome changed in which complication?",
                lead,
                grid=grid(
                    "outcomes",
                    "What changed when vesicles, cells, medium or compounds were given, by complication",
                    names,
                    rows,
                ),
            )
        ],
        "anchors": ["table"],
        "links": [("effects.html", "All effects"), ("trust.html#otherwise", "Where the cited paper says otherwise")],
    }
