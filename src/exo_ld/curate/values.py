"""What a qualifier says, as properties with values: closed lists, numbers with units, doses, ids, names of terms."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from ..errors import TermError, UsageError
from ..prefixes import EXO, EXOD, PREFIXES
from ..query.kb import KnowledgeBase
from ..query.results import Table
from .minting import Home, Ids
from .naming import Names
from .vocabulary import Vocabulary

__all__ = ["Node", "Values"]

Node = ox.NamedNode | ox.Literal
_OF_PROPERTIES = ("notReported", "tellsOf")  # whose values are properties
_LINKS = ("leadsTo", "disagreesWith", "sameFactAs", "between", "concernsClaim", "correctedClaim", "sourceClaim")
_QUANTITY = re.compile(r"(~?)\s*(-?\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?(?:\s*(\D.*))?")
_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")


class Values:
    """Reads qualifiers; ``keys`` are a sheet's keys with the ids that they stand for.

    ``further`` gathers what values bring along: doses, as (subject, predicate, object).
    """

    def __init__(self, kb: KnowledgeBase, vocabulary: Vocabulary, names: Names, ids: Ids, keys: dict[str, str]) -> None:
        self._kb, self._vocabulary, self._names, self._ids, self._keys = kb, vocabulary, names, ids, keys
        self.further: list[tuple[str, str, Node]] = []
        self.numbers: dict[str, str] = {}  # of works in reviews, as the sheet gives them

    def pairs(self, name: str, text: str, home: Home) -> list[tuple[str, Node]]:
        """The properties and values of one qualifier. Raises UsageError or TermError for what cannot be said so."""
        if not name:
            prop, value = self._vocabulary.value(text)
            return [(prop, ox.NamedNode(value))]
        prop = self._vocabulary.property(name)
        local = re.split("[#/]", prop)[-1]
        if local in _OF_PROPERTIES:
            return [(prop, ox.NamedNode(self._vocabulary.property(part))) for part in _parts(text)]
        if values := self._vocabulary.listed(prop):
            key = re.sub(r"[\W_]", "", text.removeprefix("exld:")).lower()
            if key not in values:
                known = ", ".join(sorted({value.removeprefix(EXO) for value in values.values()}))
                raise UsageError(f"{name}={text}: one of {known}")
            return [(prop, ox.NamedNode(values[key]))]
        if local in ("dose", "atDose") and (quantity := _QUANTITY.fullmatch(text)) and quantity[4]:
            return [(prop, ox.NamedNode(self._dose(quantity, home)))]
        if (quantity := _QUANTITY.fullmatch(text)) and local.lower().endswith("value") and (quantity[3] or quantity[4]):
            return self._quantity(prop, local, quantity, home)
        literal = self._vocabulary.literal(prop, text)
        if literal is not None:
            return [(prop, literal)]
        return [(prop, ox.NamedNode(iri)) for iri in self._things(text, local, home)]

    def thing(self, text: str, local: str, home: Home) -> str:
        """The IRI of what ``text`` is: a key of the sheet, an id of ours, short or whole, or a term by its name."""
        if text in self._keys:
            return self._keys[text]
        if known := self.known(text, home, links=local in _LINKS):
            return known
        if local == "cites":
            return self._cited(text, home)
        if local == "modifiedBy":
            raise UsageError(
                f"modifiedBy={text}: no row has this key; write '{text} | | a | modification | method=...'"
            )
        return self._names.term(text, local).iri

    def known(self, text: str, home: Home, *, links: bool = False) -> str:
        """The id of ours that ``text`` is, whole or short (claim-03, experiment-1; a number where ``links``); or
        nothing."""
        bare = text.removeprefix("exod:").removeprefix(EXOD)
        forms = [bare]
        if short := re.fullmatch(r"([a-z]+)[- ](\d[\w-]*)", bare):
            forms.append(f"{short[1]}-{home.slug}-{short[2]}")
        if links and bare.isdecimal():
            forms.append(f"claim-{home.slug}-{bare}")
        forms += [f"{kind}-{bare}" for kind in ("study", "work", "review", "check", "claim", "passage")]
        forms.append(f"passage-{home.review}-{bare}")
        return next((EXOD + form for form in forms if EXOD + form in self._ids.taken), "")

    def _things(self, text: str, local: str, home: Home) -> list[str]:
        """One thing, or several divided by commas where the whole names none."""
        parts = _parts(text)
        if len(parts) == 1:
            return [self.thing(text, local, home)]
        try:
            return [self.thing(text, local, home)]
        except (TermError, UsageError):
            return [self.thing(part, local, home) for part in parts]

    def _cited(self, text: str, home: Home) -> str:
        """The work that a review cites by this number. Raises TermError."""
        number = text.strip("[] ")
        if number.isdecimal():
            printed = f"{home.review}:{number}"
            if printed in self.numbers:
                return self.numbers[printed]
            found = self._kb.sparql(f'SELECT ?w {{ ?w exld:numberInReview "{printed}" }}') if home.review else None
            rows = found.rows if isinstance(found, Table) else []
            if len(rows) == 1:
                return str(rows[0]["w"])
            raise TermError(
                f"no work has the number {printed}; "
                f"write the work first: 'slug | | a | publication | numberInReview={printed}'"
            )
        return self._names.term(text, "cites").iri

    def _quantity(self, prop: str, local: str, quantity: Any, home: Home) -> list[tuple[str, Node]]:
        """A number or range with its unit: value=~30-40 %."""
        about, first, last, unit = quantity.groups()
        base = prop.removesuffix(local)
        if last and local == "value":
            found: list[tuple[str, Node]] = [(base + "minValue", _number(first)), (base + "maxValue", _number(last))]
        elif last:
            raise UsageError(f"{local}={quantity[0]}: one number; a range is written value=30-40 %")
        else:
            found = [(prop, _number(first))]
        if unit:
            name = "timeUnit" if local.startswith("time") else "unit"
            found.append((base + name, ox.NamedNode(self.thing(unit.strip(), name, home))))
        return [*found, *([(base + "approximate", ox.Literal(True))] if about else [])]

    def _dose(self, quantity: Any, home: Home) -> str:
        about, first, last, unit = quantity.groups()
        if about or last:
            raise UsageError(f"{quantity[0]}: a dose is one number with its unit, such as 100 ug")
        term = self.thing(unit.strip(), "unit", home)
        words = re.sub(r"[^a-z0-9]+", "-", f"{first} {unit}".replace("µ", "u").replace("μ", "u").lower()).strip("-")
        iri = f"{EXOD}dose-{home.slug}-{words}"
        if iri not in self._ids.taken:
            self._ids.taken.add(iri)
            self.further.append((iri, PREFIXES["rdf"] + "type", ox.NamedNode(EXO + "Dose")))
            self.further.append((iri, EXO + "value", _number(first)))
            self.further.append((iri, EXO + "unit", ox.NamedNode(term)))
        return iri


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _number(text: str) -> ox.Literal:
    return ox.Literal(text if "." in text else text + ".0", datatype=_DECIMAL)
