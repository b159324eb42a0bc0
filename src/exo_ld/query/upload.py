"""`exo-ld upload`: put the knowledge base into a store, one named graph a file, and count what is there afterwards.

Graphs go by the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) where its
address is given, else by SPARQL 1.1 Update in requests of a size that every engine takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode
from urllib.request import Request

import pyoxigraph as ox

from ..errors import EndpointError, quoted
from ..sources import Source, quads, sources
from .endpoint import Endpoint, answering, connect, counted, opened, parts
from .results import Table
from .waiting import pieces

__all__ = ["Uploaded", "Outcome", "upload"]

_BATCH = 1000  # triples an update; Virtuoso refuses some 10,000 and more in one


class Uploaded(NamedTuple):
    """One named graph: how many triples are here, how many there (before and after), and whether it was put there
    now."""

    graph: str
    here: int
    before: int
    after: int
    put: bool


class Outcome(NamedTuple):
    """What was uploaded; ``sound`` where every graph has there as many triples as here."""

    url: str
    graphs: list[Uploaded]

    @property
    def sound(self) -> bool:
        """Whether all counts agree."""
        return all(graph.here == graph.after for graph in self.graphs)

    def text(self) -> str:
        """A line for each graph that differs, and one on the whole."""
        lines = [f"<{g.graph}>: {g.here} triples here, {g.after} there" for g in self.graphs if g.here != g.after]
        put = [g for g in self.graphs if g.put]
        end = (
            "all counts agree"
            if self.sound
            else f"{len(lines)} counts differ; look into the store's log, then upload again"
        )
        lines.append(
            f"{len(put)} graphs with {sum(g.here for g in put)} triples put, {len(self.graphs) - len(put)} were there "
            f"already: {end}"
        )
        return "\n".join(lines)


def upload(
    endpoint: str,
    *,
    update: str | None = None,
    graph_store: str | None = None,
    timeout: float = 60.0,
    root: str | None = None,
    anew: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Put every file of the knowledge base below ``root`` (the shipped one by default) into a store, as its named
    graph.

    ``endpoint`` is asked for the counts; graphs go to ``graph_store``, else to ``update``, else to ``endpoint`` as
    updates. A graph that has as many triples there as here is left as it is (``anew`` puts it all the same), so that an
    upload that broke off goes on where it stood. ``timeout`` in seconds bounds each request; ``tell`` is called with a
    line for each graph put.
    Returns the counts. Raises DataError for a file that does not parse, before anything is sent, UsageError for what is
    no address, EndpointError where the store does not take it.
    """
    server = connect(endpoint, timeout=timeout, root=root)
    target = connect(graph_store or update or endpoint, timeout=timeout)
    triples: dict[str, set[ox.Triple]] = {}  # a review has several files in one graph
    for file in sources(root):
        triples.setdefault(_graph(file), set()).update(quad.triple for quad in quads(file))
    before = _counts(server, list(triples))
    wanted = [graph for graph in triples if anew or before.get(graph, 0) != len(triples[graph])]
    for number, graph in enumerate(wanted, 1):
        if graph_store:
            _request(
                target, f"{target.url}?graph={quote(graph, safe='')}", "PUT", "text/turtle", _lines(triples[graph])
            )
        else:
            for text in _updates(graph, triples[graph]):
                _request(
                    target,
                    target.url,
                    "POST",
                    "application/x-www-form-urlencoded",
                    urlencode({"update": text}).encode(),
                )
        tell(f"{number} of {len(wanted)}: <{graph}>, {len(triples[graph])} triples")
    after = _counts(server, list(triples)) if wanted else before
    return Outcome(
        endpoint,
        [
            Uploaded(graph, len(here), before.get(graph, 0), after.get(graph, 0), graph in wanted)
            for graph, here in triples.items()
        ],
    )


def _graph(file: Source) -> str:
    assert file.graph, "the knowledge base's own files each hold a named graph"
    return file.graph


def _counts(server: Endpoint, graphs: list[str]) -> dict[str, int]:
    values = " ".join(f"<{graph}>" for graph in graphs)
    text = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    answer = server.sparql(text)
    assert isinstance(answer, Table)
    counts: dict[str, int] = {}
    for row in answer.rows:
        graph = row.get("g")
        if graph is None:  # the one row of some engines where there is nothing to count
            continue
        if graph not in graphs or graph in counts:
            raise EndpointError(
                f"{server.url}: counts {quoted(graph)} twice, or though it was not asked for; do not trust it"
            )
        counts[graph] = counted(server.url, row.get("n"))
    return counts


def _lines(triples: set[ox.Triple]) -> bytes:
    # N-Triples is Turtle too, and every store takes Turtle.
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b""


def _updates(graph: str, triples: set[ox.Triple]) -> Iterator[str]:
    """Updates that put ``triples`` into an emptied graph."""
    yield f"DROP SILENT GRAPH <{graph}>"
    anonymous = {t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)}
    if anonymous:
        # In one request, for their labels live no longer; and not as INSERT DATA, where Virtuoso takes no blank node.
        yield f"INSERT {{ GRAPH <{graph}> {{\n{_lines(anonymous).decode()}}} }} WHERE {{ }}"
    rest = sorted(triples - anonymous, key=str)
    for start in range(0, len(rest), _BATCH):
        yield f"INSERT DATA {{ GRAPH <{graph}> {{\n{_lines(set(rest[start : start + _BATCH])).decode()}}} }}"


def _request(server: Endpoint, url: str, method: str, kind: str, body: bytes) -> None:
    def send() -> Iterator[bytes]:
        request = Request(url, body, {"Content-Type": kind, "User-Agent": "exo-ld"}, method=method)
        with opened(request, server.timeout) as response:
            for _ in parts(response):  # what it says is of no use
                yield b""

    try:
        with answering(server.url, server.timeout):
            list(pieces(send, server.timeout))
    except EndpointError as error:
        raise EndpointError(f"{error}; what was put before stays, and uploading again goes on from there") from None
