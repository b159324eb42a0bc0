"""VoID: what the graph holds, counted from the graph, with a partition a class and a property.

https://www.w3.org/TR/void/. Partitions have IRIs, no blank nodes, so that two descriptions can be compared.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..prefixes import EXOD, ONTOLOGY, PREFIXES, contract

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["DATASET", "void"]

DATASET = EXOD + "dataset"


def void(kb: KnowledgeBase) -> bytes:
    """The description of ``kb`` as N-Triples in a fixed order; `DATASET` is its subject. Where it is served is not in it."""
    import pyoxigraph as ox

    triples: list[ox.Triple] = []

    def say(subject: str, predicate: str, value: object) -> None:
        prefix, _, local = predicate.partition(":")
        term: Any = ox.NamedNode(value) if isinstance(value, str) and value.startswith("http") else ox.Literal(value)  # type: ignore[arg-type]
        triples.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(PREFIXES[prefix] + local), term))

    from .. import __version__

    count = _Counts(kb)
    say(DATASET, "rdf:type", PREFIXES["void"] + "Dataset")
    say(DATASET, "dcterms:title", "exo-ld: what exosomes of mesenchymal stem cells do in diabetes")
    say(DATASET, "dcterms:license", "https://creativecommons.org/publicdomain/zero/1.0/")
    say(DATASET, "owl:versionInfo", __version__)
    triples.append(ox.Triple(ox.NamedNode(DATASET), ox.NamedNode(PREFIXES["void"] + "uriSpace"), ox.Literal(EXOD)))  # a string, says VoID
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
    """What is counted, over the union of all graphs, in one pass; IRIs in order."""

    def __init__(self, kb: KnowledgeBase) -> None:
        import pyoxigraph as ox

        # Text, for the terms of the engine are slow to compare. N-Triples has one space between terms, and none in an IRI.
        lines: set[str] = set()
        for graph in (ox.DefaultGraph(), *kb.store.named_graphs()):
            lines.update((kb.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").decode().splitlines())
        rows = [line[:-2].split(" ", 2) for line in lines]
        kinds: dict[str, tuple[str, ...]] = {}
        for subject, predicate, value in rows:
            if predicate == f"<{PREFIXES['rdf']}type>" and value[0] == "<":
                kinds[subject] = (*kinds.get(subject, ()), value)
        self.triples, self.subjects, self.objects = len(rows), len({row[0] for row in rows}), len({row[2] for row in rows})
        numbers = Counter(predicate for _, predicate, _ in rows)
        subjects = Counter(predicate for predicate, _ in {(predicate, subject) for subject, predicate, _ in rows})
        objects = Counter(predicate for predicate, _ in {(predicate, value) for _, predicate, value in rows})
        self.properties = {name[1:-1]: (numbers[name], subjects[name], objects[name]) for name in sorted(numbers)}
        classes = Counter(kind for group in kinds.values() for kind in group)
        self.classes = {kind[1:-1]: classes[kind] for kind in sorted(classes)}
        both: Counter[tuple[str, str]] = Counter()
        for (group, predicate), number in Counter((kinds.get(subject, ()), predicate) for subject, predicate, _ in rows).items():
            for kind in group:
                both[kind, predicate] += number
        self.both = {(kind[1:-1], predicate[1:-1]): both[kind, predicate] for kind, predicate in sorted(both)}


def _part(kind: str, iri: str) -> str:
    from urllib.parse import quote

    return f"{DATASET}/{kind}/{contract(iri) or quote(iri, safe='')}"
