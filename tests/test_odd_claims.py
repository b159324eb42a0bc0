"""Claims of other people that an export cannot name: written, or one line that says what is wrong, in every format of
claims."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import exo_ld
from exo_ld.errors import DataError
from exo_ld.share.export import FORMATS, export

HEAD = "@prefix exld: <https://w3id.org/exo-ld/ontology#> . @prefix GO: <http://purl.obolibrary.org/obo/GO_> .\n"
CLAIM = (
    "<http://e/c> a exld:Claim ; exld:subject <http://e/s> ; exld:relation exld:increases ; exld:object GO:0001525 ."
)
REFUSED = {
    "blank claim": ("[] exld:subject <http://e/s> ; exld:relation exld:increases ; exld:object GO:0001525 "
    ".", "a claim (with exld:subject"),
    "blank subject": (CLAIM.replace("<http://e/s>", "[ a exld:Protein ]"), (
        "<http://e/c>: exld:subject is a blank "
        "node"
    )),
    "text subject": (CLAIM.replace("<http://e/s>", '"miR-126"'), "<http://e/c>: exld:subject is the text 'miR-126'"),
    "text object": (CLAIM.replace("GO:0001525", "5"), "<http://e/c>: exld:object is the text '5'"),
    "text relation": (CLAIM.replace("exld:increases", '"increases"'), (
        "<http://e/c>: exld:relation is the text "
        "'increases'"
    )),
    "cites text": (CLAIM + '<http://e/e> exld:evidenceFor <http://e/c> ; exld:cites "Jin 2019" .', (
        "<http://e/e>: exld:cites is the "
        "text"
    )),
    "blank evidence": (CLAIM + "[] exld:evidenceFor <http://e/c> .", "a line of evidence (with exld:evidenceFor "
    "<http://e/c>) is a blank node"),
    "blank place": (CLAIM + "<http://e/e> exld:evidenceFor <http://e/c> ; exld:statedIn [] .", (
        "<http://e/e>: exld:statedIn is a blank "
        "node"
    )),
}  # fmt: skip
NEEDS = {"nanopub": "nanopub", "parquet": "pyarrow"}  # libraries of the extra share
OF_CLAIMS = [name for name in FORMATS if name in ("nanopub", "kgx", "causal", "parquet", "rdf12")]


def needed(form: str) -> None:
    if form in NEEDS:
        pytest.importorskip(NEEDS[form])


@pytest.mark.parametrize("form", OF_CLAIMS)
@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_one_line(tmp_path: Path, case: str, form: str) -> None:
    needed(form)
    text, said = REFUSED[case]
    (tmp_path / "a.ttl").write_text(HEAD + text)
    with pytest.raises(DataError) as error:
        export(exo_ld.load(str(tmp_path / "a.ttl"), root="tests/data/kb"), [form], str(tmp_path / "out"))
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", OF_CLAIMS)
@pytest.mark.parametrize("graph", ["", "<http://e/g> ", "_:g "])
def test_a_claim_without_graph_or_evidence_is_written(tmp_path: Path, form: str, graph: str) -> None:
    needed(form)
    (tmp_path / "a.trig").write_text(HEAD + f"{graph}{{ {CLAIM} }}")
    assert export(exo_ld.load(str(tmp_path / "a.trig"), root="tests/data/kb"), [form], str(tmp_path / "out"))


def test_a_context_without_a_name_and_an_odd_doi(tmp_path: Path) -> None:
    needed("nanopub")
    evidence = (
        "<http://e/e> exld:evidenceFor <http://e/c> ; exld:cites <http://e/w> . <http://e/w> "
        '<http://purl.org/ontology/bibo/doi> "10.1002/(SICI)1<1::AID>3.0 x" .'
    )
    (tmp_path / "a.ttl").write_text(HEAD + CLAIM + evidence)
    export(exo_ld.load(str(tmp_path / "a.ttl"), root="tests/data/kb"), ["nanopub"], str(tmp_path / "out"))
    found = {str(quad.object) for quad in ox.parse(path=str(tmp_path / "out" / "exo-ld-nanopubs.trig"))}
    assert "<https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0%20x>" in found
    (tmp_path / "b.ttl").write_text(HEAD + CLAIM + "<http://e/c> exld:inCell [] .")
    with pytest.raises(DataError, match=r"^<?http://e/c>?: exld:inCell is a blank node or a triple"):
        export(exo_ld.load(str(tmp_path / "b.ttl"), root="tests/data/kb"), ["nanopub"], str(tmp_path / "out"))
