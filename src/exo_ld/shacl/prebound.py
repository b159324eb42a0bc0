"""A SPARQL constraint's SELECT asked for all focus nodes at once.

SHACL evaluates it for each focus node with $this bound beforehand (https://www.w3.org/TR/shacl/#sparql-constraints-prebound).
Here the pattern of the targets, which binds ?this, is put at the start of every group in which $this can be met: so it is bound
where a FILTER or BIND of an inner group asks for it, which a join from outside would not bring about. The group of an EXISTS
takes its bindings from outside and is left as it is.
"""

from __future__ import annotations

import re

from ..errors import DataError

__all__ = ["for_all"]

_TOKEN = re.compile(
    r"""(?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\#[^\n]*|<[^<>"{}|^`\s]*>)
    |(?P<variable>[$?]\w+)|(?P<word>[A-Za-z_][\w-]*(?::[\w.-]*)?)|(?P<open>\{)|(?P<close>\})|(?P<other>.)""",
    re.X | re.S,
)
_INNER = re.compile(r"\s*SELECT\b(?P<head>[^{]*)", re.I)
_FORBIDDEN = {"MINUS", "VALUES", "SERVICE"}  # by SHACL, where a variable is bound beforehand


def for_all(select: str, targets: str, path: str | None) -> str:
    """The SELECT with ``targets``, a pattern that binds ?this, in place of a $this bound beforehand; ``path`` is what $PATH means.

    Raises DataError for what SHACL forbids in such a SELECT.
    """
    out: list[str] = []
    word = ""  # the last one, where nothing but space has followed
    within = 0  # how many groups deep in that of an EXISTS
    for match in _TOKEN.finditer(select):
        token, kind = match.group(), match.lastgroup
        if kind == "word" and token.upper() in _FORBIDDEN:
            raise DataError(f"{token.upper()} may not stand in a SPARQL constraint; say it with FILTER NOT EXISTS, or in another way")
        if kind == "variable":
            if word == "AS" and token[1:] == "this":
                raise DataError("a SPARQL constraint may not bind $this anew")
            token = path if token == "$PATH" and path else "?" + token[1:]
        elif kind == "open":
            inner = _INNER.match(select, match.end())
            if inner and not re.search(r"[$?]this\b", inner["head"]):
                raise DataError("a SELECT within a SPARQL constraint must select $this")
            if within or word == "EXISTS":
                within += 1
            elif not inner:
                token = f"{{ {targets} "
        elif kind == "close" and within:
            within -= 1
        if not token.isspace():
            word = token.upper() if kind == "word" else ""
        out.append(token)
    return "".join(out)
