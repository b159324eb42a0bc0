"""What shapes cannot well say of a knowledge base: names that agree with links, one id a concept, passages side by
side.

The names are those of docs/rules.md, Names. Where a passage stands can be checked without the text as far as this:
passages neither overlap nor leave more than blank space between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, PREFIXES, contract
from .alike import doubled
from .alike import message as told_twice
from .doubles import doubles, message
from .samewords import uneven
from .words import EXCEPTIONS, excused, misfits, said

__all__ = ["FIRST_WORDS", "Fault", "blank", "coherence", "misnamed", "stretches"]

_TYPE = PREFIXES["rdf"] + "type"
_LAYOUT = ox.NamedNode(EXO + "layout")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_BLANK = 4  # characters between two passages: a line's end, or a few of them; more where layouts leave lines out

# Class -> the first word of its individuals' names.
FIRST_WORDS = {
    "Claim": "claim", "Disagreement": "disagreement", "DiseaseModel": "model", "Dose": "dose", "Erratum": "erratum",
    "EvidenceLine": "evidence", "Experiment": "experiment", "Modification": "modification", "Passage": "passage",
    "PassageContinuation": "passage", "ReferenceEntry": "passage", "TableRow": "passage", "Preparation": "preparation",
    "CellPreparation": "preparation", "CompoundPreparation": "preparation", "ConditionedMedium": "preparation",
    "ExosomePreparation": "preparation", "VesiclePreparation": "preparation", "PrimaryStudy": "study",
    "Publication": "work", "Review": "review", "Section": "section", "SourceAbstract": "abstract",
    "SourceCheck": "check",
}  # fmt: skip
_INDIVIDUALS = frozenset(FIRST_WORDS.values())
# The value's name goes on where the subject's ends.
_INNER = (
    "continuedBy",
    "hasPassage",
    "hasSection",
    "modifiedBy",
    "reports",
)
_OF_STUDY = (
    "atDose",
    "comparator",
    "comparedWith",
    "dose",
    "object",
    "observedIn",
    "subject",
    "usesModel",
    "usesPreparation",
)
# The letter of a passage's key -> the waivers that it may have.
_WAIVERS = {
    "h": {"heading"}, "c": {"tableHeader"}, "f": {"frontMatter"}, "r": {"rowWithoutContent", "abbreviationList"},
    "l": {"captionWithoutContent", "abbreviationList", "statementOfAim", "transitionWithoutContent"},
    "b": {"referenceEntry", "frontMatter", "heading"}, "s": {"statementOfAim", "transitionWithoutContent"},
}  # fmt: skip


class Fault(NamedTuple):
    """Something that does not fit: its rule (``name``, ``double`` or ``stretch``), the triple (the value may be None),
    and the message."""

    rule: str
    subject: ox.NamedNode
    predicate: ox.NamedNode
    value: ox.NamedNode | ox.Literal | None
    message: str


def coherence(triples: Iterable[ox.Triple], root: str | None = None, beside: Iterable[str] = ()) -> Iterator[Fault]:
    """All that does not fit in a knowledge base; ``root`` and the folders ``beside`` it have the exceptions of
    words."""
    triples = list(triples)
    for t in triples:
        yield from misnamed(t)
    yield from stretches(triples)
    exceptions = excused(root, beside)
    for line, rule, what in (*misfits(said(triples), exceptions), *uneven(triples, exceptions)):
        told = (
            f"{contract(line)}: {what}; mend the claim, quote other words, or none (an empty cell passes); where all "
            f"is right, write a row 'line, rule, reason' into {EXCEPTIONS.lstrip('/')} of the folder of the facts, "
            f"with tabs between ({rule})."
        )
        yield Fault("words", ox.NamedNode(line), ox.NamedNode(EXO + "asStated"), None, told)
    for claim, again in doubled(triples):
        yield Fault("double", again, ox.NamedNode(EXO + "subject"), None, told_twice(claim, again))
    for one, other, name in doubles(triples):
        yield Fault("double", one, _LABEL, None, message(one, other, name))


def _name(node: object) -> tuple[str, str]:
    """The first word of an individual's name, and the rest: ``claim``, ``jin-2019-mir-486-03``."""
    value = node.value if isinstance(node, ox.NamedNode) else ""
    word, _, rest = value.removeprefix(EXOD).partition("-") if value.startswith(EXOD) else ("", "", "")
    return word, rest


