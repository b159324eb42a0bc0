"""What a question over two stores costs against the same question of one store that holds both, and how that grows.

    python tools/engines.py --install && python tools/comunica.py --install
    python benchmarks/federation.py TABLES            TABLES: the reference tables' folder, such as ../shared/terms
    python benchmarks/federation.py TABLES --short    one size of each side

Requests and bytes are counted by a proxy between the two. It measures and prints tables in Markdown; it never fails on
a figure.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
from synthetic import Template

import exo_ld
from exo_ld.query.results import Table
from exo_ld.sources import quads

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import comunica
from engines import Urls, running
from vocabularies import ntriples

NAME = "terms-below"
# Vocabulary and what is asked of it: some dozens of its terms, and all or nearly all of them.
CASES = [("cl", "CL:0000134"), ("cl", "CL:0000000"), ("mondo", "MONDO:0005015"), ("mondo", "MONDO:0000001")]


class Proxy:
    """A server that hands every request on to ``url`` and counts requests and the bytes of the answers."""

    def __init__(self, url: str) -> None:
        self.target, self.requests, self.bytes = urlsplit(url), 0, 0
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                proxy.forward(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            do_GET = do_HEAD = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}{self.target.path}"

    def forward(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Hand one request on, and its answer back."""
        connection = http.client.HTTPConnection(self.target.netloc)
        headers = {name: handler.headers[name] for name in ("Accept", "Content-Type") if name in handler.headers}
        connection.request(handler.command, handler.path, body, headers)
        answer = connection.getresponse()
        read = answer.read()
        self.requests += 1
        self.bytes += len(read)
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.headers.get("Content-Type", ""))
        handler.send_header("Content-Length", str(len(read)))
        handler.end_headers()
        handler.wfile.write(read)
        connection.close()


@contextmanager
def counted(url: str) -> Iterator[Proxy]:
    """A running proxy before ``url``."""
    proxy = Proxy(url)
    threading.Thread(target=proxy.server.serve_forever, daemon=True).start()
    yield proxy
    proxy.server.shutdown()
    proxy.server.server_close()


def put(urls: Urls, graph: str, triples: bytes) -> None:
    """Put N-Triples into a named graph of a store."""
    request = urllib.request.Request(
        f"{urls.graph_store}?graph={graph}", triples, {"Content-Type": "text/turtle"}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=600).close()


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of a call, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def ask(store: ox.Store, text: str) -> int:
    """The number of rows that the embedded engine finds."""
    return sum(1 for _ in store.query(text, use_default_graph_as_union=True))


def growth(tables: str, factors: list[int], cases: list[tuple[str, str]], runs: int) -> None:
    """The embedded engine with our facts, the oxigraph server with a vocabulary: both sides grow."""
    kb, template = exo_ld.load(), Template()
    print(
        "| facts | vocabulary | below | rows | requests | KB received | one store, ms | two, ms | ratio "
        "|\n|---|---|---|---|---|---|---|---|---|"
    )
    for vocabulary in dict.fromkeys(name for name, _ in cases):
        triples = ntriples(tables, vocabulary)
        with running("oxigraph") as started, counted(started["oxigraph"].query) as proxy:
            put(started["oxigraph"], "http://vocabulary/", triples)
            for factor in factors:
                facts, both = ox.Store(), ox.Store()
                for store in (facts, both):
                    store.bulk_load(template.real.encode(), format=ox.RdfFormat.N_QUADS)
                    for number in range(1, factor):
                        store.bulk_load(template.copy(number).encode(), format=ox.RdfFormat.N_QUADS)
                both.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("http://vocabulary/"))
                for above in (term for name, term in cases if name == vocabulary):
                    alone = kb.prepare(NAME, {"above": above})
                    apart = kb.prepare(NAME, {"above": above, "service": proxy.url})
                    proxy.requests = proxy.bytes = 0
                    rows = ask(facts, apart)
                    asked, received = proxy.requests, proxy.bytes
                    one, two = (seconds(lambda s=s, t=t: ask(s, t), runs) for s, t in ((both, alone), (facts, apart)))  # type: ignore[misc]
                    size = f"{triples.count(b'rdf-schema#label>'):,} terms of {vocabulary}"
                    print(
                        f"| {len(facts):,} quads | {size} | {above} | {rows:,} | {asked} | {received / 1000:,.0f} | "
                        f"{one * 1000:.0f} | {two * 1000:.0f}"
                        f" | {two / one:.2f} |",
                        flush=True,
                    )


def engines(tables: str, runs: int) -> None:
    """Each engine with our facts and the vocabulary, against its asking another server for the vocabulary."""
    kb = exo_ld.load()
    print("\n| engine that is asked | requests to the other | KB received | two against one store |\n|---|---|---|---|")
    names = ("oxigraph", "fuseki", "virtuoso")
    with running(*names) as started, running("fuseki") as other, counted(other["fuseki"].query) as proxy:
        vocabulary = ntriples(tables, "cl")
        put(other["fuseki"], "http://vocabulary/", vocabulary)
        for name in names:
            facts = ox.serialize({quad.triple for quad in kb.store}, format=ox.RdfFormat.N_TRIPLES) or b""
            put(started[name], "http://facts/", facts)
            put(started[name], "http://vocabulary/", vocabulary)
            endpoint = exo_ld.connect(started[name].query, timeout=120)
            proxy.requests = proxy.bytes = 0
            endpoint.query(NAME, above="CL:0000134", service=proxy.url)
            asked, received = proxy.requests, proxy.bytes
            two = seconds(lambda e=endpoint: e.query(NAME, above="CL:0000134", service=proxy.url), runs)  # type: ignore[misc]
            one = seconds(lambda e=endpoint: e.query(NAME, above="CL:0000134"), runs)  # type: ignore[misc]
            print(f"| {name} | {asked} | {received / 1000:,.0f} | {two / one:.1f} |", flush=True)


def over_comunica() -> None:
    """Comunica over our facts in one server and our slices of the vocabularies in another, against the embedded engine
    with all."""
    kb = exo_ld.load()
    print("\n| query | rows | requests | MB received | seconds | against one store |\n|---|---|---|---|---|---|")
    with running("oxigraph", "fuseki") as started:
        for engine, part in (("oxigraph", False), ("fuseki", True)):
            triples = {
                quad.triple for file in kb.files if ("imports" in Path(file.path).parts) == part for quad in quads(file)
            }
            put(started[engine], "http://part/", ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
        names = sorted(kb.catalogue)
        found = comunica.answers(
            [kb.catalogue[name].text for name in names], [urls.query for urls in started.values()], 120
        )
        for name, answer in zip(names, found, strict=True):
            one = seconds(lambda n=name: kb.query(n), 3)  # type: ignore[misc]
            rows = answer.error.splitlines()[0] if answer.error else len(Table.from_srj(answer.results))
            cost = f"{answer.requests} | {answer.bytes / 1e6:.1f} | {answer.seconds:.1f} | {answer.seconds / one:,.0f}"
            print(f"| {name} | {rows} | {cost} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables")
    parser.add_argument("--short", action="store_true")
    arguments = parser.parse_args()
    short = arguments.short
    growth(arguments.tables, [1] if short else [1, 10], CASES[:1] if short else CASES, 3 if short else 5)
    engines(arguments.tables, 3)
    if missing := comunica.missing():
        print(f"Comunica is not here: {missing}", file=sys.stderr)
    else:
        over_comunica()


if __name__ == "__main__":
    main()
