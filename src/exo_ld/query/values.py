"""The values in the rows of an answer: from the engine's terms, and to what Python, JSON and a person have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..graph.turtle import DEEPEST
from ..prefixes import contract

__all__ = ["Row", "Value", "Values", "as_rows"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {_XSD + name for name in (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "gYear",
)}  # fmt: skip
_BOOLEAN = _XSD + "boolean"
_WHOLE = re.compile("[+-]?[0-9]+")
_NUMBER = [re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)" + power) for power in ("(?:[eE][+-]?[0-9]+)?", "")]
_SPACE = " \t\r\n"  # goes before a value is looked at (XSD, whiteSpace collapse)
_STRING = _XSD + "string"
_BOOLEANS = {"1": "true", "0": "false"}  # their canonical form; Virtuoso writes the other
_DECIMAL = _XSD + "decimal"
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}


class Value(NamedTuple):
    """One bound value: ``kind`` is uri, literal, bnode or triple (a triple term of RDF 1.2, its text as N-Triples
    writes it).

    ``datatype``, ``language`` and ``direction`` (ltr, rtl) are empty where there is none.
    """

    kind: str
    text: str
    datatype: str = ""
    language: str = ""
    direction: str = ""

    @property
    def python(self) -> Any:
        """The value as Python and JSON have it: numbers as numbers, booleans as booleans, all else as text.

        A decimal with more digits than a float holds stays text (docs/decisions/0033), and so does what is no value of
        its datatype, whatever Python would make of it: ``1_000`` is no xsd:integer.
        """
        try:
            if self.datatype in _INTEGERS and _WHOLE.fullmatch(self.text.strip(_SPACE)):
                return int(self.text)
            if self.datatype in _NUMBERS and _NUMBER[self.datatype == _DECIMAL].fullmatch(self.text.strip(_SPACE)):
                number = float(self.text)
                if not isfinite(number):
                    return self.text  # JSON has no NaN and no INF
                if self.datatype == _DECIMAL and Decimal(repr(number)) != Decimal(self.text):
                    return self.text  # a float is another number
                whole = number.is_integer() and abs(number) < 1e15
                if whole and not (number == 0 and self.text.strip(_SPACE)[0] == "-" and self.datatype != _DECIMAL):
                    return int(number)  # no integer is the negative zero of a double
                return number
        except (ValueError, InvalidOperation):
            return self.text
        if self.datatype == _BOOLEAN:
            return {"true": True, "1": True, "false": False, "0": False}.get(self.text.strip(_SPACE), self.text)
        return self.text

    @property
    def readable(self) -> str:
        """The value as a person reads it: an IRI as a CURIE, no line breaks."""
        return (contract(self.text) or f"<{self.text}>") if self.kind == "uri" else " ".join(self.text.split())


Row: TypeAlias = tuple[Value | None, ...]


class Values(dict[Any, Value | None]):
    """Terms of an answer as Values, each worked out once: labels, relations and the like come again in most rows."""

    def __init__(self) -> None:
        super().__init__()
        self._uri, self._literal, self._bnode = ox.NamedNode, ox.Literal, ox.BlankNode

    def __missing__(self, term: Any) -> Value | None:
        if len(self) >= 20_000:  # so that memory does not grow with the answer
            self.clear()
        value = self[term] = self._value(term)
        return value

    def _value(self, term: Any) -> Value | None:
        if isinstance(term, self._uri):
            return Value("uri", term.value)
        if isinstance(term, self._literal):
            text, language = term.value, term.language
            if language:
                return Value("literal", text, "", language, _direction(term))
            datatype = term.datatype.value
            if datatype == _STRING:
                return Value("literal", text)
            return Value("literal", _BOOLEANS.get(text, text) if datatype == _BOOLEAN else text, datatype)
        if isinstance(term, self._bnode):
            return Value("bnode", term.value)
        return None if term is None else Value("triple", _triple_term(term))


def _direction(literal: Any) -> str:
    return str(literal.direction.value) if literal.direction else ""


def _triple_term(term: Any, level: int = 1) -> str:
    """A triple term as text. Raises ValueError where terms stand too deep in each other, as no honest ones do."""
    if level > DEEPEST:
        raise ValueError(f"triple terms nested more than {DEEPEST} deep")
    value = _triple_term(term.object, level + 1) if hasattr(term.object, "subject") else str(term.object)
    return f"<<( {term.subject} {term.predicate} {value} )>>"


def as_rows(solutions: Any) -> Iterator[Row]:
    """The rows of pyoxigraph's QuerySolutions."""
    value = Values().__getitem__
    for solution in solutions:
        yield tuple(map(value, solution))
