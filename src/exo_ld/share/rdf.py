"""The graphs in the standard forms of RDF, in the order of `Contents`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ..prefixes import PREFIXES
from .contents import Row
from .reading import Reading
from .unnamed import refuse_unnamed

__all__ = ["nq", "nt", "put", "rdf12", "trig", "ttl", "written"]


def ttl(reading: Reading, folder: str) -> None:
    """The union of all graphs as Turtle."""
    put(
        os.path.join(folder, "exo-ld.ttl"),
        (quad.triple for quad in reading.contents.union.values()),
        ox.RdfFormat.TURTLE,
    )


def nt(reading: Reading, folder: str) -> None:
    """The union of all graphs as N-Triples, each triple once."""
    ox.serialize(
        (quad.triple for quad in reading.contents.union.values()),
        os.path.join(folder, "exo-ld.nt"),
        format=ox.RdfFormat.N_TRIPLES,
    )


def nq(reading: Reading, folder: str) -> None:
    """All named graphs as canonical N-Quads."""
    with open(os.path.join(folder, "exo-ld.nq"), "wb") as file:
        file.write(reading.contents.text)


def trig(reading: Reading, folder: str) -> None:
    """All named graphs as TriG, graph by graph."""
    put(os.path.join(folder, "exo-ld.trig"), (row[4] for row in reading.contents.by_graph), ox.RdfFormat.TRIG)


def rdf12(reading: Reading, folder: str) -> None:
    """All named graphs as TriG of RDF 1.2, and each claim's IRI as the reifier of its plain triple ``subject relation
    object``.

    A reifier (https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification) does not assert its triple:
    whether it holds is said by the evidence lines, which stand on the same IRI.
    """
    refuse_unnamed(reading.kb)
    put(os.path.join(folder, "exo-ld-rdf12.trig"), _reified(reading.contents.by_graph), ox.RdfFormat.TRIG)


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
                yield ox.Quad(quad.subject, reifies, ox.Triple(about, relation, value), quad.graph_name)


def put(path: str, statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> None:
    """Write Turtle or TriG in the order of ``statements``, the prefixes sorted."""
    with open(path, "wb") as file:
        file.write(written(statements, form))


def written(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Turtle or TriG in the order of ``statements``, the prefixes sorted."""
    text = ox.serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    # The engine writes the prefixes first, in an order of its own.
    end = re.match(rb"(?:@prefix [^\n]*\n)*", text).end()  # type: ignore[union-attr]  # it matches, if only nothing
    lines = sorted(text[:end].splitlines(keepends=True), key=bytes.lower)
    return b"".join(lines) + text[end:]
