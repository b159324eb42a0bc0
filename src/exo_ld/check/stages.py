"""The stages of a validation that only the keepers of a knowledge base need: form, shapes that prove themselves, style, ledger, answers.

Proofs, style guide and golden answers stand in tests/ of a checkout; an installed package has none, and says so.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..curate.coherence import coherence
from ..curate.formatting import format_files
from ..curate.layout import Words, misfiled
from ..errors import DataError, ExoError
from ..files import read_text, tree
from ..prefixes import EXOS, PREFIXES, contract, expand
from ..report.findings import Finding
from ..report.placing import place_nodes, place_results, short, shown
from ..shacl.compile import checks
from ..shacl.results import Result
from ..shacl.run import run, subclasses
from ..shacl.shapes import Shapes
from ..sources import Source, folder, quads
from .audience import load_shapes
from .work import NotRun, Work

__all__ = ["Mutation", "coherent", "form", "golden", "ledger", "mutations", "parameters", "proofs", "style"]

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_VIOLATION = PREFIXES["sh"] + "Violation"
_HEADER = re.compile(r"^# (exos:[\w-]+): (.+)\n", re.M)


class Mutation(NamedTuple):
    """One fault: the file that holds it, the shape that it must fire, what is wrong, and the update that brings it about."""

    file: str
    line: int
    shape: str
    fault: str
    update: str


def form(work: Work) -> list[Finding]:
    """Turtle files that are not in canonical form, or would lose a comment in it, and claims in the file of another section."""
    if work.paths:
        files = [file.path for file in work.files if file.path.endswith(".ttl")]
    else:
        files = [path for name in ("ontology", "shapes") for path in tree(folder(name, work.root), (".ttl",))]
    broken = {f.file for f in work.faults}
    findings = []
    words = Words.of(work.root)
    for path in files:
        place = shown(path)
        try:
            if place not in broken and format_files([path], check=True, words=words):
                fix = f"exo-ld fmt {place}"
                findings.append(Finding("Violation", "form", "", "", "", "not in canonical form", place, 0, fix=fix, stage="form"))
        except DataError as error:
            said = str(error).removeprefix(path)
            line, message = int(match[1]) if (match := re.match(r":(\d+)", said)) else 0, re.sub(r"^[:\d]*: ", "", said)
            findings.append(Finding("Violation", "form", "", "", "", message, place, line, stage="form"))
    wrong = misfiled({file.path: file.quads for file in work.files})
    places = place_nodes(wrong, work.files)
    for claim, home in wrong.items():
        message = f"first stated in a passage of {shown(home)}, where a reader looks for it"
        fix = f"move it with its evidence to {shown(home)}"
        findings.append(Finding("Violation", "form", short(claim), "", "", message, *places[claim], fix, "form"))
    return findings


def _tests(work: Work, name: str) -> str:
    """The file or folder ``name`` of tests/ beside the knowledge base. Raises NotRun where there is none."""
    path = os.path.join(os.path.dirname(folder("ontology", work.root)), "tests", *name.split("/"))
    if not os.path.exists(path):
        raise NotRun(f"there is no tests/{name} beside this knowledge base; a checkout has it, an installed package has not")
    return path


def mutations(place: str) -> Iterator[Mutation]:
    """The faults of a folder of mutations: a file of SPARQL UPDATEs a file of shapes, each below a line ``# exos:Shape: the fault``."""
    for path in tree(place, (".ru",)):
        text = read_text(path)
        headers = list(_HEADER.finditer(text))
        for header, end in zip(headers, [*(h.start() for h in headers[1:]), len(text)], strict=True):
            yield Mutation(shown(path), text.count("\n", 0, header.start()) + 1, header[1], header[2], text[header.end() : end])


