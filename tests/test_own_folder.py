"""A folder of one's own: its imports follow from use, its rows are not lost unseen, its passages can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.check.bench import Bench
from exo_ld.curate.imports import write_imports
from exo_ld.curate.ledger import verify_text
from exo_ld.query.kb import load

EXAMPLE = REPO / "examples" / "third-review"
GOLDEN = str(REPO / "tests" / "data" / "golden")
TABLES = str(REPO / "tests" / "data" / "terms")
CLAIM = """@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix GO: <http://purl.obolibrary.org/obo/GO_> .
@prefix hgnc: <http://identifiers.org/hgnc/> .
exod:claim-poe-2022-99 a exld:Claim ; exld:subject hgnc:9588 ; exld:relation exld:increases ; exld:object GO:0006914 .
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with one claim on a term that the fixed knowledge base has not."""
    path = tmp_path / "mine" / "reviews" / "poe-2022" / "kidney.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(CLAIM, encoding="utf-8")
    return tmp_path / "mine"


@pytest.mark.slow
def test_imports_follow_from_use_in_a_folder_of_ones_own(mine: Path, run: Run) -> None:
    asked = run(
        "sparql",
        "SELECT * { ?c exld:object/rdfs:label ?l FILTER (?l = 'autophagy'@en) }",
        "--kb",
        GOLDEN,
        "--data",
        str(mine),
    )
    assert "GO:0006914: used by --data without a label, so that rows are missing" in asked.stderr
    assert write_imports(TABLES, GOLDEN, str(mine)) == [str(mine / "imports" / "go.ttl")]
    text = (mine / "imports" / "go.ttl").read_text(encoding="utf-8")
    assert 'GO:0006914\n  a owl:Class ;\n  rdfs:label "autophagy"@en ;' in text
    assert load(str(mine), root=GOLDEN).nameless() == []
    done = run("vocabularies", "--tables", TABLES, "--kb", GOLDEN, "--data", str(mine))
    assert done.returncode == 1  # the few rows of the tests' table have no PTEN
    assert "kidney.ttl:5: hgnc:9588: not in the reference table hgnc.tsv" in done.stdout
    assert "GO:0006914: " not in done.stdout


@pytest.mark.slow
def test_what_the_knowledge_base_has_needs_no_import(mine: Path) -> None:
    path = next(mine.rglob("*.ttl"))
    path.write_text(CLAIM.replace("GO:0006914", "hgnc:9588"), encoding="utf-8")
    assert write_imports(TABLES, GOLDEN, str(mine)) == []
    assert load(str(mine), root=GOLDEN).nameless() == []


@pytest.mark.slow
def test_the_words_of_a_passage_come_from_the_users_copy(run: Run) -> None:
    copy = ("--text", str(EXAMPLE / "poe-2022.txt"), "--data", str(EXAMPLE))
    one = run("show", "exod:passage-poe-2022-wounds-s04", *copy)
    assert one.stdout == "exod:passage-poe-2022-wounds-s04  Blood glucose did not change.\n"
    assert run("show", "wounds-s04", *copy).stdout == one.stdout
    assert run("show", "section-poe-2022-wounds", *copy).stdout.count("\n") == 6
    assert "no passage or section of this text" in run("show", "wounds-s99", *copy).stderr
    assert "no passages of this text are here" in run("show", "wounds-s04", *copy[:2]).stderr


@pytest.mark.slow
def test_all_faults_of_a_text_are_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "third"))
    text = folder / "poe-2022.txt"
    text.write_text(
        text.read_text(encoding="utf-8").replace("Blood", "Flood").replace("In diabetic", "Of diabetic"),
        encoding="utf-8",
    )
    outcome = verify_text(str(text), data=[str(folder)])
    assert not outcome.sound
    for passage in ("wounds-s04", "kidney-s01"):
        assert f"exod:passage-poe-2022-{passage} is not at" in outcome.message
    assert outcome.message.endswith("2 faults")


@pytest.mark.slow
def test_the_bench_by_mcp(tmp_path: Path) -> None:
    pytest.importorskip("mcp_types", reason="needs the SDK (extra serve)")
    from exo_ld.errors import UsageError
    from exo_ld.serve.mcp import call, tools

    kb = load(root=GOLDEN)
    assert [tool["name"] for tool in tools()] == ["find", "queries", "query", "why"]
    with pytest.raises(UsageError, match="no tool 'new'"):
        call(kb, "new", {"lines": ""})
    root = shutil.copytree(GOLDEN, tmp_path / "kb")
    bench = Bench(root=str(root))
    assert tools(bench)[-1]["name"] == "new"
    head = "study: doe-2019-wound\nrole: result\n"
    lines = head + " | VEGFA | increases | cell population proliferation | expression | table-1-r01"
    told = call(kb, "new", {"lines": lines}, bench)
    assert list(told["claims"]) == ["exod:claim-doe-2019-wound-13"]
    (path,) = told["would write"]
    assert "wound-13" not in Path(path).read_text(encoding="utf-8")
    assert call(kb, "new", {"lines": lines, "write": True}, bench)["written"] == [path]
    assert "exod:claim-doe-2019-wound-13" in Path(path).read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"line:3: no relation 'raises'.*nothing is written"):
        call(kb, "new", {"lines": head + " | VEGFA | raises | PTEN | | table-1-r01"}, bench)


@pytest.mark.slow
def test_commands_take_a_folder_of_ones_own_in_the_same_ways(mine: Path, run: Run) -> None:
    for command in (("validate",), ("fmt", "--check"), ("coverage",)):
        plain, data = run(*command, str(mine)), run(*command, "--data", str(mine))
        assert "unrecognized" not in plain.stderr + data.stderr
        assert (plain.returncode, plain.stdout, plain.stderr) == (data.returncode, data.stdout, data.stderr)
