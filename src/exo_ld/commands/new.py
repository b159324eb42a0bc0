"""The command that writes facts: new, from a sheet, from the command's own words, or asked for at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import ExoError, UsageError, safe
from ..files import given_text
from .answer import clear_up_when_ended, say

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from ..check.bench import Bench
    from ..curate.sheet import Row

__all__ = ["add"]

_SOUGHT = 20  # words that `new keys` looks for together

_LONGEST = 16 << 20  # bytes of a sheet
_ROLES = ("result", "background", "interpretation")
_HELP = """A sheet has a line a fact: key | subject | relation | object | qualifiers | passage | words
(or tabs for the bars). 'name: value' holds for all lines below it. See docs/curating.md, Entering facts."""


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    new = commands.add_parser(
        "new", help="write new facts: claims, evidence, studies, reviews, local terms", epilog=_HELP
    )
    put = new.add_argument
    put(
        "what",
        nargs="?",
        metavar="WHAT",
        help="claim, study, review, keys (what a cell may say), or a sheet of facts (- is standard input)",
    )
    put(
        "cells",
        nargs="*",
        metavar="CELL",
        help="of a claim: subject, relation, object, qualifiers; else slug, name=value",
    )
    put("--study", default="", metavar="SLUG", help="the study that the facts are of")
    put("--review", default="", metavar="SLUG", help="the review that states them")
    put("--in", dest="passage", default="", metavar="PASSAGE", help="where a claim is stated: wounds-s03, abstract")
    put("--words", default="", metavar="WORDS", help="the few words that state it; with --text they find the passage")
    put("--key", default="", help="id of a claim that gets a further line; new: mint it though others are alike")
    put("--section", action="append", default=[], metavar="NAME=LAYOUT", help="a section of a review; may be repeated")
    put("--text", action="append", default=[], metavar="FILE", help="your copy of a review's text; may be repeated")
    put("--tables", metavar="DIR", help="reference tables in which terms are looked up that the graph has not")
    put("--into", metavar="FOLDER", help="write into a folder of your own, beside the knowledge base")
    put("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    put("--as-new", action="store_true", help="mint claims though they may be there in other terms")
    put("--dry-run", action="store_true", help="write nothing; print the files as they would be")
    new.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from ..check.bench import Bench

    if arguments.what == "keys":
        return _keys(arguments)
    clear_up_when_ended()
    bench = Bench(
        into=arguments.into, root=arguments.kb, tables=arguments.tables, copies=arguments.text, study=arguments.study,
        review=arguments.review, as_new=arguments.as_new, tell=say,
    )  # fmt: skip
    if arguments.what is None:
        if not sys.stdin.isatty():
            raise UsageError("say what is new: claim, study, review, or a sheet (- for standard input)")
        return _asked(bench, arguments)
    return _written(bench, _rows(arguments), dry=arguments.dry_run)


def _keys(arguments: argparse.Namespace) -> int:
    """Print what a cell may say: relations, the qualifiers of each class with their closed lists, and how what a text
    says is written."""
    from ..curate.phrases import has, near_words, phrases
    from ..curate.vocabulary import SEVERAL, Vocabulary

    rows = phrases(arguments.kb)
    said = {f"the text: {row.text}: is written: {row.written}": f"{row.text} {row.written} {row.also}" for row in rows}
    known = Vocabulary(arguments.kb)
    words = list(dict.fromkeys(word for cell in arguments.cells for word in cell.split()))
    if len(words) > _SOUGHT:
        raise UsageError(
            f"new keys looks for {_SOUGHT} words together at the most, here are {len(words):,}; give fewer"
        )
    lines = {line: line.removesuffix(SEVERAL) for line in known.listing()} | said
    lines |= {line: line for line in (known.meanings() if words else ())}  # by a word, what values mean is told, too
    found = [line for line, text in lines.items() if all(has(word, text) for word in words)]
    if not found:
        near = sorted({other for word in words for other in near_words(word, lines.values())})
        raise UsageError(
            f"no key and no phrase has {' and '.join(words)}{'; near: ' + ', '.join(near) if near else ''}; "
            "try another word for it, exo-ld find TEXT where it is a thing, exo-ld new keys for all; what has no "
            "relation is what the subject isA, or a local term (docs/curating.md, Terms)"
        )
    print("\n".join(found))
    return 0


def _rows(arguments: argparse.Namespace) -> list[Row]:
    """The rows that the call gives, or the sheet that it names."""
    from ..curate.sheet import read, row

    settings: dict[str, str] = {}
    what, cells = arguments.what, list(arguments.cells)
    if what == "claim":
        if not arguments.key and len(cells) < 3:
            raise UsageError(
                "a claim: exo-ld new claim SUBJECT RELATION OBJECT [NAME=VALUE ...] --in PASSAGE --words WORDS"
            )
        ends, more = (cells[:3], cells[3:]) if len(cells) > 2 and "=" not in cells[0] else (["", "", ""], cells)
        return [row([arguments.key, *ends, "; ".join(more), arguments.passage, arguments.words], "claim", settings)]
    if what in ("study", "review"):
        if not cells:
            raise UsageError(f"a {what}: exo-ld new {what} SLUG label=... title=... doi=... year=...")
        name = "primary study" if what == "study" else "review"
        rows = [row([cells[0], "", "a", name, "; ".join(_quoted(cells[1:]))], what, settings)]
        for section in arguments.section:
            key, _, layout = section.partition("=")
            label = key.replace("-", " ").capitalize()
            rows.append(
                row([key, "", "a", "section", f'label={label}; layout="{layout}"'], f"--section {key}", settings)
            )
        return rows
    if cells:
        raise UsageError(f"{what}: neither claim, study nor review, and a sheet is given alone")
    return read(given_text(what, _LONGEST), what)


def _quoted(pairs: list[str]) -> Iterator[str]:
    for pair in pairs:
        name, equals, value = pair.partition("=")
        yield f'{name}{equals}"{value}"' if value and not value.startswith('"') else pair


def _written(bench: Bench, rows: list[Row], *, dry: bool = False) -> int:
    """Write some rows; exit status 2, and nothing written, where one is refused."""
    outcome = bench.tried(rows)
    for name, sentence in outcome.claims if dry or not outcome.faults else ():
        print(f"{name}  {sentence}")
    for fault in outcome.faults:
        say(safe(" ".join(fault.split())))
    if outcome.faults:
        say(f"nothing is written: {len(outcome.faults)} to mend, then run it again{outcome.next_step}")
        return 2
    if dry:
        for path, text in outcome.files.items():
            print(f"\n# {path}\n{text}", end="")
        return 0
    bench.publish(outcome)
    for path in outcome.files:
        say(f"wrote {path}")
    for passage in outcome.open:
        say(f"for an evidence line or a waiver: {passage}")
    say(outcome.next_step)
    return 0


def _asked(bench: Bench, arguments: argparse.Namespace) -> int:
    """Ask for one claim after the other, until nothing is given."""
    from ..curate.sheet import row

    questions = (
        ("key", "key (nothing; new where others are alike; a claim's id for a further line of it): "),
        ("subject", "subject (nothing: done): "), ("relation", "relation: "), ("object", "object: "),
        ("qualifiers", "qualifiers (inCell=podocyte; possible): "),
        ("passage", "passage (nothing: where the words stand): "),
        ("words", "its words: "),
    )  # fmt: skip
    said = {"role": ""}
    try:
        while said["role"] not in _ROLES:
            said["role"] = input(f"role of the lines ({', '.join(_ROLES)}): ").strip()
        while True:
            cells = [arguments.key] if arguments.key else []
            for name, question in questions[len(cells) :]:
                cells.append(input(question).strip())
                if name == "subject" and not cells[-1] and cells[0] in ("", "new"):
                    return 0
            try:
                _written(bench, [row(cells, "claim", said)], dry=arguments.dry_run)
            except ExoError as error:
                say(str(error))
    except EOFError:
        print()
        return 0
