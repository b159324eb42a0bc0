"""Every canned query in a warm process, as ratios in one run: our rows against raw pyoxigraph and against rdflib.

    python benchmarks/warm.py            all queries, 9 runs each, rdflib once
    python benchmarks/warm.py --short    a fixed sample that rdflib answers soon, 3 runs each (for the gate)

Raw pyoxigraph: Store.query of the same text on the same store, once with its rows only counted, once with the text of
every cell read, as anyone must who uses them; ours is `kb.query(name)`, all rows as values. They are asked in turn.
Processor time, so that other work on the machine is not measured. It measures and prints; it never fails on a figure.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import exo_ld

# A look-up of one term, paths, EXISTS, aggregates, small answers and large; rdflib takes some seconds at most for each.
SAMPLE = """bibliography cargo-by-cell cargo-targets claim-trail disagreements effect-support entity-card null-results
    outcomes passage-claims reporting-gaps therapies vesicle-sizes""".split()


def taken(action: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    kb = exo_ld.load()
    store, dataset = kb.store, kb.to_rdflib()
    ratios: list[tuple[float, float, float]] = []
    print("warm, median milliseconds         ours  counted     read    rdflib   ours/counted ours/read rdflib/ours")
    for name in SAMPLE if short else kb.catalogue:
        text = kb.catalogue[name].text

        def counted(text: str = text) -> int:
            return sum(1 for _ in store.query(text, use_default_graph_as_union=True))

        def read(text: str = text) -> list[list[str | None]]:
            return [[cell and cell.value for cell in row] for row in store.query(text, use_default_graph_as_union=True)]

        def ours(name: str = name) -> object:
            return kb.query(name)

        runs = [[taken(action) for action in (ours, counted, read)] for _ in range(3 if short else 9)]
        a, b, c = (statistics.median(of) * 1000 for of in zip(*runs, strict=True))
        slow = taken(lambda text=text: list(dataset.query(text))) * 1000  # type: ignore[misc]
        ratios.append((a / b, a / c, slow / a))
        print(
            f"  {name:<30} {a:7.2f} {b:8.2f} {c:8.2f} {slow:9.0f} {a / b:14.2f} {a / c:9.2f} {slow / a:11.1f}",
            flush=True,
        )
    medians = (statistics.median(of) for of in zip(*ratios, strict=True))
    print("median over {} queries: {:.2f} x counted, {:.2f} x read; rdflib {:.1f} x ours".format(len(ratios), *medians))


if __name__ == "__main__":
    main()
