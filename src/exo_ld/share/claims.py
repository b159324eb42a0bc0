"""What is claimed, as records: a claim with its evidence, the places and works of that, and why it may be no plain
fact.

IRIs stand in full; what is a closed list of ours (stance, aspect, role ...) stands by its local name. `reading` fills
them; the model is in docs/model.md.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PLAIN", "Claim", "Evidence", "Place", "Work"]

PLAIN = ("", "able")  # no hedge: an ability is told as a fact


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work or review; ``doi`` and ``pmid`` are bare, and empty where they are not known."""

    id: str
    label: str
    doi: str = ""
    pmid: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evidence line stands: a passage of ``review`` with its offsets, or an abstract (then ``review`` is
    empty)."""

    id: str
    review: str = ""
    section: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An evidence line: stance, role, modality and reading by local name, ``code`` an ECO IRI.

    ``verdicts`` are those of its source checks on the claim as it is encoded; ``misplaced`` says that an erratum of a
    misplacing kind concerns the claim where the line stands; ``moved`` are the works to which errata give it in place
    of ``works``.
    """

    id: str
    claim: str
    stance: str
    role: str
    code: str
    modality: str
    as_stated: str
    places: tuple[Place, ...]
    works: tuple[Work, ...]
    verdicts: tuple[str, ...]
    reading: str = ""
    misplaced: bool = False
    moved: tuple[Work, ...] = ()
    p_value: str = ""  # as it is given: 0.03, <0.05
    significance: str = ""
    assays: tuple[str, ...] = ()
    first_demonstration: bool = False
    study_count: str = ""
    modalities: tuple[str, ...] = ()  # all of them; ``modality`` is the one that doubts most
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with all that is said for and against it.

    ``subject_aspect`` and ``object_state`` are local names, several with commas;
    ``contexts`` are its own qualifiers, by the local name of their property (``inCell``, ``atDose``, ``value`` ...);
    ``observed`` what the models of its experiments add, by the same names; ``systems`` inVivo, inVitro, exVivo.
    ``graph`` is the named graph (study or review) in which it is stated.
    """

    id: str
    graph: str
    subject: str
    subject_aspect: str
    relation: str
    object: str
    aspect: str
    contexts: dict[str, tuple[str, ...]]
    observed: dict[str, tuple[str, ...]]
    experiments: tuple[str, ...]
    systems: tuple[str, ...]
    leads_to: tuple[str, ...]
    disagrees_with: tuple[str, ...]
    withdrawn: bool
    evidence: tuple[Evidence, ...]
    or_else: tuple[str, ...] = ()
    reason_for: tuple[str, ...] = ()
    object_state: str = ""
    despite: tuple[str, ...] = ()
    and_also: tuple[str, ...] = ()
    on_condition: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()

    @property
    def stances(self) -> tuple[str, ...]:
        """The stances of its evidence lines, each once, sorted."""
        return tuple(sorted({line.stance for line in self.evidence}))

    @property
    def works(self) -> tuple[Work, ...]:
        """The works that its evidence lines cite, each once, by IRI."""
        return tuple(sorted({work for line in self.evidence for work in line.works}, key=lambda work: work.id))

    @property
    def reviews(self) -> tuple[str, ...]:
        """The reviews that state it, each once, by IRI."""
        return tuple(sorted({place.review for line in self.evidence for place in line.places if place.review}))

    @property
    def retracted(self) -> bool:
        """Whether it rests on works, by citation or by an erratum that moves the citation, and all of them are
        retracted."""
        works = {work for line in self.evidence for work in line.moved or line.works}
        return bool(works) and all(work.retracted for work in works)

    def where(self, name: str) -> tuple[str, ...]:
        """Its own context ``name`` (such as inOrganism), or, where it gives none, that of its experiments."""
        return self.contexts.get(name) or self.observed.get(name, ())

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why it must not be told as a plain fact; empty where it may.

        withdrawn; refuted, noEffect (some evidence line says so); hedged (every line says may, might, should);
        contradicted, misplaced (of every line its source says otherwise, or an erratum says that it is told of the
        wrong work or material); ambiguous (every line is one reading of its words among others); notSignificant (no
        line calls it more than a trend); eitherOr (it or another claim is said to hold); conditional (it is said
        to hold if another claim does); retracted (it rests on nothing else); unsupported (no evidence line is for it).
        """
        lines, stances = self.evidence, self.stances
        astray = bool(lines) and all(line.misplaced or "contradicted" in line.verdicts for line in lines)
        found = {
            "withdrawn": self.withdrawn,
            "refuted": "refutes" in stances,
            "noEffect": "reportsNoEffect" in stances,
            "hedged": bool(lines) and all(line.modality not in PLAIN for line in lines),
            "contradicted": astray and any("contradicted" in line.verdicts for line in lines),
            "misplaced": astray and any(line.misplaced for line in lines),
            "ambiguous": bool(lines) and all(line.reading for line in lines),
            "notSignificant": bool(lines) and all(line.significance for line in lines),
            "eitherOr": bool(self.or_else),
            "conditional": bool(self.on_condition),
            "retracted": self.retracted,
            "unsupported": not lines,
        }
        return tuple(doubt for doubt, holds in found.items() if holds)
