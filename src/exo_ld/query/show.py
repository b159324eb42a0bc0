"""`exo-ld show`: the card of one thing. A claim: on whose word it stands, and what speaks against it. A study: what was
given to whom, and what came out. All else: its names, then what is claimed of it, the best supported first."""

from __future__ import annotations

import re
from typing import Any

from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..sentences import Stored, quantity, spoken, stances
from .cards import Card, Line, Part
from .engine import Engine, plain, rows_of
from .results import Table
from .show_study import of_study
from .telling import claims_told, facts
from .terminal import heading
from .why import why

__all__ = ["DENIED", "GROUPS", "card"]

_DOSE = EXOD + "dose-"
_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_DEFINITION, _TYPE = PREFIXES["skos"] + "definition", PREFIXES["rdf"] + "type"
_SYNONYMS = ("hasExactSynonym", "altLabel", "hasRelatedSynonym", "hasNarrowSynonym", "hiddenLabel")
_TREATS = ("treats", "isEffectiveFor", "ameliorates", "cures", "prevents", "protectsAgainst")
_RAISES, _LOWERS = ("increases", "causes", "contributesTo", "exacerbates"), ("decreases", *_TREATS)
_HOLDS = ("carries", "delivers", "secretes", "hasPart")
_IS = (
    "isA",
    "hasCharacteristic",
    "hasMeasure",
    "derivesFrom",
    "isAlsoCalled",
    "locatedIn",
    "hasManifestation",
    "isComplicationOf",
)
# Part of the card: does the thing stand as object, in claims with which relations (none: all that are left).
GROUPS: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    ("What it is", False, _IS),
    ("What raises or causes it", True, _RAISES),
    ("What lowers, treats or prevents it", True, _LOWERS),
    ("What it carries, holds or releases", False, _HOLDS),
    ("What carries, holds or releases it", True, _HOLDS),
    ("What it does", False, ()),
    ("What else is said of it", True, ()),
)
DENIED = "What is denied, or was looked for and not found"


def card(engine: Engine, text: str) -> Card:
    """The card of what ``text`` names. Raises TermError where it names nothing or several things."""
    meaning = engine.meaning(text)
    iri = meaning.match.iri
    if iri.startswith(EXOD + "claim-"):
        return _of_claim(engine, iri)
    answer = engine.query("entity-card", term=f"<{iri}>")
    rows = answer.rows if isinstance(answer, Table) else []
    if iri.startswith((EXOD + "study-", EXOD + "work-")):
        return of_study(engine, iri, rows)
    return _of_thing(engine, iri, rows, meaning.belonging)


def _of_thing(engine: Engine, iri: str, rows: list[dict[str, Any]], belonging: tuple[str, ...]) -> Card:
    says = [row for row in rows if row["part"] == "says"]
    stated = [row for row in rows if "claim" in row]
    known = facts(engine, {row["claim"] for row in stated})
    values = {
        prop: sorted(_named(row) for row in says if row["property"] == prop)
        for prop in {row["property"] for row in says}
    }
    names = [name for label in _LABELS for name in values.get(label, ())]
    kinds = {
        _named(row)
        for row in says
        if row["property"] in (_TYPE, PREFIXES["rdfs"] + "subClassOf") and "owl#" not in str(row["value"])
    }
    synonyms = [prop for local in _SYNONYMS for prop in values if re.split(r"[/#]", prop)[-1] == local]
    hidden = {
        *_LABELS,
        *synonyms,
        _DEFINITION,
        _TYPE,
        PREFIXES["rdfs"] + "subClassOf",
        EXO + "wording",
        EXO + "hasPassage",
    }
    others = {
        row["propertyLabel"] if "propertyLabel" in row else plain(row["property"]): row["property"] for row in says
    }
    rest = Part(
        "Context and identifiers",
        tuple(
            Line(f"{label}: {'; '.join(values[prop])}") for label, prop in sorted(others.items()) if prop not in hidden
        ),
    )
    short = {
        "also called": ", ".join(dict.fromkeys(name for prop in synonyms for name in values[prop])),
        "definition": " ".join(values.get(_DEFINITION, ())),
        "kind": ", ".join(sorted(kinds)),
    }
    belongs = Part("What belongs to it, with claims of its own", tuple(_belonging(engine, belonging)), few=4)
    stands = Part("Where else it stands", tuple(_stands(rows)), few=3)
    return Card(
        names[0] if names else contract(iri) or iri,
        contract(iri) or iri,
        iri,
        short,
        (*_groups(engine, stated, known), belongs, stands, rest),
    )


