"""Attacks by files that once got through: memory, nesting, links, pipes, names; and what is written
(docs/security.md)."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import Run

import exo_ld
from exo_ld import cache
from exo_ld.errors import DataError, OutputError, safe
from exo_ld.graph import intake
from exo_ld.graph.folders import find
from exo_ld.graph.intake import take

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{}]><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="e:"><rdf:Description '
    'rdf:about="e:s"><e:p>&a{};</e:p></rdf:Description></rdf:RDF>'
)


def laughs(levels: int) -> str:
    return LAUGHS.format("".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, levels + 1)), levels)


def refused(path: Path, part: str) -> None:
    with pytest.raises(DataError, match=part):
        take(str(path))


@pytest.mark.slow
def test_entities_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MEMORY", 300 << 20)
    bomb = tmp_path / "bomb.rdf"
    bomb.write_text(laughs(8))
    refused(bomb, "cannot be read within 314,572,800 bytes")
    bomb.write_bytes(laughs(8).encode("utf-16"))
    with pytest.raises(DataError):
        take(str(bomb))
    bomb.write_text(laughs(2))
    assert [len(quad.object.value) for quad in take(str(bomb)).quads] == [200]  # type: ignore[union-attr]


@pytest.mark.slow
def test_triples_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MEMORY", 50 << 20)
    bomb = tmp_path / "bomb.ttl.gz"
    bomb.write_bytes(gzip.compress(b"<e:s> <e:p> 1" + b",1" * 1_000_000 + b"."))
    refused(bomb, "its triples take more than 52,428,800 bytes of memory")


@pytest.mark.parametrize("name", ["a.ttl", "a.nt"])
def test_a_term_without_end(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'<e:s> <e:p> "{"a" * (20 << 20)}" .\n')
    refused(tmp_path / name, "a term of more than 16 MB|16777216")


def test_bytes_that_are_no_text_are_found_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_PIECE", 5)
    for data in ("aé€😀z".encode() * 20, b"", b"abcde"):
        assert intake._undecodable(data) is None
        for at in range(len(data)):
            broken = data[:at] + b"\xff" + data[at:]
            with pytest.raises(UnicodeDecodeError) as error:
                broken.decode()
            assert intake._undecodable(broken) == error.value.start


NESTED = "<a:b> <a:c> " + "<<( <a:a> <a:b> " * 20_000 + "<a:c>" + " )>>" * 20_000 + " ."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", NESTED), ("a.nt", NESTED), ("a.nq", NESTED), ("a.trig", NESTED),
        ("a.ttl", "<a:b> <a:c> " + "<< <a:a> <a:b> " * 20_000 + "<a:c>" + " >>" * 20_000 + " ."),
        ("a.jsonld", "[" * 200_000), ("a.jsonld", '{"@id":"e:s","e:p":' * 50_000 + "1" + "}" * 50_000),
        ("a.jsonld", '{"@context":{' + ",".join(f'"a{i}":"a{i + 1}:x"' for i in range(30_000))
         + ',"a30000":"e:x"},"@id":"e:s","a0":1}'),
        ("a.ttl", "<a:b> <a:c> " + "[ <a:a> " * 200_000), ("a.ttl", "<a:b> <a:c> " + "( " * 200_000),
        ("a.rdf", "<a>" * 200_000),
    ],
)  # fmt: skip
def test_nesting_ends_no_process(tmp_path: Path, run: Run, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    done = run("validate", "--only", "parse", str(tmp_path / name))
    assert done.returncode in (0, 2), done.returncode  # a crash is 139, a traceback 1
    assert "Traceback" not in done.stderr
    if name in ("a.nt", "a.ttl") and text is NESTED:
        done = run("merge", str(tmp_path / name), "-o", str(tmp_path / "o.nt"))
        assert (done.returncode, "nested more than 100 deep" in done.stderr) == (2, True), done.stderr
        done = run("diff", str(tmp_path / name), "shipped")
        assert done.returncode == 2


def test_nested_triple_terms_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(NESTED)
    refused(tmp_path / "a.ttl", "nested more than 100 deep")


def test_each_real_folder_is_read_once(tmp_path: Path) -> None:
    for level in range(30):
        (tmp_path / f"d{level}").mkdir()
    (tmp_path / "d30").mkdir()
    (tmp_path / "d30" / "a.ttl").write_text("<e:s> <e:p> 1 .")
    for level in range(30):
        for name in "xy":
            (tmp_path / f"d{level}" / name).symlink_to(f"../d{level + 1}")
    files, wrong = find([str(tmp_path / "d0")])
    assert ([Path(file).name for file in files], wrong) == (["a.ttl"], [])


def test_a_pipe_is_no_file(tmp_path: Path, run: Run) -> None:
    os.mkfifo(tmp_path / "p.ttl")
    (tmp_path / "a.ttl").write_text("<e:s> <e:p> 1 .")
    files, wrong = find([str(tmp_path)])
    assert [Path(file).name for file in files] == ["a.ttl"]
    assert "no file but a pipe" in str(wrong[0])
    refused(tmp_path / "p.ttl", "no file but a folder, a pipe")
    refused(Path("/dev/zero"), "no file but")
    done = run("validate", "--only", "parse", str(tmp_path / "p.ttl"))
    assert done.returncode == 2


@pytest.mark.parametrize("form", ["text", "json", "ttl", "junit", "sarif", "github", "gitlab"])
def test_a_name_forges_no_line_and_steers_no_terminal(tmp_path: Path, run: Run, form: str) -> None:
    folder = tmp_path / "n"
    (folder / "x\n::error file=README.md::pwned\n").mkdir(parents=True)
    for name in (
        "x\n::error file=README.md::pwned\n/a.ttl",
        "\x1b[31mred.ttl",
        "right\u202eltt.ttl",
        "line\u2028end.ttl",
    ):
        (folder / name).write_text("bad")
    (tmp_path / os.fsdecode(b"n/\xfe.ttl")).write_text("bad")
    done = run("validate", "--only", "parse", "--format", form, str(folder))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for text in (done.stdout, done.stderr):
        assert not any(line.startswith("::error file=README.md") for line in text.splitlines())
        assert not set("\x1b\u202e\u2028") & set(text)
    assert done.stdout.count("ltt.ttl") >= 1 or form in ("sarif", "github")  # the others are still told of


@pytest.mark.slow
def test_a_label_steers_no_terminal(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.ttl").write_text('<e:s> <e:p> "a\\u001B[31m\\u202Eb\\nexo-ld: c" .')
    done = run("sparql", "SELECT ?o { <e:s> <e:p> ?o }", "--data", str(tmp_path / "a.ttl"))
    assert done.returncode == 0
    assert not set("\x1b\u202e") & set(done.stdout)
    assert "a\ufffd[31m\ufffdb exo-ld: c" in done.stdout


def test_shown() -> None:
    assert safe("plain 😀 é\u00a0") == "plain 😀 é\u00a0"
    assert safe("a\nb\tc", "\n\t") == "a\nb\tc"
    assert safe("\x00\r\x1b\x7f\x85\u200e\u2028\u202e\u2066\ufeff\ud800") == "\ufffd" * 11


# --- what is written --------------------------------------------------------------------------------------------------


def listed(folder: Path) -> None:
    """A list of checksums as `sha256sum *` writes it."""
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    (folder / "SHA256SUMS").write_text(
        "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    )


@pytest.mark.parametrize("name", ["thesis.txt", "context.jsonld", "void.ttl", "notes.nt"])
def test_an_export_deletes_no_folder_of_others(tmp_path: Path, kb_root: str, name: str) -> None:
    from exo_ld import load
    from exo_ld.share.export import export

    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / name).write_text("my only copy")
    listed(mine)
    with pytest.raises(OutputError, match="no earlier export"):
        export(load(root=kb_root), ["nt"], str(mine))
    assert (mine / name).read_text() == "my only copy"


def test_an_export_that_was_changed_is_left_alone(tmp_path: Path, kb_root: str) -> None:
    from exo_ld import load
    from exo_ld.share.export import export

    folder, kb = tmp_path / "out", load(root=kb_root)
    export(kb, ["nt"], str(folder))
    export(kb, ["nt", "ttl"], str(folder))  # as it was written, it is replaced
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", "exo-ld.nt", "exo-ld.ttl"]
    with (folder / "exo-ld.ttl").open("a") as file:
        file.write("# my own notes")
    with pytest.raises(OutputError, match=r"exo-ld\.ttl is not as the export wrote it"):
        export(kb, ["nt"], str(folder))
    (folder / "exo-ld.ttl").write_text("# my own notes")
    with pytest.raises(OutputError, match=r"holds exo-ld\.ttl, which is no earlier export"):
        export(kb, ["nt"], str(folder))
    (folder / "exo-ld.ttl").unlink()
    (folder / "exo-ld.ttl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="a link or no file"):
        export(kb, ["nt"], str(folder))


@pytest.mark.parametrize("at", [1, 2])
def test_a_signal_between_the_renames_loses_nothing(
    tmp_path: Path, kb_root: str, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    from exo_ld import load
    from exo_ld.share.export import export

    folder, kb = tmp_path / "out", load(root=kb_root)
    export(kb, ["nt"], str(folder))
    real, calls = os.rename, []

    def rename(old: str, new: str) -> None:
        real(old, new)
        calls.append(new)
        if len(calls) == at:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        export(kb, ["nt", "ttl"], str(folder))
    assert (folder / "exo-ld.nt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
def test_undo_knows_the_receipt_of_another_merge(tmp_path: Path, run: Run, kb_root: str) -> None:
    pytest.importorskip("hyperscan")
    (tmp_path / "b.nt").write_text("<e:s> <e:p> <e:o> .\n")
    out, again = tmp_path / "o.nt", tmp_path / "u.nt"
    assert run("merge", str(tmp_path / "b.nt"), "-o", str(out), "--kb", kb_root).returncode == 0
    old = out.read_bytes()
    (tmp_path / "b.nt").write_text("<e:s> <e:p> <e:another> .\n")
    assert run("merge", str(tmp_path / "b.nt"), "-o", str(out), "--kb", kb_root).returncode == 0
    assert run("merge", "--undo", str(out), "-o", str(again)).returncode == 0
    assert again.read_text() == "<e:s> <e:p> <e:another> .\n"
    again.unlink()
    out.write_bytes(old)  # as after a process that was killed between the two
    done = run("merge", "--undo", str(out), "-o", str(again))
    assert (done.returncode, again.exists(), "receipt of another file" in done.stderr) == (2, False, True)


def test_a_receipt_is_put_after_its_output(tmp_path: Path, kb_root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan")
    from exo_ld import load
    from exo_ld.merge.merge import merge
    from exo_ld.share.selection import selected

    (tmp_path / "b.nt").write_text("<e:s> <e:p> <e:o> .\n")
    real = os.replace
    put: list[str] = []

    def replace(old: str, new: str) -> None:
        put.append(os.path.basename(new))
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    merge(selected(load(root=kb_root), []), [str(tmp_path / "b.nt")], str(tmp_path / "o.nt"))
    assert put == ["o.nt", "o.nt.receipt.gz"]


@pytest.mark.slow
def test_blank_nodes_that_are_too_much_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyoxigraph as ox

    from exo_ld.graph import apart

    monkeypatch.setattr(apart, "_SECONDS", 1)
    nodes = [ox.BlankNode() for _ in range(10)]
    clique = [ox.Quad(a, ox.NamedNode("e:p"), b) for a in nodes for b in nodes if a != b]
    with pytest.raises(DataError, match="too much alike"):
        apart.canonical(clique)
    assert len(apart.canonical(clique[:1])) == 1


def test_a_signal_ends_what_is_worked_out_apart(tmp_path: Path) -> None:
    nodes = "".join(f"_:a{a} <e:p> _:a{b} .\n" for a in range(11) for b in range(11) if a != b)
    (tmp_path / "k.nt").write_text(nodes)
    (tmp_path / "o.nt").write_text("<e:s> <e:p> 1 .\n".replace("1", "<e:o>"))
    command = [
        sys.executable,
        "-m",
        "exo_ld",
        "diff",
        "--format",
        "update",
        str(tmp_path / "o.nt"),
        str(tmp_path / "k.nt"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        timer = threading.Timer(3, process.send_signal, [signal.SIGTERM])
        timer.start()
        assert process.wait(15) != 0


# --- the command line -------------------------------------------------------------------------------------------------


def closed(*words: str, stream: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with one standard stream closed, as by ``<&-`` of a shell."""
    command = ["sh", "-c", f'exec "$@" {stream}', "sh", sys.executable, "-m", "exo_ld", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("words", [["validate", "--only", "parse", "-"], ["sparql", "-f", "-"], ["mcp"]], ids=" ".join)
def test_a_closed_input_is_empty(words: list[str], kb_root: str) -> None:
    if words == ["mcp"]:
        pytest.importorskip("mcp")
    done = closed(*words, "--kb", kb_root, stream="<&-")
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if words == ["mcp"] else 2), done.stderr


