"""How a file of facts is laid out for a reader: what belongs to a thing stands right below it.

A claim is followed by its evidence lines, an evidence line by its source check, an experiment by its dose. A section's
file has its passages in reading order, each followed by the claims that are first stated there; chains stand in the
order in which they are told. Behind an opaque name stands its label, above a claim a sentence. The kind of a thing is
read from its IRI (docs/rules.md, Names).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pyoxigraph as ox

from ..errors import DataError
from ..files import tree
from ..graph.turtle import Node, Said, Style, value
from ..prefixes import EXO, EXOD, PREFIXES
from ..sentences import Stored, sentence
from ..sources import Source, folder, in_memory, is_placed, on_disk, quads, sources

__all__ = ["Words", "kind", "misfiled", "order", "style"]

# What a thing hangs on: (kind of the thing, property, whether the property is said of the other one). The first that is
# in the file.
_HANGS_ON = (
    ("evidence", EXO + "evidenceFor", False),
    ("check", EXO + "checkedBy", True),
    ("abstract", EXO + "abstractOf", False),
    ("dose", EXO + "dose", True),
    ("modification", EXO + "modifiedBy", True),
    ("passage", EXO + "continuedBy", True),
    ("disagreement", EXO + "between", False),
    ("erratum", EXO + "concernsClaim", False),
    ("erratum", EXO + "concernsPassage", False),
)
# In what order things of one level stand; all others come before the claims, by IRI.
_KINDS = (
    "review section study evidence abstract passage preparation model experiment claim work check disagreement erratum"
).split()
_OTHERS = _KINDS.index("claim") - 0.5
_LEADS_TO, _STATED_IN, _FOR, _ORDER, _TYPE = (
    EXO + "leadsTo",
    EXO + "statedIn",
    EXO + "evidenceFor",
    EXO + "order",
    PREFIXES["rdf"] + "type",
)
_SELF_EVIDENT = {_FOR, EXO + "checkedBy"}  # what they name stands beside them
_LONG = 90  # characters of a label behind a name
_IS_A = ox.NamedNode(_TYPE)
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")


def style(triples: list[ox.Triple], words: Words) -> Style:
    """The style of one file of the knowledge base, with the labels of ``words`` and of the file's own ``triples``."""
    known = words.with_file(triples)
    return Style(order=order, gloss=known.gloss, heading=known.heading)


def kind(iri: str) -> str:
    """The kind of an individual by its IRI: claim, evidence, passage ...; empty for what is none of ours."""
    return iri.removeprefix(EXOD).partition("-")[0] if iri.startswith(EXOD) else ""


def order(subjects: dict[Node, Said], head: str | None = None) -> list[Node]:
    """The subjects of a file in the order in which a reader wants them.

    Args:
        subjects: all subjects of the file with what is said of them, sorted by IRI.
        head: the IRI of the one that goes first.
    """
    children: dict[Node | None, list[Node]] = {}
    parents = _parents(subjects)
    for node in subjects:
        children.setdefault(parents.get(node), []).append(node)
    if head and (first := ox.NamedNode(head)) in children.get(None, ()):
        children[None].remove(first)
        children[None].insert(0, first)
    found: list[Node] = []

    def emit(nodes: list[Node]) -> None:
        for node in _told(nodes, subjects):
            found.append(node)
            emit(children.get(node, []))

    roots = children.get(None, [])
    lead = roots[:1] if head and roots and _iri(roots[0]) == head else []
    emit(lead)
    emit(roots[len(lead) :])
    return found


def _parents(subjects: dict[Node, Said]) -> dict[Node, Node]:
    """What each subject stands below, for those that stand below another."""
    carriers: dict[tuple[str, Node], Node] = {}  # (property, object) -> the first subject that says it
    for node, said in subjects.items():
        for name in (EXO + "checkedBy", EXO + "dose", EXO + "modifiedBy", EXO + "continuedBy"):
            for other in said.get(name, ()):
                carriers.setdefault((name, other), node)
    first = _first_passages(subjects)
    entries = {match[1]: node for node in subjects if (match := re.search(r"-references-b0*(\d+)$", _iri(node)))}
    found = {}
    for node, said in subjects.items():
        name = kind(_iri(node))
        if name in ("claim", "evidence") and node in first:
            found[node] = first[node]
        elif name in ("work", "study") and entries:
            numbers = (value(number).rpartition(":")[2] for number in said.get(EXO + "numberInReview", ()))
            if entry := next((entries[number] for number in numbers if number in entries), None):
                found[node] = entry
        for what, prop, reverse in _HANGS_ON:
            if name != what or node in found:
                continue
            above = [carriers[prop, node]] if (prop, node) in carriers else []
            above = above if reverse else [other for other in said.get(prop, ()) if other in subjects]
            if above and above[0] != node:
                found[node] = min(above, key=lambda n: _natural(_iri(n)))
    return found


