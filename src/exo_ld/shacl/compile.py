"""Shapes compiled to SPARQL: each constraint of each shape becomes one SELECT that gives its violations (`rules`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from .dialect import HERE, Dialect
from .prebound import prepared
from .rules import Rule, Rules
from .shapes import SH, Shapes, name

__all__ = ["Check", "checks", "classes", "targets"]


class Check(NamedTuple):
    """One constraint of one shape: its SELECT, which binds ``focus`` and perhaps ?value and ?path, and what its results
    say.

    ``focus`` is a variable with its question mark; ``self_value`` says that the focus node is the value where none is
    bound.
    """

    select: str
    focus: str
    path: ox.NamedNode | None
    self_value: bool
    shape: str
    constraint: str
    component: str
    severity: str
    messages: tuple[str, ...]


def checks(
    shapes: Shapes,
    subclasses: Mapping[str, Sequence[str] | None],
    *,
    only: set[str] | None = None,
    focus: Collection[ox.NamedNode] = (),
    targeted: Callable[[str], Iterable[Any]] = lambda select: (),
    dialect: Dialect = HERE,
) -> Iterator[Check]:
    """The checks of all shapes with targets.

    Args:
        shapes: the shapes.
        subclasses: for each class that the shapes name, it and its subclasses; None where they had better be followed
          by a path.
        only: names of the shapes and constraints to keep to; all by default.
        focus: focus nodes to keep to, as the engine keeps them; all by default.
        targeted: with ``focus``, answers a SELECT of ?this; it is asked which of those nodes a shape has as targets.
        dialect: for which engine.

    Raises: DataError where a shape is malformed, recursive or says what is not supported.
    """
    compiler = _Compiler(shapes, subclasses, only, sorted(map(str, focus)), targeted, dialect)
    targeted_shapes = shapes.targeted()
    for shape in shapes.every():
        if shapes.active(shape):
            planned = list(compiler.shape(shape, compiler.targets(shape) or "VALUES ?this { }", "?this", ()))
            if shape in targeted_shapes:  # the others were read to see whether they can be run
                yield from planned
    shapes.sound.add(dialect)


def targets(
    shapes: Shapes,
    subclasses: Mapping[str, Sequence[str] | None],
    *,
    only: set[str] | None = None,
    focus: Collection[Any] = (),
    dialect: Dialect = HERE,
) -> dict[str, str]:
    """For each active shape with targets, by name, a SELECT of its targets as ?this, kept to ``focus`` where there is
    any."""
    compiler = _Compiler(shapes, subclasses, only, [], lambda select: (), dialect)
    among = f"VALUES ?this {{ {' '.join(sorted(map(str, focus)))} }} " if focus else ""
    return {
        name(shape): f"SELECT DISTINCT ?this WHERE {{ {among}{compiler.targets(shape)} }}"
        for shape in shapes.targeted()
        if shapes.active(shape) and (only is None or any(name(node) in only for node in shapes.below(shape)))
    }


def classes(shapes: Shapes) -> list[str]:
    """The classes that the shapes name, whose subclasses count: those of sh:class and of targets."""
    found = {name(t.object) for t in shapes.triples if t.predicate.value in (SH + "class", SH + "targetClass")}
    return sorted(found | {node.value for node in shapes.targeted() if shapes.is_class(node)})


class _Compiler:
    def __init__(
        self,
        shapes: Shapes,
        subclasses: Mapping[str, Sequence[str] | None],
        only: set[str] | None,
        focus: list[str],
        targeted: Callable[[str], Iterable[Any]],
        dialect: Dialect,
    ) -> None:
        self._dialect, self._rules = dialect, Rules(shapes, subclasses, dialect)
        self._shapes, self._only, self._targeted = shapes, only, targeted
        self._focus = " ".join(focus)
        self._narrow: dict[str, str] = {}  # patterns of targets, and the focus nodes among them

    def targets(self, shape: Any) -> str:
        """A pattern that binds ?this to the targets of a shape."""
        s = self._shapes
        own = [shape] if s.is_class(shape) else []
        parts = [self._rules.instance("?this", cls) for cls in [*s.objects(shape, "targetClass"), *own]]
        parts += [f"?this {p} {self._rules.new()} ." for p in s.objects(shape, "targetSubjectsOf")]
        parts += [f"{self._rules.new()} {p} ?this ." for p in s.objects(shape, "targetObjectsOf")]
        if nodes := s.objects(shape, "targetNode"):
            parts.append(f"VALUES ?this {{ {' '.join(map(self._dialect.term, nodes))} }}")
        return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in sorted(parts))

    def shape(self, shape: Any, found: str, x: str, above: tuple[Any, ...]) -> Iterator[Check]:
        """The checks of ``shape`` and of those that it has by sh:property; ``found`` binds the focus nodes ``x``."""
        s = self._shapes
        path = self._rules.path_of(shape)
        self._rules.guard(shape, above)
        start = self._start(found, x)
        # Where no focus node is asked for, the rules are made only to see, the first time, whether they can be.
        made = start is not None or self._dialect not in s.sound
        for rule in self._rules.of(shape) if made else ():
            for select in self._selects(rule, start or found, x, path):
                if start is not None and self._wanted(shape):
                    yield self._check(shape, select, x, rule)
        for constraint in s.objects(shape, "sparql") if made else ():
            if s.active(constraint):
                check = self._sparql(shape, constraint, start or found, x, path)
                if start is not None and self._wanted(shape, constraint):
                    yield check
        for inner in s.objects(shape, "property"):
            if s.active(inner):
                if path is None:
                    yield from self.shape(inner, found, x, (*above, shape))
                else:
                    y = self._rules.new()
                    yield from self.shape(inner, f"{found} {x} {path} {y} .", y, (*above, shape))

    def _wanted(self, *nodes: Any) -> bool:
        return self._only is None or any(name(node) in self._only for node in nodes)

    def _selects(self, rule: Rule, start: str, x: str, path: str | None) -> Iterator[str]:
        if rule.each and path is None:
            yield f"SELECT DISTINCT {x} WHERE {{ {start} FILTER({rule.each(x, x)}) }}"
        elif rule.each:
            yield f"SELECT DISTINCT {x} ?value WHERE {{ {start} {x} {path} ?value . FILTER({rule.each(x, '?value')}) }}"
        if rule.whole:
            yield f"SELECT DISTINCT {x} WHERE {{ {start} FILTER({rule.whole(x)}) }}"
        if rule.group:
            pattern = rule.group(x, "?value", "?path")
            # Virtuoso refuses to give a variable that nothing binds.
            bound = " ".join(v for v in ("?value", "?path") if v in pattern)
            yield f"SELECT DISTINCT {x} {bound} WHERE {{ {start} {pattern} }}"

    def _start(self, found: str, x: str) -> str | None:
        """The pattern that binds the focus nodes ``x``, kept to those that are asked for; None where there is none of
        them."""
        if not self._focus:
            return found
        if x != "?this":
            return f"VALUES {x} {{ {self._focus} }} {found}"
        if found not in self._narrow:
            nodes = {
                str(node)
                for node in self._targeted(
                    f"SELECT DISTINCT ?this WHERE {{ VALUES ?this {{ {self._focus} }} {found} }}"
                )
            }
            self._narrow[found] = " ".join(sorted(nodes))
        return f"VALUES ?this {{ {self._narrow[found]} }}" if self._narrow[found] else None

    def _check(self, shape: Any, select: str, x: str, rule: Rule) -> Check:
        path, (severity, messages) = self._shapes.one(shape, "path"), self._words(shape)
        own = rule.each is not None and path is None
        return Check(
            select, x, path if isinstance(path, ox.NamedNode) else None, own, name(shape), "",
            f"{SH}{rule.component}ConstraintComponent", severity, messages or (f"This breaks {rule.says}.",),
        )  # fmt: skip

    def _words(self, shape: Any) -> tuple[str, tuple[str, ...]]:
        severity = self._shapes.one(shape, "severity")
        return severity.value if severity else SH + "Violation", tuple(
            m.value for m in self._shapes.objects(shape, "message")
        )

    def _sparql(self, shape: Any, constraint: Any, start: str, x: str, path: str | None) -> Check:
        s = self._shapes
        select = s.text(constraint, "select")
        if not select:
            raise s.fault(constraint, "has no sh:select; only SELECTs are run")
        if "$shapesGraph" in select or "$currentShape" in select:
            raise s.fault(
                constraint, "$shapesGraph and $currentShape are not known to the fast engine; use --engine pyshacl"
            )
        if x != "?this":
            raise s.fault(
                constraint,
                "SPARQL constraints in a property of a property are not known to the fast engine; use --engine pyshacl",
            )
        head = "".join(
            f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(s.prefixes(constraint).items())
        )
        start = f"{{ SELECT DISTINCT ?this WHERE {{ {start} }} }}"  # a target met twice would multiply the rows
        severity, messages = self._words(shape)
        messages = (*(m.value for m in s.objects(constraint, "message")), *messages)
        at = s.one(shape, "path")
        try:
            text = prepared(select, head, start, path, self._dialect)
        except DataError as error:
            raise s.fault(constraint, str(error)) from None
        return Check(
            text, x, at if isinstance(at, ox.NamedNode) else None, path is None, name(shape), name(constraint),
            SH + "SPARQLConstraintComponent", severity, messages or ("This breaks a SPARQL constraint.",),
        )  # fmt: skip
