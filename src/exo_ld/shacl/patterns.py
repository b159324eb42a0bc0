"""Regular expressions by the rules of XPath, which SPARQL's REGEX and so sh:pattern follow.

https://www.w3.org/TR/xpath-functions-31/#regex-syntax. A pattern that all engines read alike is left to them; one that
they read each in its own way (a back-reference, a class less another, a name character) is run here; what is no such
pattern is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..prefixes import PREFIXES

__all__ = ["Pattern", "matches", "pattern", "python"]

_ESCAPE = r"\\[\\|.?*+(){}\[\]^$\-nrt]"
_ONE = rf"(?:[^\\\[\](){{}}.*+?|^$]|{_ESCAPE})"
_IN_CLASS = rf"(?:[^\\\[\]\-&~^]|{_ESCAPE})"
_CLASS = rf"\[\^?(?:{_IN_CLASS}-{_IN_CLASS}|{_IN_CLASS}|\\[sd])+-?\]"
_PLAIN = re.compile(
    rf"(?P<atom>(?P<dot>\.)|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<class>{_CLASS})|\\[sd]|{_ONE})"
    r"(?P<often>(?:(?:[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})\??)?)|(?P<edge>[\^$|])"
)
_MEANT = {r"\s": r"[ \t\n\r]", r"\d": r"\p{Nd}", ".": r"[^\n\r]"}
_STRAY = re.compile(r"\\[^\\|.?*+(){}\[\]^$\-nrtsSiIcCdDwWpP1-9]|\\$|(?<![\\0-9,])\}")
_STRING = PREFIXES["xsd"] + "string"
_FLAGS = {"s": re.S, "m": re.M, "i": re.I, "x": re.X}


class Pattern(NamedTuple):
    """A pattern of XPath as an engine reads it, None where engines differ; and the flags for an engine."""

    plain: str | None
    flags: str


@lru_cache(maxsize=1000)
def pattern(text: str, flags: str = "") -> Pattern:
    """Read a pattern and its flags. Raises ValueError, which says what is wrong, where they are none of XPath's."""
    if wrong := sorted(set(flags) - {*_FLAGS, "q"}):
        raise ValueError(f"{', '.join(map(repr, wrong))} is no flag of a pattern; there are s, m, i, x and q")
    plain = _plain(*(given := _bare(text, flags)))
    if plain is None:
        python(text, flags)
    elif not _engine_reads(plain):
        raise ValueError("no pattern of XPath")
    return Pattern(plain, given[1])


@lru_cache(maxsize=1000)
def python(text: str, flags: str = "") -> re.Pattern[str]:
    """A pattern of XPath as Python reads it. Raises ValueError."""
    from elementpath.regex import RegexError, translate_pattern  # imports much, and few patterns need it

    text, flags = _bare(text, flags)
    if stray := _STRAY.search(re.sub(r"\\\\|\\[pP]\{[A-Za-z0-9-]+\}", "", text)):
        raise ValueError(f"{stray[0]} is nothing in a pattern of XPath")
    text = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", _spaced, text, flags=re.S)
    asked = re.NOFLAG
    for flag in flags:
        asked |= _FLAGS[flag]
    try:
        return re.compile(translate_pattern(text, int(asked)), asked)
    except (RegexError, re.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error).split("\n")[0]) from None


def matches(text: Any, given: Any, flags: Any = None) -> Any:
    """REGEX of SPARQL as a function for an engine: literals in, a truth value out; None, an error, for what is no
    pattern."""
    if not all(
        isinstance(term, ox.Literal) and (term.language or term.datatype.value == _STRING) for term in (text, given)
    ):
        return None
    try:
        return ox.Literal(python(given.value, flags.value if flags is not None else "").search(text.value) is not None)
    except ValueError:
        return None


def _engine_reads(plain: str) -> bool:
    solutions: Any = ox.Store().query(f"SELECT (REGEX('', {ox.Literal(plain)}) AS ?ok) {{}}")
    return next(iter(solutions))["ok"] is not None


def _spaced(token: re.Match[str]) -> str:
    """An escape or a class with XPath's space, four characters, in place of Python's."""
    if token[0] == r"\s":
        return _MEANT[r"\s"]
    return (
        re.sub(r"\\.", lambda m: r" \t\n\r" if m[0] == r"\s" else m[0], token[0])
        if token[0].startswith("[")
        else token[0]
    )


def _bare(text: str, flags: str) -> tuple[str, str]:
    """The pattern and its flags without x (space that does not count) and q (nothing but letters)."""
    rest = "".join(sorted(set(flags) - {"q", "x"}))
    if "q" in flags:
        return re.sub(r"([\\|.?*+(){}\[\]^$-])", r"\\\1", text), rest.replace("s", "").replace("m", "")
    if "x" in flags:
        parts = re.split(r"(\[(?:[^\]\\]|\\.)*\])", text)
        text = "".join(part if n % 2 else re.sub(r"[ \t\n\r]", "", part) for n, part in enumerate(parts))
    return text, rest


def _plain(text: str, flags: str) -> str | None:
    """The pattern with ``.``, ``\\s`` and ``\\d`` written out; None where it holds more than engines read alike."""
    out, depth, at = [], 0, 0
    while at < len(text):
        found = _PLAIN.match(text, at)
        if found is None or (found["open"] and found["often"]):
            return None
        depth += bool(found["open"]) - bool(found["close"])
        if depth < 0:
            return None
        atom = found["atom"] or found["edge"]
        if found["class"]:
            if re.search(r"\\\\[sd]", atom):
                return None
            atom = atom.replace(r"\s", r" \t\n\r").replace(r"\d", r"\p{Nd}")
        elif not (found["dot"] and "s" in flags):
            atom = _MEANT.get(atom, atom)
        out.append(atom + (found["often"] or ""))
        at = found.end()
    return None if depth else "".join(out)
