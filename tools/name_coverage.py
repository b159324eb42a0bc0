"""How many of the names that people write lead to the right thing: `python tools/name_coverage.py [FILE.tsv]`.

Counts the words that evidence lines quote (right is the subject or object of their claim), once with a finder that does
not know the quotes and once with the one that users have, and the rows of tests/data/names.tsv (or of FILE: columns
name and terms). Prints, for each set, how many there are, and which share leads to a right thing as the first and among
the first three.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import exo_ld
from exo_ld.prefixes import expand
from exo_ld.query.find import find
from exo_ld.query.folding import fold
from exo_ld.query.index import Index
from exo_ld.query.names import gather

REPO = Path(__file__).resolve().parent.parent
QUOTES = """SELECT DISTINCT ?words ?thing WHERE {
  ?line exld:asStated ?words ; exld:evidenceFor ?claim . ?claim exld:subject|exld:object ?thing }"""
SHORT = 3  # words of a quote that is likely a name


def shares(index: Index, asked: Iterable[tuple[str, set[str]]]) -> str:
    """The figures for pairs of a name and the IRIs that are right."""
    ranks = []
    for name, right in asked:
        found = [match.iri for match in find(index, name, 3)]
        ranks.append(next((place for place, iri in enumerate(found) if iri in right), 3))
    return (
        f"{len(ranks):>5} names  first {ranks.count(0) / len(ranks):6.1%}  among three "
        f"{sum(rank < 3 for rank in ranks) / len(ranks):6.1%}"
    )


def _iri(term: str) -> str:
    """The IRI of a term of FILE, where ours may have the prefix exo: that they had before 0.1.0."""
    return expand(re.sub("^exo:", "exld:", term)) or term


def main() -> int:
    """Print the figures; returns the exit status."""
    kb = exo_ld.load()
    quoted: dict[str, set[str]] = defaultdict(set)
    answer = kb.sparql(QUOTES)
    assert isinstance(answer, exo_ld.Table)
    for row in answer:
        quoted[row["words"]].add(row["thing"])
    short = {words: things for words, things in quoted.items() if "..." not in words and len(fold(words)) <= SHORT}
    for title, index in (("without the quotes", gather(kb.store, quotes=False)), ("as users have it", kb.index)):
        print(f"quoted words, {title}:               {shares(index, quoted.items())}")
        print(f"quoted words, {SHORT} at the most, {title}: {shares(index, short.items())}")
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REPO / "tests" / "data" / "names.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for title, chosen in (("all", rows), ("that name their terms", [row for row in rows if row.get("names") == "yes"])):
        if chosen:
            named = ((row["name"], set(map(_iri, row["terms"].split()))) for row in chosen)
            print(f"{path.name}, {title}: {shares(kb.index, named)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
