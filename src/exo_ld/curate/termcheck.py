"""The check of every outside term of the graph against the reference tables.

A term is wrong where it is not in its vocabulary's table, obsolete there, labelled differently, of a prefix that is not
known, or written in a form on which nothing joins.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, EXOS, ONTOLOGY, PREFIXES, canonical, contract
from ..report.places import locate
from ..sources import folder, further, quads, sources
from .tables import Tables, space

__all__ = ["TermCheck", "Wrong", "check_terms"]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")

# XML Schema has no table here; these are the ones of https://www.w3.org/TR/owl2-syntax/#Datatype_Maps and the dates in
# use.
_DATATYPES = frozenset(
    "string boolean decimal integer double float dateTime date gYear gYearMonth anyURI nonNegativeInteger".split()
)
_PAGES = ("https://creativecommons.org/", "https://doi.org/", "https://orcid.org/")


class Wrong(NamedTuple):
    """One term that is wrong: where it stands, its id, its label here and there (empty where there is none), and what
    is wrong."""

    where: str
    term: str
    here: str
    there: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.term}: {self.what} (label here: {self.here or 'none'}; there: {self.there or 'none'})"
        )


@dataclass
class TermCheck:
    """The outcome of `check_terms`: what is wrong, how many terms were checked, and which could not be, by
    vocabulary."""

    wrong: list[Wrong] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    unchecked: Counter[str] = field(default_factory=Counter)

    def text(self) -> str:
        """The outcome as lines for a person."""
        lines = [str(one) for one in self.wrong]
        lines += [f"checked    {name:<16} {count:>5} terms" for name, count in sorted(self.checked.items())]
        lines += [
            f"unchecked  {name:<16} {count:>5} terms (no table)" for name, count in sorted(self.unchecked.items())
        ]
        lines.append(
            f"{self.checked.total()} outside terms checked, {self.unchecked.total()} unchecked, {len(self.wrong)} wrong"
        )
        return "\n".join(lines)


class _Use(NamedTuple):
    """A use of an outside term: the file, the IRIs that lead to its line, its label there (empty where none is
    given)."""

    path: str
    line: tuple[str, ...]
    label: str


def check_terms(tables: str, root: str | None = None, data: str | None = None) -> TermCheck:
    """Check every outside term of the built graph and of the mappings against the reference tables in the folder
    ``tables``; only those of the folder ``data``, where one of someone's own is named.

    Returns a TermCheck. Raises DataError where the tables, or the one of a vocabulary that has a slice, are missing or
    damaged.
    """
    known, outcome = Tables(tables), TermCheck()
    graph = [(source.path, quad) for source in (further([data]) if data else sources(root)) for quad in quads(source)]
    for path in sorted({path for path, _ in graph if os.path.basename(os.path.dirname(path)) == "imports"}):
        name = os.path.splitext(os.path.basename(path))[0]
        known.need(name, f"{path} is built from it")
    seen: set[tuple[str, str]] = set()
    counted: set[str] = set()
    for iri, use in _uses(graph, data or folder("ontology", root)):
        if (iri, use.label) not in seen:
            seen.add((iri, use.label))
            outcome.wrong += _judge(iri, use, known, outcome, first=iri not in counted)
            counted.add(iri)
    outcome.wrong.sort()
    return outcome


def _uses(graph: list[tuple[str, ox.Quad]], base: str) -> Iterator[tuple[str, _Use]]:
    for path, quad in graph:
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and not node.value.startswith((EXO, EXOD, EXOS, ONTOLOGY)):
                labelled = quad.predicate == _LABEL and node == quad.subject
                given = quad.object.value if labelled and isinstance(quad.object, ox.Literal) else ""
                named = isinstance(quad.subject, ox.NamedNode)
                line = [n.value for n in (quad.subject, quad.predicate, quad.object) if isinstance(n, ox.NamedNode)]
                yield (
                    node.value,
                    _Use(
                        path,
                        tuple(line if given else line[: line.index(node.value) + 1] if named else [node.value]),
                        given,
                    ),
                )
    place = os.path.join(base, "mappings")
    for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
        yield from _mapped(os.path.join(place, name))


def _mapped(path: str) -> Iterator[tuple[str, _Use]]:
    """The outside objects of an SSSOM file; the line is that of the row, which holds the CURIE."""
    from ..prefixes import expand

    with open(path, encoding="utf-8", newline="") as file:
        rows = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        iri = expand(row.get("object_id") or "")
        if iri and not iri.startswith(EXO):
            yield iri, _Use(path, (row["subject_id"], row["object_id"]), row.get("object_label") or "")


def _judge(iri: str, use: _Use, known: Tables, outcome: TermCheck, *, first: bool) -> Iterator[Wrong]:
    """What is wrong with one term as it is used there; it is counted where it comes ``first``."""

    def wrong(what: str, there: str = "") -> Wrong:
        where = _row(use) if use.path.endswith(".tsv") else locate(use.path, *use.line)
        return Wrong(where, contract(iri) or f"<{iri}>", use.label, there, what)

    if canonical(iri) != iri:
        yield wrong(f"not the form to join on; write <{canonical(iri)}>")
        return
    named = str(use.line[1]) if use.path.endswith(".tsv") else None  # a value of an enumeration, which no Turtle writes
    curie = contract(iri) or named
    if iri.startswith(_PAGES):
        outcome.unchecked["web pages"] += first
        return
    if curie is None or space(curie) == "obo":
        yield wrong("its prefix is not known; use a vocabulary of prefixes.py, or add it there")
        return
    prefix = space(curie)
    if prefix == "xsd":
        outcome.checked[prefix] += first
        if curie.removeprefix("xsd:") not in _DATATYPES:
            yield wrong("not a datatype of OWL 2")
        return
    name = known.name(prefix)
    if known.rows(name) is None:
        outcome.unchecked[prefix] += first
        return
    outcome.checked[prefix] += first
    row = known.row(curie)
    if row is None:
        yield wrong(f"not in the reference table {name}.tsv; look the right id up")
    elif row.obsolete:
        yield wrong(f"obsolete{f'; use {row.replaced_by}' if row.replaced_by else ''}", row.label)
    elif use.label and use.label != row.label:
        yield wrong("labelled differently", row.label)


def _row(use: _Use) -> str:
    with open(use.path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if set(use.line) <= set(line.split("\t")):
                return f"{use.path}:{number}"
    return use.path
