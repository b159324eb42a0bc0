"""The ledger: every passage of a review is stated by evidence or waived, and is where the data says it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import DataError, safe
from ..files import read_text
from ..prefixes import EXOD, contract
from ..query.engine import asked
from ..query.kb import load
from ..query.results import Table
from ..query.values import Value
from .passages import continued
from .segments import cut
from .textchecks import faults
from .words import excused

__all__ = ["Coverage", "TextCheck", "coverage", "verify_text"]

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

Row = dict[str, Any]  # of the canned query `ledger`
Stretch = tuple[int, int, str]  # start, end, sha256


class Coverage(NamedTuple):
    """`table`: passages, stated, waived, holes, evidence lines and claims a section.

    `holes`: CURIEs of the passages that are neither stated nor waived; `twice`: of those that are both.
    """

    table: Table
    holes: list[str]
    twice: list[str]


class TextCheck(NamedTuple):
    """Whether a text is the one that the data describes, and what to tell: a line a fault."""

    sound: bool
    message: str


def coverage(root: str | None = None, data: Iterable[str] = ()) -> Coverage:
    """Count the ledger a section. A hole is a passage that no evidence line states and no waiver excuses.

    ``data`` are files and folders of further reviews, counted together with the knowledge base below ``root``.
    Raises DataError where there is no review.
    """
    rows = [row for row in asked(load(*data, root=root), "ledger") if "passage" in row]
    if not rows:
        raise DataError("there is no review in this knowledge base; name one with passages by --kb or --data")
    sections: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        sections.setdefault((row["review"], row["sectionIri"]), []).append(row)
    cells: list[tuple[Value | None, ...]] = []
    counts = []
    for (review, _), some in sections.items():
        counts.append(_counted(some))
        name = Value("literal", some[0].get("section", ""))
        cells.append((Value("literal", review.removeprefix(EXOD + "review-")), name, *map(_number, counts[-1])))
    totals = [sum(column) for column in zip(*counts, strict=True)]
    totals[-1] = _counted(rows)[-1]  # a claim that several sections state is one
    cells.append((Value("literal", "all"), Value("literal", "all"), *map(_number, totals)))
    columns = ["review", "section", "passages", "stated", "waived", "holes", "evidenceLines", "claims"]
    stated, waived = _stated(rows), {row["passage"] for row in rows if "waiver" in row}
    passages = list(dict.fromkeys(row["passage"] for row in rows))
    holes = [contract(passage) or passage for passage in passages if passage not in stated | waived]
    twice = [contract(passage) or passage for passage in passages if passage in stated & waived]
    return Coverage(Table(columns, cells), holes, twice)


def _counted(rows: list[Row]) -> list[int]:
    """Passages, those that are stated, waived and neither, evidence lines and claims of some rows of the ledger."""
    passages, stated = {row["passage"] for row in rows}, _stated(rows)
    waived = {row["passage"] for row in rows if "waiver" in row}
    lines = {row["evidence"] for row in rows if "evidence" in row}
    claims = {row["about"] for row in rows if "relation" in row}
    return [len(found) for found in (passages, stated, waived, passages - stated - waived, lines, claims)]


def _stated(rows: list[Row]) -> set[str]:
    """The passages that evidence states for what is not withdrawn."""
    return {row["passage"] for row in rows if "evidence" in row and not row.get("withdrawn")}


def _number(number: int) -> Value:
    return Value("literal", str(number), _INTEGER)


def verify_text(path: str, root: str | None = None, data: Iterable[str] = ()) -> TextCheck:
    """Prove every offset and digest of a review against a copy of its text at ``path``.

    The review is the one whose passages fit best (by digest of the whole, else by its passages). The text is cut anew
    by the rule of `segments`; each segment must be in the data with the same spans and digests, and the other way
    round. Each mention that evidence gives, and what errata say is printed, must be in the passages named, and the
    numbers printed must be those of the works cited, and the numbers, molecules, animals and places of a claim must
    stand there (`textchecks`); all that differs is listed. Offsets count Unicode code points. ``data`` are files and
    folders of further reviews. Raises DataError where the file cannot be read as UTF-8.
    """
    text, data = read_text(path), list(data)
    kb = load(*data, root=root)
    rows = _which(asked(kb, "ledger"), text, path)
    stored = _spans(rows)
    found = [*_differing(text, rows, stored), *_left_out(text, stored)]
    compared: dict[str, int] = {}
    if not any("sha256" in fault for fault in found):  # else the words are not those that the facts tell of
        more, compared = faults(kb, rows[0]["review"], text, excused(root, data))
        found += more
    if found:
        count = f"{len(found)} fault{'s' * (len(found) != 1)}"
        return TextCheck(False, "\n".join(safe(f"{path}: {fault}") for fault in [*found, count]))
    told = (
        f"{len(stored)} spans, all where the data says, and nothing left out; {compared['mentions']} mentions, all in "
        "their passages"
    )
    also = f"{compared['misprints']} errata as printed; {compared['citing lines']} lines cite what is printed"
    also += f"; {compared['encoded lines']} have no number or name that is not there"
    return TextCheck(True, f"{path}: {rows[0].get('reviewLabel', contract(rows[0]['review']))}: {told}; {also}")


def _differing(text: str, rows: list[Row], stored: dict[str, Stretch]) -> Iterator[str]:
    """The stretches that are not where the data says, or not what the rule cuts."""
    moved = set()
    cut_anew = _cut_anew(text, rows)
    for iri, (start, end, digest) in stored.items():
        actual = text[start:end]
        actual_digest = hashlib.sha256(actual.encode()).hexdigest()
        if actual_digest != digest:
            both = f"data: sha256 {digest}; text: sha256 {actual_digest}, {_excerpt(actual)}"
            moved.add(iri)
            yield f"{contract(iri)} is not at {start}-{end}; {both}"
        elif iri not in cut_anew:
            yield f"{contract(iri)} ({start}-{end}) is in the data, but the rule does not cut such a segment"
    for iri, place in cut_anew.items():
        if iri not in moved and stored.get(iri) != place:
            there = stored[iri][:2] if iri in stored else "nothing"
            here = f"the rule cuts {contract(iri)} at {place[:2]}, the data says {there}"
            yield f"{here}  {_excerpt(text[place[0] : place[1]])}"


def _cut_anew(text: str, rows: list[Row]) -> dict[str, Stretch]:
    """The stretches that the rule cuts by the layouts of the sections, by the IRIs that they must have."""
    lines = text.count("\n") + 1
    found: dict[str, Stretch] = {}
    for section, layout in dict.fromkeys((row["sectionIri"], row["layout"]) for row in rows if "layout" in row):
        for segment in cut(text, _clipped(layout, lines)):
            base = section.replace("/id/section-", "/id/passage-") + "-" + segment.key
            for number, span in enumerate(segment.spans):
                found[continued(base, number)] = (span.start, span.end, span.sha256)
    return found


def _left_out(text: str, stored: dict[str, Stretch]) -> Iterator[str]:
    """The parts of the text that are in no passage."""
    covered = sorted((start, end) for start, end, _ in stored.values())
    position = 0
    for start, end in [*covered, (len(text), len(text))]:
        if text[position:start].strip():
            yield f"{position}-{start} is in no passage  {_excerpt(text[position:start])}"
        position = max(position, end)


def _spans(rows: list[Row]) -> dict[str, Stretch]:
    """The stretches of a review's passages by IRI, as they follow one another."""
    found = {row["stretch"]: (row["start"], row["end"], row["digest"]) for row in rows if "stretch" in row}
    return dict(sorted(found.items(), key=lambda pair: pair[1][0]))


def _clipped(layout: str, lines: int) -> str:
    return re.sub(r"\d+", lambda m: str(min(int(m.group()), lines)), layout)


def _which(rows: list[Row], text: str, path: str) -> list[Row]:
    """The rows of the review whose text it is."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    reviews: dict[str, list[Row]] = {}
    for row in rows:
        reviews.setdefault(row["review"], []).append(row)
    scores = []
    for review, some in reviews.items():
        fits = sum(
            hashlib.sha256(text[start:end].encode()).hexdigest() == known for start, end, known in _spans(some).values()
        )
        scores.append((some[0].get("reviewDigest") == digest, fits, review))
    best = max(scores, default=(False, 0, ""))
    if not best[0] and best[1] == 0:
        names = ", ".join(str(some[0].get("reviewLabel")) for some in reviews.values())
        raise DataError(f"{path}: this is the text of none of the reviews ({names}); give the text byte for byte")
    return reviews[best[2]]


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:40]!r}{'...' if len(flat) > 40 else ''}"
