"""Two stores, neither with all: our facts in one, an outside vocabulary in another, asked together by SERVICE and by
Comunica.

    python tools/engines.py --install && python tools/comunica.py --install
    python tools/engines.py -- python -m pytest tests/test_federation.py

The answer must be that of the same question asked of one store which holds both.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import REPO, Run
from loopback import SRJ, Answer, says, server

import exo_ld
from exo_ld.query.results import Stream, Table
from exo_ld.query.upload import upload
from exo_ld.sources import quads

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import comunica
from engines import Urls, running
from vocabularies import ntriples

URLS: dict[str, dict[str, str]] = json.loads(os.environ.get("EXO_LD_ENGINES", "{}"))
ENGINES = ("oxigraph", "fuseki", "virtuoso")
TABLES = REPO.parent / "shared" / "terms"
NAME = "terms-below"
# Virtuoso 7.2 never answers a query that is the whole body of a POST, and that is how Oxigraph sends the group of a
# SERVICE.
PAIRS = [
    (a, h)
    for a in ("embedded", *ENGINES)
    for h in ENGINES
    if (a, h) not in (("embedded", "virtuoso"), ("oxigraph", "virtuoso"))
]
# Comunica takes seconds for some, so the gate asks these; EXO_LD_COMUNICA=all asks the whole catalogue, in some
# minutes.
COMUNICA: tuple[str, ...] = (
    "bibliography", "check-verdicts", "comparisons", "donor-and-host", "dose-gaps", "dose-series",
    "engineered-preparations", "errata", "evidence-codes", "evidence-gaps", "human-evidence", "join-by-ids",
    "open-questions", "opposite-directions", "quality-figures", "readouts", "relation-mappings",
    "studies", "terms-by-vocabulary", "vesicle-names", "vesicle-sizes",
)  # fmt: skip
if os.environ.get("EXO_LD_COMUNICA") == "all":
    COMUNICA = tuple(sorted(exo_ld.load().catalogue))

needs_servers = pytest.mark.skipif(
    not URLS, reason="no servers: run it by `python tools/engines.py -- python -m pytest`"
)


def put(urls: Urls, graph: str, triples: bytes) -> None:
    """Put N-Triples into a named graph of a store."""
    request = urllib.request.Request(
        f"{urls.graph_store}?graph={graph}", triples, {"Content-Type": "text/turtle"}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=120).close()


def rows(kb: exo_ld.KnowledgeBase, part: bool) -> bytes:
    """Our slices of outside vocabularies (``part``), or all but these, as N-Triples."""
    triples = {quad.triple for file in kb.files if ("imports" in Path(file.path).parts) == part for quad in quads(file)}
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b""


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def vocabulary(kb: exo_ld.KnowledgeBase) -> bytes:
    """The Cell Ontology in full where the reference tables are, else our slices of all vocabularies."""
    return ntriples(str(TABLES), "cl") if TABLES.is_dir() else rows(kb, part=True)


@pytest.fixture(scope="module")
def facts(kb: exo_ld.KnowledgeBase) -> dict[str, exo_ld.Endpoint]:
    """The servers that hold our graph, by engine."""
    for urls in URLS.values():
        assert upload(urls["query"], graph_store=urls["graph_store"]).sound
    return {engine: exo_ld.connect(urls["query"]) for engine, urls in URLS.items()}


@pytest.fixture(scope="module")
def others(vocabulary: bytes) -> Iterator[dict[str, Urls]]:
    """Further servers, which hold the vocabulary and nothing else, by engine."""
    with running(*ENGINES) as started:
        for urls in started.values():
            put(urls, "http://vocabulary/", vocabulary)
        yield started


@pytest.fixture(scope="module")
def both(kb: exo_ld.KnowledgeBase, vocabulary: bytes) -> Any:
    """One store with our graph and the vocabulary."""
    store = ox.Store()
    store.extend(kb.store)
    store.load(vocabulary, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("http://vocabulary/"))
    return store


@needs_servers
@pytest.mark.parametrize("above", ["CL:0000134", "CL:0000542"])
@pytest.mark.parametrize(("asker", "holder"), PAIRS)
def test_service_gives_the_rows_of_one_store(
    kb: exo_ld.KnowledgeBase,
    facts: dict[str, exo_ld.Endpoint],
    others: dict[str, Urls],
    both: Any,
    asker: str,
    holder: str,
    above: str,
) -> None:
    one = Stream.of(both.query(kb.prepare(NAME, {"above": above}), use_default_graph_as_union=True)).table()
    engine = kb if asker == "embedded" else facts[asker]
    found = engine.query(NAME, above=above, service=others[holder].query)
    assert isinstance(found, Table)
    assert found.rows == one.rows
    alone = kb.query(NAME, above=above)
    assert isinstance(alone, Table)
    if TABLES.is_dir():  # the other store adds what no claim of ours is about
        assert len(one) > len(alone)
        assert any(row["claims"] == 0 for row in one.rows)
    assert any(row["claims"] > 0 for row in one.rows)


@needs_servers
def test_service_on_the_command_line(run: Run, kb: exo_ld.KnowledgeBase, others: dict[str, Urls]) -> None:
    words = [
        "query",
        NAME,
        "-p",
        "above=mesenchymal stem cell",
        "-p",
        f"service={others['oxigraph'].query}",
        "--format",
        "json",
    ]
    done = run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    found = kb.query(NAME, above="CL:0000134", service=others["oxigraph"].query)
    assert isinstance(found, Table)
    assert json.loads(done.stdout) == found.rows


@pytest.fixture(scope="module")
def sides(kb: exo_ld.KnowledgeBase) -> Iterator[dict[str, Urls]]:
    """Two servers: all of ours but the slices of the vocabularies in one, these in the other, and their labels in
    both."""
    slices = rows(kb, part=True)
    labels = b"".join(line for line in slices.splitlines(keepends=True) if b"rdf-schema#label>" in line)
    with running("oxigraph", "fuseki") as started:
        put(started["oxigraph"], "http://facts/", rows(kb, part=False))
        put(started["oxigraph"], "http://labels/", labels)
        put(started["fuseki"], "http://vocabularies/", slices)
        yield started


@pytest.fixture(scope="module")
def asked(kb: exo_ld.KnowledgeBase, sides: dict[str, Urls]) -> dict[str, comunica.Answer]:
    """What Comunica answers, all by one process, to the queries as they stand in the catalogue."""
    found = comunica.answers([kb.catalogue[name].text for name in COMUNICA], [urls.query for urls in sides.values()])
    return dict(zip(COMUNICA, found, strict=True))


@needs_servers
@pytest.mark.skipif(bool(comunica.missing()), reason=f"no Comunica: {comunica.missing()}")
@pytest.mark.parametrize("name", COMUNICA)
def test_comunica_gives_the_rows_of_one_store(
    kb: exo_ld.KnowledgeBase, asked: dict[str, comunica.Answer], name: str
) -> None:
    """The same rows in the same order, over our facts in one server and the vocabularies' terms in another."""
    answer = asked[name]
    assert not answer.error
    found, one = Table.from_srj(answer.results), kb.query(name)
    assert isinstance(one, Table)
    assert found.columns == one.columns
    assert found.rows == one.rows


