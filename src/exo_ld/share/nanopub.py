"""One nanopublication a claim, in one TriG file, with trusty URIs. Needs the nanopub library (extra ``nanopub``).

https://nanopub.net/guidelines/working_draft/, https://trustyuri.net/spec/v1.trig

The assertion holds the claim with the stance of each evidence line, so that a refuted claim reads as one; the
provenance holds where and on whose word it is stated; the publication info what this is, its date and licence. Nothing
is signed and nothing is sent: a trusty URI needs no key, since it is the digest of the content. The claim keeps its own
IRI.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import DataError
from ..graph.terms import to_rdflib
from ..prefixes import EXO, ONTOLOGY, PREFIXES, contract
from .claims import Claim
from .rdf import put
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    Triple: TypeAlias = tuple[Any, Any, Any]
    Stated: TypeAlias = dict[str, dict[Triple, None]]  # subject to its triples, in a fixed order

__all__ = ["NAMESPACE", "export_nanopub"]

NAMESPACE = "https://w3id.org/exo-ld/np/"
_DRAFT = NAMESPACE + "draft"  # stands for the trusty URI until its digest is known
_NP = "http://www.nanopub.org/nschema#"
_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


def export_nanopub(reading: Reading, folder: str) -> None:
    """Write exo-ld-nanopubs.trig into ``folder``: a nanopublication for every claim that is not withdrawn.

    Raises OSError where the file cannot be written.
    """
    from nanopub.trustyuri.rdf.RdfHasher import make_hash

    stated: dict[str, dict[Triple, None]] = {}
    for quad in reading.contents.quads:
        if isinstance(quad.subject, ox.NamedNode):
            stated.setdefault(quad.subject.value, {})[quad.subject, quad.predicate, quad.object] = None
    quads = (
        quad for claim in reading.claims if not claim.withdrawn for quad in _nanopub(stated, reading, claim, make_hash)
    )
    put(os.path.join(folder, "exo-ld-nanopubs.trig"), quads, ox.RdfFormat.TRIG)


def _nanopub(stated: Stated, reading: Reading, claim: Claim, make_hash: Callable[..., str]) -> Iterator[ox.Quad]:
    """The quads of a claim's nanopublication, in the order in which they are written."""
    triples = list(dict.fromkeys(_triples(stated, reading, claim)))
    if odd := next((p for _, (_, p, o) in triples if isinstance(o, (ox.BlankNode, ox.Triple))), None):
        about = contract(claim.id) or claim.id
        raise DataError(
            f"{about}: {contract(odd.value) or odd.value} is a blank node or a triple, which no nanopublication "
            "holds; give an IRI"
        )
    digest = make_hash(
        [tuple(map(_term, (graph, *triple))) for graph, triple in triples], baseuri=_DRAFT + "#", hashstr=" "
    )

    def named(term: Any) -> Any:
        return ox.NamedNode(NAMESPACE + digest + term.value[len(_DRAFT) :]) if _drafted(term) else term

    for graph, (subject, relation, value) in triples:
        yield ox.Quad(named(subject), named(relation), named(value), named(graph))


def _drafted(term: ox.NamedNode | ox.Literal) -> bool:
    return term.value == _DRAFT or term.value.startswith(_DRAFT + "#")


_term = lru_cache(maxsize=4096)(to_rdflib)  # the same few properties and values come again and again


def _triples(stated: Stated, reading: Reading, claim: Claim) -> Iterator[tuple[ox.NamedNode, Triple]]:
    from urllib.parse import quote

    def name(text: str) -> ox.NamedNode:
        prefix, _, local = text.partition(":")
        return ox.NamedNode(_NP + local if prefix == "np" else PREFIXES[prefix] + local)

    def of(subject: str) -> Iterable[Triple]:
        return stated.get(subject, ())

    this, about = ox.NamedNode(_DRAFT), ox.NamedNode(claim.id)
    head, assertion, provenance, pubinfo = (
        ox.NamedNode(f"{_DRAFT}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    yield head, (this, name("rdf:type"), name("np:Nanopublication"))
    yield head, (this, name("np:hasAssertion"), assertion)
    yield head, (this, name("np:hasProvenance"), provenance)
    yield head, (this, name("np:hasPublicationInfo"), pubinfo)

    told = {EXO + "evidenceFor", EXO + "stance"}
    lines = [triple for line in claim.evidence for triple in of(line.id)]
    yield from ((assertion, triple) for triple in of(claim.id))
    yield from ((assertion, triple) for triple in lines if triple[1].value in told)

    sources = {place.review or place.id for line in claim.evidence for place in line.places} | {
        work.id for work in claim.works
    }
    sources |= {PREFIXES["doi"] + quote(work.doi, safe="/:;()._-") for work in claim.works if work.doi}
    # None where a file of triples was added.
    graph = [] if not claim.graph or claim.graph.startswith("_:") else [claim.graph]
    derived = [*graph, *sorted(sources - {claim.graph})] or [claim.id]
    yield from ((provenance, (assertion, name("prov:wasDerivedFrom"), ox.NamedNode(source))) for source in derived)
    yield from ((provenance, triple) for triple in lines if triple[1].value not in told)
    for work in claim.works:
        yield from (
            (provenance, triple)
            for triple in of(work.id)
            if triple[1].value in (PREFIXES["bibo"] + "doi", EXO + "retracted")
        )

    created = ox.Literal(f"{reading.modified}T00:00:00Z", datatype=name("xsd:dateTime"))
    yield pubinfo, (this, name("dcterms:subject"), about)
    yield pubinfo, (this, name("dcterms:title"), ox.Literal("claim: " + reading.sentence(claim.id)))
    yield pubinfo, (this, name("dcterms:created"), created)
    yield pubinfo, (this, name("dcterms:creator"), ox.Literal(reading.creator))
    yield pubinfo, (this, name("dcterms:license"), ox.NamedNode(_LICENSE))
    yield pubinfo, (this, name("prov:wasDerivedFrom"), ox.NamedNode(f"{ONTOLOGY}/{reading.version}"))
