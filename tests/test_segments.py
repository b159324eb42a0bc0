"""The rule that cuts a review's text into segments."""

from __future__ import annotations

import hashlib

import pytest

from exo_ld.curate.segments import Region, Span, cut, parse_layout
from exo_ld.errors import UsageError


def sentences(text: str) -> list[str]:
    return [segment.text for segment in cut(text, f"text 1-{text.count(chr(10)) + 1}")]


def test_layout_is_read() -> None:
    assert parse_layout("heading 86-87; text 89, 99-105 ;rows 7") == [
        Region("heading", ((86, 87),)),
        Region("text", ((89, 89), (99, 105))),
        Region("rows", ((7, 7),)),
    ]


@pytest.mark.parametrize(
    "layout",
    [
        "",
        "text",
        "text x",
        "text 1-x",
        "text 1,",
        "text 1-",
        "text -1",
        "text 0-2",
        "text 3-2",
        "text ²",
        "text 1-2-3",
        "prose 1",
        "text 1; ",
        "text 1.5",
    ],
)
def test_layout_that_is_none(layout: str) -> None:
    with pytest.raises(
        UsageError,
        match=r"^layout .*: write '<kind> <line>\[-<line>\], \.\.\.', kind one of heading, text, legend, rows",
    ):
        parse_layout(layout)


