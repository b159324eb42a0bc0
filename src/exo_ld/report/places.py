"""Where in a file something is said: line and column of what a triple of Turtle, TriG, N-Triples or N-Quads is made
of."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from .reader import Span, Statement, statements

__all__ = ["ENDINGS", "Place", "Places", "blank_nodes", "locate"]

ENDINGS = (".ttl", ".trig", ".nt", ".nq")  # the formats that have places


class Place(NamedTuple):
    """A place in a text: line and column from 1, and how many characters are meant on that line. Columns count
    characters, not bytes."""

    line: int
    column: int
    width: int


def blank_nodes(terms: Iterable[Iterable[Any]]) -> list[ox.BlankNode]:
    """The blank nodes of triples or quads, each once, in order of appearance."""
    found: dict[ox.BlankNode, None] = {}
    for triple in terms:
        for node in triple:
            if isinstance(node, ox.BlankNode):
                found[node] = None
            elif isinstance(node, ox.Triple):
                found.update(dict.fromkeys(blank_nodes([node])))
    return list(found)


class Places:
    """The places of a text.

    Args:
        text: Turtle, TriG, N-Triples or N-Quads that the parser accepts.
        blanks: the parser's blank nodes in order of appearance.
        nodes: what is said of other nodes is not kept.
        base: the IRI against which relative ones stand.
        lines: the text is N-Triples or N-Quads, a statement a line; where all of ``nodes`` have names, only their lines
          are read.
    """

    def __init__(
        self,
        text: str,
        blanks: Iterable[ox.BlankNode] = (),
        nodes: Iterable[Any] | None = None,
        *,
        lines: bool = False,
        base: str = "file:///",
    ) -> None:
        self.text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]
        names = list(blanks)
        known: dict[Any, Any] = {}
        wanted = None if nodes is None else set(nodes)
        self._subject: dict[Any, list[Statement]] = {}
        self._mention: dict[Any, Span] = {}
        for one in _of_lines(text, wanted) if lines and wanted and not names else statements(text, base):
            if names:
                for blank in blank_nodes([one[:3]]):
                    if blank not in known:
                        known[blank] = names[len(known)] if len(known) < len(names) else blank
                one = one._replace(
                    subject=known.get(one.subject, one.subject), object=known.get(one.object, one.object)
                )
            if wanted is None or one.subject in wanted or one.object in wanted:
                self._subject.setdefault(one.subject, []).append(one)
                self._mention.setdefault(one.object, one.object_at)
                self._mention.setdefault(one.predicate, one.predicate_at)

    def find(self, subject: Any, predicate: Any = None, value: Any = None) -> Place | None:
        """The place of the value in the triple given; else of the predicate, else of the subject, else of its first
        mention.

        Without ``predicate`` any that leads from the subject to the value, or back, is taken.
        """
        said = self._subject.get(subject, [])
        if value is not None:
            for one in said:
                if one.object == value and predicate in (None, one.predicate):
                    return self._place(one.object_at)
            for one in self._subject.get(value, []) if predicate is None else ():
                if one.object == subject:
                    return self._place(one.object_at)
        for one in said if predicate is not None else ():
            if one.predicate == predicate:
                return self._place(one.predicate_at)
        if said:
            return self._place(said[0].subject_at)
        return self._place(self._mention[subject]) if subject in self._mention else None

    def nameless(self, value: Any) -> Place | None:
        """The place where ``value`` is first said of a blank node, as in a list."""
        found = [
            o.object_at
            for s, said in self._subject.items()
            if isinstance(s, ox.BlankNode)
            for o in said
            if o.object == value
        ]
        return self._place(min(found)) if found else None

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        start = self._ends[number - 2] + 1 if number > 1 else 0
        return self.text[start : self._ends[number - 1] if number <= len(self._ends) else None].removesuffix("\r")

    def _place(self, span: Span) -> Place:
        row = bisect_right(self._ends, span[0])
        start = self._ends[row - 1] + 1 if row else 0
        end = self._ends[row] if row < len(self._ends) else len(self.text)
        return Place(row + 1, span[0] - start + 1, min(span[1], max(end, span[0] + 1)) - span[0])


def _of_lines(text: str, nodes: set[Any]) -> Iterator[Statement]:
    """The statements of the lines that begin with one of the nodes, hold it as an IRI after that, or write in
    escapes."""
    names = {str(node) for node in nodes}
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        words = text[start:end].split()
        if words and (words[0] in names or "\\" in text[start:end] or not names.isdisjoint(words[1:3])):
            yield from statements(text, start=start, end=end)
        start = end


def locate(path: str, subject: str | None, predicate: str | None = None, value: str | None = None) -> str:
    """``path:line`` of what these IRIs say in a file, as exactly as it is found; line 1 where nothing is.

    Without ``subject``: of the value as it is said of a blank node.
    """
    try:
        places = _of_file(path, os.stat(path).st_mtime_ns)
    except (OSError, UnicodeDecodeError):
        return f"{path}:1"
    terms = [ox.NamedNode(iri) if iri else None for iri in (subject, predicate, value)]
    found = places.find(*terms) if subject else places.nameless(terms[2])
    return f"{path}:{found.line if found else 1}"


@lru_cache(maxsize=64)
def _of_file(path: str, _changed: int) -> Places:
    with open(path, encoding="utf-8", newline="") as file:
        return Places(file.read())
