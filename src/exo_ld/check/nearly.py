"""What files name that is nearly ours (a namespace with http, another slash, no id/, a prefix that nothing declares),
or ours no longer.

No shape looks at the one, and nothing else tells that the other is obsolete or was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ..graph.intake import Input
from ..prefixes import EXO, EXOD, EXOS, ONTOLOGY, PREFIXES, contract, expand
from ..report.findings import Finding
from ..report.placing import Spot, first_uses, place_nodes, short
from .job import REPLACED, Job

__all__ = ["nearly", "nearly_ours", "obsolete"]

_BASE = ONTOLOGY.removesuffix("ontology")
_CURIE = re.compile(r"(?i)^(exld|exod|exos|exo):(?!//)")
_ALIKE = re.compile(
    r"(?i)^(?:\w+:/*)?[\w.-]+/+exo[-_]?ld/*(?P<part>ontolog\w*|ids?|shapes?|terms?"
    r"|vocab\w*)?(?P<sign>[#/:]*)(?P<name>.*)$"
)
_PARTS = {"i": EXOD, "s": EXOS}
_VERSION = re.compile(r"ontology/\d+\.\d+")
_INDIVIDUAL = re.compile(  # how the name of an individual of ours begins (docs/rules.md, Names)
    r"(?:abstract|anatomy|attribute|cell|check|claim|code|component|concept|condition|disagreement|disease|dose|erratum"
    r"|evidence|experiment|import|material|model|modification|molecule|passage|pathway|phenotype|place|population"
    r"|preparation|process|review|route|section|study|technique|treatment|work)-"
)
_SPEAK_OF_IT = {
    *REPLACED,
    PREFIXES["dcterms"] + "replaces",
    PREFIXES["prov"] + "wasRevisionOf",
    PREFIXES["owl"] + "annotatedSource",
}


def nearly(iri: str) -> tuple[str, str] | None:
    """The beginning of an IRI that is nearly one of our namespaces, and ours in its place; None for other IRIs."""
    if iri.startswith((EXO, EXOD, EXOS)) or iri in (ONTOLOGY, EXOS[:-1], _BASE, EXOD[:-1]):
        return None
    if curie := _CURIE.match(iri):
        return curie[0], PREFIXES.get(curie[1].lower(), EXO)
    found = _ALIKE.match(iri)
    if found and not found["part"] and _INDIVIDUAL.match(found["name"]):
        return iri[: len(iri) - len(found["name"])], EXOD
    if not found or (iri.startswith(_BASE) and (not found["part"] or _VERSION.match(iri, len(_BASE)))):
        return None
    part = (found["part"] or "").lower()
    return iri[: len(iri) - len(found["name"])], _PARTS.get(part[:1], EXO) if part else _BASE


def nearly_ours(file: Input) -> Iterator[Finding]:
    """A finding for each namespace of a file that is nearly ours."""
    found: dict[tuple[str, str], list[ox.NamedNode]] = {}
    iris = {node for q in file.quads for node in (q.subject, q.predicate, q.object) if isinstance(node, ox.NamedNode)}
    iris |= {q.object.datatype for q in file.quads if isinstance(q.object, ox.Literal)}
    for iri in sorted(iris, key=str):
        if near := nearly(iri.value):
            found.setdefault(near, []).append(iri)
    for (written, meant), nodes in found.items():
        spot = next((spot for _, _, spot in first_uses(file, set(nodes[:1]))), None) or place_nodes(
            nodes[:1], [file]
        ).get(nodes[0])
        message = (
            f"<{written}> is nearly our namespace <{meant}>, but another: no shape looks at what is written with it."
        )
        place = (spot or Spot(file.path))._asdict()
        yield Finding(
            "Warning",
            "nearly-ours",
            value=written,
            message=message,
            fix=f"write {meant}",
            stage="defined",
            **place,
        )


def obsolete(job: Job, file: Input) -> Iterator[Finding]:
    """A finding for each obsolete term and withdrawn claim that a file uses, with what to use in its place."""
    used = {
        node
        for q in file.quads
        for node in (q.predicate, q.object)
        if isinstance(node, ox.NamedNode)
        and node in job.deprecated
        and q.subject not in job.deprecated
        and q.predicate.value not in _SPEAK_OF_IT
    }
    for node, subject, spot in first_uses(file, used, job.deprecated):
        instead = ", ".join(dict.fromkeys(_term(term) for term in job.deprecated[node]))
        what = "was withdrawn" if node.value.startswith(EXOD) else "is obsolete"
        yield Finding(
            "Warning",
            "obsolete",
            focus="" if isinstance(subject, ox.BlankNode) else short(subject),
            value=short(node),
            message=f"{short(node)} {what}{f'; {instead} stands in its place' if instead else ''}.",
            fix=f"write {instead}" if instead else "look for what says the same today, or leave it out",
            stage="defined",
            **spot._asdict(),
        )


def _term(term: Any) -> str:
    """A replacement in short; some ontologies give it as a CURIE in a text."""
    return (contract(expand(term.value) or "") or term.value) if isinstance(term, ox.Literal) else short(term)
