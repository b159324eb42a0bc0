"""`sparql` on files, the order of columns, `queries` as a table for programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import Run

import exo_ld
import exo_ld.query.catalogue
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


@pytest.mark.slow
def test_no_subject_is_chosen_without_a_word(run: Run) -> None:
    for name, query in exo_ld.query.catalogue.Catalogue().items():
        for parameter in query.params.values():
            assert parameter.default is None or parameter.description.endswith(f"(default: {parameter.default})"), name
    done = run("query", "terms-below", "--format", "csv", "--limit", "1")
    assert "exo-ld: -p above is not given (default: MONDO:0005015)" in done.stderr.splitlines()
    assert (
        "is not given"
        not in run("query", "terms-below", "-p", "above=MONDO:0005015", "--format", "csv", "--limit", "1").stderr
    )


@pytest.mark.slow
def test_a_row_a_check_and_a_row_an_erratum() -> None:
    kb = exo_ld.load()
    for name, row in (("source-checks", "check"), ("errata", "erratum")):
        rows = kb.query(name).rows  # type: ignore[union-attr]
        assert rows
        assert len({r[row] for r in rows}) == len(rows)
    checks = kb.query("source-checks").rows  # type: ignore[union-attr]
    assert not [r for r in checks if r["verdict"] == r.get("claimVerdict", "confirmed") == "confirmed"]
    whole = kb.query("source-checks", confirmed="with").rows  # type: ignore[union-attr]
    assert len(whole) > len(checks)
    confirmed = kb.query("source-checks", claimVerdict="confirmed").rows  # type: ignore[union-attr]
    assert {r["claimVerdict"] for r in confirmed} == {"confirmed"}
