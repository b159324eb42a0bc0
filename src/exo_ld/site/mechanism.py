"""How it is said to work: a graph in columns for each complication and each molecule.

claims -> Mechanism (nodes in columns, links with their claims, direct effects as badges) -> drawing.py (SVG), templates
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..prefixes import EXO
from .records import Flag, Records

if TYPE_CHECKING:
    from ..share.claims import Claim

__all__ = ["COLUMNS", "Link", "Mechanism", "Mechanisms", "weight"]

# What stands in each column, by the finder's words for kinds.
COLUMNS = (
    (
        "What was given",
        {
            "exosome preparation",
            "vesicle",
            "vesicle preparation",
            "cell preparation",
            "conditioned medium",
            "compound preparation",
            "treatment",
        },
    ),
    ("RNA", {"microRNA", "noncoding RNA"}),
    ("Molecule", {"gene or gene product", "protein", "molecule", "chemical", "gene family", "material"}),
    ("Pathway and process", {"pathway", "biological process", "attribute", "technique"}),
    (
        "Cell and finding",
        {
            "cell",
            "cell line",
            "phenotype",
            "anatomical entity",
            "cellular component",
            "condition",
            "population",
            "organism",
        },
    ),
    ("Disease", {"disease", "disease model"}),
)
GIVEN, RNA, MOLECULE, PROCESS, FINDING, DISEASE = range(6)
_DOES = {
    "increases": "raises",
    "delivers": "raises",
    "causes": "raises",
    "contributesTo": "raises",
    "exacerbates": "raises",
    "maintains": "raises",
    "decreases": "lowers",
    "ameliorates": "lowers",
    "prevents": "lowers",
    "protectsAgainst": "lowers",
    "treats": "treats",
    "isEffectiveFor": "treats",
    "affects": "affects",
    "actsThrough": "affects",
    "involvedIn": "affects",
    "targets": "affects",
    "binds": "affects",
    "carries": "carries",
    "secretes": "carries",
    "requires": "affects",
}
# In the order of badges, and as said of what it is done to.
_DONE = {
    "raises": "raised",
    "lowers": "lowered",
    "treats": "treated",
    "affects": "affected",
    "carries": "carried",
}
_DISEASE_ROWS = ("source-cells-by-complication", "outcomes")
_CHAINS = 8  # that a page shows
_FEW = 3  # claims that a molecule has to stand in, to have a page of its own


class Badge(NamedTuple):
    """What is said to be done to a thing directly by what was given, and by how many studies that stand."""

    does: str
    studies: int
    retracted: bool = False  # nothing but retracted work says it

    @property
    def words(self) -> str:
        """Such as: lowered (1 study)."""
        return f"{_DONE[self.does]} ({weight(self.studies, self.retracted)})"


class Node(NamedTuple):
    """A thing in a graph; ``badges`` are the direct effects on it of what was given."""

    iri: str
    label: str
    column: int
    badges: tuple[Badge, ...] = ()


@dataclass
class Link:
    """All claims that one thing does the same to another: ``does`` is raises, lowers, treats, affects or carries."""

    subject: str
    state: str
    does: str
    object: str
    aspect: str
    claims: list[Claim] = field(default_factory=list)
    conflict: bool = False

    @cached_property
    def studies(self) -> tuple[str, ...]:
        """The works that are cited for it and stand, each once."""
        return tuple(sorted({work.id for claim in self.claims for work in claim.works if not work.retracted}))

    @cached_property
    def retracted(self) -> bool:
        """Whether every claim rests on retracted work alone."""
        return all(claim.retracted for claim in self.claims)

    @cached_property
    def systems(self) -> tuple[str, ...]:
        """in vivo, in vitro, ex vivo: where it was seen."""
        named = {"inVivo": "in vivo", "inVitro": "in vitro", "exVivo": "ex vivo"}
        return tuple(sorted({named.get(system, system) for claim in self.claims for system in claim.systems}))

    def where(self, name: str) -> tuple[str, ...]:
        """The organisms, cells ... of its claims."""
        return tuple(sorted({value for claim in self.claims for value in claim.where(name)}))


def weight(studies: int, retracted: bool) -> str:
    """On what an effect rests, in words."""
    if studies:
        return f"{studies} {'study' if studies == 1 else 'studies'}"
    return "retracted work alone" if retracted else "a review's word"


class Mechanism:
    """The links of some claims, with direct effects of what was given as badges on what it changes."""

    def __init__(self, owner: Mechanisms, claims: Iterable[Claim]) -> None:
        self.owner, self.records = owner, owner.records
        found: dict[tuple[str, str, str, str, str], Link] = {}
        for claim in claims:
            if (does := owner.does(claim)) and claim.subject != claim.object:
                state = owner.word(claim.subject_aspect)
                of = ", ".join(word for word in (owner.word(claim.aspect), owner.word(claim.object_state)) if word)
                key = (claim.subject, state, does, claim.object, of)
                link = found.setdefault(key, Link(*key))
                link.claims.append(claim)
                link.conflict = link.conflict or bool(self.records.conflicts(claim.id))
        self.all = sorted(found.values(), key=self._order)

    def _order(self, link: Link) -> tuple[Any, ...]:
        label = self.records.label
        column = self.owner.column
        return (
            column(link.subject),
            label(link.subject).lower(),
            column(link.object),
            label(link.object).lower(),
            link.does,
            link.state,
            link.aspect,
        )

    def direct(self, link: Link) -> bool:
        """Whether a link is drawn as a badge: what was given does to anything but what it carries."""
        return self.owner.column(link.subject) == GIVEN and self.owner.column(link.object) > RNA

    @cached_property
    def links(self) -> list[Link]:
        """The links that are drawn as lines."""
        return [link for link in self.all if not self.direct(link)]

    @cached_property
    def nodes(self) -> list[Node]:
        """The ends of the links, by column, with their badges."""
        ends = dict.fromkeys(end for link in self.links for end in (link.subject, link.object))
        return sorted((self._node(iri) for iri in ends), key=lambda node: (node.column, node.label.lower()))

    @cached_property
    def only_direct(self) -> list[Node]:
        """What is said to be changed with no step told between: not drawn, listed below the graph."""
        drawn = {node.iri for node in self.nodes}
        rest = dict.fromkeys(link.object for link in self.all if self.direct(link) and link.object not in drawn)
        return sorted(
            (self._node(iri) for iri in rest),
            key=lambda node: (-sum(badge.studies for badge in node.badges), node.label.lower()),
        )

    def _node(self, iri: str) -> Node:
        direct = [link for link in self.all if link.object == iri and self.direct(link)]
        badges = []
        for does in _DONE:
            if some := [link for link in direct if link.does == does]:
                studies = {study for link in some for study in link.studies}
                badges.append(Badge(does, len(studies), all(link.retracted for link in some)))
        return Node(iri, self.records.label(iri), self.owner.column(iri), tuple(badges))

    @cached_property
    def chains(self) -> list[list[str]]:
        """The chains that the reviews tell, as claims, the longest first; none that is part of another."""
        ours = {claim.id: claim for link in self.all for claim in link.claims}
        led = {next_ for claim in ours.values() for next_ in claim.leads_to}
        found: list[list[str]] = []
        for start in (iri for iri in ours if iri not in led and ours[iri].leads_to):
            found += self._onward([start], ours)
        chosen = {tuple(chain): chain for chain in found if len(chain) > 1}
        return sorted(chosen.values(), key=lambda chain: (-len(chain), chain))[:_CHAINS]

    def _onward(self, chain: list[str], ours: dict[str, Claim]) -> list[list[str]]:
        further = (
            [iri for iri in ours[chain[-1]].leads_to if iri in ours and iri not in chain] if len(chain) < 6 else []
        )
        return [whole for iri in further for whole in self._onward([*chain, iri], ours)] or [chain]

    def flags(self, link: Link) -> list[Flag]:
        """The warnings of a link's claims, each once."""
        return list(dict.fromkeys(flag for claim in link.claims for flag in self.records.flags(claim.id)))


