"""Defects that leave the facts in form, by reason: what is left out may be left out, or only the review's text can tell what is true.

The list is closed, and goes by docs/model.md: by kind of defect and by property, never by what the checks happen to find.
"""

from __future__ import annotations

from collections.abc import Callable

from defects import Defect, Facts, short

__all__ = ["REASONS", "reason"]


def _props(text: str) -> frozenset[str]:
    return frozenset(word if ":" in word else f"exo:{word}" for word in text.split())


# What docs/model.md gives as optional, or lets stand more than once.
OPTIONAL = _props(
    "aspect subjectAspect inCell inAnatomy inDisease inOrganism inPopulation inPlace underCondition inYear atDose comparedWith approximate "
    "frequency observedIn leadsTo modality cites statedIn asStated checkedBy sourceClaim correctedTerm concernsClaim comparator readout "
    "schedule usesModel usesPreparation reports route dose system strain inducer disease modelCell modelAnatomy modelCondition organism "
    "modifiedBy deliveredIn vesicleLabel isolationMethod marker particleSize agent notReported authors journal numberInReview doiAsPrinted "
    "concernsPassage minValue maxValue retracted retractionDate rdfs:subClassOf skos:editorialNote bibo:doi bibo:pmid bibo:volume bibo:issue "
    "bibo:pages dcterms:issued dcterms:identifier"
)
SEVERAL = _props(
    "inCell inAnatomy inDisease inOrganism inPopulation inPlace underCondition atDose comparedWith observedIn leadsTo cites statedIn "
    "checkedBy sourceClaim correctedTerm concernsClaim concernsPassage comparator readout usesModel usesPreparation reports route dose "
    "inducer disease modelCell modelAnatomy modelCondition organism modifiedBy deliveredIn isolationMethod marker agent notReported "
    "numberInReview derivedFromCell rdfs:subClassOf skos:editorialNote"
)
OF_THE_TEXT = _props(
    "subject object relation aspect subjectAspect inCell inAnatomy inDisease inOrganism inPopulation inPlace underCondition atDose "
    "comparedWith frequency observedIn leadsTo modality cites statedIn checkedBy sourceClaim correctedTerm concernsClaim concernsPassage "
    "comparator readout usesModel usesPreparation route dose system inducer disease modelCell modelAnatomy modelCondition organism modifiedBy "
    "deliveredIn isolationMethod marker agent notReported derivedFromCell sourceOrganism rdfs:subClassOf kind verdict grade method "
    "identification waiver unit timeUnit"
)


def _optional(d: Defect, facts: Facts) -> bool:
    return d.kind == "dropped" and d.prop in OPTIONAL


def _several(d: Defect, facts: Facts) -> bool:
    return d.kind == "doubled" and d.prop in SEVERAL


def _other(d: Defect, facts: Facts) -> bool:
    """Re-pointed, to a value of the same kind that the property has elsewhere."""
    return d.kind == "re-pointed" and d.prop in OF_THE_TEXT


def _stance(d: Defect, facts: Facts) -> bool:
    """Only of claims: an evidence line that tells of an experiment, preparation or model supports it."""
    about = [t.object for line in d.removed for t in facts.of[line.subject] if short(t.predicate) == "exo:evidenceFor"]
    return d.kind == "swapped stance" and all(facts.cls(node) == "Claim" for node in about)


REASONS: dict[str, Callable[[Defect, Facts], bool]] = {
    "an optional property is left out": _optional,
    "a property that may stand several times has one more value": _several,
    "another value of the same kind: only the text can tell": _other,
    "another stance on a claim: only the text can tell": _stance,
}


def reason(defect: Defect, facts: Facts) -> str:
    """Why a defect is legal; "" for one that must be found."""
    return next((why for why, holds in REASONS.items() if holds(defect, facts)), "")
