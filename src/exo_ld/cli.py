"""The command line: `exo-ld COMMAND`. Results go to stdout, messages to stderr.

Exit status 0: done, and sound; 1: done, and something is wrong; 2: could not be done (one line says what to do).
Each command's work is in a module of its own that is imported when it is called.
"""

from __future__ import annotations

import argparse
import io
import os
import sys

from .errors import DataError, ExoError, UsageError
from .query.answer import answer, chosen_engine, terminal_width, write

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    from collections.abc import Sequence
    from typing import NoReturn


__all__ = ["main"]

_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "srj", "ttl")


def _formatter(prog: str) -> argparse.HelpFormatter:
    # With a width of its own the formatter need not import shutil, which every start would pay for.
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        width = 100
    return argparse.HelpFormatter(prog, width=max(60, width - 2))


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: object) -> None:
        super().__init__(**{"formatter_class": _formatter, **options})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (the process's own by default) and return the exit status."""
    if sys.stdout is None:
        return _fail("standard output is closed; leave it open, or write to a file by -o", 2)
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        arguments = _parser().parse_args(argv)
        status = int(arguments.run(arguments))
        sys.stdout.flush()
        return status
    except ExoError as error:
        return _fail(str(error), error.code)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is wrong. Keep Python from complaining again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UnicodeError:
        return _fail("what was given is not UTF-8; write it in UTF-8", 2)
    except KeyboardInterrupt:
        return _fail("interrupted", 130)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(f"the result could not be written ({error.strerror or error}); free some room or choose another place", 2)


def _fail(message: str, status: int) -> int:
    print(f"exo-ld: {' '.join(message.split())}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="exo-ld", description="What exosomes of mesenchymal stem cells do in diabetes, as linked data.")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.set_defaults(run=_version)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser, prog="exo-ld")

    queries = commands.add_parser("queries", help="list the canned queries")
    queries.add_argument("--format", choices=("table", "json"), default="table")
    queries.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    queries.set_defaults(run=_queries)

    query = commands.add_parser("query", help="answer a canned query")
    query.add_argument("name", metavar="NAME")
    query.add_argument("-p", dest="params", action="append", default=[], metavar="NAME=VALUE", help="a parameter; may be repeated")
    query.set_defaults(run=_query)
    sparql = commands.add_parser("sparql", help="answer any SPARQL query")
    sparql.add_argument("text", metavar="QUERY", nargs="?")
    sparql.add_argument("-f", dest="file", metavar="FILE", help="read the query from a file (- for standard input)")
    sparql.set_defaults(run=_sparql)
    show = commands.add_parser("show", help="show all there is on a term, study, claim ...")
    show.add_argument("term", metavar="TERM", help="CURIE, IRI, slug, DOI, label or synonym")
    show.set_defaults(run=_show)
    for command in (query, sparql, show):
        command.add_argument("--format", choices=_FORMATS, default="table")
        command.add_argument("--data", action="append", default=[], metavar="FILE", help="ask this file or folder too")
        command.add_argument("--endpoint", metavar="URL", help="ask a SPARQL 1.1 endpoint instead")
        command.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
        command.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="how long the answer may take (an endpoint's: 60)")
        command.add_argument("--limit", type=int, metavar="N", help="show N rows at the most")
        command.add_argument("-o", dest="output", metavar="FILE", help="write to a file, whole or not at all")

    put = commands.add_parser("load", help="put the knowledge base into a store, one named graph a file")
    put.add_argument("--endpoint", required=True, metavar="URL", help="where the store takes queries, and updates if no other is named")
    put.add_argument("--update-endpoint", metavar="URL", help="where it takes SPARQL updates")
    put.add_argument("--graph-store", metavar="URL", help="where it takes graphs by the Graph Store Protocol; faster than updates")
    put.add_argument("--anew", action="store_true", help="put also the graphs that have as many triples there as here")
    put.add_argument("--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="how long each request may take (60)")
    put.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    put.set_defaults(run=_load)

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
    coverage.add_argument("--format", choices=_FORMATS[:-1], default="table")
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
    server = commands.add_parser("serve", help="a read-only SPARQL endpoint, with a query page and a page for each thing")
    server.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine only)")
    server.add_argument("--port", type=_whole, default=7878, metavar="N", help="the port to listen on (7878); 0 takes a free one")
    server.add_argument("--timeout", type=_seconds, default=30.0, metavar="SECONDS", help="how long a query may take (30)")
    server.add_argument("--max-bytes", type=_whole, default=64 << 20, metavar="N", help="how large an answer may be (64 MB)")
    server.add_argument("--workers", type=_whole, default=3, metavar="N", help="processes that answer; as many more for long queries (3)")
    server.set_defaults(run=_serve)
    mcp = commands.add_parser("mcp", help="the queries as tools of the Model Context Protocol, over standard input and output")
    mcp.set_defaults(run=_mcp)
    for command in (server, mcp):
        command.add_argument("--data", action="append", default=[], metavar="FILE", help="ask this file or folder too")
        command.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    make = commands.add_parser("generate", help="SHACL examples, grlc files, OpenAPI and MCP tools, from the queries")
    make.add_argument("-o", dest="output", required=True, metavar="DIR", help="the folder to write to")
    make.add_argument("--endpoint", default="http://127.0.0.1:7878/sparql", metavar="URL", help="the endpoint that they name")
    make.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")
    make.set_defaults(run=_generate)
    fmt = commands.add_parser("fmt", help="bring Turtle files into the canonical form")
    fmt.add_argument("files", nargs="*", metavar="FILE", help="files or folders (this knowledge base by default)")
    fmt.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file is not in form")
    fmt.set_defaults(run=_fmt)
    return parser


def _seconds(text: str) -> float:
    try:
        if 0 < (seconds := float(text)) <= 86400:
            return seconds
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r}: give seconds, more than 0 and a day at most")


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number, 0 or more")
    return int(text)


