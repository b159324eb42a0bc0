"""What the stages of a validation share: the files that are checked, and the knowledge base that they are checked
with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..files import read
from ..graph import intake
from ..graph.folders import find
from ..graph.intake import Input, memory
from ..prefixes import EXO, PREFIXES, expand
from ..report.findings import Finding
from ..report.placing import fault, relative
from ..shacl.run import store_of
from ..sources import Source, head_of, is_placed, quads, sources, taken
from .audience import load_shapes, shape_iris

__all__ = ["REPLACED", "NotRun", "Work"]

_FEW = 5000  # triples of given files up to which only what they tell of is looked at
_DEPRECATED = PREFIXES["owl"] + "deprecated"
REPLACED = (  # properties that tell what stands in the place of something obsolete
    PREFIXES["IAO"] + "0100001",
    PREFIXES["dcterms"] + "isReplacedBy",
    "http://www.geneontology.org/formats/oboInOwl#consider",
)
_DEFINING = ("exo.ttl", "vocabularies.ttl")


class NotRun(Exception):
    """A stage that has nothing to check; the message says why."""


class Work:
    """What the stages share: the files that are checked, the knowledge base that they are checked with, and the choices
    made."""

    def __init__(
        self,
        root: str | None,
        paths: Sequence[str],
        engine: str,
        audience: str,
        shapes: Sequence[str],
        only_shapes: Sequence[str],
        focus: Sequence[str],
        limit: int,
        syntax: str | None,
        exclude: Sequence[str] = (),
    ) -> None:
        self.root, self.paths, self.engine = root, list(paths), engine
        self._limit, self._syntax, self._focus, self._exclude = limit, syntax, focus, exclude
        self.faults: list[Finding] = []  # files that could not be read
        self.shapes = load_shapes(audience, root, shapes)
        own = {t.subject for t in load_shapes(audience, root)} if shapes else set()
        # What --shapes adds.
        self.further = {t.subject for t in self.shapes if t.subject not in own} if shapes else set()
        self.nodes: int | None = None  # how many the shapes looked at
        self.only_shapes = shape_iris(only_shapes, self.shapes) if only_shapes else set()

    @cached_property
    def files(self) -> list[Input]:
        """The files that are checked, parsed; what cannot be is put into `faults`."""
        if not self.paths:
            return self.own
        found, wrong = find(self.paths, self._exclude)
        self.faults += (fault(error, str(error).partition(": ")[0]) for error in wrong)
        files, before = list[Input](), memory()
        for path in found:
            try:
                files.append(taken(path, limit=self._limit, syntax=self._syntax))
            except DataError as error:
                self.faults.append(fault(error, path))
            if memory() - before > intake.TOGETHER:
                files.clear()
                what = f"the files take more than {intake.TOGETHER:,} bytes of memory together; take them in parts"
                self.faults.append(fault(DataError(f"{path}: with those before it, {what}"), path))
                break
        return files

    @cached_property
    def _sources(self) -> list[Source]:
        """Where the knowledge base's own files are, but for those that are named to be checked, or in whose place (the
        same study, the same section) another is."""
        found = find(self.paths, self._exclude)[0]
        given, heads = {os.path.realpath(path) for path in found}, {head_of(path) for path in found if is_placed(path)}
        own = (source for source in sources(self.root) if os.path.realpath(source.path) not in given)
        return [source for source in own if not (is_placed(source.path) and head_of(source.path) in heads)]

    @cached_property
    def own(self) -> list[Input]:
        """The knowledge base's own files but for those that are named to be checked, parsed."""
        files = []
        for source in self._sources:
            try:
                files.append(Input(relative(source.path), read(source.path), ox.RdfFormat.TURTLE, quads(source)))
            except DataError as error:
                if self.paths:
                    raise
                self.faults.append(fault(error, source.path))
        return files

    @property
    def all(self) -> list[Input]:
        """The files that are checked, and those that they are checked with."""
        return self.files if not self.paths else [*self.own, *self.files]

    @property
    def few(self) -> bool:
        """Whether so few triples are given that only what they tell of need be looked at."""
        return bool(self.paths) and sum(len(file.quads) for file in self.files) <= _FEW

    @cached_property
    def store(self) -> ox.Store:
        """All data, as the shapes look at it."""
        return store_of(*(file.quads for file in self.all))

    @cached_property
    def terms(self) -> set[str]:
        """The IRIs of the terms of the ontology and its vocabularies."""
        files = [(file.path, file.quads) for file in self.files]
        files += (
            [(s.path, quads(s)) for s in self._sources if os.path.basename(s.path) in _DEFINING] if self.paths else []
        )
        return {
            q.subject.value
            for path, said in files
            if os.path.basename(path) in _DEFINING
            for q in said
            if isinstance(q.subject, ox.NamedNode)
        }

    @cached_property
    def defined(self) -> set[str]:
        """The IRIs of our namespaces that something is said of, and the terms of the ontology and its vocabularies."""
        ours = {q.subject.value for f in self.all for q in f.quads if isinstance(q.subject, ox.NamedNode)}
        return {iri for iri in ours if not iri.startswith(EXO)} | self.terms

    @cached_property
    def deprecated(self) -> dict[Any, list[Any]]:
        """What is deprecated (owl:deprecated), each with what stands in its place."""
        found: dict[Any, list[Any]] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(_DEPRECATED), None):
            if getattr(quad.object, "value", "") in ("true", "1"):
                instead = (
                    q.object
                    for p in REPLACED
                    for q in self.store.quads_for_pattern(quad.subject, ox.NamedNode(p), None)
                )
                found[quad.subject] = sorted(instead, key=str)
        return found

    def defines(self, node: ox.NamedNode) -> bool:
        """Whether an IRI of our namespaces is among `defined`."""
        if node.value.startswith(EXO):
            return node.value in self.terms
        return self.describes(node)

    def describes(self, node: Any) -> bool:
        """Whether anything is said of a node."""
        return next(self.store.quads_for_pattern(node, None, None), None) is not None

    @cached_property
    def focus(self) -> set[ox.NamedNode]:
        """The focus nodes asked for. Raises UsageError where one is no IRI and no CURIE."""
        nodes = set()
        for name in self._focus:
            try:
                nodes.add(ox.NamedNode(expand(name) or name.strip("<>")))
            except ValueError:
                raise UsageError(
                    f"--focus {name}: give an IRI, or a CURIE such as exod:claim-jin-2019-mir-486-01"
                ) from None
        return nodes