def proofs(work: Work) -> list[Finding]:
    """Shapes that good data breaks, and faults that the shape that is there for them does not find."""
    place = _tests(work, "mutations")
    files = [*tree(folder("ontology", work.root), ("exo.ttl", "vocabularies.ttl")), _tests(work, "data/good.ttl")]
    shapes = Shapes(load_shapes("maintainer", work.root))
    data = ox.Store()
    data.bulk_extend(quad for path in files for quad in quads(Source(path, None)))
    good = set(data)
    findings = [
        Finding(
            "Violation",
            short(ox.NamedNode(r.shape)),
            short(r.focus),
            "",
            "",
            f"good data breaks this shape: {r.message}",
            shown(files[-1]),
            0,
        )
        for r in run(data, shapes)
    ]
    selects: dict[str, list[str]] = {}  # compiled once, for all faults
    for check in checks(shapes, subclasses(shapes, lambda select: _asked(data, select))):
        for name in {check.shape, check.constraint}:
            selects.setdefault(contract(name) or name, []).append(check.select)
    for one in mutations(place):
        said = ""
        try:
            data.update(_PROLOGUE + one.update)
            if not any(True for select in selects.get(one.shape, ()) for _ in _asked(data, select)):
                said = f"{one.shape} does not find this fault: {one.fault}"
        except SyntaxError as error:
            said = f"the fault cannot be tried: {error}"
        now = set(data)  # to undo an update is quicker than to build a store anew
        for quad in now - good:
            data.remove(quad)
        data.extend(good - now)
        if said:
            findings.append(Finding("Violation", one.shape, "", "", "", said, one.file, one.line))
    return [finding._replace(stage="shapes") for finding in findings]


def _asked(store: ox.Store, select: str) -> Any:
    return store.query(select)


def style(work: Work) -> list[Finding]:
    """Where the ontology does not keep to its style guide."""
    guide = quads(Source(_tests(work, "style/ontology-style.ttl"), None))
    file = next((f for f in work.files if os.path.basename(f.path) == "exo.ttl"), None)
    if file is None:
        raise NotRun("there is no exo.ttl that could be read")
    # What stands in blank nodes has no name, and so no style.
    data = [quad.triple for quad in file.quads if isinstance(quad.subject, ox.NamedNode)]
    results = run(data, [quad.triple for quad in guide], engine=work.engine)
    return [finding._replace(stage="style") for finding in place_results(results, [file], every=True)]


def coherent(work: Work) -> list[Finding]:
    """Names that do not agree with links, terms of a wrong kind, passages that overlap or leave a gap."""
    faults = coherence(quad.triple for file in work.all for quad in file.quads)
    results = [Result(f.subject, f.predicate, f.value, EXOS + f.rule, "", EXOS + f.rule, _VIOLATION, f.message) for f in faults]
    return [finding._replace(stage="coherence") for finding in place_results(results, work.files, every=not work.paths)]


def ledger(work: Work) -> list[Finding]:
    """Passages of the reviews that are neither stated nor waived."""
    from ..curate.ledger import coverage

    _sound(work)
    try:
        holes = coverage(work.root).holes
    except DataError as error:
        raise NotRun(str(error)) from None
    nodes = {name: ox.NamedNode(expand(name) or name) for name in holes}
    places = place_nodes(nodes.values(), work.files)
    message = "not stated by an evidence line and not waived"
    return [
        Finding(
            "Violation",
            "ledger",
            name,
            "",
            "",
            message,
            *places.get(node, ("", 0, 0, 0, "")),
            "write an evidence line, or exld:waiver",
            "ledger",
        )
        for name, node in nodes.items()
    ]


def golden(work: Work) -> list[Finding]:
    """Golden answers that are not what the queries answer now."""
    from ..query.kb import load

    place = _tests(work, "golden")
    _sound(work)
    kb = load(root=work.root)
    findings = []
    for path in tree(place, (".tsv",)):
        name = os.path.basename(path).removesuffix(".tsv")
        first, _, kept = read_text(path).partition("\n")
        fix = f"python tools/golden_answers.py {name}, then read each changed row against the text"
        try:
            now = kb.query(name, **parameters(first)).text("tsv")
        except ExoError as error:
            findings.append(
                Finding("Violation", "golden", name, "", "", f"the query gives no answer: {error}", shown(path), 1, stage="golden")
            )
            continue
        if now != kept:
            pairs = zip([*now.split("\n"), ""], [*kept.split("\n"), ""], strict=False)
            line = next((number for number, (a, b) in enumerate(pairs, 2) if a != b), 2)
            findings.append(
                Finding("Violation", "golden", name, "", "", "not what the query answers now", shown(path), line, fix=fix, stage="golden")
            )
    return findings


def _sound(work: Work) -> None:
    if not work.files or work.faults:
        raise NotRun("a file could not be read")


def parameters(line: str) -> dict[str, str]:
    """The parameters that the first line of a golden file names: ``# -p NAME=VALUE ...``."""
    words = shlex.split(line.removeprefix("#"))
    return dict(word.split("=", 1) for word in words if word != "-p")