@needs_servers
@pytest.mark.skipif(bool(comunica.missing()), reason=f"no Comunica: {comunica.missing()}")
def test_comunica_of_what_few_queries_ask(kb: exo_ld.KnowledgeBase, sides: dict[str, Urls]) -> None:
    """A triple of both counts once; NOT EXISTS of what neither has is true; a row of an OPTIONAL that goes with none is
    left out."""
    prefixes = "PREFIX exld: <https://w3id.org/exo-ld/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    both = "SELECT (COUNT(*) AS ?labels) WHERE { ?term rdfs:label ?label }"
    neither = (
        "SELECT ?s WHERE { ?s a exld:Review FILTER NOT EXISTS { { ?s exld:none ?a } UNION { ?s exld:nothing ?b } } } "
        "ORDER BY ?s"
    )
    optional = """SELECT ?said ?claim WHERE {
      { SELECT ?said WHERE { ?line exld:modality ?hedge ; exld:evidenceFor ?said } ORDER BY ?line LIMIT 1 }
      OPTIONAL { ?said exld:relation ?relation FILTER NOT EXISTS { ?said exld:none true } BIND (?said AS ?claim) }
    }"""
    texts = [prefixes + text for text in (both, neither, optional)]
    for text, answer in zip(texts, comunica.answers(texts, [urls.query for urls in sides.values()]), strict=True):
        one = kb.sparql(text)
        assert isinstance(one, Table)
        assert one.rows
        assert not answer.error
        assert Table.from_srj(answer.results).rows == one.rows


@needs_servers
@pytest.mark.skipif(bool(comunica.missing()), reason=f"no Comunica: {comunica.missing()}")
def test_comunica_goes_on_after_a_query_that_fails(sides: dict[str, Urls]) -> None:
    """A query that is none and one that takes too long are errors of their own; what comes behind is answered."""
    slow = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    texts = ["SELECT nothing", slow, "SELECT (COUNT(*) AS ?n) WHERE { VALUES ?x { 1 2 } }"]
    none, late, right = comunica.answers(texts, [urls.query for urls in sides.values()], seconds=5)
    assert "Parse error" in none.error
    assert (none.results, late.results, late.error) == ("", "", "no answer within 5 s")
    assert Table.from_srj(right.results).rows == [{"n": 2}]


def ended(done: subprocess.CompletedProcess[str], part: str) -> None:
    """The process ended with 2, no row and one line that says why; the default of a parameter and, on a slow machine,
    "working on it" may come before."""
    *told, last = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert last.startswith("exo-ld: ")
    assert part in last
    assert all(line.startswith(("exo-ld: working on it", "exo-ld: -p above is not given")) for line in told), (
        done.stderr
    )


def test_service_that_cannot_be_reached(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ended(
            run("query", NAME, "-p", f"service=http://127.0.0.1:{free.getsockname()[1]}/none"),
            "the SPARQL query failed: ",
        )
    ended(
        run("query", NAME, "-p", "service=here"),
        "'here' is no address of an endpoint; write http://host:port/path/to/sparql",
    )


@pytest.mark.parametrize(
    "answer",
    [says(200, b"<html>Welcome", "text/html"), says(500, b"boom"), says(401, b""), says(200, SRJ[:30])],
    ids=["html", "500", "401", "cut"],
)
def test_service_that_does_not_answer_as_one(run: Run, answer: Answer) -> None:
    """An error of the other server is an error of the query, never fewer rows."""
    with server(answer) as url:
        ended(run("query", NAME, "-p", f"service={url}"), "the SPARQL query failed: ")


def test_service_that_hangs_is_left_after_the_timeout(run: Run) -> None:
    with server(lambda handler, body: time.sleep(8)) as url:
        done = run("query", NAME, "-p", f"service={url}", "--timeout", "1")
    ended(done, "no answer within 1 s; try a longer --timeout, or ask for less")
