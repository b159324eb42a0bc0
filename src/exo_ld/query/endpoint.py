"""A SPARQL 1.1 endpoint, asked with the same canned queries.

What it sends is bounded in time and in bytes, its errors too, and a redirection is told of and not followed
(https://www.w3.org/TR/sparql11-protocol/; docs/security.md).

exo_ld.connect("http://localhost:3030/exo/sparql").query("claims")
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException, IncompleteRead
from itertools import islice
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from ..errors import EndpointError, quoted
from ..graph.intake import MEMORY, memory
from ..graph.sparql import GRAPHS, kind, spelled_out, with_prefixes, words
from ..graph.turtle import DEEPEST, depth
from .address import address
from .cards import Card
from .catalogue import Query
from .find import Meaning
from .kb import KnowledgeBase
from .results import Graph, Stream, Table
from .show import card
from .telling import told
from .values import Row
from .waiting import pieces

__all__ = ["MOST", "Endpoint", "answering", "connect", "counted", "opened", "parts"]

MOST = 1 << 30  # bytes of one answer
_PIECE = 1 << 16  # bytes read at a time
_BATCH = 50_000  # rows or triples between two looks at the memory
_ROWS = "application/sparql-results+json, application/json;q=0.9"
_TRIPLES = "text/turtle, application/n-triples;q=0.9"


def connect(
    url: str, *, timeout: float = 60.0, root: str | None = None, tell: Callable[[str], None] | None = None
) -> Endpoint:
    """A SPARQL 1.1 query endpoint at ``url``; ``timeout`` in seconds bounds each answer.

    ``root`` is the knowledge base whose queries to ask (the shipped one by default), ``tell`` as in `load`. Raises
    UsageError for what is no http(s) address.
    """
    return Endpoint(url, timeout, root, tell)


class Endpoint:
    """The canned queries, asked of a remote store."""

    store = None  # it cannot be read directly

    def __init__(self, url: str, timeout: float, root: str | None, tell: Callable[[str], None] | None = None) -> None:
        self.url, self.timeout = address(url), timeout
        self.local = KnowledgeBase(root=root, tell=tell)  # where names are looked up: the endpoint shares its labels

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """The canned queries by name."""
        return self.local.catalogue

    def query(self, name: str, /, *, sentences: Any = False, **params: object) -> Table | Graph:
        """Answer the canned query ``name`` from the endpoint, as `KnowledgeBase.query` does. Raises UsageError,
        TermError, EndpointError."""
        answer = self.sparql(self.prepare(name, params))
        return told(answer, self) if sentences and isinstance(answer, Table) else answer

    def prepare(self, name: str, params: dict[str, object]) -> str:
        """The query's text with its parameters put in."""
        return self.local.prepare(name, params, given=False)

    def term(self, text: str) -> str:
        """The IRI, as a SPARQL term, that ``text`` (IRI, CURIE, slug, DOI or name) names. Raises TermError."""
        return self.local.term(text)

    def meaning(self, text: str, *, quietly: bool = False) -> Meaning:
        """What ``text`` means, as `KnowledgeBase.meaning` has it. Raises TermError."""
        return self.local.meaning(text, quietly=quietly)

    def show(self, text: str) -> Card:
        """The card of a thing, as `KnowledgeBase.show` has it. Raises TermError, EndpointError."""
        return card(self, text)

    def sparql(self, text: str) -> Table | Graph:
        """Send any query. Raises EndpointError with one line where the endpoint does not answer as one."""
        answer = self.stream(text)
        return answer.table() if isinstance(answer, Stream) else answer

    def stream(self, text: str) -> Stream | Graph:
        """As ``sparql``, but the rows of a SELECT are read from the network as they are needed. Raises EndpointError,
        also then."""
        text = with_prefixes(text)
        form = kind(text)
        head = {"Accept": _TRIPLES if form in GRAPHS else _ROWS, "User-Agent": "exo-ld"}
        request = Request(self.url, urlencode({"query": text}).encode(), head)
        cut = parts if form in GRAPHS else _labelled
        body = _Body(self.url, self.timeout, lambda: opened(request, self.timeout), cut)
        if form in GRAPHS:
            return Graph(_ntriples(body.whole(), self.url))
        return self._fitting(self._rows(body), form, text)

    def _fitting(self, answer: Stream, form: str, text: str) -> Stream:
        """The answer to a SELECT or ASK, which has what was asked for. Raises EndpointError where it has not."""
        if answer.ask != (form == "ASK"):
            raise EndpointError(
                f"{self.url}: answers {form or 'the query'} with another kind of result; do not trust it"
            )
        if lacking := _variables(text) - set(answer.columns):
            raise EndpointError(
                f"{self.url}: its answer lacks the column {min(lacking)} that was asked for; do not trust it"
            )
        return answer

    def _rows(self, body: _Body) -> Stream:
        try:
            answer = Stream.of(ox.parse_query_results(body, ox.QueryResultsFormat.JSON))  # type: ignore[arg-type]
        except (ValueError, SyntaxError, OSError, MemoryError):
            raise body.refusal() from None
        return Stream(answer.columns, self._guarded(answer.cells, body), answer.ask)

    def _guarded(self, cells: Iterator[Row], body: _Body) -> Iterator[Row]:
        before = memory()
        try:
            for number, row in enumerate(cells, 1):
                if number % _BATCH == 0 and memory() - before > MEMORY:
                    raise _large(self.url)
                yield row
        except (ValueError, SyntaxError, OSError, MemoryError):
            raise body.refusal() from None


