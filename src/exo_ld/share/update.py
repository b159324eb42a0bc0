"""The SPARQL 1.1 Update that turns one version of the knowledge base into another, graph by graph.

Triples without blank nodes go and come by DELETE DATA and INSERT DATA, in portions that every engine takes. A blank
node has no name that an update could use: where a graph's statements with blank nodes differ, all of them go, and the
new ones come at once. https://www.w3.org/TR/sparql11-update/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..graph.apart import canonical

if TYPE_CHECKING:
    from .versions import Version

__all__ = ["has_blank", "update"]

_PORTION = 500  # triples in one operation; Virtuoso refuses those that are much larger


def update(old: Version, new: Version) -> Iterator[str]:
    """The operations, each ended by ``;``, the same for the same versions; nothing where the versions hold the same.

    A graph stays the graph that it was: triples of the default graph are written without GRAPH.
    """
    before, after = _graphs(old.quads), _graphs(new.quads)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, _Graph()), after.get(name, _Graph())
        if was.blank() != now.blank():
            pattern = _in(name, "?s ?p ?o")
            yield f"DELETE {{ {pattern} }} WHERE {{ {pattern} FILTER (isBlank(?s) || isBlank(?o)) }} ;\n"
            if now.blank():
                # Not INSERT DATA: Virtuoso takes no blank node there.
                yield f"INSERT {{ {_in(name, _lines(sorted(now.blank())))} }} WHERE {{}} ;\n"
        yield from _data("DELETE DATA", name, sorted(was.named - now.named))
        yield from _data("INSERT DATA", name, sorted(now.named - was.named))


def has_blank(term: Any) -> bool:
    """Whether a quad or a triple term holds a blank node."""
    return any(
        isinstance(part, ox.BlankNode) or (isinstance(part, ox.Triple) and has_blank(part))
        for part in (term.subject, term.object)
    )


class _Graph:
    """The triples of one graph as N-Triples: those without blank nodes, and the others."""

    def __init__(self) -> None:
        self.named: set[str] = set()
        self._others: list[ox.Quad] = []

    def add(self, quad: ox.Quad) -> None:
        if has_blank(quad):
            self._others.append(ox.Quad(quad.subject, quad.predicate, quad.object))
        else:
            self.named.add(f"{quad.triple} .")

    def blank(self) -> set[str]:
        """The triples with blank nodes, under canonical labels (RDFC-1.0), so that the same graph gives the same
        text."""
        return {f"{quad.triple} ." for quad in canonical(self._others)} if self._others else set()


def _graphs(quads: Iterable[ox.Quad]) -> dict[str, _Graph]:
    found: dict[str, _Graph] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        found.setdefault(name, _Graph()).add(quad)
    return found


def _in(graph: str, triples: str) -> str:
    return f"GRAPH {graph} {{ {triples} }}" if graph else triples


def _lines(triples: list[str]) -> str:
    return "\n" + "\n".join(triples) + "\n"


def _data(operation: str, graph: str, triples: list[str]) -> Iterator[str]:
    for start in range(0, len(triples), _PORTION):
        yield f"{operation} {{ {_in(graph, _lines(triples[start : start + _PORTION]))} }} ;\n"
