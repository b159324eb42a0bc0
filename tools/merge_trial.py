"""A merge with outside vocabularies as they are, and questions that need both sides of it.

    python tools/merge_trial.py ../shared/terms [--triples 20000000] [--only mondo,cl,hgnc] [--place DIR]

The base (outside.py) goes into the default graph and ours into named graphs, so that a question can say from which side
a triple must come. Prints the merge's report and the answers; exit status 1 where something of ours does not join, or a
canned query answers with fewer rows than without the base.
"""

from __future__ import annotations

import argparse
import filecmp
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import outside
import pyoxigraph as ox

import exo_ld
from exo_ld.merge.merge import merge
from exo_ld.merge.undo import undo
from exo_ld.prefixes import PREFIXES
from exo_ld.share.selection import selected

_NAMES = {name: PREFIXES[name] for name in ("exld", "rdfs", "MONDO", "CL", "biolink")}
_ENDS = """{ SELECT DISTINCT ?term { GRAPH ?g { ?claim exld:subject|exld:object ?term }
            FILTER(!STRSTARTS(STR(?term), 'https://w3id.org/exo-ld/')) } }"""
# What is in braces of GRAPH is ours, all else the base's.
QUESTIONS = {
    "outside terms of claims": f"SELECT (COUNT(*) AS ?n) {{ {_ENDS} }}",
    "those that the base labels": f"SELECT (COUNT(*) AS ?n) {{ {_ENDS} FILTER EXISTS {{ ?term rdfs:label ?label }} }}",
    "those with synonyms in the base": f"SELECT (COUNT(*) AS ?n) {{ {_ENDS} FILTER EXISTS {{ ?term "
    f"<{outside.SYNONYM}> ?name }} }}",
    "claims in a kind of diabetes, by the base's hierarchy": """SELECT (COUNT(DISTINCT ?claim) AS ?n)
        { { SELECT DISTINCT ?term { ?term rdfs:subClassOf* MONDO:0005015 } }
        GRAPH ?g { ?claim exld:inDisease ?term } }""",
    "preparations from mesenchymal stem cells, by the base's hierarchy": """SELECT (COUNT(DISTINCT ?preparation) AS ?n)
        { { SELECT DISTINCT ?term { ?term rdfs:subClassOf* CL:0000134 } }
        GRAPH ?g { ?preparation exld:derivedFromCell ?term } }""",
    "made-up links of the base on what a claim acts on": """SELECT (COUNT(*) AS ?n)
        { { SELECT DISTINCT ?term { GRAPH ?g { ?claim exld:object ?term } } } ?term biolink:affects ?other }""",
}
NOT_JOINED = f"SELECT DISTINCT ?term {{ {_ENDS} FILTER NOT EXISTS {{ ?term rdfs:label ?label }} }} ORDER BY ?term"
CANNED = ("cargo-targets", "source-cells-by-complication", "studies", "claims")


def trial(
    tables: Path, place: Path, triples: int = 0, only: tuple[str, ...] = ()
) -> tuple[dict[str, int], list[str], list[str]]:
    """Build the base in ``place``, merge, and ask.

    Returns the answers by question, the outside terms of claims that the base does not know, and what else is wrong.
    """
    base, merged = place / "outside.nt", place / "merged.nq"
    count = outside.write(tables, base, triples, only)
    kb, started = exo_ld.load(), time.perf_counter()
    report = merge(selected(kb), [str(base)], str(merged))
    print(report.text() + f"merged after {time.perf_counter() - started:.0f} s", flush=True)
    wrong = [] if list(report.bases.values()) == [count] else ["the base was not counted right"]
    undone = undo(str(merged), str(place / "again.nq"))
    if not undone.sound or not filecmp.cmp(place / "again.nq", base, shallow=False):
        wrong.append("undo does not give the base back")
    store: Any = ox.Store(str(place / "store"))
    store.bulk_load(path=str(merged), format=ox.RdfFormat.N_QUADS, lenient=True)
    print(f"loaded after {time.perf_counter() - started:.0f} s", flush=True)
    answers = {"statements": len(store)}
    for name, text in QUESTIONS.items():
        answers[name] = int(next(iter(store.query(text, prefixes=_NAMES)))[0].value)
        print(f"{name}: {answers[name]:,} (after {time.perf_counter() - started:.0f} s)", flush=True)
    for name in CANNED:
        text = kb.prepare(name, {})
        rows = {str(row) for row in store.query(text, use_default_graph_as_union=True)}
        alone = {str(row) for row in kb.store.query(text, use_default_graph_as_union=True)}
        answers[f"rows of {name}, with the base"], answers[f"rows of {name}, alone"] = len(rows), len(alone)
        print(
            f"{name}: {len(rows):,} rows, {len(alone):,} without the base (after {time.perf_counter() - started:.0f} "
            "s)",
            flush=True,
        )
        if not alone <= rows:
            wrong.append(f"{name} loses {len(alone - rows)} rows by the base")
    return answers, [row[0].value for row in store.query(NOT_JOINED, prefixes=_NAMES)], wrong


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--triples", type=int, default=0)
    parser.add_argument("--only", default="", help="names of tables, with commas")
    parser.add_argument("--place", type=Path, help="where the files go; a temporary folder by default")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.place) as place:
        only = tuple(name for name in arguments.only.split(",") if name)
        _, missing, wrong = trial(arguments.tables, Path(place), arguments.triples, only)
    print(f"outside terms of claims that the base does not have: {', '.join(missing) or 'none'}")
    for words in wrong:
        print(f"wrong: {words}")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
