"""A claim's sentence: nothing that the triples say is lost, and what is denied or not found never reads as asserted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

import exo_ld
from exo_ld.prefixes import EXO, EXOD, PREFIXES
from exo_ld.sentences import Stored, attribution, name, sentence, spoken, stances
from exo_ld.sentences.english import article

# The words by which a reader knows what was encoded; written here by hand, so that a wrong pattern is found.
STATES = {
    "subjectActivated": "activated", "subjectExpressed": "expression of", "subjectHigh": "high level",
    "subjectInhibited": "blocked", "subjectLost": "loss of", "subjectLow": "low level", "subjectMimicked": "mimic",
    "subjectOverexpressed": "overexpressed", "subjectPhosphorylated": "phosphorylated",
    "subjectSilenced": "silenced", "subjectInjured": "injured", "subjectDiseased": "diseased",
    "subjectHealthy": "healthy", "subjectMutated": "mutated", "subjectAged": "aged",
    "subjectCirculating": "circulating", "subjectDifferentiated": "differentiated",
    "subjectProliferating": "proliferating", "subjectDecreased": "decreased", "subjectIncreased": "increased",
}  # fmt: skip
HEDGES = {
    "possible": r"\bmay\b|as possible", "suggested": "suggested", "expected": r"expected to|as.* expected",
    "intended": r"intended to|as.* intended", "recommended": r"should|as.* recommended",
    "able": r"\bcan\b", "formerlyHeld": r"once thought to|as.* formerly held",
    "predicted": r"predicted to|as.* predicted", "probable": r"likely to|as.* probable",
    "held": r"held to|as.* held", "proposed": r"proposed to|as.* proposed", "asked": r"asked whether|as.* asked",
    "supposed": r"supposing that|as.* supposed",
}  # fmt: skip
MANNERS = {
    "always": "always", "mostly": "mostly", "often": "often", "sometimes": "sometimes", "rarely": "rarely",
    "partial": "partly", "varying": "to varying degrees", "slight": "slightly", "marked": "strongly",
    "significant": "significantly", "more": "greater extent", "less": "lesser extent", "enriched": "enriched",
    "upToReversal": "up to reversal", "first": "as the first", "main": "as the main",
    "mostCommon": "as the most common", "amongFirst": "as one of the foremost", "important": "as an important",
    "longTerm": "in the long term", "early": "early", "late": "at a late stage", "gradual": "gradually",
    "rapid": "rapidly", "only": "as the only", "whileGiven": "while it is given",
    "eventual": "eventually", "continuing": "still", "increasing": "increasingly", "further": "further",
    "complete": "completely", "doseDependent": "dose-dependent", "extensive": "extensive",
    "moderate": "moderately", "sufficient": "sufficiently", "clinicallyRelevant": "clinically relevant extent",
    "transient": "transiently", "sustained": "persistently", "recent": "recently", "future": "in the future",
    "longstanding": "traditionally", "repeated": "repeatedly", "unique": "as a unique", "emerging": "as an emerging",
    "standard": "as a standard", "ideal": "as an ideal", "typical": "as a typical",
    "attractive": "as an attractive",
    "equal": "to the same extent", "nearlyEqual": "to nearly the same extent", "predominant": "mainly",
    "atLeastPartial": "at least in part", "overall": "overall", "nearlyComplete": "almost completely",
    "clear": "clearly", "notable": "notably", "arising": "by now",
    "current": "currently", "crucial": "as a crucial", "novel": "novel",
}  # fmt: skip
OF_KINDS = {
    "by now": "become",
    "strongly": "great",
    "significantly": "significant",
    "as an important": "important",
    "as a crucial": "crucial",
}
CHANGED = {"increases": {"quality": "improve"}, "decreases": {"quality": "worsen"}}
READINGS = {"oneOfSeveral": "in one of several readings", "conjectured": "conjectured"}
PLACES = "inCell inAnatomy inOrganism inPopulation inDisease underCondition inAbsenceOf comparedWith inPlace".split()
# A claim in a store of its own, to be varied by what is put in.
CLAIM = """
exod:claim-x exld:subject exod:x ; exld:relation exld:%s ; exld:object exod:y %s .
exod:x rdfs:label "%s" . exod:y rdfs:label "healing" .
"""
LINE = "exod:line-%d exld:evidenceFor exod:claim-x ; exld:stance exld:%s %s .\n"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store: ox.Store = exo_ld.load().store
    return store


@pytest.fixture(scope="module")
def facts(store: ox.Store) -> Stored:
    return Stored(store)


def _claims(store: ox.Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(EXO + "relation"), None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def _values(facts: Stored, iri: str, prop: str) -> list[str]:
    return [value.value for value in facts.said(iri).get(EXO + prop, ()) if isinstance(value, ox.NamedNode)]


def _made(
    store: ox.Store, relation: str = "increases", more: str = "", lines: str = "", subject: str = "MSC exosomes"
) -> str:
    """The sentence of a claim that is made up, with the wording of the knowledge base."""
    own = ox.Store()
    prefixes = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in ("exld", "exod", "rdfs", "unit"))
    own.load((prefixes + CLAIM % (relation, more, subject) + lines).encode(), format=ox.RdfFormat.TURTLE)
    return sentence(EXOD + "claim-x", Stored(store, own))


@pytest.mark.slow
def test_no_value_of_any_claim_is_lost(store: ox.Store, facts: Stored) -> None:
    lost = []
    for claim in _claims(store):
        said, text = facts.said(claim), sentence(claim, facts)
        wanted = [STATES[state.removeprefix(EXO)] for state in _values(facts, claim, "subjectAspect")]
        for prop in ("frequency", "degree", "rank", "course"):
            wanted += [MANNERS[value.removeprefix(EXO)] for value in _values(facts, claim, prop)]
        wanted += [
            name(value, facts) for prop in ("subject", "aspect", *PLACES) for value in _values(facts, claim, prop)
        ]
        objects = [
            word
            for value in _values(facts, claim, "object")
            for word in name(value, facts, many=False).split()
            if word != "{}"
        ]
        wanted += [word[:-1] for word in objects]  # without the last letter: body, bodies
        for prop in ("value", "minValue", "maxValue", "timeValue", "inYear"):
            wanted += [
                f"{float(v.value):,.15g}" if prop != "inYear" else v.value
                for v in said.get(EXO + prop, ())
                if isinstance(v, ox.Literal)
            ]
        (relation,) = _values(facts, claim, "relation")
        own = OF_KINDS if relation == EXO + "isA" else CHANGED.get(relation.removeprefix(EXO), {})
        lost += [(claim, word, text) for word in wanted if own.get(word, word) not in text]
    assert lost == []


@pytest.mark.slow
def test_no_stance_or_hedge_of_any_claim_is_lost(store: ox.Store, facts: Stored) -> None:
    wrong = []
    for claim in _claims(store):
        lines, text = facts.lines(claim), sentence(claim, facts)
        found = stances(lines)
        if "supports" not in found:
            wrong += [(claim, text)] if not re.search(r"(is|are|do|does|may) not\b", text) else []
        elif len(found) > 1:
            wrong += [(claim, text)] if not re.search(r"also denied|no effect is also reported", text) else []
        else:
            wrong += [(claim, text)] if re.search(r"(is|are|do|does|may) not\b|denied|no effect", text) else []
        hedges = {
            v.value.removeprefix(EXO)
            for line in lines
            for v in line.get(EXO + "modality", ())
            if isinstance(v, ox.NamedNode)
        }
        wrong += [(claim, text) for hedge in hedges if not re.search(HEDGES[hedge], text)]
        readings = {value.value.removeprefix(EXO) for line in lines for value in line.get(EXO + "reading", ())}
        wrong += [(claim, text) for reading in readings if READINGS[reading] not in text]
        plain = [line for line in lines if "supports" in stances([line]) and EXO + "reading" not in line]
        wrong += [(claim, text)] if readings and plain and ", elsewhere " not in text else []
        wrong += (
            [(claim, text)]
            if not hedges and re.search(r"\bmay\b|suggested to|expected to|intended to|only as", text)
            else []
        )
    assert wrong == []


@pytest.mark.parametrize("stance", ["refutes", "reportsNoEffect"])
def test_what_is_denied_never_reads_as_asserted_in_any_relation(store: ox.Store, stance: str) -> None:
    relations = sorted(
        {q.subject.value.removeprefix(EXO) for kind in ("Relation", "CausalRelation")
         for q in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(EXO + kind))
         if isinstance(q.subject, ox.NamedNode)}
    )  # fmt: skip
    assert len(relations) > 40
    for relation in relations:
        asserted = _made(store, relation, lines=LINE % (1, "supports", ""))
        assert "not" not in asserted.split() or relation == "hasMeasure", asserted
        for hedge in ("", "; exld:modality exld:possible", "; exld:modality exld:suggested"):
            text = _made(store, relation, lines=LINE % (1, stance, hedge))
            assert re.search(r"\b(is|are|do|does|may) not\b", text), text
            assert not hedge or re.search("may|possible|suggested", text), text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("", "MSC exosomes increase healing"),
        (LINE % (1, "supports", "; exld:modality exld:possible"), "MSC exosomes may increase healing"),
        (LINE % (1, "supports", "; exld:modality exld:suggested"), "MSC exosomes are suggested to increase healing"),
        (LINE % (1, "refutes", ""), "MSC exosomes do not increase healing"),
        (LINE % (1, "refutes", "; exld:modality exld:possible"), "MSC exosomes may not increase healing"),
        (LINE % (1, "reportsNoEffect", ""), "MSC exosomes are not found to increase healing"),
        (
            LINE % (1, "supports", "") + LINE % (2, "refutes", ""),
            "MSC exosomes increase healing, which is also denied",
        ),
        (
            LINE % (1, "supports", "") + LINE % (2, "reportsNoEffect", ""),
            "MSC exosomes increase healing, for which no effect is also reported",
        ),
        (
            LINE % (1, "supports", "") + LINE % (2, "supports", "; exld:modality exld:possible"),
            "MSC exosomes increase healing, elsewhere only as possible",
        ),
        (
            LINE % (1, "supports", "; exld:reading exld:oneOfSeveral"),
            "MSC exosomes increase healing, in one of several readings of the text",
        ),
        (
            LINE % (1, "supports", "") + LINE % (2, "supports", "; exld:reading exld:oneOfSeveral"),
            "MSC exosomes increase healing, elsewhere in one of several readings of the text",
        ),
        (
            LINE % (1, "refutes", "") + LINE % (2, "supports", "; exld:reading exld:oneOfSeveral"),
            "MSC exosomes increase healing, which is also denied, in one of several readings of the text",
        ),
        (
            LINE % (1, "refutes", "") + LINE % (2, "refutes", "; exld:reading exld:oneOfSeveral"),
            "MSC exosomes do not increase healing, elsewhere in one of several readings of the text",
        ),
    ],
)  # fmt: skip
def test_voice(store: ox.Store, lines: str, text: str) -> None:
    assert _made(store, lines=lines) == text


def test_number_of_the_verb(store: ox.Store) -> None:
    plural = (
        "MSC exosomes with miR-1",
        "exosomes of adipose MSC",
        "MSC exosomes overexpressing miR-126",
        "adipose MSC given into the eye",
    )
    for subject in plural:
        assert _made(store, subject=subject).endswith("increase healing")
    for subject in (
        "chronic hyperglycemia",
        "medium of cells",
        "renal fibrosis",
        "diabetes mellitus",
        "pancreas",
        "ERK1 and ERK2 cascade",
    ):
        assert _made(store, subject=subject).endswith("increases healing")


IN_SCHEME = ox.NamedNode(PREFIXES["skos"] + "inScheme")
PROPERTIES = {"frequency", "degree", "rank", "course"}


@pytest.mark.parametrize("value", MANNERS)
def test_manner(store: ox.Store, value: str) -> None:
    schemes = store.quads_for_pattern(ox.NamedNode(EXO + value), IN_SCHEME, None, ox.NamedNode(EXOD + "vocabularies"))
    named = {q.object.value for q in schemes if isinstance(q.object, ox.NamedNode)}
    (prop,) = {iri.removeprefix(EXO).removesuffix("Scheme").lower() for iri in named} & PROPERTIES
    assert MANNERS[value] in _made(store, more=f"; exld:{prop} exld:{value}")


def test_rank_stands_at_the_end(store: ox.Store) -> None:
    text = _made(store, "causes", "; exld:rank exld:important ; exld:inOrganism exod:y ; exld:degree exld:varying")
    assert text == "MSC exosomes cause healing to varying degrees in healing, as an important cause"


def test_what_there_is_one_of_has_its_article(store: ox.Store) -> None:
    assert (
        _made(store, subject="glomerular filtration barrier") == "the glomerular filtration barrier increases healing"
    )
    low = _made(store, subject="ratio of BAX to BCL-2", more="; exld:subjectAspect exld:subjectLow")
    assert low == "a low level of ratio of BAX to BCL-2 increases healing"
    assert _made(store, subject="decreased podocyte number") == "decreased podocyte number increases healing"


def test_what_is_associated_with_a_decrease_is(store: ox.Store) -> None:
    """Of an object's aspect it is the aspect that has become less."""
    more = "; exld:objectState exld:subjectDecreased"
    assert _made(store, "associatedWith", more) == "MSC exosomes are associated with decreased healing"
    text = _made(store, "associatedWith", f"{more} ; exld:aspect exld:expression")
    assert text == "MSC exosomes are associated with decreased expression of healing"
    lost = _made(store, "associatedWith", "; exld:objectState exld:subjectLost ; exld:aspect exld:expression")
    assert lost == "MSC exosomes are associated with the expression of loss of healing"


