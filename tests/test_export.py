"""The frame of `exo-ld export`: folders, checksums, what is refused; and that the same data gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld import KnowledgeBase, OutputError, UsageError, load
from exo_ld.commands import share
from exo_ld.share import export as frame
from exo_ld.share.export import CHECKSUMS, FORMATS, export, media_type
from exo_ld.share.reading import Reading

RDF = ["ttl", "nt", "nq", "trig", "jsonld", "rdf12"]


@pytest.fixture(scope="module")
def small(kb_root: str) -> KnowledgeBase:
    return load(root=kb_root)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_page_and_the_help_tell_of_every_format_and_its_files() -> None:
    page = (REPO / "docs" / "export.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:3] for row in page.split("| format |")[1].split("\n\n")[0].splitlines()[2:]]
    told = [(re.findall(r"`([\w.]+)`", formats), re.findall(r"`([\w.-]+)`", files)) for formats, files in rows]
    assert sorted(name for names, _ in told for name in names) == sorted(FORMATS)
    for names, files in told:
        if files:
            assert sorted(files) == sorted(file for name in names for file in FORMATS[name].files)
    assert [names for names, files in told if not files] == [["kgx", "nanopub", "parquet", "causal"]]
    assert tuple(FORMATS) == share.FORMATS


@pytest.mark.slow
def test_every_format_writes_the_files_that_it_names(tmp_path: Path) -> None:
    reading = Reading(load())
    before: set[str] = set()
    for name, form in FORMATS.items():
        for module in form.needs:
            pytest.importorskip(module, reason=f"export {name} needs exo-ld[share]")
        frame._writer(name)(reading, str(tmp_path))
        now = set(content(tmp_path))
        assert now - before == set(form.files), name
        before = now
    assert len(before) == sum(len(form.files) for form in FORMATS.values()), "two formats write the same file"


def test_the_checksums_are_those_of_the_files(small: KnowledgeBase, tmp_path: Path) -> None:
    paths = export(small, RDF, str(tmp_path / "out"))
    files = content(tmp_path / "out")
    assert [os.path.relpath(path, tmp_path / "out") for path in paths] == sorted(files)
    lines = files.pop(CHECKSUMS).decode().splitlines()
    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    assert set(files) == {name for form in RDF for name in FORMATS[form].files}


@pytest.mark.slow
def test_the_same_bytes_from_run_to_run(kb_root: str, tmp_path: Path) -> None:
    """In processes with other hash seeds, time zones and caches, the files in another place and read in another
    order."""
    code = """
