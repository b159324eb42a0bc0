"""Names and stretches that do not fit: each rule finds its fault, and nothing else is found."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from exo_ld.curate.coherence import Fault, coherence
from exo_ld.curate.samewords import uneven
from exo_ld.prefixes import PREFIXES
from exo_ld.sources import quads, sources

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
TEXT = """
exod:review-a exld:hasSection exod:section-a-s .
exod:section-a-s exld:order 1 ; exld:hasPassage exod:passage-a-s-h1 , exod:passage-a-s-s1 , exod:passage-a-s-s2 .
exod:passage-a-s-h1 a exld:Passage ; exld:order 1 ; exld:start 0 ; exld:end 5 ; exld:sha256 "x" ;
exld:waiver exld:heading .
exod:passage-a-s-s1 a exld:Passage ; exld:order 2 ; exld:start 7 ; exld:end 20 ; exld:sha256 "y" ;
exld:continuedBy exod:passage-a-s-s1-b .
exod:passage-a-s-s1-b a exld:PassageContinuation ; exld:start 31 ; exld:end 40 ; exld:sha256 "z" .
exod:passage-a-s-s2 a exld:Passage ; exld:order 3 ; exld:start 21 ; exld:end 30 ; exld:sha256 "w" .
exod:study-b-1 a exld:PrimaryStudy ; exld:reports exod:experiment-b-1-1 .
exod:abstract-b-1 a exld:SourceAbstract ; exld:abstractOf exod:study-b-1 .
exod:experiment-b-1-1 a exld:Experiment ; exld:usesPreparation exod:preparation-b-1-2 ; exld:dose exod:dose-b-1-100-ug ;
exld:route exod:route-r .
exod:preparation-b-1-2 a exld:CellPreparation ; exld:modifiedBy exod:modification-b-1-2-1 ;
exld:derivedFromCell exod:cell-c .
exod:claim-b-1-01 a exld:Claim ; exld:observedIn exod:experiment-b-1-1 ; exld:subject exod:preparation-b-1-2 ;
exld:object exod:cell-c .
exod:evidence-b-1-01-1 a exld:EvidenceLine ; exld:evidenceFor exod:claim-b-1-01 .
exod:evidence-b-1-01-also-1-1 a exld:EvidenceLine ; exld:evidenceFor exod:claim-b-1-01 .
exod:evidence-b-1-experiment-1-1 a exld:EvidenceLine ; exld:evidenceFor exod:experiment-b-1-1 ; exld:role exld:result .
exod:cell-c a exld:LocalTerm , owl:Class ; rdfs:subClassOf exld:Cell .
exod:route-r a exld:LocalTerm , owl:Class ; rdfs:subClassOf exld:Route .
"""


def found(text: str) -> list[Fault]:
    return list(coherence(quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)))


def test_good_data_has_no_fault() -> None:
    assert found(TEXT) == []


@pytest.mark.slow
def test_our_facts_have_no_fault() -> None:
    assert list(coherence(quad.triple for source in sources() for quad in quads(source))) == []


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("exld:hasPassage exod:passage-a-s-h1", "exld:hasPassage exod:passage-b-s-h1 , "
        "exod:passage-a-s-h1", "section-a-s"),
        ("exld:hasSection exod:section-a-s", "exld:hasSection exod:section-ab-s , exod:section-a-s", "review-a"),
        ("exld:continuedBy exod:passage-a-s-s1-b", "exld:continuedBy exod:passage-a-s-s1-b , "
        "exod:passage-a-s-s2-b", "passage-a-s-s1"),
        ("exld:waiver exld:heading", "exld:waiver exld:tableHeader", "passage-a-s-h1"),
        ("exod:passage-a-s-s2 a", "exod:passage-a-s-s2 exld:waiver exld:heading ; a", "passage-a-s-s2"),
        ("exld:reports exod:experiment-b-1-1", "exld:reports exod:experiment-b-2-1", "study-b-1"),
        ("exld:abstractOf exod:study-b-1", "exld:abstractOf exod:study-b-2", "abstract-b-1"),
        ("exld:usesPreparation exod:preparation-b-1-2", "exld:usesPreparation "
        "exod:preparation-b-12-2", "experiment-b-1-1"),
        ("exld:dose exod:dose-b-1-100-ug", "exld:dose exod:dose-b-12-100-ug", "experiment-b-1-1"),
        ("exld:modifiedBy exod:modification-b-1-2-1", "exld:modifiedBy exod:modification-b-1-1-1", "preparation-b-1-2"),
        ("exld:observedIn exod:experiment-b-1-1", "exld:observedIn exod:experiment-c-1-1", "claim-b-1-01"),
        ("exld:subject exod:preparation-b-1-2", "exld:subject exod:preparation-b-2-2", "claim-b-1-01"),
        ("exod:evidence-b-1-01-1 a exld:EvidenceLine ; exld:evidenceFor exod:claim-b-1-01", "exod:evidence-b-1-01-1 "
        "exld:evidenceFor exod:claim-b-1-0", "evidence-b-1-01-1"),
        ("exld:evidenceFor exod:experiment-b-1-1", "exld:evidenceFor "
        "exod:experiment-b-1-2", "evidence-b-1-experiment-1-1"),
        ("exld:evidenceFor exod:experiment-b-1-1", "exld:evidenceFor "
        "exod:preparation-b-1-1", "evidence-b-1-experiment-1-1"),
        ("exod:claim-b-1-01 a exld:Claim", "exod:claim-b-1-01 a exld:EvidenceLine", "claim-b-1-01"),
        ("exod:claim-b-1-01 a exld:Claim", "exod:claim-b-1-01 a exld:LocalTerm", "claim-b-1-01"),
        ("exod:cell-c a exld:LocalTerm", "exod:cell-c a exld:Claim", "cell-c"),
    ],
)  # fmt: skip
def test_names_that_disagree(old: str, new: str, subject: str) -> None:
    assert TEXT.count(old) >= 1
    # A part too many is miscounted as well.
    names = [f.subject.value for f in found(TEXT.replace(old, new, 1)) if f.rule == "name"]
    assert names == [PREFIXES["exod"] + subject]


def stretched() -> Iterator[tuple[str, str, str]]:
    yield "exld:start 21", "exld:start 19", "exod:passage-a-s-s2 overlaps exod:passage-a-s-s1;"
    yield "exld:start 31", "exld:start 30", "exod:passage-a-s-s1-b touches exod:passage-a-s-s2;"
    yield "exld:end 30", "exld:end 26", "exod:passage-a-s-s1-b stands 5 characters after exod:passage-a-s-s2;"
    yield "exld:order 3", "exld:order 4", "exod:section-a-s: the exld:order of its parts"
    yield "exod:section-a-s exld:order 1", "exod:section-a-s exld:order 2", "exod:review-a: the exld:order of its parts"
    yield (
        "exod:review-a exld:hasSection",
        'exod:review-a exld:sha256 "w" ; exld:hasSection',
        "exod:review-a has the exld:sha256 of a passage",
    )
    yield (
        'exld:sha256 "w"',
        'exld:sha256 "y"',
        "exod:passage-a-s-s2 has the exld:sha256 of a passage of another length;",
    )


@pytest.mark.parametrize(("old", "new", "message"), list(stretched()))
def test_stretches_that_do_not_fit(old: str, new: str, message: str) -> None:
    assert TEXT.count(old) == 1
    ((rule, said),) = [(f.rule, f.message) for f in found(TEXT.replace(old, new))]
    assert (rule, said.startswith(message)) == ("stretch", True), said


def test_a_blank_of_four_characters_is_none_too_many() -> None:
    assert found(TEXT.replace("exld:end 30", "exld:end 27")) == []


def test_what_is_no_number_is_left_to_the_shapes() -> None:
    assert found(TEXT.replace("exld:start 31", 'exld:start "x"')) == []
    assert found(TEXT.replace("exld:sha256", "exld:digest").replace("a exld:Claim", 'a "x"')) == []


DOUBLE = """
exod:claim-b-1-02 exld:subject obo:HP_0003074 ; exld:object obo:MESH_1 .
obo:HP_0003074 a owl:Class ; rdfs:label "Hyperglycaemia" .
obo:MESH_1 a owl:Class ; rdfs:label "high sugar" ; oboInOwl:hasExactSynonym "hyperglycemias" .
"""


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("", "", 1),
        ("exld:object obo:MESH_1", "exld:object exod:x", 0),  # only one of them is used
        ("hyperglycemias", "hyperglycemic", 0),
        ("hasExactSynonym", "hasRelatedSynonym", 0),
        ("obo:MESH_1 a owl:Class", "obo:MESH_1 rdfs:subClassOf obo:HP_0003074 ; a owl:Class", 0),
    ],
)
def test_two_ids_of_one_concept(old: str, new: str, faults: int) -> None:
    said = [(fault.rule, fault.message) for fault in found(DOUBLE.replace(old, new) if old else DOUBLE)]
    message = (
        "HP:0003074 and obo:MESH_1 are both named “Hyperglycaemia”; use one of them in the facts and keep the other "
        "in ontology/mappings/."
    )
    assert said == [("double", message)] * faults


def layouts(lines: str) -> str:
    """The good data with a layout, its last passage moved away from the one before."""
    return TEXT.replace("exld:end 30", "exld:end 24") + f'exod:section-a-s exld:layout "heading 1; text {lines}" .\n'


def test_a_blank_may_be_as_long_as_the_layout_leaves_lines_out() -> None:
    assert len(found(layouts("2-9"))) == 1
    assert found(layouts("2-3, 9")) == []


def test_a_row_and_a_legend_without_content_can_be_waived() -> None:
    passage = "exod:passage-x-s-{} a exld:Passage ; exld:waiver exld:{} .\n"
    for key, waiver in [("r01", "rowWithoutContent"), ("l01", "statementOfAim"), ("l02", "captionWithoutContent")]:
        assert found(TEXT + passage.format(key, waiver)) == []
    assert [f.rule for f in found(TEXT + passage.format("r01", "statementOfAim"))] == ["name"]


def test_a_local_unit_is_no_fault() -> None:
    unit = "exod:dose-b-1-100-ug a exld:Dose ; exld:unit exod:unit-u . exod:unit-u a exld:LocalTerm , owl:Class ."
    assert found(TEXT + unit) == []


ONCE = """
exod:claim-b-1-03 a exld:Claim ; exld:subject exod:cell-c ; exld:relation exld:increases ; exld:object exod:route-r ;
  exld:inCell exod:cell-c .
