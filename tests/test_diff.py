"""`exo-ld diff`: each kind of change is told, and the update that it writes turns the old graph into the new one."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Run

import exo_ld
from exo_ld.errors import DataError
from exo_ld.share.diff import Difference, compare
from exo_ld.share.update import update
from exo_ld.share.versions import Version, read

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from engines import running

HEAD = """@prefix exld: <https://w3id.org/exo-ld/ontology#> . @prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CLAIM = (
    "exod:claim-{0} a exld:Claim ; exld:subject exod:x ; exld:relation exld:increases ; exld:object obo:GO_0001525 .\n"
)
LINE = (
    "exod:line-{0} a exld:EvidenceLine ; exld:evidenceFor exod:claim-{0} ; exld:stance exld:supports ; "
    'exld:asStated "more" .\n'
)
OLD = (
    "".join((CLAIM + LINE).format(n) for n in ("same", "drop", "withdraw", "supersede", "map", "edit", "line"))
    + "exod:y a exld:Cell .\n"
)
WITHDRAWN = 'exod:claim-withdraw owl:deprecated true ; skos:editorialNote "misread"@en .\n'
SUPERSEDED = "exod:claim-supersede owl:deprecated true ; obo:IAO_0100001 exod:claim-new .\n"


def version(tmp_path: Path, name: str, text: str) -> Version:
    path = tmp_path / f"{name}.trig"
    path.write_text(HEAD + "exod:study-a {\n" + text + "}\n", encoding="utf-8")
    return read(str(path))


def new_text() -> str:
    """OLD with one change of each kind."""
    text = OLD.replace((CLAIM + LINE).format("drop"), "") + CLAIM.format("new") + WITHDRAWN + SUPERSEDED
    for claim, was, now in (
        ("map", "obo:GO_0001525", "obo:GO_0042060"),
        ("edit", "exld:relation exld:increases", "exld:relation exld:decreases"),
    ):
        text = text.replace(CLAIM.format(claim), CLAIM.format(claim).replace(was, now))
    return text.replace(LINE.format("line"), LINE.format("line").replace("exld:supports", "exld:refutes")).replace(
        "exld:Cell", "exld:Gene"
    )


@pytest.fixture
def difference(tmp_path: Path) -> Difference:
    return compare(version(tmp_path, "old", OLD), version(tmp_path, "new", new_text()))


def test_each_kind_is_told(difference: Difference) -> None:
    assert [(entry.kind, entry.claim) for entry in difference.claims] == [
        ("added", "exod:claim-new"),
        ("withdrawn", "exod:claim-withdraw"),
        ("superseded", "exod:claim-supersede"),
        ("removed", "exod:claim-drop"),
        ("re-mapped", "exod:claim-map"),
        ("edited", "exod:claim-edit"),
        ("re-evidenced", "exod:claim-line"),
    ]
    assert difference.others == {"exld:Gene": {"added": [], "removed": [], "changed": ["exod:y"]}}
    assert not difference.sound  # a claim is gone


def test_each_change_is_told_with_its_reason(difference: Difference) -> None:
    by_claim = {entry.claim: entry for entry in difference.claims}
    assert by_claim["exod:claim-withdraw"].reason == '"misread"@en'
    assert by_claim["exod:claim-supersede"].reason == "in its place exod:claim-new"
    assert by_claim["exod:claim-map"].changes == [("exod:claim-map", "exld:object", ["GO:0001525"], ["GO:0042060"])]
    assert by_claim["exod:claim-edit"].changes == [
        ("exod:claim-edit", "exld:relation", ["exld:increases"], ["exld:decreases"])
    ]
    assert by_claim["exod:claim-line"].changes == [
        ("exod:line-line", "exld:stance", ["exld:supports"], ["exld:refutes"])
    ]
    text = difference.text().splitlines()
    assert text[2] == "claims: 1 added, 1 withdrawn, 1 superseded, 1 removed, 1 re-mapped, 1 edited, 1 re-evidenced"
    assert "    + exod:line-line exld:stance exld:refutes" in text
    body = json.loads(difference.text("json"))
    assert body["counts"] == dict.fromkeys(body["counts"], 1) | {"restored": 0}
    assert [claim["kind"] for claim in body["claims"]] == [entry.kind for entry in difference.claims]


def test_a_restored_claim_and_no_difference(tmp_path: Path) -> None:
    old, new = version(tmp_path, "old", OLD + WITHDRAWN), version(tmp_path, "new", OLD)
    assert [(entry.kind, entry.claim) for entry in compare(old, new).claims] == [("restored", "exod:claim-withdraw")]
    same = compare(old, old)
    assert (same.claims, same.others, same.triples["added"], same.sound) == ([], {}, 0, True)
    assert list(update(old, old)) == []


