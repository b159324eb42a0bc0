"""The text of a SPARQL query, as far as it can be read without parsing it: its words, and the prefixes that it uses and
declares."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ..errors import UsageError, brief, quoted
from ..prefixes import PREFIXES
from .tokens import COMMENT, IRI, STRING

__all__ = ["GRAPHS", "bearable", "kind", "spelled_out", "undeclared", "unknown_prefix", "with_prefixes", "words"]

GRAPHS = ("CONSTRUCT", "DESCRIBE")  # forms of a query that answer with triples
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

# Comments, IRIs, strings, prefixed names and variables are not words of the query language. The order matters. A quote
# that nothing closes ends the search: malformed, or two strings with nothing between.
_TOKEN = re.compile(
    rf"""(?P<comment>{COMMENT})|(?P<space>\s++)|(?P<iri>{IRI})|{STRING}|(?P<open>["'])
    |_:[\w.\-]++|[?$]\w++|@[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    |(?P<prefix>[\w.\-]*+):(?P<local>(?:[\w.:%\-]|\\.)*+)|(?P<run>[\w.\-]++)|.""",
    re.S | re.X,
)
HEAVIEST = 20_000  # groups, operators and words of a query: the engine recurses over them
_CALL = "SERVICE"
_HIDDEN_CALL = re.compile(r"\)[^>]*SERVICE", re.I)  # `?a<?b)SERVICE#>` is no IRI: a comparison, the word, a comment


def words(text: str) -> list[str]:
    """The words of the query language in ``text``, in capitals: what stands in no comment, IRI, string, name or
    variable.

    The engine reads ``1e5SERVICE``, ``SERVICE:x {`` and the like as the word SERVICE, so that word is given here
    wherever it may be read.

    >>> words('PREFIX x: <http://service#> SELECT ?load { ?s x:service "INSERT" } # DROP')
    ['PREFIX', 'SELECT']
    """
    found: list[str] = []
    named = False  # the token before may have been the word SERVICE and a name
    for match in _TOKEN.finditer(text):
        if match["space"] or match["comment"]:
            continue
        if named and match.group() == "{":
            found.append(_CALL)
        named = False
        if match["run"]:
            found += _words_of(match["run"])
        elif match["prefix"] and match["prefix"].upper().endswith(_CALL):
            named = not found or found[-1] not in ("GRAPH", "FROM", "NAMED")
        elif match["iri"] and _HIDDEN_CALL.search(match["iri"]):
            found.append(_CALL)
        elif match["open"]:  # all that follows is read as words
            return found + _words_of(text[match.end() :])
    return found


def kind(text: str) -> str:
    """The form of a query: SELECT, ASK or one of `GRAPHS`; "" where it has none. Raises UsageError for an update."""
    found = next((word for word in words(text) if word in ("SELECT", "ASK", *GRAPHS, *_UPDATES)), "")
    if found in _UPDATES:
        raise UsageError(f"the SPARQL query cannot be read: it is an update ({found}), and exo-ld only asks")
    return found


def _words_of(text: str) -> list[str]:
    found = [word.upper() for word in re.findall(r"[A-Za-z]\w*+", text)]
    return [_CALL if _CALL in word else word for word in found]


def undeclared(text: str) -> list[str]:
    """The prefixes that ``text`` uses and does not declare, in the order of their use.

    >>> undeclared('PREFIX x: <http://x/> SELECT * { ?s x:a exld:Claim ; a "y:z" }')
    ['exld']
    """
    declared: set[str] = set()
    used: dict[str, None] = {}
    last = ""
    for match in _TOKEN.finditer(text):
        if match["open"]:
            break
        if match["prefix"] is not None:
            name = match["prefix"].lstrip(".-")
            if last == "PREFIX":
                declared.add(name)
            else:
                used[name] = None
        if not (match["space"] or match["comment"]):
            last = (match["run"] or "").upper()
    return [prefix for prefix in used if prefix not in declared]


def spelled_out(text: str, variables: list[str]) -> str | None:
    """``text`` with its outermost ``SELECT *`` naming ``variables`` in the order in which they come there; None where
    it has no such star.

    The embedded engine sorts the columns of a star by name, other engines do not.

    >>> spelled_out("SELECT * { ?b a ?a }", ["a", "b"])
    'SELECT ?b ?a { ?b a ?a }'
    """
    star: tuple[int, int] | None = None
    seen: dict[str, None] = {}
    selecting = False
    for match in _TOKEN.finditer(text):
        token, word = match.group(), (match["run"] or "").upper()
        if match["open"]:
            break
        if token[0] in "?$" and len(token) > 1:
            seen[token[1:]] = None
        if star or match["space"] or match["comment"] or match["iri"] or match["prefix"] is not None:
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

    Raises UsageError for a prefix that nobody declares, and where the text is more than the engine can bear.
    """
    bearable(text)
    needed = undeclared(text)
    for prefix in needed:
        if prefix not in PREFIXES:
            raise unknown_prefix(prefix)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in needed) + text


def bearable(text: str) -> None:
    """Raises UsageError where ``text`` opens so many groups, or has so many operators and words, that the engine's
    stack could not bear it."""
    if len(text) <= HEAVIEST:
        return
    weight = sum(
        (match["run"] or "0")[0].isalpha() or (match.lastgroup is None and match.group() in "([{!+-*/|^&=<>")
        for match in _TOKEN.finditer(text)
    )
    if weight > HEAVIEST:
        raise UsageError(f"the query has more than {HEAVIEST:,} groups, operators and words; ask in parts")


def unknown_prefix(prefix: str) -> UsageError:
    """What is said of a prefix that is declared nowhere."""
    folded = {known.lower(): known for known in PREFIXES}
    near = [folded[found] for found in get_close_matches(prefix[:40].lower(), folded, 3, 0.6)]
    hint = f"; near: {', '.join(near)}" if near else ""
    prefix = brief(prefix, 40)
    return UsageError(
        f"the prefix {quoted(prefix + ':')} is declared nowhere; "
        f"write PREFIX {prefix}: <...> at the top of the query{hint}"
    )