@pytest.mark.slow
def test_a_closed_output_is_no_matter_where_a_file_is_written(tmp_path: Path, kb_root: str) -> None:
    out = tmp_path / "o.csv"
    done = closed("query", "cargo", "--kb", kb_root, "--format", "csv", "-o", str(out), stream=">&-")
    assert (done.returncode, done.stderr, out.read_text().splitlines()[0]) == (0, "", "study,cargo,cargoLabel,dose")
    done = closed("query", "cargo", "--kb", kb_root, stream=">&-")
    assert (done.returncode, "write to a file by -o" in done.stderr) == (2, True)
    done = closed("find", "qqqq", "--kb", kb_root, "-o", str(out), stream="2>&-")
    assert (done.returncode, out.read_text().count("exo-ld:")) == (0, 0)


@pytest.mark.parametrize("number", ["1" + "0" * 30, "-1", "\u0663", "1e3", " 1", "1_0", ""])
def test_a_number_that_is_none(number: str) -> None:
    from argparse import ArgumentTypeError

    from exo_ld.commands.options import whole

    with pytest.raises(ArgumentTypeError, match="give a whole number"):
        whole(number)
    assert whole("9" * 18) == 10**18 - 1


@pytest.mark.parametrize("table", [b"subject_id\tobject_id\n" + b"a" * 200_000 + b"\tb\n", b"subject_id\n\xff\n"])
def test_a_table_of_mappings_that_is_none(tmp_path: Path, table: bytes) -> None:
    from exo_ld.share.versions import read

    (tmp_path / "exo-ld.nt").write_text("<e:s> <e:p> <e:o> .\n")
    (tmp_path / "x.sssom.tsv").write_bytes(table)
    with pytest.raises(DataError, match=r"x\.sssom\.tsv: "):
        read(str(tmp_path))
    (tmp_path / "x.sssom.tsv").write_bytes(b"# said\nsubject_id\tpredicate_id\tobject_id\na\n\nb\tc\td\te\n")
    assert read(str(tmp_path)).mappings == {"a": {""}, "b": {"c d"}}


