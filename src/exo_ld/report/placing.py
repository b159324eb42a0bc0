"""From what a check found to findings with a file, a line, a column and an excerpt of the source.

Files are read for places only when there is something to place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..graph.intake import Input
from ..prefixes import PREFIXES, contract
from ..shacl.results import Result
from .findings import Finding
from .places import Place, Places, blank_nodes

__all__ = ["Spot", "fault", "first_uses", "place_nodes", "place_results", "relative", "short", "spot_of"]

_SH = PREFIXES["sh"]
_PLACED = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_LARGEST = 16 << 20  # bytes of a file in which the line of a fault is looked up
_WIDEST = 200  # characters of a line that an excerpt shows
_FIXES = {  # what the message of a shape cannot say, since it does not know the node
    "MinCountConstraintComponent": "add {path} to {focus}",
    "MaxCountConstraintComponent": "leave out a value of {path}",
    "ClosedConstraintComponent": "take {path} away from {focus}",
    "UniqueLangConstraintComponent": "leave out a value of {path} of the same language",
    "ClassConstraintComponent": "give {value} its type, or name another value",
}


class Spot(NamedTuple):
    """Where a finding is shown; the names are those of the fields of `Finding`."""

    file: str = ""
    line: int = 0
    column: int = 0
    width: int = 0
    excerpt: str = ""


def relative(path: str) -> str:
    """A path as it is shown: relative where it is below the current folder."""
    try:
        short = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if short.startswith("..") else short


def short(node: Any) -> str:
    """A term in short: a CURIE where there is one, a literal by its text, nothing for None."""
    return "" if node is None else contract(node.value) or str(node.value) if hasattr(node, "value") else str(node)


def fault(error: DataError, path: str) -> Finding:
    """The finding that a file could not be checked; the excerpt is taken from the file."""
    name = "standard input" if path == "-" else path
    line, column, message = (error.line, error.column, error.reason) if error.file == name else (0, 0, str(error))
    excerpt = ""
    if (
        line
        and path != "-"
        and not path.lower().endswith(".gz")
        and os.path.isfile(path)
        and os.path.getsize(path) <= _LARGEST
    ):
        try:
            with open(path, encoding="utf-8-sig", errors="replace", newline="\n") as text:
                said = next((t for number, t in enumerate(text, 1) if number == line), "").rstrip("\r\n")
            excerpt = _excerpt(said, column, 1)
        except OSError:
            pass
    spot = Spot(name if path == "-" else relative(path), line, column, 1 if column else 0, excerpt)
    return Finding("Error", "syntax" if line else "file", message=message, stage="parse", **spot._asdict())


def place_results(
    results: list[Result], files: list[Input], *, every: bool, always: Collection[Any] = ()
) -> Iterator[Finding]:
    """The findings of the results of SHACL, each in the file that says what is wrong.

    With ``every``, those that no file tells of too; without, only those on the nodes ``always``.
    """
    wanted = {node for r in results for node in (r.focus, r.value) if node is not None}
    said: dict[Any, list[Input]] = {}  # the files that say something of a node
    told: dict[Any, list[Input]] = {}  # and those that name it
    exact: dict[tuple[Any, Any, Any], Input] = {}
    for file in files if results else ():
        for quad in file.quads:
            if quad.subject in wanted:
                if not (homes := said.setdefault(quad.subject, [])) or homes[-1] is not file:
                    homes.append(file)
                if quad.object in wanted:
                    exact.setdefault((quad.subject, quad.predicate, quad.object), file)
            if quad.object in wanted and (not (homes := told.setdefault(quad.object, [])) or homes[-1] is not file):
                homes.append(file)
    chosen: dict[str, list[tuple[Result, Input]]] = {}
    for r in results:
        home = exact.get((r.focus, r.path, r.value)) or next(iter(said.get(r.focus, ()) or told.get(r.focus, ())), None)
        if home is not None:
            chosen.setdefault(home.path, []).append((r, home))
        elif every or r.focus in always:
            yield _finding(r, "", None, None)
    for path, pairs in chosen.items():
        places = _places(pairs[0][1], {node for r, _ in pairs for node in (r.focus, r.value)})
        for r, _ in pairs:
            # A value of a node shape is the focus node itself; one of a path of several steps is found wherever it
            # stands.
            value = None if r.value == r.focus else r.value
            yield _finding(r, path, places, places.find(r.focus, r.path, value) if places else None)


def place_nodes(nodes: Iterable[Any], files: list[Input]) -> dict[Any, Spot]:
    """Where each node is first said something of."""
    wanted = set(nodes)
    found: dict[Any, Spot] = {}
    for file in files if wanted else ():
        here = {quad.subject for quad in file.quads if quad.subject in wanted} - set(found)
        places = _places(file, here) if here else None
        for node in here:
            found[node] = _spot(file.path, places, places.find(node) if places else None)
    return found


def spot_of(file: Input, subject: Any, predicate: Any, value: Any) -> Spot:
    """Where a file says this."""
    places = _places(file, {subject})
    return _spot(file.path, places, places.find(subject, predicate, value) if places else None)


def first_uses(
    file: Input, terms: set[ox.NamedNode], but: Collection[Any] = ()
) -> Iterator[tuple[ox.NamedNode, Any, Spot]]:
    """Where a file first uses each of some terms as predicate or value: the term, the subject (none of ``but``), and
    the place."""
    uses: dict[ox.NamedNode, ox.Quad] = {}
    for quad in (quad for quad in file.quads if quad.subject not in but):
        for node in (quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and node in terms:
                uses.setdefault(node, quad)
    places = _places(file, {quad.subject for quad in uses.values()}) if uses else None
    for node, quad in uses.items():
        value = quad.object if quad.object == node else None
        place = places.find(quad.subject, quad.predicate, value) if places else None
        yield node, quad.subject, _spot(file.path, places, place)


def _places(file: Input, nodes: set[Any]) -> Places | None:
    if file.form not in _PLACED:
        return None
    blanks = blank_nodes(q.triple for q in file.quads) if any(isinstance(n, ox.BlankNode) for n in nodes) else []
    lines = file.form in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
    return Places(file.data.decode("utf-8", "replace"), blanks, nodes, lines=lines, base=file.base)


def _spot(path: str, places: Places | None, place: Place | None) -> Spot:
    if not places or not place:
        return Spot(path)
    return Spot(path, *place, _excerpt(places.line(place.line), place.column, place.width))


def _excerpt(line: str, column: int, width: int) -> str:
    """The line, and below it what is meant underlined; of a very long line what stands around it."""
    if len(line) > _WIDEST:
        start = max(0, column - _WIDEST // 2)
        line, column = line[start : start + _WIDEST], column - start
        width = min(width, len(line) - column + 1)
    pad = "".join("\t" if character == "\t" else " " for character in line[: column - 1])
    return f"{line}\n{pad}{'^' * max(1, width)}"


def _finding(r: Result, path: str, places: Places | None, place: Place | None) -> Finding:
    component = r.component.removeprefix(_SH)
    focus = _named(r.focus, places)
    names = {
        "focus": "this node" if focus.startswith("_:") else focus,
        "path": short(r.path),
        "value": _named(r.value, places),
    }
    hint = _FIXES.get(component, "")
    fix = hint.format(**names) if all(names[key] for key in re.findall(r"{(\w+)}", hint)) else ""
    shape = r.constraint if r.constraint and not r.constraint.startswith("_:") else r.shape
    terms = (
        r.focus,
        r.path,
        r.value,
        ox.NamedNode(r.component),
        None if shape.startswith("_:") else ox.NamedNode(shape),
    )
    return Finding(
        r.severity.removeprefix(_SH) if r.severity.startswith(_SH) else contract(r.severity) or r.severity,
        "_:shape" if shape.startswith("_:") else contract(shape) or shape,
        focus=focus,
        path=names["path"],
        value=names["value"],
        message=r.message,
        fix=fix,
        terms=(terms,),
        **_spot(path, places, place)._asdict(),
    )


def _named(node: Any, places: Places | None) -> str:
    """A term in short; a blank node by its place, since its label changes from run to run."""
    if isinstance(node, ox.BlankNode):
        place = places.find(node) if places else None
        return f"_:line{place.line}column{place.column}" if place else "_:blank"
    return short(node)
