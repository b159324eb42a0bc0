"""Lines with the same words: what one of them has checked, or reads in one of several ways, is looked at for the
others.

Two lines have the same words where passages, mention and cited works are the same. They may be for claims of which a
source bears out one only, so the checks need not be equal; but none goes unchecked beside a checked one unseen.
Exceptions, each with a reason, stand in ontology/mappings/word-exceptions.tsv (rules ``checked`` and ``reading``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, contract
from .words import Misfit

__all__ = ["uneven"]

_CLAIM = ox.NamedNode(EXO + "Claim")
_TYPE, _GONE = PREFIXES["rdf"] + "type", PREFIXES["owl"] + "deprecated"
_RULES = {"checked": EXO + "checkedBy", "reading": EXO + "reading"}
_WORDS = (EXO + "statedIn", EXO + "asStated", EXO + "cites")
_READ = {*_WORDS, *_RULES.values(), EXO + "evidenceFor"}

_Lines = dict[str, dict[str, set[str]]]


def uneven(triples: Iterable[ox.Triple], exceptions: Mapping[tuple[str, str], str] | None = None) -> Iterator[Misfit]:
    """The lines of claims without a source check, or without a reading, beside one with the same words that has one.

    Args:
        exceptions: line and rule to the reason.
    """
    groups: dict[tuple[frozenset[str], ...], _Lines] = {}
    for line, said in sorted(_lines(triples).items()):
        if said.get(EXO + "asStated"):
            groups.setdefault(tuple(frozenset(said.get(prop, ())) for prop in _WORDS), {})[line] = said
    for lines in groups.values():
        for rule, prop in _RULES.items():
            beside = next((line for line, said in lines.items() if said.get(prop)), None)
            for line in lines if beside else ():
                if not lines[line].get(prop) and (line, rule) not in (exceptions or {}):
                    what = f"no {contract(prop)}, though {contract(str(beside))} has the same words and one"
                    yield Misfit(line, rule, what)


def _lines(triples: Iterable[ox.Triple]) -> _Lines:
    """What is said of each evidence line for a claim that stands."""
    lines: _Lines = {}
    claims, gone = set(), set()
    for t in triples:
        if not isinstance(t.subject, ox.NamedNode):
            continue
        if t.predicate.value in _READ:
            lines.setdefault(t.subject.value, {}).setdefault(t.predicate.value, set()).add(t.object.value)  # type: ignore[union-attr]
        elif t.predicate.value == _TYPE and t.object == _CLAIM:
            claims.add(t.subject.value)
        elif t.predicate.value == _GONE:
            gone.add(t.subject.value)
    return {line: said for line, said in lines.items() if said.get(EXO + "evidenceFor", set()) & (claims - gone)}
