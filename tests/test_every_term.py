"""Every relation and value of a closed list can be written by `exo-ld new`, is valid, and has words of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPO

from exo_ld.check.bench import Bench
from exo_ld.curate.sheet import read
from exo_ld.curate.vocabulary import Vocabulary
from exo_ld.prefixes import EXO

STUDY = ("study: doe-2019-wound", "role: result", "passage: table-1-r01")
CLAIM = " | VEGFA | {} | PTEN | {} | |"
# What a value of a list stands beside.
BESIDE = {
    "measure": "value=0.5; unit=unit:NUM",
    "spread": "value=5 %; interval=1-9",
    "scopeQuantifier": "inDisease=diabetes mellitus",
}
OF_CLAIMS = (
    *("aspect", "subjectAspect", "frequency", "degree", "rank", "course", "inSystem", "measure", "spread"),
    *("objectState", "manner", "restsOn", "subjectQuantifier", "objectQuantifier", "scopeQuantifier"),
    *("modality", "significance", "role"),
)
OF_DOSES, OF_STUDIES = ("doseOf", "dosePer"), ("allocation", "blinding", "phase", "status", "studyKind", "design")


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return Vocabulary()


def _names(words: Vocabulary, prop: str) -> list[str]:
    return sorted({value.removeprefix(EXO) for value in words.listed(EXO + prop).values()})


def _rows(words: Vocabulary) -> Iterator[str]:
    yield from STUDY
    for relation in sorted({iri.removeprefix(EXO) for iri in words.relations.values()}):
        yield CLAIM.format(relation, "value=5 %" if relation == "hasMeasure" else "atDose=7 ug")
    for prop in OF_CLAIMS:
        for number, value in enumerate(_names(words, prop), 1):  # what a line says tells no claims apart, a dose does
            beside = BESIDE.get(prop, f"atDose={number}.{OF_CLAIMS.index(prop) + 1} ug")
            yield CLAIM.format("affects", f"{prop}={value}; {beside}")
    for number, kind in enumerate(_names(words, "doseOf"), 1):
        yield CLAIM.format("increases", f"atDose={number} ug {kind}")
    for number, per in enumerate(_names(words, "dosePer"), 20):
        spaced = re.sub("([A-Z])", r" \1", per).lower()
        yield CLAIM.format("increases", f"atDose={number} ug {spaced}")
    for number in range(max(len(_names(words, prop)) for prop in OF_STUDIES)):
        given = "; ".join(
            f"{prop}={names[number % len(names)]}" for prop in OF_STUDIES if (names := _names(words, prop))
        )
        known = f"label=Ray {number}; title=T {number}; doi=10.5555/ray.{number}; year=2024; hasResults=false"
        yield f"study: ray-{number}-trial"
        yield f"ray-{number}-trial | | a | primary study | {known}; identification=confirmed by page; {given}"
        yield f" | VEGFA | increases | PTEN | timeValue={number + 2} weeks | abstract |"


@pytest.mark.slow
def test_every_term_is_written_and_valid(words: Vocabulary, tmp_path: Path) -> None:
    kb = Path(shutil.copytree(REPO / "tests" / "data" / "golden", tmp_path / "kb"))
    rows = list(_rows(words))
    outcome = Bench(root=str(kb), as_new=True).tried(read("\n".join(rows), "sheet"))
    assert outcome.faults == []
    text = "".join(outcome.files.values())
    lists = [value for prop in (*OF_CLAIMS, *OF_DOSES, *OF_STUDIES) for value in _names(words, prop)]
    assert [name for name in lists if not re.search(rf"exld:{name}\b", text)] == []
    sentences = [sentence for _, sentence in outcome.claims]
    assert len(set(sentences)) > len(sentences) - 6  # roles and reported significance read alike
    assert [s for s in sentences if re.search(r"[{}\[\]]|in the relation|http|exld:", s)] == []
