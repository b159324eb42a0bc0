"""Defects to make in our facts, drawn at random: `tools/mutants.py` makes each and looks whether it is found.

Of each kind of defect, and of each class and property that can have it, as many are drawn as of any other, however many
triples there are: so a rule for a rare property counts as much as one for claims.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from exo_ld.prefixes import EXO, EXOD, PREFIXES, contract
from exo_ld.sources import quads, sources

XSD = PREFIXES["xsd"]
TYPE, SUBCLASS = (ox.NamedNode(PREFIXES[name] + local) for name, local in (("rdf", "type"), ("rdfs", "subClassOf")))
ABOUT = {"LocalTerm", "TableRow"}  # classes by which an individual is known although it has another too


class Defect(NamedTuple):
    """One defect: its kind, the class and property that it is about, and the triples that it takes away and brings."""

    kind: str
    cls: str
    prop: str
    removed: tuple[Any, ...]
    added: tuple[Any, ...]


class Facts:
    """The knowledge base, and its facts by class and property. ``paths`` says in which file each fact stands."""

    def __init__(self) -> None:
        found = [(source.path, quad.triple) for source in sources() for quad in quads(source)]
        self.all: list[Any] = list(dict.fromkeys(triple for _, triple in found))
        self.paths = {triple: path for path, triple in found}
        self.types: dict[Any, set[str]] = {}
        self.of: dict[Any, list[Any]] = {}
        self.to: dict[Any, list[Any]] = {}
        for t in self.all:
            self.of.setdefault(t.subject, []).append(t)
            self.to.setdefault(t.object, []).append(t)
            if t.predicate == TYPE and isinstance(t.object, ox.NamedNode):
                self.types.setdefault(t.subject, set()).add(t.object.value)
        self.parents: dict[str, set[str]] = {}  # each class and what it is rdfs:subClassOf
        for t in self.all:
            if t.predicate == SUBCLASS:
                self.parents.setdefault(t.subject.value, set()).add(t.object.value)
        facts = [t for t in self.all if "/ontology/facts/" in self.paths[t] and self.cls(t.subject)]
        self.pools: dict[tuple[str, str], list[Any]] = {}
        for t in facts:
            self.pools.setdefault((self.cls(t.subject), short(t.predicate)), []).append(t)
        self.individuals: dict[str, list[Any]] = {}
        for node in dict.fromkeys(t.subject for t in facts):
            self.individuals.setdefault(self.cls(node), []).append(node)

    def ancestors(self, iri: str) -> set[str]:
        """A class and all above it."""
        found, todo = set(), [iri]
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self.parents.get(one, ())
        return found

    def cls(self, node: Any) -> str:
        """The class by which an individual of ours is known; "" for what is none."""
        if not isinstance(node, ox.NamedNode) or not node.value.startswith(EXOD):
            return ""
        names = sorted(cls.removeprefix(EXO) for cls in self.types.get(node, ()) if cls.startswith(EXO))
        return next((name for name in names if name in ABOUT), names[0] if names else "")

    def sorts(self, node: Any) -> set[str]:
        """What a node is: its types and the kinds of term that it stands below."""
        return self.types.get(node, set()) | {a for a in self.ancestors(node.value) if a.startswith(EXO)}

    def values(self, prop: str) -> list[Any]:
        """The values of a property, each once."""
        return list(dict.fromkeys(t.object for (_, name), pool in self.pools.items() if name == prop for t in pool))


def short(node: Any) -> str:
    """A term in short."""
    return contract(node.value) or str(node.value)


Change = tuple[tuple[Any, ...], tuple[Any, ...]]  # the triples that are taken away, and those that are brought


def _instead(t: Any, value: Any) -> Change | None:
    return ((t,), (ox.Triple(t.subject, t.predicate, value),)) if value is not None and value != t.object else None


def _dropped(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    return (t,), ()


def _doubled(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if chance.random() < 0.3:  # all that is said of it, of a second thing
        copy = ox.NamedNode(f"{t.subject.value}-{chance.randint(2, 9)}")
        return (
            None
            if copy in facts.of
            else ((), tuple(ox.Triple(copy, o.predicate, o.object) for o in facts.of[t.subject]))
        )
    here = {o.object for o in facts.of[t.subject] if o.predicate == t.predicate}
    others = [value for value in facts.values(short(t.predicate)) if value not in here]
    return ((), (ox.Triple(t.subject, t.predicate, chance.choice(others)),)) if others else None


def _mistyped(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if isinstance(t.object, ox.NamedNode):
        return _instead(t, ox.Literal(short(t.object)))
    kinds = [
        k
        for k in ("string", "integer", "decimal", "double", "boolean", "date", "anyURI")
        if XSD + k != t.object.datatype.value
    ]
    if t.object.language:
        kinds.remove("string")  # that is a wrong language
    return _instead(t, ox.Literal(t.object.value, datatype=ox.NamedNode(XSD + chance.choice(kinds))))


def _repointed(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if not isinstance(t.object, ox.NamedNode) or t.predicate == TYPE:
        return (
            _instead(t, chance.choice(facts.values(short(t.predicate))))
            if short(t.predicate) in ("exld:sha256", "bibo:doi")
            else None
        )
    here = {o.object for o in facts.of[t.subject] if o.predicate == t.predicate}
    others = [
        value
        for value in facts.values(short(t.predicate))
        if value not in here and facts.sorts(value) & facts.sorts(t.object)
    ]
    return _instead(t, chance.choice(others)) if others else None


_RANGES = {  # property -> values that are out of its range
    "exld:order": ("0", "-1", "1000"), "exld:start": ("-1", "9999999"), "exld:end": ("-1", "0", "9999999"),
    "exld:inYear": ("19", "20190"), "exld:value": ("-1.5",), "exld:minValue": ("999999999999999.0",),
    "exld:maxValue": ("-1.5",), "exld:timeValue": ("-2.0",), "exld:sha256": ("ABC", "g" * 64, "0" * 63),
    "bibo:doi": ("https://doi.org/10.5555/x", "10.5555/UPPER", "10.1"), "bibo:pmid": ("PMID:7", "123456789"),
    "exld:numberInReview": ("61", "xiong-2021:", "nobody-2021:4"), "dcterms:issued": ("0219", "2219"),
    "exld:layout": ("headline 1-2", "heading"), "exld:approximate": ("false",), "exld:retracted": ("false",),
    "exld:retractionDate": ("2022-13-01T00:00:00Z",), "exld:asStated": ("", "word " * 40),
    "exld:asPrinted": ("", "word " * 60),
}  # fmt: skip


def _ranged(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if not isinstance(t.object, ox.Literal):
        return None
    text = chance.choice(_RANGES.get(short(t.predicate), ("",)))
    if t.object.language:
        return _instead(t, ox.Literal(text, language=t.object.language))
    return _instead(t, ox.Literal(text, datatype=t.object.datatype))


def _unkind(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if not isinstance(t.object, ox.NamedNode):
        return None
    if t.predicate == TYPE:
        kinds = {ox.NamedNode(EXO + cls) for cls in facts.individuals} - {
            v.object for v in facts.of[t.subject] if v.predicate == TYPE
        }
        return _instead(t, chance.choice(sorted(kinds, key=str)))
    prop, sorts = short(t.predicate), facts.sorts(t.object) - {EXO + "LocalTerm", PREFIXES["owl"] + "Class"}
    used = {sort for value in facts.values(prop) for sort in facts.sorts(value)} - {
        PREFIXES["owl"] + "Class",
        EXO + "LocalTerm",
        EXO + "Entity",
    }
    for _ in range(20):
        node = chance.choice(facts.individuals[chance.choice(sorted(facts.individuals))])
        if not facts.sorts(node) & (used | sorts):
            return _instead(t, node)
    return None


def _tongue(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if not isinstance(t.object, ox.Literal) or not (t.object.language or t.object.datatype.value == XSD + "string"):
        return None
    if t.object.language:
        return _instead(t, chance.choice((ox.Literal(t.object.value), ox.Literal(t.object.value, language="de"))))
    return _instead(t, ox.Literal(t.object.value, language="en"))


def _dangling(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if chance.random() < 0.3 and facts.to.get(t.subject):
        return tuple(facts.of[t.subject]), ()  # what points at it points at nothing now
    if not isinstance(t.object, ox.NamedNode):
        return None
    text = t.object.value
    place = chance.randrange(len(text) - 3, len(text))
    digit = chance.choice("123456789") if text[place].isdigit() else chance.choice("bcdfghz")
    node = ox.NamedNode(text[:place] + digit + text[place + 1 :])
    return None if node in facts.of or node in facts.to else _instead(t, node)


def _swapped(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if short(t.predicate) != "exld:stance":
        return None
    return _instead(t, chance.choice([ox.NamedNode(EXO + name) for name in ("supports", "refutes", "reportsNoEffect")]))


def _shifted(facts: Facts, chance: random.Random, t: Any) -> Change | None:
    if short(t.predicate) not in ("exld:start", "exld:end"):
        return None
    by, both = chance.choice((-1, 1)) * chance.randint(1, 40), chance.random() < 0.5
    old = [o for o in facts.of[t.subject] if o == t or (both and short(o.predicate) in ("exld:start", "exld:end"))]
    new = [
        ox.Triple(o.subject, o.predicate, ox.Literal(str(int(o.object.value) + by), datatype=o.object.datatype))
        for o in old
    ]
    return tuple(old), tuple(new)


KINDS: dict[str, Callable[[Facts, random.Random, Any], Change | None]] = {
    "dropped": _dropped, "doubled": _doubled, "mistyped": _mistyped, "re-pointed": _repointed, "out-of-range": _ranged,
    "wrong kind": _unkind, "wrong language": _tongue, "dangling": _dangling, "swapped stance": _swapped,
    "shifted offset": _shifted,
}  # fmt: skip


def defects(facts: Facts, seed: int, number: int) -> Iterator[Defect]:
    """So many different defects; the same for the same ``seed``."""
    chance = random.Random(seed)
    seen: set[Change] = set()
    classes = sorted({cls for cls, _ in facts.pools})
    props = {cls: sorted(prop for name, prop in facts.pools if name == cls) for cls in classes}
    while len(seen) < number:
        for kind, make in KINDS.items():
            for _ in range(1000):
                cls = chance.choice(classes)
                prop = chance.choice(props[cls])
                if kind == "swapped stance":
                    cls, prop = "EvidenceLine", "exld:stance"
                elif kind == "shifted offset" and not re.search("start|end", prop):
                    continue
                change = make(facts, chance, chance.choice(facts.pools[cls, prop]))
                if change and change not in seen:
                    seen.add(change)
                    yield Defect(kind, cls, prop, *change)
                    break
            if len(seen) == number:
                return
