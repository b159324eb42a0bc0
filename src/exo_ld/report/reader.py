"""A reader of Turtle, TriG, N-Triples and N-Quads that tells for every triple where in the text its terms stand.

A reader of its own, since no parser of RDF tells places. It reads what the parser has accepted already, so it checks
nothing; where it meets what it cannot read, it ends. It yields the triples that pyoxigraph yields, in the same order,
so that a blank node is known by when it first appears (tests/test_places.py). Sources:
https://www.w3.org/TR/rdf12-turtle/, https://www.w3.org/TR/rdf12-trig/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..graph.tokens import ANY_IRI, COMMENT, STRING
from ..prefixes import PREFIXES

__all__ = ["Span", "Statement", "statements"]

_RDF, _XSD = PREFIXES["rdf"], PREFIXES["xsd"]
_TYPE, _FIRST, _REST, _NIL, _REIFIES = (
    ox.NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil", "reifies")
)
_NAME = r"[\w\x80-\U0010ffff]"  # wider than the grammar: what is no name has been refused by the parser
_LOCAL = rf"(?:[:\-]|{_NAME}|%[0-9A-Fa-f]{{2}}|\\.)"
_TOKENS = re.compile(
    rf"""(?P<skip>(?:[ \t\r\n]+|{COMMENT})+)
    |(?P<string>{STRING})
    |(?P<iri>{ANY_IRI})
    |(?P<blank>_:{_NAME}+(?:[.\-]+{_NAME}+)*-*)
    |(?P<name>(?:[^\W\d_]{_NAME}*(?:[.\-]+{_NAME}+)*-*)?:(?:{_LOCAL}+(?:\.+{_LOCAL}+)*)?)
    |(?P<number>[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))
    |(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)
    |(?P<word>[A-Za-z]+)
    |(?P<mark><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|[.;,\[\](){{}}~])""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

Span = tuple[int, int]


class Statement(NamedTuple):
    """One triple, with the span (first character, character after the last) of each of its terms in the text."""

    subject: Any
    predicate: ox.NamedNode
    object: Any
    subject_at: Span
    predicate_at: Span
    object_at: Span


class _Stuck(Exception):
    """The reader has met what it cannot read."""


def statements(text: str, base: str = "file:///", start: int = 0, end: int | None = None) -> Iterator[Statement]:
    """The triples of Turtle, TriG, N-Triples or N-Quads in the order in which pyoxigraph yields them, with their
    places.

    Only ``text`` from ``start`` to ``end`` is read; places count from the beginning of the text.
    """
    reader = _Reader(text, base, start, len(text) if end is None else end)
    try:
        while reader.kind:
            reader.statement()
            yield from reader.read()
    except (_Stuck, RecursionError, ValueError):
        yield from reader.read()


