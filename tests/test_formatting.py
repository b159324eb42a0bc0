"""`exo-ld fmt`: checks, repairs, and refuses what would lose something."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.curate.formatting import format_files
from exo_ld.errors import DataError, OutputError

MESSY = "@prefix exld: <https://w3id.org/exo-ld/ontology#> . exld:b exld:p 2,1 . exld:a a exld:T ."
CLEAN = (
    "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n\nexld:a\n  a exld:T ;\n.\n\nexld:b\n  exld:p\n    1 ,\n    "
    "2 ;\n.\n"
)


def test_check_names_the_command_that_repairs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(MESSY)
    done = run("fmt", "--check", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"{path}: not in canonical form; run exo-ld fmt {path}\n",
    )
    assert path.read_text() == MESSY
    command = shlex.split(done.stderr.strip().partition("run exo-ld ")[2])
    done = run(*command)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{path}: formatted\n")
    assert path.read_text() == CLEAN
    done = run("fmt", "--check", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_folders_are_walked_and_only_what_is_off_is_written(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    messy, clean = tmp_path / "deep" / "m.ttl", tmp_path / "c.ttl"
    messy.write_text(MESSY)
    clean.write_text(CLEAN)
    (tmp_path / "n.txt").write_text("not Turtle")
    os.utime(clean, ns=(1, 1))
    assert format_files([str(tmp_path)], check=True) == [str(messy)]
    assert messy.read_text() == MESSY
    assert format_files([str(tmp_path)]) == [str(messy)]
    assert messy.read_text() == CLEAN
    assert clean.stat().st_mtime_ns == 1
    assert format_files([str(tmp_path)]) == []


def test_head_of_a_study_is_the_study(kb_copy: Path) -> None:
    path = kb_copy / "ontology" / "facts" / "studies" / "demo-2020.ttl"
    text = path.read_text()
    head, *blocks = text.split("\n\n")[1:]
    path.write_text("\n\n".join([head, *(block.strip() for block in reversed(blocks))]))
    assert format_files([str(path)]) == [str(path)]
    assert path.read_text() == text.partition("\n\n")[2]


def test_what_would_lose_a_comment_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(MESSY + "\n# why\n")
    for flags in ([], ["--check"]):
        done = run("fmt", *flags, str(path))
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr
            == f"exo-ld: {path}:2: a comment here would be lost; make it a triple (skos:editorialNote) or move it to "
            "the top\n"
        )
        assert path.read_text() == MESSY + "\n# why\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.ttl", b"<http://a/> <http://b/>\n", r"x\.ttl:2:1: "),
        ("x.ttl", b"<http://a/> <http://b/> '\xff' .", r"x\.ttl: not UTF-8 \(byte 25\); save it as UTF-8$"),
        ("x.nt", b"", r"x\.nt: fmt is for Turtle files, whose names end in \.ttl$"),
    ],
)
def test_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=message):
        format_files([str(tmp_path / name)])
    assert (tmp_path / name).read_bytes() == content


def test_missing_file() -> None:
    with pytest.raises(DataError, match=r"^/no/x\.ttl: cannot be read \(No such file or directory\)"):
        format_files(["/no/x.ttl"])


def test_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(MESSY)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match=r"x\.ttl: cannot be written \(No space left on device\); choose a place"):
        format_files([str(path)])
    assert path.read_text() == MESSY
    assert os.listdir(tmp_path) == ["x.ttl"]


@pytest.mark.slow
def test_every_turtle_file_of_the_repository_is_in_canonical_form() -> None:
    folders = [str(REPO / folder) for folder in ("ontology", "shapes", "tests/data/kb", "examples")]
    assert format_files(folders, check=True) == []


def test_a_knowledge_base_without_shapes_of_its_own_leaves_the_shipped_ones_alone() -> None:
    root = REPO / "tests" / "data" / "golden"
    assert (root / "shapes").is_symlink()
    assert format_files(check=True, root=str(root)) == []