class _Stay(HTTPRedirectHandler):
    """No redirection is followed: a query would not go with it, and it may lead anywhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = build_opener(_Stay)


def opened(request: Request, seconds: float) -> Any:
    """The response to a request. Raises EndpointError where the server refuses; to be called apart (`waiting.pieces`),
    since no wait for a single byte is longer than ``seconds``, but that for all may be."""
    try:
        return _OPENER.open(request, timeout=max(1, math.ceil(seconds)))
    except HTTPError as error:
        raise _refused(request.full_url.partition("?")[0], error) from None


def _refused(url: str, error: HTTPError) -> EndpointError:
    with error:
        hint = "look whether the path is the endpoint's"
        if error.code in (401, 403):
            hint = "wants a login; ask one that is open"
        elif error.code in (300, 301, 302, 303, 307, 308):
            hint = (
                f"it redirects to {_line(error.headers.get('Location', 'nowhere'))}; give that address if you trust it"
            )
        elif error.code in (400, 500):
            try:
                said = _line(error.read(1000).decode("utf-8", "replace"))
            except (OSError, HTTPException):
                said = ""
            hint = f"it says: {said}" if said else "it does not say why"
    return EndpointError(f"{url}: HTTP {error.code} {_line(error.reason)}; {hint}")


class _Body:
    """The body of an answer as a file to read, within a limit of seconds and bytes for all of it."""

    def __init__(
        self, url: str, seconds: float, respond: Callable[[], Any], parts: Callable[[Any], Iterator[bytes]]
    ) -> None:
        self.url, self.start = url, b""
        self.error: EndpointError | None = None
        self._pieces = pieces(lambda: parts(respond()), seconds)
        self._seconds = seconds
        self._rest, self._size = b"", 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, ``size`` at the most; none at the end. Raises EndpointError."""
        if not self._rest:
            try:
                with answering(self.url, self._seconds):
                    self._rest = next((piece for piece in self._pieces if piece), b"")
                self._size += len(self._rest)
                if self._size > MOST:
                    raise _large(self.url)
            except EndpointError as error:
                self.error = error  # a parser that reads from here may not hand it on as it is
                raise
        cut = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:cut], self._rest[cut:]
        self.start = (self.start + piece)[:60]
        return piece

    def whole(self) -> bytes:
        """All of it. Raises EndpointError."""
        return b"".join(iter(self.read, b""))

    def refusal(self) -> EndpointError:
        """What to say where this is no SPARQL result: what broke while it was read, or how it starts."""
        start = " ".join(self.start.decode("utf-8", "replace").split())
        return self.error or EndpointError(
            f"{self.url}: does not answer with SPARQL results but with {quoted(start)}; is it a SPARQL endpoint?"
        )


def _variables(text: str) -> set[str]:
    """The variables that a SELECT names, as the embedded engine reads it; none where it cannot read it."""
    if "SERVICE" in words(text) or spelled_out(text, ["x"]):
        return set()
    try:
        found = ox.Store().query(text)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return set()
    return {variable.value for variable in found.variables} if isinstance(found, ox.QuerySolutions) else set()


def _large(url: str) -> EndpointError:
    return EndpointError(
        f"{url}: the answer is larger than {MOST:,} bytes, or takes more than {MEMORY:,} bytes of memory; add a LIMIT"
    )


def parts(response: Any) -> Iterator[bytes]:
    """The body of a response piece by piece. Raises IncompleteRead where it breaks off."""
    while part := response.read(_PIECE):
        yield part
    if response.length:  # http.client says nothing of a body cut short when it is read by parts
        raise IncompleteRead(b"", response.length)


def _labelled(response: Any) -> Iterator[bytes]:
    """The parts of a SPARQL Results JSON, in which Virtuoso's blank nodes (nodeID://b10001) have labels that are
    ones."""
    held = b""
    for part in parts(response):
        part = re.sub(rb'("bnode",\s*"value":\s*")nodeID://', rb"\1", held + part)
        cut = max(0, len(part) - 64)  # what is looked for may go on in the next part
        yield part[:cut]
        held = part[cut:]
    yield held


@contextmanager
def answering(url: str, seconds: float) -> Iterator[None]:
    """Turn whatever goes wrong between us and the server at ``url`` into an EndpointError with one line."""
    slow = EndpointError(f"{url}: no answer within {seconds:g} s; try a longer --timeout")
    try:
        yield
    except TimeoutError:
        raise slow from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise slow from None
        raise EndpointError(
            f"{url}: cannot be reached ({error.reason}); is the server up, and the address right?"
        ) from None
    except (OSError, HTTPException) as error:
        raise EndpointError(f"{url}: the connection broke ({error}); try again") from None


def counted(url: str, value: object) -> int:
    """A count, as it stands in an answer. Raises EndpointError where it is none."""
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise EndpointError(f"{url}: is asked for a count, and answers {quoted(text)}; do not trust it")
    return int(text)


def _ntriples(body: bytes, url: str) -> bytes:
    if depth(body)[1] > DEEPEST:
        raise EndpointError(f"{url}: triple terms nested more than {DEEPEST} deep in its answer; do not trust it")
    before, blocks = memory(), list[bytes]()
    try:
        parsed = ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=url)
        while batch := [quad.triple for quad in islice(parsed, _BATCH)]:
            blocks.append(ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES) or b"")
            if memory() - before > MEMORY:
                raise _large(url)
        return b"".join(blocks)
    except (SyntaxError, ValueError, MemoryError):
        raise EndpointError(f"{url}: its answer is not Turtle; is it a SPARQL endpoint?") from None


def _line(error: object) -> str:
    text = " ".join(str(error).split())
    with suppress(ValueError, AttributeError, RecursionError):
        text = str(json.loads(text).get("message", text))
    return text[:300]