import sys
from exo_ld import load
from exo_ld.share.export import export
kb = load()
kb.files = kb.files[::int(sys.argv[2])]
export(kb, ["ttl", "nt", "nq", "trig", "jsonld", "rdf12", "sssom", "void", "rocrate"], sys.argv[1])
"""
    for name, seed, step, zone in (("a", "1", "1", "UTC"), ("b", "77", "-1", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "EXO_LD_CACHE": "", "LC_ALL": "C"}
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name), step], check=True, env=environment, timeout=120
        )
    first, second = content(tmp_path / "a"), content(tmp_path / "b")
    assert [name for name in first if first[name] != second.get(name)] == []
    assert len(first) == len(second) > 10


def test_an_earlier_export_is_replaced_whole(small: KnowledgeBase, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(small, ["nt", "ttl"], str(folder))
    export(small, ["nq"], str(folder))
    assert set(content(folder)) == {"exo-ld.nq", CHECKSUMS}
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("place", ["notes.txt", "deeper/notes.txt"])
def test_a_folder_with_other_things_is_left_alone(small: KnowledgeBase, tmp_path: Path, place: str) -> None:
    folder = tmp_path / "out"
    export(small, ["nt"], str(folder))
    mine = folder / place
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    before = content(folder)
    with pytest.raises(OutputError, match=r"holds .*notes.txt, which is no earlier export"):
        export(small, ["nq"], str(folder))
    assert content(folder) == before


@pytest.mark.parametrize("place", ["exo-ld-notes.txt", "exo-ld-work/thesis.txt", "exo_ld-thesis.txt", "exo-ld.nt"])
def test_a_name_like_ours_and_a_checksum_prove_nothing(small: KnowledgeBase, tmp_path: Path, place: str) -> None:
    mine = tmp_path / "out" / place
    mine.parent.mkdir(parents=True)
    mine.write_text("my only copy")
    digest = hashlib.sha256(mine.read_bytes()).hexdigest()
    (tmp_path / "out" / CHECKSUMS).write_text(f"{digest}  {place}\n")
    with pytest.raises(OutputError, match="name a new folder, or move that away"):
        export(small, ["nt"], str(tmp_path / "out"))
    assert mine.read_text() == "my only copy"


def test_a_folder_in_it_stays_and_so_do_its_permissions(small: KnowledgeBase, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "mine").mkdir(parents=True)
    with pytest.raises(OutputError, match="holds mine, a folder"):
        export(small, ["nt"], str(folder))
    (folder / "mine").rmdir()
    folder.chmod(0o700)
    export(small, ["nt"], str(folder))
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_base_without_mappings_has_those_of_the_model(small: KnowledgeBase, tmp_path: Path) -> None:
    export(small, ["sssom"], str(tmp_path / "out"))
    model, local = (
        (tmp_path / "out" / f"{name}.sssom.tsv").read_text(encoding="utf-8") for name in ("model", "local-terms")
    )
    assert "exld:objectState\t" in model
    assert local.splitlines()[-1].startswith("subject_id\t")


def test_mapping_sets_are_exported_twice(tmp_path: Path) -> None:
    for _ in range(2):
        export(load(), ["sssom"], str(tmp_path / "out"))
    assert "model.sssom.tsv" in os.listdir(tmp_path / "out")


@pytest.mark.parametrize("target", ["file", "link"])
def test_what_is_no_folder_is_refused(small: KnowledgeBase, tmp_path: Path, target: str) -> None:
    path = tmp_path / "out"
    if target == "file":
        path.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is no folder of its own"):
        export(small, ["nq"], str(path))
    assert sorted(os.listdir(tmp_path)) in (["out"], ["elsewhere", "out"])


def test_a_failure_leaves_what_was_there(small: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    export(small, ["nt"], str(folder))
    before = content(folder)

    def full(kb: KnowledgeBase, place: str) -> None:
        (Path(place) / "half").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(frame, "_writer", lambda name: full)
    with pytest.raises(OutputError, match=r"cannot be written .No space left on device"):
        export(small, ["nq"], str(folder))
    assert content(folder) == before
    assert os.listdir(tmp_path) == ["out"]


def test_a_failed_swap_puts_the_earlier_export_back(
    small: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    export(small, ["nt"], str(folder))
    before = content(folder)
    rename = os.rename

    def refuse(source: str, target: str) -> None:
        if os.path.basename(source) == "new":
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(KeyboardInterrupt):
        export(small, ["nq"], str(folder))
    assert content(folder) == before


def test_unknown_formats_and_missing_extras(
    small: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=r"no format 'rdfxml'; use one of ttl, nt, .*, all"):
        export(small, ["nt", "rdfxml"], str(tmp_path / "out"))
    wanting = FORMATS["nt"]._replace(needs=("exo_ld_no_such_module",))
    monkeypatch.setitem(FORMATS, "nt", wanting)
    with pytest.raises(UsageError, match=r"export nt needs more than is installed: pip install 'exo-ld\[share\]'"):
        export(small, ["ttl", "nt"], str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_the_command(run: Run, kb_root: str, tmp_path: Path) -> None:
    done = run("export", "nt", "ttl", "-o", "out", "--kb", kb_root, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [os.path.join("out", name) for name in (CHECKSUMS, "exo-ld.nt", "exo-ld.ttl")]
    failed = run("export", "nonsense", "-o", "out", cwd=tmp_path)
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith("exo-ld: no format 'nonsense'; use one of ")
    assert failed.stderr.count("\n") == 1


def in_process(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`exo-ld export` in a process of its own, after ``code``."""
    text = f"import sys\n{code}\nfrom exo_ld.cli import main\nsys.exit(main(['export', *sys.argv[1:]]))"
    return subprocess.run(
        [sys.executable, "-c", text, *arguments], capture_output=True, text=True, check=False, timeout=120, cwd=cwd
    )


