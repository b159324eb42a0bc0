"""What a copy of a review's text tells of the facts: mentions and misprints stand where they are said to, numbers and
citations agree.

knowledge base + review + its text -> one sentence a fault. `ledger` proves first that the passages are where the data
says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, contract
from ..query.kb import KnowledgeBase
from ..query.results import Table
from .citations import Line, disagreements, plain
from .words import Misfit, untold
from .words import said as lines_said

__all__ = ["faults", "stands_in", "unsaid"]

_PREFIX = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "exld", "owl"))
# Waivers of what cites nothing.
_UNCITED = {EXO + name for name in ("frontMatter", "heading", "tableHeader", "captionWithoutContent")}
_BROKEN = "\x01"  # a hyphen at a line's end, of the word or of the typesetter


def faults(
    kb: KnowledgeBase, review: str, text: str, exceptions: Mapping[tuple[str, str], str]
) -> tuple[list[str], dict[str, int]]:
    """What the text has otherwise than the facts of a review, and how many of what were compared; ``exceptions``
    (line and rule to reason) are excused.

    Raises nothing of its own; ``text`` must be the text whose passages the data holds.
    """
    stretches = _stretches(kb, review)
    passages = {passage: "\n".join(text[start:end] for start, end in spans) for passage, spans in stretches.items()}
    mentions = _words(kb, "asStated", "statedIn", passages)
    printed = _words(kb, "asPrinted", "concernsPassage", passages)
    found = [*_absent(mentions, "as stated", passages), *_absent(printed, "as printed", passages)]
    citations, lines = _citations(kb, review, passages)
    where: dict[str, set[str]] = {}
    for row in _rows(kb, "SELECT ?e ?p WHERE { ?e exld:statedIn ?p }"):
        where.setdefault(row["e"], set()).add(row["p"])
    told, compared = unsaid((quad.triple for quad in kb.store), where, passages, exceptions)
    counts = {"mentions": len(mentions), "misprints": len(printed), "citing lines": lines, "encoded lines": compared}
    return [*found, *citations, *told], counts


def stands_in(words: str, text: str) -> bool:
    """Whether each part of ``words`` (parts are divided by three dots) stands in ``text``, hyphens included.

    Line ends, Markdown's marks, capitals and LaTeX around a Greek letter do not count; a hyphen at a line's end may be
    the word's.
    """
    there = re.sub(r"-[ \t]*\n\s*", _BROKEN, plain(text))
    there = re.sub(r"[\s*\\]", "", there).lower()
    for part in re.split(r"\s*\.\.\.\s*", words):
        wanted = re.sub(r"[\s*\\]", "", plain(part)).lower()
        if wanted in there:
            continue
        pattern = f"{_BROKEN}?".join(f"[-{_BROKEN}]" if letter == "-" else re.escape(letter) for letter in wanted)
        if not re.search(pattern, there):
            return False
    return True


def _absent(words: Mapping[str, tuple[str, list[str]]], how: str, passages: Mapping[str, str]) -> Iterator[str]:
    for thing, (said, places) in words.items():
        if not stands_in(said, "\n".join(passages[place] for place in places)):
            where = ", ".join(contract(place) or place for place in places)
            yield f"{contract(thing)} has {said!r} {how} in {where}, but the text there has not"


def _words(kb: KnowledgeBase, prop: str, place: str, passages: Mapping[str, str]) -> dict[str, tuple[str, list[str]]]:
    """What a property says is written, with the passages of the review that a thing names."""
    found: dict[str, tuple[str, list[str]]] = {}
    for row in _rows(
        kb, f"SELECT ?e ?words ?p WHERE {{ ?e exld:{prop} ?words ; exld:{place} ?p . {_STANDING} }} ORDER BY ?e ?p"
    ):
        if row["p"] in passages:
            found.setdefault(row["e"], (row["words"], []))[1].append(row["p"])
    return found


def unsaid(
    triples: Iterable[ox.Triple],
    places: Mapping[str, set[str]],
    passages: Mapping[str, str],
    exceptions: Mapping[tuple[str, str], str],
) -> tuple[list[str], int]:
    """Numbers, molecules, animals and places of claims that the passages of a line (``places``: line to passages) do
    not have, and of how many lines it was asked; each exception is listed with a reason."""
    lines = [line for line in lines_said(triples) if places.get(line.line, {""}) <= passages.keys()]
    found = [m for one in lines for m in untold(one, "\n".join(plain(passages[p]) for p in sorted(places[one.line])))]
    return [_excusable(m) for m in found if (m.line, m.rule) not in exceptions], len(lines)


def _excusable(fault: Misfit) -> str:
    line = contract(fault.line) or fault.line
    way = f"if the text says it in other words, a row '{line}, {fault.rule}, REASON' (with tabs) excuses the line"
    return f"{line}: {fault.message}; {way}, in mappings/word-exceptions.tsv of the folder of the facts"


_STANDING = "FILTER NOT EXISTS { ?e owl:deprecated true } FILTER NOT EXISTS { ?e exld:evidenceFor/owl:deprecated true }"


def _stretches(kb: KnowledgeBase, review: str) -> dict[str, list[tuple[int, int]]]:
    """The spans of each passage of a review, with its continuations in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in _rows(
        kb,
        f"""SELECT ?first ?start ?end WHERE {{ <{review}> exld:hasSection/exld:hasPassage ?first .
          ?first exld:continuedBy* ?p . ?p exld:start ?start ; exld:end ?end }}
          ORDER BY ?first STRLEN(STR(?p)) STR(?p)""",
    ):
        found.setdefault(row["first"], []).append((int(row["start"]), int(row["end"])))
    return found


