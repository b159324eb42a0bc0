"""What takes long: a word on stderr, an end at the limit, and a large answer that is written as it comes."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from conftest import Run
from loopback import SRJ, one_line, says, server

from exo_ld.commands.answer import write
from exo_ld.errors import EndpointError
from exo_ld.query.waiting import pieces

KB = str(Path(__file__).parent / "data" / "kb")
ALL = "SELECT * { ?s ?p ?o }"
# Far more rows than anybody waits for.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u . "
    "?v ?w ?x FILTER (?a != ?o) }"
)


def late(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    time.sleep(2.5)
    says(200, SRJ)(handler, body)


def drip(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """A byte a second: no wait for a single byte is ever long."""
    says(200, b"", length=len(SRJ))(handler, body)
    for byte in SRJ[:10]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(1)


def test_word_after_two_seconds(run: Run) -> None:
    with server(late) as url:
        done = run("sparql", ALL, "--kb", KB, "--endpoint", url, "--format", "json")
    assert (done.returncode, done.stdout) == (0, '[{"x": "yes"}]\n')
    assert done.stderr.startswith(f"exo-ld: waiting for {url}, 2 s\n")


def test_no_word_before_two_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(pieces(lambda: iter("ab"), progress="waiting")) == ["a", "b"]
    assert capsys.readouterr().err == ""


def test_limit_of_the_embedded_engine(run: Run) -> None:
    one_line(
        run("sparql", ENDLESS, "--kb", KB, "--timeout", "1"),
        "no answer within 1 s; try a longer --timeout, or ask for less",
    )


@pytest.mark.slow
def test_word_and_limit_of_the_embedded_engine(run: Run) -> None:
    done = run("sparql", ENDLESS, "--kb", KB, "--timeout", "3")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "exo-ld: working on it, 2 s\nexo-ld: no answer within 3 s; try a longer --timeout, or ask for less\n"
    )


@pytest.mark.slow
def test_endpoint_that_sends_a_byte_a_second(run: Run) -> None:
    with server(drip) as url:
        one_line(
            run("sparql", ALL, "--kb", KB, "--endpoint", url, "--timeout", "1.5"),
            "no answer within 1.5 s; try a longer --timeout",
        )


def test_limit_counts_the_waiting_only() -> None:
    """The time in which a reader handles a piece is its own."""
    taken = []
    for piece in pieces(lambda: iter(range(3)), seconds=0.2):
        time.sleep(0.15)
        taken.append(piece)
    assert taken == [0, 1, 2]


# --- a file that is written as the answer comes
# ---------------------------------------------------------------------------


def seen(folder: Path, out: Path) -> int:
    """The bytes that stand in the temporary file beside ``out``."""
    return sum(path.stat().st_size for path in folder.iterdir() if path != out)


def test_file_is_written_as_the_answer_comes(tmp_path: Path) -> None:
    out, sizes = tmp_path / "out.csv", []

    def answer() -> Iterator[str]:
        for _ in range(4):
            sizes.append(seen(tmp_path, out))
            yield "x" * (1 << 20)

    assert write(argparse.Namespace(output=str(out)), answer()) == 0
    assert sizes == [0, 1 << 20, 2 << 20, 3 << 20]
    assert out.stat().st_size == 4 << 20
    assert os.listdir(tmp_path) == ["out.csv"]


def test_file_stays_as_it_was_where_the_answer_breaks_off(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")

    def answer() -> Iterator[str]:
        yield "x" * (1 << 20)
        raise EndpointError("gone")

    with pytest.raises(EndpointError, match="gone"):
        write(argparse.Namespace(output=str(out)), answer())
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.slow
def test_large_answer_to_a_file_and_to_standard_output_are_the_same(run: Run, tmp_path: Path) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?b ?c ?d ?e ?f ?g ?h ?i"
    out = tmp_path / "out.csv"
    done = run("sparql", text, "--kb", KB, "--format", "csv", "-o", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = run("sparql", text, "--kb", KB, "--format", "csv", env={"EXO_LD_CACHE": str(tmp_path / "cache")}).stdout
    assert out.read_text(encoding="utf-8") == shown
    assert shown.count("\n") > 1000
