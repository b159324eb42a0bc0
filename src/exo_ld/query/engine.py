"""What can be asked: the knowledge base on the embedded engine, or an endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from .cards import Card
from .catalogue import Query, rewrite, shipped
from .find import Meaning
from .results import Graph, Stream, Table
from .terminal import heading

__all__ = ["Engine", "asked", "plain", "rows_of"]


class Engine(Protocol):
    """What both have."""

    @property
    def store(self) -> Any:
        """The pyoxigraph.Store, which may be read directly; None of an endpoint."""

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """The canned queries by name."""

    def prepare(self, name: str, params: dict[str, object]) -> str:
        """The text of a canned query with its parameters put in."""

    def stream(self, text: str) -> Stream | Graph:
        """Answer any query, the rows as they are read."""

    def show(self, text: str) -> Card:
        """The card of a thing."""

    def term(self, text: str) -> str:
        """The IRI that a text names, as a SPARQL term."""

    def meaning(self, text: str, *, quietly: bool = False) -> Meaning:
        """What a text names, with what belongs to it."""

    def query(self, name: str, /, *, sentences: Any = False, **params: object) -> Table | Graph:
        """Answer a canned query."""

    def sparql(self, text: str) -> Table | Graph:
        """Answer any query."""


def rows_of(engine: Engine, text: str) -> list[dict[str, Any]]:
    """The rows with which a query is answered."""
    answer = engine.sparql(text)
    return answer.rows if isinstance(answer, Table) else []


def asked(engine: Engine, name: str, **terms: str) -> list[dict[str, Any]]:
    """The rows with which the shipped canned query ``name`` is answered; ``terms`` are its parameters in SPARQL's
    form."""
    values = {parameter: [term] for parameter, term in terms.items()}
    return rows_of(engine, rewrite(shipped(name), values, given=engine.store is not None))


def plain(iri: str) -> str:
    """A property that has no label, by its own name in words."""
    return heading(re.split(r"[/#]", iri)[-1])
