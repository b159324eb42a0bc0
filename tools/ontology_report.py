"""The offline half of FOOPS! and of ROBOT's report, as checks of ontology/exo.ttl; prints each and the score.

python tools/ontology_report.py     exit status 1 where a check fails

FOOPS! (https://w3id.org/foops/) rates the FAIRness of an ontology, ROBOT (http://robot.obolibrary.org/report) its form.
What asks the web (does the IRI resolve, is it in a registry) is left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, URIRef

from exo_ld.prefixes import EXO, ONTOLOGY, PREFIXES

FILE = Path(__file__).resolve().parent.parent / "ontology" / "exo.ttl"
VANN = rdflib.Namespace(PREFIXES["vann"])
HEAD = URIRef(ONTOLOGY)
Check = Callable[[Any], bool]


def _terms(graph: Any) -> set[Any]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def _all(graph: Any, *properties: Any) -> bool:
    return all((term, prop, None) in graph for term in _terms(graph) for prop in properties)


def _once(graph: Any, prop: Any) -> bool:
    return all(len(set(graph.objects(term, prop))) < 2 for term in _terms(graph))


def _distinct(graph: Any, prop: Any) -> bool:
    return (
        max(Counter(str(value) for term in _terms(graph) for value in graph.objects(term, prop)).values(), default=0)
        < 2
    )


def _head(*properties: Any) -> Check:
    return lambda graph: all((HEAD, prop, None) in graph for prop in properties)


def _version(graph: Any) -> bool:
    return str(graph.value(HEAD, OWL.versionIRI)) == f"{ONTOLOGY}/{graph.value(HEAD, OWL.versionInfo)}"


def _reuses(graph: Any) -> bool:
    return any(not str(o).startswith(EXO) for o in graph.objects(None, RDFS.subClassOf) if isinstance(o, URIRef))


def _one_parent_each(graph: Any) -> bool:
    return all((term, RDFS.subClassOf, term) not in graph for term in _terms(graph))


def _tidy(graph: Any) -> bool:
    texts = [str(o) for p in (RDFS.label, SKOS.definition, SKOS.example) for o in graph.objects(None, p)]
    return all(text == " ".join(text.split()) and text for text in texts)


FOOPS: dict[str, Check] = {
    "FIND1 version IRI": _version,
    "FIND2 minimum metadata": _head(
        DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, VANN.preferredNamespaceUri
    ),
    "FIND3 prefix": _head(VANN.preferredNamespacePrefix),
    "FIND_3_BIS name in the file": lambda graph: (HEAD, RDF.type, OWL.Ontology) in graph,
    "ACC1 persistent IRI": lambda graph: ONTOLOGY.startswith("https://w3id.org/"),
    "INT1 written in OWL": lambda graph: len(_terms(graph)) > 0,
    "INT2 vocabularies reused for metadata": lambda graph: (HEAD, DCTERMS.title, None) in graph,
    "INT3 vocabularies reused for classes": _reuses,
    "RDF1 parses as RDF": lambda graph: len(graph) > 0,
    "PURL1 hash or slash terms under the ontology's IRI": lambda graph: all(
        str(t).startswith(EXO) for t in _terms(graph)
    ),
    "DOC1 labels": lambda graph: _all(graph, RDFS.label),
    "VOC3 definitions": lambda graph: _all(graph, SKOS.definition),
    "VOC4 sources of definitions and examples": lambda graph: _all(graph, DCTERMS.source, SKOS.example),
    "OM1 licence as an IRI": lambda graph: isinstance(graph.value(HEAD, DCTERMS.license), URIRef),
    "OM2 dates": _head(DCTERMS.created, DCTERMS.modified),
    "OM3 citation and publisher": _head(DCTERMS.bibliographicCitation, DCTERMS.publisher),
}
ROBOT: dict[str, Check] = {
    "missing_label": lambda graph: _all(graph, RDFS.label),
    "missing_definition": lambda graph: _all(graph, SKOS.definition),
    "multiple_labels": lambda graph: _once(graph, RDFS.label),
    "multiple_definitions": lambda graph: _once(graph, SKOS.definition),
    "duplicate_definition": lambda graph: _distinct(graph, SKOS.definition),
    "duplicate_label": lambda graph: _distinct(graph, RDFS.label),
    "annotation_whitespace": _tidy,
    "lowercase_definition": lambda graph: all(str(d)[0].isupper() for d in graph.objects(None, SKOS.definition)),
    "self_subclass": _one_parent_each,
    "missing_ontology_title": _head(DCTERMS.title),
    "missing_ontology_description": _head(DCTERMS.description),
    "missing_ontology_license": _head(DCTERMS.license),
    "deprecated_class_reference": lambda graph: (
        not set(graph.subjects(OWL.deprecated)) & set(graph.objects(None, RDFS.subClassOf))
    ),
    "misused_obsolete_label": lambda graph: all(
        (t, OWL.deprecated, None) in graph
        for t, label in graph.subject_objects(RDFS.label)
        if re.match("obsolete ", str(label))
    ),
}


def report(graph: Any) -> dict[str, dict[str, bool]]:
    """The outcome of each check, by list."""
    lists = {"FOOPS! (offline)": FOOPS, "ROBOT report": ROBOT}
    return {title: {name: check(graph) for name, check in checks.items()} for title, checks in lists.items()}


def main() -> int:
    found = report(rdflib.Graph().parse(FILE))
    for title, checks in found.items():
        for name, passed in checks.items():
            print(f"{'pass' if passed else 'FAIL'}  {title}: {name}")
        print(f"{title}: {sum(checks.values())} of {len(checks)}")
    return 0 if all(passed for checks in found.values() for passed in checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
