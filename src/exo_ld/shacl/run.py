"""SHACL: data checked against shapes, by one of two engines that find the same.

``fast`` compiles the shapes to SPARQL SELECTs (`exo_ld.shacl.compile`) and asks the embedded engine; ``pyshacl`` is the
reference, which runs everything in Python and takes minutes on a graph of our size. docs/decisions/0009 says why there
are two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, UsageError, quoted
from ..prefixes import PREFIXES
from .compile import Check, checks, classes, targets
from .dialect import HERE, Dialect
from .reference import run_pyshacl
from .results import Result
from .shapes import SH, Shapes
from .spelling import FUNCTIONS, as_given, as_kept, kept_triples

__all__ = ["ENGINES", "evaluate", "looked_at", "run", "store_of", "subclasses"]

ENGINES = ("fast", "pyshacl")
Row = Mapping[str, Any]  # a solution: the name of a variable to its term
_MOST = 500  # classes whose subclasses are named one by one


def run(
    data: Iterable[ox.Triple] | ox.Store,
    shapes: Any,
    *,
    engine: str = "fast",
    only: Collection[str] = (),
    focus: Collection[ox.NamedNode] = (),
) -> list[Result]:
    """Check ``data`` against ``shapes``.

    Args:
        data: triples, or a store of `store_of` that holds them.
        shapes: the shapes, as `Shapes`, triples or an rdflib.Graph.
        engine: ``fast`` or ``pyshacl``.
        only: IRIs of shapes and constraints; results of others, and of what is not in them, are left out.
        focus: focus nodes; results on others are left out.

    Returns: the results without doublets, sorted; those that others have as sh:detail are not among them.

    Raises: DataError where the shapes are malformed, or use what the fast engine does not know; UsageError for an
    engine that is none.
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {quoted(engine)}; use one of {', '.join(ENGINES)}")
    shapes = shapes if isinstance(shapes, Shapes) else Shapes(shapes)
    wanted = shapes.within(only) if only else None
    if engine == "fast":
        return _fast(data if isinstance(data, ox.Store) else store_of(data), shapes, wanted, focus)
    shapes.check("pyshacl")
    triples = _triples(data) if isinstance(data, ox.Store) else data
    found, nodes = run_pyshacl(triples, shapes), set(focus)
    return _sorted(
        r for r in found if (wanted is None or {r.shape, r.constraint} & wanted) and (not nodes or r.focus in nodes)
    )


def _fast(store: ox.Store, shapes: Shapes, only: set[str] | None, focus: Collection[ox.NamedNode]) -> list[Result]:
    held = _held(shapes)
    store.extend(held)

    def without(select: str) -> list[Row]:
        for quad in held:
            store.remove(quad)
        rows = list(_rows(store, select))
        store.extend(held)
        return rows

    kept = [as_kept(node) for node in focus]
    results = evaluate(
        shapes, lambda select: _rows(store, select), only=only, focus=kept, constraint=without if held else None
    )
    for quad in held:
        store.remove(quad)
    return _sorted(r._replace(focus=as_given(r.focus), value=as_given(r.value)) for r in results)


def _held(shapes: Shapes) -> list[ox.Quad]:
    """Triples that hold the named targets in the data while paths of no length are asked for: such a path leads from a
    variable to what is in the data only, but in SHACL to the target too where it is not. SPARQL constraints are asked
    without them."""
    if not shapes.may_be_nothing():
        return []
    node = ox.NamedNode("urn:exo-ld:target")
    return [ox.Quad(node, node, as_kept(t.object)) for t in shapes.triples if t.predicate.value == SH + "targetNode"]


def store_of(*data: Iterable[ox.Triple | ox.Quad]) -> ox.Store:
    """A store of triples in which they can be checked: each literal as the data spells it."""
    store = ox.Store()
    for part in data:
        store.bulk_extend(kept_triples(part))
    return store


def _triples(store: ox.Store) -> Iterator[ox.Triple]:
    return (ox.Triple(q.subject, q.predicate, as_given(q.object)) for q in store)


