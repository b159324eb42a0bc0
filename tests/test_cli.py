"""The command line as a process: exit status, what goes to stdout, and one line on stderr that says what to do."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import Run
from loopback import SRJ, Answer, one_line, says, server

from exo_ld import __version__, connect
from exo_ld.errors import EndpointError

KB = str(Path(__file__).parent / "data" / "kb")
BROKEN = "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\nexld:a exld:p\n  exld:b exld:c .\n"
ANY = "SELECT ?x { ?x ?p ?o }"  # what SRJ answers
ALL = "SELECT ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


# --- what is wrong with the words
# ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["frobnicate"], ["'frobnicate'", "query", "see exo-ld --help"]),
        (["query"], ["NAME", "see exo-ld query --help"]),
        (["query", "carg", "--kb", KB], ["no query 'carg'; near: cargo"]),
        (["query", "zzz", "--kb", KB], ["no query 'zzz'; exo-ld queries lists them all"]),
        (["query", "claim"], ["no query 'claim'; near: claims"]),
        (
            ["query", "cargo", "--kb", KB, "-p", "colour=red"],
            ["query cargo has no parameter 'colour'; it has: study, label, dose"],
        ),
        (["query", "cargo", "--kb", KB, "-p", "study"], ["-p study: write NAME=VALUE"]),
        (["query", "cargo", "--kb", KB, "-p", "=x"], ["-p =x: write NAME=VALUE"]),
        (["query", "cargo", "--kb", KB, "-p", "dose=1", "-p", "dose=1"], ["-p dose is given twice; give it once"]),
        (["query", "cargo", "--kb", KB, "-p", "dose=1.5"], ["-p dose=1.5: give a whole number"]),
        (
            ["query", "cargo", "--kb", KB, "-p", "study=demo 2021, first cargo"],
            ["no term 'demo 2021, first cargo'", "near: exod:study-demo-2020 (Demo 2020, first cargo)"],
        ),
        (["query", "cargo", "--kb", KB, "-p", "study=xyzzy"], ["no term 'xyzzy' in the graph; "]),
        (["query", "cargo", "--kb", KB, "-p", "study=http://["], ["no term 'http://['"]),
        (["query", "cargo", "--kb", KB, "--format", "xml"], ["'xml'", "jsonl"]),
        (
            ["query", "cargo", "--kb", KB, "--format", "ttl"],
            ["format ttl is for CONSTRUCT and DESCRIBE", "use table, csv"],
        ),
        (
            ["query", "statements", "--kb", KB, "--format", "csv"],
            ["answers with triples, which csv cannot hold: use --format ttl"],
        ),
        (["query", "cargo", "--kb", KB, "--limit", "few"], ["--limit", "'few'"]),
        (["query", "cargo", "--kb", KB, "--timeout", "nan"], ["--timeout", "'nan': give seconds"]),
        (["query", "cargo", "--kb", KB, "--timeout", "-1"], ["--timeout", "'-1': give seconds"]),
        (["query", "cargo", "--kb", KB, "--colour"], ["--colour"]),
        (["sparql"], ["give a query, or -f FILE, one of the two"]),
        (["sparql", "ASK {}", "-f", "x.rq"], ["give a query, or -f FILE, one of the two"]),
        (["sparql", "SELCT * {}", "--kb", KB], ["the SPARQL query cannot be read: "]),
        (["sparql", "SELECT ?x {\n ?x", "--kb", KB], ["the SPARQL query cannot be read: "]),
        (["sparql", "", "--kb", KB], ["the SPARQL query cannot be read: "]),
        (["sparql", "DELETE WHERE { ?s ?p ?o }", "--kb", KB], ["the SPARQL query cannot be read: "]),
        (["sparql", b"ASK { ?s ?p '\xff' }", "--kb", KB], ["not UTF-8"]),
        (["sparql", "-f", "/no/q.rq"], ["/no/q.rq: cannot be read", "check the path and its permissions"]),
        (["show", "xyzzy"], ["no term 'xyzzy' in the graph"]),
        (
            ["sparql", "ASK {}", "--data", "x.ttl", "--endpoint", "http://localhost:1/"],
            ["--data and --endpoint do not go together"],
        ),
    ],
)
def test_usage(run: Run, arguments: list[str], parts: list[str]) -> None:
    one_line(run(*arguments), *parts)


# --- what is wrong with the files
# ---------------------------------------------------------------------------------------


def test_broken_turtle_names_file_line_and_column(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(BROKEN)
    for arguments in (["query", "cargo"], ["sparql", ALL]):
        one_line(run(*arguments, "--kb", KB, "--data", str(path)), f"exo-ld: {path}:3:10: A dot is expected")
    done = run("validate", str(path), "--kb", KB)
    assert (done.returncode, done.stderr) == (2, f"exo-ld: {path}:3:10: A dot is expected at the end of statements\n")


def test_missing_data_file_and_empty_folder(run: Run, tmp_path: Path) -> None:
    one_line(
        run("sparql", ALL, "--kb", KB, "--data", str(tmp_path / "no.ttl")),
        f"{tmp_path}/no.ttl: cannot be read (No such file or directory)",
    )
    one_line(run("sparql", ALL, "--kb", KB, "--data", str(tmp_path)), f"{tmp_path}: no RDF file in this folder")
    one_line(
        run("sparql", ALL, "--kb", str(tmp_path)),
        f"{tmp_path}: no folder 'ontology' here; name a folder that holds ontology/ and queries/",
    )
    one_line(run("queries", "--kb", str(tmp_path)), f"{tmp_path}: no folder 'queries' here")


def test_query_file_that_is_broken(run: Run, kb_copy: Path) -> None:
    (kb_copy / "queries" / "bad.rq").write_text("SELECT * {}")
    one_line(run("queries", "--kb", str(kb_copy)), "queries/bad.rq: its #+ header cannot be read")


# --- what is right ----------------------------------------------------------------------------------------------------


def test_alone_it_says_what_it_is_and_what_to_try(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) <= 10
    assert max(map(len, lines)) <= 80
    assert {"show", "queries", "query", "--help"} <= {line.split()[1] for line in lines if line.startswith("  exo-ld ")}


def test_version_and_help(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"exo-ld {__version__}\n", "")
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: exo-ld" in done.stdout


def test_query_in_each_format(run: Run) -> None:
    alpha = "https://w3id.org/exo-ld/id/cargo-alpha"
    arguments = ["query", "cargo", "--kb", KB, "-p", "dose=20", "-p", "study=10.1000/DEMO.1", "--format"]
    assert run(*arguments, "csv").stdout == f'study,cargo,cargoLabel,dose\n{STUDY},{alpha},"cargo, ""alpha""",20\n'
    assert (
        run(*arguments, "tsv").stdout
        == f'?study\t?cargo\t?cargoLabel\t?dose\n<{STUDY}>\t<{alpha}>\t"cargo, \\"alpha\\""\t20\n'
    )
    row = {"study": STUDY, "cargo": alpha, "cargoLabel": 'cargo, "alpha"', "dose": 20}
    assert json.loads(run(*arguments, "json").stdout) == [row]
    assert json.loads(run(*arguments, "jsonl").stdout) == row
    assert json.loads(run(*arguments, "srj").stdout)["results"]["bindings"][0]["cargo"] == {
        "type": "uri",
        "value": alpha,
    }
    assert run(*arguments, "table").stdout.splitlines()[-1] == "(1 row)"
    assert run("query", "statements", "--kb", KB, "--format", "ttl").stdout.startswith("@prefix bibo: ")


