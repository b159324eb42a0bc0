"""What breaks a shape, as expressions of SPARQL: the rules of its parameters.

A rule is one of three things, after the definitions of https://www.w3.org/TR/shacl/#core-components:

    each    an expression, true of a value node that breaks it: FILTER over the values
    whole   an expression, true of a focus node that breaks it (a count, a value that must be there)
    group   a pattern that binds the offending values (and the path) itself

What a shape says of a node, needed for sh:node, sh:not, sh:or ..., is then one expression too: the values and groups in
EXISTS. Only SPARQL 1.1 that our engines read alike is written: no aggregates, no sub-selects, no `*` path with a free
end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..prefixes import PREFIXES
from .dialect import Dialect
from .expressions import EACH, all_of, any_of, count, filled, negated, spelled
from .paths import path as path_at
from .shapes import SH, Shapes

__all__ = ["Rule", "Rules"]

_TYPE = f"<{PREFIXES['rdf']}type>"
_SUBCLASS = f"<{PREFIXES['rdfs']}subClassOf>"
_MOST = 6  # of a count that is written out as so many values that differ
_PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}


class Rule(NamedTuple):
    """What breaks one parameter of a shape."""

    component: str
    each: Callable[[str, str], str] | None = None  # of a focus node and a value node
    whole: Callable[[str], str] | None = None  # of a focus node
    group: Callable[[str, str, str], str] | None = None  # of a focus node, and the variables for the value and the path
    says: str = ""  # for a message, where the shape has none


class Rules:
    """The rules of the shapes of a graph, for one engine; variables are new in each."""

    def __init__(self, shapes: Shapes, subclasses: Mapping[str, Sequence[str] | None], dialect: Dialect) -> None:
        self._shapes, self._subclasses, self._dialect = shapes, subclasses, dialect
        self._count = 0

    def of(self, shape: Any, above: tuple[Any, ...] = ()) -> Iterator[Rule]:
        """The rules of all parameters of ``shape``, which stands within those ``above``."""
        path = self.path_of(shape)
        for key, o in self._shapes.parameters(shape):
            yield from self._parameter(shape, path, key, o, (*above, shape))

    def breaks(self, shape: Any, x: str, above: tuple[Any, ...]) -> str:
        """An expression that is true where the node ``x`` does not conform to ``shape``, and never an error."""
        s = self._shapes
        if not s.says(shape):
            raise s.fault(shape, "is named as a shape, but nothing is said of it")
        if not s.active(shape):
            return "false"
        self.guard(shape, above)
        path = self.path_of(shape)
        if s.objects(shape, "sparql"):
            raise s.fault(
                shape,
                "a SPARQL constraint below sh:node, sh:not or a list is not known to the fast engine; "
                "use --engine pyshacl",
            )
        parts = []
        for rule in self.of(shape, above):
            v = self.new()
            if rule.each and path is None:
                parts.append(rule.each(x, x))
            elif rule.each:
                parts.append(f"EXISTS {{ {x} {path} {v} . FILTER({rule.each(x, v)}) }}")
            if rule.whole:
                parts.append(rule.whole(x))
            if rule.group:
                parts.append(f"EXISTS {{ {rule.group(x, v, self.new())} }}")
        for inner in s.objects(shape, "property"):
            if path is None:
                parts.append(self.breaks(inner, x, (*above, shape)))
            else:
                v = self.new()
                parts.append(f"EXISTS {{ {x} {path} {v} . FILTER({self.breaks(inner, v, (*above, shape))}) }}")
        return any_of(parts)

    def guard(self, shape: Any, above: tuple[Any, ...]) -> None:
        """Raise DataError where ``shape`` stands within itself."""
        if shape in above:
            raise self._shapes.fault(shape, "is part of itself; what that means is not defined")

    def instance(self, v: str, cls: Any) -> str:
        """A pattern that is met where ``v`` is a SHACL instance of the class."""
        known = self._subclasses.get(cls.value, [cls.value])
        if known is None:
            return f"{v} {_TYPE}/{_SUBCLASS}* {cls} ."
        if len(known) == 1:
            return f"{v} {_TYPE} {cls} ."
        c = self.new()
        return f"VALUES {c} {{ {' '.join(f'<{k}>' for k in known)} }} {v} {_TYPE} {c} ."

    def path_of(self, shape: Any) -> str | None:
        """The path of a property shape, None of a node shape."""
        at = self._shapes.one(shape, "path")
        return None if at is None else path_at(self._shapes, at, self._dialect)

    def new(self) -> str:
        """A variable that stands nowhere yet."""
        self._count += 1
        return f"?v{self._count}"

    def _parameter(self, shape: Any, path: str | None, key: str, o: Any, deeper: tuple[Any, ...]) -> Iterator[Rule]:
        """The rules of one parameter of a shape and its value ``o``."""
        s = self._shapes
        part, says = key[0].upper() + key[1:], f"sh:{key} {spelled(o)}"
        if key in EACH:
            yield Rule(part, each=_filled(EACH[key](self._dialect, s, shape, o)), says=says)
        elif key == "class":
            yield Rule(part, each=lambda x, v: f"NOT EXISTS {{ {self.instance(v, o)} }}", says=says)
        elif key == "node":
            yield Rule(part, each=lambda x, v: self.breaks(o, v, deeper), says=says)
        elif key == "not":
            yield Rule(part, each=lambda x, v: negated(self.breaks(o, v, deeper)), says=says)
        elif key in ("and", "or", "xone"):
            yield Rule(part, each=lambda x, v: self._list(key, o, v, deeper), says=says)
        elif key in ("minCount", "maxCount"):
            yield from self._counted(part, shape, path, o, key == "minCount", lambda v: "", says)
        elif key in ("qualifiedMinCount", "qualifiedMaxCount"):
            yield from self._counted(
                part, shape, path, o, key == "qualifiedMinCount", self._qualified(shape, deeper), says
            )
        elif key == "hasValue":
            yield Rule(
                part,
                whole=lambda x: (
                    f"NOT EXISTS {{ {x} {path} {self._dialect.term(o)} }}"
                    if path
                    else negated(self._dialect.is_term(o).replace("{v}", x))
                ),
                says=says,
            )
        elif key == "uniqueLang" and path and o.value == "true":
            yield Rule(part, whole=lambda x: self._same_language(x, path), says=says)
        elif key == "disjoint":
            yield Rule(part, each=lambda x, v: f"EXISTS {{ {x} {o} {v} }}", says=says)
        elif key == "equals":
            yield Rule(part, each=lambda x, v: f"NOT EXISTS {{ {x} {o} {v} }}", says=says)
            yield Rule(part, group=lambda x, v, p: f"{x} {o} {v} . FILTER({self._lacks(x, path, v)})", says=says)
        elif key in _PAIRS:
            yield Rule(part, each=lambda x, v: self._not_less(x, o, v, _PAIRS[key]), says=says)
        elif key == "closed" and o.value in ("true", "1"):
            yield Rule(part, group=lambda x, v, p: self._others(shape, x, path, v, p), says=says)

    def _list(self, key: str, o: Any, v: str, above: tuple[Any, ...]) -> str:
        parts = [self.breaks(member, v, above) for member in self._shapes.items(o)]
        if key == "xone":
            return "(" + (" + ".join(f"IF({part}, 0, 1)" for part in parts) or "0") + " != 1)"
        return any_of(parts) if key == "and" else all_of(parts)

    def _counted(
        self, part: str, shape: Any, path: str | None, o: Any, least: bool, condition: Callable[[str], str], says: str
    ) -> Iterator[Rule]:
        number = count(self._shapes, shape, o) + (0 if least else 1)
        if path is None and part.startswith("Qualified"):
            return  # by the specification it says nothing there
        if path is None:
            raise self._shapes.fault(shape, f"{says} needs a property shape, one with sh:path")
        if number > _MOST:
            raise self._shapes.fault(shape, f"{says}: the fast engine counts to {_MOST - 1}; use --engine pyshacl")
        if least and number > 0:
            yield Rule(
                part, whole=lambda x: f"NOT EXISTS {{ {self._differing(number, x, path, condition)} }}", says=says
            )
        elif not least:
            # A join, which an engine plans once; what stands in EXISTS it plans without knowing the focus node.
            yield Rule(part, group=lambda x, v, p: self._differing(number, x, path, condition), says=says)

    def _differing(self, number: int, x: str, path: str, condition: Callable[[str], str]) -> str:
        values = [self.new() for _ in range(number)]
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
        a, b = self.new(), self.new()
        tests = (
            f'!sameTerm({a}, {b}) && isLiteral({a}) && isLiteral({b}) && LANG({a}) != "" && LCASE(LANG({a})) = '
            f"LCASE(LANG({b}))"
        )
        return f"EXISTS {{ {x} {path} {a} . {x} {path} {b} . FILTER({tests}) }}"

    def _lacks(self, x: str, path: str | None, v: str) -> str:
        return f"NOT EXISTS {{ {x} {path} {v} }}" if path else f"!sameTerm({x}, {v})"

    def _not_less(self, x: str, o: Any, v: str, sign: str) -> str:
        w = self.new()
        a, b = self._dialect.value(v), self._dialect.value(w)
        # Virtuoso compares text with numbers.
        alike = f"((isNumeric({a}) && isNumeric({b})) || (!isNumeric({a}) && !isNumeric({b})))"
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
        node = self.new() if path else x
        # The engine takes NOT IN () for false.
        other = f" FILTER({p} NOT IN ({', '.join(sorted(allowed))}))" if allowed else ""
        return (f"{x} {path} {node} . " if path else "") + f"{node} {p} {v} .{other}"


def _filled(template: str) -> Callable[[str, str], str]:
    return lambda x, v: filled(template, v)
