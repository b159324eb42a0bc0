"""Commands that check: validate, reason, coverage, verify-text, terms, fmt."""

from __future__ import annotations

import sys

from ..query.answer import terminal_width
from .options import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    import argparse
    from typing import Any

__all__ = ["add"]


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    check = commands.add_parser("validate", help="validate this knowledge base, or files that use its ontology")
    check.add_argument("files", nargs="*", metavar="FILE")
    check.add_argument("--format", choices=("text", "json", "ttl"), default="text")
    check.add_argument("--engine", choices=("fast", "pyshacl"), default="fast", help="pyshacl: the reference alone, slow")
    check.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    check.set_defaults(run=_validate)
    reason = commands.add_parser("reason", help="check consistency and find unsatisfiable classes")
    reason.add_argument("--reasoner", choices=("hermit", "pellet", "both"), default="hermit", help="which to ask (hermit)")
    reason.add_argument("--data", action="append", default=[], metavar="FILE", help="reason over this file too")
    reason.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    reason.set_defaults(run=_reason)
    coverage = commands.add_parser("coverage", help="the ledger: is every passage of the reviews stated or waived?")
    coverage.add_argument("--format", choices=FORMATS[:-1], default="table")
    coverage.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    coverage.set_defaults(run=_coverage)
    verify = commands.add_parser("verify-text", help="prove offsets and digests against a review's text")
    verify.add_argument("file", metavar="FILE")
    verify.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    verify.set_defaults(run=_verify_text)
    terms = commands.add_parser("terms", help="check every outside term against reference tables; write the imports")
    terms.add_argument("--tables", required=True, metavar="DIR", help="the folder of the reference tables")
    terms.add_argument("--write", action="store_true", help="write ontology/imports/ anew")
    terms.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    terms.set_defaults(run=_terms)
    fmt = commands.add_parser("fmt", help="bring Turtle files into the canonical form")
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files or folders (this knowledge base by default)")
    fmt.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file is not in form")
    fmt.set_defaults(run=_fmt)


def _validate(arguments: argparse.Namespace) -> int:
    from ..check.validation import validate

    report = validate(*arguments.files, root=arguments.kb, engine=arguments.engine)
    print(report.text(arguments.format), end="")
    return 0 if report.conforms else 1


def _reason(arguments: argparse.Namespace) -> int:
    from ..logic.reason import REASONERS, reason

    reasoners = REASONERS if arguments.reasoner == "both" else (arguments.reasoner,)
    outcome = reason(*arguments.data, root=arguments.kb, reasoners=reasoners)
    print(outcome.text())
    return 0 if outcome.sound else 1


def _coverage(arguments: argparse.Namespace) -> int:
    from ..check.ledger import coverage

    outcome = coverage(arguments.kb)
    sys.stdout.write(outcome.table.text(arguments.format, terminal_width()))
    for hole in outcome.holes:
        print(f"exo-ld: not stated and not waived: {hole}", file=sys.stderr)
    for passage in outcome.twice:
        print(f"exo-ld: stated, and waived as if it said nothing: {passage}; take the waiver away", file=sys.stderr)
    return 1 if outcome.holes or outcome.twice else 0


def _verify_text(arguments: argparse.Namespace) -> int:
    from ..check.ledger import verify_text

    outcome = verify_text(arguments.file, arguments.kb)
    print(outcome.message)
    return 0 if outcome.sound else 1


def _terms(arguments: argparse.Namespace) -> int:
    from ..check.imports import write_imports
    from ..check.termcheck import check_terms

    if arguments.write:
        for path in write_imports(arguments.tables, arguments.kb):
            print(f"exo-ld: wrote {path}", file=sys.stderr)
    outcome = check_terms(arguments.tables, arguments.kb)
    print(outcome.text())
    return 1 if outcome.wrong else 0


def _fmt(arguments: argparse.Namespace) -> int:
    from ..graph.formatting import format_files

    changed = format_files(arguments.files, check=arguments.check)
    for path in changed:
        print(f"{path}: {'not in canonical form; run exo-ld fmt ' + path if arguments.check else 'formatted'}", file=sys.stderr)
    return 1 if changed and arguments.check else 0
