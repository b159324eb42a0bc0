"""Words against encoding: each rule finds its fault, fitting words are silent, exceptions are needed and have a
reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from exo_ld.curate.coherence import coherence
from exo_ld.curate.samewords import uneven
from exo_ld.curate.words import Said, excused, listed, misfits, said, untold
from exo_ld.graph.turtle import parse
from exo_ld.prefixes import PREFIXES
from exo_ld.sources import folder, quads, sources

PREFIXES_OF = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("exld", "exod", "rdfs", "skos"))
NAMED = {"inSystem": "in vivo", "togetherWith": "and CBL"}
NAMES = "MSC exosomes | miR-486 | hsa-miR-486-5p | SMAD1 | expression | loss of vision"


def rules(
    mention: str, stance: str = "supports", relation: str = "decreases", state: str = "", names: str = NAMES
) -> list[str]:
    return [misfit.rule for misfit in misfits([Said("e", mention, stance, relation, state, names)])]


@pytest.mark.parametrize(
    ("mention", "more"),
    [
        ("downregulate Smad1 expression", {}),
        ("miR-486 contained in exosomes", {"relation": "carries"}),
        ("did not change SMAD1", {"stance": "reportsNoEffect"}),
        ("no risk of loss", {"stance": "refutes"}),
        ("loss of vision", {"relation": "increases"}),
        ("inhibiting SMAD1 promotes it", {"relation": "increases"}),
        ("silenced SMAD1", {"relation": "increases", "state": "subjectSilenced"}),
        ("unrelated to SMAD1", {"relation": "causes", "stance": "refutes"}),
        ("relieved glucose-induced loss of SMAD1", {}),
        ("SMAD1 is not known", {"relation": "lacksKnowledgeOf"}),
        ("not yet summarized", {"relation": "needsStudyOf"}),
    ],
)
def test_fitting_words_are_silent(mention: str, more: dict[str, str]) -> None:
    assert rules(mention, **more) == []


@pytest.mark.parametrize(
    "mention",
    [
        "protect against", "yet to be determined", "aimed to investigate", "can modulate", "provide", "largely due to",
        "attenuates", "may contribute to", "whether", "avoiding", "modulation of",
        "containing", "discuss", "has been hypothesised",
    ],
)  # fmt: skip
def test_a_verb_or_hedge_alone_names_no_other_thing(mention: str) -> None:
    assert rules(mention, relation="affects") == []
    assert rules(f"{mention} glucose", relation="affects") == ["term"]


@pytest.mark.parametrize(
    ("mention", "rule", "more"),
    [
        ("did not lower SMAD1", "stance", {}),
        ("lowered SMAD1", "stance", {"stance": "reportsNoEffect"}),
        ("lowered SMAD1", "stance", {"stance": "refutes"}),
        ("lowered SMAD1", "direction", {"relation": "increases"}),
        ("promoted SMAD1", "direction", {}),
        ("promoted SMAD1", "direction", {"relation": "protectsAgainst"}),
        ("SMAD1 lowered by miR-21", "name", {}),
        ("lowered SMAD4", "name", {}),
        ("lowered glucose levels", "term", {}),
        ("lowered SMAD1 in rats", "told", {}),
    ],
)
def test_each_rule_finds_its_fault(mention: str, rule: str, more: dict[str, str]) -> None:
    assert rules(mention, **more) == [rule]


def test_other_things_have_the_words_of_their_lines() -> None:
    """An experiment, preparation or model: species, source of cells, route, setting."""
    told = Said("e", "AD-MSC-exos injected into rats", "supports", "", "", "", "adipose tissue | Rattus norvegicus")
    assert misfits([told]) == []
    assert [m.rule for m in misfits([told._replace(around="bone marrow | Mus musculus")])] == ["told", "told"]


@pytest.mark.parametrize(("prop", "value"), [("inSystem", "inVivo"), ("togetherWith", "cbl")])
def test_a_system_and_what_acts_together_are_encoded(prop: str, value: str) -> None:
    facts = f"""{PREFIXES_OF} exod:cbl rdfs:label "CBL" . exod:cells rdfs:label "cells" .
      exld:inVivo skos:prefLabel "in vivo" . exod:c a exld:Claim ; exld:subject exod:cells ;
      exld:relation exld:affects ; exld:object exod:cells ;
      exld:{prop} {"exld" if value == "inVivo" else "exod"}:{value} .
      exod:e exld:evidenceFor exod:c ; exld:stance exld:supports ; exld:asStated "cells {NAMED[prop]}" ."""
    (line,) = said(parse(facts.encode(), "facts"))
    assert misfits([line]) == []


@pytest.mark.slow
def test_a_label_tells_what_a_thing_is_made_of() -> None:
    lines = said(quad.triple for source in sources() for quad in quads(source))
    label = next(line for line in lines if line.mention.startswith("human umbilical cord MSC exosomes"))
    assert misfits([label]) == []
    assert [m.rule for m in misfits([label._replace(around="Rattus norvegicus | bone marrow")])] == ["told", "told"]


@pytest.mark.parametrize("head", ["evidence\trule\treason\n", ""])
def test_exceptions_need_no_first_line(head: str, tmp_path: Path) -> None:
    path = tmp_path / "exceptions.tsv"
    path.write_text(f"{head}exod:evidence-x-1\tterm\tit is called so there\n", encoding="utf-8")
    assert listed(str(path)) == {(PREFIXES["exod"] + "evidence-x-1", "term"): "it is called so there"}


def test_figures_are_among_the_numbers() -> None:
    fits = Said("e", "50% of 463 million", "supports", "hasMeasure", "", NAMES, numbers=(50.0, 463_000_000.0))
    assert "number" not in [m.rule for m in misfits([fits])]
    assert "number" in [m.rule for m in misfits([fits._replace(numbers=(5.0,))])]


def test_a_text_has_the_numbers_and_names_of_a_claim() -> None:
    text = "In rats, miR-\n486 rose three times within 1,000 h."
    line = Said("e", "rose", "supports", "increases", "", NAMES, numbers=(3.0, 1000.0),
                terms=(("subject", "hsa-mir-486 | miR-486"), ("inOrganism", "Rattus norvegicus | rat")))  # fmt: skip
    assert list(untold(line, text)) == []
    assert [m.rule for m in untold(line._replace(numbers=(4.0,)), text)] == ["text-number"]
    words = "Half the time, a threefold rise, twenty-five cells, 15 billion vesicles"
    assert list(untold(line._replace(numbers=(0.5, 50.0, 3.0, 25.0, 15e9), terms=()), words)) == []
    assert [m.rule for m in untold(line._replace(numbers=(0.25,), terms=()), words)] == ["text-number"]
    assert list(untold(line._replace(numbers=(0.0,), terms=()), "Zero deaths")) == []
    mice = line._replace(terms=(("inOrganism", "Mus musculus | mouse"),))
    assert [m.rule for m in untold(mice, text)] == ["text-term"]


@pytest.mark.slow
def test_exceptions_are_needed_and_have_a_reason() -> None:
    triples = [quad.triple for source in sources() for quad in quads(source)]
    lines = said(triples)
    exceptions = listed(folder("ontology") + "/mappings/word-exceptions.tsv")
    assert len(lines) > 1500
    without_text = {key for key in exceptions if not key[1].startswith("text-")}  # the others: exo-ld verify-text
    found = [*misfits(lines), *uneven(triples)]
    assert {(misfit.line, misfit.rule) for misfit in found} == without_text, "not listed, or listed without need"
    assert all(len(reason.split()) > 3 for reason in exceptions.values())
    assert [*misfits(lines, exceptions), *uneven(triples, exceptions)] == []


def test_an_abbreviation_is_made_of_first_letters() -> None:
    line = Said("e", "T2DM patients", "supports", "affects", "", "patients", "patients with type 2 diabetes mellitus")
    assert [m.rule for m in misfits([line])] == []
    assert [m.rule for m in misfits([line._replace(around="patients with obesity")])] == ["name"]


@pytest.mark.parametrize(
    ("mention", "names", "more"),
    [
        ("30 nm–100 nm", "small vesicle | size", {"numbers": (30.0, 100.0)}),
        ("initiating and accelerating ALF", "IL6 | acute liver failure", {"relation": "increases"}),
        ("one of the most possible miRNAs", "candidate exosomal microRNA | likelihood", {"relation": "isA"}),
        ("strongly suppresses", NAMES, {}),
        ("highly produced", NAMES, {"relation": "causes"}),
        ("less protected", NAMES, {"relation": "isLowerIn"}),
        ("regulating it", NAMES, {"relation": "regulates", "saying": "regulates"}),
        ("enriched ones", NAMES, {"relation": "carries", "saying": "carries | enriched"}),
        ("proangiogenic", "stem cell | angiogenesis", {"relation": "increases"}),
        ("antiapoptotic", "stem cell | apoptotic process", {}),
        ("antioxidative", "stem cell | oxidative stress", {}),
        ("renoprotective", "stem cell | kidney", {"relation": "maintains"}),
        ("appears", NAMES, {"relation": "affects"}),
        ("alter", NAMES, {"relation": "affects"}),
        ("rich in", NAMES, {"relation": "carries"}),
        ("successfully implemented", NAMES, {"relation": "isUsedFor"}),
    ],
)  # fmt: skip
def test_what_states_the_claim_fits(mention: str, names: str, more: dict[str, object]) -> None:
    """Numbers, abbreviations of a name, words of relation and qualifiers."""
    line = Said("e", mention, "supports", "decreases", "", names)._replace(**more)  # type: ignore[arg-type]
    assert misfits([line]) == []


@pytest.mark.parametrize(
    ("mention", "names", "rule"),
    [
        ("induced AKI", "IL6 | acute liver failure", "name"),
        ("40 nm", "small vesicle | size", "number"),
        ("proangiogenic", "stem cell | fibrosis", "term"),
        ("some miRNAs", "acute liver failure", "name"),
    ],
)
def test_what_states_another_does_not(mention: str, names: str, rule: str) -> None:
    assert rule in [m.rule for m in misfits([Said("e", mention, "supports", "causes", "", names, numbers=(30.0,))])]


def test_the_words_of_relation_and_qualifiers_are_known() -> None:
    facts = f"""{PREFIXES_OF} exod:x rdfs:label "x" . exld:carries rdfs:label "carries" .
      exld:enriched skos:prefLabel "enriched" . exod:c a exld:Claim ; exld:subject exod:x ;
      exld:relation exld:carries ; exld:object exod:x ; exld:degree exld:enriched .
      exod:e exld:evidenceFor exod:c ; exld:stance exld:supports ; exld:asStated "enriched ones" ."""
    (line,) = said(parse(facts.encode(), "facts"))
    assert line.saying == "carries | enriched"


def test_a_folder_of_ones_own_has_exceptions(tmp_path: Path) -> None:
    (tmp_path / "mappings").mkdir()
    path = tmp_path / "mappings" / "word-exceptions.tsv"
    path.write_text("line\trule\treason\nexod:evidence-x-01-1\tterm\tthe words are of all three\n", encoding="utf-8")
    line = PREFIXES["exod"] + "evidence-x-01-1"
    assert excused(None, [str(tmp_path)])[(line, "term")] == "the words are of all three"
    facts = f"""{PREFIXES_OF} exod:x rdfs:label "x" . exod:c a exld:Claim ; exld:subject exod:x ;
      exld:relation exld:affects ; exld:object exod:x .
      exod:evidence-x-01-1 exld:evidenceFor exod:c ; exld:stance exld:supports ; exld:asStated "glucose levels" ."""
    triples = list(parse(facts.encode(), "facts"))
    (fault,) = (f for f in coherence(triples) if f.rule == "words")
    assert "an empty cell passes" in fault.message
    assert "write a row 'line, rule, reason' into mappings/word-exceptions.tsv" in fault.message
    assert [f for f in coherence(triples, None, [str(tmp_path)]) if f.rule == "words"] == []


def test_members_of_a_list_are_told_in_the_same_words() -> None:
    facts = f"""{PREFIXES_OF} exod:x rdfs:label "x" . exod:a rdfs:label "VEGF" . exod:b rdfs:label "PTEN" .
      exod:c a exld:Claim ; exld:subject exod:x ; exld:relation exld:affects ; exld:object exod:a .
      exod:d a exld:Claim ; exld:subject exod:x ; exld:relation exld:affects ; exld:object exod:b .
      exod:e exld:evidenceFor exod:c ; exld:stance exld:supports ; exld:asStated "VEGF and PTEN" ;
        exld:statedIn exod:p .
      exod:f exld:evidenceFor exod:d ; exld:stance exld:supports ; exld:asStated "VEGF and PTEN" ;
        exld:statedIn exod:{{}} .
    """
    assert misfits(said(parse(facts.format("p").encode(), "facts"))) == []
    assert [m.rule for m in misfits(said(parse(facts.format("q").encode(), "facts")))] == ["name", "name"]