def test_what_a_document_does_is_its_verb(store: ox.Store) -> None:
    assert _made(store, "isAbout", "; exld:manner exld:summarising") == "MSC exosomes summarize healing"
    both = _made(store, "isAbout", "; exld:manner exld:discussing, exld:summarising")
    assert both in ("MSC exosomes discuss and summarize healing", "MSC exosomes summarize and discuss healing")
    assert _made(store, "isAbout") == "MSC exosomes deal with healing"
    three = _made(
        store, "isAbout", "; exld:manner exld:discussing, exld:exploring, exld:summarising", subject="the review"
    )
    verbs = ("discusses", "explores", "summarizes")
    assert sorted(three.removeprefix("the review ").replace(" and ", ", ").split(" healing")[0].split(", ")) == [*verbs]


def test_nearly_equal_says_no_deficit(store: ox.Store) -> None:
    text = _made(store, "isEqualIn", "; exld:degree exld:nearlyEqual ; exld:comparedWith exod:x")
    assert "about as high" in text
    assert "nearly" not in text


def test_cargo_is_delivered_to_cells_and_organs(store: ox.Store) -> None:
    more = "; exld:inCell exod:y ; exld:inAnatomy exod:x ; exld:inOrganism exod:y"
    text = _made(store, "delivers", more, subject="liver")
    assert text == "the liver delivers healing to healing to the liver in healing"


