"""The page of a cited work: what was given to whom, what came out, what is missing, where reviews part from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..prefixes import EXO, EXOD, PREFIXES
from .parts import CHANGED, Cell, Grid, Section, Shown, changed, missing, shown
from .places import doi_address

if TYPE_CHECKING:
    from .records import Records

__all__ = ["experiments", "values"]

_BIBO, _DCTERMS = PREFIXES["bibo"], PREFIXES["dcterms"]
# What is said of the preparation itself, and not of what it changed.
_OF_ITSELF = ("carries", "secretes", "delivers", "derivesFrom", "actsThrough")
_IN_VITRO = EXO + "inVitro"
_NOT = "not reported"
_HOW = ("Animal or cells", "System", "Route", "Dose", "Schedule", "Compared with")


def values(records: Records, iri: str) -> dict[str, Any]:
    """What the page of the work ``iri`` shows."""
    lines = records.back(iri, "cites")
    own = records.many(iri, "reports")
    parts = [part for e in own for part in (e, *records.many(e, "usesPreparation", "usesModel"))]
    claims = _claims(records, iri, lines, own)
    given = [
        c
        for c in claims
        if records.claims[c].subject in parts and records.claims[c].relation.removeprefix(EXO) not in _OF_ITSELF
    ]
    abstracts = records.back(iri, "abstractOf")
    sections = [
        _given(records, own),
        Section("What came out", grid=_outcomes(records, given)) if given else Section("What came out"),
        Section("Other claims that cite it", claims=tuple(records.all_told(c for c in claims if c not in given))),
        Section(
            "What the reviews do not report of it",
            facts=tuple(
                (records.label(part), tuple(Shown(word) for word in words))
                for part in dict.fromkeys(parts)
                if (words := missing(records, part))
            ),
        ),
        _wrong(records, iri, lines),
        _slips(records, iri, claims),
    ]
    doi = records.one(iri, _BIBO + "doi")
    return {
        "title": records.one(iri, _DCTERMS + "title") or records.label(iri),
        "label": records.label(iri),
        "kind": "primary study" if iri.startswith(EXOD + "study-") else "cited work",
        "cited": {
            "authors": records.one(iri, "authors"),
            "journal": records.one(iri, "journal"),
            "year": records.one(iri, _DCTERMS + "issued")[:4],
            "volume": records.one(iri, _BIBO + "volume"),
            "pages": records.one(iri, _BIBO + "pages"),
        },
        "doi": doi,
        "doi_address": doi_address(doi),
        "numbers": _numbers(records, iri),
        "retraction": records.one(iri, "retractionDate")[:10],
        "resting": [records.told(c) for c in sorted(_resting(records, iri))],
        "abstracts": [Shown("its abstract, as far as it was seen", a) for a in abstracts],
        "sections": [s for s in sections if s.facts or s.claims or s.grid],
        "schema": _schema(records, iri, doi),
        "pointing": [],
    }


def _claims(records: Records, iri: str, lines: list[str], own: list[str]) -> list[str]:
    told = [claim for line in lines for claim in records.many(line, "evidenceFor")]
    told += [claim for e in own for claim in records.back(e, "observedIn")]
    abstracts = [line for a in records.back(iri, "abstractOf") for line in records.back(a, "statedIn")]
    told += [claim for line in abstracts for claim in records.many(line, "evidenceFor")]
    return [c for c in dict.fromkeys(told) if c in records.claims and not records.claims[c].withdrawn]


def _given(records: Records, own: list[str]) -> Section:
    return Section("What was given to whom, and how", grid=experiments(records, own)) if own else Section("")


def experiments(records: Records, own: list[str], caption: str = "Experiments, as the reviews tell of them") -> Grid:
    """A table of experiments: what was given, from which cells, to whom, how, how much and when, against what."""
    rows = []
    for e in own:
        models, preparations = records.many(e, "usesModel"), records.many(e, "usesPreparation")
        cells = [cell for p in preparations for cell in records.many(p, "derivedFromCell")]
        hosts = [x for m in models for x in records.many(m, "organism", "modelCell")]
        rows.append(
            (
                _cell(records, e, "usesPreparation"),
                Cell(_shown(records, cells) or (Shown(_NOT),)),
                Cell(_shown(records, models) or (Shown(_NOT),)),
                Cell(_shown(records, [d for m in models for d in records.many(m, "disease")])),
                Cell(_shown(records, hosts) or (Shown(_NOT),)),
                *(_cell(records, e, name) for name in ("system", "route", "dose", "schedule", "comparator")),
            )
        )
    columns = ("Given", "Source of the cells", "Model", "Complication", *_HOW)
    facets = ("Source of the cells", "Complication", "Animal or cells", "System", "Route")
    return Grid(caption, columns, tuple(rows), facets=facets)


def _cell(records: Records, iri: str, name: str) -> Cell:
    found = tuple(shown(records, triple.object) for triple in records.said.get(iri, {}).get(EXO + name, ()))
    if not found and name == "route" and records.many(iri, "system") == [_IN_VITRO]:
        return Cell(words="none, in vitro")
    return Cell(found) if found else Cell(words=_NOT)


def _shown(records: Records, iris: list[str]) -> tuple[Shown, ...]:
    return tuple(Shown(records.label(iri), iri) for iri in dict.fromkeys(iris))


def _outcomes(records: Records, claims: list[str]) -> Grid:
    rows = []
    for told in records.all_told(claims):
        claim = records.claims[told.iri]
        word = changed(records, claim.relation)
        if "supports" not in claim.stances:
            word = f"not {word}" if word in CHANGED.values() else f"{word}: denied, or no effect"
        rows.append((Cell(_shown(records, [claim.object])), Cell(words=word), Cell(told=told)))
    rows.sort(key=lambda row: row[0].values[0].text.lower())
    return Grid("By outcome", ("Outcome", "Change", "Claim"), tuple(rows))


def _wrong(records: Records, iri: str, lines: list[str]) -> Section:
    """What the reviews tell of the work otherwise than it says, or more or less."""
    rows, seen = [], set()
    for line in lines:
        for check in records.many(line, "checkedBy"):
            verdict = records.one(check, "claimVerdict", "verdict")
            works = records.many(check, "checkedWork")
            if verdict == EXO + "confirmed" or records.withdrawn(check) or (works and iri not in works):
                continue
            for claim in records.many(line, "evidenceFor"):
                if claim in records.claims and (check, claim) not in seen:
                    seen.add((check, claim))
                    cells = (Cell(told=records.told(claim)), Cell((Shown(records.label(verdict), check),)))
                    rows.append((*cells, Cell(words=records.one(check, "sourceSays"))))
    columns = ("What a review says", "Check", "What the work itself says")
    grid = Grid("What is said, beside what the work says", columns, tuple(rows)) if rows else None
    return Section("Where a review and this work differ, or where it was not seen to say so", grid=grid)


def _slips(records: Records, iri: str, claims: list[str]) -> Section:
    slips = [*records.back(iri, "correctedWork"), *(e for c in claims for e in records.errata(c))]
    rows = tuple(
        (
            Cell((Shown(f"“{records.one(e, 'asPrinted')}”", e),)),
            Cell(words=f"“{records.one(e, 'corrected')}”"),
            Cell(words=records.one(e, "reason")),
        )
        for e in dict.fromkeys(slips)
        if not records.withdrawn(e)
    )
    grid = Grid("Errata of the reviews in what they tell of it", ("Printed", "Meant", "Why"), rows) if rows else None
    return Section("Slips of the reviews", grid=grid)


def _numbers(records: Records, iri: str) -> list[tuple[Shown, str]]:
    found = []
    for number in records.many(iri, "numberInReview"):
        slug, _, place = number.rpartition(":")
        review = f"{EXOD}review-{slug}"
        found.append((Shown(records.label(review), review if records.address(review) else ""), place))
    return found


def _resting(records: Records, iri: str) -> set[str]:
    if iri not in records.retracted:
        return set()
    return {row["claim"] for row in records.rows("retracted-support") if row["retractedStudy"] == iri}


def _schema(records: Records, iri: str, doi: str) -> dict[str, Any]:
    """The work for search engines (https://schema.org/ScholarlyArticle)."""
    found = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": iri,
        "headline": records.one(iri, _DCTERMS + "title"),
        "author": records.one(iri, "authors"),
        "datePublished": records.one(iri, _DCTERMS + "issued")[:4],
        "sameAs": doi_address(doi),
    }
    return {key: value for key, value in found.items() if value}
