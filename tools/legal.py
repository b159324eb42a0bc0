"""Defects that leave the facts in form, by reason: what is left out may be left out, or only the review's text can tell
what is true.

The list is closed, and goes by docs/model.md: by kind of defect and by property, never by what the checks happen to
find.
"""

from __future__ import annotations

from collections.abc import Callable

from defects import Defect, Facts, short

from exo_ld.prefixes import EXO

__all__ = ["REASONS", "reason"]


def _props(text: str) -> frozenset[str]:
    return frozenset(word if ":" in word else f"exld:{word}" for word in text.split())


# What docs/model.md gives as optional, or lets stand more than once.
OPTIONAL = _props(
    "aspect subjectAspect inCell inAnatomy inDisease inOrganism inPopulation inPlace underCondition inYear atDose "
    "comparedWith approximate boundExcluded "
    "frequency degree rank course reading sameFactAs hasCandidate correctedClaim "
    "correctedWork observedIn leadsTo modality cites statedIn asStated checkedBy sourceClaim correctedTerm "
    "concernsClaim comparator readout schedule usesModel usesPreparation route dose system strain inducer disease "
    "modelCell modelAnatomy modelCondition organism modifiedBy deliveredIn consistsOf derivedFromCell sourceOrganism "
    "vesicleLabel isolationMethod marker particleSize agent notReported authors journal numberInReview doiAsPrinted "
    "concernsPassage skos:hiddenLabel skos:altLabel minValue maxValue retracted retractionDate rdfs:subClassOf "
    "skos:editorialNote bibo:doi bibo:pmid bibo:volume bibo:issue bibo:pages dcterms:issued dcterms:identifier "
    "assay allocation blinding armSize conductedIn diseaseStage donorAge donorDisease donorMatch doseOf dosePer "
    "enrolment firstDemonstration groups hasResults inAbsenceOf inSystem measure orElse pValue phase primaryOutcome "
    "registration reasonFor sampleSize significance status studyCount studyKind togetherWith "
    "andAlso byMeans centres dateFrom dateTo design despite durationTo forPurpose fromLocation inducedBy manner "
    "objectState restsOn timeFrom timeSince timeTo toLocation valuePer "
    "embeds especiallyIn objectQuantifier onCondition scopeQuantifier subjectInducedBy subjectQuantifier"
)
SEVERAL = _props(
    "inCell inAnatomy inDisease inOrganism inPopulation inPlace underCondition atDose comparedWith observedIn leadsTo "
    "cites statedIn checkedBy sourceClaim correctedTerm concernsClaim concernsPassage comparator readout usesModel "
    "usesPreparation route dose inducer disease modelCell modelAnatomy modelCondition organism modifiedBy deliveredIn "
    "consistsOf isolationMethod marker agent notReported numberInReview derivedFromCell correctedClaim correctedWork "
    "sameFactAs hasCandidate rdfs:subClassOf skos:editorialNote skos:altLabel skos:hiddenLabel "
    "assay donorDisease inAbsenceOf inSystem orElse primaryOutcome reasonFor timeValue togetherWith "
    "andAlso byMeans course degree design despite forPurpose fromLocation inducedBy manner modality rank restsOn "
    "timeSince toLocation embeds especiallyIn objectState onCondition subjectAspect subjectInducedBy"
)
OF_THE_TEXT = _props(
    "subject object relation aspect subjectAspect inCell inAnatomy inDisease inOrganism inPopulation inPlace "
    "underCondition atDose comparedWith frequency degree rank course reading sameFactAs hasCandidate checkedWork "
    "claimVerdict certainty correctedClaim correctedWork observedIn leadsTo modality cites statedIn checkedBy "
    "sourceClaim correctedTerm concernsClaim concernsPassage comparator readout usesModel usesPreparation route dose "
    "system inducer disease modelCell modelAnatomy modelCondition organism modifiedBy deliveredIn consistsOf "
    "isolationMethod marker agent notReported derivedFromCell sourceOrganism rdfs:subClassOf kind verdict grade "
    "method identification waiver unit timeUnit role assay donorMatch doseOf dosePer measure orElse studyKind "
    "inAbsenceOf reasonFor togetherWith "
    "andAlso byMeans design despite forPurpose fromLocation inducedBy manner objectState restsOn timeSince toLocation "
    "embeds especiallyIn objectQuantifier onCondition scopeQuantifier subjectInducedBy subjectQuantifier "
    "valuePer"
)


def _optional(d: Defect, facts: Facts) -> bool:
    """What is withdrawn need not name the work that it was compared with."""
    withdrawn = any(short(t.predicate) == "owl:deprecated" for line in d.removed for t in facts.of[line.subject])
    return d.kind == "dropped" and (
        d.prop in OPTIONAL
        or (d.cls, d.prop) == ("Review", "dcterms:title")
        or (withdrawn and d.prop == "exld:checkedWork")
    )


def _several(d: Defect, facts: Facts) -> bool:
    return d.kind == "doubled" and d.prop in SEVERAL and all(t.subject in facts.of for t in d.added)