def test_every_value_of_a_closed_list_has_words(store: ox.Store) -> None:
    """So that a value that is added later is found here, and not by a reader."""
    schemes = {"SubjectStateScheme": STATES, "ModalityScheme": HEDGES, "ReadingScheme": READINGS}
    for scheme, words in schemes.items():
        members = store.quads_for_pattern(None, IN_SCHEME, ox.NamedNode(EXO + scheme))
        assert {q.subject.value.removeprefix(EXO) for q in members if isinstance(q.subject, ox.NamedNode)} == set(words)
    manners = [
        quad
        for name in PROPERTIES
        for quad in store.quads_for_pattern(None, IN_SCHEME, ox.NamedNode(f"{EXO}{name.capitalize()}Scheme"))
    ]
    assert {q.subject.value.removeprefix(EXO) for q in manners if isinstance(q.subject, ox.NamedNode)} == set(MANNERS)


def test_a_blocked_subject_is_told_as_blocked(store: ox.Store) -> None:
    assert (
        _made(store, more="; exld:subjectAspect exld:subjectInhibited", subject="NOS1")
        == "blocked NOS1 increases healing"
    )


def test_quantities_times_and_comparisons(store: ox.Store) -> None:
    more = "; exld:minValue 30 ; exld:maxValue 150 ; exld:unit unit:NanoM ; exld:approximate true"
    assert _made(store, "hasMeasure", more) == "the healing of MSC exosomes is about 30 to 150 nm"
    more = "; exld:value 3 ; exld:unit unit:ONE ; exld:aspect exld:size ; exld:timeValue 4 ; exld:timeUnit unit:WK"
    assert _made(store, "isGreaterThan", more) == "MSC exosomes exceed healing in size (3-fold) after 4 weeks"
    assert _made(store, "isGreaterThan", more + " ; exld:approximate true").endswith("(about 3-fold) after 4 weeks")
    more = "; exld:timeValue 6 ; exld:timeUnit unit:WK ; exld:approximate true"
    assert _made(store, more=more) == "MSC exosomes increase healing after about 6 weeks"
    assert (
        _made(store, more="; exld:aspect exld:rate ; exld:comparedWith exod:y")
        == "MSC exosomes increase the rate of healing compared with healing"
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            "exld:aspect exld:prevalence ; exld:rank exld:amongFirst",
            "are healings, as one of the foremost in prevalence",
        ),
        ("exld:aspect exld:prevalence", "are healings in prevalence"),
        ("exld:degree exld:marked", "are great healings"),
        ("exld:degree exld:partial", "are healings (partly)"),
        ("exld:rank exld:novel", "are novel healings"),
        ("exld:rank exld:important ; exld:aspect exld:size", "are important healings in size"),
    ],
)
def test_a_class_keeps_aspect_and_degree(store: ox.Store, more: str, words: str) -> None:
    assert _made(store, "isA", f"; {more}") == f"MSC exosomes {words}"


