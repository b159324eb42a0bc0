"""How a compiled constraint speaks of terms: here, where the engine keeps them as the data spells them, or to a server
of others.

A server keeps numbers as it likes and knows no functions of ours: there a constraint sees what the server gives out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pyoxigraph as ox

from ..prefixes import PREFIXES
from .patterns import Pattern
from .spelling import DATATYPE, MATCHES, VALUE, as_kept

__all__ = ["HERE", "SERVER", "Dialect"]

_BOOLEAN = PREFIXES["xsd"] + "boolean"


class Dialect(NamedTuple):
    """``server``: whether plain SPARQL 1.1 is spoken, to an engine that is not ours."""

    server: bool

    def term(self, term: Any) -> str:
        """A term of the shapes as it is written in a query."""
        return str(term if self.server else as_kept(term))

    def value(self, v: str) -> str:
        """The value of a variable, to be compared."""
        return v if self.server else f"<{VALUE}>({v})"

    def of_text(self, expression: str, otherwise: str) -> str:
        """An expression on STR({v}); ``otherwise`` where {v} is a triple term, which has no text. SPARQL 1.1 has no
        such terms, and Virtuoso 7 no room for a COALESCE in nested conditions."""
        return f"({expression})" if self.server else f"COALESCE({expression}, {otherwise})"

    def is_term(self, term: Any) -> str:
        """An expression that is true where {v} is the term."""
        # A number in Virtuoso, no term to compare with.
        if self.server and isinstance(term, ox.Literal) and term.datatype.value == _BOOLEAN:
            spellings = '("true", "1")' if term.value in ("true", "1") else '("false", "0")'
            return f"(isLiteral({{v}}) && DATATYPE({{v}}) = <{_BOOLEAN}> && STR({{v}}) IN {spellings})"
        return f"sameTerm({{v}}, {self.term(term)})"

    def has_datatype(self, datatype: str) -> str:
        """An expression that is true where the literal {v} has the datatype."""
        return f"DATATYPE({{v}}) = <{datatype}>" if self.server else f"<{DATATYPE}>({{v}}) = <{datatype}>"

    def matches(self, text: str, flags: str, pattern: Pattern) -> str:
        """An expression that is true where {v} matches. Raises ValueError where servers read the pattern each in its
        own way."""
        if pattern.plain is not None:
            return (
                f"REGEX(STR({{v}}), "
                f"{ox.Literal(pattern.plain)}{f', {ox.Literal(pattern.flags)}' if pattern.flags else ''})"
            )
        if self.server:
            raise ValueError("servers read this pattern each in its own way; check the data as files")
        return f"<{MATCHES}>(STR({{v}}), {ox.Literal(text)}, {ox.Literal(flags)})"


HERE, SERVER = Dialect(server=False), Dialect(server=True)
