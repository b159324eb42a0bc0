"""`exo-ld passages`: mint the passages of a review by the rule of `segments`, into the Turtle files that hold its
sections.

sections with layouts + text -> passages with offsets and digests. A passage is minted once: what is there is kept, or
refused.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..files import publish, read_text, tree
from ..graph.turtle import format_text, parse
from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..sources import head_of
from .coherence import blank
from .layout import Words, style
from .segments import Span, cut

__all__ = ["Minted", "continued", "mint"]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_WAIVERS = {"heading": "heading", "table-header": "tableHeader", "front": "frontMatter", "references": "referenceEntry"}
_CLASSES = {"rows": ("Passage", "TableRow"), "references": ("Passage", "ReferenceEntry")}


class Minted(NamedTuple):
    """How many passages are new in the file, how many it has now, and the CURIEs of the new ones that are neither
    stated nor waived there."""

    new: int
    all: int
    open: list[str]


def continued(passage: str, number: int) -> str:
    """The IRI of stretch ``number`` (from 0) of an interrupted passage: the passage's own, then -b, -c ... -z, -ab."""
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters = ascii_lowercase[letter] + letters
    return f"{passage}-{letters}" if letters else passage


def mint(path: str, text_path: str) -> Minted:
    """Write the passages that a review, or a primary study, lacks into the files of its sections, in canonical form.

    Headings, table headers, front matter and references are waived; the rest is for evidence lines. Where the review
    has no exld:sha256 yet, that of the whole text is written too. Nothing is written unless all is sound.

    Args:
        path: the review's folder, or a Turtle file with the review or study and all its sections; each section has
          exld:order and exld:layout.
        text_path: the review's text, UTF-8.

    Raises: DataError where a file cannot be read, is about no review or several, or has passages that this text does
    not; UsageError for a layout that cannot be read; OutputError where a file cannot be written.
    """
    sources = {file: read_text(file) for file in (tree(path, (".ttl",)) if os.path.isdir(path) else [path])}
    text = read_text(text_path)
    triples: dict[ox.Triple, str] = {}
    for file, source in sources.items():
        triples |= dict.fromkeys(parse(source.encode(), file), file)
    values = _values(triples)
    review = _review(path, values)
    digest = _digest(text, text_path, review, values)
    told = {
        t.object.value for t in triples if t.predicate.value == EXO + "statedIn" and isinstance(t.object, ox.NamedNode)
    }
    told |= {subject for subject, name in values if name == "waiver"}
    added: dict[str, set[ox.Triple]] = {review: {_triple(review, "sha256", ox.Literal(digest))}}
    new: list[str] = []
    spans: list[tuple[int, int]] = []
    for section in sorted(values.get((review, "hasSection"), [])):
        layouts = values.get((section, "layout"), [])
        if len(layouts) != 1:
            name = contract(section) or section
            raise DataError(f"{path}: {name} has {len(layouts)} values of exld:layout; give it one")
        added[section] = set()
        for order, segment in enumerate(cut(text, layouts[0]), 1):
            passage = section.replace(EXOD + "section-", EXOD + "passage-", 1) + "-" + segment.key
            _same(path, passage, segment.spans, values)
            spans += ((span.start, span.end) for span in segment.spans)
            if (passage, "start") not in values:
                new.append(passage)
                added[section].update(_passage(section, passage, order, segment.kind, segment.spans))
                if segment.kind in _WAIVERS and passage not in told:
                    added[section].add(_triple(passage, "waiver", ox.NamedNode(EXO + _WAIVERS[segment.kind])))
                    told.add(passage)
    _without_gaps(text, text_path, spans, blank(v[0] for (_, name), v in values.items() if name == "layout"))
    _add(added, triples, sources)
    old = sum(EXO + "Passage" in objects for (_, name), objects in values.items() if name == _TYPE.value)
    return Minted(len(new), len(new) + old, [contract(passage) or passage for passage in new if passage not in told])