def _belonging(engine: Engine, iris: tuple[str, ...]) -> list[Line]:
    """What a name of the thing asks for, too: its mature forms, its members, its parts."""
    chosen = " ".join(f"<{other}>" for other in iris)
    rows = rows_of(engine, f"""SELECT ?thing (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{
      VALUES ?thing {{ {chosen} }} ?claim exld:subject|exld:object ?thing ; exld:relation ?relation .
      ?thing rdfs:label ?name
    }} GROUP BY ?thing ORDER BY DESC(?claims) ?thing""") if chosen else []  # fmt: skip
    return [
        Line(f"{row['label']} ({contract(row['thing']) or row['thing']}), {row['claims']} claims", iri=row["thing"])
        for row in rows
    ]


def _groups(engine: Engine, stated: list[dict[str, Any]], known: Stored) -> list[Part]:
    """The claims in which a thing stands, grouped by what they say of it; what no place supports apart."""
    left = {(row["claim"], row["part"] == "object", str(row["property"]).removeprefix(EXO)) for row in stated}
    denied = {key for key in left if "supports" not in stances(known.lines(key[0]))}
    left -= denied
    parts = []
    for title, as_object, relations in GROUPS:
        chosen = {key for key in left if key[1] == as_object and (not relations or key[2] in relations)}
        left -= chosen
        if chosen:
            parts.append(Part(title, tuple(claims_told(engine, [claim for claim, _, _ in chosen], known))))
    if denied:
        parts.append(Part(DENIED, tuple(claims_told(engine, [claim for claim, _, _ in denied], known))))
    return parts


