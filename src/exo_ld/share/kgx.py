"""Claims as KGX nodes and edges in the terms of the Biolink Model, tab-separated and as JSON lines.

https://github.com/biolink/kgx/blob/master/specification/kgx-format.md, https://biolink.github.io/biolink-model/

An edge must stay true when a reader drops its qualifiers. So a claim with any doubt is no edge (it stands in the file
``withheld``), and an edge has the predicate of its relation only where that says no more than the relation does, where
neither the state of the subject nor an aspect of the object limits it, and where subject and object are of the
categories that Biolink asks for; else it has a weaker one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..prefixes import EXO, PREFIXES, contract
from .claims import Claim, Work
from .flat import jsonl, put, tsv
from .reading import Reading

if TYPE_CHECKING:
    from typing import Any


__all__ = ["QUANTIFIERS", "curie", "edge", "export_kgx", "node", "predicate", "publications"]

SOURCE = "infores:exo-ld"
QUANTIFIERS = ("subjectQuantifier", "objectQuantifier", "scopeQuantifier")  # of some of its kind, not of all

# Relations whose Biolink predicate says more than they do (the reasons stand in docs/export-formats.md).
_TOO_STRONG = {"actsThrough", "hasCharacteristic", "hasMeasure", "involvedIn", "isA", "isTherapeuticTargetFor"}
# What can stand without the state of the subject and the aspect of the object: all that says no more than an influence
# or a link.
_WEAK = {"affects", "associated_with", "related_to"}
_CAUSAL = {"ameliorates_condition", "causes", "contributes_to", "exacerbates_condition", "preventative_for_condition"}

_TREATMENTS = {"ChemicalEntity", "ProcessedMaterial", "Treatment"}
_CONDITIONS = {"Disease", "PhenotypicFeature"}
_MOLECULES = {"ChemicalEntity", "Gene", "GeneFamily", "MicroRNA", "NoncodingRNAProduct", "Protein"}
_PROCESSES = {"BiologicalProcess", "Pathway"}
# Biolink's domain and range where it has one, and the predicate for what does not fit.
_FIT: dict[str, tuple[set[str] | None, set[str], str]] = {
    "ameliorates_condition": (_TREATMENTS, _CONDITIONS, "affects"),
    "biomarker_for": (_MOLECULES, _CONDITIONS, "associated_with"),
    "exacerbates_condition": (_TREATMENTS, _CONDITIONS, "affects"),
    "has_phenotype": (None, {"PhenotypicFeature"}, "related_to"),
    "precedes": (_PROCESSES, _PROCESSES, "related_to"),
    "predisposes_to_condition": (None, _CONDITIONS, "related_to"),
    "preventative_for_condition": (_TREATMENTS, _CONDITIONS, "affects"),
    "treats_or_applied_or_studied_to_treat": (_TREATMENTS, _CONDITIONS, "related_to"),
}
# The most telling class of association with the statement's qualifiers; Biolink declares them class by class, for these
# alone.
_GENES = {"Gene", "MicroRNA", "NoncodingRNAProduct", "Protein"}
_CHEMICALS = {"ChemicalEntity", "ProcessedMaterial"}
_LIVING = _GENES | _PROCESSES | {"AnatomicalEntity", "Cell", "CellLine", "CellularComponent", "GeneFamily"}
_ASSOCIATIONS: tuple[tuple[str, str | None, set[str] | None, set[str]], ...] = (
    ("EntityToDiseaseAssociation", None, None, {"Disease"}),
    ("EntityToPhenotypicFeatureAssociation", None, None, {"PhenotypicFeature"}),
    ("ChemicalAffectsBiologicalEntityAssociation", "affects", _CHEMICALS, _LIVING),
    ("GeneAffectsChemicalAssociation", "affects", _CHEMICALS | _GENES, _CHEMICALS),
    ("GeneToGeneAssociation", None, _GENES, _GENES),
)
# The state of the subject as Biolink's aspect and direction; a mimic has none, so that its edges go without qualifiers.
_STATES = {
    "subjectActivated": ("activity", "increased"), "subjectExpressed": ("expression", ""),
    "subjectHigh": ("abundance", "increased"), "subjectInhibited": ("activity", "decreased"),
    "subjectLost": ("abundance", "decreased"), "subjectLow": ("abundance", "decreased"),
    "subjectOverexpressed": ("expression", "increased"), "subjectSilenced": ("expression", "decreased"),
    "subjectPhosphorylated": ("phosphorylation", "increased"),
}  # fmt: skip
_NODE = ("id", "category", "name", "iri", "has_attribute_type")
_QUALIFIERS = (
    "qualified_predicate", "subject_aspect_qualifier", "subject_direction_qualifier", "object_aspect_qualifier",
    "object_direction_qualifier", "anatomical_context_qualifier", "disease_context_qualifier",
    "species_context_qualifier",
)  # fmt: skip
_SUPPORT = ("publications", "has_evidence", "has_evidence_of_type", "evidence_count")
_EDGE = (
    "id", "subject", "predicate", "object", "category", "description", *_QUALIFIERS, *_SUPPORT, "original_predicate",
    "knowledge_level", "agent_type", "primary_knowledge_source",
)  # fmt: skip
_WITHHELD = (
    "id",
    "subject",
    "relation",
    "object",
    "description",
    "subject_state",
    "aspect",
    "reasons",
    "stances",
    "publications",
    "has_evidence",
)


def export_kgx(reading: Reading, folder: str) -> None:
    """Write exo-ld_nodes, exo-ld_edges and exo-ld_withheld, each as .tsv and .jsonl, into ``folder``.

    The id of an edge is the claim's CURIE. Raises OSError where a file cannot be written.
    """
    sure: list[Claim] = []
    withheld: list[Claim] = []
    for claim in reading.claims:
        (withheld if claim.doubts else sure).append(claim)
    ends = sorted({end for claim in reading.claims for end in (claim.subject, claim.object)})
    tables: dict[str, tuple[tuple[str, ...], list[dict[str, Any]]]] = {
        "nodes": (_NODE, [node(reading, iri) for iri in ends]),
        "edges": (_EDGE, [edge(reading, claim) for claim in sure]),
        "withheld": (_WITHHELD, [_withheld(reading, claim) for claim in withheld]),
    }
    for name, (columns, rows) in tables.items():
        put(folder, f"exo-ld_{name}.tsv", tsv(columns, rows))
        put(folder, f"exo-ld_{name}.jsonl", jsonl(columns, rows))


@lru_cache(maxsize=1 << 16)
def curie(iri: str) -> str:
    """The CURIE of an IRI in the spelling of Biolink: as ours, but HGNC in capitals."""
    short = contract(iri) or iri
    return "HGNC:" + short[5:] if short.startswith("hgnc:") else short


def publications(works: tuple[Work, ...]) -> list[str]:
    """Works as PMID where it is known, else as DOI, else by our own IRI."""
    return [f"PMID:{work.pmid}" if work.pmid else f"doi:{work.doi}" if work.doi else curie(work.id) for work in works]


def node(reading: Reading, iri: str) -> dict[str, Any]:
    """The node of a term or thing, with its Biolink categories."""
    categories = reading.categories(iri)
    return {
        "id": curie(iri),
        "category": [f"biolink:{category}" for category in categories],
        "name": reading.label(iri),
        "iri": iri,
        "has_attribute_type": curie(iri)
        if "Attribute" in categories
        else "",  # our terms are kinds of attributes, not values
    }


def predicate(reading: Reading, claim: Claim) -> str:
    """The Biolink predicate of a claim's edge, without its prefix: one that is true of subject and object alone."""
    named = reading.annotation(claim.relation, "biolinkPredicate").removeprefix(PREFIXES["biolink"])
    if claim.relation.removeprefix(EXO) in _TOO_STRONG or {"few", "rarely"} & _limits(claim):
        return "related_to"
    if (claim.subject_aspect or claim.aspect or claim.object_state) and named not in _WEAK:
        return "affects" if named in _CAUSAL else "related_to"
    if named in _FIT:
        domain, values, weaker = _FIT[named]
        fits = domain is None or domain.issuperset(reading.categories(claim.subject))
        return named if fits and values.issuperset(reading.categories(claim.object)) else weaker
    return named or "related_to"


