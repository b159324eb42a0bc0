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
from .sheet import parts
from .vocabulary import Vocabulary

__all__ = ["Node", "Values"]

Node = ox.NamedNode | ox.Literal
_OF_PROPERTIES = ("notReported", "tellsOf")  # whose values are properties
_OF_DOSES = ("doseOf", "dosePer")
_LINKS = (
    "leadsTo", "disagreesWith", "sameFactAs", "orElse", "reasonFor", "despite", "andAlso", "onCondition", "embeds",
    "between", "concernsClaim", "correctedClaim", "sourceClaim",
)  # fmt: skip
_NUMBER = r"\d+(?:\.\d+)?(?:e\d+|\s*[x×]\s*10\^\d+)?"  # 2.5, 2e8, 2 × 10^8
_BARE = re.compile(r"-?\d+(?:\.\d+)?")
_QUANTITY = re.compile(
    rf"(~?)\s*(-?{_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?(?:\s*(?:±|\+/-)\s*({_NUMBER}))?(?:\s*([^\d\s].*))?"
)
_INTERVAL = re.compile(rf"(?:(\d+(?:\.\d+)?)\s*%\s*CI\s+)?(-?{_NUMBER})\s*(?:[-–,;]|to)\s*(-?{_NUMBER})")
# Of times and durations: the properties that hold the two ends of a stretch.
_SPANS = {"timeValue": ("timeFrom", "timeTo"), "durationValue": ("durationValue", "durationTo")}
_SEVERAL = re.compile(r"\s*(?:,|\band\b)\s*")
_STRETCH = re.compile(
    rf"(?=[<>]|.*\d\s*(?:[-–]|to)\s*\d)([<>]?)(~?)\s*({_NUMBER})(?:\s*(?:[-–]|to)\s*({_NUMBER}))?\s*([^\d\s].*)"
)
_DECIMAL, _INTEGER = (ox.NamedNode(PREFIXES["xsd"] + name) for name in ("decimal", "integer"))


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
        if name.lower().endswith(("value", "interval")):
            text = text.replace("\N{MINUS SIGN}", "-")
        if not name:
            prop, value = self._vocabulary.value(text)
            return [(prop, ox.NamedNode(value))]
        if name in _SHORT:
            return _SHORT[name](text)
        prop = self._vocabulary.property(name)
        local = re.split("[#/]", prop)[-1]
        if local in _OF_DOSES:
            raise UsageError(f"{name}={text}: it stands in the dose itself: dose=15 ml volume per administration")
        if local == "pValue" and text[:1] in "<>":
            return [(prop + ("Below" if text[0] == "<" else "Above"), _number(_plain(name, text[1:])))]
        if local in _OF_PROPERTIES:
            return [(prop, ox.NamedNode(self._vocabulary.property(part, relations=True))) for part in parts(text)]
        several = parts(text) if self._vocabulary.takes_several(prop) else []
        if len(several) > 1 and (self._vocabulary.listed(prop) or self._vocabulary.is_text(prop)):
            return [pair for part in several for pair in self.pairs(name, part, home)]
        if values := self._vocabulary.listed(prop):
            key = re.sub(r"[\W_]", "", text.removeprefix("exld:")).lower()
            if key not in values:
                known = ", ".join(sorted({value.removeprefix(EXO) for value in values.values()}))
                raise UsageError(f"{name}={text}: one of {known}{' (one alone)' if ',' in text else ''}")
            return [(prop, ox.NamedNode(values[key]))]
        numbers = _SEVERAL.split(text) if self._vocabulary.takes_several(prop) else []
        if len(numbers) > 1 and all(_QUANTITY.fullmatch(part) for part in numbers):  # 7 days, 28 days; 7 and 28 days
            unit = (_QUANTITY.fullmatch(numbers[-1]) or [""] * 6)[5] or ""
            each = [part if (_QUANTITY.fullmatch(part) or [""] * 6)[5] else f"{part} {unit}" for part in numbers]
            return list(dict.fromkeys(pair for part in each for pair in self.pairs(name, part, home)))
        if local in ("dose", "atDose") and (quantity := _QUANTITY.fullmatch(text)) and quantity[5]:
            return [(prop, ox.NamedNode(self._dose(quantity, home)))]
        if local in _SPANS and (pairs := self._stretch(prop, local, text, home)):
            return pairs
        if local == "value" and text[:1] in ("<", ">"):  # more than, less than
            end = prop.removesuffix(local) + ("minValue" if text[0] == ">" else "maxValue")
            (_, number), *more = self.pairs(name, text[1:].strip(), home)
            return [(end, number), *more, (EXO + "boundExcluded", ox.Literal(True))]
        quantity = _QUANTITY.fullmatch(text) if local.lower().endswith("value") and local != "pValue" else None
        if quantity and (any(quantity[part] for part in (1, 3, 4, 5)) or not _BARE.fullmatch(quantity[2])):
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
        forms += [f"passage-{slug}-{bare}" for slug in (home.study, home.review)]
        return next((EXOD + form for form in forms if EXOD + form in self._ids.taken), "")

    def _things(self, text: str, local: str, home: Home) -> list[str]:
        """One thing, or several divided by commas where the whole names none."""
        several = parts(text)
        if len(several) == 1:
            return [self.thing(text, local, home)]
        try:
            return [self.thing(text, local, home)]
        except (TermError, UsageError):
            return [self.thing(part, local, home) for part in several]

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

    def _stretch(self, prop: str, local: str, text: str, home: Home) -> list[tuple[str, Node]]:
        """A stretch of time or a bound, with its unit: ``0-6 months``, ``<48 hours``; nothing where it is a point."""
        stretch = _STRETCH.fullmatch(text)
        if not stretch:
            return []
        unit_name, (first, last) = local.replace("Value", "Unit"), _SPANS[local]
        base = prop.removesuffix(local)
        mark, about, begin, end, unit = stretch.groups()
        names = (first, last) if end else (first if mark == ">" else last, "")
        found: list[tuple[str, Node]] = [
            (base + name, _number(each)) for name, each in zip(names, (begin, end), strict=True) if name
        ]
        found += [(EXO + "approximate", ox.Literal(True))] if about else []
        return [*found, (base + unit_name, ox.NamedNode(self.thing(unit, unit_name, home)))]

    def _unit(self, text: str, home: Home) -> tuple[str, str]:
        """A unit, and the unit for each of which the number is meant: ``% per year``."""
        bare, cut, per = text.rpartition(" per ")
        try:
            return self.thing(text, "unit", home), ""
        except (TermError, UsageError):
            if not cut:
                raise
            return self.thing(bare, "unit", home), self.thing(per, "unit", home)

    def _quantity(self, prop: str, local: str, quantity: Any, home: Home) -> list[tuple[str, Node]]:
        """A number or range with its unit: value=~30-40 %."""
        about, first, last, more, unit = quantity.groups()
        base = prop.removesuffix(local)
        if last and local == "value":
            found: list[tuple[str, Node]] = [(base + "minValue", _number(first)), (base + "maxValue", _number(last))]
        elif last:
            raise UsageError(f"{local}={quantity[0]}: one number; a range is written value=30-40 %")
        else:
            found = [(prop, _number(first))]
        if more:
            found.append((base + "plusMinus", _number(more)))
        if unit:
            name = {"timeValue": "timeUnit", "durationValue": "durationUnit"}.get(local, "unit")
            one, per = self._unit(unit.strip(), home) if name == "unit" else (self.thing(unit.strip(), name, home), "")
            found.append((base + name, ox.NamedNode(one)))
            found += [(EXO + "valuePer", ox.NamedNode(per))] if per else []
        return [*found, *([(base + "approximate", ox.Literal(True))] if about else [])]

    def _dose(self, quantity: Any, home: Home) -> str:
        about, first, last, more, unit = quantity.groups()
        if more:
            raise UsageError(f"{quantity[0]}: a dose is one number or a range, such as 100 ug, 2-4 mg")
        bare, sorts = self._sorts(unit.strip())
        term = self.thing(bare, "unit", home) if bare else PREFIXES["unit"] + "NUM"
        words = re.sub(
            r"[^a-z0-9]+",
            "-",
            f"{about and 'about '}{first} {(last and 'to ' + last) or ''} {unit}".replace("µ", "u")
            .replace("μ", "u")
            .lower(),
        ).strip("-")
        iri = f"{EXOD}dose-{home.slug}-{words}"
        if iri not in self._ids.taken:
            self._ids.taken.add(iri)
            self.further.append((iri, PREFIXES["rdf"] + "type", ox.NamedNode(EXO + "Dose")))
            ends = (("minValue", first), ("maxValue", last)) if last else (("value", first),)
            self.further += ((iri, EXO + end, _number(number)) for end, number in ends)
            self.further += [(iri, EXO + "approximate", ox.Literal(True))] if about else []
            self.further.append((iri, EXO + "unit", ox.NamedNode(term)))
            self.further += ((iri, prop, ox.NamedNode(value)) for prop, value in sorts)
        return iri

    def _sorts(self, unit: str) -> tuple[str, list[tuple[str, str]]]:
        """A dose's unit without what it is of and per what: ``ug protein per administration``."""
        found = []
        for name, mark in (("dosePer", r"\bper\b|(?=\bin\b)"), ("doseOf", r"\s|^")):
            values = self._vocabulary.listed(EXO + name)
            for cut in re.finditer(mark, unit):
                key = re.sub(r"[\W_]", "", unit[cut.end() :]).lower()
                if value := values.get(key) or values.get(f"per{key}") or values.get(key.removeprefix("in")):
                    found.append((EXO + name, value))
                    unit = unit[: cut.start()].strip()
                    break
        return unit, found