def test_what_is_made_better_or_worse_is_improved_or_worsened(store: ox.Store) -> None:
    assert _made(store, more="; exld:aspect exld:quality") == "MSC exosomes improve healing"
    assert _made(store, "decreases", "; exld:aspect exld:quality") == "MSC exosomes worsen healing"
    assert _made(store, "affects", "; exld:aspect exld:quality") == "MSC exosomes affect the quality of healing"


def test_a_substance_is_there_and_a_state_holds(store: ox.Store) -> None:
    text = _made(store, more="; exld:underCondition <http://identifiers.org/hgnc/12680>")
    assert text == "MSC exosomes increase healing in the presence of VEGFA"
    assert _made(store, more="; exld:underCondition exod:y").endswith("under conditions of healing")


def test_an_ability_is_no_hedge(store: ox.Store) -> None:
    able, plain = (LINE % (n, "supports", more) for n, more in enumerate(("; exld:modality exld:able", ""), 1))
    possible = LINE % (3, "supports", "; exld:modality exld:possible")
    assert _made(store, lines=able) == "MSC exosomes can increase healing"
    assert _made(store, lines=able + plain) == "MSC exosomes increase healing"
    assert _made(store, lines=able + possible) == "MSC exosomes increase healing, elsewhere only as possible"


def test_a_level_is_what_a_measure_is(store: ox.Store) -> None:
    more = "; exld:value 83 ; exld:unit unit:PERCENT ; exld:measure exld:"
    assert _made(store, "hasMeasure", more + "levelReached") == "the healing of MSC exosomes is 83%"
    assert _made(store, more=more + "levelReached") == "MSC exosomes increase healing (reaching 83%)"
    assert _made(store, "isLowerAfter", more + "meanChange").endswith("lower after healing (by a mean of 83%)")


