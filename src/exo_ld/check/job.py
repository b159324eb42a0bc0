"""What the stages of a validation share: the files that are checked, and the knowledge base that they are checked
with; each is read once, at its first use."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

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
from ..sources import head_of, is_placed, quads, sources, taken
from .audience import load_shapes, shape_iris

__all__ = ["REPLACED", "NotRun", "Job"]

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


class Parsed(NamedTuple):
    """Files as they were read, and a finding for each that could not be."""

    files: list[Input]
    faults: list[Finding]


class Job:
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
        self.shapes = load_shapes(audience, root, shapes)
        own = {t.subject for t in load_shapes(audience, root)} if shapes else set()
        # What --shapes adds.
        self.further = {t.subject for t in self.shapes if t.subject not in own} if shapes else set()
        self.only_shapes = shape_iris(only_shapes, self.shapes) if only_shapes else set()

    @cached_property
    def checked(self) -> Parsed:
        """The files that are checked: those that are named, else the knowledge base's own."""
        return self._given() if self.paths else self._own

    @property
    def files(self) -> list[Input]:
        """The files that are checked and could be read."""
        return self.checked.files

    @property
    def all(self) -> list[Input]:
        """The files that are checked, and those that they are checked with. Raises DataError where one of these cannot
        be read."""
        return [*self._own.files, *self.files] if self.paths else self.files

    @cached_property
    def _named(self) -> tuple[list[str], list[DataError]]:
        """The files that the call names or that stand in folders named, and what is wrong with others."""
        return find(self.paths, self._exclude)

    def _given(self) -> Parsed:
        """The files that are named, up to what the memory holds."""
        paths, wrong = self._named
        faults = [fault(error, error.file) for error in wrong]
        files, before = list[Input](), memory()
        for path in paths:
            try:
                files.append(taken(path, limit=self._limit, syntax=self._syntax))
            except DataError as error:
                faults.append(fault(error, path))
            if memory() - before > intake.TOGETHER:
                files.clear()
                what = f"the files take more than {intake.TOGETHER:,} bytes of memory together; take them in parts"
                faults.append(fault(DataError.at(path, f"with those before it, {what}"), path))
                break
        return Parsed(files, faults)

    @cached_property
    def _own(self) -> Parsed:
        """The knowledge base's own files, but for those that are named to be checked, or in whose place (the same
        study, the same section) another is. Raises DataError where one cannot be read and is not what is checked."""
        named = self._named[0]
        given, heads = {os.path.realpath(path) for path in named}, {head_of(path) for path in named if is_placed(path)}
        parsed = Parsed([], [])
        for source in sources(self.root):
            if os.path.realpath(source.path) in given or (is_placed(source.path) and head_of(source.path) in heads):
                continue
            try:
                data = read(source.path)
                file = Input(relative(source.path), data, ox.RdfFormat.TURTLE, quads(source, data))
                parsed.files.append(file)
            except DataError as error:
                if self.paths:
                    raise
                parsed.faults.append(fault(error, source.path))
        return parsed

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
        return {
            quad.subject.value
            for file in self.all
            if os.path.basename(file.path) in _DEFINING
            for quad in file.quads
            if isinstance(quad.subject, ox.NamedNode)
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
