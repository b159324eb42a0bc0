"""Ids that are free, and the files in which new facts belong. The patterns of both: docs/rules.md, Names."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from ..errors import UsageError
from ..prefixes import EXOD
from ..query.kb import KnowledgeBase
from ..query.results import Table
from ..sources import folder

__all__ = ["Home", "Ids", "Target"]


class Target(NamedTuple):
    """The folders into which facts are written: ``facts`` holds studies/ and reviews/, ``base`` what they rest on
    (imports/, mappings/, kinds.ttl). Both are one folder where it is one of a curator's own."""

    facts: str
    base: str

    @classmethod
    def of(cls, into: str | None, root: str | None) -> Target:
        """The folder ``into``, else the knowledge base below ``root``. Raises DataError where there is none, UsageError
        where one of the two holds the other, so that its facts would be read twice."""
        base = folder("ontology", root)
        if into:
            paths = [os.path.realpath(path) for path in (into, base)]
            if os.path.commonpath(paths) in paths:
                raise UsageError(
                    f"--into {into} and the knowledge base in {base} lie one within the other; give a folder beside it"
                )
            return cls(into, into)
        return cls(os.path.join(base, "facts"), base)

    @property
    def own(self) -> bool:
        """Whether it is a folder of one's own, beside the knowledge base."""
        return self.facts == self.base


class Home(NamedTuple):
    """What a fact is of: a study, or a review with no study. Both are slugs; one at least is not empty."""

    study: str
    review: str

    @property
    def slug(self) -> str:
        return self.study or self.review


class Ids:
    """What ids of ours are taken in ``kb``, and which are free."""

    def __init__(self, kb: KnowledgeBase) -> None:
        found = kb.sparql(f'SELECT DISTINCT ?s {{ ?s a ?t FILTER STRSTARTS(STR(?s), "{EXOD}") }}')
        self.taken = {str(row["s"]) for row in found.rows} if isinstance(found, Table) else set()
        text = """SELECT ?p ?section ?place ?at { ?section exld:hasPassage ?p ; exld:order ?place .
          ?p exld:order ?at }"""
        rows = kb.sparql(text)
        self.sections = {
            str(row["p"]): (str(row["section"]), int(str(row["place"])), int(str(row["at"])))
            for row in (rows.rows if isinstance(rows, Table) else [])
        }

    def take(self, iri: str, place: str) -> str:
        """This id, which must be free. Raises UsageError."""
        if iri in self.taken:
            raise UsageError(f"{place}: {iri.replace(EXOD, 'exod:')} is taken; give another key")
        if not re.fullmatch(re.escape(EXOD) + r"[a-z]+-[a-z0-9]+(-[a-z0-9]+)*", iri):
            raise UsageError(f"{place}: a key is written in letters, digits, hyphens; other signs stand in label=")
        self.taken.add(iri)
        return iri

    def next(self, prefix: str, digits: int = 1) -> str:
        """The next free id that is ``prefix`` and a number of so many digits at least. An id once taken stays so."""
        start = EXOD + prefix
        numbers = (iri[len(start) :] for iri in self.taken if iri.startswith(start))
        number = max((int(rest) for rest in numbers if rest.isdecimal()), default=0) + 1
        self.taken.add(iri := f"{start}{number:0{digits}d}")
        return iri

    def claim(self, home: Home) -> str:
        """The next free claim of a study or review."""
        return self.next(f"claim-{home.slug}-", 2 if home.study else 3)

    def line(self, thing: str) -> str:
        """The next free evidence line for a claim, preparation, model or experiment."""
        kind, _, rest = thing.removeprefix(EXOD).partition("-")
        if kind == "claim":
            return self.next(f"evidence-{rest}-")
        slug, number = rest.rsplit("-", 1)
        return self.next(f"evidence-{slug}-{kind}-{number}-")

    def study_of(self, iri: str) -> str:
        """The slug of the study that a thing is of; empty where it is of a review alone."""
        rest = iri.removeprefix(EXOD).partition("-")[2]
        slugs = (rest, rest.rpartition("-")[0])
        return next((slug for slug in slugs if EXOD + "study-" + slug in self.taken), "")


def study_file(target: Target, slug: str) -> str:
    """The file of a study."""
    return os.path.join(target.facts, "studies", slug + ".ttl")


def section_file(target: Target, section: str) -> str:
    """The file of a section, by the section's IRI; the file of its review, where that is one file."""
    rest = section.removeprefix(EXOD + "section-")
    reviews = os.path.join(target.facts, "reviews")
    slugs = [name.removesuffix(".ttl") for name in (os.listdir(reviews) if os.path.isdir(reviews) else [])]
    slug = next((slug for slug in sorted(slugs, key=len, reverse=True) if rest.startswith(slug + "-")), "")
    studies = os.path.join(target.facts, "studies")
    own = [name.removesuffix(".ttl") for name in (os.listdir(studies) if os.path.isdir(studies) else [])]
    study = next((one for one in sorted(own, key=len, reverse=True) if rest.startswith(one + "-")), "")
    if len(study) > len(slug):  # the passages of a study stand in its file
        return study_file(target, study)
    if not slug:
        raise UsageError(
            f"{section.replace(EXOD, 'exod:')} is not in {reviews}; leave --into out to write into the knowledge base"
        )
    if os.path.isfile(single := os.path.join(reviews, slug + ".ttl")):
        return single
    return os.path.join(reviews, slug, rest.removeprefix(slug + "-") + ".ttl")


def review_file(target: Target, slug: str, name: str = "review") -> str:
    """A file of a review's folder."""
    return os.path.join(target.facts, "reviews", slug, name + ".ttl")
