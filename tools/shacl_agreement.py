"""The fast engine and pySHACL on mutated graphs, and on random shapes and data: they must find the same, result for
result.

    python tools/shacl_agreement.py [--graphs N] [--seed N]   so many random graphs, then the written mutations
    python tools/shacl_agreement.py --pairs N [--seed N]      pairs of random shapes and data (`random_shacl`)

Where the two differ on a pair, TopBraid's SHACL API (org.topbraid:shacl from Maven Central, by mvn and java) is asked
as the third voice; a pair counts against the fast engine where it stands alone.

A random graph is the good data of the tests with one to six defects: a triple dropped, doubled with another value,
re-pointed, mistyped, of another language, with a value below its range, under another property, with a blank node. Exit
0: all agree; 1: not so.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from mutations import mutations
from random_shacl import random_pair, random_texts
from shacl_suite import HOME

from exo_ld.check.audience import load_shapes
from exo_ld.errors import DataError
from exo_ld.prefixes import PREFIXES
from exo_ld.shacl.results import Result
from exo_ld.shacl.run import run
from exo_ld.shacl.shapes import SH, Shapes

TOPBRAID = "1.4.4"
JAVA = ("java", "-Xmx600m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # quick to start, nothing beside it
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId>
<version>1</version><dependencies><dependency><groupId>org.topbraid</groupId><artifactId>shacl</artifactId><version>{TOPBRAID}</version>
</dependency></dependencies></project>"""
REPO = Path(__file__).resolve().parent.parent
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
XSD = PREFIXES["xsd"]
TYPES = ("string", "integer", "decimal", "double", "boolean", "date", "dateTime", "gYear", "anyURI")
TEXTS = ("", "0", "-1", "1.50", "007", "2019", "words", "true", "2020-02-30", "1e3", " 5", "10.1/x")


# The differences that docs/decisions/0009 tells of.
BEYOND_COMPARE = "a comparison of two values that SPARQL cannot compare: a violation, which pySHACL lets pass"
GIVES_UP = "pySHACL gives up at sh:lessThan on a blank node: the graph is compared without sh:lessThan"
KNOWN = (BEYOND_COMPARE, GIVES_UP)


@cache
def parts() -> tuple[list[ox.Triple], list[ox.Triple]]:
    """The good data of the tests, and the ontology that it needs."""
    ontology = [q.triple for name in ("exo.ttl", "vocabularies.ttl") for q in ox.parse(path=REPO / "ontology" / name)]
    return [q.triple for q in ox.parse(path=REPO / "tests" / "data" / "good.ttl")], ontology


def random_graph(seed: int) -> list[ox.Triple]:
    """The good data with one to six random defects; the same for the same ``seed``."""
    chance = random.Random(seed)
    good, ontology = parts()
    nodes = sorted({t.subject for t in good}, key=str)
    predicates = sorted({t.predicate for t in good}, key=str)
    data = list(good)
    for _ in range(chance.randint(1, 6)):
        t = chance.choice(data)
        text = getattr(t.object, "value", "x")
        made = chance.choice(
            ("drop", "point", "add", "type", "retype", "language", "text", "property", "subject", "blank", "iri")
        )
        changed = {
            "drop": None,
            "point": ox.Triple(t.subject, t.predicate, chance.choice(nodes)),
            "add": ox.Triple(t.subject, t.predicate, chance.choice(data).object),
            "type": ox.Triple(
                t.subject, t.predicate, ox.Literal(text, datatype=ox.NamedNode(XSD + chance.choice(TYPES)))
            ),
            "retype": ox.Triple(
                t.subject,
                t.predicate,
                ox.Literal(chance.choice(TEXTS), datatype=ox.NamedNode(XSD + chance.choice(TYPES))),
            ),
            "language": ox.Triple(
                t.subject, t.predicate, ox.Literal(text, language=chance.choice(("en", "de", "EN", "en-GB")))
            ),
            "text": ox.Triple(t.subject, t.predicate, ox.Literal(chance.choice(TEXTS))),
            "property": ox.Triple(t.subject, chance.choice(predicates), t.object),
            "subject": ox.Triple(chance.choice(nodes), t.predicate, t.object),
            "blank": ox.Triple(t.subject, t.predicate, ox.BlankNode(f"b{seed}")),
            "iri": ox.Triple(
                t.subject, t.predicate, ox.NamedNode("http://example.org/" + chance.choice(("x", "NCBITaxon_9606")))
            ),
        }[made]
        if made != "add" and chance.random() < 0.7:
            data.remove(t)
        if changed is not None:
            data.append(changed)
    return [*data, *ontology]


