"""The graphs in the standard forms of RDF, in a fixed order, blank nodes under canonical labels.

Order: that of the N-Quads lines, as in https://www.w3.org/TR/rdf-canon/; blank nodes (the ontology has some, facts have none) are
labelled by that specification's RDFC-1.0. So the files are the same bytes on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from ..graph.data import snapshot
from ..prefixes import PREFIXES

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["Row", "lines", "nq", "nt", "put", "quads", "rdf12", "rows", "trig", "ttl"]


@lru_cache(maxsize=1)  # the formats of one export share it
def lines(kb: KnowledgeBase) -> list[bytes]:
    """All quads of ``kb`` as N-Quads lines without their ends, sorted, blank nodes relabelled."""
    # Not from the store: it holds numbers by their value, and "10.0" would become "10".
    found: set[bytes] = set()
    blank = []
    for line in snapshot(kb.files).splitlines():
        if b"_:" in line:
            blank.append(line)
        else:
            found.add(line)
    found = {line for line in found if line[:1] != b"#"}
    # A digest of a blank node takes in only the quads that it stands in: the others need not go through. Literals may have "_:" too.
    dataset = ox.Dataset(ox.parse(b"\n".join(blank), format=ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    found.update((ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines())
    return sorted(found)


@lru_cache(maxsize=1)
def quads(kb: KnowledgeBase) -> list[ox.Quad]:
    """All quads of ``kb`` in the order of `lines`."""
    return list(ox.parse(b"\n".join(lines(kb)), format=ox.RdfFormat.N_QUADS, lenient=True))


@lru_cache(maxsize=1)
def _union(kb: KnowledgeBase) -> list[ox.Triple]:
    # The same triple in several graphs stands on lines next to each other.
    triples = [quad.triple for quad in quads(kb)]
    return [triple for before, triple in zip([None, *triples], triples, strict=False) if triple != before]


@lru_cache(maxsize=1)
def _by_graph(kb: KnowledgeBase) -> list[ox.Quad]:
    return sorted(quads(kb), key=lambda quad: str(quad.graph_name))  # a stable sort: within a graph the order of the lines


def ttl(kb: KnowledgeBase, folder: str) -> None:
    """The union of all graphs as Turtle."""
    put(os.path.join(folder, "exo-ld.ttl"), _union(kb), ox.RdfFormat.TURTLE)


def nt(kb: KnowledgeBase, folder: str) -> None:
    """The union of all graphs as N-Triples, each triple once."""
    ox.serialize(_union(kb), os.path.join(folder, "exo-ld.nt"), format=ox.RdfFormat.N_TRIPLES)


def nq(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as canonical N-Quads."""
    with open(os.path.join(folder, "exo-ld.nq"), "wb") as file:
        file.writelines(line + b"\n" for line in lines(kb))


def trig(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as TriG, graph by graph."""
    put(os.path.join(folder, "exo-ld.trig"), _by_graph(kb), ox.RdfFormat.TRIG)


def rdf12(kb: KnowledgeBase, folder: str) -> None:
    """All named graphs as TriG of RDF 1.2, and each claim's IRI as the reifier of its plain triple ``subject relation object``.

    A reifier (https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification) does not assert its triple: whether it holds
    is said by the evidence lines, which stand on the same IRI.
    """
    put(os.path.join(folder, "exo-ld-rdf12.trig"), _reified(_by_graph(kb)), ox.RdfFormat.TRIG)


def _reified(found: list[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads, and after a claim's subject, the last of its three parts in their order, what it reifies."""
    names = {PREFIXES["exo"] + name for name in ("subject", "relation", "object")}
    reifies = ox.NamedNode(PREFIXES["rdf"] + "reifies")
    claim: Any = None
    parts: list[Any] = []
    for quad in found:
        yield quad
        if quad.predicate.value in names:
            if quad.subject != claim:
                claim, parts = quad.subject, []
            parts.append(quad.object)
            if len(parts) == len(names):
                what, relation, subject = parts
                yield ox.Quad(claim, reifies, ox.Triple(subject, relation, what), quad.graph_name)


def put(path: str, statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> None:
    """Write Turtle or TriG in the order of ``statements``, the prefixes sorted."""
    text = ox.serialize(statements, format=form, prefixes=PREFIXES) or b""
    # The engine writes the prefixes first, in an order of its own.
    end = re.match(rb"(?:@prefix [^\n]*\n)*", text).end()  # type: ignore[union-attr]  # it matches, if only nothing
    prefixes = sorted(text[:end].splitlines(keepends=True), key=bytes.lower)
    with open(path, "wb") as file:
        file.writelines(prefixes)
        file.write(text[end:])
