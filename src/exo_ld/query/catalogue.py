"""The canned queries: one question a file, its header in ``#+`` lines, its parameters as marked VALUES lines.

A parameter ``disease`` stands in the body as ``VALUES ?p_disease { UNDEF } #+ disease``. The body runs as it is in any
SPARQL 1.1 engine; a value is put in by rewriting that line from a parsed term, so nothing typed is pasted.

A line ``#+ given disease: ?model exld:disease ?p_disease .`` is used only where ``disease`` has a value, with the
value for ``?p_disease``. It says again, as a pattern, what a FILTER of the query demands, so that an engine starts
from the value in place of comparing it with all there is; it never changes the rows. Such lines are chosen for the
embedded engine and not sent to others, of which Virtuoso 7 finds wrong rows for paths with a bound end.

A parameter of the type service stands as a group ``{ #+ service``: given an address, that group is asked of the
endpoint there (``SERVICE <address> {``); without one, of the same store as the rest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import yaml

from ..errors import DataError, UsageError, quoted
from ..files import read_text, tree
from ..prefixes import expand
from ..sources import folder

__all__ = ["Catalogue", "Parameter", "Query", "parse_query", "rewrite", "shipped"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick, where PyYAML was built with libyaml
_SCOPES = ("part", "whole")
_TYPES = ("term", "string", "integer", "service")
_SERVICE = re.compile(r"^(\s*)(\{\s*#\+\s*(\w+)\s*)$", re.M)
_GIVEN = re.compile(r"^( *)#\+ given (\w+): (.*)$", re.M)
_MARK = re.compile(
    r"^(?P<start>\s*VALUES\s+\?p_(?P<variable>\w+)\s*\{)(?P<held>[^}]*)(?P<end>\}\s*#\+\s*(?P<name>\w+)\s*)$", re.M
)
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.M | re.I)


class Parameter(NamedTuple):
    """A parameter of a query: ``kind`` is term, string, integer or service; ``default`` is what its marked line in the
    body holds, which counts where no value is given, None for UNDEF."""

    name: str
    kind: str
    default: Any
    description: str

    @property
    def about_one_thing(self) -> bool:
        """Whether it always has a value, since it has a default: the one thing that the answer is about. Other
        parameters narrow an answer, and what belongs to the thing named counts, too."""
        return self.default is not None


class Query(NamedTuple):
    """A canned query: its name (the file's stem), summary, tags, parameters by name, columns (name to meaning), text.

    ``scope`` is whole where the query, without parameters, reads so much of the graph that a store in memory is sooner
    filled than the one on disk read; else part.
    """

    name: str
    summary: str
    tags: list[str]
    params: dict[str, Parameter]
    columns: dict[str, str]
    entailment: str
    scope: str
    text: str


def parse_query(name: str, text: str, path: str) -> Query:
    """Read one ``.rq`` file's header. Raises DataError naming the file where header and body do not fit together."""
    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        fields = yaml.load(header, _Loader) or {}
        params = {
            key: Parameter(key, spec["type"], spec.get("default"), _description(spec))
            for key, spec in (fields.get("params") or {}).items()
        }
        query = Query(
            name,
            fields["summary"],
            fields["tags"],
            params,
            fields.get("columns") or {},
            fields.get("entailment", "none"),
            fields.get("scope", "part"),
            text,
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"{path}: its #+ header cannot be read ({error}); see docs/developing.md, Add a query"
        ) from None
    _check(query, path)
    return query


def _check(query: Query, path: str) -> None:
    """Raise DataError where a query's header says other than its body."""
    text, params = query.text, query.params
    marks = list(_MARK.finditer(text))
    services = [match.group(3) for match in _SERVICE.finditer(text)]
    marked = [mark["variable"] for mark in marks] + services
    if sorted(marked) != sorted(params) or any(mark["variable"] != mark["name"] for mark in marks):
        raise DataError(
            f"{path}: params are {sorted(params)}, marked VALUES lines are {sorted(marked)}; they must be the same"
        )
    if wrong := [p.name for p in params.values() if (p.kind == "service") != (p.name in services)]:
        raise DataError(
            f"{path}: {quoted(wrong[0])} must be both of the type service and a group {{ #+ {wrong[0]}, or neither"
        )
    if query.scope not in _SCOPES:
        raise DataError(f"{path}: scope {quoted(query.scope)}; use one of {', '.join(_SCOPES)}")
    if strange := [name for _, name, _ in _GIVEN.findall(text) if name not in params]:
        raise DataError(f"{path}: '#+ given {strange[0]}' names no parameter; params are {sorted(params)}")
    if bad := [p.kind for p in params.values() if p.kind not in _TYPES]:
        raise DataError(f"{path}: parameter type {quoted(bad[0])}; use one of {', '.join(_TYPES)}")
    held = {mark["name"]: _in_full(mark["held"].strip(), text) for mark in marks} | dict.fromkeys(services, "UNDEF")
    for parameter in params.values():
        if held[parameter.name] != _default(parameter):
            raise DataError(
                f"{path}: {parameter.name} has the default {quoted(parameter.default)} in the header, and "
                f"{held[parameter.name]} in the body, which counts; write the same in the header (null for UNDEF)"
            )


def _in_full(term: str, text: str) -> str:
    """A term of a query, its prefix written out."""
    prefix, colon, local = term.partition(":")
    spaces = dict(_PREFIX.findall(text))
    return f"<{spaces[prefix]}{local}>" if colon and prefix in spaces else term


def _default(parameter: Parameter) -> str:
    """What the marked line of a parameter holds if it is as the header says."""
    if parameter.default is None:
        return "UNDEF"
    given = str(parameter.default)
    if parameter.kind == "term":
        return f"<{expand(given) or given}>"
    return literal(parameter, given) if parameter.kind == "string" else given


def _description(spec: dict[str, Any]) -> str:
    """What is said of a parameter, with what is taken where it is not given: no subject is chosen without a word."""
    said, default = str(spec.get("description", "")), spec.get("default")
    return said if default is None else f"{said} (default: {default})".strip()


class Catalogue(Mapping[str, Query]):
    """The canned queries of a folder by name, in the order of their names; each is read at its first use.

    Raises DataError, at that use, where a query's header cannot be read.
    """

    def __init__(self, root: str | None = None) -> None:
        paths = tree(folder("queries", root), (".rq",))
        self._paths = {os.path.basename(path)[:-3]: path for path in paths}
        self._read: dict[str, Query] = {}

    def __getitem__(self, name: str) -> Query:
        if name not in self._read:
            path = self._paths[name]
            self._read[name] = parse_query(name, read_text(path), path)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@cache
def shipped(name: str) -> Query:
    """The canned query ``name`` as it is shipped, whatever queries a knowledge base of others has."""
    path = os.path.join(folder("queries"), f"{name}.rq")
    return parse_query(name, read_text(path), path)


def rewrite(query: Query, values: dict[str, list[str]], given: bool = True) -> str:
    """The query's text with ``values`` (parameter name to terms in SPARQL form) in its marked and, where ``given``,
    given lines.

    Of several values for one parameter any may hold; a given line that is no VALUES line has room for one only and is
    left out then.
    """

    def taken(line: re.Match[str]) -> str:
        indent, name, pattern = line.groups()
        if name not in values or (len(values[name]) > 1 and not pattern.startswith("VALUES")):
            return line.group(0)
        return re.sub(rf"\?p_{name}\b", lambda _: " ".join(values[name]), f"{indent}{pattern}")

    text = _GIVEN.sub(taken, query.text) if given else query.text
    text = _MARK.sub(
        lambda m: f"{m['start']} {' '.join(values[m['name']])} {m['end']}" if m["name"] in values else m[0],
        text,
    )
    return _SERVICE.sub(
        lambda m: f"{m.group(1)}SERVICE {values[m.group(3)][0]} {m.group(2)}" if m.group(3) in values else m.group(0),
        text,
    )


def literal(parameter: Parameter, text: str) -> str:
    """A string, integer or service parameter's value as a SPARQL term, escaped. Raises UsageError."""
    if parameter.kind == "service":
        from .address import address  # a cold start does not pay for urllib

        return f"<{address(text)}>"
    if parameter.kind == "integer":
        try:
            return str(int(text))
        except ValueError:
            raise UsageError(f"-p {parameter.name}={text}: give a whole number") from None
    escaped = "".join({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(c, c) for c in text)
    return f'"{escaped}"'
