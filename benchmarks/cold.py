"""Cold and warm speed of the canned queries, as ratios against named peers, in one run.

    python benchmarks/cold.py            all queries, 9 runs each
    python benchmarks/cold.py --short    a few queries, 3 runs each (what .ci/run does)

Cold: whole processes, from start to the last byte. Warm: queries in one process, data loaded. Peers: the bare import of
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

_EXO = [sys.executable, "-m", "exo_ld", "query", "claims", "--format", "csv"]
_IMPORT = [sys.executable, "-c", "import pyoxigraph"]
_RDFLIB = """
import sys, rdflib
from exo_ld.sources import sources
from exo_ld.query.catalogue import catalogue
dataset = rdflib.Dataset(default_union=True)
for source in sources():
    dataset.graph(source.graph).parse(source.path, format="turtle")
for row in dataset.query(catalogue()["claims"].text):
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
    done = subprocess.run([sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True, env=environment)
    return int(done.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def cold(runs: int) -> None:
    """Print the cold figures, the processes taken in turn so that a drift of the machine meets all alike."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "EXO_LD_CACHE": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
        first = timed(_EXO, environment)  # fills the cache
        import_, answered, parsed = [], [], []
        for _ in range(runs):
            import_.append(timed(_IMPORT, environment))
            answered.append(timed(_EXO, environment))
            for name in os.listdir(cache):
                if name.endswith(".answer"):
                    os.unlink(os.path.join(cache, name))
            parsed.append(timed(_EXO, environment))
        rdflib_ = [timed([sys.executable, "-c", _RDFLIB], environment) for _ in range(max(1, runs // 3))]
        base, kept, fresh, slow = (statistics.median(x) for x in (import_, answered, parsed, rdflib_))
        print("cold, whole process, median seconds")
        print(f"  python -c 'import pyoxigraph'                    {base:8.3f}")
        print(f"  exo-ld query claims, asked before                {kept:8.3f}   {kept / base:6.1f} x the import")
        print(f"  exo-ld query claims, not asked before            {fresh:8.3f}   {fresh / base:6.1f} x the import")
        print(f"  exo-ld query claims, nothing cached              {first:8.3f}   {first / base:6.1f} x the import")
        print(f"  rdflib loading the same files, same query        {slow:8.3f}")
        print(f"    rdflib / ours: {slow / kept:.1f} asked before, {slow / fresh:.1f} not asked before, {slow / first:.1f} nothing cached")
        print("peak memory, MB")
        print(f"  exo-ld query claims, not asked before            {peak([*_EXO, '--limit', '0'], environment):8.1f}")
        print(f"  rdflib                                           {peak([sys.executable, '-c', _RDFLIB], environment):8.1f}")


def warm(names: list[str] | None, runs: int) -> None:
    """Print the warm figures a query: raw pyoxigraph, exo_ld to rows, rdflib; and that the rows are as many."""
    import exo_ld

    kb = exo_ld.load()
    store, dataset = kb.store, kb.to_rdflib()
    ratios = []
    print("warm, median milliseconds            rows    exo_ld    rdflib   rdflib/exo_ld")
    for name, query in kb.catalogue.items():
        if names and name not in names:
            continue
        rows = list(store.query(query.text, use_default_graph_as_union=True))
        ours = median(lambda text=query.text: kb.sparql(text), runs)  # type: ignore[misc]
        start = time.perf_counter()
        theirs_rows = list(dataset.query(query.text))
        theirs = time.perf_counter() - start
        note = "" if len(theirs_rows) == len(rows) else f"   rdflib has {len(theirs_rows)} rows!"
        ratios.append(theirs / ours)
        print(f"  {name:<32} {len(rows):>6} {ours * 1000:9.2f} {theirs * 1000:9.0f} {theirs / ours:14.1f}{note}")
    print(f"  median ratio over {len(ratios)} queries: {statistics.median(ratios):.1f}")


def main() -> None:
    """Run it all and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    cold(3 if short else 9)
    warm(["studies", "cargo-targets", "errata", "retracted-support"] if short else None, 3 if short else 7)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
