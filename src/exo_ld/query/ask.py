"""From some words to the canned queries that fit them: `exo-ld ask "which miRNA in diabetic nephropathy"`.

The names of things in the words become parameters of queries that have room for such a thing; the other words are
compared with what the queries say of themselves (name, summary, tags, columns, parameters). Only commands that answer
with rows are proposed.
"""

from __future__ import annotations

import math
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from ..errors import TermError, UsageError
from ..prefixes import EXO, PREFIXES
from .catalogue import Parameter, Query
from .find import Match, Meaning
from .folding import SMALL_WORDS, fold
from .results import Table
from .values import Row, Value

__all__ = ["Asked", "ask"]

_MOST = 60  # words that are asked for
_LONGEST = 6  # words of a name
_WORD = 30  # letters of a word, and the space behind it
_TRIED = 8  # queries that are asked for rows, best first
_FILLED = 3.0  # what a parameter that takes a name of the words is worth, in words
_OPEN = ("what", "where", "one")  # how the description of a parameter begins that takes things of many kinds


class Asked(Protocol):
    """What is asked: a knowledge base."""

    @property
    def catalogue(self) -> Mapping[str, Query]: ...

    def meaning(self, text: str, *, quietly: bool = False) -> Meaning: ...

    def query(self, name: str, /, **params: object) -> Any: ...

    def sparql(self, text: str) -> Any: ...


class _Named(NamedTuple):
    """A name in the words: as it is written, the thing, and the words of all kinds that the thing is of."""

    text: str
    match: Match
    kinds: frozenset[str]


def ask(kb: Asked, words: str, limit: int = 3) -> Table:
    """The canned queries that fit some words, best first, ``limit`` rows at the most.

    Columns: query (its name), question, command (what to type for it), rows (how many it answers with).
    Raises UsageError for more words than a question has.
    """
    given = words.split()
    if len(given) > _MOST or len(words) > _MOST * _WORD:
        raise UsageError(f"{len(given):,} words, {len(words):,} characters: ask in {_MOST} words at the most")
    vocabulary = {stem for query in kb.catalogue.values() for stem in _stems([query.name, *query.tags, *query.columns])}
    named, rest = _names(kb, given, vocabulary)
    told = {name: _telling(query) for name, query in kb.catalogue.items()}
    spread = Counter(stem for stems in told.values() for stem in stems)
    scored = []
    for query in kb.catalogue.values():
        score = sum(
            told[query.name][stem] * math.log(1 + len(told) / spread[stem]) for stem in rest if stem in told[query.name]
        )
        filled = _filled(query, named)
        if score or filled:
            scored.append((-score - _FILLED * sum(worth for _, worth in filled.values()), query.name, filled))
    scored.sort(key=lambda one: one[:2])
    found: list[Row] = []
    for _, name, filled in scored[:_TRIED]:
        if len(found) < limit and (
            answered := _answering(kb, name, {key: one.text for key, (one, _) in filled.items()})
        ):
            command, rows = answered
            cells = (name, kb.catalogue[name].summary, command)
            found.append(
                (*(Value("literal", cell) for cell in cells), Value("literal", str(rows), PREFIXES["xsd"] + "integer"))
            )
    return Table(["query", "question", "command", "rows"], found)


def _stems(texts: Iterable[str]) -> list[str]:
    """The words that count in some texts, each by its beginning; columns such as cargoLabel are two words."""
    split = (re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text) for text in texts)
    return [word[:6] for text in split for word in fold(text) if word not in SMALL_WORDS and word not in _OPEN]


def _telling(query: Query) -> dict[str, float]:
    """What a query says of itself: its stems, and how much each counts."""
    told: dict[str, float] = {}
    described = [*query.columns, *query.params, *(parameter.description for parameter in query.params.values())]
    for weight, texts in ((1.0, described), (2.0, [query.summary, *query.tags]), (3.0, [query.name])):
        told |= dict.fromkeys(_stems(texts), weight)
    return told


def _names(kb: Asked, words: list[str], vocabulary: set[str]) -> tuple[list[_Named], list[str]]:
    """The names of things in the words, longest first, and the stems of what is left."""
    named, left, at = [], [], 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            text = " ".join(words[at:end]).strip(" ?,.;:")
            asks = all(stem in vocabulary for stem in _stems([text]))  # "cargo" and "outcome" are words of questions
            edges = {word.casefold() for word in (words[at], words[end - 1])}
            if text and not asks and not edges & (SMALL_WORDS | {*_OPEN}) and (found := _thing(kb, text)):
                named.append(found)
                at = end
                break
        else:
            left.append(words[at])
            at += 1
    return named, _stems(left)


def _thing(kb: Asked, text: str) -> _Named | None:
    """What a text names for sure and claims speak of, if anything."""
    try:
        match = kb.meaning(text, quietly=True).match
    except TermError:
        return None
    if not match.claims:
        return None
    answer = kb.sparql(
        f"""SELECT DISTINCT ?label WHERE {{
        <{match.iri}> <{PREFIXES["rdf"]}type>?/<{PREFIXES["rdfs"]}subClassOf>* ?kind .
        ?kind <{PREFIXES["rdfs"]}label> ?label FILTER STRSTARTS(STR(?kind), "{EXO}") }}"""
    )
    labels = [str(row["label"]) for row in answer.rows]
    return _Named(text, match, frozenset(_stems([*labels, match.kind])))


def _filled(query: Query, named: list[_Named]) -> dict[str, tuple[_Named, float]]:
    """The parameters of a query that take one of the things named, each with it and how well it fits."""
    filled: dict[str, tuple[_Named, float]] = {}
    for one in named:
        fits = [(_fit(parameter, one), key) for key, parameter in query.params.items() if key not in filled]
        worth, key = max(fits, key=lambda fit: (fit[0], -list(query.params).index(fit[1])), default=(0.0, ""))
        if worth:
            filled[key] = (one, worth)
    return filled


def _fit(parameter: Parameter, one: _Named) -> float:
    if parameter.kind != "term":
        return 0.0
    described = set(_stems([parameter.name, parameter.description]))
    return (
        1.0 if described & one.kinds else 0.5 if fold(parameter.description)[:1] in [(word,) for word in _OPEN] else 0.0
    )


def _answering(kb: Asked, name: str, filled: dict[str, str]) -> tuple[str, int] | None:
    """The command with as many of the parameters as it has rows for, and their number; None where there are none at
    all."""
    for params in _choices(filled):
        answer = kb.query(name, **params)
        rows = len(answer) if isinstance(answer, Table) else 1
        if rows:
            return shlex.join(
                ["exo-ld", "query", name, *(part for key, text in params.items() for part in ("-p", f"{key}={text}"))]
            ), rows
    return None


def _choices(filled: dict[str, str]) -> Iterator[dict[str, str]]:
    """All of the parameters, then fewer; none only where there are none."""
    for size in range(len(filled), 0 if filled else -1, -1):
        yield from (dict(chosen) for chosen in combinations(filled.items(), size))
