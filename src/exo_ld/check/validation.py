"""Validation: is this knowledge base, or a file that uses its ontology, in form and true to the shapes?

Without files every stage is run on the knowledge base; with files those that concern the data of others. docs/validate.md describes it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from .._version import __version__
from ..errors import UsageError
from ..graph.intake import LIMIT
from ..prefixes import EXO, EXOD, EXOS, PREFIXES, contract
from ..report.findings import Finding, Stage, Tool
from ..report.placing import first_uses, place_results, short
from ..report.report import Report
from ..shacl.run import run
from ..shacl.shapes import Shapes
from ..shacl.spelling import Spellings
from . import stages as others
from .audience import shapes_graph
from .remote import run_remote
from .work import NotRun, Work

__all__ = ["STAGES", "Finding", "Report", "shapes_graph", "validate"]

_TOOL = Tool("exo-ld", __version__, EXOS)

STAGES = ("parse", "form", "shapes", "style", "shacl", "terms", "coherence", "ledger", "golden")
_OF_FILES = {"user": ("parse", "shacl", "terms"), "maintainer": ("parse", "form", "shacl", "terms", "coherence")}


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
    profile = profile or ("user" if paths or endpoint else "maintainer")
    work = Work(root, paths, engine, profile, shapes, only_shapes, focus, limit, syntax)
    if endpoint:
        if paths or engine != "fast":
            raise UsageError("--endpoint goes with neither files nor another engine; load the files into the endpoint's store")
        results = run_remote(endpoint, work.shapes, timeout=timeout, only=work.only, focus=work.focus)
        return Report(place_results(results, [], every=True), [Stage("shacl")], fail_on, _TOOL)
    planned = _planned(profile, bool(paths), bool(only_shapes), skip, only)
    findings, stages = _run(planned, work, tell or (lambda _: None))
    if focus:
        names = {short(node) for node in work.focus}
        findings = [f for f in findings if f.focus in names or f.severity == "Error"]
    return Report([*findings, *work.faults], stages, fail_on, _TOOL)


def _run(planned: Sequence[str], work: Work, tell: Callable[[str], None]) -> tuple[list[Finding], list[Stage]]:
    """What the stages find, in turn, and for each why it was not run, if so."""
    findings: list[Finding] = []
    stages = []
    for name in planned:
        started = time.perf_counter()
        reason, found = "", []
        try:
            found = _STAGES[name](work)
        except NotRun as why:
            reason = str(why)
        findings += found
        stages.append(Stage(name, reason))
        counted = f"{len(found)} finding{'' if len(found) == 1 else 's'}" if found else "sound"
        tell(f"{name}: {f'not run: {reason}' if reason else counted} ({time.perf_counter() - started:.1f} s)")
    return findings, stages


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
    if not work.few:
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


_STAGES: dict[str, Callable[[Work], list[Finding]]] = {
    "parse": _parse, "form": others.form, "shapes": others.proofs, "style": others.style, "shacl": _shacl, "terms": _terms,
    "coherence": others.coherent, "ledger": others.ledger, "golden": others.golden,
}  # fmt: skip
