"""A knowledge base with no review, one, three and five: nothing is tied to the two that are shipped."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import REPO, Run

import exo_ld
from exo_ld.check.validation import validate
from exo_ld.curate.ledger import coverage, verify_text
from exo_ld.curate.passages import mint
from exo_ld.errors import DataError
from exo_ld.query.results import Table
from exo_ld.share.export import ALL, export

EXAMPLE = REPO / "examples" / "third-review"
SHARED = "claim-doe-1-mir-21-5p-wound-02"  # of the first study, which every review tells of
LINE = f"""exod:evidence-doe-1-mir-21-5p-wound-02-{{}}
  a exld:EvidenceLine ;
  exld:evidenceFor exod:{SHARED} ;
  exld:statedIn exod:passage-poe-{{}}-kidney-s01 ;
  exld:cites exod:study-doe-1-mir-21-5p-wound ;
  exld:role exld:result ;
  exld:stance exld:{{}} ;
.
"""


def knowledge_base(root: Path, reviews: int) -> Path:
    """The ontology with so many reviews, each with a study of its own; the third denies what the others say."""
    facts = root / "ontology" / "facts"
    facts.mkdir(parents=True)
    for name in ("exo.ttl", "vocabularies.ttl", "wording.ttl", "kinds.ttl"):
        (root / "ontology" / name).symlink_to(REPO / "ontology" / name)
    (root / "ontology" / "mappings").symlink_to(REPO / "ontology" / "mappings")
    for name in ("queries", "shapes"):
        (root / name).symlink_to(REPO / name)
    shutil.copytree(REPO / "ontology/imports", root / "ontology/imports")
    shutil.copy(REPO / "ontology/facts/entities.ttl", facts)
    for number in range(1, reviews + 1):
        _review(facts, root, number)
    return root


def _review(facts: Path, root: Path, number: int) -> None:
    def renamed(text: str) -> str:
        for kind in ("study", "review"):
            text = text.replace(f"nvented {kind}", f"nvented {kind} {number}")
        text = text.replace("poe-2022", f"poe-{number}").replace("doe-2020", f"doe-{number}")
        return (
            text.replace("Poe 2022", f"Poe {number}")
            .replace("Doe 2020", f"Doe {number}")
            .replace("10.5555/example", f"10.5555/{number}")
        )

    text = root / f"poe-{number}.txt"
    said = renamed((EXAMPLE / "poe-2022.txt").read_text(encoding="utf-8"))
    if number == 1:
        said = said.replace("miR-486 [2]", "miR-486 [1]")
    said = said.replace("Jin J, et al. Stem", "Doe J. An invented study 1 of miR-21-5p exosomes in wounds. Stem")
    text.write_text(said, encoding="utf-8")
    for path in EXAMPLE.rglob("*.ttl"):
        target = facts / renamed(str(path.relative_to(EXAMPLE)))
        target.parent.mkdir(parents=True, exist_ok=True)
        said = renamed(path.read_text(encoding="utf-8"))
        blocks = [block for block in said.split("\n\n") if "jin-2019" not in block]
        said = "\n\n".join(blocks).rstrip() + "\n"
        waived = {
            m[1]: m[2] for m in re.finditer(r"\nexod:(passage-\S+)\n(?:  .*\n)*?  exld:waiver (exld:\w+) ;", said)
        }
        said = re.sub(r"(?ms)^exod:passage-.*?^\.\n", "", said)
        said = re.sub(r'  exld:(?:hasPassage|sha256)\b(?:[^"]*?|[^;]*) ;\n', "", said)
        said += "".join(f"exod:{passage} exld:waiver {reason} .\n" for passage, reason in waived.items())
        if path.stem == "kidney" and number > 1:
            said += f'exod:study-doe-1-mir-21-5p-wound exld:numberInReview "poe-{number}:2" .\n'
        if path.stem == "kidney":
            said += LINE.format(number + 2, number, "refutes" if number == 3 else "supports")
        target.write_text(said, encoding="utf-8")
    mint(str(facts / "reviews" / f"poe-{number}"), str(text))


@pytest.fixture(scope="module", params=[0, 1, 3, 5])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """How many reviews there are, and the knowledge base."""
    return request.param, knowledge_base(tmp_path_factory.mktemp("reviews"), request.param)


@pytest.mark.slow
def test_it_is_valid_and_its_ledger_whole(built: tuple[int, Path]) -> None:
    reviews, root = built
    report = validate(root=str(root), skip=("form",))
    assert [finding for finding in report.findings if finding.level in ("Violation", "Error")] == []
    if not reviews:
        with pytest.raises(DataError, match="there is no review in this knowledge base"):
            coverage(str(root))
        return
    outcome = coverage(str(root))
    assert outcome.holes == outcome.twice == []
    assert {row["review"] for row in outcome.table.rows} == {"all", *(f"poe-{n + 1}" for n in range(reviews))}
    assert verify_text(str(root / f"poe-{reviews}.txt"), str(root)).sound


@pytest.mark.slow
def test_every_question_can_be_asked(built: tuple[int, Path]) -> None:
    reviews, root = built
    kb = exo_ld.load(root=str(root))
    for name in kb.catalogue:
        kb.query(name)
    studies = kb.query("studies")
    assert isinstance(studies, Table)
    assert len(studies.rows) == reviews
    agreement = kb.query("review-concordance")
    assert isinstance(agreement, Table)
    pairs = [
        (row["verdict"], frozenset(row[name].rpartition("-")[2] for name in ("review", "otherReview")))
        for row in agreement.rows
        if row["claim"].endswith(SHARED) and row["otherClaim"] and row["otherClaim"].endswith(SHARED)
    ]
    numbers = [str(n) for n in range(1, reviews + 1)]
    expected = {
        frozenset((a, b)): "contradict" if "3" in (a, b) else "agree" for a in numbers for b in numbers if a != b
    }
    found: dict[frozenset[str], set[str]] = {}
    for verdict, pair in pairs:
        found.setdefault(pair, set()).add(verdict)
    assert found == {pair: {verdict} for pair, verdict in expected.items()}


@pytest.mark.slow
def test_it_can_be_exported_in_every_form(built: tuple[int, Path], tmp_path: Path) -> None:
    reviews, root = built
    kb = exo_ld.load(root=str(root))
    export(kb, [ALL], str(tmp_path / "out"))
    text = (tmp_path / "out" / "exo-ld.nt").read_text(encoding="utf-8")
    assert text.count("<https://w3id.org/exo-ld/ontology#Review> .\n") == reviews
    edges = (tmp_path / "out" / "exo-ld_edges.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert bool(edges) == bool(reviews)


@pytest.mark.slow
def test_every_command_answers(built: tuple[int, Path], run: Run, tmp_path: Path) -> None:
    """Whatever the number of reviews: exit 0 and what was asked for, or 2 where there is nothing to count."""
    reviews, root = built
    kb = ("--kb", str(root))
    for command in (
        ("find", "angiogenesis"),
        ("queries",),
        ("ask", "mappings of relations"),
        ("show", "exld:increases"),
    ):
        done = run(*command, *kb)
        assert (done.returncode, done.stderr) == (0, ""), command
        assert done.stdout
    for number in range(1, reviews + 1):
        for thing in (f"review-poe-{number}", f"study-doe-{number}-mir-21-5p-wound"):
            assert f"invented {thing.partition('-')[0]} {number}" in run("show", thing, "--all", *kb).stdout.lower()
    ledger = run("coverage", *kb)
    assert ledger.returncode == (0 if reviews else 2), ledger.stderr
    same = run("diff", str(root), str(root), "--format", "json")
    assert same.returncode == 0, same.stderr
    assert not json.loads(same.stdout)["claims"]
    facts = str(root / "ontology" / "facts")
    assert run("fmt", facts, *kb).returncode == 0
    assert run("fmt", "--check", facts, *kb).returncode == 0


@pytest.mark.slow
def test_it_has_a_site(built: tuple[int, Path]) -> None:
    """Every page can be made, and there is one for each review."""
    reviews, root = built
    pytest.importorskip("jinja2")
    from exo_ld.site.build import Site

    site = Site(exo_ld.load(root=str(root)))
    pages = {path: site.page(path) for path in site.pages}
    assert [path for path, page in pages.items() if page is None] == []
    for number in range(1, reviews + 1):
        assert f"Poe {number} (invented)".encode() in (pages[f"id/review-poe-{number}.html"] or b"")
