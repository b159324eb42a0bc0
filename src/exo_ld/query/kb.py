"""The knowledge base on the embedded engine (Oxigraph): load it, ask it, hand it on.

kb = exo_ld.load()
kb.query("cargo-targets", complication="diabetic retinopathy").rows
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import pyoxigraph as ox

from ..errors import UsageError
from ..files import tree
from ..prefixes import PREFIXES
from ..sources import Source, in_memory, on_disk, snapshot, sources
from .catalogue import Query, catalogue, literal, rewrite
from .lookup import resolve
from .results import Graph, Row, Stream, Table
from .sparql import undeclared, unknown_prefix

__all__ = ["KnowledgeBase", "load"]


def load(*paths: str, root: str | None = None, memory: bool = True) -> KnowledgeBase:
    """Load the knowledge base on the embedded engine.

    ``paths`` are further RDF files or folders to ask together with it; ``root`` is the folder of another knowledge base
    (with ontology/ and queries/) in place of the shipped one. With ``memory`` all is held in memory, which is best for several
    questions or large ones; without, a store on disk is asked, which is there at once. Nothing is parsed before the first question.
    Raises DataError where a path cannot be read.
    """
    return KnowledgeBase(paths, root, memory)


class KnowledgeBase:
    """The facts of exo-ld and whatever was added, on an Oxigraph store."""

    def __init__(self, paths: Iterable[str] = (), root: str | None = None, memory: bool = True) -> None:
        self.root, self.memory = root, memory
        self.files = sources(root) + [
            Source(file, None) for path in paths for file in (tree(str(path)) if os.path.isdir(path) else [str(path)])
        ]
        self._store: Any = None
        self._catalogue: dict[str, Query] | None = None

    @property
    def catalogue(self) -> dict[str, Query]:
        """The canned queries by name, read at the first use."""
        if self._catalogue is None:
            self._catalogue = catalogue(self.root)
        return self._catalogue

    @property
    def store(self) -> Any:
        """The pyoxigraph.Store, filled or opened at the first use."""
        if self._store is None:
            self._store = (in_memory if self.memory else on_disk)(self.files)
        return self._store

    def query(self, name: str, /, **params: object) -> Table | Graph:
        """Answer the canned query ``name``; ``params`` are its parameters, terms as CURIE, IRI, slug or label.

        Raises UsageError for an unknown query or parameter, TermError for a term that is none or several.
        """
        return self.sparql(self.prepare(name, params))

    def prepare(self, name: str, params: dict[str, object], given: bool = True) -> str:
        """The SPARQL text of a canned query with its parameters put in; ``given`` False leaves the hints for our own engine out."""
        query = self.catalogue.get(name)
        if query is None:
            near = get_close_matches(name, list(self.catalogue), 3, 0.5)
            raise UsageError(f"no query {name!r}; {'near: ' + ', '.join(near) if near else 'exo-ld queries lists them all'}")
        values = {}
        for key, value in params.items():
            parameter = query.params.get(key)
            if parameter is None:
                known = ", ".join(query.params) or "none"
                raise UsageError(f"query {name} has no parameter {key!r}; it has: {known}")
            if value is not None:
                values[key] = self.term(str(value)) if parameter.kind == "term" else literal(parameter, str(value))
        return rewrite(query, values, given)

    def term(self, text: str) -> str:
        """The IRI, as a SPARQL term, that ``text`` (IRI, CURIE, slug, DOI, label or synonym) names. Raises TermError."""
        return f"<{resolve(self.store, text)}>"

    def sparql(self, text: str) -> Table | Graph:
        """Answer any SPARQL 1.1 query over the union of all named graphs; our prefixes need no declaration.

        Raises UsageError where it is malformed.
        """
        answer = self.stream(text)
        return answer.table() if isinstance(answer, Stream) else answer

    def stream(self, text: str) -> Stream | Graph:
        """As ``sparql``, but the rows of a SELECT are worked out as they are read. Raises UsageError, also while they are."""
        store = self.store
        try:
            results = store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
            if isinstance(results, ox.QueryTriples):
                return Graph(results.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
            answer = Stream.of(results)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise _refusal(error, text) from None
        return Stream(answer.columns, _guarded(answer.cells), answer.ask)

    def to_rdflib(self) -> Any:
        """The knowledge base as an rdflib.Dataset, one named graph a study or review, its default graph their union."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=snapshot(self.files), format="nquads")
        return dataset


def _refusal(error: Exception, text: str = "") -> UsageError:
    if unknown := [prefix for prefix in undeclared(text) if prefix not in PREFIXES]:
        return unknown_prefix(unknown[0])
    what = "cannot be read" if isinstance(error, SyntaxError) else "failed"
    return UsageError(f"the SPARQL query {what}: {' '.join(str(getattr(error, 'msg', None) or error).split())}")


def _guarded(cells: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from cells
    except (ValueError, OSError, RuntimeError) as error:
        raise _refusal(error) from None
