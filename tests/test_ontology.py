"""ontology/exo.ttl keeps to its style guide (tests/style), each rule of which is proved by a mutation; and the report's
score."""

from __future__ import annotations

import subprocess
import sys

import pyshacl
import pytest
from conftest import REPO
from rdflib import RDF, SH, Graph, URIRef

from exo_ld.prefixes import PREFIXES, contract

FILE = REPO / "ontology" / "exo.ttl"
STYLE = Graph().parse(REPO / "tests" / "style" / "ontology-style.ttl")
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
ONTOLOGY = "<https://w3id.org/exo-ld/ontology>"
MUTATIONS = {
    "label": "DELETE { exld:Claim rdfs:label ?x } WHERE { exld:Claim rdfs:label ?x }",
    "definition": "DELETE { exld:dose skos:definition ?x } WHERE { exld:dose skos:definition ?x }",
    "source": "DELETE { exld:dose dcterms:source ?x } WHERE { exld:dose dcterms:source ?x }",
    "example": "DELETE { exld:dose skos:example ?x } WHERE { exld:dose skos:example ?x }",
    "deprecated": "INSERT DATA { exld:dose owl:deprecated true }",
    "class-name": "INSERT { exld:badName ?p ?o . } WHERE { exld:Claim ?p ?o }",
    "property-name": "INSERT { exld:BadName ?p ?o . } WHERE { exld:dose ?p ?o }",
    "no-inverse": "INSERT DATA { exld:dose owl:inverseOf exld:route }",
    "title": f"DELETE {{ {ONTOLOGY} dcterms:title ?x }} WHERE {{ {ONTOLOGY} dcterms:title ?x }}",
    "creator": f"DELETE {{ {ONTOLOGY} dcterms:creator ?x }} WHERE {{ {ONTOLOGY} dcterms:creator ?x }}",
    "licence": f"DELETE {{ {ONTOLOGY} dcterms:license ?x }} WHERE {{ {ONTOLOGY} dcterms:license ?x }}",
    "version": f"DELETE {{ {ONTOLOGY} owl:versionIRI ?x }} WHERE {{ {ONTOLOGY} owl:versionIRI ?x }}",
    "created": f"DELETE {{ {ONTOLOGY} dcterms:created ?x }} WHERE {{ {ONTOLOGY} dcterms:created ?x }}",
    "modified": f"DELETE {{ {ONTOLOGY} dcterms:modified ?x }} WHERE {{ {ONTOLOGY} dcterms:modified ?x }}",
    "prefix": f"DELETE {{ {ONTOLOGY} vann:preferredNamespacePrefix ?x }} WHERE {{ {ONTOLOGY} "
    f"vann:preferredNamespacePrefix ?x }}",
}


def _named() -> Graph:
    """The ontology without what stands in blank nodes: the style is that of names."""
    graph = Graph()
    for triple in Graph().parse(FILE):
        if isinstance(triple[0], URIRef):
            graph.add(triple)
    return graph


def _fired(data: Graph) -> set[str]:
    _, report, text = pyshacl.validate(data, shacl_graph=STYLE, inference="none")
    assert isinstance(report, Graph), text
    return {
        contract(str(report.value(r, SH.sourceShape))) or "" for r in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_the_ontology_keeps_to_the_style_guide() -> None:
    assert _fired(_named()) == set()


@pytest.mark.slow
@pytest.mark.parametrize("rule", MUTATIONS)
def test_mutation_fires_exactly_its_rule(rule: str) -> None:
    graph = _named()
    graph.update(PROLOGUE + MUTATIONS[rule])
    assert _fired(graph) == {f"exos:Style-{rule}"}


def test_every_rule_has_a_mutation() -> None:
    rules = {(contract(str(s)) or "").removeprefix("exos:Style-") for s in STYLE.subjects(SH.message)}
    assert rules == set(MUTATIONS)


@pytest.mark.slow
def test_the_report_scores_full() -> None:
    done = subprocess.run(
        [sys.executable, REPO / "tools" / "ontology_report.py"], capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("pass")] == [
        "FOOPS! (offline): 16 of 16",
        "ROBOT report: 14 of 14",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_ontology_imports_every_slice_and_nothing_else() -> None:
    from exo_ld.files import tree
    from exo_ld.prefixes import EXOD, PREFIXES
    from exo_ld.sources import Source, folder, quads

    header = quads(Source(folder("ontology") + "/exo.ttl", None))
    named = {str(q.object)[1:-1] for q in header if q.predicate.value == PREFIXES["owl"] + "imports"}
    slices = tree(folder("ontology") + "/imports", (".ttl",))
    assert named == {EXOD + "import-" + path.rsplit("/", 1)[1].removesuffix(".ttl") for path in slices}