def _other(d: Defect, facts: Facts) -> bool:
    """Re-pointed, to a value of the same kind that the property has elsewhere; which claims a withdrawn disagreement
    was between is history."""
    withdrawn = any(short(t.predicate) == "owl:deprecated" for line in d.removed for t in facts.of[line.subject])
    return d.kind == "re-pointed" and (d.prop in OF_THE_TEXT or (withdrawn and d.prop == "exld:between"))


def _negative(d: Defect, facts: Facts) -> bool:
    """A claim may be on degrees below zero; out of order, two ends of a range are not legal."""
    ends = {short(t.predicate) for line in d.removed for t in facts.of[line.subject]} & {
        "exld:minValue",
        "exld:maxValue",
    }
    return (
        d.kind == "out-of-range"
        and d.cls == "Claim"
        and (d.prop == "exld:value" or (len(ends) == 1 and d.prop in ends))
    )


def _stance(d: Defect, facts: Facts) -> bool:
    """Only of claims: an evidence line that tells of an experiment, preparation or model supports it."""
    about = [t.object for line in d.removed for t in facts.of[line.subject] if short(t.predicate) == "exld:evidenceFor"]
    return (
        d.kind in ("swapped stance", "re-pointed")
        and d.prop == "exld:stance"
        and all(facts.cls(node) == "Claim" for node in about)
    )


def _implied(d: Defect, facts: Facts) -> bool:
    """A type is left out or added that another one implies."""
    if d.prop != "rdf:type" or d.kind not in ("dropped", "doubled"):
        return False
    t, *more = (*d.removed, *d.added)
    if more:
        return False
    others = {kind for kind in facts.types[t.subject] if kind != t.object.value}
    return any(t.object.value in facts.ancestors(kind) for kind in others)


def _preparation(d: Defect, facts: Facts) -> bool:
    """One kind of preparation instead of another (vesicles, cells, medium ...), or a narrower one as well, but not
    against the name that vesicles have."""
    kinds = [t.object.value for t in (*d.removed, *d.added)]
    stated = {
        t.object.value for line in d.added for t in facts.of.get(line.subject, ()) if short(t.predicate) == "rdf:type"
    }
    narrower = d.kind == "doubled" and all(stated & facts.ancestors(kind) for kind in kinds)
    names = [
        t.object.value.lower()
        for line in d.added
        for t in facts.of.get(line.subject, ())
        if short(t.predicate) == "exld:vesicleLabel"
    ]
    exosomes = all(t.object.value == EXO + "ExosomePreparation" for t in d.added)
    return (
        d.prop == "rdf:type"
        and (d.kind == "wrong kind" or narrower)
        and all(exosomes and "exo" in name for name in names)
        and all(EXO + "Preparation" in facts.ancestors(kind) for kind in kinds)
    )


# Properties that take several kinds, of which the facts do not use each (shapes/Term-kinds.ttl).
_PREPARATIONS = (
    "ExosomePreparation",
    "VesiclePreparation",
    "CellPreparation",
    "CompoundPreparation",
    "ConditionedMedium",
)
_MOVES = (
    "Cell",
    "CellLine",
    "CellularComponent",
    "AnatomicalEntity",
    "Material",
    "Organism",
    "Population",
    *_PREPARATIONS,
)
_TAKES = {
    "exld:disease": ("Disease", "Phenotype", "Condition"), "exld:correctedWork": ("Publication", "PrimaryStudy"),
    "exld:inducer": ("Condition", "Molecule", "Technique", "Treatment"),
    "exld:fromLocation": _MOVES, "exld:toLocation": _MOVES,
    "exld:underCondition": (
        *("Condition", "BiologicalProcess", "Disease", "Phenotype", "Treatment", "Molecule", "Material", "Vesicle"),
        *_PREPARATIONS,
    ),
}  # fmt: skip


def _taken(d: Defect, facts: Facts) -> bool:
    """Of another kind than those that the facts have there, but of one that the property takes."""
    kinds = {EXO + kind for kind in _TAKES.get(d.prop, ())}
    return d.kind == "wrong kind" and all(kinds & facts.sorts(t.object) for t in d.added)


def _shift(d: Defect, facts: Facts) -> bool:
    """Of fewer characters than the blank between two passages may have."""
    if d.kind != "shifted offset":
        return False
    numbers = [[int(t.object.value) for t in sorted(ts, key=str)] for ts in (d.removed, d.added)]
    return all(abs(old - new) < 4 for old, new in zip(*numbers, strict=True))


REASONS: dict[str, Callable[[Defect, Facts], bool]] = {
    "an optional property is left out": _optional,
    "a property that may stand several times has one more value": _several,
    "another value of the same kind: only the text can tell": _other,
    "another number in a claim, where any is possible: only the text can tell": _negative,
    "another stance on a claim: only the text can tell": _stance,
    "a type that another one implies": _implied,
    "another kind of preparation: only the text can tell": _preparation,
    "another of the kinds that the property takes: only the text can tell": _taken,
    "a passage moved within the blank around it: only the text can tell (--text)": _shift,
}


def reason(defect: Defect, facts: Facts) -> str:
    """Why a defect is legal; "" for one that must be found."""
    return next((why for why, holds in REASONS.items() if holds(defect, facts)), "")
