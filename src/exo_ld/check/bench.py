"""The bench: rows of a sheet drafted, tried on the knowledge base as it would be, and written if all is sound."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

from ..curate.copies import Copies
from ..curate.draft import Desk, Draft
from ..curate.drafts import draft
from ..curate.minting import Home, Target
from ..curate.naming import Names
from ..curate.passages import mint
from ..curate.sheet import Row
from ..curate.tables import Tables
from ..curate.textchecks import unsaid
from ..curate.vocabulary import Vocabulary
from ..curate.words import EXCEPTIONS, excused
from ..curate.writing import fresh, publish, texts
from ..errors import DataError
from ..files import read_text, tree, unfinished
from ..graph.turtle import parse
from ..prefixes import EXO, EXOD, contract
from ..query.kb import load
from ..report.findings import Finding
from ..sentences import Stored, sentence
from .validation import validate

__all__ = ["Bench", "Outcome"]

# What is not yet so while a review or study is being encoded: its passages are stated one after the other.
_LATER = ("exos:Passage-ledger", "exos:PrimaryStudy-reports-given")


_OF_KIND = ("Term-placed", "-kind")  # shapes that ask under which kind of ours a term stands


@dataclass
class Outcome:
    """What came of some rows: the files as they would be, by path; the new claims, each with its sentence; passages
    that are left to state or waive; what is wrong, a line each: with any, nothing may be written; and the local terms
    that have ids by their labels."""

    files: dict[str, str] = field(default_factory=dict)
    claims: list[tuple[str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    next_step: str = ""
    named: list[str] = field(default_factory=list)


class Bench:
    """Writes facts into the knowledge base below ``root``, or ``into`` a folder of one's own beside it.

    Args:
        tables: the folder of reference tables in which terms are looked up that the graph has not.
        copies: the user's copies of texts.
        study, review: of what a row is that does not say so.
        as_new: mint claims though some are alike.
        tell: is called with a line on what a curator should know.
    """

    def __init__(
        self, *, into: str | None = None, root: str | None = None, tables: str | None = None,
        copies: Iterable[str] = (), study: str = "", review: str = "", as_new: bool = False,
        tell: Callable[[str], None] = lambda _line: None,
    ) -> None:  # fmt: skip
        self._into, self._root, self._copies, self._as_new, self._tell = into, root, list(copies), as_new, tell
        self._tables = Tables(tables) if tables else None
        self._home, self._target = Home(study, review), Target.of(into, root)
        self._vocabulary = Vocabulary(root)

    def tried(self, rows: list[Row]) -> Outcome:
        """What would come of some rows; nothing is written. Raises DataError for a text or file that cannot be read."""
        there = [self._into] if self._into and os.path.isdir(self._into) and _turtle(self._into) else []
        kb = load(*there, root=self._root)
        new = _with_passages(rows, self._home)
        if new and len(self._copies) != 1:
            return Outcome(
                faults=[
                    f"{rows[0].place}: give the text of the new review or study by --text FILE, so that its passages "
                    "are minted"
                ]
            )
        copies = Copies(kb, () if new else self._copies)
        desk = Desk(
            kb,
            self._target,
            self._vocabulary,
            Names(kb, self._tables, self._tell),
            copies,
            self._home,
            self._as_new,
            self._tell,
        )
        drafted = draft(rows, desk)
        if drafted.faults:
            sound = [triple for added in drafted.added.values() for triple in added]
            told = "; the shapes are asked once all rows can be read"
            return Outcome(claims=_sentences(drafted, desk, sound), faults=drafted.faults, next_step=told)
        return self._outcome(drafted, desk, dict(zip(new, self._copies, strict=False)))

    def publish(self, outcome: Outcome) -> None:
        """Put the files of an outcome in their places, all or none. Raises OutputError."""
        publish(outcome.files)
        if outcome.named:
            way = "another is given by a key that is an id, such as exod:process-growth"
            self._tell(f"by their labels, for good, are called: {', '.join(outcome.named)}; {way}")

    def _outcome(self, drafted: Draft, desk: Desk, copies: Mapping[str, str]) -> Outcome:
        """The files of a draft, validated where they would stand; ``copies`` are texts of new reviews, by slug."""
        files = texts(drafted, desk.target, desk.kb, self._tables)
        left = []
        with _staged(files, desk) as (place, real):
            for slug, path in copies.items():
                folder, single = os.path.join(place, "reviews", slug), os.path.join(place, "studies", slug + ".ttl")
                left += mint(folder if os.path.isdir(folder) else single, path).open
                made = tree(folder, (".ttl",)) if os.path.isdir(folder) else [single]
                files |= {real(file): read_text(file) for file in made}
            report = validate(place, root=self._root, audience="maintainer", skip=("form",))
            faults = list(_faults(report.findings, drafted, real))
        turtle = [t for path, text in files.items() if path.endswith(".ttl") for t in parse(text.encode(), path)]
        if desk.copies.passages:
            faults += self._untold(drafted, desk, turtle)
        step = f"exo-ld validate {self._into}" if self._into else "python tools/rebuild.py builds what follows from it"
        for line in drafted.told if not faults else ():
            desk.tell(line)
        if left:
            step = f"a sheet whose rows state or waive each of these passages; then {step}"
        step = "" if faults else f"next: {step}"
        return Outcome(files, _sentences(drafted, desk, turtle), left, faults, step, drafted.named)

    def _untold(self, drafted: Draft, desk: Desk, turtle: list[ox.Triple]) -> Iterator[str]:
        """What the new lines' claims have that the text at hand does not, as `exo-ld verify-text` asks."""
        places: dict[str, set[str]] = {}
        for triple in chain(*drafted.added.values()):
            if triple.predicate.value == EXO + "statedIn" and not isinstance(triple.subject, ox.Triple):
                places.setdefault(triple.subject.value, set()).add(getattr(triple.object, "value", ""))
        triples = chain(turtle, (quad.triple for quad in desk.kb.store))
        excuses = excused(self._root, [self._into] if self._into else [])
        for fault in unsaid(dict.fromkeys(triples), places, desk.copies.passages, excuses)[0]:
            line = EXOD + fault.partition(":")[2].partition(":")[0]
            yield f"{drafted.places.get(line, '')}: {fault}"


