"""Cards of things, claims and studies; sentences on any engine."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import REPO

import exo_ld
from exo_ld.errors import TermError
from exo_ld.prefixes import EXOD
from exo_ld.query.cards import Card, Line, Part
from exo_ld.query.endpoint import Endpoint
from exo_ld.query.kb import KnowledgeBase
from exo_ld.query.results import Graph, Stream, Table
from exo_ld.query.show import _evidence, card
from exo_ld.query.telling import told


class Remote(Endpoint):
    """An engine without a store, whose answers are those of a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        super().__init__("http://127.0.0.1:9/", 1, None)
        self.local = kb

    def stream(self, text: str) -> Stream | Graph:
        return self.local.stream(text)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return exo_ld.load()


def _headings(shown: Card) -> list[str]:
    return [part.heading for part in shown.parts if part.lines]


def _lines(shown: Card, heading: str) -> list[str]:
    return [line.text for part in shown.parts if part.heading == heading for line in part.lines]


def _first(kb: KnowledgeBase, pattern: str) -> dict[str, Any]:
    """The first solution of a pattern: the facts grow, so that tests look up what they speak of."""
    answer = kb.sparql(
        f"SELECT * WHERE {{ {pattern} FILTER NOT EXISTS {{ ?claim owl:deprecated true }} }} ORDER BY ?claim LIMIT 1"
    )
    assert isinstance(answer, Table)
    return answer.rows[0]


@pytest.mark.slow
def test_card_of_a_disease(kb: KnowledgeBase) -> None:
    shown = kb.show("diabetic retinopathy")
    assert (shown.title, shown.name) == ("diabetic retinopathy", "MONDO:0005266")
    assert _headings(shown)[:2] == ["What it is", "What lowers, treats or prevents it"]
    lowers = _lines(shown, "What lowers, treats or prevents it")
    assert lowers[0].startswith(
        "Umbilical cord MSC exosomes with miR-126 are used to treat diabetic retinopathy (Zhang 2019; rats, in vivo;"
    )
    assert any(
        text.startswith("Diabetic retinopathy contributes to visual loss") for text in _lines(shown, "What it does")
    )


def test_a_card_tells_claims_of_the_thing_each_once_and_none_that_is_withdrawn(kb: KnowledgeBase) -> None:
    answer = kb.query("entity-card", term="MONDO:0005266")
    assert isinstance(answer, Table)
    claims = {row["claim"] for row in answer.rows if "claim" in row}
    live = kb.sparql("SELECT ?c { ?c exld:relation ?r FILTER NOT EXISTS { ?c owl:deprecated true } }")
    assert isinstance(live, Table)
    shown = kb.show("MONDO:0005266")
    lines = [line for part in shown.parts for line in part.lines if line.iri.startswith(EXOD + "claim-")]
    assert {line.iri for line in lines} <= claims & {row["c"] for row in live.rows}
    assert len({line.text for line in lines}) == len(lines)


