"""Shapes graphs, read for the compiler: what a shape says, where its results belong, what is no SHACL Core.

https://www.w3.org/TR/shacl/#core-components names the words; those that the compiler has no SELECT for are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..prefixes import PREFIXES, contract

__all__ = ["SH", "Shapes"]

SH = PREFIXES["sh"]
_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
# Parameters that take shapes: what they name is a shape although nothing may say so.
_SHAPES, _LISTS = ("property", "node", "not", "qualifiedValueShape"), ("and", "or", "xone")
_KNOWN = {
    *_TARGETS, *_SHAPES, *_LISTS, "path", "severity", "message", "deactivated", "name", "description", "order", "group", "defaultValue",
    "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive",
    "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals",
    "closed", "ignoredProperties", "hasValue", "in", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "sparql",
    "declare", "prefixes", "select",  # a shape may be its own SPARQL constraint
}  # fmt: skip


class Shapes:
    """A shapes graph by subject. ``triples`` may be pyoxigraph triples or an rdflib.Graph."""

    def __init__(self, triples: Iterable[ox.Triple] | Any) -> None:
        if hasattr(triples, "serialize"):  # an rdflib.Graph
            triples = [q.triple for q in ox.parse(triples.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)]
        self.triples: list[ox.Triple] = list(triples)
        self._by: dict[Any, dict[str, list[Any]]] = {}
        for t in self.triples:
            self._by.setdefault(t.subject, {}).setdefault(t.predicate.value, []).append(t.object)

    def objects(self, node: Any, name: str) -> list[Any]:
        """The values of sh:``name`` at ``node``."""
        return self._by.get(node, {}).get(SH + name, [])

    def one(self, node: Any, name: str) -> Any:
        """The value of sh:``name`` at ``node``, or None. Raises DataError where there are several."""
        found = self.objects(node, name)
        if len(found) > 1:
            raise self.fault(node, f"has more than one sh:{name}")
        return found[0] if found else None

    def text(self, node: Any, name: str) -> str:
        """The literal sh:``name`` at ``node``, "" where there is none. Raises DataError where it is no literal."""
        found = self.one(node, name)
        if found is not None and not isinstance(found, ox.Literal):
            raise self.fault(node, f"sh:{name} must be a literal")
        return str(found.value) if found is not None else ""

    def items(self, node: Any) -> list[Any]:
        """The members of an RDF list. Raises DataError where it is none."""
        found: list[Any] = []
        while node != ox.NamedNode(_RDF + "nil"):
            here = self._by.get(node, {})
            first, rest = here.get(_RDF + "first", []), here.get(_RDF + "rest", [])
            if len(first) != 1 or len(rest) != 1 or len(found) > len(self.triples):
                raise self.fault(node, "is no list")
            found += first
            node = rest[0]
        return found

    def is_list(self, node: Any) -> bool:
        """Whether ``node`` is an RDF list with members."""
        return _RDF + "first" in self._by.get(node, {})

    def prefixes(self, constraint: Any) -> dict[str, str]:
        """The prefixes that the SELECT of a SPARQL constraint may use. https://www.w3.org/TR/shacl/#sparql-prefixes"""
        todo, owners, found = self.objects(constraint, "prefixes"), set(), {}
        while todo:
            owner, *todo = todo
            if owner not in owners:
                owners.add(owner)
                todo = [*todo, *self._by.get(owner, {}).get(PREFIXES["owl"] + "imports", [])]
                found.update({self.text(d, "prefix"): self.text(d, "namespace") for d in self.objects(owner, "declare")})
        return found

    def says(self, node: Any) -> bool:
        """Whether anything is said of ``node``."""
        return node in self._by

    def parameters(self, shape: Any) -> Iterator[tuple[str, Any]]:
        """What the shape says in words of SHACL, one value at a time. Raises DataError for a word that is not supported."""
        for predicate, objects in self._by.get(shape, {}).items():
            if predicate.startswith(SH):
                name = predicate[len(SH) :]
                if name not in _KNOWN:
                    raise self.fault(shape, f"sh:{name} is not known to the fast engine; use --engine pyshacl")
                yield from ((name, o) for o in objects)

    def active(self, shape: Any) -> bool:
        """Whether the shape is not sh:deactivated."""
        return self.text(shape, "deactivated") not in ("true", "1")

    def targeted(self) -> list[Any]:
        """The shapes with targets, in a fixed order. Raises DataError where the graph has no shapes or extends SHACL."""
        for node, says in self._by.items():
            if SH + "parameter" in says:
                raise self.fault(node, "a constraint component of one's own is not known to the fast engine; use --engine pyshacl")
        found = [node for node in self._by if any(self.objects(node, name) for name in _TARGETS) or self.is_class(node)]
        if not found and not any(self.objects(node, name) for node in self._by for name in (*_SHAPES, *_LISTS, "path")):
            raise DataError("there is no SHACL shape in the shapes; name a file or folder that holds some")
        return sorted(found, key=str)

    def is_class(self, node: Any) -> bool:
        """Whether a shape is a class too, and so its own target."""
        types = self._by[node].get(_RDF + "type", [])
        shape = any(t.value in (SH + "NodeShape", SH + "PropertyShape") for t in types)
        return shape and any(t.value in (_RDFS + "Class", PREFIXES["owl"] + "Class") for t in types)

    def within(self, names: Iterable[str]) -> set[str]:
        """The IRIs of shapes and of all property shapes and SPARQL constraints in them. Raises UsageError for what is no shape."""
        found: set[Any] = set()
        todo: list[Any] = [ox.NamedNode(name) for name in names]
        for node in todo:
            if node not in self._by:
                raise UsageError(
                    f"no shape {contract(node.value) or node.value}; the shapes' names stand in shapes/ and before each finding"
                )
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += [*self.objects(node, "property"), *self.objects(node, "sparql")]
        return {name(node) for node in found}

    def fault(self, node: Any, what: str) -> DataError:
        """The error to raise for a malformed shape."""
        return DataError(f"shapes: {contract(node.value) or node}: {what}")


def name(node: Any) -> str:
    """A shape's IRI, or ``_:`` and the label of a blank node."""
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(node.value)