STUDY = "https://w3id.org/exo-ld/id/study-demo-2020"


def test_csv_has_the_line_ends_of_its_standard(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.csv"
    assert run("sparql", "SELECT (1 AS ?x) {}", "--kb", KB, "--format", "csv", "-o", str(out)).returncode == 0
    assert out.read_bytes() == b"x\r\n1\r\n"
    raw = subprocess.run(
        [sys.executable, "-m", "exo_ld", "sparql", "SELECT (1 AS ?x) {}", "--kb", KB, "--format", "csv"],
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert raw.stdout == b"x\r\n1\r\n"


def test_cache_never_changes_an_answer(run: Run, kb_copy: Path, tmp_path: Path) -> None:
    cold_warm_off = [{"EXO_LD_CACHE": str(tmp_path / "cache")}] * 2 + [
        {"EXO_LD_CACHE": ""},
        {"EXO_LD_CACHE": "/dev/null/no"},
    ]
    for form in ("table", "csv", "json", "srj"):
        answers = {
            run("query", "cargo", "--kb", str(kb_copy), "--format", form, env=env).stdout for env in cold_warm_off
        }
        assert len(answers) == 1
        assert "cargo β" in answers.pop()
    path = kb_copy / "ontology" / "facts" / "studies" / "demo-2020.ttl"
    path.write_text(path.read_text().replace("cargo β", "cargo gamma"))
    assert "cargo gamma" in run("query", "cargo", "--kb", str(kb_copy), "--format", "csv", env=cold_warm_off[0]).stdout


def test_cache_tells_questions_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text(
        "<http://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> 'A first' ."
    )
    questions = [
        (["SELECT (1 AS ?x) {}"], "x\n1\n"),
        (["SELECT (2 AS ?x) {}"], "x\n2\n"),
        ([ALL, "--limit", "1"], 'label\n"Demo 2020, first cargo"\n'),
        ([ALL, "--limit", "0"], "label\n"),
        ([ALL, "--limit", "1", "--data", str(tmp_path / "more.ttl")], "label\nA first\n"),
    ]
    for _ in range(2):
        for arguments, expected in questions:
            done = run(
                "sparql", *arguments, "--kb", KB, "--format", "csv", env={"EXO_LD_CACHE": str(tmp_path / "cache")}
            )
            assert done.stdout == expected


@pytest.mark.parametrize("call", ["RAND()", "rand ( )", "NOW()", "UUID()", "STRUUID()"])
def test_what_differs_each_time_is_not_cached(run: Run, call: str) -> None:
    answers = {run("sparql", f"SELECT ({call} AS ?x) {{}}", "--kb", KB, "--format", "csv").stdout for _ in range(2)}
    assert len(answers) == 2


def test_limit_and_ask(run: Run) -> None:
    assert (
        run("sparql", ALL, "--kb", KB, "--limit", "1", "--format", "jsonl").stdout
        == '{"label": "Demo 2020, first cargo"}\n'
    )
    assert run("sparql", ALL, "--kb", KB, "--limit", "0", "--format", "json").stdout == "[]\n"
    assert run("sparql", "ASK { ?s ?p ?o }", "--kb", KB, "--format", "json").stdout == '[{"answer": true}]\n'
    assert json.loads(run("sparql", "ASK {}", "--kb", KB, "--format", "srj").stdout) == {"head": {}, "boolean": True}


def test_query_from_a_file_and_from_standard_input(tmp_path: Path, run: Run) -> None:
    (tmp_path / "q.rq").write_text("SELECT (2 AS ?n) {}")
    assert run("sparql", "-f", str(tmp_path / "q.rq"), "--kb", KB, "--format", "json").stdout == '[{"n": 2}]\n'
    with (tmp_path / "q.rq").open() as file:
        done = subprocess.run(
            [sys.executable, "-m", "exo_ld", "sparql", "-f", "-", "--kb", KB, "--format", "json"],
            stdin=file,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, '[{"n": 2}]\n', "")


def test_data_is_asked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text(
        "<http://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> 'A first' ."
    )
    assert (
        run("sparql", ALL, "--kb", KB, "--data", str(tmp_path), "--limit", "1", "--format", "jsonl").stdout
        == '{"label": "A first"}\n'
    )


def test_queries(run: Run) -> None:
    done = run("queries", "--kb", KB)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (  # by subject
        "ALL\n  statements\n      Every statement, as triples.\n\n"
        "CARGO\n  cargo -p study= -p label= -p dose=\n      Which cargo does a study carry?\n\n"
        "exo-ld query NAME [-p PARAMETER=VALUE]; a value is a name, CURIE or IRI\n"
    )
    listed = json.loads(run("queries", "--kb", KB, "--format", "json").stdout)
    assert [query["name"] for query in listed] == ["cargo", "statements"]
    assert listed[0]["params"]["dose"] == {
        "name": "dose",
        "kind": "integer",
        "default": None,
        "description": "the dose",
    }


def test_shipped_catalogue_holds_the_pinned_names(run: Run) -> None:
    names = {query["name"] for query in json.loads(run("queries", "--format", "json").stdout)}
    assert names >= {
        "claims",
        "studies",
        "cargo-targets",
        "mechanism-paths",
        "source-cells-by-complication",
        "preparations",
        "review-concordance",
        "errata",
        "retracted-support",
        "source-checks",
        "evidence-gaps",
        "entity-card",
    }


def test_validate_says_whether_it_is_sound(run: Run, tmp_path: Path) -> None:
    done = run("validate", "--kb", KB)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "valid: no findings")
    (tmp_path / "mine.ttl").write_text(
        "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n<http://example.org/s> a exld:PrimaryStudy .\n"
    )
    done = run("validate", str(tmp_path / "mine.ttl"), "--kb", KB)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-1] == "not valid: 1 violation"
    assert f"{tmp_path}/mine.ttl:2:1: Violation: exos:PrimaryStudy-doi: MUST have a DOI: write bibo:doi." in done.stdout


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
@pytest.mark.parametrize("arguments", [["query", "cargo"]])
def test_output_is_utf8_whatever_the_locale(run: Run, arguments: list[str], env: dict[str, str]) -> None:
    done = run(*arguments, "--kb", KB, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "─" in done.stdout


# --- where the answer goes
# ----------------------------------------------------------------------------------------------


def test_output_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    done = run("sparql", "SELECT (1 AS ?x) {}", "--kb", KB, "--format", "json", "-o", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_text() == '[{"x": 1}]\n'
    assert os.listdir(tmp_path) == ["out.json"]


def test_output_that_fails_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    out.write_text("old")
    one_line(run("sparql", "SELECT (1 AS ?x) {}", "--kb", KB, "--format", "ttl", "-o", str(out)), "use table, csv")
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.ttl"]


def test_output_into_a_missing_place_or_a_folder(run: Run, tmp_path: Path) -> None:
    arguments = ["sparql", "ASK {}", "--kb", KB, "-o"]
    one_line(
        run(*arguments, str(tmp_path / "no" / "x")),
        f"{tmp_path}/no/x: cannot be written (No such file or directory); choose a place with room",
    )
    one_line(run(*arguments, str(tmp_path)), f"{tmp_path}: cannot be written (Is a directory)")
    (tmp_path / "file").write_text("")
    one_line(run(*arguments, str(tmp_path / "file" / "x")), "/file/x: cannot be written (Not a directory)")


def test_output_into_a_read_only_place(run: Run, tmp_path: Path) -> None:
    if os.geteuid() == 0:  # root may write anywhere but into the kernel's own files
        one_line(
            run("sparql", "ASK {}", "--kb", KB, "-o", "/proc/exo-ld-test"), "/proc/exo-ld-test: cannot be written ("
        )
        return
    tmp_path.chmod(0o500)
    one_line(
        run("sparql", "ASK {}", "--kb", KB, "-o", str(tmp_path / "x")),
        f"{tmp_path}/x: cannot be written (Permission denied)",
    )


def test_device_as_output_is_not_replaced(run: Run) -> None:
    done = run("sparql", "ASK {}", "--kb", KB, "-o", "/dev/null")
    assert (done.returncode, done.stderr) == (0, "")
    assert not os.path.isfile("/dev/null")
    one_line(
        run("sparql", "ASK {}", "--kb", KB, "-o", "/dev/full"), "/dev/full: cannot be written (No space left on device)"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["queries"],
        ["queries", "--format", "json"],
        ["query", "cargo"],
        ["sparql", ALL],
        ["query", "statements"],
        ["validate"],
        ["--version"],
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_full_disk(arguments: list[str], unbuffered: str) -> None:
    place = [] if arguments == ["--version"] else ["--kb", KB]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "exo_ld", *arguments, *place],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert (
        lines[-1]
        == "exo-ld: the result could not be written (No space left on device); free some room or choose another place"
    )
    assert all(line.startswith("exo-ld: ") for line in lines)  # validate tells its stages before; no traceback
    assert len(lines) == 1 or arguments == ["validate"]


@pytest.mark.parametrize(
    "command", ["query cargo", "queries", "sparql 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }' --format csv"]
)
def test_closed_pipe_is_no_error(command: str) -> None:
    script = f"set -o pipefail; {sys.executable} -m exo_ld {command} --kb {KB} | head -1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


def test_pipe_closed_before_the_first_byte() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "exo_ld", "query", "cargo", "--kb", KB],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_closed_standard_output() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m exo_ld queries --kb {KB} >&-"],
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        "exo-ld: standard output is closed; leave it open, or write to a file by -o\n",
    )


