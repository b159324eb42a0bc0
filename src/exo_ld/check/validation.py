"""Validation: is this knowledge base, or a file that uses its ontology, in form and true to the shapes?

Without files every stage is run on the knowledge base; with files those that concern the data of others.
docs/validate.md describes it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from .._version import __version__
from ..errors import UsageError, quoted
from ..graph.intake import LIMIT
from ..prefixes import EXOS
from ..report.findings import Finding, Stage, Tool
from ..report.placing import place_results, short
from ..report.report import Report
from . import stages
from .audience import shapes_graph
from .job import Job, NotRun
from .remote import run_remote
from .unlooked import nothing

__all__ = ["STAGES", "Finding", "Report", "shapes_graph", "validate"]

_TOOL = Tool("exo-ld", __version__, EXOS)

_STAGES: dict[str, Callable[[Job], stages.Found]] = {
    "parse": stages.parse,
    "form": stages.form,
    "shacl": stages.shacl,
    "defined": stages.defined,
    "coherence": stages.coherent,
    "ledger": stages.ledger,
}
STAGES = tuple(_STAGES)
_OF_FILES = {"user": ("parse", "shacl", "defined"), "maintainer": ("parse", "form", "shacl", "defined", "coherence")}


def validate(
    *paths: str, root: str | None = None, engine: str = "fast", audience: str | None = None,
    shapes: Sequence[str] = (), only_shapes: Sequence[str] = (), focus: Sequence[str] = (), fail_on: str = "violation",
    skip: Collection[str] = (), only: Collection[str] = (), limit: int = LIMIT, syntax: str | None = None,
    exclude: Sequence[str] = (),
    endpoint: str | None = None, timeout: float = 60.0, tell: Callable[[str], None] | None = None,
) -> Report:  # fmt: skip
    """Check files and folders together with our facts and ontology; the knowledge base alone without ``paths``.

    Findings on what only our own files say are left out where ``paths`` are given.

    Args:
        paths: files of RDF (packed by gzip too) or folders; ``-`` is standard input.
        root: another knowledge base's folder in place of the shipped one.
        engine: ``fast`` or ``pyshacl`` (see `exo_ld.shacl.run`).
        audience: ``user`` (files by default), ``maintainer`` (the knowledge base), or a reporting profile such as
          ``misev``.
        shapes: files of further SHACL shapes.
        only_shapes: names of shapes; results of others are left out.
        focus: IRIs or CURIEs; findings on others are left out.
        fail_on: the severity from which a finding counts: ``violation``, ``warning`` or ``info``.
        skip: names of `STAGES` that are not run.
        only: names of `STAGES`; others are not run.
        limit: bytes that a file may hold once unpacked.
        exclude: patterns of names or paths that are passed over in folders.
        syntax: the format of files whose name does not say it (``ttl``, ``trig``, ``nt``, ``nq``, ``jsonld``, ``rdf``).
        endpoint: the address of a SPARQL 1.1 endpoint whose default graph is checked where it is, in place of files.
        timeout: seconds that each query to the endpoint may take.
        tell: is called with a line on each stage as it ends, with its time.

    Returns: a Report. A file that cannot be checked is a finding of severity Error in it.

    Raises: UsageError for a name that there is not; DataError where the shapes or the knowledge base cannot be read;
    EndpointError where the endpoint is down, slow, refuses or breaks off.
    """
    audience = audience or ("user" if paths or endpoint else "maintainer")
    job = Job(root, paths, engine, audience, shapes, only_shapes, focus, limit, syntax, exclude)
    if endpoint:
        if skip or only:
            raise UsageError("--endpoint asks the shapes alone: it goes with neither --skip nor --only")
        return _remote(endpoint, job, timeout, fail_on)
    planned = _planned(audience, bool(paths), bool(only_shapes), skip, only)
    found, ran = _run(planned, job, tell or (lambda _: None))
    findings = found.findings if "parse" in planned else [*found.findings, *job.checked.faults]
    if focus:
        names = {short(node) for node in job.focus}
        findings = [f for f in findings if f.focus in names or f.severity == "Error"]
    return Report(findings, ran, fail_on, _TOOL, found.nodes)


def _remote(endpoint: str, job: Job, timeout: float, fail_on: str) -> Report:
    """What breaks a shape in an endpoint's default graph. Raises UsageError, EndpointError."""
    if job.paths or job.engine != "fast":
        raise UsageError(
            "--endpoint goes with neither files nor another engine; load the files into the endpoint's store"
        )
    results, nodes = run_remote(endpoint, job.shapes, timeout=timeout, only=job.only_shapes, focus=job.focus)
    placed = [finding._replace(file=endpoint) for finding in place_results(results, [], every=True)]
    findings = [*placed, *([nothing(endpoint)] if not nodes else [])]
    return Report(findings, [Stage("shacl")], fail_on, _TOOL, nodes)


def _run(planned: Sequence[str], job: Job, tell: Callable[[str], None]) -> tuple[stages.Found, list[Stage]]:
    """What the stages found, in turn, and for each why it was not run, if so."""
    findings: list[Finding] = []
    ran, nodes = [], None
    for name in planned:
        started = time.perf_counter()
        reason, found = "", stages.Found([])
        try:
            found = _STAGES[name](job)
        except NotRun as why:
            reason = str(why)
        count = len(found.findings)
        findings += found.findings
        nodes = nodes if found.nodes is None else found.nodes
        ran.append(Stage(name, reason))
        counted = f"{count} finding{'' if count == 1 else 's'}" if count else "sound"
        tell(f"{name}: {f'not run: {reason}' if reason else counted} ({time.perf_counter() - started:.1f} s)")
    return stages.Found(findings, nodes), ran


def _planned(audience: str, files: bool, some: bool, skip: Collection[str], only: Collection[str]) -> list[str]:
    """The stages of a call: with ``files`` or without, and where only ``some`` shapes are asked for."""
    for name in [*skip, *only]:
        if name not in STAGES:
            raise UsageError(f"no stage {quoted(name)}; the stages are {', '.join(STAGES)}")
    usual: Sequence[str] = STAGES if audience == "maintainer" and not files else _OF_FILES.get(audience, ())
    usual = usual if usual and not some else ("parse", "shacl")
    planned = [name for name in usual if name not in skip and (not only or name in only)]
    if not planned:
        raise UsageError(f"no stage is left to run; those of this call are {', '.join(usual)}")
    return planned
