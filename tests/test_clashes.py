"""An id that two files define: found by validate and refused by --data, with both places."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from exo_ld.prefixes import PREFIXES

CLAIM = "exod:claim-jin-2019-mir-486-03"
HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("exld", "exod", "MONDO", "owl", "rdfs"))
HOME = "ontology/facts/studies/jin-2019-mir-486.ttl:"


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return str(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM} a exld:Claim ; exld:inDisease MONDO:0005015 .",
        f"{CLAIM} exld:inDisease MONDO:0005015 .",
        "exod:evidence-jin-2019-mir-486-03-2 a exld:EvidenceLine ; exld:stance exld:refutes .",
        "exod:study-jin-2019-mir-486 a exld:Publication .",
    ],
)
def test_a_taken_id_is_found_with_both_places(text: str, tmp_path: Path, run: Run) -> None:
    path = write(tmp_path, "mine.ttl", text)
    done = run("validate", path, "--only", "defined")
    assert done.returncode == 1
    assert "taken-id" in done.stdout
    assert f"{path}:{HEAD.count(chr(10)) + 1}:" in done.stdout
    assert HOME in done.stdout
    asked = run("sparql", "ASK {}", "--data", path)
    assert asked.returncode == 2
    assert f"{path}:{HEAD.count(chr(10)) + 1}: " in asked.stderr
    assert HOME in asked.stderr
    assert "take a free id" in asked.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM} a exld:Claim .",  # the same is said
        f"{CLAIM} exld:sameFactAs exod:claim-jin-2019-mir-486-04 .",
        'exod:study-jin-2019-mir-486 exld:numberInReview "poe-2022:2" .',
        f"exod:evidence-jin-2019-mir-486-03-9 a exld:EvidenceLine ; exld:evidenceFor {CLAIM} .",
    ],
)
def test_what_joins_or_repeats_is_no_clash(text: str, tmp_path: Path, run: Run) -> None:
    path = write(tmp_path, "mine.ttl", text)
    assert "taken-id" not in run("validate", path, "--only", "defined").stdout
    assert run("sparql", "ASK {}", "--data", path).returncode == 0


@pytest.mark.slow
def test_two_files_of_someone_else_clash_too(tmp_path: Path, run: Run) -> None:
    write(tmp_path, "a.ttl", "exod:claim-x-01 a exld:Claim ; exld:inDisease MONDO:0005015 .")
    write(tmp_path, "b.ttl", "exod:claim-x-01 a exld:Claim ; exld:inDisease MONDO:0005148 .")
    done = run("validate", str(tmp_path), "--only", "defined")
    assert "taken-id" in done.stdout
    assert "a.ttl:" in done.stdout
    assert run("sparql", "ASK {}", "--data", str(tmp_path)).returncode == 2


@pytest.mark.slow
def test_a_file_in_the_place_of_ours_stands_for_it(tmp_path: Path, run: Run) -> None:
    ours = Path(__file__).parents[1] / "ontology/facts/studies/jin-2019-mir-486.ttl"
    path = tmp_path / "studies" / ours.name
    path.parent.mkdir()
    changed = ours.read_text(encoding="utf-8").replace(f"{CLAIM}\n", f"{CLAIM}\n  exld:frequency exld:often ;\n")
    path.write_text(changed, encoding="utf-8")
    assert "taken-id" not in run("validate", str(path), "--only", "defined").stdout