def _first_passages(subjects: dict[Node, Said]) -> dict[Node, Node]:
    """The passage of the file in which each claim (or line for a claim elsewhere) is first stated; else an abstract."""
    places = {
        node: int(value(said[_ORDER][0]))
        for node, said in subjects.items()
        if kind(_iri(node)) == "passage" and _ORDER in said
    }
    if not any(kind(_iri(node)) == "study" for node in subjects):  # in a study's file the claims stand by themselves
        places |= {node: len(subjects) for node in subjects if kind(_iri(node)) == "abstract"}
    found: dict[Node, Node] = {}
    for line, said in subjects.items():
        for claim in said.get(_FOR, ()):
            stated = claim if claim in subjects else line  # evidence for a claim of another file stands by itself
            for passage in said.get(_STATED_IN, ()):
                if passage in places and (stated not in found or places[passage] < places[found[stated]]):
                    found[stated] = passage
    return found


def _told(nodes: list[Node], subjects: dict[Node, Said]) -> list[Node]:
    """Things of one level: by kind and number; a claim is followed by the claims that it leads to."""
    queue = sorted(nodes, key=partial(_place, subjects))
    within = set(queue)
    follows = {
        other for node in queue for other in subjects[node].get(_LEADS_TO, ()) if other in within and other != node
    }
    found: dict[Node, None] = {}

    def tell(node: Node) -> None:
        if node not in found:
            found[node] = None
            for other in sorted(
                (n for n in subjects[node].get(_LEADS_TO, ()) if n in within), key=partial(_place, subjects)
            ):
                tell(other)

    rank = _KINDS.index("claim")
    before = [node for node in queue if _place(subjects, node)[0] < rank]
    claims = [node for node in queue if _place(subjects, node)[0] == rank]
    for node in before + [c for c in claims if c not in follows] + claims + queue:  # a circle begins anywhere
        tell(node)
    return list(found)


def _place(subjects: dict[Node, Said], node: Node) -> tuple[float, int, list[tuple[int, str]]]:
    name = kind(_iri(node))
    number = subjects[node].get(_ORDER, [None])[0] if name == "passage" else None
    if name not in _KINDS:
        return _OTHERS, 0, []  # as they come: by IRI
    return _KINDS.index(name), int(value(number)) if number else 0, _natural(_iri(node))


def misfiled(files: Mapping[str, Sequence[ox.Quad]]) -> dict[ox.NamedNode, str]:
    """Claims of a review that stand in another file than the section in which the review first states them, with that
    section's file.

    Args:
        files: each file's path with its quads.
    """
    homes = {q.object: path for path, found in files.items() for q in found if q.predicate.value == EXO + "hasPassage"}
    sections: dict[Node, Node] = {}
    numbers: dict[Node, int] = {}
    for quad in (q for found in files.values() for q in found):
        if quad.predicate.value == _ORDER:
            numbers[quad.subject] = int(quad.object.value)  # type: ignore[union-attr]
        elif quad.predicate.value == EXO + "hasPassage":
            sections[quad.object] = quad.subject
    wrong: dict[ox.NamedNode, str] = {}
    for path, found in files.items():
        if os.path.basename(os.path.dirname(os.path.dirname(path))) != "reviews":
            continue
        review = os.path.dirname(path)
        first: dict[Node, tuple[int, int, str]] = {}
        claims = {q.subject for q in found if q.predicate == _IS_A and q.object.value == EXO + "Claim"}  # type: ignore[union-attr]
        stated = {q.subject: q.object for q in found if q.predicate.value == _FOR and q.object in claims}
        for quad in found:
            home = homes.get(quad.object) if quad.predicate.value == _STATED_IN and quad.subject in stated else None
            if home and os.path.dirname(home) == review:
                place = (numbers.get(sections[quad.object], 0), numbers.get(quad.object, 0), home)
                claim = stated[quad.subject]
                first[claim] = min(first.get(claim, place), place)
        wrong |= {claim: home for claim, (_, _, home) in first.items() if home != path}  # type: ignore[misc]
    return wrong


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def _iri(node: Node) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


