"""`exo-ld merge`: the output is base and ours as a set, undo gives the base back, the report says what is there, bad
input is told of."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from conftest import REPO, Run

import exo_ld
from exo_ld.errors import DataError, OutputError, UsageError
from exo_ld.merge import bases, scan
from exo_ld.merge.joins import Ours, Report
from exo_ld.merge.merge import RECEIPT, merge
from exo_ld.merge.undo import undo
from exo_ld.prefixes import EXO, EXOD, PREFIXES, vocabulary
from exo_ld.share import selection
from exo_ld.share.reading import Reading

TABLES = REPO.parent / "shared" / "terms"
sys.path.insert(0, str(REPO / "tools"))
pytest.importorskip("hyperscan", reason="merging needs hyperscan: pip install 'exo-ld[share]'")

LABEL, MONDO = f"<{PREFIXES['rdfs']}label>", PREFIXES["MONDO"]
BASE = f"""# a base with all that is odd
<{MONDO}0005148> {LABEL} "type 2 diabetes mellitus" .

_:b0 <http://example.org/p> "a \\"quoted\\" <http://example.org/no> _:b0 #" . # after it
<{EXOD}cargo-beta> {LABEL} "cargo β"@en .
<{EXOD}study-demo-2020> {LABEL} "Demo 2020, first cargo" .
<http://example.org/a> <http://example.org/p> _:b0 .
<http://example.org/a> <http://example.org/p> _:b0 .
"""


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    """The shipped knowledge base; its quads are worked out once."""
    return exo_ld.load()


def parsed(path: Path) -> set[str]:
    """The statements of a file as a set, blank nodes by their labels."""
    form = ox.RdfFormat.from_extension(path.name.removesuffix(".gz").rpartition(".")[2])
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return {str(quad) for quad in ox.parse(data, format=form, base_iri="file:///")}


def small(
    kb_root: str, tmp_path: Path, text: str | bytes = BASE, name: str = "base.nt", out: str = "out.nt", **options: bool
) -> Report:
    """Merge a base of that text with the small knowledge base."""
    base = tmp_path / name
    base.write_bytes(text if isinstance(text, bytes) else text.encode())
    return merge(selection.selected(exo_ld.load(root=kb_root)), [str(base)], str(tmp_path / out), **options)


def ours(kb_root: str) -> set[str]:
    """The small knowledge base's triples."""
    return {
        str(ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()))
        for q in selection.quads(exo_ld.load(root=kb_root))
    }


