"""The text of a SPARQL query, as far as it can be read without parsing it: its words, and the prefixes that it uses and declares."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ..errors import UsageError
from ..prefixes import PREFIXES

__all__ = ["spelled_out", "undeclared", "unknown_prefix", "with_prefixes", "words"]

# Comments, IRIs, strings, prefixed names and variables are not words of the query language. The order matters.
_TOKEN = re.compile(
    r"#[^\n\r]*|<[^<>\"{}|^`\\\x00-\x20]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'"
    r"|_:[\w.\-]+|(?P<prefix>\w?[\w.\-]*):[\w.:%\\\-]*|[?$@]\w+|(?P<word>[A-Za-z]\w*)|.",
    re.S,
)


def words(text: str) -> list[str]:
    """The words of the query language in ``text``, in capitals: what stands in no comment, IRI, string, name or variable.

    >>> words('PREFIX x: <http://service#> SELECT ?load { ?s x:service "INSERT" } # DROP')
    ['PREFIX', 'SELECT']
    """
    return [match["word"].upper() for match in _TOKEN.finditer(text) if match["word"]]


def undeclared(text: str) -> list[str]:
    """The prefixes that ``text`` uses and does not declare, in the order of their use.

    >>> undeclared('PREFIX x: <http://x/> SELECT * { ?s x:a exld:Claim ; a "y:z" }')
    ['exld']
    """
    declared: set[str] = set()
    used: dict[str, None] = {}
    last = ""
    for match in _TOKEN.finditer(text):
        if match["prefix"] is not None:
            if last == "PREFIX":
                declared.add(match["prefix"])
            else:
                used[match["prefix"]] = None
        if match.group().strip() and not match.group().startswith("#"):
            last = (match["word"] or "").upper()
    return [prefix for prefix in used if prefix not in declared]


def spelled_out(text: str, variables: list[str]) -> str | None:
    """``text`` with its outermost ``SELECT *`` naming ``variables`` in the order in which they come there; None where it has no such star.

    The embedded engine sorts the columns of a star by name, other engines do not.

    >>> spelled_out("SELECT * { ?b a ?a }", ["a", "b"])
    'SELECT ?b ?a { ?b a ?a }'
    """
    star: tuple[int, int] | None = None
    seen: dict[str, None] = {}
    selecting = False
    for match in _TOKEN.finditer(text):
        token, word = match.group(), (match["word"] or "").upper()
        if token[0] in "?$" and len(token) > 1:
            seen[token[1:]] = None
        if star or not token.strip() or token.startswith(("#", "<")) or match["prefix"] is not None:
            continue
        if token == "*" and selecting:
            star = match.span()
        elif word not in (("DISTINCT", "REDUCED") if selecting else ("PREFIX", "BASE", "SELECT")):
            return None
        selecting = selecting or word == "SELECT"
    if not star or not variables:
        return None
    named = [name for name in seen if name in variables] + [name for name in variables if name not in seen]
    return f"{text[: star[0]]}{' '.join('?' + name for name in named)}{text[star[1] :]}"


def with_prefixes(text: str) -> str:
    """``text`` with the house's own prefixes declared where it uses one undeclared, in front of its first line.

    Raises UsageError for a prefix that nobody declares.
    """
    needed = undeclared(text)
    for prefix in needed:
        if prefix not in PREFIXES:
            raise unknown_prefix(prefix)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in needed) + text


def unknown_prefix(prefix: str) -> UsageError:
    """What is said of a prefix that is declared nowhere."""
    folded = {known.lower(): known for known in PREFIXES}
    near = [folded[found] for found in get_close_matches(prefix.lower(), folded, 3, 0.6)]
    hint = f"; near: {', '.join(near)}" if near else ""
    return UsageError(f"the prefix {prefix + ':'!r} is declared nowhere; write PREFIX {prefix}: <...> at the top of the query{hint}")