def test_a_revision_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exo_ld.share.versions import read

    monkeypatch.chdir(tmp_path)
    git = ["git", "-c", "user.email=a@b", "-c", "user.name=c"]
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "exo.ttl").symlink_to("/etc/hostname")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    with pytest.raises(DataError, match="cannot be unpacked"):
        read("git:HEAD")
    for name in ("git:--list", "git:--output=evil", "git:-v"):
        with pytest.raises(DataError, match="no revision but an option"):
            read(name)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(
    "text",
    ["ASK " + "{" * 30_000, "ASK { FILTER(" + "!" * 30_000 + "true) }", "ASK { FILTER(1" + " + 1" * 30_000 + ") }"],
    ids=["groups", "not", "sum"],
)
def test_a_query_that_is_too_much_is_refused(text: str, kb_root: str) -> None:
    from exo_ld import load
    from exo_ld.errors import UsageError
    from exo_ld.graph.sparql import with_prefixes

    with pytest.raises(UsageError, match="more than 20,000 groups, operators and words"):
        with_prefixes(text)
    with pytest.raises(UsageError, match="more than 20,000 groups, operators and words"):
        load(root=kb_root).sparql(text)
    assert with_prefixes("SELECT * { VALUES ?x { " + "<http://e/1/2/3/4> 1 " * 30_000 + "} }")


