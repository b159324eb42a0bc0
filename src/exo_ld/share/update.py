"""The SPARQL 1.1 Update that turns one version of the knowledge base into another, graph by graph.

Triples without blank nodes go and come by DELETE DATA and INSERT DATA, in portions that every engine takes. A blank
node has no name that an update could use: where a graph's statements with blank nodes differ, all of them go, and the
new ones come at once. https://www.w3.org/TR/sparql11-update/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..graph.apart import canonical

if TYPE_CHECKING:
    from .versions import Version

__all__ = ["has_blank", "update"]

_PORTION = 500  # triples in one operation; Virtuoso refuses those that are much larger


def update(old: Version, new: Version) -> Iterator[str]:
    """The operations, each ended by ``;``, the same for the same versions; nothing where the versions hold the same.

    A graph stays the graph that it was: triples of the default graph are written without GRAPH. Graphs that share a
    blank node get their statements with blank nodes together, or it would become several. Raises DataError where a
    graph has no name.
    """
    before, after = _graphs(old), _graphs(new)
    for names in _tied(before, after):
        was, now = (
            canonical(blank) if (blank := [quad for name in names for quad in found[name].blank]) else []
            for found in (before, after)
        )
        if set(was) != set(now):
            for name in names:
                pattern, deep = _in(name, "?s ?p ?o"), max(map(_depth, before[name].blank), default=-1)
                if deep >= 0:
                    test = f"isBlank(?s) || {_is_blank('?o', deep)}"
                    yield f"DELETE {{ {pattern} }} WHERE {{ {pattern} FILTER ({test}) }} ;\n"
            lines: dict[str, set[str]] = {}
            for quad in now:
                lines.setdefault(_name(quad), set()).add(f"{quad.triple} .")
            if parts := [_in(name, _lines(sorted(some))) for name, some in sorted(lines.items())]:
                # Not INSERT DATA: Virtuoso takes no blank node there.
                yield f"INSERT {{ {' '.join(parts)} }} WHERE {{}} ;\n"
    for name in sorted(before.keys() | after.keys()):
        yield from _data("DELETE DATA", name, sorted(before[name].named - after[name].named))
        yield from _data("INSERT DATA", name, sorted(after[name].named - before[name].named))


def has_blank(term: Any) -> bool:
    """Whether a quad or a triple term holds a blank node."""
    return any(
        isinstance(part, ox.BlankNode) or (isinstance(part, ox.Triple) and has_blank(part))
        for part in (term.subject, term.object)
    )


class _Graph(NamedTuple):
    """The triples of one graph: those without blank nodes as N-Triples, and the others."""

    named: set[str]
    blank: list[ox.Quad]


def _graphs(version: Version) -> defaultdict[str, _Graph]:
    found: defaultdict[str, _Graph] = defaultdict(lambda: _Graph(set(), []))
    for quad in version.quads:
        if isinstance(quad.graph_name, ox.BlankNode):
            raise DataError(
                f"{version.name}: a graph is named by a blank node, which no update can name; give it an IRI"
            )
        if has_blank(quad):
            found[_name(quad)].blank.append(quad)
        else:
            found[_name(quad)].named.add(f"{quad.triple} .")
    return found


def _name(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)


def _tied(*versions: dict[str, _Graph]) -> list[list[str]]:
    """The graphs' names, those together that share a blank node in any of ``versions``."""
    groups: list[set[str]] = [{name} for name in sorted({name for graphs in versions for name in graphs})]
    for graphs in versions:
        homes: dict[ox.BlankNode, set[str]] = {}
        for name, graph in graphs.items():
            for node in {node for quad in graph.blank for node in _nodes(quad)}:
                homes.setdefault(node, set()).add(name)
        for shared in {frozenset(names) for names in homes.values() if len(names) > 1}:
            apart = [group for group in groups if not group & shared]
            groups = [*apart, set().union(*(group for group in groups if group & shared))]
    return sorted(map(sorted, groups))


def _nodes(term: Any) -> Iterator[ox.BlankNode]:
    for part in (term.subject, term.object):
        if isinstance(part, ox.Triple):
            yield from _nodes(part)
        elif isinstance(part, ox.BlankNode):
            yield part


def _depth(term: Any) -> int:
    """How many triple terms stand in each other in the object."""
    return 1 + _depth(term.object) if isinstance(term.object, ox.Triple) else 0


def _is_blank(term: str, deep: int) -> str:
    """The test whether ``term`` is a blank node or, ``deep`` levels down, a triple term that holds one."""
    if not deep:
        return f"isBlank({term})"
    inner = f"isBlank(SUBJECT({term})) || {_is_blank(f'OBJECT({term})', deep - 1)}"
    return f"isBlank({term}) || (isTRIPLE({term}) && ({inner}))"


def _in(graph: str, triples: str) -> str:
    return f"GRAPH {graph} {{ {triples} }}" if graph else triples


def _lines(triples: list[str]) -> str:
    return "\n" + "\n".join(triples) + "\n"


def _data(operation: str, graph: str, triples: list[str]) -> Iterator[str]:
    for start in range(0, len(triples), _PORTION):
        yield f"{operation} {{ {_in(graph, _lines(triples[start : start + _PORTION]))} }} ;\n"
