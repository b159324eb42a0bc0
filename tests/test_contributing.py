"""CONTRIBUTING.md: the annotated study is in form and valid."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import REPO

import exo_ld
from exo_ld.curate.formatting import format_files


def test_the_annotated_study_is_valid_and_in_form(tmp_path: Path) -> None:
    text = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = re.search(r"<!-- example: (\S+) -->(.*?)<!-- end of example -->", text, re.S)
    assert example
    file = tmp_path / "studies" / example[1]
    file.parent.mkdir()
    file.write_text("\n".join(re.findall(r"```turtle\n(.*?)```", example[2], re.S)), encoding="utf-8")
    assert format_files([str(file)], check=True) == []
    report = exo_ld.validate(str(REPO / "tests" / "data" / "good.ttl"), str(file), fail_on="info")
    assert (report.status, report.text()) == (0, "valid: no findings\n")
