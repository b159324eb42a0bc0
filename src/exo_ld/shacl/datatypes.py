"""Which literals are of a datatype: the lexical forms of XSD as SPARQL expressions over the value {v}.

https://www.w3.org/TR/xmlschema11-2/; SHACL asks it for sh:datatype
(https://www.w3.org/TR/shacl/#DatatypeConstraintComponent).
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from ..prefixes import PREFIXES

__all__ = ["BY_VALUE", "NUMERIC", "is_well_typed", "well_typed"]

_XSD, _RDF = PREFIXES["xsd"], PREFIXES["rdf"]
_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"-?([1-9][0-9]{3,}|0[0-9]{3})"
_LEAP = r"-?([0-9]*[0-9]{2}(0[48]|[2468][048]|[13579][26])|[0-9]*([02468][048]|[13579][26])00)"
_LONG = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"  # but for February
_DAY = rf"({_YEAR}-({_LONG}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_FLOAT = r"([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)"
_YEARS, _DAYS = "([0-9]+Y([0-9]+M)?|[0-9]+M)", "[0-9]+D"
_HOURS = r"([0-9]+H([0-9]+M)?([0-9]+(\.[0-9]+)?S)?|[0-9]+M([0-9]+(\.[0-9]+)?S)?|[0-9]+(\.[0-9]+)?S)"
_B64 = "[A-Za-z0-9+/]"
_FORMS = {
    "boolean": "(true|false|0|1)",
    "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    "double": _FLOAT,
    "float": _FLOAT,
    "date": _DAY + _ZONE,
    "time": _TIME + _ZONE,
    "dateTime": f"{_DAY}T{_TIME}{_ZONE}",
    "dateTimeStamp": f"{_DAY}T{_TIME}{_ZONE[:-1]}",
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-(0[1-9]|1[0-2]){_ZONE}",
    "gMonth": f"--(0[1-9]|1[0-2]){_ZONE}",
    "gDay": f"---(0[1-9]|[12][0-9]|3[01]){_ZONE}",
    "gMonthDay": f"--({_LONG}|02-(0[1-9]|[12][0-9])){_ZONE}",
    "duration": rf"-?P({_YEARS}({_DAYS})?(T{_HOURS})?|{_DAYS}(T{_HOURS})?|T{_HOURS})",
    "dayTimeDuration": rf"-?P({_DAYS}(T{_HOURS})?|T{_HOURS})",
    "yearMonthDuration": rf"-?P{_YEARS}",
    "hexBinary": "([0-9a-fA-F]{2})*",
    "base64Binary": f"(({_B64} ?){{4}})*(({_B64} ?){{2}}[AEIMQUYcgkosw048] ?=|{_B64} ?[AQgw] ?= ?=)?",
    "language": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
}
# Bounds of what derives from xsd:integer, None where there is none.
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None), "nonNegativeInteger": (0, None), "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0), "negativeInteger": (None, -1), "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 2**16 - 1), "unsignedByte": (0, 255),
    "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1), "short": (-(2**15), 2**15 - 1), "byte": (-128, 127),
}  # fmt: skip
NUMERIC = {_XSD + name for name in (*_INTEGERS, "decimal", "double", "float")}


# Literals of which an engine may keep the value only.
BY_VALUE = NUMERIC | {
    _XSD + name
    for name in (
        "boolean", "date", "time", "dateTime", "dateTimeStamp", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
        "duration", "dayTimeDuration", "yearMonthDuration",
    )
}  # fmt: skip


def well_typed(datatype: str, has: str, server: bool) -> str:
    """An expression that is true where the literal {v} has the datatype (an IRI) and is no ill-typed one.

    ``has`` is true where its datatype is this one; a ``server`` may say of "text"@en that its datatype is xsd:string.
    """
    if datatype == _RDF + "langString":
        return f'(LANG({{v}}) != ""{"" if server else f" && {has}"})'
    if datatype == _XSD + "string":
        return f'(LANG({{v}}) = "" && {has})'
    name = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
    if name in _INTEGERS:
        low, high = _INTEGERS[name]
        # xsd:decimal holds what is too long for an engine's integers.
        bounds = [
            f"<{_XSD}decimal>(STR({{v}})) {sign} {bound}"
            for sign, bound in ((">=", low), ("<=", high))
            if bound is not None
        ]
        return f"({has} && {_matches('[+-]?[0-9]+')}{''.join(f' && {b}' for b in bounds)})"
    return f"({has} && {_matches(_FORMS[name])})" if name in _FORMS else f"({has})"


def is_well_typed(literal: ox.Literal) -> bool:
    """Whether a literal's text is one of its datatype's, as far as the datatype is known here."""
    name = literal.datatype.value.removeprefix(_XSD)
    if name in _INTEGERS:
        low, high = _INTEGERS[name]
        if not re.fullmatch("[+-]?[0-9]{1,4000}", literal.value):
            return False
        return (low is None or int(literal.value) >= low) and (high is None or int(literal.value) <= high)
    return name not in _FORMS or re.fullmatch(_FORMS[name], literal.value) is not None


def _matches(form: str) -> str:
    text = f"^{form}$".replace("\\", "\\\\")
    return f'REGEX(STR({{v}}), "{text}")'