def test_a_new_mapping_re_maps_the_claims_of_its_term(tmp_path: Path) -> None:
    sides = []
    for mapped in ("CL:0000134", "CL:0002540"):
        root = tmp_path / mapped.replace(":", "-")
        (root / "ontology" / "mappings").mkdir(parents=True)
        (root / "ontology" / "entities.ttl").write_text(HEAD + CLAIM.format("one"), encoding="utf-8")
        rows = (
            f"# a head\nsubject_id\tpredicate_id\tobject_id\tobject_label\nexod:x\tskos:broadMatch\t{mapped}\ta cell\n"
        )
        (root / "ontology" / "mappings" / "local.sssom.tsv").write_text(rows, encoding="utf-8")
        sides.append(read(str(root)))
    (entry,) = compare(*sides).claims
    assert (entry.kind, entry.claim) == ("re-mapped", "exod:claim-one")
    assert entry.changes == [
        ("exod:x", "mapping", ["skos:broadMatch CL:0000134 a cell"], ["skos:broadMatch CL:0002540 a cell"])
    ]


BLANK_OLD = "exod:z exld:p [ exld:q 1 ; exld:r [ exld:q 2 ] ] . exod:same exld:p [ exld:q 7 ] .\n"
BLANK_NEW = "exod:z exld:p [ exld:q 1 ; exld:r [ exld:q 3 ] ] . exod:same exld:p [ exld:q 7 ] .\n"


def two(tmp_path: Path) -> tuple[Version, Version]:
    """Two versions that differ in two graphs and in blank nodes; a graph comes, another goes; awkward literals."""
    awkward = 'exod:t exld:label "a \\"quoted\\"\\nline } ; {"@en , "\\\\ \u00e9" .\n'
    gone, come = "} exod:study-b { exod:b exld:p exod:c .\n", "} exod:study-c { exod:c exld:p exod:d .\n"
    many = "".join(f"exod:m{n} exld:p {n} .\n" for n in range(1201))
    return version(tmp_path, "old", OLD + BLANK_OLD + many + gone), version(
        tmp_path, "new", new_text() + BLANK_NEW + awkward + come
    )


def canonical(quads: object) -> set[str]:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def test_the_update_turns_old_into_new(tmp_path: Path) -> None:
    old, new = two(tmp_path)
    store = ox.Store()
    store.extend(old.quads)
    text = "".join(update(old, new))
    assert text == "".join(update(*two(tmp_path)))  # the same each time, though blank nodes have new labels
    store.update(text)
    assert canonical(store) == canonical(new.quads) != canonical(old.quads)


