"""The ledger: holes are found, and a text that is not the one described is refused, with both sides shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Run

import exo_ld
from exo_ld.curate.ledger import coverage, verify_text
from exo_ld.curate.segments import cut
from exo_ld.sources import folder

TEXT = "A heading\nOne sentence stands here. Another is cut by a\nFigure 1. A legend.\nfigure, and goes on.\n"
LAYOUT = {"body": "heading 1; text 2, 4", "figure": "legend 3"}
HEAD = """@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def reviews() -> set[str]:
    """The slugs of the shipped reviews, by their folders."""
    return {path.name for path in Path(folder("ontology")).glob("facts/reviews/*")}


def knowledge_base(root: Path, text: str = TEXT, extra: str = "") -> str:
    """A knowledge base with one small review: its heading and legend waived, its first sentence stated."""
    import hashlib

    lines = [
        'exod:review-mini a exld:Review ; rdfs:label "Mini"@en ; exld:sha256 '
        f'"{hashlib.sha256(text.encode()).hexdigest()}" .'
    ]
    for order, (section, layout) in enumerate(LAYOUT.items(), 1):
        lines.append(f"exod:review-mini exld:hasSection exod:section-mini-{section} .")
        lines.append(
            f'exod:section-mini-{section} a exld:Section ; rdfs:label "{section}"@en ; exld:order {order} ; '
            f'exld:layout "{layout}" .'
        )
        for segment in cut(text, layout):
            passage = f"exod:passage-mini-{section}-{segment.key}"
            lines.append(f"exod:section-mini-{section} exld:hasPassage {passage} .")
            for number, span in enumerate(segment.spans):
                name = passage + (f"-{'abc'[number]}" if number else "")
                lines.append(f'{name} exld:start {span.start} ; exld:end {span.end} ; exld:sha256 "{span.sha256}" .')
                if number:
                    lines.append(f"{passage} exld:continuedBy {name} .")
            if segment.kind != "text":
                lines.append(f"{passage} exld:waiver exld:heading .")
    lines.append("exod:evidence-1 exld:evidenceFor exod:claim-1 ; exld:statedIn exod:passage-mini-body-s01 .")
    lines.append("exod:claim-1 exld:relation exld:increases .")
    place = root / "ontology" / "facts" / "reviews"
    place.mkdir(parents=True)
    (place / "mini.ttl").write_text(HEAD + "\n".join(lines) + "\n" + extra, encoding="utf-8")
    return str(root)


STATED = (
    "exod:evidence-2 exld:evidenceFor exod:claim-2 ; exld:statedIn exod:passage-mini-body-s02 . "
    "exod:claim-2 exld:relation exld:increases .\n"
)


def test_a_passage_that_nothing_states_is_a_hole(tmp_path: Path) -> None:
    outcome = coverage(knowledge_base(tmp_path))
    assert outcome.holes == ["exod:passage-mini-body-s02"]
    totals: dict[str, Any] = outcome.table.rows[-1]
    assert (totals["passages"], totals["stated"], totals["waived"], totals["holes"]) == (4, 1, 2, 1)


def test_evidence_closes_the_hole_unless_its_claim_is_withdrawn(tmp_path: Path) -> None:
    assert coverage(knowledge_base(tmp_path / "a", extra=STATED)).holes == []
    withdrawn = STATED + "exod:claim-2 owl:deprecated true .\n"
    assert coverage(knowledge_base(tmp_path / "b", extra=withdrawn)).holes == ["exod:passage-mini-body-s02"]


def test_a_passage_that_is_waived_and_stated_is_found(tmp_path: Path) -> None:
    waiver = "exod:passage-mini-body-s01 exld:waiver exld:heading .\n"
    assert coverage(knowledge_base(tmp_path / "a", extra=STATED)).twice == []
    assert coverage(knowledge_base(tmp_path / "b", extra=STATED + waiver)).twice == ["exod:passage-mini-body-s01"]


@pytest.mark.parametrize(
    ("mention", "found"),
    [
        ("One sentence", True),
        ("one ... stands here", True),
        ("cut by a figure, and", True),
        ("Another", False),
        ("One legend", False),
    ],
)
def test_a_mention_is_in_the_passage_that_it_is_stated_in(tmp_path: Path, mention: str, found: bool) -> None:
    evidence = "exod:evidence-2" if "figure" in mention else "exod:evidence-1"
    root = knowledge_base(tmp_path / "kb", extra=STATED + f'{evidence} exld:asStated "{mention}" .\n')
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    outcome = verify_text(str(text), root)
    assert outcome.sound is found
    assert ("1 mentions, all in their passages" in outcome.message) is found
    assert (f"{evidence} has" in outcome.message) is not found


def test_the_text_itself_is_proved(tmp_path: Path) -> None:
    root = knowledge_base(tmp_path / "kb")
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    outcome = verify_text(str(text), root)
    assert outcome.sound
    assert (
        "Mini: 5 spans, all where the data says, and nothing left out; 0 mentions, all in their passages"
        in outcome.message
    )


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        (TEXT.replace("One", "Two"), "passage-mini-body-s01 is not at"),
        (TEXT.replace("goes on.", "goes on!"), "passage-mini-body-s02-b is not at"),
        (TEXT + "More.\n", "is in no passage"),
        ("\n" + TEXT, "is not at"),
    ],
)
def test_another_text_is_refused_with_both_sides(tmp_path: Path, changed: str, where: str) -> None:
    root = knowledge_base(tmp_path / "kb")
    text = tmp_path / "text.txt"
    text.write_text(changed, encoding="utf-8")
    if changed.startswith("\n"):  # nothing fits at all: it is no text of a review that we know
        with pytest.raises(exo_ld.DataError, match="text of none of the reviews"):
            verify_text(str(text), root)
    else:
        outcome = verify_text(str(text), root)
        assert not outcome.sound
        assert where in outcome.message


def test_a_segment_that_the_data_lacks_is_found(tmp_path: Path) -> None:
    root = knowledge_base(tmp_path / "kb")
    file = tmp_path / "kb" / "ontology" / "facts" / "reviews" / "mini.ttl"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "passage-mini-figure-l01" not in line]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    outcome = verify_text(str(text), root)
    assert not outcome.sound
    assert "the rule cuts exod:passage-mini-figure-l01" in outcome.message
    assert "the data says nothing" in outcome.message


def test_the_command_tells_a_fault_a_line(tmp_path: Path, run: Run) -> None:
    root = knowledge_base(tmp_path / "kb")
    text = tmp_path / "a\nb.txt"
    text.write_text(TEXT.replace("One", "Two").replace("goes on.", "goes on!"), encoding="utf-8")
    done = run("verify-text", str(text), "--kb", root)
    *faults, count = done.stdout.splitlines()
    assert done.returncode == 1
    assert len(faults) > 1
    assert all(line.startswith(f"{tmp_path}/a\ufffdb.txt: ") for line in faults)
    assert count.endswith(f": {len(faults)} faults")


@pytest.mark.slow
def test_the_shipped_ledger_has_no_hole() -> None:
    outcome = coverage()
    assert outcome.holes == outcome.twice == []
    assert {row["review"] for row in outcome.table.rows} == {*reviews(), "all"}
