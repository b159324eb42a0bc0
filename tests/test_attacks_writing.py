"""Attacks on what is written: kills at every step, full and forbidden places, what others put there
(docs/security.md)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPO

from exo_ld import files
from exo_ld.cli import main

KB = str(REPO / "tests" / "data" / "kb")
TABLES = str(REPO / "tests" / "data" / "terms")

# Ends itself by SIGKILL at the step of this number that changes what is on disk, before or after it.
KILLED = """
import os, signal, sys, tempfile
from exo_ld.cli import main
at, after, steps = int(sys.argv[1]), sys.argv[2] == "after", 0
here = os.path.realpath(os.getcwd())
def watched(real):
    def step(*given, **more):
        global steps
        if not any(str(path).startswith(here) for path in given if isinstance(path, (str, os.PathLike))):
            return real(*given, **more)
        steps += 1
        if steps == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        now = steps
        try:
            return real(*given, **more)
        finally:
            if now == at:
                os.kill(os.getpid(), signal.SIGKILL)
    return step
for name in ("rename", "replace", "unlink", "chmod", "mkdir", "rmdir"):
    setattr(os, name, watched(getattr(os, name)))
sys.exit(main(sys.argv[3:]))
"""
COMMANDS = {
    "query": ["query", "cargo", "--kb", KB, "-o", "out"],
    "fmt": ["fmt", "out"],
    "export": ["export", "nt", "ttl", "--kb", KB, "-o", "out"],
    "merge": ["merge", "base.nt", "--kb", KB, "-o", "out.nt"],
    "undo": ["merge", "--undo", "merged.nt", "-o", "out.nt"],
    "diff": ["diff", "base.nt", "merged.nt", "--format", "update", "-o", "out"],
    "generate": ["generate", "--kb", KB, "-o", "out"],
    "report": ["validate", "base.nt", "--kb", KB, "--report", "sarif=out"],
    "baseline": ["validate", "base.nt", "--kb", KB, "--write-baseline", "out"],
}
UNFINISHED = re.compile(rf"{re.escape(files.UNFINISHED)}[0-9]+-\w{{8}}(/|$)")
MINE = (
    ".exo-ld-unfinished-notes",
    ".exo-ld-unfinished-1-notes678x",
    ".exo-ld-mine",
    "out.earlier-mine",
    ".exo-ld-12345678",
)


def ended_at(step: int, when: str, words: list[str], place: Path) -> int:
    command = [sys.executable, "-c", KILLED, str(step), when, *words]
    return subprocess.run(command, cwd=place, capture_output=True, timeout=120, check=False).returncode


def state(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def prepared(place: Path, name: str) -> None:
    """What a command needs, what stands where it writes, and files of the user's own with names like ours."""
    (place / "base.nt").write_text("<e:s> <e:p> <e:o> .\n")
    for mine in MINE:
        (place / mine).write_text("my own")
    if name == "fmt":
        (place / "out").mkdir()
        for number in "12":
            (place / "out" / f"{number}.ttl").write_text(f"<http://e.org/{number}>   <http://e.org/p> 1 .")
    if name in ("undo", "diff"):
        assert main(["merge", str(place / "base.nt"), "--kb", KB, "-o", str(place / "merged.nt")]) == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_at_any_step_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    if name in ("merge", "undo", "diff"):
        pytest.importorskip("hyperscan")
    words, whole = COMMANDS[name], tmp_path / "whole"
    whole.mkdir()
    prepared(whole, name)
    before = state(whole)
    assert ended_at(0, "after", words, whole) in (0, 1)
    wanted = state(whole)
    for step in range(1, 40):
        for when in ("before", "after"):
            place = tmp_path / f"{step}-{when}"
            place.mkdir()
            prepared(place, name)
            if name not in ("fmt", "diff", "generate"):  # over what an earlier run wrote
                assert ended_at(0, "after", words, place) in (0, 1)
            status = ended_at(step, when, words, place)
            if status != -9:
                break
            left = {path: text for path, text in state(place).items() if not UNFINISHED.search(path)}
            for path, text in left.items():
                assert text in (before.get(path), wanted.get(path.partition(".earlier-")[0])) or ".earlier-" in path
            assert ended_at(0, "after", words, place) in (0, 1)
            assert state(place) == wanted
            assert sorted(os.listdir(place)) == sorted(os.listdir(whole))
            shutil.rmtree(place)
        else:
            continue
        break
    assert step > 1, "it was never ended"