"""
TWICE = ONCE + ONCE.replace("-03", "-04")


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        ("", 1),
        ("exod:claim-b-1-04 exld:aspect exld:expression .", 0),
        ("exod:claim-b-1-04 exld:sameFactAs exod:claim-b-1-03 .", 0),
        ("exod:claim-b-1-04 owl:deprecated true .", 0),
        ("exod:claim-b-1-04 exld:observedIn exod:experiment-b-1-1 .", 0),
        ("exod:claim-b-1-04 exld:leadsTo exod:claim-b-1-01 .", 1),
    ],
)
def test_a_claim_that_is_there_twice(more: str, faults: int) -> None:
    said = [(f.rule, f.subject.value.rpartition("-")[2], f.message) for f in found(TEXT + TWICE + more)]
    message = "exod:claim-b-1-03 and exod:claim-b-1-04 claim the same; give one of them the evidence of both, "
    assert said == [("double", "04", message + "and withdraw the other.")] * faults


SAME_WORDS = """
exod:claim-b-1-02 a exld:Claim . exod:claim-b-1-03 a exld:Claim .
exod:evidence-b-1-02-1 exld:evidenceFor exod:claim-b-1-02 ; exld:statedIn exod:passage-a-s-s1 ; exld:asStated "so" ;
exld:cites exod:study-b-1 ; exld:checkedBy exod:check-b-1 .
exod:evidence-b-1-03-1 exld:evidenceFor exod:claim-b-1-03 ; exld:statedIn exod:passage-a-s-s1 ; exld:asStated "so" ;
exld:cites exod:study-b-1 .
"""


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("so", "so", ["checked"]),
        ("exld:checkedBy exod:check-b-1", "exld:reading exld:oneOfSeveral", ["reading"]),
        ('"so" ;\nexld:cites exod:study-b-1 .', '"thus" ;\nexld:cites exod:study-b-1 .', []),
        ("exod:study-b-1 .", "exod:study-b-2 .", []),
        ("exod:study-b-1 .", "exod:study-b-1 ; exld:checkedBy exod:check-b-2 .", []),
        ("exod:claim-b-1-03 a exld:Claim", "exod:claim-b-1-03 a exld:Claim ; owl:deprecated true", []),
        ("exod:claim-b-1-03 a exld:Claim", "exod:claim-b-1-03 a exld:Experiment", []),
    ],
)  # fmt: skip
def test_same_words_are_checked_and_read_alike(old: str, new: str, rules: list[str]) -> None:
    assert SAME_WORDS.count(old) >= 1
    triples = [quad.triple for quad in ox.parse(HEAD + SAME_WORDS.replace(old, new, 1), format=ox.RdfFormat.TURTLE)]
    assert [rule for _, rule, _ in uneven(triples)] == rules
    line = PREFIXES["exod"] + "evidence-b-1-03-1"
    assert list(uneven(triples, {(line, rule): "why" for rule in rules})) == []


def test_same_words_are_told_with_their_line() -> None:
    said = [f for f in found(SAME_WORDS) if "the same words" in f.message]
    assert [(f.rule, f.subject.value.removeprefix(PREFIXES["exod"])) for f in said] == [("words", "evidence-b-1-03-1")]
    assert "exod:evidence-b-1-02-1" in said[0].message
    assert "(checked)" in said[0].message
