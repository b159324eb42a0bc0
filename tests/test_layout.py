"""How facts are laid out: evidence below its thing, passages with their claims, chains as told, words behind opaque
names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import REPO, Run

from exo_ld.curate.layout import Words, misfiled, order, style
from exo_ld.errors import DataError
from exo_ld.graph.turtle import format_text
from exo_ld.prefixes import EXO, EXOD
from exo_ld.sources import Source, graph_of, head_of, quads, sources

HEAD = "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n@prefix exod: <https://w3id.org/exo-ld/id/> .\n"
HEAD += "@prefix HP: <http://purl.obolibrary.org/obo/HP_> .\n@prefix GO: <http://purl.obolibrary.org/obo/GO_> .\n\n"
SECTION = """
exod:evidence-r-2-1 exld:evidenceFor exod:claim-r-2 ; exld:statedIn exod:passage-r-x-s02 ;
exld:checkedBy exod:check-r-1 .
exod:check-r-1 a exld:SourceCheck .
exod:passage-r-x-s02 a exld:Passage ; exld:order 3 .
exod:claim-r-10 a exld:Claim .
exod:evidence-r-10-1 exld:evidenceFor exod:claim-r-10 ; exld:statedIn exod:passage-r-x-s01 .
exod:evidence-r-9-2 exld:evidenceFor exod:claim-r-9 ; exld:statedIn exod:passage-r-x-s02 .
exod:evidence-r-9-1 exld:evidenceFor exod:claim-r-9 ; exld:statedIn exod:passage-r-x-s01 .
exod:claim-r-9 a exld:Claim .
exod:claim-r-2 a exld:Claim ; exld:leadsTo exod:claim-r-1 .
exod:claim-r-1 a exld:Claim .
exod:claim-r-0 a exld:Claim ; exld:leadsTo exod:claim-r-2 .
exod:evidence-r-1-1 exld:evidenceFor exod:claim-r-1 ; exld:statedIn exod:passage-r-x-s02 .
exod:evidence-r-0-1 exld:evidenceFor exod:claim-r-0 ; exld:statedIn exod:passage-r-x-s02 .
exod:passage-r-x-s01 a exld:Passage ; exld:order 2 ; exld:continuedBy exod:passage-r-x-s01-b .
exod:passage-r-x-s01-b a exld:PassageContinuation .
exod:passage-r-x-h01 a exld:Passage ; exld:order 1 .
exod:section-r-x a exld:Section .
"""


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.of()


def laid_out(text: str, head: str) -> list[str]:
    said: dict[object, dict[str, list[object]]] = {}
    for quad in sorted(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE), key=str):
        said.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return [node.value.removeprefix(EXOD) for node in order(said, head)]  # type: ignore[arg-type, union-attr]


def test_a_section_reads_as_the_review_does() -> None:
    assert laid_out(HEAD + SECTION, EXOD + "section-r-x") == [
        "section-r-x",
        "passage-r-x-h01",
        "passage-r-x-s01", "passage-r-x-s01-b",
        "claim-r-9", "evidence-r-9-1", "evidence-r-9-2",  # first stated here, though also later
        "claim-r-10", "evidence-r-10-1",  # by number, not by letter
        "passage-r-x-s02",
        # a chain as told
        "claim-r-0", "evidence-r-0-1", "claim-r-2", "evidence-r-2-1", "check-r-1", "claim-r-1", "evidence-r-1-1",
    ]  # fmt: skip


def test_a_circle_of_claims_loses_none() -> None:
    text = (
        HEAD
        + "exod:claim-r-1 exld:leadsTo exod:claim-r-2 . exod:claim-r-2 exld:leadsTo exod:claim-r-1 , exod:claim-r-2 ."
    )
    assert laid_out(text, "") == ["claim-r-1", "claim-r-2"]


def test_no_file_of_facts_has_evidence_far_from_its_thing() -> None:
    """The distance from a claim's first line to its first evidence line; median and largest stand in the note of issue
    11."""
    far: dict[str, int] = {}
    for source in sources():
        if "/facts/" in source.path:
            lines = Path(source.path).read_text(encoding="utf-8").splitlines()
            at = {line: number for number, line in enumerate(lines) if line.startswith("exod:claim-")}
            found: dict[str, int] = {}
            for number, line in enumerate(lines):
                if (match := re.match(r"  exld:evidenceFor (exod:claim-[\w.-]+) ;", line)) and match[1] in at:
                    found.setdefault(match[1], number - 2 - at[match[1]])
            far |= found
    assert len(far) > 1700
    assert sorted(far.values())[len(far) // 2] <= 9
    assert max(far.values()) <= 20


@pytest.mark.slow
def test_words_stand_behind_opaque_names_and_above_claims(words: Words) -> None:
    text = (
        HEAD + "exod:claim-r-1 a exld:Claim ; exld:subject HP:0003074 ; exld:relation exld:causes ; "
        "exld:object GO:1903210 .\n"
    )
    formed = format_text(text, "x.ttl", None, lambda triples: style(triples, words))
    assert "exld:subject HP:0003074 ;  # Hyperglycemia\n" in formed
    assert "exld:object GO:1903210 ;  # podocyte apoptotic process\n" in formed
    assert "exld:relation exld:causes ;\n" in formed
    heading = formed[: formed.index("\nexod:claim-r-1\n")].rpartition("\n")[2]
    assert heading.startswith("# ")
    assert "yperglycemia" in heading
    assert "podocyte apopto" in heading
    assert format_text(formed, "x.ttl", None, lambda triples: style(triples, words)) == formed
    stale = formed.replace(heading, "# nonsense").replace("# Hyperglycemia", "# low blood sugar")
    assert stale.count("nonsense") == 1
    assert format_text(stale, "x.ttl", None, lambda triples: style(triples, words)) == formed


@pytest.mark.parametrize(
    ("remark", "line"),
    [
        (HEAD + "exod:claim-r-1\n  a exld:Claim ;  # a remark\n.\n", 7),
        (HEAD + "# a remark\nexod:dose-x\n  a exld:Dose ;\n.\n", 6),
        (HEAD + "exod:claim-r-1\n  # a remark\n  a exld:Claim ;\n.\n", 7),
        (HEAD + 'exod:claim-r-1\n  exld:asStated "x" ;  # a remark\n.\n', 7),
        (HEAD + "exod:claim-r-1\n  a exld:Claim ;\n.\n# a remark\n", 9),
    ],
)
def test_any_other_comment_is_refused(remark: str, line: int, words: Words) -> None:
    with pytest.raises(DataError, match=rf"^x\.ttl:{line}: a comment here would be lost"):
        format_text(remark, "x.ttl", None, lambda triples: style(triples, words))


def test_a_stale_word_is_found_and_mended(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "ontology" / "facts" / "studies" / "jin-2019-mir-486.ttl"
    path.parent.mkdir(parents=True)
    shutil.copy(REPO / "ontology" / "facts" / "studies" / path.name, path)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("# podocyte\n", "# neuron\n"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    assert run("fmt", "--check", str(path)).returncode == 1
    assert run("fmt", str(path)).returncode == 0
    assert path.read_text(encoding="utf-8") == before


def test_files_of_a_review_are_one_graph_and_each_is_about_its_section(tmp_path: Path) -> None:
    path = "ontology/facts/reviews/roe-2021/wounds.ttl"
    assert (graph_of(path), head_of(path)) == (EXOD + "review-roe-2021", EXOD + "section-roe-2021-wounds")
    assert head_of(path.replace("wounds", "review")) == EXOD + "review-roe-2021"
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + "exod:section-roe-2021-kidney a exld:Section .\n", encoding="utf-8")
    with pytest.raises(DataError, match="nothing in it is; rename the file or its subject"):
        quads(Source(str(file), graph_of(str(file))))


def test_a_claim_in_the_file_of_another_section_is_found() -> None:
    def file(section: str, number: int, more: str) -> list[ox.Quad]:
        passage = f"exod:passage-r-{section}-s01"
        text = (
            f"exod:section-r-{section} exld:order {number} ; exld:hasPassage {passage} . {passage} exld:order 1 . "
            f"{more}"
        )
        return list(ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE))

    claim = (
        "exod:claim-r-1 a exld:Claim . exod:evidence-r-1-1 exld:evidenceFor exod:claim-r-1 ; "
        "exld:statedIn exod:passage-r-a-s01 . "
    )
    claim += "exod:evidence-r-1-2 exld:evidenceFor exod:claim-r-1 ; exld:statedIn exod:passage-r-b-s01 ."
    right = {"k/reviews/r/a.ttl": file("a", 1, claim), "k/reviews/r/b.ttl": file("b", 2, "")}
    assert misfiled(right) == {}
    wrong = {"k/reviews/r/a.ttl": file("a", 1, ""), "k/reviews/r/b.ttl": file("b", 2, claim)}
    assert misfiled(wrong) == {ox.NamedNode(EXOD + "claim-r-1"): "k/reviews/r/a.ttl"}
    assert all(node.value.startswith(EXO) or node.value.startswith(EXOD) for node in misfiled(wrong))
