"""Cold speed of the canned queries, as ratios against named peers, in one run.

    python benchmarks/cold.py            all queries, 9 runs each
    python benchmarks/cold.py --short    a few queries, 3 runs each (what .ci/run does)

Cold: whole processes, from start to the last byte; warm.py measures queries in one process. Peers: the bare import of
pyoxigraph, and rdflib on the same files. It measures and prints; it never fails on a figure.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

_EXO = [sys.executable, "-m", "exo_ld", "query"]
# Canned queries about one thing, of different kinds and sizes.
_ASKED = {
    "claims": "study=jin-2019-mir-486", "cargo-targets": "cargo=hgnc:31508", "outcomes": "complication=MONDO:0005016",
    "studies": "disease=MONDO:0005266", "mechanism-paths": "from=hgnc:31508", "entity-card": "term=MONDO:0005016",
}  # fmt: skip
_IMPORT = [sys.executable, "-c", "import pyoxigraph"]
_RDFLIB = """
import sys, rdflib
from exo_ld.sources import sources
from exo_ld.query.catalogue import Catalogue
dataset = rdflib.Dataset(default_union=True)
for source in sources():
    dataset.graph(source.graph).parse(source.path, format="turtle")
for row in dataset.query(Catalogue()["cargo-targets"].text):
    sys.stdout.write(",".join("" if v is None else str(v) for v in row) + "\\n")
"""


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Wall seconds of one whole process. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def median(action: Callable[[], object], runs: int) -> float:
    """The median wall seconds of ``runs`` calls."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def peak(command: list[str], environment: dict[str, str]) -> float:
    """Peak resident memory, in MB, of one process, measured by a parent of its own."""
    probe = (
        "import resource,subprocess,sys;"
        "subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True, env=environment
    )
    return int(done.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def cold(runs: int, names: list[str] | None) -> None:
    """Print the cold figures, the processes taken in turn so that a drift of the machine meets all alike. No answer is
    kept anywhere."""
    import exo_ld

    kb = exo_ld.load()
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "EXO_LD_CACHE": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
        # A query that rdflib ends with; it does not with "claims".
        whole = [*_EXO, "cargo-targets", "--format", "csv"]
        first = timed(whole, environment)  # fills the cache
        asked = {name: [*_EXO, name, "-p", given, "--format", "csv"] for name, given in _ASKED.items()}
        for command in asked.values():
            timed(command, environment)
        import_: list[float] = []
        seconds: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(runs):
            import_.append(timed(_IMPORT, environment))
            for name, command in asked.items():
                seconds[name].append(timed(command, environment))
        base = statistics.median(import_)
        print(f"cold, whole process, median seconds; python -c 'import pyoxigraph' takes {base:.3f}")
        print(f"  nothing kept yet: exo-ld query cargo-targets {first:.3f}")
        for name, found in seconds.items():
            middle = statistics.median(found)
            print(f"  {name + ' -p ' + _ASKED[name]:<46} {middle:8.3f}   {middle / base:6.1f} x the import (aim 6)")
        over = []
        for name in names or list(kb.catalogue):
            if any(p.kind == "service" for p in kb.catalogue[name].params.values()):
                continue
            alone = statistics.median(
                timed([*_EXO, name, "--format", "csv"], environment) for _ in range(max(1, runs // 3))
            )
            inside = median(lambda name=name: kb.query(name), 3)  # type: ignore[misc]
            over.append((alone - 2 * inside - 0.1, name, alone, inside))
        missed = [row for row in sorted(over, reverse=True) if row[0] > 0]
        print(
            f"  every query as it is: {len(over) - len(missed)} of {len(over)} within twice their warm time and 0.1 "
            "s; the furthest above:"
        )
        for beyond, name, alone, inside in missed[:5]:
            print(f"    {name:<32} cold {alone:.3f}, warm {inside:.3f}: {beyond:.3f} s more")
        slow = timed([sys.executable, "-c", _RDFLIB], environment)
        ours = statistics.median(timed(whole, environment) for _ in range(runs))
        print(
            f"  exo-ld query cargo-targets {ours:.3f}; rdflib loading the same files, same query {slow:.3f}: "
            f"{slow / ours:.1f} x ours"
        )
        ours_peak = peak([*whole, "--limit", "0"], environment)
        print(f"peak memory, MB: exo-ld query cargo-targets {ours_peak:.0f}, ", end="")
        print(f"rdflib {peak([sys.executable, '-c', _RDFLIB], environment):.0f}")


def main() -> None:
    """Run it all and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    few = ["studies", "cargo-targets", "errata", "retracted-support"] if short else None
    cold(3 if short else 9, few)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
