"""The ledger: every passage of a review is stated by evidence or waived, and is where the data says it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..errors import DataError
from ..files import read_text
from ..prefixes import EXOD, PREFIXES, contract
from ..query.kb import KnowledgeBase, load
from ..query.results import Table, Value
from .passages import continued
from .segments import cut
from .textchecks import faults

__all__ = ["Coverage", "TextCheck", "coverage", "verify_text"]

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_PREFIX = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("exld", "owl", "rdfs"))


class Coverage(NamedTuple):
    """`table`: passages, stated, waived, holes, evidence lines and claims a section.

    `holes`: CURIEs of the passages that are neither stated nor waived; `twice`: of those that are both.
    """

    table: Table
    holes: list[str]
    twice: list[str]


class TextCheck(NamedTuple):
    """Whether a text is the one that the data describes, and what to tell."""

    sound: bool
    message: str


def coverage(root: str | None = None, data: Iterable[str] = ()) -> Coverage:
    """Count the ledger a section. A hole is a passage that no evidence line states and no waiver excuses.

    ``data`` are files and folders of further reviews, counted together with the knowledge base below ``root``.
    Raises DataError where there is no review.
    """
    kb = load(*data, root=root)
    passages = _rows(
        kb,
        """SELECT ?review ?section ?name ?order ?passage ?stated ?waived WHERE {
          ?review exld:hasSection ?section . ?section exld:order ?order ; rdfs:label ?name ; exld:hasPassage ?passage .
          BIND (EXISTS { ?e exld:statedIn ?passage ; exld:evidenceFor ?t . FILTER NOT EXISTS { ?t owl:deprecated true } } AS ?stated) BIND (EXISTS { ?passage exld:waiver ?w } AS ?waived)
        } ORDER BY ?review ?order ?passage""",
    )
    counts = {
        row["section"]: row
        for row in _rows(
            kb,
            """SELECT ?section (COUNT(DISTINCT ?e) AS ?lines) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
              ?section exld:hasPassage ?p . ?e exld:statedIn ?p ; exld:evidenceFor ?t . OPTIONAL { ?t exld:relation ?r . BIND (?t AS ?claim) }
            } GROUP BY ?section""",
        )
    }
    sections: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    for row in passages:
        sections.setdefault((str(row["review"]), str(row["section"]), str(row["name"])), []).append(row)
    cells: list[tuple[Value | None, ...]] = []
    totals = [0] * 6
    for (review, section, name), rows in sections.items():
        stated = sum(bool(r["stated"]) for r in rows)
        waived = sum(bool(r["waived"]) for r in rows)
        holes = sum(not r["stated"] and not r["waived"] for r in rows)
        numbers = [
            len(rows),
            stated,
            waived,
            holes,
            counts.get(section, {}).get("lines", 0),
            counts.get(section, {}).get("claims", 0),
        ]
        totals = [a + int(str(b)) for a, b in zip(totals, numbers, strict=True)]
        cells.append(
            (Value("literal", review.removeprefix(EXOD + "review-")), Value("literal", name), *map(_number, numbers))
        )
    if not passages:
        raise DataError("there is no review in this knowledge base; name one with passages by --kb or --data")
    totals[5] = len(
        _rows(
            kb,
            "SELECT DISTINCT ?c WHERE { ?c exld:relation ?r . ?e exld:evidenceFor ?c ; exld:statedIn/^exld:hasPassage ?s }",
        )
    )
    cells.append((Value("literal", "all"), Value("literal", "all"), *map(_number, totals)))
    columns = ["review", "section", "passages", "stated", "waived", "holes", "evidenceLines", "claims"]
    names = {str(row["passage"]): contract(str(row["passage"])) or str(row["passage"]) for row in passages}
    open_ = [names[str(row["passage"])] for row in passages if not row["stated"] and not row["waived"]]
    twice = [names[str(row["passage"])] for row in passages if row["stated"] and row["waived"]]
    return Coverage(Table(columns, cells), open_, twice)


def _number(number: object) -> Value:
    return Value("literal", str(number), _INTEGER)


def _rows(kb: KnowledgeBase, query: str) -> list[dict[str, object]]:
    answer = kb.sparql(_PREFIX + query)
    return answer.rows if isinstance(answer, Table) else []


def verify_text(path: str, root: str | None = None, data: Iterable[str] = ()) -> TextCheck:
    """Prove every offset and digest of a review against a copy of its text at ``path``.

    The review is the one whose passages fit best (by digest of the whole, else by its passages). The text is cut anew
    by the rule of `segments`; each segment must be in the data with the same spans and digests, and the other way
    round. Each mention that evidence gives, and what errata say is printed, must be in the passages named, and the
    numbers printed must be those of the works cited (`textchecks`); all that differs is listed. Offsets count Unicode
    code points. ``data`` are files and folders of further reviews. Raises DataError where the file cannot be read as
    UTF-8.
    """
    text = read_text(path)
    kb = load(*data, root=root)
    review, name = _which(kb, text, path)
    stored = _spans(kb, review)
    layouts = _rows(
        kb,
        f"SELECT ?section ?layout WHERE {{ <{review}> exld:hasSection ?section . ?section exld:layout ?layout ; exld:order ?o }} ORDER BY ?o",
    )
    cut_anew: dict[str, tuple[int, int, str]] = {}
    lines = text.count("\n") + 1
    for row in layouts:
        for segment in cut(text, _clipped(str(row["layout"]), lines)):
            base = str(row["section"]).replace("/id/section-", "/id/passage-") + "-" + segment.key
            for number, span in enumerate(segment.spans):
                cut_anew[continued(base, number)] = (span.start, span.end, span.sha256)
    found = [*_misplaced(stored, cut_anew, text), *_left_out(stored, text)]
    compared: dict[str, int] = {}
    if not any("sha256" in fault for fault in found):  # else the words are not those that the facts tell of
        differing, compared = faults(kb, review, text)
        found += differing
    if found:
        return TextCheck(False, "\n".join(f"{path}: {fault}" for fault in [*found, f"{len(found)} faults"]))
    told = f"{len(stored)} spans, all where the data says, and nothing left out; {compared['mentions']} mentions, all in their passages"
    more = f"{compared['misprints']} errata as printed; {compared['citing lines']} lines cite what is printed"
    return TextCheck(True, f"{path}: {name}: {told}; {more}")


def _misplaced(
    stored: Mapping[str, tuple[int, int, str]], cut_anew: Mapping[str, tuple[int, int, str]], text: str
) -> Iterator[str]:
    """Passages that are not where the data says, or otherwise than the rule cuts them."""
    for iri, (start, end, digest) in stored.items():
        actual = text[start:end]
        if (sha256 := hashlib.sha256(actual.encode()).hexdigest()) != digest:
            both = f"  data: sha256 {digest}\n  text: sha256 {sha256}  {_excerpt(actual)}"
            yield f"{contract(iri)} is not at {start}-{end}\n{both}"
        elif iri not in cut_anew:
            yield f"{contract(iri)} ({start}-{end}) is in the data, but the rule does not cut such a segment"
    for iri, place in cut_anew.items():
        if stored.get(iri) != place and (iri not in stored or stored[iri][2] == _digest(text, stored[iri])):
            there = stored[iri][:2] if iri in stored else "nothing"
            here = f"the rule cuts {contract(iri)} at {place[:2]}, the data says {there}"
            yield f"{here}  {_excerpt(text[place[0] : place[1]])}"


def _digest(text: str, span: tuple[int, int, str]) -> str:
    return hashlib.sha256(text[span[0] : span[1]].encode()).hexdigest()


def _left_out(stored: Mapping[str, tuple[int, int, str]], text: str) -> Iterator[str]:
    """What stands in no passage."""
    position = 0
    for start, end in [*sorted((start, end) for start, end, _ in stored.values()), (len(text), len(text))]:
        if text[position:start].strip():
            yield f"{position}-{start} is in no passage  {_excerpt(text[position:start])}"
        position = max(position, end)


def _spans(kb: KnowledgeBase, review: str) -> dict[str, tuple[int, int, str]]:
    """The stretches of a review's passages: IRI -> (start, end, sha256), by start."""
    rows = _rows(
        kb,
        f"""SELECT ?passage ?start ?end ?sha256 WHERE {{
          <{review}> exld:hasSection/exld:hasPassage/exld:continuedBy* ?passage .
          ?passage exld:start ?start ; exld:end ?end ; exld:sha256 ?sha256
        }} ORDER BY ?start""",
    )
    return {str(row["passage"]): (int(str(row["start"])), int(str(row["end"])), str(row["sha256"])) for row in rows}


def _clipped(layout: str, lines: int) -> str:
    return re.sub(r"\d+", lambda m: str(min(int(m.group()), lines)), layout)


def _which(kb: KnowledgeBase, text: str, path: str) -> tuple[str, str]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    reviews = _rows(
        kb,
        "SELECT ?review ?name ?sha256 WHERE { ?review a exld:Review ; rdfs:label ?name ; exld:sha256 ?sha256 } ORDER BY ?review",
    )
    scores = []
    for row in reviews:
        spans = _spans(kb, str(row["review"])).values()
        fits = sum(hashlib.sha256(text[start:end].encode()).hexdigest() == known for start, end, known in spans)
        scores.append((row["sha256"] == digest, fits, str(row["review"]), str(row["name"])))
    best = max(scores, default=(False, 0, "", ""))
    if not best[0] and best[1] == 0:
        raise DataError(
            f"{path}: this is the text of none of the reviews ({', '.join(s[3] for s in scores)}); give the text byte for byte"
        )
    return best[2], best[3]


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:40]!r}{'...' if len(flat) > 40 else ''}"
