"""The sentences of claims, on any engine: a column ``sentence`` behind a query (never in it), and the lines of
cards."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ..graph.turtle import value
from ..prefixes import EXO, EXOD, PREFIXES
from ..sentences import Stored, sentence, spoken
from .cards import Line
from .engine import Engine, rows_of
from .results import Graph, Table
from .values import Value

__all__ = ["claims_told", "facts", "told"]

_AT_ONCE = 100  # claims that an endpoint is asked about at a time
_GATHER = f"""PREFIX exld: <{EXO}>
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ ?s exld:wording ?words }} UNION {{ ?s a exld:Review }} UNION {{
    VALUES ?claim {{ CLAIMS }}
    {{ BIND (?claim AS ?s) }} UNION {{ ?claim ?said ?s FILTER (isIRI(?s)) }} UNION {{ ?s exld:evidenceFor ?claim }}
    UNION {{ ?line exld:evidenceFor ?claim ; ?tells ?s FILTER (isIRI(?s)) }}
    UNION {{ ?claim exld:observedIn/exld:usesModel ?s }}
    UNION {{ ?claim exld:observedIn/exld:usesModel/exld:organism ?s }}
  }}
  ?s ?p ?o
}}"""
_CONFLICTS = """SELECT DISTINCT ?claim ?what WHERE { VALUES ?claim { CLAIMS }
  { ?thing exld:between ?claim BIND ("in a disagreement" AS ?what) }
  UNION { ?thing exld:concernsClaim ?claim BIND ("touched by an erratum" AS ?what) }
} ORDER BY ?claim ?what"""
_SAID_BY_NAME = {"aspect", "nextAspect", "stance", "modality", "frequency", "time", "timeUnit", "span", "spanUnit"}
_OTHERWISE = {
    "observedIn",
    "leadsTo",
    "reasonFor",
    "despite",
    "andAlso",
    "onCondition",
    "embeds",
    "disagreesWith",
    "sameFactAs",
}  # what a sentence does not say


def facts(engine: Engine, claims: Iterable[str]) -> Stored:
    """All that the sentences of some claims need, from the store itself or from an endpoint. Raises EndpointError."""
    if engine.store is not None:
        return Stored(engine.store)
    found, wanted = ox.Store(), sorted(set(claims))
    for begin in range(0, len(wanted), _AT_ONCE):
        some = " ".join(f"<{claim}>" for claim in wanted[begin : begin + _AT_ONCE])
        answer = engine.sparql(_GATHER.replace("CLAIMS", some))
        if isinstance(answer, Graph):
            found.load(answer.ntriples, format=ox.RdfFormat.N_TRIPLES)
    return Stored(found)


def told(table: Table, engine: Engine) -> Table:
    """The same rows with a sentence for each column of claims, last: ``sentence`` for ``claim``, ``sentence2`` for
    ``claim2`` ...

    Its ``repeats`` names the columns that the sentences say again.
    """
    places = [at for at in range(len(table.columns)) if _of_claims(table, at)]
    names = [_sentence(table.columns[at]) for at in places]
    if not places or set(names) & set(table.columns):
        return table
    rows = [[cell.text if (cell := row[at]) else "" for at in places] for row in table.cells]
    known = facts(engine, {claim for row in rows for claim in row if claim})
    words = {
        claim: spoken(claim, known) for row in rows for claim in row if claim and EXO + "relation" in known.said(claim)
    }
    said = [tuple(Value("literal", words[claim]) if claim in words else None for claim in row) for row in rows]
    answer = Table([*table.columns, *names], [(*row, *some) for row, some in zip(table.cells, said, strict=True)])
    answer.repeats = _repeats(table, rows, words, known) if all(row[0] in words for row in rows) else frozenset()
    return answer


def _of_claims(table: Table, at: int) -> bool:
    values = [cell for row in table.cells if (cell := row[at])]
    return bool(values) and all(cell.kind == "uri" and cell.text.startswith(EXOD + "claim-") for cell in values)


def _sentence(column: str) -> str:
    name = column.replace("claim", "sentence").replace("Claim", "Sentence")
    return name if name != column else f"{column}Sentence"


def _repeats(table: Table, rows: list[list[str]], words: dict[str, str], known: Stored) -> frozenset[str]:
    """The columns all of whose values the sentences ``words`` say: by IRI, by label, in the same words, or by the
    column's name."""
    parts = {claim: _parts(claim, known) for claim in words}

    def said(cell: Value | None, claims: list[str]) -> bool:
        return cell is None or any(
            cell.text in parts[c] or cell.text.partition(" (")[0] in words[c] for c in claims if c in words
        )

    found = set()
    for at, column in enumerate(table.columns):
        name = column.removesuffix("Label").rstrip("0123456789")
        if (
            name in _SAID_BY_NAME
            or name.endswith("State")
            or all(said(row[at], some) for row, some in zip(table.cells, rows, strict=True))
        ):
            found.add(column)
    return frozenset(found)


def _parts(claim: str, known: Stored) -> set[str]:
    """The IRIs, labels and numbers of which a claim's sentence is made."""
    values = {
        value(v) for prop, some in known.said(claim).items() if prop.removeprefix(EXO) not in _OTHERWISE for v in some
    }
    labels = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
    works = {value(work) for line in known.lines(claim) for work in line.get(EXO + "cites", ())}
    named = {
        value(v)
        for thing in values | works
        if thing.startswith("http")
        for label in labels
        for v in known.said(thing).get(label, ())
    }
    return values | works | named | {claim}


def claims_told(engine: Engine, claims: list[str], known: Stored | None = None) -> list[Line]:
    """Some claims in words, one line for those that say the same, the best supported first; withdrawn ones are left
    out."""
    if not claims:
        return []
    known = known or facts(engine, claims)
    flags = _flags(engine, claims)
    alike: dict[str, list[str]] = {}
    for claim in sorted(set(claims)):
        said = sentence(claim, known)
        if not said.startswith("withdrawn"):
            alike.setdefault(said, []).append(claim)

    def strength(some: list[str]) -> tuple[int, int]:
        lines = [line for claim in some for line in known.lines(claim)]
        works = {work for line in lines for work in line.get(EXO + "cites", ())}
        return len(works), len(lines)

    found = []
    for _, some in sorted(alike.items(), key=lambda pair: (*(-n for n in strength(pair[1])), pair[0])):
        marks = sorted({mark for claim in some for mark in flags.get(claim, ())})
        found.append(Line(spoken(some, known), tuple(f"! {mark}" for mark in marks), some[0]))
    return found


def _flags(engine: Engine, claims: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows_of(engine, _CONFLICTS.replace("CLAIMS", " ".join(f"<{claim}>" for claim in sorted(set(claims))))):
        found.setdefault(row["claim"], []).append(row["what"])
    return found
