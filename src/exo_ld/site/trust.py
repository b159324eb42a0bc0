"""The pages of trust: what is retracted, contradicted or mistaken; the checks of cited works; reviews compared."""

from __future__ import annotations

from typing import Any

from .grids import grid, thing, told
from .parts import Cell, Section
from .records import Records

__all__ = ["checks", "compare", "trust"]


def trust(records: Records) -> dict[str, Any]:
    """What rests on retracted work, what the cited paper says otherwise, disagreements, errata."""
    otherwise = _checks(records, records.by("source-checks", "claimVerdict").get("contradicted", []))
    found = grid("source-checks", "Checks that found the opposite, or another thing", _CHECKED, otherwise)
    sections = [
        _resting(records),
        Section("Where the cited paper says otherwise", grid=found),
        _disagreements(records),
        _errata(records),
    ]
    return {
        "title": "Trust: what is retracted, contradicted or mistaken",
        "sections": sections,
        "anchors": ["retracted", "otherwise", "disagreements", "errata"],
        "links": [("checks.html", "All other checks of the cited works")],
    }


def _resting(records: Records) -> Section:
    rows = [
        (
            told(records, row["claim"]),
            thing(records, row["retractedStudy"]),
            Cell(words="on nothing else" if row["retractedOnly"] else f"also on {row['otherStudies']} others"),
        )
        for row in records.rows("retracted-support").rows
    ]
    columns = ("Claim", "Retracted study", "Rests")
    return Section(
        "What rests on retracted work", grid=grid("retracted-support", "Claims on retracted studies", columns, rows)
    )


def _disagreements(records: Records) -> Section:
    rows = [
        (
            told(records, row["claim1"]),
            told(records, row.get("claim2")),
            thing(records, row["disagreement"], records.label(records.one(row["disagreement"], "kind"))),
            Cell(words=row["reason"]),
        )
        for row in records.rows("disagreements").rows
    ]
    columns = ("One claim", "Another", "Kind", "Why")
    table = grid("disagreements", "Disagreements", columns, rows)
    return Section("Claims that cannot be taken together", grid=table)


def _errata(records: Records) -> Section:
    found: dict[str, tuple[Cell, ...]] = {}
    for row in records.rows("errata").rows:
        place = thing(records, row.get("passage"), f"{records.label(row['review'])}: {row.get('section', '')}")
        found[row["erratum"]] = (
            thing(records, row["erratum"], f"“{row['asPrinted']}”"),
            Cell(words=f"“{row['corrected']}”"),
            Cell(words=row["kind"]),
            Cell(words=row["reason"]),
            place,
        )
    columns = ("Printed", "Meant", "Kind", "Why", "Where")
    table = grid("errata", "Slips, and what is meant", columns, list(found.values()))
    return Section("Errata of the reviews", grid=table)


def checks(records: Records) -> dict[str, Any]:
    by = records.by("source-checks", "claimVerdict")
    kinds = [
        (kind, f"The work: {_VERDICTS.get(kind, kind)}")
        for kind in sorted(by, key=lambda kind: [*_VERDICTS, kind].index(kind))
    ]
    sections = [
        Section(words, grid=grid("source-checks", words, _CHECKED, _checks(records, by[kind]))) for kind, words in kinds
    ]
    lead = "What a review says, beside what the work that it cites for it says, so far as that could be seen."
    return {
        "title": "Checks of the cited works",
        "lead": lead,
        "sections": sections,
        "anchors": [kind for kind, _ in kinds],
    }


_CHECKED = ("What a review says", "What the cited work says", "Work", "Check")
_VERDICTS = {
    "contradicted": "says otherwise",
    "partlySupported": "says a part of it, or says it with a limit",
    "omitsDetail": "says something that matters and was left out",
    "notFound": "was not seen to say it",
    "confirmed": "bears the claim out, but not the words as they are printed",
}


def _checks(records: Records, rows: list[dict[str, Any]]) -> list[tuple[Cell, ...]]:
    return [
        (
            told(records, row.get("claim")),
            Cell(words=row["sourceSays"]),
            thing(records, row.get("study")),
            thing(records, row["check"], records.label(records.one(row["check"], "claimVerdict", "verdict"))),
        )
        for row in rows
    ]


def compare(records: Records) -> dict[str, Any]:
    kinds = (
        ("contradict", "Where they contradict each other"),
        ("differ", "Where they differ"),
        ("agree", "Where they agree"),
        ("one-sided", "What only one of them says of a study that both cite"),
    )
    by = records.by("review-concordance", "verdict")
    sections = []
    for verdict, title in kinds:
        rows = [_pair(records, row) for row in by.get(verdict, [])]
        columns = ("A review says", "The other says", "On", "Why")
        sections.append(
            Section(
                title,
                "" if rows else "Nothing.",
                grid=grid("review-concordance", f"{title} ({len(rows):,})", columns, rows) if rows else None,
            )
        )
    reviews = sorted({row["review"] for row in records.rows("review-sections")}, key=records.label)
    lead = "A comparison needs two reviews at least." if len(reviews) < 2 else ""
    return {"title": "Reviews compared", "lead": lead, "sections": sections, "anchors": [kind for kind, _ in kinds]}


def _pair(records: Records, row: dict[str, Any]) -> tuple[Cell, ...]:
    other = (
        told(records, row["otherClaim"])
        if "otherClaim" in row
        else Cell(words="nothing of it" if row["verdict"] == "one-sided" else "the same claim")
    )
    on = thing(records, row.get("study")) if "study" in row else Cell(words="")
    return told(records, row["claim"]), other, on, Cell(words=row.get("reason", ""))