def test_headings_are_marked_on_a_terminal_and_labels_mark_nothing(tmp_path: Path) -> None:
    import pty

    (tmp_path / "a.ttl").write_text('<e:s> <e:p> "a\\u001B[31mb" .')
    asked = ["sparql", "SELECT ?o { <e:s> <e:p> ?o }", "--data", str(tmp_path)]
    for arguments in (["query", "cargo"], ["queries"], asked):
        main, side = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "exo_ld", *arguments, "--kb", KB],
            stdout=side,
            stderr=subprocess.DEVNULL,
            env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm-256color"},
        ):
            os.close(side)
            written = b""
            with contextlib.suppress(OSError):  # the terminal is gone with its last user
                while piece := os.read(main, 4096):
                    written += piece
        os.close(main)
        assert b"\x1b[1m" in written or b"\x1b[2m" in written
        assert b"\x1b[31m" not in written
        assert "\ufffd".encode() not in written.replace("a\ufffd[31mb".encode(), b"")


@pytest.mark.parametrize(
    "arguments", [["query", "cargo"], ["queries"], ["validate"], ["query", "zzz"], ["sparql", "x"]]
)
def test_no_colour_codes_on_a_terminal_under_no_color(arguments: list[str]) -> None:
    import pty

    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "exo_ld", *arguments, "--kb", KB],
        stdout=side,
        stderr=side,
        env={**os.environ, "NO_COLOR": "1", "TERM": "xterm-256color"},
    )
    os.close(side)
    written = b""
    try:
        while piece := os.read(main, 4096):
            written += piece
    except OSError:
        pass  # the terminal is gone with its last user
    finally:
        os.close(main)
        process.wait(timeout=120)
    assert written
    assert b"\x1b" not in written


