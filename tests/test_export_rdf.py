"""Each RDF form of the export, read back by another tool, is the graph that went in: rdflib, PyLD, pyoxigraph,
sssom-pydantic."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from exo_ld import KnowledgeBase, load
from exo_ld.context import ADDRESS as CONTEXT
from exo_ld.prefixes import EXO, EXOD, PREFIXES, contract
from exo_ld.share.contents import Contents
from exo_ld.share.export import export
from exo_ld.share.jsonld import context
from exo_ld.share.void import void
from exo_ld.sources import folder, quads, sources

FORMS = ["ttl", "nt", "nq", "trig", "jsonld", "rdf12", "sssom"]
STUDIES = ["jin-2019-mir-486", "sun-2018-hucmsc-exosomes-t2d"]
# What Turtle allows after the colon, the safe part of it.
LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w\-.]*[\w\-])?", re.ASCII)
CLAIM = EXOD + "claim-jin-2019-mir-486-03"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of the knowledge base, exported."""
    place = tmp_path_factory.mktemp("whole") / "out"
    export(load(), FORMS, str(place))
    return place


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeBase, Path]:
    """The ontology and two studies, exported: little enough for the slower readers."""
    place = tmp_path_factory.mktemp("part")
    source = Path(folder("ontology"))
    names = ["exo.ttl", "vocabularies.ttl", "facts/entities.ttl", *(f"facts/studies/{slug}.ttl" for slug in STUDIES)]
    for name in names:
        (place / "ontology" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, place / "ontology" / name)
    shutil.copytree(source / "mappings", place / "ontology" / "mappings")
    shutil.copytree(folder("queries"), place / "queries")
    kb = load(root=str(place))
    export(kb, FORMS, str(place / "out"))
    return kb, place / "out"


def canonical(found: Any) -> set[str]:
    """Quads with canonical blank nodes, as text; those of the source files, or N-Quads."""
    if isinstance(found, (bytes, str)):
        found = ox.parse(found, format=ox.RdfFormat.N_QUADS)
    dataset = ox.Dataset(found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def union(found: set[str]) -> set[str]:
    return canonical(
        [ox.Quad(*quad.triple) for quad in ox.parse(" .\n".join([*found, ""]), format=ox.RdfFormat.N_QUADS)]
    )


TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


def source_quads(root: str | None) -> set[str]:
    """What the Turtle files say, read file by file, and the evidence codes that follow from it (docs/model.md)."""
    found = [quad for source in sources(root) for quad in quads(source)]
    said: dict[str, dict[Any, list[ox.Quad]]] = {name: {} for name in ("role", "cites", "statedIn")}
    abstracts = {q.subject for q in found if q.predicate == TYPE and q.object.value == EXO + "SourceAbstract"}  # type: ignore[union-attr]
    passages = {q.subject for q in found if q.predicate == TYPE and q.object.value == EXO + "Passage"}  # type: ignore[union-attr]
    for quad in found:
        name = quad.predicate.value.removeprefix(EXO)
        if name in said:
            said[name].setdefault(quad.subject, []).append(quad)
    for line, places in said["statedIn"].items():
        inferred = said["role"].get(line) and said["role"][line][0].object.value == EXO + "interpretation"  # type: ignore[union-attr]
        for place in {quad.object for quad in places} & (abstracts | passages) if said["role"].get(line) else ():
            code = (
                "0006216"
                if inferred
                else "0000302"
                if place in abstracts
                else "0000304"
                if line in said["cites"]
                else "0000303"
            )
            found.append(
                ox.Quad(
                    line, ox.NamedNode(EXO + "evidenceCode"), ox.NamedNode(PREFIXES["ECO"] + code), places[0].graph_name
                )
            )
    return canonical(found)


@pytest.mark.slow
def test_named_graphs_are_kept(whole: Path) -> None:
    expected = source_quads(None)
    assert len(expected) > 50_000
    for name, form in (
        ("exo-ld.nq", ox.RdfFormat.N_QUADS),
        ("exo-ld.trig", ox.RdfFormat.TRIG),
        ("exo-ld.jsonld", ox.RdfFormat.JSON_LD),
    ):
        assert canonical(ox.parse(path=str(whole / name), format=form)) == expected, name


@pytest.mark.slow
def test_the_union_is_one_graph(whole: Path) -> None:
    expected = union(source_quads(None))
    for name, form in (("exo-ld.nt", ox.RdfFormat.N_TRIPLES), ("exo-ld.ttl", ox.RdfFormat.TURTLE)):
        found = list(ox.parse(path=str(whole / name), format=form))
        assert canonical(found) == expected, name
        assert len(found) == len(expected), f"{name} says something twice"


@pytest.mark.slow
def test_lines_are_canonical(whole: Path) -> None:
    """Sorted, and with the labels of RDFC-1.0, so that a digest of them is one of the graph
    (https://www.w3.org/TR/rdf-canon/)."""
    lines = (whole / "exo-ld.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=str.encode)
    assert {line.removesuffix(" .") for line in lines} == source_quads(None)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), [("exo-ld.nq", "nquads"), ("exo-ld.trig", "trig")])
