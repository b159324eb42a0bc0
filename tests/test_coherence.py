"""Names, kinds and stretches that do not fit: each rule finds its fault, and nothing else is found."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from exo_ld.check.coherence import Fault, coherence
from exo_ld.graph.data import quads, sources
from exo_ld.prefixes import PREFIXES

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
TEXT = """
exod:review-a exo:hasSection exod:section-a-s .
exod:section-a-s exo:order 1 ; exo:hasPassage exod:passage-a-s-h1 , exod:passage-a-s-s1 , exod:passage-a-s-s2 .
exod:passage-a-s-h1 a exo:Passage ; exo:order 1 ; exo:start 0 ; exo:end 5 ; exo:sha256 "x" ; exo:waiver exo:heading .
exod:passage-a-s-s1 a exo:Passage ; exo:order 2 ; exo:start 7 ; exo:end 20 ; exo:sha256 "y" ; exo:continuedBy exod:passage-a-s-s1-b .
exod:passage-a-s-s1-b a exo:PassageContinuation ; exo:start 31 ; exo:end 40 ; exo:sha256 "z" .
exod:passage-a-s-s2 a exo:Passage ; exo:order 3 ; exo:start 21 ; exo:end 30 ; exo:sha256 "w" .
exod:study-b-1 a exo:PrimaryStudy ; exo:reports exod:experiment-b-1-1 .
exod:abstract-b-1 a exo:SourceAbstract ; exo:abstractOf exod:study-b-1 .
exod:experiment-b-1-1 a exo:Experiment ; exo:usesPreparation exod:preparation-b-1-2 ; exo:dose exod:dose-b-1-100-ug ; exo:route exod:route-r .
exod:preparation-b-1-2 a exo:CellPreparation ; exo:modifiedBy exod:modification-b-1-2-1 ; exo:derivedFromCell exod:cell-c .
exod:claim-b-1-01 a exo:Claim ; exo:observedIn exod:experiment-b-1-1 ; exo:subject exod:preparation-b-1-2 ; exo:object exod:cell-c .
exod:evidence-b-1-01-1 a exo:EvidenceLine ; exo:evidenceFor exod:claim-b-1-01 .
exod:evidence-b-1-01-also-1-1 a exo:EvidenceLine ; exo:evidenceFor exod:claim-b-1-01 .
exod:evidence-b-1-experiment-1-1 a exo:EvidenceLine ; exo:evidenceFor exod:experiment-b-1-1 ; exo:evidenceCode ECO:0000304 .
exod:cell-c a exo:LocalTerm , owl:Class ; rdfs:subClassOf exo:Cell .
exod:route-r a exo:LocalTerm , owl:Class ; rdfs:subClassOf exo:Route .
"""


def found(text: str) -> list[Fault]:
    return list(coherence(quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)))


def test_good_data_has_no_fault() -> None:
    assert found(TEXT) == []


def test_our_facts_have_no_fault() -> None:
    assert list(coherence(quad.triple for source in sources() for quad in quads(source))) == []


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("exo:hasPassage exod:passage-a-s-h1", "exo:hasPassage exod:passage-b-s-h1 , exod:passage-a-s-h1", "section-a-s"),
        ("exo:hasSection exod:section-a-s", "exo:hasSection exod:section-ab-s , exod:section-a-s", "review-a"),
        ("exo:continuedBy exod:passage-a-s-s1-b", "exo:continuedBy exod:passage-a-s-s1-b , exod:passage-a-s-s2-b", "passage-a-s-s1"),
        ("exo:waiver exo:heading", "exo:waiver exo:tableHeader", "passage-a-s-h1"),
        ("exod:passage-a-s-s2 a", "exod:passage-a-s-s2 exo:waiver exo:heading ; a", "passage-a-s-s2"),
        ("exo:reports exod:experiment-b-1-1", "exo:reports exod:experiment-b-2-1", "study-b-1"),
        ("exo:abstractOf exod:study-b-1", "exo:abstractOf exod:study-b-2", "abstract-b-1"),
        ("exo:usesPreparation exod:preparation-b-1-2", "exo:usesPreparation exod:preparation-b-12-2", "experiment-b-1-1"),
        ("exo:dose exod:dose-b-1-100-ug", "exo:dose exod:dose-b-12-100-ug", "experiment-b-1-1"),
        ("exo:modifiedBy exod:modification-b-1-2-1", "exo:modifiedBy exod:modification-b-1-1-1", "preparation-b-1-2"),
        ("exo:observedIn exod:experiment-b-1-1", "exo:observedIn exod:experiment-c-1-1", "claim-b-1-01"),
        ("exo:subject exod:preparation-b-1-2", "exo:subject exod:preparation-b-2-2", "claim-b-1-01"),
        ("exod:evidence-b-1-01-1 a exo:EvidenceLine ; exo:evidenceFor exod:claim-b-1-01", "exod:evidence-b-1-01-1 exo:evidenceFor exod:claim-b-1-0", "evidence-b-1-01-1"),
        ("exo:evidenceFor exod:experiment-b-1-1", "exo:evidenceFor exod:experiment-b-1-2", "evidence-b-1-experiment-1-1"),
        ("exo:evidenceFor exod:experiment-b-1-1", "exo:evidenceFor exod:preparation-b-1-1", "evidence-b-1-experiment-1-1"),
        ("exod:claim-b-1-01 a exo:Claim", "exod:claim-b-1-01 a exo:EvidenceLine", "claim-b-1-01"),
        ("exod:claim-b-1-01 a exo:Claim", "exod:claim-b-1-01 a exo:LocalTerm", "claim-b-1-01"),
        ("exod:cell-c a exo:LocalTerm", "exod:cell-c a exo:Claim", "cell-c"),
    ],
)  # fmt: skip
def test_names_that_disagree(old: str, new: str, subject: str) -> None:
    assert TEXT.count(old) >= 1
    names = [f.subject.value for f in found(TEXT.replace(old, new, 1)) if f.rule == "name"]  # a part too many is miscounted as well
    assert names == [PREFIXES["exod"] + subject]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("exo:derivedFromCell exod:cell-c", "exo:derivedFromCell exod:route-r", "wrong kind for exo:derivedFromCell: Route where Cell is due"),
        ("exo:route exod:route-r", "exo:route GO:0001525", "wrong kind for exo:route: no kind where Route is due"),
        ("exo:evidenceCode ECO:0000304", "exo:evidenceCode GO:0000304", "wrong kind for exo:evidenceCode: no kind where ECO: is due"),
        ("rdfs:subClassOf exo:Cell", "rdfs:subClassOf exo:Disease", "wrong kind for exo:derivedFromCell: Disease where Cell is due"),
    ],
)  # fmt: skip
def test_kinds_that_do_not_belong(old: str, new: str, message: str) -> None:
    assert TEXT.count(old) == 1
    assert [(f.rule, f.message) for f in found(TEXT.replace(old, new))] == [("kind", message)]


def stretched() -> Iterator[tuple[str, str, str]]:
    yield "exo:start 21", "exo:start 19", "exod:passage-a-s-s2 overlaps exod:passage-a-s-s1;"
    yield "exo:start 31", "exo:start 30", "exod:passage-a-s-s1-b touches exod:passage-a-s-s2;"
    yield "exo:end 30", "exo:end 26", "exod:passage-a-s-s1-b stands 5 characters after exod:passage-a-s-s2;"
    yield "exo:order 3", "exo:order 4", "exod:section-a-s: the exo:order of its parts"
    yield "exod:section-a-s exo:order 1", "exod:section-a-s exo:order 2", "exod:review-a: the exo:order of its parts"
    yield "exod:review-a exo:hasSection", 'exod:review-a exo:sha256 "w" ; exo:hasSection', "exod:review-a has the exo:sha256 of a passage"
    yield 'exo:sha256 "w"', 'exo:sha256 "y"', "exod:passage-a-s-s2 has the exo:sha256 of a passage of another length;"


@pytest.mark.parametrize(("old", "new", "message"), list(stretched()))
def test_stretches_that_do_not_fit(old: str, new: str, message: str) -> None:
    assert TEXT.count(old) == 1
    ((rule, said),) = [(f.rule, f.message) for f in found(TEXT.replace(old, new))]
    assert (rule, said.startswith(message)) == ("stretch", True), said


def test_a_blank_of_four_characters_is_none_too_many() -> None:
    assert found(TEXT.replace("exo:end 30", "exo:end 27")) == []


def test_what_is_no_number_is_left_to_the_shapes() -> None:
    assert found(TEXT.replace("exo:start 31", 'exo:start "x"')) == []
    assert found(TEXT.replace("exo:sha256", "exo:digest").replace("a exo:Claim", 'a "x"')) == []
