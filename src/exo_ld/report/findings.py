"""What a validation finds: a `Finding`, a `Report` of them, and the baseline of those that are known.

A finding's severity is Error (a file that could not be checked), Violation, Warning or Info.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..errors import DataError, OutputError, UsageError

__all__ = ["SEVERITIES", "Finding", "Report", "Stage", "read_baseline", "write_baseline"]

SEVERITIES = ("Info", "Warning", "Violation", "Error")


class Finding(NamedTuple):
    """One thing that is wrong.

    ``line`` and ``column`` count from 1 (0 where unknown), columns and ``width`` in characters; ``excerpt`` is the line with what is
    meant underlined; ``fix`` says what to do; ``stage`` is the check that found it. ``terms`` are, for each result of SHACL that
    it stands for, the focus node, path, value, component and shape as RDF terms.
    """

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str
    file: str
    line: int
    column: int = 0
    width: int = 0
    excerpt: str = ""
    fix: str = ""
    stage: str = "shacl"
    terms: tuple[tuple[Any, ...], ...] = ()

    @property
    def fingerprint(self) -> str:
        """Names the finding whatever the line, the file's place and the names of blank nodes are."""
        parts = (self.stage, self.shape, self.focus, self.path, self.value, "" if self.focus else self.message)
        text = "\n".join("_:" if part.startswith("_:") else part for part in parts)
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    def entry(self) -> dict[str, Any]:
        """The finding as plain values, with its fingerprint; what is empty is left out."""
        fields = {key: value for key, value in self._asdict().items() if key != "terms" and value not in ("", 0)}
        return {**fields, "fingerprint": self.fingerprint}


class Stage(NamedTuple):
    """One check that was asked for: its name, and why it was not run (empty where it was)."""

    name: str
    reason: str = ""


class Report:
    """The outcome of a validation.

    `findings` are sorted, each once; `stages` are the checks in the order in which they were run; `fail_on` is the severity from
    which a finding counts. `conforms` is true where no finding is a Violation or Error, `status` is the exit status.
    """

    def __init__(self, findings: Iterable[Finding], stages: Iterable[Stage] = (), fail_on: str = "violation") -> None:
        if fail_on.capitalize() not in SEVERITIES[:3]:
            raise UsageError(f"no severity {fail_on!r}; use violation, warning or info")
        self.fail_on = fail_on.capitalize()
        self.stages = tuple(stages)
        once: dict[Finding, set[tuple[Any, ...]]] = {}  # a shape with two constraints may say one thing twice
        for finding in findings:
            once.setdefault(finding._replace(terms=()), set()).update(finding.terms)
        together = (finding._replace(terms=tuple(sorted(terms, key=str))) for finding, terms in once.items())
        self.findings = sorted(together, key=lambda f: (f.file, f.line, f.column, *f[1:6], f.stage, f.severity))
        self.known = self.gone = 0  # findings that a baseline has hidden, and those of it that there are no more

    @property
    def conforms(self) -> bool:
        return not any(f.severity in ("Violation", "Error") for f in self.findings)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is of the severity that fails."""
        return SEVERITIES.index(finding.severity) >= SEVERITIES.index(self.fail_on)

    @property
    def status(self) -> int:
        """2 where something could not be checked, 1 where a finding counts, else 0."""
        if any(f.severity == "Error" for f in self.findings):
            return 2
        return 1 if any(map(self.counts, self.findings)) else 0

    def tally(self) -> str:
        """How many there are of each severity, the worst first."""
        found = Counter(f.severity for f in self.findings)
        return ", ".join(f"{found[s]} {s.lower()}{'' if found[s] == 1 else 's'}" for s in reversed(SEVERITIES) if found[s]) or "no findings"

    def without(self, known: Counter[str]) -> Report:
        """This report without the findings that a baseline knows; of two that look the same one may be known. Errors stay."""
        left, rest = Counter(known), []
        for finding in self.findings:
            if finding.severity != "Error" and left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
            else:
                rest.append(finding)
        report = Report(rest, self.stages, self.fail_on)
        report.known, report.gone = len(self.findings) - len(rest), left.total()
        return report

    def text(self, form: str = "text") -> str:
        """The report in one of `exo_ld.report.formats.FORMATS`. Raises UsageError for another."""
        from .formats import render

        return render(self, form)


def write_baseline(report: Report, path: str) -> None:
    """Write the findings of a report as a baseline. Raises OutputError."""
    from ..graph.data import publish

    keys = ("fingerprint", "severity", "stage", "shape", "focus", "path", "value", "message")
    entries = [{key: value for key in keys if (value := f.entry().get(key))} for f in report.findings if f.severity != "Error"]
    body = {"version": 1, "findings": sorted(entries, key=lambda entry: tuple(entry.get(key, "") for key in keys[2:]))}
    try:
        publish(path, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None


def read_baseline(path: str) -> Counter[str]:
    """How often each fingerprint is known. Raises DataError where the file is no baseline."""
    from ..graph.turtle import read

    try:
        body = json.loads(read(path))
        if body["version"] != 1:
            raise ValueError
        return Counter(str(entry["fingerprint"]) for entry in body["findings"])
    except (ValueError, TypeError, KeyError):
        raise DataError(f"{path}: no baseline of findings; write one by --write-baseline {path}") from None
