"""The names of everything in the graph, gathered once into an index that `find` searches.

The index is a function of the graph alone: `gather` reads it off a store, `kept` keeps it beside the snapshot. What
counts as a name, best first: a label; an exact synonym (skos:altLabel, oboInOwl:hasExactSynonym); any other name
(skos:hiddenLabel, narrow and related synonyms, a label without its bracket); the words that an evidence line quotes,
which name a thing only as far as they share words with its other names.
"""

from __future__ import annotations

import gc
import json
import math
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from .. import cache
from .._version import __version__
from ..cache import fingerprint
from ..files import publish
from ..prefixes import EXO, PREFIXES, contract
from .folding import bag, fold, squeezed, without_arm

__all__ = ["LABEL", "OTHER", "QUOTED", "SYNONYM", "Entity", "Index", "Name", "gather", "kept"]

LABEL, SYNONYM, OTHER, QUOTED = range(4)
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
_SYMBOLS = ("gene or gene product", "microRNA")  # their short names are words of other meanings too
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)$|,? family$")  # behind a label
_STEM = 6  # letters by which diabetic and diabetes, retinal and retina, are alike
_STEM_WEIGHT = 0.6


class Entity(NamedTuple):
    """A thing of the graph: ``claims`` is the number of claims in which it, or what its definition gathers, stands."""

    iri: str
    label: str
    kind: str
    claims: int


class Name(NamedTuple):
    """One name of the entity of this number; ``fit`` (0 to 1) says how far quoted words name it, 1 for all other
    names."""

    entity: int
    source: int
    text: str
    fit: float


class Index:
    """Names by what they fold to, and by the words in them."""

    def __init__(
        self,
        entities: list[Entity],
        names: Iterable[Name],
        classes: set[int],
        belonging: dict[int, list[int]] | None = None,
        members: dict[int, list[int]] | None = None,
    ) -> None:
        self.entities, self.belonging, self.members = entities, belonging or {}, members or {}
        self.names: list[Name] = []
        self.exact: dict[str, list[int]] = {}
        self.phrases: dict[str, tuple[str, ...]] = {}
        self.postings: dict[str, list[int]] = {}
        self.norms: list[float] = []
        self._add(names, classes)

    def _add(self, names: Iterable[Name], classes: set[int]) -> None:
        """Take the names in; what abbreviations stand for has to be known before words are counted."""
        self.names = list(dict.fromkeys(names))
        folded = [fold(name.text) for name in self.names]
        for number, words in enumerate(folded):
            for key in keys(words):
                self.exact.setdefault(key, []).append(number)
        self.phrases = dict(self._meanings(folded, classes))
        vectors = [self.weighed(words) for words in folded]
        for number, vector in enumerate(vectors):
            for word in vector:
                self.postings.setdefault(word, []).append(number)
        self.norms = [self.norm(vector) for vector in vectors]

    def _meanings(self, folded: list[tuple[str, ...]], classes: set[int]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What a phrase stands for in longer names: the words of the label whose most used thing it names."""
        best: dict[str, tuple[tuple[bool, int, int], tuple[str, ...]]] = {}
        labels = {name.entity: words for name, words in zip(self.names, folded, strict=True) if name.source == LABEL}
        for name, words in zip(self.names, folded, strict=True):
            entity = self.entities[name.entity]
            if name.entity not in classes or name.source == QUOTED or len(words) > 4 or entity.kind in _SYMBOLS:
                continue
            rank = (name.source == LABEL, entity.claims, -name.entity)
            if words and rank > best.get(" ".join(words), ((False, -1, 0), ()))[0]:
                best[" ".join(words)] = (rank, labels.get(name.entity, words))
        yield from ((phrase, words) for phrase, (_, words) in best.items() if phrase != " ".join(words))

    def meant(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words with every phrase that names something (MSC, type 1 diabetes) in the words of its label."""
        found: list[str] = []
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + 4), at, -1):
                meaning = self.phrases.get(" ".join(words[at:end]))
                if meaning:
                    found += meaning
                    break
            else:
                end = at + 1
                found.append(words[at])
            at = end
        return tuple(found)

    def weighed(self, words: tuple[str, ...]) -> dict[str, float]:
        """The words that count, with how much of each; beside each its beginning, by which kindred words are alike."""
        vector: dict[str, float] = {}
        for word in bag(self.meant(words)):
            vector[word] = 1.0
            stem = without_arm(word) if "." in word else word[:_STEM] if len(word) > _STEM else word
            vector["~" + stem] = _STEM_WEIGHT
        return vector

    def rarity(self, word: str) -> float:
        """How much a word tells (inverse document frequency)."""
        return math.log(1 + len(self.names) / (1 + len(self.postings.get(word, ()))))

    def norm(self, vector: dict[str, float]) -> float:
        """The length of a vector, each word counted by its rarity."""
        return math.sqrt(sum((weight * self.rarity(word)) ** 2 for word, weight in vector.items())) or 1.0

    def dump(self) -> str:
        """The index as JSON."""
        parts = (
            self.entities,
            self.names,
            self.belonging,
            self.members,
            self.exact,
            self.phrases,
            self.postings,
            self.norms,
        )
        return json.dumps(parts, ensure_ascii=False)

    @classmethod
    def restore(cls, text: str) -> Index:
        """The index that `dump` wrote. Raises ValueError where it is none."""
        index = cls.__new__(cls)
        collecting = gc.isenabled()
        gc.disable()  # a hundred thousand small things are made and none let go: to look for garbage doubles the time
        try:
            entities, names, belonging, members, *rest = json.loads(text)
            index.entities, index.names = list(map(Entity._make, entities)), list(map(Name._make, names))
        finally:
            if collecting:
                gc.enable()
        index.belonging, index.members = (
            {int(number): below for number, below in part.items()} for part in (belonging, members)
        )
        index.exact, index.phrases, index.postings, index.norms = rest
        return index


def keys(words: tuple[str, ...]) -> tuple[str, str, str]:
    """What two names have in common that are the same: words in order; words in any order; letters run together."""
    return " ".join(words), "{" + " ".join(bag(words)), "=" + squeezed(words)


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
        [*files, *(os.path.join(os.path.dirname(__file__), name) for name in ("names.py", "folding.py"))], __version__
    )
    path = cache.kept(f"{key}.names", lambda new: publish(new, cache.sealed(gather(store()).dump().encode())))
    text = cache.unsealed(path) if path else None
    if path and text is not None:
        try:
            return Index.restore(text.decode())
        except (ValueError, TypeError, RecursionError):
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


def curie(iri: str) -> str:
    """The CURIE of an IRI, or the IRI where it has none."""
    return contract(iri) or iri
