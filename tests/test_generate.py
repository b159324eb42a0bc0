"""What is made from the query files: SHACL examples, grlc files, OpenAPI, tools; and `exo-ld mcp` as a process."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import Run

import exo_ld
from exo_ld.errors import TermError
from exo_ld.prefixes import EXOD
from exo_ld.query.kb import KnowledgeBase
from exo_ld.query.why import why
from exo_ld.serve import generate

SH = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/> "
CLAIM = f"{EXOD}claim-jin-2019-mir-486-02"
SELECTS = ("claims", "studies", "entity-card", "mechanism-paths", "cargo-targets")


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return exo_ld.load()


def rows(kb: KnowledgeBase, text: str) -> list[Any]:
    answer = kb.sparql(text)
    assert isinstance(answer, exo_ld.Table)
    return answer.cells


def test_examples_hold_the_query_as_it_is(kb: KnowledgeBase) -> None:
    for query in kb.catalogue.values():
        store = ox.Store()
        store.load(generate.examples(query, "http://x.example/sparql").encode(), format=ox.RdfFormat.TURTLE)
        kind = {"SELECT": "Select", "CONSTRUCT": "Construct", "ASK": "Ask"}[generate.form(query.text)]
        found: Any = store.query(
            SH + f"SELECT ?c ?q ?t {{ <{EXOD}query-{query.name}> a sh:SPARQLExecutable, sh:SPARQL{kind}Executable ; rdfs:comment ?c ; sh:{kind.lower()} ?q ; schema:target ?t }}"
        )
        assert [(r["c"].value, r["q"].value, r["t"].value) for r in found] == [(query.summary, query.text, "http://x.example/sparql")], query.name
        declared: Any = store.query(SH + "SELECT ?p ?n { ?e sh:prefixes/sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }")
        assert {(r["p"].value, r["n"].value) for r in declared} == set(re.findall(r"^PREFIX\s+(\S*):\s*<(.*)>", query.text, re.M))
        assert not store.query("ASK { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }")


def test_a_server_of_ours_offers_no_other_server(kb: KnowledgeBase) -> None:
    query = kb.catalogue["terms-below"]
    assert set(query.params) == {"above", "service"}
    assert set(generate.tool(query)["inputSchema"]["properties"]) == {"above", "limit"}
    offered = generate.openapi(kb.catalogue, "http://x.example")["paths"]["/api/terms-below"]["get"]["parameters"]
    assert [parameter["name"] for parameter in offered] == ["above"]


@pytest.mark.parametrize("name", SELECTS)
def test_grlc_form_gives_the_same_rows(kb: KnowledgeBase, name: str) -> None:
    query = kb.catalogue[name]
    text = generate.grlc(query, "http://x.example/sparql")
    assert "VALUES ?p_" not in text
    assert len(re.findall(r"BIND \(\?__?\w+ AS \?p_\w+\)", text)) == len(query.params)
    # grlc leaves an optional variable as it is where it is not given, and puts the default in for a required one.
    for default in re.findall(r'^#\+   - (\w+): "(.*)"$', text, re.M):
        text = text.replace(f"?_{default[0]}_iri", f"<{default[1]}>")
    assert rows(kb, text) == rows(kb, query.text)


def test_grlc_form_with_a_value(kb: KnowledgeBase) -> None:
    text = generate.grlc(kb.catalogue["studies"], "http://x.example/sparql")
    given = text.replace("?__disease_iri", "<http://purl.obolibrary.org/obo/MONDO_0005266>")
    assert given != text
    wanted = kb.query("studies", disease="MONDO:0005266")
    assert isinstance(wanted, exo_ld.Table)
    assert rows(kb, given) == wanted.cells
    assert 0 < len(wanted.cells) < len(rows(kb, text))


def test_openapi_and_tools_have_every_parameter(kb: KnowledgeBase) -> None:
    described = generate.openapi(kb.catalogue, "http://x.example")
    assert (described["openapi"], described["servers"]) == ("3.1.0", [{"url": "http://x.example"}])
    for query in kb.catalogue.values():
        asked = [p.name for p in query.params.values() if p.kind != "service"]
        assert [p["name"] for p in described["paths"][f"/api/{query.name}"]["get"]["parameters"]] == asked
        assert list(generate.tool(query)["inputSchema"]["properties"]) == [*asked, "limit"]


def test_generate_writes_all_forms_twice_the_same(run: Run, kb: KnowledgeBase, tmp_path: Path) -> None:
    done = run("generate", "-o", str(tmp_path / "a"), "--endpoint", "http://x.example/sparql")
    assert done.returncode == 0, done.stderr
    names = sorted(kb.catalogue)
    assert sorted(p.stem for p in (tmp_path / "a" / "examples").iterdir()) == names
    assert sorted(p.stem for p in (tmp_path / "a" / "grlc").iterdir()) == names
    run("generate", "-o", str(tmp_path / "b"), "--endpoint", "http://x.example/sparql")
    files = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    assert files == {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert len(done.stdout.splitlines()) == len(files) == 2 * len(names) + 2


def test_generate_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("generate", "-o", str(tmp_path / "file"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cannot be written" in done.stderr


def test_why_follows_a_claim_to_its_source(kb: KnowledgeBase) -> None:
    found = why(kb, "claim-jin-2019-mir-486-02")
    assert found["claim"] == CLAIM
    assert [(s["relationLabel"], s["objectLabel"]) for s in found["says"]] == [("increases", "podocyte repair")]
    assert [(e["stance"], e["section"], e["start"], e["end"], e["doi"]) for e in found["evidence"]] == [
        ("supports", "Table 2", 13662, 13736, "10.1186/s13287-019-1177-1"),
        ("supports", "Table 2", 13914, 13962, "10.1186/s13287-019-1177-1"),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", e["sha256"]) for e in found["evidence"])
    assert {"in disease", "system", "not reported"} <= {c["propertyLabel"] for c in found["context"]}
    assert found["conflicts"] == []


def test_why_tells_every_conflict(kb: KnowledgeBase) -> None:
    pairs = kb.sparql(
        "PREFIX exld: <https://w3id.org/exo-ld/ontology#> SELECT DISTINCT ?c ?x { { ?x exld:between ?c } UNION { ?x exld:concernsClaim ?c } } ORDER BY ?c ?x"
    )
    assert isinstance(pairs, exo_ld.Table)
    wanted: dict[str, set[str]] = {}
    for row in pairs.rows:
        wanted.setdefault(row["c"], set()).add(row["x"])
    assert len(wanted) > 10
    for claim in list(wanted)[:10]:
        assert {conflict["conflict"] for conflict in why(kb, claim)["conflicts"]} == wanted[claim]


def test_why_of_no_claim(kb: KnowledgeBase) -> None:
    with pytest.raises(TermError, match="is no claim"):
        why(kb, "MONDO:0005266")


# --- mcp ----------------------------------------------------------------------------------------------------------------


def test_mcp_tools_are_the_catalogue_find_and_why(kb: KnowledgeBase) -> None:
    pytest.importorskip("mcp")
    import mcp

    async def talk() -> tuple[Any, ...]:
        command = mcp.StdioServerParameters(command=sys.executable, args=["-m", "exo_ld", "mcp"])
        async with mcp.stdio_client(command) as (reads, writes), mcp.ClientSession(reads, writes) as session:
            await session.initialize()
            return (
                await session.list_tools(),
                await session.call_tool("studies", {"disease": "diabetic retinopathy", "limit": 1}),
                await session.call_tool("why", {"claim": CLAIM}),
                await session.call_tool("find", {"text": "DN", "limit": 1}),
                await session.call_tool("studies", {"disease": "diabetic retinopaty"}),
                await session.call_tool("studies", {"colour": "red"}),
                await session.call_tool("nothing", {}),
                await session.call_tool("why", {}),
            )

    listed, studies, because, named, *wrong = asyncio.run(talk())
    assert [tool.name for tool in listed.tools] == [*kb.catalogue, "find", "why"]
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    table = kb.query("studies", disease="diabetic retinopathy")
    assert isinstance(table, exo_ld.Table)
    assert json.loads(studies.content[0].text) == studies.structured_content == {"total": len(table), "rows": table.rows[:1]}
    assert because.structured_content == why(kb, CLAIM)
    assert named.structured_content == {"total": 1, "rows": kb.find("DN", 1).rows}
    assert [(answer.is_error, answer.content[0].text.split(";")[0]) for answer in wrong] == [
        (True, "no term 'diabetic retinopaty' in the graph"),
        (True, "studies has no argument 'colour'"),
        (True, "no tool 'nothing'"),
        (True, "why needs a claim: its IRI, CURIE or slug"),
    ]