def written_graphs(at_once: int = 12) -> Iterator[list[ox.Triple]]:
    """The good data with the mutations of tests/mutations, so many at a time."""
    good, ontology = parts()
    faults = list(mutations())
    groups = -(-len(faults) // at_once)
    for start in range(groups):
        store = ox.Store()
        store.extend(ox.Quad(*t) for t in [*good, *ontology])
        for fault in faults[start::groups]:
            store.update(PROLOGUE + fault.update)
        yield [quad.triple for quad in store]


def disagreement(graph: list[ox.Triple], shapes: Shapes) -> tuple[set[Result], set[Result], Counter[str]]:
    """What only the fast engine finds, what only pySHACL finds, and how many more differ for each of `KNOWN`."""
    known: Counter[str] = Counter()
    try:
        slow = set(run(graph, shapes, engine="pyshacl"))
    except DataError as error:
        if "Cannot use sh:lessThan" not in str(error):
            raise
        known[GIVES_UP] += 1
        shapes = Shapes([t for t in shapes.triples if not t.predicate.value.startswith(SH + "lessThan")])
        slow = set(run(graph, shapes, engine="pyshacl"))
    fast = set(run(graph, shapes))
    differing = set()
    for r in fast ^ slow:
        why = BEYOND_COMPARE if r in fast and beyond_compare(r, graph, shapes) else ""
        if why:
            known[why] += 1
        else:
            differing.add(r)
    return differing & fast, differing & slow, known


def beyond_compare(r: Result, graph: list[ox.Triple], shapes: Shapes) -> bool:
    """Whether a result of a comparison (sh:lessThan, sh:maxInclusive ...) is on two values that SPARQL cannot compare.

    That is a violation (https://www.w3.org/TR/shacl/#LessThanConstraintComponent), but pySHACL 0.40.1 compares such
    values by rdflib's order of all literals.
    """
    part = r.component.removeprefix(SH).removesuffix("ConstraintComponent")
    given = shapes.objects(ox.NamedNode(r.shape), part[:1].lower() + part[1:])
    if part.startswith("LessThan"):
        values = [t.object for t in graph if (t.subject, t.predicate) == (r.focus, given[0])]
    else:
        values = given if part in ("MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive") else []
    return any(
        not ox.Store().query(f"ASK {{ BIND(({r.value} < {value}) AS ?less) FILTER(BOUND(?less)) }}") for value in values
    )


def pair_results(seed: int, engine: str) -> set[tuple[str, ...]]:
    """What an engine finds on a random pair: focus node, value, path, component and severity, blank nodes alike."""
    data, asked = random_pair(seed)
    found = run(data, asked, engine=engine)
    return {
        (*map(_plain, (r.focus, r.value, r.path)), r.component.removeprefix(SH), r.severity.removeprefix(SH))
        for r in found
    }


def _plain(term: Any) -> str:
    return "" if term is None else "_:" if isinstance(term, ox.BlankNode) else str(term)


def _short() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # of the processor: on a busy machine a clock says nothing


@cache
def topbraid() -> Path | None:
    """The folder of TopBraid's archives, got once; None where it cannot be had, and why on stderr."""
    jars = HOME / f"topbraid-{TOPBRAID}"
    if not list(jars.glob("shacl-*.jar")):
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "pom.xml").write_text(POM)
            command = ["mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
            try:
                subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True, timeout=600)
            except (OSError, subprocess.SubprocessError) as error:
                print(f"no third voice: {error} {getattr(error, 'stdout', '')}"[:500], file=sys.stderr)
                return None
    return jars


