"""Literals as the data spells them, in an engine that keeps numbers, truth values and times by value.

The embedded engine gives "007" back as "7" and xsd:int as xsd:integer. SHACL counts, compares and reports terms. So a
literal that the engine would change is kept under a datatype of its own, ``urn:as-spelled:`` and the true one, and a
query asks for its value and its datatype by two functions. What was asked for and what is found are the same whatever
the data holds beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from ..prefixes import PREFIXES
from .datatypes import BY_VALUE, is_well_typed
from .patterns import matches

__all__ = ["DATATYPE", "FUNCTIONS", "MATCHES", "VALUE", "as_given", "as_kept", "kept_triples"]

_MARK = "urn:as-spelled:"
VALUE, DATATYPE, MATCHES = (f"urn:exo-ld:{name}" for name in ("value", "datatype", "matches"))
_XSD = PREFIXES["xsd"]
_SAME = {  # spellings that no engine changes; of others it is asked
    _XSD + "integer": re.compile("0|-?[1-9][0-9]{0,17}"),
    _XSD + "decimal": re.compile(r"0|-?[1-9][0-9]{0,8}(\.[0-9]{0,8}[1-9])?"),
    _XSD + "date": re.compile("[12][0-9]{3}-(0[1-9]|1[0-2])-[0-2][0-8]"),
    _XSD + "boolean": re.compile("true|false"),
    _XSD + "gYear": re.compile("[12][0-9]{3}"),
}


def as_kept(term: Any) -> Any:
    """The term under which the engine keeps ``term`` without changing it."""
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype in BY_VALUE and not ((same := _SAME.get(datatype)) and same.fullmatch(term.value)):
            return _kept(term)
    elif isinstance(term, ox.Triple):
        return ox.Triple(term.subject, term.predicate, as_kept(term.object))
    return term


@lru_cache(maxsize=100_000)
def _kept(literal: ox.Literal) -> ox.Literal:
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, literal))
    if next(iter(store)).object == literal:
        return literal
    return ox.Literal(literal.value, datatype=ox.NamedNode(_MARK + literal.datatype.value))


def as_given(term: Any) -> Any:
    """What the data holds, of a term that the engine keeps."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(_MARK):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype.value.removeprefix(_MARK)))
    return ox.Triple(term.subject, term.predicate, as_given(term.object)) if isinstance(term, ox.Triple) else term


def kept_triples(triples: Iterable[ox.Triple | ox.Quad]) -> Iterator[ox.Quad]:
    """The triples as the engine keeps them, in the default graph."""
    for t in triples:
        value = t.object
        yield ox.Quad(t.subject, t.predicate, value if type(value) is ox.NamedNode else as_kept(value))


def _value(term: Any) -> Any:
    given = as_given(term)
    return given if given is term or is_well_typed(given) else None  # None: an error, as of a number that is none


def _datatype(term: Any) -> Any:
    return as_given(term).datatype if isinstance(term, ox.Literal) else None


FUNCTIONS: dict[ox.NamedNode, Callable[..., Any]] = {
    ox.NamedNode(VALUE): _value, ox.NamedNode(DATATYPE): _datatype, ox.NamedNode(MATCHES): matches,
}  # fmt: skip
