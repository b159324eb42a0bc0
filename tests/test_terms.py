"""From what a person writes to an IRI of the graph."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from exo_ld.errors import TermError
from exo_ld.prefixes import canonical
from exo_ld.query.lookup import label, names, resolve

OBO = "http://purl.obolibrary.org/obo/"
EXO, EXOD = "https://w3id.org/exo-ld/ontology#", "https://w3id.org/exo-ld/id/"
GRAPH = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix obo: <http://purl.obolibrary.org/obo/> . @prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> . @prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix hgnc: <http://identifiers.org/hgnc/> . @prefix mature: <http://identifiers.org/mirbase.mature/> .
obo:MONDO_0005266 rdfs:label "diabetic retinopathy"@en ; skos:altLabel "retinopathy, diabetic"@en .
obo:MONDO_0005148 rdfs:label "type 2 diabetes mellitus"@en ; skos:altLabel "diabetic retinopathy"@en .
obo:MONDO_0000001 rdfs:label "diabetic foot ulcer"@en .
obo:UBERON_0000966 rdfs:label "retina"@en ; skos:hiddenLabel "retinae" .
obo:CL_0000636 rdfs:label "Müller cell"@en .
obo:CL_0000169 rdfs:label "pancreatic β-cell"@en .
obo:CL_0000001 rdfs:label "stem cell"@en . obo:CL_0000002 rdfs:label "Stem Cell"@en ; rdfs:subClassOf obo:CL_0000003 .
obo:CL_0000004 rdfs:label "twin" . obo:CL_0000005 rdfs:label "twin" ; rdfs:subClassOf obo:CL_0000004 .
exod:claim-x exld:object obo:CL_0000005 .
hgnc:6767 rdfs:label "SMAD1" . hgnc:1100 rdfs:label "NFKB1" ; skos:altLabel "NF-κB" .
mature:MIMAT0002177 rdfs:label "hsa-miR-486-5p" .
obo:GO_0006914 skos:prefLabel "autophagy" .
exod:study-jin-2019 rdfs:label "Jin 2019" ; bibo:doi "10.1000/jin.2019(x)" .
exod:claim-jin-2019-01 rdfs:label "a claim" . exld:carries rdfs:label "carries" .
exod:section-r-01 a exld:Section ; rdfs:label "Retina" .
_:b rdfs:label "nameless" .
"""


@pytest.fixture(scope="module")
def store() -> Any:
    store = ox.Store()
    store.load(GRAPH, format=ox.RdfFormat.TURTLE)
    return store


RETINOPATHY = OBO + "MONDO_0005266"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        # IRI, as it is, in brackets, and in other spellings
        (RETINOPATHY, RETINOPATHY),
        (f"<{RETINOPATHY}>", RETINOPATHY),
        (f"  {RETINOPATHY}\n", RETINOPATHY),
        ("https://purl.obolibrary.org/obo/MONDO_0005266", RETINOPATHY),
        ("https://identifiers.org/mondo/MONDO:0005266", RETINOPATHY),
        ("http://identifiers.org/mondo/MONDO:0005266", RETINOPATHY),
        ("https://bioregistry.io/mondo:0005266", RETINOPATHY),
        ("https://identifiers.org/hgnc:6767", "http://identifiers.org/hgnc/6767"),
        ("https://identifiers.org/hgnc/6767", "http://identifiers.org/hgnc/6767"),
        ("http://identifiers.org/hgnc/HGNC:6767", "http://identifiers.org/hgnc/6767"),
        ("https://bioregistry.io/hgnc:6767", "http://identifiers.org/hgnc/6767"),
        ("https://identifiers.org/mirbase.mature:MIMAT0002177", "http://identifiers.org/mirbase.mature/MIMAT0002177"),
        # CURIE, its prefix in any case
        ("MONDO:0005266", RETINOPATHY),
        ("mondo:0005266", RETINOPATHY),
        ("Mondo:0005266", RETINOPATHY),
        ("MONDO_0005266", RETINOPATHY),
        ("HGNC:6767", "http://identifiers.org/hgnc/6767"),
        ("hgnc:6767", "http://identifiers.org/hgnc/6767"),
        ("uberon:0000966", OBO + "UBERON_0000966"),
        ("mirbase.mature:MIMAT0002177", "http://identifiers.org/mirbase.mature/MIMAT0002177"),
        ("exod:study-jin-2019", EXOD + "study-jin-2019"),
        ("exld:carries", EXO + "carries"),
        # slug, with its kind or without
        ("study-jin-2019", EXOD + "study-jin-2019"),
        ("jin-2019", EXOD + "study-jin-2019"),
        ("jin-2019-01", EXOD + "claim-jin-2019-01"),
        # DOI
        ("10.1000/jin.2019(x)", EXOD + "study-jin-2019"),
        ("10.1000/JIN.2019(X)", EXOD + "study-jin-2019"),
        ("doi:10.1000/jin.2019(x)", EXOD + "study-jin-2019"),
        ("https://doi.org/10.1000/jin.2019(x)", EXOD + "study-jin-2019"),
        ("http://dx.doi.org/10.1000/Jin.2019(x)", EXOD + "study-jin-2019"),
        # label, prefLabel; case and punctuation do not count; a label goes before a synonym
        ("retina", OBO + "UBERON_0000966"),
        ("RETINA", OBO + "UBERON_0000966"),
        ("Autophagy", OBO + "GO_0006914"),
        ("Jin  2019", EXOD + "study-jin-2019"),
        ("Diabetic Retinopathy", RETINOPATHY),
        ("diabetic-retinopathy", RETINOPATHY),
        ("HSA-MIR-486-5P", "http://identifiers.org/mirbase.mature/MIMAT0002177"),
        # synonym
        ("Retinopathy, diabetic", RETINOPATHY),
        ("retinopathy diabetic", RETINOPATHY),
        ("retinae", OBO + "UBERON_0000966"),
        # Greek letters, umlauts
        ("Müller cell", OBO + "CL_0000636"),
        ("Muller cell", OBO + "CL_0000636"),
        ("mueller CELL", OBO + "CL_0000636"),
        ("Mu\u0308ller cell", OBO + "CL_0000636"),
        ("pancreatic beta-cell", OBO + "CL_0000169"),
        ("Pancreatic Β cell", OBO + "CL_0000169"),
        ("NF-kappaB", "http://identifiers.org/hgnc/1100"),
        # of two with the same label, the one that the facts use
        ("twin", OBO + "CL_0000005"),
    ],
)
def test_resolves(store: Any, text: str, iri: str) -> None:
    assert resolve(store, text) == iri


