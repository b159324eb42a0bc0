"""Fast look-ups in a knowledge base, predicate by predicate, over the union of its graphs."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property

from ..prefixes import EXO
from .contents import Contents, Row

__all__ = ["Lookups"]


class Lookups:
    """Subject to objects, one predicate at a time as they are asked for; objects as text, each once, sorted."""

    def __init__(self, contents: Contents) -> None:
        self._read: dict[str, dict[str, list[str]]] = {}
        self._turned: dict[str, dict[str, list[str]]] = {}
        self._stated: dict[str, list[Row]] = {}
        for row in contents.rows:
            self._stated.setdefault(row[1], []).append(row)

    def of(self, predicate: str) -> dict[str, list[str]]:
        """All subjects of a predicate with its objects."""
        if predicate not in self._read:
            found: dict[str, list[str]] = {}
            for subject, _, value, _, quad in self._stated.get(f"<{predicate}>", ()):
                found.setdefault(subject, []).append(quad.object.value if value[0] == '"' else _bare(value))  # type: ignore[union-attr]
            self._read[predicate] = {
                _bare(subject): sorted(set(some)) if len(some) > 1 else some for subject, some in found.items()
            }
        return self._read[predicate]

    def many(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject and predicate."""
        return (self._read.get(predicate) or self.of(predicate)).get(subject, [])

    def one(self, subject: str, predicate: str) -> str:
        """The first of them, or an empty text."""
        found = self.many(subject, predicate)
        return found[0] if found else ""

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
        pairs = sorted(
            (_bare(subject), _bare(graph))
            for subject, _, _, graph, _ in self._stated.get(f"<{EXO}relation>", ())
            if graph
        )
        return dict.fromkeys(self.of(EXO + "relation"), "") | dict(pairs)

    def predicates(self, subjects: Container[str]) -> set[str]:
        """Our own predicates that any of the subjects has."""
        ours = {_bare(name): stated for name, stated in self._stated.items() if name.startswith(f"<{EXO}")}
        return {name for name, stated in ours.items() if any(_bare(row[0]) in subjects for row in stated)}


def _bare(term: str) -> str:
    """An IRI, or a blank node's label with its mark, as N-Quads writes them, without the brackets."""
    return term[1:-1] if term[0] == "<" else term
