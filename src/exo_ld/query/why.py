"""Why a claim stands: where it is written, who says so, in which context it was seen, and what speaks against it."""

from __future__ import annotations

from itertools import product
from typing import Any

from ..errors import TermError, quoted
from ..prefixes import EXO, PREFIXES
from ..sentences import spoken
from .engine import Engine, asked
from .telling import facts

__all__ = ["why"]

Row = dict[str, Any]

# The columns of `claim-trail` that are told of an evidence line, and their names here.
_LINE = {
    **{name: name for name in ("evidence", "stance", "role", "modality", "asStated")},
    **{name: name for name in ("review", "reviewLabel", "section", "passage")},
    "passageStart": "start",
    "passageEnd": "end",
    "digest": "sha256",
    "work": "source",
    "workLabel": "sourceLabel",
    **{name: name for name in ("doi", "retracted", "verdict", "sourceSays")},
}
_CONFLICT = {name: name for name in ("conflict", "kind", "asPrinted", "corrected", "reason")} | {"otherClaim": "other"}
_CONTEXT = {name: name for name in ("part", "partLabel", "property", "propertyLabel", "value", "valueLabel")}
_SAYS = {EXO + name for name in ("subject", "relation", "object")}
_WITHDRAWN = PREFIXES["owl"] + "deprecated"


def why(kb: Engine, text: str) -> dict[str, Any]:
    """All that backs or doubts the claim that ``text`` (IRI, CURIE or slug) names, by the canned queries `claim-trail`,
    `claim-context` and `claim-conflicts`.

    Returns ``claim`` (its IRI), ``sentence`` (in words, and on whose word), ``says`` (subject, relation, object),
    ``evidence`` (stance, role, the few words as stated, review, section, start and end of the passage in code points of
    the review's text and its sha256, cited source with DOI and retraction, what a check of the source found),
    ``context`` (disease, experiment, preparation, model: each a part, a property, a value) and ``conflicts``
    (disagreements with another claim, errata). Raises TermError where it is no claim.
    """
    iri = kb.term(text)
    told = asked(kb, "claim-context", claim=iri)
    if not told:
        raise TermError(f"{quoted(text)} is no claim; the query 'claims' lists them")
    said = [row for row in told if row["part"] == iri[1:-1]]
    context = [row for row in told if row not in said or row["property"] not in (*_SAYS, _WITHDRAWN)]
    return {
        "claim": iri[1:-1],
        "sentence": spoken(iri[1:-1], facts(kb, [iri[1:-1]])),
        "says": _says(said),
        "evidence": _named(asked(kb, "claim-trail", claim=iri), _LINE),
        "context": _named(context, _CONTEXT),
        "conflicts": _named(asked(kb, "claim-conflicts", claim=iri), _CONFLICT),
    }


def _says(said: list[Row]) -> list[Row]:
    """Subject, relation and object with their labels, the aspect, and whether it is withdrawn; a row for each of
    several subjects or objects."""
    parts: dict[str, list[Row]] = {}
    for row in said:
        parts.setdefault(row["property"], []).append(row)
    rest: Row = {}
    for name, prop in (("aspect", EXO + "aspect"), ("withdrawn", _WITHDRAWN)):
        for part in parts.get(prop, []):
            rest[name] = part["value"].removeprefix(EXO) if name == "aspect" else part["value"]
    rows = []
    for chosen in product(*(parts.get(EXO + name, []) for name in ("subject", "relation", "object"))):
        named = tuple(zip(("subject", "relation", "object"), chosen, strict=True))
        labels = {f"{name}Label": part["valueLabel"] for name, part in named if "valueLabel" in part}
        rows.append({name: part["value"] for name, part in named} | labels | rest)
    return rows


def _named(rows: list[Row], names: dict[str, str]) -> list[Row]:
    """Some columns of rows under the names that they have here, each row once; what is not so is not said."""
    found = [
        {name: row[column] for column, name in names.items() if row.get(column, False) is not False} for row in rows
    ]
    return [row for at, row in enumerate(found) if row not in found[:at]]
