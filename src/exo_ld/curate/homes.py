"""Where a fact belongs: the passages that a row of a sheet is stated in, and the file that it goes into.

row + ids + texts -> passages, path. Nothing is guessed: words that stand in several passages are refused.
"""

from __future__ import annotations

import os
import re

import pyoxigraph as ox

from ..errors import UsageError, quoted
from ..prefixes import EXO, EXOD, PREFIXES, contract
from .draft import Desk, Draft, Fact
from .minting import Home, Ids, review_file, section_file, study_file
from .textchecks import stands_in

__all__ = ["Homes"]

_TYPE = PREFIXES["rdf"] + "type"


class Homes:
    """Passages and files of the rows of one draft.

    Args:
        desk: what the curator works with.
        ids: those that are taken, also by this draft.
        result: the draft; the abstract of a study, where a row first names it, is noted there.
    """

    def __init__(self, desk: Desk, ids: Ids, result: Draft) -> None:
        self.desk, self.ids, self.result = desk, ids, result
        self.before = frozenset(ids.taken)

    def passages(self, fact: Fact) -> list[str]:
        """The passages that a row is stated in: those that it names, else the one in which its words stand."""
        words, home = fact.row.words, fact.home
        cells = [c.strip() for c in (fact.row.passage or fact.row.settings.get("passage", "")).split(",") if c.strip()]
        if cells:
            found = [self._passage(cell, home) for cell in cells]
            texts = [self.desk.copies.words(passage) for passage in found]
            if words and None not in texts and not stands_in(words, "\n".join(text or "" for text in texts)):
                others = self._told(self.desk.copies.holding(words))
                step = f"but in {others}; name that one" if others else "nor elsewhere; quote words as they stand there"
                raise UsageError(f"{quoted(words)} does not stand in {self._told(found)}, {step}")
            return found
        if not words:
            raise UsageError("say where it is stated: the passage (wounds-s03), or words of it with --text FILE")
        holding = self.desk.copies.holding(words, f"{EXOD}passage-{home.review}-" if home.review else "")
        if len(holding) != 1:
            which = f"in {len(holding)} passages: {self._told(holding)}" if holding else "in no passage"
            raise UsageError(f"{quoted(words)} stands {which} of the texts given by --text; name the passage")
        return holding

    def _passage(self, cell: str, home: Home) -> str:
        bare = cell.removeprefix("exod:")
        forms = [bare, f"passage-{bare}", f"passage-{home.review}-{bare}", f"passage-{home.study}-{bare}"]
        forms += [f"abstract-{home.study}"] if bare == "abstract" else []
        found = [EXOD + form for form in forms if EXOD + form in self.ids.taken]
        found = found[:1] or [passage for passage in self.ids.sections if passage.endswith(f"-{bare}")]
        if len(found) != 1:
            if found:
                names = ", ".join(passage.removeprefix(EXOD + "passage-") for passage in found[:6])
                raise UsageError(
                    f"{cell} is a passage of several works; say of which by a line 'study: SLUG' or 'review: SLUG' "
                    f"above, or write the whole name: {names}"
                )
            raise UsageError(
                f"no passage {cell}; its name is the key of its section, a letter and a number, such as wounds-s03 "
                f"(its first: {self._firsts(home)})"
            )
        (named,) = found
        if named == f"{EXOD}abstract-{home.study}" and named not in self.before:
            path = study_file(self.desk.target, home.study)
            self.result.add(path, named, _TYPE, ox.NamedNode(EXO + "SourceAbstract"))
            self.result.add(path, named, EXO + "abstractOf", ox.NamedNode(f"{EXOD}study-{home.study}"))
        return named

    def _firsts(self, home: Home) -> str:
        """The first passage of each section of a study or review, as a sheet names it."""
        first: dict[str, str] = {}
        for passage, (section, _, _) in sorted(self.ids.sections.items()):
            for slug in filter(None, (home.study, home.review)):
                if passage.startswith(f"{EXOD}passage-{slug}-"):
                    first.setdefault(section, passage.removeprefix(f"{EXOD}passage-{slug}-"))
        return ", ".join(list(first.values())[:6]) or "none of this study or review is here"

    @staticmethod
    def _told(passages: list[str]) -> str:
        return ", ".join(contract(passage) or passage for passage in passages[:6])

    def file(self, fact: Fact) -> str:
        """The file that a fact belongs in."""
        target, home = self.desk.target, fact.home
        if fact.kind == "review":
            return review_file(target, fact.row.key)
        if fact.kind == "section":
            return study_file(target, home.study) if home.study else review_file(target, home.review, fact.row.key)
        if fact.kind == "work":
            return self.works_file(fact)
        if fact.kind == "check":
            return study_file(target, home.study) if home.study else self._by_passage(fact)
        study = {"line": self.ids.study_of(fact.iri), "study": fact.row.key}.get(fact.kind, home.study)
        there = study_file(target, study) if study else ""
        if there and (there in self.result.added or fact.kind == "study" or os.path.exists(there)):
            return there
        if there and fact.kind != "line":
            raise UsageError(
                f"study {study} is not in {target.facts}; leave --into out to write into the knowledge base"
            )
        return self._by_passage(fact)

    def works_file(self, fact: Fact) -> str:
        """Where a review's works stand: by their entries in its list of references, else in a file of their own."""
        if not fact.home.review:
            raise UsageError("a work is cited by a review: say which by a line 'review: SLUG' above")
        for name, value in fact.row.qualifiers:
            number = value.rpartition(":")[2] if name == "numberInReview" else ""
            entry = re.compile(rf"{EXOD}passage-{fact.home.review}-.*-b0*{number}") if number else None
            for passage in self.ids.sections if entry else ():
                if entry and entry.fullmatch(passage):
                    return section_file(self.desk.target, self.ids.sections[passage][0])
        return review_file(self.desk.target, fact.home.review, "works")

    def _by_passage(self, fact: Fact) -> str:
        found = self.passages(fact)
        places = [self.ids.sections[passage] for passage in found if passage in self.ids.sections]
        if not places:
            raise UsageError(f"{self._told(found)} is of a study: say of which by a line 'study: SLUG' above")
        return section_file(self.desk.target, min(places, key=lambda place: place[1:])[0])
