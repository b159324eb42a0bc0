"""How a base and the knowledge base fit together: what joins, what is missing, what says something else.

It is fed with what the scan of each block finds, and with the base's statements about things that are ours too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import quoted, safe
from ..prefixes import PREFIXES, contract, expand, vocabulary

__all__ = ["Joins", "Ours", "Report"]

_NOT_TERMS = set("bibo biolink cito dcat dcterms fabio foaf obo owl prov rdf rdfs schema sh skos vann void xsd".split())
_LABELS = {PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"}
_DEPRECATED, _REPLACED, _VERSION = (
    PREFIXES["owl"] + "deprecated",
    PREFIXES["IAO"] + "0100001",
    PREFIXES["owl"] + "versionInfo",
)
_KINDS = {b"<": "IRI", b'"': "literal", b"_": "blank node"}


class Ours(NamedTuple):
    """What is merged into base files, and what it is known by in them.

    ``parts`` names what of ours is in ``quads``. IRIs of ours begin with ``space``; ``ontology`` is the IRI that bears
    owl:versionInfo; the labels of our blank nodes begin with ``blank`` and twelve hexadecimal digits, the same in every
    file.
    """

    quads: list[ox.Quad]
    parts: list[str]
    space: str
    ontology: str
    blank: str


@dataclass
class Report:
    """What a merge did and found. Terms stand as CURIEs where we have a prefix for them, else as IRIs."""

    output: str
    included: list[str]
    bases: dict[str, int] = field(default_factory=dict)  # file: statements, each line counted
    ours: int = 0
    added: int = 0
    already: int = 0
    rewritten: int = 0  # lines of the base with variant IRIs made canonical
    broken: list[str] = field(default_factory=list)  # where, and what is wrong; the first ones
    skipped: int = 0
    unended: bool = False  # whether the last base ends without a newline
    joins: dict[str, dict[str, Any]] = field(default_factory=dict)  # vocabulary: terms, joined, examples, missing
    variants: list[str] = field(default_factory=list)  # beginnings of IRIs in the base that --canonical would rewrite
    labels: list[dict[str, str]] = field(default_factory=list)
    obsolete: list[dict[str, str]] = field(default_factory=list)
    uses: list[dict[str, Any]] = field(default_factory=list)
    other_version: int = 0  # statements about things of ours that this version does not make
    base_versions: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was skipped and no other version of ours is in the base."""
        return not self.skipped and not self.other_version

    def text(self, form: str = "text") -> str:
        """The report for a person, or as JSON (``form`` json)."""
        if form == "json":
            return json.dumps(self.__dict__ | {"sound": self.sound}, indent=2, ensure_ascii=False) + "\n"
        lines = [f"{path}: {count:,} statements" for path, count in self.bases.items()]
        lines.append(
            f"ours ({', '.join(self.included)}): {self.ours:,}, {self.already:,} of them already there, "
            f"{self.added:,} added"
        )
        lines.append(f"{self.output}: {sum(self.bases.values()) + self.added:,} statements")
        if self.rewritten:
            lines.append(f"lines with variant IRIs made canonical: {self.rewritten:,}")
        lines += [f"skipped: {where}" for where in self.broken]
        if self.skipped:
            lines.append(f"broken lines skipped: {self.skipped:,}")
        lines.append("terms of ours that occur in the base, by vocabulary:")
        for name, join in self.joins.items():
            some = f"  such as {', '.join(join['examples'])}" if join["examples"] else ""
            lines.append(f"  {name:<16}{join['joined']:>6} of {join['terms']:<6}{some}")
        gaps = {name: join["missing"] for name, join in self.joins.items() if join["joined"] and join["missing"]}
        if gaps:
            lines.append("missing in the base, of vocabularies that it has:")
            lines += [f"  {name:<16}{_some(terms)}" for name, terms in gaps.items()]
        if self.variants:
            lines.append(f"variant IRIs in the base, which --canonical rewrites: {_some(self.variants)}")
        lines += _table(
            "labels that differ",
            [f"{c['term']}: {quoted(c['ours'])} here, {quoted(c['base'])} in the base" for c in self.labels],
        )
        lines += _table(
            "obsolete in the base",
            [
                f"{c['term']} {quoted(c['label'])}" + (f", replaced by {c['replaced_by']}" if c["replaced_by"] else "")
                for c in self.obsolete
            ],
        )
        lines += _table(
            "properties used differently",
            [
                f"{u['property']}: {' and '.join(u['ours'])} here, also {' and '.join(u['base'])} in the base"
                for u in self.uses
            ],
        )
        if self.other_version:
            versions = f" (version {', '.join(self.base_versions)})" if self.base_versions else ""
            lines.append(
                f"another version of ours is in the base{versions}: {self.other_version:,} statements that this one "
                "does not make"
            )
        return "".join(safe(line) + "\n" for line in lines)


def _some(items: list[str], most: int = 5) -> str:
    return ", ".join(items[:most]) + (f" and {len(items) - most:,} more" if len(items) > most else "")


def _table(title: str, rows: list[str], most: int = 20) -> list[str]:
    some = [f"  {row}" for row in rows[:most]] + (
        [f"  and {len(rows) - most:,} more (--format json has all)"] if len(rows) > most else []
    )
    return [f"{title}: {len(rows):,}", *some] if rows else []


