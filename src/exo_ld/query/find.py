"""From what a person writes to things of the graph: `find` ranks them, `named` decides which one is meant.

An identifier (IRI, CURIE, slug, DOI) names one thing. Any other text is compared with all names of the index: the same
words, the same words in another order, the same letters; then, of what is left, how many of its words it shares with a
name (cosine of the words' weights, rare words counting more; misspelled words are mended by difflib). What is used in
more claims goes first among equals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from ..errors import TermError, quoted
from ..prefixes import EXOD, PREFIXES, contract
from .folding import bag, fold, without_arm
from .index import LABEL, OTHER, QUOTED, SYNONYM, Entity, Index, Name, keys
from .results import Table
from .values import Value

__all__ = ["LONGEST", "LOOSER", "Match", "Meaning", "as_table", "find", "itself", "named"]

LONGEST = 1000  # characters of a text that may name something
_PARTS = 20  # names in it, with a semicolon between them
_MENDED = 20  # words of a text that are looked at for slips

LOOSER = "looser name"  # by which things are found, and which no sheet of facts takes
_SOURCES = {LABEL: "label", SYNONYM: "synonym", OTHER: LOOSER, QUOTED: "quoted"}
_WORTH = {LABEL: 1.0, SYNONYM: 0.97, OTHER: 0.95}
_HOW = ("", ", in another order", ", spelled otherwise")
_FORM = (0.0, 0.01, 0.04)  # what each of these ways to be the same is worse than the first
_SURE = 0.85  # from here on the text is a name of the thing, not only like one
_NAMESAKE = 0.03  # how much less sure what also has the name may be
_CLEAR = 2  # times as many claims as the next: clearly ahead
_TYPO = 0.8  # the ratio (difflib) from which a word may be another misspelled
_USE = 0.012  # what a tenfold use is worth
_UNSAID = 0.06  # what a name loses where no claim speaks of the thing
_BELONGS = 0.62  # the score of what belongs to a thing that is named
_UNKNOWN = 0.4  # how much a word counts that no name has; its beginning may be that of another
_LIKE = 0.95  # the score of a name that is almost the text
_WORDING = ("listed value", "property", "relation", "causal relation", "class", "list of values", "ontology")
_ARRANGED = ("experiment", "disease model", "modification")  # known by what they are made of


class Match(NamedTuple):
    """A thing found: ``why`` says which of its names matched and how, ``claims`` in how many claims it stands."""

    iri: str
    label: str
    kind: str
    why: str
    claims: int
    score: float


class Meaning(NamedTuple):
    """What a text names: the thing, all that belongs to it, and the other things of this name that were passed over."""

    match: Match
    belonging: tuple[str, ...]
    others: tuple[Match, ...]

    @property
    def note(self) -> str:
        """One line on what was taken and what else there is; empty where there was no choice."""
        if not self.others:
            return ""
        rest = ", ".join(_told(match) for match in self.others[:4])
        return f"taken as {_told(self.match)}; also called so: {rest}"


def find(index: Index, text: str, limit: int = 5) -> list[Match]:
    """The things that ``text`` may name, best first, ``limit`` at the most."""
    best: dict[int, tuple[float, str]] = {}

    def take(entity: int, score: float, why: str) -> None:
        if score > best.get(entity, (0.0, ""))[0]:
            best[entity] = (score, why)

    for entity, score, why in _scored(index, text):
        take(entity, score - _UNSAID if score >= _SURE and _aside(index.entities[entity]) else score, why)
    for entity, (score, _) in list(best.items()):
        for member in index.belonging.get(entity, ()) if score >= _SURE else ():
            take(member, _BELONGS, f"belongs to {index.entities[entity].label}")
    found = [
        Match(*index.entities[entity][:3], why, index.entities[entity].claims, score)
        for entity, (score, why) in best.items()
    ]
    found.sort(
        key=lambda match: (-match.score - _USE * math.log10(1 + match.claims), -match.claims, match.label, match.iri)
    )
    return found[: max(0, limit)]


def _aside(entity: Entity) -> bool:
    """Whether no claim speaks of a thing: it stands in none, or only says how others are meant."""
    return not entity.claims or entity.kind in _WORDING


def _use(entity: Entity) -> float:
    """How likely it is that a text which is only like a name of ``entity`` means it."""
    rarely = 0.6 if _aside(entity) or entity.kind in _ARRANGED else 0.85
    return rarely + 0.15 * min(1.0, math.log10(1 + entity.claims) / 2)


def _scored(index: Index, text: str) -> Iterator[tuple[int, float, str]]:
    """Every thing that has to do with ``text``, with a score up to 1 and the name that matched; a thing may come
    several times."""
    words = fold(text) if len(text) <= LONGEST else ()
    if not words:
        return
    for part in text.split(";")[:_PARTS] if ";" in text else ():
        yield from ((entity, score * 0.95, why) for entity, score, why in _scored(index, part))
    for form, key in enumerate(keys(words)):
        for number in index.exact.get(key, ()):
            name = index.names[number]
            yield name.entity, _worth(name) - _FORM[form], f"{_SOURCES[name.source]} “{name.text}”{_HOW[form]}"
    for loose in dict.fromkeys(map(without_arm, words)) if len(words) == 1 else ():
        for number in index.exact.get(loose, ()) if loose != words[0] else ():
            name = index.names[number]
            yield name.entity, _worth(name) - 0.05, f"{_SOURCES[name.source]} “{name.text}”, without its arm"
    yield from _alike(index, words)


def _worth(name: Name) -> float:
    return 0.55 + 0.4 * name.fit if name.source == QUOTED else _WORTH[name.source]


def _alike(index: Index, words: tuple[str, ...]) -> Iterator[tuple[int, float, str]]:
    """Things that share words with the text."""
    mended, sure = _mended(index, words)
    asked = {
        word: weight if word in index.postings else weight * _UNKNOWN for word, weight in index.weighed(mended).items()
    }
    length = index.norm(asked)
    shared: dict[int, float] = {}
    for word, weight in asked.items():
        worth = (weight * index.rarity(word)) ** 2
        for number in index.postings.get(word, ()):
            shared[number] = shared.get(number, 0.0) + worth
    same = bag(index.meant(mended))
    for number, dot in shared.items():
        likeness = dot / (length * index.norms[number]) * sure
        if likeness > 0.25:
            name = index.names[number]
            whole = likeness > 0.999 and bag(index.meant(fold(name.text))) == same
            alike = min(_SURE - 0.01, _worth(name) * _LIKE * likeness * _use(index.entities[name.entity]))
            score = _worth(name) - 0.03 if whole else alike
            yield (
                name.entity,
                score,
                f"{_SOURCES[name.source]} “{name.text}”, {'in other words' if whole else 'like it'}",
            )


def _mended(index: Index, words: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """The words with those that no name holds replaced by the nearest that one does, and how near they are (1: as they
    were)."""
    mended, sure = list(words), 1.0
    strange = [
        n for n, word in enumerate(words) if not (len(word) < 4 or word in index.postings or word in index.phrases)
    ]
    for place in strange[:_MENDED]:
        word = words[place]
        for near in get_close_matches(word, [known for known in index.postings if known[0] != "~"], 1, _TYPO):
            mended[place], sure = near, sure * SequenceMatcher(None, near, word).ratio()
    return tuple(mended), sure


def named(index: Index, text: str) -> Meaning:
    """The one thing that ``text`` names.

    Where the best name is that of several things, the one used most is taken if it is clearly ahead. Raises TermError,
    with what is near, where nothing has this name or several things have it.
    """
    found = find(index, text, 50)
    sure = [match for match in found if match.score >= _SURE]
    if not sure:
        near = tuple((_curie(match.iri), match.label) for match in found[:5])
        hint = f"; near: {_listed(near)}" if near else "; exo-ld find TEXT looks for what is like it"
        raise TermError(f"no term {quoted(text)} in the graph{hint}", near)
    top = sure[0]
    within = {index.entities[number].iri for number in _within(index, top)}
    rivals = [match for match in sure[1:] if match.iri not in within and match.score > top.score - 0.005]
    rivals = [match for match in rivals if index.number(top.iri) not in _within(index, match)]
    if any(match.claims * _CLEAR > top.claims for match in rivals):
        choices = sorted([top, *rivals], key=lambda match: (-match.claims, match.iri))
        pairs = tuple((_curie(match.iri), match.label) for match in choices)
        numbered = "; ".join(f"{place}. {_told(match)}" for place, match in enumerate(choices[:9], 1))
        raise TermError(f"{quoted(text)} names several terms: {numbered}; give one of these CURIEs", pairs)
    also = [match for match in sure[1:] if match.iri not in within and match.score > top.score - _NAMESAKE]
    return Meaning(top, tuple(sorted(within)), tuple(match for match in also if not match.why.endswith(_HOW[2])))


def _within(index: Index, match: Match) -> list[int]:
    number = index.number(match.iri)
    return [] if number is None else index.belonging.get(number, [])


def itself(index: Index, iri: str, label: str) -> Meaning:
    """What an identifier means: the thing that it identifies and, for a class that is defined by what its members are,
    those."""
    number = index.number(iri)
    if number is None:
        kind = re.sub(r"-.*", "", iri.removeprefix(EXOD)) if iri.startswith(EXOD) else "thing"
        return Meaning(Match(iri, label, kind, "identifier", 0, 1.0), (), ())
    members = tuple(index.entities[member].iri for member in index.members.get(number, ()))
    entity = index.entities[number]
    return Meaning(Match(iri, entity.label, entity.kind, "identifier", entity.claims, 1.0), members, ())


def as_table(matches: list[Match], limit: int) -> Table:
    """The matches as rows: iri, label, kind, why, claims."""
    integer = PREFIXES["xsd"] + "integer"
    cells = [
        (
            Value("uri", m.iri),
            *(Value("literal", text) for text in (m.label, m.kind, m.why)),
            Value("literal", str(m.claims), integer),
        )
        for m in matches[: max(0, limit)]
    ]
    return Table(["iri", "label", "kind", "why", "claims"], list(cells))


def _told(match: Match) -> str:
    return f"{_curie(match.iri)} ({match.label}, {match.kind}, in {match.claims} claim{'s' * (match.claims != 1)})"


def _listed(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{one} ({name})" for one, name in pairs)


def _curie(iri: str) -> str:
    return contract(iri) or iri
