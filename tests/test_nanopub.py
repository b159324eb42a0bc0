"""Nanopublications: complete, valid and with right trusty URIs in the word of the nanopub library."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import exo_ld
from exo_ld.prefixes import EXO
from exo_ld.share.nanopub import NAMESPACE, export_nanopub
from exo_ld.share.reading import Reading

pytest.importorskip("nanopub", reason="needs nanopub (extra share)")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NP = "http://www.nanopub.org/nschema#"


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def trig(kb: exo_ld.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("nanopub")
    export_nanopub(Reading(kb), str(place))
    return place / "exo-ld-nanopubs.trig"


@pytest.fixture(scope="module")
def nanopubs(trig: Path) -> dict[str, list[ox.Quad]]:
    """The quads of each nanopublication, by its IRI."""
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in ox.parse(path=trig, format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found[quad.graph_name.value.partition("#")[0]].append(quad)
    return found


def rows(kb: exo_ld.KnowledgeBase, text: str) -> list[dict[str, Any]]:
    answer = kb.sparql(text)
    assert isinstance(answer, exo_ld.Table)
    return answer.rows


def claim_of(quads: list[ox.Quad]) -> str:
    [claim] = [q.subject for q in quads if q.predicate == TYPE and q.object == ox.NamedNode(EXO + "Claim")]
    assert isinstance(claim, ox.NamedNode)
    return claim.value


@pytest.mark.slow
def test_there_is_one_for_each_claim(kb: exo_ld.KnowledgeBase, nanopubs: dict[str, list[ox.Quad]]) -> None:
    held = "FILTER NOT EXISTS { ?c <http://www.w3.org/2002/07/owl#deprecated> true }"
    wanted = rows(kb, f"SELECT DISTINCT ?c {{ ?c a <{EXO}Claim> {held} }}")
    told = [claim_of(quads) for quads in nanopubs.values()]
    assert sorted(told) == sorted(row["c"] for row in wanted)


@pytest.mark.slow
def test_every_trusty_uri_is_the_digest_of_its_content(nanopubs: dict[str, list[ox.Quad]]) -> None:
    from nanopub.trustyuri.rdf.RdfHasher import make_hash
    from rdflib import Literal, URIRef

    def term(node: Any) -> Any:
        if isinstance(node, ox.NamedNode):
            return URIRef(node.value)
        if node.language:
            return Literal(node.value, lang=node.language)
        return Literal(node.value, datatype=URIRef(node.datatype.value), normalize=False)

    for iri, quads in nanopubs.items():
        assert iri.startswith(NAMESPACE + "RA")
        found = make_hash(
            [tuple(map(term, (q.graph_name, q.subject, q.predicate, q.object))) for q in quads],
            baseuri=iri + "#",
            hashstr=" ",
        )
        assert found == iri.removeprefix(NAMESPACE)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the library still uses rdflib's ConjunctiveGraph
def test_the_library_calls_them_valid(nanopubs: dict[str, list[ox.Quad]], monkeypatch: pytest.MonkeyPatch) -> None:
    from nanopub.nanopub import Nanopub
    from nanopub.utils import MalformedNanopubError
    from rdflib import ConjunctiveGraph

    # The library switches this off when it is imported and hashes wrongly without; pySHACL switches it on again.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)

    def load(quads: list[ox.Quad]) -> Any:
        graph = ConjunctiveGraph()
        graph.parse(data=(ox.serialize(quads, format=ox.RdfFormat.TRIG) or b"").decode(), format="trig")
        return Nanopub(rdf=graph)

    refuting = [iri for iri, quads in nanopubs.items() if any(q.object == ox.NamedNode(EXO + "refutes") for q in quads)]
    assert refuting
    for iri in [*refuting, *sorted(nanopubs)[::60]]:
        publication = load(nanopubs[iri])
        assert publication.source_uri == iri
        assert publication.is_valid
        assert publication.has_valid_trusty
    broken = [q for q in nanopubs[iri] if q.predicate.value != EXO + "relation"]
    with pytest.raises(MalformedNanopubError, match="not valid"):
        _ = load(broken).has_valid_trusty


@pytest.mark.slow
def test_the_assertion_tells_the_stance(kb: exo_ld.KnowledgeBase, nanopubs: dict[str, list[ox.Quad]]) -> None:
    stances: dict[str, set[str]] = defaultdict(set)
    for row in rows(kb, f"SELECT ?c ?s {{ ?c a <{EXO}Claim> . ?e <{EXO}evidenceFor> ?c ; <{EXO}stance> ?s }}"):
        stances[row["c"]].add(row["s"])
    for iri, quads in nanopubs.items():
        asserted = [q for q in quads if q.graph_name == ox.NamedNode(iri + "#assertion")]
        assert {str(q.object)[1:-1] for q in asserted if q.predicate.value == EXO + "stance"} == stances[
            claim_of(quads)
        ]


@pytest.mark.slow
def test_a_withdrawn_claim_has_none(
    kb: exo_ld.KnowledgeBase, nanopubs: dict[str, list[ox.Quad]], tmp_path: Path
) -> None:
    gone = min(claim_of(quads) for quads in nanopubs.values())
    (tmp_path / "withdrawal.ttl").write_text(f"<{gone}> <http://www.w3.org/2002/07/owl#deprecated> true .", "utf-8")
    export_nanopub(Reading(exo_ld.load(str(tmp_path / "withdrawal.ttl"))), str(tmp_path))
    typed = [
        q
        for q in ox.parse(path=tmp_path / "exo-ld-nanopubs.trig")
        if q.predicate == TYPE and q.object == ox.NamedNode(EXO + "Claim")
    ]
    assert {str(q.subject)[1:-1] for q in typed} == {claim_of(quads) for quads in nanopubs.values()} - {gone}


@pytest.mark.slow
def test_the_same_bytes_from_another_process(trig: Path, tmp_path: Path) -> None:
    code = """
import sys, exo_ld
from exo_ld.share.reading import Reading
from exo_ld.share.nanopub import export_nanopub
kb = exo_ld.load()
kb.files.reverse()
export_nanopub(Reading(kb), sys.argv[1])
"""
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, timeout=120, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert (tmp_path / trig.name).read_bytes() == trig.read_bytes()