def looked_at(
    data: ox.Store, shapes: Shapes, *, only: Collection[str] = (), focus: Collection[ox.NamedNode] = ()
) -> dict[str, set[Any]]:
    """For each shape with targets, by name, the nodes of a store of `store_of` that are looked at; as `run`."""

    def ask(select: str) -> Iterable[Row]:
        return _rows(data, select)

    selects = targets(shapes, subclasses(shapes, ask), only=shapes.within(only) if only else None, focus=focus)
    return {name: {as_given(row["this"]) for row in ask(select)} for name, select in selects.items()}


def evaluate(
    shapes: Shapes,
    ask: Callable[[str], Iterable[Row]],
    *,
    only: set[str] | None = None,
    focus: Collection[Any] = (),
    dialect: Dialect = HERE,
    constraint: Callable[[str], Iterable[Row]] | None = None,
) -> list[Result]:
    """The results of the shapes compiled to SELECTs, each answered by ``ask``; as `run`, with ``only`` complete
    (`Shapes.within`).

    SPARQL constraints are answered by ``constraint``, where it is given.
    """
    shapes.check()
    targeted: Callable[[str], Iterable[Any]] = lambda select: (row["this"] for row in ask(select))  # noqa: E731
    # A shape that is refused is told before anything is asked.
    planned = list(checks(shapes, subclasses(shapes, ask), only=only, focus=focus, targeted=targeted, dialect=dialect))
    return _sorted(
        {
            _result(check, row)
            for check in planned
            for row in (constraint if constraint and check.constraint else ask)(check.select)
        }
    )


def subclasses(shapes: Shapes, ask: Callable[[str], Iterable[Row]]) -> dict[str, list[str] | None]:
    """For each class that the shapes name, it and its subclasses; None where they are too many to be named, or have no
    names."""
    below: dict[str, set[str]] = {cls: {cls} for cls in classes(shapes)}
    known: dict[str, set[Any]] = {}
    todo = set(below)
    while todo:
        values = " ".join(f"<{cls}>" for cls in sorted(todo))
        for cls in todo:
            known[cls] = set()
        for row in ask(
            f"SELECT DISTINCT ?class ?sub WHERE {{ VALUES ?class {{ {values} }} ?sub <{PREFIXES['rdfs']}subClassOf> "
            f"?class }}"
        ):
            known[row["class"].value].add(row["sub"])
        todo = {sub.value for subs in known.values() for sub in subs if isinstance(sub, ox.NamedNode)} - known.keys()
        if len(known) > _MOST:
            return dict.fromkeys(below)
    for cls, reached in below.items():
        stack = [cls]
        while stack:
            for sub in known.get(stack.pop(), ()):
                text = sub.value if isinstance(sub, ox.NamedNode) else ""
                if text not in reached:
                    reached.add(text)
                    stack.append(text)
    return {cls: None if "" in reached else sorted(reached) for cls, reached in below.items()}


def _rows(store: ox.Store, select: str) -> Iterator[Row]:
    try:
        solutions: Any = store.query(select, custom_functions=FUNCTIONS)
    except SyntaxError as error:
        raise DataError(
            f"a constraint of the shapes makes no SPARQL that can be read: {' '.join(str(error).split())}"
        ) from None
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term for name in names if (term := solution[name]) is not None}


def _result(check: Check, row: Row) -> Result:
    focus = row[check.focus[1:]]
    path = row.get("path", check.path)
    value = row.get("value", focus if check.self_value else None)
    messages = check.messages
    if check.constraint:
        messages = tuple(
            re.sub(r"\{[?$](\w+)\}", lambda m: _said(row[m[1]]) if m[1] in row else m[0], text) for text in messages
        )
    path = path if isinstance(path, ox.NamedNode) else None
    return Result(focus, path, value, check.shape, check.constraint, check.component, check.severity, min(messages))


def _said(term: Any) -> str:
    return str(getattr(term, "value", term))


def _sorted(results: Iterable[Result]) -> list[Result]:
    return sorted(results, key=lambda r: tuple(map(str, r)))
