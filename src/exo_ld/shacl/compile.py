"""Shapes compiled to SPARQL: each constraint of each shape becomes one SELECT that gives its violations.

A constraint is one of three things, after the definitions of https://www.w3.org/TR/shacl/#core-components:

    each    an expression, true of a value node that breaks it: FILTER over the values
    whole   an expression, true of a focus node that breaks it (a count, a value that must be there)
    group   a pattern that binds the offending values (and the path) itself

What a shape says of a node, needed for sh:node, sh:not, sh:or ..., is then one expression too: the values and groups in
EXISTS. Only SPARQL 1.1 that our engines read alike is written: no aggregates, no sub-selects, no `*` path with a free
end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..prefixes import PREFIXES
from .dialect import HERE, Dialect
from .expressions import EACH, all_of, any_of, count, filled, negated, shown
from .prebound import prepared
from .shapes import SH, Shapes, name

__all__ = ["Check", "checks", "classes", "targets"]

_TYPE = f"<{PREFIXES['rdf']}type>"
_SUBCLASS = f"<{PREFIXES['rdfs']}subClassOf>"
_MOST = 6  # of a count that is written out as so many values that differ
_PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}


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


class _Rule(NamedTuple):
    component: str
    each: Callable[[str, str], str] | None = None  # of a focus node and a value node
    whole: Callable[[str], str] | None = None  # of a focus node
    group: Callable[[str, str, str], str] | None = None  # of a focus node, and the variables for the value and the path
    says: str = ""  # for a message, where the shape has none


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


def targets(
    shapes: Shapes, subclasses: Mapping[str, Sequence[str] | None], *, only: set[str] | None = None, focus: Collection[Any] = (),
    dialect: Dialect = HERE,
) -> dict[str, str]:  # fmt: skip
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
        self, shapes: Shapes, subclasses: Mapping[str, Sequence[str] | None], only: set[str] | None, focus: list[str],
        targeted: Callable[[str], Iterable[Any]], dialect: Dialect,
    ) -> None:  # fmt: skip
        self._dialect = dialect
        self._shapes, self._subclasses, self._only, self._targeted = shapes, subclasses, only, targeted
        self._focus = " ".join(focus)
        self._narrow: dict[str, str] = {}  # patterns of targets, and the focus nodes among them
        self._count = 0

    def targets(self, shape: Any) -> str:
        """A pattern that binds ?this to the targets of a shape."""
        s = self._shapes
        own = [shape] if s.is_class(shape) else []
        parts = [self._instance("?this", cls) for cls in [*s.objects(shape, "targetClass"), *own]]
        parts += [f"?this {p} {self._new()} ." for p in s.objects(shape, "targetSubjectsOf")]
        parts += [f"{self._new()} {p} ?this ." for p in s.objects(shape, "targetObjectsOf")]
        if nodes := s.objects(shape, "targetNode"):
            parts.append(f"VALUES ?this {{ {' '.join(map(self._dialect.term, nodes))} }}")
        return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in sorted(parts))

    def shape(self, shape: Any, found: str, x: str, above: tuple[Any, ...]) -> Iterator[Check]:
        """The checks of ``shape`` and of those that it has by sh:property; ``found`` binds the focus nodes ``x``."""
        s = self._shapes
        path = self._path_of(shape)
        self._guard(shape, above)
        start = self._start(found, x)
        for rule in self._rules(shape):
            for select in self._selects(rule, start or found, x, path):
                if start is not None and self._wanted(shape):
                    yield self._check(shape, select, x, rule)
        for constraint in s.objects(shape, "sparql"):
            if s.active(constraint):
                check = self._sparql(shape, constraint, start or found, x, path)
                if start is not None and self._wanted(shape, constraint):
                    yield check
        for inner in s.objects(shape, "property"):
            if s.active(inner):
                if path is None:
                    yield from self.shape(inner, found, x, (*above, shape))
                else:
                    y = self._new()
                    yield from self.shape(inner, f"{found} {x} {path} {y} .", y, (*above, shape))

    def _wanted(self, *nodes: Any) -> bool:
        return self._only is None or any(name(node) in self._only for node in nodes)

    def _selects(self, rule: _Rule, start: str, x: str, path: str | None) -> Iterator[str]:
        if rule.each and path is None:
            yield f"SELECT DISTINCT {x} WHERE {{ {start} FILTER({rule.each(x, x)}) }}"
        elif rule.each:
            yield f"SELECT DISTINCT {x} ?value WHERE {{ {start} {x} {path} ?value . FILTER({rule.each(x, '?value')}) }}"
        if rule.whole:
            yield f"SELECT DISTINCT {x} WHERE {{ {start} FILTER({rule.whole(x)}) }}"
        if rule.group:
            pattern = rule.group(x, "?value", "?path")
            bound = " ".join(
                v for v in ("?value", "?path") if v in pattern
            )  # Virtuoso refuses to give a variable that nothing binds
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

    def _check(self, shape: Any, select: str, x: str, rule: _Rule) -> Check:
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

    def breaks(self, shape: Any, x: str, above: tuple[Any, ...]) -> str:
        """An expression that is true where the node ``x`` does not conform to ``shape``, and never an error."""
        s = self._shapes
        if not s.says(shape):
            raise s.fault(shape, "is named as a shape, but nothing is said of it")
        if not s.active(shape):
            return "false"
        self._guard(shape, above)
        path = self._path_of(shape)
        if s.objects(shape, "sparql"):
            raise s.fault(
                shape,
                "a SPARQL constraint below sh:node, sh:not or a list is not known to the fast engine; "
                "use --engine pyshacl",
            )
        parts = []
        for rule in self._rules(shape, above):
            v = self._new()
            if rule.each and path is None:
                parts.append(rule.each(x, x))
            elif rule.each:
                parts.append(f"EXISTS {{ {x} {path} {v} . FILTER({rule.each(x, v)}) }}")
            if rule.whole:
                parts.append(rule.whole(x))
            if rule.group:
                parts.append(f"EXISTS {{ {rule.group(x, v, self._new())} }}")
        for inner in s.objects(shape, "property"):
            if path is None:
                parts.append(self.breaks(inner, x, (*above, shape)))
            else:
                v = self._new()
                parts.append(f"EXISTS {{ {x} {path} {v} . FILTER({self.breaks(inner, v, (*above, shape))}) }}")
        return any_of(parts)

    def _guard(self, shape: Any, above: tuple[Any, ...]) -> None:
        if shape in above:
            raise self._shapes.fault(shape, "is part of itself; what that means is not defined")

    def _rules(self, shape: Any, above: tuple[Any, ...] = ()) -> Iterator[_Rule]:
        path = self._path_of(shape)
        for key, o in self._shapes.parameters(shape):
            yield from self._of(shape, path, key, o, (*above, shape))

    def _of(self, shape: Any, path: str | None, key: str, o: Any, deeper: tuple[Any, ...]) -> Iterator[_Rule]:
        """The rules of one parameter of a shape and its value ``o``."""
        s = self._shapes
        part, says = key[0].upper() + key[1:], f"sh:{key} {shown(o)}"
        if key in EACH:
            yield _Rule(part, each=_filled(EACH[key](self._dialect, s, shape, o)), says=says)
        elif key == "class":
            yield _Rule(part, each=lambda x, v: f"NOT EXISTS {{ {self._instance(v, o)} }}", says=says)
        elif key == "node":
            yield _Rule(part, each=lambda x, v: self.breaks(o, v, deeper), says=says)
        elif key == "not":
            yield _Rule(part, each=lambda x, v: negated(self.breaks(o, v, deeper)), says=says)
        elif key in ("and", "or", "xone"):
            yield _Rule(part, each=lambda x, v: self._list(key, o, v, deeper), says=says)
        elif key in ("minCount", "maxCount"):
            yield from self._counted(part, shape, path, o, key == "minCount", lambda v: "", says)
        elif key in ("qualifiedMinCount", "qualifiedMaxCount"):
            yield from self._counted(
                part, shape, path, o, key == "qualifiedMinCount", self._qualified(shape, deeper), says
            )
        elif key == "hasValue":
            yield _Rule(
                part,
                whole=lambda x: (
                    f"NOT EXISTS {{ {x} {path} {self._dialect.term(o)} }}"
                    if path
                    else negated(self._dialect.is_term(o).replace("{v}", x))
                ),
                says=says,
            )
        elif key == "uniqueLang" and path and o.value == "true":
            yield _Rule(part, whole=lambda x: self._same_language(x, path), says=says)
        elif key == "disjoint":
            yield _Rule(part, each=lambda x, v: f"EXISTS {{ {x} {o} {v} }}", says=says)
        elif key == "equals":
            yield _Rule(part, each=lambda x, v: f"NOT EXISTS {{ {x} {o} {v} }}", says=says)
            yield _Rule(part, group=lambda x, v, p: f"{x} {o} {v} . FILTER({self._lacks(x, path, v)})", says=says)
        elif key in _PAIRS:
            yield _Rule(part, each=lambda x, v: self._not_less(x, o, v, _PAIRS[key]), says=says)
        elif key == "closed" and o.value in ("true", "1"):
            yield _Rule(part, group=lambda x, v, p: self._others(shape, x, path, v, p), says=says)

    def _list(self, key: str, o: Any, v: str, above: tuple[Any, ...]) -> str:
        parts = [self.breaks(member, v, above) for member in self._shapes.items(o)]
        if key == "xone":
            return "(" + " + ".join(f"IF({part}, 0, 1)" for part in parts) + " != 1)"
        return any_of(parts) if key == "and" else all_of(parts)

    def _counted(
        self, part: str, shape: Any, path: str | None, o: Any, least: bool, condition: Callable[[str], str], says: str
    ) -> Iterator[_Rule]:
        number = count(self._shapes, shape, o) + (0 if least else 1)
        if path is None and part.startswith("Qualified"):
            return  # by the specification it says nothing there
        if path is None:
            raise self._shapes.fault(shape, f"{says} needs a property shape, one with sh:path")
        if number > _MOST:
            raise self._shapes.fault(shape, f"{says}: the fast engine counts to {_MOST - 1}; use --engine pyshacl")
        if least and number > 0:
            yield _Rule(
                part, whole=lambda x: f"NOT EXISTS {{ {self._differing(number, x, path, condition)} }}", says=says
            )
        elif (
            not least
        ):  # a join, which an engine plans once; what stands in EXISTS it plans without knowing the focus node
            yield _Rule(part, group=lambda x, v, p: self._differing(number, x, path, condition), says=says)

    def _differing(self, number: int, x: str, path: str, condition: Callable[[str], str]) -> str:
        values = [self._new() for _ in range(number)]
        text = " ".join(f"{x} {path} {v} ." for v in values)
        tests = [f"!sameTerm({a}, {b})" for a, b in combinations(values, 2)] + [
            c for v in values if (c := condition(v))
        ]
        return text + (f" FILTER({all_of(tests)})" if tests else "")

    def _qualified(self, shape: Any, above: tuple[Any, ...]) -> Callable[[str], str]:
        """What a value must be to count: it conforms to the shape, and to none of its siblings where they are
        disjoint."""
        s = self._shapes
        own = s.one(shape, "qualifiedValueShape")
        siblings: set[Any] = set()
        if s.text(shape, "qualifiedValueShapesDisjoint") in ("true", "1"):
            parents = {t.subject for t in s.triples if t.predicate.value == SH + "property" and t.object == shape}
            siblings = {
                q
                for p in parents
                for inner in s.objects(p, "property")
                for q in s.objects(inner, "qualifiedValueShape")
            } - {own}
        others = sorted(siblings, key=str)
        return lambda v: all_of([negated(self.breaks(own, v, above)), *(self.breaks(q, v, above) for q in others)])

    def _same_language(self, x: str, path: str) -> str:
        a, b = self._new(), self._new()
        tests = (
            f'!sameTerm({a}, {b}) && isLiteral({a}) && isLiteral({b}) && LANG({a}) != "" && LCASE(LANG({a})) = '
            f"LCASE(LANG({b}))"
        )
        return f"EXISTS {{ {x} {path} {a} . {x} {path} {b} . FILTER({tests}) }}"

    def _lacks(self, x: str, path: str | None, v: str) -> str:
        return f"NOT EXISTS {{ {x} {path} {v} }}" if path else f"!sameTerm({x}, {v})"

    def _not_less(self, x: str, o: Any, v: str, sign: str) -> str:
        w = self._new()
        a, b = self._dialect.value(v), self._dialect.value(w)
        alike = (
            f"((isNumeric({a}) && isNumeric({b})) || (!isNumeric({a}) && "
            f"!isNumeric({b})))"
        )  # Virtuoso compares text with numbers
        return f"EXISTS {{ {x} {o} {w} . FILTER(!COALESCE({alike} && {a} {sign} {b}, false)) }}"

    def _others(self, shape: Any, x: str, path: str | None, v: str, p: str) -> str:
        s = self._shapes
        ignored = s.one(shape, "ignoredProperties")
        allowed = {
            str(at)
            for inner in s.objects(shape, "property")
            for at in s.objects(inner, "path")
            if isinstance(at, ox.NamedNode)
        }
        allowed |= {str(item) for item in s.items(ignored)} if ignored is not None else set()
        node = self._new() if path else x
        return (
            f"{x} {path} {node} . " if path else ""
        ) + f"{node} {p} {v} . FILTER({p} NOT IN ({', '.join(sorted(allowed))}))"

    def _instance(self, v: str, cls: Any) -> str:
        """A pattern that is met where ``v`` is a SHACL instance of the class."""
        known = self._subclasses.get(cls.value, [cls.value])
        if known is None:
            return f"{v} {_TYPE}/{_SUBCLASS}* {cls} ."
        if len(known) == 1:
            return f"{v} {_TYPE} {cls} ."
        c = self._new()
        return f"VALUES {c} {{ {' '.join(f'<{k}>' for k in known)} }} {v} {_TYPE} {c} ."

    def _path_of(self, shape: Any) -> str | None:
        at = self._shapes.one(shape, "path")
        return None if at is None else self._path(at)

    def _path(self, node: Any, above: tuple[Any, ...] = ()) -> str:
        """A SHACL path as a SPARQL path. https://www.w3.org/TR/shacl/#property-paths"""
        s = self._shapes
        if isinstance(node, ox.NamedNode):
            return str(node)
        if node in above:
            raise s.fault(node, "is part of itself; what that means is not defined")
        above = (*above, node)
        signs = {
            "inversePath": ("^", ""),
            "zeroOrMorePath": ("", "*"),
            "oneOrMorePath": ("", "+"),
            "zeroOrOnePath": ("", "?"),
        }
        kinds = [key for key in (*signs, "alternativePath") if s.objects(node, key)]
        if s.is_list(node):
            return self._members(node, node, "/", above)
        if len(kinds) != 1:
            raise s.fault(
                node,
                "is no path; it is one property, a list, or one of "
                + ", ".join(f"sh:{k}" for k in (*signs, "alternativePath")),
            )
        if kinds == ["alternativePath"]:
            return self._members(node, s.one(node, "alternativePath"), "|", above)
        if self._dialect.server and signs[kinds[0]][1] in ("*", "?") and s.may_be_nothing():
            raise s.fault(
                node, f"sh:{kinds[0]} and a sh:targetNode that a server may not hold: check the data as files"
            )
        before, after = signs[kinds[0]]
        return f"({before}{self._path(s.one(node, kinds[0]), above)}{after})"

    def _members(self, node: Any, members: Any, sign: str, above: tuple[Any, ...]) -> str:
        if len(found := self._shapes.items(members)) < 2:
            raise self._shapes.fault(node, "is no path; a sequence or a choice has two members or more")
        return "(" + sign.join(self._path(member, above) for member in found) + ")"

    def _new(self) -> str:
        self._count += 1
        return f"?v{self._count}"


def _filled(template: str) -> Callable[[str, str], str]:
    return lambda x, v: filled(template, v)
