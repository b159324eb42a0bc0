"""A SPARQL 1.1 endpoint asked through SPARQLWrapper, with the same canned queries.

exo_ld.connect("http://localhost:3030/exo/sparql").query("claims")
"""

from __future__ import annotations

import json
import math
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException, IncompleteRead
from typing import Any
from urllib.error import HTTPError, URLError

import pyoxigraph as ox

from ..errors import EndpointError, UsageError
from ..graph.sparql import uncommented, with_prefixes
from .address import address
from .cards import Card
from .catalogue import Query, catalogue
from .find import Meaning
from .kb import KnowledgeBase
from .results import Graph, Row, Stream, Table
from .show import card
from .telling import told
from .waiting import pieces

__all__ = ["Endpoint", "answering", "connect"]


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

    def __init__(self, url: str, timeout: float, root: str | None, tell: Callable[[str], None] | None = None) -> None:
        self.url, self.timeout, self.root = address(url), timeout, root
        self.local = KnowledgeBase(root=root, tell=tell)  # where names are looked up: the endpoint shares its labels

    @property
    def catalogue(self) -> dict[str, Query]:
        """The canned queries by name."""
        return catalogue(self.root)

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
        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

        text = with_prefixes(text)

        wrapper = SPARQLWrapper(self.url, agent="exo-ld")
        wrapper.setTimeout(max(1, math.ceil(self.timeout)))
        wrapper.setMethod(POST)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a query whose kind it does not see; the endpoint will say so
            # A word of a comment is no keyword, but SPARQLWrapper would see an update where a header says "load".
            wrapper.setQuery(uncommented(text))
        wrapper.queryString = text
        graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
        if wrapper.queryType in ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
            raise UsageError("this is an update, not a query; exo-ld only asks")
        wrapper.setReturnFormat(TURTLE if graph else JSON)
        body = _Body(self.url, self.timeout, lambda: wrapper.query().response, _parts if graph else _labelled)
        if graph:
            return Graph(_ntriples(body.whole(), self.url))
        return self._rows(body)

    def _rows(self, body: _Body) -> Stream:
        try:
            answer = Stream.of(ox.parse_query_results(body, ox.QueryResultsFormat.JSON))  # type: ignore[arg-type]
        except (ValueError, SyntaxError, OSError):
            raise body.refusal() from None
        return Stream(answer.columns, self._guarded(answer.cells, body), answer.ask)

    @staticmethod
    def _guarded(cells: Iterator[Row], body: _Body) -> Iterator[Row]:
        try:
            yield from cells
        except (ValueError, SyntaxError, OSError):
            raise body.refusal() from None


class _Body:
    """The body of an answer as a file to read, within a limit of seconds for all of it."""

    def __init__(
        self, url: str, seconds: float, respond: Callable[[], Any], parts: Callable[[Any], Iterator[bytes]]
    ) -> None:
        self.url, self.start = url, b""
        self.error: EndpointError | None = None
        self._pieces = pieces(lambda: parts(respond()), seconds)
        self._seconds = seconds
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, ``size`` at the most; none at the end. Raises EndpointError."""
        if not self._rest:
            try:
                with answering(self.url, self._seconds):
                    self._rest = next((piece for piece in self._pieces if piece), b"")
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
            f"{self.url}: does not answer with SPARQL results but with {start!r}; is it a SPARQL endpoint?"
        )


def _parts(response: Any) -> Iterator[bytes]:
    while part := response.read(1 << 16):
        yield part
    if response.length:  # http.client says nothing of a body cut short when it is read by parts
        raise IncompleteRead(b"", response.length)


def _labelled(response: Any) -> Iterator[bytes]:
    """The parts of a SPARQL Results JSON, in which Virtuoso's blank nodes (nodeID://b10001) have labels that are
    ones."""
    held = b""
    for part in _parts(response):
        part = re.sub(rb'("bnode",\s*"value":\s*")nodeID://', rb"\1", held + part)
        cut = max(0, len(part) - 64)  # what is looked for may go on in the next part
        yield part[:cut]
        held = part[cut:]
    yield held


@contextmanager
def answering(url: str, seconds: float) -> Iterator[None]:
    """Turn whatever goes wrong between us and the server at ``url`` into an EndpointError with one line."""
    from SPARQLWrapper import SPARQLExceptions

    slow = EndpointError(f"{url}: no answer within {seconds:g} s; try a longer --timeout")
    try:
        yield
    except SPARQLExceptions.QueryBadFormed as error:
        raise EndpointError(f"{url}: refuses the query: {_line(error)}") from None
    except SPARQLExceptions.Unauthorized:
        raise EndpointError(f"{url}: wants a login; ask one that is open") from None
    except SPARQLExceptions.SPARQLWrapperException as error:
        raise EndpointError(f"{url}: {_line(error)}") from None
    except HTTPError as error:
        hint = (
            "wants a login; ask one that is open"
            if error.code in (401, 403)
            else "look whether the path is the endpoint's"
        )
        if error.code == 400:
            hint = f"it says: {_line(error.read(1000).decode('utf-8', 'replace'))}"
        raise EndpointError(f"{url}: HTTP {error.code} {error.reason}; {hint}") from None
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


def _ntriples(body: bytes, url: str) -> bytes:
    try:
        triples: Any = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=url))
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError):
        raise EndpointError(f"{url}: its answer is not Turtle; is it a SPARQL endpoint?") from None


def _line(error: object) -> str:
    text = " ".join(str(error).split())
    with suppress(ValueError, AttributeError):
        text = json.loads(text).get("message", text)
    return text[:300]
