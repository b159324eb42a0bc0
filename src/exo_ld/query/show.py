"""`exo-ld show`: a card of one thing, with what is claimed of it, where, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..prefixes import contract
from .results import Table

if TYPE_CHECKING:
    from .endpoint import Endpoint
    from .kb import KnowledgeBase

__all__ = ["card"]

_PREFIX = "PREFIX exld: <https://w3id.org/exo-ld/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
_HIDDEN = {"exld:hasPassage", "rdf:type", "rdfs:label", "skos:prefLabel"}
_TOLD = {"exld:cites", "exld:evidenceFor", "exld:abstractOf"}  # told in a part of the card of its own
_CLAIMS = 40


def card(engine: KnowledgeBase | Endpoint, text: str, width: int | None = None) -> Iterator[str]:
    """The lines of the card of what ``text`` names. Raises TermError where it names nothing or several things."""
    term = engine.term(text)
    answer = engine.query("entity-card", term=term)
    rows, iri = answer.rows if isinstance(answer, Table) else [], term[1:-1]
    says = [r for r in rows if r["part"] == "says"]
    names = [str(r["value"]) for r in says if _property(r) in ("rdfs:label", "skos:prefLabel")]
    types = sorted({_name(r) for r in says if _property(r) == "rdf:type" and not str(r["value"]).endswith("owl#Class")})
    yield f"{names[0] if names else _sentence(says) or contract(iri) or iri}  ({contract(iri) or iri})\n"
    yield from _line("type", ", ".join(types), width)
    grouped: dict[str, list[str]] = {}
    for row in says:
        if _property(row) not in _HIDDEN:
            grouped.setdefault(row.get("propertyLabel") or _property(row), []).append(_name(row))
    for label, values in sorted(grouped.items()):
        yield from _line(label, "; ".join(sorted(set(values))), width)
    yield from _evidence(engine, iri, width)
    claims = sorted({(r["part"] != "subject", r.get("propertyLabel", ""), _name(r), r["claim"]) for r in rows if "claim" in r})
    if claims:
        yield f"\n{len(claims)} claims:\n"
    for inverse, relation, other, claim in claims[:_CLAIMS]:
        sentence = f"{other} {relation} it" if inverse else f"it {relation} {other}"
        yield from _clip(f"  {contract(str(claim)) or claim}  {sentence}", width)
    if len(claims) > _CLAIMS:
        yield f"  ... {len(claims) - _CLAIMS} more: exo-ld show {contract(iri) or iri} --format csv\n"
    stands = [r for r in rows if r["part"] == "stands in" and "claim" not in r]
    if any(_property(r) == "exld:cites" for r in stands):
        yield from _cited(engine, iri, width)
    shown = sorted({(r.get("propertyLabel") or _property(r), _name(r)) for r in stands if _property(r) not in _TOLD})
    if shown:
        yield f"\nstands in {len(shown)} other statements:\n"
    for label, other in shown[:_CLAIMS]:
        yield from _clip(f"  {other}  ({label})", width)
    if len(shown) > _CLAIMS:
        yield f"  ... {len(shown) - _CLAIMS} more: exo-ld show {contract(iri) or iri} --format csv\n"


def _sentence(says: list[dict[str, Any]]) -> str:
    """A claim in words: subject, relation, object; empty for what is no claim."""
    parts = {_property(row): str(row.get("valueLabel", row["value"])) for row in says}
    words = [parts.get(f"exld:{name}", "") for name in ("subject", "relation", "object")]
    return " ".join(words) if all(words) else ""


def _cited(engine: KnowledgeBase | Endpoint, iri: str, width: int | None) -> Iterator[str]:
    """The claims for which a work is cited, each once."""
    answer = engine.sparql(engine.prepare("claims", {"study": iri}))
    rows = answer.rows if isinstance(answer, Table) else []
    told = {row["claim"]: f"{row.get('subjectLabel')} {row.get('relationLabel')} {row.get('objectLabel')}" for row in rows}
    if told:
        yield f"\ncited for {len(told)} claims:\n"
    for claim, sentence in sorted(told.items()):
        yield from _clip(f"  {contract(claim) or claim}  {sentence}", width)


def _evidence(engine: KnowledgeBase | Endpoint, iri: str, width: int | None) -> Iterator[str]:
    """Where a claim (or experiment, preparation, model) is stated, in whose words, and how it was checked."""
    answer = engine.sparql(
        _PREFIX
        + f"""SELECT ?line ?stance ?role ?asStated ?passage ?section ?review ?start ?end ?study ?doi ?verdict ?says WHERE {{
          ?line exld:evidenceFor <{iri}> ; exld:stance ?st ; exld:role ?ro ; exld:statedIn ?passage .
          BIND (STRAFTER(STR(?st), "#") AS ?stance) BIND (STRAFTER(STR(?ro), "#") AS ?role)
          OPTIONAL {{ ?line exld:asStated ?asStated }}
          OPTIONAL {{
            ?passage exld:start ?start ; exld:end ?end ; ^exld:hasPassage ?sec .
            ?sec rdfs:label ?section ; ^exld:hasSection/rdfs:label ?review
          }}
          OPTIONAL {{ ?line exld:cites ?work . ?work rdfs:label ?study OPTIONAL {{ ?work <http://purl.org/ontology/bibo/doi> ?doi }} }}
          OPTIONAL {{ ?line exld:checkedBy ?check . ?check exld:verdict ?v ; exld:sourceSays ?says BIND (STRAFTER(STR(?v), "#") AS ?verdict) }}
        }} ORDER BY ?line ?passage ?study ?says"""
    )
    rows = answer.rows if isinstance(answer, Table) else []
    if rows:
        yield "\nevidence:\n"
    told = ""
    for row in rows:
        place = f"{row['review']}, {row['section']}, {row['start']}-{row['end']}" if "start" in row else "abstract of the source"
        cited = f", citing {row['study']}{' doi:' + row['doi'] if 'doi' in row else ''}" if "study" in row else ""
        words = f": “{row['asStated']}”" if "asStated" in row else ""
        line = f"  {row['stance']} ({row['role']}) {place}{cited}{words}"
        if line != told:
            yield from _clip(line, width)
        told = line
        if "says" in row:
            yield from _clip(f"      source check, {row['verdict']}: {row['says']}", width)


def _property(row: dict[str, Any]) -> str:
    return contract(str(row["property"])) or str(row["property"])


def _name(row: dict[str, Any]) -> str:
    value = str(row["value"])
    curie = contract(value) if value.startswith("http") else None
    if "valueLabel" in row:
        return f"{row['valueLabel']} ({curie or value})"
    return curie or value


def _line(label: str, value: str, width: int | None) -> Iterator[str]:
    if value:
        yield from _clip(f"  {label}: {value}", width)


def _clip(line: str, width: int | None) -> Iterator[str]:
    import textwrap

    if not width or len(line) <= width:
        yield line + "\n"
    else:
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        yield textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) + "\n"
