"""Attacks by an endpoint that is asked: answers without end, slow ones, redirections, answers to another question
(docs/security.md)."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from loopback import SRJ, Answer, one_line, says, server

from exo_ld import connect
from exo_ld.errors import EndpointError
from exo_ld.query import endpoint

KB = str(Path(__file__).parent / "data" / "kb")
ROWS, TRIPLES = "SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
READ = 8 << 20  # bytes that a server may be rid of before we have gone: buffers of the system and a little


def endless(status: int, start: bytes, more: bytes, sent: list[int] | None = None) -> Answer:
    """An answer of ``status`` that never ends; ``sent`` is told how much of it was taken."""

    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.end_headers()
        with contextlib.suppress(OSError):
            handler.wfile.write(start)
            for _again in range(4096):
                handler.wfile.write(more * (65536 // len(more)))
                if sent is not None:
                    sent[0] += 65536

    return answer


@pytest.mark.parametrize(
    ("query", "start", "more"),
    [
        (TRIPLES, b"<e:s> <e:p> 1", b",1"),
        (TRIPLES, b"<e:s> <e:p> 1 .", b"# nothing\n"),
        (TRIPLES, b'<e:s> <e:p> """', b"aaaaaaaa"),
        (ROWS, b'{"head":{"vars":["x"]},"results":{"bindings":[{}', b",{}"),
        (ROWS, b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"', b"a"),
        (ROWS, b'{"head":{"vars":["x"', b',"x"'),
        (ROWS, b"", b" "),
        (ROWS, b"", b"["),
    ],
    ids=["triples", "comment", "literal", "rows", "literal in a row", "variables", "blanks", "nesting"],
)
def test_an_answer_without_end(query: str, start: bytes, more: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MOST", 1 << 20)
    sent = [0]
    with server(endless(200, start, more, sent)) as url, pytest.raises(EndpointError) as error:
        connect(url, root=KB, timeout=30).sparql(query)
    assert "larger than 1,048,576 bytes" in str(error.value) or "does not answer with SPARQL results" in str(
        error.value
    )
    assert sent[0] < READ


@pytest.mark.parametrize("status", [400, 401, 403, 404, 414, 500, 503])
def test_an_error_without_end(status: int) -> None:
    sent = [0]
    with server(endless(status, b"no ", b"never ", sent)) as url, pytest.raises(EndpointError, match=f"HTTP {status}"):
        connect(url, root=KB, timeout=30).sparql(ROWS)
    assert sent[0] < READ


@pytest.mark.slow
def test_what_an_answer_takes_in_memory_is_bounded() -> None:
    """A row of ten bytes may take two hundred. In a process of its own: one that has had more before grows by none."""
    rows = b'{"head":{"vars":["x"]},"results":{"bindings":[{}' + b",{}" * 2_000_000 + b"]}}"
    triples = b"<e:s> <e:p> 1" + b",1" * 2_000_000 + b"."
    code = """import sys
from exo_ld.query import endpoint
endpoint.MEMORY = 30 << 20
endpoint.connect(sys.argv[1], root=sys.argv[2]).sparql(sys.argv[3])
"""
    for query, body in ((ROWS, rows), (TRIPLES, triples)):
        with server(says(200, body)) as url:
            done = subprocess.run(
                [sys.executable, "-c", code, url, KB, query], capture_output=True, text=True, timeout=120
            )
        assert "EndpointError" in done.stderr
        assert "takes more than 31,457,280 bytes" in done.stderr


def dripping(status: int) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _again in range(20):
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.4)

    return answer


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("command", ["sparql", "upload"])
def test_a_slow_answer_and_a_slow_error_end_at_the_limit(run: Run, command: str, status: int) -> None:
    words = ["sparql", ROWS] if command == "sparql" else ["upload"]
    with server(dripping(status)) as url:
        start = time.monotonic()
        one_line(run(*words, "--kb", KB, "--endpoint", url, "--timeout", "1"), "no answer within 1 s")
        assert time.monotonic() - start < 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target", ["same", "ftp://127.0.0.1:9/x", "file:///etc/hostname", "//127.0.0.1:9/", "\x1b[31m"]
)
def test_no_redirection_is_followed(run: Run, status: int, target: str) -> None:
    asked = []
    with server(says(200, SRJ)) as other:

        def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
            asked.append(handler.path)
            handler.send_response(status)
            handler.send_header("Location", other if target == "same" else target)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        with (
            server(answer) as url,
            pytest.raises(EndpointError, match=f"HTTP {status} .*it redirects to .*give that address if you trust it"),
        ):
            connect(url, root=KB, timeout=5).sparql(ROWS)
    assert len(asked) == 1


