"""A claim as one English sentence, from its triples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph as ox

from .graph.turtle import Said, value
from .prefixes import EXO

__all__ = ["sentence"]

_PLACES = (("inCell", "in"), ("inAnatomy", "in"), ("inOrganism", "in"), ("inPopulation", "in"), ("inPlace", "in"), ("inDisease", "in"))
_STANCES = {"reportsNoEffect": "no effect found", "refutes": "denied"}


def sentence(claim: Said, evidence: Sequence[Said], label: Callable[[str], str]) -> str:
    """What a claim says, in words.

    Args:
        claim: what is said of the claim, predicate to objects.
        evidence: what is said of each of its evidence lines.
        label: an IRI to its label, or "".
    """

    def name(prop: str) -> str:
        return " or ".join(_name(one, label) for one in claim.get(EXO + prop, ()))

    parts = [_with_state(name("subjectAspect"), name("subject")), name("relation")]
    aspect = name("aspect")
    parts.append(f"{aspect} of {name('object')}" if aspect else name("object"))
    parts += [f"{word} {found}" for prop, word in _PLACES if (found := name(prop))]
    if compared := name("comparedWith"):
        parts.append(f"compared with {compared}")
    stances = {value(one).removeprefix(EXO) for line in evidence for one in line.get(EXO + "stance", ())}
    marks = [mark for stance, mark in _STANCES.items() if stance in stances]
    return " ".join(part for part in parts if part) + (f" ({'; '.join(marks)})" if marks else "")


def _name(value: object, label: Callable[[str], str]) -> str:
    if isinstance(value, ox.NamedNode):
        return label(value.value) or value.value.rpartition("/")[2].rpartition("#")[2]
    return getattr(value, "value", str(value))


def _with_state(state: str, subject: str) -> str:
    return f"{state} {subject}" if state else subject
