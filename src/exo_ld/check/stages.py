"""The stages of a validation, each from the shared `Job` to what it found. docs/validate.md says what each is for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..curate.coherence import coherence
from ..curate.formatting import format_files
from ..curate.layout import Words, misfiled
from ..curate.ledger import coverage
from ..errors import DataError
from ..files import tree
from ..prefixes import EXO, EXOD, EXOS, PREFIXES, contract, expand
from ..query.clashes import clash_message, clashes
from ..report.findings import Finding
from ..report.placing import Spot, first_uses, place_nodes, place_results, relative, short, spot_of
from ..shacl.results import Result
from ..shacl.run import looked_at, run
from ..shacl.shapes import Shapes
from ..sources import folder
from .job import Job, NotRun
from .nearly import nearly_ours, obsolete
from .unlooked import targets_by_name, unlooked

__all__ = ["Found", "coherent", "defined", "form", "ledger", "parse", "shacl"]

_VIOLATION = PREFIXES["sh"] + "Violation"


class Found(NamedTuple):
    """What a stage found; ``nodes`` is how many the shapes looked at, where they did."""

    findings: list[Finding]
    nodes: int | None = None


def parse(job: Job) -> Found:
    """Files that cannot be read."""
    return Found(job.checked.faults)


def form(job: Job) -> Found:
    """Turtle files that are not in canonical form, or would lose a comment in it, and claims in the file of another
    section."""
    if job.paths:
        files = [file.path for file in job.files if file.path.endswith(".ttl")]
    else:
        files = [path for name in ("ontology", "shapes") for path in tree(folder(name, job.root), (".ttl",))]
    broken = {f.file for f in job.checked.faults}
    findings = []
    words = Words.of(job.root, beside=job.paths and files)
    for path in files:
        place = relative(path)
        try:
            if place not in broken and format_files([path], check=True, words=words):
                fix = f"exo-ld fmt {place}"
                findings.append(_misformed(message="not in canonical form", file=place, fix=fix))
        except DataError as error:
            findings.append(_misformed(message=error.reason or str(error), file=place, line=error.line))
    wrong = misfiled({file.path: file.quads for file in job.files})
    places = place_nodes(wrong, job.files)
    for claim, home in wrong.items():
        message = f"first stated in a passage of {relative(home)}, where a reader looks for it"
        fix = f"move it with its evidence to {relative(home)}"
        findings.append(_misformed(focus=short(claim), message=message, fix=fix, **places[claim]._asdict()))
    return Found(findings)


def shacl(job: Job) -> Found:
    """What breaks a shape."""
    if not job.files:
        raise NotRun("no file could be read")
    shapes, explicit = Shapes(job.shapes), targets_by_name(job)
    focus = job.focus or _told_of(job, explicit)
    results = run(job.store, shapes, engine=job.engine, only=job.only_shapes, focus=focus)
    seen = looked_at(job.store, shapes, only=job.only_shapes, focus=focus)
    nodes = set().union(*seen.values())
    if job.paths:  # what the files say something of, or name and nothing describes
        said = {quad.subject for file in job.files for quad in file.quads} | explicit
        named = {quad.object for file in job.files for quad in file.quads} & nodes
        nodes &= said | {node for node in named if isinstance(node, ox.Literal) or not job.describes(node)}
    findings = list(place_results(results, job.files, every=not job.paths, always=explicit))
    return Found([*findings, *unlooked(job, shapes, seen, nodes)], len(nodes))


def defined(job: Job) -> Found:
    """IRIs of our namespaces that are used and nowhere described, and individuals that two files define."""
    findings = list(_taken(job))
    for file in job.files:
        used = {
            n
            for q in file.quads
            for n in (q.predicate, q.object)
            if isinstance(n, ox.NamedNode) and n.value.startswith((EXO, EXOD, EXOS))
        }
        unknown = {node for node in used if not job.defines(node)}
        for node, subject, spot in first_uses(file, unknown):
            name = contract(node.value) or node.value
            what = "is not defined in the ontology" if node.value.startswith(EXO) else "is nowhere described"
            near = _near(node.value, job.defined)
            found = Finding(
                "Violation",
                "undefined-term",
                focus="" if isinstance(subject, ox.BlankNode) else short(subject),
                value=name,
                message=f"{name} {what}; look for a slip of the pen.",
                fix=f"write {near}, if that is meant" if near else "",
                stage="defined",
                **spot._asdict(),
            )
            findings.append(found)
        findings += [*nearly_ours(file), *(obsolete(job, file) if job.paths else ())]
    return Found(findings)


def _taken(job: Job) -> Iterator[Finding]:
    """Individuals of which a file changes what another one says."""
    files = {file.path: file for file in job.all}
    for clash in clashes((file.path, file.quads) for file in files.values()):
        spot = spot_of(files[clash.file], clash.node, clash.predicate, clash.value)
        home = place_nodes([clash.node], [files[clash.home]])[clash.node]
        said = clash_message(clash.node, ":".join(str(part) for part in (home.file, home.line) if part))
        name = short(clash.node)
        found = Finding(
            "Violation", "taken-id", focus=name, path=short(clash.predicate), message=said, **spot._asdict()
        )
        yield found._replace(stage="defined")


def coherent(job: Job) -> Found:
    """Names that do not agree with links, passages that overlap or leave a gap."""
    folders = [path for path in job.paths if os.path.isdir(path)]
    faults = coherence((quad.triple for file in job.all for quad in file.quads), job.root, folders)
    results = [
        Result(f.subject, f.predicate, f.value, EXOS + f.rule, "", EXOS + f.rule, _VIOLATION, f.message) for f in faults
    ]
    placed = place_results(results, job.files, every=not job.paths)
    return Found([finding._replace(stage="coherence") for finding in placed])


def ledger(job: Job) -> Found:
    """Passages of the reviews that are neither stated nor waived."""
    if not job.files or job.checked.faults:
        raise NotRun("a file could not be read")
    try:
        holes = coverage(job.root).holes
    except DataError as error:
        raise NotRun(str(error)) from None
    nodes = {name: ox.NamedNode(expand(name) or name) for name in holes}
    places = place_nodes(nodes.values(), job.files)
    unstated = [
        Finding(
            "Violation",
            "ledger",
            focus=name,
            message="not stated by an evidence line and not waived",
            fix="write an evidence line, or exld:waiver",
            stage="ledger",
            **places.get(node, Spot())._asdict(),
        )
        for name, node in nodes.items()
    ]
    return Found(unstated)


def _misformed(**fields: Any) -> Finding:
    return Finding("Violation", "form", stage="form", **fields)


def _told_of(job: Job, explicit: set[Any]) -> set[ox.NamedNode]:
    """What a few given files say something of or name: other focus nodes need not be looked at. Empty where all must
    be."""
    if not job.few:
        return set()
    if any(t.predicate.value == PREFIXES["sh"] + "targetObjectsOf" for t in job.shapes):
        return set()  # a literal may be a focus node
    nodes = {node for file in job.files for quad in file.quads for node in (quad.subject, quad.object)}
    if any(isinstance(node, ox.BlankNode) for node in nodes) or not all(
        isinstance(node, ox.NamedNode) for node in explicit
    ):
        return set()  # the one cannot be named in a query, the other may be a literal
    return {node for node in nodes | explicit if isinstance(node, ox.NamedNode)}


def _near(iri: str, defined: set[str]) -> str:
    """What may be meant by ``iri``: a name much like it, with the same digits, since another number is another
    thing."""
    space = next(base for base in (EXO, EXOD, EXOS) if iri.startswith(base))
    digits = re.sub(r"\D", "", iri)
    known = [
        other.removeprefix(space) for other in defined if other.startswith(space) and re.sub(r"\D", "", other) == digits
    ]
    near = get_close_matches(iri.removeprefix(space), known, 1, 0.8)
    return short(ox.NamedNode(space + near[0])) if near else ""
