"""What a validation finds: a `Finding`, and the `Outcome` that is made of findings.

A finding's severity is Error (a file that could not be checked), Violation, Warning or Info, or one of a shape's own:
any IRI may be one (https://www.w3.org/TR/shacl/#severity).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..errors import LINE, UsageError, brief, quoted, safe

__all__ = ["SEVERITIES", "Finding", "Outcome", "Stage", "Tool"]

SEVERITIES = ("Info", "Warning", "Violation", "Error")
_LESS = ("Debug", "Trace")  # of SHACL 1.2, less than Info


class Finding(NamedTuple):
    """One thing that is wrong.

    ``line`` and ``column`` count from 1 (0 where unknown), columns and ``width`` in characters; ``excerpt`` is the line
    with what is meant underlined; ``fix`` says what to do; ``stage`` is the check that found it. ``terms`` are, for
    each result of SHACL that it stands for, the focus node, path, value, component and shape as RDF terms.
    """

    severity: str
    shape: str
    focus: str = ""
    path: str = ""
    value: str = ""
    message: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    width: int = 0
    excerpt: str = ""
    fix: str = ""
    stage: str = "shacl"
    terms: tuple[tuple[Any, ...], ...] = ()

    @property
    def level(self) -> str:
        """The one of `SEVERITIES` that it counts as: a severity that is not known here counts as a violation."""
        return self.severity if self.severity in SEVERITIES else "Info" if self.severity in _LESS else "Violation"

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

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


class Tool(NamedTuple):
    """What a report says of the program that made it: its name, its version, the namespace of rules that have no
    IRI."""

    name: str = "validate"
    version: str = "0"
    rules: str = "urn:rule:"


def _printable(finding: Finding) -> Finding:
    """The finding without what could steer a terminal or forge a line: names of files and labels of others are in
    it."""
    names: dict[str, Any] = {
        field: safe(getattr(finding, field)) for field in ("shape", "focus", "path", "file", "stage")
    }
    texts: dict[str, Any] = {
        field: safe(getattr(finding, field), "\n\r\t") for field in ("value", "message", "excerpt", "fix")
    }
    return finding._replace(**names, **texts)


def _brief(finding: Finding) -> Finding:
    """The finding with a message as long as a person reads; its terms stay whole."""
    file, message, fix = (brief(text, LINE) for text in (finding.file, finding.message, finding.fix))
    return finding._replace(file=file, message=message, fix=fix)


class Outcome:
    """What was found.

    `findings` are sorted, each once; `stages` are the checks in the order in which they were run; `fail_on` is the
    severity from which a finding counts; `nodes` is how many the shapes looked at (None where none was run). `conforms`
    is true where no finding is a Violation or Error, `status` is the exit status.
    """

    def __init__(
        self,
        findings: Iterable[Finding],
        stages: Iterable[Stage] = (),
        fail_on: str = "violation",
        tool: Tool = Tool(),  # noqa: B008  # a tuple, never changed
        nodes: int | None = None,
    ) -> None:
        if fail_on.capitalize() not in SEVERITIES[:3]:
            raise UsageError(f"no severity {quoted(fail_on)}; use violation, warning or info")
        self.fail_on, self.stages, self.tool, self.nodes = fail_on.capitalize(), tuple(stages), tool, nodes
        once: dict[Finding, set[tuple[Any, ...]]] = {}  # a shape with two constraints may say one thing twice
        for finding in findings:
            once.setdefault(_printable(finding)._replace(terms=()), set()).update(finding.terms)
        together = (_brief(finding)._replace(terms=tuple(sorted(terms, key=str))) for finding, terms in once.items())
        self.findings = sorted(together, key=lambda f: (f.file, f.line, f.column, *f[1:6], f.stage, f.severity))
        self.known = self.gone = 0  # findings that a baseline has hidden, and those of it that there are no more

    @property
    def conforms(self) -> bool:
        return not any(f.level in ("Violation", "Error") for f in self.findings)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is of the severity that fails."""
        return SEVERITIES.index(finding.level) >= SEVERITIES.index(self.fail_on)

    @property
    def status(self) -> int:
        """2 where something could not be checked, 1 where a finding counts, else 0."""
        if any(f.severity == "Error" for f in self.findings):
            return 2
        return 1 if any(map(self.counts, self.findings)) else 0

    def tally(self) -> str:
        """How many there are of each severity, the worst first."""
        found = Counter(f.severity for f in self.findings)
        own = sorted(found.keys() - set(SEVERITIES))
        counted = [f"{found[s]} {s.lower()}{'' if found[s] == 1 else 's'}" for s in reversed(SEVERITIES) if found[s]]
        counted += [f"{found[s]} of severity {s}" for s in own]
        return ", ".join(counted) or "no findings"
