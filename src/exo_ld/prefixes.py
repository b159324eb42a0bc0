"""Every prefix that exo-ld writes, and the shortening of IRIs to CURIEs and back.

The expansions are those on which the field joins: OBO PURLs, and for genes and microRNAs the identifiers.org forms to
which the Biolink Model expands its prefixes. `variants` maps other spellings of the same identifier spaces to ours.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "EXO",
    "EXOD",
    "EXOS",
    "ONTOLOGY",
    "PREFIXES",
    "PREFIX_MAP",
    "canonical",
    "contract",
    "expand",
    "variants",
    "vocabulary",
]

# In the form of an extended prefix map.
PREFIX_MAP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "prefix_map.json")

_BASE = "https://w3id.org/exo-ld/"
_OBO = "http://purl.obolibrary.org/obo/"
ONTOLOGY = _BASE + "ontology"
EXO = ONTOLOGY + "#"
EXOD = _BASE + "id/"
EXOS = _BASE + "shapes#"

_OBO_SPACES = (
    "BFO CHEBI CL CLO CMO DOID ECO GO HP IAO MAXO MI MMO MONDO MP NCBITaxon NCIT OBA OBI OGMS PATO PR PW RO RS SEPIO "
    "SO STATO UBERON VO VT XCO"
).split()

PREFIXES: dict[str, str] = {
    "exld": EXO,
    "exod": EXOD,
    "exos": EXOS,
    **{space: f"{_OBO}{space}_" for space in _OBO_SPACES},
    "BAO": "http://www.bioassayontology.org/bao#BAO_",
    "BTO": _OBO + "BTO_",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "hgnc": "http://identifiers.org/hgnc/",
    "hgnc.genegroup": "http://identifiers.org/hgnc.genegroup/",
    "mirbase": "http://identifiers.org/mirbase/",
    "mirbase.family": "http://identifiers.org/mirbase.family/",
    "mirbase.mature": "http://identifiers.org/mirbase.mature/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doi": "https://doi.org/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "obo": _OBO,
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_BY_IRI = {iri: prefix for prefix, iri in PREFIXES.items()}
_FOLDED = {prefix.lower(): prefix for prefix in PREFIXES} | {
    "mirbase": "mirbase",
    "efo": "EFO",
    "mesh": "MESH",
    "uberon": "UBERON",
}
# What Turtle allows unescaped as the local part of a prefixed name (a narrow, safe subset).
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w\-.]*[\w\-])?", re.ASCII)


@lru_cache(maxsize=1 << 16)  # an export meets each IRI many times
def contract(iri: str) -> str | None:
    """Shorten an IRI to a CURIE, or None where no prefix fits or the rest could not stand in Turtle as it is."""
    end = len(iri)
    while end > 0:
        prefix = _BY_IRI.get(iri[:end])
        if prefix and _LOCAL.fullmatch(iri, end):
            return f"{prefix}:{iri[end:]}"
        # What all our prefixes end in.
        end = max(iri.rfind("/", 0, end - 1), iri.rfind("#", 0, end - 1), iri.rfind("_", 0, end - 1)) + 1
    return None


def expand(curie: str) -> str | None:
    """Expand a CURIE (its prefix in any case: ``mondo:0005148``, ``HGNC:6767``), or None where its prefix is not
    ours."""
    prefix, colon, local = curie.partition(":")
    known = prefix if prefix in PREFIXES else _FOLDED.get(prefix.lower())
    return PREFIXES[known] + local if colon and known and local and not local.startswith("//") else None


@cache
def variants() -> dict[str, str]:
    """Other spellings in circulation, as beginnings of IRIs, each with the prefix of ours for the same identifier
    space.

    They are those of the Bioregistry (`tools/prefix_map.py` writes them).
    """
    return {form: space["prefix"] for space in _spaces() for form in space.get("uri_prefix_synonyms", ())}


@cache
def _spaces() -> list[dict[str, Any]]:
    import json

    with open(PREFIX_MAP, encoding="utf-8") as file:
        return json.load(file)  # type: ignore[no-any-return]


@cache
def _local(prefix: str) -> re.Pattern[str]:
    """What an identifier of a space looks like."""
    pattern = next(
        (space["pattern"] for space in _spaces() if space["prefix"] == prefix and "pattern" in space), r"[\w.\-]+"
    )
    return re.compile(pattern.removeprefix("^").removesuffix("$"))


@cache
def _lengths() -> list[int]:
    return sorted({len(form) for form in variants()}, reverse=True)


def canonical(iri: str) -> str:
    """The form of an IRI on which this graph joins: a known variant rewritten, any other IRI as it is.

    What does not look like an identifier of the space is left as it is.
    """
    for length in _lengths():
        prefix = variants().get(iri[:length])
        if prefix and _local(prefix).fullmatch(iri, length):
            return PREFIXES[prefix] + iri[length:]
    return iri


def vocabulary(iri: str) -> str | None:
    """The prefix of the vocabulary that an IRI belongs to, or None."""
    curie = contract(iri)
    return curie.partition(":")[0] if curie else None
