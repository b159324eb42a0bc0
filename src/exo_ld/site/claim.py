"""The page of a claim: its trail in four steps, what speaks against it, where it was seen, its chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..prefixes import EXO
from .parts import Shown, facts, missing, shown
from .trail import steps, work

if TYPE_CHECKING:
    from .records import Records, Told

__all__ = ["values"]

_OWN = (
    "subject",
    "object",
    "relation",
    "leadsTo",
    "disagreesWith",
    "sameFactAs",
    "observedIn",
    "aspect",
    *("subjectAspect", "objectState", "subjectQuantifier", "objectQuantifier"),  # the sentence says them
)
# What is told of an experiment in which a claim was seen, in this order and these words.
_OF_EXPERIMENT = {
    "usesPreparation": "given",
    "usesModel": "to",
    "system": "setting",
    "route": "route",
    "dose": "dose",
    "schedule": "schedule",
    "comparator": "compared with",
}


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
    trail = steps(records, iri)
    same = [*records.many(iri, "sameFactAs"), *records.back(iri, "sameFactAs")]
    return {
        "title": told.sentence,
        "kind": "claim",
        "told": told,
        "steps": trail,
        "conflicts": [_conflict(records, each, iri) for each in records.conflicts(iri)],
        "against": list({check.iri: check for step in trail for check in step.checks if check.against}.values()),
        "slips": [_slip(records, each) for each in records.errata(iri)],
        "retracted": [work(records, each) for each in sorted(records.retracted & _works(records, iri))],
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
    found = {cited.id for line in records.claims[iri].evidence for cited in (*line.works, *line.moved)}
    if iri in records.resting_on_retracted:
        found |= {row["retractedStudy"] for row in records.rows("retracted-support") if row["claim"] == iri}
    return found


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
    said = ((words, records.said.get(iri, {}).get(EXO + name, ())) for name, words in _OF_EXPERIMENT.items())
    given = [(words, tuple(shown(records, triple.object) for triple in some)) for words, some in said if some]
    parts = [iri, *records.many(iri, "usesPreparation", "usesModel")]
    gone = sorted({each for part in parts for each in missing(records, part)})
    return {"iri": iri, "label": records.label(iri), "facts": given, "missing": gone}
