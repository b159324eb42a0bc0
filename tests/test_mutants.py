"""Random defects in our facts are found, or legal for a listed reason; what can change is checked as well as all of it.

The gate does more: `python tools/mutants.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from exo_ld.prefixes import EXO, EXOD, PREFIXES

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import mutants
from defects import KINDS, Defect, defects, short
from legal import REASONS, reason

pytest.importorskip("pyshacl")


@pytest.fixture(scope="module")
def trial() -> mutants.Trial:
    return mutants.Trial()


@pytest.fixture(scope="module")
def made(trial: mutants.Trial) -> list[Defect]:
    return list(defects(trial.facts, 1, 100))


@pytest.mark.slow
def test_no_illegal_defect_survives(trial: mutants.Trial, made: list[Defect]) -> None:
    before = set(trial.store)
    left = [defect for defect in made if not trial.finds(defect) and not reason(defect, trial.facts)]
    assert left == []
    assert set(trial.store) == before, "each defect is undone"


@pytest.mark.slow
def test_every_kind_is_made_as_often_and_the_seed_decides(trial: mutants.Trial, made: list[Defect]) -> None:
    assert Counter(defect.kind for defect in made) == dict.fromkeys(KINDS, 10)
    assert len({defect.cls for defect in made}) > 15
    assert list(defects(trial.facts, 1, 100)) == made
    assert list(defects(trial.facts, 2, 100)) != made
    known = set(trial.facts.all)
    assert all(set(d.removed) <= known and not set(d.added) & known for d in made)


@pytest.mark.slow
def test_what_is_checked_is_what_a_whole_validation_finds(trial: mutants.Trial, made: list[Defect]) -> None:
    for defect in (made[0], made[5]):  # dropped, wrong kind
        assert trial.whole(defect) == trial.finds(defect)


@pytest.mark.slow
def test_pyshacl_finds_the_same_around_a_defect(trial: mutants.Trial, made: list[Defect]) -> None:
    for defect in made[:5]:
        assert mutants.agree(trial, defect) == set()


def one(kind: str, prop: str, trial: mutants.Trial, start: str) -> Defect:
    """A defect of a kind at the first triple of a property whose subject's name begins so."""
    triple = next(
        t for t in trial.facts.all if t.predicate.value == EXO + prop and t.subject.value.startswith(EXOD + start)
    )
    return Defect(kind, trial.facts.cls(triple.subject), f"exld:{prop}", (triple,), ())


def test_reasons_are_by_kind_and_property(trial: mutants.Trial) -> None:
    facts = trial.facts
    optional, several, other, number, stance, implied, preparation, taken, shift = REASONS
    assert reason(one("dropped", "modality", trial, "evidence-"), facts) == optional
    assert reason(one("dropped", "stance", trial, "evidence-"), facts) == ""
    assert reason(one("doubled", "cites", trial, "evidence-"), facts) == several
    assert reason(one("doubled", "role", trial, "evidence-"), facts) == ""
    assert reason(one("re-pointed", "object", trial, "claim-"), facts) == other
    assert reason(one("re-pointed", "evidenceFor", trial, "evidence-"), facts) == ""
    assert reason(one("swapped stance", "stance", trial, "evidence-jin-2019-mir-486-80"), facts) == stance
    assert reason(one("swapped stance", "stance", trial, "evidence-jin-2019-mir-486-model"), facts) == ""
    assert reason(one("out-of-range", "value", trial, "claim-"), facts) == number
    assert reason(one("out-of-range", "maxValue", trial, "claim-xiong-2021-610"), facts) == number
    assert reason(one("out-of-range", "value", trial, "dose-"), facts) == ""
    (row,) = [
        t
        for t in facts.of[ox.NamedNode(EXOD + "passage-xiong-2021-table-2-r22")]
        if t.object == ox.NamedNode(EXO + "Passage")
    ]
    assert reason(Defect("dropped", "TableRow", "rdf:type", (row,), ()), facts) == implied
    assert reason(Defect("mistyped", "TableRow", "rdf:type", (row,), ()), facts) == ""
    medium, passage = ox.NamedNode(EXO + "ConditionedMedium"), ox.NamedNode(EXO + "Passage")
    for kind, why in ((medium, preparation), (passage, "")):
        retyped = (
            (ox.Triple(row.subject, row.predicate, ox.NamedNode(EXO + "CellPreparation")),),
            (ox.Triple(row.subject, row.predicate, kind),),
        )
        assert reason(Defect("wrong kind", "CellPreparation", "rdf:type", *retyped), facts) == why
    typed = ox.NamedNode(EXOD + "preparation-cosenza-2018-exosomes-microparticles-arthritis-2"), row.predicate
    old, new = (ox.Triple(*typed, ox.NamedNode(EXO + f"{name}Preparation")) for name in ("Vesicle", "Exosome"))
    called = Defect("wrong kind", "VesiclePreparation", "rdf:type", (old,), (new,))
    assert reason(called, facts) == ""
    assert trial.finds(called) == {("shacl", "exos:ExosomePreparation-vesicleLabel", short(typed[0]))}
    withdrawn = ox.Triple(row.subject, ox.NamedNode(PREFIXES["owl"] + "deprecated"), ox.Literal(True))
    assert reason(Defect("dropped", "Claim", "owl:deprecated", (withdrawn,), ()), facts) == ""
    disease = one("wrong kind", "disease", trial, "model-")
    for value, why in (("phenotype-aging-associated-insulin-resistance", taken), ("study-jin-2019-mir-486", "")):
        new = ox.Triple(disease.removed[0].subject, disease.removed[0].predicate, ox.NamedNode(EXOD + value))
        assert reason(disease._replace(added=(new,)), facts) == why
    assert reason(Defect("dropped", "Passage", "owl:deprecated", (withdrawn,), ()), facts) == ""
    for by, why in ((3, shift), (4, "")):
        moved = one("shifted offset", "start", trial, "passage-")
        (old,) = moved.removed
        new = ox.Triple(old.subject, old.predicate, ox.Literal(int(old.object.value) + by))
        assert reason(moved._replace(added=(new,)), facts) == why


def test_a_text_proves_a_shift(trial: mutants.Trial) -> None:
    """A digest is that of the text at the offsets, or the passage is not there."""
    moved = one("shifted offset", "start", trial, "passage-xiong-2021-")
    review = ox.NamedNode(EXOD + "review-xiong-2021")
    trial.texts[review] = "no such text" * 10000
    assert trial.proved_wrong(moved._replace(removed=(), added=moved.removed))
    trial.texts.clear()
    assert not trial.proved_wrong(moved)


@pytest.mark.slow
def test_the_outcome_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = argparse.Namespace(defects=10, seed=1, jobs=1, full=0, agree=0, text=[])
    outcomes, differing = mutants.share((0, asked))
    assert (len(outcomes), differing) == (10, [])
    lines = mutants.table("kind", outcomes, [defect.kind for defect, _, _ in outcomes])
    assert lines[-1].split()[:2] == ["all", "10"]
    assert lines[-1].endswith("100.0%")
    unfound = [(defect, "", "") for defect, _, _ in outcomes]
    assert mutants.table("kind", unfound, [defect.kind for defect, _, _ in outcomes])[-1].split()[1:] == [
        "10",
        "0",
        "0",
        "10",
        "0.0%",
    ]
