"""The sheets that docs/curating.md shows can be run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import REPO

from exo_ld.check.bench import Bench, Outcome
from exo_ld.curate.sheet import read

PAGE = (REPO / "docs" / "curating.md").read_text(encoding="utf-8")
EXAMPLE = REPO / "examples" / "third-review"
FENCED = PAGE.split("\n```")[1::2]
SHEETS = [block.removeprefix("\n") + "\n" for block in FENCED if block.startswith("\n") and "|" in block]
INDENTED = re.findall(r"^    (\S.* \| .*)$", PAGE, re.M)
SPANS = [span for span in re.findall(r"`([^`\n]+)`", PAGE) if re.match(r"\S[^|]* \| ", span)]
ABSTRACT = "A trial\n\nAbstract\n\n" + "Cells calm inflammation of the diabetic foot. More of it.\n" * 5


def test_the_page_has_these_sheets() -> None:
    assert [re.search(r"\S+ +\| \| a", sheet)[0].split()[0] for sheet in SHEETS] == [  # type: ignore[index]
        "doe-2020-mir-21-5p-wound", "rich", "doe-2024-trial", "doe-2024-earlier",
    ]  # fmt: skip
    assert [row.split(" |")[0] for row in INDENTED] == ["key", "podocyte-repair"]
    assert not any("..." in sheet for sheet in (*SHEETS, *INDENTED))


def written(into: Path, sheet: str, text: Path | None) -> Outcome:
    """What came of a sheet, written where it is sound."""
    bench = Bench(into=str(into), copies=[str(text)] if text else [])
    outcome = bench.tried(read(sheet, "sheet"))
    assert outcome.faults == [], sheet
    bench.publish(outcome)
    return outcome


@pytest.mark.slow
def test_the_sheets_of_a_review_run(tmp_path: Path) -> None:
    mine, text = tmp_path / "mine", EXAMPLE / "poe-2022.txt"
    written(mine, (EXAMPLE / "review.facts").read_text(encoding="utf-8"), text)
    first = written(mine, SHEETS[0], text)
    told = re.search(r"\$ exo-ld new wounds.*?\n(.*?)\.\.\.\n```", PAGE, re.S)
    assert told
    printed = [f"{name}  {sentence}" for name, sentence in first.claims]
    assert told[1].splitlines() == printed[:2]
    written(mine, SHEETS[1], text)
    (term,) = (row for row in INDENTED if row.startswith("podocyte-repair"))
    rows = [term.replace("podocyte-repair", "podocyte-mending"), *(span for span in SPANS if "a | technique" in span)]
    rows += ["review: poe-2022", "role: result", " | exosomes | increases | podocyte-mending | | kidney-s01"]
    written(mine, "\n".join(rows).replace("| exosomes |", "| exld:MscExosome |"), text)


@pytest.mark.slow
def test_the_sheets_of_a_study_run(tmp_path: Path) -> None:
    mine, text = tmp_path / "mine", tmp_path / "abstract.txt"
    text.write_text(ABSTRACT, encoding="utf-8")
    written(mine, SHEETS[2], text)
    written(mine, SHEETS[3], text)
