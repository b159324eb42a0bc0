"""Literals as the data spells them.

The embedded engine keeps a number, a truth value or a time by its value: "9.30" comes back as "9.3", and where one subject
has both under one property, one of them is gone. SHACL counts and reports terms, so both are put right here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ..prefixes import PREFIXES

__all__ = ["Spellings"]

_BY_VALUE = {
    PREFIXES["xsd"] + name
    for name in (
        "boolean", "decimal", "double", "float", "date", "time", "dateTime", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
        "duration", "dayTimeDuration", "yearMonthDuration", "integer", "byte", "short", "int", "long", "unsignedByte", "unsignedShort",
        "unsignedInt", "unsignedLong", "positiveInteger", "negativeInteger", "nonPositiveInteger", "nonNegativeInteger",
    )
}  # fmt: skip


class Spellings:
    """What the engine writes in its own way, found by one pass over the data. ``twins``: of two spellings it keeps one only."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        found = {t for t in triples if isinstance(t.object, ox.Literal) and t.object.datatype.value in _BY_VALUE}
        given = list({t.object for t in found})
        store = ox.Store()
        p = ox.NamedNode("urn:p")
        store.bulk_extend(ox.Quad(ox.NamedNode(f"urn:{n}"), p, literal) for n, literal in enumerate(given))
        kept = {given[int(quad.subject.value[4:])]: quad.object for quad in store}
        self._as_given: dict[Any, Any] = {}
        self.twins = False
        for t in sorted(found, key=str):
            key = (t.subject, t.predicate, kept[t.object])
            self.twins |= self._as_given.setdefault(key, t.object) != t.object
            self._as_given.setdefault((t.subject, None, kept[t.object]), t.object)
            self._as_given.setdefault(kept[t.object], t.object)

    def of(self, value: Any, subject: Any = None, path: Any = None) -> Any:
        """The value as the data spells it, at this subject and property (None where the path is more than one) if it stands there."""
        return self._as_given.get((subject, path, value)) or self._as_given.get(value, value)

    @staticmethod
    def concern(value: Any) -> bool:
        """Whether a value is of those that the engine may write in its own way."""
        return isinstance(value, ox.Literal) and value.datatype.value in _BY_VALUE
