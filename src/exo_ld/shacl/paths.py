"""SHACL paths as SPARQL paths: https://www.w3.org/TR/shacl/#property-paths"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from .dialect import Dialect
from .shapes import Shapes

__all__ = ["path"]

_SIGNS = {
    "inversePath": ("^", ""),
    "zeroOrMorePath": ("", "*"),
    "oneOrMorePath": ("", "+"),
    "zeroOrOnePath": ("", "?"),
}


def path(s: Shapes, node: Any, dialect: Dialect, above: tuple[Any, ...] = ()) -> str:
    """The path at ``node``, which stands within those ``above``. Raises DataError where it is none."""
    if isinstance(node, ox.NamedNode):
        return str(node)
    if node in above:
        raise s.fault(node, "is part of itself; what that means is not defined")
    above = (*above, node)
    kinds = [key for key in (*_SIGNS, "alternativePath") if s.objects(node, key)]
    if s.is_list(node):
        return _members(s, node, node, "/", dialect, above)
    if len(kinds) != 1:
        choices = ", ".join(f"sh:{kind}" for kind in (*_SIGNS, "alternativePath"))
        raise s.fault(node, f"is no path; it is one property, a list, or one of {choices}")
    if kinds == ["alternativePath"]:
        return _members(s, node, s.one(node, "alternativePath"), "|", dialect, above)
    before, after = _SIGNS[kinds[0]]
    if dialect.server and after in ("*", "?") and s.may_be_nothing():
        raise s.fault(node, f"sh:{kinds[0]} and a sh:targetNode that a server may not hold: check the data as files")
    return f"({before}{path(s, s.one(node, kinds[0]), dialect, above)}{after})"


def _members(s: Shapes, node: Any, members: Any, sign: str, dialect: Dialect, above: tuple[Any, ...]) -> str:
    if len(found := s.items(members)) < 2:
        raise s.fault(node, "is no path; a sequence or a choice has two members or more")
    return "(" + sign.join(path(s, member, dialect, above) for member in found) + ")"