def _version(arguments: argparse.Namespace) -> int:
    from . import __version__

    if not arguments.version:
        raise UsageError("name a command; exo-ld --help lists them, exo-ld queries the questions it can answer")
    print(f"exo-ld {__version__}")
    return 0


def _queries(arguments: argparse.Namespace) -> int:
    from .query.catalogue import catalogue
    from .query.results import Table, Value

    queries = catalogue(arguments.kb)
    if arguments.format == "json":
        import json

        fields = ("name", "summary", "tags", "params", "columns", "entailment")
        print(json.dumps([
            {**{f: getattr(q, f) for f in fields}, "params": {k: p._asdict() for k, p in q.params.items()}} for q in queries.values()
        ], indent=1, ensure_ascii=False))  # fmt: skip
        return 0
    cells = [tuple(Value("literal", t) for t in (q.name, q.summary, ", ".join(q.params))) for q in queries.values()]
    for line in Table(["query", "question", "parameters"], list(cells)).chunks("table", terminal_width()):
        sys.stdout.write(line)
    return 0


def _query(arguments: argparse.Namespace) -> int:
    params: dict[str, object] = {}
    for pair in arguments.params:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"-p {pair}: write NAME=VALUE")
        if name in params:
            raise UsageError(f"-p {name} is given twice; give it once")
        params[name] = value
    engine = chosen_engine(arguments)
    return answer(arguments, engine.prepare(arguments.name, params), engine)


def _sparql(arguments: argparse.Namespace) -> int:
    if (arguments.text is None) == (arguments.file is None):
        raise UsageError("give a query, or -f FILE, one of the two")
    text = arguments.text
    if arguments.file:
        try:
            if arguments.file == "-":
                text = sys.stdin.read()
            else:
                with open(arguments.file, encoding="utf-8") as file:
                    text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{arguments.file}: cannot be read ({error}); name a file with a SPARQL query in UTF-8") from None
    return answer(arguments, text, chosen_engine(arguments))


