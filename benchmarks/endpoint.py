"""The endpoint against the oxigraph server's own, on the same queries, in one run.

    python benchmarks/endpoint.py            every canned query, 15 runs each
    python benchmarks/endpoint.py --short    a few queries, 5 runs each

Both hold the same quads, keep the connection open, and answer in SPARQL Results JSON; they are asked in turn, so that a
drift of the machine meets both alike. Needs the `oxigraph` program (`pip install oxigraph`). It measures and prints; it
never fails on a figure.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exo_ld.query.catalogue import Catalogue
from exo_ld.sources import snapshot, sources

SHORT = ["studies", "cargo-targets", "claims", "errata", "retracted-support"]


class Server:
    """A running SPARQL server and an open connection to it."""

    def __init__(self, command: list[str], port: int, path: str) -> None:
        self.path, self.process = path, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(200):
            try:
                self.connection.connect()
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{command[0]} did not start")

    def ask(self, query: str) -> tuple[float, bytes]:
        """Seconds to the last byte, and the answer."""
        start = time.perf_counter()
        self.connection.request(
            "POST",
            self.path,
            query.encode(),
            {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
        )
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.path}: HTTP {answer.status} {body[:200]!r}")
        return time.perf_counter() - start, body


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    program = shutil.which(
        "oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    )
    if program is None:
        raise SystemExit("the oxigraph program is needed: pip install oxigraph")
    runs, queries = (5, SHORT) if short else (15, list(Catalogue()))
    with tempfile.TemporaryDirectory() as place:
        quads, store = Path(place, "all.nq"), str(Path(place, "store"))
        quads.write_bytes(snapshot(sources()))
        subprocess.run(
            [program, "load", "--location", store, "--file", str(quads), "--lenient"], check=True, capture_output=True
        )
        ports = free_port(), free_port()
        servers = [
            Server([sys.executable, "-m", "exo_ld", "serve", "--port", str(ports[0])], ports[0], "/sparql"),
            Server(
                [
                    program,
                    "serve-read-only",
                    "--location",
                    store,
                    "--bind",
                    f"127.0.0.1:{ports[1]}",
                    "--union-default-graph",
                ],
                ports[1],
                "/query",
            ),
        ]
        try:
            ratios = []
            print("median milliseconds                   bytes    exo-ld  oxigraph     ratio")
            for name in queries:
                text = Catalogue()[name].text
                if "SELECT" not in text or "SERVICE" in text:
                    continue
                times: tuple[list[float], list[float]] = ([], [])
                sizes = [len(server.ask(text)[1]) for server in servers]
                for _ in range(runs):
                    for server, taken in zip(servers, times, strict=True):
                        taken.append(server.ask(text)[0])
                ours, theirs = (statistics.median(taken) * 1000 for taken in times)
                ratios.append(ours / theirs)
                note = "" if sizes[0] == sizes[1] else f"   the oxigraph server sends {sizes[1]} bytes!"
                print(f"  {name:<32} {sizes[0]:>9} {ours:9.2f} {theirs:9.2f} {ours / theirs:9.2f}{note}")
            print(
                f"  median ratio over {len(ratios)} queries: {statistics.median(ratios):.2f}; largest {max(ratios):.2f}"
            )
        finally:
            for server in servers:
                server.process.terminate()
                server.process.wait()


if __name__ == "__main__":
    main()
