"""Bad input: each is reported as what it is, and other files are still checked."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import Run

import exo_ld
from exo_ld.errors import DataError
from exo_ld.graph import intake
from exo_ld.graph.folders import find
from exo_ld.graph.intake import take

GOOD = "<http://e/s> <http://e/p> <http://e/o> .\n"


def refused(path: Path | str, expected: str, **options: Any) -> None:
    with pytest.raises(DataError) as error:
        take(str(path), **options)
    assert str(error.value) == f"{path}{expected}"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.ttl", b"", ": the file is empty (0 bytes); look whether it was written"),
        ("a.ttl.gz", b"", ": the file is empty (0 bytes); look whether it was written"),
        ("a.ttl", b"# nothing\n", ": no triple in it; look whether it is the right file"),
        ("a.ttl", GOOD.encode("utf-16"), ":1:1: UTF-16, not UTF-8; save it as UTF-8"),
        ("a.nq", b"\0\0\0", ":1:1: not text; name a file of RDF"),
        ("a.ttl", (GOOD + '<http://e/s> <http://e/p> "ü').encode() + b'\xe9" .\n', ":2:29: not UTF-8 (byte 0xe9); "
        "save it as UTF-8"),
        ("a.ttl", (GOOD + '<http://e/s> <http://e/p> "é" ; <p>').encode(), ":2:36: Unexpected end"),
        ("a.jsonld", b'{"@id": "http://e/s", "http://e/p": }', ":1:37: Unexpected closing curly bracket, no array to "
        "close"),
        ("a.jsonld", b'{"@context": "http://e/c"}, "@id": "http://e/s"', ": no JSON that can be read (Extra data: "
        "line 1 column 27 (char 26))"),
        ("a.csv", b"a,b\n", ": not a known RDF file; its name must end in one of .ttl, .trig, .nt, .nq, .jsonld, "
        ".rdf, .owl, .xml (exo-ld validate has --syntax)"),
        ("a.ttl.gz", GOOD.encode(), ": not packed by gzip, though its name says so; rename it"),
        ("a.ttl.gz", gzip.compress(GOOD.encode(), mtime=0)[:-9], ": damaged gzip (Compressed file ended before the "
        "end-of-stream marker was reached); get it anew"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_as_what_it_is(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name, expected)


def test_a_zip_archive_named_gz(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ttl.gz", "w") as archive:
        archive.writestr("a.ttl", GOOD)
    refused(tmp_path / "a.ttl.gz", ": a zip archive, not gzip; unpack it and name the files in it")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.nt.gz").write_bytes(gzip.compress(GOOD.encode() * 50_000))
    assert (tmp_path / "a.nt.gz").stat().st_size < 10_000
    refused(
        tmp_path / "a.nt.gz",
        ": more than 1,000,000 bytes once unpacked; raise --max-bytes if you trust it",
        limit=1_000_000,
    )
    (tmp_path / "a.nt").write_text(GOOD)
    refused(tmp_path / "a.nt", ": more than 40 bytes once unpacked; raise --max-bytes if you trust it", limit=40)
    assert len(take(str(tmp_path / "a.nt"), limit=41).quads) == 1
    assert len(take(str(tmp_path / "a.nt.gz")).quads) == 50_000


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "loop.ttl").symlink_to(tmp_path / "loop.ttl")
    refused(
        tmp_path / "loop.ttl",
        ": cannot be read (Too many levels of symbolic links); check the path and its permissions",
    )
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.ttl").write_text(GOOD)
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "lost").symlink_to(tmp_path / "nowhere")
    files, wrong = find([str(folder)])
    assert str(folder / "a.ttl") in files
    assert [str(error) for error in wrong] == [
        f"{folder / 'lost'}: a link that leads nowhere, or round in a circle; remove the link",
        f"{folder / 'up' / 'folder'}: a link that leads back to {folder}, above it; remove the link",
    ]


def test_a_folder_without_rdf(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    _, wrong = find([str(tmp_path)])
    assert [str(error) for error in wrong] == [
        f"{tmp_path}: no RDF file in this folder (.ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl, .xml, or one of these "
        "and .gz); name one that holds some"
    ]


def test_an_unreadable_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:  # by permissions it could not be shown to root, who may read everything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(intake, "open", refuse, raising=False)
    refused(tmp_path / "a.ttl", ": cannot be read (Permission denied); check the path and its permissions")
    (tmp_path / "b").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    _, wrong = find([str(tmp_path / "b")])
    assert [str(error) for error in wrong] == [
        f"{tmp_path / 'b'}: cannot be read (Permission denied); check the path and its permissions"
    ]


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="only Linux has a file that opens and cannot be read")
def test_a_file_that_fails_while_read() -> None:
    refused("/proc/self/mem", ": cannot be read (Input/output error); check the path and its permissions", syntax="ttl")


def test_a_file_that_changes_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(GOOD)

    class Slow(io.FileIO):
        def read(self, size: int | None = -1, /) -> Any:
            data = super().read(size if size is not None else -1)
            with io.open(path, "a", encoding="utf-8") as other:  # noqa: UP020 (the module's own open is replaced)
                other.write(GOOD)
            return data

    monkeypatch.setattr(intake, "open", lambda name, mode: Slow(name, mode), raising=False)
    refused(path, ": changed while it was read; validate again when it has been written")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (GOOD, ox.RdfFormat.TRIG),
        ("[] <http://e/p> 1 .", ox.RdfFormat.TRIG),
        ("{ <http://e/s> <http://e/p> 1 }", ox.RdfFormat.TRIG),
        ("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", ox.RdfFormat.N_QUADS),
        ('[{"@id": "http://e/s", "http://e/p": 1}]', ox.RdfFormat.JSON_LD),
        ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
         '<rdf:Description rdf:about="http://e/s"><e:p>1</e:p></rdf:Description></rdf:RDF>', ox.RdfFormat.RDF_XML),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, text: str, form: ox.RdfFormat, packed: bool
) -> None:
    data = gzip.compress(text.encode()) if packed else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    taken = take("-")
    assert (taken.path, taken.form, len(taken.quads)) == ("standard input", form, 1)


def test_a_folder_without_rdf_is_named(tmp_path: Path, kb_root: str) -> None:
    (found,) = exo_ld.validate(str(tmp_path), root=kb_root).findings
    assert (found.file, found.message) == (
        str(tmp_path),
        "no RDF file in this folder (.ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl, .xml, or one of these and .gz); "
        "name one that holds some",
    )


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    for name in ("a.nq", "b.nq"):
        (tmp_path / name).write_text("_:x <http://e/p> <http://e/o> .\n")
    first, second = (take(str(tmp_path / name)).quads[0].subject for name in ("a.nq", "b.nq"))
    assert first != second


def test_other_files_are_still_checked(tmp_path: Path, kb_root: str) -> None:
    (tmp_path / "bad.ttl").write_text(GOOD + "<http://e/s> <http://e/p> .\n")
    (tmp_path / "study.ttl").write_text(
        "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n<http://e/s> a exld:PrimaryStudy .\n"
    )
    report = exo_ld.validate(str(tmp_path), str(tmp_path / "none.ttl"), root=kb_root, skip=["defined"])
    assert [(f.severity, f.shape, os.path.basename(f.file), f.line, f.column) for f in report.findings] == [
        ("Error", "syntax", "bad.ttl", 2, 27),
        ("Error", "file", "none.ttl", 0, 0),
        ("Violation", "exos:PrimaryStudy-doi", "study.ttl", 2, 1),
    ]
    assert report.findings[0].excerpt == "<http://e/s> <http://e/p> .\n" + " " * 26 + "^"
    assert (report.status, report.conforms) == (2, False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD, ": no SHACL shape in it (no sh:targetClass or other target, no sh:NodeShape); name a file of shapes"),
        ("<http://e/s> <http://e/p> .", ":1:27: . is not a valid RDF object"),
    ],
)
def test_a_shapes_file_that_is_none(tmp_path: Path, kb_root: str, content: str, expected: str) -> None:
    (tmp_path / "shapes.ttl").write_text(content)
    with pytest.raises(DataError) as error:
        exo_ld.validate(root=kb_root, shapes=[str(tmp_path / "shapes.ttl")])
    assert str(error.value) == f"{tmp_path / 'shapes.ttl'}{expected}"


def test_standard_input_that_is_broken(monkeypatch: pytest.MonkeyPatch, kb_root: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<")))
    assert [(f.file, f.line) for f in exo_ld.validate("-", root=kb_root).findings] == [("standard input", 1)]


def test_what_is_no_data_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    rdf = '<?xml version="1.0"?><!-- a > b --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    declared = '<!DOCTYPE rdf:RDF [<!ENTITY rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#">]>'
    entity = declared + "<r xmlns:rdf='&rdf;'/>"
    files = {
        "good.ttl": "",
        "rdf.xml": rdf,
        "entity.xml": entity,
        "wide.xml": "",
        "packed.xml.gz": "",
        "broken.xml.gz": "",
        "pom.xml": "<project/>",
        "report.xml": f"<?xml version='1.0'?><testsuites><x>{rdf}</x></testsuites>",
        "empty.xml": "",
        ".venv/a.ttl": "",
        ".git/a.nt": "",
        "node_modules/x/a.ttl": "",
        "old-1.ttl": "",
        "old/a.ttl": "",
        "deep/old/b.ttl": "",
        "deep/c.ttl": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "wide.xml").write_bytes(rdf.encode("utf-16"))
    (tmp_path / "packed.xml.gz").write_bytes(gzip.compress(b"<project/>"))
    (tmp_path / "broken.xml.gz").write_bytes(b"\x1f\x8bbroken")
    every = {
        "broken.xml.gz",
        "good.ttl",
        "rdf.xml",
        "entity.xml",
        "wide.xml",
        "old-1.ttl",
        "old/a.ttl",
        "deep/old/b.ttl",
        "deep/c.ttl",
    }

    def found(*exclude: str) -> set[str]:
        return {str(Path(file).relative_to(tmp_path)) for file in find([str(tmp_path)], exclude)[0]}

    assert found() == every
    assert found("old-*") == every - {"old-1.ttl"}
    assert found("old/") == every - {"old/a.ttl", "deep/old/b.ttl"}
    assert found("*/deep/*", str(tmp_path / "good.ttl")) == every - {"good.ttl", "deep/old/b.ttl", "deep/c.ttl"}
    assert find([str(tmp_path / "pom.xml"), str(tmp_path / ".venv")])[0] == [
        str(tmp_path / "pom.xml"),
        str(tmp_path / ".venv/a.ttl"),
    ]


def test_a_report_of_an_earlier_call_is_no_data(tmp_path: Path, run: Run, kb_root: str) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1 .")
    for _ in range(2):
        done = run(
            "validate",
            str(tmp_path),
            "--only",
            "parse",
            "--report",
            f"ttl={tmp_path / 'r.ttl'}",
            "-o",
            str(tmp_path / "o.nt"),
            "--kb",
            kb_root,
        )
        assert done.returncode == 0, done.stderr


def test_an_error_knows_the_place_that_its_message_names(tmp_path: Path) -> None:
    path = str(tmp_path / "a: b.ttl")
    Path(path).write_text("<a:a> <a:b> <a:c> .\n<a:a> .\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        take(path)
    error = raised.value
    assert (error.file, error.line) == (path, 2)
    assert str(error) == f"{path}:2:{error.column}: {error.reason}"
    (tmp_path / "c: d").mkdir()
    (found,) = find([str(tmp_path / "c: d")])[1]
    assert (found.file, found.line, str(found)) == (str(tmp_path / "c: d"), 0, f"{found.file}: {found.reason}")
