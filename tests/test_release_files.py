"""What a release holds for other tools: the ontology for OWL, shapes, queries and prefixes in bundles, claims as
JSON-LD ready made."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from conftest import REPO

from exo_ld import load
from exo_ld.prefixes import ONTOLOGY, PREFIXES
from exo_ld.share.export import export
from exo_ld.sources import folder

FORMS = ["jsonld", "owl", "shapes", "queries", "prefixes"]
OWL, SH = PREFIXES["owl"], PREFIXES["sh"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("release") / "out"
    root = str(REPO / "tests" / "data" / "golden")
    export(load(root=root if Path(root, "ontology").is_dir() else None), FORMS, str(place))
    return place


@pytest.mark.slow
def test_the_merged_ontology_is_one_document(made: Path) -> None:
    triples = [quad.triple for quad in ox.parse(path=str(made / "exo-ld.owl"), format=ox.RdfFormat.RDF_XML)]
    heads = [t.subject.value for t in triples if t.object == ox.NamedNode(OWL + "Ontology")]
    assert heads == [ONTOLOGY]
    assert not [t for t in triples if t.predicate.value == OWL + "imports"]
    typed = {t.subject for t in triples if t.predicate.value == PREFIXES["rdf"] + "type"}
    built_in = tuple(PREFIXES[p] for p in ("rdf", "rdfs", "owl"))
    assert not {t.predicate for t in triples if not t.predicate.value.startswith(built_in)} - typed
    labelled = {t.subject for t in triples if t.predicate.value == PREFIXES["rdfs"] + "label"}
    assert not {t.subject for t in triples if t.predicate.value == PREFIXES["skos"] + "prefLabel"} - labelled


def test_the_catalogues_lead_to_files(made: Path) -> None:
    from xml.etree import ElementTree

    for place in (made, Path(folder("ontology"))):
        uris = {
            entry.get("name"): entry.get("uri") for entry in ElementTree.parse(place / "catalog-v001.xml").getroot()
        }
        assert all((place / str(uri)).is_file() for uri in uris.values())
        if place != made:
            head = rdflib.Graph().parse(place / "exo.ttl")
            assert {str(o) for o in head.objects(None, rdflib.OWL.imports)} == set(uris)


def test_the_catalogue_is_as_built() -> None:
    assert subprocess.run([sys.executable, REPO / "tools" / "catalog.py", "--check"], check=False).returncode == 0


def test_the_page_has_every_term_of_ours(made: Path) -> None:
    text = (made / "ontology.html").read_text(encoding="utf-8")
    assert '<dt id="Claim">claim <code>exld:Claim</code>' in text
    assert "<script" not in text
    assert "http://" not in text.partition("<style>")[2].partition("</style>")[0]  # no font or picture from elsewhere


@pytest.mark.slow
def test_shapes_of_core_ask_no_query(made: Path) -> None:
    whole, core = ((rdflib.Graph().parse(made / f"exo-ld-shapes{end}.ttl")) for end in ("", "-core"))
    sparql = [rdflib.URIRef(SH + name) for name in ("sparql", "select", "ask", "prefixes", "declare", "target")]
    assert list(whole.subjects(sparql[0], None))
    assert not [t for p in sparql for t in core.triples((None, p, None))]
    shapes = {s for g in (whole,) for s in g.subjects(rdflib.RDF.type, rdflib.SH.NodeShape)}
    assert shapes == set(core.subjects(rdflib.RDF.type, rdflib.SH.NodeShape))
    assert not set(core.objects(None, rdflib.SH.property)) - set(core.subjects())  # nothing leads nowhere
    import pyshacl

    claim = rdflib.Graph().parse(
        data="@prefix exld: <https://w3id.org/exo-ld/ontology#> . <http://e/c> a exld:Claim .", format="turtle"
    )
    sound, _, text = pyshacl.validate(claim, shacl_graph=core, advanced=False)
    assert not sound
    assert "relation" in text


def test_the_queries_are_the_files(made: Path) -> None:
    with zipfile.ZipFile(made / "exo-ld-queries.zip") as archive:
        assert archive.read("queries/claims.rq").decode() == Path(folder("queries"), "claims.rq").read_text(
            encoding="utf-8"
        )


def test_claims_hold_their_evidence_and_say_nothing_else(made: Path) -> None:
    whole = rdflib.Dataset(default_union=True).parse(made / "exo-ld.jsonld", format="json-ld")
    told = set(rdflib.Graph().parse(made / "claims.jsonld", format="json-ld"))
    stated = {(s, p, o) for s, p, o, _ in whole.quads()} if isinstance(whole, rdflib.Dataset) else set(whole)
    assert told
    assert told <= stated
    document = json.loads((made / "claims.jsonld").read_text(encoding="utf-8"))
    first = next(claim for claim in document["graph"] if "evidence" in claim)
    assert first["type"] == "Claim"
    assert {"stance", "statedIn"} <= first["evidence"][0].keys()
    assert isinstance(first["evidence"][0]["statedIn"], dict)


@pytest.mark.slow
def test_two_exports_are_the_same(made: Path, tmp_path: Path) -> None:
    root = str(REPO / "tests" / "data" / "golden")
    export(load(root=root if Path(root, "ontology").is_dir() else None), FORMS, str(tmp_path / "again"))
    assert (tmp_path / "again" / "SHA256SUMS").read_text() == (made / "SHA256SUMS").read_text()
