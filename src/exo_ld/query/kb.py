"""The knowledge base on the embedded engine (Oxigraph): load it, ask it, hand it on.

kb = exo_ld.load()
kb.query("cargo-targets", complication="diabetic retinopathy").rows
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import pyoxigraph as ox

from ..errors import TermError, UsageError, quoted
from ..graph.sparql import bearable, kind, spelled_out, undeclared, unknown_prefix
from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..sources import further, in_memory, on_disk, quads, snapshot, sources
from . import ask, find, names
from .cards import Card
from .catalogue import Catalogue, Parameter, Query, literal, rewrite
from .find import Meaning
from .index import Index
from .lookup import identified, label
from .notebook import table_html
from .results import Graph, Stream, Table
from .show import card
from .telling import told
from .values import Row

__all__ = ["KnowledgeBase", "load"]

# Of words with one space between them.
_CITATION = re.compile(
    r"\(?(\S.*?),? (?:et al\.?|and (?:others|colleagues))?[, ]*+\(?((?:19|20)\d\d[a-z]?)\)?\.?", re.I
)


def load(
    *paths: str, root: str | None = None, memory: bool | None = True, tell: Callable[[str], None] | None = None
) -> KnowledgeBase:
    """Load the knowledge base on the embedded engine.

    ``paths`` are further RDF files or folders to ask together with it; ``root`` is the folder of another knowledge base
    (with ontology/ and queries/) in place of the shipped one. With ``memory`` all is held in memory, which is best for
    several questions or large ones; without, a store on disk is asked, which is there at once. None: the first question
    decides; a canned query of the scope whole without parameters is asked in memory, all else on disk. ``tell`` is
    called with a line where a name has several meanings and the one used most was taken. Nothing is parsed before the
    first question.
    Raises DataError where a path cannot be read; the first question does, where a further file changes what another
    file says of an individual.
    """
    return KnowledgeBase(paths, root, memory, tell)


class KnowledgeBase:
    """The facts of exo-ld and whatever was added, on an Oxigraph store."""

    def __init__(
        self,
        paths: Iterable[str] = (),
        root: str | None = None,
        memory: bool | None = True,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.root, self.memory, self.tell = root, memory, tell
        self.files = sources(root) + further(paths)
        self._n_quads = b""
        self._store: Any = None
        self._catalogue: Mapping[str, Query] | None = None
        self._index: Index | None = None

    @classmethod
    def of(
        cls, store: Any, queries: Mapping[str, Query], index: Index, n_quads: bytes = b"", root: str | None = None
    ) -> KnowledgeBase:
        """A knowledge base that is at hand as a whole, and reads no file of facts; ``n_quads`` are its N-Quads."""
        kb = cls.__new__(cls)
        kb.root, kb.memory, kb.tell, kb.files = root, True, None, []
        kb._n_quads = n_quads
        kb._store, kb._catalogue, kb._index = store, queries, index
        return kb

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """The canned queries by name, each read at its first use."""
        if self._catalogue is None:
            self._catalogue = Catalogue(self.root)
        return self._catalogue

    @property
    def store(self) -> Any:
        """The pyoxigraph.Store, filled or opened at the first use."""
        if self._store is None:
            self.memory = bool(self.memory)
            self._store = (in_memory if self.memory else on_disk)(self.files)
            if any(file.graph is None for file in self.files):
                from .clashes import refuse  # it reads places in Turtle, which only a file of someone else needs

                refuse(self._store, self.files)
        return self._store

    @property
    def n_quads(self) -> bytes:
        """All that is stated, as N-Quads, literals spelled as in the files."""
        return self._n_quads or snapshot(self.files)

    @property
    def index(self) -> Index:
        """All names of the graph, gathered at the first use and kept beside the snapshot."""
        if self._index is None:
            self._index = names.kept(
                [file.path for file in self.files], lambda: self.store if self.memory else in_memory(self.files)
            )
        return self._index

    def find(self, text: str, limit: int = 5) -> Table:
        """The things that ``text`` may name, best first, ``limit`` rows at the most.

        Columns: iri, label, kind, why (which of its names matched, and how), claims (in how many claims it stands).
        """
        iri = identified(self.store, text)
        matches = [self.meaning(f"<{iri}>", quietly=True).match] if iri else find.find(self.index, text, limit)
        return find.as_table(matches, limit)

    def ask(self, words: str, limit: int = 3) -> Table:
        """The canned queries that fit some words, with the command for each: columns query, question, command, rows."""
        return ask.ask(self, words, limit)

    def meaning(self, text: str, *, quietly: bool = False) -> Meaning:
        """What ``text`` (IRI, CURIE, slug, DOI or name) means, with what belongs to it. Raises TermError.

        Where other things have the name too, ``tell`` is told so, unless ``quietly``.
        """
        iri = identified(self.store, text)
        meaning = find.itself(self.index, iri, label(self.store, iri)) if iri else self._named(text)
        if meaning.note and self.tell and not quietly:
            self.tell(f"{quoted(text)} is {meaning.note}")
        return meaning

    def _named(self, text: str) -> Meaning:
        try:
            return find.named(self.index, text)
        except TermError:
            # "Jin et al., 2019": works are labelled "Jin 2019"
            cited = _CITATION.fullmatch(" ".join(text.split())) if len(text) <= find.LONGEST else None
            if not cited:
                raise
            return find.named(self.index, f"{cited[1]} {cited[2]}")

    def query(self, name: str, /, *, sentences: Any = False, **params: object) -> Table | Graph:
        """Answer the canned query ``name``; ``params`` are its parameters, terms as CURIE, IRI, slug or name.

        With ``sentences`` an answer that names claims has a last column ``sentence``: each claim in words, and on whose
        word.
        Raises UsageError for an unknown query or parameter, TermError for a term that is none or several.
        """
        answer = self.sparql(self.prepare(name, params))
        return told(answer, self) if sentences and isinstance(answer, Table) else answer

    def prepare(self, name: str, params: dict[str, object], given: bool = True) -> str:
        """The SPARQL text of a canned query with its parameters put in; ``given`` False leaves the hints for our own
        engine out. Where it is the first question, and none was chosen, it decides which store is asked (`load`)."""
        query = self.catalogue.get(name)
        if query is None:
            near = get_close_matches(name, list(self.catalogue), 3, 0.5)
            raise UsageError(
                f"no query {quoted(name)}; {'near: ' + ', '.join(near) if near else 'exo-ld queries lists them all'}"
            )
        if self.memory is None:
            self.memory = query.scope == "whole" and not params
        values = {}
        for key, value in params.items():
            parameter = query.params.get(key)
            if parameter is None:
                known = ", ".join(query.params) or "none"
                raise UsageError(f"query {name} has no parameter {quoted(key)}; it has: {known}")
            if value is not None:
                values[key] = self._values(parameter, str(value))
        return rewrite(query, values, given)

    def _values(self, parameter: Parameter, text: str) -> list[str]:
        """A parameter's value as SPARQL terms.

        A thing that a query may be narrowed to is asked for with what belongs to it (`meaning`). A parameter that has a
        default always has a value, the one thing that the answer is about (a card, a claim's trail): that alone is
        asked for.
        """
        if parameter.kind != "term":
            return [literal(parameter, text)]
        if parameter.about_one_thing:
            return [self.term(text)]
        meaning = self.meaning(text)
        return [f"<{iri}>" for iri in (meaning.match.iri, *meaning.belonging)]

    def term(self, text: str) -> str:
        """The IRI, as a SPARQL term, that ``text`` (IRI, CURIE, slug, DOI or name) names. Raises TermError."""
        return f"<{self.meaning(text).match.iri}>"

    def show(self, text: str) -> Card:
        """The card of a thing: its names and what is claimed of it, the evidence of a claim, the experiments of a
        study.

        ``text`` is a CURIE, IRI, slug, DOI or name. Raises TermError where it names nothing or several things.
        """
        return card(self, text)

    def __repr__(self) -> str:
        return (
            f"<exo-ld: {len(self.files)} files, {len(self.catalogue)} queries; ask by .query(name), .show(thing), "
            ".sparql(text)>"
        )

    def _repr_html_(self) -> str:
        """The questions that can be asked, for a notebook."""
        rows = [
            ((query.name, ""), (query.summary, ""), (", ".join(query.params), "")) for query in self.catalogue.values()
        ]
        return table_html(("query", "question", "parameters"), rows, repr(self))

    def sparql(self, text: str) -> Table | Graph:
        """Answer any SPARQL 1.1 query over the union of all named graphs; our prefixes need no declaration.

        Raises UsageError where it is malformed.
        """
        answer = self.stream(text)
        return answer.table() if isinstance(answer, Stream) else answer

    def stream(self, text: str) -> Stream | Graph:
        """As ``sparql``, but the rows of a SELECT are worked out as they are read. Raises UsageError, also while they
        are."""
        bearable(text)
        store = self.store
        try:
            results = store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
            if isinstance(results, ox.QueryTriples):
                return Graph(results.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
            if isinstance(results, ox.QuerySolutions) and (
                named := spelled_out(text, [v.value for v in results.variables])
            ):
                # Nothing was worked out yet.
                results = store.query(named, use_default_graph_as_union=True, prefixes=PREFIXES)
            answer = Stream.of(results)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise _refusal(error, text) from None
        return Stream(answer.columns, _guarded(answer.cells), answer.ask)

    def nameless(self) -> list[str]:
        """CURIEs of what claims, preparations, models or experiments of further files name and nothing gives a label:
        queries that ask for labels leave their rows out."""
        files = [file for file in self.files if file.graph is None]
        used = {q.object for file in files for q in quads(file) if q.predicate.value.startswith(EXO)}
        labels = [ox.NamedNode(PREFIXES[prefix] + name) for prefix, name in (("rdfs", "label"), ("skos", "prefLabel"))]
        terms = (n for n in used if isinstance(n, ox.NamedNode) and not n.value.startswith((EXO, EXOD)))
        missing = (n for n in terms if not any(True for p in labels for _ in self.store.quads_for_pattern(n, p, None)))
        return sorted(contract(node.value) or node.value for node in missing)

    def to_rdflib(self) -> Any:
        """The knowledge base as an rdflib.Dataset, one named graph a study or review, its default graph their union."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=snapshot(self.files), format="nquads")
        return dataset


def _refusal(error: Exception, text: str = "") -> UsageError:
    if unknown := [prefix for prefix in undeclared(text) if prefix not in PREFIXES]:
        return unknown_prefix(unknown[0])
    if isinstance(error, UnicodeError):
        return UsageError("the SPARQL query is not UTF-8; write it in UTF-8")
    try:
        kind(text)
    except UsageError as update:
        return update
    what = "cannot be read" if isinstance(error, SyntaxError) else "failed"
    return UsageError(f"the SPARQL query {what}: {' '.join(str(getattr(error, 'msg', None) or error).split())}")


def _guarded(cells: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from cells
    except (ValueError, OSError, RuntimeError) as error:
        raise _refusal(error) from None