@pytest.mark.parametrize("block", [1, 40, 8 << 20])
def test_the_output_is_both_as_a_set_and_undo_gives_the_base_back(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(bases, "_BLOCK", block)
    report = small(kb_root, tmp_path)
    base, out = tmp_path / "base.nt", tmp_path / "out.nt"
    assert parsed(out) == parsed(base) | ours(kb_root)
    assert base.read_text() == BASE
    assert report.sound
    assert (list(report.bases.values()), report.already, report.added) == ([6], 2, len(ours(kb_root)) - 2)
    assert report.ours == len(ours(kb_root))
    undone = undo(str(out), str(tmp_path / "again.nt"))
    assert (undone.removed, undone.restored, undone.missing) == (report.added, 0, 0)
    assert (tmp_path / "again.nt").read_text() == BASE
    assert sorted(os.listdir(tmp_path)) == ["again.nt", "base.nt", "out.nt", "out.nt" + RECEIPT]


@pytest.mark.parametrize(
    ("end", "ending", "block"),
    [
        ("", "nt", 8 << 20),
        ("", "nt", 20),
        ("", "nq.gz", 20),
        ("\r\n\n", "nt", 20),
        (" # said", "nt", 20),
        ("\r\n# said\r", "nq", 20),
    ],
)
def test_undo_gives_the_base_back_to_the_byte(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, block: int, ending: str
) -> None:
    monkeypatch.setattr(bases, "_BLOCK", block)
    text = f"<urn:a> <urn:b> <urn:c> .{end}".encode()
    data = gzip.compress(text) if ending.endswith("gz") else text
    small(kb_root, tmp_path, data, f"base.{ending}", f"out.{ending}")
    again = tmp_path / f"again.{ending}"
    undo(str(tmp_path / f"out.{ending}"), str(again))
    assert (gzip.decompress(again.read_bytes()) if ending.endswith("gz") else again.read_bytes()) == text


def test_undo_finds_ours_wherever_they_stand_and_says_what_it_misses(kb_root: str, tmp_path: Path) -> None:
    small(kb_root, tmp_path)
    out = tmp_path / "out.nt"
    lines = sorted({*out.read_bytes().splitlines(keepends=True)}, reverse=True)
    out.write_bytes(b"".join(lines))
    assert undo(str(out), str(tmp_path / "again.nt"), changed=True).sound
    assert parsed(tmp_path / "again.nt") == parsed(tmp_path / "base.nt")
    out.write_bytes(b"".join(line for line in lines if b"cargo-alpha" not in line))
    undone = undo(str(out), str(tmp_path / "again.nt"))
    assert undone.missing == sum("cargo-alpha" in line for line in ours(kb_root))
    assert not undone.sound


def test_named_graphs_stay_and_ours_have_theirs(kb_root: str, tmp_path: Path) -> None:
    text = (
        f'<http://example.org/a> <http://example.org/p> "x"@en-GB <http://example.org/g> .\n<{EXOD}cargo-beta> '
        f'{LABEL} "cargo β"@en _:g .\n'
    )
    report = small(kb_root, tmp_path, text, "base.nq", "out.nq.gz")
    named = {str(quad) for quad in selection.quads(exo_ld.load(root=kb_root))}
    assert parsed(tmp_path / "out.nq.gz") == parsed(tmp_path / "base.nq") | named
    assert report.already == 0  # it is there in another graph
    assert undo(str(tmp_path / "out.nq.gz"), str(tmp_path / "again.nq")).sound
    assert (tmp_path / "again.nq").read_text() == text


@pytest.mark.parametrize(
    ("name", "out"),
    [("base.ttl", "out.nt"), ("base.ttl.gz", "out.nq"), ("base.nt.gz", "out.nt"), ("base.trig", "out.nq")],
)
def test_other_forms_of_bases(kb_root: str, tmp_path: Path, name: str, out: str) -> None:
    text = BASE.encode()
    report = small(kb_root, tmp_path, gzip.compress(text) if name.endswith("gz") else text, name, out)
    assert list(report.bases.values()) == [6]
    graphs = {str(quad) for quad in selection.quads(exo_ld.load(root=kb_root))} if out == "out.nq" else ours(kb_root)
    assert parsed(tmp_path / out) == parsed(tmp_path / name) | graphs


def test_blank_nodes_of_two_files_stay_apart(kb_root: str, tmp_path: Path) -> None:
    (tmp_path / "other.nt").write_text('_:b0 <http://example.org/p> "_:b0 stays" .\n')
    (tmp_path / "base.nt").write_text('_:b0 <http://example.org/p> "one" .\n')
    merge(
        selection.selected(exo_ld.load(root=kb_root)),
        [str(tmp_path / "base.nt"), str(tmp_path / "other.nt")],
        str(tmp_path / "out.nt"),
    )
    found = {
        (str(q.subject), str(q.object))
        for q in ox.parse(path=str(tmp_path / "out.nt"))
        if str(q.object) in ('"one"', '"_:b0 stays"')
    }
    assert len({subject for subject, _ in found}) == len(found) == 2


@pytest.mark.slow
def test_merging_twice_adds_nothing(kb: exo_ld.KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "base.nt").write_text(BASE)
    first = merge(selection.selected(kb), [str(tmp_path / "base.nt")], str(tmp_path / "one.nt"))
    second = merge(selection.selected(kb), [str(tmp_path / "one.nt")], str(tmp_path / "two.nt"))
    # The base's statements on things that the shipped one has not.
    assert (second.added, second.already, second.other_version) == (
        0,
        first.ours,
        2,
    )
    assert (tmp_path / "one.nt").read_bytes() == (tmp_path / "two.nt").read_bytes()
    assert undo(str(tmp_path / "two.nt"), str(tmp_path / "again.nt")).removed == 0
    assert (tmp_path / "one.nt").read_bytes() == (tmp_path / "again.nt").read_bytes()


VARIANT = f"""<https://identifiers.org/hgnc/HGNC:6767> {LABEL} "see <https://identifiers.org/hgnc/HGNC:6767> \\"x\\"" .
<http://example.org/a> <http://example.org/p> <https://bioregistry.io/mondo:0005148> .
<http://identifiers.org/hgnc/6767> <http://example.org/p> "2"^^<{PREFIXES["xsd"]}int> .
<http://example.org/a> <http://example.org/p> <{MONDO}0005148> .
<http://example.org/b> <http://example.org/p> "<https://identifiers.org/mesh/D1>" .
"""


@pytest.mark.slow
@pytest.mark.parametrize("block", [1, 8 << 20])
def test_variant_iris_are_told_of_and_rewritten_where_asked(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(bases, "_BLOCK", block)
    told = small(kb_root, tmp_path, VARIANT)
    assert "https://identifiers.org/hgnc/" in told.variants
    assert told.rewritten == 0
    assert parsed(tmp_path / "out.nt") >= parsed(tmp_path / "base.nt")
    report = small(kb_root, tmp_path, VARIANT, canonical=True)
    assert report.rewritten == 2
    lines = (tmp_path / "out.nt").read_text().splitlines()
    assert (
        lines[0]
        == f'<http://identifiers.org/hgnc/6767> {LABEL} "see <https://identifiers.org/hgnc/HGNC:6767> \\"x\\"" .'
    )
    assert lines[1] == lines[3] == f"<http://example.org/a> <http://example.org/p> <{MONDO}0005148> ."
    assert undo(str(tmp_path / "out.nt"), str(tmp_path / "again.nt")) == (
        str(tmp_path / "again.nt"),
        report.added,
        2,
        0,
    )
    assert (tmp_path / "again.nt").read_text() == VARIANT


@pytest.mark.slow
def test_the_report_says_what_fits_and_what_does_not(kb: exo_ld.KnowledgeBase, tmp_path: Path) -> None:
    deprecated, true = f"<{PREFIXES['owl']}deprecated>", f'"true"^^<{PREFIXES["xsd"]}boolean>'
    text = f"""<{MONDO}0005148> {LABEL} "sugar" .
<{MONDO}0005015> {LABEL} "diabetes mellitus" .
<{MONDO}0005016> {deprecated} {true} .
<{MONDO}0005016> <{PREFIXES["IAO"]}0100001> <{MONDO}9999999> .
<{MONDO}9999998> {deprecated} {true} .
<{MONDO}0005148> {deprecated} {true.replace("true", "false")} .
<http://example.org/a> <{PREFIXES["bibo"]}doi> <https://doi.org/10.1000/1> .
<{PREFIXES["bibo"]}pmid> <http://example.org/p> <http://example.org/a> .
<https://w3id.org/exo-ld/ontology> <{PREFIXES["owl"]}versionInfo> "0.0.1" .
<{EXOD}claim-gone-01> {LABEL} "an old claim" .
"""
    (tmp_path / "base.nt").write_text(text)
    report = merge(selection.selected(kb), [str(tmp_path / "base.nt")], str(tmp_path / "out.nt"))
    assert report.labels == [{"term": "MONDO:0005148", "ours": "type 2 diabetes mellitus", "base": "sugar"}]
    assert [(row["term"], row["replaced_by"]) for row in report.obsolete] == [("MONDO:0005016", "MONDO:9999999")]
    assert report.uses == [{"property": "bibo:doi", "ours": ["literal"], "base": ["IRI"]}]
    assert report.joins["MONDO"]["joined"] == 3
    assert len(report.joins["MONDO"]["missing"]) == report.joins["MONDO"]["terms"] - 3
    assert report.joins["hgnc"]["joined"] == 0
    assert (report.other_version, report.base_versions, report.sound) == (2, ["0.0.1"], False)
    shown = report.text()
    for words in (
        "'type 2 diabetes mellitus' here, 'sugar' in the base",
        "replaced by MONDO:9999999",
        "version 0.0.1",
        "missing in the base",
    ):
        assert words in shown
    assert json.loads(report.text("json"))["uses"] == report.uses


@pytest.mark.slow
def test_in_quads_a_property_as_an_object_is_no_use_of_it(kb: exo_ld.KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "base.nq").write_text(f"<http://e.org/a> <http://e.org/p> <{PREFIXES['bibo']}doi> <http://e.org/g> .\n")
    assert merge(selection.selected(kb), [str(tmp_path / "base.nq")], str(tmp_path / "out.nq")).uses == []


def test_lines_that_are_malformed_are_found_wherever_pyoxigraph_finds_them() -> None:
    seeds = [
        b"<http://a.b/c> <http://p/q#r> <http://o/x> .", b'<http://a.b/c> <http://p/q#r> "ab \\" c\\u00e9" .',
        b"_:b0 <http://p> _:c1 . # x", b'<urn:a> <urn:p> "x"@en-GB .', b'<urn:a> <urn:p> "x"@en.', b"# c", b"",
        b'<urn:a> <urn:p> "1"^^<http://w.org/X#int> .',
    ]  # fmt: skip
    quads = seeds + [
        line[:-1] + graph + b" ." for line in seeds if line.endswith(b" .") for graph in (b"<urn:g>", b"_:g")
    ]
    pieces = [bytes([c]) for c in b' \t<>"\\@^.:_-#abzuUxD019/\r{}|`~%[\x00\x0b'] + [
        b"@en",
        b"^^",
        b"\\u00",
        b" .",
        b"<urn:x>",
        b"_:z ",
    ]
    chance, wrong = random.Random(7), 0
    for graphs, form, lines in ((False, ox.RdfFormat.N_TRIPLES, seeds), (True, ox.RdfFormat.N_QUADS, quads)):
        find = scan.Scanner(graphs=graphs)
        for line in lines:
            assert not find(b"\n" + line + b"\n").suspects, line
        for _ in range(6000):
            text = bytearray(chance.choice(lines))
            for _ in range(chance.choice((1, 1, 2, 3))):
                at = chance.randrange(len(text) + 1)
                text[at : at + chance.choice((0, 1))] = chance.choice([*pieces, b"", b""])
            line = bytes(text)
            try:
                list(ox.parse(line, format=form))
            except SyntaxError:
                wrong += 1
                assert find(b"\n" + line + b"\n").suspects == [(1, len(line) + 2)], line
    assert wrong > 3000


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        b'<urn:a> <urn:p> "open .',
        b"<urn:a> <urn:p> <relative> .",
        b"<relative> <urn:p> <urn:o> .",
        b'<urn:a> <urn:p> "\xff" .',
        b"<urn:a> <urn:p> .",
    ],
)
@pytest.mark.parametrize("name", ["base.nt", "base.nq.gz"])
def test_a_broken_line_is_told_of_or_skipped_and_counted(kb_root: str, tmp_path: Path, line: bytes, name: str) -> None:
    text = BASE.encode() + line + b"\n" + b"<urn:a> <urn:p> <urn:o> .\n"
    out = "out" + name[4:]
    packed = gzip.compress(text) if name.endswith("gz") else text
    with pytest.raises(DataError, match=rf"{name}:9:\d+: .*--skip-broken"):
        small(kb_root, tmp_path, packed, name, out)
    assert os.listdir(tmp_path) == [name]
    report = small(kb_root, tmp_path, packed, name, out, skip_broken=True)
    assert (report.skipped, list(report.bases.values()), report.sound) == (1, [7], False)
    assert f"{name}:9:" in report.broken[0]
    assert "<urn:a> <urn:p> <urn:o>" in parsed(tmp_path / out)


