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
from exo_ld.errors import TermError, UsageError
from exo_ld.prefixes import EXOD, contract
from exo_ld.query.kb import KnowledgeBase
from exo_ld.query.why import why
from exo_ld.serve import generate

SH = (
    "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: "
    "<https://schema.org/> "
)
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
            SH + f"SELECT ?c ?q ?t {{ <{EXOD}query-{query.name}> a sh:SPARQLExecutable, sh:SPARQL{kind}Executable ; "
            f"rdfs:comment ?c ; sh:{kind.lower()} ?q ; schema:target ?t }}"
        )
        assert [(r["c"].value, r["q"].value, r["t"].value) for r in found] == [
            (query.summary, query.text, "http://x.example/sparql")
        ], query.name
        declared: Any = store.query(
            SH + "SELECT ?p ?n { ?e sh:prefixes/sh:declare [ sh:prefix ?p ; sh:namespace ?n ] }"
        )
        assert {(r["p"].value, r["n"].value) for r in declared} == set(
            re.findall(r"^PREFIX\s+(\S*):\s*<(.*)>", query.text, re.M)
        )
        assert not store.query("ASK { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }")


def test_a_server_of_ours_offers_no_other_server(kb: KnowledgeBase) -> None:
    query = kb.catalogue["terms-below"]
    assert set(query.params) == {"above", "service"}
    assert set(generate.tool(query)["inputSchema"]["properties"]) == {"above", "limit"}
    offered = generate.openapi(kb.catalogue, "http://x.example")["paths"]["/api/terms-below"]["get"]["parameters"]
    assert [parameter["name"] for parameter in offered] == ["above", "limit", "offset", "format"]


@pytest.mark.slow
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
        assert [p["name"] for p in described["paths"][f"/api/{query.name}"]["get"]["parameters"]] == [
            *asked,
            *(n for n in ("limit", "offset", "format") if n not in asked),
        ]
        assert list(generate.tool(query)["inputSchema"]["properties"]) == [*asked, "limit"]


@pytest.mark.slow
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
        "PREFIX exld: <https://w3id.org/exo-ld/ontology#> SELECT DISTINCT ?c ?x { { ?x exld:between ?c } UNION { ?x "
        "exld:concernsClaim ?c } } ORDER BY ?c ?x"
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


# --- mcp --------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_mcp_as_a_process(kb: KnowledgeBase) -> None:
    pytest.importorskip("mcp")
    import mcp

    async def talk() -> tuple[Any, ...]:
        command = mcp.StdioServerParameters(command=sys.executable, args=["-m", "exo_ld", "mcp"])
        async with mcp.stdio_client(command) as (reads, writes), mcp.ClientSession(reads, writes) as session:
            await session.initialize()
            return (
                await session.list_tools(),
                await session.call_tool(
                    "query", {"name": "studies", "parameters": {"disease": "diabetic retinopathy"}, "limit": 1}
                ),
                await session.call_tool("why", {"claim": CLAIM}),
                await session.call_tool("find", {"text": "DN", "limit": 1}),
                await session.call_tool("query", {"name": "studies", "parameters": {"disease": "diabetic retinopaty"}}),
                await session.call_tool("query", {"name": "studies", "colour": "red"}),
                await session.call_tool("nothing", {}),
                await session.call_tool("why", {}),
            )

    listed, studies, because, named, *wrong = asyncio.run(talk())
    assert [tool.name for tool in listed.tools] == ["find", "queries", "query", "why"]
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    table = kb.query("studies", disease="diabetic retinopathy")
    assert isinstance(table, exo_ld.Table)
    answer = json.loads(studies.content[0].text)
    assert studies.structured_content is None  # one copy
    assert (answer["total"], len(answer["rows"]), answer["next"]) == (len(table), 1, 1)
    assert answer["assumed"] == {"listed": "tables"}
    assert json.loads(because.content[0].text)["claim"] == contract(why(kb, CLAIM)["claim"])
    assert json.loads(named.content[0].text)["rows"][0][0] == contract(kb.find("DN", 1).rows[0]["iri"])
    assert [(answer.is_error, answer.content[0].text.split(";")[0]) for answer in wrong] == [
        (True, "no term 'diabetic retinopaty' in the graph"),
        (True, "query has no argument 'colour'"),
        (True, "no tool 'nothing'"),
        (True, "why needs 'claim': its CURIE, from the column 'claim'"),
    ]


