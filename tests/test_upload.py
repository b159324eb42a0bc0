"""`exo-ld upload` into a store that does not take everything: one line, exit 2, and the next upload goes on from
there."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox
import pytest
from conftest import Run
from loopback import Answer, one_line, says, server

import exo_ld

KB = str(Path(__file__).parent / "data" / "kb")
WAYS = ("--update-endpoint", "--graph-store")
AGAIN = "what was put before stays, and uploading again goes on from there"


class Store:
    """A store behind a server: queries, updates and graphs put; the write with the number ``at`` (from 1) is treated by
    ``trouble``."""

    def __init__(self, trouble: Answer | None = None, at: int = 1) -> None:
        self.store, self.trouble, self.at, self.writes = ox.Store(), trouble, at, 0

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        fields = parse_qs(body.decode()) if handler.command == "POST" else {}
        if "query" in fields:
            answer = self.store.query(fields["query"][0], use_default_graph_as_union=True)
            assert isinstance(answer, ox.QuerySolutions)
            says(200, answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")(handler, body)
            return
        self.writes += 1
        if self.trouble and self.writes == self.at:
            self.trouble(handler, body)
            return
        if handler.command == "PUT":
            graph = ox.NamedNode(unquote(parse_qs(urlsplit(handler.path).query)["graph"][0]))
            self.store.remove_graph(graph)
            self.store.load(body, format=ox.RdfFormat.TURTLE, to_graph=graph)
        else:
            self.store.update(fields["update"][0])
        says(204, b"")(handler, body)


def words(url: str, way: str, *more: str) -> list[str]:
    return ["upload", "--kb", KB, "--endpoint", url, way, url, *more]


def wanted() -> dict[str, int]:
    """The number of triples of each graph of the small knowledge base."""
    store = exo_ld.load(root=KB).store
    return {
        graph.value: sum(1 for _ in store.quads_for_pattern(None, None, None, graph)) for graph in store.named_graphs()
    }


@pytest.mark.parametrize("way", WAYS)
def test_all_is_put_and_counted(run: Run, way: str) -> None:
    store, graphs = Store(), wanted()
    with server(store) as url:
        done = run(*words(url, way))
        assert done.returncode == 0, done.stderr
        assert (
            done.stdout
            == f"{len(graphs)} graphs with {sum(graphs.values())} triples put, 0 were there already: all counts agree\n"
        )
        assert len(store.store) == sum(graphs.values())
        written, again = store.writes, run(*words(url, way))
    assert again.stdout == f"0 graphs with 0 triples put, {len(graphs)} were there already: all counts agree\n"
    assert (again.returncode, store.writes) == (0, written)


def silent(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    time.sleep(8)


def drip(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """A byte a second: no wait for a single byte is ever long."""
    says(200, b"", length=100)(handler, body)
    for _ in range(20):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.5)


TROUBLES: dict[str, tuple[Answer, str]] = {
    "401": (says(401, b""), "HTTP 401 Unauthorized; wants a login; ask one that is open"),
    "403": (says(403, b""), "HTTP 403 Forbidden; wants a login; ask one that is open"),
    "404": (says(404, b"<html>", "text/html"), "HTTP 404 Not Found; look whether the path is the endpoint's"),
    "400": (says(400, b"no such graph\n", "text/plain"), "HTTP 400 Bad Request; it says: no such graph"),
    "500": (says(500, b"boom", "text/plain"), "HTTP 500 Internal Server Error"),
    "cut": (says(200, b"half", length=100), "the connection broke"),
    "silent": (silent, "no answer within 2 s; try a longer --timeout"),
    "drip": (drip, "no answer within 2 s; try a longer --timeout"),
}


def limit(name: str) -> list[str]:
    """A short limit for what never ends, none of ours for the others, so that a slow machine changes nothing."""
    return ["--timeout", "2"] if name in ("silent", "drip") else []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TROUBLES)
def test_refused_halfway_and_uploaded_again(run: Run, name: str, way: str) -> None:
    """The second write fails: one line; what was put stays, and the next upload puts the rest."""
    trouble, part = TROUBLES[name]
    store, graphs = Store(trouble, at=2), wanted()
    with server(store) as url:
        broken = run(*words(url, way, *limit(name)))
        told, _, last = broken.stderr.rstrip("\n").rpartition("\n")
        assert (broken.returncode, broken.stdout) == (2, "")
        assert last.startswith(f"exo-ld: {url}")
        assert part in last
        assert last.endswith(AGAIN)
        assert all(" of " in line for line in told.splitlines())
        assert len(store.store) < sum(graphs.values())
        put = [
            graph
            for graph, count in graphs.items()
            if count == sum(1 for _ in store.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        ]
        again = run(*words(url, way))
    assert again.returncode == 0, again.stderr
    assert f"{len(put)} were there already: all counts agree" in again.stdout
    assert len(store.store) == sum(graphs.values())


@pytest.mark.parametrize("name", TROUBLES)
def test_counts_that_are_refused(run: Run, name: str) -> None:
    """Nothing is written where the store cannot even be asked what it holds."""
    trouble, _ = TROUBLES[name]
    wrote: list[str] = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        wrote.extend([handler.path] if b"query=" not in body else [])
        trouble(handler, body)

    with server(answer) as url:
        one_line(run(*words(url, "--graph-store", *limit(name))), url)
    assert wrote == []


def test_page_in_place_of_an_endpoint(run: Run) -> None:
    with server(says(200, b"<html><body>Welcome</body></html>", "text/html")) as url:
        one_line(
            run(*words(url, "--graph-store")),
            url,
            "does not answer with SPARQL results but with '<html><body>Welcome",
            "is it a SPARQL endpoint?",
        )


def test_page_in_place_of_a_graph_store(run: Run) -> None:
    """A page that takes whatever is sent is found out by the counts: done, and something is wrong."""
    with server(Store()) as url, server(says(200, b"<html>Welcome", "text/html")) as page:
        done = run("upload", "--kb", KB, "--endpoint", url, "--graph-store", page)
    assert done.returncode == 1
    for graph, count in wanted().items():
        assert f"<{graph}>: {count} triples here, 0 there\n" in done.stdout
    assert done.stdout.endswith(f"{len(wanted())} counts differ; look into the store's log, then upload again\n")


@pytest.mark.parametrize("way", ["--endpoint", *WAYS])
def test_wrong_address(run: Run, way: str) -> None:
    with server(Store()) as url:
        arguments = ["upload", "--kb", KB, *([] if way == "--endpoint" else ["--endpoint", url])]
        one_line(
            run(*arguments, way, "http://127.0.0.1:9/none"),
            "cannot be reached",
            "is the server up, and the address right?",
        )
        one_line(
            run(*arguments, way, "store"), "'store' is no address of an endpoint; write http://host:port/path/to/sparql"
        )


def test_one_triple_too_many_is_put_right(run: Run) -> None:
    store, graphs = Store(), wanted()
    graph = ox.NamedNode(min(graphs))
    with server(store) as url:
        run(*words(url, "--graph-store"))
        store.store.add(ox.Quad(ox.NamedNode("http://a/"), ox.NamedNode("http://b/"), ox.NamedNode("http://c/"), graph))
        done = run(*words(url, "--graph-store"))
    assert done.stdout.startswith(
        f"1 graphs with {graphs[graph.value]} triples put, {len(graphs) - 1} were there already: all counts agree"
    )
    assert len(store.store) == sum(graphs.values())
