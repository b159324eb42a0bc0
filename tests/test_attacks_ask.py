"""Attacks by what is asked: files that are no query, names without end, cells that forge others (docs/security.md)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from loopback import one_line, says, server

import exo_ld
from exo_ld.cli import main
from exo_ld.commands import ask
from exo_ld.query.results import Table
from exo_ld.query.values import Value

KB = str(Path(__file__).parent / "data" / "kb")
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


FILES = {
    "empty": (b"", "is empty; write one"),
    "blank": (b"\xef\xbb\xbf \r\n\t", "is empty; write one"),
    "latin-1": ("ASK { ?s ?p 'é' }".encode("latin-1"), "not UTF-8 (byte 13); save it as UTF-8"),
    "utf-16": ("ASK {}".encode("utf-16"), "not UTF-8 (byte 0); save it as UTF-8"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\x00\x00ASK {}", "the SPARQL query cannot be read: "),
    "two": (b"ASK {}\nASK {}", "the SPARQL query cannot be read: "),
    "update": (b"PREFIX x: <e:> INSERT DATA { x:a x:b x:c }", "it is an update (INSERT), and exo-ld only asks"),
    "update of all": (b"DROP ALL", "it is an update (DROP), and exo-ld only asks"),
    "update with": (
        b"WITH <e:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "it is an update (WITH), and exo-ld only asks",
    ),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("way", ["name", "-f", "-"])
def test_a_file_that_is_no_query(name: str, way: str, place: Path, run_apart: Run) -> None:
    content, said = FILES[name]
    (place / "q.rq").write_bytes(content)
    command = [sys.executable, "-m", "exo_ld", "sparql", "--kb", KB, *(["-f", "q.rq"] if way == "-f" else ["q.rq"])]
    if way == "-":
        command[-1] = "-"
    done = subprocess.run(command, input=content, capture_output=True, timeout=60, check=False)
    one_line(subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode()), said)


@pytest.mark.parametrize("content", [b"ASK {}", b"\xef\xbb\xbfASK {}", b"# why\r\nASK\r\n{}\r\n"])
@pytest.mark.parametrize("name", ["q.rq", "link", "-"])
def test_a_query_in_a_file_or_on_standard_input(
    name: str, content: bytes, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "q.rq").write_bytes(content)
    (place / "link").symlink_to("q.rq")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert main(["sparql", name, "--kb", KB, "--format", "json"]) == 0
    assert capsys.readouterr().out == '[{"answer": true}]\n'


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("way", ["name", "-f"])
@pytest.mark.parametrize("what", ["pipe", "pipe.rq", "folder", "link", "/dev/zero", "/proc/kmsg"])
def test_what_is_no_file_is_never_read(what: str, way: str, place: Path, run_apart: Run) -> None:
    for pipe in ("pipe", "pipe.rq"):
        os.mkfifo(pipe)
    (place / "folder").mkdir()
    (place / "link").symlink_to("/proc/kmsg" if os.path.exists("/proc/kmsg") else "/dev/zero")
    done = run_apart("sparql", *(["-f"] if way == "-f" else []), what, "--kb", KB)
    one_line(done, f"{what}: no file but a folder, a pipe, a socket or a device; name a file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "words",
    [
        ["fmt", "p.ttl"], ["verify-text", "p.ttl"], ["passages", "p.ttl", "p.ttl"], ["new", "p.ttl"],
        ["validate", "--baseline", "p.ttl"], ["merge", "p.nt", "-o", "o.nt"], ["merge", "p.nt.gz", "-o", "o.nt"],
        ["merge", "--undo", "p.nt", "-o", "o.nt"], ["diff", "p.nt", "shipped"], ["show", "x", "--text", "p.ttl"],
        ["find", "x", "--data", "p.nt"], ["validate", "p.nt"], ["validate", "--shapes", "p.ttl", "a.nt"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_waits_for_a_pipe(words: list[str], place: Path, run_apart: Run) -> None:
    for pipe in ("p.ttl", "p.nt", "p.nt.gz"):
        os.mkfifo(pipe)
    (place / "a.nt").write_text("")
    done = run_apart(*words)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "no file" in done.stderr or "no such" in done.stderr
    assert not (place / "o.nt").exists()


def test_a_file_without_end_is_not_read_to_its_end(place: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr(ask, "_LONGEST", 100)
    (place / "q.rq").write_text("# " + "x" * 99 + "\nASK {}")
    one_line(run("sparql", "q.rq"), "q.rq: more than 100 bytes; look whether it is the right file")
    with open("/dev/zero", "rb") as zero:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.FileIO(zero.fileno(), closefd=False))))
        assert main(["sparql", "-"]) == 2


@pytest.mark.parametrize(
    "query", ["ASK {}", "DESCRIBE exod:x", "select * {?s ?p ?o}", "PREFIX x: <e:x> ASK {}", "# why\nASK {}", "{ }"]
)
def test_a_file_never_takes_the_place_of_a_query(query: str, place: Path, run: Run) -> None:
    if "/" not in query:
        (place / query).write_text("SELECT ('forged' AS ?x) {}")
    done = run("sparql", query, "--kb", KB)
    assert "forged" not in done.stdout
    assert done.returncode == (2 if query == "{ }" else 0)
    assert "/" in query or "forged" in run("sparql", "-f", query, "--kb", KB).stdout


def seconds(*words: str) -> float:
    """The time of the processor that a command takes in this process."""
    before = time.process_time()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        saved = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        try:
            assert main([*words]) in (0, 2)
        finally:
            sys.stdout, sys.stderr = saved
    return time.process_time() - before


HOSTILE = {
    "capitals": "A" * 100_000,
    "a year far away": "a" + " " * 100_000 + "b",
    "commas": "a" + " ," * 50_000,
    "doi": "doi" + " " * 100_000 + "x",
    "pmid": "pmid" + " " * 100_000 + "x",
    "underscores": "a_" * 50_000 + "!",
    "colons": "a:" * 50_000,
    "semicolons": "abcd;" * 20_000,
    "strange words": " ".join(f"zqx{number}vw" for number in range(12_000)),
    "microRNA": "mir-1" * 20_000,
    "digits": "mir" + "1" * 100_000 + "x",
    "brackets": "(" * 100_000,
    "Greek": "α" * 100_000,
    "folded": "\ufdfa" * 100_000,
    "marks": "a" + "\u0301" * 100_000,
    "controls": "".join(map(chr, range(1, 32))) * 3_000,
    "direction": "\u202e\u2066" * 50_000,
    "surrogates": "\udc80\udfff" * 50_000,
    "pattern": "(a+)+" * 20_000 + "$",
    "query": "SELECT * { ?s ?p ?o } " * 4_000,
    "IRI": "<http://e.org/" + "a" * 100_000 + ">",
    "percent": "http://e.org/" + "%41" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_without_end_takes_no_time(name: str) -> None:
    for command in ("find", "show", "ask"):
        seconds(command, "x", "--kb", KB)
        assert seconds(command, HOSTILE[name], "--kb", KB) < 2


@pytest.mark.parametrize("unit", ["A", " ", "(", "a ", "a;", "mir-1", "α", "a, ", "s\u0301", "["])
def test_a_label_without_end_takes_no_time(unit: str, tmp_path: Path) -> None:
    label = "x" + unit * (60_000 // len(unit)) + "y"
    thing = f"<https://w3id.org/exo-ld/id/x> <http://www.w3.org/2000/01/rdf-schema#label> {json.dumps(label)} .\n"
    (tmp_path / "a.nt").write_text(thing, encoding="utf-8")
    for words in (["find", "x"], ["show", "exod:x"], ["sparql", "SELECT * { exod:x ?p ?o }"]):
        assert seconds(*words, "--kb", KB, "--data", str(tmp_path / "a.nt")) < 4


@pytest.mark.slow
def test_a_name_of_the_longest_kind_is_read_in_time() -> None:
    kb = exo_ld.load()
    kb.find("x")
    for unit in ("zqxv ", "abcd;", "a_", "a ,", "microvesicle ", "mir-21 "):
        before = time.process_time()
        kb.find(unit * (1000 // len(unit)))
        assert time.process_time() - before < 5


EVIL = "http://e.org/a>\t<http://e.org/forged>\n<http://e.org/row"


@pytest.mark.parametrize("place_", ["value", "datatype", "bnode", "language", "triple"])
def test_a_term_of_a_server_forges_no_cell(place_: str, run: Run) -> None:
    cell = {
        "value": {"type": "uri", "value": EVIL},
        "datatype": {"type": "literal", "value": "a", "datatype": EVIL},
        "bnode": {"type": "bnode", "value": "a\tb\nc"},
        "language": {"type": "literal", "value": "a", "xml:lang": "en\t<e:forged>\n"},
        "triple": {
            "type": "triple",
            "value": {
                "subject": {"type": "uri", "value": EVIL},
                "predicate": {"type": "uri", "value": "e:p"},
                "object": {"type": "uri", "value": EVIL},
            },
        },
    }[place_]
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": cell}]}}).encode()
    with server(says(200, body)) as url:
        done = run("sparql", "SELECT ?x { ?s ?p ?x }", "--endpoint", url, "--format", "tsv")
        if done.returncode:
            one_line(done)
            return
        head, *rows = done.stdout.split("\n")
        assert (head, len(rows), rows[-1]) == ("?x", 2, "")
        assert "\t" not in rows[0]


@pytest.mark.parametrize("name", ["x\ty", "x\n?y", "x,y", 'x"', ""])
@pytest.mark.parametrize("form", ["tsv", "csv"])
def test_a_variable_of_a_server_forges_no_column(name: str, form: str, run: Run) -> None:
    body = json.dumps({"head": {"vars": ["x", name]}, "results": {"bindings": []}}).encode()
    with server(says(200, body)) as url:
        done = run("sparql", "SELECT * { ?s ?p ?x }", "--endpoint", url, "--format", form)
    assert done.returncode == 2 or len(done.stdout.split("\n")[0].split("\t" if form == "tsv" else ",")) == 2


def test_an_iri_in_tsv_is_one_in_turtle() -> None:
    table = Table(["x"], [(Value("uri", EVIL),), (Value("literal", "a", "e:\\>"),)])
    assert table.text("tsv") == (
        "?x\n<http://e.org/a\\u003E\\u0009\\u003Chttp://e.org/forged\\u003E\\u000A\\u003Chttp://e.org/row>\n"
        '"a"^^<e:\\u005C\\u003E>\n'
    )


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("-0.0", "double", "-0.0"), ("-0.0E0", "float", "-0.0"), ("-0", "double", "-0.0"), (" -0e5 ", "double", "-0.0"),
        ("0.0", "double", "0"), ("+0.0", "float", "0"), ("-0.0", "decimal", "0"), ("-0", "integer", "0"),
        ("-1", "double", "-1"), ("NaN", "double", '"NaN"'), ("-INF", "float", '"-INF"'), ("1e999", "double", '"1e999"'),
    ],
)  # fmt: skip
def test_a_number_is_the_same_number_in_json(text: str, datatype: str, expected: str) -> None:
    assert json.dumps(Value("literal", text, XSD + datatype).python, allow_nan=False) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["sparql", "ASK {}", "-o", ""], ["sparql", "ASK {}", "--endpoint", ""], ["sparql", "ASK {}", "--endpoint="],
        ["sparql", "ASK {}", "--kb", ""], ["sparql", "ASK {}", "--data", ""], ["sparql", "-f", ""],
        ["query", "claims", "-o", ""], ["export", "nt", "-o", ""], ["export", "nt", "-o", "x", "--kb", ""],
        ["site", "-o", ""], ["merge", "x.nt", "-o", ""], ["merge", "--undo", "", "-o", "x.nt"],
        ["validate", "--baseline", ""], ["validate", "--write-baseline", ""], ["validate", "--endpoint", ""],
        ["new", "x", "--into", ""], ["vocabularies", "--tables", ""], ["upload", "--endpoint", ""],
        ["upload", "--endpoint", "http://127.0.0.1:1/", "--graph-store", ""], ["generate", "-o", ""], ["diff", "", ""],
        ["release", "-o", ""], ["fmt", ""], ["verify-text", ""], ["validate", ""],
    ],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_name_is_told_of(words: list[str], place: Path, run: Run) -> None:
    done = run(*words)
    assert (done.returncode, "Traceback" in done.stderr, os.listdir(place)) == (2, False, [])
    option = next((word.rstrip("=") for word in words if word.startswith("-") and words[-1] in ("", word)), "")
    assert not option or "is given nothing" in done.stderr
