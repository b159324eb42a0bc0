"""Identifiers as people write them: the same thing is found by each form (names are in test_names)."""

from __future__ import annotations

import pytest

import exo_ld
from exo_ld.errors import TermError
from exo_ld.query.kb import KnowledgeBase

STUDY = "https://w3id.org/exo-ld/id/study-"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return exo_ld.load(memory=False)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        *(
            (form, "https://doi.org/10.1186/s13287-019-1177-1")
            for form in (
                "10.1186/s13287-019-1177-1",
                "DOI: 10.1186/s13287-019-1177-1",
                "doi:10.1186/S13287-019-1177-1",
                "doi 10.1186/s13287-019-1177-1",
                "https://www.doi.org/10.1186/s13287-019-1177-1",
                "http://dx.doi.org/10.1186/s13287-019-1177-1",
                "doi.org/10.1186/s13287-019-1177-1",
                "https://doi.org/10.1186%2Fs13287-019-1177-1",
                "10.1186/s13287-019-1177-1.",
                "(doi:10.1186/s13287-019-1177-1).",
                "https://doi.org/10.1186/s13287-019-1177-1?utm=x",
            )
        ),
        *((form, "http://identifiers.org/hgnc/31508") for form in (
            "HGNC:31508", "HGNC:HGNC:31508", "hgnc:31508", "HGNC: 31508", "https://identifiers.org/HGNC:31508",
            "https://bioregistry.io/hgnc:31508", "http://identifiers.org/hgnc/31508", "hgnc:31508.",
        )),
        ("MONDO_0005266", "http://purl.obolibrary.org/obo/MONDO_0005266"),
        ("MONDO:MONDO:0005266", "http://purl.obolibrary.org/obo/MONDO_0005266"),
        ("taxonomy:10090", "http://purl.obolibrary.org/obo/NCBITaxon_10090"),
        ("Jin et al. 2019", STUDY + "jin-2019-mir-486"),
        ("Jin et al., 2019", STUDY + "jin-2019-mir-486"),
        ("Jin et al. (2019)", STUDY + "jin-2019-mir-486"),
        ("Jin and colleagues, 2019", STUDY + "jin-2019-mir-486"),
        ("Xiong et al. 2021", "https://w3id.org/exo-ld/id/review-xiong-2021"),
    ],
)  # fmt: skip
def test_every_form_finds_it(kb: KnowledgeBase, text: str, iri: str) -> None:
    found = kb.meaning(text, quietly=True).match.iri
    if iri.startswith("https://doi.org/"):
        doi = iri.removeprefix("https://doi.org/")
        assert kb.sparql(f'ASK {{ <{found}> bibo:doi "{doi}" }}').rows == [{"answer": True}]  # type: ignore[union-attr]
    else:
        assert found == iri


@pytest.mark.slow
def test_accessions_alone(kb: KnowledgeBase) -> None:
    rows = kb.sparql(
        'SELECT DISTINCT ?x { ?s ?p ?x FILTER (ISIRI(?x) && CONTAINS(STR(?x), "/mirbase.mature/MIMAT")) } ORDER BY ?x '
        "LIMIT 3"
    ).rows  # type: ignore[union-attr]
    assert rows
    for row in rows:
        accession = row["x"].rpartition("/")[2]
        for form in (accession, accession.lower(), f"mirbase.mature:{accession}", f"MIRBASEM:{accession}"):
            assert kb.meaning(form, quietly=True).match.iri == row["x"]


def test_any_scheme_of_iri(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("data") / "a.ttl"
    path.write_text("<urn:uuid:6e8bc430> <http://e/p> <ark:/12148/btv1b8449691v> , <tag:me@e.org,2020:x> .")
    kb = exo_ld.load(str(path), root="tests/data/kb")
    for iri in ("urn:uuid:6e8bc430", "<urn:uuid:6e8bc430>", "ark:/12148/btv1b8449691v", "tag:me@e.org,2020:x"):
        assert kb.meaning(iri).match.iri == iri.strip("<>")


@pytest.mark.parametrize("text", ["MIMAT9999999", "urn:nothing:here", "DOI: 10.9999/none", "PMID: 1"])
def test_what_is_not_there_is_not_found(kb: KnowledgeBase, text: str) -> None:
    with pytest.raises(TermError):
        kb.meaning(text, quietly=True)