class Words:
    """Labels and sentences for the names of a knowledge base: what `fmt` writes as comments."""

    def __init__(self, store: ox.Store, own: ox.Store | None = None) -> None:
        """``store`` holds what is known, in any graphs; what ``own`` says of a thing stands in place of it."""
        self._store, self._own, self._facts = store, own, Stored(store, own)
        self._labels: dict[str, str] = {}

    @classmethod
    def of(cls, root: str | None = None, *, memory: bool = True, beside: Iterable[str] = ()) -> Words:
        """Those of the knowledge base below ``root``, by default the one in use, and of the folders of someone's own in
        which the files ``beside`` stand; a file that does not parse is passed over.

        Without ``memory`` a store on disk is asked, which is sooner done for a file or two.
        """
        own = _own(beside, root)
        try:
            return cls((in_memory if memory else on_disk)(sources(root)), own)
        except DataError:
            store = ox.Store()
            for source in sources(root):
                store.extend(_readable(source))
            return cls(store, own)

    def with_file(self, triples: list[ox.Triple]) -> Words:
        """The same, with a file's own triples in place of what the knowledge base says of their subjects."""
        if self._own is None and self._says(triples):
            return self
        own = ox.Store()
        here = {t.subject for t in triples}
        own.extend(quad for quad in self._own or () if quad.subject not in here)
        own.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        return Words(self._store, own)

    def _says(self, triples: list[ox.Triple]) -> bool:
        """Whether the knowledge base says of the subjects of some triples just these."""
        known = (len(list(self._store.quads_for_pattern(node, None, None))) for node in {t.subject for t in triples})
        return sum(known) == len(set(triples)) and all(
            any(True for _ in self._store.quads_for_pattern(t.subject, t.predicate, t.object)) for t in triples
        )

    def gloss(self, predicate: str, iri: str) -> str:
        """The words behind an object: its label, or a claim's sentence; "" where its name says as much."""
        if predicate in _SELF_EVIDENT:
            return ""
        words = self.label(iri)
        if set(re.findall(r"\w+", words.lower())) <= set(re.findall(r"\w+", iri.lower())):
            return ""
        return words if len(words) <= _LONG else words[:_LONG].rpartition(" ")[0] + " ..."

    def heading(self, iri: str) -> str:
        """The sentence above a claim, "" for all else."""
        return self.label(iri) if kind(iri) == "claim" else ""

    def label(self, iri: str) -> str:
        """A thing's rdfs:label, a claim's sentence, or ""."""
        if iri not in self._labels:
            self._labels[iri] = self._label(iri)
        return self._labels[iri]

    def _label(self, iri: str) -> str:
        said = self._facts.said(iri)
        if kind(iri) == "claim" and EXO + "relation" in said:
            return sentence(iri, self._facts)
        return min((value(label) for label in said.get(_LABEL.value, ())), default="")


def _own(paths: Iterable[str], root: str | None) -> ox.Store | None:
    """What the folders of someone's own say in which some files of facts stand; None where there are none."""
    facts = os.path.realpath(folder("ontology", root))
    bases = set()
    for path in paths:
        parent = os.path.dirname(os.path.realpath(path))
        inner = parent if os.path.basename(parent) in ("studies", "reviews") else os.path.dirname(parent)
        if is_placed(path) and not parent.startswith(facts + os.sep):
            bases.add(os.path.dirname(inner))
    if not bases:
        return None
    store = ox.Store()
    for base in sorted(bases):
        for file in tree(base, (".ttl",)):
            store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in _readable(Source(file, None)))
    return store


def _readable(source: Source) -> list[ox.Quad]:
    try:
        return quads(source)
    except DataError:
        return []