@pytest.mark.skipif(
    "EXO_LD_ENGINES" not in os.environ, reason="no servers: run it by `python tools/engines.py -- python -m pytest`"
)
@pytest.mark.parametrize("engine", ["oxigraph", "fuseki", "virtuoso"])
def test_the_update_works_on_a_server(tmp_path: Path, engine: str) -> None:
    old, new = two(tmp_path)
    with running(engine) as started:
        urls = started[engine]
        for text in (*update(Version("", [], None), old), *update(old, new)):
            body = urllib.parse.urlencode({"update": text.rstrip().rstrip(";")}).encode()
            urllib.request.urlopen(urls.update, body, timeout=60).close()
        for graph in ("study-a", "study-b", "study-c"):
            name = f"https://w3id.org/exo-ld/id/{graph}"
            query = urllib.parse.urlencode(
                {"query": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"}
            )
            request = urllib.request.Request(f"{urls.query}?{query}", headers={"Accept": "application/n-triples"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                there = canonical(ox.Quad(*triple) for triple in ox.parse(answer.read(), format=ox.RdfFormat.N_TRIPLES))
            here = canonical(ox.Quad(*quad.triple) for quad in new.quads if quad.graph_name == ox.NamedNode(name))
            assert there == here, graph


def test_versions_are_read_wherever_they_are(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    (root / "ontology").mkdir(parents=True)
    (root / "ontology" / "entities.ttl").write_text(HEAD + CLAIM.format("one"), encoding="utf-8")
    packed = tmp_path / "packed.ttl.gz"
    packed.write_bytes(gzip.compress((HEAD + CLAIM.format("one")).encode()))
    release = tmp_path / "release"
    release.mkdir()
    (release / "exo-ld.ttl").write_text(HEAD + CLAIM.format("one"), encoding="utf-8")
    assert (
        compare(read(str(root)), read(str(packed))).claims == compare(read(str(release)), read(str(root))).claims == []
    )
    assert len(read("shipped").quads) > 10_000


def test_a_git_revision_is_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "ontology" / "entities.ttl"
    file.parent.mkdir()
    git = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for text in (CLAIM.format("one"), CLAIM.format("one") + CLAIM.format("two")):
        file.write_text(HEAD + text, encoding="utf-8")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", "x"], check=True)
    assert [(e.kind, e.claim) for e in compare(read("git:HEAD~1"), read("git:HEAD")).claims] == [
        ("added", "exod:claim-two")
    ]
    with pytest.raises(exo_ld.DataError, match="no such revision"):
        read("git:nothing")


def test_the_command(tmp_path: Path, run: Run) -> None:
    version(tmp_path, "old", OLD)
    version(tmp_path, "new", new_text())
    old, new, out = (str(tmp_path / name) for name in ("old.trig", "new.trig", "out.ru"))
    done = run("diff", old, new)
    assert done.returncode == 1
    assert "exod:claim-drop is gone" in done.stderr
    assert run("diff", old, old).returncode == 0
    assert run("diff", old, new, "--format", "update", "-o", out).returncode == 1
    assert "DELETE DATA { GRAPH <https://w3id.org/exo-ld/id/study-a>" in Path(out).read_text(encoding="utf-8")
    missing = run("diff", old, str(tmp_path / "none.ttl"))
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<urn:a> <urn:p> [ <urn:q> 1 ] .", "<urn:a> <urn:p> [ <urn:q> 2 ] .", "triples with blank nodes: "
        "1 added, 1 removed, 1 alike"),
        ("<urn:a> <urn:p> ( 1 2 3 ) .", "<urn:a> <urn:p> ( 3 2 1 ) .", "triples with blank nodes: "
        "7 alike one by one, but not in how they hang together"),
        ("<urn:a> <urn:p> [] .", "<urn:a> <urn:p> [] , [] .", "triples with blank nodes: 1 added, 0 removed, 1 alike"),
        ("<urn:g> { <urn:a> <urn:p> 1 }", "<urn:h> { <urn:a> <urn:p> 1 }", "the same triples in other graphs: 1"),
        ("<urn:a> <urn:p> 1.0 .", "<urn:a> <urn:p> 1.00 .", "triples: 1 added, 1 removed, 0 the same"),
        ("<urn:a> <urn:p> <<( _:x <urn:q> 1 )>> .", "<urn:a> <urn:p> <<( _:x <urn:q> 2 )>> .", "triples with blank "
        "nodes: 1 added, 1 removed, 0 alike"),
        ("<#a> <urn:p> [ <urn:q> 1 ] .", "<#a> <urn:p> [ <urn:q> 1 ] .", ""),
        ("<urn:a> <urn:p> <<( _:x <urn:q> 1 )>> .", "<urn:a> <urn:p> <<( _:y <urn:q> 1 )>> .", ""),
    ],
)  # fmt: skip
def test_no_difference_is_said_only_where_there_is_none(tmp_path: Path, old: str, new: str, said: str) -> None:
    versions = []
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.trig").write_text(text)
        versions.append(read(str(tmp_path / f"{name}.trig")))
    lines = compare(*versions).text().splitlines()
    assert ("claims: no difference" in lines) == (not said)
    assert said in lines or not said
    if "<<(" not in old:  # the update of a triple term with a blank node is not told here
        assert bool("".join(update(*versions))) == bool(said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<urn:s> <urn:p> <<( _:b <urn:q> '1' )>> .", "<urn:s> <urn:p> <<( _:b <urn:q> '2' )>> ."),
        (
            "<urn:s> <urn:p> <<( <urn:k> <urn:q> <<( _:b <urn:q> '1' )>> )>> .",
            "<urn:s> <urn:p> <<( <urn:k> <urn:q> <<( <urn:k> <urn:q> '1' )>> )>> .",
        ),
        ("GRAPH <urn:g1> { _:x <urn:p> 1 } GRAPH <urn:g2> { _:x <urn:q> 2 }",
         "GRAPH <urn:g1> { _:x <urn:p> 1 } GRAPH <urn:g2> { _:y <urn:q> 2 }"),
        ("GRAPH <urn:g1> { _:x <urn:p> 1 } GRAPH <urn:g2> { _:y <urn:q> 2 }",
         "GRAPH <urn:g1> { _:x <urn:p> 1 } GRAPH <urn:g2> { _:x <urn:q> 2 } GRAPH <urn:g3> { _:x <urn:q> 2 }"),
    ],
)  # fmt: skip
def test_the_update_finds_blank_nodes_in_triple_terms_and_in_several_graphs(tmp_path: Path, old: str, new: str) -> None:
    versions = []
    for name, text in (("old.trig", old), ("new.trig", new)):
        (tmp_path / name).write_text(text)
        versions.append(read(str(tmp_path / name)))
    store = ox.Store()
    store.extend(versions[0].quads)
    store.update("".join(update(*versions)))
    assert canonical(store) == canonical(versions[1].quads)


def test_a_graph_named_by_a_blank_node_is_compared_and_no_update_is_made_up(tmp_path: Path) -> None:
    same, other = tmp_path / "same.nq", tmp_path / "other.nq"
    same.write_text('<urn:a> <urn:p> "1" _:g .\n')
    other.write_text('<urn:a> <urn:p> "1" .\n')
    assert "no difference\n" in compare(read(str(same)), read(str(same))).text()
    assert compare(read(str(same)), read(str(other))).triples["blankRemoved"] == 1
    with pytest.raises(DataError, match="named by a blank node, which no update can name"):
        list(update(read(str(other)), read(str(same))))


def test_a_triple_given_twice_is_one(tmp_path: Path) -> None:
    once, twice = tmp_path / "once.nt", tmp_path / "twice.nt"
    once.write_text("_:x <urn:p> _:y .\n")
    twice.write_text("_:x <urn:p> _:y .\n_:x <urn:p> _:y .\n")
    assert "no difference\n" in compare(read(str(twice)), read(str(once))).text()