def test_a_document_is_one(store: ox.Store) -> None:
    own = ox.Store()
    prefixes = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in ("exld", "exod", "rdfs"))
    text = CLAIM % ("isAbout", "", "MSC exosomes in stroke")
    own.load((prefixes + text.replace("exod:x", "exod:review-x")).encode(), format=ox.RdfFormat.TURTLE)
    assert sentence(EXOD + "claim-x", Stored(store, own)) == "MSC exosomes in stroke deals with healing"


def test_on_how_many_studies_it_stands(store: ox.Store) -> None:
    own = ox.Store()
    prefixes = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in ("exld", "exod", "rdfs"))
    line = "exod:l exld:evidenceFor exod:claim-x ; exld:studyCount 29 ; exld:statedIn exod:passage-xiong-2021-x-s01 ."
    own.load((prefixes + CLAIM % ("causes", "", "x") + line).encode(), format=ox.RdfFormat.TURTLE)
    assert "; in 29 studies" in attribution([EXOD + "claim-x"], Stored(store, own))


def test_a_state_is_also_of_what_acts_along(store: ox.Store) -> None:
    text = _made(store, more="; exld:subjectAspect exld:subjectLow ; exld:togetherWith exod:y", subject="CBLB")
    assert text == "a low level of CBLB and healing increases healing"
    text = _made(store, more="; exld:subjectAspect exld:subjectOverexpressed ; exld:togetherWith exod:y", subject="CBL")
    assert text == "overexpressed CBL and healing increase healing"


def test_a_study_tells_of_itself(store: ox.Store) -> None:
    own = ox.Store()
    prefixes = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in ("exld", "exod", "rdfs"))
    line = """exod:l exld:evidenceFor exod:claim-x ; exld:cites exod:study-doe-2024 ;
      exld:statedIn exod:passage-doe-2024-abstract-s01 . exod:study-doe-2024 rdfs:label "Doe 2024" .\n"""
    own.load((prefixes + CLAIM % ("causes", "", "x") + line).encode(), format=ox.RdfFormat.TURTLE)
    assert attribution([EXOD + "claim-x"], Stored(store, own)) == "Doe 2024; its own text"


@pytest.mark.parametrize(
    ("noun", "said"),
    [("EFO term", "an"), ("RNA", "an"), ("DNA", "a"), ("unit", "a"), ("exosome", "an"), ("Ulcer", "an"), ("SMAD", "a")],
)
def test_articles_go_by_sound(noun: str, said: str) -> None:
    assert article(noun) == said


def test_a_setting_in_the_subject_is_no_tail(store: ox.Store) -> None:
    assert _made(store, subject="preclinical in vivo studies") == "preclinical in vivo studies increase healing"


def test_on_whose_word(facts: Stored) -> None:
    retracted = spoken(EXOD + "claim-ding-2019-deferoxamine-exosomes-wound-01", facts)
    assert "Ding 2019 [retracted]" in retracted
    assert re.fullmatch(r"[A-Zm].*\(.*told by .*\)\.", retracted)
    opinion = attribution([EXOD + "claim-ajtr-2021-3942-1114"], facts)
    assert opinion == "Am J Transl Res 2021, citing no work; the authors' view"
    assert "rats, in vivo" in attribution([EXOD + "claim-xiang-2020-hucmsc-early-dn-05"], facts)
    assert "its source says otherwise" in attribution([EXOD + "claim-xiang-2020-hucmsc-early-dn-05"], facts)


