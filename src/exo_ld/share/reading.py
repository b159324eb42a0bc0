"""One reading of the claims, for every format and merge that hands them on: kgx, nanopub, parquet, causal, direct
edges.

knowledge base -> Reading (claims with their evidence, works, terms), by the records of `claims`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..prefixes import EXO, ONTOLOGY, PREFIXES
from ..sentences import Stored, spoken
from .claims import PLAIN, Claim, Evidence, Place, Work
from .contents import Contents
from .lookups import Lookups
from .unnamed import refuse_unnamed

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["Reading"]

_TYPE, _LABEL, _ABOVE = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "subClassOf"
_LINKS = (
    *("observedIn", "leadsTo", "disagreesWith", "sameFactAs", "orElse", "reasonFor", "despite", "andAlso"),
    *("onCondition", "embeds"),
)
_CORE = {EXO + name for name in ("subject", "subjectAspect", "relation", "object", "objectState", "aspect", *_LINKS)}
# Kinds of errata by which a claim that they concern is told of a work that does not say it, or of another material.
_MISPLACING = {EXO + kind for kind in ("crossedCitation", "wrongMaterial", "wrongRow")}
_P_VALUES = {"pValue": "", "pValueBelow": "<", "pValueAbove": ">"}
_OF_MODEL = {"inDisease": "disease", "inOrganism": "organism", "inCell": "modelCell", "inAnatomy": "modelAnatomy"}


class Reading:
    """What a knowledge base says: ``claims`` by IRI, sorted; labels and kinds of whatever they are about.

    Nothing is read before it is asked for, and each thing once: the formats of an export share one Reading.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb, self.contents = kb, Contents(kb)
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._categories: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._works: dict[str, Work] = {}
        self._seen: dict[tuple[str, ...], tuple[dict[str, tuple[str, ...]], tuple[str, ...]]] = {}

    @cached_property
    def _lookups(self) -> Lookups:
        """Raises DataError where a file cannot be read, or a claim cannot be named."""
        refuse_unnamed(self.kb)
        return Lookups(self.contents)

    @cached_property
    def _facts(self) -> Stored:
        return Stored(self.kb.store)

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims with subject, relation and object, withdrawn ones too, by IRI."""
        lines: dict[str, list[Evidence]] = {}
        for line in self.evidence:
            lines.setdefault(line.claim, []).append(line)
        whole = (
            self._lookups.of(EXO + "relation").keys()
            & self._lookups.of(EXO + "subject").keys()
            & self._lookups.of(EXO + "object").keys()
        )
        return [self._claim(claim, tuple(lines.get(claim, ()))) for claim in sorted(whole)]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence lines of claims, by IRI."""
        one, exo, many = self._lookups.one, self._local, self._lookups.many
        claims = self._lookups.of(EXO + "relation")
        return [
            Evidence(
                id=line,
                claim=claim,
                stance=exo(line, "stance"),
                role=exo(line, "role"),
                code=one(line, EXO + "evidenceCode"),
                modality=next(iter(self._hedges(line)), ""),
                modalities=self._hedges(line),
                rests_on=tuple(value.removeprefix(EXO) for value in many(line, EXO + "restsOn")),
                as_stated=one(line, EXO + "asStated"),
                places=tuple(self._place(place) for place in many(line, EXO + "statedIn")),
                works=tuple(self.work(work) for work in many(line, EXO + "cites")),
                verdicts=tuple(sorted({exo(check, "claimVerdict") for check in many(line, EXO + "checkedBy")})),
                reading=exo(line, "reading"),
                misplaced=any(one(slip, EXO + "kind") in _MISPLACING for slip in self._slips(line, claim)),
                moved=self._moved(line, claim),
                p_value=self._p_value(line),
                significance=exo(line, "significance"),
                assays=tuple(many(line, EXO + "assay")),
                study_count=one(line, EXO + "studyCount"),
                first_demonstration=one(line, EXO + "firstDemonstration") in ("true", "1"),
            )
            for line, (claim, *_) in sorted(self._lookups.of(EXO + "evidenceFor").items())
            if claim in claims
        ]

    def _p_value(self, line: str) -> str:
        given = ((mark, self._lookups.one(line, EXO + name)) for name, mark in _P_VALUES.items())
        return next((mark + number for mark, number in given if number), "")

    def _hedges(self, line: str) -> tuple[str, ...]:
        """The hedges of a line, an ability, which is none, last."""
        found = [value.removeprefix(EXO) for value in self._lookups.many(line, EXO + "modality")]
        return tuple(sorted(found, key=lambda hedge: (hedge in PLAIN, hedge)))

    def _slips(self, line: str, claim: str) -> list[str]:
        """The errata that concern a claim in a passage in which the line stands."""
        many, back = self._lookups.many, self._lookups.back
        places = set(many(line, EXO + "statedIn"))
        return [
            e
            for e in back(claim, EXO + "concernsClaim")
            if places & set(many(e, EXO + "concernsPassage")) and not self._withdrawn(e)
        ]

    def _moved(self, line: str, claim: str) -> tuple[Work, ...]:
        works = {work for slip in self._slips(line, claim) for work in self._lookups.many(slip, EXO + "correctedWork")}
        return tuple(self.work(work) for work in sorted(works))

    def _withdrawn(self, iri: str) -> bool:
        return self._lookups.one(iri, PREFIXES["owl"] + "deprecated") in ("true", "1")

    def work(self, iri: str) -> Work:
        """A publication by its IRI."""
        if iri not in self._works:
            one, bibo = self._lookups.one, PREFIXES["bibo"]
            retracted = one(iri, EXO + "retracted") in ("true", "1")
            self._works[iri] = Work(iri, self.label(iri), one(iri, bibo + "doi"), one(iri, bibo + "pmid"), retracted)
        return self._works[iri]

    def label(self, iri: str) -> str:
        """The label of a term or thing; empty where it has none."""
        return self._lookups.one(iri, _LABEL) or self._lookups.one(iri, PREFIXES["skos"] + "prefLabel")

    def sentence(self, claim: str) -> str:
        """A claim in words, and on whose word, by its IRI; empty for what is no claim of the knowledge base."""
        return spoken(claim, self._facts) if EXO + "relation" in self._facts.said(claim) else ""

    def kinds(self, iri: str) -> tuple[str, ...]:
        """The most specific kinds of a thing by local name: of a class those above it (Gene, Cell), of an individual
        its types."""
        if iri not in self._kinds:
            self._kinds[iri] = self._kinds_of(iri)
        return self._kinds[iri]

    def _kinds_of(self, iri: str) -> tuple[str, ...]:
        above = self._above(iri)
        found = {kind for kind in above if kind.startswith(EXO)}
        typed = {kind for kind in self._lookups.many(iri, _TYPE) if kind.startswith(EXO) and kind != EXO + "LocalTerm"}
        found = found or typed
        upper = {higher for kind in found for higher in self._above(kind) if higher != kind}
        return tuple(sorted(kind[len(EXO) :] for kind in found - upper))

    def categories(self, iri: str) -> tuple[str, ...]:
        """The Biolink categories of a thing, without their prefix, as the ontology gives them to its kinds."""
        kinds = self.kinds(iri)
        if kinds not in self._categories:
            named = {self.annotation(EXO + kind, "biolinkCategory").removeprefix(PREFIXES["biolink"]) for kind in kinds}
            self._categories[kinds] = tuple(sorted(named - {""})) or ("NamedThing",)
        return self._categories[kinds]

    def causal(self, relation: str) -> bool:
        """Whether a relation is an exld:CausalRelation."""
        return EXO + "CausalRelation" in self._lookups.many(relation, _TYPE)

    def annotation(self, iri: str, name: str) -> str:
        """The value of one of our annotation properties, such as ``biolinkPredicate``; empty where there is none."""
        return self._lookups.one(iri, EXO + name)

    @property
    def version(self) -> str:
        """The version of the ontology (owl:versionInfo)."""
        return self._lookups.one(ONTOLOGY, PREFIXES["owl"] + "versionInfo")

    @property
    def modified(self) -> str:
        """The day on which the ontology was last changed (dcterms:modified), as YYYY-MM-DD."""
        return self._lookups.one(ONTOLOGY, PREFIXES["dcterms"] + "modified")

    @property
    def creator(self) -> str:
        """Who made the ontology and the facts (dcterms:creator)."""
        return self._lookups.one(ONTOLOGY, PREFIXES["dcterms"] + "creator")

    def _above(self, iri: str) -> set[str]:
        found: set[str] = set()
        todo = [iri]
        while todo:
            if (term := todo.pop()) not in found:
                found.add(term)
                todo += self._lookups.many(term, _ABOVE)
        return found

    def _local(self, iri: str, name: str) -> str:
        return self._lookups.one(iri, EXO + name).removeprefix(EXO)

    def _states(self, iri: str, name: str) -> str:
        return ", ".join(sorted(value.removeprefix(EXO) for value in self._lookups.many(iri, EXO + name)))

    def _place(self, iri: str) -> Place:
        one = self._lookups.one
        section = self._sections.get(iri, "")
        start, end = one(iri, EXO + "start"), one(iri, EXO + "end")
        return Place(
            iri,
            self._reviews.get(section, ""),
            section,
            int(start) if start.isdigit() else None,
            int(end) if end.isdigit() else None,
        )

    @cached_property
    def _sections(self) -> dict[str, str]:
        return {
            passage: section
            for section, passages in self._lookups.of(EXO + "hasPassage").items()
            for passage in passages
        }

    @cached_property
    def _reviews(self) -> dict[str, str]:
        return {
            section: review for review, sections in self._lookups.of(EXO + "hasSection").items() for section in sections
        }

    def _claim(self, iri: str, lines: tuple[Evidence, ...]) -> Claim:
        one, many, exo = self._lookups.one, self._lookups.many, self._local
        experiments = tuple(many(iri, EXO + "observedIn"))
        observed, systems = self._of_experiments(experiments)
        return Claim(
            id=iri,
            graph=self._lookups.graphs[iri],
            subject=one(iri, EXO + "subject"),
            subject_aspect=self._states(iri, "subjectAspect"),
            relation=one(iri, EXO + "relation"),
            object=one(iri, EXO + "object"),
            aspect=exo(iri, "aspect"),
            contexts=self._contexts.get(iri, {}),
            observed=observed,
            experiments=experiments,
            systems=systems,
            leads_to=tuple(many(iri, EXO + "leadsTo")),
            disagrees_with=tuple(
                sorted({*many(iri, EXO + "disagreesWith"), *self._lookups.back(iri, EXO + "disagreesWith")})
            ),
            withdrawn=self._withdrawn(iri),
            evidence=lines,
            or_else=tuple(sorted({*many(iri, EXO + "orElse"), *self._lookups.back(iri, EXO + "orElse")})),
            reason_for=tuple(many(iri, EXO + "reasonFor")),
            object_state=self._states(iri, "objectState"),
            despite=tuple(many(iri, EXO + "despite")),
            and_also=tuple(sorted({*many(iri, EXO + "andAlso"), *self._lookups.back(iri, EXO + "andAlso")})),
            on_condition=tuple(many(iri, EXO + "onCondition")),
            embeds=tuple(many(iri, EXO + "embeds")),
        )

    def _of_experiments(self, experiments: tuple[str, ...]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        """What the models of some experiments add, and their systems; many claims have the same experiments."""
        if experiments not in self._seen:
            many = self._lookups.many
            models = [model for experiment in experiments for model in many(experiment, EXO + "usesModel")]
            found = {
                ours: sorted({v for m in models for v in many(m, EXO + theirs)}) for ours, theirs in _OF_MODEL.items()
            }
            systems = sorted({s.removeprefix(EXO) for e in experiments for s in many(e, EXO + "system")})
            self._seen[experiments] = {name: tuple(values) for name, values in found.items() if values}, tuple(systems)
        return self._seen[experiments]

    @cached_property
    def _contexts(self) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for predicate in sorted(self._lookups.predicates(self._lookups.of(EXO + "relation")) - _CORE):
            for subject, values in self._lookups.of(predicate).items():
                found.setdefault(subject, {})[predicate[len(EXO) :]] = tuple(values)
        return found