def _citations(kb: KnowledgeBase, review: str, passages: Mapping[str, str]) -> tuple[list[str], int]:
    """What numbers and citations say differently, and how many lines cite."""
    slug = review.rpartition("/")[2].partition("-")[2]
    waived = {row["p"] for row in _rows(kb, "SELECT ?p ?w WHERE { ?p exld:waiver ?w }") if row["w"] in _UNCITED}
    entries = {row["p"] for row in _rows(kb, "SELECT ?p WHERE { ?p a exld:ReferenceEntry }")}
    works: dict[str, set[int]] = {}
    for row in _rows(kb, f'SELECT ?w ?n WHERE {{ ?w exld:numberInReview ?n FILTER (STRSTARTS(?n, "{slug}:")) }}'):
        works.setdefault(row["w"], set()).update(range(*_ends(row["n"].rsplit(":", 1)[1])))
    unknown = {row["w"] for row in _rows(kb, "SELECT ?w { ?w exld:identification exld:notIdentified }")} - works.keys()
    own = {review, *(unknown if "/study-" in review else ())}  # a study tells of itself, and of works without a name
    titles = {row["w"]: row["t"] for row in _rows(kb, "SELECT ?w ?t WHERE { ?w dcterms:title ?t }")}
    told: dict[str, tuple[set[str], set[str]]] = {}
    for row in _rows(
        kb, f"SELECT ?e ?p ?w WHERE {{ ?e exld:statedIn ?p . {_STANDING} OPTIONAL {{ ?e exld:cites ?w }} }} ORDER BY ?e"
    ):
        if row["p"] in passages:
            places, cited = told.setdefault(row["e"], (set(), set()))
            places.add(row["p"])
            cited.update([row["w"]] if row.get("w", review) not in own else [])
    lines = [Line(line, frozenset(places), frozenset(cited)) for line, (places, cited) in told.items()]
    cites = {passage: words for passage, words in passages.items() if passage not in waived | entries}
    listed = {passage: words for passage, words in passages.items() if passage in entries}
    return disagreements(cites, listed, lines, works, titles), sum(bool(line.works) for line in lines)


def _ends(numbers: str) -> tuple[int, int]:
    first, _, last = numbers.partition("-")
    return int(first), int(last or first) + 1


def _rows(kb: KnowledgeBase, query: str) -> list[dict[str, str]]:
    answer = kb.sparql(_PREFIX + query)
    return [{key: str(value) for key, value in row.items()} for row in answer.rows] if isinstance(answer, Table) else []
