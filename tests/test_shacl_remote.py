"""The shapes run on servers find what they find here, and an endpoint that fails is told in one line.

    python tools/engines.py --install && python tools/engines.py -- python -m pytest tests/test_shacl_remote.py

asks real servers on loopback, each with an empty store of its own; without EXO_LD_ENGINES those tests are skipped.
"""

from __future__ import annotations

import contextlib
import decimal
import json
import os
import re
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from exo_ld.check.audience import load_shapes
from exo_ld.check.remote import run_remote
from exo_ld.errors import EndpointError
from exo_ld.prefixes import EXOS, PREFIXES
from exo_ld.shacl.results import Result
from exo_ld.shacl.run import run
from exo_ld.shacl.shapes import Shapes

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from engines import Urls, running
from loopback import SRJ, server
from shacl_agreement import random_graph, written_graphs

DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
SERVERS = ("oxigraph", "fuseki", "virtuoso")
needs_servers = pytest.mark.skipif(
    "EXO_LD_ENGINES" not in os.environ, reason="no servers: `python tools/engines.py -- python -m pytest`"
)
WRITTEN = list(written_graphs(80))
GRAPHS = {f"written-{n}": graph for n, graph in enumerate(WRITTEN)} | {
    f"random-{seed}": random_graph(seed) for seed in (1, 2)
}


@pytest.fixture(scope="module")
def urls() -> Iterator[dict[str, Urls]]:
    with running(*SERVERS) as started:
        yield started


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(load_shapes("maintainer"))


def put(store: Urls, graph: list[ox.Triple]) -> None:
    """Make ``graph`` the only content of a store.

    Decimals are sent with a fraction: of "60"^^xsd:decimal Fuseki 5.6 (TDB2) makes 60.0, and then does not find it to
    delete.
    """
    graph = [ox.Triple(t.subject, t.predicate, _with_fraction(t.object)) for t in graph]
    url = f"{store.graph_store}?graph={urllib.parse.quote('urn:exo-ld:test', safe='')}"
    body = ox.serialize(graph, format=ox.RdfFormat.N_TRIPLES) or b""
    request = urllib.request.Request(url, data=body, method="PUT", headers={"Content-Type": "text/turtle"})
    urllib.request.urlopen(request, timeout=60).close()


def _with_fraction(term: Any) -> Any:
    whole = isinstance(term, ox.Literal) and term.datatype == DECIMAL and term.value.lstrip("+-").isdigit()
    return ox.Literal(term.value + ".0", datatype=DECIMAL) if whole else term


def compared(results: list[Result]) -> list[Any]:
    """Results without what a store may write in its own way: the names of blank nodes, 70 or 70.0 or 7E1."""
    return sorted(({*map(str, r._replace(focus=_term(r.focus), value=_term(r.value)))} for r in results), key=sorted)


def _term(term: Any) -> Any:
    if isinstance(term, ox.BlankNode):
        return "_:"
    if isinstance(term, ox.Literal):
        with contextlib.suppress(decimal.InvalidOperation):
            return (decimal.Decimal(term.value).normalize(), term.datatype)
    return term


# Virtuoso 7 also finds terms that do stand under one of the classes of sh:or (a path in NOT EXISTS, as in
# queries/effects-in-tissue.rq); docs/engines.md says so.
BY_VIRTUOSO = PREFIXES["sh"] + "OrConstraintComponent"


@needs_servers
@pytest.mark.parametrize("engine", SERVERS)
@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_the_same_findings_as_here(engine: str, name: str, urls: dict[str, Urls], shapes: Shapes) -> None:
    put(urls[engine], GRAPHS[name])
    here, there = run(GRAPHS[name], shapes), run_remote(urls[engine].query, shapes)[0]
    if engine == "virtuoso":
        here, there = ([r for r in results if r.component != BY_VIRTUOSO] for results in (here, there))
    assert here
    assert compared(there) == compared(here)


@needs_servers
@pytest.mark.parametrize("engine", SERVERS)
def test_only_and_focus_there(engine: str, urls: dict[str, Urls], shapes: Shapes) -> None:
    put(urls[engine], WRITTEN[0])
    whole = run(WRITTEN[0], shapes)
    focus = sorted({r.focus for r in whole if isinstance(r.focus, ox.NamedNode)}, key=str)[:3]
    assert compared(run_remote(urls[engine].query, shapes, focus=focus)[0]) == compared(
        [r for r in whole if r.focus in focus]
    )
    only = [EXOS + "EvidenceLineShape"]
    assert compared(run_remote(urls[engine].query, shapes, only=only)[0]) == compared(
        run(WRITTEN[0], shapes, only=only)
    )


def nothing(query: bytes) -> bytes:
    """No row, under every variable of the query."""
    names = re.findall(r"\?(\w+)", urllib.parse.unquote_plus(query.decode()))
    return json.dumps({"head": {"vars": sorted(set(names))}, "results": {"bindings": []}}).encode()


def test_an_endpoint_that_dies_in_the_middle(shapes: Shapes) -> None:
    """The first answers are sound and empty; then one is cut short, or the server is gone."""
    for cut in (True, False):
        asked = 0

        def answer(handler: BaseHTTPRequestHandler, query: bytes, cut: bool = cut) -> None:
            nonlocal asked
            asked += 1
            if asked > 5 and not cut:
                handler.connection.close()
                return
            body = SRJ if asked > 5 else nothing(query)
            handler.send_response(200)
            handler.send_header("Content-Type", "application/sparql-results+json")
            handler.send_header("Content-Length", str(len(body) * (2 if asked > 5 else 1)))
            handler.end_headers()
            handler.wfile.write(body)
            handler.connection.close()

        with server(answer) as url, pytest.raises(EndpointError, match="connection") as raised:
            run_remote(url, shapes)
        assert asked == 6
        assert "\n" not in str(raised.value)


def test_blank_nodes_as_virtuoso_names_them(shapes: Shapes) -> None:
    """In an answer of any length, wherever it is cut."""
    node = {"this": {"type": "bnode", "value": "nodeID://b10001"}}
    rows = [{"this": {"type": "uri", "value": "http://e.org/" + "x" * 997}}, node] * 200
    body = json.dumps({"head": {"vars": ["this"]}, "results": {"bindings": rows}}).encode()

    def answer(handler: BaseHTTPRequestHandler, query: bytes) -> None:
        reply = body if b"evidenceFor" in query else nothing(query)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.send_header("Content-Length", str(len(reply)))
        handler.end_headers()
        handler.wfile.write(reply)

    with server(answer) as url:
        found, _ = run_remote(url, shapes, only=[EXOS + "Claim-evidence"])
    assert {str(r.focus)[:6] for r in found} == {"_:b100", "<http:"}