def test_a_query_that_is_nearly_too_much_ends_no_process(tmp_path: Path, run: Run, kb_root: str) -> None:
    for text in ("ASK " + "{" * 19_000, "ASK { " + "FILTER EXISTS { " * 6_000 + "}" * 6_001):
        (tmp_path / "q.rq").write_text(text)
        done = run("sparql", "-f", str(tmp_path / "q.rq"), "--kb", kb_root, "--timeout", "30")
        assert (done.returncode in (0, 2), "Traceback" in done.stderr) == (True, False), done.returncode


FORGED = "x\n::error file=README.md::pwned\n##[error]\x1b[31m\u202e.nt"


@pytest.mark.slow
def test_no_message_and_no_report_forges_a_line(tmp_path: Path, run: Run, kb_root: str) -> None:
    """Names that reach stdout and stderr by other ways than a report of findings."""
    folder = tmp_path / "x\n::error file=README.md::pwned\n##[error]\x1b[31m\u202e"
    folder.mkdir()
    name, bad = str(folder / "a.nt"), str(folder / "b.ttl")
    Path(name).write_text('<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "\\u001b[31m\\n::error::x" .\n')
    Path(bad).write_text("<urn:b><urn:c>1.")
    calls = [
        ("diff", name, name),
        ("merge", name, "-o", name + ".nt", "--kb", kb_root),
        ("merge", "--undo", name + ".nt", "-o", name + "2.nt"),
        ("fmt", "--check", bad),
        ("find", FORGED, "--kb", kb_root),
        ("query", "cargo", "-p", f"study={FORGED}", "--kb", kb_root),
        ("show", FORGED, "--kb", kb_root),
        ("sparql", FORGED, "--kb", kb_root),
        ("export", "nt", "-o", name + ".d", "--kb", kb_root),
        ("validate", "--endpoint", FORGED),
        ("validate", "--shapes", name, name, "--kb", kb_root),
        (FORGED,),
        ("query", FORGED, "--kb", kb_root),
    ]
    for words in calls:
        done = run(*words)
        for text in (done.stdout, done.stderr):
            assert "Traceback" not in text
            assert not any(line.startswith(("::error", "##[")) or "##[" in line for line in text.splitlines()), (
                words,
                text,
            )
            assert not set("\x1b\u202e") & set(text), (words, text)


