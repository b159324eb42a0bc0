"""One concept, one id: terms that the facts use under two ids are found by the names that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..query.folding import bag, fold

__all__ = ["doubles"]

_NAMES = {PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", PREFIXES["oboInOwl"] + "hasExactSynonym"}
_LINKS = {PREFIXES["rdfs"] + "subClassOf", PREFIXES["skos"] + "broader"}  # a gene and its family may share a name


def doubles(triples: Iterable[ox.Triple]) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, str]]:
    """Pairs of classes that facts use and that share a label or exact synonym (spelling aside), with that name.

    Classes of which one stands under the other, and our own listed values, are no doubles.
    """
    used: set[ox.NamedNode] = set()
    classes: set[ox.NamedNode] = set()
    linked: set[tuple[object, object]] = set()
    named: dict[tuple[str, ...], dict[ox.NamedNode, str]] = {}
    for t in triples:
        if not isinstance(t.subject, ox.NamedNode):
            continue
        if isinstance(t.object, ox.Literal):
            if t.predicate.value in _NAMES:
                named.setdefault(bag(fold(t.object.value)), {}).setdefault(t.subject, t.object.value)
        elif isinstance(t.object, ox.NamedNode):
            if t.predicate.value in _LINKS:
                linked.add((t.subject, t.object))
            elif t.object.value == PREFIXES["owl"] + "Class":
                classes.add(t.subject)
            elif (
                t.predicate.value.startswith(EXO)
                and t.subject.value.startswith(EXOD)
                and not t.object.value.startswith(EXO)
            ):
                used.add(t.object)
    for nodes in named.values():
        for one, other in combinations(sorted(used & classes & nodes.keys(), key=str), 2):
            if (one, other) not in linked and (other, one) not in linked:
                yield one, other, nodes[one]


def message(one: ox.NamedNode, other: ox.NamedNode, name: str) -> str:
    """What is wrong, and what to do."""
    curies = f"{contract(one.value)} and {contract(other.value)}"
    return f"{curies} are both named “{name}”; use one of them in the facts and keep the other in ontology/mappings/."
