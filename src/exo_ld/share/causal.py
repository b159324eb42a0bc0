"""The causal claims as one flat table, for people without a triple store: a claim a row, labels beside identifiers.

The columns are explained in docs/export-formats.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..prefixes import EXO
from .claims import Claim
from .flat import put, tsv
from .kgx import curie
from .reading import Reading

if TYPE_CHECKING:
    from typing import Any


__all__ = ["COLUMNS", "export_causal"]

COLUMNS = (
    "claim", "subject", "subject_state", "effect", "object_aspect", "object", "disease", "tissue", "cell", "species",
    "system", "stance", "doubts", "studies", "dois", "pmids", "retracted", "reviews", "disagrees_with", "relation",
    "subject_id", "object_id", "sentence",
)  # fmt: skip
_WORDS = {"increases": "raises", "decreases": "lowers"}


def export_causal(reading: Reading, folder: str) -> None:
    """Write exo-ld-causal.tsv into ``folder``: every claim with a causal relation, null and refuted ones told as such.

    Raises OSError where the file cannot be written.
    """
    rows = [_row(reading, claim) for claim in reading.claims if reading.causal(claim.relation)]
    put(folder, "exo-ld-causal.tsv", tsv(COLUMNS, rows))


def _row(reading: Reading, claim: Claim) -> dict[str, Any]:
    def labels(name: str) -> list[str]:
        return [reading.label(iri) for iri in claim.where(name)]

    def states(names: str) -> str:
        return ", ".join(reading.label(EXO + name) for name in names.split(", ")) if names else ""

    state, held = states(claim.subject_aspect), states(claim.object_state)
    return {
        "claim": curie(claim.id),
        "subject": f"{reading.label(claim.subject)} [{state}]" if state else reading.label(claim.subject),
        "subject_state": state,
        "effect": _effect(reading, claim),
        "object_aspect": reading.label(EXO + claim.aspect) if claim.aspect else "",
        "object": f"{reading.label(claim.object)} [{held}]" if held else reading.label(claim.object),
        "disease": labels("inDisease"),
        "tissue": labels("inAnatomy"),
        "cell": labels("inCell"),
        "species": labels("inOrganism"),
        "system": [reading.label(EXO + system) for system in claim.systems],
        "stance": list(claim.stances),
        "doubts": list(claim.doubts),
        "studies": len(claim.works),
        "dois": [work.doi for work in claim.works if work.doi],
        "pmids": [work.pmid for work in claim.works if work.pmid],
        "retracted": claim.retracted,
        "reviews": [curie(review) for review in claim.reviews],
        "disagrees_with": [curie(other) for other in claim.disagrees_with],
        "relation": curie(claim.relation),
        "subject_id": curie(claim.subject),
        "object_id": curie(claim.object),
        "sentence": reading.sentence(claim.id),
    }


def _effect(reading: Reading, claim: Claim) -> str:
    """The effect in a word; what is doubtful, was not found or is denied never reads as an effect."""
    if claim.doubts:
        stance = claim.stances[0] if len(claim.stances) == 1 else ""
        return {"refutes": "refuted", "reportsNoEffect": "no effect"}.get(stance, "doubtful")
    return _WORDS.get(claim.relation.removeprefix(EXO)) or reading.label(claim.relation)