def test_what_lives_is_left_alone(tmp_path: Path) -> None:
    code = (
        "import sys, time; from exo_ld.files import staged, unfinished\n"
        f"with unfinished({str(tmp_path)!r}), staged({str(tmp_path / 'a')!r}, [b'x']):\n"
        " print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"ready\n"
        there = sorted(os.listdir(tmp_path))
        assert len(there) == 2
        files.publish(str(tmp_path / "b"), "y")
        assert sorted(os.listdir(tmp_path)) == sorted([*there, "b"])
        files._cleared.cache_clear()
        other.kill()
        other.wait()
    files.publish(str(tmp_path / "b"), "z")
    assert os.listdir(tmp_path) == ["b"]


@pytest.mark.skipif(os.name != "posix", reason="locks are those of POSIX")
def test_what_another_machine_holds_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(
        files, "_lives", lambda _: False
    )  # as a process of another machine or container looks from here
    held, free = (tmp_path / f"{files.UNFINISHED}{number}-abcdefgh" for number in (1, 2))
    for path in (held, free):
        path.write_text("half")
    with held.open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        files._cleared.cache_clear()
        files.clear_abandoned(str(tmp_path))
        assert os.listdir(tmp_path) == [held.name]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize("what", ["another's", "a link", "a pipe", "a link to a folder"])
def test_what_others_put_there_under_our_names_is_left_alone(what: str, tmp_path: Path) -> None:
    (tmp_path / "treasure").mkdir()
    (tmp_path / "treasure" / "only copy").write_text("mine")
    path = tmp_path / f"{files.UNFINISHED}9999999-abcdefgh"
    if what == "another's":
        path.write_text("x")
        os.chown(path, 12345, 12345)
    elif what == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "treasure" / ("" if "folder" in what else "only copy"))
    files._cleared.cache_clear()
    files.publish(str(tmp_path / "b"), "y")
    assert os.path.lexists(path)
    assert (tmp_path / "treasure" / "only copy").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize(("mode", "trusted"), [(0o777, False), (0o1777, True), (0o775, True), (0o700, True)])
def test_a_cache_that_others_can_move_away_is_not_trusted(
    mode: int, trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exo_ld import cache

    parent = tmp_path / "shared"
    parent.mkdir()
    parent.chmod(mode)
    monkeypatch.setenv("EXO_LD_CACHE", str(parent / "cache" / "exo-ld"))
    kept = cache.kept(f"{1:032x}.quads", lambda new: files.publish(new, "x"))
    assert (kept is not None) is trusted
    (tmp_path / "link").symlink_to(parent)
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path / "link" / "cache" / "exo-ld"))
    assert (cache.kept(f"{2:032x}.quads", lambda new: files.publish(new, "x")) is not None) is trusted


@pytest.mark.parametrize("what", ["a file", "a link to nothing", "a link in a circle", "below a file"])
def test_a_cache_that_is_no_folder_is_done_without(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "cache"
    if what in ("a file", "below a file"):
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / ("cache" if what == "a link in a circle" else "nowhere" + "/x"))
    monkeypatch.setenv("EXO_LD_CACHE", str(place / "deeper" if what == "below a file" else place))
    assert main(["query", "cargo", "--kb", KB, "-o", str(tmp_path / "out")]) == 0
    assert what not in ("a file", "below a file") or place.read_text() == "mine"
