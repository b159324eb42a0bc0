"""VoID: what the graph holds, counted from the graph, with a partition a class and a property.

https://www.w3.org/TR/void/. Partitions have IRIs, no blank nodes, so that two descriptions can be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..prefixes import EXOD, ONTOLOGY, PREFIXES, contract
from ..query.results import Table

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["DATASET", "void"]

DATASET = EXOD + "dataset"
_TOTAL = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?p) AS ?properties)
  (COUNT(DISTINCT ?o) AS ?distinctObjects) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"""
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class FILTER (isIRI(?class)) } GROUP BY ?class ORDER BY ?class"
_PROPERTIES = """SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?o) AS ?distinctObjects)
WHERE { SELECT DISTINCT ?s ?property ?o WHERE { ?s ?property ?o } } GROUP BY ?property ORDER BY ?property"""
_BOTH = """SELECT ?class ?property (COUNT(*) AS ?triples) WHERE {
  SELECT DISTINCT ?class ?s ?property ?o WHERE { ?s a ?class ; ?property ?o FILTER (isIRI(?class)) } } GROUP BY ?class ?property ORDER BY ?class ?property"""


def void(kb: KnowledgeBase) -> bytes:
    """The description of ``kb`` as N-Triples in a fixed order; `DATASET` is its subject. Where it is served is not in it."""
    import pyoxigraph as ox

    triples: list[ox.Triple] = []

    def say(subject: str, predicate: str, value: object) -> None:
        prefix, _, local = predicate.partition(":")
        term: Any = ox.NamedNode(value) if isinstance(value, str) and value.startswith("http") else ox.Literal(value)  # type: ignore[arg-type]
        triples.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(PREFIXES[prefix] + local), term))

    def rows(query: str) -> list[dict[str, Any]]:
        answer = kb.sparql(query)
        assert isinstance(answer, Table)
        return answer.rows

    from .. import __version__

    classes = rows(_CLASSES)
    say(DATASET, "rdf:type", PREFIXES["void"] + "Dataset")
    say(DATASET, "dcterms:title", "exo-ld: what exosomes of mesenchymal stem cells do in diabetes")
    say(DATASET, "dcterms:license", "https://creativecommons.org/publicdomain/zero/1.0/")
    say(DATASET, "owl:versionInfo", __version__)
    triples.append(ox.Triple(ox.NamedNode(DATASET), ox.NamedNode(PREFIXES["void"] + "uriSpace"), ox.Literal(EXOD)))  # a string, says VoID
    for vocabulary in (ONTOLOGY, PREFIXES["skos"], PREFIXES["dcterms"], PREFIXES["bibo"], PREFIXES["owl"]):
        say(DATASET, "void:vocabulary", vocabulary)
    for name, count in rows(_TOTAL)[0].items():
        say(DATASET, f"void:{name}", count)
    say(DATASET, "void:classes", len(classes))
    for row in classes:
        part = _part("class", row["class"])
        say(DATASET, "void:classPartition", part)
        say(part, "void:class", row["class"])
        say(part, "void:entities", row["entities"])
    for row in rows(_PROPERTIES):
        part = _part("property", row["property"])
        say(DATASET, "void:propertyPartition", part)
        for name, value in row.items():
            say(part, f"void:{name}", value)
    for row in rows(_BOTH):
        whole = _part("class", row["class"])
        part = _part(whole.removeprefix(DATASET + "/"), row["property"])
        say(whole, "void:propertyPartition", part)
        say(part, "void:property", row["property"])
        say(part, "void:triples", row["triples"])
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _part(kind: str, iri: str) -> str:
    from urllib.parse import quote

    return f"{DATASET}/{kind}/{contract(iri) or quote(iri, safe='')}"