def test_rdflib_reads_the_named_graphs(part: tuple[KnowledgeBase, Path], name: str, form: str) -> None:
    kb, place = part
    dataset = rdflib.Dataset().parse(place / name, format=form)
    assert canonical(dataset.serialize(format="nquads")) == source_quads(kb.root)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), [("exo-ld.nt", "nt"), ("exo-ld.ttl", "turtle")])
def test_rdflib_reads_the_union(part: tuple[KnowledgeBase, Path], name: str, form: str) -> None:
    kb, place = part
    graph = rdflib.Graph().parse(place / name, format=form)
    assert canonical(graph.serialize(format="nt")) == union(source_quads(kb.root))


@pytest.mark.slow
def test_rdflib_reads_the_jsonld(part: tuple[KnowledgeBase, Path]) -> None:
    kb, place = part
    dataset = rdflib.Dataset().parse(place / "exo-ld.jsonld", format="json-ld")
    assert canonical(dataset.serialize(format="nquads")) == source_quads(kb.root)


def offline(url: str, options: Any) -> Any:
    raise AssertionError(f"{url} is asked of the network")


@pytest.mark.slow
def test_pyld_reads_the_jsonld(part: tuple[KnowledgeBase, Path]) -> None:
    pyld = pytest.importorskip("pyld")
    kb, place = part
    document = json.loads((place / "exo-ld.jsonld").read_text(encoding="utf-8"))
    text = pyld.jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": offline})
    assert canonical(text) == source_quads(kb.root)


@pytest.mark.slow
def test_the_context_alone_reads_the_data(part: tuple[KnowledgeBase, Path]) -> None:
    """Whoever refers to the published address gets the same as from the context inside."""
    pyld = pytest.importorskip("pyld")
    kb, place = part
    document = json.loads((place / "exo-ld.jsonld").read_text(encoding="utf-8"))
    published = json.loads((place / "context.jsonld").read_text(encoding="utf-8"))
    assert published == {"@context": document["@context"]} == {"@context": context(kb)}
    asked = []

    def loader(url: str, options: Any) -> Any:
        asked.append(url)
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": published}

    options = {"format": "application/n-quads", "documentLoader": loader}
    text = pyld.jsonld.to_rdf({**document, "@context": CONTEXT}, options)
    assert set(asked) == {CONTEXT}
    assert canonical(text) == source_quads(kb.root)


@pytest.mark.slow
def test_the_frame_gives_claims_with_their_evidence(part: tuple[KnowledgeBase, Path]) -> None:
    pyld = pytest.importorskip("pyld")
    kb, place = part
    document = json.loads((place / "exo-ld.jsonld").read_text(encoding="utf-8"))
    frame = json.loads((place / "frame.jsonld").read_text(encoding="utf-8"))
    framed = pyld.jsonld.frame(document, frame, {"documentLoader": offline})
    claims = {item["id"]: item for item in framed["graph"]}
    rows = kb.sparql(f"SELECT ?c ?e WHERE {{ ?c a <{EXO}Claim> OPTIONAL {{ ?e <{EXO}evidenceFor> ?c }} }}").rows  # type: ignore[union-attr]
    expected: dict[str, set[str]] = {}
    for row in rows:
        expected.setdefault(row["c"].replace(EXOD, "exod:"), set()).add(row["e"].replace(EXOD, "exod:"))

    def listed(value: Any) -> list[Any]:
        return value if isinstance(value, list) else [value]

    assert {claim: {line["id"] for line in listed(item["evidence"])} for claim, item in claims.items()} == expected
    claim = claims[CLAIM.replace(EXOD, "exod:")]
    assert (
        claim["object"]["id"] if isinstance(claim["object"], dict) else claim["object"] == "mirbase.family:MIPF0000220"
    )
    assert {
        line["stance"] if isinstance(line["stance"], str) else line["stance"]["id"] for line in claim["evidence"]
    } == {"exld:supports"}
    assert {
        one["usesPreparation"]["type"]
        for one in listed(claim["observedIn"])
        if isinstance(one["usesPreparation"], dict)
    } == {"ExosomePreparation"}
    assert {line["cites"]["title"][:15] for line in claim["evidence"]} == {"Exosome Secrete"}


