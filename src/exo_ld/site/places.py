"""Places in a review: a link into the open article at the words as stated, what a passage, section or review states,
and the cards of what is said about a claim (evidence, source check, erratum, disagreement)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from ..prefixes import EXO, EXOD, PREFIXES
from .parts import Section, Shown

if TYPE_CHECKING:
    from .records import Records

__all__ = [
    "Spot",
    "abstract",
    "article",
    "check",
    "disagreement",
    "erratum",
    "evidence",
    "passage",
    "review",
    "section",
    "spot",
]

_DOI = PREFIXES["bibo"] + "doi"
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"


class Spot(NamedTuple):
    """A passage of a review: where it is, where it can be read, and what proves that a copy has it."""

    iri: str
    review: str
    section: str
    start: str
    end: str
    sha256: str
    article: str
    further: tuple[tuple[str, str, str], ...]  # start, end and digest of what continues it


def article(records: Records, review: str, words: str = "") -> str:
    """The address of an open article, at some words of it; empty where it has none.

    A text fragment (https://wicg.github.io/scroll-to-text-fragment/): browsers that do not know it open the article.
    """
    pmc = next((i for i in records.many(review, _IDENTIFIER) if i.startswith("PMC")), "")
    doi = records.one(review, _DOI)
    address = f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(pmc)}/" if pmc else doi_address(doi)
    parts = [part.strip() for part in re.split(r"\.\.\.|…", words) if part.strip()]
    if not address or not parts:
        return address
    ends = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return f"{address}#:~:text={','.join(quote(part, safe='').replace('-', '%2D') for part in ends)}"


def doi_address(doi: str) -> str:
    """The address of a DOI; empty for none."""
    return "https://doi.org/" + quote(doi) if doi else ""


def spot(records: Records, iri: str, words: str = "") -> Spot:
    """A passage, with the link to its review at ``words``."""
    part = next(iter(records.back(iri, "hasPassage")), "")
    whole = next(iter(records.back(part, "hasSection")), "")
    further = tuple(
        (records.one(c, "start"), records.one(c, "end"), records.one(c, "sha256"))
        for c in records.many(iri, "continuedBy")
    )
    return Spot(
        iri,
        whole,
        part,
        records.one(iri, "start"),
        records.one(iri, "end"),
        records.one(iri, "sha256"),
        article(records, whole, words) if whole else "",
        further,
    )


def passage(records: Records, iri: str) -> dict[str, Any]:
    """A passage: what it states."""
    lines = records.back(iri, "statedIn")
    at = spot(records, iri)
    name = f"{records.label(at.section)}, characters {at.start} to {at.end}" if at.section else records.label(iri)
    waived = records.one(iri, "waiver")
    lead = f"Nothing of it is encoded: {records.label(waived)}." if waived else ""
    states = Section("What it states", lead, claims=_claims(records, lines), few=50)
    others = [t for line in lines for t in records.many(line, "evidenceFor") if t not in records.claims]
    facts = (
        (("shown by its words", tuple(Shown(records.label(t), t) for t in dict.fromkeys(others))),) if others else ()
    )
    slips = [e for e in records.back(iri, "concernsPassage") if not records.withdrawn(e)]
    if slips:
        facts = (*facts, ("errata", tuple(Shown(_slip(records, e), e) for e in slips)))
    return {
        "title": f"{records.label(at.review)}: {name}" if at.review else name,
        "kind": "passage",
        "spots": [at],
        "article": at.article,
        "sections": [states, *([Section("Also", facts=facts)] if facts else [])],
    }


def section(records: Records, iri: str) -> dict[str, Any]:
    """A section of a review: its share of the ledger, and what it states."""
    whole = next(iter(records.back(iri, "hasSection")), "")
    passages = records.many(iri, "hasPassage")
    return {
        "title": f"{records.label(whole)}: {records.label(iri)}",
        "sections": [
            _ledger(records, passages),
            _passages(records, passages),
            Section(
                "What it states",
                claims=_claims(records, [line for p in passages for line in records.back(p, "statedIn")]),
                few=30,
            ),
        ],
    }


def review(records: Records, iri: str) -> dict[str, Any]:
    """A review: its sections in order, how much of it is encoded, and where to read it."""
    parts = sorted(records.many(iri, "hasSection"), key=lambda each: int(records.one(each, "order") or 0))
    passages = [p for part in parts for p in records.many(part, "hasPassage")]
    listed = (("sections", tuple(Shown(records.label(part), part) for part in parts)),)
    return {
        "title": records.one(iri, PREFIXES["dcterms"] + "title") or records.label(iri),
        "kind": f"review: {records.label(iri)}",
        "sections": [_ledger(records, passages), Section("Its sections", facts=listed)],
        "article": article(records, iri),
    }


def abstract(records: Records, iri: str) -> dict[str, Any]:
    """The abstract of a cited work: what it says."""
    work = records.one(iri, "abstractOf")
    return {
        "title": f"Abstract of {records.label(work)}",
        "sections": [Section("What it says", claims=_claims(records, records.back(iri, "statedIn")), few=50)],
        "flags": records.flags(work),
    }


def evidence(records: Records, iri: str) -> dict[str, Any]:
    """A line of evidence: for which claim."""
    things = records.many(iri, "evidenceFor")
    whole = records.document(iri)
    return {
        "title": f"Evidence on: {_names(records, things)}",
        "kind": "line of evidence",
        "beside": (whole, f"{records.address(whole)}#{iri.removeprefix(EXOD)}") if whole != iri else (),
        "sections": [_about(records, things)],
    }


def check(records: Records, iri: str) -> dict[str, Any]:
    """A source check: what the cited work says of the claims."""
    lines = records.back(iri, "checkedBy")
    things = [thing for line in lines for thing in records.many(line, "evidenceFor")]
    verdict = records.label(records.one(iri, "claimVerdict", "verdict"))
    works = ", ".join(records.label(work) for work in records.many(iri, "checkedWork")) or "the cited work"
    lead = f"What {works} says: {records.one(iri, 'sourceSays')} The claim is {verdict}."
    return {
        "title": f"Checked against {works}: {verdict}",
        "kind": "check of a cited work",
        "sections": [_about(records, things, lead)],
    }


def erratum(records: Records, iri: str) -> dict[str, Any]:
    """A slip of a review: what is printed, what is meant, and why."""
    printed, meant, reason = (records.one(iri, name) for name in ("asPrinted", "corrected", "reason"))
    lead = f"Printed: “{printed}”. Meant: “{meant}”. {reason}"
    right = Section("Said rightly", claims=tuple(records.all_told(records.many(iri, "correctedClaim"))))
    touched = _about(records, records.many(iri, "concernsClaim"), lead)
    return {
        "title": f"Erratum: {_slip(records, iri)}",
        "kind": f"erratum, {records.label(records.one(iri, 'kind'))}",
        "sections": [touched, *([right] if right.claims else [])],
    }


def disagreement(records: Records, iri: str) -> dict[str, Any]:
    """Two claims that cannot be taken together, and why."""
    kind = records.label(records.one(iri, "kind"))
    return {
        "title": f"Two claims in conflict: {kind}",
        "kind": f"disagreement, {kind}",
        "sections": [_about(records, records.many(iri, "between"), records.one(iri, "reason"))],
    }


def _about(records: Records, things: list[str], lead: str = "") -> Section:
    others = tuple(Shown(records.label(t), t) for t in dict.fromkeys(things) if t not in records.claims)
    told = tuple(records.told(t) for t in dict.fromkeys(things) if t in records.claims)
    return Section("What it is about", lead, facts=(("thing", others),) if others else (), claims=told, few=50)


def _claims(records: Records, lines: list[str]) -> tuple[Any, ...]:
    things = [thing for line in lines for thing in records.many(line, "evidenceFor")]
    return tuple(
        records.told(t) for t in dict.fromkeys(things) if t in records.claims and not records.claims[t].withdrawn
    )


def _names(records: Records, things: list[str]) -> str:
    return "; ".join(records.told(t).sentence if t in records.claims else records.label(t) for t in things)


def _slip(records: Records, iri: str) -> str:
    return f"“{records.one(iri, 'asPrinted')}” for “{records.one(iri, 'corrected')}”"


def _ledger(records: Records, passages: list[str]) -> Section:
    waived = sum(1 for p in passages if EXO + "waiver" in records.said.get(p, {}))
    return Section(
        "How much of it is encoded",
        f"Claims state {len(passages) - waived:,} of {len(passages):,} passages; "
        f"{waived:,} {'is' if waived == 1 else 'are'} waived with a reason (headings, aims, entries of the "
        "reference list).",
    )


def _passages(records: Records, passages: list[str]) -> Section:
    order = sorted(passages, key=lambda p: int(records.one(p, "order") or 0))
    listed = tuple(Shown(f"{records.one(p, 'start')} to {records.one(p, 'end')}", p) for p in order)
    return Section("Its passages, by character", facts=(("passages", listed),))