def test_mcp_pages_of_an_answer_and_columns(kb: KnowledgeBase) -> None:
    pytest.importorskip("mcp")
    from exo_ld.serve.mcp import call

    whole = kb.query("claims", disease="diabetic nephropathy")
    assert isinstance(whole, exo_ld.Table)
    asked = {"name": "claims", "parameters": {"disease": "diabetic nephropathy"}, "columns": ["claim", "subject"]}
    first = call(kb, "query", asked)
    assert (first["columns"], len(first["rows"]), first["next"]) == (["claim", "subject"], 10, 10)
    rest = call(kb, "query", asked | {"limit": 10_000, "offset": 10})
    assert "next" not in rest
    assert [*first["rows"], *rest["rows"]] == [
        [contract(row["claim"]), contract(row["subject"]) or row["subject"]] for row in whole.rows
    ]


@pytest.mark.slow
def test_mcp_the_catalogue_stands_behind_one_tool(kb: KnowledgeBase) -> None:
    pytest.importorskip("mcp")
    from exo_ld.serve.mcp import call

    assert call(kb, "queries", {})["queries"].keys() == kb.catalogue.keys()
    assert "disagreements" in [
        query["name"] for query in call(kb, "queries", {"words": "where do the reviews disagree"})["queries"]
    ]
    told = call(kb, "queries", {"name": "studies"})
    assert told["parameters"]["listed"].endswith("(default: tables)")
    assert told["columns"] == kb.catalogue["studies"].columns


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"name": "studis"}, "no query 'studis'; near: studies"),
        ({"name": "studies", "columns": ["colour"]}, "studies has no column 'colour'"),
        ({"name": "studies", "limit": -1}, "limit is -1: give a whole number, 0 or more"),
        ({"name": "studies", "limit": True}, "limit is True: give a whole number, 0 or more"),
        ({"name": "studies", "parameters": {"disease": ["DN"]}}, "disease is ['DN']: give a string or a whole number"),
        ({"name": "studies", "parameters": {"colour": "red"}}, "query studies has no parameter 'colour'"),
        (
            {"name": "join-by-ids", "parameters": {"endpoint": "http://e/"}},
            "query join-by-ids has no parameter 'endpoint'",
        ),
    ],
)
def test_mcp_what_is_wrong_is_said(kb: KnowledgeBase, arguments: dict[str, Any], said: str) -> None:
    pytest.importorskip("mcp")
    from exo_ld.serve.mcp import call

    with pytest.raises(UsageError) as error:
        call(kb, "query", arguments)
    assert str(error.value).startswith(said)


@pytest.mark.slow
def test_mcp_five_questions_cost_little(kb: KnowledgeBase) -> None:
    pytest.importorskip("mcp")
    from exo_ld.serve.mcp import call, tools

    questions: dict[str, dict[str, Any]] = {
        "cargo-targets": {"complication": "diabetic retinopathy"},
        "studies": {"disease": "diabetic nephropathy"},
        "claims": {"disease": "diabetic wound"},
        "disagreements": {},
        "source-cells-by-complication": {},
    }
    sent = json.dumps(tools())
    for name, given in questions.items():
        sent += json.dumps(
            call(kb, "queries", {"words": name}) | call(kb, "query", {"name": name, "parameters": given}),
            ensure_ascii=False,
        )
    # About so many tokens; it was 143,000 with all queries as tools and two copies of 200 rows.
    assert len(sent) / 4 < 8_000