@pytest.mark.slow
def test_alike_blank_nodes_end_no_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two graphs whose triples are alike one by one are compared by canonical labels, which may take for ever."""
    from exo_ld.graph import apart
    from exo_ld.share.diff import compare
    from exo_ld.share.versions import read

    monkeypatch.setattr(apart, "_SECONDS", 1)
    clique = "".join(f"_:a{a} <e:p> _:a{b} .\n" for a in range(10) for b in range(10) if a != b)
    for name in "ab":
        (tmp_path / f"{name}.nt").write_text(clique)
    with pytest.raises(DataError, match="too much alike"):
        compare(read(str(tmp_path / "a.nt")), read(str(tmp_path / "b.nt")))


def test_a_receipt_ends_no_process(tmp_path: Path) -> None:
    from exo_ld.merge.merge import DIGEST, RECEIPT_HEAD
    from exo_ld.merge.undo import undo

    (tmp_path / "m.nt").write_text("<e:s> <e:p> <e:o> .\n")
    for lines in ("no quads\n", NESTED + "\n", f'<e:s> <e:p> "{"a" * (20 << 20)}" .\n'):
        receipt = f"{RECEIPT_HEAD}\n{DIGEST}0 0\n{lines}# rewritten\n"
        (tmp_path / "m.nt.receipt.gz").write_bytes(gzip.compress(receipt.encode(), 1))
        with pytest.raises(DataError, match="its lines are no N-Quads"):
            undo(str(tmp_path / "m.nt"), str(tmp_path / "u.nt"))


# --- siblings of the above


def test_a_file_of_the_system_is_no_file(tmp_path: Path, run: Run) -> None:
    """Some are files by name, and reading them waits for ever: a link to one may stand in any repository."""
    for number, place in enumerate(("/proc/self/mem", "/proc/kmsg", "/dev/zero", "/sys/kernel")):
        (tmp_path / f"l{number}.ttl").symlink_to(place)
        (tmp_path / f"l{number}.xml").symlink_to(place)
    (tmp_path / "in.ttl").symlink_to("/dev/stdin")
    (tmp_path / "fd.nt").symlink_to("/proc/self/fd/0")
    found, wrong = find([str(tmp_path)])
    assert not [path for path in found if "kernel" not in os.path.realpath(path)]
    assert all("no file but" in str(error) for error in wrong)
    refused(tmp_path / "l1.ttl", "no file but")
    refused(tmp_path / "in.ttl", "no file but")
    with subprocess.Popen(
        [sys.executable, "-m", "exo_ld", "validate", str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:  # nobody writes to its standard input
        assert process.wait(60) == 2


def test_what_a_shell_made_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<a:a> <a:b> <a:c> .\n")
    command = f'"{sys.executable}" -m exo_ld sparql --data <(cat {tmp_path}/a.nt) "ASK {{ <a:a> <a:b> <a:c> }}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "not a known RDF file" in done.stderr  # it was looked at, and its name says nothing


@pytest.mark.parametrize("name", ["A.TTL", "a.Ttl", "a.ttl.GZ", "A.NT.gz", "a.JSONLD", "a.Xml"])
def test_an_ending_in_large_letters(tmp_path: Path, name: str) -> None:
    text = {"jsonld": b'{"@id": "e:s", "e:p": 1}', "xml": LAUGHS.format("", 1).replace("&a1;", "").encode()}
    plain = text.get(name.lower().removesuffix(".gz").rpartition(".")[2], b"<e:s> <e:p> <e:o> .")
    (tmp_path / name).write_bytes(gzip.compress(plain) if name.lower().endswith(".gz") else plain)
    assert find([str(tmp_path)]) == ([str(tmp_path / name)], [])
    assert len(take(str(tmp_path / name)).quads) == 1


@pytest.mark.parametrize("name", ["a.ttl.xz", "a.nt.bz2", "a.ttl.zip", "a.jsonld.zst", "a.n3", "a.N3.gz", "a.trix"])
def test_rdf_that_is_not_read_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "good.ttl").write_text("<e:s> <e:p> 1 .")
    (tmp_path / name).write_text("whatever")
    found, wrong = find([str(tmp_path)])
    assert found == [str(tmp_path / "good.ttl")]
    assert [name in str(error) and "convert or unpack it" in str(error) for error in wrong] == [True]
    assert find([str(tmp_path)], [name])[1] == []


def test_each_real_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<e:s> <e:p> 1 .")
    for number in range(50):
        (tmp_path / f"b{number}.ttl").symlink_to("a.ttl")
    assert find([str(tmp_path)]) == ([str(tmp_path / "a.ttl")], [])


def test_many_files_together(tmp_path: Path, kb_root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "TOGETHER", 60 << 20)
    for number in range(8):
        (tmp_path / f"{number}.ttl.gz").write_bytes(
            gzip.compress(f"<e:s{number}> <e:p> 1".encode() + b",1" * 200_000 + b".")
        )
    report = exo_ld.validate(str(tmp_path), root=kb_root)
    assert report.status == 2
    assert "more than 62,914,560 bytes of memory together" in report.text()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["::error::pwned.ttl", " ::error::x.ttl", "##vso[task]x.ttl", "##teamcity[x]x.ttl"])
def test_a_name_is_no_command_to_a_log(tmp_path: Path, run: Run, name: str) -> None:
    (tmp_path / name).write_text("<a:a> <a:b>\n  ::error file=README.md::pwned\n .")
    for form in ("text", "github"):
        done = run("validate", name, "--format", form, cwd=tmp_path)
        assert done.returncode == 2
        for line in (done.stdout + done.stderr).splitlines():
            assert not line.lstrip().startswith("::") or line.startswith("::error file=")
            assert "##vso[" not in line
            assert "##teamcity[" not in line


def test_a_cell_is_no_command_to_a_log(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.nt").write_text('<e:s> <e:p> "::error::pwned" .\n<e:s> <e:q> "  ::stop-commands::x" .\n')
    done = run("sparql", "--data", str(tmp_path / "a.nt"), "SELECT ?o { <e:s> ?p ?o }")
    assert not [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [("a.jsonld", '{"@id": "e:s", "e:p": 1}'), ("a.rdf", laughs(2)), ("a.xml", laughs(1)), ("a.jsonld.gz", "")],
)
def test_what_stands_in_the_folder_is_never_run(tmp_path: Path, name: str, text: str) -> None:
    """A file of another language is read in a process of its own, which must not take its modules from a stranger's
    folder."""
    for module in ("resource", "json", "http", "base64", "pyoxigraph", "sitecustomize"):
        (tmp_path / f"{module}.py").write_text("open('run', 'w')")
    (tmp_path / "exo_ld").mkdir()
    (tmp_path / "exo_ld" / "__init__.py").write_text("open('run', 'w')")
    (tmp_path / name).write_bytes(gzip.compress(b'{"@id": "e:s", "e:p": 1}') if not text else text.encode())
    command = [sys.executable, "-P", "-m", "exo_ld", "validate", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert not (tmp_path / "run").exists()


def test_a_damaged_entry_that_another_process_took_away_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = tmp_path / f"{'0' * 32}.answer"
    entry.write_bytes(b"damaged")
    unlink = os.unlink

    def quicker(path: str) -> None:
        unlink(path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", quicker)
    assert cache.unsealed(str(entry)) is None
    assert not entry.exists()


def test_a_line_without_end_in_a_receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan")
    from exo_ld.merge import undo
    from exo_ld.merge.merge import DIGEST, RECEIPT_HEAD

    monkeypatch.setattr(undo, "_LONGEST", 1 << 16)
    head = f"{RECEIPT_HEAD}\n{DIGEST}{'0' * 64} 1 1\n# rewritten\n".encode()
    (tmp_path / "o.nt").write_text("<e:s> <e:p> <e:o> .\n")
    (tmp_path / "o.nt.receipt.gz").write_bytes(gzip.compress(head + b"a" * (1 << 17)))
    with pytest.raises(DataError, match="a line of more than 65,536 bytes"):
        undo.undo(str(tmp_path / "o.nt"), str(tmp_path / "u.nt"))
    assert not (tmp_path / "u.nt").exists()
