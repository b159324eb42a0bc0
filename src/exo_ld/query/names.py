"""The names of everything in the graph, gathered once into an index that `find` searches.

The index is a function of the graph alone: `gather` reads it off a store, `kept` keeps it beside the snapshot. What
counts as a name, best first: a label; an exact synonym (skos:altLabel, oboInOwl:hasExactSynonym); any other name
(skos:hiddenLabel, narrow and related synonyms, a label without its bracket); the words that an evidence line quotes,
which name a thing only as far as they share words with its other names.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox

from .. import cache
from .._version import __version__
from ..cache import fingerprint
from ..files import publish
from ..prefixes import EXO, PREFIXES
from .folding import fold
from .index import LABEL, OTHER, QUOTED, SYNONYM, Entity, Index, Name

__all__ = ["gather", "kept"]

_OBO = PREFIXES["oboInOwl"]
_PREDICATES = {
    PREFIXES["rdfs"] + "label": LABEL, PREFIXES["skos"] + "prefLabel": LABEL,
    PREFIXES["skos"] + "altLabel": SYNONYM, _OBO + "hasExactSynonym": SYNONYM,
    PREFIXES["skos"] + "hiddenLabel": OTHER, _OBO + "hasNarrowSynonym": OTHER, _OBO + "hasRelatedSynonym": OTHER,
    _OBO + "hasBroadSynonym": OTHER,
}  # fmt: skip
_TYPE, _SUBCLASS = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_CLASS = ox.NamedNode(PREFIXES["owl"] + "Class")
_BROADER = ox.NamedNode(PREFIXES["skos"] + "broader")
_DEPRECATED, _TRUE = ox.NamedNode(PREFIXES["owl"] + "deprecated"), ox.Literal(True)
_UNNAMED = ("Section", "Passage")  # parts of a document; their headings name no subject matter
_OPAQUE = ("Entity", "LocalTerm")  # kinds that say nothing
_WORDS = {
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
    "Class": "class",
    "Concept": "listed value",
    "ConceptScheme": "list of values",
    "Ontology": "ontology",
}
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)$|,? family$")  # behind a label


def gather(store: Any, *, quotes: bool = True) -> Index:
    """The index of all names in a pyoxigraph.Store; without ``quotes`` leaves out what evidence lines quote."""
    graph = _Graph(store)
    plain = Index(graph.entities, graph.names(), graph.classes)
    quoted = _quoted(graph, plain) if quotes else ()
    return Index(graph.entities, [*plain.names, *quoted], graph.classes, graph.belonging(), graph.gathered())


def kept(files: list[str], store: Callable[[], Any]) -> Index:
    """The index of the graph that ``files`` make, from the cache beside its store where it is there, else gathered and
    put there."""
    key = fingerprint(
        [*files, *(os.path.join(os.path.dirname(__file__), name) for name in ("names.py", "index.py", "folding.py"))],
        __version__,
    )
    path = cache.kept(f"{key}.names", lambda new: publish(new, cache.sealed(gather(store()).dump())))
    content = cache.unsealed(path) if path else None
    if path and content is not None:
        try:
            return Index.restore(content)
        except ValueError:
            cache.drop(path)  # no index
    return gather(store())


class _Graph:
    """What the index needs to know of the graph."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.claims: dict[str, set[str]] = defaultdict(set)
        withdrawn = {q.subject.value for q in self.quads(None, _DEPRECATED, _TRUE)}
        claims = {q.subject.value for q in self.quads(None, _TYPE, ox.NamedNode(EXO + "Claim"))} - withdrawn
        for claim in claims:
            for quad in self.quads(ox.NamedNode(claim), None, None):
                if isinstance(quad.object, ox.NamedNode) and quad.predicate != _TYPE:
                    self.claims[quad.object.value].add(claim)
        told = {q.subject.value: q.object.value for q in self.of("evidenceFor")}
        self.lines = {line: thing for line, thing in told.items() if thing in claims}
        self.things = {line: thing for line, thing in told.items() if thing not in claims | withdrawn}
        for quad in self.of("cites"):
            if claim := self.lines.get(quad.subject.value):
                self.claims[quad.object.value].add(claim)
        skip = withdrawn | {
            q.subject.value for name in _UNNAMED for q in self.quads(None, _TYPE, ox.NamedNode(EXO + name))
        }
        self.labels: dict[str, str] = {
            quad.subject.value: quad.object.value
            for predicate in reversed([p for p, source in _PREDICATES.items() if source == LABEL])
            for quad in self.quads(None, ox.NamedNode(predicate), None)
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in skip
        }
        self.above: dict[str, set[str]] = defaultdict(set)
        for quad in self.quads(None, _SUBCLASS, None):
            if isinstance(quad.object, ox.NamedNode):
                self.above[quad.subject.value].add(quad.object.value)
        self.members = dict(self._defined())
        for iri, members in self.members.items():
            self.claims[iri] |= {claim for member in members for claim in self.claims.get(member, ())}
        self.numbers = {iri: number for number, iri in enumerate(sorted(self.labels))}
        self.classes = {
            number for iri, number in self.numbers.items() if any(self.quads(ox.NamedNode(iri), _TYPE, _CLASS))
        }
        self.entities = [
            Entity(iri, self.labels[iri], self.kind(iri), len(self.claims.get(iri, ()))) for iri in self.numbers
        ]

    def quads(self, *pattern: Any) -> Iterator[Any]:
        return self.store.quads_for_pattern(*pattern)  # type: ignore[no-any-return]

    def of(self, name: str) -> Iterator[Any]:
        return self.quads(None, ox.NamedNode(EXO + name), None)

    def ancestors(self, iri: str) -> list[str]:
        """A class and all above it, nearest first."""
        found = [iri]
        for one in found:
            found += sorted(self.above[one] - set(found))
        return found

    def kind(self, iri: str) -> str:
        """The label of the nearest class of ours that ``iri`` is of."""
        types = [
            q.object.value for q in self.quads(ox.NamedNode(iri), _TYPE, None) if isinstance(q.object, ox.NamedNode)
        ]
        for one in [*self.ancestors(iri)[1:], *sorted(types)]:
            if one.startswith(EXO) and one.removeprefix(EXO) not in _OPAQUE:
                return self.labels.get(one, one.removeprefix(EXO))
        return next((word for word in (_WORDS.get(re.split("[#/]", one)[-1]) for one in types) if word), "thing")

    def names(self) -> Iterator[Name]:
        """All names but what evidence lines quote."""
        for predicate, source in _PREDICATES.items():
            for quad in self.quads(None, ox.NamedNode(predicate), None):
                number = self.numbers.get(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
                if number is not None:
                    yield Name(number, source, quad.object.value, 1.0)
                    shorter = _IN_BRACKETS.sub("", quad.object.value)
                    if source == LABEL and shorter != quad.object.value:
                        yield Name(number, OTHER, shorter, 1.0)

    def quotes(self) -> Iterator[tuple[str, str]]:
        """The words that an evidence line quotes, with the subject and with the object of its claim, or with the
        preparation, model or experiment that it tells of."""
        ends: dict[str, list[str]] = defaultdict(list)
        for end in ("subject", "object"):
            for quad in self.of(end):
                ends[quad.subject.value].append(quad.object.value)
        found = {
            (quad.object.value, one)
            for quad in self.of("asStated")
            for one in (
                *ends.get(self.lines.get(quad.subject.value, ""), ()),
                *([self.things[quad.subject.value]] if quad.subject.value in self.things else []),
            )
        }
        yield from sorted(found)

    def belonging(self) -> dict[int, list[int]]:
        """What belongs to a thing: all that is narrower (skos:broader), and what an owl:equivalentClass gathers."""
        below: dict[str, set[str]] = defaultdict(set)
        for quad in self.quads(None, _BROADER, None):
            below[quad.object.value].add(quad.subject.value)
        for iri, members in self.members.items():
            below[iri] |= members
        found = {}
        for iri in below:
            todo, all_below = [iri], {iri}
            while todo:
                new = below.get(todo.pop(), set()) - all_below
                all_below |= new
                todo += new
            if iri in self.numbers:
                found[self.numbers[iri]] = sorted(self.numbers[one] for one in all_below - {iri} if one in self.numbers)
        return found

    def gathered(self) -> dict[int, list[int]]:
        """What an owl:equivalentClass gathers."""
        return {
            self.numbers[iri]: sorted(self.numbers[one] for one in found)
            for iri, found in self.members.items()
            if iri in self.numbers
        }

    def _defined(self) -> Iterator[tuple[str, set[str]]]:
        """The members of each class that is defined as the things of a class with some value of a property."""
        text = f"""SELECT DISTINCT ?class ?kind ?member WHERE {{
          ?class <{PREFIXES["owl"]}equivalentClass>/<{PREFIXES["owl"]}intersectionOf> ?list .
          ?list <{PREFIXES["rdf"]}first> ?kind ; <{PREFIXES["rdf"]}rest>/<{PREFIXES["rdf"]}first> ?restriction .
          ?restriction <{PREFIXES["owl"]}onProperty> ?property ; <{PREFIXES["owl"]}someValuesFrom> ?of .
          ?value <{PREFIXES["rdfs"]}subClassOf>* ?of .
          ?member ?property ?value ; a/<{PREFIXES["rdfs"]}subClassOf>* ?kind }}"""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.store.query(text, use_default_graph_as_union=True):
            found[row["class"].value].add(row["member"].value)
            self.above[row["class"].value].add(row["kind"].value)
        yield from found.items()


def _quoted(graph: _Graph, plain: Index) -> Iterator[Name]:
    """Quoted words as names, each with how far it agrees with the best other name of the thing."""
    vectors: dict[int, list[tuple[dict[str, float], float]]] = defaultdict(list)
    for name, norm in zip(plain.names, plain.norms, strict=True):
        vectors[name.entity].append((plain.weighed(fold(name.text)), norm))
    for words, iri in graph.quotes():
        number = graph.numbers.get(iri)
        if number is not None:
            asked = plain.weighed(fold(words))
            length = plain.norm(asked)
            worth = {word: weight * plain.rarity(word) ** 2 for word, weight in asked.items()}
            likeness = (
                sum(weight * vector[word] for word, weight in worth.items() if word in vector) / (length * norm)
                for vector, norm in vectors[number]
            )
            yield Name(number, QUOTED, words, round(max(likeness, default=0.0), 3))
