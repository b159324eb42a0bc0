"""All named graphs as JSON-LD 1.1, with the context and a frame as files of their own.

https://www.w3.org/TR/json-ld11/, https://www.w3.org/TR/json-ld11-framing/. The context is made from the ontology: a property's name
there is its key, its range the type of its values. What a value has beyond that is written out, so that nothing is lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from ..errors import DataError
from ..prefixes import EXO, PREFIXES, contract
from .claims import Reading

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["CONTEXT", "context", "jsonld"]

CONTEXT = "https://w3id.org/exo-ld/context.jsonld"  # where the context is published; docs/w3id has the redirect
_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
# Keys for what is not of our ontology; all else there is written as a CURIE.
_OUTSIDE = {
    "label": "rdfs:label", "subClassOf": "rdfs:subClassOf", "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel",
    "definition": "skos:definition", "editorialNote": "skos:editorialNote", "title": "dcterms:title", "issued": "dcterms:issued",
    "doi": "bibo:doi", "pmid": "bibo:pmid", "volume": "bibo:volume", "pages": "bibo:pages", "deprecated": "owl:deprecated",
}  # fmt: skip
_COERCED: dict[str, dict[str, str]] = {
    **{key: {"@language": "en"} for key in ("label", "prefLabel", "altLabel", "definition", "editorialNote")},
    "subClassOf": {"@type": "@id"},
    "issued": {"@type": "xsd:gYear"},
    "deprecated": {"@type": "xsd:boolean"},
}
# A claim with what is said of it: its evidence (which points at it), its experiment, and the works behind both.
_FRAME = {
    "type": "Claim",
    "evidence": {"@embed": "@always", "statedIn": {"@embed": "@always"}, "cites": {"@embed": "@always"}},
    "observedIn": {"@embed": "@always", "usesPreparation": {"@embed": "@always"}, "usesModel": {"@embed": "@always"}},
}


def context(kb: KnowledgeBase) -> dict[str, Any]:
    """The context of the ontology of ``kb``, the value of ``@context``."""
    ranges = {node: kind for node, kind in _having(kb, "rdfs:range") if kind.startswith(_XSD)}
    objects = {node for node, _ in _having(kb, "rdf:type", "owl:ObjectProperty")}
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


def jsonld(reading: Reading, folder: str) -> None:
    """Write the data with its context (so that it is read without the network), the context alone, and the frame."""
    names = context(reading.kb)
    text = {"context.jsonld": _text({"@context": names}), "frame.jsonld": _text({"@context": names, **_FRAME})}
    head = json.dumps(names, ensure_ascii=False)
    text["exo-ld.jsonld"] = f'{{"@context": {head},\n"graph": [\n{_graphs(reading, names)}\n]}}\n'
    for name, content in text.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(content)


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _having(kb: KnowledgeBase, predicate: str, value: str = "") -> Iterator[tuple[str, str]]:
    """The IRIs of subjects and objects of a predicate."""
    named = [ox.NamedNode(PREFIXES[p] + local) for p, _, local in (c.partition(":") for c in (predicate, value) if c)]
    for quad in kb.store.quads_for_pattern(None, named[0], named[1] if value else None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def _graphs(reading: Reading, names: dict[str, Any]) -> str:
    writer = _Writer(names)
    dumps = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    blocks = []
    for graph, stated in groupby(reading.contents.by_graph, itemgetter(3)):
        nodes = []
        for subject, statements in groupby(stated, itemgetter(0)):
            node: dict[str, Any] = {"id": writer.name(subject)}
            for _, predicate, text, _, quad in statements:
                key, value = writer.pair(predicate, text, quad)
                if key not in node:
                    node[key] = value
                elif isinstance(node[key], list):
                    node[key].append(value)
                else:
                    node[key] = [node[key], value]
            nodes.append(dumps(_type_first(node)))
        lines = ",\n".join(nodes)
        # Statements outside of any named graph (of files that were added) stand at the top.
        blocks.append(lines if not graph else f'{{"id": {dumps(writer.name(graph))}, "graph": [\n{lines}\n]}}')
    return ",\n".join(blocks)


def _type_first(node: dict[str, Any]) -> dict[str, Any]:
    return {"id": node["id"], "type": node["type"], **node} if "type" in node else node


class _Writer:
    """Terms, as N-Quads writes them, as the context has them; each is worked out once."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names: dict[str, str] = {}
        self.keys: dict[str, tuple[str, str, str]] = {}  # predicate -> key, type and language of its values
        self.terms = {rule["@id"]: key for key, rule in names.items() if isinstance(rule, dict) and "@prefix" not in rule and "@id" in rule}
        self.rules = names

    def name(self, node: str) -> str:
        """The CURIE or IRI of a node, or the label of a blank one."""
        short = self.names.get(node)
        if short is None:
            short = self.names[node] = node if node.startswith("_:") else contract(node[1:-1]) or node[1:-1]
        return short

    def pair(self, predicate: str, text: str, quad: ox.Quad) -> tuple[str, Any]:
        """The key of a predicate, and one value of it; a literal is taken from ``quad``."""
        known = self.keys.get(predicate)
        if known is None:
            known = self.keys[predicate] = self._key(predicate[1:-1])
        key, kind, language = known
        if text[0] == '"':
            return key, _literal(cast(ox.Literal, quad.object), kind, language)
        if text[:2] == "<<":
            raise DataError("JSON-LD cannot hold a triple term (RDF 1.2); export to rdf12, nq or nt")
        name = self.name(text)
        if kind == "@vocab":
            return key, name.removeprefix("exld:")
        return key, name if kind == "@id" else {"id": name}

    def _key(self, predicate: str) -> tuple[str, str, str]:
        if predicate == _TYPE:
            return "type", "@vocab", ""
        curie = contract(predicate) or predicate
        local = curie.removeprefix("exld:")
        key = self.terms.get(curie) or (curie if local in self.rules else local)
        rule = self.rules[key] if key in self.terms.values() else {}
        return key, rule.get("@type", ""), rule.get("@language", "")


def _literal(value: ox.Literal, kind: str, language: str) -> Any:
    text = value.value
    if value.language:
        if value.language == language and not value.direction:
            return text
        return {"@value": text, "@language": value.language, **({"@direction": str(value.direction)} if value.direction else {})}
    iri = value.datatype.value
    datatype = contract(iri) or iri
    if datatype == kind:
        if kind == "xsd:integer" and str(_whole(text)) == text:
            return int(text)
        return text == "true" if kind == "xsd:boolean" and text in ("true", "false") else text
    if datatype == "xsd:string":
        return {"@value": text} if language or kind else text
    return {"@value": text, "@type": datatype}


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