def _stands(rows: list[dict[str, Any]]) -> list[Line]:
    """In how many statements of each kind, beside claims, a thing stands."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["part"] == "stands in" and "claim" not in row:
            found.setdefault(row.get("propertyLabel") or plain(row["property"]), []).append(_named(row))
    lines = []
    for label, names in sorted(found.items()):
        few = sorted(set(names))
        claims = all(name.startswith("exod:claim-") for name in few)
        listed = "" if claims else f": {', '.join(few[:4])}{' ...' if len(few) > 4 else ''}"
        lines.append(Line(f"{label}, {len(few)} {'claim' if claims else 'thing'}{'s' * (len(few) != 1)}{listed}"))
    return lines


def _named(row: dict[str, Any]) -> str:
    value = str(row["value"])
    return (
        str(row["valueLabel"])
        if "valueLabel" in row
        else (contract(value) or value if value.startswith("http") else value)
    )


def _doses(engine: Engine, iris: list[str]) -> dict[str, str]:
    """Doses in words, by IRI: 100 µg per animal."""
    known = facts(engine, iris) if iris else None
    return {iri: quantity(known.said(iri), known) for iri in iris} if known else {}


def _of_claim(engine: Engine, iri: str) -> Card:
    backed = why(engine, f"<{iri}>")
    chain = rows_of(engine, f"""SELECT ?step ?other WHERE {{
      {{ <{iri}> exld:leadsTo ?other BIND ("after" AS ?step) }}
      UNION {{ ?other exld:leadsTo <{iri}> BIND ("before" AS ?step) }}
      UNION {{ ?other exld:reasonFor <{iri}> BIND ("ground" AS ?step) }}
      UNION {{ <{iri}> exld:reasonFor ?other BIND ("conclusion" AS ?step) }}
      UNION {{ <{iri}> exld:despite ?other BIND ("against" AS ?step) }}
      UNION {{ ?other exld:despite <{iri}> BIND ("nonetheless" AS ?step) }}
      UNION {{ <{iri}> exld:onCondition ?other BIND ("condition" AS ?step) }}
      UNION {{ ?other exld:onCondition <{iri}> BIND ("conditioned" AS ?step) }}
      UNION {{ <{iri}> exld:embeds ?other BIND ("content" AS ?step) }}
      UNION {{ ?other exld:embeds <{iri}> BIND ("frame" AS ?step) }}
      UNION {{ <{iri}> exld:andAlso|^exld:andAlso ?other BIND ("with" AS ?step) }}
      UNION {{ <{iri}> exld:sameFactAs|^exld:sameFactAs ?other BIND ("same" AS ?step) }} }}
      ORDER BY ?step ?other""")  # fmt: skip
    known = facts(
        engine,
        [iri, *(row["other"] for row in chain), *(row["other"] for row in backed["conflicts"] if "other" in row)],
    )

    def linked(step: str) -> tuple[Line, ...]:
        return tuple(Line(spoken([row["other"]], known), iri=row["other"]) for row in chain if row["step"] == step)

    doses = _doses(engine, [row["value"] for row in backed["context"] if str(row["value"]).startswith(_DOSE)])
    context: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    for row in backed["context"]:
        if row["part"].startswith(EXOD + "evidence-"):
            some = lines.setdefault(row["part"], [])
        else:
            own = "the claim itself" if row["part"] == iri else contract(row["part"]) or row["part"]
            some = context.setdefault(row.get("partLabel") or own, [])
        told = doses.get(str(row["value"])) or _named(row)
        some.append(f"{row.get('propertyLabel') or plain(row['property'])}: {told}")
    parts = (
        Part(
            "On whose word",
            tuple(_evidence(rows, lines.get(rows[0]["evidence"], [])) for rows in _once(backed["evidence"])),
            few=50,
        ),
        Part("What speaks against it", tuple(_conflict(row, known) for row in backed["conflicts"]), few=50),
        Part("What leads to it", linked("before")),
        Part("What it leads to", linked("after")),
        Part("Because of what it is said", linked("ground")),
        Part("What is concluded from it", linked("conclusion")),
        Part("Taken together with it", linked("with")),
        Part("It is said in spite of, or in contrast to", linked("against")),
        Part("What is said in spite of it, or in contrast to it", linked("nonetheless")),
        Part("It is said to hold on condition that", linked("condition")),
        Part("What is said to hold on condition of it", linked("conditioned")),
        Part("What is asked or told of in it, not asserted by it", linked("content")),
        Part("It is asked or told of in", linked("frame")),
        Part("The same fact in other terms", linked("same")),
        Part("Context", tuple(Line(label, tuple(some)) for label, some in context.items()), few=2),
    )
    return Card(spoken([iri], known), contract(iri) or iri, iri, {}, parts)


def _once(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of each evidence line together: one has several places, works or checks."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["evidence"], []).append(row)
    return list(found.values())


def _evidence(rows: list[dict[str, Any]], more: list[str]) -> Line:
    """An evidence line; ``more`` is what else is said of it."""
    first = rows[0]
    places = dict.fromkeys(
        f"{row['reviewLabel']}, {row['section']}, characters {row['start']}-{row['end']}"
        if "start" in row
        else "abstract of the source"
        for row in rows
    )
    works = dict.fromkeys(
        f"{row['sourceLabel']}{' doi:' + row['doi'] if 'doi' in row else ''}"
        f"{' [retracted]' if row.get('retracted') else ''}"
        for row in rows
        if "source" in row and row["source"] != row.get("review")  # a study's own text cites nobody
    )
    checks = dict.fromkeys(
        f"source check, {heading(row['verdict'])}: {row['sourceSays']}" for row in rows if "sourceSays" in row
    )
    hedges = dict.fromkeys(row["modality"] for row in rows if "modality" in row)
    hedge = f", as {' and '.join(hedges)}" if hedges else ""
    words = f": “{first['asStated']}”" if "asStated" in first else ""
    cited = (f"citing {', '.join(works)}",) if works else ()
    return Line(
        f"{heading(first['stance'])}{hedge} ({first['role']}): {'; '.join(places)}{words}",
        (*cited, *more, *checks),
        first["evidence"],
    )


def _conflict(row: dict[str, Any], known: Stored) -> Line:
    if "other" in row:
        return Line(
            f"{heading(row['kind'])}: {row['reason']}", (f"other claim: {spoken([row['other']], known)}",), row["other"]
        )
    return Line(
        f"erratum, {heading(row['kind'])}: {row['reason']}",
        (f"printed “{row['asPrinted']}”, meant “{row['corrected']}”",),
        row["conflict"],
    )