def test_the_best_supported_comes_first(kb: KnowledgeBase) -> None:
    counts = [
        int(found[1]) if (found := re.search(r"\((\d+) works:", text)) else 1
        for text in _lines(kb.show("GO:0001525"), "What raises or causes it")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 2


def test_what_is_denied_stands_apart(kb: KnowledgeBase) -> None:
    shown = kb.show("exld:MscExosome")
    denied = _lines(shown, "What is denied, or was looked for and not found")
    assert any("do not increase the risk of carcinogenesis" in text for text in denied)
    assert not any("carcinogenesis" in text for text in _lines(shown, "What it does"))


def test_card_of_a_claim(kb: KnowledgeBase) -> None:
    found = _first(
        kb,
        "?line exld:evidenceFor ?claim ; exld:statedIn ?p ; exld:asStated ?words ; exld:cites ?work . "
        "?p exld:start ?start ; exld:end ?end .",
    )
    shown = kb.show(found["claim"])
    assert shown.title.endswith(").")
    word = " ".join(_lines(shown, "On whose word"))
    assert f"characters {found['start']}-{found['end']}" in word
    assert f"“{found['words']}”" in word


@pytest.mark.parametrize(
    ("pattern", "heading"),
    [
        ("?claim exld:degree ?value", "Context"),
        ("?claim exld:rank ?value", "Context"),
        ("?line exld:evidenceFor ?claim ; exld:assay ?value", "On whose word"),
    ],
)
def test_card_of_a_claim_leaves_no_qualifier_out(kb: KnowledgeBase, pattern: str, heading: str) -> None:
    found = _first(kb, pattern + " . ?value rdfs:label|skos:prefLabel ?label")
    (part,) = (part for part in kb.show(found["claim"]).parts if part.heading == heading)
    below = [text for line in part.lines for text in line.below]
    assert any(text.endswith(f": {found['label']}") for text in below)


def test_card_of_a_claim_tells_checks_conflicts_and_chain(kb: KnowledgeBase) -> None:
    found = _first(
        kb,
        "?line exld:evidenceFor ?claim ; exld:checkedBy ?check . ?check exld:sourceSays ?says . "
        "?slip exld:concernsClaim ?claim ; exld:reason ?reason",
    )
    shown = kb.show(found["claim"])
    below = " ".join(
        text for part in shown.parts if part.heading == "On whose word" for line in part.lines for text in line.below
    )
    assert found["says"] in below
    assert found["reason"] in " ".join(_lines(shown, "What speaks against it"))
    chain = _first(kb, "?claim exld:leadsTo ?next FILTER NOT EXISTS { ?next owl:deprecated true }")
    first, second = chain["claim"], chain["next"]
    assert second in [
        line.iri for part in kb.show(first).parts if part.heading == "What it leads to" for line in part.lines
    ]
    assert first in [
        line.iri for part in kb.show(second).parts if part.heading == "What leads to it" for line in part.lines
    ]


def test_card_of_a_study(kb: KnowledgeBase) -> None:
    shown = kb.show("ding-2019-deferoxamine-exosomes-wound")
    assert shown.title == "Ding 2019 [retracted]"
    assert shown.facts["doi"] == "10.1155/2019/9742765"
    given = [line for part in shown.parts if part.heading == "What was given to whom, and how" for line in part.lines]
    assert any("Rattus norvegicus" in text for line in given for text in line.below)
    assert all(
        re.search(r"\(.*Ding 2019 \[retracted\]", text)
        for text in _lines(shown, "What came out, and what is said with it")
    )
    assert any("dose given" in text for text in _lines(shown, "What the reviews do not report of it"))


def test_a_name_asks_for_what_belongs_to_the_thing(kb: KnowledgeBase) -> None:
    assert any(
        "miR-126-3p" in text for text in _lines(kb.show("miR-126"), "What belongs to it, with claims of its own")
    )


def test_nothing_of_that_name(kb: KnowledgeBase) -> None:
    with pytest.raises(TermError, match="xyzzy"):
        kb.show("xyzzy")


@pytest.fixture(scope="module")
def fixed() -> KnowledgeBase:
    return exo_ld.load(root=str(REPO / "tests" / "data" / "golden"))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["MONDO:0005266", "VEGFA", "claim-doe-2019-wound-01", "study-doe-2019-wound"])
def test_an_endpoint_gives_the_same_card(fixed: KnowledgeBase, text: str) -> None:
    assert str(card(Remote(fixed), text)) == str(fixed.show(text))


@pytest.mark.slow
def test_an_endpoint_gives_the_same_sentences(fixed: KnowledgeBase) -> None:
    for name in ("null-results", "comparisons", "hedged-claims", "epidemiology"):
        answer = fixed.query(name)
        assert isinstance(answer, Table)
        assert answer.rows
        assert told(answer, Remote(fixed)).rows == told(answer, fixed).rows


@pytest.mark.slow
def test_an_endpoint_gives_the_same_card_of_the_shipped_facts(kb: KnowledgeBase) -> None:
    for text in ("MONDO:0005266", "jin-2019-mir-486-03", "jin-2019-mir-486"):
        assert str(card(Remote(kb), text)) == str(kb.show(text))


