"""Attacks on `exo-ld serve` that once got through: each must be refused or ended, and nobody else may notice
(docs/security.md)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

import contextlib

from conftest import REPO
from test_serve import ASK, Server, serving

from exo_ld.graph.sparql import undeclared, words

sys.path.insert(0, str(REPO / "tools"))

import soak

QUICK = 3.0  # seconds within which an honest question is answered whatever a stranger does
MB = 1 << 20
KB = str(REPO / "tests" / "data" / "kb")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--timeout", "20", "--workers", "2") as running:
        yield running


def line(server: Server) -> socket.socket:
    host, port = server.base.split("/")[2].split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def said(connection: socket.socket, text: bytes) -> bytes:
    """What is answered to ``text``, which may be refused before it is all sent."""
    with connection:
        with contextlib.suppress(OSError):
            connection.sendall(text)
        try:
            return connection.recv(200)
        except OSError:
            return b""


def honest(server: Server) -> float:
    """The seconds that an honest question takes."""
    start = time.monotonic()
    answer = server.ask(ASK)
    assert (answer.status, '"boolean":true' in answer.text) == (200, True), answer.text
    return time.monotonic() - start


# --- reading what is sent
# -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        ".", "a-", '"\\', "1", '"""\\', "'''", "'''\\'", "<a", "a:", "_:", "@a-", "?", "\\", '"a\n', "a:\\#", "#",
        "<?b)s", "%", "a.b-", "é.", "<?b)SERVICE",
    ],
)  # fmt: skip
def test_words_are_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        words(unit * (size // len(unit)))
        undeclared(unit * (size // len(unit)))
        return time.process_time() - start

    seconds(1000)
    assert seconds(160_000) < max(0.05, 24 * min(seconds(20_000) for _ in range(3)))  # a square would be 64


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x {} }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE SILENT:x {} }",
        "SELECT * { ?s ?p 1e5SERVICE SILENT<http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p trueSERVICE SILENT<http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p 1.SERVICE:x {} }",
        "SELECT * { ?s ?p ?c FILTER(?c<?c)SERVICE#>\n SILENT<http://127.0.0.1:9/> {} }",
        'SELECT * { VALUES ?x {"""a"} SERVICE SILENT<http://127.0.0.1:9/>{} }',
        'SELECT * { ?s ?p """\\""" """ . SERVICE SILENT <http://127.0.0.1:9/> {} }',
        "PREFIX e: <e:> SELECT * { ?s ?p e:a\\# . SERVICE SILENT <http://127.0.0.1:9/> {} }",
        "PREFIX e: <e:> SELECT * { ?s ?p e:a\\' . SERVICE SILENT <http://127.0.0.1:9/> {} #'\n}",
        'SELECT * { ?s ?p "a\\"" . sErViCe SILENT <http://127.0.0.1:9/> {} }',
    ],
)
def test_no_spelling_hides_a_call_of_another_server(query: str) -> None:
    assert "SERVICE" in words(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH service:x { ?s service:load ?o } }",
        "ASK FROM service:x { ?s ?p 'SERVICE' }",
        "ASK { <http://x/service#> ?p ?service }",
    ],
)
def test_what_is_no_call_is_none(query: str) -> None:
    assert "SERVICE" not in words(query)


@pytest.mark.parametrize("unit", [".", "a-a-", '"\\"\\', "1", "%41&", "é"])
def test_a_long_text_holds_nobody_up(server: Server, unit: str) -> None:
    body = (unit.encode() * MB)[:MB]
    kind = "application/x-www-form-urlencoded" if "&" in unit else "application/sparql-query"
    with ThreadPoolExecutor(1) as crowd:
        hostile = crowd.submit(server.get, "sparql", "", body, Content_Type=kind)
        assert max(honest(server) for _ in range(3)) < QUICK
        assert hostile.result().status in (400, 403)


# --- limits of a connection
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param(b"GET /sparql?query=" + b"a" * (20 * MB), b"414", id="address"),
        pytest.param(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: "
        b"" + b"," * 900_000 + b"\r\n\r\n", b"431", id="commas"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (20 * MB), b"431", id="endless header"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Y: 1\r\n" * 500_000, b"431", id="endless headers"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a" * (20 * MB), b"431", id="endless name"),
        pytest.param(b"G" * MB, b"400", id="no request"),
        pytest.param(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: "
                     b"application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
                     + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 401, b"413", id="endless body"),
    ],
)  # fmt: skip
def test_too_much_is_refused(server: Server, request_: bytes, status: bytes) -> None:
    before = memory(server)
    answer = said(line(server), request_)
    # Nothing: it was cut off while it still sent.
    assert answer == b"" or answer.startswith(b"HTTP/1.1 " + status), answer
    assert honest(server) < QUICK
    assert memory(server) - before < 40 * MB


def test_a_header_that_is_a_little_too_long_is_told_so(server: Server) -> None:
    assert server.get("sparql?query=ASK%7B%7D", "text/csv," * 700).status == 431
    assert server.get("sparql?query=" + "a" * 40_000).status == 414
    assert server.get("sparql?query=ASK%7B%7D", "text/csv;q=0.1," * 200 + "*/*").status == 200


def test_many_requests_at_once_on_one_connection(server: Server) -> None:
    with line(server) as connection:
        connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 5000)
        assert honest(server) < QUICK


def memory(server: Server) -> int:
    """Bytes of memory that the server holds, without its workers."""
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_silent_connections_make_room(server: Server) -> None:
    crowd = [line(server) for _ in range(540)]  # more than there are places
    try:
        assert honest(server) < QUICK
        assert sum(gone(connection) for connection in crowd) >= 28
    finally:
        for connection in crowd:
            connection.close()


def gone(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_the_protocol_ends_what_waits_too_long(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from exo_ld.serve import protocol

    ended = []

    class Line(protocol.Guarded):
        def __init__(self) -> None:
            self.loop, self._watch = self, None  # type: ignore[assignment]

        now = 0.0

        def time(self) -> float:
            return self.now

        def call_later(self, *_: object) -> None:
            pass

        def abort(self) -> None:
            ended.append(self.phase)

    for phase, seconds in (("idle", 11), ("head", 11), ("body", 31), ("answer", 1000), ("refused", 3)):
        connection = Line()
        connection._enter(phase)
        connection.now = seconds
        connection._look()
    connection = Line()
    connection._enter("answer")
    connection._stalled = 0.0
    connection.now = 21
    connection._look()
    assert ended == ["idle", "head", "body", "refused", "answer"]


def large(rows: int) -> str:
    """The address of an answer of so many times 500,000 bytes."""
    tenfold = " ".join(f"BIND (CONCAT({', '.join([f'?v{i}'] * 10)}) AS ?v{i + 1})" for i in range(3))
    values = " ".join(map(str, range(rows)))
    text = f"SELECT ?v3 {{ VALUES ?s {{ {values} }} BIND ('{'a' * 500}' AS ?v0) {tenfold} }}"
    return "sparql?" + urllib.parse.urlencode({"query": text})


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is read from /proc")
def test_readers_that_do_not_read() -> None:
    """Twelve answers of 5 MB, none read, where there is room for 12 MB: what is held stays below that, and the honest
    get answers."""
    with serving("--kb", KB, "--workers", "2", limits={"workers._ROOM": 12 << 20}) as running:
        with urllib.request.urlopen(running.base + large(10), timeout=60) as answer:
            assert len(answer.read()) > 5_000_000
        before = memory(running)
        crowd = [line(running) for _ in range(12)]
        try:
            for connection in crowd:
                connection.sendall(f"GET /{large(10)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
            until = time.monotonic() + 5
            while time.monotonic() < until:
                start = time.monotonic()
                assert running.ask("ASK { ?s ?p ?o }").status == 200
                assert time.monotonic() - start < 15  # new workers must start, which a busy machine is slow at
                assert memory(running) - before < 45 * MB  # 60 MB and more are asked for
        finally:
            for connection in crowd:
                connection.close()


@pytest.mark.slow
def test_who_does_not_read_is_ended() -> None:
    limits = {"protocol._STALLED": 1.0}
    with serving("--kb", KB, "--workers", "1", limits=limits) as running, line(running) as connection:
        connection.sendall(f"GET /{large(40)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        taken = len(connection.recv(10))
        time.sleep(4)
        with contextlib.suppress(ConnectionError):
            taken += sum(map(len, iter(lambda: connection.recv(1 << 20), b"")))
        assert taken < 18_000_000  # what the system had in hand; all of it would be 20 MB


# --- nothing is left for who comes later
# --------------------------------------------------------------------------------


def workers(server: Server) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in found.stdout.split()]


@pytest.mark.slow
def test_answers_stay_the_same_when_a_file_changes(tmp_path: Path) -> None:
    file, count = tmp_path / "mine.ttl", "SELECT (COUNT(*) AS ?n) { ?s <http://e/p> ?o }"
    file.write_text("<http://e/s> <http://e/p> 1 , 2 , 3 .")
    with serving("--kb", KB, "--data", str(file), "--workers", "1", "--timeout", "10") as running:
        for change in (
            lambda: file.write_text("<http://e/s> <http://e/p> 1 ."),
            lambda: file.write_text("broken"),
            file.unlink,
        ):
            change()
            for pid in workers(running):
                os.kill(pid, signal.SIGKILL)
            answer = running.ask(count, "text/csv")  # by a worker that was started since
            assert (answer.status, answer.text.split()) == (200, ["n", "3"])


def test_a_worker_that_was_ended_is_not_asked(server: Server) -> None:
    for pid in workers(server):
        os.kill(pid, signal.SIGKILL)
    assert server.ask(ASK).status == 200


@pytest.mark.slow
def test_workers_that_are_ended_while_they_start_come_back() -> None:
    with serving("--kb", KB, "--workers", "2", "--timeout", "60") as running, ThreadPoolExecutor(9) as crowd:
        for _ in range(4):
            with contextlib.suppress(subprocess.CalledProcessError, ProcessLookupError):  # none there just now
                for pid in workers(running):
                    os.kill(pid, signal.SIGKILL)
            crowd.submit(running.ask, ASK)  # has successors started, which the next round ends as they start
            time.sleep(0.2)
        answer = running.ask(ASK)
        assert answer.status == 200, answer.text


@pytest.mark.slow
def test_a_worker_that_has_grown_is_replaced() -> None:
    with serving("--workers", "1", "--timeout", "60") as running:
        before = workers(running)
        answer = running.ask(
            "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?b ?c ?d { { SELECT * { ?a ?b ?c } LIMIT 2000 } { SELECT ?d "
            "{ ?d ?e ?f } LIMIT 700 } } }"
        )
        assert answer.status == 200, answer.text
        assert running.ask(ASK).status == 200
        assert workers(running) != before


def test_a_message_names_no_file_of_the_server(server: Server) -> None:
    answer = server.ask("ASK { SERVICE <http://127.0.0.1:9/> {} }")
    assert (answer.status, "/" in answer.text.replace("http://", "")) == (403, False)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_whatever_goes_on(number: signal.Signals) -> None:
    with serving("--kb", KB, "--workers", "1") as running:
        silent = [line(running) for _ in range(20)]
        slow = line(running)
        slow.sendall(b"GET /sparql?query=SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc%7D HTTP/1.1\r\nHost: x\r\n\r\n")
        post = line(running)
        post.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: "
            b"1000000\r\n\r\n" + b"." * 900_000
        )
        time.sleep(0.3)  # until all of these are under way
        running.process.send_signal(number)
        running.process.wait(12)
        for connection in (*silent, slow, post):
            connection.close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"slowest": 11.0}, ["an honest answer took 11.00 s, more than 10"]),
        ({"missed": ["a wrong answer after 0.1 s"]}, ["1 honest questions without a right answer"]),
        ({"answers": 0}, ["no honest answer"]),
        ({"attacks": 0}, ["no attack"]),
        ({"own": 2000}, ["the server held 2,000 MB, more than 1,024 (or nobody knows)"]),
        ({"own": 0}, ["the server held 0 MB, more than 1,024 (or nobody knows)"]),
        ({"every": 5000}, ["it held 5,000 MB with its workers, more than 4,096"]),
        ({"ended": 20.0}, ["it ended 20.0 s after the signal, more than 10"]),
    ],
)
def test_a_soak_judges_itself(given: dict[str, Any], said: list[str]) -> None:
    run = soak.Soak("127.0.0.1", 1, 0)
    run.slowest, run.answers, run.missed, run.attacks = 0.5, 100, [], 50
    marks = {"own": 100, "every": 900, "ended": 1.0, "late": soak.LATE}
    for name, value in given.items():
        if name in marks:
            marks[name] = value
        else:
            setattr(run, name, value)
    assert soak.faults(run, **marks) == said  # type: ignore[arg-type]


@pytest.mark.slow
def test_what_stands_in_the_folder_is_never_run(tmp_path: Path) -> None:
    for module in ("resource", "json", "http", "pickle", "pyoxigraph"):
        (tmp_path / f"{module}.py").write_text("open('run', 'w')")
    command = [sys.executable, "-P", "-m", "exo_ld", "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            url = process.stderr.readline().split()[2]
            with urllib.request.urlopen(f"{url}sparql?query=ASK%7B%7D", timeout=60) as answer:
                assert answer.status == 200
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    assert not (tmp_path / "run").exists()
