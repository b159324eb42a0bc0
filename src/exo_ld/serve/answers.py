"""What a request of the server is answered with, from a knowledge base: a media type and a body."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from ..errors import ExoError, quoted
from ..graph.sparql import spelled_out, with_prefixes
from ..prefixes import PREFIXES
from ..query.kb import KnowledgeBase
from ..query.results import Stream, Table
from ..query.why import why
from ..share.void import void
from .request import Refused, question

__all__ = ["answer"]

_PLAIN = {"application/json": "json", "application/jsonl": "jsonl"}  # rows as objects, column to value; not of SPARQL


def answer(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    """The media type and body that answer a request ``{do: protocol|sparql|canned|void|why|card|meaning, ...}``.

    Args:
        body: the body that a stranger sent, where he asks by the protocol.
        most: bytes of an answer.

    Raises: Refused, ExoError, and what pyoxigraph raises for a query that cannot be read or fails.
    """
    return _DO[request["do"]](kb, request, body, most)


def _void(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    return "application/n-triples", void(kb)


def _why(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    return "application/json", json.dumps(why(kb, request["term"]), ensure_ascii=False).encode()


def _protocol(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    return _sparql(kb, request | question(request["address"], request["kind"], body), body, most)


def _canned(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    text = kb.prepare(request["name"], request["params"]) + request["page"]
    return _sparql(kb, request | {"text": text}, body, most)


def _sparql(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    text = with_prefixes(request["text"]) if request.get("house") else request["text"]
    defaults, named = ([ox.NamedNode(iri) for iri in request.get(key) or ()] for key in ("default", "named"))
    # As the protocol has it: a dataset in the request replaces the store's; named graphs alone leave the default graph
    # empty.
    dataset: dict[str, Any] = (
        {"default_graph": defaults, "named_graphs": named}
        if defaults or named
        else {"use_default_graph_as_union": True}
    )
    found = kb.store.query(text, **dataset)
    if isinstance(found, ox.QuerySolutions) and (named_ones := spelled_out(text, [v.value for v in found.variables])):
        found = kb.store.query(named_ones, **dataset)
    graph = isinstance(found, ox.QueryTriples)
    kind = request["graph" if graph else "rows"]
    if kind is None:
        what = "triples" if graph else "rows"
        raise Refused(406, f"this query answers with {what}, for which no accepted media type is known")
    return kind, _written(found, kind, most)


def _written(found: Any, kind: str, most: int) -> bytes:
    """An answer of the store in a media type. Raises Refused where it is larger than ``most``."""
    sink: Any = _Bounded(most)
    if isinstance(found, ox.QueryTriples):
        form: Any = ox.RdfFormat.from_media_type(kind)
        prefixes = PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
        ox.serialize(found, sink, format=form, prefixes=prefixes)
    elif kind in _PLAIN:
        for piece in Stream.of(found).chunks(_PLAIN[kind]):
            sink.write(piece.encode())
    else:
        found.serialize(sink, format=ox.QueryResultsFormat.from_media_type(kind))
    return b"".join(sink.pieces)


class _Bounded(io.RawIOBase):
    """A sink that holds so many bytes and refuses more."""

    def __init__(self, most: int) -> None:
        self.most, self.pieces, self.size = most, list[bytes](), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.size += len(piece)
        if self.size > self.most:
            raise Refused(413, f"the answer is larger than {self.most:,} bytes; add a LIMIT or ask for less")
        self.pieces.append(bytes(piece))
        return len(piece)


def _card(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    """The triples with a thing as subject or object."""
    iri = _iri(kb, request["term"])
    sides = " UNION ".join(f"{{ BIND (<{iri}> AS ?{side}) ?s ?p ?o }}" for side in "so")
    return _sparql(kb, request | {"text": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {sides} }}"}, body, most)


def _meaning(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    return "text/plain", _iri(kb, request["term"]).encode()


def _iri(kb: KnowledgeBase, term: str) -> str:
    """The IRI of what a term names. Raises Refused where there is none."""
    try:
        found = kb.query("entity-card", term=term)
    except ExoError as error:
        raise Refused(404, str(error)) from None
    if not isinstance(found, Table) or not found.rows:
        raise Refused(404, f"no term {quoted(term)} in the graph")
    return str(found.rows[0]["term"])


_DO: dict[str, Callable[[KnowledgeBase, dict[str, Any], bytes, int], tuple[str, bytes]]] = {
    "protocol": _protocol,
    "sparql": _sparql,
    "canned": _canned,
    "void": _void,
    "why": _why,
    "card": _card,
    "meaning": _meaning,
}