@pytest.mark.slow
def test_an_endpoint_gives_the_same_sentences_of_the_shipped_facts(kb: KnowledgeBase) -> None:
    for name in ("null-results", "comparisons", "hedged-claims", "epidemiology"):
        answer = kb.query(name)
        assert isinstance(answer, Table)
        few = Table(answer.columns, answer.cells[:40])
        assert told(few, Remote(kb)).rows == told(few, kb).rows


def test_sentences_leave_rows_and_columns_as_they_are(kb: KnowledgeBase) -> None:
    plain, with_words = kb.query("null-results"), kb.query("null-results", sentences=True)
    assert isinstance(plain, Table)
    assert isinstance(with_words, Table)
    assert with_words.columns == [*plain.columns, "sentence"]
    assert [row[:-1] for row in with_words.cells] == plain.cells
    assert all(re.search(r"\bnot\b|no effect|denied", row["sentence"]) for row in with_words.rows)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize(
    "name", ["null-results", "cargo-targets", "outcomes", "disagreements", "studies", "preparations", "evidence-gaps"]
)
def test_a_persons_table_leaves_nothing_out(kb: KnowledgeBase, name: str, width: int) -> None:
    """Each value stands in the table: as a label, once above it, or in the words of the sentence."""
    answer = kb.query(name, sentences=True)
    assert isinstance(answer, Table)
    few = Table(answer.columns, answer.cells[:25])
    few.repeats = answer.repeats
    lines = few.text("table", width).splitlines()
    assert max(map(len, lines)) <= width
    text = "\n".join(lines)
    words = {word for row in few.cells for at in few.places() for word in few.cell(row, at).split() if len(word) <= 14}
    assert [word for word in words if word not in text] == []
    assert few.repeats or name in ("studies", "preparations", "evidence-gaps")


def test_two_claims_of_a_row_have_two_sentences(kb: KnowledgeBase) -> None:
    table = kb.query("disagreements", sentences=True)
    assert isinstance(table, Table)
    assert table.columns[-2:] == ["sentence1", "sentence2"]
    assert {"claim1", "subject1Label", "object2Label"} <= table.repeats
    assert "reason" not in table.repeats


def test_card_text_is_wrapped_and_shortened() -> None:
    lines = tuple(
        Line(f"statement number {n} with some words behind it", ("below it stands a remark",)) for n in range(8)
    )
    shown = Card(
        "a title",
        "exod:x",
        EXOD + "x",
        {"kind": "thing", "empty": ""},
        (Part("Heading", lines, few=3), Part("Nothing", ())),
    )
    text = "".join(shown.text(30))
    assert max(map(len, text.splitlines())) <= 30
    assert "... 5 more (--all)" in text
    assert "Nothing" not in text
    assert "empty" not in text
    assert "number 7" in "".join(shown.text(30, whole=True))
    assert "\033[" not in text
    assert "\033[1ma title\033[0m" in "".join(shown.text(30, colour=True))


def test_card_as_html_is_escaped() -> None:
    shown = Card(
        "<b>", "exod:x", EXOD + "x", {"<i>": "<u>"}, (Part("<h>", (Line("<script>", ("<below>",), "javascript:x"),)),)
    )
    html = shown._repr_html_()
    assert not re.search(r"<(b|i|u|h|script|below)>", html)
    assert "javascript" not in html


def test_knowledge_base_shows_what_can_be_asked(kb: KnowledgeBase) -> None:
    assert "queries" in repr(kb)
    assert "<td" in kb._repr_html_()
    assert "cargo-targets" in kb._repr_html_()


def test_a_line_with_two_hedges_shows_both() -> None:
    row = {"evidence": "e", "stance": "supports", "role": "result", "modality": "suggested"}
    assert _evidence([row, row | {"modality": "able"}], []).text.startswith("supports, as suggested and able (result)")
