"""VoID: what the graph holds, counted from the graph, with a partition a class and a property.

https://www.w3.org/TR/void/. Partitions have IRIs, no blank nodes, so that two descriptions can be compared.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..prefixes import EXOD, ONTOLOGY, PREFIXES, contract

if TYPE_CHECKING:
    from typing import TypeAlias

    from ..query.kb import KnowledgeBase

    Triple: TypeAlias = tuple[str, str, str]

__all__ = ["DATASET", "void"]

DATASET = EXOD + "dataset"


def void(kb: KnowledgeBase, stated: list[Triple] | None = None) -> bytes:
    """The description of ``kb`` as N-Triples in a fixed order; `DATASET` is its subject. Where it is served is not in
    it.

    ``stated`` are its triples as N-Triples writes their terms, each once, where they are at hand.
    """
    triples: list[ox.Triple] = []

    def say(subject: str, predicate: str, value: object) -> None:
        prefix, _, local = predicate.partition(":")
        term: Any = ox.NamedNode(value) if isinstance(value, str) and value.startswith("http") else ox.Literal(value)  # type: ignore[arg-type]
        triples.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(PREFIXES[prefix] + local), term))

    from .._version import __version__

    count = _Counts(_stated(kb) if stated is None else stated)
    say(DATASET, "rdf:type", PREFIXES["void"] + "Dataset")
    say(DATASET, "dcterms:title", "exo-ld: what exosomes of mesenchymal stem cells do in diabetes")
    say(DATASET, "dcterms:license", "https://creativecommons.org/publicdomain/zero/1.0/")
    say(DATASET, "owl:versionInfo", __version__)
    # A string, says VoID.
    triples.append(ox.Triple(ox.NamedNode(DATASET), ox.NamedNode(PREFIXES["void"] + "uriSpace"), ox.Literal(EXOD)))
    for vocabulary in (ONTOLOGY, PREFIXES["skos"], PREFIXES["dcterms"], PREFIXES["bibo"], PREFIXES["owl"]):
        say(DATASET, "void:vocabulary", vocabulary)
    say(DATASET, "void:triples", count.triples)
    say(DATASET, "void:distinctSubjects", count.subjects)
    say(DATASET, "void:properties", len(count.properties))
    say(DATASET, "void:distinctObjects", count.objects)
    say(DATASET, "void:classes", len(count.classes))
    for iri, entities in count.classes.items():
        part = _part("class", iri)
        say(DATASET, "void:classPartition", part)
        say(part, "void:class", iri)
        say(part, "void:entities", entities)
    for iri, (triples_of, subjects, objects) in count.properties.items():
        part = _part("property", iri)
        say(DATASET, "void:propertyPartition", part)
        say(part, "void:property", iri)
        say(part, "void:triples", triples_of)
        say(part, "void:distinctSubjects", subjects)
        say(part, "void:distinctObjects", objects)
    for (of_class, iri), number in count.both.items():
        whole = _part("class", of_class)
        part = _part(whole.removeprefix(DATASET + "/"), iri)
        say(whole, "void:propertyPartition", part)
        say(part, "void:property", iri)
        say(part, "void:triples", number)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


class _Counts:
    """What is counted over triples, each once; IRIs in order."""

    def __init__(self, triples: list[Triple]) -> None:
        subjects, predicates, objects = list(zip(*triples, strict=True)) or ((), (), ())
        kinds: dict[str, tuple[str, ...]] = {}
        typed = f"<{PREFIXES['rdf']}type>"
        for subject, predicate, value in triples:
            if predicate == typed and value[0] == "<":
                kinds[subject] = (*kinds.get(subject, ()), value)
        self.triples, self.subjects, self.objects = len(triples), len(set(subjects)), len(set(objects))
        number = Counter(predicates)
        of_subjects = Counter(map(itemgetter(0), set(zip(predicates, subjects, strict=True))))
        of_objects = Counter(map(itemgetter(0), set(zip(predicates, objects, strict=True))))
        self.properties = {name[1:-1]: (number[name], of_subjects[name], of_objects[name]) for name in sorted(number)}
        classes = Counter(kind for group in kinds.values() for kind in group)
        self.classes = {kind[1:-1]: classes[kind] for kind in sorted(classes)}
        both: Counter[tuple[str, str]] = Counter()
        for (group, predicate), times in Counter(zip(map(kinds.get, subjects), predicates, strict=True)).items():
            for kind in group or ():
                both[kind, predicate] += times
        self.both = {(kind[1:-1], predicate[1:-1]): both[kind, predicate] for kind, predicate in sorted(both)}


def _stated(kb: KnowledgeBase) -> list[Triple]:
    """The triples of all graphs, each once, as N-Triples writes their terms: those of the engine are slow to
    compare."""
    lines: set[str] = set()
    for graph in (ox.DefaultGraph(), *kb.store.named_graphs()):
        lines.update((kb.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").decode().split("\n"))
    # One space stands between terms, and none in an IRI.
    return [
        (subject, predicate, value) for subject, predicate, value in (line[:-2].split(" ", 2) for line in lines if line)
    ]


def _part(kind: str, iri: str) -> str:
    from urllib.parse import quote

    return f"{DATASET}/{kind}/{contract(iri) or quote(iri, safe='')}"