def nested(levels: int) -> bytes:
    term: Any = '{"type":"uri","value":"e:o"}'
    head = '{"type":"triple","value":{"subject":{"type":"uri","value":"e:s"},'
    head += '"predicate":{"type":"uri","value":"e:p"},"object":'
    return (
        f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{{"x":{head * levels}{term}{"}}" * levels}}}]}}}}'.encode()
    )


@pytest.mark.slow
@pytest.mark.parametrize("levels", [2, 200, 3000])
def test_nested_triple_terms_end_no_process(run: Run, levels: int) -> None:
    deep = b"<e:s> <e:p> " + b"<<( <e:s> <e:p> " * levels + b"<e:o>" + b" )>>" * levels + b" ."
    for query, body in (("SELECT ?x {}", nested(levels)), (TRIPLES, deep)):
        with server(says(200, body)) as url:
            done = run("sparql", query, "--kb", KB, "--endpoint", url)
        assert done.returncode in ((0,) if levels == 2 else (0, 2)), done.stderr  # a crash is 139, a traceback 1
        assert "Traceback" not in done.stderr


YES = json.dumps({"head": {}, "boolean": True}).encode()
OTHER = SRJ  # the variable x, which nobody asked for


@pytest.mark.parametrize(
    "body", [YES, OTHER, b'{"head":{"vars":[]},"results":{"bindings":[{}]}}'], ids=["yes", "x", "none"]
)
@pytest.mark.parametrize(
    "words",
    [
        ["show", "exod:study-jin-2019-mir-486"],
        ["query", "cargo"],
        ["query", "statements"],
        ["validate", "--shape", "exos:Claim-evidence"],
        ["upload"],
    ],
    ids=lambda words: " ".join(words),
)
def test_an_answer_to_another_question(run: Run, words: list[str], body: bytes) -> None:
    with server(says(200, body)) as url:
        done = run(*words, "--endpoint", url, *(["--kb", KB] if words[0] not in ("validate", "show") else []))
    assert "Traceback" not in done.stderr, done.stderr
    assert (done.returncode, f"exo-ld: {url}" in done.stderr) == (2, True), done.stderr


GRAPH = "https://w3id.org/exo-ld/ontology"


@pytest.mark.parametrize(
    "row",
    [
        {"g": ("uri", GRAPH)},
        {"g": ("uri", GRAPH), "n": ("literal", "many")},
        {"g": ("uri", GRAPH), "n": ("literal", "")},
        {"g": ("uri", GRAPH), "n": ("literal", "-1")},
        {"g": ("uri", GRAPH), "n": ("literal", "1.5")},
        {"g": ("uri", GRAPH), "n": ("literal", "٣")},
        {"g": ("uri", GRAPH), "n": ("literal", "9" * 5000)},
        {"g": ("uri", GRAPH), "n": ("uri", "e:n")},
        {"g": ("bnode", "b"), "n": ("literal", "1")},
        {"g": ("uri", "e:another"), "n": ("literal", "1")},
        {"g": ("uri", "e:\x1b[31m"), "n": ("literal", "1")},
    ],
    ids=lambda row: " ".join(value[:20] for _, value in row.values()),
)
def test_counts_that_are_none(row: dict[str, tuple[str, str]], run: Run) -> None:
    cells = {name: {"type": kind, "value": value} for name, (kind, value) in row.items()}
    body = json.dumps({"head": {"vars": ["g", "n"]}, "results": {"bindings": [cells]}}).encode()
    with server(says(200, body)) as url:
        one_line(run("upload", "--kb", KB, "--endpoint", url))


def test_a_graph_that_is_counted_twice(run: Run) -> None:
    cells = [{"g": {"type": "uri", "value": GRAPH}, "n": {"type": "literal", "value": n}} for n in "12"]
    body = json.dumps({"head": {"vars": ["g", "n"]}, "results": {"bindings": cells}}).encode()
    with server(says(200, body)) as url:
        one_line(run("upload", "--kb", KB, "--endpoint", url), f"counts '{GRAPH}' twice")


@pytest.mark.parametrize("count", ["many", "1.5", "-3", "9" * 5000, "٣", "e:n"])
def test_a_count_of_nodes_that_is_none(count: str, run: Run) -> None:
    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        counting = b"COUNT" in body and b"n" in body
        bindings = [{"n": {"type": "literal", "value": count}}] if counting else []
        asked = ["n"] if counting else list(dict.fromkeys(_variables(body)))
        reply = {"head": {"vars": asked}, "results": {"bindings": bindings}}
        says(200, json.dumps(reply).encode())(handler, body)

    with server(answer) as url:
        done = run("validate", "--endpoint", url, "--kb", KB)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "do not trust it" in done.stderr


def _variables(body: bytes) -> list[str]:
    import re
    from urllib.parse import parse_qs

    text = parse_qs(body.decode())["query"][0]
    return re.findall(r"[?$](\w+)", text.partition("WHERE")[0].partition("{")[0]) + re.findall(r"AS [?$](\w+)", text)