def test_unidentified_works_stand_together_by_their_numbers(store: ox.Store) -> None:
    own = ox.Store()
    prefixes = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in ("exld", "exod", "rdfs"))
    works = "".join(
        f'exod:w{n} rdfs:label "reference {n} of the second review (not identified)" .\n' for n in (2, 10, 9)
    )
    line = (
        "exod:l exld:evidenceFor exod:claim-x ; exld:cites exod:w2 , exod:w10 , exod:w9 , exod:w1 . "
        'exod:w1 rdfs:label "Doe 2020" .\n'
    )
    own.load((prefixes + CLAIM % ("causes", "", "x") + works + line).encode(), format=ox.RdfFormat.TURTLE)
    assert attribution([EXOD + "claim-x"], Stored(store, own)).startswith(
        "4 works: Doe 2020, references 2, 9, 10 (not identified)"
    )


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("cooperatesWith", "MSC exosomes cooperate with "),
        ("correlatesNegativelyWith", "MSC exosomes correlate negatively with "),
        ("correlatesPositivelyWith", "MSC exosomes correlate positively with "),
        ("cures", "MSC exosomes cure "),
        ("delays", "MSC exosomes delay "),
        ("isHigherIn", "MSC exosomes are higher in "),
        ("isHigherAfter", "MSC exosomes are higher after healing"),
        ("isLowerAfter", "MSC exosomes are lower after healing"),
        ("isLowerIn", "MSC exosomes are lower in "),
        ("isRiskFactorFor", "MSC exosomes are a risk factor for "),
        ("focusesOn", "MSC exosomes focus on healing"),
        ("regulates", "MSC exosomes regulate healing"),
        ("isEffectiveFor", "MSC exosomes are effective for healing"),
        ("isStudiedFor", "MSC exosomes are studied for healing"),
        ("isUpstreamOf", "MSC exosomes are upstream of healing"),
        ("lacksKnowledgeOf", "healing is unclear for MSC exosomes"),
    ],
)
def test_relations_of_other_texts_have_their_words(store: ox.Store, relation: str, words: str) -> None:
    assert _made(store, relation).startswith(words)


NUMBERS = {
    "exld:minValue 15 ; exld:unit unit:PERCENT ; exld:boundExcluded true": "(more than 15%)",
    "exld:maxValue 4.5 ; exld:unit unit:HR ; exld:boundExcluded true": "(less than 4.5 hours)",
    "exld:value 2.3 ; exld:measure exld:oddsRatio ; exld:intervalFrom 1.2 ; exld:intervalTo 4.4 ; "
    "exld:intervalLevel 95 ; exld:spread exld:confidenceInterval": (
        "(an odds ratio of 2.3, 95% confidence interval 1.2 to 4.4)"
    ),
    "exld:value 98.3 ; exld:plusMinus 12.5 ; exld:unit unit:NanoM ; exld:spread exld:standardDeviation": (
        "(98.3 ± 12.5 nm, standard deviation)"
    ),
    "exld:affected 17 ; exld:sampleSize 24": "in 17 of 24",
    "exld:affected 0 ; exld:sampleSize 24": "(in none of 24)",
    "exld:sampleSize 24": "(n = 24)",
    "exld:timeValue 12.0 , 4.0 ; exld:timeUnit unit:WK": "after 4 and 12 weeks",
    "exld:durationValue 1.0 ; exld:durationUnit unit:MO": "for 1 month",
    "exld:inSystem exld:inVitro": "in vitro",
    'exld:diseaseStage "stage 3"': "at stage 3",
    "exld:inAbsenceOf exod:y": "in the absence of healing",
    "exld:timeValue 7.0 , 28.0 ; exld:timeUnit unit:DAY ; exld:timeSince exod:y": "7 and 28 days after healing",
    "exld:timeSince exod:y": "after healing",
    "exld:timeFrom 0.0 ; exld:timeTo 6.0 ; exld:timeUnit unit:MO": "from 0 to 6 months",
    "exld:timeTo 48.0 ; exld:timeUnit unit:HR ; exld:timeSince exod:y": "within 48 hours after healing",
    "exld:timeFrom 4.0 ; exld:timeUnit unit:WK": "from 4 weeks on",
    "exld:durationValue 2.0 ; exld:durationTo 4.0 ; exld:durationUnit unit:WK": "for 2 to 4 weeks",
    "exld:durationTo 6.0 ; exld:durationUnit unit:MO": "for up to 6 months",
    'exld:dateFrom "2021-04" ; exld:dateTo "2021-08-31"': "from April 2021 to 31 August 2021",
    'exld:dateFrom "2010"': "since 2010",
    'exld:dateTo "2010"': "until 2010",
    "exld:value 3.0 ; exld:unit unit:PERCENT ; exld:valuePer unit:YR": "(3% per year)",
    "exld:fromLocation exod:y ; exld:toLocation exod:y": "from healing into healing",
    "exld:byMeans exod:y ; exld:forPurpose exod:y": "by means of healing for the purpose of healing",
    "exld:inducedBy exod:y ; exld:manner exld:directly , exld:safely": "induced by healing directly and safely",
    "exld:inducedBy exod:y ; exld:inDisease exod:y": "in healing induced by healing",
    "exld:scopeQuantifier exld:most ; exld:inDisease exod:y ; exld:inCell exod:y": "in healing in most healings",
}


