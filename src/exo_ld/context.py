"""The JSON-LD context of the ontology: made from it for the export, and taken from the package where a file names its
address.

A property's name in the ontology is its key, its range the type of its values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from .prefixes import EXO, PREFIXES, contract

__all__ = ["ADDRESS", "context"]

ADDRESS = "https://w3id.org/exo-ld/context.jsonld"  # where it is published; docs/w3id has the redirect
_XSD = PREFIXES["xsd"]
_RANGE, _TYPE = PREFIXES["rdfs"] + "range", PREFIXES["rdf"] + "type"
_PROPERTY = PREFIXES["owl"] + "ObjectProperty"
# Keys for what is not of our ontology; all else there is written as a CURIE.
_OUTSIDE = {
    "label": "rdfs:label", "subClassOf": "rdfs:subClassOf", "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel",
    "definition": "skos:definition", "editorialNote": "skos:editorialNote", "title": "dcterms:title",
    "issued": "dcterms:issued", "doi": "bibo:doi", "pmid": "bibo:pmid", "volume": "bibo:volume", "pages": "bibo:pages",
    "deprecated": "owl:deprecated",
}  # fmt: skip
_COERCED: dict[str, dict[str, str]] = {
    **{key: {"@language": "en"} for key in ("label", "prefLabel", "altLabel", "definition", "editorialNote")},
    "subClassOf": {"@type": "@id"},
    "issued": {"@type": "xsd:gYear"},
    "deprecated": {"@type": "xsd:boolean"},
}


def context(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, Any]:
    """The value of ``@context`` for the ontology that ``statements`` hold; others among them are passed over."""
    ranges: dict[str, str] = {}
    objects: set[str] = set()
    for statement in statements:
        if isinstance(statement.subject, ox.NamedNode) and isinstance(statement.object, ox.NamedNode):
            node, predicate, value = statement.subject.value, statement.predicate.value, statement.object.value
            if predicate == _RANGE and value.startswith(_XSD):
                ranges[node] = value
            elif predicate == _TYPE and value == _PROPERTY:
                objects.add(node)
    terms: dict[str, Any] = {}
    for node in sorted(objects | {*ranges}):
        name = node.removeprefix(EXO)
        if node.startswith(EXO) and ranges.get(node) != _XSD + "string":
            # A key that is also a prefix (unit) would stand in its way.
            key = f"exld:{name}" if name in PREFIXES else name
            terms[key] = {"@id": f"exld:{name}", "@type": contract(ranges[node]) if node in ranges else "@id"}
    for key, curie in _OUTSIDE.items():
        terms[key] = {"@id": curie, **_COERCED.get(key, {})}
    return {
        "@version": 1.1,
        "@vocab": EXO,
        **{prefix: {"@id": iri, "@prefix": True} for prefix, iri in sorted(PREFIXES.items())},
        "id": "@id",
        "type": "@type",
        "graph": "@graph",
        **terms,
        "evidence": {"@reverse": "exld:evidenceFor"},
    }
