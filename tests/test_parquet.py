"""Parquet as DuckDB reads it: the types, the numbers, the joins; and the same bytes from every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import exo_ld
from exo_ld.prefixes import EXO
from exo_ld.share.parquet import export_parquet
from exo_ld.share.reading import Reading

pytest.importorskip("pyarrow", reason="needs pyarrow (extra share)")
duckdb = pytest.importorskip("duckdb", reason="needs duckdb (extra dev)")
TABLES = ("nodes", "edges", "claims", "evidence")


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def folder(kb: exo_ld.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("parquet")
    export_parquet(Reading(kb), str(place))
    return place


@pytest.fixture(scope="module")
def ask(folder: Path) -> Any:
    """Ask DuckDB over the four files; the rows as tuples."""
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder}/exo-ld-{table}.parquet')")
    return lambda text: connection.execute(text).fetchall()


def rows(kb: exo_ld.KnowledgeBase, text: str) -> list[dict[str, Any]]:
    answer = kb.sparql(text)
    assert isinstance(answer, exo_ld.Table)
    return answer.rows


def count(kb: exo_ld.KnowledgeBase, pattern: str) -> int:
    return int(rows(kb, f"PREFIX exld: <{EXO}> SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")[0]["n"])


@pytest.mark.slow
def test_types_are_those_of_the_values(ask: Any) -> None:
    types = {table: {name: kind for name, kind, *_ in ask(f"DESCRIBE {table}")} for table in TABLES}
    claims, evidence = types["claims"], types["evidence"]
    assert {claims[name] for name in ("withdrawn", "retracted", "asserted", "approximate")} == {"BOOLEAN"}
    assert {claims[name] for name in ("year", "supporting", "refuting", "no_effect")} == {"BIGINT"}
    assert {claims[name] for name in ("value", "min_value", "max_value", "time_value")} == {"DOUBLE"}
    assert {claims[name] for name in ("cells", "species", "stances", "doubts", "leads_to", "publications")} == {
        "VARCHAR[]"
    }
    assert (evidence["starts"], evidence["ends"], evidence["passages"]) == ("BIGINT[]", "BIGINT[]", "VARCHAR[]")
    assert types["nodes"]["category"] == types["edges"]["publications"] == "VARCHAR[]"
    assert types["edges"]["evidence_count"] == "BIGINT"


@pytest.mark.slow
def test_numbers_are_those_of_the_store(kb: exo_ld.KnowledgeBase, ask: Any) -> None:
    assert ask("SELECT count(*), count(DISTINCT id) FROM claims") == [(count(kb, "?x a exld:Claim"),) * 2]
    assert ask("SELECT count(*), count(DISTINCT id) FROM evidence") == [
        (count(kb, "?x exld:evidenceFor ?c . ?c a exld:Claim"),) * 2
    ]
    assert ask("SELECT count(*) FROM claims WHERE refuting > 0") == [
        (count(kb, "?e exld:evidenceFor ?x ; exld:stance exld:refutes"),)
    ]
    assert ask("SELECT count(*) FROM claims WHERE value IS NOT NULL") == [
        (count(kb, "?x a exld:Claim ; exld:value ?v"),)
    ]
    assert ask("SELECT sum(value) FROM claims WHERE unit = 'unit:PERCENT'")[0][0] == pytest.approx(
        sum(
            row["v"]
            for row in rows(
                kb,
                f"PREFIX exld: <{EXO}> SELECT ?x ?v {{ ?x a exld:Claim ; exld:value ?v ; "
                f"exld:unit <http://qudt.org/vocab/unit/PERCENT> }}",
            )
        )
    )


def test_tables_join(ask: Any) -> None:
    assert ask("SELECT count(*) FROM claims WHERE asserted") == ask(
        "SELECT count(*) FROM edges JOIN claims USING (id) WHERE asserted"
    )
    assert ask("SELECT id FROM edges WHERE id NOT IN (SELECT id FROM claims WHERE asserted AND len(doubts) = 0)") == []
    assert (
        ask("SELECT id FROM claims WHERE subject NOT IN (SELECT id FROM nodes) OR object NOT IN (SELECT id FROM nodes)")
        == []
    )
    assert ask("SELECT claim FROM evidence WHERE claim NOT IN (SELECT id FROM claims)") == []
    assert ask("SELECT id FROM evidence WHERE len(passages) <> len(starts) OR len(starts) <> len(ends)") == []
    assert (
        ask(
            "SELECT id FROM claims WHERE supporting <> (SELECT count(*) FROM evidence WHERE claim = claims.id AND "
            "stance = 'supports')"
        )
        == []
    )


@pytest.mark.slow
def test_the_same_bytes_from_another_process(folder: Path, tmp_path: Path) -> None:
    code = """
import sys, exo_ld
from exo_ld.share.reading import Reading
from exo_ld.share.parquet import export_parquet
kb = exo_ld.load()
kb.files.reverse()
export_parquet(Reading(kb), sys.argv[1])
"""
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, timeout=120, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    for table in TABLES:
        assert (tmp_path / f"exo-ld-{table}.parquet").read_bytes() == (folder / f"exo-ld-{table}.parquet").read_bytes()
