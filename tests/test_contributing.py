"""CONTRIBUTING.md and examples/annotated-study: short, their links lead somewhere, and the annotated study is in form
and valid."""

from __future__ import annotations

import re

import pytest
from conftest import REPO

import exo_ld
from exo_ld.curate.formatting import format_files

STUDY = REPO / "examples" / "annotated-study" / "studies" / "doe-2020-mir-126-wound.ttl"
PAGES = [
    "CONTRIBUTING.md",
    "docs/curating.md",
    "docs/developing.md",
    "docs/reviewing.md",
    "examples/annotated-study/README.md",
]


def test_the_front_page_is_short() -> None:
    assert len((REPO / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    path = REPO / page
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.slow
def test_the_annotated_study_is_valid_and_in_form() -> None:
    assert format_files([str(STUDY)], check=True) == []
    report = exo_ld.validate(str(REPO / "tests" / "data" / "good.ttl"), str(STUDY), fail_on="info")
    assert (report.status, report.text().splitlines()[-1]) == (0, "valid: no findings")


def test_the_page_tells_of_what_stands_in_the_study() -> None:
    page = (STUDY.parent.parent / "README.md").read_text(encoding="utf-8")
    text = STUDY.read_text(encoding="utf-8")
    told = {
        name for names in re.findall(r"\*\*((?:`[\w-]+`(?:, )?)+)", page) for name in re.findall(r"`([\w-]+)`", names)
    }
    assert len(told) >= 8
    for name in told:
        kind, _, rest = name.partition("-")
        either = (f"exod:{name}\n", f"exod:{kind}-doe-2020-mir-126-wound{rest and '-' + rest}\n")
        assert any(subject in text for subject in either), name


def test_the_paths_through_the_code_name_files_that_there_are() -> None:
    page = (REPO / "docs" / "developing.md").read_text(encoding="utf-8").split("## Add a query")[0]
    paths = re.findall(r"`((?:\w+/)*\w+\.py|\w+/)`", page)
    assert len(paths) > 49
    assert [path for path in paths if not ((REPO / "src" / "exo_ld" / path).exists() or (REPO / path).exists())] == []
