"""The card of a cited work: what was given to whom how, what came out, what is not reported, what is said against
it."""

from __future__ import annotations

from typing import Any

from ..prefixes import EXO, PREFIXES, contract
from .cards import Card, Line, Part
from .engine import Engine, plain, rows_of
from .telling import claims_told
from .terminal import heading

__all__ = ["of_study"]

# What an experiment, or what it uses, says of itself: ?thing is the experiment, the preparation or the model.
_GIVEN = """SELECT DISTINCT ?experiment ?experimentLabel ?thing ?thingLabel ?property ?propertyLabel
  ?value ?valueLabel ?number ?unitLabel WHERE {
  { STUDY exld:reports ?experiment BIND (?experiment AS ?thing) }
  UNION { STUDY exld:reports ?experiment . ?experiment exld:usesPreparation|exld:usesModel ?thing }
  ?thing ?property ?value .
  FILTER (?property NOT IN (rdf:type, rdfs:label, skos:editorialNote, exld:usesPreparation, exld:usesModel))
  OPTIONAL { ?experiment rdfs:label ?el } OPTIONAL { ?thing rdfs:label ?tl } OPTIONAL { ?property rdfs:label ?pl }
  OPTIONAL { ?value rdfs:label|skos:prefLabel ?vl } OPTIONAL { ?value exld:value ?number ; exld:unit/rdfs:label ?ul }
  BIND (STR(?el) AS ?experimentLabel) BIND (STR(?tl) AS ?thingLabel) BIND (STR(?pl) AS ?propertyLabel)
  BIND (STR(?vl) AS ?valueLabel) BIND (STR(?ul) AS ?unitLabel)
} ORDER BY ?experiment ?thing ?property ?value ?valueLabel ?propertyLabel ?thingLabel ?experimentLabel
  ?number ?unitLabel"""
_AGAINST = """SELECT DISTINCT ?thing ?kind ?reason ?claim WHERE {
  { ?line exld:cites STUDY ; exld:evidenceFor ?claim .
  ?thing exld:between|exld:concernsClaim ?claim ; exld:kind ?k ; exld:reason ?reason }
  UNION { ?line exld:cites STUDY ; exld:evidenceFor ?claim ; exld:checkedBy ?thing .
  ?thing exld:verdict ?k ; exld:sourceSays ?reason FILTER (?k = exld:contradicted) }
  BIND (STRAFTER(STR(?k), "#") AS ?kind)
} ORDER BY ?thing ?kind ?reason ?claim"""
_CITED = """SELECT ?claim (SAMPLE(?work) AS ?shared) WHERE {
  ?line exld:cites STUDY ; exld:evidenceFor ?claim .
  ?claim exld:relation ?relation .
  OPTIONAL { ?other exld:evidenceFor ?claim ; exld:cites ?work FILTER (?work != STUDY) }
} GROUP BY ?claim ORDER BY ?claim"""


def of_study(engine: Engine, iri: str, rows: list[dict[str, Any]]) -> Card:
    """The card of the work ``iri``; ``rows`` are those of `entity-card`."""

    def asked(text: str) -> list[dict[str, Any]]:
        return rows_of(engine, text.replace("STUDY", f"<{iri}>"))

    says: dict[str, list[str]] = {}
    for row in rows:
        if row["part"] == "says":
            says.setdefault(row["property"], []).append(str(row.get("valueLabel") or row["value"]))

    def one(name: str) -> str:
        prefix, _, local = name.partition(":")
        return ", ".join(says.get(PREFIXES[prefix] + local, ()))

    given = asked(_GIVEN)
    short = {
        "title": one("dcterms:title"), "journal": one("exld:journal"), "year": one("dcterms:issued")[:4],
        "doi": one("bibo:doi"), "number": one("exld:numberInReview"), "retracted": one("exld:retractionDate")[:10],
        "kind": one("exld:studyKind"), "registration": one("exld:registration"), "phase": one("exld:phase"),
        "status": one("exld:status"), "enrolment": one("exld:enrolment"), "groups": one("exld:groups"),
        "allocation": one("exld:allocation"), "blinding": one("exld:blinding"),
        "design": one("exld:design"), "centres": one("exld:centres"),
        "from": one("exld:dateFrom"), "to": one("exld:dateTo"),
    }  # fmt: skip
    title = one("rdfs:label") + (" [retracted]" if one("exld:retracted") in ("true", "True") else "")
    cited = asked(_CITED)
    own, shared = ([row["claim"] for row in cited if ("shared" in row) == together] for together in (False, True))
    against: dict[str, Line] = {
        row["thing"]: Line(f"{heading(row['kind'])}: {row['reason']}", iri=row["thing"]) for row in asked(_AGAINST)
    }
    parts = (
        Part("What was given to whom, and how", tuple(_experiments(given)), few=20),
        Part("What came out, and what is said with it", tuple(claims_told(engine, own)), few=12),
        Part("What is said of it together with other works", tuple(claims_told(engine, shared))),
        Part("What is said against it", tuple(against.values()), few=20),
        Part("What the reviews do not report of it", tuple(_missing(given)), few=20),
    )
    return Card(title, contract(iri) or iri, iri, short, parts)


def _experiments(rows: list[dict[str, Any]]) -> list[Line]:
    """A line an experiment; below it what it says of itself, its preparation and its model."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for row in rows:
        if row["property"] != EXO + "notReported":
            about = found.setdefault(row["experiment"], {}).setdefault(row["thing"], {})
            about.setdefault(row.get("propertyLabel") or plain(row["property"]), []).append(_value(row))
    labels = {
        row[part]: row.get(f"{part}Label") or contract(row[part]) or row[part]
        for row in rows
        for part in ("experiment", "thing")
    }
    lines = []
    for experiment, things in found.items():
        below = [
            ("" if thing == experiment else f"{labels[thing]}: ")
            + "; ".join(f"{label}: {', '.join(values)}" for label, values in said.items())
            for thing, said in sorted(things.items(), key=lambda pair: pair[0] != experiment)
        ]
        lines.append(Line(labels[experiment], tuple(below), experiment))
    return lines


def _missing(rows: list[dict[str, Any]]) -> list[Line]:
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["property"] == EXO + "notReported":
            names = found.setdefault(row.get("thingLabel") or contract(row["thing"]) or row["thing"], [])
            names += [] if _value(row) in names else [_value(row)]
    return [Line(f"{thing}: {', '.join(names)}") for thing, names in found.items()]


def _value(row: dict[str, Any]) -> str:
    if "number" in row:
        return f"{row['number']} {row.get('unitLabel', '')}".strip()
    value = str(row["value"])
    return str(row.get("valueLabel") or (contract(value) or value if value.startswith("http") else value))
