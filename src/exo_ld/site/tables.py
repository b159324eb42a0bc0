"""The pages that are tables: effects, gaps, trust, reviews compared, studies, preparations. Beside each table lie its
rows as CSV; the query behind it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from .pages import Page, csv, html
from .parts import Cell, Grid, Section, Shown
from .records import Records
from .study import experiments

__all__ = ["pages"]

# Queries whose rows stand on the pages, and as CSV beside them.
_QUERIES = (
    "effect-support", "single-study-effects", "null-results", "opposite-directions", "reporting-gaps", "human-evidence", "cargo-without-target",
    "open-questions", "evidence-gaps", "dose-gaps", "retracted-support", "source-checks", "disagreements", "errata", "review-concordance",
    "bibliography", "preparations", "outcomes",
)  # fmt: skip
_RAISES, _LOWERS = (
    ("increases", "causes", "contributesTo", "exacerbates"),
    ("decreases", "ameliorates", "prevents", "treats"),
)


def pages(records: Records) -> Iterator[Page]:
    """The table pages, and the CSV of the queries behind them."""
    for name in _QUERIES:
        yield csv(_csv(name), partial(records.rows, name))
    for path, values in _PAGES.items():
        yield html(records, path, "tables.html", partial(values, records), _WITHIN.get(path, path))


def _csv(query: str) -> str:
    return f"tables/{query}.csv"


def _grid(query: str, caption: str, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], *facets: str) -> Grid:
    return Grid(caption, columns, tuple(rows), _csv(query), query, facets=facets)


def _thing(records: Records, iri: Any, label: Any = "") -> Cell:
    return Cell((Shown(str(label or records.label(str(iri))), str(iri)),)) if iri else Cell(words="not told")


def _told(records: Records, claim: Any) -> Cell:
    return Cell(told=records.told(claim)) if claim in records.claims else Cell(words="none encoded")


# --- effects --------------------------------------------------------------------------------------------------------------


def _effects(records: Records) -> dict[str, Any]:
    rows, single = records.rows("effect-support").rows, records.rows("single-study-effects")
    supported = [
        (
            _thing(records, row["outcome"]),
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
        (_thing(records, row["object"]), _told(records, row["claimUp"]), _told(records, row["claimDown"]))
        for row in records.rows("opposite-directions").rows
    ]
    sections = [
        Section(
            "By how many studies is each effect supported?",
            f"{len(single):,} of {len(rows):,} effects rest on one study alone. An effect is an outcome with its direction. The columns in vivo and in vitro count retracted studies too.",
            grid=_grid("effect-support", "Effects of vesicles, by number of independent studies", columns, supported),
        ),
        Section("What had no effect, or is denied", grid=_grid("null-results", "Claims for which no effect was found, or that a place denies", ("Claim",), [(_told(records, c),) for c in nothing])),
        Section("What is raised in one place and lowered in another", grid=_grid("opposite-directions", "Opposite directions of one outcome", ("Outcome", "Raised", "Lowered"), opposite)),
    ]  # fmt: skip
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


def _by_complication(records: Records) -> dict[str, Any]:
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
        rows.append((_thing(records, outcome), *(Cell(words=words) for words in said)))
    names = ("Outcome", *(records.label(c) for c in columns))
    lead = "Each cell has the direction and the number of independent studies; a cell without words is a gap. Raised also stands for caused and worsened, lowered for treated, bettered and prevented."
    return {
        "title": "Effects by complication",
        "sections": [Section("Which outcome changed in which complication?", lead, grid=_grid("outcomes", "Outcome by complication", names, rows))],
        "anchors": ["table"],
        "links": [("effects.html", "All effects")],
    }  # fmt: skip


# --- gaps -----------------------------------------------------------------------------------------------------------------


def _gaps(records: Records) -> dict[str, Any]:
    fields = [
        (Cell(words=row["missingLabel"]), Cell(words=row["kind"]), Cell(number=row["lacking"]), Cell(number=row["items"]), Cell(words=f"{row['lacking'] / row['items']:.0%}"), Cell(number=row["givenBySource"]))
        for row in records.rows("reporting-gaps").rows
    ]  # fmt: skip
    people = [
        (_thing(records, row["complication"]), *(Cell(number=row[name]) for name in ("studies", "humanStudies", "humanCellStudies", "mouseStudies", "ratStudies", "otherStudies")))
        for row in records.rows("human-evidence").rows
    ]  # fmt: skip
    cargo = [
        (
            _thing(records, row["cargo"]),
            _thing(records, row.get("carrier")),
            _told(records, row["claim"]),
            _thing(records, row.get("study")),
        )
        for row in records.rows("cargo-without-target").rows
    ]
    doses = [
        (
            _thing(records, row["complication"]),
            *(Cell(number=row[name]) for name in ("studies", "studiesWithDose", "studiesWithRoute")),
        )
        for row in records.rows("dose-gaps").rows
    ]
    questions = [(_told(records, c),) for c in dict.fromkeys(row["claim"] for row in records.rows("open-questions"))]
    human = ("Complication", "Studies", "In people", "On human cells", "In mice", "In rats", "In others")
    sections = [
        Section("What the reviews do not report", "Of how many experiments, preparations and models a field is missing, and how often the abstract of the cited work gives it.", grid=_grid("reporting-gaps", "Fields, by how often they are missing", ("Field", "Of each", "Missing in", "Of", "Share", "Given by the abstract"), fields)),
        Section("Was it tried in people?", "As these reviews tell of the studies.", grid=_grid("human-evidence", "Studies by complication and species", human, people)),
        Section("Where no dose is known", grid=_grid("dose-gaps", "Studies with a dose and with a route", ("Complication", "Studies", "With a dose", "With a route"), doses)),
        Section("Cargo without a known target", grid=_grid("cargo-without-target", "Molecules that are carried, but not said to act on anything", ("Cargo", "Carried by", "Claim", "Study"), cargo)),
        Section("What the reviews say must still be studied", grid=_grid("open-questions", "Open questions", ("Claim",), questions)),
        Section("What is missing of each study", grid=_grid("evidence-gaps", "Missing fields by study", ("Study", "Missing", "Of these, given by its own abstract"), _missing(records))),
    ]  # fmt: skip
    return {
        "title": "Gaps: what nobody reports",
        "sections": sections,
        "anchors": ["fields", "people", "doses", "cargo", "questions", "studies"],
    }


def _missing(records: Records) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    for study, rows in records.by("evidence-gaps", "study").items():
        names, given = (
            sorted({row["missingLabel"] for row in rows if which(row)})
            for which in (lambda row: True, lambda row: row["fromSource"])
        )
        found.append((_thing(records, study), Cell(words=", ".join(names)), Cell(words=", ".join(given) or "none")))
    return found


# --- trust ----------------------------------------------------------------------------------------------------------------


def _trust(records: Records) -> dict[str, Any]:
    resting = [
        (_told(records, row["claim"]), _thing(records, row["retractedStudy"]), Cell(words="on nothing else" if row["retractedOnly"] else f"also on {row['otherStudies']} others"))
        for row in records.rows("retracted-support").rows
    ]  # fmt: skip
    otherwise = records.by("source-checks", "claimVerdict").get("contradicted", [])
    disagreements = [
        (_told(records, row["claim1"]), _told(records, row.get("claim2")), _thing(records, row["disagreement"], records.label(records.one(row["disagreement"], "kind"))), Cell(words=row["reason"]))
        for row in records.rows("disagreements").rows
    ]  # fmt: skip
    errata: dict[str, tuple[Cell, ...]] = {}
    for row in records.rows("errata").rows:
        place = _thing(records, row.get("passage"), f"{records.label(row['review'])}: {row.get('section', '')}")
        errata[row["erratum"]] = (
            _thing(records, row["erratum"], f"“{row['asPrinted']}”"),
            Cell(words=f"“{row['corrected']}”"),
            Cell(words=row["kind"]),
            Cell(words=row["reason"]),
            place,
        )
    sections = [
        Section("What rests on retracted work", grid=_grid("retracted-support", "Claims on retracted studies", ("Claim", "Retracted study", "Rests"), resting)),
        Section("Where the cited paper says otherwise", grid=_grid("source-checks", "Checks that found the opposite, or another thing", _CHECKED, _checks(records, otherwise))),
        Section("Claims that cannot be taken together", grid=_grid("disagreements", "Disagreements", ("One claim", "Another", "Kind", "Why"), disagreements)),
        Section("Errata of the reviews", grid=_grid("errata", "Slips, and what is meant", ("Printed", "Meant", "Kind", "Why", "Where"), list(errata.values()))),
    ]  # fmt: skip
    return {
        "title": "Trust: what is retracted, contradicted or mistaken",
        "sections": sections,
        "anchors": ["retracted", "otherwise", "disagreements", "errata"],
        "links": [("checks.html", "All other checks of the cited works")],
    }


def _less(records: Records) -> dict[str, Any]:
    by = records.by("source-checks", "claimVerdict")
    kinds = [
        (kind, f"The work: {_VERDICTS.get(kind, kind)}")
        for kind in sorted(by, key=lambda kind: [*_VERDICTS, kind].index(kind))
    ]
    sections = [
        Section(words, grid=_grid("source-checks", words, _CHECKED, _checks(records, by[kind])))
        for kind, words in kinds
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
        (_told(records, row.get("claim")), Cell(words=row["sourceSays"]), _thing(records, row.get("study")), _thing(records, row["check"], records.label(records.one(row["check"], "claimVerdict", "verdict"))))
        for row in rows
    ]  # fmt: skip


# --- reviews compared ------------------------------------------------------------------------------------------------------


def _compare(records: Records) -> dict[str, Any]:
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
                grid=_grid("review-concordance", f"{title} ({len(rows):,})", columns, rows) if rows else None,
            )
        )
    reviews = sorted({row["review"] for row in records.rows("review-sections")}, key=records.label)
    lead = "A comparison needs two reviews at least." if len(reviews) < 2 else ""
    return {"title": "Reviews compared", "lead": lead, "sections": sections, "anchors": [kind for kind, _ in kinds]}


def _pair(records: Records, row: dict[str, Any]) -> tuple[Cell, ...]:
    other = (
        _told(records, row["otherClaim"])
        if "otherClaim" in row
        else Cell(words="nothing of it" if row["verdict"] == "one-sided" else "the same claim")
    )
    on = _thing(records, row.get("study")) if "study" in row else Cell(words="")
    return _told(records, row["claim"]), other, on, Cell(words=row.get("reason", ""))


# --- studies and preparations -----------------------------------------------------------------------------------------------


def _studies(records: Records) -> dict[str, Any]:
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
            Section("", grid=_grid("bibliography", "Works, primary studies first", columns, rows, *columns[2:6]))
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
        _thing(records, work), Cell(words=str(row.get("title", "not identified"))), named(("usesModel", "disease")), named(("usesPreparation", "derivedFromCell")),
        named(("usesModel", "organism")), Cell(words=row["kind"]), Cell(words=str(row.get("year", ""))), Cell(number=len(claims)),
    )  # fmt: skip


def _preparations(records: Records) -> dict[str, Any]:
    own = sorted(
        {row["experiment"] for row in records.rows("preparations") if "experiment" in row},
        key=lambda e: records.label(e).lower(),
    )
    grid = experiments(records, own, "Every experiment: what was given, how and to whom")
    whole = Grid(grid.caption, grid.columns, grid.rows, _csv("preparations"), "preparations", facets=grid.facets)
    lead = "What the reviews do not tell is said to be not reported. A preparation's own page has its isolation, markers, size, cargo and changes."
    return {
        "title": "Preparations: what was given, by which route, dose and schedule",
        "sections": [Section("", lead, grid=whole)],
        "anchors": ["preparations"],
    }


_PAGES: dict[str, Callable[[Records], dict[str, Any]]] = {
    "effects.html": _effects,
    "effects-by-complication.html": _by_complication,
    "gaps.html": _gaps,
    "trust.html": _trust,
    "checks.html": _less,
    "compare.html": _compare,
    "studies.html": _studies,
    "preparations.html": _preparations,
}
_WITHIN = {"checks.html": "trust.html", "effects-by-complication.html": "effects.html"}
