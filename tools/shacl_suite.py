"""The W3C SHACL test suite (https://w3c.github.io/data-shapes/data-shapes-test-suite/), run by our engines.

    python tools/shacl_suite.py [--engine fast|pyshacl]     fetch it, run the cases, print what does not pass

It comes with pySHACL's source archive on PyPI, pinned here by version and digest, and is kept in the cache folder,
never in the repository. A case passes where the results are those expected: focus node, path, value, shape, component
and severity; blank nodes count as one. Exit 0: all pass but those that the fast engine refuses by name; 1: not so; 2:
the suite could not be had.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from exo_ld.errors import ExoError
from exo_ld.shacl.results import Result
from exo_ld.shacl.run import ENGINES, run

VERSION, DIGEST = "0.40.1", "011e3cf1a68b31747cb762ba3d755ae1bdcc464c8fad0dc212a9adc550719552"
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "exo-ld-shacl-suite"
SHT, SH = "http://www.w3.org/ns/shacl-test#", "http://www.w3.org/ns/shacl#"
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"


class Case(NamedTuple):
    """One test: its name, the files that hold data and shapes, and what a result must be (None: a failure)."""

    name: str
    data: Path
    shapes: Path
    expected: list[Any] | None


def fetch() -> Path:
    """The folder of the suite, fetched on the first call. Raises RuntimeError where it cannot be had or is not what it
    was."""
    place = HOME / f"pyshacl-{VERSION}" / "test" / "resources" / "sht_tests"
    if place.is_dir():
        return place
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "pyshacl", "-d", scratch]
        command.append(f"pyshacl=={VERSION}")
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        archive = Path(scratch) / f"pyshacl-{VERSION}.tar.gz"
        if not archive.exists():
            raise RuntimeError(f"the SHACL test suite cannot be fetched: {' '.join(done.stderr.split())[-200:]}")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != DIGEST:
            raise RuntimeError(
                "the SHACL test suite is not the one pinned in tools/shacl_suite.py; look what has changed"
            )
        with tarfile.open(archive) as tar:
            wanted = [m for m in tar.getmembers() if "/test/resources/sht_tests/" in m.name and m.isfile()]
            HOME.mkdir(parents=True, exist_ok=True)
            tar.extractall(HOME, members=wanted, filter="data")
    return place


def cases(part: str = "core") -> Iterator[Case]:
    """The cases below the folder ``part`` of the suite, by name."""
    root = fetch()
    for path in sorted((root / part).rglob("*.ttl")):
        triples = parse(path)
        for t in triples:
            if t.predicate.value == MANIFEST + "action":
                action: dict[str, Any] = {x.predicate.value: x.object for x in triples if x.subject == t.object}
                (result,) = (
                    x.object for x in triples if x.subject == t.subject and x.predicate.value == MANIFEST + "result"
                )
                data, shapes = (
                    Path(action[SHT + name].value.removeprefix("file://")) for name in ("dataGraph", "shapesGraph")
                )
                failure = result == ox.NamedNode(SHT + "Failure")
                yield Case(
                    f"{path.parent.name}/{path.stem}",
                    data,
                    shapes,
                    None if failure else sorted(_expected(triples, result), key=str),
                )


def parse(path: Path) -> list[ox.Triple]:
    """The triples of a Turtle file of the suite."""
    return [q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())]


def _expected(triples: list[ox.Triple], report: Any) -> Iterator[Any]:
    for t in triples:
        if t.subject == report and t.predicate.value == SH + "result":
            says = {x.predicate.value.removeprefix(SH): x.object for x in triples if x.subject == t.object}
            path = says.get("resultPath")
            keys = ("focusNode", "value", "sourceShape", "sourceConstraintComponent", "resultSeverity")
            yield (*(_plain(says.get(key)) for key in keys), _plain(path) if isinstance(path, ox.NamedNode) else "")


def _plain(term: Any) -> str:
    return "" if term is None else "_:" if isinstance(term, ox.BlankNode) else str(term)


def compared(result: Result) -> Any:
    """A result as what is expected of it is written."""
    shape = "_:" if result.shape.startswith("_:") else f"<{result.shape}>"
    return (
        _plain(result.focus),
        _plain(result.value),
        shape,
        f"<{result.component}>",
        f"<{result.severity}>",
        _plain(result.path),
    )


def outcome(case: Case, engine: str) -> str:
    """``pass``, ``refused: ...`` where the engine cannot run the case, or what was found in place of what."""
    try:
        found = sorted((compared(r) for r in run(parse(case.data), parse(case.shapes), engine=engine)), key=str)
    except ExoError as error:
        return "pass" if case.expected is None else f"refused: {error}"
    if case.expected is None:
        return "ran, where a failure is expected"
    missing, extra = [e for e in case.expected if e not in found], [f for f in found if f not in case.expected]
    return "pass" if not missing and not extra else f"missing {missing}, extra {extra}"


def main() -> int:
    """Run the cases and print what does not pass."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--engine", choices=ENGINES, default="fast")
    parser.add_argument("--part", default="core", help="core or sparql, or a folder below (core)")
    arguments = parser.parse_args()
    try:
        outcomes = {case.name: outcome(case, arguments.engine) for case in cases(arguments.part)}
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    for name, what in outcomes.items():
        if what != "pass":
            print(f"{name}: {what}")
    passed, refused = (sum(what.startswith(word) for what in outcomes.values()) for word in ("pass", "refused"))
    print(f"{arguments.engine}: {passed} of {len(outcomes)} cases pass, {refused} refused")
    return 0 if passed + refused == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
