"""A SPARQL constraint's SELECT asked for all focus nodes at once.

SHACL evaluates it for each focus node with $this bound beforehand
(https://www.w3.org/TR/shacl/#sparql-constraints-prebound). Here the pattern of the targets, which binds ?this, is put
at the start of every group in which $this can be met: so it is bound where a FILTER or BIND of an inner group asks for
it, which a join from outside would not bring about. The group of an EXISTS takes its bindings from outside and is left
as it is. Where the engine keeps some terms under another name (`spelling`), expressions ask for their values, and REGEX
follows XPath.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError, quoted
from ..graph.sparql import undeclared
from ..graph.tokens import COMMENT, IRI, STRING
from ..prefixes import PREFIXES
from .dialect import SERVER, Dialect
from .patterns import pattern
from .spelling import DATATYPE, FUNCTIONS, MATCHES

__all__ = ["for_all", "prepared"]

_NUMBER = r"(?<![\w.:?$-])[+-]?(?:[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?"
_TOKEN = re.compile(
    rf"""(?P<typed>{STRING}\^\^(?:{IRI}|xsd:\w+))|(?P<text>{STRING}|{COMMENT}|{IRI})|(?P<variable>[$?]\w+)
    |(?P<word>[A-Za-z_][\w-]*(?::[\w.-]*)?)|(?P<number>{_NUMBER})|(?P<open>\{{)|(?P<close>\}})|(?P<other>.)""",
    re.X | re.S,
)
_INNER = re.compile(r"\s*SELECT\b(?P<head>[^{]*)", re.I)
_AS = re.compile(r"\s+AS\b", re.I)
_FORBIDDEN = {"MINUS", "VALUES", "SERVICE"}  # by SHACL, where a variable is bound beforehand
_NOT_FOR_ALL = {"LIMIT", "OFFSET", "GRAPH", "FROM"}  # for each focus node by itself; of other graphs than the one here
_EXPRESSIONS = {"FILTER", "BIND", "HAVING", "BY", "ASC", "DESC"}  # what an expression in parentheses stands behind
_OF_TERMS = {  # functions of a term, not of its value
    "STR", "DATATYPE", "SAMETERM", "BOUND", "LANG", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "COUNT", "SAMPLE",
    "LANGDIR",
}  # fmt: skip


class _Frame(NamedTuple):
    sign: str  # of what is open: { or (
    expression: bool
    terms: bool = False


def for_all(select: str, targets: str, path: str | None, dialect: Dialect = SERVER) -> str:
    """The SELECT with ``targets``, a pattern that binds ?this, in place of a $this bound beforehand; ``path`` is what
    $PATH means.

    Raises DataError for what SHACL forbids in such a SELECT, and for a pattern that is none of XPath's.
    """
    return _Reading(select, targets, path, dialect).text()


def prepared(select: str, head: str, targets: str, path: str | None, dialect: Dialect) -> str:
    """The SELECT as of `for_all`, with the prefixes of ``head``. Raises DataError where it cannot be read, or is no
    SELECT of $this."""
    try:
        asked: Any = ox.Store().query(head + for_all(select, "", path, dialect), custom_functions=FUNCTIONS)
    except SyntaxError as error:
        missing = undeclared(head + select)
        what = (
            f"the prefix {missing[0]}: is declared nowhere (sh:prefixes, or PREFIX in the SELECT)"
            if missing
            else " ".join(str(error).split())
        )
        raise DataError(f"makes no SPARQL that can be read: {what[:200]}") from None
    if not isinstance(asked, ox.QuerySolutions) or "this" not in {variable.value for variable in asked.variables}:
        raise DataError("sh:select must be a SELECT that gives $this")
    return head + for_all(select, targets, path, dialect)


class _Reading:
    """One pass over the tokens of a SELECT."""

    def __init__(self, select: str, targets: str, path: str | None, dialect: Dialect) -> None:
        self._select, self._targets, self._path, self._dialect = select, targets, path, dialect
        self._word = self._before = ""  # the last token that is no space, where it is a word; and the one before it
        self._within = 0  # how many groups deep in that of an EXISTS
        self._head = False  # between SELECT and its group
        self._frames: list[_Frame] = []

    def text(self) -> str:
        """The SELECT anew."""
        out = []
        for match in _TOKEN.finditer(self._select):
            token, kind = match.group(), match.lastgroup or ""
            out.append(getattr(self, "_at_" + kind)(token, match))
            if not token.isspace() and not token.startswith("#"):
                self._before, self._word = self._word, token.upper() if kind in ("word", "text") else ""
        return "".join(out)

    def _at_text(self, token: str, match: Any) -> str:
        return token

    def _at_word(self, token: str, match: Any) -> str:
        name = token.upper()
        if name in _FORBIDDEN:
            raise DataError(
                f"{name} may not stand in a SPARQL constraint; say it with FILTER NOT EXISTS, or in another way"
            )
        if name in _NOT_FOR_ALL:
            raise DataError(f"{name} in a SPARQL constraint is not known to the fast engine; use --engine pyshacl")
        self._head = self._head or name == "SELECT"
        if name in ("REGEX", "REPLACE"):
            return self._regular(token, match)
        return f"<{DATATYPE}>" if name == "DATATYPE" and not self._dialect.server else token

    def _at_variable(self, token: str, match: Any) -> str:
        if self._word == "AS" and token[1:] == "this":
            raise DataError("a SPARQL constraint may not bind $this anew")
        if token == "$PATH" and self._path:
            return self._path
        name, here = "?" + token[1:], self._frames[-1] if self._frames else None
        plain = self._word == "AS" or _AS.match(self._select, match.end())
        if self._dialect.server or not here or not here.expression or here.terms or plain:
            return name
        return self._dialect.value(name)

    def _at_typed(self, token: str, match: Any) -> str:
        here = self._frames[-1] if self._frames else None
        if self._dialect.server or (here and here.expression and not here.terms):
            return token  # a value, to compare with
        kept = self._dialect.term(given := _literal(token))
        return token if kept == str(given) else kept

    _at_number = _at_typed

    def _at_open(self, token: str, match: Any) -> str:
        self._head = False
        self._frames.append(_Frame("{", expression=False))
        inner = _INNER.match(self._select, match.end())
        if inner and not re.search(r"[$?]this\b", inner["head"]):
            raise DataError("a SELECT within a SPARQL constraint must select $this")
        if self._within or self._word == "EXISTS":
            self._within += 1
            return token
        return token if inner else f"{{ {self._targets} "

    def _at_close(self, token: str, match: Any) -> str:
        self._within -= bool(self._within)
        self._frames = self._frames[:-1]
        return token

    def _at_other(self, token: str, match: Any) -> str:
        if token == "(":
            inside = bool(self._frames) and self._frames[-1].expression
            called = self._before in ("FILTER", "HAVING") and bool(self._word)
            self._frames.append(
                _Frame("(", inside or self._head or self._word in _EXPRESSIONS or called, self._word in _OF_TERMS)
            )
        elif token == ")":
            self._frames = self._frames[:-1]
        return token

    def _regular(self, token: str, match: Any) -> str:
        """REGEX or REPLACE, whose pattern is checked where it is written out; where engines read it differently, by a
        function here."""
        arguments = _arguments(self._select, match.end())
        given = [_literal(a).value if re.fullmatch(STRING, a, re.S) else None for a in arguments[1:]]
        if not given:
            return token
        flags = (
            (given[2] if token.upper() == "REPLACE" else given[1])
            if len(given) > (token.upper() == "REPLACE") + 1
            else ""
        )
        alike = False
        if given[0] is not None and flags is not None:
            try:
                read = pattern(given[0], flags)
            except ValueError as error:
                raise DataError(f"{token.upper()} with {quoted(given[0])}: {error}") from None
            alike = read.plain == given[0] and read.flags == flags
        if alike or (self._dialect.server and given[0] is None):
            return token
        if self._dialect.server or token.upper() == "REPLACE":
            raise DataError(
                f"{token.upper()} with {quoted(given[0])}: engines read this pattern each in its own way; write it out"
            )
        return f"<{MATCHES}>"


def _literal(token: str) -> ox.Literal:
    head = f"PREFIX xsd: <{PREFIXES['xsd']}> "
    try:
        (quad,) = ox.parse(f"{head} <a:a> <a:a> {token} .", format=ox.RdfFormat.TURTLE)
    except SyntaxError:
        raise DataError(f"{token} is no literal") from None
    found: ox.Literal = quad.object
    return found


def _arguments(select: str, start: int) -> list[str]:
    """The arguments of the function whose parenthesis opens at ``start``, without the space around them."""
    found, depth = [""], 0
    for match in _TOKEN.finditer(select, start):
        token = match.group()
        if token.startswith("#"):
            continue
        depth += (token == "(") - (token == ")")
        if not depth:
            break
        if token == "," and depth == 1:
            found.append("")
        elif not (token == "(" and depth == 1 and found == [""]):
            found[-1] += token
    return [text.strip() for text in found]
