"""Honest and hostile clients side by side before one `exo-ld serve`, for some minutes.

    python tools/soak.py --minutes 20 [--hostile 4]

Prints the slowest answer of the honest ones, how many they got and missed, and the highest mark of the memory of the
server and its workers (Linux); then PASS, or FAIL and what was beyond its bound (`faults`), with exit status 1.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from urllib.parse import quote

ASK = "ASK { <https://w3id.org/exo-ld/id/review-xiong-2021> ?p ?o }"
LATE = 10.0  # seconds of an honest answer, and of the end after a signal
OWN = 1024  # megabytes of the server itself: what it holds, and the answers that wait for their readers
ALL = 4096  # megabytes of it with its workers and the process of the pages
BODIES = [b"." * 1_000_000, b"a-" * 500_000, b'"\\' * 500_000, b"ASK { " + b"{ " * 200_000, b"\xff" * 1_000_000]
QUERIES = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a ?b ?c } LIMIT 20000",
    "ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }",
]


class Soak:
    """One run against the server at ``host`` and ``port``."""

    def __init__(self, host: str, port: int, seconds: float) -> None:
        self.place, self.end = (host, port), time.monotonic() + seconds
        self.slowest, self.answers, self.missed, self.attacks = 0.0, 0, list[str](), 0
        self.lock = threading.Lock()

    @property
    def on(self) -> bool:
        """Whether time is left."""
        return time.monotonic() < self.end

    def honest(self) -> None:
        """Ask a small question, again and again, twice a second."""
        url = f"http://{self.place[0]}:{self.place[1]}/sparql?query={quote(ASK)}"
        while self.on:
            start, what = time.monotonic(), ""
            try:
                with urllib.request.urlopen(url, timeout=60) as answer:
                    what = "" if b'"boolean":true' in answer.read() else "a wrong answer"
            except OSError as error:
                what = str(error)
            took = time.monotonic() - start
            with self.lock:
                self.slowest, self.answers = max(self.slowest, took), self.answers + (not what)
                if what:
                    self.missed.append(f"{what} after {took:.1f} s")
            time.sleep(0.5)

    def hostile(self, number: int) -> None:
        """Attack in one way after another."""
        choice = random.Random(number)
        ways = [self._body, self._query, self._headers, self._silent, self._deaf]
        while self.on:
            with suppress(OSError):
                choice.choice(ways)(choice)
            with self.lock:
                self.attacks += 1

    def _send(self, text: bytes, wait: float = 5.0) -> None:
        with socket.create_connection(self.place, timeout=wait) as line:
            line.sendall(text)
            line.recv(1000)

    def _body(self, choice: random.Random) -> None:
        body = choice.choice(BODIES)
        self._send(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
            % len(body)
            + body
        )

    def _query(self, choice: random.Random) -> None:
        self._send(
            f"GET /sparql?query={quote(choice.choice(QUERIES))} HTTP/1.1\r\nHost: x\r\nAccept: "
            "text/csv\r\n\r\n".encode()
        )

    def _headers(self, choice: random.Random) -> None:
        self._send(
            b"GET / HTTP/1.1\r\nHost: x\r\nAccept: " + b"," * choice.choice([1000, 30_000, 900_000]) + b"\r\n\r\n"
        )

    def _silent(self, choice: random.Random) -> None:
        lines = []
        try:
            for _ in range(60):
                lines.append(socket.create_connection(self.place, timeout=5))  # noqa: PERF401
            time.sleep(choice.uniform(0, 5))
        finally:
            for line in lines:
                line.close()

    def _deaf(self, choice: random.Random) -> None:
        with socket.create_connection(self.place, timeout=5) as line:
            line.sendall(f"GET /sparql?query={quote(QUERIES[2])} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(choice.uniform(1, 10))


def memory(pid: int) -> tuple[int, int]:
    """Megabytes that the process holds, and that it and its children hold."""
    listed = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    own = subprocess.run(["ps", "-o", "rss=", "--pid", str(pid)], capture_output=True, text=True, check=False)
    return sum(map(int, own.stdout.split())) >> 10, sum(map(int, listed.stdout.split())) >> 10


def faults(soak: Soak, own: int, every: int, ended: float, late: float) -> list[str]:
    """What was beyond its bound, ``late`` seconds of an answer or one of those above."""
    bounds = [
        (not soak.answers, "no honest answer"),
        (bool(soak.missed), f"{len(soak.missed)} honest questions without a right answer"),
        (not soak.attacks, "no attack"),
        (soak.slowest > late, f"an honest answer took {soak.slowest:.2f} s, more than {late:g}"),
        (not 0 < own <= OWN, f"the server held {own:,} MB, more than {OWN:,} (or nobody knows)"),
        (every > ALL, f"it held {every:,} MB with its workers, more than {ALL:,}"),
        (ended > LATE, f"it ended {ended:.1f} s after the signal, more than {LATE:g}"),
    ]
    return [said for beyond, said in bounds if beyond]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--hostile", type=int, default=4, help="hostile clients (4)")
    parser.add_argument("--honest", type=int, default=2, help="honest clients (2)")
    parser.add_argument("--late", type=float, default=LATE, help=f"seconds an honest answer may take ({LATE:g})")
    options = parser.parse_args()
    command = [sys.executable, "-m", "exo_ld", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as server:
        assert server.stderr
        host, port = server.stderr.readline().split()[2].split("/")[2].split(":")
        threading.Thread(target=server.stderr.read, daemon=True).start()
        soak = Soak(host, int(port), 60 * options.minutes)
        crowd = [threading.Thread(target=soak.honest) for _ in range(options.honest)]
        crowd += [threading.Thread(target=soak.hostile, args=(number,)) for number in range(options.hostile)]
        for client in crowd:
            client.start()
        marks = [(0, 0)]
        while soak.on:
            marks.append(memory(server.pid))
            time.sleep(1)
        for client in crowd:
            client.join()
        start = time.monotonic()
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        ended = time.monotonic() - start
    own, every = (max(column) for column in zip(*marks, strict=True))
    print(
        f"honest: {soak.answers:,} answers, the slowest {soak.slowest:.2f} s; without one: "
        f"{len(soak.missed)} {soak.missed[:5]}"
    )
    print(f"hostile: {soak.attacks:,} attacks by {options.hostile} clients in {options.minutes:g} minutes")
    print(f"memory: server {own:,} MB, with its workers {every:,} MB; ended {ended:.1f} s after SIGTERM")
    beyond = faults(soak, own, every, ended, options.late)
    print(f"FAIL: {'; '.join(beyond)}" if beyond else "PASS")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
