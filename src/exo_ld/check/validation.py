"""Validation: is this knowledge base, or a file that uses its ontology, in form and true to the shapes?

Without files every stage is run on the knowledge base; with files those that concern the data of others. docs/validate.md describes it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from functools import cached_property

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..graph.data import Source, quads, sources
from ..graph.intake import LIMIT, Input, find, take
from ..graph.turtle import read
from ..prefixes import EXO, EXOD, EXOS, PREFIXES, contract, expand
from ..report.findings import Finding, Report, Stage
from ..report.placing import fault, first_uses, place_results, short, shown
from ..shacl.run import run
from ..shacl.shapes import Shapes
from ..shacl.spelling import Spellings
from .audience import load_shapes, named, shapes_graph

__all__ = ["STAGES", "Finding", "NotRun", "Report", "Work", "shapes_graph", "validate"]

STAGES = ("parse", "form", "shapes", "style", "shacl", "terms", "coherence", "ledger", "golden")
_OF_FILES = {"user": ("parse", "shacl", "terms"), "maintainer": ("parse", "form", "shacl", "terms", "coherence")}
_FEW = 5000  # triples of given files up to which only what they tell of is looked at
_DEFINING = ("exo.ttl", "vocabularies.ttl")


class NotRun(Exception):
    """A stage that has nothing to check; the message says why."""


class Work:
    """What the stages share: the files that are checked, the knowledge base that they are checked with, and the choices made."""

    def __init__(
        self, root: str | None, paths: Sequence[str], engine: str, profile: str, shapes: Sequence[str], only: Sequence[str],
        focus: Sequence[str], limit: int, syntax: str | None,
    ) -> None:  # fmt: skip
        self.root, self.paths, self.engine, self.profile = root, list(paths), engine, profile
        self._limit, self._syntax, self._focus = limit, syntax, focus
        self.faults: list[Finding] = []  # files that could not be read
        self.shapes = load_shapes(profile, root, shapes)
        self.only = named(only, self.shapes) if only else set()

    @cached_property
    def files(self) -> list[Input]:
        """The files that are checked, parsed; what cannot be is put into `faults`."""
        if not self.paths:
            return self.own
        found, wrong = find(self.paths)
        self.faults += (fault(error, str(error).partition(": ")[0]) for error in wrong)
        files = []
        for path in found:
            try:
                files.append(take(path, limit=self._limit, syntax=self._syntax))
            except DataError as error:
                self.faults.append(fault(error, path))
        return files

    @cached_property
    def _sources(self) -> list[Source]:
        """Where the knowledge base's own files are, but for those that are named to be checked."""
        given = {os.path.realpath(path) for path in find(self.paths)[0]}
        return [source for source in sources(self.root) if os.path.realpath(source.path) not in given]

    @cached_property
    def own(self) -> list[Input]:
        """The knowledge base's own files but for those that are named to be checked, parsed."""
        files = []
        for source in self._sources:
            try:
                files.append(Input(shown(source.path), read(source.path), ox.RdfFormat.TURTLE, quads(source)))
            except DataError as error:
                if self.paths:
                    raise
                self.faults.append(fault(error, source.path))
        return files

    @property
    def all(self) -> list[Input]:
        """The files that are checked, and those that they are checked with."""
        return self.files if not self.paths else [*self.own, *self.files]

    @cached_property
    def store(self) -> ox.Store | None:
        """All data, read by the engine itself, where a few triples are given; None where it must be gone through one by one.

        That is so where it cannot be read, which `own` tells of, or where the store lacks a triple: it was said twice, or it has a number in
        two spellings. Our own files have none; the check of all of them would say so.
        """
        given = {quad.triple for file in self.files for quad in file.quads} if self.paths else set()
        if not given or len(given) > _FEW or self.engine != "fast":
            return None
        store = ox.Store()
        try:
            for source in self._sources:
                store.load(path=source.path, format=ox.RdfFormat.TURTLE, base_iri="file:///")
        except (SyntaxError, ValueError, OSError):
            return None
        before = len(store)
        store.bulk_extend(ox.Quad(*t) for t in given)
        return store if len(store) - before == len(given) else None

    @cached_property
    def terms(self) -> set[str]:
        """The IRIs of the terms of the ontology and its vocabularies."""
        files = [(file.path, file.quads) for file in self.files]
        files += [(s.path, quads(s)) for s in self._sources if os.path.basename(s.path) in _DEFINING] if self.paths else []
        return {
            q.subject.value for path, said in files if os.path.basename(path) in _DEFINING for q in said if isinstance(q.subject, ox.NamedNode)
        }

    @cached_property
    def defined(self) -> set[str]:
        """The IRIs of our namespaces that something is said of, and the terms of the ontology and its vocabularies."""
        ours = {q.subject.value for f in self.all for q in f.quads if isinstance(q.subject, ox.NamedNode)}
        return {iri for iri in ours if not iri.startswith(EXO)} | self.terms

    def defines(self, node: ox.NamedNode) -> bool:
        """Whether an IRI of our namespaces is among `defined`."""
        if node.value.startswith(EXO):
            return node.value in self.terms
        return node.value in self.defined if self.store is None else any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    @cached_property
    def focus(self) -> set[ox.NamedNode]:
        """The focus nodes asked for. Raises UsageError where one is no IRI and no CURIE."""
        nodes = set()
        for name in self._focus:
            try:
                nodes.add(ox.NamedNode(expand(name) or name.strip("<>")))
            except ValueError:
                raise UsageError(f"--focus {name}: give an IRI, or a CURIE such as exod:claim-jin-2019-mir-486-01") from None
        return nodes