def misnamed(t: ox.Triple) -> Iterator[Fault]:
    """Whether the names of a triple's subject and value say otherwise than the triple does."""
    if not isinstance(t.subject, ox.NamedNode) or not isinstance(t.object, ox.NamedNode):
        return
    word, slug = _name(t.subject)
    other, rest = _name(t.object)
    key = t.predicate.value.removeprefix(EXO)
    said = ""
    if t.predicate.value == _TYPE and word:
        due = FIRST_WORDS.get(t.object.value.removeprefix(EXO), "")
        if (due or word in _INDIVIDUALS) and due != word:
            said = f"what is named exod:{word}-... is no {contract(t.object.value)}"
    elif key in _INNER and word and other:
        if not rest.startswith(slug + "-"):
            said = f"by its name {contract(t.object.value)} is a part of something else"
    elif key in _OF_STUDY and word and other in ("preparation", "model", "experiment", "dose"):
        study = re.sub(r"-\d+$", "", slug)
        if not re.match(re.escape(study) + (r"-.+$" if other == "dose" else r"-\d+$"), rest):
            said = f"by its name {contract(t.object.value)} is of another study"
    elif key == "abstractOf" and slug != rest:
        said = f"by its name {contract(t.subject.value)} is of another work"
    elif key == "evidenceFor" and word == "evidence" and other:
        base, number = rest.rsplit("-", 1) if other != "claim" and "-" in rest else (rest, "")
        if not slug.startswith(f"{rest}-" if not number else f"{base}-{other}-{number}-"):
            said = f"by its name {contract(t.subject.value)} is for something else"
    elif key == "waiver" and word == "passage":
        letter = re.search(r"-([a-z])\d+$", slug)
        if letter and t.object.value.removeprefix(EXO) not in _WAIVERS.get(
            letter[1], {t.object.value.removeprefix(EXO)}
        ):
            said = f"a passage whose key is {letter[0][1:]} has another waiver, if any"
    if said:
        message = (
            f"{contract(t.subject.value)} {contract(t.predicate.value)}: {said}; look which of the two is meant "
            "(docs/rules.md, Names)."
        )
        yield Fault("name", t.subject, t.predicate, t.object, message)


def stretches(triples: Iterable[ox.Triple]) -> Iterator[Fault]:
    """Passages of a review that overlap or leave a gap, that differ in length though their text is the same, or are
    miscounted."""
    triples = list(triples)
    parts, numbers, digests = _measured(triples)
    blanks = _blanks(triples, parts["hasSection"])
    yield from _counted(parts["hasSection"] + parts["hasPassage"], numbers)
    home = {section: review for review, section in parts["hasSection"]}
    home |= {passage: home[section] for section, passage in parts["hasPassage"] if section in home}
    for _ in range(len(parts["continuedBy"])):  # a continuation's passage may be given after it
        home |= {more: home[passage] for passage, more in parts["continuedBy"] if passage in home}
    spans: dict[ox.NamedNode, list[_Stretch]] = {}
    for node, review in sorted(home.items(), key=lambda pair: pair[0].value):
        start, end = numbers.get(("start", node)), numbers.get(("end", node))
        if start is not None and end is not None:
            spans.setdefault(review, []).append((start, end, node))
    yield from _copied(spans, sorted(set(home.values()), key=str), digests)
    for review, found in spans.items():
        yield from _apart(sorted(found, key=lambda span: (span[0], span[1], span[2].value)), blanks.get(review, _BLANK))


_Pairs = list[tuple[ox.NamedNode, ox.NamedNode]]
_Stretch = tuple[int, int, ox.NamedNode]