@pytest.mark.parametrize(("more", "words"), NUMBERS.items())
def test_numbers_of_statistics(store: ox.Store, more: str, words: str) -> None:
    assert _made(store, more="; " + more) == f"MSC exosomes increase healing {words}"


def test_what_is_not_significant_is_said(store: ox.Store) -> None:
    line = "exod:l exld:evidenceFor exod:claim-x ; exld:stance exld:supports ; exld:significance exld:%s .\n"
    assert _made(store, lines=line % "trend") == "MSC exosomes increase healing, as a trend only"
    assert _made(store, lines=line % "notSignificant").endswith(", by a difference that is not significant")


def test_a_state_of_the_object_is_said(store: ox.Store) -> None:
    state = "; exld:objectState exld:subjectInjured"
    assert _made(store, more=state) == "MSC exosomes increase injured healing"
    assert _made(store, more=state + " ; exld:aspect exld:rate") == "MSC exosomes increase the rate of injured healing"
    assert _made(store, "isA", state, subject="this") == "this is an injured healing"


@pytest.mark.parametrize(
    ("subject", "more", "text"),
    [
        ("kidney disease", "exld:subjectQuantifier exld:several", "several kidney diseases increase healing"),
        ("podocyte", "exld:subjectQuantifier exld:each", "each podocyte increases healing"),
        ("diagnosis", "exld:subjectQuantifier exld:all", "all diagnoses increase healing"),
        (
            "podocyte",
            "exld:subjectQuantifier exld:many ; exld:subjectAspect exld:subjectInjured , exld:subjectAged",
            "many injured aged podocytes increase healing",
        ),
        (
            "growth factor",
            "exld:subjectQuantifier exld:many ; exld:subjectAspect exld:subjectLost",
            "loss of many growth factors increases healing",
        ),
        ("this", "exld:objectQuantifier exld:various", "this increases various healings"),
        (
            "macrophages",
            "exld:subjectInducedBy exod:y ; exld:subjectAspect exld:subjectActivated",
            "activated macrophages induced by healing increase healing",
        ),
        (
            "this",
            "exld:especiallyIn exod:y ; exld:inCell exod:y",
            "this increases healing in healing, especially in healing",
        ),
    ],
)
def test_how_many_and_where_above_all_are_said(store: ox.Store, subject: str, more: str, text: str) -> None:
    assert _made(store, more="; " + more, subject=subject) == text


def test_what_has_arisen_has_become(store: ox.Store) -> None:
    more, line = "; exld:course exld:arising", "exod:l exld:evidenceFor exod:claim-x ; exld:stance exld:%s "
    assert _made(store, "isA", more, subject="this") == "this has become a healing"
    may = line % "supports" + "; exld:modality exld:possible .\n"
    assert _made(store, "isA", more, may, subject="this") == "this may become a healing"
    assert _made(store, "isA", more, line % "refutes" + ".\n", "this") == "this does not become a healing"


def test_a_question_or_a_condition_is_never_told_as_a_fact(store: ox.Store) -> None:
    line = "exod:%s exld:evidenceFor exod:claim-x ; exld:stance exld:%s ; exld:modality exld:%s .\n"
    assert _made(store, lines=line % ("l", "supports", "asked")) == "it is asked whether MSC exosomes increase healing"
    able = _made(store, lines=line % ("l", "supports", "supposed , exld:able"))
    assert able == "supposing that MSC exosomes can increase healing"
    unless = _made(store, lines=line % ("l", "refutes", "supposed"))
    assert unless == "supposing that MSC exosomes do not increase healing"
    both = line % ("l", "supports", "asked") + line % ("m", "supports", "possible")
    assert _made(store, lines=both) == "MSC exosomes may increase healing, elsewhere only as asked"
    two = line % ("l", "supports", "asked") + line % ("m", "supports", "supposed")
    assert _made(store, lines=two).startswith("it is asked whether MSC exosomes increase healing")