def test_values_are_plain_where_they_can_be(part: tuple[KnowledgeBase, Path]) -> None:
    _, place = part
    lines = (place / "exo-ld.jsonld").read_text(encoding="utf-8").splitlines()
    study = json.loads(
        next(line for line in lines if line.startswith('{"id": "exod:study-jin-2019-mir-486", "type"')).rstrip(",")
    )
    assert study["type"] == "PrimaryStudy"
    assert (study["label"], study["doi"], study["issued"]) == ("Jin 2019", "10.1186/s13287-019-1177-1", "2019")


def test_a_key_that_is_a_prefix_stands_in_no_ones_way(tmp_path: Path) -> None:
    """exld:unit and the prefix unit: of QUDT; and properties of ours that the ontology does not declare."""
    (tmp_path / "ontology" / "facts").mkdir(parents=True)
    (tmp_path / "queries").mkdir()
    turtle = f"""@prefix exld: <{EXO}> . @prefix exod: <{EXOD}> . @prefix unit: <{PREFIXES["unit"]}> .
    exod:x exld:unit unit:MilliGM ; exld:evidence unit:GM ; exld:id "a" ; exld:label "b"@en, "c"@de, "d" ;
    exld:type exld:context ;
      exld:number 1, 01, 1.50, 1e0, true, "true" ; exld:graph <mailto:a@example.org>, <urn:x:y> ."""
    (tmp_path / "ontology" / "facts" / "entities.ttl").write_text(turtle)
    (tmp_path / "ontology" / "exo.ttl").write_text(
        f"@prefix exld: <{EXO}> . @prefix owl: <{PREFIXES['owl']}> . @prefix rdfs: <{PREFIXES['rdfs']}> .\n"
        f"exld:unit a owl:ObjectProperty . exld:number a owl:DatatypeProperty ; rdfs:range <{PREFIXES['xsd']}integer> ."
    )
    export(load(root=str(tmp_path)), ["jsonld"], str(tmp_path / "out"))
    found = canonical(ox.parse(path=str(tmp_path / "out" / "exo-ld.jsonld"), format=ox.RdfFormat.JSON_LD))
    assert found == source_quads(str(tmp_path))


@pytest.mark.slow
def test_claims_reify_their_plain_triple(whole: Path) -> None:
    reifies = ox.NamedNode(PREFIXES["rdf"] + "reifies")
    found = list(ox.parse(path=str(whole / "exo-ld-rdf12.trig"), format=ox.RdfFormat.TRIG))
    said = {quad.subject.value: quad.object for quad in found if quad.predicate == reifies}
    parts: dict[str, dict[str, Any]] = {}
    for quad in found:
        if quad.predicate.value.startswith(EXO):
            parts.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(EXO)] = quad.object
    claims = load().sparql(f"SELECT ?c WHERE {{ ?c a <{EXO}Claim> }}").rows  # type: ignore[union-attr]
    assert set(said) == {row["c"] for row in claims}
    assert len(said) > 1000
    for claim, triple in said.items():
        assert (triple.subject, triple.predicate, triple.object) == tuple(
            parts[claim][name] for name in ("subject", "relation", "object")
        )
    # It is said of the triple that there is a claim of it, not that it holds; all else is as in the other forms.
    claimed = {str(triple) for triple in said.values()}
    assert [str(quad.triple) for quad in found if str(quad.triple) in claimed] == []
    assert canonical([quad for quad in found if quad.predicate != reifies]) == source_quads(None)


