"""Of how many of a kind a claim is told, and what frames a sentence that asserts nothing: asked, supposed."""

from __future__ import annotations

import re

from ..graph.turtle import Said
from ..prefixes import EXO
from .english import in_plural, is_plural, joined
from .facts import Facts, values, worded
from .names import name

__all__ = ["SCOPES", "counted", "frames", "in_state", "of_aspect", "scope_of"]

_CHANGED = {EXO + "subjectDecreased", EXO + "subjectIncreased"}
# The first of them that a claim has is what a quantifier of the scope counts.
SCOPES = ("inPopulation", "inDisease", "inCell", "inAnatomy", "inOrganism")


def scope_of(said: Said) -> str:
    """The qualifier whose values a quantifier of the scope counts; empty where the claim has no such quantifier."""
    counts = values(said, "scopeQuantifier")
    return next((prop for prop in SCOPES if values(said, prop)), "") if counts else ""


def counted(words: str, quantifier: str, facts: Facts) -> str:
    """Several kidney diseases; each kidney disease."""
    return worded(quantifier, facts).replace("{}", _numbered(words, quantifier))


def in_state(said: Said, end: str, words: str, facts: Facts) -> str:
    """Subject or object with its states, and how many are meant."""
    states = [worded(state, facts) for state in values(said, "subjectAspect" if end == "subject" else "objectState")]
    the = "the " if end == "object" and words.startswith("the ") else ""
    quantifiers = values(said, f"{end}Quantifier")
    inner = any(" of {}" in f" {state}" or state.startswith(("a ", "the ")) for state in states)
    if quantifiers:
        words, the = _numbered(words, quantifiers[0]), ""
        if inner or not states:  # the loss of several factors; several injured kidneys
            words = worded(quantifiers[0], facts).replace("{}", words)
    if end == "subject" and states:  # of the subject, and of what acts along with it
        words = joined([words, *(name(value, facts) for value in values(said, "togetherWith"))])
    for state in states:
        words = state.replace("{}", words.removeprefix("the "))
    if quantifiers and states and not inner:
        words = worded(quantifiers[0], facts).replace("{}", words)
    return the + words if states else words


def of_aspect(said: Said, words: str, aspect: str, facts: Facts) -> str:
    """The object with its aspect; what has become more or less is the aspect: decreased expression of PTEN."""
    changes = [worded(state, facts).removesuffix("{}") for state in values(said, "objectState") if state in _CHANGED]
    for change in changes:
        words = words.replace(change, "", 1)
    words = aspect.replace("{}", words)
    return "".join(changes) + words.removeprefix("the ") if changes else words


def _numbered(words: str, quantifier: str) -> str:
    """In the plural, or in the singular behind ``each``, where the last letter alone makes the difference."""
    words = words.removeprefix("the ")
    if quantifier == EXO + "each":
        return re.sub(r"(?<=[^s])s$", "", words) if is_plural(words) and " of " not in words else words
    return words if is_plural(words) else in_plural(words)


def frames(lines: list[Said], facts: Facts) -> list[str]:
    """The modalities of all lines by which a whole sentence is asked or supposed; of several kinds of them the first,
    where each line has one."""
    each = [[value for value in values(line, "modality") if "{}" in worded(value, facts)] for line in lines]
    every = set.intersection(*map(set, each)) if each else set()
    anywhere = sorted({value for some in each for value in some}) if each and all(each) else []
    return sorted(every) or anywhere[:1]