def test_line_that_is_not_there() -> None:
    with pytest.raises(UsageError, match=r"^layout 'text 1-3': there is no line 3; the text has 2$"):
        list(cut("one.\ntwo.", "text 1-3"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ends. Two ends? Three ends! Four", ["One ends.", "Two ends?", "Three ends!", "Four"]),
        ("As Jin et al. Reported, it fell. It rose.", ["As Jin et al. Reported, it fell.", "It rose."]),
        ("See Fig. 2 and Figs. 3 here. Then fig. 4 too.", ["See Fig. 2 and Figs. 3 here.", "Then fig. 4 too."]),
        ("As in Table 3. It says so. Figure 12. It shows.", ["As in Table 3. It says so.", "Figure 12. It shows."]),
        ("Cells, e.g. MSC, i.e. Stem cells vs. Others. End.", ["Cells, e.g. MSC, i.e. Stem cells vs. Others.", "End."]),
        ("It rose by 2.5 mM. 30 mice fell.", ["It rose by 2.5 mM.", "30 mice fell."]),
        ("It holds (so we think.) Next (one).] Last.", ["It holds (so we think.)", "Next (one).]", "Last."]),
        ("It fell.[12] And rose. [13] Then.", ["It fell.[12] And rose.", "[13] Then."]),
        ("It fell. [12,13] And rose.", ["It fell.", "[12,13] And rose."]),
        ("He said “so.” She did.", ["He said “so.”", "She did."]),
        ("It fell. β-cells rose. lower case goes on.", ["It fell.", "β-cells rose. lower case goes on."]),
        ("Not cut.Here. (But here.) Yes.", ["Not cut.Here.", "(But here.)", "Yes."]),
        ("  Blank around. \n\n  Second.\n", ["Blank around.", "Second."]),
        (
            "Rats were weighed. hucMSC exosomes fell. miR-21 rose. mTOR fell.",
            ["Rats were weighed.", "hucMSC exosomes fell.", "miR-21 rose.", "mTOR fell."],
        ),
        (
            "It fell. hsa-miR-21 rose. let-7a fell. p53 rose. eNOS too.",
            ["It fell.", "hsa-miR-21 rose.", "let-7a fell.", "p53 rose.", "eNOS too."],
        ),
        (
            "There are 425 million.1 The number.2,3 (It) rises.4-6 mTOR.",
            ["There are 425 million.1", "The number.2,3", "(It) rises.4-6", "mTOR."],
        ),
        ("There are many.¹ The number rises.²,³ End.", ["There are many.¹", "The number rises.²,³", "End."]),
        ("It rose to 2.5 The end came. VEGF.1 x", ["It rose to 2.5 The end came.", "VEGF.1 x"]),
        (
            "After approx. 30 days, ca. 5 g of X (Acme Inc. USA) i.v. (100 ug) fell.",
            ["After approx. 30 days, ca. 5 g of X (Acme Inc. USA) i.v. (100 ug) fell."],
        ),
        ("It was given i.v. Rats ran i.p. 3 times.", ["It was given i.v.", "Rats ran i.p. 3 times."]),
        ("As told by J. Smith, R. A. Roe and K. Doe. End.", ["As told by J. Smith, R. A. Roe and K. Doe.", "End."]),
        (
            "They lack vitamin D. Rats of group A. Mice of B cells.",
            ["They lack vitamin D.", "Rats of group A.", "Mice of B cells."],
        ),
        ("The so-called ‘one’. ‘Two’ is next.", ["The so-called ‘one’.", "‘Two’ is next."]),
    ],
)
def test_sentence_rule(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_first_form_of_the_rule_is_kept_for_what_was_minted_by_it() -> None:
    text = "It fell. miR-21 rose. Then\nmore. mTOR fell.\n"
    assert [(s.key, s.text) for s in cut(text, "text-1 1; text 2")] == [
        ("s01", "It fell. miR-21 rose."),
        ("s02", "Then"),
        ("s03", "more."),
        ("s04", "mTOR fell."),
    ]


def test_sentence_over_a_line_break_is_one_span() -> None:
    (segment,) = cut("It goes\non here.", "text 1-2")
    assert segment.spans == (Span(0, 16, "It goes\non here."),)


def test_sentence_broken_by_a_figure_has_several_spans() -> None:
    text = "It begins\nFigure 1 shows a cell.\nand ends. Next one.\n"
    first, second, legend = cut(text, "text 1, 3; legend 2")
    assert [(s.start, s.end, s.text) for s in first.spans] == [(0, 9, "It begins"), (33, 42, "and ends.")]
    assert first.text == "It begins and ends."
    assert [(s.start, s.end) for s in second.spans] == [(43, 52)]
    assert (legend.key, legend.text) == ("l01", "Figure 1 shows a cell.")
    for segment in (first, second, legend):
        assert all(text[s.start : s.end] == s.text for s in segment.spans)


def test_ranges_are_read_in_the_order_given() -> None:
    segments = list(cut("Second.\nFirst.\n", "text 2, 1"))
    assert [(s.key, s.text, s.spans[0].start) for s in segments] == [("s01", "First.", 8), ("s02", "Second.", 0)]


def test_headings_are_whole_and_rows_a_line_each() -> None:
    text = "Title. With a dot\nsecond line\n\nrow one. Still one\n   \nrow two\n"
    assert [(s.key, s.kind, s.text) for s in cut(text, "heading 1-2; rows 3-6")] == [
        ("h01", "heading", "Title. With a dot\nsecond line"),
        ("r01", "rows", "row one. Still one"),
        ("r02", "rows", "row two"),
    ]


def test_keys_count_on_within_a_section_a_kind_at_a_time() -> None:
    text = "A one. A two.\nrow\nB one.\nrow\nname\nhead\nref\n"
    layout = "text 1; rows 2; text 3; rows 4; front 5; table-header 6; references 7"
    assert [s.key for s in cut(text, layout)] == ["s01", "s02", "r01", "s03", "r02", "f01", "c01", "b01"]
    assert [s.key for s in cut(text, "text 3")] == ["s01"]


def test_offsets_count_code_points_and_digests_are_of_utf8() -> None:
    (_, second) = cut("μ 😀. Und β.", "text 1")
    assert second.spans == (Span(5, 11, "Und β."),)
    assert second.spans[0].sha256 == hashlib.sha256("Und β.".encode()).hexdigest()


def test_blank_regions_give_nothing() -> None:
    assert list(cut("\n  \n\n", "text 1-3; heading 2; rows 1-3")) == []