@pytest.mark.slow
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    kb_root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb, base = exo_ld.load(root=kb_root), tmp_path / "base.nt"
    base.write_text(BASE)
    os.link(base, tmp_path / "hard.nt")
    (tmp_path / "soft.nt").symlink_to(base)
    (tmp_path / "cut.nt.gz").write_bytes(gzip.compress(BASE.encode())[:-20])
    (tmp_path / "plain.nt.gz").write_text(BASE)
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p> .\n")
    (tmp_path / "base.nq").write_text(BASE)
    before = sorted(os.listdir(tmp_path))
    cases: list[tuple[list[str], str, type[Exception], str]] = [
        (["base.nt"], "base.nt", UsageError, "never written to"),
        (["base.nt"], "hard.nt", UsageError, "never written to"),
        (["base.nt"], "soft.nt", UsageError, "never written to"),
        (["base.nt", "soft.nt"], "out.nt", UsageError, "given twice"),
        (["no.nt"], "out.nt", DataError, "no such file"),
        (["base.csv"], "out.nt", UsageError, "must end in"),
        (["base.nt"], "out.ttl", UsageError, "must end in .nt or .nq"),
        (["base.nq"], "out.nt", UsageError, "named graphs"),
        (["cut.nt.gz"], "out.nt", DataError, "breaks off"),
        (["plain.nt.gz"], "out.nt", DataError, "damaged gzip"),
        (["bad.ttl"], "out.nt", DataError, r"bad.ttl:2:\d+: "),
        (["base.nt"], "none/out.nt", OutputError, "no such folder"),
    ]
    for inputs, out, error, words in cases:
        with pytest.raises(error, match=words):
            merge(selection.selected(kb), [str(tmp_path / name) for name in inputs], str(tmp_path / out))
    with pytest.raises(UsageError, match="--include all: there is no such part"):
        merge(selection.selected(kb, ["all"]), [str(base)], str(tmp_path / "out.nt"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    with pytest.raises(OutputError, match="free some room"):
        merge(selection.selected(kb), [str(base)], str(tmp_path / "out.nt"))
    assert sorted(os.listdir(tmp_path)) == before
    assert base.read_text() == BASE


def test_undo_says_what_it_cannot_do(kb_root: str, tmp_path: Path) -> None:
    small(kb_root, tmp_path)
    out, receipt = str(tmp_path / "out.nt"), tmp_path / ("out.nt" + RECEIPT)
    again = str(tmp_path / "again.nt")
    with pytest.raises(DataError, match="no such merged file"):
        undo(str(tmp_path / "no.nt"), again)
    with pytest.raises(DataError, match="no such receipt"):
        undo(str(tmp_path / "base.nt"), again)
    with pytest.raises(UsageError, match="is what is read"):
        undo(out, out)
    with pytest.raises(UsageError, match=r"in \.nt"):
        undo(out, str(tmp_path / "again.nq"))
    whole = receipt.read_bytes()
    for bad in (whole[:-30], b"no gzip", gzip.compress(b"something\n")):
        receipt.write_bytes(bad)
        with pytest.raises(DataError, match=r"damaged|no receipt of a merge"):
            undo(out, again)
    assert not os.path.exists(again)


@pytest.mark.slow
def test_profiles_of_the_knowledge_base(kb: exo_ld.KnowledgeBase) -> None:
    stated = set(selection.quads(kb))
    made = ox.NamedNode(EXO + "MscExosomePreparation")
    type_ = ox.NamedNode(PREFIXES["rdf"] + "type")
    inferred = set(selection.quads(kb, ["inferred"])) - stated
    assert {quad.graph_name.value for quad in inferred} == {selection.INFERRED}  # type: ignore[union-attr]
    members = {quad.subject for quad in inferred if (quad.predicate, quad.object) == (type_, made)}
    assert ox.NamedNode(EXOD + "preparation-jin-2019-mir-486-1") in members
    assert not {quad.triple for quad in inferred} & {quad.triple for quad in stated}

    claims = Reading(kb).claims
    direct = set(selection.quads(kb, ["direct"])) - stated
    told = {(c.subject, c.object) for c in claims if not c.doubts}
    assert {(q.subject.value, q.object.value) for q in direct} == told  # type: ignore[union-attr]
    ours_only = {
        (q.subject.value, q.predicate.value, q.object.value)  # type: ignore[union-attr]
        for q in direct
        if q.predicate.value.startswith(EXO)
    }
    plain = {
        (c.subject, c.relation, c.object) for c in claims if not c.doubts and not c.aspect and not c.subject_aspect
    }
    assert ours_only
    assert ours_only <= plain

    retracted = {c.id for c in claims if c.retracted}
    assert retracted
    left = selection.quads(kb, ["without-retracted", "inferred", "direct"])
    named = {node.value for quad in left for node in (quad.subject, quad.object) if isinstance(node, ox.NamedNode)}
    assert not named & (retracted | {line.id for c in claims if c.retracted for line in c.evidence})
    assert {c.id for c in claims} - named == retracted


@pytest.mark.slow
def test_the_command_line(run: Run, tmp_path: Path) -> None:
    base, out, again = (str(tmp_path / name) for name in ("base.nt", "out.nt", "again.nt"))
    Path(base).write_text(BASE)
    done = run("merge", base, "-o", out, "--include", "direct", "--include", "without-retracted", "--format", "json")
    assert done.returncode == 1, done.stderr  # the base says something of ours that this version does not
    report = json.loads(done.stdout)
    assert report["included"] == ["asserted", "direct", "without-retracted"]
    undone = run("merge", "--undo", out, "-o", again)
    assert (undone.returncode, Path(again).read_text()) == (0, BASE)
    for arguments, words in (
        (("-o", out), "name one base file"),
        ((base, "-o", base), "never written to"),
        ((base, "--undo", out, "-o", again), "takes no base"),
        ((base, "--receipt", out, "-o", again), "goes with --undo"),
    ):
        failed = run("merge", *arguments)
        assert (failed.returncode, len(failed.stderr.splitlines())) == (2, 1)
        assert words in failed.stderr


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_told_of(kb_root: str, tmp_path: Path) -> None:
    (tmp_path / "out.nt").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left"):
        small(kb_root, tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(not TABLES.is_dir(), reason="needs the reference tables in ../shared/terms")
def test_a_merge_with_real_vocabularies_joins_whole(tmp_path: Path) -> None:
    from merge_trial import trial

    answers, missing, wrong = trial(TABLES, tmp_path, 0, ("mondo", "cl", "mirbase.mature"))
    assert wrong == []
    # What is not in these tables is of another vocabulary.
    assert not [iri for iri in missing if (vocabulary(iri) or "") in ("MONDO", "CL", "mirbase.mature")]
    assert answers["claims in a kind of diabetes, by the base's hierarchy"] > 0
    assert answers["preparations from mesenchymal stem cells, by the base's hierarchy"] > 0
    assert answers["those with synonyms in the base"] > 0


def merged(tmp_path: Path, out: str, *files: str) -> Path:
    quad = ox.Quad(ox.NamedNode(EXOD + "x"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"))
    ours = Ours([quad], ["asserted"], "https://w3id.org/exo-ld/", EXO[:-1], "exold")
    merge(ours, [str(tmp_path / name) for name in files], str(tmp_path / out))
    return tmp_path / out


@pytest.mark.slow
def test_blank_nodes_of_files_that_are_merged_twice_stay_apart(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.nt").write_text(f"_:x <urn:of> <urn:{name}> .\n")
    merged(tmp_path, "ab.nt", "a.nt", "b.nt")
    merged(tmp_path, "cd.nt", "c.nt", "d.nt")
    merged(tmp_path, "abc.nt", "ab.nt", "c.nt")
    whole = merged(tmp_path, "whole.nt", "abc.nt", "cd.nt", "d.nt")
    labels = [quad.subject for quad in ox.parse(path=whole) if quad.predicate.value == "urn:of"]
    assert len(labels) == len(set(labels)) == 6


@pytest.mark.slow
def test_relative_iris_of_two_bases_stay_apart(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text(f"<#it> <urn:of> <urn:{name}> .\n")
    whole = merged(tmp_path, "whole.nt", "a.ttl", "b.ttl")
    subjects = [quad.subject.value for quad in ox.parse(path=whole) if quad.predicate.value == "urn:of"]
    assert [iri.rpartition("/")[2] for iri in subjects] == ["a.ttl#it", "b.ttl#it"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "replacement",
    [
        '"GO:0001525"',
        "<http://purl.obolibrary.org/obo/GO_0001525>",
        '"GO:0001525"^^<http://www.w3.org/2001/XMLSchema#string>',
    ],
)
def test_what_replaces_an_obsolete_term_may_be_a_curie(tmp_path: Path, replacement: str) -> None:
    term, owl = "http://purl.obolibrary.org/obo/GO_0000001", "http://www.w3.org/2002/07/owl#deprecated"
    (tmp_path / "a.nt").write_text(
        f'<{term}> <{owl}> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n<{term}> <{PREFIXES["IAO"]}0100001> '
        f"{replacement} .\n"
    )
    quad = ox.Quad(ox.NamedNode(term), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"))
    report = merge(
        Ours([quad], ["asserted"], "https://w3id.org/exo-ld/", EXO[:-1], "exold"),
        [str(tmp_path / "a.nt")],
        str(tmp_path / "o.nt"),
    )
    assert [entry["replaced_by"] for entry in report.obsolete] == ["GO:0001525"]


@pytest.mark.parametrize(
    ("ending", "line", "label"),
    [
        ("nt", "<urn:a> <urn:p> <<(_:b <urn:q> <urn:o>)>> .\n", "_:b"),
        ("nq", '<urn:a> <urn:p> "x" _:g . # say "hi"\n', "_:g"),
        ("nq", '<urn:a> <urn:p> "x\\" _:no \\\\" _:g . # "\n', "_:g"),
    ],
)
def test_blank_nodes_of_two_files_stay_apart_wherever_they_stand(
    tmp_path: Path, ending: str, line: str, label: str
) -> None:
    paths = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for path in paths:
        path.write_text(line)
    out = tmp_path / f"out.{ending}"
    merge(Ours([], [], EXO, EXO, "exold"), list(map(str, paths)), str(out))
    assert out.read_text() == line + line.replace(label, f"{label}-exold-f2")


def test_undo_takes_no_receipt_of_another_file_as_long_as_this_one(kb_root: str, tmp_path: Path) -> None:
    small(kb_root, tmp_path, "<urn:a> <urn:p> <urn:b> .\n", "b.nt", "b-out.nt")
    small(kb_root, tmp_path, "<urn:a> <urn:p> <urn:c> .\n", "c.nt", "c-out.nt")
    receipt = tmp_path / f"c-out.nt{RECEIPT}"
    with pytest.raises(DataError, match="is the receipt of another file"):
        undo(str(tmp_path / "b-out.nt"), str(tmp_path / "again.nt"), str(receipt))
    out = tmp_path / "c-out.nt"
    out.write_bytes(b"".join(sorted(out.read_bytes().splitlines(keepends=True))))
    assert undo(str(out), str(tmp_path / "again.nt")).sound
    assert (tmp_path / "again.nt").read_text() == "<urn:a> <urn:p> <urn:c> .\n"


def test_undo_takes_no_receipt_that_was_edited(kb_root: str, tmp_path: Path) -> None:
    small(kb_root, tmp_path, "<urn:a> <urn:p> <urn:b> .\n")
    receipt = tmp_path / f"out.nt{RECEIPT}"
    lines = gzip.decompress(receipt.read_bytes()).splitlines(keepends=True)
    for edited in ([*lines[:4], *lines[5:]], [*lines[:4], b"<urn:a> <urn:p> <urn:b> .\n", *lines[4:]]):
        receipt.write_bytes(gzip.compress(b"".join(edited)))
        with pytest.raises(DataError, match="changed since the merge wrote it"):
            undo(str(tmp_path / "out.nt"), str(tmp_path / "again.nt"))
        assert not (tmp_path / "again.nt").exists()


def test_what_takes_the_place_of_a_private_file_is_private(kb_root: str, tmp_path: Path) -> None:
    (tmp_path / "out.nt").touch()
    (tmp_path / "out.nt").chmod(0o600)
    small(kb_root, tmp_path)
    assert (tmp_path / "out.nt").stat().st_mode & 0o777 == 0o600
