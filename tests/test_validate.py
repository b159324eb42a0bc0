"""`validate`: findings at the place where the fault stands, the choices that a call has, the stages of the knowledge
base."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import REPO, Run

import exo_ld
from exo_ld import sources
from exo_ld.check import job, validation
from exo_ld.check.audience import load_shapes
from exo_ld.check.validation import STAGES
from exo_ld.prefixes import PREFIXES
from exo_ld.report.findings import Finding, Stage
from exo_ld.report.report import Report, read_baseline, write_baseline
from exo_ld.shacl.results import Result

# One fault, a dose below zero, in a text full of what looks like it; the place of the number is marked by a pilcrow,
# which is taken out.
PREFIX = (
    "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n@prefix exod: <https://w3id.org/exo-ld/id/> .\n@prefix "
    "unit: <http://qudt.org/vocab/unit/> .\n"
)
FULL = "https://w3id.org/exo-ld/ontology#"
PLANTED = {
    "a predicate list": ("ttl", PREFIX + "exod:dose-x a exld:Dose ;\n  exld:unit unit:NUM ;\n  exld:value ¶-1.5 .\n"),
    "an object list": ("ttl", PREFIX + "exod:dose-x exld:value 2.0 , # -1.5 ,\n\t1.0,¶-1.5 ; a exld:Dose ; "
    "exld:unit unit:NUM .\n"),
    "after text of several lines": ("ttl", PREFIX + 'exod:dose-x a exld:Dose ; exld:unit unit:NUM ;\n exld:n """-1.5 '
    ';\nexod:dose-x exld:value -1.5 .\n"""@en ; exld:value ¶-1.5 .'),
    "after a comment that misleads": ("ttl", PREFIX + "# exod:dose-x exld:value -1.5 .\nexod:dose-x a exld:Dose ; "
    "# exld:value -1.5\n  exld:unit unit:NUM ; exld:value ¶-1.5 ."),
    "full IRIs": ("ttl", f"<https://w3id.org/exo-ld/id/dose-x>\n<{FULL}unit> <http://qudt.org/vocab/unit/NUM> ; "
    f"a <{FULL}Dose> ; <{FULL}value> ¶-1.5 ."),
    "a base": ("ttl", "@base <https://w3id.org/exo-ld/id/> .\n" + PREFIX + "<other> a exld:Dose .\n<dose-x> a "
    "exld:Dose ; exld:unit unit:NUM ;\nexld:value ¶-1.5 ."),
    "a blank node": ("ttl", PREFIX + "exod:experiment-x exld:dose\n  [ a exld:Dose ; "
    "exld:unit unit:NUM ] ,\n  [ a exld:Dose ; exld:unit unit:NUM ; exld:value ¶-1.5 ] ."),
    "windows lines and wide letters": ("ttl", (PREFIX + 'exod:dose-x a exld:Dose ; exld:unit unit:NUM ;\n exld:n '
    '"é😀漢" ; exld:value ¶-1.5 .\n').replace("\n", "\r\n")),
    "a datatype": ("ttl", PREFIX + 'exod:dose-x a exld:Dose ; exld:unit unit:NUM ;\n exld:value '
    '¶"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .'),
    "a named graph": ("trig", PREFIX + "exod:g {\n exod:dose-x a exld:Dose ; exld:unit unit:NUM .\n}\nGRAPH exod:h { "
    "exod:dose-x exld:value ¶-1.5 }"),
    "N-Triples": ("nt", f'<https://w3id.org/exo-ld/id/dose-x> <{FULL}n> "-1.5" .\n<https://w3id.org/exo-ld/id/dose-x> '
    f'<{FULL}value> ¶"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
                          "<https://w3id.org/exo-ld/id/dose-x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                          f"<{FULL}Dose> .\n"),
    "N-Quads": ("nq", "<https://w3id.org/exo-ld/id/dose-x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    f"<{FULL}Dose> <http://g> .\n"
                      f'<https://w3id.org/exo-ld/id/dose-x> <{FULL}value> '
                      '¶"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g> .\n'),
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A knowledge base of our ontology and shapes, without facts."""
    place = tmp_path_factory.mktemp("small")
    (place / "ontology").mkdir()
    for name in ("exo.ttl", "vocabularies.ttl"):
        shutil.copy(REPO / "ontology" / name, place / "ontology" / name)
    shutil.copy(REPO / "ontology/imports/qudt.ttl", place / "ontology" / "units.ttl")
    shutil.copytree(REPO / "shapes", place / "shapes")
    return str(place)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_at_its_line_and_column(name: str, packed: bool, tmp_path: Path, small: str) -> None:
    ending, text = PLANTED[name]
    before, _, after = text.partition("¶")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    path = tmp_path / (f"mine.{ending}" + (".gz" if packed else ""))
    path.write_bytes(gzip.compress((before + after).encode()) if packed else (before + after).encode())
    report = exo_ld.validate(str(path), root=small, only_shapes=["Dose-value"])
    (found,) = [f for f in report.findings if f.value == "-1.5"]
    assert (found.file, found.line, found.column) == (str(path), line, column)
    shown, carets = found.excerpt.split("\n")
    assert shown == (before + after).split("\n")[line - 1].rstrip("\r")
    literal = shown[column - 1 : column - 1 + found.width]
    assert carets == "".join("\t" if c == "\t" else " " for c in shown[: column - 1]) + "^" * len(literal)
    assert literal in ("-1.5", '"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')


@pytest.mark.slow
def test_every_finding_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        PREFIX
        + "\n\nexod:dose-mine a exld:Dose ;\n  exld:value 1.0 ;\n  exld:valeu 2 .\n[] a exld:Dose ;\n exld:value 'x' "
        ".\n"
        "exod:claim-x a exld:Claim ; exld:object exod:claim-jin-2019-mir-486-99 .\n",
        encoding="utf-8",
    )
    report = exo_ld.validate(str(path))
    assert not report.conforms
    assert [(f.shape, f.focus, f.value, f.line, f.column, f.fix) for f in report.findings] == [
        ("exos:Dose-of", "exod:dose-mine", "", 6, 1, ""),
        ("exos:Dose-unit", "exod:dose-mine", "", 6, 1, "add exld:unit to exod:dose-mine"),
        ("undefined-term", "exod:dose-mine", "exld:valeu", 8, 3, "write exld:value, if that is meant"),
        ("exos:Dose-of", "_:line9column1", "", 9, 1, ""),
        ("exos:Dose-unit", "_:line9column1", "", 9, 1, "add exld:unit to this node"),
        ("exos:Dose-value", "_:line9column1", "x", 10, 13, ""),
        ("exos:Claim-evidence", "exod:claim-x", "", 11, 1, ""),
        ("exos:Claim-relation", "exod:claim-x", "", 11, 1, "add exld:relation to exod:claim-x"),
        ("exos:Claim-subject", "exod:claim-x", "", 11, 1, "add exld:subject to exod:claim-x"),
        ("exos:Term-defined", "exod:claim-x", "exod:claim-jin-2019-mir-486-99", 11, 41, ""),
        ("undefined-term", "exod:claim-x", "exod:claim-jin-2019-mir-486-99", 11, 41, ""),
    ]
    assert {f.file for f in report.findings} == {str(path)}
    assert report.text("ttl") == exo_ld.validate(str(path)).text("ttl"), "blank nodes have no name that changes"


def test_a_fault_is_in_the_file_that_says_it(tmp_path: Path, small: str) -> None:
    (tmp_path / "a.ttl").write_text(PREFIX + "exod:dose-x a exld:Dose ; exld:unit unit:NUM .\n")
    (tmp_path / "b.ttl").write_text(PREFIX + "exod:dose-x exld:value 'x' .\n")
    found = exo_ld.validate(str(tmp_path), root=small, only_shapes=["DoseShape"]).findings
    assert [(Path(f.file).name, f.shape, f.line) for f in found] == [
        ("a.ttl", "exos:Dose-of", 4),
        ("b.ttl", "exos:Dose-value", 4),
    ]


def test_other_formats_have_no_place_but_a_file(tmp_path: Path, small: str) -> None:
    path = tmp_path / "mine.jsonld"
    path.write_text(json.dumps({"@id": PREFIXES["exod"] + "dose-x", "@type": FULL + "Dose"}), encoding="utf-8")
    report = exo_ld.validate(str(path), root=small, only_shapes=["Dose-unit"])
    assert [(f.file, f.line, f.excerpt) for f in report.findings] == [(str(path), 0, "")]
    assert report.text().splitlines()[0].startswith(f"{path}: Violation: exos:Dose-unit: ")


@pytest.fixture
def dose(tmp_path: Path) -> str:
    path = tmp_path / "mine.ttl"
    path.write_text(
        PREFIX + "exod:dose-x a exld:Dose .\nexod:dose-y a exld:Dose ; exld:unit unit:NUM .\n", encoding="utf-8"
    )
    return str(path)


@pytest.mark.slow
def test_some_shapes_and_some_things_only(dose: str, small: str) -> None:
    def found(**options: list[str]) -> set[tuple[str, str]]:
        return {(f.shape, f.focus) for f in exo_ld.validate(dose, root=small, **options).findings}  # type: ignore[arg-type]

    everything = {(f"exos:Dose-{part}", f"exod:dose-{name}") for part in ("of", "unit", "amount") for name in "xy"} - {
        ("exos:Dose-unit", "exod:dose-y")
    }
    assert found() == everything
    of_properties = {p for p in everything if p[0] != "exos:Dose-amount"}  # which is a shape by itself
    assert found(only_shapes=["exos:DoseShape"]) == of_properties
    assert found(only_shapes=["exos:DoseShape", "Dose-amount"]) == everything
    assert found(only_shapes=["Dose-of", "https://w3id.org/exo-ld/shapes#Dose-unit"]) == of_properties
    assert found(focus=["exod:dose-y"]) == {p for p in everything if p[1] == "exod:dose-y"}
    assert found(focus=["<https://w3id.org/exo-ld/id/dose-y>"]) == found(focus=["exod:dose-y"])
    with open(dose, "a", encoding="utf-8") as file:
        file.write("exod:dose-x exld:valeu 1 .\n")
    assert ("undefined-term", "exod:dose-x") in found()
    assert found(focus=["exod:dose-y"]) == {p for p in everything if p[1] == "exod:dose-y"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"only_shapes": ["Dose-unitt"]}, "no shape 'Dose-unitt'; near it: exos:Dose-unit, "),
        ({"focus": ["jin"]}, "--focus jin: give an IRI, or a CURIE such as "),
        ({"focus": ["http://e/a b"]}, "--focus http://e/a b: give an IRI, or a CURIE such as "),
        ({"audience": "mine"}, "no audience 'mine'; use user, maintainer, misev"),
        ({"fail_on": "never"}, "no severity 'never'; use violation, warning or info"),
        ({"skip": ["shackle"]}, "no stage 'shackle'; the stages are parse, form, "),
        ({"only": ["ledger"]}, "no stage is left to run; those of this call are parse, shacl, defined"),
        ({"engine": "slow"}, "no engine 'slow'; use one of fast, pyshacl"),
    ],
)
def test_a_name_that_there_is_not(dose: str, small: str, options: dict[str, list[str]], message: str) -> None:
    with pytest.raises(exo_ld.UsageError) as error:
        exo_ld.validate(dose, root=small, **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


@pytest.mark.slow
def test_audiences(tmp_path: Path, small: str) -> None:
    """A user may use blank nodes and another form; who keeps the knowledge base may not. A reporting profile only looks
    for gaps."""
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIX + "[] a exld:DiseaseModel .\n", encoding="utf-8")

    def shapes(audience: str | None) -> set[str]:
        return {f.shape for f in exo_ld.validate(str(path), root=small, audience=audience).findings}

    assert shapes("maintainer") - shapes("user") == {"exos:Individual-iri", "form"}
    assert shapes(None) == shapes("user") > {"exos:DiseaseModel-label"}
    report = exo_ld.validate(str(path), root=small, audience="misev")
    assert {(f.shape, f.severity) for f in report.findings} == {("exos:Misev-species", "Info")}
    assert (report.status, exo_ld.validate(str(path), root=small, audience="misev", fail_on="info").status) == (0, 1)


def test_only_marked_shapes_are_left_out_for_users() -> None:
    off = ox.NamedNode(PREFIXES["sh"] + "deactivated")
    marked = {t.subject for t in load_shapes("maintainer") if t.predicate.value == PREFIXES["dcterms"] + "audience"}
    assert {t.subject for t in load_shapes("user") if t.predicate == off} == marked
    assert len(marked) == 29


@pytest.mark.slow
def test_further_shapes(dose: str, tmp_path: Path, small: str) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        f"@prefix sh: <{PREFIXES['sh']}> .\n<http://e/S> a sh:NodeShape ; sh:targetClass <{FULL}Dose> ; "
        "sh:property <http://e/P> .\n"
        '<http://e/P> sh:path <http://e/p> ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "SHOULD have a p." .\n'
    )
    report = exo_ld.validate(dose, root=small, shapes=[str(shapes)], only_shapes=["http://e/S"])
    assert [(f.shape, f.severity, f.focus) for f in report.findings] == [
        ("http://e/P", "Warning", "exod:dose-x"),
        ("http://e/P", "Warning", "exod:dose-y"),
    ]
    assert (
        report.status,
        exo_ld.validate(dose, root=small, shapes=[str(shapes)], only_shapes=["http://e/S"], fail_on="warning").status,
    ) == (0, 1)


@pytest.mark.slow
def test_a_baseline_hides_what_is_known(dose: str, tmp_path: Path, small: str) -> None:
    baseline = str(tmp_path / "baseline.json")
    first = exo_ld.validate(dose, root=small)
    write_baseline(first, baseline)
    text = Path(dose).read_text(encoding="utf-8")
    Path(dose).write_text(
        "# moved down\n\n"
        + text.replace("exod:dose-x a exld:Dose", "exod:dose-x exld:unit unit:NUM ; a exld:Dose")
        + "exod:dose-z a exld:Dose .\n"
    )
    report = exo_ld.validate(dose, root=small).without(read_baseline(baseline))
    assert {f.focus for f in report.findings} == {"exod:dose-z"}
    assert (report.known, report.gone) == (4, 1)
    assert report.text().splitlines()[-1] == "not valid: 3 violations, 4 more known by the baseline"
    (tmp_path / "no.json").write_text("[]")
    with pytest.raises(exo_ld.DataError, match=r"no\.json: no baseline of findings; write one by --write-baseline"):
        read_baseline(str(tmp_path / "no.json"))


@pytest.mark.slow
def test_of_two_that_look_the_same_one_may_be_known(tmp_path: Path, small: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIX + "[] a exld:Dose ; exld:unit unit:NUM .\n")
    write_baseline(exo_ld.validate(str(path), root=small, only_shapes=["Dose-amount"]), str(tmp_path / "b.json"))
    path.write_text(PREFIX + "\n" + "[] a exld:Dose ; exld:unit unit:NUM .\n" * 2)
    report = exo_ld.validate(str(path), root=small, only_shapes=["Dose-amount"]).without(
        read_baseline(str(tmp_path / "b.json"))
    )
    assert (len(report.findings), report.known) == (1, 1)


def test_an_error_is_never_known(tmp_path: Path) -> None:
    error = Finding("Error", "file", "", "", "", "cannot be read", "a.ttl", 0)
    write_baseline(Report([error, error._replace(severity="Warning")]), str(tmp_path / "b.json"))
    known = read_baseline(str(tmp_path / "b.json"))
    assert Report([error]).without(known).findings == [error]


def test_only_what_the_given_files_tell_of_is_reported(kb_copy: Path, tmp_path: Path) -> None:
    """A fault of the knowledge base's own is not the user's."""
    (kb_copy / "ontology" / "facts" / "studies" / "bad-2020.ttl").write_text(
        PREFIX + "exod:study-bad-2020 a exld:PrimaryStudy .\n"
    )
    (tmp_path / "mine.ttl").write_text(
        PREFIX + '<http://e/s> a exld:PrimaryStudy ; <http://purl.org/ontology/bibo/doi> "10.1/x" .\n'
    )
    assert exo_ld.validate(str(tmp_path / "mine.ttl"), root=str(kb_copy), skip=["defined"]).findings == []
    assert [f.focus for f in exo_ld.validate(root=str(kb_copy), only=["shacl"]).findings] == ["exod:study-bad-2020"]


@pytest.mark.slow
def test_a_file_of_the_knowledge_base_is_checked_in_its_place() -> None:
    """Changed in a copy of the tree it replaces what it was; here the same file finds the same as all files do."""
    path = REPO / "ontology" / "facts" / "studies" / "zhao-2019-exosomes-cognitive-mice.ttl"
    (found,) = exo_ld.validate(str(path)).findings
    assert (found.shape, found.severity, found.stage) == ("exos:PrimaryStudy-doi", "Warning", "shacl")


def test_a_broken_file_of_the_knowledge_base_may_be_named(kb_copy: Path) -> None:
    """It is a file that cannot be checked, not a knowledge base that cannot be read."""
    path = kb_copy / "ontology" / "facts" / "studies" / "demo-2020.ttl"
    path.write_text("<")
    good = str(REPO / "tests" / "data" / "good.ttl")
    report = exo_ld.validate(str(path), good, root=str(kb_copy), skip=["defined"])
    assert [(f.severity, f.file) for f in report.findings] == [("Error", str(path))]
    with pytest.raises(exo_ld.DataError, match=r"demo-2020\.ttl:1:"):
        exo_ld.validate(good, root=str(kb_copy))


NUMBER = "exod:dose-x a exld:Dose ; exld:unit unit:NUM ; exld:value "
FRONT = "ontology/facts/reviews/xiong-2021/front-matter.ttl"
JIN = "ontology/facts/studies/jin-2019-mir-486.ttl"
CHANGED = (REPO / JIN).read_text(encoding="utf-8")
CHANGED = CHANGED.replace("exld:stance exld:supports", "exld:stance exld:maybe").replace("rdfs:label", "rdfs:comment")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "own", "few"),
    [
        (CHANGED, "", 50),
        (PREFIX + NUMBER + "-1.50 .", "", 1),
        (PREFIX + NUMBER + "1.50 , 1.5 .", "", 1),
        (PREFIX + NUMBER + "1.50 .", PREFIX + NUMBER + "1.5 .", 1),
        (
            PREFIX + "exod:experiment-x exld:dose exod:dose-x .",
            PREFIX + NUMBER + '"1.50"^^<http://www.w3.org/2001/XMLSchema#double> .',
            1,
        ),
        (PREFIX + NUMBER + "1.5 .\nexod:dose-y a exld:Dose .", PREFIX + NUMBER + "1.5 .", 1),
        (PREFIX + "exld:valeu a exld:Dose ; exld:valeu 1 ; exld:unit exod:unit-x .", "", 1),
    ],
    ids=[
        "a study",
        "a number",
        "two spellings",
        "a spelling each",
        "a number of ours",
        "said twice",
        "a term of its own",
    ],
)
def test_a_file_is_checked_the_same_alone_and_with_all(
    given: str, own: str, few: int, monkeypatch: pytest.MonkeyPatch, small: str, tmp_path: Path
) -> None:
    """To look only at what a small file tells of leaves nothing out, and changes nothing."""
    (tmp_path / "mine.ttl").write_text(given, encoding="utf-8")
    shutil.copytree(small, tmp_path / "kb")
    (tmp_path / "kb" / "ontology" / "own.ttl").write_text(own, encoding="utf-8")

    def found() -> list[Finding]:
        return exo_ld.validate(str(tmp_path / "mine.ttl"), root=str(tmp_path / "kb")).findings

    narrow = found()
    monkeypatch.setattr(job, "_FEW", 0)
    assert len(narrow) >= few
    assert found() == narrow


def test_what_an_endpoint_holds(monkeypatch: pytest.MonkeyPatch, small: str) -> None:
    """The call is passed on with the shapes of the user profile; tests/test_shacl_remote.py asks real servers."""
    asked: dict[str, object] = {}

    def answer(url: str, shapes: list[ox.Triple], **options: object) -> tuple[list[Result], int]:
        asked.update(options, url=url, shapes=len(shapes))
        sh = PREFIXES["sh"]
        dose, unit = (ox.NamedNode(PREFIXES[space] + name) for space, name in (("exod", "dose-x"), ("exld", "unit")))
        part = sh + "MinCountConstraintComponent"
        return [Result(dose, unit, None, PREFIXES["exos"] + "Dose-unit", "", part, sh + "Violation", "MUST.")], 1

    monkeypatch.setattr(validation, "run_remote", answer)
    report = exo_ld.validate(
        root=small, endpoint="http://e/sparql", timeout=5, only_shapes=["Dose-unit"], focus=["exod:dose-x"]
    )
    assert [(f.shape, f.focus, f.file, f.fix) for f in report.findings] == [
        ("exos:Dose-unit", "exod:dose-x", "http://e/sparql", "add exld:unit to exod:dose-x")
    ]
    assert report.text().splitlines()[0] == "http://e/sparql: Violation: exos:Dose-unit: MUST. [exod:dose-x]"
    assert report.nodes == 1
    assert asked == {
        "url": "http://e/sparql", "timeout": 5, "only": {PREFIXES["exos"] + "Dose-unit"},
        "focus": {ox.NamedNode(PREFIXES["exod"] + "dose-x")}, "shapes": len(load_shapes("user")),
    }  # fmt: skip
    with pytest.raises(exo_ld.UsageError, match="--endpoint goes with neither files nor another engine"):
        exo_ld.validate("mine.ttl", endpoint="http://e/sparql")
    with pytest.raises(exo_ld.UsageError, match="it goes with neither --skip nor --only"):
        exo_ld.validate(endpoint="http://e/sparql", only=["form"])


# --- the stages of a knowledge base
# ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this knowledge base; a test that changes it puts it back."""
    place = tmp_path_factory.mktemp("whole")
    for name in ("ontology", "shapes", "queries"):
        shutil.copytree(REPO / name, place / name)
    return place


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


STAGED: dict[str, tuple[Callable[[Path], None], tuple[str, str, str]]] = {
    "parse": (replaced("ontology/kinds.ttl", " .\n", " . .\n"), ("Error", "syntax", "ontology/kinds.ttl")),
    "form": (replaced("ontology/kinds.ttl", " ;\n", "  ;\n"), ("Violation", "form", "ontology/kinds.ttl")),
    "shacl": (
        replaced(JIN, "  exld:stance exld:supports ;\n", ""),
        ("Violation", "exos:EvidenceLine-stance", JIN),
    ),
    "defined": (
        replaced(JIN, "exld:stance exld:supports", "exld:stance exld:suports"),
        ("Violation", "undefined-term", JIN),
    ),
    "coherence": (
        replaced(JIN, "observedIn exod:experiment-jin-2019-mir-486-1",
                 "observedIn exod:experiment-cui-2016-mir-145-stroke-1"),
        ("Violation", "exos:name", JIN),
    ),
    "ledger": (
        replaced(FRONT, "  exld:waiver exld:frontMatter ;\n", ""),
        ("Violation", "ledger", FRONT),
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_finds_its_fault(stage: str, whole: Path) -> None:
    change, (severity, shape, file) = STAGED[stage]
    path = whole / file
    kept = path.read_bytes()
    assert [f for f in exo_ld.validate(root=str(whole), only=[stage]).findings if f.severity != "Warning"] == []
    try:
        change(whole)
        report = exo_ld.validate(root=str(whole), only=[stage])
        found = [f for f in report.findings if f.severity != "Warning"]
        assert {(f.severity, f.shape, f.file, f.stage) for f in found} == {(severity, shape, str(whole / file), stage)}
        assert report.status == (2 if severity == "Error" else 1)
        assert stage == "form" or all(f.line for f in found)
    finally:
        path.write_bytes(kept)


@pytest.mark.slow
def test_after_a_broken_file_the_rest_is_checked(whole: Path) -> None:
    path = whole / "ontology" / "kinds.ttl"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept + b"<")
        report = exo_ld.validate(root=str(whole), skip=["form"])
        assert [stage for stage in report.stages if stage.reason] == [
            Stage("ledger", "a file could not be read"),
        ]
        assert (report.status, {f.shape for f in report.findings if f.severity == "Error"}) == (2, {"syntax"})
    finally:
        path.write_bytes(kept)


def test_without_reviews_the_ledger_is_not_run(run: Run, kb_root: str) -> None:
    done = run("validate", "--kb", kb_root)
    assert done.returncode == 0
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if ": not run: " in line] == ["ledger"]
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == list(STAGES)


@pytest.mark.slow
def test_the_command(run: Run, dose: str, tmp_path: Path, small: str) -> None:
    done = run(
        "validate", dose, "--kb", small, "--shape", "Dose-unit", "--format", "json", "-o", str(tmp_path / "out.json")
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert [f["line"] for f in json.loads((tmp_path / "out.json").read_text())["findings"]] == [4]
    done = run("validate", dose, "--kb", small, "--write-baseline", str(tmp_path / "b.json"))
    assert (done.returncode, done.stdout) == (0, "")
    done = run("validate", dose, "--kb", small, "--baseline", str(tmp_path / "b.json"))
    assert (done.returncode, done.stdout) == (
        0,
        "the shapes looked at 2 nodes\nvalid: no findings, 5 more known by the baseline\n",
    )
    done = run("validate", str(tmp_path / "none.ttl"))
    assert (done.returncode, done.stderr) == (
        2,
        f"exo-ld: {tmp_path}/none.ttl: cannot be read (No such file or directory); check the path and its "
        "permissions\n",
    )
    done = run("validate", dose, "--kb", small, "--max-bytes", "20")
    assert (done.returncode, done.stderr) == (
        2,
        f"exo-ld: {dose}: more than 20 bytes once unpacked; raise --max-bytes if you trust it\n",
    )
    assert run("validate", dose, "--kb", small, "--endpoint", "http://127.0.0.1:9/").returncode == 2


def test_each_turtle_file_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: Counter[str] = Counter()

    def read(path: str) -> bytes:
        opened[os.path.realpath(path)] += 1
        return Path(path).read_bytes()

    for module in (job, sources):
        monkeypatch.setattr(module, "read", read)
    given = tmp_path / "given.ttl"
    given.write_text("@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n<http://a/b> exld:nothing <http://a/c> .\n")
    report = exo_ld.validate(str(given), root=str(REPO / "tests" / "data" / "golden"))
    assert "undefined-term" in {finding.shape for finding in report.findings}
    assert set(opened.values()) == {1}


def test_a_file_that_cannot_be_read_is_told_once(kb_copy: Path) -> None:
    broken = kb_copy / "ontology" / "broken.ttl"
    broken.write_text("<a> <b> .\n")
    for only in ("parse", "form", "shacl"):
        (error,) = [f for f in exo_ld.validate(root=str(kb_copy), only=[only]).findings if f.file.endswith(broken.name)]
        assert (error.severity, error.line) == ("Error", 1)
