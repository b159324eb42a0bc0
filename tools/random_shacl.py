"""Random shapes and random data for `shacl_agreement.py`: small, dense, full of odd literals, the same for the same
seed."""

from __future__ import annotations

import random

import pyoxigraph as ox

__all__ = ["random_pair", "random_texts"]

NODE_KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
HEAD = """@prefix : <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
PROPERTIES = (":p", ":q", ":r")
CLASSES = (":A", ":B", ":C")
NODES = (":a", ":b", ":c", ":d", "_:x", "_:y")
LITERALS = (
    "1", "01", "+1", "-0", "7", "1.0", "1.00", "1e0", "100", '"1"^^xsd:int', '"1"^^xsd:byte', '"300"^^xsd:byte',
    '"-1"^^xsd:nonNegativeInteger', '"1"^^xsd:float', '"NaN"^^xsd:double', '"one"^^xsd:integer', '"1"', '"a"', '"ab"',
    '"aa"', '"AB"', '""', '"a\\nb"', '"a"@en', '"a"@en-GB', '"a"@de', '"b"@en', "true", '"1"^^xsd:boolean',
    '"yes"^^xsd:boolean', '"2020-01-01"^^xsd:date', '"2020-02-30"^^xsd:date', '"2020-01-01T00:00:00Z"^^xsd:dateTime',
    '"2020-01-01T00:00:00Z"^^xsd:dateTimeStamp', '"2020-01-01T01:00:00+01:00"^^xsd:dateTime', '"P1Y"^^xsd:duration',
    '"2020"^^xsd:gYear', '"x"^^:own',
)  # fmt: skip
DATATYPES = (
    "integer int byte nonNegativeInteger decimal double float boolean string date dateTime dateTimeStamp gYear".split()
)
LANGUAGES = ('"en"', '"en" "de"', '"de"')
BOUNDS = ("1", "1.0", '"1"^^xsd:int', "1e0", "7")
PATTERNS = (
    "^a",
    "b$",
    "^.b$",
    "^(.)\\\\1$",
    "^[a-z-[b]]+$",
    "^\\\\i\\\\c*$",
    "[0-9]",
    "^\\\\d+$",
    "^[^a]",
    "^(a|1)+$",
    "a.b",
    "^$",
)


def random_pair(seed: int) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Data and shapes."""
    data, shapes = random_texts(seed)
    return _parsed(data), _parsed(shapes)


def random_texts(seed: int) -> tuple[str, str]:
    """Data and shapes as Turtle."""
    made = _Maker(random.Random(seed))
    return HEAD + made.data(), HEAD + made.shapes()


def _parsed(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.one, self._odds = chance.choice, chance.random

    def data(self) -> str:
        lines = [
            f"{self.one(NODES)} {self.one(PROPERTIES)} {self._value()} ." for _ in range(self._chance.randint(4, 22))
        ]
        lines += [f"{self.one(NODES)} a {self.one(CLASSES)} ." for _ in range(self._chance.randint(1, 5))]
        lines += [
            f"{self.one(CLASSES)} rdfs:subClassOf {self.one(CLASSES)} ." for _ in range(self._chance.randint(0, 2))
        ]
        return "\n".join(lines)

    def _value(self) -> str:
        return self.one(NODES) if self._odds() < 0.4 else self.one(LITERALS)

    def _named(self) -> str:
        return self.one(NODES[:4]) if self._odds() < 0.3 else self.one(LITERALS)

    def shapes(self) -> str:
        return "\n".join(self._shape(number) for number in range(self._chance.randint(1, 3)))

    def _shape(self, number: int) -> str:
        target = self.one((
            f"sh:targetClass {self.one(CLASSES)}", f"sh:targetSubjectsOf {self.one(PROPERTIES)}",
            f"sh:targetObjectsOf {self.one(PROPERTIES)}",
            f"sh:targetNode {self._named()} , {self.one((':a', ':absent'))}",
        ))  # fmt: skip
        own = " ; ".join(self._node_constraint(2) for _ in range(self._chance.randint(0, 1)))
        inner = " ; ".join(f"sh:property {self._property(2)}" for _ in range(self._chance.randint(1, 2)))
        severity = self.one(("", " ; sh:severity sh:Info", " ; sh:severity :Grave"))
        return (
            f':S{number} a sh:NodeShape ; sh:message "m" ; {target} ; {inner}{f" ; {own}" if own else ""}{severity} .'
        )

    def _property(self, depth: int) -> str:
        said = self._once(self._property_constraint(depth) for _ in range(self._chance.randint(1, 2)))
        return f'[ sh:path {self._path()} ; sh:message "m" ; {" ; ".join(said)} ]'

    def _once(self, constraints: object) -> list[str]:
        return list({text.split(" ", 1)[0]: text for text in constraints}.values())  # type: ignore[attr-defined]

    def _path(self) -> str:
        p, q = self.one(PROPERTIES), self.one(PROPERTIES)
        return self.one((
            p, p, p, f"[ sh:inversePath {p} ]", f"( {p} {q} )", f"[ sh:alternativePath ( {p} {q} ) ]",
            f"[ sh:zeroOrMorePath {p} ]", f"[ sh:oneOrMorePath {p} ]", f"[ sh:zeroOrOnePath {p} ]",
            f"( [ sh:inversePath {p} ] {q} )",
        ))  # fmt: skip

    def _property_constraint(self, depth: int) -> str:
        number = self._chance.randint(0, 3)
        inner = f"[ {self._node_constraint(depth - 1)} ]"
        return self.one((
            f"sh:minCount {number}", f"sh:maxCount {number}", "sh:uniqueLang true", f"sh:hasValue {self._named()}",
            f"sh:equals {self.one(PROPERTIES)}", f"sh:disjoint {self.one(PROPERTIES)}",
            f"sh:qualifiedValueShape {inner} ; sh:{self.one(('qualifiedMinCount', 'qualifiedMaxCount'))} {number}",
            *(self._node_constraint(depth) for _ in range(6)),
        ))  # fmt: skip

    def _node_constraint(self, depth: int) -> str:
        simple = (
            f"sh:datatype xsd:{self.one(DATATYPES)}", f"sh:class {self.one(CLASSES)}",
            f"sh:nodeKind sh:{self.one(NODE_KINDS)}",
            f'sh:pattern "{self.one(PATTERNS)}"' + self.one(("", ' ; sh:flags "i"')),
            f"sh:minLength {self._chance.randint(0, 3)}", f"sh:maxLength {self._chance.randint(0, 3)}",
            f"sh:in ( {' '.join(self._named() for _ in range(4))} )", f"sh:languageIn ( {self.one(LANGUAGES)} )",
            f"sh:{self.one(('minInclusive', 'minExclusive', 'maxInclusive', 'maxExclusive'))} {self.one(BOUNDS)}",
        )  # fmt: skip
        if depth <= 0 or self._odds() < 0.6:
            return self.one(simple)
        shapes = " ".join(f"[ {self._node_constraint(depth - 1)} ]" for _ in range(2))
        return self.one((
            f"sh:not [ {self._node_constraint(depth - 1)} ]", f"sh:and ( {shapes} )", f"sh:or ( {shapes} )",
            f"sh:xone ( {shapes} )", f"sh:node [ {self._node_constraint(depth - 1)} ]",
            f"sh:property {self._property(depth - 1)}",
            f"sh:closed true ; sh:ignoredProperties ( {self.one(PROPERTIES)} rdf:type )",
        ))  # fmt: skip
