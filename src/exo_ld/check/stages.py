"""The stages of a validation, each from the shared `Work` to findings. docs/validate.md says what each is for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import pyoxigraph as ox

from ..curate.coherence import coherence
from ..curate.formatting import format_files
from ..curate.layout import Words, misfiled
from ..curate.ledger import coverage
from ..errors import DataError
from ..files import tree
from ..prefixes import EXO, EXOD, EXOS, PREFIXES, contract, expand
from ..query.clashes import clashes, message
from ..report.findings import Finding
from ..report.placing import Spot, first_uses, place_nodes, place_results, relative, short, spot_of
from ..shacl.results import Result
from ..shacl.run import looked_at, run
from ..shacl.shapes import Shapes
from ..sources import folder
from .nearly import nearly_ours, obsolete
from .unlooked import targets_by_name, unlooked
from .work import NotRun, Work

__all__ = ["coherent", "defined", "form", "ledger", "parse", "shacl"]

_VIOLATION = PREFIXES["sh"] + "Violation"


def parse(work: Work) -> list[Finding]:
    """Files that cannot be read."""
    return work.faults if work.files is not None else []


def form(work: Work) -> list[Finding]:
    """Turtle files that are not in canonical form, or would lose a comment in it, and claims in the file of another
    section."""
    if work.paths:
        files = [file.path for file in work.files if file.path.endswith(".ttl")]
    else:
        files = [path for name in ("ontology", "shapes") for path in tree(folder(name, work.root), (".ttl",))]
    broken = {f.file for f in work.faults}
    findings = []
    words = Words.of(work.root, beside=work.paths and files)
    for path in files:
        place = relative(path)
        try:
            if place not in broken and format_files([path], check=True, words=words):
                fix = f"exo-ld fmt {place}"
                findings.append(_misformed(message="not in canonical form", file=place, fix=fix))
        except DataError as error:
            said = str(error).removeprefix(path)
            line, message = int(match[1]) if (match := re.match(r":(\d+)", said)) else 0, re.sub(r"^[:\d]*: ", "", said)
            findings.append(_misformed(message=message, file=place, line=line))
    wrong = misfiled({file.path: file.quads for file in work.files})
    places = place_nodes(wrong, work.files)
    for claim, home in wrong.items():
        message = f"first stated in a passage of {relative(home)}, where a reader looks for it"
        fix = f"move it with its evidence to {relative(home)}"
        findings.append(_misformed(focus=short(claim), message=message, fix=fix, **places[claim]._asdict()))
    return findings


def shacl(work: Work) -> list[Finding]:
    """What breaks a shape."""
    if not work.files:
        raise NotRun("no file could be read")
    shapes, explicit = Shapes(work.shapes), targets_by_name(work)
    focus = work.focus or _told_of(work, explicit)
    results = run(work.store, shapes, engine=work.engine, only=work.only_shapes, focus=focus)
    seen = looked_at(work.store, shapes, only=work.only_shapes, focus=focus)
    nodes = set().union(*seen.values())
    if work.paths:  # what the files say something of, or name and nothing describes
        said = {quad.subject for file in work.files for quad in file.quads} | explicit
        named = {quad.object for file in work.files for quad in file.quads} & nodes
        nodes &= said | {node for node in named if isinstance(node, ox.Literal) or not work.describes(node)}
    work.nodes = len(nodes)
    findings = list(place_results(results, work.files, every=not work.paths, always=explicit))
    return [*findings, *unlooked(work, shapes, seen, nodes)]


def defined(work: Work) -> list[Finding]:
    """IRIs of our namespaces that are used and nowhere described, and individuals that two files define."""
    findings = list(_taken(work))
    for file in work.files:
        used = {
            n
            for q in file.quads
            for n in (q.predicate, q.object)
            if isinstance(n, ox.NamedNode) and n.value.startswith((EXO, EXOD, EXOS))
        }
        unknown = {node for node in used if not work.defines(node)}
        for node, subject, spot in first_uses(file, unknown):
            name = contract(node.value) or node.value
            what = "is not defined in the ontology" if node.value.startswith(EXO) else "is nowhere described"
            near = _near(node.value, work.defined)
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
        findings += [*nearly_ours(file), *(obsolete(work, file) if work.paths else ())]
    return findings


def _taken(work: Work) -> Iterator[Finding]:
    """Individuals of which a file changes what another one says."""
    files = {file.path: file for file in work.all}
    for clash in clashes((file.path, file.quads) for file in files.values()):
        spot = spot_of(files[clash.file], clash.node, clash.predicate, clash.value)
        home = place_nodes([clash.node], [files[clash.home]])[clash.node]
        said = message(clash.node, ":".join(str(part) for part in (home.file, home.line) if part))
        name = short(clash.node)
        found = Finding(
            "Violation", "taken-id", focus=name, path=short(clash.predicate), message=said, **spot._asdict()
        )
        yield found._replace(stage="defined")


def coherent(work: Work) -> list[Finding]:
    """Names that do not agree with links, passages that overlap or leave a gap."""
    folders = [path for path in work.paths if os.path.isdir(path)]
    faults = coherence((quad.triple for file in work.all for quad in file.quads), work.root, folders)
    results = [
        Result(f.subject, f.predicate, f.value, EXOS + f.rule, "", EXOS + f.rule, _VIOLATION, f.message) for f in faults
    ]
    return [finding._replace(stage="coherence") for finding in place_results(results, work.files, every=not work.paths)]


def ledger(work: Work) -> list[Finding]:
    """Passages of the reviews that are neither stated nor waived."""
    if not work.files or work.faults:
        raise NotRun("a file could not be read")
    try:
        holes = coverage(work.root).holes
    except DataError as error:
        raise NotRun(str(error)) from None
    nodes = {name: ox.NamedNode(expand(name) or name) for name in holes}
    places = place_nodes(nodes.values(), work.files)
    return [
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


def _misformed(**fields: Any) -> Finding:
    return Finding("Violation", "form", stage="form", **fields)


def _told_of(work: Work, explicit: set[Any]) -> set[ox.NamedNode]:
    """What a few given files say something of or name: other focus nodes need not be looked at. Empty where all must
    be."""
    if not work.few:
        return set()
    if any(t.predicate.value == PREFIXES["sh"] + "targetObjectsOf" for t in work.shapes):
        return set()  # a literal may be a focus node
    nodes = {node for file in work.files for quad in file.quads for node in (quad.subject, quad.object)}
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
