"""Every prefix that exo-ld writes, and the shortening of IRIs to CURIEs and back.

The expansions are those on which the field joins: OBO PURLs, and for genes and microRNAs the identifiers.org forms to
which the Biolink Model expands its prefixes. `VARIANTS` maps other spellings of the same identifier spaces to ours.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["EXO", "EXOD", "EXOS", "ONTOLOGY", "PREFIXES", "VARIANTS", "canonical", "contract", "expand", "vocabulary"]

_BASE = "https://w3id.org/exo-ld/"
_OBO = "http://purl.obolibrary.org/obo/"
ONTOLOGY = _BASE + "ontology"
EXO = ONTOLOGY + "#"
EXOD = _BASE + "id/"
EXOS = _BASE + "shapes#"

_OBO_SPACES = (
    "BFO CHEBI CL CLO CMO DOID ECO GO HP IAO MAXO MMO MONDO MP NCBITaxon NCIT OBA OBI OGMS PATO PR PW RO RS SEPIO SO STATO UBERON VO VT XCO"
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

# Other spellings in circulation -> ours. Keys are IRI prefixes; the rest of the IRI is kept, after `hgnc:`-like doublets.
VARIANTS: dict[str, str] = {
    "https://identifiers.org/hgnc/": PREFIXES["hgnc"],
    "https://identifiers.org/hgnc:": PREFIXES["hgnc"],
    "http://identifiers.org/hgnc/HGNC:": PREFIXES["hgnc"],
    "https://bioregistry.io/hgnc:": PREFIXES["hgnc"],
    "https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/": PREFIXES["hgnc"],
    "https://identifiers.org/mirbase.mature/": PREFIXES["mirbase.mature"],
    "https://identifiers.org/mirbase.mature:": PREFIXES["mirbase.mature"],
    "https://bioregistry.io/mirbase.mature:": PREFIXES["mirbase.mature"],
    "https://identifiers.org/mirbase/": PREFIXES["mirbase"],
    "https://identifiers.org/mesh/": PREFIXES["MESH"],
    "https://identifiers.org/mesh:": PREFIXES["MESH"],
    "https://id.nlm.nih.gov/mesh/": PREFIXES["MESH"],
    "http://purl.bioontology.org/ontology/MESH/": PREFIXES["MESH"],
    "https://www.ebi.ac.uk/efo/EFO_": PREFIXES["EFO"],
    **{f"https://identifiers.org/{s.lower()}/{s}:": PREFIXES[s] for s in _OBO_SPACES},
    **{f"http://identifiers.org/{s.lower()}/{s}:": PREFIXES[s] for s in _OBO_SPACES},
    **{f"https://bioregistry.io/{s.lower()}:": PREFIXES[s] for s in _OBO_SPACES},
    **{f"https://purl.obolibrary.org/obo/{s}_": PREFIXES[s] for s in _OBO_SPACES},
}

_BY_IRI = {iri: prefix for prefix, iri in PREFIXES.items()}
_FOLDED = {prefix.lower(): prefix for prefix in PREFIXES} | {"mirbase": "mirbase", "efo": "EFO", "mesh": "MESH", "uberon": "UBERON"}
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
        end = max(iri.rfind("/", 0, end - 1), iri.rfind("#", 0, end - 1), iri.rfind("_", 0, end - 1)) + 1  # what all our prefixes end in
    return None


def expand(curie: str) -> str | None:
    """Expand a CURIE (its prefix in any case: ``mondo:0005148``, ``HGNC:6767``), or None where its prefix is not ours."""
    prefix, colon, local = curie.partition(":")
    known = prefix if prefix in PREFIXES else _FOLDED.get(prefix.lower())
    return PREFIXES[known] + local if colon and known and local and not local.startswith("//") else None


def canonical(iri: str) -> str:
    """The form of an IRI on which this graph joins: a known variant rewritten, any other IRI as it is."""
    while variant := next((variant for variant in VARIANTS if iri.startswith(variant)), None):  # one may lead to another
        iri = VARIANTS[variant] + iri[len(variant) :]
    return iri


def vocabulary(iri: str) -> str | None:
    """The prefix of the vocabulary that an IRI belongs to, or None."""
    curie = contract(iri)
    return curie.partition(":")[0] if curie else None
