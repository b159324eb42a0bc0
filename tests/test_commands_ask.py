"""`sparql` on files, the order of columns, `queries` as a table for programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import Run

import exo_ld
from exo_ld.cli import main


@pytest.mark.parametrize("name", ["q.rq", "q.sparql", "my query.rq", "query"])
def test_a_file_is_understood(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text("SELECT (1 AS ?x) {}")
    assert main(["sparql", str(tmp_path / name), "--kb", "tests/data/kb", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["x", "1"]


def test_a_file_that_is_not_there(tmp_path: Path, run: Run) -> None:
    done = run("sparql", str(tmp_path / "no.rq"), "--kb", "tests/data/kb")
    assert (done.returncode, done.stderr.strip()) == (
        2,
        f"exo-ld: {tmp_path / 'no.rq'}: cannot be read (No such file or directory); check the path and its permissions",
    )


def test_a_star_has_the_columns_in_the_order_of_the_query() -> None:
    kb = exo_ld.load(root="tests/data/kb")
    assert kb.sparql("SELECT * { ?zeta ?p ?alpha } LIMIT 1").columns == ["zeta", "p", "alpha"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_queries_for_programs(form: str, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries", "--kb", "tests/data/kb", "--format", form]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=mark))
    assert [cell.strip("?") for cell in rows[0]] == ["query", "question", "tags", "parameters", "columns"]
    assert {row[0].strip('"') for row in rows[1:]} == {"cargo", "statements"}