def edge(reading: Reading, claim: Claim) -> dict[str, Any]:
    """The edge of a claim. Only for claims without doubts."""
    supporting = [line for line in claim.evidence if line.stance == "supports"]
    chosen = predicate(reading, claim)
    return {
        "id": curie(claim.id),
        "subject": curie(claim.subject),
        "predicate": f"biolink:{chosen}",
        "object": curie(claim.object),
        "category": [f"biolink:{_association(reading, claim, chosen)}"],
        "description": reading.sentence(claim.id),
        **(_qualifiers(reading, claim) if chosen == "affects" else {}),
        **_context(reading, claim),
        "publications": publications(claim.works),
        "has_evidence": [curie(line.id) for line in supporting],
        "has_evidence_of_type": sorted({curie(line.code) for line in supporting if line.code}),
        "evidence_count": len(supporting),
        "original_predicate": curie(claim.relation),
        "knowledge_level": "knowledge_assertion",
        "agent_type": "manual_agent",  # as the evidence codes say: used in manual assertion
        "primary_knowledge_source": SOURCE,
    }


def _withheld(reading: Reading, claim: Claim) -> dict[str, Any]:
    return {
        "id": curie(claim.id),
        "subject": curie(claim.subject),
        "relation": curie(claim.relation),
        "object": curie(claim.object),
        "description": reading.sentence(claim.id),
        "subject_state": claim.subject_aspect,
        "aspect": claim.aspect,
        "reasons": list(claim.doubts),
        "stances": list(claim.stances),
        "publications": publications(claim.works),
        "has_evidence": [curie(line.id) for line in claim.evidence],
    }