def _measured(
    triples: Iterable[ox.Triple],
) -> tuple[dict[str, _Pairs], dict[tuple[str, ox.NamedNode], int], dict[ox.NamedNode, str]]:
    """What has which parts, the numbers of each part, and its digest."""
    parts: dict[str, _Pairs] = {"hasSection": [], "hasPassage": [], "continuedBy": []}
    numbers: dict[tuple[str, ox.NamedNode], int] = {}
    digests: dict[ox.NamedNode, str] = {}
    for t in triples:
        key = t.predicate.value.removeprefix(EXO)
        if not isinstance(t.subject, ox.NamedNode):
            continue
        if key in parts and isinstance(t.object, ox.NamedNode):
            parts[key].append((t.subject, t.object))
        elif not isinstance(t.object, ox.Literal):
            continue
        elif key in ("start", "end", "order") and re.fullmatch(r"\d{1,18}", t.object.value):
            numbers[key, t.subject] = int(t.object.value)
        elif key == "sha256":
            digests[t.subject] = t.object.value
    return parts, numbers, digests


def _copied(
    spans: dict[ox.NamedNode, list[_Stretch]], reviews: list[ox.NamedNode], digests: dict[ox.NamedNode, str]
) -> Iterator[Fault]:
    """Digests that stand at what cannot have the same text."""
    lengths: dict[str, int] = {}
    for start, end, node in sorted((s for found in spans.values() for s in found), key=lambda span: span[2].value):
        if lengths.setdefault(digests.get(node, node.value), end - start) != end - start:
            message = (
                f"{contract(node.value)} has the exld:sha256 of a passage of another length; "
                "look whether it was copied."
            )
            yield Fault("stretch", node, ox.NamedNode(EXO + "sha256"), None, message)
    known = set(lengths)
    for review in reviews:
        digest = digests.get(review, review.value)
        if digest in known:
            message = (
                f"{contract(review.value)} has the exld:sha256 of a passage or of another review; "
                "look whether it was copied."
            )
            yield Fault("stretch", review, ox.NamedNode(EXO + "sha256"), None, message)
        known.add(digest)


def _blanks(triples: list[ox.Triple], sections: _Pairs) -> dict[ox.NamedNode, int]:
    """How many characters may be between two passages of each review, by the layouts of its sections."""
    layouts = {
        t.subject: str(t.object.value) for t in triples if t.predicate == _LAYOUT and isinstance(t.object, ox.Literal)
    }
    found: dict[ox.NamedNode, list[str]] = {}
    for review, section in sections:
        found.setdefault(review, []).append(layouts.get(section, ""))
    return {review: blank(texts) for review, texts in found.items()}


def blank(layouts: Iterable[str]) -> int:
    """How many characters may be between two passages of a review: as many line ends as its layouts leave out in a
    row, and that of the line before."""
    ranges = sorted((int(a), int(b or a)) for text in layouts for a, b in re.findall(r"[ ,](\d+)(?:-(\d+))?", text))
    left_out = (after - end - 1 for (_, end), (after, _) in pairwise(ranges))
    return max([_BLANK, *(lines + 2 for lines in left_out)])


def _apart(found: list[_Stretch], most: int) -> Iterator[Fault]:
    """Stretches of one review, in order, that overlap or leave a gap."""
    for (_, end, before), (start, _, after) in pairwise(found):
        if not 1 <= start - end <= most:
            what = (
                "overlaps" if start < end else "touches" if start == end else f"stands {start - end} characters after"
            )
            message = (
                f"{contract(after.value)} {what} {contract(before.value)}; look at exld:start and exld:end of both."
            )
            yield Fault("stretch", after, ox.NamedNode(EXO + "start"), None, message)


def _counted(
    parts: list[tuple[ox.NamedNode, ox.NamedNode]], numbers: dict[tuple[str, ox.NamedNode], int]
) -> Iterator[Fault]:
    """Wholes whose parts are not counted 1, 2, 3 ... by exld:order."""
    orders: dict[ox.NamedNode, list[int]] = {}
    for whole, part in parts:
        orders.setdefault(whole, []).append(numbers.get(("order", part), 0))
    for whole, found in orders.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            message = (
                f"{contract(whole.value)}: the exld:order of its parts is not 1, 2, 3 ... without a gap; "
                "number them anew."
            )
            yield Fault("stretch", whole, ox.NamedNode(EXO + "order"), None, message)