class Joins:
    """Collects what a report says, block by block."""

    def __init__(self, ours: Ours) -> None:
        self._space, self._ontology = ours.space, ours.ontology
        self.ours = set(ours.quads)
        self.already: set[ox.Quad] = set()
        self.properties: dict[str, set[bytes]] = {}
        self.subjects: set[str] = set()
        nodes: set[str] = set()
        self._labels: dict[str, set[str]] = {}
        for quad in self.ours:
            kind = (
                b"<" if isinstance(quad.object, ox.NamedNode) else b'"' if isinstance(quad.object, ox.Literal) else b"_"
            )
            self.properties.setdefault(quad.predicate.value, set()).add(kind)
            if isinstance(quad.subject, ox.NamedNode):
                nodes.add(quad.subject.value)
                self.subjects.add(quad.subject.value)
                if quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
                    self._labels.setdefault(quad.subject.value, set()).add(quad.object.value)
            if isinstance(quad.object, ox.NamedNode):
                nodes.add(quad.object.value)
        self.terms = {
            iri for iri in nodes if not iri.startswith(ours.space) and (vocabulary(iri) or "rdf") not in _NOT_TERMS
        }
        self._found: set[str] = set()
        self._variants: set[str] = set()
        self._uses: dict[str, set[bytes]] = {}
        self._base_labels: dict[str, set[str]] = {}
        self._obsolete: set[str] = set()
        self._replaced: dict[str, set[str]] = {}
        self._versions: set[str] = set()
        self._others = 0

    def saw(self, terms: Iterable[bytes], variants: Iterable[bytes], uses: Iterable[tuple[bytes, bytes]]) -> None:
        """Note what occurs in a block, each as N-Triples writes it."""
        self._found.update(term[1:-1].decode() for term in terms)
        self._variants.update(variant[1:].decode() for variant in variants)
        for name, kind in uses:
            self._uses.setdefault(name[1:-1].decode(), set()).add(kind)

    def said(self, quad: ox.Quad) -> None:
        """Note a statement of the base."""
        if quad in self.ours:
            self.already.add(quad)
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, ox.NamedNode):
            return
        if subject.value.startswith(self._space):
            if quad not in self.ours:
                self._others += 1
                if subject.value == self._ontology and predicate == _VERSION:
                    self._versions.add(value.value if isinstance(value, ox.Literal) else str(value))
        elif subject.value in self.subjects:
            if predicate in _LABELS and isinstance(value, ox.Literal):
                self._base_labels.setdefault(subject.value, set()).add(value.value)
            elif predicate == _DEPRECATED and isinstance(value, ox.Literal) and value.value in ("true", "1"):
                self._obsolete.add(subject.value)
            elif predicate == _REPLACED and not isinstance(value, (ox.BlankNode, ox.Triple)):
                # Some ontologies give a CURIE in a text.
                iri = value.value if isinstance(value, ox.NamedNode) else expand(value.value.strip()) or value.value
                self._replaced.setdefault(subject.value, set()).add(iri)

    def occurs(self, iri: str) -> None:
        """Note that an IRI occurs in the base."""
        if iri in self.terms:
            self._found.add(iri)

    def fill(self, report: Report) -> None:
        """Put what was found into ``report``."""
        by_vocabulary: dict[str, list[str]] = {}
        for iri in sorted(self.terms):
            by_vocabulary.setdefault(vocabulary(iri) or "", []).append(iri)
        objects = (quad.object for quad in self.ours)
        popular = Counter(
            node.value for node in objects if isinstance(node, ox.NamedNode) and node.value in self._found
        )
        for name, iris in sorted(by_vocabulary.items()):
            joined = sorted((iri for iri in iris if iri in self._found), key=lambda iri: (-popular[iri], iri))
            report.joins[name] = {
                "terms": len(iris),
                "joined": len(joined),
                "examples": [_named(iri, self._label(iri)) for iri in joined[:3]],
                "missing": [_named(iri, self._label(iri)) for iri in iris if iri not in self._found],
            }
        report.variants = sorted(self._variants)
        report.labels = [
            {"term": _named(iri), "ours": self._label(iri), "base": "; ".join(sorted(theirs))}
            for iri, theirs in sorted(self._base_labels.items())
            if iri in self._labels and not theirs & self._labels[iri]
        ]
        report.obsolete = [
            {
                "term": _named(iri),
                "label": self._label(iri),
                "replaced_by": ", ".join(map(_named, sorted(self._replaced.get(iri, ())))),
            }
            for iri in sorted(self._obsolete)
        ]
        report.uses = [
            {
                "property": _named(p),
                "ours": [_KINDS[k] for k in sorted(self.properties[p])],
                "base": [_KINDS[k] for k in sorted(other)],
            }
            for p, kinds in sorted(self._uses.items())
            if (other := kinds - self.properties[p])
        ]
        report.already, report.other_version, report.base_versions = (
            len(self.already),
            self._others,
            sorted(self._versions),
        )

    def _label(self, iri: str) -> str:
        return min(self._labels.get(iri, {""}))


def _named(iri: str, label: str = "") -> str:
    return f"{contract(iri) or iri}{f' ({label})' if label else ''}"
