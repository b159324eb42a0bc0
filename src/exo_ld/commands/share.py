"""Commands that hand the knowledge base on: export, release, merge, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError, safe
from .answer import clear_up_when_ended, say, write
from .options import further, knowledge_base, output

if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["FORMATS", "add"]

FORMATS = (  # the keys of `share.export.FORMATS`, which a call for help need not import
    *("ttl", "nt", "nq", "trig", "jsonld", "rdf12", "kgx", "causal", "parquet", "nanopub", "sssom", "owl", "shapes"),
    *("queries", "prefixes", "void", "rocrate"),
)


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    export = commands.add_parser("export", help="write the knowledge base in forms that others read, with checksums")
    export.add_argument("formats", metavar="FORMAT", nargs="+", help=f"{', '.join(FORMATS)}; all for all of them")
    further(export, "export this file or folder too")
    export.set_defaults(run=_export)
    release = commands.add_parser(
        "release", help="all exports, and in a checkout the wheel and the source archive, in one folder"
    )
    release.set_defaults(run=_release)
    for command in (export, release):
        command.add_argument(
            "-o", dest="output", required=True, metavar="DIR", help="a new or empty folder, or an earlier export"
        )
        knowledge_base(command)
    _add_merge(
        commands.add_parser(
            "merge", help="ours beside base files of any size, with a report of what joined; or out of them again"
        )
    )
    diff = commands.add_parser(
        "diff", help="compare two versions, claim by claim; or write the update from one to the other"
    )
    for side in ("old", "new"):
        diff.add_argument(
            side, metavar=side.upper(), help="a checkout's folder, an export, a file of RDF, git:REVISION, or shipped"
        )
    diff.add_argument(
        "--format",
        choices=("text", "json", "update"),
        default="text",
        help="update: SPARQL Update that turns OLD into NEW",
    )
    output(diff)
    diff.set_defaults(run=_diff)


def _add_merge(merge: argparse.ArgumentParser) -> None:
    merge.add_argument(
        "bases", metavar="BASE", nargs="*", help="files in .nt, .nq, .ttl or .trig, packed by gzip (.gz) or not"
    )
    merge.add_argument(
        "-o", dest="output", required=True, metavar="OUT", help="a name in .nt or .nq, or one of these and .gz"
    )
    merge.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="PART",
        help="besides what is stated: inferred, direct; or without-retracted; may be repeated",
    )
    merge.add_argument(
        "--canonical", action="store_true", help="rewrite variant IRIs of the base to the forms on which ours join"
    )
    merge.add_argument(
        "--skip-broken", action="store_true", help="leave malformed lines of the base out, and count them"
    )
    merge.add_argument("--format", choices=("text", "json"), default="text", help="how the report is written")
    merge.add_argument("--undo", metavar="MERGED", help="write MERGED without what the merge added to it")
    merge.add_argument("--receipt", metavar="FILE", help="with --undo: the merge's receipt (beside MERGED by default)")
    merge.add_argument("--changed", action="store_true", help="with --undo: MERGED was changed since it was merged")
    knowledge_base(merge)
    merge.set_defaults(run=_merge)


def _export(arguments: argparse.Namespace) -> int:
    from ..query.kb import load
    from ..share.export import export

    clear_up_when_ended()
    for path in export(load(*arguments.data, root=arguments.kb), arguments.formats, arguments.output, tell=say):
        print(safe(path))
    return 0


def _release(arguments: argparse.Namespace) -> int:
    from ..share.release import release

    clear_up_when_ended()
    for path in release(arguments.output, arguments.kb, say):
        print(safe(path))
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    clear_up_when_ended()
    if arguments.undo:
        from ..merge.undo import undo

        if arguments.bases:
            raise UsageError("--undo takes no base; the merged file and its receipt are enough")
        undone = undo(arguments.undo, arguments.output, arguments.receipt, changed=arguments.changed)
        print(undone.text(arguments.format), end="")
        return 0 if undone.sound else 1
    from ..merge.merge import merge
    from ..query.kb import load
    from ..share.selection import selected

    if not arguments.bases:
        raise UsageError("name one base file or more to merge ours into; or give --undo MERGED")
    if arguments.receipt or arguments.changed:
        raise UsageError("--receipt goes with --undo, as --changed does")
    report = merge(
        selected(load(root=arguments.kb), arguments.include),
        arguments.bases,
        arguments.output,
        canonical=arguments.canonical,
        skip_broken=arguments.skip_broken,
    )
    print(safe(report.text(arguments.format), "\n"), end="")
    return 0 if report.sound else 1


def _diff(arguments: argparse.Namespace) -> int:
    from ..share.diff import compare
    from ..share.update import update
    from ..share.versions import read

    old, new = read(arguments.old), read(arguments.new)
    difference = compare(old, new)
    write(arguments, update(old, new) if arguments.format == "update" else [difference.text(arguments.format)])
    for entry in difference.claims:
        if entry.kind == "removed":
            say(f"{entry.claim} is gone; a claim keeps its id: withdraw it (docs/curating.md, Names)")
    return 0 if difference.sound else 1
