"""Words against encoding: each rule finds its fault, fitting words are silent, exceptions are needed and have a
reason."""

from __future__ import annotations

import pytest

from exo_ld.curate.words import Said, listed, misfits, said
from exo_ld.sources import folder, quads, sources

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
        ("silenced SMAD1", {"relation": "increases", "state": "subjectLow"}),
        ("not yet summarized", {"relation": "needsStudyOf"}),
    ],
)
def test_fitting_words_are_silent(mention: str, more: dict[str, str]) -> None:
    assert rules(mention, **more) == []


@pytest.mark.parametrize(
    ("mention", "rule", "more"),
    [
        ("did not lower SMAD1", "stance", {}),
        ("lowered SMAD1", "stance", {"stance": "reportsNoEffect"}),
        ("lowered SMAD1", "stance", {"stance": "refutes"}),
        ("lowered SMAD1", "direction", {"relation": "increases"}),
        ("promoted SMAD1", "direction", {}),
        ("lowered by miR-21", "name", {}),
        ("lowered SMAD4", "name", {}),
    ],
)
def test_each_rule_finds_its_fault(mention: str, rule: str, more: dict[str, str]) -> None:
    assert rules(mention, **more) == [rule]


def test_exceptions_are_needed_and_have_a_reason() -> None:
    lines = said(quad.triple for source in sources() for quad in quads(source))
    exceptions = listed(folder("ontology") + "/mappings/word-exceptions.tsv")
    assert len(lines) > 1500
    assert {(misfit.line, misfit.rule) for misfit in misfits(lines)} == set(exceptions), (
        "not listed, or listed without need"
    )
    assert all(len(reason.split()) > 3 for reason in exceptions.values())
    assert misfits(lines, exceptions) == []