NEITHER = "sys.modules.update(pyarrow=None, nanopub=None)"


def test_missing_extras_are_named_in_one_line(kb_root: str, tmp_path: Path) -> None:
    done = in_process(NEITHER, "parquet", "nanopub", "nt", "-o", "out", "--kb", kb_root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "exo-ld: export parquet, nanopub needs more than is installed: pip install 'exo-ld[share]'\n"
    assert os.listdir(tmp_path) == []


def test_all_writes_what_it_can_and_says_what_it_left_out(kb_root: str, tmp_path: Path) -> None:
    root = tmp_path / "kb"
    shutil.copytree(kb_root, root)
    shutil.copytree(REPO / "ontology" / "mappings", root / "ontology" / "mappings")
    done = in_process(NEITHER, "all", "-o", "out", "--kb", str(root), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "exo-ld: left out: parquet, nanopub; pip install 'exo-ld[share]' brings what they need\n"
    wanted = {name for key, form in FORMATS.items() if key not in ("parquet", "nanopub") for name in form.files}
    assert {*os.listdir(tmp_path / "out")} == wanted | {CHECKSUMS}


@pytest.mark.parametrize("form", ["nt", "nq"])  # one is written by the engine, one by ourselves
def test_what_has_no_room_is_not_there_at_all(kb_root: str, tmp_path: Path, form: str) -> None:
    resource = pytest.importorskip("resource", reason="no limit of file sizes on this system")
    limit = f"import resource; resource.setrlimit({resource.RLIMIT_FSIZE}, (1024, 1024))"
    done = in_process(limit, form, "-o", "out", "--kb", kb_root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("exo-ld: out: cannot be written (File too large")
    assert done.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_leaves_nothing_half_written(kb_root: str, tmp_path: Path, name: str) -> None:
    code = f"""
import os, signal, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup ignores it,
signal.signal(signal.SIGINT, signal.default_int_handler)  # and a shell's job in the background this
from exo_ld.share import export
def half(kb, folder):
    open(os.path.join(folder, "half"), "w").close()
    os.kill(os.getpid(), signal.{name})
    time.sleep(60)
export._writer = lambda name: half"""
    done = in_process(code, "nt", "-o", "out", "--kb", kb_root, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "exo-ld: interrupted\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_the_folder_that_it_runs_in_is_not_replaced(
    small: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    here = tmp_path / "out" / inside
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    with pytest.raises(OutputError, match="the command runs in this folder, which would be replaced"):
        export(small, ["nt"], str(tmp_path / "out"))
    assert here.is_dir()
    beside = tmp_path / "ou"  # a name that only begins alike
    beside.mkdir()
    export(small, ["nt"], str(beside))


def test_data_that_is_added_is_exported_too(small: KnowledgeBase, kb_root: str, tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text('<http://example.org/s> <http://example.org/p> "a _:b <c> d", [ <http://example.org/q> 1 ] .')
    export(load(str(more), root=kb_root), RDF, str(tmp_path / "out"))
    export(small, RDF, str(tmp_path / "without"))
    lines = set((tmp_path / "out" / "exo-ld.nq").read_text().splitlines())
    assert lines - set((tmp_path / "without" / "exo-ld.nq").read_text().splitlines()) == {
        '<http://example.org/s> <http://example.org/p> "a _:b <c> d" .',
        "<http://example.org/s> <http://example.org/p> _:c14n0 .",
        '_:c14n0 <http://example.org/q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    }


def test_media_types() -> None:
    names = {name for form in FORMATS.values() for name in form.files}
    assert {name for name in names if media_type(name) == "text/plain"} == set()
    assert media_type("exo-ld.nt") == "application/n-triples"
    assert media_type("exo_ld-0.1.0.tar.gz") == "application/gzip"
    assert media_type(CHECKSUMS) == "text/plain"
