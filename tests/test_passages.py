"""Passages of sentences in many stretches, of texts with many blank lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from exo_ld.curate.ledger import verify_text
from exo_ld.curate.passages import continued, mint
from exo_ld.errors import DataError

HEAD = """@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix exod: <https://w3id.org/exo-ld/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
exod:review-mini a exld:Review ; rdfs:label "Mini"@en ; exld:hasSection exod:section-mini-body .
exod:section-mini-body a exld:Section ; rdfs:label "Body"@en ; exld:order 1 ; exld:layout "{}" .
"""


def review(root: Path, layout: str, text: str) -> tuple[Path, Path]:
    place = root / "ontology" / "facts" / "reviews" / "mini.ttl"
    place.parent.mkdir(parents=True)
    place.write_text(HEAD.format(layout), encoding="utf-8")
    copy = root / "mini.txt"
    copy.write_text(text, encoding="utf-8")
    return place, copy


@pytest.mark.slow
@pytest.mark.parametrize("stretches", [9, 30])
def test_a_sentence_in_many_stretches(tmp_path: Path, stretches: int) -> None:
    text = "".join(f"word {n}\nrow\n" for n in range(stretches))
    numbers = range(1, 2 * stretches, 2)
    layout = f"text {', '.join(map(str, numbers))}; rows {', '.join(str(n + 1) for n in numbers)}"
    place, copy = review(tmp_path, layout, text)
    assert mint(str(place), str(copy)).new == stretches + 1
    turtle = place.read_text(encoding="utf-8")
    assert turtle.count("a exld:PassageContinuation") == stretches - 1
    evidence = f"""exod:evidence-x exld:evidenceFor exod:claim-x ; exld:statedIn exod:passage-mini-body-s01 ;
      exld:asStated "word 0 word 1 {"word 29" * (stretches > 29)}" . exod:claim-x exld:relation exld:increases ."""
    place.write_text(turtle + evidence.replace("word 1 word 29", "word 1 ... word 28 word 29"), encoding="utf-8")
    assert verify_text(str(copy), str(tmp_path)).sound


def test_names_of_stretches_are_never_used_up() -> None:
    names = [continued("p", n) for n in range(60)]
    assert names[:3] == ["p", "p-b", "p-c"]
    assert len(set(names)) == 60


@pytest.mark.slow
def test_blank_lines_that_the_layout_leaves_out(tmp_path: Path) -> None:
    text = "A heading\n\n\n\n\n\nIt fell.\n"
    place, copy = review(tmp_path, "heading 1; text 7", text)
    assert mint(str(place), str(copy)).new == 2
    place, copy = review(tmp_path / "b", "heading 1; text 2-7", text)
    with pytest.raises(DataError, match="lines 2-6 are blank; leave them out of the layout"):
        mint(str(place), str(copy))


def test_lines_in_no_section_are_refused(tmp_path: Path) -> None:
    place, copy = review(tmp_path, "heading 1; text 3", "A heading\nForgotten line.\nIt fell.\n")
    with pytest.raises(DataError, match="lines 2-2 are in no section; name them in a layout"):
        mint(str(place), str(copy))
