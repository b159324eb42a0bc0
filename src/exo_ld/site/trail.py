"""The trail of a line of evidence in four steps: who says it, where, on which cited work, and what that work says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..prefixes import EXO, EXOD, PREFIXES
from .parts import Shown
from .places import Spot, doi_address, spot

if TYPE_CHECKING:
    from .records import Records

__all__ = ["Checked", "Step", "Work", "step", "steps", "work"]

_BIBO, _DCTERMS = PREFIXES["bibo"], PREFIXES["dcterms"]
_STANCES = {"supports": "says so", "refutes": "denies it", "reportsNoEffect": "reports no effect"}


@dataclass(frozen=True)
class Checked:
    """What a cited work says of a claim."""

    iri: str
    verdict: str
    says: str
    grade: str
    against: bool


@dataclass(frozen=True)
class Work:
    """A cited work."""

    iri: str
    label: str
    title: str
    journal: str
    doi: str
    address: str


@dataclass(frozen=True)
class Step:
    """One line of evidence: who says it, where, on which work, and what that work says."""

    anchor: str
    stance: str
    role: str
    hedge: str
    words: str
    spots: tuple[Spot, ...]
    abstracts: tuple[Shown, ...]
    works: tuple[Work, ...]
    checks: tuple[Checked, ...]


def steps(records: Records, iri: str) -> list[Step]:
    """The lines of evidence for a thing: those with a place in a review first, then those with a check."""
    found = [step(records, line) for line in records.back(iri, "evidenceFor")]
    return sorted(found, key=lambda one: (not one.spots, not one.checks, one.anchor))


def step(records: Records, line: str) -> Step:
    """The trail of one line of evidence."""
    stated = records.many(line, "statedIn")
    reviewed = [place for place in stated if records.back(place, "hasPassage")]
    abstracts = [place for place in stated if place not in reviewed]
    works = [records.one(each, "abstractOf") for each in abstracts]
    stance, role, hedge = (records.one(line, name) for name in ("stance", "role", "modality"))
    return Step(
        anchor=line.removeprefix(EXOD),
        stance=_STANCES.get(stance.removeprefix(EXO), records.label(stance) if stance else ""),
        role=records.label(role) if role else "",
        hedge=records.label(hedge) if hedge else "",
        words=records.one(line, "asStated"),
        spots=tuple(spot(records, each, records.one(line, "asStated")) for each in reviewed),
        abstracts=tuple(
            Shown(records.label(w) if w else records.label(a), w or a) for a, w in zip(abstracts, works, strict=True)
        ),
        works=tuple(work(records, each) for each in records.many(line, "cites")),
        checks=tuple(_check(records, each) for each in records.many(line, "checkedBy") if not records.withdrawn(each)),
    )


def work(records: Records, iri: str) -> Work:
    """A cited work."""
    doi = records.one(iri, _BIBO + "doi")
    return Work(
        iri,
        records.label(iri),
        records.one(iri, _DCTERMS + "title"),
        records.one(iri, "journal"),
        doi,
        doi_address(doi),
    )


def _check(records: Records, iri: str) -> Checked:
    verdict = records.one(iri, "claimVerdict", "verdict")
    return Checked(
        iri,
        records.label(verdict),
        records.one(iri, "sourceSays"),
        records.one(records.one(iri, "grade"), PREFIXES["skos"] + "definition"),
        verdict == EXO + "contradicted",
    )
