"""Commands for readers and for other programs: site, serve, mcp, generate."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import UsageError, safe
from .answer import clear_up_when_ended, say
from .options import further, knowledge_base, seconds, whole

if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["add"]


def add(commands: Any) -> None:
    """Add these commands to the subparsers ``commands``."""
    server = commands.add_parser(
        "serve", help="a read-only SPARQL endpoint, with a query page and a page for each thing"
    )
    server.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine only)")
    server.add_argument(
        "--port", type=whole, default=7878, metavar="N", help="the port to listen on (7878); 0 takes a free one"
    )
    server.add_argument(
        "--timeout", type=seconds, default=30.0, metavar="SECONDS", help="how long a query may take (30)"
    )
    server.add_argument(
        "--max-bytes", type=whole, default=64 << 20, metavar="N", help="how large an answer may be (64 MB)"
    )
    server.add_argument(
        "--workers", type=whole, default=3, metavar="N", help="processes that answer; as many more for long queries (3)"
    )
    server.set_defaults(run=_serve)
    site = commands.add_parser("site", help="write the site: a page for each thing, as files for any host or none")
    site.add_argument("-o", dest="output", required=True, metavar="DIR", help="the folder to write to, new or empty")
    site.set_defaults(run=_site)
    mcp = commands.add_parser(
        "mcp", help="the queries as tools of the Model Context Protocol, over standard input and output"
    )
    mcp.add_argument("--into", metavar="FOLDER", help="let facts be written, into this folder of your own")
    mcp.add_argument(
        "--text", action="append", default=[], metavar="FILE", help="with --into: your copy of a review's text"
    )
    mcp.add_argument("--tables", metavar="DIR", help="with --into: reference tables to look terms up in")
    mcp.set_defaults(run=_mcp)
    for command in (server, site, mcp):
        further(command, "ask this file or folder too")
        knowledge_base(command)
    make = commands.add_parser("generate", help="SHACL examples, grlc files, OpenAPI and MCP tools, from the queries")
    make.add_argument("-o", dest="output", required=True, metavar="DIR", help="the folder to write to")
    make.add_argument(
        "--endpoint", default="http://127.0.0.1:7878/sparql", metavar="URL", help="the endpoint that they name"
    )
    knowledge_base(make)
    make.set_defaults(run=_generate)


def _serve(arguments: argparse.Namespace) -> int:
    from ..serve.server import serve

    if not arguments.workers:
        raise UsageError("--workers 0: give 1 at least")
    limits = (arguments.timeout, arguments.max_bytes, arguments.workers, arguments.workers)
    serve(
        arguments.data,
        arguments.kb,
        arguments.host,
        arguments.port,
        *limits,
        say=say,
    )
    return 0


def _tell_missing() -> None:
    from ..site.vendored import missing

    if line := missing():
        say(line)


def _site(arguments: argparse.Namespace) -> int:
    from ..query.kb import load
    from ..site.build import Site

    clear_up_when_ended()
    files = Site(load(*arguments.data, root=arguments.kb)).write(
        arguments.output, lambda done, of: say(f"{done:,} of {of:,} files")
    )
    _tell_missing()
    print(safe(f"{files:,} files in {arguments.output}; open {os.path.join(arguments.output, 'index.html')}"))
    return 0


def _mcp(arguments: argparse.Namespace) -> int:
    from ..query.kb import load
    from ..serve.mcp import serve

    bench = None
    if arguments.into:
        from ..check.bench import Bench

        bench = Bench(into=arguments.into, root=arguments.kb, tables=arguments.tables, copies=arguments.text)
    serve(load(*arguments.data, root=arguments.kb), bench)
    return 0


def _generate(arguments: argparse.Namespace) -> int:
    from ..query.catalogue import Catalogue
    from ..serve.generate import generate

    clear_up_when_ended()
    for path in generate(Catalogue(arguments.kb), arguments.output, arguments.endpoint):
        print(safe(path))
    return 0