def validate(
    *paths: str,
    root: str | None = None,
    engine: str = "fast",
    profile: str | None = None,
    shapes: Sequence[str] = (),
    only_shapes: Sequence[str] = (),
    focus: Sequence[str] = (),
    fail_on: str = "violation",
    skip: Collection[str] = (),
    only: Collection[str] = (),
    limit: int = LIMIT,
    syntax: str | None = None,
    endpoint: str | None = None,
    timeout: float = 60.0,
    tell: Callable[[str], None] | None = None,
) -> Report:
    """Check files and folders together with our facts and ontology; the knowledge base alone without ``paths``.

    Findings on what only our own files say are left out where ``paths`` are given.

    Args:
        paths: files of RDF (packed by gzip too) or folders; ``-`` is standard input.
        root: another knowledge base's folder in place of the shipped one.
        engine: ``fast`` or ``pyshacl`` (see `exo_ld.shacl.run`).
        profile: ``user`` (files by default), ``maintainer`` (the knowledge base), or a reporting profile such as ``misev``.
        shapes: files of further SHACL shapes.
        only_shapes: names of shapes; results of others are left out.
        focus: IRIs or CURIEs; findings on others are left out.
        fail_on: the severity from which a finding counts: ``violation``, ``warning`` or ``info``.
        skip: names of `STAGES` that are not run.
        only: names of `STAGES`; others are not run.
        limit: bytes that a file may hold once unpacked.
        syntax: the format of files whose name does not say it (``ttl``, ``trig``, ``nt``, ``nq``, ``jsonld``, ``rdf``).
        endpoint: the address of a SPARQL 1.1 endpoint whose default graph is checked where it is, in place of files.
        timeout: seconds that each query to the endpoint may take.
        tell: is called with a line on each stage as it ends, with its time.

    Returns: a Report. A file that cannot be checked is a finding of severity Error in it.

    Raises: UsageError for a name that there is not; DataError where the shapes or the knowledge base cannot be read; EndpointError
    where the endpoint is down, slow, refuses or breaks off.
    """
    from . import stages as others

    if endpoint:
        if paths or engine != "fast":
            raise UsageError("--endpoint goes with neither files nor another engine; load the files into the endpoint's store")
        from .remote import run_remote

        work = Work(root, paths, engine, profile or "user", shapes, only_shapes, focus, limit, syntax)
        results = run_remote(endpoint, work.shapes, timeout=timeout, only=work.only, focus=work.focus)
        return Report(place_results(results, [], every=True), [Stage("shacl")], fail_on)
    profile = profile or ("user" if paths else "maintainer")
    planned = _planned(profile, bool(paths), bool(only_shapes), skip, only)
    work = Work(root, paths, engine, profile, shapes, only_shapes, focus, limit, syntax)
    run_stage: dict[str, Callable[[Work], list[Finding]]] = {
        "parse": _parse, "form": others.form, "shapes": others.proofs, "style": others.style, "shacl": _shacl, "terms": _terms,
        "coherence": others.coherent, "ledger": others.ledger, "golden": others.golden,
    }  # fmt: skip
    findings: list[Finding] = []
    stages = []
    for name in planned:
        started = time.perf_counter()
        reason, found = "", []
        try:
            found = run_stage[name](work)
        except NotRun as why:
            reason = str(why)
        findings += found
        stages.append(Stage(name, reason))
        if tell:
            outcome = f"not run: {reason}" if reason else f"{len(found)} finding{'' if len(found) == 1 else 's'}" if found else "sound"
            tell(f"{name}: {outcome} ({time.perf_counter() - started:.1f} s)")
    if focus:
        names = {short(node) for node in work.focus}
        findings = [f for f in findings if f.focus in names or f.severity == "Error"]
    return Report([*findings, *work.faults], stages, fail_on)