# --- endpoints --------------------------------------------------------------------------------------------------------


def test_endpoint_that_answers(run: Run) -> None:
    with server(says(200, SRJ)) as url:
        done = run("sparql", ANY, "--kb", KB, "--endpoint", url, "--format", "json")
        assert (done.returncode, done.stdout, done.stderr) == (0, '[{"x": "yes"}]\n', "")
    row = '{"study":{"type":"uri","value":"http://s/"},"cargoLabel":{"type":"literal","value":"yes"}}'
    names = '["study","cargo","cargoLabel","dose"]'
    body = f'{{"head":{{"vars":{names}}},"results":{{"bindings":[{row}]}}}}'.encode()
    with server(says(200, body)) as url:
        for arguments in (["query", "cargo"], ["query", "cargo", "-p", "study=demo-2020"]):
            done = run(*arguments, "--kb", KB, "--endpoint", url, "--format", "json")
            expected = '[{"study": "http://s/", "cargoLabel": "yes"}]\n'
            assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_endpoint_is_sent_the_query_as_it_is(run: Run, kb_root: str) -> None:
    from urllib.parse import parse_qs

    import exo_ld

    sent: list[str] = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        sent.append(parse_qs(body.decode())["query"][0])
        says(200, SRJ)(handler, body)

    with server(answer) as url:
        run("query", "cargo", "--kb", KB, "-p", 'label=a + b & "c"', "--endpoint", url)
    assert sent == [exo_ld.load(root=kb_root).prepare("cargo", {"label": 'a + b & "c"'})]


