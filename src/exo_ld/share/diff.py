"""`exo-ld diff`: two versions of the knowledge base compared, claim by claim.

A claim is *added*; *withdrawn* (owl:deprecated, see docs/deprecation.md), then *superseded* where it names what stands
in its place;
*restored*; *removed*, which breaks the promise that an id once given never vanishes; else it may be *re-mapped*
(another term, or another mapping of its term), *edited* (anything else of its own), *re-evidenced* (its evidence
lines). Each change is told with the property, what it was and what it is.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from ..errors import safe
from ..graph.apart import canonical
from ..prefixes import EXO, PREFIXES, contract, expand
from .update import has_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .versions import Version

__all__ = ["KINDS", "Change", "Difference", "Entry", "compare"]

KINDS = ("added", "withdrawn", "superseded", "restored", "removed", "re-mapped", "edited", "re-evidenced")
_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
_DEPRECATED, _REPLACED = PREFIXES["owl"] + "deprecated", PREFIXES["IAO"] + "0100001"
_NOTES = (PREFIXES["skos"] + "editorialNote", PREFIXES["skos"] + "changeNote", PREFIXES["rdfs"] + "comment")

_OF_WITHDRAWAL = {contract(iri) for iri in (_DEPRECATED, _REPLACED, *_NOTES)}

Things = dict[str, dict[str, set[str]]]  # subject -> predicate -> objects, in the form of N-Triples


class Change(NamedTuple):
    """One property of one thing: what it had and has no longer, what it has now and had not."""

    thing: str
    property: str
    old: list[str]
    new: list[str]


class Entry(NamedTuple):
    """A claim that differs: its CURIE and label, what was done to it (of `KINDS`), the changes, the reason where one is
    noted."""

    claim: str
    label: str
    kind: str
    changes: list[Change]
    reason: str


class Difference(NamedTuple):
    """What two versions differ in: claims, counts of other things by class, and counts of triples."""

    old: str
    new: str
    claims: list[Entry]
    others: dict[str, dict[str, list[str]]]  # class -> added, removed, changed -> CURIEs
    triples: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether no claim vanished: an id once given stays, withdrawn at the most."""
        return not any(entry.kind == "removed" for entry in self.claims)

    @property
    def _same(self) -> bool:
        """Whether both versions hold the same."""
        return not any(count for name, count in self.triples.items() if name not in ("same", "blankSame"))

    def text(self, form: str = "text") -> str:
        """As ``text`` or ``json``."""
        counts = Counter(entry.kind for entry in self.claims)
        if form == "json":
            body = {
                "old": self.old,
                "new": self.new,
                "triples": self.triples,
                "counts": {kind: counts[kind] for kind in KINDS},
                "claims": [{**e._asdict(), "changes": [c._asdict() for c in e.changes]} for e in self.claims],
                "others": self.others,
            }
            return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
        lines = [f"{safe(self.old)} -> {safe(self.new)}"]
        lines.append(
            f"triples: {self.triples['added']} added, {self.triples['removed']} removed, {self.triples['same']} the "
            "same"
        )
        lines += self._unnamed()
        nothing = "no difference" if self._same else "no difference in claims"
        lines.append("claims: " + (", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or nothing))
        for kind in KINDS:
            for entry in (e for e in self.claims if e.kind == kind):
                lines.append(f"{kind}: {entry.claim}  {entry.label}" + (f"  ({entry.reason})" if entry.reason else ""))
                lines += [f"    {line}" for change in entry.changes for line in _told(change, entry.claim)]
        for name, sides in self.others.items():
            lines.append(f"{name}: " + ", ".join(f"{len(found)} {side}" for side, found in sides.items() if found))
        return "\n".join(lines) + "\n"

    def _unnamed(self) -> list[str]:
        """What the counts of triples do not say."""
        n, lines = self.triples, []
        if n["moved"]:
            lines.append(f"the same triples in other graphs: {n['moved']}")
        if n["blankAdded"] or n["blankRemoved"]:
            lines.append(
                f"triples with blank nodes: {n['blankAdded']} added, {n['blankRemoved']} removed, {n['blankSame']} "
                "alike"
            )
        elif n["blankRelinked"]:
            lines.append(
                f"triples with blank nodes: {n['blankSame']} alike one by one, but not in how they hang together"
            )
        return lines


def _told(change: Change, claim: str) -> Iterable[str]:
    at = change.property if change.thing == claim else f"{change.thing} {change.property}"
    yield from (f"- {at} {value}" for value in change.old)
    yield from (f"+ {at} {value}" for value in change.new)


def compare(old: Version, new: Version) -> Difference:
    """Compare two versions; the graph that a triple stands in does not count."""
    before, after = _things(old.quads), _things(new.quads)
    mapped = _mapped(old, new)
    lines_before, lines_after = _lines(before), _lines(after)
    claims = []
    for claim in sorted(_claims(before) | _claims(after)):
        was, now = before.get(claim), after.get(claim)
        # An evidence line of one claim says nothing of another: what it was is part of the claim's evidence.
        evidence = [
            change
            for line in sorted(lines_before.get(claim, set()) | lines_after.get(claim, set()))
            for change in _changes(line, before.get(line, {}), after.get(line, {}))
        ]
        own = _changes(claim, was or {}, now or {})
        if was and now:
            terms = {value for p, values in now.items() if p != _TYPE for value in values}
            own += [change for iri, change in mapped.items() if f"<{iri}>" in terms]
        for kind, changes in _kinds(was, now, own, evidence):
            claims.append(
                Entry(_short(f"<{claim}>"), _label(now or was or {}), kind, changes, _reason(kind, now or was or {}))
            )
    claims.sort(key=lambda entry: (KINDS.index(entry.kind), entry.claim))
    counts = _counts(old.quads, new.quads)
    told = _claims(before) | _claims(after)
    told |= {
        line
        for lines in (lines_before, lines_after)
        for claim, found in lines.items()
        if claim in told
        for line in found
    }
    return Difference(old.name, new.name, claims, _others(before, after, told), counts)


def _kinds(
    was: dict[str, set[str]] | None, now: dict[str, set[str]] | None, own: list[Change], evidence: list[Change]
) -> Iterable[tuple[str, list[Change]]]:
    if was is None:
        yield "added", []
        return
    if now is None:
        yield "removed", []
        return
    gone_before, gone_now = _withdrawn(was), _withdrawn(now)
    if gone_now != gone_before:
        kind = "restored" if gone_before else "superseded" if now.get(_REPLACED) else "withdrawn"
        yield kind, [change for change in own if change.property in _OF_WITHDRAWAL]
        own = [change for change in own if change.property not in _OF_WITHDRAWAL]
    remapped = [change for change in own if _is_remapping(change)]
    edited = [change for change in own if change not in remapped]
    yield from (
        (kind, found)
        for kind, found in (("re-mapped", remapped), ("edited", edited), ("re-evidenced", evidence))
        if found
    )


def _is_remapping(change: Change) -> bool:
    """A term in place of another: both sides are names of things, and neither is of our own closed lists."""
    if change.property == "mapping":
        return True
    values = change.old + change.new
    named = all(not value.startswith(('"', "exld:", "_:")) for value in values)
    return bool(change.old and change.new) and named and change.property in _TERM_PROPERTIES


_TERM_PROPERTIES = {
    f"exld:{name}"
    for name in (
        "subject object inDisease inOrganism inCell inAnatomy underCondition comparedWith inPopulation inPlace"
    ).split()
}


def _things(quads: Iterable[ox.Quad]) -> Things:
    found: Things = {}
    for quad in quads:
        if not has_blank(quad):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, set()).add(str(quad.object))  # type: ignore[union-attr]
    return found


def _counts(old: Sequence[ox.Quad], new: Sequence[ox.Quad]) -> dict[str, int]:
    """How many triples were added, removed and are the same; how many stand in other graphs; and those with blank
    nodes.

    A blank node has no name by which it could be found again: its triples are compared by what else stands in them, and
    where that is the same, by canonical labels (RDFC-1.0).
    """
    named = [{quad for quad in quads if not _unnamed(quad)} for quads in (old, new)]
    was, now = ({quad.triple for quad in quads} for quads in named)
    homes: list[dict[Any, set[Any]]] = [{}, {}]
    for found, quads in zip(homes, named, strict=True):
        for quad in quads:
            found.setdefault(quad.triple, set()).add(quad.graph_name)
    masks = [Counter(_masked(quad) for quad in set(quads) if _unnamed(quad)) for quads in (old, new)]
    more, less = (masks[1] - masks[0]).total(), (masks[0] - masks[1]).total()
    return {
        "added": len(now - was),
        "removed": len(was - now),
        "same": len(was & now),
        "moved": sum(homes[0][triple] != homes[1][triple] for triple in was & now),
        "blankAdded": more,
        "blankRemoved": less,
        "blankSame": (masks[0] & masks[1]).total(),
        "blankRelinked": int(bool(masks[0]) and not more and not less and _canonical(old) != _canonical(new)),
    }


def _unnamed(quad: ox.Quad) -> bool:
    """Whether a blank node stands in a quad, be it as its graph."""
    return has_blank(quad) or isinstance(quad.graph_name, ox.BlankNode)


def _masked(quad: ox.Quad) -> str:
    """A quad as text, its blank nodes without their labels."""

    def text(term: Any) -> str:
        if isinstance(term, ox.Triple):
            return f"<<( {text(term.subject)} {term.predicate} {text(term.object)} )>>"
        return "_:" if isinstance(term, ox.BlankNode) else str(term)

    return " ".join(map(text, quad))


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    return set(map(str, canonical(quad for quad in quads if _unnamed(quad))))


def _claims(things: Things) -> set[str]:
    return {iri for iri, said in things.items() if f"<{EXO}Claim>" in said.get(_TYPE, ())}


def _lines(things: Things) -> dict[str, set[str]]:
    """The evidence lines of each thing."""
    found: dict[str, set[str]] = {}
    for iri, said in things.items():
        for target in said.get(EXO + "evidenceFor", ()):
            found.setdefault(target[1:-1], set()).add(iri)
    return found


def _changes(thing: str, was: dict[str, set[str]], now: dict[str, set[str]]) -> list[Change]:
    return [
        Change(
            _short(f"<{thing}>"),
            _short(f"<{p}>"),
            _values(was.get(p, set()) - now.get(p, set())),
            _values(now.get(p, set()) - was.get(p, set())),
        )
        for p in sorted(was.keys() | now.keys())
        if was.get(p, set()) != now.get(p, set())
    ]


def _values(found: set[str]) -> list[str]:
    return sorted(_short(value) for value in found)


def _short(term: str) -> str:
    """An IRI in angle brackets as a CURIE where there is one; anything else as it is."""
    return (contract(term[1:-1]) or term) if term.startswith("<") else term


def _withdrawn(said: dict[str, set[str]]) -> bool:
    return any(value.startswith(('"true"', '"1"')) for value in said.get(_DEPRECATED, ()))


def _label(said: dict[str, set[str]]) -> str:
    if label := min(said.get(_LABEL, ()), default=""):
        return label
    parts = (min(said.get(EXO + name, ()), default="") for name in ("subject", "relation", "object"))
    return " ".join(_short(part).removeprefix("exod:") for part in parts)


def _reason(kind: str, said: dict[str, set[str]]) -> str:
    if kind not in ("withdrawn", "superseded", "restored"):
        return ""
    notes = [note for p in _NOTES for note in sorted(said.get(p, ()))]
    replaced = [f"in its place {_short(value)}" for value in sorted(said.get(_REPLACED, ()))]
    return "; ".join([*replaced, *notes])


def _mapped(old: Version, new: Version) -> dict[str, Change]:
    """The terms whose mappings differ, by IRI; none where a version comes without mappings."""
    if old.mappings is None or new.mappings is None:
        return {}
    found = {}
    for term in sorted(old.mappings.keys() | new.mappings.keys()):
        was, now = old.mappings.get(term, set()), new.mappings.get(term, set())
        if was and now and was != now:
            found[expand(term) or term] = Change(term, "mapping", sorted(was - now), sorted(now - was))
    return found


def _others(before: Things, after: Things, told: set[str]) -> dict[str, dict[str, list[str]]]:
    """What else differs, by class: studies, experiments, passages, terms ...; not the claims and their evidence in
    ``told``."""
    found: dict[str, dict[str, list[str]]] = {}
    for iri in sorted((before.keys() | after.keys()) - told):
        was, now = before.get(iri), after.get(iri)
        if was == now:
            continue
        side = "added" if was is None else "removed" if now is None else "changed"
        kinds = (now or was or {}).get(_TYPE, set())
        ours = sorted(kind for kind in kinds if kind.startswith(f"<{EXO}"))
        kind = _short((ours or sorted(kinds) or ["<>"])[0]) if kinds else "others"
        found.setdefault(kind, {"added": [], "removed": [], "changed": []})[side].append(_short(f"<{iri}>"))
    return dict(sorted(found.items()))
