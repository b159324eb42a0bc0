"""The hedges of a claim's evidence, as its verb has them: may, is suggested to be expected to."""

from __future__ import annotations

from ..graph.turtle import Said
from ..prefixes import EXO
from .facts import Facts, stances, values, worded
from .kinds import frames

__all__ = ["chain", "hedged", "hedges", "voice"]

_UNWORDED = "[be] said to be {label} to"
_ABLE = EXO + "able"  # can: said of what is told as a fact
# How two hedges of one line go together, the outer one first: what appears promising is suggested to be expected. What
# is not here is an attitude of others, and stands outside.
_NESTED = [
    EXO + word for word in "suggested formerlyHeld predicted probable possible recommended expected intended".split()
]
_INNER = {"may": "possibly", "should": "be recommended to"}


def voice(lines: list[Said], facts: Facts) -> tuple[str, bool, bool]:
    """How the evidence has it: the hedge of all lines, whether all deny it, whether all that speak found no effect."""
    said, links = stances(lines), chain(lines, facts)
    hedge = worded(links[0], facts, _UNWORDED) if links else ""
    for further in links[1:]:
        words = worded(further, facts, _UNWORDED)
        hedge += f" {_INNER.get(words) or 'be ' + words.partition('] ')[2]}" if further != _ABLE else " be able to"
    if not hedge and lines and all(_ABLE in values(line, "modality") for line in lines):
        hedge = worded(_ABLE, facts)
    return hedge, bool(said) and "supports" not in said and "refutes" in said, said == {"reportsNoEffect"}


def hedges(lines: list[Said], facts: Facts) -> list[str]:
    """The hedges of some evidence lines, the weakest first: may has the fewest letters."""
    found = {value for line in lines for value in values(line, "modality")} - {_ABLE, *frames(lines, facts)}
    return sorted(found, key=lambda hedge: (len(worded(hedge, facts)), hedge))


def chain(lines: list[Said], facts: Facts) -> list[str]:
    """The hedges that the verb has, the outer one first, an ability last: those of every line; else, where each line
    has one, the weakest."""
    found = hedges(lines, facts)
    if not found or not hedged(lines, facts):
        return []
    every = set.intersection(*(set(values(line, "modality")) for line in lines))
    if found[0] not in every:
        return found[:1]
    nested = sorted(
        every - {_ABLE, *frames(lines, facts)}, key=lambda hedge: _NESTED.index(hedge) if hedge in _NESTED else -1
    )
    return [*nested, *({_ABLE} & every)]


def hedged(lines: list[Said], facts: Facts) -> bool:
    """Whether each line has a hedge, beside what frames the whole sentence."""
    beside = {_ABLE, *frames(lines, facts)}
    return all(set(values(line, "modality")) - beside for line in lines)