def _sentences(drafted: Draft, desk: Desk, triples: list[ox.Triple]) -> list[tuple[str, str]]:
    """The new claims that could be read, each with its sentence."""
    facts = Stored(desk.kb.store, fresh(desk.kb.store, triples))
    read = {triple.subject for triple in triples if triple.predicate.value == EXO + "relation"}
    claims = [claim for claim in drafted.claims if ox.NamedNode(claim) in read]
    return [(contract(claim) or claim, sentence(claim, facts)) for claim in claims]


def _with_passages(rows: list[Row], home: Home) -> list[str]:
    """The slugs of the reviews and studies of which some rows name the first sections."""
    found, last = [], home.study or home.review
    for row in rows:
        last = row.settings.get("study") or row.settings.get("review") or last
        kind = row.object.lower() if row.is_thing else ""
        if kind in ("review", "primary study"):
            last = row.key
        if kind == "review" or (kind == "section" and last not in found):
            found.append(last)
    return list(dict.fromkeys(found))


def _faults(findings: list[Finding], draft: Draft, real: Callable[[str], str]) -> Iterator[str]:
    """What blocks: violations on what the draft says, each with its place in the sheet."""
    said = {contract(t.subject.value) for added in draft.added.values() for t in added if hasattr(t.subject, "value")}
    for finding in findings:
        if finding.level not in ("Violation", "Error") or finding.shape in _LATER or finding.focus not in said | {""}:
            continue
        row = next((place for iri, place in draft.places.items() if contract(iri) == finding.focus), "")
        where = row or (real(finding.file) if finding.file else "")
        fix = f"; {finding.fix}" if finding.fix else ""
        if finding.shape.endswith(_OF_KIND) and ":" in finding.value and not finding.value.startswith("exod:"):
            row = f"'{finding.value} | | a | KIND'"
            fix += f"; if the term is right, a row {row} places it (technique, process, attribute ...)"
        what = " ".join(filter(None, (finding.focus, finding.value)))
        yield f"{where}: {finding.shape}: {finding.message} [{what}]{fix}"


@contextmanager
def _staged(files: Mapping[str, str], desk: Desk) -> Iterator[tuple[str, Callable[[str], str]]]:
    """A folder in which the files stand as they would; of a folder of one's own, its others too. With it, what gives
    the real path of one there."""
    base = desk.target.base
    with unfinished(tempfile.gettempdir()) as place:
        if desk.target.own and os.path.isdir(base):
            exceptions = base + EXCEPTIONS
            for file in [*_turtle(base), *([exceptions] if os.path.exists(exceptions) else [])]:
                _put(os.path.join(place, os.path.relpath(file, base)), read_text(file))
        for path, text in files.items():
            inner = os.path.relpath(path, desk.target.facts if _within(path, desk.target.facts) else base)
            if path.endswith(".ttl"):
                _put(os.path.join(place, inner), text)

        def real(path: str) -> str:
            inner = os.path.relpath(os.path.realpath(path), os.path.realpath(place))
            facts = inner.split(os.sep)[0] in ("studies", "reviews", "entities.ttl")
            return os.path.join(desk.target.facts if facts else base, inner)

        yield place, real


def _turtle(folder: str) -> list[str]:
    try:
        return tree(folder, (".ttl",))
    except DataError:
        return []


def _within(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)


def _put(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
