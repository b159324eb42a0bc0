"""What the pages are made of: the knowledge base read once into plain records, and where each thing has its page.

knowledge base -> Records (what is said of each thing, what points at it, claims in words, flags, addresses)
"""

from __future__ import annotations

import re
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, ONTOLOGY, PREFIXES, contract
from ..query.results import Table
from ..sentences import Stored, attribution, begun, name, quantity, sentence
from ..share.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..query.kb import KnowledgeBase
    from ..share.claims import Claim

__all__ = ["Flag", "Records", "Told"]

T = TypeVar("T")

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")  # a name of a file on every system
_RETRACTED, _DEPRECATED = EXO + "retracted", PREFIXES["owl"] + "deprecated"
_CELLS, _NUMBER = EXO + "CellPreparation", PREFIXES["unit"] + "NUM"
_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
# Their labels are headings (Cognitive impairment) or codes (hsa-miR-26a-5p): a reader meets these things as sentences
# name them.
_HEADED = tuple(PREFIXES[each] for each in ("HP", "MESH", "NCIT", "hgnc.genegroup", "mirbase.mature", "mirbase.family"))


class Flag(NamedTuple):
    """A warning that stands wherever a thing is named: its kind (a class of the style sheet) and its words."""

    kind: str
    words: str


class Told(NamedTuple):
    """A claim as a list shows it: its IRI, what it says, on whose word, and its flags."""

    iri: str
    sentence: str
    source: str
    flags: tuple[Flag, ...]