def test_two_hedges_of_one_line(store: ox.Store) -> None:
    line = "exod:l exld:evidenceFor exod:claim-x ; exld:stance exld:supports ; exld:modality exld:%s , exld:%s .\n"
    twice = _made(store, lines=line % ("suggested", "possible"))
    assert twice == "MSC exosomes are suggested to possibly increase healing"
    assert (
        _made(store, lines=line % ("possible", "recommended")) == "MSC exosomes may be recommended to increase healing"
    )
    seen = _made(store, lines=line % ("expected", "suggested"))
    assert seen == "MSC exosomes are suggested to be expected to increase healing"
    able = _made(store, lines=line % ("suggested", "able"))
    assert able == "MSC exosomes are suggested to be able to increase healing"
    plain = "exod:m exld:evidenceFor exod:claim-x ; exld:stance exld:supports .\n"
    both = _made(store, lines=line % ("suggested", "possible") + plain)
    assert both.startswith("MSC exosomes increase healing, elsewhere only as ")


def test_two_degrees_are_joined(store: ox.Store) -> None:
    more = "; exld:degree exld:significant , exld:marked"
    assert _made(store, more=more) == "MSC exosomes strongly and significantly increase healing"


def test_on_what_evidence_a_place_rests_is_said(store: ox.Store) -> None:
    own = ox.Store()
    own.load(
        b"""@prefix exld: <https://w3id.org/exo-ld/ontology#> . @prefix exod: <https://w3id.org/exo-ld/id/> .
        exod:l exld:evidenceFor exod:claim-x ; exld:restsOn exld:severalStudies , exld:ownEarlierWork .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert attribution([EXOD + "claim-x"], Stored(store, own)).endswith(
        "by the authors' own earlier work and several studies"
    )


@pytest.mark.parametrize("relation", ["isHigherIn", "isHigherAfter", "isLowerIn", "isLowerAfter"])
def test_what_a_comparison_measures_is_the_side_of_its_subject(store: ox.Store, relation: str) -> None:
    words = _made(store, relation, "; exld:aspect exld:expression")
    assert words.startswith("the expression of MSC exosomes is ")
    assert words.endswith((" in healing", " after healing"))
    assert _made(store, "correlatesPositivelyWith", "; exld:aspect exld:severity").endswith("the severity of healing")


def test_as_much_is_as_and_not_compared_with(store: ox.Store) -> None:
    words = _made(store, more="; exld:degree exld:nearlyEqual ; exld:comparedWith exod:x")
    assert words == "MSC exosomes increase healing to nearly the same extent as MSC exosomes"


def test_a_time_after_a_treatment_is_told_once(store: ox.Store) -> None:
    days = "; exld:timeValue 5.0 ; exld:timeUnit unit:DAY"
    for since in ("", " ; exld:timeSince exod:y"):
        assert _made(store, "isHigherAfter", days + since) == "MSC exosomes are higher 5 days after healing"
    other = _made(store, "isHigherAfter", days + " ; exld:timeSince exod:x")
    assert other == "MSC exosomes are higher after healing 5 days after MSC exosomes"


def test_what_acts_along_stands_beside_the_subject(store: ox.Store) -> None:
    words = _made(store, more="; exld:togetherWith exod:y ; exld:inDisease exod:y")
    assert words == "MSC exosomes together with healing increase healing in healing"


def test_a_ratio_is_to_that_of_the_other(store: ox.Store) -> None:
    more = "; exld:value 0.5 ; exld:measure exld:numericRatio ; exld:comparedWith exod:x"
    assert _made(store, "hasMeasure", more) == "the healing of MSC exosomes is a ratio of 0.5 to that of MSC exosomes"


def test_one_hour_is_one_and_a_unit_is_a_word(store: ox.Store) -> None:
    assert _made(store, "hasMeasure", "; exld:value 1.0 ; exld:unit unit:HR").endswith("is 1 hour")
    assert _made(store, more="; exld:value 15.0 ; exld:unit unit:MilliL").endswith("(15 ml)")


def test_what_makes_a_change_is_a_factor_of_it(store: ox.Store) -> None:
    for relation in ("increases", "decreases", "affects", "prevents"):
        assert _made(store, relation, "; exld:rank exld:crucial").endswith(", as a crucial factor")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("biological effect", "biological effects"),
        ("immunomodulatory property", "immunomodulatory properties"),
        ("adverse event", "adverse events"),
        ("monkey", "monkeys"),
        ("phenotypic change", "phenotypic changes"),
        ("single macromolecule below 15 nm", "single macromolecules below 15 nm"),
        ("bioactive factor released by cells", "bioactive factors released by cells"),
    ],
)
def test_what_texts_speak_of_as_many_is_many(store: ox.Store, label: str, words: str) -> None:
    assert _made(store, subject=label).startswith(f"{words} increase ")
