"""All named graphs as JSON-LD 1.1, with the context and a frame as files of their own.

https://www.w3.org/TR/json-ld11/, https://www.w3.org/TR/json-ld11-framing/. What a value has beyond what the context
(`exo_ld.context`) says of it is written out, so that nothing is lost.
"""

from __future__ import annotations

import json
import os
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from ..context import context as made
from ..errors import DataError
from ..prefixes import EXO, PREFIXES, contract
from .reading import Reading
from .unnamed import refuse_unnamed

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["context", "jsonld"]

_TYPE = PREFIXES["rdf"] + "type"
# A claim with what is said of it: its evidence (which points at it), its experiment, and the works behind both.
_FRAME = {
    "type": "Claim",
    "evidence": {"@embed": "@always", "statedIn": {"@embed": "@always"}, "cites": {"@embed": "@always"}},
    "observedIn": {"@embed": "@always", "usesPreparation": {"@embed": "@always"}, "usesModel": {"@embed": "@always"}},
}


def context(kb: KnowledgeBase) -> dict[str, Any]:
    """The context of the ontology of ``kb``, the value of ``@context``."""
    found = kb.store.quads_for_pattern
    ranges, kinds = ox.NamedNode(PREFIXES["rdfs"] + "range"), ox.NamedNode(_TYPE)
    return made(chain(found(None, ranges, None), found(None, kinds, ox.NamedNode(PREFIXES["owl"] + "ObjectProperty"))))


def jsonld(reading: Reading, folder: str) -> None:
    """Write the data with its context (so that it is read without the network), the context alone, and the frame."""
    names = context(reading.kb)
    text = {"context.jsonld": _text({"@context": names}), "frame.jsonld": _text({"@context": names, **_FRAME})}
    head = json.dumps(names, ensure_ascii=False)
    text["claims.jsonld"] = f'{{"@context": {head},\n"graph": [\n{_claims(reading, names)}\n]}}\n'
    text["exo-ld.jsonld"] = f'{{"@context": {head},\n"graph": [\n{_graphs(reading, names)}\n]}}\n'
    for name, content in text.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(content)


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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


def _claims(reading: Reading, names: dict[str, Any]) -> str:
    """Each claim a line, with its evidence, its experiments and what both rest on in place, as the frame asks for."""
    writer = _Writer(names)
    refuse_unnamed(reading.kb)
    said: dict[str, list[tuple[str, str, ox.Quad]]] = {}
    back: dict[str, list[str]] = {}
    claims = []
    for (subject, predicate, text), quad in reading.contents.union.items():
        said.setdefault(subject, []).append((predicate, text, quad))
        if predicate == f"<{EXO}evidenceFor>":
            back.setdefault(text, []).append(subject)
        elif predicate == f"<{_TYPE}>" and text == f"<{EXO}Claim>":
            claims.append(subject)

    def node(name: str, frame: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {"id": writer.name(name)}
        for predicate, text, quad in said.get(name, ()):
            inner = frame.get(predicate[1:-1].removeprefix(EXO))
            key, value = writer.pair(predicate, text, quad)
            value = node(text, inner) if isinstance(inner, dict) and text in said else value
            made[key] = [*(made[key] if isinstance(made[key], list) else [made[key]]), value] if key in made else value
        if "evidence" in frame and name in back:
            made["evidence"] = [node(line, frame["evidence"]) for line in back[name]]
            for line in made["evidence"]:
                line.pop("evidenceFor", None)  # it is where it stands
        return _type_first(made)

    return ",\n".join(json.dumps(node(claim, _FRAME), ensure_ascii=False) for claim in claims)


def _type_first(node: dict[str, Any]) -> dict[str, Any]:
    return {"id": node["id"], "type": node["type"], **node} if "type" in node else node


class _Writer:
    """Terms, as N-Quads writes them, as the context has them; each is worked out once."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names: dict[str, str] = {}
        self.keys: dict[str, tuple[str, str, str]] = {}  # predicate -> key, type and language of its values
        self.terms = {
            rule["@id"]: key
            for key, rule in names.items()
            if isinstance(rule, dict) and "@prefix" not in rule and "@id" in rule
        }
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
        return {
            "@value": text,
            "@language": value.language,
            **({"@direction": str(value.direction)} if value.direction else {}),
        }
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
