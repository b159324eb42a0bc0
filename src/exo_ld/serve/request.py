"""What a stranger asks by the SPARQL 1.1 Protocol, read in a worker: its length is his, so the event loop never reads
it.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from ..errors import ExoError
from ..graph.sparql import words

__all__ = ["FORM", "QUERY", "UPDATE", "Refused", "pairs", "question", "refusal"]

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_FIELDS = 100


class Refused(Exception):
    """A request that was not answered: its HTTP status and one line that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(str(ExoError(message)))
        self.status = status


def refusal(text: str) -> str | None:
    """Why ``text`` is refused before it is parsed: an update, or a query that calls another server. None where it is
    not."""
    used = words(text)
    first = next((word for word in used if word not in ("PREFIX", "BASE")), "")
    if first in _UPDATES:
        return (
            f"{first} is refused: this endpoint only answers queries; "
            "load the files into a store of your own to change them"
        )
    if "SERVICE" in used:
        return "SERVICE is refused: this endpoint asks no other server; ask both from a store of your own"
    return None


def pairs(text: str) -> list[tuple[str, str]]:
    """The fields of a form or of an address. Raises Refused."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise Refused(400, f"the parameters cannot be read: {error}") from None


def question(address: str, kind: str, body: bytes) -> dict[str, Any]:
    """The query that is asked, and of which graphs.

    Args:
        address: the part of the address after the question mark.
        kind: the body's media type; empty for GET.
        body: the body as it was sent.

    Raises: Refused, where it is no query, an update, or calls another server.
    """
    asked = pairs(address)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "the request is not UTF-8; write it in UTF-8") from None
    if kind in (QUERY, UPDATE):
        asked.append(("query" if kind == QUERY else "update", text))
    elif kind == FORM:
        asked += pairs(text)
    if any(name == "update" for name, _ in asked):
        raise Refused(403, "updates are refused: this endpoint only answers queries")
    texts = [value for name, value in asked if name == "query"]
    if len(texts) != 1:
        raise Refused(400, f"give one query; there are {len(texts)}")
    if reason := refusal(texts[0]):
        raise Refused(403, reason)
    graphs = {key: [value for name, value in asked if name == f"{key}-graph-uri"] for key in ("default", "named")}
    # The house's prefixes, for a person who types.
    return {
        "text": texts[0],
        "house": ("prefixes", "house") in asked,
        **graphs,
    }
