"""examples/third-review: what its README tells is what happens, its passages are minted from the text, and no other
file is needed."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPO, Run

import exo_ld
from exo_ld.curate.ledger import coverage, verify_text
from exo_ld.curate.passages import mint
from exo_ld.prefixes import EXO, EXOS

HERE = REPO / "examples" / "third-review"
STEPS = [  # the commands of the README, each with what it prints
    re.match(r"([^\n]*)\n?(.*)", step, re.S).groups()  # type: ignore[union-attr]
    for block in re.findall(r"```console\n(.*?)```", (HERE / "README.md").read_text(encoding="utf-8"), re.S)
    for step in re.split(r"^\$ ", block, flags=re.M)[1:]
]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that has the example at its place."""
    shutil.copytree(HERE, tmp_path / "examples" / "third-review")
    return tmp_path


def bare(text: str) -> str:
    """A file of the review as its curator begins it: without passages, digest and what stands on passages."""
    blocks = [block for block in text.split("\n\n") if not block.startswith("exod:passage-")]
    return re.sub(r'  exld:(?:hasPassage|sha256)\b(?:[^"]*?|[^;]*) ;\n', "", "\n\n".join(blocks) + "\n")


@pytest.mark.slow
@pytest.mark.parametrize(("command", "printed"), STEPS, ids=[command[:60] for command, _ in STEPS])
def test_what_the_readme_says_is_printed(command: str, printed: str, clone: Path) -> None:
    script = f'set -euo pipefail\nexo-ld() {{ "$PYTHON" -m exo_ld "$@"; }}\n{command}'
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=clone,
        env={**os.environ, "PYTHON": sys.executable},
    )
    said = re.sub(r"exo-ld: working on it, \d+ s\n", "", done.stderr)  # where the machine is busy
    assert (done.returncode, said) == (0, "")
    assert doctest.OutputChecker().check_output(printed, done.stdout, doctest.ELLIPSIS), done.stdout


def test_the_readme_has_all_its_steps() -> None:
    commands = " ".join(command for command, _ in STEPS)
    assert all(
        f"exo-ld {name} " in commands
        for name in ("passages", "verify-text", "fmt", "validate", "coverage", "query", "show")
    )


@pytest.mark.slow
def test_the_passages_are_those_that_the_text_gives(clone: Path) -> None:
    folder = clone / "examples" / "third-review"
    review = folder / "reviews" / "poe-2022"
    whole = {file: file.read_text(encoding="utf-8") for file in review.glob("*.ttl")}
    for file, text in whole.items():
        file.write_text(bare(text), encoding="utf-8")
    minted = mint(str(review), str(folder / "poe-2022.txt"))
    assert (minted.new, minted.all) == (16, 16)
    # What the review's own file does not tell of is left to the curator: here all of wounds and the table.
    assert minted.open == ["exod:passage-poe-2022-table-1-l01", "exod:passage-poe-2022-table-1-r01"] + [
        f"exod:passage-poe-2022-wounds-s0{n}" for n in range(1, 6)
    ]
    by_hand = re.compile(r"\n  exld:waiver exld:(?:caption|transition)WithoutContent ;")
    assert {file: file.read_text(encoding="utf-8") for file in whole} == {
        file: by_hand.sub("", text) for file, text in whole.items()
    }
    assert verify_text(str(folder / "poe-2022.txt"), data=[str(folder)]).sound


@pytest.mark.slow
def test_what_is_stated_already_is_not_waived(clone: Path) -> None:
    folder = clone / "examples" / "third-review"
    file = folder / "reviews" / "poe-2022" / "references.ttl"
    stated = "\nexod:evidence-x exld:statedIn exod:passage-poe-2022-references-b02 .\n"
    file.write_text(bare(file.read_text(encoding="utf-8")) + stated, encoding="utf-8")
    mint(str(file.parent), str(folder / "poe-2022.txt"))
    assert coverage(data=[str(folder)]).twice == []
    waived = re.findall(
        r"exod:passage-poe-2022-references-(\w+)\n(?:  .*\n)*  exld:waiver ", file.read_text(encoding="utf-8")
    )
    assert waived == ["h01", "b01"]


@pytest.mark.slow
def test_the_other_reviews_are_not_touched_and_the_ontology_is_enough() -> None:
    defined = {str(term) for term in exo_ld.load().to_rdflib().subjects()}
    for path in HERE.rglob("*.ttl"):
        import rdflib

        graph = rdflib.Graph().parse(path)
        used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith((EXO, EXOS))}
        assert used
        assert used <= defined
        assert not {str(term) for term in graph.subjects()} & {iri for iri in defined if "jin-2019-mir-486" not in iri}
    before, after = coverage(), coverage(data=[str(HERE)])
    assert before.table.rows[:-1] == [row for row in after.table.rows[:-1] if row["review"] != "poe-2022"]
    assert after.holes == after.twice == []


@pytest.mark.slow
def test_a_hole_in_the_third_review_is_found(clone: Path, run: Run) -> None:
    folder = clone / "examples" / "third-review"
    file = folder / "reviews" / "poe-2022" / "wounds.ttl"
    file.write_text(
        file.read_text(encoding="utf-8").replace("  exld:waiver exld:transitionWithoutContent ;\n", ""),
        encoding="utf-8",
    )
    done = run("coverage", "--data", str(folder))
    assert done.returncode == 1
    assert done.stderr == "exo-ld: not stated and not waived: exod:passage-poe-2022-wounds-s05\n"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "wounds",
            ("heading 5; text 7-8, 12", "heading 5; text 7-8, 10"),
            "-wounds-s03-b is at 511-566, the rule cuts it at",
        ),
        ("kidney", ("text 16", "text 99"), "there is no line 99"),
        ("kidney", ("text 16", "prose 16"), "layout 'prose 16'"),
        (
            "kidney",
            ('  exld:layout "heading 14; text 16" ;\n', ""),
            "exod:section-poe-2022-kidney has 0 values of exld:layout; give it one",
        ),
        ("review", ("a exld:Review ;", "a exld:Publication ;"), "0 reviews or studies with sections in it"),
        ("kidney", (" ;\n.", " ;;;\n("), "reviews/poe-2022/kidney.ttl:"),
    ],
)
def test_passages_are_minted_once_and_from_sound_sections(
    name: str, change: tuple[str, str], said: str, clone: Path, run: Run
) -> None:
    review, text = (clone / "examples" / "third-review" / where for where in ("reviews/poe-2022", "poe-2022.txt"))
    file = review / f"{name}.ttl"
    broken = file.read_text(encoding="utf-8").replace(*change)
    file.write_text(broken, encoding="utf-8")
    done = run("passages", str(review), str(text))
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert file.read_text(encoding="utf-8") == broken


def test_another_text_and_another_encoding_are_refused(clone: Path, run: Run) -> None:
    file, text = (clone / "examples" / "third-review" / name for name in ("reviews/poe-2022", "poe-2022.txt"))
    text.write_text(text.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    done = run("passages", str(file), str(text))
    assert done.returncode == 2
    assert "not the text of exod:review-poe-2022" in done.stderr
    text.write_bytes("µ".encode("latin-1"))
    assert "poe-2022.txt: not UTF-8 (byte 0); save it as UTF-8" in run("passages", str(file), str(text)).stderr