def _association(reading: Reading, claim: Claim, chosen: str) -> str:
    subject, value = set(reading.categories(claim.subject)), set(reading.categories(claim.object))
    for name, named, subjects, values in _ASSOCIATIONS:
        if named in (None, chosen) and (subjects is None or subject <= subjects) and value <= values:
            return name
    return "Association"


def _limits(claim: Claim) -> set[str]:
    """How often, or of how many, a claim is said to hold, by local name."""
    found = (claim.contexts.get(name, ()) for name in ("frequency", *QUANTIFIERS))
    return {value.removeprefix(EXO) for values in found for value in values}


def _qualifiers(reading: Reading, claim: Claim) -> dict[str, str]:
    """All qualifiers of the statement or none: one alone would say something else."""
    state = _STATES.get(claim.subject_aspect, ("", ""))
    aspect = reading.annotation(EXO + claim.aspect, "biolinkAspect") if claim.aspect else ""
    direction = reading.annotation(claim.relation, "biolinkDirection")
    relation = claim.relation.removeprefix(EXO)
    if relation == "delivers" and not claim.aspect:
        aspect = "transport"  # more of it comes to a place; it need not become more
    compared = claim.object_state or {"comparedWith", "togetherWith"} & set(claim.contexts)
    unsaid = (claim.subject_aspect and not any(state)) or (claim.aspect and not aspect) or compared
    if unsaid or not (direction or relation in ("affects", "causes")):
        return {}
    found = {
        "qualified_predicate": "biolink:causes" if direction or relation == "causes" else "",
        "subject_aspect_qualifier": state[0],
        "subject_direction_qualifier": state[1],
        "object_aspect_qualifier": aspect,
        "object_direction_qualifier": direction,
    }
    return {name: value for name, value in found.items() if value}


def _context(reading: Reading, claim: Claim) -> dict[str, Any]:
    """Where the claim holds, as far as Biolink has a place for it: one disease, one species, any cells and tissues."""
    diseases = [iri for iri in claim.where("inDisease") if "Disease" in reading.categories(iri)]
    species = claim.where("inOrganism")
    return {
        "anatomical_context_qualifier": [curie(iri) for iri in (*claim.where("inCell"), *claim.where("inAnatomy"))],
        "disease_context_qualifier": curie(diseases[0]) if len(diseases) == len(claim.where("inDisease")) == 1 else "",
        "species_context_qualifier": curie(species[0]) if len(species) == 1 else "",
    }