def _planned(profile: str, files: bool, some: bool, skip: Collection[str], only: Collection[str]) -> list[str]:
    """The stages of a call: with ``files`` or without, and where only ``some`` shapes are asked for."""
    for name in [*skip, *only]:
        if name not in STAGES:
            raise UsageError(f"no stage {name!r}; the stages are {', '.join(STAGES)}")
    usual: Sequence[str] = STAGES if profile == "maintainer" and not files else _OF_FILES.get(profile, ())
    usual = usual if usual and not some else ("parse", "shacl")
    planned = [name for name in usual if name not in skip and (not only or name in only)]
    if not planned:
        raise UsageError(f"no stage is left to run; those of this call are {', '.join(usual)}")
    return planned


def _parse(work: Work) -> list[Finding]:
    return work.faults if work.files is not None else []


def _shacl(work: Work) -> list[Finding]:
    if not work.files:
        raise NotRun("no file could be read")
    shapes, focus = Shapes(work.shapes), work.focus or _told_of(work)
    results = run(work.store, shapes, only=work.only, focus=focus) if work.store is not None else None
    if results is None or any(Spellings.concern(node) for r in results for node in (r.focus, r.value)):  # to be told as the data spells it
        data = (quad.triple for file in work.all for quad in file.quads)
        results = run(data, shapes, engine=work.engine, only=work.only, focus=focus)
    return list(place_results(results, work.files, every=not work.paths))


def _told_of(work: Work) -> set[ox.NamedNode]:
    """What a few given files say something of or name: other focus nodes need not be looked at. Empty where all must be."""
    if not work.paths or sum(len(file.quads) for file in work.files) > _FEW:
        return set()
    if any(t.predicate.value == PREFIXES["sh"] + "targetObjectsOf" for t in work.shapes):
        return set()  # a literal may be a focus node
    nodes = {node for file in work.files for quad in file.quads for node in (quad.subject, quad.object)}
    if any(isinstance(node, ox.BlankNode) for node in nodes):
        return set()  # it cannot be named in a query
    return {node for node in nodes if isinstance(node, ox.NamedNode)}


def _terms(work: Work) -> list[Finding]:
    findings = []
    for file in work.files:
        used = {
            n for q in file.quads for n in (q.predicate, q.object) if isinstance(n, ox.NamedNode) and n.value.startswith((EXO, EXOD, EXOS))
        }
        unknown = {node for node in used if not work.defines(node)}
        for node, subject, place in first_uses(file, unknown):
            name = contract(node.value) or node.value
            what = "is not defined in the ontology" if node.value.startswith(EXO) else "is nowhere described"
            fix = f"write {near}, if that is meant" if (near := _near(node.value, work.defined)) else ""
            line, column, width, excerpt = place
            focus = "" if isinstance(subject, ox.BlankNode) else short(subject)
            message = f"{name} {what}; look for a slip of the pen."
            findings.append(
                Finding(
                    "Violation", "undefined-term", focus, "", name, message, file.path, line, column, width, excerpt, fix, "terms"
                )
            )  # fmt: skip
    return findings


def _near(iri: str, defined: set[str]) -> str:
    """What may be meant by ``iri``: a name much like it, with the same digits, since another number is another thing."""
    space = next(base for base in (EXO, EXOD, EXOS) if iri.startswith(base))
    digits = re.sub(r"\D", "", iri)
    known = [other.removeprefix(space) for other in defined if other.startswith(space) and re.sub(r"\D", "", other) == digits]
    near = get_close_matches(iri.removeprefix(space), known, 1)
    return short(ox.NamedNode(space + near[0])) if near else ""
