"""How the canned queries' times grow with the graph, per engine.

    python benchmarks/growth.py generate --times 100 -o FILE.nq[.gz]    synthetic data, see synthetic.py
    python benchmarks/growth.py measure --engine embedded --times 1 10 100 -o FILE.json
    python benchmarks/growth.py report FILE.json    benchmarks/growth.md and benchmarks/growth.svg

Each query is asked once, with its defaults, of a store that holds the graph so many times over; with --parameters also
with each of its parameters by itself, at the values of tools/golden_answers.py. The embedded engine and rdflib
are asked in a process of their own (a fork, so that the store is loaded once) and their processor time counts and is
limited, so that other work on the machine is not measured; of a server it is the wall time to the last byte. Figures
are added to FILE.json, so that engines can be measured one after the other. It measures and prints; it never fails on a
figure.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from synthetic import Template, write

import exo_ld
from exo_ld.prefixes import contract
from exo_ld.query.catalogue import Catalogue

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from engines import running
from golden_answers import settings

SERVERS = ("oxigraph", "fuseki", "virtuoso")
ENGINES = ("embedded", "disk", "rdflib", *SERVERS)
Answer = tuple[float, int] | None  # seconds and rows; None where it failed or took longer than the limit
Ask = Callable[[str, float], Answer]


def forked(rows: Callable[[str], Any]) -> Ask:
    """Ask in a fork, which the system kills where it takes more processor time than the limit."""

    def child(text: str, limit: float, parent: Connection) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(limit), math.ceil(limit)))
        start = time.process_time()
        number = sum(1 for _ in rows(text))
        parent.send((time.process_time() - start, number))

    def ask(text: str, limit: float) -> Answer:
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=child, args=(text, limit, there))
        process.start()
        there.close()
        try:
            answer: Answer = here.recv()
        except EOFError:  # killed, or the engine refused
            answer = None
        process.join()
        return answer

    return ask


@contextmanager
def embedded(times: int, seed: int) -> Iterator[Ask]:
    """pyoxigraph in memory."""
    store = ox.Store()
    for part in Template().quads(times, seed):
        store.bulk_load(part.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    yield forked(lambda text: store.query(text, use_default_graph_as_union=True))


@contextmanager
def disk(times: int, seed: int, place: Path | None = None) -> Iterator[Ask]:
    """pyoxigraph on disk, each query in a store opened anew; one that an earlier run left in ``place`` is used
    again."""
    with tempfile.TemporaryDirectory() as temporary:
        store = (place or Path(temporary)) / f"{times}-{seed}"
        if not store.exists():
            write(Path(temporary, "all.nq"), times, seed)
            part = store.with_name(store.name + ".part")  # what is cut short is not taken for whole
            loading = ox.Store(str(part))
            loading.bulk_load(path=str(Path(temporary, "all.nq")), format=ox.RdfFormat.N_QUADS, lenient=True)
            # Else a look-up reads hundreds of files: `dose-series` took 29 s in place of 1.6 s of 1000 copies.
            loading.optimize()
            del loading
            part.rename(store)
            Path(temporary, "all.nq").unlink()
        yield forked(lambda text: ox.Store.read_only(str(store)).query(text, use_default_graph_as_union=True))


@contextmanager
def rdflib(times: int, seed: int) -> Iterator[Ask]:
    """rdflib in memory."""
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    for part in Template().quads(times, seed):
        dataset.parse(data=part, format="nquads")
    yield forked(dataset.query)


@contextmanager
def server(name: str, times: int, seed: int) -> Iterator[Ask]:
    """A server on loopback, loaded over the Graph Store Protocol, a named graph at a time."""
    template = Template()
    with running(name) as started:
        urls = started[name]
        for part in template.quads(times, seed):
            graphs: dict[str, list[str]] = {}
            for line in part.splitlines():
                triple, _, graph = line.removesuffix(" .").rpartition(" ")
                graphs.setdefault(graph[1:-1], []).append(f"{triple} .")
            for graph, triples in graphs.items():
                request = urllib.request.Request(
                    f"{urls.graph_store}?graph={urllib.parse.quote(graph, safe='')}", method="PUT"
                )
                request.add_header("Content-Type", "text/turtle")
                urllib.request.urlopen(request, "\n".join(triples).encode(), timeout=300).close()

        def ask(text: str, limit: float) -> Answer:
            request = urllib.request.Request(urls.query, urllib.parse.urlencode({"query": text}).encode())
            request.add_header("Accept", "application/sparql-results+json")
            start = time.perf_counter()
            try:
                with urllib.request.urlopen(request, timeout=limit) as response:
                    body = response.read()
                seconds = time.perf_counter() - start
                return (
                    (seconds, len(json.loads(body, strict=False)["results"]["bindings"])) if seconds < limit else None
                )
            except (OSError, ValueError):
                return None

        yield ask


def texts(only: list[str], parameters: bool, given: bool) -> dict[str, str]:
    """What to ask, by name: each query (or ``only`` some), and each with a parameter as NAME -p KEY=VALUE."""
    chosen = {name: query.text for name, query in Catalogue().items() if not only or name in only}
    if parameters:
        kb = exo_ld.load()
        for name in list(chosen):
            for values in settings(kb, name):
                said = " ".join(f"-p {key}={contract(str(value)) or value}" for key, value in values.items())
                chosen[f"{name} {said}"] = kb.prepare(name, values, given)
    return chosen


def measure(
    engine: str, times: int, seed: int, limit: float, asked: dict[str, str], output: Path, place: Path | None
) -> None:
    """Ask each of ``asked`` once of a store of so many times the graph; ``output`` has the figures after each
    answer."""
    opened = (
        server(engine, times, seed)
        if engine in SERVERS
        else {"embedded": embedded, "disk": partial(disk, place=place), "rdflib": rdflib}[engine](times, seed)
    )
    before = json.loads(output.read_text()) if output.exists() else []
    kept = [old for old in before if (old["engine"], old["times"]) != (engine, times)]
    answers: dict[str, Answer] = {}
    run = {"engine": engine, "times": times, "limit": limit, "day": date.today().isoformat(), "answers": answers}
    run["quads"], start = Template().count(times), time.perf_counter()
    with opened as ask:
        run["loaded"] = time.perf_counter() - start
        ask("SELECT * WHERE { ?s ?p ?o } LIMIT 1", limit)
        for name, text in asked.items():
            answers[name] = ask(text, limit)
            output.write_text(json.dumps([*kept, run], indent=1))
    found = [answer for answer in answers.values() if answer]
    print(
        f"{engine} x{times}: {run['quads']} quads, loaded in {run['loaded']:.0f} s, {len(found)} of {len(answers)} "
        "answered",
        flush=True,
    )


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="write synthetic data of the same shape as N-Quads")
    generate.add_argument(
        "--times", type=int, default=10, help="how many times what the reviews and studies say, the real data the first"
    )
    generate.add_argument("-o", "--output", type=Path, required=True)
    measuring = commands.add_parser("measure", help="ask the queries of stores of growing size")
    measuring.add_argument("--engine", nargs="+", choices=ENGINES, default=["embedded"])
    measuring.add_argument("--times", type=int, nargs="+", default=[1, 10])
    measuring.add_argument("--limit", type=float, default=20, help="seconds a query")
    measuring.add_argument("--query", nargs="+", default=[], help="only these")
    measuring.add_argument("--parameters", action="store_true", help="also with parameters")
    measuring.add_argument(
        "--place", type=Path, help="where stores on disk are kept, and used again; a temporary folder by default"
    )
    measuring.add_argument("-o", "--output", type=Path, required=True)
    for command in (generate, measuring):
        command.add_argument("--seed", type=int, default=1)
    reporting = commands.add_parser("report", help="write benchmarks/growth.md and benchmarks/growth.svg")
    reporting.add_argument("figures", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "generate":
        print(f"{arguments.output}: {write(arguments.output, arguments.times, arguments.seed)} quads")
    elif arguments.command == "measure":
        for engine in arguments.engine:
            asked = texts(arguments.query, arguments.parameters, given=engine in ("embedded", "disk"))
            for times in arguments.times:
                measure(engine, times, arguments.seed, arguments.limit, asked, arguments.output, arguments.place)
    else:
        from growth_report import report

        report(json.loads(arguments.figures.read_text()))


if __name__ == "__main__":
    main()
