"""Where what a sentence says is looked up: what is said of a claim, its evidence lines and the things that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox

from ..graph.turtle import Said
from ..prefixes import EXO, PREFIXES

__all__ = ["Facts", "Stored", "is_true", "label_of", "number", "stances", "values", "worded"]

_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_WORDING = EXO + "wording"
_FOR = ox.NamedNode(EXO + "evidenceFor")


class Facts(Protocol):
    """Where the renderer looks things up."""

    def said(self, iri: str) -> Said:
        """What is said of a thing: predicate to objects."""

    def lines(self, claim: str) -> list[Said]:
        """What is said of each evidence line of a claim."""


class Stored:
    """Facts in a store, in any graphs of it."""

    def __init__(self, store: ox.Store, own: ox.Store | None = None) -> None:
        """What ``own`` says of a thing stands in place of what ``store`` says of it; its name stays, if ``own`` gives
        none."""
        self._store, self._own = store, own
        self._said: dict[str, Said] = {}

    def said(self, iri: str) -> Said:
        """What is said of a thing: predicate to objects, in order."""
        if iri not in self._said:
            self._said[iri] = self._read(iri)
        return self._said[iri]

    def lines(self, claim: str) -> list[Said]:
        """What is said of each evidence line of a claim, by IRI."""
        node = ox.NamedNode(claim)
        found = {
            quad.subject.value
            for store in (self._store, self._own)
            if store
            for quad in store.quads_for_pattern(None, _FOR, node)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return [said for line in sorted(found) if node in (said := self.said(line)).get(_FOR.value, ())]

    def _read(self, iri: str) -> Said:
        found: Said = {}
        try:
            node = ox.NamedNode(iri)
        except ValueError:  # no absolute IRI: nothing can be said of it
            return found
        own = list(self._own.quads_for_pattern(node, None, None)) if self._own else []
        for quad in own or self._store.quads_for_pattern(node, None, None):
            found.setdefault(quad.predicate.value, []).append(quad.object)
        for name in (*_LABELS, _WORDING) if own and not found.keys() & {*_LABELS} else ():
            for quad in self._store.quads_for_pattern(node, ox.NamedNode(name), None):
                found.setdefault(name, []).append(quad.object)
        return {name: sorted(set(values), key=str) for name, values in found.items()}


def stances(lines: Iterable[Said]) -> set[str]:
    """The stances of some evidence lines by local name: supports, refutes, reportsNoEffect."""
    return {value.removeprefix(EXO) for line in lines for value in values(line, "stance")}


def values(said: Said, prop: str) -> list[str]:
    return [value.value for value in said.get(EXO + prop, ()) if isinstance(value, ox.NamedNode)]


def number(said: Said, prop: str) -> str:
    """A number of a claim or dose; a large one in groups of three digits."""
    for value in said.get(EXO + prop, ()):
        if isinstance(value, ox.Literal):
            number = float(value.value)
            return f"{int(number):,}" if number.is_integer() and prop != "inYear" else value.value
    return ""


def is_true(said: Said, prop: str) -> bool:
    return any(isinstance(value, ox.Literal) and value.value in ("true", "1") for value in said.get(prop, ()))


def worded(iri: str, facts: Facts, default: str = "{label}") -> str:
    """A thing's own wording, else ``default`` with its label put in."""
    values = [value.value for value in facts.said(iri).get(_WORDING, ()) if isinstance(value, ox.Literal)]
    return min(values) if values else default and default.format(label=label_of(iri, facts))


def label_of(iri: str, facts: Facts) -> str:
    said = facts.said(iri)
    labels = [value.value for prop in _LABELS for value in said.get(prop, ()) if isinstance(value, ox.Literal)]
    return labels[0] if labels else re.split(r"[/#]", iri)[-1]