@pytest.mark.slow
def test_rdf12_answers_by_the_triple(whole: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=str(whole / "exo-ld-rdf12.trig"), format=ox.RdfFormat.TRIG)
    query = f"""PREFIX exld: <{EXO}> PREFIX rdf: <{PREFIXES["rdf"]}> SELECT ?claim WHERE {{
      ?claim rdf:reifies <<( <{EXOD}preparation-jin-2019-mir-486-1> exld:carries ?what )>> .
      ?line exld:evidenceFor ?claim ; exld:stance exld:supports }}"""
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert CLAIM in {row["claim"].value for row in answer}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["local-terms.sssom.tsv", "outside-terms.sssom.tsv", "relations.sssom.tsv"])
def test_sssom_is_read_by_its_library(whole: Path, name: str) -> None:
    sssom = pytest.importorskip("sssom_pydantic")
    mappings, *_ = sssom.read(str(whole / name))
    rows = [line for line in (whole / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(mappings) == len(rows) - 1 >= 5


@pytest.mark.slow
def test_curies_are_of_the_longest_prefix(whole: Path) -> None:
    """Each IRI of the data shortens as it would by trying all prefixes, the longest first."""
    longest = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
    iris = set(re.findall(r"<([^>\s]+)>", (whole / "exo-ld.nq").read_text(encoding="utf-8")))
    iris |= {
        PREFIXES["obo"],
        PREFIXES["GO"],
        PREFIXES["GO"] + "a/b",
        PREFIXES["exld"] + "a_b",
        "urn:x",
        "",
        "/",
        PREFIXES["bibo"] + "-a",
    }
    assert len(iris) > 5000
    for iri in iris:
        tried = (
            f"{prefix}:{iri[len(base) :]}"
            for prefix, base in longest
            if iri.startswith(base) and LOCAL.fullmatch(iri[len(base) :])
        )
        assert contract(iri) == next(tried, None), iri


ODD = """
<http://example.org/s> <http://example.org/p> "<a> _:b", "a <b>"^^<http://example.org/d>,
    "a \u2028\u0085\u001c b"@en, "_:c", " .", "", 1.50,
    "\\"\\\\\\n\\" <x>", <http://example.org/o>,
    <<( <http://example.org/s> <http://example.org/p> "a <b>"@en )>>, [ <http://example.org/q> [] ] .
<http://example.org/g> { <http://example.org/s> <http://example.org/p>
    "<a> _:b", "a <b>"^^<http://example.org/d>, <http://example.org/o>,
    "b"@en--ltr, <<( <http://example.org/s> <http://example.org/p> <http://example.org/o> )>>, [] }
_:g { <http://example.org/s> a <http://example.org/o>, <http://example.org/o2> ; <http://example.org/p> "a" . }
"""


def test_rows_are_the_terms_of_their_quads(kb_root: str, tmp_path: Path) -> None:
    """Whatever stands in a literal: the text of a quad is cut at the right places."""
    (tmp_path / "odd.trig").write_text(ODD, encoding="utf-8")
    kb = load(str(tmp_path / "odd.trig"), root=kb_root)
    contents = Contents(kb)
    found = contents.rows
    assert len([row for row in found if "example.org" in row[0]]) >= 19
    for subject, predicate, value, graph, quad in found:
        stated = f"<<( {quad.object} )>>" if isinstance(quad.object, ox.Triple) else str(quad.object)
        assert (subject, predicate, value) == (str(quad.subject), str(quad.predicate), stated)
        assert graph == ("" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name))
        assert f"{subject} {predicate} {value} {graph} .".replace("  .", " .").encode() in contents.lines
    assert [quad for *_, quad in found] == contents.quads
    assert len(contents.union) == len({quad.triple for *_, quad in found}) < len(found)


def test_void_counts_the_same_from_the_store_and_from_the_export(kb_root: str, tmp_path: Path) -> None:
    """The server counts in its store, the export in its lines; ends of lines within a literal are none."""
    (tmp_path / "odd.trig").write_text(ODD.replace("1.50,", ""), encoding="utf-8")  # the store would have 1.5
    kb = load(str(tmp_path / "odd.trig"), root=kb_root)
    assert void(kb) == void(kb, list(Contents(kb).union))
    assert b'/property/http%3A%2F%2Fexample.org%2Fq> <http://rdfs.org/ns/void#triples> "1"' in void(kb)
