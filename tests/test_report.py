"""The forms of a report: what stands in each, that each is valid by its schema, and that none changes from run to
run."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import exo_ld
from exo_ld._version import __version__
from exo_ld.commands import check as command
from exo_ld.prefixes import PREFIXES
from exo_ld.report.findings import Finding, Stage, Tool
from exo_ld.report.formats import FORMATS
from exo_ld.report.report import Report

SH = PREFIXES["sh"]


def iri(curie: str) -> ox.NamedNode:
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


DOSE, BLANK = ox.NamedNode("https://w3id.org/exo-ld/id/dose-x"), ox.BlankNode("f00")
MIN, DATATYPE = iri("sh:MinCountConstraintComponent"), iri("sh:DatatypeConstraintComponent")
UNIT, VALUE = iri("exos:Dose-unit"), iri("exos:Dose-value")
FINDINGS = [
    Finding("Violation", "exos:Dose-unit", "exod:dose-x", "exld:unit", "", "A dose MUST have a unit.",
            "a b/ü.ttl", 3, 1, 11, "exod:dose-x a exld:Dose ;\n^^^^^^^^^^^", "add exld:unit to exod:dose-x", "shacl",
            ((DOSE, iri("exld:unit"), None, MIN, UNIT),)),
    Finding("Violation", "exos:Dose-value", "_:line9column1", "exld:value", "x",
            'MUST be 100% "<a>", so: a,b\nor c.', "a b/ü.ttl", 10, 12, 3, "", "", "shacl",
            ((BLANK, iri("exld:value"), ox.Literal("x"), DATATYPE, VALUE),)),
    Finding("Violation", "exos:Dose-of", "_:line9column1", "", "", "MUST be of one.",
            "a b/ü.ttl", 9, 1, 1, "", "", "shacl", ((BLANK, None, None, MIN, iri("exos:Dose-of")),)),
    Finding("Warning", "exos:PrimaryStudy-doi", "exod:study-x", "", "", "A study SHOULD have a DOI.",
            "/abs/b.ttl", 2, 1, 5, "", "", "shacl",
            ((iri("exod:study-x"), None, None, MIN, iri("exos:PrimaryStudy-doi")),)),
    Finding("Info", "exos:Misev-size", "exod:preparation-x", "", "", "Not known\x07.", "", 0, 0, 0, "", "", "shacl",
            ((iri("exod:preparation-x"), None, None, MIN, iri("exos:Misev-size")),)),
    Finding("Error", "file", "", "", "", "cannot be read", "c.ttl", 0, stage="parse"),
    Finding("Violation", "form", "", "", "", "not in canonical form", "a.ttl", 0, fix="exo-ld fmt a.ttl", stage="form"),
]  # fmt: skip
STAGES = [Stage("parse"), Stage("form"), Stage("shacl"), Stage("defined"), Stage("ledger", "a file could not be read")]
TOOL = Tool("exo-ld", __version__, PREFIXES["exos"])
REPORT = Report(FINDINGS, STAGES, tool=TOOL)
EMPTY = Report([], STAGES, tool=TOOL)


def test_text() -> None:
    assert REPORT.text().splitlines() == [
        "Info: exos:Misev-size: Not known\ufffd. [exod:preparation-x]",
        "/abs/b.ttl:2:1: Warning: exos:PrimaryStudy-doi: A study SHOULD have a DOI. [exod:study-x]",
        "a b/ü.ttl:3:1: Violation: exos:Dose-unit: A dose MUST have a unit. [exod:dose-x]",
        "    exod:dose-x a exld:Dose ;",
        "    ^^^^^^^^^^^",
        "    fix: add exld:unit to exod:dose-x",
        "a b/ü.ttl:9:1: Violation: exos:Dose-of: MUST be of one. [_:line9column1]",
        'a b/ü.ttl:10:12: Violation: exos:Dose-value: MUST be 100% "<a>", so: a,b',
        "or c. [_:line9column1 -> x]",
        "a.ttl: Violation: form: not in canonical form",
        "    fix: exo-ld fmt a.ttl",
        "c.ttl: Error: file: cannot be read",
        "ledger: not run: a file could not be read",
        "not all could be checked: 1 error, 4 violations, 1 warning, 1 info",
    ]
    assert EMPTY.text() == "ledger: not run: a file could not be read\nvalid: no findings\n"


def test_json() -> None:
    body = json.loads(REPORT.text("json"))
    assert (body["conforms"], body["status"], body["known"]) == (False, 2, 0)
    assert body["stages"][-1] == {"name": "ledger", "notRun": "a file could not be read"}
    assert body["findings"][2] == {
        "severity": "Violation", "shape": "exos:Dose-unit", "focus": "exod:dose-x", "path": "exld:unit",
        "message": "A dose MUST have a unit.", "file": "a b/ü.ttl", "line": 3, "column": 1, "width": 11,
        "excerpt": "exod:dose-x a exld:Dose ;\n^^^^^^^^^^^", "fix": "add exld:unit to exod:dose-x", "stage": "shacl",
        "fingerprint": FINDINGS[0].fingerprint,
    }  # fmt: skip


def test_ttl_is_a_validation_report() -> None:
    triples = [q.triple for q in ox.parse(REPORT.text("ttl").encode(), format=ox.RdfFormat.TURTLE)]
    said: dict[Any, dict[str, Any]] = {}
    for t in triples:
        said.setdefault(t.subject, {})[t.predicate.value.removeprefix(SH)] = t.object
    results = [node for node in said.values() if "focusNode" in node]
    assert len(results) == len(FINDINGS)
    assert {
        t.object.value for t in triples if t.predicate.value == SH + "conforms" and isinstance(t.object, ox.Literal)
    } == {"false"}
    (unit,) = [r for r in results if r.get("sourceShape") == UNIT]
    del unit[PREFIXES["rdf"] + "type"]
    assert unit == {
        "focusNode": DOSE, "resultPath": iri("exld:unit"), "sourceConstraintComponent": MIN, "sourceShape": UNIT,
        "resultSeverity": iri("sh:Violation"), "resultMessage": ox.Literal("A dose MUST have a unit."),
    }  # fmt: skip
    (first,) = [r for r in results if r.get("sourceShape") == VALUE]
    (second,) = [r for r in results if r.get("sourceShape") == iri("exos:Dose-of")]
    assert first["focusNode"] == second["focusNode"], "one blank node is one"
    assert {r["focusNode"] for r in results if "sourceShape" not in r} == {ox.Literal("c.ttl"), ox.Literal("a.ttl")}
    assert "sh:conforms true" in EMPTY.text("ttl")


def test_github_commands() -> None:
    assert REPORT.text("github").splitlines() == [
        "::notice title=exos%3AMisev-size::Not known\ufffd. [exod:preparation-x]",
        "::warning file=/abs/b.ttl,line=2,col=1,endColumn=6,title=exos%3APrimaryStudy-doi::A study SHOULD have a DOI. "
        "[exod:study-x]",
        "::error file=a b/ü.ttl,line=3,col=1,endColumn=12,title=exos%3ADose-unit::A dose MUST have a unit. "
        "[exod:dose-x] Fix: add exld:unit to exod:dose-x",
        "::error file=a b/ü.ttl,line=9,col=1,endColumn=2,title=exos%3ADose-of::MUST be of one. [_:line9column1]",
        '::error file=a b/ü.ttl,line=10,col=12,endColumn=15,title=exos%3ADose-value::MUST be 100%25 "<a>", so: '
        "a,b%0Aor c. [_:line9column1]",
        "::error file=a.ttl,title=form::not in canonical form Fix: exo-ld fmt a.ttl",
        "::error file=c.ttl,title=file::cannot be read",
    ]
    odd = Report([FINDINGS[0]._replace(file="a,b:c%.ttl", focus="", fix="", message="a\r\nb%0D")]).text("github")
    assert odd == "::error file=a%2Cb%3Ac%25.ttl,line=3,col=1,endColumn=12,title=exos%3ADose-unit::a%0D%0Ab%250D\n"
    assert EMPTY.text("github") == ""


def test_junit_counts() -> None:
    top = ElementTree.fromstring(REPORT.text("junit"))
    suites = {suite.get("name"): suite for suite in top}
    counts = {
        name: [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] for name, suite in suites.items()
    }
    assert counts == {
        "exo-ld validate: parse": ["1", "0", "1", "0"],
        "exo-ld validate: form": ["1", "1", "0", "0"],
        "exo-ld validate: shacl": ["5", "3", "0", "0"],
        "exo-ld validate: defined": ["1", "0", "0", "0"],
        "exo-ld validate: ledger": ["1", "0", "0", "1"],
    }
    for suite in top:
        assert len(suite) == int(suite.get("tests", ""))
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures", ""))
    strict = ElementTree.fromstring(Report(FINDINGS, STAGES, "warning", TOOL).text("junit"))
    assert len(strict.findall("testsuite/testcase/failure")) == 5


def test_sarif_regions() -> None:
    (run,) = json.loads(REPORT.text("sarif"))["runs"]
    assert (run["columnKind"], run["invocations"]) == ("unicodeCodePoints", [{"executionSuccessful": False}])
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == [
        "note",
        "warning",
        "error",
        "error",
        "error",
        "error",
        "error",
    ]
    (place,) = run["results"][2]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC.ttl"},
        "region": {"startLine": 3, "startColumn": 1, "endColumn": 12},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "exod:dose-x"}]
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///abs/b.ttl"


SCHEMAS = os.environ.get("EXO_LD_SCHEMAS", "")
fetched = pytest.mark.skipif(
    not SCHEMAS, reason="no EXO_LD_SCHEMAS; tools/report_schemas.py says how to fetch the schemas"
)


@fetched
@pytest.mark.parametrize(
    "report", [REPORT, EMPTY, Report(FINDINGS, STAGES, "info")], ids=["findings", "none", "strict"]
)
def test_sarif_is_valid_by_its_schema(report: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(SCHEMAS) / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    body = json.loads(report.text("sarif"))
    assert [error.message for error in validator.iter_errors(body)] == []
    body["runs"][0]["columnKind"] = "bytes"
    assert [error.message for error in validator.iter_errors(body)], "the schema is one"


@fetched
@pytest.mark.parametrize(
    "report", [REPORT, EMPTY, Report(FINDINGS, STAGES, "info")], ids=["findings", "none", "strict"]
)
def test_junit_is_valid_by_its_schema(report: Report) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(Path(SCHEMAS) / "junit-10.xsd")))
    tree = etree.fromstring(report.text("junit").encode())
    schema.assertValid(tree)
    tree[0].set("colour", "red")
    assert not schema.validate(tree), "the schema is one"


def test_gitlab() -> None:
    twice = Report([*FINDINGS, FINDINGS[0]._replace(file="./z.ttl")], STAGES)
    entries = json.loads(twice.text("gitlab"))
    found = [(entry["severity"], entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in entries]
    assert found == [
        ("info", ".", 1), ("critical", "z.ttl", 3), ("minor", "/abs/b.ttl", 2), ("critical", "a b/ü.ttl", 3),
        ("critical", "a b/ü.ttl", 9), ("critical", "a b/ü.ttl", 10), ("critical", "a.ttl", 1), ("blocker", "c.ttl", 1),
    ]  # fmt: skip
    assert entries[3]["description"] == "A dose MUST have a unit. [exod:dose-x] Fix: add exld:unit to exod:dose-x"
    assert entries[3]["check_name"] == "exos:Dose-unit"
    # The same finding in two files: GitLab takes each fingerprint once.
    assert [entries[1]["fingerprint"], entries[3]["fingerprint"]] == [
        FINDINGS[0].fingerprint,
        FINDINGS[0].fingerprint + "-2",
    ]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_findings_make_the_same_report(form: str) -> None:
    """In whatever order they are found, and whatever the parser names a blank node."""
    other = ox.BlankNode("0ther")
    mixed = [
        f._replace(terms=tuple(tuple(other if t == BLANK else t for t in terms) for terms in f.terms))
        for f in [*FINDINGS, FINDINGS[2]]
    ]
    for seed in range(5):
        random.Random(seed).shuffle(mixed)
        assert Report(mixed, STAGES, tool=TOOL).text(form) == REPORT.text(form)


def test_two_constraints_of_a_shape_may_say_one_thing() -> None:
    twice = [
        FINDINGS[1],
        FINDINGS[1]._replace(
            terms=((BLANK, iri("exld:value"), ox.Literal("x"), iri("sh:MinInclusiveConstraintComponent"), VALUE),)
        ),
    ]
    report = Report(twice, STAGES)
    assert len(report.findings) == 1
    assert report.text("ttl").count("a sh:ValidationResult") == 2


@pytest.mark.parametrize(
    ("fail_on", "statuses"), [("violation", [0, 0, 1, 2]), ("warning", [0, 1, 1, 2]), ("info", [1, 1, 1, 2])]
)
def test_status(fail_on: str, statuses: list[int]) -> None:
    findings = [Finding(severity, "s", "", "", "", "", "", 0) for severity in ("Info", "Warning", "Violation", "Error")]
    assert [Report([f], fail_on=fail_on).status for f in findings] == statuses
    assert [Report([f], fail_on=fail_on).conforms for f in findings] == [True, True, False, False]
    assert Report([], fail_on=fail_on).status == 0


def test_an_unknown_form() -> None:
    with pytest.raises(
        exo_ld.UsageError, match="no report format 'xml'; use text, json, ttl, junit, sarif, github, gitlab"
    ):
        REPORT.text("xml")


def test_the_command_offers_every_form() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers())
    for form in FORMATS:
        assert parser.parse_args(["validate", "--format", form]).format == form
    assert tuple(FORMATS) == command.REPORTS
    with pytest.raises(SystemExit):
        parser.parse_args(["validate", "--format", "xml"])
