"""Fast look-ups in a store, predicate by predicate, over the union of its graphs."""

from __future__ import annotations

from functools import cached_property

from ..prefixes import EXO

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    from collections.abc import Iterable
    from typing import Any

__all__ = ["Index"]


class Index:
    """Subject to objects, one predicate at a time as they are asked for; objects as text, each once, sorted."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._read: dict[str, dict[str, list[str]]] = {}
        self._turned: dict[str, dict[str, list[str]]] = {}

    def of(self, predicate: str) -> dict[str, list[str]]:
        """All subjects of a predicate with its objects."""
        if predicate not in self._read:
            import pyoxigraph as ox

            found: dict[str, set[str]] = {}
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
                found.setdefault(quad.subject.value, set()).add(quad.object.value)
            self._read[predicate] = {subject: sorted(objects) for subject, objects in found.items()}
        return self._read[predicate]

    def many(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject and predicate."""
        return self.of(predicate).get(subject, [])

    def one(self, subject: str, predicate: str) -> str:
        """The first of them, or an empty text."""
        return next(iter(self.many(subject, predicate)), "")

    def back(self, object: str, predicate: str) -> list[str]:
        """The subjects that have this object."""
        if predicate not in self._turned:
            turned = self._turned[predicate] = {}
            for subject, objects in self.of(predicate).items():
                for each in objects:
                    turned.setdefault(each, []).append(subject)
        return self._turned[predicate].get(object, [])

    @cached_property
    def graphs(self) -> dict[str, str]:
        """The named graph of each claim; the last by IRI where several have it."""
        import pyoxigraph as ox

        relations = self._store.quads_for_pattern(None, ox.NamedNode(EXO + "relation"), None, None)
        pairs = sorted((q.subject.value, q.graph_name.value) for q in relations if isinstance(q.graph_name, ox.NamedNode))
        return dict.fromkeys(self.of(EXO + "relation"), "") | dict(pairs)

    def predicates(self, subjects: Iterable[str]) -> set[str]:
        """Our own predicates that any of the subjects has."""
        import pyoxigraph as ox

        quads = (self._store.quads_for_pattern(ox.NamedNode(subject), None, None, None) for subject in subjects)
        return {quad.predicate.value for some in quads for quad in some if quad.predicate.value.startswith(EXO)}
