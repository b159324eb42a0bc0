"""What of the knowledge base goes into a merge: what is stated, and by choice what follows, plain edges, less what is
retracted.

knowledge base -> quads. Blank nodes (the ontology has some, facts have none) get labels of our own, the same for the
same data.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import UsageError
from ..merge.joins import Ours
from ..prefixes import EXO, EXOD, ONTOLOGY, PREFIXES
from .claims import Claim
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..query.kb import KnowledgeBase

__all__ = ["DIRECT", "INFERRED", "PARTS", "quads", "selected"]

PARTS = {
    "asserted": "all that is stated (always there)",
    "inferred": "what follows by subclasses, subproperties and the defined classes",
    "direct": "edges subject relation object, where they are true without their qualifiers",
    "without-retracted": "no claims that rest on retracted works alone",
}
INFERRED, DIRECT = EXOD + "inferred", EXOD + "direct"  # the named graphs of what is added

_BLANK = "exold"  # how our blank nodes' labels begin
_SPACE = "https://w3id.org/exo-ld/"  # how our IRIs begin
_RULES = (
    "CONSTRUCT { ?a rdfs:subClassOf ?c } WHERE { ?a rdfs:subClassOf+ ?c FILTER(isIRI(?a) && isIRI(?c) && ?a != ?c) }",
    "CONSTRUCT { ?x a ?c } WHERE { ?x a/rdfs:subClassOf+ ?c FILTER(isIRI(?x) && isIRI(?c)) }",
    "CONSTRUCT { ?s ?q ?o } WHERE { ?p rdfs:subPropertyOf+ ?q . ?s ?p ?o FILTER(isIRI(?q) && !isBlank(?s) && "
    "!isBlank(?o)) }",
    # A defined class: what is of a kind and has some value of a class (which values stand for
    # classes: docs/rules.md, Classes as values).
    """CONSTRUCT { ?x a ?d } WHERE {
         ?d owl:equivalentClass/owl:intersectionOf ?list .
         ?list rdf:rest*/rdf:first ?kind , ?restriction .
         ?restriction owl:onProperty ?p ; owl:someValuesFrom ?v .
         ?x a/rdfs:subClassOf* ?kind ; ?p ?value . ?value rdfs:subClassOf* ?v
         FILTER(isIRI(?kind) && isIRI(?d) && ?d != ?kind) }""",
)


def selected(kb: KnowledgeBase, include: Iterable[str] = ()) -> Ours:
    """What `merge` adds to base files: all that is stated, and the parts ``include``. Raises as `quads`."""
    parts = list(dict.fromkeys(["asserted", *include]))
    return Ours(quads(kb, parts), parts, _SPACE, ONTOLOGY, _BLANK)


def quads(kb: KnowledgeBase, chosen: Iterable[str] = ()) -> list[ox.Quad]:
    """The quads of the parts ``chosen`` (of `PARTS`; what is stated is always among them), each once, in a fixed order.

    Raises UsageError for an unknown part.
    """
    wanted = set(chosen)
    if unknown := wanted - set(PARTS):
        raise UsageError(f"--include {min(unknown)}: there is no such part; use one of {', '.join(PARTS)}")
    reading = Reading(kb)
    found = dict.fromkeys(_relabelled(reading.contents.quads))
    claims = reading.claims if wanted & {"direct", "without-retracted"} else []
    if "inferred" in wanted:
        stated = {quad.triple for quad in found}
        derived = {
            triple
            for rule in _RULES
            for triple in kb.store.query(rule, prefixes=_PREFIXES, use_default_graph_as_union=True)
        }
        found |= dict.fromkeys(
            sorted(
                (ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(INFERRED)) for t in derived - stated), key=str
            )
        )
    if "direct" in wanted:
        graph = ox.NamedNode(DIRECT)
        edges = {tuple(map(ox.NamedNode, edge)) for claim in claims for edge in _edges(reading, claim)}
        found |= dict.fromkeys(ox.Quad(s, p, o, graph) for s, p, o in sorted(edges, key=str))
    if "without-retracted" in wanted:
        gone: set[object] = {
            ox.NamedNode(iri)
            for claim in claims
            if claim.retracted
            for iri in (claim.id, *(line.id for line in claim.evidence))
        }
        between = ox.NamedNode(EXO + "between")  # a disagreement of two claims is none of one
        gone |= {quad.subject for quad in found if quad.predicate == between and quad.object in gone}
        found = {quad: None for quad in found if quad.subject not in gone and quad.object not in gone}
    return list(found)


_PREFIXES = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}


def _edges(reading: Reading, claim: Claim) -> list[tuple[str, str, str]]:
    """The edges of a claim that are true as they stand: by our relation where nothing limits it, and by Biolink's or a
    weaker one."""
    from .kgx import QUANTIFIERS, predicate

    if claim.doubts:
        return []
    edges = [(claim.subject, PREFIXES["biolink"] + predicate(reading, claim), claim.object)]
    limited = claim.subject_aspect or claim.aspect or claim.object_state
    if not (limited or {"comparedWith", "frequency", "togetherWith", *QUANTIFIERS} & set(claim.contexts)):
        edges.append((claim.subject, claim.relation, claim.object))
    return edges


def _relabelled(stated: list[ox.Quad]) -> list[ox.Quad]:
    """``stated`` with blank nodes under labels that no base has unless it holds the same data: a digest of what they
    stand in."""

    def is_blank(node: object) -> bool:
        return isinstance(node, ox.BlankNode)

    blank = [quad for quad in stated if is_blank(quad.subject) or is_blank(quad.object)]
    mark = _BLANK + sha256("\n".join(map(str, blank)).encode()).hexdigest()[:12]

    def new(node: object) -> object:
        return ox.BlankNode(mark + node.value) if isinstance(node, ox.BlankNode) else node

    touched = set(blank)
    return [ox.Quad(new(q.subject), q.predicate, new(q.object), q.graph_name) if q in touched else q for q in stated]  # type: ignore[arg-type]