def test_endpoint_that_answers_with_turtle(run: Run) -> None:
    with server(says(200, b"<http://a/> <http://b/> <c> .", "text/turtle")) as url:
        done = run("query", "statements", "--kb", KB, "--endpoint", url)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"<http://a/>\n  <http://b/> <{url.replace('sparql', 'c')}> ;\n.\n"


def loop(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_response(302)
    handler.send_header("Location", handler.path)
    handler.end_headers()


def hang(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    time.sleep(8)


def hang_halfway(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    says(200, SRJ[:20], length=len(SRJ))(handler, body)
    handler.wfile.flush()
    time.sleep(8)


def nonsense(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


def nothing(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("query", "answer", "parts"),
    [
        (
            ALL,
            says(200, b"<html><body>Welcome</body></html>", "text/html"),
            ["does not answer with SPARQL results but with '<html><body>Welcome", "is it a SPARQL endpoint?"],
        ),
        (ALL, says(200, b""), ["does not answer with SPARQL results but with ''"]),
        (ALL, says(200, b"[]"), ["does not answer with SPARQL results"]),
        (
            ALL,
            says(200, b'{"head":{"vars":["label"]},"results":{"bindings":[{"label":"y"}]}}'),
            ["does not answer with SPARQL results"],
        ),
        (ALL, says(200, b"\xff\xfe"), ["does not answer with SPARQL results"]),
        (
            "DESCRIBE <http://a/>",
            says(200, b"<html>", "text/html"),
            ["its answer is not Turtle; is it a SPARQL endpoint?"],
        ),
        (ALL, says(500, b"boom\nand\nmore", "text/plain"), ["boom"]),
        (ALL, says(503, b"", "text/plain"), ["HTTP 503"]),
        (ALL, says(404, b"", "text/plain"), []),
        (ALL, says(401, b"", "text/plain"), ["wants a login; ask one that is open"]),
        (ALL, says(403, b"", "text/plain"), ["wants a login; ask one that is open"]),
        (
            "SELCT",
            says(400, b"line 1: no such word\n", "text/plain"),
            ["HTTP 400 Bad Request; it says: line 1: no such word"],
        ),
        (ANY, says(200, SRJ[:40], length=len(SRJ)), ["the connection broke", "try again"]),
        (ALL, hang, ["no answer within 1 s; try a longer --timeout"]),
        (ALL, hang_halfway, ["no answer within 1 s; try a longer --timeout"]),
        (ALL, nonsense, ["the connection broke"]),
        (ALL, nothing, ["the connection broke"]),
        (
            "INSERT DATA { <http://a/> <http://b/> 1 }",
            says(200, SRJ),
            ["it is an update (INSERT), and exo-ld only asks"],
        ),
    ],
    ids=[
        "html",
        "empty",
        "list",
        "cell",
        "bytes",
        "html for a graph",
        "500",
        "503",
        "404",
        "401",
        "403",
        "400",
        "cut",
        "hangs",
        "hangs halfway",
        "not http",
        "nothing",
        "update",
    ],
)
def test_endpoint_that_does_not_answer_as_one(run_apart: Run, query: str, answer: Answer, parts: list[str]) -> None:
    with server(answer) as url:
        prefix = "" if query.startswith("INSERT") else url
        one_line(run_apart("sparql", query, "--kb", KB, "--endpoint", url, "--timeout", "1"), prefix, *parts)


@pytest.mark.parametrize("error", [TimeoutError("timed out"), urllib.error.URLError(TimeoutError("timed out"))])
def test_endpoint_that_takes_too_long_to_connect(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("exo_ld.query.endpoint._OPENER", SimpleNamespace(open=slow))
    with pytest.raises(EndpointError, match=r"^http://localhost:1/: no answer within 2\.5 s; try a longer --timeout$"):
        connect("http://localhost:1/", timeout=2.5).sparql(ALL)


def test_endpoint_that_leads_round_in_a_circle(run: Run) -> None:
    with server(loop) as url:
        one_line(run("sparql", ANY, "--kb", KB, "--endpoint", url, "--timeout", "1"), url)


def test_endpoint_that_is_not_there(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
        one_line(
            run("sparql", ANY, "--kb", KB, "--endpoint", url),
            f"{url}: cannot be reached",
            "is the server up, and the address right?",
        )
    one_line(run("sparql", ANY, "--kb", KB, "--endpoint", "http://no-such-host.invalid/"), "cannot be reached")


@pytest.mark.parametrize(
    "address",
    [
        "localhost:3030/exo",
        "ftp://localhost/x",
        "file:///etc/passwd",
        "http://",
        "http:///sparql",
        "http://[",
        "http://localhost:abc/",
        "http://localhost:99999/",
        "http://a b/",
        "http://exämple.invalid/",
        "sparql",
    ],
)
def test_address_that_is_none(run: Run, address: str) -> None:
    one_line(
        run("query", "cargo", "--kb", KB, "--endpoint", address),
        f"'{address}' is no address of an endpoint; write http://host:port/path/to/sparql",
    )
