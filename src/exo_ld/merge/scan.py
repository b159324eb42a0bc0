"""Blocks of N-Triples and N-Quads lines searched as bytes, without an object for each triple.

Hyperscan (https://www.hyperscan.io/) looks for thousands of patterns in one pass. It finds the lines that may be
malformed (all others are well-formed: the pattern is the complement of a part of the grammar of
https://www.w3.org/TR/n-triples/ that nearly all data keeps to), the lines with certain subjects, which of some IRIs
occur, and with what kinds of objects some properties are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..errors import UsageError

__all__ = ["Found", "Scanner"]

_GAP, _WORD = rb"[ \t]*", rb"[^\x00-\x20<>\"{}|^`\\]"
_SCHEME = rb"[A-Za-z][A-Za-z0-9+.\-]*"
_IRI = rb"<" + _SCHEME + rb":" + _WORD + rb"*>"
_HEX = rb"[0-9A-Fa-f]"
_NO_IRI = rb"<(?:[^A-Za-z]|" + _SCHEME + rb"[^A-Za-z0-9+.\-:]|" + _SCHEME + rb":" + _WORD + rb"*[\x00-\x20<\"{}|^`\\])"
# What RFC 3987 allows in some places of an IRI only; patterns of their own, which keeps the automaton small.
_ODD_IRIS = [
    rb"<" + _SCHEME + rb"://[^\x00-\x20<>/?#\"]*[:@]",
    rb"<" + _WORD + rb"*(?:[\[\]]|%(?:[^0-9A-Fa-f]|" + _HEX + rb"[^0-9A-Fa-f])|#" + _WORD + rb"*#)",
]
_BLANK, _NO_BLANK = (
    rb"_:[A-Za-z0-9_][A-Za-z0-9_\-]*[ \t]",
    rb"_(?:[^:]|:[^A-Za-z0-9_]|:[A-Za-z0-9_][A-Za-z0-9_\-]*[^A-Za-z0-9_\- \t])",
)
_ESCAPED = rb"\\(?:[tbnrf\"'\\]|u(?:[0-9A-CE-Fa-ce-f]" + _HEX + rb"|[Dd][0-7])" + _HEX + rb"{2})"
_NOT_ESCAPED = (
    rb"\\(?:[^tbnrfu\"'\\]|u(?:[^0-9A-Fa-f]|[Dd][^0-7]|[0-9A-CE-Fa-ce-f][^0-9A-Fa-f]|"
    + _HEX
    + rb"{2}(?:[^0-9A-Fa-f]|"
    + _HEX
    + rb"[^0-9A-Fa-f])))"
)
_OPEN = rb"\"(?:[^\"\\\r\n]|" + _ESCAPED + rb")*"
_NO_TEXT = _OPEN + rb"(?:[\r\n]|" + _NOT_ESCAPED + rb")"
_TONGUE = rb"@[A-Za-z]{2,3}(?:-[A-Za-z]{2})?[ \t.]"
_NO_TONGUE = (
    rb"@(?:[^A-Za-z]|[A-Za-z][^A-Za-z]|[A-Za-z]{2}[^A-Za-z\- \t.]|[A-Za-z]{3}[^\- \t.]"
    rb"|[A-Za-z]{2,3}-(?:[^A-Za-z]|[A-Za-z][^A-Za-z]|[A-Za-z]{2}[^ \t.]))"
)


def _any(*parts: bytes) -> bytes:
    return rb"(?:" + b"|".join(parts) + rb")"


def _suspect(graphs: bool) -> bytes:
    """A pattern that matches in every line that is not plainly a statement, a comment or empty; it may match in some
    that are."""
    term = _any(_IRI, _BLANK)
    end = rb"\.[ \t]*(?:[^ \t#\r\n]|(?:#[^\r\n]*)?\r[^\n])"
    tail = _GAP + _any(rb"[^ \t.]", end)
    if graphs:
        tail = _GAP + _any(rb"[^ \t.<_]", end, _any(_NO_IRI, _NO_BLANK, term + tail))
    # A language tag is read with the character after it; where that is the full stop, what follows is the end.
    tongue = rb"@[A-Za-z]{2,3}(?:-[A-Za-z]{2})?" + _any(rb"[ \t]" + tail, end)
    typed = rb"\^(?:[^^]|\^" + _any(rb"[^<]", _NO_IRI, _IRI + tail) + rb")"
    text = _OPEN + rb"\"" + _any(rb"[^@^ \t.]", _NO_TONGUE, tongue, typed, rb"[ \t]" + tail, end)
    value = _any(rb"[^ \t<_\"]", _NO_IRI, _NO_BLANK, term + tail, _NO_TEXT, text)
    property_ = _GAP + _any(rb"[^ \t<]", _NO_IRI, _IRI + _GAP + value)
    # A statement begins where its line does: others are looked at one by one.
    return rb"\n" + _any(rb"[^<_#\r\n]", rb"(?:#[^\r\n]*)?\r[^\n]", _NO_IRI, _NO_BLANK, term + property_)


class Found(NamedTuple):
    """What is in a block: spans of lines that may be malformed and of lines with a subject that was asked for; how many
    lines are no statement; which terms and variants occur; and the properties in use, each with the first byte of an
    object."""

    suspects: list[tuple[int, int]]
    lines: list[tuple[int, int]]
    empty: int
    terms: set[bytes]
    variants: set[bytes]
    uses: set[tuple[bytes, bytes]]


class Scanner:
    """A search for certain things, compiled once.

    Args:
        subjects: how the subjects begin whose lines are wanted, as N-Triples writes them (a whole IRI has its closing
          bracket).
        terms: IRIs in brackets of which it is asked whether they occur anywhere.
        properties: IRIs in brackets of which it is asked with what kinds of objects they are used.
        variants: beginnings of IRIs, with the opening bracket, of which it is asked whether they occur.
        graphs: whether the lines are N-Quads.

    Raises:
        UsageError: Hyperscan is not installed.
    """

    def __init__(
        self,
        subjects: Iterable[bytes] = (),
        terms: Iterable[bytes] = (),
        properties: Iterable[bytes] = (),
        variants: Iterable[bytes] = (),
        *,
        graphs: bool = False,
        syntax: bool = True,
    ) -> None:
        try:
            import hyperscan
        except ImportError:
            raise UsageError("merging needs hyperscan: pip install 'exo-ld[share]'") from None
        once = hyperscan.HS_FLAG_SINGLEMATCH
        sought: list[tuple[bytes, int, str, Any]] = [
            (rb"\n" + re.escape(subject), 0, "line", None) for subject in subjects
        ]
        sought += [(re.escape(term), once, "term", term) for term in terms]
        sought += [
            (rb"[ \t]" + re.escape(p) + rb"[ \t]*" + kind, once, "use", (p, kind))
            for p in properties
            for kind in (b"<", b'"', b"_")
        ]
        sought += [(re.escape(variant), once, "variant", variant) for variant in variants]
        sought.append((rb"\n(?:#|\r?\n)", 0, "empty", None))
        grammar: list[tuple[bytes, int, str, Any]] = [
            (pattern, 0, "suspect", None) for pattern in (_suspect(graphs), *_ODD_IRIS)
        ]
        # Two passes, each of its own kind, take a third of the time of one.
        self._passes = []
        for patterns in (grammar if syntax else [], sought):
            if patterns:
                database = hyperscan.Database()
                expressions, flags = [p for p, *_ in patterns], [flag for _, flag, *_ in patterns]
                database.compile(
                    expressions=expressions, ids=list(range(len(patterns))), elements=len(patterns), flags=flags
                )
                self._passes.append((database, [(kind, value) for *_, kind, value in patterns]))

    def __call__(self, block: bytes) -> Found:
        """What is in ``block``: whole lines, after a newline of which its first byte is one."""
        hits: list[tuple[str, Any, int]] = []

        def hit(number: int, _start: int, end: int, _flags: int, what: Any) -> None:
            hits.append((*what[number], end))

        for database, what in self._passes:
            database.scan(block, match_event_handler=hit, context=what)
        found = Found([], [], 0, set(), set(), set())
        suspects, lines, empty = set(), set(), 0
        for kind, value, end in hits:
            if kind == "suspect":
                suspects.add(_line(block, end - 1))
            elif kind == "line":
                lines.add(_line(block, end - 1))
            elif kind == "empty":
                empty += 1
            elif kind == "term":
                found.terms.add(value)
            elif kind == "variant":
                found.variants.add(value)
            elif len(block[slice(*_line(block, end - 1))][: end - 1].partition(value[0])[0].split()) == 1:
                found.uses.add(value)  # else it stands as an object, before a graph
        return found._replace(suspects=sorted(suspects), lines=sorted(lines), empty=empty)


def _line(block: bytes, at: int) -> tuple[int, int]:
    """The span of the line that byte ``at`` is in, with the newline at its end."""
    return block.rfind(b"\n", 0, at) + 1, block.find(b"\n", at) + 1