class _Reader:
    """A recursive descent over the tokens, one ahead.

    Each triple is stamped with the number of the token at which the parser knows it (for text that is the one after it,
    since a language could follow); what it knows at one token it yields last to first.
    """

    def __init__(self, text: str, base: str, start: int, end: int) -> None:
        self.text, self.base, self._at, self._end = text, base, start, end
        self.prefixes: dict[str, str] = {}
        self._out: list[tuple[int, Statement]] = []
        self._count = self._stamp = 0
        self._iris: dict[str, ox.NamedNode] = {}
        self.next()

    def read(self) -> list[Statement]:
        """The triples since the last call, in the parser's order."""
        batches = [list(batch) for _, batch in groupby(self._out, key=lambda pair: pair[0])]
        self._out.clear()
        return [one for batch in batches for _, one in reversed(batch)]

    def _emit(self, subject: Any, predicate: ox.NamedNode, value: Any, *spans: Span) -> None:
        self._out.append((self._stamp, Statement(subject, predicate, value, *spans)))

    def next(self) -> None:
        """Go to the next token; its kind is empty at the end."""
        while True:
            match = _TOKENS.match(self.text, self._at, self._end)
            if match is None:
                if self._at < self._end:
                    raise _Stuck
                self.kind, self.token, self.span = "", "", (self._at, self._at)
                return
            self._at = match.end()
            if match.lastgroup != "skip":
                self.kind, self.token, self.span = match.lastgroup or "", match.group(), match.span()
                self._count += 1
                self._stamp = self._count - 1
                return

    def take(self, token: str) -> bool:
        """Pass over ``token`` if it is next."""
        if self.token != token or self.kind == "string":
            return False
        self.next()
        return True

    def statement(self) -> None:
        """One directive, block of triples, or graph."""
        word = self.token.lower().lstrip("@") if self.kind in ("word", "at") else ""
        if word in ("prefix", "base", "version"):
            self._directive(word)
            return
        if word == "graph":
            self.next()
            self._term()
        elif self.token != "{":
            self._triples(top=True)
        if self.take("{"):
            while not self.take("}"):
                self._triples()
                self.take(".")
        else:
            self.take(".")

    def _directive(self, word: str) -> None:
        self.next()
        if word == "prefix":
            name = self.token[:-1]
            self.next()
            self.prefixes[name] = self._iri(self.token).value
        elif word == "base":
            self.base = self._iri(self.token).value
            self._iris.clear()
        self.next()
        self.take(".")

    def _triples(self, *, top: bool = False) -> None:
        at, token = self.span, self.token
        subject = self._node(lambda _node, _at: None, subject=True)
        if self.kind == "mark" and self.token in "{.}":
            return  # a graph's name, or a subject that says all in itself
        if self.kind in ("iri", "blank", "name") and top and token == "[" and self.token == "{":
            return
        self._predicates(subject, at)
        if self.kind in ("iri", "blank"):  # the graph of an N-Quads line
            self.next()

    def _predicates(self, subject: Any, subject_at: Span) -> None:
        while True:
            if self.kind == "mark" and self.token in (".", "]", "}", "|}"):
                return
            predicate_at = self.span
            predicate = _TYPE if self.token == "a" else self._iri(self.token)
            self.next()
            while True:
                self._object(subject, predicate, subject_at, predicate_at)
                if not self.take(","):
                    break
            if self.token != ";":
                return
            while self.take(";"):
                pass

    def _object(self, subject: Any, predicate: ox.NamedNode, subject_at: Span, predicate_at: Span) -> None:
        def link(node: Any, at: Span) -> None:
            self._emit(subject, predicate, node, subject_at, predicate_at, at)

        node = self._node(link)
        reifier: Any = None
        while self.kind == "mark" and self.token in ("~", "{|"):
            at = self.span
            if self.take("~"):
                reifier = self._reifier()
                self._emit(reifier, _REIFIES, ox.Triple(subject, predicate, node), at, at, at)
            else:
                self.next()
                if reifier is None:
                    reifier = ox.BlankNode()
                    self._emit(reifier, _REIFIES, ox.Triple(subject, predicate, node), at, at, at)
                self._predicates(reifier, at)
                self.take("|}")

    def _reifier(self) -> Any:
        if self.kind in ("iri", "name", "blank"):
            return self._term()[0]
        self._stamp = self._count
        return ox.BlankNode()

    def _node(self, link: Callable[[Any, Span], None], *, subject: bool = False) -> Any:
        """A term or a structure; ``link`` is called with it where the parser knows the triple that it is the object
        of."""
        at = self.span
        if self.kind == "mark" and self.token == "[":
            node: Any = ox.BlankNode()
            self.next()
            self._predicates(node, at)
            self.take("]")
            link(node, at)
            return node
        if self.kind == "mark" and self.token == "(":
            return self._list(link)
        if self.kind == "mark" and self.token == "<<":
            return self._reified(link)
        node, at = self._term()
        link(node, at)
        return node

    def _list(self, link: Callable[[Any, Span], None]) -> Any:
        head, at = ox.BlankNode(), self.span
        self.next()
        if self.take(")"):
            link(_NIL, at)
            return _NIL
        cell, join, where = head, link, at
        while not self.take(")"):
            begin = self.span

            def first(node: Any, item_at: Span, cell: Any = cell, begin: Span = begin) -> None:
                self._emit(cell, _FIRST, node, begin, begin, item_at)

            self._stamp = self._count
            join(cell, where)
            self._node(first)
            last, last_at, following, where = cell, begin, ox.BlankNode(), self.span
            if self.kind == "":
                raise _Stuck

            def join(node: Any, cell_at: Span, last: Any = last, last_at: Span = last_at) -> None:
                self._emit(last, _REST, node, last_at, last_at, cell_at)

            cell = following
        join(_NIL, where)
        return head

    def _reified(self, link: Callable[[Any, Span], None]) -> Any:
        at = self.span
        self.next()
        inner = self._inner()
        if self.take("~"):
            node = self._reifier()
        else:
            node, self._stamp = ox.BlankNode(), self._count
        self._emit(node, _REIFIES, inner, at, at, at)
        self.take(">>")
        link(node, at)
        return node

    def _inner(self) -> ox.Triple:
        subject = self._plain()
        predicate = _TYPE if self.token == "a" else self._iri(self.token)
        self.next()
        return ox.Triple(subject, predicate, self._plain())

    def _plain(self) -> Any:
        """A term within a triple term: no list, and no property list but an empty one."""
        return self._node(lambda _node, _at: None)

    def _term(self) -> tuple[Any, Span]:
        kind, token, at = self.kind, self.token, self.span
        if token == "<<(":
            self.next()
            inner = self._inner()
            end = self.span[1]
            self.take(")>>")
            return inner, (at[0], end)
        if token == "[":  # as a graph's name
            self.next()
            self.take("]")
            return ox.BlankNode(), at
        self.next()
        if kind in ("iri", "name"):
            return self._iri(token), at
        if kind == "blank":
            return ox.BlankNode(token[2:]), at
        if kind == "number":
            name = "double" if re.search("[eE]", token) else "decimal" if "." in token else "integer"
            return ox.Literal(token, datatype=ox.NamedNode(_XSD + name)), at
        if kind == "word" and token in ("true", "false"):
            return ox.Literal(token, datatype=ox.NamedNode(_XSD + "boolean")), at
        if kind == "string":
            return self._literal(token, at)
        raise _Stuck

    def _literal(self, token: str, at: Span) -> tuple[ox.Literal, Span]:
        edge = 3 if token[:3] in ('"""', "'''") and len(token) > 5 else 1
        value = _unescaped(token[edge:-edge])
        if self.kind == "at":
            tag, end = self.token[1:], self.span[1]
            self.next()
            language, _, direction = tag.partition("--")
            if direction:
                return ox.Literal(value, language=language, direction=ox.BaseDirection(direction)), (at[0], end)
            return ox.Literal(value, language=language), (at[0], end)
        if self.take("^^"):
            end, datatype = self.span[1], self._iri(self.token)
            self.next()
            return ox.Literal(value, datatype=datatype), (at[0], end)
        self._stamp = self._count
        return ox.Literal(value), at

    def _iri(self, token: str) -> ox.NamedNode:
        known = self._iris.get(token)
        if known is None or token[0] != "<":
            known = self._iris[token] = ox.NamedNode(self._resolved(token))
        return known

    def _resolved(self, token: str) -> str:
        if token[0] == "<":
            iri = _unescaped(token[1:-1])
            if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", iri):
                return iri
            # The parser resolves it, so that both do it alike.
            (quad,) = ox.parse(f"<{iri}> <urn:x> 1 .", format=ox.RdfFormat.TURTLE, base_iri=self.base)
            return str(quad.subject)[1:-1]
        prefix, colon, local = token.partition(":")
        if not colon or prefix not in self.prefixes:
            raise _Stuck
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _LETTERS.get(m[3], m[3]), text)
