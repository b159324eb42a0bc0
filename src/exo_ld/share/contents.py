"""All that a knowledge base states, in a fixed order, read once for all formats of an export.

Order: that of the N-Quads lines, as in https://www.w3.org/TR/rdf-canon/; blank nodes (the ontology has some, facts have
none) are labelled by that specification's RDFC-1.0. So the files are the same bytes on every machine.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from ..graph.apart import canonical
from .evidence_codes import derived_codes

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["Contents", "Row", "cells"]

Row: TypeAlias = tuple[str, str, str, str, ox.Quad]
"""Subject, predicate, object and graph as N-Quads writes them (the default graph is empty), and the quad itself."""


class Contents:
    """The quads of ``kb``, and the evidence codes that follow from them."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    @cached_property
    def stated(self) -> list[bytes]:
        """The N-Quads lines of what is stated, in no order of their own, blank nodes relabelled."""
        # Not from the store: it holds numbers by their value, and "10.0" would become "10".
        return _canonical(self.kb.n_quads)

    @cached_property
    def lines(self) -> list[bytes]:
        """N-Quads lines without their ends, sorted, each once, blank nodes relabelled."""
        derived = (ox.serialize(derived_codes(self.kb.store), format=ox.RdfFormat.N_QUADS) or b"").splitlines()
        found = sorted([*self.stated, *derived])
        return [line for before, line in pairwise([b"", *found]) if line != before]

    @property
    def text(self) -> bytes:
        """The `lines` as a file has them."""
        return b"\n".join([*self.lines, b""])

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """The quads in the order of `lines`."""
        return list(ox.parse(self.text, format=ox.RdfFormat.N_QUADS, lenient=True))

    @cached_property
    def rows(self) -> list[Row]:
        """The quads in the order of `lines`, also as text: the engine's own terms are slow to compare and to look
        up."""
        found = []
        known: dict[str, str] = {}
        one = known.setdefault  # equal terms are one object: less to hold, and quick to compare
        for line, quad in zip(self.lines, self.quads, strict=True):
            subject, predicate, value, graph = cells(line)
            found.append((one(subject, subject), one(predicate, predicate), one(value, value), one(graph, graph), quad))
        return found

    @cached_property
    def union(self) -> dict[tuple[str, str, str], ox.Quad]:
        """The triples of all graphs, each once, as N-Triples writes their terms; with one of the quads that each is
        in."""
        return {row[:3]: row[4] for row in self.rows}

    @cached_property
    def by_graph(self) -> list[Row]:
        """`rows` graph by graph."""
        return sorted(self.rows, key=itemgetter(3))  # a stable sort


def cells(line: bytes) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph (empty for the default graph) of a line of N-Quads, without its end, as the
    engine writes it."""
    # One space stands between terms; none, and no quote, in an IRI or a label.
    subject, predicate, rest = line[:-2].decode().split(" ", 2)
    value, space, graph = rest.rpartition(" ")
    # The object's own end: of a literal, or of a triple term.
    if not space or graph[0] not in "<_" or '"' in graph:
        value, graph = rest, ""
    return subject, predicate, value, graph


def _canonical(text: bytes) -> list[bytes]:
    """The lines of a snapshot, blank nodes under canonical labels."""
    # A label is a digest of the quads that a node stands in: the others need not go through. Literals may have "_:"
    # too.
    found: list[bytes] = []
    blank: list[bytes] = []
    end = 0
    for mark in re.finditer(b"_:", text):
        if mark.start() >= end:
            start, before = text.rfind(b"\n", 0, mark.start()) + 1, end
            end = text.index(b"\n", start) + 1
            found += text[before:start].splitlines()
            blank.append(text[start:end])
    found += text[end:].splitlines()
    relabelled = canonical(ox.parse(b"".join(blank), format=ox.RdfFormat.N_QUADS, lenient=True)) if blank else []
    return found + (ox.serialize(relabelled, format=ox.RdfFormat.N_QUADS) or b"").splitlines()