def _show(arguments: argparse.Namespace) -> int:
    from .query.show import card

    engine = chosen_engine(arguments)
    if arguments.format != "table":
        return answer(arguments, engine.prepare("entity-card", {"term": arguments.term}), engine)
    return write(arguments, card(engine, arguments.term, terminal_width()))


def _load(arguments: argparse.Namespace) -> int:
    from .query.loading import load_into

    if arguments.update_endpoint and arguments.graph_store:
        raise UsageError("--update-endpoint and --graph-store are two ways to write; give one of them")
    outcome = load_into(
        arguments.endpoint,
        update=arguments.update_endpoint,
        graph_store=arguments.graph_store,
        timeout=arguments.timeout,
        root=arguments.kb,
        anew=arguments.anew,
        tell=lambda line: print(f"exo-ld: {line}", file=sys.stderr),
    )
    print(outcome.text())
    return 0 if outcome.sound else 1


def _validate(arguments: argparse.Namespace) -> int:
    from .check.validation import validate

    report = validate(*arguments.files, root=arguments.kb, engine=arguments.engine)
    print(report.text(arguments.format), end="")
    return 0 if report.conforms else 1


def _reason(arguments: argparse.Namespace) -> int:
    from .logic.reason import REASONERS, reason

    reasoners = REASONERS if arguments.reasoner == "both" else (arguments.reasoner,)
    outcome = reason(*arguments.data, root=arguments.kb, reasoners=reasoners)
    print(outcome.text())
    return 0 if outcome.sound else 1


def _coverage(arguments: argparse.Namespace) -> int:
    from .check.ledger import coverage

    outcome = coverage(arguments.kb)
    sys.stdout.write(outcome.table.text(arguments.format, terminal_width()))
    for hole in outcome.holes:
        print(f"exo-ld: not stated and not waived: {hole}", file=sys.stderr)
    return 1 if outcome.holes else 0


def _verify_text(arguments: argparse.Namespace) -> int:
    from .check.ledger import verify_text

    outcome = verify_text(arguments.file, arguments.kb)
    print(outcome.message)
    return 0 if outcome.sound else 1


def _terms(arguments: argparse.Namespace) -> int:
    from .check.imports import write_imports
    from .check.termcheck import check_terms

    if arguments.write:
        for path in write_imports(arguments.tables, arguments.kb):
            print(f"exo-ld: wrote {path}", file=sys.stderr)
    outcome = check_terms(arguments.tables, arguments.kb)
    print(outcome.text())
    return 1 if outcome.wrong else 0


def _fmt(arguments: argparse.Namespace) -> int:
    from .graph.formatting import format_files

    changed = format_files(arguments.files, check=arguments.check)
    for path in changed:
        print(f"{path}: {'not in canonical form; run exo-ld fmt ' + path if arguments.check else 'formatted'}", file=sys.stderr)
    return 1 if changed and arguments.check else 0


def _serve(arguments: argparse.Namespace) -> int:
    from .serve.app import serve

    if not arguments.workers:
        raise UsageError("--workers 0: give 1 at least")
    limits = (arguments.timeout, arguments.max_bytes, arguments.workers, arguments.workers)
    serve(
        arguments.data,
        arguments.kb,
        arguments.host,
        arguments.port,
        *limits,
        say=lambda line: print(f"exo-ld: {line}", file=sys.stderr, flush=True),
    )
    return 0


def _mcp(arguments: argparse.Namespace) -> int:
    from .query.kb import load
    from .serve.mcp import serve

    serve(load(*arguments.data, root=arguments.kb))
    return 0


def _generate(arguments: argparse.Namespace) -> int:
    from .query.catalogue import catalogue
    from .serve.generate import generate

    for path in generate(catalogue(arguments.kb), arguments.output, arguments.endpoint):
        print(path)
    return 0
