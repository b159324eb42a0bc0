"""The graphs in the standard forms of RDF, in a fixed order, blank nodes under canonical labels.

Order: that of the N-Quads lines, as in https://www.w3.org/TR/rdf-canon/; blank nodes (the ontology has some, facts have none) are
labelled by that specification's RDFC-1.0. So the files are the same bytes on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from ..errors import DataError
from ..prefixes import PREFIXES
from ..sources import snapshot
from .evidence_codes import given

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["Row", "by_graph", "lines", "nq", "nt", "put", "quads", "rdf12", "rows", "trig", "ttl", "union"]

Row: TypeAlias = tuple[str, str, str, str, ox.Quad]
"""Subject, predicate, object and graph as N-Quads writes them (the default graph is empty), and the quad itself."""


@lru_cache(maxsize=1)  # the formats of one export share it
def lines(kb: KnowledgeBase) -> list[bytes]:
    """All quads of ``kb`` and the evidence codes that follow, as N-Quads lines without their ends, sorted, blank nodes relabelled."""
    # Not from the store: it holds numbers by their value, and "10.0" would become "10".
    text = snapshot(kb.files)
    # A digest of a blank node takes in only the quads that it stands in: the others need not go through. Literals may have "_:" too.
    found: list[bytes] = []
    blank: list[bytes] = []
    end = 0
    for mark in re.finditer(b"_:", text):
        if mark.start() >= end:
            start, before = text.rfind(b"\n", 0, mark.start()) + 1, end
            end = text.index(b"\n", start) + 1
            found += text[before:start].splitlines()
            blank.append(text[start:end])
    found += text[end:].splitlines()[:-1]  # the last is a comment, the seal
    dataset = ox.Dataset(ox.parse(b"".join(blank), format=ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    found += (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    found += (ox.serialize(given(kb.store), format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    found.sort()
    return [line for before, line in pairwise([b"", *found]) if line != before]


@lru_cache(maxsize=1)
def _text(kb: KnowledgeBase) -> bytes:
    return b"\n".join([*lines(kb), b""])


@lru_cache(maxsize=1)
def quads(kb: KnowledgeBase) -> list[ox.Quad]:
    """All quads of ``kb`` in the order of `lines`."""
    return list(ox.parse(_text(kb), format=ox.RdfFormat.N_QUADS, lenient=True))


@lru_cache(maxsize=1)
def rows(kb: KnowledgeBase) -> list[Row]:
    """All quads of ``kb`` in the order of `lines`, also as text: the engine's own terms are slow to compare and to look up."""
    found = []
    known: dict[str, str] = {}
    one = known.setdefault  # equal terms are one object: less to hold, and quick to compare
    for line, quad in zip(lines(kb), quads(kb), strict=True):  # one space stands between terms; none, and no quote, in an IRI or a label
        subject, predicate, rest = line[:-2].decode().split(" ", 2)
        value, space, graph = rest.rpartition(" ")
        if not space or graph[0] not in "<_" or '"' in graph:  # the object's own end: of a literal, or of a triple term
            value, graph = rest, ""
        found.append((one(subject, subject), one(predicate, predicate), one(value, value), one(graph, graph), quad))
    return found


@lru_cache(maxsize=1)
def union(kb: KnowledgeBase) -> dict[tuple[str, str, str], ox.Quad]:
    """The triples of all graphs, each once, as N-Triples writes their terms; with one of the quads that each is in."""
    return {row[:3]: row[4] for row in rows(kb)}


@lru_cache(maxsize=1)
def by_graph(kb: KnowledgeBase) -> list[Row]:
    """`rows` graph by graph."""
    return sorted(rows(kb), key=itemgetter(3))  # a stable sort


def ttl(kb: KnowledgeBase, folder: str) -> None:
    """The union of all graphs as Turtle."""
    put(os.path.join(folder, "exo-ld.ttl"), (quad.triple for quad in union(kb).values()), ox.RdfFormat.TURTLE)


def nt(kb: KnowledgeBase, folder: str) -> None:
    """The union of all graphs as N-Triples, each triple once."""
    ox.serialize((quad.triple for quad in union(kb).values()), os.path.join(folder, "exo-ld.nt"), format=ox.RdfFormat.N_TRIPLES)


def nq(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as canonical N-Quads."""
    with open(os.path.join(folder, "exo-ld.nq"), "wb") as file:
        file.write(_text(kb))


def trig(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as TriG, graph by graph."""
    put(os.path.join(folder, "exo-ld.trig"), (row[4] for row in by_graph(kb)), ox.RdfFormat.TRIG)


def rdf12(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as TriG of RDF 1.2, and each claim's IRI as the reifier of its plain triple ``subject relation object``.

    A reifier (https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification) does not assert its triple: whether it holds
    is said by the evidence lines, which stand on the same IRI.
    """
    put(os.path.join(folder, "exo-ld-rdf12.trig"), _reified(by_graph(kb)), ox.RdfFormat.TRIG)


def _reified(found: list[Row]) -> Iterator[ox.Quad]:
    """The quads, and after a claim's subject, the last of its three parts in their order, what it reifies."""
    names = {f"<{PREFIXES['exld']}{name}>" for name in ("subject", "relation", "object")}
    reifies = ox.NamedNode(PREFIXES["rdf"] + "reifies")
    claim = ""
    parts: list[Any] = []
    for subject, predicate, _, _, quad in found:
        yield quad
        if predicate in names:
            if subject != claim:
                claim, parts = subject, []
            parts.append(quad.object)
            if len(parts) == len(names):
                value, relation, about = parts
                if isinstance(about, ox.Literal):
                    raise DataError(f"claim {subject}: its exld:subject is a text, of which RDF makes no triple; give it an IRI")
                yield ox.Quad(quad.subject, reifies, ox.Triple(about, relation, value), quad.graph_name)


def put(path: str, statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> None:
    """Write Turtle or TriG in the order of ``statements``, the prefixes sorted."""
    text = ox.serialize(statements, format=form, prefixes=PREFIXES) or b""
    # The engine writes the prefixes first, in an order of its own.
    end = re.match(rb"(?:@prefix [^\n]*\n)*", text).end()  # type: ignore[union-attr]  # it matches, if only nothing
    prefixes = sorted(text[:end].splitlines(keepends=True), key=bytes.lower)
    with open(path, "wb") as file:
        file.writelines(prefixes)
        file.write(text[end:])
