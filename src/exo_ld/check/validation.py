"""Validation: is this knowledge base, or a file that uses its ontology, in form and true to the shapes?

Stages: parse, then the shapes (SHACL, by pySHACL) over the facts together with the ontology.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import UsageError
from ..graph.data import Source, folder, quads, sources, tree
from ..prefixes import EXO, PREFIXES, contract
from .shacl import run

__all__ = ["Finding", "Report", "shapes_graph", "validate"]

_SH = PREFIXES["sh"]


class Finding(NamedTuple):
    """One thing that is wrong: where (file and line, 0 where unknown), the shape broken, what to do, how bad it is."""

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str
    file: str
    line: int


class Report:
    """The outcome of a validation: `findings`, sorted, and `conforms`, true where no finding is a Violation."""

    def __init__(self, findings: Iterable[Finding], turtle: str = "") -> None:
        self.findings = sorted(set(findings), key=lambda f: (f.file, f.line, f.shape, f.focus, f.value, f.message))
        self.turtle = turtle

    @property
    def conforms(self) -> bool:
        return not any(f.severity == "Violation" for f in self.findings)

    def text(self, form: str = "text") -> str:
        """The report as ``text``, ``json`` or ``ttl`` (a sh:ValidationReport). Raises UsageError for another form."""
        if form == "json":
            body = {"conforms": self.conforms, "findings": [f._asdict() for f in self.findings]}
            return json.dumps(body, indent=1, ensure_ascii=False) + "\n"
        if form == "ttl":
            return self.turtle
        if form != "text":
            raise UsageError(f"no report format {form!r}; use text, json or ttl")
        lines = [
            f"{f.file}:{f.line}: {f.severity}: {f.shape}: {f.message} [{f.focus}{f' -> {f.value}' if f.value else ''}]"
            for f in self.findings
        ]
        bad = sum(f.severity == "Violation" for f in self.findings)
        lines.append(f"{'valid' if self.conforms else 'not valid'}: {bad} violations, {len(self.findings) - bad} warnings")
        return "\n".join(lines) + "\n"


def shapes_graph(root: str | None = None) -> Any:
    """All shapes as one rdflib.Graph; not the profiles (``*-profile.ttl``), which look for gaps, not faults."""
    import rdflib

    graph = rdflib.Graph()
    for path in tree(folder("shapes", root), (".ttl",)):
        if path.endswith("-profile.ttl"):
            continue
        _into(graph, quads(Source(path, None)))
    return graph


def validate(*paths: str, root: str | None = None, engine: str = "fast") -> Report:
    """Validate files and folders against the shapes, together with our facts and ontology; ours alone without ``paths``.

    Findings on our own files are left out where ``paths`` are given. ``engine`` is ``fast`` or ``pyshacl`` (see
    `exo_ld.shacl`). Returns a Report. Raises DataError where a file
    cannot be read or parsed.
    """
    own = sources(root)
    given = [Source(f, None) for p in paths for f in (tree(p) if os.path.isdir(p) else [p])]
    where = _Places()
    triples: list[ox.Triple] = []
    for source in [*own, *given]:
        parsed = quads(source)
        triples += [quad.triple for quad in parsed]
        if not given or source in given:
            where.add(source.path, parsed)
    findings = list(_undefined(where, _terms(own)))
    graph = run(triples, shapes_graph(root), engine=engine)
    findings += [finding for finding in _findings(graph, where) if not given or finding.file]
    return Report(findings, graph.serialize(format="turtle"))


def _into(graph: Any, parsed: list[ox.Quad]) -> None:
    """Add pyoxigraph quads to an rdflib graph."""
    nt = ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=nt, format="nt")


class _Places:
    """Which file says something of a subject, and in which line its block begins."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self._lines: dict[str, dict[str, int]] = {}
        self.used: list[tuple[str, str]] = []

    def add(self, path: str, parsed: list[ox.Quad]) -> None:
        for quad in parsed:
            if isinstance(quad.subject, ox.NamedNode):
                self.files.setdefault(quad.subject.value, path)
            for node in (quad.predicate, quad.object):
                if isinstance(node, ox.NamedNode) and node.value.startswith(EXO):
                    self.used.append((node.value, path))

    def line(self, iri: str) -> tuple[str, int]:
        path = self.files.get(iri, "")
        if not path:
            return "", 0
        if path not in self._lines:
            with open(path, encoding="utf-8", errors="replace") as file:
                starts: dict[str, int] = {}
                for number, line in enumerate(file, 1):
                    if match := re.match(r"(<[^>]+>|[\w.\-]+:[\w.\-]+)", line):
                        starts.setdefault(match.group(1), number)
                self._lines[path] = starts
        known = self._lines[path]
        return path, known.get(contract(iri) or "", known.get(f"<{iri}>", 0))


def _terms(own: list[Source]) -> set[str]:
    """The terms that our ontology and vocabularies define."""
    defined = set()
    for source in own:
        if os.path.basename(source.path) in ("exo.ttl", "vocabularies.ttl"):
            defined |= {q.subject.value for q in quads(source) if isinstance(q.subject, ox.NamedNode)}
    return defined


def _undefined(where: _Places, defined: set[str]) -> Iterable[Finding]:
    for iri, path in sorted(set(where.used)):
        if iri not in defined:
            name = contract(iri) or iri
            line = _first_line(path, name)
            yield Finding(
                "Violation",
                "undefined-term",
                name,
                "",
                "",
                f"{name} is not defined in the ontology; look for a slip of the pen.",
                path,
                line,
            )


def _first_line(path: str, name: str) -> int:
    with open(path, encoding="utf-8", errors="replace") as file:
        return next((n for n, line in enumerate(file, 1) if name in line), 0)


def _findings(graph: Any, where: _Places) -> Iterable[Finding]:
    import rdflib

    sh = rdflib.Namespace(_SH)
    for result in graph.subjects(rdflib.RDF.type, sh.ValidationResult):
        if (None, sh.detail, result) in graph:
            continue
        focus = str(graph.value(result, sh.focusNode))
        source = graph.value(result, sh.sourceConstraint)
        shape = source if isinstance(source, rdflib.URIRef) else graph.value(result, sh.sourceShape)
        value, path = graph.value(result, sh.value), graph.value(result, sh.resultPath)
        file, line = where.line(focus)
        yield Finding(
            str(graph.value(result, sh.resultSeverity)).removeprefix(_SH), _short(shape), _short(focus),
            _short(path) if isinstance(path, rdflib.URIRef) else "", _short(value) if value is not None else "",
            str(graph.value(result, sh.resultMessage)), file, line,
        )  # fmt: skip


def _short(node: Any) -> str:
    return contract(str(node)) or str(node)
