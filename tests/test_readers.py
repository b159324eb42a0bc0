"""What other people's tools write is read by all commands alike: endings, byte order marks, packed files, contexts by
address."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from conftest import Run

import exo_ld
from exo_ld.errors import DataError
from exo_ld.share.versions import read as version
from exo_ld.sources import taken

MARK = b"\xef\xbb\xbf"
XML = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><rdf:Description rdf:about="http://e/s">
<e:p rdf:resource="http://e/o"/></rdf:Description></rdf:RDF>"""
NT = b"<http://e/s> <http://e/p> <http://e/o> .\n"
ADDRESS = "https://w3id.org/exo-ld/context.jsonld"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.owl", XML),
        ("a.owl", b"\n  <!-- of a tool -->" + XML),
        ("a.owl", NT),  # Turtle under this name is common
        ("a.owl", b'{"@id": "http://e/s", "http://e/p": {"@id": "http://e/o"}}'),
        ("a.owl", MARK + XML),
        ("a.xml", XML),
        ("a.owl.gz", gzip.compress(XML, mtime=0)),
        ("a.nt.gz", gzip.compress(NT, mtime=0)),
        ("a.nt.gz", gzip.compress(MARK + NT, mtime=0)),
        ("a.jsonld", MARK + b'{"@id": "http://e/s", "http://e/p": {"@id": "http://e/o"}}'),
        ("a.rdf", MARK + b"<?xml version='1.0'?>" + XML),
        *((f"a.{ending}", MARK + NT) for ending in ("ttl", "trig", "nt", "nq")),
    ],
)
def test_a_file_is_read_by_all(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    expected = "<http://e/s> <http://e/p> <http://e/o>"
    assert [str(quad.triple) for quad in taken(str(path)).quads] == [expected]  # validate
    assert [str(quad.triple) for quad in version(str(path)).quads] == [expected]  # diff
    for given in (path, tmp_path):  # sparql --data, export --data
        kb = exo_ld.load(str(given), root="tests/data/kb")
        assert kb.sparql("ASK { <http://e/s> <http://e/p> <http://e/o> }").rows == [{"answer": True}]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Prefix(:=<http://e/>)\nOntology(<http://e/>)\n", "OWL in functional syntax"),
        (b"# a\nPrefix: e: <http://e/>\nOntology: <http://e/>\n", "OWL in Manchester syntax"),
        (b"format-version: 1.2\n", "the OBO format"),
        (b'<?xml version="1.0"?>\n<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
    ],
)
def test_owl_that_is_no_rdf_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "a.owl"
    path.write_bytes(content)
    with pytest.raises(DataError) as error:
        exo_ld.load(str(path), root="tests/data/kb").sparql("ASK {}")
    assert (
        str(error.value) == f"{path}: {what}, which is no RDF; convert it, as by: robot convert -i {path} -o {path}.ttl"
    )


def test_a_query_may_begin_with_a_mark(tmp_path: Path, run: Run) -> None:
    (tmp_path / "q.rq").write_bytes(MARK + b"SELECT (1 AS ?x) {}")
    done = run("sparql", "-f", str(tmp_path / "q.rq"), "--kb", "tests/data/kb", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "x\n1\n")


@pytest.mark.parametrize(
    "context",
    [
        ADDRESS,
        ADDRESS.replace("https", "http"),
        [ADDRESS, {"e": "http://e/"}],
        {"@import": ADDRESS, "e": "http://e/"},
    ],
)
def test_our_context_is_taken_from_the_package(tmp_path: Path, context: object) -> None:
    document = {"@context": context, "id": "exod:dose-mine-1", "type": "Dose", "value": "-1.5"}
    within = {"http://e/p": {**document, "id": "exod:dose-mine-2"}}  # not at the top only
    (tmp_path / "a.jsonld").write_text(json.dumps([document, within]))
    found = {(q.subject.value, str(q.predicate), str(q.object)) for q in taken(str(tmp_path / "a.jsonld")).quads}  # type: ignore[union-attr]
    decimal = '"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    for name in ("dose-mine-1", "dose-mine-2"):
        assert (f"https://w3id.org/exo-ld/id/{name}", "<https://w3id.org/exo-ld/ontology#value>", decimal) in found


@pytest.mark.parametrize(
    "context",
    ["https://schema.org/", ["http://e/context.jsonld"], {"@import": "https://w3id.org/other/context.jsonld"}],
)
def test_another_context_is_not_fetched(tmp_path: Path, context: object) -> None:
    (tmp_path / "a.jsonld").write_text(json.dumps({"a": {"@context": context, "http://e/p": 1}}))
    address = context if isinstance(context, str) else context[0] if isinstance(context, list) else context["@import"]  # type: ignore[index]
    with pytest.raises(DataError, match="needs the JSON-LD context at") as error:
        taken(str(tmp_path / "a.jsonld"))
    assert address in str(error.value)
    assert "put the context itself in place of its address" in str(error.value)


@pytest.mark.parametrize("ending", ["nt", "nq", "ttl", "trig"])
def test_a_merge_leaves_the_mark_out(tmp_path: Path, run: Run, ending: str) -> None:
    pytest.importorskip("hyperscan")
    (tmp_path / f"a.{ending}").write_bytes(MARK + NT)
    done = run("merge", str(tmp_path / f"a.{ending}"), "-o", str(tmp_path / "m.nq"), "--kb", "tests/data/kb")
    assert done.returncode == 0, done.stderr
    assert NT.strip() in (tmp_path / "m.nq").read_bytes().splitlines()
    assert MARK not in (tmp_path / "m.nq").read_bytes()
