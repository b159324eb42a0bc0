"""A SPARQL 1.1 endpoint asked through SPARQLWrapper, with the same canned queries.

exo_ld.connect("http://localhost:3030/exo/sparql").query("claims")
"""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from .catalogue import Query, catalogue
from .errors import EndpointError, UsageError
from .kb import KnowledgeBase
from .results import Graph, Table

__all__ = ["Endpoint", "connect"]


def connect(url: str, *, timeout: float = 60.0, root: str | None = None) -> Endpoint:
    """A SPARQL 1.1 query endpoint at ``url``; ``timeout`` in seconds bounds each answer.

    ``root`` is the knowledge base whose queries to ask (the shipped one by default). Raises UsageError for what is no
    http(s) address.
    """
    return Endpoint(url, timeout, root)


class Endpoint:
    """The canned queries, asked of a remote store."""

    def __init__(self, url: str, timeout: float, root: str | None) -> None:
        try:
            parts = urlsplit(url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:  # brackets or a port that are none
            sound = False
        if not sound or not url.isascii() or any(c.isspace() for c in url):
            raise UsageError(f"{url!r} is no address of an endpoint; write http://host:port/path/to/sparql")
        self.url, self.timeout, self.root = url, timeout, root
        self._local: KnowledgeBase | None = None

    @property
    def catalogue(self) -> dict[str, Query]:
        """The canned queries by name."""
        return catalogue(self.root)

    def query(self, name: str, /, **params: object) -> Table | Graph:
        """Answer the canned query ``name`` from the endpoint. Raises UsageError, TermError, EndpointError."""
        return self.sparql(self.prepare(name, params))

    def prepare(self, name: str, params: dict[str, object]) -> str:
        """The query's text; terms are looked up in the shipped knowledge base, whose labels the endpoint shares."""
        if self._local is None:
            self._local = KnowledgeBase(root=self.root)
        return self._local.prepare(name, params)

    def sparql(self, text: str) -> Table | Graph:
        """Send any query. Raises EndpointError with one line where the endpoint does not answer as one."""
        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url, agent="exo-ld")
        wrapper.setTimeout(max(1, round(self.timeout)))
        wrapper.setMethod(POST)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of a query whose kind it does not see; the endpoint will say so
                wrapper.setQuery(text)
            graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
            if wrapper.queryType in ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
                raise UsageError("this is an update, not a query; exo-ld only asks")
            wrapper.setReturnFormat(TURTLE if graph else JSON)
            response = wrapper.query()
            body = response.response.read()
        except SPARQLExceptions.QueryBadFormed as error:
            raise EndpointError(f"{self.url}: refuses the query: {_line(error)}") from None
        except SPARQLExceptions.Unauthorized:
            raise EndpointError(f"{self.url}: wants a login; ask one that is open") from None
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise EndpointError(f"{self.url}: {_line(error)}") from None
        except HTTPError as error:
            hint = "wants a login; ask one that is open" if error.code in (401, 403) else "look whether the path is the endpoint's"
            raise EndpointError(f"{self.url}: HTTP {error.code} {error.reason}; {hint}") from None
        except TimeoutError:
            raise EndpointError(f"{self.url}: no answer within {self.timeout:g} s; try a longer --timeout") from None
        except URLError as error:
            reason = error.reason
            if isinstance(reason, TimeoutError):
                raise EndpointError(f"{self.url}: no answer within {self.timeout:g} s; try a longer --timeout") from None
            raise EndpointError(f"{self.url}: cannot be reached ({reason}); is the server up, and the address right?") from None
        except (OSError, HTTPException) as error:
            raise EndpointError(f"{self.url}: the connection broke ({error}); try again") from None
        return self._read(body, graph)

    def _read(self, body: bytes, graph: bool) -> Table | Graph:
        if graph:
            return Graph(_ntriples(body, self.url))
        try:
            return Table.from_srj(body)
        except (ValueError, KeyError, TypeError):
            start = " ".join(body[:60].decode("utf-8", "replace").split())
            raise EndpointError(f"{self.url}: does not answer with SPARQL results but with {start!r}; is it a SPARQL endpoint?") from None


def _ntriples(body: bytes, url: str) -> bytes:
    import pyoxigraph as ox

    try:
        triples: Any = (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=url))
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError):
        raise EndpointError(f"{url}: its answer is not Turtle; is it a SPARQL endpoint?") from None


def _line(error: Exception) -> str:
    text = " ".join(str(error).split())
    with suppress(ValueError, AttributeError):
        text = json.loads(text).get("message", text)
    return text[:300]
