"""Files, named graphs, and the cache that must never change an answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exo_ld
from exo_ld import cache, files, sources
from exo_ld.errors import DataError, OutputError
from exo_ld.query.results import Table

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
LABELS = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?label WHERE { ?s rdfs:label ?label } ORDER BY ?label"
)
STUDY = "https://w3id.org/exo-ld/id/study-demo-2020"


def rows(kb: exo_ld.KnowledgeBase, text: str) -> list[dict[str, Any]]:
    answer = kb.sparql(text)
    assert isinstance(answer, Table)
    return answer.rows


def all_answers(root: str) -> list[Any]:
    found = []
    for memory in (True, False):
        kb = exo_ld.load(root=root, memory=memory)
        cargo, graph = kb.query("cargo"), kb.query("statements")
        assert isinstance(cargo, Table)
        found.append([rows(kb, LABELS), cargo.rows, graph.text("ttl")])
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("scope", "params", "memory"),
    [("whole", {}, True), ("whole", {"dose": 1}, False), ("part", {}, False)],
)
def test_the_first_question_decides_which_store_is_asked(
    kb_copy: Path, scope: str, params: dict[str, object], memory: bool
) -> None:
    path = kb_copy / "queries" / "cargo.rq"
    path.write_text(f"#+ scope: {scope}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    kb = exo_ld.load(root=str(kb_copy), memory=None)
    kb.prepare("cargo", params)
    assert kb.memory is memory
    assert kb.sparql("ASK {}")
    kb.prepare("cargo", {})
    assert kb.memory is memory
    kb = exo_ld.load(root=str(kb_copy), memory=None)
    assert kb.sparql("ASK {}")
    assert kb.memory is False


def test_sources_and_their_graphs(kb_root: str) -> None:
    found = [(os.path.relpath(s.path, kb_root), s.graph) for s in sources.sources(kb_root)]
    assert found == [
        ("ontology/exo.ttl", "https://w3id.org/exo-ld/ontology"),
        ("ontology/facts/studies/demo-2020.ttl", STUDY),
    ]


@pytest.mark.parametrize(
    ("path", "graph"),
    [
        ("ontology/facts/reviews/r-2021.ttl", "https://w3id.org/exo-ld/id/review-r-2021"),
        ("ontology/imports/mondo.ttl", "https://w3id.org/exo-ld/id/import-mondo"),
        ("ontology/vocabularies.ttl", "https://w3id.org/exo-ld/id/vocabularies"),
        ("ontology/imports/mirbase.mature.ttl", "https://w3id.org/exo-ld/id/import-mirbase.mature"),
    ],
)
def test_graph_of_a_file(path: str, graph: str) -> None:
    assert sources.graph_of(path) == graph


def test_each_statement_is_in_the_graph_of_its_file(kb_root: str) -> None:
    found = rows(
        exo_ld.load(root=kb_root), "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    assert found == [{"g": STUDY, "n": 9}, {"g": "https://w3id.org/exo-ld/ontology", "n": 8}]
    dataset = exo_ld.load(root=kb_root).to_rdflib()
    assert sorted(
        (str(g.identifier), len(g)) for g in dataset.graphs() if len(g) and str(g.identifier).startswith("https:")
    ) == [
        (STUDY, 9),
        ("https://w3id.org/exo-ld/ontology", 8),
    ]


def test_same_answer_with_cache_cold_warm_and_off(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path / "cache"))
    cold = all_answers(kb_root)
    kept = sorted(os.path.splitext(name)[1] for name in os.listdir(tmp_path / "cache"))
    assert kept == [".quads", ".store"]
    warm = all_answers(kb_root)
    monkeypatch.setenv("EXO_LD_CACHE", "")
    assert cache.place() is None
    assert cold == warm == all_answers(kb_root)
    assert cold[1] == [
        {"study": STUDY, "cargo": "https://w3id.org/exo-ld/id/cargo-alpha", "cargoLabel": 'cargo, "alpha"', "dose": 20},
        {"study": STUDY, "cargo": "https://w3id.org/exo-ld/id/cargo-beta", "cargoLabel": "cargo β"},
    ]


def test_warm_cache_is_what_answers(kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    expected = rows(exo_ld.load(root=kb_root), LABELS)

    def parsed(source: sources.Source) -> list[Any]:
        raise AssertionError(f"{source.path} was parsed again")

    monkeypatch.setattr(sources, "quads", parsed)
    assert rows(exo_ld.load(root=kb_root), LABELS) == expected
    assert rows(exo_ld.load(root=kb_root), COUNT) == [{"n": 17}]


@pytest.mark.parametrize("damage", [b"", b"garbage", b"<http://a/> <http://b/> <http://c/> .\n"])
def test_damaged_cache_is_made_anew(
    damage: bytes, kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    expected = all_answers(kb_root)
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.write_bytes(damage)
    assert all_answers(kb_root) == expected


@pytest.mark.parametrize("how", ["cut", "a pipe", "gone"])
def test_no_file_of_a_store_may_be_another(
    how: str, kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    expected = rows(exo_ld.load(root=kb_root, memory=False), text)
    (store,) = tmp_path.glob("*.store")
    names = [path.name for path in store.iterdir() if path.name not in ("LOG", "LOCK", "sizes")]
    assert {"CURRENT", "IDENTITY"} < set(names)
    for name in names:
        (store,) = tmp_path.glob("*.store")
        place = store / name
        if how == "cut" and place.exists() and place.stat().st_size:
            os.truncate(place, place.stat().st_size // 2)
        elif how != "cut" and place.exists():
            place.unlink()
            if how == "a pipe":
                os.mkfifo(place)
        assert rows(exo_ld.load(root=kb_root, memory=False), text) == expected
    (store,) = tmp_path.glob("*.store")
    before = store.stat().st_ino, sorted(path.name for path in store.iterdir())
    assert rows(exo_ld.load(root=kb_root, memory=False), text) == expected
    assert (store.stat().st_ino, sorted(path.name for path in store.iterdir())) == before  # it is not built anew


def test_one_byte_that_was_changed_is_seen(kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    expected = rows(exo_ld.load(root=kb_root), LABELS)
    (entry,) = tmp_path.glob("*.quads")
    entry.write_bytes(entry.read_bytes().replace(b"Demo", b"Dema"))
    assert rows(exo_ld.load(root=kb_root), LABELS) == expected
    entry.write_bytes(cache.sealed(b"[[[[" * 100_000))
    assert rows(exo_ld.load(root=kb_root), LABELS) == expected


@pytest.mark.parametrize("content", [b"", b"[" * 200_000, b"SQLite format 3\0" + b"\0" * 4080, b"\xff"])
def test_an_index_of_names_that_is_none(
    content: bytes, kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    expected = exo_ld.load(root=kb_root).find("cargo").rows
    (entry,) = tmp_path.glob("*.names")
    entry.write_bytes(cache.sealed(content))
    assert exo_ld.load(root=kb_root).find("cargo").rows == expected != []


@pytest.mark.parametrize("place", ["a file", "below a file", "full", "read-only"])
def test_cache_that_cannot_be_written(
    place: str, kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = all_answers(kb_root)
    spot = tmp_path / "cache"
    if place in ("a file", "below a file"):
        spot.write_text("in the way")
        spot = spot / "deeper" if place == "below a file" else spot
    else:

        def refuse(*_: object, **__: object) -> None:
            raise OSError(28 if place == "full" else 13, "refused")

        monkeypatch.setattr(*((tempfile, "mkdtemp") if place == "read-only" else (os, "rename")), refuse)
    monkeypatch.setenv("EXO_LD_CACHE", str(spot))
    assert all_answers(kb_root) == expected
    assert not spot.is_dir() or os.listdir(spot) == []


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXO_LD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/x/cache")
    assert cache.place() == "/x/cache/exo-ld"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/somewhere/me")
    assert cache.place() == "/somewhere/me/.cache/exo-ld"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache.place() is None


def rewrite(path: Path) -> None:
    path.write_text(path.read_text().replace("cargo β", "cargo gamma"))


def retime(path: Path) -> None:
    """Same size, other content, other time."""
    path.write_text(path.read_text().replace("Demo 2020", "Demo 2O2O"))
    os.utime(path, ns=(1, 1))


def replace(path: Path) -> None:
    """Same size and time, other content, as after cp -p, rsync -t or touch -r."""
    state = path.stat()
    path.write_text(path.read_text().replace("Demo 2020", "Demo 2O2O"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "new"),
    [(rewrite, "cargo gamma"), (retime, "Demo 2O2O, first cargo"), (replace, "Demo 2O2O, first cargo")],
)
def test_changed_file_is_answered_anew(kb_copy: Path, change: Callable[[Path], None], new: str) -> None:
    before = [row["label"] for row in rows(exo_ld.load(root=str(kb_copy)), LABELS)]
    change(kb_copy / "ontology" / "facts" / "studies" / "demo-2020.ttl")
    after = [row["label"] for row in rows(exo_ld.load(root=str(kb_copy)), LABELS)]
    assert new not in before
    assert new in after
    assert len(before) == len(after)


def test_added_and_removed_files_are_seen(kb_copy: Path) -> None:
    path = kb_copy / "ontology" / "more.ttl"
    path.write_text("<http://a/> <http://b/> 1 .")
    assert rows(exo_ld.load(root=str(kb_copy)), COUNT) == [{"n": 18}]
    path.unlink()
    assert rows(exo_ld.load(root=str(kb_copy)), COUNT) == [{"n": 17}]


def test_same_name_in_another_folder_is_another_file(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, value in (("one", 1), ("two", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.ttl").write_text(f"<http://a/> <http://b/> {value} .")
        os.utime(tmp_path / folder / "x.ttl", ns=(1, 1))
        monkeypatch.chdir(tmp_path / folder)
        assert rows(exo_ld.load("x.ttl", root=kb_root), "SELECT ?o { <http://a/> <http://b/> ?o }") == [{"o": value}]


def write(path: str) -> None:
    Path(path).write_text("x")


def test_cache_does_not_grow_for_ever_and_loses_nothing_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    (tmp_path / "mine.quads").write_text("of the user")
    (tmp_path / f"{9:032x}.store").mkdir()
    for number in range(12):
        path = cache.kept(f"{number:032x}.quads", write)
        assert path
        os.utime(path, ns=(number, number))
    names = set(os.listdir(tmp_path))
    assert {"mine.quads", f"{9:032x}.store", f"{11:032x}.quads"} <= names
    assert len(names) == 2 + 6
    assert f"{0:032x}.quads" not in names


def test_what_a_killed_process_left_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    files._cleared.cache_clear()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    old, new = (tmp_path / f"{files.UNFINISHED}{process}-abcdefgh" for process in (gone.pid, os.getpid()))
    for folder in (old, new):
        folder.mkdir()
        (folder / "part").write_text("half")
    cache.kept(f"{3:032x}.quads", write)
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize(
    "wrong", ["others may write the folder", "another's folder", "others may write the entry", "a link"]
)
def test_a_cache_that_is_not_ours_is_not_trusted(
    wrong: str, kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setenv("EXO_LD_CACHE", str(folder))
    expected = all_answers(kb_root)
    forged = cache.sealed(b'<http://a/> <http://b/> "forged" .\n')
    for entry in folder.glob("*.quads"):
        entry.write_bytes(forged)
        if wrong == "others may write the entry":
            entry.chmod(0o666)
        elif wrong == "a link":
            (tmp_path / "elsewhere").write_bytes(forged)
            entry.unlink()
            entry.symlink_to(tmp_path / "elsewhere")
    for store in folder.glob("*.store"):
        shutil.rmtree(store)
    if wrong == "others may write the folder":
        folder.chmod(0o777)
    elif wrong == "another's folder":
        if os.geteuid():
            pytest.skip("needs root")
        os.chown(folder, 12345, 12345)
    assert all_answers(kb_root) == expected


def test_two_processes_and_a_full_disk(kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path))
    name = f"{1:032x}.quads"

    def slower(new: str) -> None:
        assert cache.kept(name, write) == str(tmp_path / name)
        Path(new).mkdir()  # so that the rename fails

    assert cache.kept(name, slower) == str(tmp_path / name)
    assert (tmp_path / name).read_text() == "x"

    def full(new: str) -> None:
        Path(new).mkdir()
        (Path(new) / "half").write_text("half")
        raise OSError(28, "No space left on device")

    assert cache.kept(f"{2:032x}.store", full) is None
    assert os.listdir(tmp_path) == [name]


def test_study_whose_name_and_iri_differ(kb_copy: Path) -> None:
    studies = kb_copy / "ontology" / "facts" / "studies"
    (studies / "demo-2020.ttl").rename(studies / "other-2020.ttl")
    with pytest.raises(
        DataError,
        match=r"other-2020\.ttl: the file's name says it is about <https://w3id\.org/exo-ld/id/study-other-2020>, but "
        r"nothing",
    ) as caught:
        exo_ld.load(root=str(kb_copy)).sparql(COUNT)
    assert "rename the file or its subject" in str(caught.value)


def test_more_files_and_folders_are_asked_too(kb_root: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://a/> <http://b/> 1 .")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.nt").write_text("<http://a/> <http://b/> <http://c/> .\n")
    (tmp_path / "c.trig").write_text("<http://g/> { <http://a/> <http://b/> 3 }")
    (tmp_path / "d.jsonld").write_text('{"@id": "http://a/", "http://b/": [{"@value": 4}]}')
    (tmp_path / "notes.txt").write_text("no RDF")
    kb = exo_ld.load(str(tmp_path), root=kb_root)
    assert [row["o"] for row in rows(kb, "SELECT ?o { <http://a/> <http://b/> ?o } ORDER BY STR(?o)")] == [
        1,
        3,
        4,
        "http://c/",
    ]
    assert rows(kb, "SELECT ?g { GRAPH ?g { <http://a/> <http://b/> 3 } }") == [{"g": "http://g/"}]


def test_blank_nodes_of_two_files_stay_two(kb_root: str, tmp_path: Path) -> None:
    for name, value in (("a.ttl", 1), ("b.ttl", 2)):
        (tmp_path / name).write_text(f"_:x <http://b/> {value} .")
    found = rows(exo_ld.load(str(tmp_path), root=kb_root), "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <http://b/> ?o }")
    assert found == [{"n": 2}]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.ttl", b"<http://a/> <http://b/>\n  nonsense .", r"bad\.ttl:2:\d+: "),
        ("bad.nq", b"<http://a/> <http://b/> <http://c/> .\nx\n", r"bad\.nq:2:\d+: "),
        ("bad.jsonld", b'{"@id": ', r"bad\.jsonld:1:\d+: "),
        ("bad.ttl", b"<http://a/> <http://b/> '\xff' .", r"bad\.ttl:1:\d+: "),
        ("data.csv", b"a,b", r"data\.csv: not a known RDF file; its name must end in one of \.ttl, \.trig"),
    ],
)
def test_file_that_is_not_what_it_should_be(
    name: str, content: bytes, message: str, kb_root: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match="^" + str(tmp_path) + "/" + message):
        exo_ld.load(str(tmp_path / name), root=kb_root).sparql(COUNT)


def test_missing_file(kb_root: str) -> None:
    with pytest.raises(
        DataError,
        match=r"^/no/such\.ttl: cannot be read \(No such file or directory\); check the path and its permissions$",
    ):
        exo_ld.load("/no/such.ttl", root=kb_root).sparql(COUNT)


def test_dangling_link_in_a_folder(kb_root: str, tmp_path: Path) -> None:
    (tmp_path / "x.ttl").symlink_to(tmp_path / "gone.ttl")
    with pytest.raises(DataError, match=r"x\.ttl: cannot be read \(No such file or directory\)"):
        exo_ld.load(str(tmp_path), root=kb_root).sparql(COUNT)


def test_empty_missing_and_unreadable_folder(kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match=r": no RDF file in this folder \(\.ttl, .*name one that holds some$"):
        exo_ld.load(str(tmp_path), root=kb_root)
    with pytest.raises(
        DataError, match=r"/none: no folder 'ontology' here; name a folder that holds ontology/ and queries/$"
    ):
        exo_ld.load(root=str(tmp_path / "none"))
    (tmp_path / "ontology").mkdir()
    with pytest.raises(DataError, match=r"/ontology: no RDF file in this folder"):
        exo_ld.load(root=str(tmp_path))
    with pytest.raises(DataError, match=r"/none: cannot be read \(No such file or directory\)"):
        files.tree(str(tmp_path / "none"))

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(
        DataError, match=r"/ontology: cannot be read \(Permission denied\); check the path and its permissions$"
    ):
        exo_ld.load(root=str(tmp_path))


def test_publish_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.publish(str(tmp_path / "x"), b"one")
    files.publish(str(tmp_path / "x"), b"two")
    assert (tmp_path / "x").read_bytes() == b"two"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o666 & ~current_umask()
    with pytest.raises(OutputError, match="Is a directory"):
        files.publish(str(tmp_path), b"three")
    with pytest.raises(OutputError, match="Not a directory"):
        files.publish(str(tmp_path / "x" / "y"), b"three")
    assert os.listdir(tmp_path) == ["x"]


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