def _digest(text: str, text_path: str, review: str, values: dict[tuple[str, str], list[str]]) -> str:
    """The SHA-256 of a review's text. Raises DataError where the review is known to have another."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if (known := values.get((review, "sha256"), [digest])) != [digest]:
        raise DataError(
            f"{text_path}: not the text of {contract(review)}, whose exld:sha256 is {known[0]}; give that text"
        )
    return digest


def _add(added: dict[str, set[ox.Triple]], triples: dict[ox.Triple, str], sources: dict[str, str]) -> None:
    """Write what is ``added`` to the review or a section, and not there yet, into the file that has it."""
    homes = {t.subject: file for t, file in triples.items() if t.predicate == _TYPE}
    wanted: dict[str, set[ox.Triple]] = {}
    for thing, found in added.items():
        if found := found - triples.keys():
            wanted.setdefault(homes[ox.NamedNode(thing)], set()).update(found)
    _write({file: f"{sources[file]}\n{_lines(found)}" for file, found in wanted.items()})


def _values(triples: Iterable[ox.Triple]) -> dict[tuple[str, str], list[str]]:
    """Subject and property of ours to values."""
    found: dict[tuple[str, str], list[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.Triple):
            found.setdefault((triple.subject.value, triple.predicate.value.removeprefix(EXO)), []).append(
                triple.object.value
            )
    return found


def _review(path: str, values: dict[tuple[str, str], list[str]]) -> str:
    kinds = {subject: objects for (subject, name), objects in values.items() if name == _TYPE.value}
    reviews = [subject for subject, found in kinds.items() if EXO + "Review" in found] or [
        subject
        for subject, found in kinds.items()
        if EXO + "PrimaryStudy" in found and (subject, "hasSection") in values
    ]
    if len(reviews) != 1:
        raise DataError(
            f"{path}: {len(reviews)} reviews or studies with sections in it, where one is needed; write its "
            "exld:Review or exld:PrimaryStudy and its sections first"
        )
    return reviews[0]


def _same(path: str, passage: str, spans: tuple[Span, ...], values: dict[tuple[str, str], list[str]]) -> None:
    """Refuse a passage that stands elsewhere than the rule cuts it."""
    for number, span in enumerate(spans):
        this = continued(passage, number)
        there = tuple(values.get((this, name), [""])[0] for name in ("start", "end", "sha256"))
        if any(there) and there != (str(span.start), str(span.end), span.sha256):
            place = f"{contract(this) or this} is at {there[0]}-{there[1]}, the rule cuts it at {span.start}-{span.end}"
            raise DataError(f"{path}: {place}; a passage is minted once: put the layout back")


def _without_gaps(text: str, path: str, spans: list[tuple[int, int]], most: int) -> None:
    """Refuse what would be no review whole: text between two passages, or more blank lines than layouts leave out."""
    for (_, end), (start, _) in pairwise(sorted(spans)):
        if start - end > most:
            first, last = (text.count("\n", 0, place) for place in (end, start))
            what = "blank" if not text[end:start].strip() else "in no section"
            raise DataError(
                f"{path}: lines {first + 2}-{last} are {what}; "
                + ("leave them out of the layout, as in 'text 7-9, 15'" if what == "blank" else "name them in a layout")
            )


def _lines(triples: set[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in sorted(triples, key=str))


def _write(texts: dict[str, str]) -> None:
    words = Words.of()
    formed = {file: format_text(text, file, head_of(file), partial(style, words=words)) for file, text in texts.items()}
    for file, text in formed.items():
        publish(file, text)


def _passage(section: str, passage: str, order: int, kind: str, spans: tuple[Span, ...]) -> Iterator[ox.Triple]:
    yield _triple(section, "hasPassage", ox.NamedNode(passage))
    yield _triple(passage, "order", ox.Literal(order))
    for number, span in enumerate(spans):
        this = continued(passage, number)
        for name in ("PassageContinuation",) if number else _CLASSES.get(kind, ("Passage",)):
            yield ox.Triple(ox.NamedNode(this), _TYPE, ox.NamedNode(EXO + name))
        yield _triple(this, "start", ox.Literal(span.start))
        yield _triple(this, "end", ox.Literal(span.end))
        yield _triple(this, "sha256", ox.Literal(span.sha256))
        if number:
            yield _triple(continued(passage, number - 1), "continuedBy", ox.NamedNode(this))


def _triple(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(EXO + name), value)
