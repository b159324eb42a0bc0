"""The table of phrases: one place for docs and command, found by the words of texts, and all that it names is there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.curate.phrases import Phrase, phrases, table
from exo_ld.curate.vocabulary import Vocabulary
from exo_ld.errors import DataError, UsageError


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("efficiently", "marked"), ("manner", "hasCharacteristic"), ("serious", "marked"), ("depend", "requires"),
        ("become", "isA"), ("produce", "secretes"), ("target", "migratesTo"), ("attenuates", "decreases"),
        ("reduction", "decreases"), ("considered", "role=background"), ("treating", "treats"), ("previously", "cites"),
        ("reproducible", "reproducibility"), ("widely", "often"), ("consistency", "reproducibility"),
        ("mirrored", "isSimilarTo"), ("implemented", "isUsedFor"), ("gentle", "isGreaterThan"), ("half", "hasMeasure"),
        ("twice", "hasMeasure"), ("batch", "reproducibility"), ("believed", "possible"), ("especially", ""),
        ("confirmed", "result"), ("clarify", "isAbout"), ("likewise", "isA"), ("share", "hasMeasure"), ("PMCID", "id"),
    ],
)  # fmt: skip
def test_the_words_of_texts_lead_to_an_answer(word: str, written: str, run: Run) -> None:
    lines = [line for line in run("new", "keys", word).stdout.splitlines() if line.startswith("the text: ")]
    assert any(f"`{written}" in line or not written for line in lines), lines


def test_what_is_not_found_says_what_to_do_next(run: Run) -> None:
    told = run("new", "keys", "angiogenesys").stderr
    assert "no key and no phrase has angiogenesys" in told
    assert "exo-ld find TEXT where it is a thing" in told
    assert "docs/curating.md, Terms" in told
    assert "near: inhibit" in run("new", "keys", "inhibbits").stderr


def test_words_without_end_are_refused_at_once(run: Run) -> None:
    """Each word that is not found is compared with all that there are."""
    told = run("new", "keys", *(f"w{number}" for number in range(5000)))
    assert told.returncode == 2
    assert told.stderr == "exo-ld: new keys looks for 20 words together at the most, here are 5,000; give fewer\n"


def test_keys_say_which_take_several(run: Run) -> None:
    def line(name: str) -> str:
        return next(x for x in run("new", "keys", name).stdout.splitlines() if x.split(": ")[1] == name)

    assert line("timeValue").endswith(" (several, with commas)")
    assert not line("aspect").endswith("commas)")
    assert line("consistsOf").startswith("CompoundPreparation: ")
    assert line("doi") == "any thing: doi: bibo:doi"


def test_all_that_the_table_names_is_there() -> None:
    words, wrong = Vocabulary(), []
    for row in phrases():
        for name in re.findall(r"`([^`]+)`", row.written):
            if name.startswith("exo-ld "):
                continue
            for part in re.sub(r"^a \| ", "a=", name).split(";"):
                head, equals, _ = part.strip().partition("=")
                ways = (words.property,) if equals else (words.relation, words.value, words.property)
                if head not in ("", "a", "found") and not any(_known(way, head) for way in ways):
                    wrong.append((row.text, head))
    assert wrong == []


def _known(way: object, word: str) -> bool:
    try:
        way(word)  # type: ignore[operator]
    except UsageError:
        return False
    return True


def test_the_page_has_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPO / "tools"))
    build_docs = __import__("build_docs")
    page = (REPO / "docs" / "curating.md").read_text(encoding="utf-8")
    assert build_docs.curating_page() == page
    assert table(phrases()) in page
    monkeypatch.setattr(build_docs, "phrases", lambda _root: [Phrase("all", "x", "`treats`", "")])
    assert build_docs.curating_page() != page
    sys.modules.pop("build_docs", None)


def test_a_row_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "phrases.tsv").write_text("theme\ttext\twritten\talso\nonly one cell\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"phrases\.tsv:2: a row has 4 cells"):
        phrases(str(tmp_path))
