"""`exo-ld serve`: a read-only SPARQL 1.1 Protocol endpoint, with pages for people.

https://www.w3.org/TR/sparql11-protocol/ on starlette and uvicorn; queries are answered in worker processes (`workers`).

    /                               the site: each page as `exo-ld site` writes it
    /sparql                         protocol endpoint; without a query: its service description
    /api/NAME                       a canned query, its parameters as they are for `exo-ld query`
    /openapi.json                   ... described
    /id/SLUG, /ontology, /entity    one thing, the ontology, what `exo-ld show TERM` finds: HTML, Turtle, JSON-LD ...
    /.well-known/void               what is in the graph
    /.well-known/sparql-examples    the canned queries as SHACL
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from ..errors import UsageError
from ..prefixes import EXOD, ONTOLOGY, PREFIXES
from ..query.catalogue import catalogue
from ..share.void import DATASET
from . import generate, pages
from .paged import Paged
from .protocol import Guarded, make_room
from .request import FORM, QUERY, UPDATE, Refused, pairs, refusal
from .workers import Pool, Reply, held

try:
    import jinja2  # noqa: F401  # of the pages, which another process makes
    import uvicorn
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles
except ImportError:
    raise UsageError("serve needs starlette, uvicorn and Jinja2: pip install 'exo-ld[serve]'") from None

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

__all__ = ["GRAPHS", "ROWS", "application", "negotiate", "serve"]

# Media types that are understood -> the ones that are sent; the first is the default.
ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
GRAPHS = {kind: kind for kind in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig", "application/n-quads", "text/n3")} | {
    "application/x-turtle": "text/turtle", "application/json": "application/ld+json", "application/xml": "application/rdf+xml",
}  # fmt: skip
_HTML = {"text/html": "text/html", "application/xhtml+xml": "text/html"}
_LONGEST = 1 << 20  # bytes of a request's body
_PIECE = 1 << 16  # bytes of an answer that are sent at a time
_END = 10  # seconds after which a signal ends the process, whatever holds it
_ASSETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Encoding",
}
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"


_ITEM = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')  # a comma in quotes parts nothing
_ENCODINGS = {"gzip": "gzip", "identity": "identity"}  # the first where both are as welcome
_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
# What ?format= of /api may be -> the media type that is sent.
_NAMED = {
    "json": "application/json", "jsonl": "application/jsonl", "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml", "csv": "text/csv", "tsv": "text/tab-separated-values", "ttl": "text/turtle",
    "nt": "application/n-triples", "jsonld": "application/ld+json", "rdf": "application/rdf+xml",
}  # fmt: skip


def negotiate(accept: str, offered: dict[str, str]) -> str | None:
    """The media type to send (RFC 9110, 12.5.1): what ``accept`` values most, the first of ``offered`` on a tie; None:
    406.

    >>> negotiate("text/csv;q=0.5, application/*", ROWS)
    'application/sparql-results+json'
    """
    ranges: dict[str, float] = {}
    for item in _ITEM.findall(accept) if accept.strip() else ["*/*"]:
        kind, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        ranges[kind] = float(quality) if _QUALITY.fullmatch(quality) else 0.0

    def worth(kind: str) -> float:
        # An exact name says most, also where it is another name of what is sent; text/* is for what is sent as text.
        sent = offered[kind]
        return next((ranges[r] for r in (kind, sent, sent.split("/")[0] + "/*", "*/*") if r in ranges), 0.0)

    best = max(offered, key=worth)
    return offered[best] if worth(best) > 0 else None


def application(pool: Pool, root: str | None, paged: Paged) -> Starlette:
    """The web application, whose queries ``pool`` answers; ``root`` is the knowledge base whose canned queries it
    offers, ``paged`` has the pages of its site."""
    site = _Site(pool, root, paged)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        try:
            await pool.start()
            await paged.start()
            yield
        finally:
            await paged.stop()
            await pool.stop()

    async def not_so(request: Request, error: Exception) -> Response:
        """OPTIONS is answered with the methods that there are (RFC 9110, 9.3.7)."""
        assert isinstance(error, HTTPException)
        allow = {"Allow": f"{(error.headers or {}).get('Allow', 'GET, HEAD')}, OPTIONS"}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_HEADERS | allow)
        return PlainTextResponse(f"{request.method} is not for this address\n", 405, headers=_HEADERS | allow)

    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        retry = {"Retry-After": "5"} if error.status == 503 else {}
        return PlainTextResponse(" ".join(str(error).split()) + "\n", error.status, headers=_HEADERS | retry)

    routes = [
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/api/{name}", site.canned),
        Route("/openapi.json", site.openapi),
        Route("/id/{slug}", site.entity),
        Route("/entity", site.found),
        Route("/ontology", site.ontology),
        Route("/.well-known/void", site.void),
        Route("/.well-known/sparql-examples", site.examples),
        Mount("/query", StaticFiles(directory=_ASSETS)),
        Route("/{path:path}", site.page),
    ]
    cors = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
    return Starlette(
        routes=routes, middleware=[cors], exception_handlers={Refused: refused, 405: not_so}, lifespan=life
    )


class _Site:
    """What stands at each address."""

    def __init__(self, pool: Pool, root: str | None, paged: Paged) -> None:
        self.pool, self.queries, self.paged = pool, catalogue(root), paged
        self._void: bytes | None = None

    async def ask(self, request: Request, question: dict[str, Any], body: bytes = b"") -> Response:
        accept = request.headers.get("accept", "")
        forms = {"rows": negotiate(accept, ROWS), "graph": negotiate(accept, GRAPHS)}
        if not any((forms | question)[name] for name in forms):
            raise Refused(
                406, f"none of the accepted media types is known; rows: {', '.join(ROWS)}; triples: {', '.join(GRAPHS)}"
            )
        return _response(await self.pool.ask(forms | {"gzip": self.packs(request)} | question, body))

    async def sparql(self, request: Request) -> Response:
        body, kind, address = b"", "", request.url.query
        if request.method == "POST":
            body, kind = await _body(request), request.headers.get("content-type", "").split(";")[0].strip().lower()
            if kind not in (QUERY, UPDATE, FORM):
                raise Refused(
                    415,
                    "POST a query as application/sparql-query, or as query=... in application/x-www-form-urlencoded",
                )
        elif not {"query", "update"} & {name for name, _ in pairs(address)}:
            return await self.description(request)
        return await self.ask(request, {"do": "protocol", "address": address, "kind": kind}, body)

    async def canned(self, request: Request) -> Response:
        given, query = pairs(request.url.query), self.queries.get(request.path_params["name"])
        if query is None:
            raise Refused(404, f"no query {request.path_params['name'][:100]!r}; /openapi.json lists them")
        if any(name in query.params and query.params[name].kind == "service" for name, _ in given):
            raise Refused(403, refusal("SERVICE") or "")
        if len({name for name, _ in given}) < len(given):
            raise Refused(400, "a parameter is given twice; give it once")
        params = dict(given)
        # Of the server, unless the query has a parameter of this name.
        page = "".join(
            f"\n{word.upper()} {_whole(word, params.pop(word))}"
            for word in ("limit", "offset")
            if word in params.keys() - query.params.keys()
        )
        asked: dict[str, Any] = {"do": "canned", "name": query.name, "params": params, "page": page}
        if "format" in params.keys() - query.params.keys():
            kind = _NAMED.get(params.pop("format"))
            if kind is None:
                raise Refused(400, f"no such format; use one of {', '.join(_NAMED)}")
            graph = kind in GRAPHS.values()
            asked |= {"rows": None if graph else kind, "graph": kind if graph else None}
        return await self.ask(request, asked)

    async def page(self, request: Request) -> Response:
        """A file of the site."""
        return await self.file(request, request.path_params["path"] or "index.html")

    async def file(self, request: Request, path: str) -> Response:
        reply = await self.paged.page(path, self.packs(request))
        if reply.status == 404 and path == "ask.html":  # the site has no workbench
            return HTMLResponse(pages.query_page(self.queries, str(request.base_url)), headers=_HEADERS)
        return _response(reply)

    def packs(self, request: Request) -> bool:
        """Whether who asks takes gzip."""
        return negotiate(request.headers.get("accept-encoding", "identity").replace("*", "*/*"), _ENCODINGS) == "gzip"

    async def openapi(self, request: Request) -> Response:
        return JSONResponse(generate.openapi(self.queries, str(request.base_url).rstrip("/")), headers=_HEADERS)

    async def entity(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        if slug.endswith((".html", ".ttl")):
            return await self.file(request, f"id/{slug}")
        term = f"<{EXOD}{slug}>"
        if self.wants_page(request) and (path := await self.place(term)):
            return await self.file(request, path)
        return await self.ask(request, {"do": "card", "term": term})

    async def found(self, request: Request) -> Response:
        """What a name means: its page for people, the triples with it as subject or object for programs."""
        term = request.query_params.get("term", "")
        if self.wants_page(request) and (path := await self.place(term)):
            return RedirectResponse(f"/{quote(path)}", 303, headers=_HEADERS)
        return await self.ask(request, {"do": "card", "term": term})

    def wants_page(self, request: Request) -> bool:
        """Whether who asks would rather have a page than triples."""
        return negotiate(request.headers.get("accept", ""), GRAPHS | _HTML) == "text/html"

    async def place(self, term: str) -> str:
        """The path of the page of what a name means. Raises Refused where it means nothing."""
        reply = await self.pool.ask({"do": "card", "term": term, "wanted": "iri"})
        if reply.status != 200:
            raise Refused(reply.status, reply.body.decode())
        return await self.paged.address(reply.body.decode())

    async def ontology(self, request: Request) -> Response:
        if negotiate(request.headers.get("accept", ""), _HTML | GRAPHS) == "text/html":
            return await self.file(request, "ontology.html")
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}"
        return await self.ask(request, {"do": "sparql", "text": text})

    async def void(self, request: Request) -> Response:
        return _graph(
            request, await self._described() + _triples(DATASET, "void:sparqlEndpoint", [f"{request.base_url}sparql"])
        )

    async def description(self, request: Request) -> Response:
        """The service description (https://www.w3.org/TR/sparql11-service-description/), with the VoID one of the data
        set."""
        endpoint = f"{request.base_url}sparql"
        triples = _triples(endpoint, "rdf:type", [_SD + "Service"]) + _triples(endpoint, "sd:endpoint", [endpoint])
        triples += _triples(endpoint, "sd:supportedLanguage", [_SD + "SPARQL11Query"]) + _triples(
            endpoint, "sd:feature", [_SD + "UnionDefaultGraph"]
        )
        names = (
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
            "Turtle",
            "N-Triples",
            "RDF_XML",
            "JSON-LD",
            "TriG",
            "N-Quads",
            "N3",
        )
        triples += _triples(endpoint, "sd:resultFormat", [_FORMATS + name for name in names])
        triples += (
            _triples(endpoint, "sd:defaultDataset", [DATASET])
            + _triples(DATASET, "rdf:type", [_SD + "Dataset"])
            + _triples(DATASET, "sd:defaultGraph", [DATASET])
        )
        return _graph(request, triples + _triples(DATASET, "rdf:type", [_SD + "Graph"]) + await self._described())

    async def examples(self, request: Request) -> Response:
        texts = (generate.examples(query, f"{request.base_url}sparql") for query in self.queries.values())
        # Each file on its own, since each begins with its prefixes; shared prefix declarations are said once.
        triples = dict.fromkeys(quad.triple for text in texts for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
        return _graph(request, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")

    async def _described(self) -> bytes:
        if self._void is None:
            reply = await self.pool.ask({"do": "void"})
            if reply.status != 200:
                raise Refused(503, reply.body.decode())
            self._void = reply.body
        return self._void


def _whole(name: str, text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Refused(400, f"{name} is {text[:100]!r}: give a whole number, 0 or more")
    return int(text)


async def _body(request: Request) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        pieces.append(piece)
        size += len(piece)
        if size > _LONGEST:
            raise Refused(413, f"the request is longer than {_LONGEST:,} bytes")
    return b"".join(pieces)


class _Answer(Response):
    """An answer that goes to its reader piece by piece, as he takes them, and then gives back the room that it took."""

    def __init__(self, reply: Reply) -> None:
        body = reply.body if reply.status == 200 else b" ".join(reply.body.split()) + b"\n"
        charset = "; charset=utf-8" if reply.kind.startswith("text/") else ""
        packed = {"Content-Encoding": "gzip"} if reply.packed else {}
        policy = {"Content-Security-Policy": f"{reply.policy}; frame-ancestors 'none'"} if reply.policy else {}
        super().__init__(body, reply.status, headers=_HEADERS | packed | policy, media_type=reply.kind + charset)
        self.done = reply.done

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for start in range(0, len(self.body), _PIECE):
                await send({"type": "http.response.body", "body": self.body[start : start + _PIECE], "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self.done()


def _response(reply: Reply) -> Response:
    return _Answer(reply)


def _triples(subject: str, predicate: str, values: Sequence[str]) -> bytes:
    prefix, _, local = predicate.partition(":")
    said = [
        ox.Triple(ox.NamedNode(subject), ox.NamedNode({**PREFIXES, "sd": _SD}[prefix] + local), ox.NamedNode(value))
        for value in values
    ]
    return ox.serialize(said, format=ox.RdfFormat.N_TRIPLES) or b""


def _graph(request: Request, ntriples: bytes) -> Response:
    kind = negotiate(request.headers.get("accept", ""), GRAPHS | {"text/html": "text/turtle"})
    if kind is None:
        raise Refused(406, f"none of the accepted media types is known: {', '.join(GRAPHS)}")
    form: Any = ox.RdfFormat.from_media_type(kind)
    named = (
        {k: v for k, v in (PREFIXES | {"sd": _SD}).items() if v.encode() in ntriples} if kind == "text/turtle" else None
    )
    triples = sorted({quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)}, key=str)
    return _response(Reply(200, kind, ox.serialize(triples, format=form, prefixes=named) or b""))


def serve(
    paths: Sequence[str],
    root: str | None,
    host: str,
    port: int,
    seconds: float,
    most: int,
    quick: int,
    slow: int,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``say`` is told the address once queries can be asked.

    ``seconds`` and ``most`` (bytes) bound one answer; ``quick`` and ``slow`` the worker processes. Raises UsageError
    where the port is taken, DataError where the knowledge base cannot be read.
    """
    data = held(paths, root)  # as they are now, for every worker that will ever be started
    place = _listening(host, port)
    command = [sys.executable, "-m", "exo_ld.serve.workers", json.dumps({"seconds": seconds, "most": most})]
    pool = Pool(command, data, seconds, quick, slow, wanted=lambda: make_room(server.server_state.connections))
    address = f"http://{f'[{host}]' if ':' in host else host}:{place.getsockname()[1]}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            say(f"serving {address} until interrupted; SPARQL at {address}sparql")

        def handle_exit(self, sig: int, frame: Any) -> None:
            super().handle_exit(sig, frame)
            if hasattr(signal, "setitimer"):  # should the rest fail to end it, the system will
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, _END)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for connection in list(self.server_state.connections):  # who does not read would hold it up
                asyncio.get_running_loop().call_later(2, connection.transport.abort)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        application(pool, root, Paged(data, root)),
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
        http=Guarded,
        ws="none",
    )
    server = Server(config)
    try:
        server.run(sockets=[place])
    except KeyboardInterrupt:
        pass
    finally:
        place.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        place = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno and error.errno > 0 else error
        raise UsageError(
            f"{host} port {port} cannot be listened on ({reason}); choose another with --port, or 0 for any free one"
        ) from None
    # Head and body are two writes: without this the second waits for the reader's delayed acknowledgement, 40 ms.
    place.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return place
