"""`exo-ld serve` as a process on a free loopback port: the protocol, the refusals, the limits, and attacks on it."""

from __future__ import annotations

import gzip
import json
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import Run

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from exo_ld.graph.sparql import words
from exo_ld.prefixes import EXOD, PREFIXES
from exo_ld.serve.negotiation import GRAPHS, ROWS, negotiate
from exo_ld.serve.request import refusal

CLAIM = "claim-jin-2019-mir-486-02"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ASK = "ASK { <https://w3id.org/exo-ld/id/review-xiong-2021> ?p ?o }"


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, raw: Any) -> None:
        self.status, self.headers, self.body = raw.status, raw.headers, raw.read()
        self.plain = gzip.decompress(self.body) if self.headers.get("Content-Encoding") == "gzip" else self.body
        self.text = self.plain.decode()
        self.kind = self.headers.get("Content-Type", "").split(";")[0]


class Server:
    """A running server at ``base``."""

    def __init__(self, base: str, process: subprocess.Popen[str]) -> None:
        self.base, self.process = base, process

    def get(
        self, path: str, accept: str = "", data: bytes | None = None, method: str | None = None, **headers: str
    ) -> Answer:
        fields = {name.replace("_", "-"): value for name, value in headers.items()} | (
            {"Accept": accept} if accept else {}
        )
        request = urllib.request.Request(self.base + path, data=data, headers=fields, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as raw:
                return Answer(raw)
        except urllib.error.HTTPError as error:
            return Answer(error)

    def ask(self, query: str, accept: str = "application/sparql-results+json") -> Answer:
        return self.get("sparql", accept, query.encode(), Content_Type="application/sparql-query")


@contextmanager
def serving(*options: str, limits: dict[str, float] | None = None) -> Iterator[Server]:
    """A server; ``limits`` are other values of constants of `exo_ld.serve`, as ``{"workers._ROOM": 1 << 20}``."""
    start = ["-m", "exo_ld"]
    if limits:
        changes = (
            f"import exo_ld.serve.{name.partition('.')[0]} as m; m.{name.partition('.')[2]} = {value!r}"
            for name, value in limits.items()
        )
        start = ["-c", "\n".join([*changes, "import sys; from exo_ld.cli import main; sys.exit(main(sys.argv[1:]))"])]
    command = [sys.executable, *start, "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        try:
            assert line.startswith("exo-ld: serving http://127.0.0.1:"), line
            yield Server(line.split()[2], process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--timeout", "300", "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    with serving("--timeout", "3", "--max-bytes", "4000000", "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def sized() -> Iterator[Server]:
    """As `strict`, but with time: a large answer is to be ended for its size, also where the machine is busy."""
    with serving("--timeout", "60", "--max-bytes", "4000000", "--workers", "2") as running:
        yield running


# --- clients ---------------------------------------------------------------------------------------------------------


def test_sparqlwrapper_asks_it(server: Server) -> None:
    """The Python client that most people have: rows, ASK and a graph."""
    client = pytest.importorskip("SPARQLWrapper")
    wrapper = client.SPARQLWrapper(server.base + "sparql", returnFormat=client.JSON)
    wrapper.setQuery("SELECT ?s { ?s a <https://w3id.org/exo-ld/ontology#Review> } ORDER BY ?s")
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["s"]["value"].rpartition("/")[2] for row in rows] == ["review-ajtr-2021-3942", "review-xiong-2021"]
    wrapper.setQuery(ASK)
    assert wrapper.queryAndConvert()["boolean"] is True
    wrapper.setQuery(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER (?s = <https://w3id.org/exo-ld/id/review-xiong-2021>) }"
    )
    wrapper.setReturnFormat(client.TURTLE)
    assert b"review-xiong-2021" in wrapper.queryAndConvert()


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("PREFIX a: <b#c> SELECT * { service SILENT ?x { ?s ?p ?o } }", "SERVICE is refused"),
        ("# x\nSELECT * {?s ?p 'a' SERVICE<http://x/>{?s ?p ?o}}", "SERVICE is refused"),
        ("BASE <http://x/> LOAD <y>", "LOAD is refused"),
        ("insert data { <a:b> <a:b> <a:b> }", "INSERT is refused"),
        ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is refused"),
        ('SELECT ?service { ?service x:SERVICE \'SERVICE\', """a " SERVICE""" , <http://SERVICE> } # SERVICE', None),
        ("PREFIX service: <http://x#> SELECT * { ?s service:load ?load }", None),
        ("", None),
    ],
)
def test_refusal(text: str, why: str | None) -> None:
    found = refusal(text)
    assert (found or "").split(":")[0] == (why or "")


def test_words_of_a_comment_that_is_none() -> None:
    assert words("SELECT * { ?s <http://x#> ?o . SERVICE ?o {} }") == ["SELECT", "SERVICE"]
    assert words("'\\' SERVICE' ASK") == ["ASK"]


@pytest.mark.parametrize(
    ("accept", "offered", "kind"),
    [
        ("", ROWS, "application/sparql-results+json"),
        ("*/*", ROWS, "application/sparql-results+json"),
        ("text/*", ROWS, "text/csv"),  # not text/xml, which is sent as another type
        ("text/*;q=0.3, text/csv;q=0", ROWS, "text/tab-separated-values"),
        ("text/*", GRAPHS, "text/turtle"),
        ("*/*;q=0.5, application/json;q=0", ROWS, "application/sparql-results+json"),
        ("text/csv;q=1.5", ROWS, None),
        ("TEXT/CSV; Q=0.5", ROWS, "text/csv"),
        ('application/ld+json;profile="http://a/,http://b/", text/turtle;q=0.9', GRAPHS, "application/ld+json"),
        ("text/csv;q=0.9, application/json;q=0.3", ROWS, "text/csv"),
        ("*/*;q=0.1, text/tab-separated-values;q=0.2", ROWS, "text/tab-separated-values"),
        ("application/*, application/sparql-results+json;q=0", ROWS, "application/sparql-results+xml"),
        ("text/csv;q=nan", ROWS, None),
        ("image/png", GRAPHS, None),
        ("application/ld+json, text/turtle;q=0.5", GRAPHS, "application/ld+json"),
    ],
)
def test_negotiate(accept: str, offered: dict[str, str], kind: str | None) -> None:
    assert negotiate(accept, offered) == kind


# --- protocol ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_three_ways_to_ask(server: Server, way: str) -> None:
    form = urllib.parse.urlencode({"query": ASK})
    if way == "get":
        answer = server.get("sparql?" + form)
    elif way == "form":
        answer = server.get(
            "sparql", "", form.encode(), Content_Type="application/x-www-form-urlencoded; charset=UTF-8"
        )
    else:
        answer = server.ask(ASK)
    assert (answer.status, answer.kind, json.loads(answer.body)) == (
        200,
        "application/sparql-results+json",
        {"head": {}, "boolean": True},
    )


ONE = "SELECT ?year { <https://w3id.org/exo-ld/id/study-jin-2019-mir-486> <http://purl.org/dc/terms/issued> ?year }"


@pytest.mark.parametrize("kind", sorted(set(ROWS.values())))
def test_every_format_of_rows(server: Server, kind: str) -> None:
    answer = server.ask(ONE, kind)
    assert (answer.status, answer.kind) == (200, kind)
    read = (
        ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.from_media_type(kind))
        if kind != "text/csv"
        else None
    )
    if isinstance(read, ox.QuerySolutions):
        assert [str(row["year"].value) for row in read] == ["2019"]
    else:
        assert answer.text.split() == ["year", "2019"]


@pytest.mark.parametrize("kind", sorted(set(GRAPHS.values())))
def test_every_format_of_triples(server: Server, kind: str) -> None:
    form = ox.RdfFormat.from_media_type(kind)
    answer = server.ask(
        f"CONSTRUCT {{ ?s <a:year> ?y }} WHERE {{ {ONE[12:]} BIND (?year AS ?y) BIND (<a:s> AS ?s) }}".replace(
            "{ {", "{"
        ),
        kind,
    )
    assert (answer.status, answer.kind) == (200, kind), answer.text
    year = ox.Literal("2019", datatype=ox.NamedNode(PREFIXES["xsd"] + "gYear"))
    assert [q.triple for q in ox.parse(answer.body, format=form)] == [
        ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:year"), year)
    ]


def test_dataset_of_the_request(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/exo-ld/ontology#PrimaryStudy> }"

    def number(*pairs: tuple[str, str]) -> str:
        return str(
            server.get("sparql?" + urllib.parse.urlencode([("query", count), *pairs]), "text/csv").text.split()[1]
        )

    study = f"{EXOD}study-jin-2019-mir-486"
    assert number(("default-graph-uri", study)) == "1"
    assert number(("named-graph-uri", study)) == "0"
    assert int(number()) > 1


@pytest.mark.parametrize(
    ("path", "data", "headers", "status", "text"),
    [
        ("sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400, "give one query; there are 2"),
        ("sparql", b"x=1", {"Content_Type": "application/x-www-form-urlencoded"}, 400, "give one query; there are 0"),
        ("sparql", b"ASK {}", {"Content_Type": "text/plain"}, 415, "application/sparql-query"),
        ("sparql", b"ASK { ?s ?p '\xff' }", {"Content_Type": "application/sparql-query"}, 400, "not UTF-8"),
        ("sparql", b"a" * (1 << 20) + b"b", {"Content_Type": "application/sparql-query"}, 413, "than 1,048,576 bytes"),
        ("sparql", b"SELCT * {}", {"Content_Type": "application/sparql-query"}, 400, "the query cannot be read: "),
        ("sparql", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 403, "updates are refused"),
        ("sparql", b"update=CLEAR+ALL", {"Content_Type": "application/x-www-form-urlencoded"}, 403, "updates are "),
        ("sparql?query=DROP+ALL", None, {}, 403, "DROP is refused"),
        ("sparql?query=LOAD+%3Chttp://x/%3E", None, {}, 403, "LOAD is refused"),
        ("sparql?query=ASK%7BSERVICE+%3Chttp://x/%3E+%7B%7D%7D", None, {}, 403, "SERVICE is refused"),
        ("sparql?query=ASK%7B%7D&default-graph-uri=no", None, {}, 400, "the query failed"),
        ("sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}, 406, "none of the accepted media types is known"),
        ("sparql?query=ASK%7B%7D", None, {"Accept": "text/turtle"}, 406, "answers with rows"),
        ("sparql?" + "a=1&" * 101, None, {}, 400, "the parameters cannot be read"),
        ("api/nothing", None, {}, 404, "no query 'nothing'"),
        ("api/studies?colour=red", None, {}, 400, "query studies has no parameter 'colour'"),
        ("api/studies?disease=diabetic+retinopaty", None, {}, 400, "near: MONDO:0005266 (diabetic retinopathy)"),
        ("api/terms-below?service=http://127.0.0.1:9/x", None, {}, 403, "SERVICE is refused"),
        ("api/studies?disease=x&disease=y", None, {}, 400, "given twice"),
        ("id/nothing-of-this-name", None, {}, 404, "no term"),
        ("id/x%3E%20%7D%20DROP", None, {}, 404, "no term"),
    ],
)
def test_refusals(
    server: Server, path: str, data: bytes | None, headers: dict[str, str], status: int, text: str
) -> None:
    answer = server.get(path, "", data, **headers)
    assert (answer.status, answer.kind) == (status, "text/plain"), answer.text
    assert text in answer.text
    assert answer.text.count("\n") == 1
    assert answer.text.endswith("\n")


@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("HEAD", 200)])
def test_methods(server: Server, method: str, status: int) -> None:
    assert server.get("sparql?query=ASK%7B%7D", method=method).status == status


def test_any_origin_may_ask(server: Server) -> None:
    asked = server.get("sparql?query=ASK%7B%7D", Origin="https://other.example")
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    flight = server.get(
        "sparql",
        method="OPTIONS",
        Origin="https://other.example",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="Content-Type",
    )
    assert (flight.status, "POST" in flight.headers["Access-Control-Allow-Methods"]) == (200, True)


def test_house_prefixes_are_an_option(server: Server) -> None:
    text = urllib.parse.quote("SELECT (COUNT(*) AS ?n) { ?s a exld:Claim ; a ?kind }")
    said = server.get(f"sparql?prefixes=house&query={text}", "text/csv")
    assert (said.status, int(said.text.split()[1]) > 1000) == (200, True)
    assert server.get(f"sparql?query={text}", "text/csv").status == 400
    unknown = server.get("sparql?prefixes=house&query=" + urllib.parse.quote("SELECT * { ?s nope:x 1 }"), "text/csv")
    assert (unknown.status, unknown.text.count("\n") <= 1) == (400, True)
    assert "the prefix 'nope:' is declared nowhere; write PREFIX nope: <...>" in unknown.text


# --- what describes itself
# ----------------------------------------------------------------------------------------------


def graph(answer: Answer) -> ox.Store:
    assert (answer.status, answer.kind) == (200, "text/turtle"), answer.text
    store = ox.Store()
    store.load(answer.body, format=ox.RdfFormat.TURTLE)
    return store


def test_service_description(server: Server) -> None:
    found = graph(server.get("sparql", "text/turtle"))
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    assert found.query(
        sd + f"ASK {{ <{server.base}sparql> a sd:Service ; sd:endpoint <{server.base}sparql> ; "
        f"sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph }}"
    )
    assert not found.query(sd + "ASK { ?s ?p sd:SPARQL11Update } ")
    assert not found.query(sd + "ASK { ?s sd:feature sd:BasicFederatedQuery } ")


def test_void_counts_what_is_there(server: Server) -> None:
    found = graph(server.get(".well-known/void", "text/turtle"))
    void = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX exld: <https://w3id.org/exo-ld/ontology#> "
    rows: Any = found.query(
        void + "SELECT ?c ?p { ?d void:sparqlEndpoint ?e ; void:classPartition [ void:class exld:Claim ; "
        "void:entities ?c ] ; void:propertyPartition [ void:property exld:subject ; void:triples ?p ] }"
    )
    said = [(row["c"].value, row["p"].value) for row in rows]
    claims, subjects = (
        server.ask(f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {pattern} }}", "text/csv").text.split()[1]
        for pattern in (f"?s a <{PREFIXES['exld']}Claim>", f"?s <{PREFIXES['exld']}subject> ?o")
    )
    assert said == [(claims, subjects)]


def test_examples_are_the_catalogue(server: Server) -> None:
    found = graph(server.get(".well-known/sparql-examples", "text/turtle"))
    rows: Any = found.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/> SELECT ?e { ?e a "
        "sh:SPARQLExecutable ; schema:target ?t }"
    )
    names = {row["e"].value.removeprefix(f"{EXOD}query-") for row in rows}
    described = json.loads(server.get("openapi.json").body)["paths"]
    assert names == {path.removeprefix("/api/") for path in described}
    assert {"claims", "studies", "entity-card"} <= names


@pytest.mark.slow
def test_canned_query_as_on_the_command_line(server: Server, run: Run) -> None:
    answer = server.get("api/studies?disease=diabetic+retinopathy", "text/csv")
    assert answer.body.decode() == run(
        "query", "studies", "-p", "disease=diabetic retinopathy", "--format", "csv"
    ).stdout.replace("\n", "\r\n").replace("\r\r\n", "\r\n")
    assert answer.text.count("\r\n") > 1


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_page_needs_no_other_place(server: Server) -> None:
    page = server.get("", "text/html")
    assert (page.status, page.kind) == (200, "text/html")
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert policy.endswith("frame-ancestors 'none'")
    sources = [part.split('"')[0] for mark in ('src="', 'stylesheet" href="') for part in page.text.split(mark)[1:]]
    assert sources
    for source in sources:
        assert (source[:7], server.get(source).status) == ("assets/", 200)
    for path in ("assets/../serve.py", "assets/%2e%2e/serve.py", "nothing.html"):
        assert server.get(path).status == 404


@pytest.mark.parametrize("path", [f"id/{CLAIM}", f"id/{CLAIM}.html"])
def test_page_of_a_claim(server: Server, path: str) -> None:
    page = server.get(path, "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (page.status, page.kind) == (200, "text/html")
    for part in (
        "increase",
        "podocyte repair",
        "Xiong et al. 2021",
        "characters 13662 to 13736",
        "https://doi.org/10.1186/s13287-019-1177-1",
    ):
        assert part in page.text, part


def test_triples_of_a_claim(server: Server) -> None:
    found = graph(server.get(f"id/{CLAIM}", "text/turtle"))
    assert found.query(
        f"ASK {{ <{EXOD}{CLAIM}> a <{PREFIXES['exld']}Claim> . ?line <{PREFIXES['exld']}evidenceFor> <{EXOD}{CLAIM}> }}"
    )
    assert json.loads(server.get(f"id/{CLAIM}", "application/ld+json").body)
    assert graph(server.get("ontology", "text/turtle")).query(
        "ASK { <https://w3id.org/exo-ld/ontology> a <http://www.w3.org/2002/07/owl#Ontology> }"
    )
    assert "diabetic retinopathy" in server.get("entity?term=diabetic+retinopathy", "text/html").text


def test_nothing_typed_becomes_markup(server: Server) -> None:
    answer = server.get("entity?term=" + urllib.parse.quote("<script>alert(1)</script>"), "text/html")
    assert (answer.status, answer.kind, answer.headers["X-Content-Type-Options"]) == (404, "text/plain", "nosniff")


# --- attacks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        pytest.param(PRODUCT, 503, "the query took longer than 3 s and was ended", id="cartesian product"),
        pytest.param("SELECT * { ?a ?b ?c . ?d ?e ?f }", 413, "larger than 4,000,000 bytes", id="huge answer"),
        pytest.param(
            "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", 413, "larger than 4,000,000 bytes", id="huge graph"
        ),
        pytest.param(
            "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?b (!<a:b>|^!<a:b>)* ?c }",
            503,
            "took longer",
            id="deep path",
        ),
        pytest.param(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER (REGEX(CONCAT(STR(?c), STR(?f)), "
            "'(x+x+)+y|(.*a){12}', 'is')) }",
            503,
            "took longer",
            id="huge regex",
        ),
        pytest.param("ASK { " + "{ " * 200_000, 503, "memory or stack", id="deep nesting"),
        pytest.param(
            "SELECT ?x { BIND ('"
            + "a" * 1000
            + "' AS ?v0) "
            + " ".join(f"BIND (CONCAT({', '.join([f'?v{i}'] * 20)}) AS ?v{i + 1})" for i in range(6))
            + " BIND (STRLEN(?v6) AS ?x) }",
            503,
            "was ended",
            id="memory",
        ),
    ],
)
def test_hostile_query_is_ended(strict: Server, sized: Server, query: str, status: int, text: str) -> None:
    # What is refused for its size must be so before its time is over, however busy the machine.
    server = sized if status == 413 or text == "memory or stack" else strict
    answer = server.ask(query, "*/*")
    assert (answer.status, text in answer.text) == (status, True), answer.text[:300]
    assert server.ask(ASK).status == 200


@pytest.mark.slow
def test_hostile_queries_do_not_stop_others() -> None:
    # As many long queries as both lanes have, and more; they would run for ten minutes. Others are answered meanwhile.
    with serving("--timeout", "600", "--workers", "2") as running, ThreadPoolExecutor(8) as crowd:
        hostile = [crowd.submit(_quietly, lambda: running.ask(PRODUCT)) for _ in range(6)]
        for _ in range(5):
            assert json.loads(running.ask(ASK).body)["boolean"] is True
        ended = [future.result() for future in hostile if future.done()]
        assert {answer.status for answer in ended if answer} <= {503}
        assert sum(not future.done() for future in hostile) >= 2
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(20)


def _quietly(action: Callable[[], Answer]) -> Answer | None:
    try:
        return action()
    except OSError:  # the server was stopped while it was asked
        return None


@pytest.mark.slow
def test_service_makes_no_request_even_where_it_is_not_seen(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """A worker is asked directly, past the check of words: it cannot open a connection."""
    from exo_ld.serve import frames, worker

    met: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as place:
        place.settimeout(0.2)

        def meet() -> None:
            while True:
                try:
                    place.accept()
                    met.append(1)
                except TimeoutError:
                    continue
                except OSError:
                    return

        threading.Thread(target=meet, daemon=True).start()
        text = f"ASK {{ SERVICE <http://127.0.0.1:{place.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        request = {"do": "sparql", "text": text, "rows": "text/csv", "graph": None}
        data = worker.held([], None)
        sent = frames.start({}, len(data)) + data + frames.start(request, 0)
        done = subprocess.run(
            [sys.executable, "-m", "exo_ld.serve.worker", json.dumps({"seconds": 9, "most": 1000})],
            input=sent,
            capture_output=True,
            timeout=60,
            check=True,
        )
    assert b'"status": 400' in done.stdout
    assert b"the query failed" in done.stdout
    assert met == []


def test_half_a_request_and_a_gone_reader(server: Server) -> None:
    host, port = server.base.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: "
            b"500\r\n\r\nASK"
        )
        assert server.ask(ASK).status == 200
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"\x16\x03\x01\x00\xff nonsense\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"GET /.well-known/void HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 200")
    assert server.ask(ASK).status == 200


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--port", "x"], "'x': give a whole number"),
        (["--port", "99999"], "127.0.0.1 port 99999 cannot be listened on"),
        (["--host", "203.0.113.1"], "203.0.113.1 port 7878 cannot be listened on"),
        (["--workers", "0"], "--workers 0: give 1 at least"),
        (["--timeout", "0"], "'0': give seconds"),
        (["--kb", "/nowhere"], "/nowhere: no folder"),
    ],
)
def test_bad_words(run_apart: Run, arguments: list[str], part: str) -> None:
    done = run_apart("serve", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert part in done.stderr


@pytest.mark.slow
def test_port_in_use(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f"exo-ld: 127.0.0.1 port {port} cannot be listened on (Address already in use); "
        "choose another with --port, or 0 for any free one\n"
    )


@pytest.mark.slow
def test_interrupted_is_no_failure() -> None:
    with serving("--workers", "1") as running:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(20) == 0
        assert running.process.stderr
        assert running.process.stderr.read() == ""


# --- clients ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "allowed"), [("sparql", "POST"), ("api/studies", "GET"), ("", "GET"), ("ontology", "GET")]
)
def test_a_bare_options(server: Server, path: str, allowed: str) -> None:
    answer = server.get(path, method="OPTIONS")
    assert (answer.status, answer.text) == (204, "")
    assert {allowed, "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("json", "application/json"),
        ("jsonl", "application/jsonl"),
        ("srj", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
    ],
)
def test_api_takes_limit_offset_and_format(server: Server, form: str, kind: str) -> None:
    whole = json.loads(server.get("api/studies?format=json").text)
    answer = server.get(f"api/studies?format={form}&limit=2&offset=1", "text/html")  # format goes before Accept
    assert (answer.status, answer.kind) == (200, kind)
    if form == "json":
        assert json.loads(answer.text) == whole[1:3]
    else:
        assert [row["study"] in answer.text for row in whole[:4]] == [False, True, True, False]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limit=-1", "limit is '-1': give a whole number, 0 or more"),
        ("limit=1%20OFFSET%201", "limit is '1 OFFSET 1': give a whole number, 0 or more"),
        ("format=pdf", "no such format; use one of json, jsonl, srj, xml, csv, tsv, ttl, nt, jsonld, rdf"),
    ],
)
def test_api_says_what_is_wrong(server: Server, query: str, said: str) -> None:
    answer = server.get(f"api/studies?{query}")
    assert (answer.status, answer.text) == (400, said + "\n")


@pytest.mark.parametrize(
    ("encoding", "packed"), [("gzip", True), ("gzip;q=0", False), ("br, *", True), ("identity", False), ("br", False)]
)
def test_answers_are_packed_for_who_takes_it(server: Server, encoding: str, packed: bool) -> None:
    plain, answer = server.get("api/claims?format=csv"), server.get("api/claims?format=csv", Accept_Encoding=encoding)
    assert (answer.headers.get("Content-Encoding") == "gzip") == packed
    assert answer.plain == plain.body
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.body) < len(plain.body) / 5 or not packed


def test_a_browser_gets_a_page_of_the_ontology(server: Server) -> None:
    browser = server.get("ontology", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (browser.status, browser.kind) == (200, "text/html")
    assert '<section id="Claim"><h3>claim <small><code>exld:Claim</code></small></h3>' in browser.text
    assert server.get("ontology", "text/turtle").kind == "text/turtle"
    assert server.get("ontology", "application/rdf+xml").kind == "application/rdf+xml"


@pytest.mark.slow
def test_a_star_keeps_its_order(server: Server) -> None:
    assert server.ask("SELECT * { ?zeta ?p ?alpha } LIMIT 1", "text/csv").text.split("\r\n")[0] == "zeta,p,alpha"