def third_voice(seed: int) -> set[tuple[str, ...]] | None:
    """What TopBraid finds on a random pair, or None where it cannot be had."""
    if (jars := topbraid()) is None:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for name, text in zip(("data", "shapes"), random_texts(seed), strict=True):
            files += [f"-{name}file", f"{scratch}/{name}.ttl"]
            Path(files[-1]).write_text(text, encoding="utf-8")
        command = [*JAVA, "-cp", f"{jars}/*", "org.topbraid.shacl.tools.Validate", *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_short)
        if done.returncode < 0:  # a pattern that it goes back and forth in, as ^(a|1)+$
            return None
    found: dict[Any, dict[str, Any]] = {}
    for quad in ox.parse(done.stdout, format=ox.RdfFormat.TURTLE):
        found.setdefault(quad.subject, {})[quad.predicate.value.removeprefix(SH)] = quad.object
    return {
        (
            *(_plain(r.get(key)) for key in ("focusNode", "value")),
            _plain(path) if isinstance(path := r.get("resultPath"), ox.NamedNode) else "",
            r["sourceConstraintComponent"].value.removeprefix(SH), r["resultSeverity"].value.removeprefix(SH),
        )
        for r in found.values() if "focusNode" in r
    }  # fmt: skip


def compare_pairs(seeds: range) -> int:
    """Compare the engines on random pairs, and print who stands alone how often. Returns how often the fast engine
    does."""
    alone, gave_up = Counter[str](), Counter[str]()
    started, results = time.process_time(), 0
    for done, seed in enumerate(seeds):
        if done % 100 == 99:
            print(f"{done + 1} pairs, {alone.total()} differ in a result", file=sys.stderr, flush=True)
        fast = pair_results(seed, "fast")
        try:
            slow = pair_results(seed, "pyshacl")
        except DataError as error:  # it gives up, as on a NaN: TopBraid alone is asked
            gave_up[str(error)[:100]] += 1
            slow = third_voice(seed) or set()
        results += len(fast | slow)
        third = third_voice(seed) if fast != slow else set()
        for r in sorted(fast ^ slow):
            who = (
                "no third voice" if third is None else "pyshacl alone" if (r in fast) == (r in third) else "fast alone"
            )
            alone[who] += 1
            said = "found" if r in fast else "not found"
            print(f"pair {seed}: {who}: {said} by the fast engine: {' '.join(r)}", flush=True)
    print(
        f"{len(seeds)} pairs, {results} results; "
        + (", ".join(f"{who}: {n}" for who, n in sorted(alone.items())) or "no differences")
    )
    for why, times in gave_up.items():
        print(f"pySHACL gave up on {times}, which were compared with TopBraid alone: {why}")
    print(f"{time.process_time() - started:.0f} s of processor time, without Java's")
    return alone["fast alone"] + alone["no third voice"]


def main() -> int:
    """Compare the engines and print where they differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--graphs", type=int, default=2000, help="how many random graphs (2000)")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first (0)")
    parser.add_argument(
        "--pairs", type=int, default=0, help="compare on so many pairs of random shapes and data in place of graphs"
    )
    arguments = parser.parse_args()
    if arguments.pairs:
        return 1 if compare_pairs(range(arguments.seed, arguments.seed + arguments.pairs)) else 0
    shapes = Shapes(load_shapes("maintainer"))
    known: Counter[str] = Counter()
    started, differing, total = time.process_time(), 0, 0
    numbered = (
        (f"seed {seed}", random_graph(seed)) for seed in range(arguments.seed, arguments.seed + arguments.graphs)
    )
    written = ((f"mutations {n}", graph) for n, graph in enumerate(written_graphs()))
    for source in (numbered, written):
        for name, graph in source:
            total += 1
            if total % 100 == 0:
                print(f"{total} graphs, {differing} differences", file=sys.stderr, flush=True)
            *both, more = disagreement(graph, shapes)
            known += more
            for engine, results in zip(("fast", "pyshacl"), both, strict=True):
                differing += bool(results)
                for r in sorted(results, key=str):
                    print(
                        f"{name}: only {engine}: {r.shape} {r.component} {r.focus} {r.path} {r.value} {r.message}",
                        flush=True,
                    )
    for why in KNOWN:
        print(f"known: {why}: {known[why]}")
    print(f"{total} graphs, {differing} differences, {time.process_time() - started:.0f} s of processor time")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
