"""Commands that ask: queries, query, sparql, show, find, ask; and upload, which puts what is asked into a store."""

from __future__ import annotations

import argparse
import os
import re
from typing import TYPE_CHECKING

from ..errors import UsageError, quoted, safe
from ..files import given_text
from .answer import answer, chosen_engine, colourful, say, tell_nameless, terminal_width, write
from .options import FORMATS, further, knowledge_base, output, seconds, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ..query.catalogue import Query

__all__ = ["add"]

_LONGEST = 16 << 20  # bytes of a query
_QUERY = re.compile(r"\s*+(?:#|(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE)[\s*?$(<:])|[^{]*+\{", re.I)


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    queries = commands.add_parser("queries", help="list the canned queries")
    queries.add_argument("--format", choices=("table", "csv", "tsv", "json"), default="table")
    knowledge_base(queries)
    queries.set_defaults(run=_queries, output=None)

    _add_asking(commands)
    _add_looking(commands)
    _add_upload(commands)


def _add_asking(commands: Any) -> None:
    """query, sparql and show."""
    query = commands.add_parser("query", help="answer a canned query")
    query.add_argument("name", metavar="NAME")
    query.add_argument(
        "-p", dest="params", action="append", default=[], metavar="NAME=VALUE", help="a parameter; may be repeated"
    )
    query.add_argument(
        "--sentences",
        action=argparse.BooleanOptionalAction,
        help="a column that tells each claim in words (in a table: yes)",
    )
    query.add_argument(
        "--ids", action="store_true", help="a table with identifiers beside the labels, and no sentences"
    )
    query.set_defaults(run=_query)
    sparql = commands.add_parser("sparql", help="answer any SPARQL query")
    sparql.add_argument(
        "text", metavar="QUERY", nargs="?", help="a query, or the name of a file that holds one (- for standard input)"
    )
    sparql.add_argument("-f", dest="file", metavar="FILE", help="read the query from a file (- for standard input)")
    sparql.set_defaults(run=_sparql, ids=True, sentences=False)
    show = commands.add_parser("show", help="show all there is on a term, study, claim ...")
    show.add_argument("term", metavar="TERM", help="CURIE, IRI, slug, DOI or name")
    show.add_argument("--all", action="store_true", help="all of it, not only what is best supported")
    show.add_argument("--text", metavar="FILE", help="of a passage: print its words, from your copy of the text")
    show.set_defaults(run=_show, ids=True, sentences=False)
    for command in (query, sparql, show):
        command.add_argument("--format", choices=FORMATS, default="table")
        further(command, "ask this file or folder too")
        command.add_argument("--endpoint", metavar="URL", help="ask a SPARQL 1.1 endpoint instead")
        knowledge_base(command)
        command.add_argument(
            "--timeout", type=seconds, metavar="SECONDS", help="how long the answer may take (an endpoint's: 60)"
        )
        command.add_argument("--limit", type=whole, metavar="N", help="show N rows at the most")
        output(command)


def _add_looking(commands: Any) -> None:
    """find and ask."""
    find = commands.add_parser("find", help="find things by a name, best first")
    find.add_argument(
        "text", metavar="TEXT", help="a name as you would write it: miR-126, beta cell, DN, adipose MSC exosomes"
    )
    find.add_argument("--limit", type=whole, default=5, metavar="N", help="show N at the most (5)")
    find.add_argument("--tables", metavar="DIR", help="reference tables in which terms are looked up that it has not")
    find.set_defaults(run=_find)
    suit = commands.add_parser("ask", help="find the canned queries that fit some words")
    suit.add_argument("words", metavar="WORDS", nargs="+", help="what you want to know, in your words")
    suit.add_argument("--limit", type=whole, default=3, metavar="N", help="propose N at the most (3)")
    suit.set_defaults(run=_ask)
    for command in (find, suit):
        command.add_argument("--format", choices=FORMATS[:-1], default="table")
        further(command, "look in this file or folder too")
        knowledge_base(command)
        output(command)


def _add_upload(commands: Any) -> None:
    put = commands.add_parser("upload", help="put the knowledge base into a store, one named graph a file")
    put.add_argument(
        "--endpoint",
        required=True,
        metavar="URL",
        help="where the store takes queries, and updates if no other is named",
    )
    put.add_argument("--update-endpoint", metavar="URL", help="where it takes SPARQL updates")
    put.add_argument(
        "--graph-store", metavar="URL", help="where it takes graphs by the Graph Store Protocol; faster than updates"
    )
    put.add_argument("--anew", action="store_true", help="put also the graphs that have as many triples there as here")
    put.add_argument(
        "--timeout", type=seconds, default=60.0, metavar="SECONDS", help="how long each request may take (60)"
    )
    knowledge_base(put)
    put.set_defaults(run=_upload)


def _queries(arguments: argparse.Namespace) -> int:
    from ..query.catalogue import Catalogue

    queries = Catalogue(arguments.kb)
    if arguments.format == "json":
        import json

        fields = ("name", "summary", "tags", "params", "columns", "entailment")
        told = [
            {**{f: getattr(q, f) for f in fields}, "params": {k: p._asdict() for k, p in q.params.items()}}
            for q in queries.values()
        ]
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    if arguments.format in ("csv", "tsv"):
        from ..query.results import Table
        from ..query.values import Value

        rows = (
            (q.name, q.summary, " ".join(q.tags), " ".join(q.params), " ".join(q.columns)) for q in queries.values()
        )
        table = Table(
            ["query", "question", "tags", "parameters", "columns"],
            [tuple(Value("literal", text) for text in row) for row in rows],
        )
        return write(arguments, table.chunks(arguments.format))
    lines = _listed(queries.values(), terminal_width() or 100, colourful(arguments))
    return write(arguments, (f"{line}\n" for line in lines))


