"""The facts of the workbench, packed: a dictionary of terms and numbers, which scripts/worker.js writes out as TriG.

The window of gzip is 32 KB, and what is said of one claim stands further apart than that: TriG itself packs to a third
more. The same for the same facts.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from itertools import groupby

from ..prefixes import PREFIXES, contract

__all__ = ["packed"]

# A name that Turtle takes as it is (https://www.w3.org/TR/turtle/#grammar-production-PrefixedName has more).
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9.]*:[A-Za-z0-9_][A-Za-z0-9_-]*")
_LONGEST = 74  # letters that two terms have in common, as far as one letter from "0" on tells


def packed(quads: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Some quads (subject, predicate, object, graph, as N-Quads writes them), packed.

    The first line, JSON: ``prefixes``; ``shapes``, lists of a graph and of the predicates in it of a subject, one for
    each object; ``subjects``, a shape and how far the subject is from the one before, by turns; ``objects``, how far
    each is from the one before of its predicate. The others: the terms by number, sorted, each with a letter for how
    much of it is as in the one before (``0``: nothing).
    """
    rows = sorted((_short(graph), *map(_short, triple)) for *triple, graph in quads)
    terms = sorted({term for row in rows for term in row})
    number = {term: place for place, term in enumerate(terms)}
    shapes: dict[tuple[int, ...], int] = {}
    subjects: list[int] = []
    objects: list[int] = []
    before, last = 0, dict.fromkeys(range(len(terms)), 0)
    for (graph, subject), some in groupby(rows, key=lambda row: row[:2]):
        said = [(number[predicate], number[value]) for _, _, predicate, value in some]
        shape = (number[graph], *(predicate for predicate, _ in said))
        subjects += (shapes.setdefault(shape, len(shapes)), number[subject] - before)
        before = number[subject]
        for predicate, value in said:
            objects.append(value - last[predicate])
            last[predicate] = value
    head = {"prefixes": PREFIXES, "shapes": list(shapes), "subjects": subjects, "objects": objects}
    lines = [json.dumps(head, separators=(",", ":")), *map(_further, ["", *terms], terms)]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def _short(term: str) -> str:
    """A term as TriG may have it: an IRI by its prefix, where that is plain."""
    curie = contract(term[1:-1]) if term.startswith("<") and not term.startswith("<<") else None
    return curie if curie and _PLAIN.fullmatch(curie) else term


def _further(before: str, term: str) -> str:
    """A term by what it has more than the one before; only letters that a browser, too, counts as one are shared."""
    shared = min(len(before), len(term))
    for place, (one, other) in enumerate(zip(before, term, strict=False)):
        if one != other or one > "\uffff" or place == _LONGEST:
            shared = place
            break
    return chr(ord("0") + shared) + term[shared:]
