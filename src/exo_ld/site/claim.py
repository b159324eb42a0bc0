"""The page of a claim: its trail in four steps, what speaks against it, where it was seen, its chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..prefixes import EXO, EXOD, PREFIXES
from .parts import Shown, facts, missing
from .places import Spot, doi_address, spot

if TYPE_CHECKING:
    from ..share.claims import Evidence
    from .records import Records, Told

__all__ = ["values"]

_BIBO, _DCTERMS = PREFIXES["bibo"], PREFIXES["dcterms"]
_STANCES = {"supports": "says so", "refutes": "denies it", "reportsNoEffect": "reports no effect"}
_OWN = (
    "subject",
    "object",
    "relation",
    "leadsTo",
    "disagreesWith",
    "sameFactAs",
    "observedIn",
    "aspect",
    "subjectAspect",
)
_OF_EXPERIMENT = ("usesPreparation", "usesModel", "system", "route", "dose", "schedule", "comparator")


@dataclass(frozen=True)
class Checked:
    """What a cited work says of a claim."""

    iri: str
    verdict: str
    says: str
    grade: str
    against: bool


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
class Slip:
    """An erratum."""

    iri: str
    kind: str
    printed: str
    meant: str
    reason: str
    certainty: str


def values(records: Records, iri: str) -> dict[str, Any]:
    """What the page of the claim ``iri`` shows."""
    claim, told = records.claims[iri], records.told(iri)
    steps = [_step(records, line) for line in claim.evidence]
    steps.sort(key=lambda step: (not step.spots, not step.checks, step.anchor))
    same = [*records.many(iri, "sameFactAs"), *records.back(iri, "sameFactAs")]
    return {
        "title": told.sentence,
        "kind": "claim",
        "told": told,
        "steps": steps,
        "spots": [at for step in steps for at in step.spots],
        "conflicts": [_conflict(records, each, iri) for each in records.conflicts(iri)],
        "against": list({check.iri: check for step in steps for check in step.checks if check.against}.values()),
        "slips": [_slip(records, each) for each in records.errata(iri)],
        "retracted": [_work(records, work) for work in sorted(records.retracted & _works(records, iri))],
        "context": [fact for fact in facts(records, iri, *_OWN) if fact[0] not in ("editorial note", "deprecated")],
        "experiments": [_experiment(records, each) for each in claim.experiments],
        "things": [Shown(records.label(thing), thing) for thing in (claim.subject, claim.object)],
        "before": [records.told(each) for each in records.back(iri, "leadsTo") if each in records.claims],
        "after": [records.told(each) for each in claim.leads_to if each in records.claims],
        "same": [records.told(each) for each in dict.fromkeys(same) if each in records.claims],
        "pointing": [],
    }


def _works(records: Records, iri: str) -> set[str]:
    """The works on which a claim rests: those that are cited, and those to which an erratum moves the citation."""
    found = {work.id for line in records.claims[iri].evidence for work in (*line.works, *line.moved)}
    if iri in records.resting_on_retracted:
        found |= {row["retractedStudy"] for row in records.rows("retracted-support") if row["claim"] == iri}
    return found


def _step(records: Records, line: Evidence) -> Step:
    reviewed = [place.id for place in line.places if place.review]
    abstracts = [place.id for place in line.places if not place.review]
    works = [records.one(each, "abstractOf") for each in abstracts]
    return Step(
        anchor=line.id.removeprefix(EXOD),
        stance=_STANCES.get(line.stance, line.stance),
        role=records.label(EXO + line.role) if line.role else "",
        hedge=records.label(EXO + line.modality) if line.modality else "",
        words=line.as_stated,
        spots=tuple(spot(records, each, line.as_stated) for each in reviewed),
        abstracts=tuple(
            Shown(records.label(w) if w else records.label(a), w or a) for a, w in zip(abstracts, works, strict=True)
        ),
        works=tuple(_work(records, work.id) for work in line.works),
        checks=tuple(
            _check(records, each) for each in records.many(line.id, "checkedBy") if not records.withdrawn(each)
        ),
    )


def _work(records: Records, iri: str) -> Work:
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


def _conflict(records: Records, iri: str, claim: str) -> tuple[str, str, str, list[Told]]:
    """A disagreement: its IRI, kind, why, and the other claims."""
    others = [each for each in records.many(iri, "between") if each != claim and each in records.claims]
    return (
        iri,
        records.label(records.one(iri, "kind")),
        records.one(iri, "reason"),
        [records.told(each) for each in others],
    )


def _slip(records: Records, iri: str) -> Slip:
    printed, meant, reason = (records.one(iri, name) for name in ("asPrinted", "corrected", "reason"))
    kind, certainty = (records.label(records.one(iri, name)) for name in ("kind", "certainty"))
    return Slip(iri, kind, printed, meant, reason, certainty)


def _experiment(records: Records, iri: str) -> dict[str, Any]:
    """An experiment in which a claim was observed: what was given, to whom, and what is not reported of it."""
    given = [fact for fact in facts(records, iri) if fact[0] in {records.label(EXO + name) for name in _OF_EXPERIMENT}]
    parts = [iri, *records.many(iri, "usesPreparation", "usesModel")]
    gone = sorted({each for part in parts for each in missing(records, part)})
    return {"iri": iri, "label": records.label(iri), "facts": given, "missing": gone}
