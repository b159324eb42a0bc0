"""What a text tells of the facts: mentions letter for letter, numbers against citations; each fault is seen."""

from __future__ import annotations

import pytest

from exo_ld.curate.citations import Line, Numbers, disagreements
from exo_ld.curate.textchecks import stands_in

TEXT = (
    "Exosomes im-\nprove the TGF-\nbeta level of AD-MSC-\nexos (**Figure 1**), via  $\\beta$ -cells and "
    "anti–inflammatory effects.\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "improve the TGF-beta level",
        "AD-MSC-exos",
        "AD-MSCexos",
        "β-cells",
        "Exosomes ... anti-inflammatory",
        "im-prove",
    ],
)
def test_words_stand_there(words: str) -> None:
    """A hyphen at a line's end may be the word's own."""
    assert stands_in(words, TEXT)


@pytest.mark.parametrize(
    "words", ["ADMSC-exos", "antiinflammatory", "improves", "beta ... Exosomes of", "TGF beta", "level-of"]
)
def test_words_do_not_stand_there(words: str) -> None:
    assert not stands_in(words, TEXT.replace("TGF-\nbeta", "TGF-beta"))


PASSAGES = {
    "s1": "Exosomes heal [1], and so do cells [2-4].",
    "s2": "Doses of (5, 6) units were\ngiven [12,\n13] in rats.",
    "s3": "Nobody is cited here.",
    "s4": "All rests on this [14].",
}
WORKS = {f"w{number}": {number} for number in (1, 2, 3, 4, 12, 13, 14)}
GOOD = [
    Line("a", frozenset({"s1"}), frozenset({"w1"})),
    Line("b", frozenset({"s1"}), frozenset({"w2", "w3", "w4"})),
    Line("c", frozenset({"s2"}), frozenset({"w12", "w13"})),
    Line("d", frozenset({"s3"}), frozenset()),
    Line("e", frozenset({"s3", "s4"}), frozenset({"w14"})),
    Line("f", frozenset({"b1"}), frozenset({"w1"})),
]
ENTRIES = {"b1": "1. Doe J. Exosomes that heal wounds. J Inv 2019.", "b2": "2. Roe R. Something else. J Inv 2020."}
TITLES = {"w1": "Exosomes That Heal Wounds", "w2": "Something else"}


def test_the_form_of_the_numbers_is_seen_from_the_text() -> None:
    assert Numbers(PASSAGES).of("s2") == {12, 13}
    assert Numbers({"p": "Cells (3) heal (86–88), with [1] figure (4, 5).", "q": "(2021)"}).of("p") == {
        3,
        86,
        87,
        88,
        4,
        5,
    }


def test_what_agrees_is_silent() -> None:
    assert disagreements(PASSAGES, ENTRIES, GOOD, WORKS, TITLES) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            Line("a", frozenset({"s1"}), frozenset({"w12"})),
            ["s1 prints 1, which no evidence line there cites", "a cites 12, which s1 does not print"],
        ),
        (Line("d", frozenset({"s3"}), frozenset({"w14"})), ["d cites 14, which s3 does not print"]),
        (
            Line("e", frozenset({"s4"}), frozenset()),
            ["s4 prints 14, which no evidence line there cites", "e cites nothing, though s4 prints 14"],
        ),
        (Line("f", frozenset({"b2"}), frozenset({"w1"})), ["f cites w1, whose title b2 does not print"]),
        (
            Line("d", frozenset({"s3"}), frozenset({"candidate"})),
            ["d cites candidate, which has no number in this review"],
        ),
    ],
)
def test_what_does_not_agree_is_said(line: Line, says: list[str]) -> None:
    lines = [line if line.iri == good.iri else good for good in GOOD]
    assert disagreements(PASSAGES, ENTRIES, lines, WORKS, TITLES) == says


def test_a_number_without_a_work_is_said() -> None:
    works = {work: numbers for work, numbers in WORKS.items() if work != "w14"}
    assert "s4 prints 14, which no work has; add works with exld:numberInReview" in disagreements(
        PASSAGES, ENTRIES, GOOD, works, TITLES
    )
