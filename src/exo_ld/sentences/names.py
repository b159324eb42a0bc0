"""Things as a sentence names them."""

from __future__ import annotations

import re

from ..prefixes import EXOD, PREFIXES
from .english import head_of, in_plural
from .facts import Facts, label_of, worded

__all__ = ["name"]

_TITLED = tuple(
    PREFIXES[prefix] for prefix in ("HP", "MESH", "NCIT", "hgnc.genegroup")
)  # their labels begin in capitals
# Of these, labels name one and texts speak of many.
_COUNTED = re.compile(
    r"(cell|cyte|blast|phage|vesicle|exosome|progenitor|cytokine|kinase|RNA|\b(body|neuron|islet|capillary|wound|ulcer"
    r"|neoplasm|factor|marker|protein|peptide|complication|product|drug|material|substance|gene|radical|lipid|receptor"
    r"|nutrient|component|symptom|molecule|outcome|axon|vessel|nerve|nucleotide|phospholipid|residue|method"
    r"|inhibitor|scar|macromolecule|effect|event|property|change|monkey|dog|piglet))$"
)


def name(iri: str, facts: Facts, many: bool = True) -> str:
    """A thing as a sentence names it: its wording, or its label without capitals of its vocabulary and the study behind
    it.

    Labels name one where a sentence speaks of all: with ``many``, podocyte becomes podocytes.
    """
    if said := worded(iri, facts, ""):
        return said
    label = label_of(iri, facts)
    if iri.startswith(_TITLED):
        if iri.startswith(PREFIXES["MESH"]) and label.count(", ") == 1:
            label = " ".join(reversed(label.split(", ")))
        label = re.sub(r"\b[A-Z][a-z]+\b", lambda word: word[0].lower(), label)
    if iri.startswith(PREFIXES["mirbase.mature"]):
        label = label.removeprefix("hsa-")  # the reviews name no species
    if iri.startswith(EXOD + "preparation-"):
        label = re.sub(r" \([^()]*\)$", "", label)
    return in_plural(label) if many and _COUNTED.search(head_of(label)) else label