def _listed(queries: Iterable[Query], width: int, colour: bool) -> Iterator[str]:
    """The queries by subject (their first tag): each with its parameters, and its question below."""
    from textwrap import wrap

    bold, dim, plain = ("\033[1m", "\033[2m", "\033[0m") if colour else ("", "", "")
    subjects: dict[str, list[Query]] = {}
    for query in queries:
        subjects.setdefault(query.tags[0], []).append(query)
    for subject, some in sorted(subjects.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"{bold}{subject.upper()}{plain}"
        for query in some:
            yield f"  {bold}{query.name}{plain}{dim}{''.join(f' -p {name}=' for name in query.params)}{plain}"
            yield from wrap(query.summary, width, initial_indent="      ", subsequent_indent="      ")
        yield ""
    yield f"{dim}exo-ld query NAME [-p PARAMETER=VALUE]; a value is a name, CURIE or IRI{plain}"


def _query(arguments: argparse.Namespace) -> int:
    params: dict[str, object] = {}
    for pair in arguments.params:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"-p {pair}: write NAME=VALUE")
        if name in params:
            raise UsageError(f"-p {name} is given twice; give it once")
        params[name] = value
    engine = chosen_engine(arguments, memory=None)
    text = engine.prepare(arguments.name, params)
    for parameter in engine.catalogue[arguments.name].params.values():
        if parameter.name not in params and ":" in str(parameter.default):  # it names what the answer is about
            say(f"-p {parameter.name} is not given (default: {parameter.default})")
    return answer(arguments, text, engine)


def _sparql(arguments: argparse.Namespace) -> int:
    if (arguments.text is None) == (arguments.file is None):
        raise UsageError("give a query, or -f FILE, one of the two")
    text, file = arguments.text, arguments.file
    if text is not None and _is_file(text):
        file = text
    if file is not None:
        text = given_text(file, _LONGEST)
    if not text.strip():
        raise UsageError(f"the SPARQL query cannot be read: {file or 'it'} is empty; write one, such as 'ASK {{}}'")
    return answer(arguments, text, chosen_engine(arguments))


def _is_file(text: str) -> bool:
    """Whether what stands in the place of a query is the name of a file. What reads as a query is one, whatever files
    there are: -f names a file of such a name."""
    if text == "-" or (text.endswith((".rq", ".sparql")) and not any(c.isspace() for c in text)):
        return True
    return not _QUERY.match(text) and os.path.lexists(text)


def _show(arguments: argparse.Namespace) -> int:
    from ..query.show import card

    if arguments.text:
        return _words(arguments)
    engine = chosen_engine(arguments, memory=False)
    if arguments.format != "table":
        return answer(arguments, engine.prepare("entity-card", {"term": arguments.term}), engine)
    tell_nameless(arguments, engine)
    found = card(engine, arguments.term)
    return write(arguments, found.text(terminal_width(), whole=arguments.all, colour=colourful(arguments)))


def _words(arguments: argparse.Namespace) -> int:
    """The words of a passage, or of all passages of a section."""
    from ..curate.copies import Copies
    from ..prefixes import EXOD, contract
    from ..query.kb import load

    kb = load(*arguments.data, root=arguments.kb, memory=False)
    name = arguments.term.removeprefix("exod:").removeprefix(EXOD).removeprefix("passage-").removeprefix("section-")
    found = Copies(kb, [arguments.text]).named(name)
    if not found:
        raise UsageError(f"{arguments.term}: no passage or section of this text; exo-ld coverage lists the sections")
    return write(arguments, (f"{contract(passage)}  {' '.join(words.split())}\n" for passage, words in found))


def _find(arguments: argparse.Namespace) -> int:
    from ..query.kb import load

    kb = load(*arguments.data, root=arguments.kb, memory=False)
    table = kb.find(arguments.text, arguments.limit)
    if arguments.tables:
        from ..curate.naming import Names, exact_first
        from ..curate.tables import Tables

        known = {str(row["iri"]) for row in table}
        names = Names(kb, Tables(arguments.tables), say)
        table = exact_first(arguments.text, table, names.in_tables(arguments.text, known, arguments.limit))
    if not table:
        name = quoted(arguments.text)
        say(f"nothing has a name like {name}; try fewer words, or exo-ld queries for what can be asked")
    return write(arguments, table.chunks(arguments.format, terminal_width(), colour=colourful(arguments)))


def _ask(arguments: argparse.Namespace) -> int:
    from ..query.kb import load

    table = load(*arguments.data, root=arguments.kb).ask(" ".join(arguments.words), arguments.limit)
    if not table:
        say("no canned query fits these words; exo-ld queries lists all")
    if arguments.format != "table":
        return write(arguments, table.chunks(arguments.format))
    rows = (f"{row['command']}\n    {row['question']} ({row['rows']} rows)\n" for row in table)
    return write(arguments, rows)


def _upload(arguments: argparse.Namespace) -> int:
    from ..query.upload import upload

    if arguments.update_endpoint and arguments.graph_store:
        raise UsageError("--update-endpoint and --graph-store are two ways to write; give one of them")
    outcome = upload(
        arguments.endpoint,
        update=arguments.update_endpoint,
        graph_store=arguments.graph_store,
        timeout=arguments.timeout,
        root=arguments.kb,
        anew=arguments.anew,
        tell=say,
    )
    print(safe(outcome.text(), "\n"))
    return 0 if outcome.sound else 1
