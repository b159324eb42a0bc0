"""What a curator's sheet becomes: facts by file, and what a curator works with. No logic; `drafts` makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from ..query.kb import KnowledgeBase
from .copies import Copies
from .minting import Home, Target
from .naming import Names, Term
from .sheet import Row
from .values import Node
from .vocabulary import Vocabulary

__all__ = ["Desk", "Draft", "Fact", "Mapping"]


class Fact(NamedTuple):
    """A row with the id of what it says something of, and what that is: claim, line, more, local, kind, or the first
    word of the id."""

    row: Row
    iri: str
    kind: str
    home: Home
    of_class: str = ""


class Mapping(NamedTuple):
    """A row of the mapping of local terms: ``match`` is the local name of the SKOS property (``match`` where nothing is
    near), ``near`` the nearest term."""

    iri: str
    label: str
    match: str
    near: Term | None
    searched: str


@dataclass
class Draft:
    """Facts that are to be written: triples by file; what is taken away; rows of the mapping of local terms; where each
    id stands in the sheet; and what is wrong with the sheet, a line each."""

    added: dict[str, dict[ox.Triple, None]] = field(default_factory=dict)
    removed: set[ox.Triple] = field(default_factory=set)
    mappings: list[Mapping] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what writing it would change besides
    named: list[str] = field(default_factory=list)  # local terms that have ids by their labels, not by their keys

    def add(self, path: str, subject: str, predicate: str, value: Node) -> None:
        """Note a triple for a file."""
        triple = ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
        self.added.setdefault(path, {})[triple] = None


@dataclass
class Desk:
    """What a curator works with: the knowledge base, its words, names and texts, and where the facts go. ``home`` is of
    what a row is that does not say so; ``as_new`` mints claims though others are alike."""

    kb: KnowledgeBase
    target: Target
    vocabulary: Vocabulary
    names: Names
    copies: Copies
    home: Home = field(default_factory=lambda: Home("", ""))
    as_new: bool = False
    tell: Callable[[str], None] = lambda _line: None
