"""A page for every thing: `/id/SLUG.html` with `/id/SLUG.ttl` beside it, and `/term/CURIE.html`.

What its page shows first depends on its kind; all of them end with what is said of the thing, property by property.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..query.engine import plain
from . import claim, places, study, topic
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
        if path.startswith("id/"):
            yield text(beside(path, ".ttl"), partial(turtle, records, iri))


def _kind(records: Records, iri: str) -> str:
    kind = iri.removeprefix(EXOD).partition("-")[0] if iri.startswith(EXOD) else ""
    return kind if kind != "claim" or iri in records.claims else ""


def _values(records: Records, iri: str, maker: Maker) -> dict[str, Any]:
    path = records.address(iri)
    sections = grouped(records, iri) if maker is topic.values else []
    common: dict[str, Any] = {
        "iri": iri,
        "curie": contract(iri) or iri,
        "title": records.label(iri),
        "kind": ", ".join(_kinds(records, iri)),
        "flags": records.flags(iri),
        "definition": records.one(iri, _SKOS + "definition", PREFIXES["IAO"] + "0000115"),
        "synonyms": records.many(iri, *_SYNONYMS),
        "sections": sections,
        "rest": facts(records, iri),
        "missing": missing(records, iri),
        "island": jsonld(records, iri),
        "turtle": beside(path, ".ttl").rpartition("/")[2] if path.startswith("id/") else "",
        "outside": iri if not iri.startswith(EXOD) and iri.startswith("http") else "",
        "pointing": _pointing(records, iri),
    }
    given = maker(records, iri)
    return common | given | {"sections": [*given.get("sections", ()), *sections]}


def _kinds(records: Records, iri: str) -> list[str]:
    """Of what kind a thing is, in words."""
    kinds = [EXO + kind for kind in records.reading.kinds(iri)] or records.many(iri, *_TYPES)
    return [records.label(kind) for kind in kinds if "owl#" not in kind]


def _pointing(records: Records, iri: str) -> list[tuple[str, int, list[Shown]]]:
    """What else points at a thing, beside claims: property, how many, the first of them."""
    found = []
    for predicate, subjects in sorted(records.pointing.get(iri, {}).items()):
        others = [s for s in subjects if s not in records.claims and records.address(s)]
        if others:
            shown = sorted((Shown(records.label(s), s) for s in others), key=lambda one: (one.text.lower(), one.iri))
            words = _POINTING.get(predicate) or records.one(predicate, _LABEL) or plain(predicate)
            found.append((words, len(shown), shown[:_MOST]))
    return found


# What points at a thing, where the property's own name would mislead.
_POINTING = {
    PREFIXES["rdf"] + "type": "things of this kind",
    PREFIXES["rdfs"] + "subClassOf": "kinds of it",
    PREFIXES["rdfs"] + "subPropertyOf": "narrower properties",
    _SKOS + "broader": "what it is broader than",
    _SKOS + "inScheme": "values of this list",
}


_MOST = 40
