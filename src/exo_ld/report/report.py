"""A validation's report: its findings, the forms in which it is written, and the baseline of findings that are
known."""

from __future__ import annotations

import json
from collections import Counter

from ..errors import DataError
from ..files import publish, read
from .findings import Outcome
from .formats import render

__all__ = ["Report", "read_baseline", "write_baseline"]


class Report(Outcome):
    """The outcome of a validation, which can be written and measured against a baseline."""

    def text(self, form: str = "text") -> str:
        """The report in one of `exo_ld.report.formats.FORMATS`. Raises UsageError for another."""
        return render(self, form)

    def without(self, known: Counter[str]) -> Report:
        """This report without the findings that a baseline knows; of two that look the same one may be known. Errors
        stay."""
        left, rest = Counter(known), []
        for finding in self.findings:
            if finding.severity != "Error" and left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
            else:
                rest.append(finding)
        report = Report(rest, self.stages, self.fail_on, self.tool, self.nodes)
        report.known, report.gone = len(self.findings) - len(rest), left.total()
        return report


def write_baseline(report: Report, path: str) -> None:
    """Write the findings of a report as a baseline. Raises OutputError."""
    keys = ("fingerprint", "severity", "stage", "shape", "focus", "path", "value", "message")
    entries = [{k: v for k in keys if (v := f.entry().get(k))} for f in report.findings if f.severity != "Error"]
    body = {"version": 1, "findings": sorted(entries, key=lambda entry: tuple(entry.get(key, "") for key in keys[2:]))}
    publish(path, json.dumps(body, indent=1, ensure_ascii=False) + "\n")


def read_baseline(path: str) -> Counter[str]:
    """How often each fingerprint is known. Raises DataError where the file is no baseline."""
    try:
        body = json.loads(read(path))
        if body["version"] != 1:
            raise ValueError
        return Counter(str(entry["fingerprint"]) for entry in body["findings"])
    except (ValueError, TypeError, KeyError):
        raise DataError(f"{path}: no baseline of findings; write one by --write-baseline {path}") from None
