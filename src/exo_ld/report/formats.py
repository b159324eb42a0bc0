"""The forms of a validation report: for people, for programs and for the services that show findings beside the code.

Sources: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), the JUnit form that Jenkins and GitLab read,
GitHub's workflow commands (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), GitLab's
Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), SHACL's validation
report (https://www.w3.org/TR/shacl/#validation-report). All are the same from run to run: they hold no time and no name
that changes.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from ..errors import UsageError, brief, quoted, safe
from ..graph.turtle import serialize
from ..prefixes import PREFIXES, expand
from .findings import Finding, Outcome

__all__ = ["FORMATS", "render"]

_ANNOTATIONS = 10  # of a kind that GitHub shows for a step
_LEVELS = {"Error": "error", "Violation": "error", "Warning": "warning", "Info": "note"}  # SARIF's
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold


def render(report: Outcome, form: str) -> str:
    """The report as text in ``form``, one of `FORMATS`: terms whole for programs (json, ttl), `brief` in what people
    read. Raises UsageError for another."""
    if form not in FORMATS:
        raise UsageError(f"no report format {quoted(form)}; use {', '.join(FORMATS)}")
    return FORMATS[form](report)


def _text(report: Outcome) -> str:
    lines = []
    for f in report.findings:
        about = f" [{brief(f.focus)}{f' -> {brief(f.value)}' if f.value else ''}]" if f.focus else ""
        lines.append(f"{f.place}{f.place and ': '}{f.severity}: {f.shape}: {f.message}{about}")
        lines += [f"    {line}".rstrip() for line in f.excerpt.split("\n") if f.excerpt]
        if f.fix:
            lines.append(f"    fix: {f.fix}")
    lines += [f"{stage.name}: not run: {stage.reason}" for stage in report.stages if stage.reason]
    if report.nodes is not None:
        lines.append(f"the shapes looked at {report.nodes:,} node{'' if report.nodes == 1 else 's'}")
    verdict = ("valid", "not valid", "not all could be checked")[report.status]
    lines.append(f"{verdict}: {report.tally()}{f', {report.known} more known by the baseline' if report.known else ''}")
    return safe("\n".join(lines), "\n\t") + "\n"


def _json(report: Outcome) -> str:
    body = {
        "conforms": report.conforms,
        "status": report.status,
        "stages": [{"name": s.name, **({"notRun": s.reason} if s.reason else {})} for s in report.stages],
        "nodes": report.nodes,
        "known": report.known,
        "findings": [f.entry() for f in report.findings],
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _ttl(report: Outcome) -> str:
    sh, a = PREFIXES["sh"], ox.NamedNode(PREFIXES["rdf"] + "type")
    top = ox.BlankNode("report")

    blanks: dict[Any, ox.BlankNode] = {}  # by order of appearance, since the parser's labels change from run to run

    def iri(name: str) -> ox.NamedNode:
        return ox.NamedNode(expand(name) or (name if ":" in name else report.tool.rules + name))

    def stable(node: Any) -> Any:
        return blanks.setdefault(node, ox.BlankNode(f"n{len(blanks)}")) if isinstance(node, ox.BlankNode) else node

    triples = [
        ox.Triple(top, a, ox.NamedNode(sh + "ValidationReport")),
        # By SHACL any result, also a warning, is no conformance; `Report.conforms` is about violations.
        ox.Triple(top, ox.NamedNode(sh + "conforms"), ox.Literal(not report.findings)),
    ]
    # A finding of no shape has the file as its focus node where it is about no thing.
    every = [
        (f, terms)
        for f in report.findings
        for terms in f.terms
        or ((iri(f.focus) if ":" in f.focus else ox.Literal(f.focus or f.file), None, None, iri(f.shape), None),)
    ]
    for number, (f, (focus, path, value, component, shape)) in enumerate(every):
        node = ox.BlankNode(f"r{number}")
        severity = "Violation" if f.severity == "Error" else f.severity
        severity = severity if ":" in severity else sh + severity
        entries: dict[str, Any] = {
            "focusNode": stable(focus), "resultPath": path, "value": stable(value),
            "sourceConstraintComponent": component, "sourceShape": shape, "resultSeverity": iri(severity),
            "resultMessage": ox.Literal(f.message),
        }  # fmt: skip
        triples += [
            ox.Triple(top, ox.NamedNode(sh + "result"), node),
            ox.Triple(node, a, ox.NamedNode(sh + "ValidationResult")),
        ]
        triples += [ox.Triple(node, ox.NamedNode(sh + key), term) for key, term in entries.items() if term is not None]
    return serialize(triples)


def _junit(report: Outcome) -> str:
    from xml.etree import ElementTree as xml

    top = xml.Element("testsuites")
    for stage in report.stages:
        found = [f for f in report.findings if f.stage == stage.name]
        bad = [f for f in found if report.counts(f)]
        errors = sum(f.severity == "Error" for f in bad)
        suite = xml.SubElement(top, "testsuite", {
            "name": f"{report.tool.name} validate: {stage.name}", "tests": str(max(1, len(found))),
            "failures": str(len(bad) - errors), "errors": str(errors), "skipped": str(int(bool(stage.reason))),
        })  # fmt: skip
        if not found:
            case = xml.SubElement(suite, "testcase", {"classname": stage.name, "name": stage.name})
            if stage.reason:
                xml.SubElement(case, "skipped", {"message": _plain(stage.reason)})
        for f in found:
            name = " ".join(part for part in (brief(f.focus), brief(f.path), f.place) if part)
            case = xml.SubElement(
                suite, "testcase", {"classname": _plain(f"{stage.name}.{f.shape}"), "name": _plain(name)}
            )
            body = "\n".join(part for part in (f"{f.place}: {f.message}", f.excerpt, f.fix) if part)
            if f in bad:
                kind = "error" if f.severity == "Error" else "failure"
                xml.SubElement(case, kind, {"message": _plain(f.message), "type": f.severity}).text = _plain(body)
            else:
                xml.SubElement(case, "system-out").text = _plain(f"{f.severity}: {body}")
    xml.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(top, encoding="unicode") + "\n"


def _plain(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def _sarif(report: Outcome) -> str:
    rules: dict[str, Finding] = {}
    for f in report.findings:
        rules.setdefault(f.shape, f)
    ids = sorted(rules)
    described = [
        {
            "id": name,
            "shortDescription": {"text": rules[name].message},
            "defaultConfiguration": {"level": _LEVELS[rules[name].level]},
        }
        for name in ids
    ]
    body = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": report.tool.name, "version": report.tool.version, "rules": described}},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": report.status != 2}],
                "results": [_sarif_result(f, ids.index(f.shape)) for f in report.findings],
            }
        ],
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _sarif_result(f: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": f.shape, "ruleIndex": rule, "level": _LEVELS[f.level],
        "message": {"text": f"{f.message}{f' Fix: {f.fix}' if f.fix else ''}"},
        "partialFingerprints": {"exoLdFinding/v1": f.fingerprint},
    }  # fmt: skip
    # Code scanning takes no result without an artifact, and none that is not in the repository's own words.
    path = f.file.partition("://")[2] or f.file or "."
    uri = "file://" + quote(path) if os.path.isabs(path) else quote(_in_repository(path))
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if f.line:
        region: dict[str, Any] = {"startLine": f.line}
        if f.column:
            region |= {"startColumn": f.column, "endColumn": f.column + max(1, f.width)}
        location["physicalLocation"]["region"] = region
    if f.focus:
        location["logicalLocations"] = [{"fullyQualifiedName": brief(f.focus)}]
    return {**result, "locations": [location]}


def _in_repository(path: str) -> str:
    """As the services name a file: without the ./ that a search of the folder . puts before it."""
    return path.removeprefix("./")


def _github(report: Outcome) -> str:
    commands = {"Error": "error", "Violation": "error", "Warning": "warning", "Info": "notice"}
    lines = []
    for f in report.findings:
        properties = {
            "file": _in_repository(f.file),
            "line": f.line,
            "col": f.column,
            "endColumn": f.column and f.column + max(1, f.width),
            "title": f.shape,
        }
        about = f"{f.message}{f' [{brief(f.focus)}]' if f.focus else ''}{f' Fix: {f.fix}' if f.fix else ''}"
        said = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items() if value)
        lines.append(f"::{commands[f.level]} {said}::{_escaped(about)}")
    if len(lines) > _ANNOTATIONS:
        # What a finding says must not be read as a command: no line begins with a colon.
        lines += [f"| {line}" for line in _text(report).splitlines()]
        lines.append(f"{len(report.findings)} findings, of which GitHub shows {_ANNOTATIONS} of a kind beside the code")
    return "".join(line + "\n" for line in lines)


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:  # the percent sign first, since the others bring it in
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _gitlab(report: Outcome) -> str:
    levels = {"Error": "blocker", "Violation": "critical", "Warning": "minor", "Info": "info"}
    seen: Counter[str] = Counter()  # each fingerprint must be there once only
    entries = []
    for f in report.findings:
        seen[f.fingerprint] += 1
        again = f"-{seen[f.fingerprint]}" if seen[f.fingerprint] > 1 else ""
        entries.append({
            "description": f"{f.message}{f' [{brief(f.focus)}]' if f.focus else ''}{f' Fix: {f.fix}' if f.fix else ''}",
            "check_name": f.shape, "fingerprint": f.fingerprint + again, "severity": levels[f.level],
            "location": {"path": _in_repository(f.file) or ".", "lines": {"begin": max(1, f.line)}},
        })  # fmt: skip
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


FORMATS = {
    "text": _text,
    "json": _json,
    "ttl": _ttl,
    "junit": _junit,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
}