class Records:
    """A knowledge base as the pages need it. Nothing is read before it is asked for, and each thing once."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb, self.reading = kb, Reading(kb)
        self.paths: frozenset[str] = frozenset()  # of all pages, once they are known
        self._texts: dict[tuple[str, str], tuple[str, ...]] = {}
        self._labels: dict[str, str] = {}
        self._flags: dict[str, tuple[Flag, ...]] = {}
        self._told: dict[str, Told] = {}
        self._answers: dict[tuple[str, ...], Table] = {}
        self._kept: dict[str, Any] = {}
        self._sorted: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}

    # --- what is said -----------------------------------------------------------------------------

    @cached_property
    def said(self) -> dict[str, dict[str, list[ox.Triple]]]:
        """The triples of each IRI, by predicate, in the order of N-Triples."""
        found: dict[str, dict[str, list[ox.Triple]]] = {}
        for (subject, predicate, _), quad in self.reading.contents.union.items():
            if subject.startswith("<"):
                found.setdefault(subject[1:-1], {}).setdefault(predicate[1:-1], []).append(quad.triple)
        return found

    @cached_property
    def pointing(self) -> dict[str, dict[str, list[str]]]:
        """The IRIs that point at each IRI, by predicate."""
        found: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in self.reading.contents.union:
            if subject.startswith("<") and value.startswith("<") and not value.startswith("<<"):
                found.setdefault(value[1:-1], {}).setdefault(predicate[1:-1], []).append(subject[1:-1])
        return found

    def many(self, iri: str, *predicates: str) -> list[str]:
        """The objects of a thing by predicates (a local name is one of ours), as text, each once."""
        found = [self._values(iri, name) for name in predicates]
        return list(found[0]) if len(found) == 1 else list(dict.fromkeys(value for values in found for value in values))

    def _values(self, iri: str, predicate: str) -> tuple[str, ...]:
        """The objects of a thing by one predicate, as text, each once. The engine's terms are slow to read."""
        if (found := self._texts.get((iri, predicate))) is None:
            values = (triple.object for triple in self.said.get(iri, {}).get(_full(predicate), ()))
            found = tuple(dict.fromkeys(getattr(value, "value", str(value)) for value in values))
            self._texts[iri, predicate] = found
        return found

    def one(self, iri: str, *predicates: str) -> str:
        """The first of `many`, or an empty text."""
        return next((values[0] for name in predicates if (values := self._values(iri, name))), "")

    def back(self, iri: str, *predicates: str) -> list[str]:
        """The things that point at a thing by predicates, each once."""
        pointing = self.pointing.get(iri, {})
        return list(dict.fromkeys(each for name in predicates for each in pointing.get(_full(name), ())))

    def label(self, iri: str) -> str:
        """The label of a thing, else what it is in words, else its CURIE, else its IRI."""
        if (found := self._labels.get(iri)) is None:
            found = self.one(iri, *_LABELS) or self._words(iri) or contract(iri) or iri
            found = name(iri, self._facts, many=False) if iri.startswith(_HEADED) and iri in self.said else found
            self._labels[iri] = found
        return found

    def _words(self, iri: str) -> str:
        """What an individual of ours without a label is, in words; empty for all else."""
        kind = iri.removeprefix(EXOD).partition("-")[0] if iri.startswith(EXOD) and iri in self.said else ""
        if kind == "claim" and iri in self.claims:
            return self.told(iri).sentence
        if kind == "dose":
            return self._dose(iri)
        if kind == "erratum":
            return f"“{self.one(iri, 'asPrinted')}” for “{self.one(iri, 'corrected')}”"
        if kind == "passage":
            review = next((r for s in self.back(iri, "hasPassage") for r in self.back(s, "hasSection")), "")
            place = f"characters {self.one(iri, 'start')} to {self.one(iri, 'end')}"
            return f"{self.label(review)}, {place}" if review else place
        if kind == "check":
            return f"source check: {self.label(self.one(iri, 'claimVerdict', 'verdict'))}"
        if kind == "disagreement":
            return f"disagreement: {self.label(self.one(iri, 'kind'))}"
        if kind == "abstract":
            return f"abstract of {self.label(self.one(iri, 'abstractOf'))}"
        return "line of evidence" if kind == "evidence" else ""

    def _dose(self, iri: str) -> str:
        """A dose with its unit; a mere number of a cell preparation counts cells."""
        words = quantity(self._facts.said(iri), self._facts)
        given = [p for e in self.back(iri, "dose") for p in self.many(e, "usesPreparation")]
        counted = given and all(_CELLS in self.many(p, PREFIXES["rdf"] + "type") for p in given)
        return f"{words} cells" if counted and self.one(iri, "unit") == _NUMBER else words

    def withdrawn(self, iri: str) -> bool:
        """Whether a thing is obsolete (owl:deprecated)."""
        return self.one(iri, _DEPRECATED) in ("true", "1")

    def rows(self, name: str, **params: str) -> Table:
        """The answer to a canned query; no rows where the knowledge base does not have the query."""
        if name not in self.kb.catalogue:
            return Table([], [])
        key = (name, *(f"{k}={v}" for k, v in sorted(params.items())))
        if key not in self._answers:
            answer = self.kb.query(name, **params)
            self._answers[key] = answer if isinstance(answer, Table) else Table([], [])
        return self._answers[key]

    def by(self, query: str, column: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a canned query by the values of one column."""
        if (query, column) not in self._sorted:
            found: dict[str, list[dict[str, Any]]] = {}
            for row in self.rows(query).rows:
                found.setdefault(str(row.get(column, "")), []).append(row)
            self._sorted[query, column] = found
        return self._sorted[query, column]

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    # --- claims -----------------------------------------------------------------------------------

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by IRI, withdrawn ones too."""
        return {claim.id: claim for claim in self.reading.claims}

    @cached_property
    def standing(self) -> dict[str, list[str]]:
        """Each thing to the claims that hold and have it as subject, object or qualifier."""
        found: dict[str, dict[str, None]] = {}
        for claim in self.claims.values():
            if not claim.withdrawn:
                qualifiers = (value for values in claim.contexts.values() for value in values)
                for thing in (claim.subject, claim.object, *qualifiers):
                    found.setdefault(thing, {})[claim.id] = None
        return {thing: list(claims) for thing, claims in found.items()}

    @cached_property
    def _facts(self) -> Stored:
        return Stored(self.kb.store)

    def told(self, iri: str) -> Told:
        """A claim in words, with its flags."""
        if iri not in self._told:
            says, source = sentence(iri, self._facts), attribution([iri], self._facts)
            self._told[iri] = Told(iri, begun(says), source, self.flags(iri))
        return self._told[iri]

    def all_told(self, iris: Iterable[str]) -> list[Told]:
        """Some claims in words, the ones with most works first; withdrawn ones are left out."""
        chosen = [self.claims[iri] for iri in dict.fromkeys(iris) if iri in self.claims]
        order = sorted(chosen, key=lambda c: (-len(c.works), -len(c.evidence), c.id))
        return [self.told(claim.id) for claim in order if not claim.withdrawn]

    # --- flags ------------------------------------------------------------------------------------

    @cached_property
    def resting_on_retracted(self) -> dict[str, bool]:
        """Claims that rest on retracted work, to whether on nothing else (`retracted-support`)."""
        found: dict[str, bool] = {}
        for row in self.rows("retracted-support"):
            found[row["claim"]] = found.get(row["claim"], False) or bool(row["retractedOnly"])
        return found

    def flags(self, iri: str) -> tuple[Flag, ...]:
        """The warnings that stand wherever a thing is named."""
        if iri not in self._flags:
            claim = self.claims.get(iri)
            self._flags[iri] = self._of_claim(claim) if claim else self._of_thing(iri)
        return self._flags[iri]

    def _of_thing(self, iri: str) -> tuple[Flag, ...]:
        found = [Flag("retracted", "retracted")] if self.one(iri, _RETRACTED) in ("true", "1") else []
        found += [Flag("withdrawn", "withdrawn")] if self.withdrawn(iri) else []
        if not found and iri in self.retracted_parts:
            found.append(Flag("retracted", "of a retracted study"))
        return tuple(found)

    @cached_property
    def retracted_parts(self) -> frozenset[str]:
        """Experiments that only retracted studies report, and the preparations and models that only these use."""
        experiments = {e for s in self.retracted for e in self.many(s, "reports")}
        gone = {e for e in experiments if set(self.back(e, "reports")) <= self.retracted}
        uses = ("usesPreparation", "usesModel", "comparator")
        parts = {p for e in gone for p in self.many(e, *uses)}
        return frozenset(gone | {p for p in parts if set(self.back(p, *uses)) <= gone})

    @cached_property
    def retracted(self) -> frozenset[str]:
        """The retracted works."""
        return frozenset(
            iri for iri, said in self.said.items() if _RETRACTED in said and self.one(iri, _RETRACTED) in ("true", "1")
        )

    def _of_claim(self, claim: Claim) -> tuple[Flag, ...]:
        found = []
        if claim.withdrawn:
            found.append(Flag("withdrawn", "withdrawn"))
        if claim.id in self.resting_on_retracted:
            only = self.resting_on_retracted[claim.id]
            found.append(
                Flag("retracted", "rests on retracted work alone" if only else "rests in part on retracted work")
            )
        if any("contradicted" in line.verdicts for line in claim.evidence):
            found.append(Flag("otherwise", "the cited paper says otherwise"))
        if self.conflicts(claim.id):
            found.append(Flag("conflict", "in conflict"))
        if self.errata(claim.id):
            found.append(Flag("erratum", "erratum"))
        return tuple(found)

    def conflicts(self, claim: str) -> list[str]:
        """The disagreements in which a claim stands."""
        return [each for each in self.back(claim, "between") if not self.withdrawn(each)]

    def errata(self, claim: str) -> list[str]:
        """The slips of reviews that concern a claim."""
        return [each for each in self.back(claim, "concernsClaim") if not self.withdrawn(each)]

    # --- addresses --------------------------------------------------------------------------------

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Each thing of the knowledge base to its page, seen from the site's root."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for iri in sorted(self.said):
            if (iri.startswith(EXO) and iri not in self.standing) or iri == ONTOLOGY:
                found[iri] = "ontology.html" + ("#" + iri.removeprefix(EXO) if iri != ONTOLOGY else "")
                continue
            place, name = ("id/", iri.removeprefix(EXOD)) if iri.startswith(EXOD) else ("term/", _name(iri))
            path = place + name
            if not _SAFE.fullmatch(name) or path.lower() in taken:  # some systems know no case
                path = place + "x-" + sha256(iri.encode()).hexdigest()[:16]
            taken.add(path.lower())
            found[iri] = path + ".html"
        return found

    def address(self, iri: str) -> str:
        """The page of a thing, seen from the site's root; empty where it has none."""
        return self.addresses.get(iri, "")

    def document(self, iri: str) -> str:
        """The thing whose Turtle has what is said of a thing: a line of evidence stands with what it speaks for."""
        things = self.many(iri, "evidenceFor")
        if len(things) == 1 and self.address(things[0]).startswith("id/") and not self.many(things[0], "evidenceFor"):
            return things[0]
        return iri

    @property
    def version(self) -> str:
        """The version of the ontology and facts."""
        return self.reading.version


def _full(name: str) -> str:
    return name if ":" in name else EXO + name


def _name(iri: str) -> str:
    return (contract(iri) or iri).replace(":", "_", 1).replace("/", "_")
