"""Shapes graphs, read for the compiler: what a shape says, where its results belong, what is no SHACL Core.

https://www.w3.org/TR/shacl/#core-components names the words; those that the compiler has no SELECT for are refused by
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, UsageError, quoted
from ..prefixes import PREFIXES, contract
from .patterns import pattern
from .words import wrong

__all__ = ["SH", "Shapes"]

SH = PREFIXES["sh"]
_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
# Parameters that take shapes: what they name is a shape although nothing may say so.
_SHAPES, _LISTS = ("property", "node", "not", "qualifiedValueShape"), ("and", "or", "xone")
# Parameters of property shapes only.
_OF_PATHS = ("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals")
_OF_CONSTRAINT = {"select", "message", "deactivated", "prefixes", "declare"}


class Shapes:
    """A shapes graph by subject. ``triples`` may be pyoxigraph triples or an rdflib.Graph."""

    def __init__(self, triples: Iterable[ox.Triple] | Any) -> None:
        if hasattr(triples, "serialize"):  # an rdflib.Graph
            triples = [q.triple for q in ox.parse(triples.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)]
        self.triples: list[ox.Triple] = list(triples)
        self.sound: set[Any] = set()  # the engines and dialects for which all has been looked at and found sound
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
                found.update(
                    {self.text(d, "prefix"): self.text(d, "namespace") for d in self.objects(owner, "declare")}
                )
        return found

    def says(self, node: Any) -> bool:
        """Whether anything is said of ``node``."""
        return node in self._by

    def parameters(self, shape: Any) -> Iterator[tuple[str, Any]]:
        """What the shape says in words of SHACL, one value at a time."""
        for predicate, objects in self._by.get(shape, {}).items():
            if predicate.startswith(SH):
                yield from ((predicate[len(SH) :], o) for o in objects)

    def check(self, engine: str = "fast") -> None:
        """Look whether all is understood, reached by a target or not. Raises DataError, which names the shape and the
        word."""
        if engine in self.sound:
            return
        reports = {ox.NamedNode(SH + kind) for kind in ("ValidationReport", "ValidationResult")}
        for node, says in self._by.items():
            if _RDF + "reifies" in says and (word := next((p for p in says if p.startswith(SH)), None)):
                raise self.fault(node, f"is a reifier ({{| ... |}}, SHACL 1.2), by which {contract(word)} is not read")
            for predicate, objects in says.items() if not reports.intersection(says.get(_RDF + "type", ())) else ():
                if what := wrong(predicate, objects, engine):
                    raise self.fault(node, what)
        used = [(t.predicate.value[len(SH) :], t.object) for t in self.triples if t.predicate.value.startswith(SH)]
        for word, node in used:
            members = self.items(node) if word in (*_LISTS, "in", "languageIn", "ignoredProperties") else []
            for shape in members if word in _LISTS else [node] if word in _SHAPES else []:
                if not self.says(shape):
                    raise self.fault(shape, f"is named as a shape by sh:{word}, but nothing is said of it")
                if self.is_list(shape):
                    raise self.fault(shape, f"is a list, where sh:{word} takes one shape; sh:and takes a list")
                if not self.described(shape):
                    raise self.fault(
                        shape, f"is named as a shape by sh:{word}, but nothing is said of it in words of SHACL"
                    )
            if word == "property" and not self.objects(node, "path"):
                raise self.fault(node, "is named by sh:property, but has no sh:path")
            if word == "ignoredProperties" and not all(isinstance(m, ox.NamedNode) for m in members):
                raise self.fault(node, "sh:ignoredProperties must be a list of IRIs")
            if word == "languageIn" and not all(isinstance(m, ox.Literal) for m in members):
                raise self.fault(node, "sh:languageIn must be a list of text")
            if word == "sparql" and engine == "fast":
                self._check_constraint(node)
        for node in self._by:
            self._check_shape(node)
        self.sound.add(engine)

    def _check_constraint(self, node: Any) -> None:
        if self.objects(node, "path") or self.targets(node):
            return  # a shape that is its own constraint
        for word, _ in self.parameters(node):
            if word not in _OF_CONSTRAINT:
                raise self.fault(
                    node, f"sh:{word} says nothing in a SPARQL constraint; take it out, or put it into the shape"
                )

    def _check_shape(self, node: Any) -> None:
        """Whether what is said together of ``node`` can be said together."""
        says = {word for word, _ in self.parameters(node)}
        if "flags" in says and not says & {"pattern"}:
            raise self.fault(node, "sh:flags needs sh:pattern")
        if "flags" in says and len(self.objects(node, "pattern")) > 1:
            raise self.fault(node, "sh:flags goes with one sh:pattern")
        if "ignoredProperties" in says and "closed" not in says:
            raise self.fault(node, "sh:ignoredProperties needs sh:closed")
        for text in self.objects(node, "pattern"):
            try:
                pattern(text.value, self.text(node, "flags"))
            except ValueError as error:
                raise self.fault(node, f"sh:pattern {quoted(text.value)}: {error}") from None
        counted = says & {"qualifiedMinCount", "qualifiedMaxCount"}
        if "path" in says and bool(counted) != ("qualifiedValueShape" in says):
            raise self.fault(node, "sh:qualifiedValueShape goes with sh:qualifiedMinCount or sh:qualifiedMaxCount")
        if "path" not in says:
            for word in sorted(says.intersection(_OF_PATHS)):
                raise self.fault(node, f"sh:{word} needs a property shape, one with sh:path")
        elif ox.NamedNode(SH + "NodeShape") in self._by[node].get(_RDF + "type", []):
            raise self.fault(node, "is a sh:NodeShape, but has sh:path; make it a sh:PropertyShape")

    def targets(self, node: Any) -> bool:
        """Whether a shape has targets."""
        return any(self.objects(node, name) for name in _TARGETS) or self.is_class(node)

    def active(self, shape: Any) -> bool:
        """Whether the shape is not sh:deactivated."""
        return self.text(shape, "deactivated") not in ("true", "1")

    def targeted(self) -> list[Any]:
        """The shapes with targets, in a fixed order. Raises DataError where the graph has no shapes."""
        return self._targeted

    @cached_property
    def _targeted(self) -> list[Any]:
        found = [node for node in self._by if self.targets(node)]
        if not found and not any(self.objects(node, name) for node in self._by for name in (*_SHAPES, *_LISTS, "path")):
            raise DataError("there is no SHACL shape in the shapes; name a file or folder that holds some")
        return sorted(found, key=str)

    def every(self) -> list[Any]:
        """The shapes with targets and those that are named by no other shape, in a fixed order."""
        return self._every

    @cached_property
    def _every(self) -> list[Any]:
        inner = {t.object for t in self.triples if t.predicate.value in {SH + word for word in _SHAPES}}
        inner |= {
            m for t in self.triples if t.predicate.value in {SH + word for word in _LISTS} for m in self.items(t.object)
        }
        inner |= {t.object for t in self.triples if t.predicate.value == SH + "sparql"}
        kinds = {ox.NamedNode(SH + kind) for kind in ("NodeShape", "PropertyShape")}
        found = set(self.targeted())
        for node, says in self._by.items():
            shape = kinds.intersection(says.get(_RDF + "type", ())) or any(
                SH + word in says for word in (*_SHAPES, *_LISTS, "path")
            )
            if shape and node not in inner:
                found.add(node)
        reached = self.below(*found, deep=True)
        # Those that name each other in a circle.
        return sorted(found | {node for node in inner - reached if self.says(node)}, key=str)

    def may_be_nothing(self) -> bool:
        """Whether there is a path of no length, and a target by name from which it would lead to that target itself."""
        words = {t.predicate.value.removeprefix(SH) for t in self.triples}
        return "targetNode" in words and not words.isdisjoint(("zeroOrMorePath", "zeroOrOnePath"))

    def is_class(self, node: Any) -> bool:
        """Whether a shape is a class too, and so its own target.
        https://www.w3.org/TR/shacl/#implicit-targetClass"""
        types = self._by.get(node, {}).get(_RDF + "type", [])
        return isinstance(node, ox.NamedNode) and not self._classes.isdisjoint(types) and self.described(node)

    def described(self, node: Any) -> bool:
        """Whether a shape is described at ``node``: it is said to be one, or something is said in words of SHACL."""
        says = self._by.get(node, {})
        return not self._kinds.isdisjoint(says.get(_RDF + "type", ())) or any(word.startswith(SH) for word in says)

    @cached_property
    def _kinds(self) -> set[Any]:
        return self._with_subclasses({ox.NamedNode(SH + kind) for kind in ("Shape", "NodeShape", "PropertyShape")})

    @cached_property
    def _classes(self) -> set[Any]:
        return self._with_subclasses({ox.NamedNode(iri) for iri in (_RDFS + "Class", PREFIXES["owl"] + "Class")})

    def _with_subclasses(self, found: set[Any]) -> set[Any]:
        pairs = [(t.subject, t.object) for t in self.triples if t.predicate.value == _RDFS + "subClassOf"]
        while more := {below for below, above in pairs if above in found} - found:
            found |= more
        return found

    def within(self, names: Iterable[str]) -> set[str]:
        """The IRIs of shapes and of all property shapes and SPARQL constraints in them. Raises UsageError for what is
        no shape."""
        nodes = [ox.NamedNode(name) for name in names]
        for node in nodes:
            if node not in self._by:
                raise UsageError(
                    f"no shape {contract(node.value) or node.value}; the shapes' names stand in shapes/ and before "
                    "each finding"
                )
        return {name(node) for node in self.below(*nodes)}

    def below(self, *nodes: Any, deep: bool = False) -> set[Any]:
        """Shapes, and all property shapes and SPARQL constraints in them; with ``deep``, all other shapes that they
        name too."""
        found: set[Any] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += [*self.objects(node, "property"), *self.objects(node, "sparql")]
                for word in _SHAPES if deep else ():
                    todo += self.objects(node, word)
                for word in _LISTS if deep else ():
                    todo += [member for members in self.objects(node, word) for member in self.items(members)]
        return found

    def fault(self, node: Any, what: str) -> DataError:
        """The error to raise for a malformed shape; one without a name is told by the shape that it stands in."""
        return DataError(f"shapes: {self._told(node)}: {what}")

    def _told(self, node: Any) -> str:
        above, seen = node, {node}
        while isinstance(above, ox.BlankNode):
            holder = next((t.subject for t in self.triples if t.object == above and t.subject not in seen), None)
            if holder is None:
                break
            above = holder
            seen.add(above)
        if not isinstance(above, ox.NamedNode):
            return "a shape without a name" if isinstance(node, ox.BlankNode) else str(node)
        return f"{'' if above == node else 'in '}{contract(above.value) or above}"


def name(node: Any) -> str:
    """A shape's IRI, or ``_:`` and the label of a blank node."""
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(node.value)
