"""The web application of `exo-ld serve`: a read-only SPARQL 1.1 Protocol endpoint, with pages for people.

https://www.w3.org/TR/sparql11-protocol/ on starlette; queries are answered in worker processes (`workers`).

    /                               the site: each page as `exo-ld site` writes it
    /sparql                         protocol endpoint; without a query: its service description
    /api/NAME                       a canned query, its parameters as they are for `exo-ld query`
    /openapi.json                   ... described
    /id/SLUG, /ontology, /entity    one thing, the ontology, what `exo-ld show TERM` finds: HTML, Turtle, JSON-LD ...
    /.well-known/void               what is in the graph
    /.well-known/sparql-examples    the canned queries as SHACL
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ..errors import quoted
from ..prefixes import EXOD, ONTOLOGY, PREFIXES
from ..query.catalogue import Catalogue
from ..share.void import DATASET
from . import generate
from .frames import Reply
from .negotiation import ENCODINGS, GRAPHS, HTML, NAMED, ROWS, negotiate
from .paged import Paged
from .request import FORM, QUERY, UPDATE, Refused, pairs, refusal
from .workers import Pool

__all__ = ["application"]

_LONGEST = 1 << 20  # bytes of a request's body
_PIECE = 1 << 16  # bytes of an answer that are sent at a time
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Encoding",
}
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"


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
        Route("/{path:path}", site.page),
    ]
    cors = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
    return Starlette(
        routes=routes, middleware=[cors], exception_handlers={Refused: refused, 405: not_so}, lifespan=life
    )


class _Site:
    """What stands at each address."""

    def __init__(self, pool: Pool, root: str | None, paged: Paged) -> None:
        self.pool, self.queries, self.paged = pool, Catalogue(root), paged
        self._void: bytes | None = None

    async def ask(self, request: Request, question: dict[str, Any], body: bytes = b"") -> Response:
        accept = request.headers.get("accept", "")
        forms = {"rows": negotiate(accept, ROWS), "graph": negotiate(accept, GRAPHS)}
        if not any((forms | question)[name] for name in forms):
            raise Refused(
                406, f"none of the accepted media types is known; rows: {', '.join(ROWS)}; triples: {', '.join(GRAPHS)}"
            )
        return _Answer(await self.pool.ask(forms | {"gzip": _packs(request)} | question, body))

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
            raise Refused(404, f"no query {quoted(request.path_params['name'])}; /openapi.json lists them")
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
            kind = NAMED.get(params.pop("format"))
            if kind is None:
                raise Refused(400, f"no such format; use one of {', '.join(NAMED)}")
            graph = kind in GRAPHS.values()
            asked |= {"rows": None if graph else kind, "graph": kind if graph else None}
        return await self.ask(request, asked)

    async def page(self, request: Request) -> Response:
        """A file of the site."""
        return await self.file(request, request.path_params["path"] or "index.html")

    async def file(self, request: Request, path: str) -> Response:
        reply = await self.paged.page(path, _packs(request))
        return _Answer(reply)

    async def openapi(self, request: Request) -> Response:
        return JSONResponse(generate.openapi(self.queries, str(request.base_url).rstrip("/")), headers=_HEADERS)

    async def entity(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        if slug.endswith((".html", ".ttl")):
            return await self.file(request, f"id/{slug}")
        term = f"<{EXOD}{slug}>"
        if _wants_page(request) and (path := await self.place(term)):
            return await self.file(request, path)
        return await self.ask(request, {"do": "card", "term": term})

    async def found(self, request: Request) -> Response:
        """What a name means: its page for people, the triples with it as subject or object for programs."""
        term = request.query_params.get("term", "")
        if _wants_page(request) and (path := await self.place(term)):
            return RedirectResponse(f"/{quote(path)}", 303, headers=_HEADERS)
        return await self.ask(request, {"do": "card", "term": term})

    async def place(self, term: str) -> str:
        """The path of the page of what a name means. Raises Refused where it means nothing."""
        reply = await self.pool.ask({"do": "meaning", "term": term})
        if reply.status != 200:
            raise Refused(reply.status, reply.body.decode())
        return await self.paged.address(reply.body.decode())

    async def ontology(self, request: Request) -> Response:
        if _wants_page(request):
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
        names = [f"SPARQL_Results_{form}" for form in ("JSON", "XML", "CSV", "TSV")]
        names += ["Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3"]
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


def _wants_page(request: Request) -> bool:
    """Whether who asks would rather have a page than triples."""
    return negotiate(request.headers.get("accept", ""), GRAPHS | HTML) == "text/html"


def _packs(request: Request) -> bool:
    """Whether who asks takes gzip."""
    return negotiate(request.headers.get("accept-encoding", "identity").replace("*", "*/*"), ENCODINGS) == "gzip"


def _whole(name: str, text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Refused(400, f"{name} is {quoted(text)}: give a whole number, 0 or more")
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
    return _Answer(Reply(200, kind, ox.serialize(triples, format=form, prefixes=named) or b""))
