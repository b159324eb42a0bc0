"""A page for every thing: `/id/SLUG.html` with `/id/SLUG.ttl` beside it, and `/term/CURIE.html`.

What its page shows first depends on its kind; all of them end with what is said of the thing, property by property.
A line of evidence has its Turtle in that of what it speaks for, with which it makes sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..query.engine import plain
from . import claim, places, study, topic, trail
from .pages import Page, beside, html, text
from .parts import Shown, facts, grouped, jsonld, missing, turtle
from .records import Records

__all__ = ["pages"]

_LABEL, _SKOS = PREFIXES["rdfs"] + "label", PREFIXES["skos"]
_SYNONYMS = (
    _SKOS + "altLabel",
    PREFIXES["oboInOwl"] + "hasExactSynonym",
    PREFIXES["oboInOwl"] + "hasRelatedSynonym",
    PREFIXES["oboInOwl"] + "hasNarrowSynonym",
    _SKOS + "hiddenLabel",
)
_TYPES = (PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf")
Maker = Callable[[Records, str], dict[str, Any]]
# By the first word of a slug: the template, and what gives its values; all else has the page of a thing.
_KINDS: dict[str, tuple[str, Maker]] = {
    "claim": ("claim.html", claim.values),
    "study": ("study.html", study.values),
    "work": ("study.html", study.values),
    "passage": ("thing.html", places.passage),
    "section": ("thing.html", places.section),
    "review": ("thing.html", places.review),
    "abstract": ("thing.html", places.abstract),
    "evidence": ("thing.html", places.evidence),
    "check": ("thing.html", places.check),
    "erratum": ("thing.html", places.erratum),
    "disagreement": ("thing.html", places.disagreement),
    "preparation": ("thing.html", topic.preparation),
    "experiment": ("thing.html", topic.experiment),
}
_SECTIONS = {"study": "studies.html", "work": "studies.html", "preparation": "preparations.html"}


def pages(records: Records) -> Iterator[Page]:
    """The pages of all things that have one of their own, and the Turtle of the individuals."""
    for iri, path in records.addresses.items():
        if path.startswith("ontology.html"):
            continue
        kind = _kind(records, iri)
        template, maker = _KINDS.get(kind, ("thing.html", topic.values))
        yield html(records, path, template, partial(_values, records, iri, maker), _SECTIONS.get(kind, "index.html#"))
        if path.startswith("id/") and records.document(iri) == iri:
            yield text(beside(path, ".ttl"), partial(turtle, records, iri))


def _kind(records: Records, iri: str) -> str:
    kind = iri.removeprefix(EXOD).partition("-")[0] if iri.startswith(EXOD) else ""
    return kind if kind != "claim" or iri in records.claims else ""


def _values(records: Records, iri: str, maker: Maker) -> dict[str, Any]:
    path, document = records.address(iri), records.document(iri)
    sections = grouped(records, iri) if maker is topic.values else []
    common: dict[str, Any] = {
        "iri": iri,
        "curie": contract(iri) or iri,
        "title": records.label(iri),
        "kind": ", ".join(_kinds(records, iri)),
        "flags": records.flags(iri),
        "definition": records.one(iri, _SKOS + "definition", PREFIXES["IAO"] + "0000115"),
        "synonyms": [each for each in records.many(iri, _LABEL, *_SYNONYMS) if each != records.label(iri)],
        "sections": sections,
        "rest": facts(records, iri),
        "missing": missing(records, iri),
        "island": jsonld(records, document),
        "turtle": beside(records.address(document), ".ttl").rpartition("/")[2] if path.startswith("id/") else "",
        "outside": iri if not iri.startswith(EXOD) and iri.startswith("http") else "",
        "pointing": _pointing(records, iri, maker is not topic.values),
    }
    given: dict[str, Any] = {"steps": _trail(records, iri)} | maker(records, iri)
    spots = given.get("spots") or [at for step in given["steps"] for at in step.spots]
    return common | given | {"spots": spots, "sections": [*given.get("sections", ()), *sections]}


def _trail(records: Records, iri: str) -> list[trail.Step]:
    """The lines of evidence for a thing, or a line of evidence itself; those of claims are told by their page."""
    if iri in records.claims:
        return []
    return [trail.step(records, iri)] if records.many(iri, "evidenceFor") else trail.steps(records, iri)


def _kinds(records: Records, iri: str) -> list[str]:
    """Of what kind a thing is, in words."""
    kinds = [EXO + kind for kind in records.reading.kinds(iri)] or records.many(iri, *_TYPES)
    return [records.label(kind) for kind in kinds if "owl#" not in kind]


def _pointing(records: Records, iri: str, told: bool) -> list[tuple[str, int, list[Shown]]]:
    """What else points at a thing, beside claims: in which way, how many, the first of them.

    A line of evidence is named by what it speaks for, and not at all where the page has ``told`` that.
    """
    found = []
    for predicate, subjects in sorted(records.pointing.get(iri, {}).items()):
        others = {records.document(s) for s in subjects if s not in records.claims and records.address(s)}
        if told:
            others &= set(subjects)
        if others := others - {iri}:
            shown = sorted((Shown(records.label(s), s) for s in others), key=lambda one: (one.text.lower(), one.iri))
            name = records.one(predicate, _LABEL) or plain(predicate)
            found.append((_POINTING.get(predicate) or f"as “{name}” of", len(shown), shown[:_MOST]))
    return found


# What points at a thing, in the words of a reader who stands at the thing.
_POINTING = {
    PREFIXES["rdf"] + "type": "things of this kind",
    PREFIXES["rdfs"] + "subClassOf": "kinds of it",
    PREFIXES["rdfs"] + "subPropertyOf": "narrower properties",
    PREFIXES["owl"] + "imports": "imported by",
    _SKOS + "broader": "what it is broader than",
    _SKOS + "inScheme": "values of this list",
    EXO + "hasSection": "section of",
    EXO + "hasPassage": "passage of",
    EXO + "usesModel": "experiments with it",
    EXO + "usesPreparation": "experiments with it",
    EXO + "modifiedBy": "what was modified by it",
    EXO + "dose": "experiments at it",
    EXO + "reports": "reported by",
}


_MOST = 40
