"""Of what the page of a thing consists: sections of facts, claims and tables; the same for all kinds of things."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, contract
from ..query.engine import plain
from ..query.show import DENIED, GROUPS
from ..share.rdf import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .records import Records, Told

__all__ = [
    "CHANGED",
    "Cell",
    "Grid",
    "Section",
    "Shown",
    "changed",
    "facts",
    "field_name",
    "field_names",
    "grouped",
    "jsonld",
    "shown",
    "triples",
    "turtle",
]

# What an effect did to its object, by the local name of the relation.
CHANGED = {
    "increases": "raised",
    "decreases": "lowered",
    "affects": "affected",
    "ameliorates": "ameliorated",
    "prevents": "prevented",
    "protectsAgainst": "protected against",
    "exacerbates": "worsened",
    "causes": "caused",
    "treats": "treated",
    "isEffectiveFor": "treated with effect",
    "maintains": "maintained",
    "delivers": "delivered",
    "actsThrough": "acted through",
}

# What may be not reported, where the property's own label is not what a reader would call it.
_FIELDS = {
    "carries": "cargo",
    "consistsOf": "what it consists of",
    "deliveredIn": "material it was given in",
    "derivedFromCell": "source of the cells",
    "dose": "dose",
    "inducer": "what induced the disease",
    "modifiedBy": "modification",
    "system": "in vivo or in vitro",
    "usesModel": "model",
    "vesicleLabel": "what the vesicles are called",
}

_RDF, _RDFS, _SKOS, _OWL = (PREFIXES[name] for name in ("rdf", "rdfs", "skos", "owl"))
_TYPE = _RDF + "type"
# Told elsewhere on the page, or of no use to a reader.
_HIDDEN = {
    _TYPE,
    _RDFS + "label",
    _SKOS + "prefLabel",
    _SKOS + "definition",
    EXO + "wording",
    EXO + "notReported",
    EXO + "hasPassage",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown, and the IRI of what it names."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its values, or a number."""

    values: tuple[Shown, ...] = ()
    number: int | None = None
    words: str = ""
    told: Told | None = None


@dataclass(frozen=True)
class Grid:
    """A table: caption, headings, rows; ``csv`` is the path of the same rows as a file, ``query`` the query behind it;
    ``facets`` are the columns by whose values a reader may narrow it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv: str = ""
    query: str = ""
    params: dict[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of a page under its heading: a sentence, facts (name, values), claims, a table."""

    heading: str
    lead: str = ""
    facts: tuple[tuple[str, tuple[Shown, ...]], ...] = ()
    claims: tuple[Told, ...] = ()
    grid: Grid | None = None
    few: int = 12


def shown(records: Records, term: Any) -> Shown:
    """An RDF term as a person reads it."""
    if isinstance(term, ox.NamedNode):
        return Shown(records.label(term.value), term.value)
    return Shown(str(getattr(term, "value", term)))


def facts(records: Records, iri: str, *skip: str) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
    """All that is said of a thing, property by property, without what ``skip`` names (local names of ours)."""
    hidden = _HIDDEN | {EXO + name for name in skip}
    found = []
    for predicate, said in records.said.get(iri, {}).items():
        if predicate not in hidden:
            name = records.one(predicate, _RDFS + "label", _SKOS + "prefLabel") or plain(predicate)
            values = [shown(records, triple.object) for triple in said]
            found.append((name, tuple(sorted(values, key=lambda value: (value.text.lower(), value.iri)))))
    return tuple(sorted(found))


def field_name(records: Records, property_: str) -> str:
    """What may be not reported, by its property, in a reader's words."""
    return _FIELDS.get(property_.removeprefix(EXO)) or records.label(property_)


def field_names(records: Records) -> dict[str, str]:
    """The labels of properties to a reader's words, where these differ."""
    return {records.label(EXO + name): words for name, words in _FIELDS.items()}


