"""Commands that check: validate, reason, coverage, verify-text, passages, vocabularies, fmt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..errors import UsageError, safe
from .answer import clear_up_when_ended, say, terminal_width, write
from .options import FORMATS, further, knowledge_base, output, seconds, whole

if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["add"]

REPORTS = ("text", "json", "ttl", "junit", "sarif", "github", "gitlab")


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    check = commands.add_parser("validate", help="validate this knowledge base, or files that use its ontology")
    _add_validate(check)
    reason = commands.add_parser("reason", help="check consistency and find unsatisfiable classes")
    reason.add_argument(
        "--reasoner", choices=("hermit", "pellet", "both"), default="hermit", help="which to ask (hermit)"
    )
    further(reason, "reason over this file too")
    knowledge_base(reason)
    reason.set_defaults(run=_reason)
    coverage = commands.add_parser("coverage", help="the ledger: is every passage of the reviews stated or waived?")
    coverage.add_argument("files", nargs="*", metavar="FILE", help="the same as --data")
    coverage.add_argument("--format", choices=FORMATS[:-1], default="table")
    further(coverage, "count this file or folder too: another review")
    knowledge_base(coverage)
    coverage.set_defaults(run=_coverage)
    verify = commands.add_parser("verify-text", help="prove offsets and digests against a review's text")
    verify.add_argument("file", metavar="FILE")
    further(verify, "this file or folder too: another review")
    knowledge_base(verify)
    verify.set_defaults(run=_verify_text)
    passages = commands.add_parser(
        "passages", help="write the passages of a review into the files of its sections, cut from its text"
    )
    passages.add_argument("file", metavar="REVIEW", help="the review's folder; each section has its layout")
    passages.add_argument("text", metavar="TEXT", help="the review's text, UTF-8")
    passages.set_defaults(run=_passages)
    vocabularies = commands.add_parser(
        "vocabularies", help="check every outside term against reference tables; write the imports"
    )
    vocabularies.add_argument("--tables", required=True, metavar="DIR", help="the folder of the reference tables")
    vocabularies.add_argument("--write", action="store_true", help="write ontology/imports/ anew")
    knowledge_base(vocabularies)
    vocabularies.add_argument(
        "--data", metavar="FOLDER", help="of a folder of your own: what it uses beyond the knowledge base"
    )
    vocabularies.set_defaults(run=_vocabularies)
    fmt = commands.add_parser("fmt", help="bring Turtle files into the canonical form")
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files or folders (this knowledge base by default)")
    further(fmt, "the same as FILE: a folder of your own")
    fmt.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file is not in form")
    knowledge_base(fmt)
    fmt.set_defaults(run=_fmt)


def _add_validate(check: argparse.ArgumentParser) -> None:
    add = check.add_argument
    add(
        "files",
        nargs="*",
        metavar="FILE",
        help="files or folders of RDF, gzip too; - is standard input (this knowledge base by default)",
    )
    further(check, "the same as FILE: a folder of your own")
    add("--format", choices=REPORTS, default="text")
    output(check)
    add(
        "--report",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="write a file in that format too; may be repeated",
    )
    add(
        "--audience",
        metavar="NAME",
        help="user (files), maintainer (this knowledge base), or misev: what a study of vesicles should tell",
    )
    add(
        "--fail-on",
        choices=("violation", "warning", "info"),
        default="violation",
        help="from which severity the exit status is 1",
    )
    add("--baseline", metavar="FILE", help="leave out the findings that this file knows")
    add("--write-baseline", metavar="FILE", help="write the findings as a baseline; the exit status is then 0")
    _add_choice(check)
    _add_reading(check)
    knowledge_base(check)
    check.set_defaults(run=_validate)


def _add_choice(check: argparse.ArgumentParser) -> None:
    """What is checked: shapes, things, stages."""
    add = check.add_argument
    add(
        "--shape",
        action="append",
        default=[],
        metavar="NAME",
        help="only this shape, such as exos:Claim-relation; may be repeated",
    )
    add(
        "--focus",
        action="append",
        default=[],
        metavar="IRI",
        help="only findings on this thing, an IRI or CURIE; may be repeated",
    )
    add("--shapes", action="append", default=[], metavar="FILE", help="check against the SHACL shapes of this file too")
    add("--skip", action="append", default=[], metavar="STAGE", help="leave out a stage; may be repeated")
    add("--only", action="append", default=[], metavar="STAGE", help="run this stage and no other; may be repeated")


def _add_reading(check: argparse.ArgumentParser) -> None:
    """How what is checked is read."""
    add = check.add_argument
    add("--engine", choices=("fast", "pyshacl"), default="fast", help="pyshacl: the reference alone, slow")
    add(
        "--syntax",
        choices=("ttl", "trig", "nt", "nq", "jsonld", "rdf"),
        help="the format, where a name does not tell it",
    )
    add(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="pass over what has this name in a folder, such as 'old-*'; may be repeated",
    )
    add("--max-bytes", type=whole, default=1 << 30, metavar="N", help="how large a file may be once unpacked (1 GiB)")
    add("--endpoint", metavar="URL", help="check what a SPARQL 1.1 endpoint holds, where it is")
    add(
        "--timeout",
        type=seconds,
        default=60.0,
        metavar="SECONDS",
        help="how long each query to the endpoint may take (60)",
    )


def _validate(arguments: argparse.Namespace) -> int:
    from argparse import Namespace

    from ..check.validation import validate
    from ..report.report import read_baseline, write_baseline

    arguments.files += arguments.data
    files = [(pair, *pair.partition("=")[::2]) for pair in arguments.report]
    for pair, form, path in files:
        if form not in REPORTS or not path:
            raise UsageError(f"--report {pair}: write FORMAT=FILE, FORMAT one of {', '.join(REPORTS)}")
    written = [path for path in (arguments.output, *(path for _, _, path in files)) if path]  # by an earlier call, too
    known = read_baseline(arguments.baseline) if arguments.baseline else None
    report = validate(
        *arguments.files, root=arguments.kb, engine=arguments.engine, audience=arguments.audience,
        shapes=arguments.shapes, only_shapes=arguments.shape, focus=arguments.focus, fail_on=arguments.fail_on,
        skip=arguments.skip, only=arguments.only, limit=arguments.max_bytes, syntax=arguments.syntax,
        exclude=[*arguments.exclude, *written], endpoint=arguments.endpoint, timeout=arguments.timeout,
        tell=None if arguments.files else say,
    )  # fmt: skip
    for finding in report.findings:
        if finding.severity == "Error":
            say(f"{finding.place}{finding.place and ': '}{finding.message}")
    if arguments.write_baseline:
        write_baseline(report, arguments.write_baseline)
        say(f"wrote {arguments.write_baseline}: {report.tally()}")
        return 2 if report.status == 2 else 0
    if known is not None:
        report = report.without(known)
        if report.gone:
            say(f"{report.gone} of the baseline are gone; write it anew by --write-baseline {arguments.baseline}")
    for _, form, path in files:
        write(Namespace(output=path), [report.text(form)])
    write(arguments, [report.text(arguments.format)])
    return report.status


def _reason(arguments: argparse.Namespace) -> int:
    from ..logic.reason import REASONERS, reason

    reasoners = REASONERS if arguments.reasoner == "both" else (arguments.reasoner,)
    outcome = reason(*arguments.data, root=arguments.kb, reasoners=reasoners)
    print(safe(outcome.text(), "\n\t"))
    return 0 if outcome.sound else 1


def _coverage(arguments: argparse.Namespace) -> int:
    from ..curate.ledger import coverage

    outcome = coverage(arguments.kb, [*arguments.files, *arguments.data])
    text = outcome.table.text(arguments.format, terminal_width())
    sys.stdout.write(safe(text, "\n\t") if arguments.format == "table" else text)
    for hole in outcome.holes:
        say(f"not stated and not waived: {hole}")
    for passage in outcome.twice:
        say(f"stated, and waived as if it said nothing: {passage}; take the waiver away")
    return 1 if outcome.holes or outcome.twice else 0


def _verify_text(arguments: argparse.Namespace) -> int:
    from ..curate.ledger import verify_text

    outcome = verify_text(arguments.file, arguments.kb, arguments.data)
    print(safe(outcome.message, "\n"))
    return 0 if outcome.sound else 1


def _passages(arguments: argparse.Namespace) -> int:
    from ..curate.passages import mint

    clear_up_when_ended()
    minted = mint(arguments.file, arguments.text)
    print(f"{safe(arguments.file)}: {minted.new} passages written, {minted.all} in all")
    for passage in minted.open:
        say(f"for an evidence line or a waiver: {passage}")
    return 0


def _vocabularies(arguments: argparse.Namespace) -> int:
    from ..curate.imports import write_imports
    from ..curate.termcheck import check_terms

    if arguments.write:
        clear_up_when_ended()
        for path in write_imports(arguments.tables, arguments.kb, arguments.data):
            say(f"wrote {path}")
    outcome = check_terms(arguments.tables, arguments.kb, arguments.data)
    print(safe(outcome.text(), "\n\t"))
    return 1 if outcome.wrong else 0


def _fmt(arguments: argparse.Namespace) -> int:
    from ..curate.formatting import format_files

    clear_up_when_ended()
    changed = format_files([*arguments.files, *arguments.data], check=arguments.check, root=arguments.kb)
    kb = f" --kb {arguments.kb}" if arguments.kb else ""
    for path in changed:
        said = f"not in canonical form; run exo-ld fmt{kb} {path}" if arguments.check else "formatted"
        print(safe(f"{path}: {said}"), file=sys.stderr)
    return 1 if changed and arguments.check else 0