class Mechanisms:
    """The complications and molecules of a knowledge base that have a mechanism."""

    def __init__(self, records: Records) -> None:
        self.records = records

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {entity.iri: entity.kind for entity in self.records.kb.index.entities}

    def column(self, iri: str) -> int:
        """The column in which a thing stands."""
        kind = self._kinds.get(iri, "thing")
        if kind in ("class", "thing", "concept"):
            return self._by_class(iri)
        return next((number for number, (_, kinds) in enumerate(COLUMNS) if kind in kinds), PROCESS)

    def _by_class(self, iri: str) -> int:
        """Things whose kind says little: our classes of preparations are vesicles, the rest processes."""
        words = self.records.label(iri).lower()
        return GIVEN if any(word in words for word in ("exosome", "vesicle", "preparation", "secretome")) else PROCESS

    def does(self, claim: Claim) -> str:
        """What the subject of a claim does to its object; empty for claims that tell of no effect."""
        local = claim.relation.removeprefix(EXO)
        if claim.withdrawn or (claim.evidence and set(claim.stances) <= {"refutes", "reportsNoEffect"}):
            return ""
        return _DOES.get(local, "affects" if self.records.reading.causal(claim.relation) else "")

    def word(self, local: str) -> str:
        """Words of a closed list of ours, by local names or IRIs, several with commas."""
        each = local.split(", ") if local else []
        return ", ".join(self.records.label(one if ":" in one else EXO + one) for one in each)

    @cached_property
    def complications(self) -> dict[str, list[Claim]]:
        """Each complication that vesicles were tried in, to the claims made in it or about it."""
        wanted = {
            row["complication"] for name in _DISEASE_ROWS for row in self.records.rows(name) if "complication" in row
        }
        found: dict[str, list[Claim]] = {iri: [] for iri in sorted(wanted)}
        for claim in self.records.claims.values():
            for iri in {*claim.where("inDisease"), claim.subject, claim.object} & found.keys():
                found[iri].append(claim)
        return {iri: claims for iri, claims in found.items() if any(map(self.does, claims))}

    @cached_property
    def molecules(self) -> dict[str, list[Claim]]:
        """Each molecule with some claims of its own, to these and all that they are said to lead to or come of."""
        own: dict[str, list[Claim]] = {}
        before: dict[str, list[str]] = {}
        for claim in self.records.claims.values():
            for end in {claim.subject, claim.object} if self.does(claim) else ():
                if self.column(end) in (RNA, MOLECULE):
                    own.setdefault(end, []).append(claim)
            for next_ in claim.leads_to:
                before.setdefault(next_, []).append(claim.id)
        return {iri: self._around(claims, before) for iri, claims in sorted(own.items()) if len(claims) >= _FEW}

    def _around(self, claims: list[Claim], before: dict[str, list[str]]) -> list[Claim]:
        found = {claim.id: claim for claim in claims}
        for step in (lambda claim: claim.leads_to, lambda claim: before.get(claim.id, ())):
            left = list(claims)
            while left:
                for iri in step(left.pop()):
                    if iri not in found and iri in self.records.claims:
                        found[iri] = self.records.claims[iri]
                        left.append(found[iri])
        return list(found.values())
