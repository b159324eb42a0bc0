"""Cut a review's text into segments by one deterministic rule.

A review's *layout* (kept in its fact file, one `exld:Section` a section) names, in reading order, the line
ranges of each section and what stands there: ``heading 86-87; text 89, 99-105``. Line numbers are 1-based and
inclusive. Text whose columns interleave is thus read in the order in which a person reads it, and a sentence that is
broken by a figure gets several spans.

The rule, per region:

* ``heading``: each range is one segment (``heading 3, 5`` is two); ``table-header``: the whole region is one;
* ``text``, ``legend``: cut into sentences; ``text-1``: by the rule's first form, for passages minted by it;
* ``rows``, ``front``, ``references``: one segment a line that is not blank.

A sentence ends at ``.``, ``?`` or ``!`` (and any closing bracket, quote or raised number after it) that is followed by
white space and then by an upper-case letter, a digit, an opening bracket, a Greek letter or a name such as miR-21, mTOR
or hucMSC, unless the dot belongs to an abbreviation or an initial. Offsets count Unicode code points of the file after
UTF-8 decoding; ends are exclusive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import UsageError, quoted

__all__ = ["Region", "Segment", "Span", "cut", "parse_layout"]

# Kind -> the letter that its segments' ids carry.
KINDS = {
    "heading": "h",
    "text": "s",
    "legend": "l",
    "rows": "r",
    "table-header": "c",
    "front": "f",
    "references": "b",
    "text-1": "s",
}
_BY_LINE = {"rows", "front", "references"}
_NAME = r"(?:(?:hsa-|mmu-|rno-)?(?:miR|miRNAs?|let)-|[a-z]{1,5}[A-Z0-9])"  # begins a sentence in lower case
_RAISED = r"(?:\d{1,3}(?:[,–-]\d{1,3})*|[¹²³⁰⁴-⁹]+(?:[,⁻–-][¹²³⁰⁴-⁹]+)*)"  # the number of a reference, flat or raised
_END = re.compile(
    rf"[.?!][)\]”’\"']*(?=\s+(?:[A-ZÀ-ÞΑ-Ωα-ω0-9(\[“‘\"]|{_NAME}))"
    rf"|(?<=[A-Za-z)\]”])[.?!]{_RAISED}(?=\s+(?:[A-ZÀ-ÞΑ-Ωα-ω(\[“‘\"]|{_NAME}))"
)
_ABBREVIATION = re.compile(
    r"(?:\bet\s+al|\b[Ff]igs?|\b[Rr]efs?|\b[Ee]qs?|\b[Nn]os?|\bDrs?|\bProf|\be\.g|\bi\.e|\bcf|\bvs|\bapprox|\bca|\bInc|\bLtd"
    r"|\bCorp|\bspp?|\b(?:Figure|Table)\s+\d+|(?:^|[,&(]|\b(?:and|by|of|from|with)|\b[A-Z]\.)\s*\b[A-Z])\.$"
)
_GIVEN = re.compile(r"\b(?:i\.[vpmcd]|s\.c|p\.o|i\.c\.v|i\.n)\.$")  # ends a sentence only before an ordinary word
_WORD = re.compile(r"\s+[A-Z][a-z]+\b")
_END_1 = re.compile(r"[.?!][)\]”’\"']*(?=\s+[A-ZΑ-Ωα-ω0-9(\[“])")
_ABBREVIATION_1 = re.compile(
    r"(?:\bet\s+al|\b[Ff]igs?|\be\.g|\bi\.e|\bvs|\bRefs?|\bno|\bDr|\b(?:Figure|Table)\s+\d+)\.$"
)


@dataclass(frozen=True)
class Span:
    """A stretch of the text: code points ``start`` (inclusive) to ``end`` (exclusive), and its exact characters."""

    start: int
    end: int
    text: str

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the span's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Region:
    """What stands in some line ranges: a ``kind`` (a key of KINDS) and 1-based inclusive (first, last) ranges."""

    kind: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Segment:
    """One sentence, row, heading or entry: the ``key`` is unique within its section, e.g. ``s03`` or ``r18``."""

    key: str
    kind: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return " ".join(span.text for span in self.spans)


def parse_layout(layout: str) -> list[Region]:
    """Read a layout such as ``heading 86-87; text 89, 99-105``.

    Raises UsageError where a kind is unknown or a range is not one.
    """
    regions = []
    for part in layout.split(";"):
        kind, _, numbers = part.strip().partition(" ")
        ranges = []
        for piece in numbers.split(","):
            found = re.fullmatch(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?", piece.strip())
            if kind not in KINDS or not found or int(found[2] or found[1]) < int(found[1]):
                raise UsageError(
                    f"layout {quoted(part.strip())}: write '<kind> <line>[-<line>], ...', "
                    f"kind one of {', '.join(KINDS)}"
                )
            ranges.append((int(found[1]), int(found[2] or found[1])))
        regions.append(Region(kind, tuple(ranges)))
    return regions


def cut(text: str, layout: str) -> Iterator[Segment]:
    """Cut the section that ``layout`` describes out of ``text`` and into segments, in reading order.

    ``text`` is the whole review, ``layout`` as in `parse_layout`. Keys count on within a section, a kind at a time.
    Raises UsageError for a layout that cannot be read, or that names a line that the text does not have.
    """
    lines = [0, *(m.end() for m in re.finditer("\n", text)), len(text)]
    counts: dict[str, int] = {}
    for region in parse_layout(layout):
        if (end := max(last for _, last in region.ranges)) >= len(lines):
            raise UsageError(f"layout {quoted(layout)}: there is no line {end}; the text has {len(lines) - 1}")
        pieces = [(lines[first - 1], lines[last]) for first, last in region.ranges]
        if region.kind == "heading":
            stretches = [[piece] for piece in pieces]
        elif region.kind == "table-header":
            stretches = [pieces]
        elif region.kind in _BY_LINE:
            stretches = [[(lines[n - 1], lines[n])] for first, last in region.ranges for n in range(first, last + 1)]
        else:
            stretches = list(_sentences(text, pieces, first=region.kind == "text-1"))
        for stretch in stretches:
            spans = tuple(span for start, end in stretch if (span := _trim(text, start, end)))
            if spans:
                letter = KINDS[region.kind]
                counts[letter] = counts.get(letter, 0) + 1
                yield Segment(f"{letter}{counts[letter]:02d}", region.kind, spans)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end]) if end > start else None


def _ends(joined: str, first: bool) -> Iterator[int]:
    """Where sentences end; by the rule's ``first`` form for passages that were minted by it."""
    end, abbreviation = (_END_1, _ABBREVIATION_1) if first else (_END, _ABBREVIATION)
    for match in end.finditer(joined):
        before = max(0, match.start() - 12), match.start() + 1
        given = not first and _GIVEN.search(joined, *before) and not _WORD.match(joined, match.end())
        if not given and not abbreviation.search(joined, *before):
            yield match.end()


def _sentences(text: str, pieces: list[tuple[int, int]], *, first: bool = False) -> Iterator[list[tuple[int, int]]]:
    """Cut the joined ``pieces`` into sentences, each a list of (start, end) offsets into ``text``."""
    joined = "".join(text[start:end] for start, end in pieces)
    cuts = list(_ends(joined, first))
    begin = 0
    for cut_at in [*cuts, len(joined)]:
        if not joined[begin:cut_at].strip():
            begin = cut_at
            continue
        stretch, passed = [], 0
        for start, end in pieces:
            low, high = max(begin, passed), min(cut_at, passed + end - start)
            if low < high:
                stretch.append((start + low - passed, start + high - passed))
            passed += end - start
        yield stretch
        begin = cut_at