def test_several_are_listed_by_curie(store: Any) -> None:
    with pytest.raises(TermError) as caught:
        resolve(store, "stem cell")
    assert (
        str(caught.value)
        == "'stem cell' names several terms: CL:0000001 (stem cell), CL:0000002 (Stem Cell); give one of these CURIEs"
    )
    assert caught.value.near == (("CL:0000001", "stem cell"), ("CL:0000002", "Stem Cell"))


def test_misspelled_offers_what_is_near(store: Any) -> None:
    with pytest.raises(TermError) as caught:
        resolve(store, "diabetic retinopaty")
    assert str(caught.value) == "no term 'diabetic retinopaty' in the graph; near: MONDO:0005266 (diabetic retinopathy)"


def test_one_word_offers_the_names_that_hold_it(store: Any) -> None:
    with pytest.raises(TermError) as caught:
        resolve(store, "ulcer")
    assert caught.value.near == (("MONDO:0000001", "diabetic foot ulcer"),)
    assert str(caught.value) == "no term 'ulcer' in the graph; near: MONDO:0000001 (diabetic foot ulcer)"


@pytest.mark.parametrize(
    "text",
    [
        "xyzzy",
        "",
        "  ",
        "<>",
        "+",
        "MONDO:9999999",
        "nope:1",
        "http://[",
        "http://a/%zz",
        "http://example.org/none",
        "10.1000/none",
        "nameless",
        "a b > c",
        "\udcff",
    ],
)
def test_unknown(store: Any, text: str) -> None:
    with pytest.raises(TermError) as caught:
        resolve(store, text)
    assert str(caught.value) == f"no term {text!r} in the graph; exo-ld show TERM looks up what there is"
    assert caught.value.near == ()
    assert caught.value.code == 2


def test_label_falls_back_to_the_curie(store: Any) -> None:
    assert label(store, RETINOPATHY) == "diabetic retinopathy"
    assert label(store, OBO + "GO_0006914") == "autophagy"
    assert label(store, OBO + "CL_0000003") == "CL:0000003"
    assert label(store, "http://example.org/xy") == "http://example.org/xy"


def test_names_tell_labels_from_synonyms(store: Any) -> None:
    found = names(store)
    assert {n for n in found if n[0] == OBO + "UBERON_0000966"} == {
        (OBO + "UBERON_0000966", "retina", 0),
        (OBO + "UBERON_0000966", "retinae", 1),
    }
    assert "nameless" not in {name for _, name, _ in found}


def test_a_variant_of_a_variant_becomes_canonical() -> None:
    assert canonical("https://identifiers.org/hgnc/HGNC:6767") == "http://identifiers.org/hgnc/6767"
    assert canonical("http://identifiers.org/hgnc/6767") == "http://identifiers.org/hgnc/6767"
    assert canonical("http://example.org/hgnc/HGNC:6767") == "http://example.org/hgnc/HGNC:6767"
