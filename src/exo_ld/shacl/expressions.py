"""Constraints on a value node alone, each as a SPARQL expression over {v} that is true where the value breaks it, and
never an error.

https://www.w3.org/TR/shacl/#core-components-value-type and the sections after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import pyoxigraph as ox

from ..errors import quoted
from ..prefixes import contract
from .datatypes import NUMERIC, well_typed
from .dialect import Dialect
from .patterns import pattern
from .shapes import SH, Shapes

__all__ = ["EACH", "all_of", "any_of", "count", "filled", "negated", "spelled"]

_KINDS = {
    "IRI": "isIRI({v})", "BlankNode": "isBlank({v})", "Literal": "isLiteral({v})",
    "BlankNodeOrIRI": "isBlank({v}) || isIRI({v})", "BlankNodeOrLiteral": "isBlank({v}) || isLiteral({v})",
    "IRIOrLiteral": "!isBlank({v}) && (isIRI({v}) || isLiteral({v}))",
}  # fmt: skip
_RANGES = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}


class _Negation(str):
    """An expression that knows what it negates: on a long IN that is negated twice Virtuoso 7's stack overflows."""

    of: str

    def __new__(cls, of: str, text: str = "") -> Self:
        made = super().__new__(cls, text or f"(!{of})")
        made.of = of
        return made


def any_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " || ".join(parts) + ")" if parts else "false"


def all_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " && ".join(parts) + ")" if parts else "true"


def negated(expression: str) -> str:
    return expression.of if isinstance(expression, _Negation) else _Negation(expression)


def filled(template: str, v: str) -> str:
    """The template, on the variable ``v`` in place of {v}."""
    if isinstance(template, _Negation):
        return _Negation(template.of.replace("{v}", v), template.replace("{v}", v))
    return template.replace("{v}", v)


def spelled(o: Any) -> str:
    return "(...)" if isinstance(o, ox.BlankNode) else contract(o.value) or str(o.value)


def count(s: Shapes, shape: Any, o: Any) -> int:
    """A parameter that is a count. Raises DataError where it is none."""
    if not isinstance(o, ox.Literal) or not o.value.isdecimal():
        raise s.fault(shape, f"{spelled(o)} is no count; write a whole number")
    return int(o.value)


def _kind(d: Dialect, s: Shapes, shape: Any, o: Any) -> str:
    kind = _KINDS.get(o.value.removeprefix(SH))
    if kind is None:
        raise s.fault(shape, f"{spelled(o)} is no sh:nodeKind")
    return f"!({kind})"


def _range(key: str, d: Dialect, s: Shapes, shape: Any, o: Any) -> str:
    if not isinstance(o, ox.Literal):
        raise s.fault(shape, f"sh:{key} must be a literal")
    numeric = o.datatype.value in NUMERIC
    value = d.value("{v}")
    return f"!COALESCE({f'isNumeric({value}) && ' if numeric else ''}{value} {_RANGES[key]} {o}, false)"


def _pattern(d: Dialect, s: Shapes, shape: Any, o: Any) -> str:
    flags = s.text(shape, "flags")
    try:
        return f"(isBlank({{v}}) || !{d.of_text(d.matches(o.value, flags, pattern(o.value, flags)), 'false')})"
    except ValueError as error:
        raise s.fault(shape, f"sh:pattern {quoted(o.value)}: {error}") from None


def _in(d: Dialect, s: Shapes, shape: Any, o: Any) -> str:
    members = s.items(o)
    if not members:
        return "true"  # the engine takes NOT IN () for false
    if all(isinstance(m, ox.NamedNode) for m in members):
        among = f"IN ({', '.join(map(str, members))})"
        return _Negation(f"(isIRI({{v}}) && {{v}} {among})", f"(!isIRI({{v}}) || {{v}} NOT {among})")
    return negated(any_of([d.is_term(m) for m in members]))


def _language(d: Dialect, s: Shapes, shape: Any, o: Any) -> str:
    tests = any_of([f"LANGMATCHES(LANG({{v}}), {ox.Literal(m.value)})" for m in s.items(o)])
    return f"(!isLiteral({{v}}) || !{tests})"


# The expressions that need no more than the value node {v}.
EACH: dict[str, Callable[[Dialect, Shapes, Any, Any], str]] = {
    **{key: partial(_range, key) for key in _RANGES},
    "datatype": lambda d, s, shape, o: (
        f"(!isLiteral({{v}}) || !{well_typed(o.value, d.has_datatype(o.value), d.server)})"
    ),
    "nodeKind": _kind,
    "pattern": _pattern,
    "in": _in,
    "languageIn": _language,
    "minLength": lambda d, s, shape, o: (
        f"(isBlank({{v}}) || {d.of_text(f'STRLEN(STR({{v}})) < {count(s, shape, o)}', 'true')})"
    ),
    "maxLength": lambda d, s, shape, o: (
        f"(isBlank({{v}}) || {d.of_text(f'STRLEN(STR({{v}})) > {count(s, shape, o)}', 'true')})"
    ),
}