def _number(text: str) -> ox.Literal:
    digits, _, power = re.sub(r"\s*[x×]\s*10\^", "e", text).partition("e")
    if power:
        whole, _, part = digits.partition(".")
        digits = whole + part.ljust(int(power), "0")[: int(power)] + "." + (part[int(power) :] or "0")
    return ox.Literal(digits if "." in digits else digits + ".0", datatype=_DECIMAL)


def _plain(name: str, text: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?", text.strip()):
        raise UsageError(f"{name}={text}: write a number, such as 0.05, or <0.05")
    return text.strip()


def _interval(text: str) -> list[tuple[str, Node]]:
    """``interval=95 % CI 1.2-4.4``, ``interval=43-70``."""
    if not (found := _INTERVAL.fullmatch(text.strip())):
        raise UsageError(f"interval={text}: write 43-70, or 95 % CI 1.2-4.4")
    level, first, last = found.groups()
    pairs: list[tuple[str, Node]] = [(EXO + "intervalFrom", _number(first)), (EXO + "intervalTo", _number(last))]
    if level:
        pairs += [(EXO + "intervalLevel", _number(level)), (EXO + "spread", ox.NamedNode(EXO + "confidenceInterval"))]
    return pairs


def _found_in(text: str) -> list[tuple[str, Node]]:
    """``found=17 of 24``: in how many of how many."""
    if not (found := re.fullmatch(r"(\d+) of (\d+)", text.strip())):
        hint = ""
        if "%" in text:
            hint = (
                "; a share without counts is a row of its own, beside the claim: the people hasMeasure a local "
                f"attribute (share of patients with ...), with value={text}"
            )
        elif re.fullmatch(r"none|no|nobody|0", text.strip().lower()):
            hint = " (0 of 24); where nobody says of how many, the line has reportsNoEffect or refutes, and no number"
        raise UsageError(f"found={text}: write 17 of 24{hint}")
    names = zip(("affected", "sampleSize"), found.groups(), strict=True)
    return [(EXO + name, ox.Literal(number, datatype=_INTEGER)) for name, number in names]


_SHORT = {"interval": _interval, "found": _found_in}  # what brings several properties along
