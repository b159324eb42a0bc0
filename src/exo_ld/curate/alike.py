"""Is it there already? Claims that say the same as one that is to be minted, or nearly.

Two claims are the same where subject, relation, object and all qualifiers are; they are near where one end is
the same and the other the same or a kind of it, whatever the relation and the qualifiers. What links a claim with
others, its experiment and its notes tell nothing of what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, PREFIXES, contract

__all__ = ["Alike", "alike", "doubled", "qualified"]

_TYPE = PREFIXES["rdf"] + "type"
_DEPRECATED = PREFIXES["owl"] + "deprecated"
_SUBJECT, _RELATION, _OBJECT = (ox.NamedNode(EXO + name) for name in ("subject", "relation", "object"))
_ABOVE = [ox.NamedNode(PREFIXES["rdfs"] + "subClassOf"), ox.NamedNode(PREFIXES["skos"] + "broader")]
# What does not tell what is claimed.
_BESIDE = {
    EXO + name
    for name in (
        *("leadsTo", "disagreesWith", "sameFactAs", "observedIn", "orElse", "reasonFor"),
        *("despite", "andAlso", "onCondition", "embeds"),
    )
}
_BESIDE |= {_TYPE, _DEPRECATED, PREFIXES["skos"] + "editorialNote"}


class Alike(NamedTuple):
    """A claim that is there: the same as the one in hand, perhaps the same in other terms or with a qualifier less, or
    only near it; ``differs`` are the local names of the properties in which it is another."""

    claim: str
    same: bool
    perhaps: bool
    differs: tuple[str, ...] = ()


def qualified(said: Iterable[tuple[str, object]]) -> frozenset[tuple[str, str]]:
    """What a claim claims, of its (predicate, object) pairs."""
    return frozenset((predicate, str(value)) for predicate, value in said if predicate not in _BESIDE)


def alike(store: ox.Store, said: Mapping[str, Iterable[ox.NamedNode | ox.Literal]], slug: str = "") -> list[Alike]:
    """The claims of ``store`` that are the same as one of which this is said, or near it; the same ones first.

    Args:
        said: predicate to objects of the claim that is to be minted.
        slug: of the study or review whose claim it is to be.
    """
    pairs = [(predicate, value) for predicate, values in said.items() for value in values]
    mine = qualified(pairs)
    ends = {predicate: value for predicate, value in pairs if predicate in (EXO + "subject", EXO + "object")}
    if len(ends) < 2:
        return []
    subjects, objects = (_kin(store, ends[EXO + name]) for name in ("subject", "object"))
    found: dict[str, Alike] = {}
    for one in subjects:
        for quad in store.quads_for_pattern(None, _SUBJECT, one):
            there = [(q.predicate.value, q.object) for q in store.quads_for_pattern(quad.subject, None, None)]
            dropped = any(predicate == _DEPRECATED for predicate, _ in there)
            near = {ends[EXO + "object"]} if one != ends[EXO + "subject"] else objects
            if not dropped and any(p == EXO + "object" and value in near for p, value in there):
                claim: str = quad.subject.value  # type: ignore[union-attr]
                found[claim] = _compared(claim, qualified(there), mine, slug)
    return sorted(found.values(), key=lambda one: (not one.same, not one.perhaps, one.claim))


def _compared(claim: str, there: frozenset[tuple[str, str]], mine: frozenset[tuple[str, str]], slug: str) -> Alike:
    """A claim that is there, with what it claims, beside the one in hand.

    Perhaps they are one where only the term of an end differs (a better or a worse one), or where one of the same study
    has a qualifier more, that may be missing; all else is another claim.
    """
    ends = {EXO + "subject", EXO + "object"}
    differs = {predicate for predicate, _ in there ^ mine}
    of_one = bool(re.fullmatch(rf"{EXOD}claim-{re.escape(slug)}-\d+", claim)) if slug else False
    lacking = of_one and not differs & {*ends, EXO + "relation"} and (there < mine or mine < there)
    perhaps = bool(differs) and (differs <= ends or lacking)
    return Alike(claim, not differs, perhaps, tuple(sorted(re.split("[#/]", name)[-1] for name in differs)))


def _kin(store: ox.Store, node: ox.NamedNode | ox.Literal) -> set[Any]:
    """A term with all that is above or below it; the kinds of ours at the top are kin to everything, and left out."""
    found: set[Any] = {node}
    for upward in (True, False):
        todo: list[Any] = [node]
        while todo:
            one = todo.pop()
            for link in _ABOVE:
                pattern = (one, link, None) if upward else (None, link, one)
                for quad in store.quads_for_pattern(*pattern):
                    other = quad.object if upward else quad.subject
                    if other not in found and not getattr(other, "value", EXO).startswith(EXO):
                        found.add(other)
                        todo.append(other)
    return found


def doubled(triples: Iterable[ox.Triple]) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    """Pairs of claims that say the same, of one study or of none, and that nothing joins."""
    said: dict[ox.NamedNode, list[tuple[str, object]]] = {}
    for t in triples:
        if isinstance(t.subject, ox.NamedNode) and "/claim-" in t.subject.value:
            said.setdefault(t.subject, []).append((t.predicate.value, t.object))
    first: dict[object, ox.NamedNode] = {}
    for claim in sorted(said, key=str):
        pairs = said[claim]
        what = qualified(pairs)
        if any(p == _DEPRECATED for p, _ in pairs) or not any(p == EXO + "relation" for p, _ in what):
            continue
        experiments = [str(value) for p, value in pairs if p == EXO + "observedIn"]
        key = (what, frozenset(experiments))
        other = first.setdefault(key, claim)
        joined = {value for p, value in [*pairs, *said[other]] if p in _BESIDE}
        if other != claim and claim not in joined and other not in joined:
            yield other, claim


def message(one: ox.NamedNode, other: ox.NamedNode) -> str:
    """What is wrong, and what to do."""
    curies = f"{contract(one.value)} and {contract(other.value)}"
    return f"{curies} claim the same; give one of them the evidence of both, and withdraw the other."
