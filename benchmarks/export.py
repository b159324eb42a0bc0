"""Speed of the exports, as ratios to one N-Quads dump of the same store by pyoxigraph, in one run.

    python benchmarks/export.py            5 runs each
    python benchmarks/export.py --short    1 run each

Each run is on a knowledge base that is loaded but from which nothing was exported yet, all formats after one another,
as `exo-ld export all` does. Formats that a third party's library writes are listed apart. It measures and prints; it
never fails on a figure.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial

import pyoxigraph as ox

from exo_ld import load
from exo_ld.prefixes import contract
from exo_ld.share import export as frame
from exo_ld.share.export import FORMATS, sha256
from exo_ld.share.reading import Reading

FOREIGN = {"nanopub": "nanopub, rdflib", "parquet": "pyarrow"}


def one() -> dict[str, float]:
    """Processor seconds of the dump and of each format, once."""
    contract.cache_clear()  # a new process has none
    kb = load()
    store = kb.store
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:

        def timed(name: str, action: Callable[[], object]) -> None:
            start = time.process_time()
            action()
            seconds[name] = time.process_time() - start

        timed("dump", lambda: store.dump(os.path.join(folder, "dump.nq"), format=ox.RdfFormat.N_QUADS))
        # Their import is not counted: it is paid once a process.
        writers = {name: frame._writer(name) for name in FORMATS}
        reading = Reading(kb)
        with frame.no_collection():
            for name, writer in writers.items():
                timed(name, partial(writer, reading, folder))
        timed("checksums", lambda: [sha256(os.path.join(folder, name)) for name in os.listdir(folder)])
    return seconds


def main() -> None:
    """Run it and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    runs = [one() for _ in range(1 if parser.parse_args().short else 5)]
    ratio = {name: statistics.median(run[name] / run["dump"] for run in runs) for name in runs[0]}
    print(
        f"one N-Quads dump by pyoxigraph: {statistics.median(run['dump'] for run in runs) * 1000:.0f} ms; times of it:"
    )
    for name, value in ratio.items():
        print(f"  {name:10} {value:6.1f}" + (f"  (by {FOREIGN[name]})" if name in FOREIGN else ""))
    own = [name for name in ratio if name != "dump" and name not in FOREIGN]
    print(
        "all but what third parties' libraries write: "
        f"{statistics.median(sum(run[n] for n in own) / run['dump'] for run in runs):.1f}"
    )


if __name__ == "__main__":
    main()