def missing(records: Records, iri: str) -> list[str]:
    """What the reviews do not report of a thing, in words; some of it the study's own abstract tells."""
    gone = records.many(iri, "notReported")
    return sorted(field_name(records, p) + (" (told in the abstract)" if records.many(iri, p) else "") for p in gone)


def grouped(records: Records, iri: str) -> list[Section]:
    """The claims in which a thing is subject or object, grouped by what they say of it, as `exo-ld show` has them."""
    left: dict[tuple[str, bool, str], None] = {}
    for claim_id in records.standing.get(iri, ()):
        claim = records.claims[claim_id]
        for as_object, thing in ((False, claim.subject), (True, claim.object)):
            if thing == iri:
                left[claim.id, as_object, claim.relation.removeprefix(EXO)] = None
    denied = {key for key in left if "supports" not in records.claims[key[0]].stances}
    keys = [key for key in left if key not in denied]
    found = []
    for title, as_object, relations in GROUPS:
        chosen = [key for key in keys if key[1] == as_object and (not relations or key[2] in relations)]
        keys = [key for key in keys if key not in chosen]
        found.append(_told(records, title, (key[0] for key in chosen)))
    found.append(_told(records, DENIED, (key[0] for key in denied)))
    qualified = [
        claim
        for claim in records.standing.get(iri, ())
        if iri not in (records.claims[claim].subject, records.claims[claim].object)
    ]
    found.append(_told(records, "What is said to happen in or with it", qualified))
    return [section for section in found if section.claims]


def _told(records: Records, title: str, claims: Iterable[str]) -> Section:
    told = tuple(records.all_told(sorted(claims)))
    return Section(title, claims=told)


# --- the triples of a page ------------------------------------------------------------------------


def triples(records: Records, iri: str) -> list[ox.Triple]:
    """The triples of a page: what is said of the thing, and of the lines of evidence for it."""
    things = [iri, *records.back(iri, "evidenceFor")]
    return [triple for thing in things for said in records.said.get(thing, {}).values() for triple in said]


def turtle(records: Records, iri: str) -> str:
    """The triples of a page as Turtle."""
    stated = triples(records, iri)
    names = {
        node.value for t in stated for node in (t.subject, t.predicate, t.object) if isinstance(node, ox.NamedNode)
    }
    names |= {t.object.datatype.value for t in stated if isinstance(t.object, ox.Literal)}
    curies = {(contract(name) or "").partition(":")[0] for name in names}
    used = {prefix: base for prefix, base in PREFIXES.items() if prefix in curies}
    return written(stated, ox.RdfFormat.TURTLE, used).decode()


def jsonld(records: Records, iri: str) -> dict[str, Any]:
    """The triples of a page as JSON-LD, with a context of the prefixes that it uses."""
    used: dict[str, Any] = {}

    def short(name: str) -> str:
        curie = contract(name) or name
        prefix = curie.partition(":")[0]
        if curie != name and prefix in PREFIXES:
            used[prefix] = {"@id": PREFIXES[prefix], "@prefix": True}
        return curie

    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples(records, iri):
        subject, value = getattr(triple.subject, "value", ""), triple.object
        node = nodes.setdefault(subject, {"@id": short(subject)})
        if triple.predicate.value == _TYPE and isinstance(value, ox.NamedNode):
            node.setdefault("@type", []).append(short(value.value))
            continue
        node.setdefault(short(triple.predicate.value), []).append(_value(value, short))
    return {"@context": {"@version": 1.1, **dict(sorted(used.items()))}, "@graph": list(nodes.values())}


def _value(value: Any, short: Any) -> dict[str, Any]:
    if isinstance(value, ox.NamedNode):
        return {"@id": short(value.value)}
    if isinstance(value, ox.BlankNode):
        return {"@id": str(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == PREFIXES["xsd"] + "string":
        return {"@value": value.value}
    return {"@value": value.value, "@type": short(value.datatype.value)}


def changed(records: Records, relation: str) -> str:
    """What a relation does to its object, as said of the object: raised, lowered ..."""
    return CHANGED.get(relation.removeprefix(EXO)) or records.label(relation)
