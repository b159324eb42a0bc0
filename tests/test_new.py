"""`exo-ld new`: sheets become the files that a curator would write by hand, and what is not sound is refused whole."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.check.bench import Bench, Outcome
from exo_ld.curate.ledger import coverage, verify_text
from exo_ld.curate.sheet import Row, qualifiers, read
from exo_ld.errors import OutputError, UsageError
from exo_ld.query.kb import load
from exo_ld.query.show import card

EXAMPLE = REPO / "examples" / "third-review"
TEXT = str(EXAMPLE / "poe-2022.txt")
TABLES = str(REPO / "tests" / "data" / "terms")
FACTS = ("study: doe-2019-wound", "role: result")
STUDY = "ontology/facts/studies/doe-2019-wound.ttl"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """A copy of the fixed knowledge base that a test may change."""
    return Path(shutil.copytree(REPO / "tests" / "data" / "golden", tmp_path / "kb"))


def write(root: Path, *lines: str, tables: str | None = TABLES, **more: bool) -> Outcome:
    """What came of a sheet, written into a knowledge base if it is sound."""
    bench = Bench(root=str(root), tables=tables, as_new=more.get("as_new", False))
    outcome = bench.tried(read("\n".join([*FACTS, *lines]), "sheet"))
    if not outcome.faults:
        bench.publish(outcome)
    return outcome


def state(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_the_example_is_what_its_sheets_give(tmp_path: Path, run: Run) -> None:
    mine = tmp_path / "mine"
    for name in ("review.facts", "wounds.facts"):
        done = run("new", str(EXAMPLE / name), "--into", str(mine), "--text", TEXT)
        assert done.returncode == 0, done.stderr
    assert "exod:claim-doe-2020-mir-21-5p-wound-04  a low level of PTEN may increase angiogenesis\n" in done.stdout
    files = sorted(str(path.relative_to(mine)) for path in mine.rglob("*.ttl"))
    assert files == sorted(str(path.relative_to(EXAMPLE)) for path in EXAMPLE.rglob("*.ttl"))
    assert filecmp.cmpfiles(EXAMPLE, mine, files, shallow=False)[1:] == ([], [])
    assert coverage(data=[str(mine)]).holes == []
    assert verify_text(TEXT, data=[str(mine)]).sound
    assert run("fmt", "--check", str(mine)).returncode == 0


@pytest.mark.slow
def test_a_claim_gets_the_next_free_ids(kb: Path) -> None:
    before = (kb / STUDY).read_text(encoding="utf-8")
    outcome = write(kb, " | VEGFA | increases | cell population proliferation | expression | table-1-r01 | more cells")
    assert outcome.faults == []
    assert outcome.claims == [
        ("exod:claim-doe-2019-wound-13", "VEGFA increases the expression of cell population proliferation")
    ]
    after = (kb / STUDY).read_text(encoding="utf-8")
    new = after.split("exod:claim-doe-2019-wound-13\n")[1].split("\n.\n")
    assert "exld:aspect exld:expression ;" in new[0]
    assert "exod:evidence-doe-2019-wound-13-1\n" in new[1]
    for said in (
        "cites exod:study-doe-2019-wound",
        "role exld:result",
        "stance exld:supports",
        'asStated "more cells"',
    ):
        assert f"exld:{said} ;" in new[1]
    assert "exld:statedIn exod:passage-roe-2021-table-1-r01 ;" in new[1]
    assert set(before.splitlines()) <= set(after.splitlines())
    again = write(kb, " | VEGFA | decreases | PTEN | | table-1-r01", "new | PTEN | affects | VEGFA | | table-1-r01")
    assert [claim for claim, _ in again.claims] == ["exod:claim-doe-2019-wound-14", "exod:claim-doe-2019-wound-15"]


REFUSED = [
    (" | VEGFA | increases | PTEN | | table-1-r99", "no passage table-1-r99"),
    (" | VEGFA | increases | PTEN", "say where it is stated"),
    (" | VEGFA | raises | PTEN | | table-1-r01", "no relation 'raises'"),
    (" | VEGFA | increases | PTEN | doseOf=volume | table-1-r01", "it stands in the dose itself: dose=15 ml volume"),
    (" | VEGFA | increases | PTEN | loudness=0.05 | table-1-r01", "no property 'loudness'; exo-ld new keys lists all"),
    (" | VEGFA | increases | PTEN | likely | table-1-r01", "'likely' is in no closed list"),
    (" | VEGFA | increases | PTEN | inSystem=in vivo, in vitro | table-1-r01", "inVivo (one alone)"),
    (" | VEGFA | increases | PTEN | modality=likely | table-1-r01", "modality=likely: one of able, asked, expected"),
    (" | VEGFA | increases | PTEN | cites=99 | table-1-r01", "99"),
    (" | VEGFA | increases | SMAD9 | | table-1-r01", "nothing is called 'SMAD9'"),
    (" | VEGFA | increases | GO:0000000 | | table-1-r01", "GO:0000000 is not in the graph and the tables"),
    (" | VEGFA | increases | NOSUCH:0000001 | | table-1-r01", "NOSUCH is no prefix that is known here"),
    (" | VEGFA | increases | MI:0019 | | table-1-r01", "MI:0019 is not in the graph and the tables"),
    (" | VEGFA | increases | MONDO:0000002 | | table-1-r01", "it is obsolete"),
    (" | VEGFA | | PTEN | | table-1-r01", "a claim needs subject, relation and object"),
    ("claim-doe-2019-wound-12 | VEGFA | increases | PTEN | | table-1-r01", "is there; leave subject, relation and"),
    ("nobody | | | | | table-1-r01", "nobody is nothing that is there"),
    ("x | | a | condition | definition=Something.", "say what was searched"),
]  # fmt: skip


def test_what_is_not_sound_is_refused_whole_and_all_of_it_is_told(kb: Path) -> None:
    before = state(kb)
    good = " | VEGFA | decreases | cell population proliferation | | table-1-r01"
    outcome = write(kb, good, *(line for line, _ in REFUSED))
    faults = outcome.faults
    assert "the shapes are asked" in outcome.next_step
    assert [fault.partition(": ")[0] for fault in faults] == [f"sheet:{n}" for n in range(4, 4 + len(REFUSED))]
    for fault, (_, said) in zip(faults, REFUSED, strict=True):
        assert said in fault
    assert state(kb) == before


@pytest.mark.slow
def test_what_the_shapes_refuse_is_refused_with_its_row(kb: Path) -> None:
    before = state(kb)
    faults = write(
        kb,
        " | VEGFA | increases | PTEN | inDisease=SMAD1 | table-1-r01",  # a gene where a disease is due
        " | VEGFA | increases | PTEN | value=3 | table-1-r01",
    ).faults
    assert any(fault.startswith("sheet:3: exos:") for fault in faults)
    assert any("a row 'hgnc:6767 | | a | KIND' places it" in fault for fault in faults)
    assert any(fault.startswith("sheet:4: exos:Claim-measure: ") for fault in faults)
    assert state(kb) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "what"),
    [
        (" | MIR126 | decreases | PTEN | inCell=endothelial cell | table-1-r01", "exod:claim-doe-2019-wound-12"),
        (" | MIR126 | decreases | PTEN | | table-1-r01", "perhaps the same is there: exod:claim-doe-2019-wound-12 “"),
    ],
)
def test_what_is_there_already_is_shown(kb: Path, line: str, what: str) -> None:
    (fault,) = write(kb, line).faults
    assert what in fault
    assert "write its id as the key" in fault
    assert write(kb, "new" + line).claims[0][0] == "exod:claim-doe-2019-wound-13"


@pytest.mark.slow
def test_a_further_line_for_a_claim_that_is_there(kb: Path) -> None:
    assert write(kb, "claim-12 | | | | | table-1-r01 | lower PTEN").faults == []
    text = (kb / STUDY).read_text(encoding="utf-8")
    assert text.count("exld:evidenceFor exod:claim-doe-2019-wound-12 ;") == 2


@pytest.mark.slow
def test_a_passage_that_is_stated_is_no_longer_waived(kb: Path) -> None:
    file = kb / "ontology/facts/reviews/poe-2022/outlook.ttl"
    assert "TransitionWithoutContent" in file.read_text(encoding="utf-8") or "waiver" in file.read_text(
        encoding="utf-8"
    )
    line = "claim-poe-2022-06 | | | | role=background | poe-2022-outlook-s03"
    assert write(kb, line).faults == []
    assert "waiver" not in file.read_text(encoding="utf-8").split("outlook-s03\n")[1].split("\n.\n")[0]


@pytest.mark.slow
def test_a_new_outside_term_brings_its_imports(kb: Path) -> None:
    outcome = write(kb, " | MIR126 | increases | autophagy | | table-1-r01")
    assert outcome.faults == []
    assert 'rdfs:label "autophagy"@en' in (kb / "ontology/imports/go.ttl").read_text(encoding="utf-8")
    (fault,) = write(kb, " | MIR126 | increases | SMAD1 | | table-1-r01", tables=None).faults
    assert "--tables DIR looks further" in fault


@pytest.mark.slow
def test_a_local_term_with_its_mapping(kb: Path) -> None:
    term = "wound-closure | | a | process | definition=The closing of a wound.; searched=wound closure (GO); {}"
    assert "say what is nearest to what was searched" in write(kb, term.format("")).faults[0]
    line = " | VEGFA | increases | wound-closure | | table-1-r01"
    assert write(kb, term.format("broadMatch=GO:0001525"), line).faults == []
    assert "exod:process-wound-closure\n" in (kb / "ontology/facts/entities.ttl").read_text(encoding="utf-8")
    mapping = (kb / "ontology/mappings/local-terms.sssom.tsv").read_text(encoding="utf-8")
    assert "exod:process-wound-closure\twound closure\tskos:broadMatch\tGO:0001525\tangiogenesis\t" in mapping


@pytest.mark.slow
def test_numbers_doses_and_their_units(kb: Path) -> None:
    line = "new | VEGFA | increases | PTEN | value=~30-40 %; timeValue=2 weeks; atDose=5 µg | table-1-r01"
    assert write(kb, line).faults == []
    text = (kb / STUDY).read_text(encoding="utf-8")
    claim = text.split("exod:claim-doe-2019-wound-13\n")[1].split("\n.\n")[0]
    for said in (
        "minValue 30.0",
        "maxValue 40.0",
        "unit unit:PERCENT",
        "approximate true",
        "timeValue 2.0",
        "timeUnit unit:WK",
    ):
        assert f"exld:{said} ;" in claim
    assert "exod:dose-doe-2019-wound-5-ug\n  a exld:Dose ;\n  exld:unit unit:MicroGM ;" in text


def test_statistics_are_written_tersely(kb: Path) -> None:
    number = "value=2.3; measure=odds ratio; unit=unit:NUM; interval=95 % CI 1.2-4.4; found=17 of 24"
    more = "durationValue=6 weeks; in vitro; pValue=<0.001; trend"
    line = f"new | VEGFA | increases | PTEN | {number}; {more} | table-1-r01"
    assert write(kb, line).faults == []
    text = (kb / STUDY).read_text(encoding="utf-8")
    for said in (
        "value 2.3", "measure exld:oddsRatio", "intervalFrom 1.2", "intervalTo 4.4", "intervalLevel 95.0",
        "spread exld:confidenceInterval", "affected 17", "sampleSize 24", "durationValue 6.0", "durationUnit unit:WK",
        "inSystem exld:inVitro",
    ):  # fmt: skip
        assert f"exld:{said} ;" in text.split("exod:claim-doe-2019-wound-13\n")[1].split("\n.\n")[0]
    line_of = text.split("exod:evidence-doe-2019-wound-13-1\n")[1].split("\n.\n")[0]
    assert "exld:pValueBelow 0.001 ;" in line_of
    assert "exld:significance exld:trend ;" in line_of


def test_a_claim_that_others_are_like_has_a_key_too(kb: Path) -> None:
    rows = (
        " | VEGFA | increases | PTEN | reasonFor=c2 | table-1-r01",
        "new c2 | VEGFA | decreases | cell population proliferation | | table-1-r01",
        "new | VEGFA | affects | cell population proliferation | | table-1-r01",
    )
    assert write(kb, *rows).faults == []
    assert "  exld:reasonFor exod:claim-doe-2019-wound-14 ;" in (kb / STUDY).read_text(encoding="utf-8")


def test_a_local_term_has_words_for_sentences(kb: Path) -> None:
    term = "death-rank | | a | attribute | definition=A rank.; wording=rank of {} among the causes of death; "
    rows = (
        term + "searched=death rank (CMO); match=none",
        " | VEGFA | hasMeasure | death-rank | value=2; unit=unit:NUM | table-1-r01",
    )
    outcome = write(kb, *rows)
    assert outcome.faults == []
    assert outcome.claims[0][1] == "the rank of VEGFA among the causes of death is 2"


def test_more_or_less_than_a_number(kb: Path) -> None:
    line = "new | VEGFA | increases | PTEN | value={}; timeValue={} weeks | table-1-r01"
    assert write(kb, line.format(">15 %", 1), line.format("<4.5 h", 2)).faults == []
    text = (kb / STUDY).read_text(encoding="utf-8")
    assert "exld:minValue 15.0 ;" in text
    assert "exld:maxValue 4.5 ;" in text
    assert text.count("exld:boundExcluded true ;") == 2


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("2e8 particles per day", "dosePer exld:perDay|unit unit:NUM|doseOf exld:particles|value 200000000.0"),
        ("2.5 × 10^8 particles in total", "dosePer exld:inTotal|value 250000000.0"),
        ("100 µg protein per individual", "dosePer exld:perAnimal|doseOf exld:vesicleProtein|unit unit:MicroGM"),
        ("5 µg", "unit unit:MicroGM"),
    ],
)
def test_a_dose_says_of_what_and_per_what(kb: Path, dose: str, said: str) -> None:
    assert write(kb, f"new | VEGFA | increases | PTEN | atDose={dose} | table-1-r01").faults == []
    text = (kb / STUDY).read_text(encoding="utf-8")
    name = text.split("exod:claim-doe-2019-wound-13\n")[1].split("exld:atDose ")[1].split(" ;")[0]
    node = text.split(f"\n{name}\n")[1].split("\n.\n")[0]
    assert all(f"exld:{part} ;" in node for part in said.split("|"))


@pytest.mark.parametrize(
    ("qualifier", "fault"),
    [
        ("found=many", "write 17 of 24"), ("found=75 %", "a row of its own"),
        ("found=none", "reportsNoEffect"), ("interval=wide", "write 43-70"), ("pValue=<small", "write a number"),
        ("sampleSize=some", "write a whole number"),
    ],
)  # fmt: skip
def test_statistics_that_are_none_are_refused(kb: Path, qualifier: str, fault: str) -> None:
    before = state(kb)
    (told,) = write(kb, f"new | VEGFA | increases | PTEN | {qualifier} | table-1-r01").faults
    assert fault in told
    assert state(kb) == before


@pytest.mark.slow
def test_a_study_of_its_own_has_passages(tmp_path: Path, run: Run) -> None:
    text, mine = tmp_path / "abstract.txt", tmp_path / "mine"
    text.write_text("A title\n\nVEGFA rose in 9 of 12 rats. It is not clear why.\n", encoding="utf-8")
    source, facts = tmp_path / "source.facts", tmp_path / "facts.facts"
    source.write_text(
        "ray-2024-rats | | a | primary study | label=Ray 2024; title=A title; doi=10.5555/ray.2024; year=2024; "
        "identification=confirmed by page; studyKind=mechanism study\n"
        'abstract | | a | section | label=Abstract; layout="front 1; text 3"\n',
        encoding="utf-8",
    )
    facts.write_text(
        "study: ray-2024-rats\nrole: result\n"
        " | VEGFA | increases | angiogenesis | found=9 of 12; inOrganism=Rattus norvegicus | | VEGFA rose\n"
        "abstract-s02 | | | | waiver=transitionWithoutContent\n",
        encoding="utf-8",
    )
    for sheet in (source, facts):
        more = ("--as-new",) if sheet == facts else ()
        done = run("new", str(sheet), "--into", str(mine), "--text", str(text), *more)
        assert done.returncode == 0, done.stderr
        first = "next: a sheet whose rows state or waive each of these passages; then exo-ld validate"
        assert (first in done.stderr) is (sheet == source)
    assert coverage(data=[str(mine)]).holes == []
    assert verify_text(str(text), data=[str(mine)]).sound
    done = run("validate", str(mine), "--audience", "maintainer")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_local_term_that_no_row_uses_is_told(kb: Path) -> None:
    told: list[str] = []
    bench = Bench(root=str(kb), tables=TABLES, tell=told.append)
    local = "%s | | a | condition | definition=Something.; searched=something (HP); match=none"
    rows = [local % "idle", local % "busy", " | VEGFA | affects | busy | | table-1-r01"]
    assert bench.tried(read("\n".join([*FACTS, *rows]), "sheet")).faults == []
    assert "sheet:3: no row uses exod:condition-idle; leave it out, or use it" in told
    assert not any("exod:condition-busy" in line for line in told)


@pytest.mark.slow
@pytest.mark.parametrize("own", [False, True])
def test_new_terms_stand_with_their_names(kb: Path, tmp_path: Path, own: bool) -> None:
    """In the sentences that a curator confirms, and in the comments of the files."""
    lines = [
        "role: result",
        "ray-2024-eyes | | a | primary study | label=Ray 2024; title=Eyes; doi=10.5555/ray.2024; year=2024; "
        "identification=confirmed by page",
        "sight-without-glasses | | a | phenotype | label=unaided sight; altLabel=UVA; definition=Sight "
        "without an aid.; "
        "searched=unaided sight (HP); match=none",
        " | MONDO:0043218 | affects | sight-without-glasses | | abstract",
    ]
    bench = Bench(root=str(kb), into=str(tmp_path / "mine") if own else None, tables=TABLES)
    outcome = bench.tried(read("\n".join(lines), "sheet"))
    assert outcome.faults == []
    assert [said for _, said in outcome.claims] == ["neurovascular disorder affects unaided sight"]
    (text,) = (text for text in outcome.files.values() if "# neurovascular disorder affects unaided sight\n" in text)
    assert "MONDO:0043218 ;  # neurovascular disorder\n" in text
    assert any('skos:altLabel "UVA"@en ;' in text for text in outcome.files.values())


def test_nothing_is_left_where_a_file_cannot_be_written(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(root=str(kb), tables=TABLES)
    outcome = bench.tried(read("\n".join([*FACTS, " | MIR126 | increases | autophagy | | table-1-r01"]), "sheet"))
    before = state(kb)
    (path, *_) = outcome.files
    outcome.files[str(Path(path) / "below" / "a file")] = "x"
    with pytest.raises(OutputError):
        bench.publish(outcome)
    assert state(kb) == before


@pytest.mark.slow
def test_the_command_takes_a_claim_in_its_own_words(kb: Path, run: Run) -> None:
    claim = ("new", "claim", "VEGFA", "increases", "cell population proliferation", "expression", "role=result")
    where = ("--study", "doe-2019-wound", "--in", "table-1-r01", "--kb", str(kb))
    before = state(kb)
    dry = run(*claim, *where, "--dry-run")
    assert dry.returncode == 0
    assert "exod:evidence-doe-2019-wound-13-1\n  a exld:EvidenceLine ;" in dry.stdout
    assert state(kb) == before
    assert run(*claim, *where).stdout.startswith("exod:claim-doe-2019-wound-13  VEGFA increases")
    assert state(kb) != before
    refused = run("new", "claim", "VEGFA", "increases", "PTEN", *where)
    assert refused.returncode == 2
    assert "say on what ground: a line 'role: result'" in refused.stderr


def test_a_terminal_asks_for_claims(kb: Path) -> None:
    """What is typed is asked for anew where it is none, refused where others are alike, and written in the end."""
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    command = [sys.executable, "-m", "exo_ld", "new", "--study", "doe-2019-wound", "--kb", str(kb)]
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side) as asked:
        os.close(side)
        claim = ["VEGFA", "increases", "PTEN", "found=9 of 12", "table-1-r01", ""]
        alike = ["VEGFA", "increases", "cell population proliferation", "", "table-1-r99", ""]
        typed = ["reslt", "result", "new", *claim, "", *alike, "", ""]
        os.write(main, "".join(line + "\n" for line in typed).encode())
        seen = b""
        with contextlib.suppress(OSError):  # the other side is closed
            while chunk := os.read(main, 4096):
                seen += chunk
    os.close(main)
    assert asked.returncode == 0
    assert seen.count(b"role of the lines") == 2
    assert b"exod:claim-doe-2019-wound-13  VEGFA increases PTEN in 9 of 12" in seen
    assert b"no passage table-1-r99" in seen
    assert b"nothing is written: 1 to mend, then run it again" in seen


def test_the_keys_are_listed_by_a_word(run: Run) -> None:
    found = run("new", "keys", "degree").stdout.splitlines()
    meant = run("new", "keys", "chiefly").stdout.splitlines()
    assert "degree=predominant: Mainly, largely, chiefly, predominantly." in meant
    assert len(meant) == 3  # and two rows of the table
    assert any(line.startswith("Claim: degree: atLeastPartial, clear, clinicallyRelevant, complete") for line in found)
    assert run("new", "keys", "downstream").stdout.startswith("relation: isUpstreamOf: The subject comes before")
    none = run("new", "keys", "xyzzy")
    assert none.returncode == 2
    assert "no key and no phrase has xyzzy" in none.stderr


@pytest.mark.parametrize(("into", "root"), [("kb", "kb"), (".", "kb"), ("kb/ontology/mine", "kb")])
def test_the_folder_is_beside_the_knowledge_base(kb: Path, into: str, root: str) -> None:
    with pytest.raises(UsageError, match="lie one within the other; give a folder beside it"):
        Bench(root=str(kb.parent / root), into=str(kb.parent / into))


def test_a_reason_is_no_cause(kb: Path) -> None:
    """What is concluded is named by its key, what rests on many studies has their number."""
    rows = (
        "r1 | VEGFA | isUpstreamOf | PTEN | subjectSilenced; inAbsenceOf=macrophage; studyCount=29; reasonFor=r2 "
        "| table-1-r01",
        "r2 | PTEN | isStudiedFor | cell population proliferation | continuing | table-1-r01",
    )
    outcome = write(kb, *rows)
    assert outcome.faults == []
    assert [sentence for _, sentence in outcome.claims] == [
        "silenced VEGFA is upstream of PTEN in the absence of macrophages",
        "PTEN is still studied for cell population proliferation",
    ]
    text = (kb / STUDY).read_text(encoding="utf-8")
    assert "  exld:reasonFor exod:claim-doe-2019-wound-14 ;" in text
    assert "  exld:studyCount 29 ;" in text


def test_a_sheet_is_read() -> None:
    rows = read('role: result\n\n# a note\na | B | c | D | x=1; "y; z" | p | "w | v"\nrole:\nE\tF\tg\tH\n', "n")
    assert rows[0] == Row("n:4", "a", "B", "c", "D", (("x", "1"), ("", "y; z")), "p", "w | v", {"role": "result"})
    assert rows[1][:5] == ("n:6", "E", "F", "g", "H")
    assert rows[1].settings == {}
    assert qualifiers('title="A = B; C"; possible') == (("title", "A = B; C"), ("", "possible"))
    for text in ("just words", "a | b | c | d | e | f | g | h"):
        with pytest.raises(UsageError, match=r"^n:1: "):
            read(text, "n")


SPANS = {
    "timeValue=7, 28 days; timeSince=cell population proliferation": (
        "7 and 28 days after cell population proliferation",
        ("timeValue", "7.0", "28.0", "timeUnit unit:DAY"),
    ),
    "timeValue=7 and 28 days": ("after 7 and 28 days", ("28.0",)),
    "timeValue=0-6 months": ("from 0 to 6 months", ("timeFrom 0.0", "timeTo 6.0", "timeUnit unit:MO")),
    "timeValue=~0-6 months": ("from about 0 to 6 months", ("timeTo 6.0", "approximate true")),
    "durationValue=~6 months": ("for about 6 months", ("durationValue 6.0", "approximate true")),
    "timeValue=<48 hours": ("within 48 hours", ("timeTo 48.0",)),
    "timeValue=>4 weeks": ("from 4 weeks on", ("timeFrom 4.0",)),
    "durationValue=2-4 weeks": ("for 2 to 4 weeks", ("durationValue 2.0", "durationTo 4.0", "durationUnit unit:WK")),
    "durationValue=<6 months": ("for up to 6 months", ("durationTo 6.0",)),
    "atDose=10, 50 and 100 µg": ("at 10 µg, 50 µg and 100 µg", ("exod:dose-doe-2019-wound-50-ug",)),
    "value=−1.5 %; interval=95 % CI −2.1 to −0.9": (
        "(-1.5%, 95% confidence interval -2.1 to -0.9)",
        ("value -1.5", "intervalFrom -2.1"),
    ),
    "value=3 % per year": ("(3% per year)", ("unit unit:PERCENT", "valuePer unit:YR")),
}


@pytest.mark.parametrize(("cell", "said"), SPANS.items())
def test_stretches_points_and_rates_are_read(kb: Path, cell: str, said: tuple[str, tuple[str, ...]]) -> None:
    outcome = write(kb, f"new | VEGFA | increases | PTEN | {cell} | table-1-r01 |")
    assert outcome.faults == []
    assert outcome.claims[0][1] == f"VEGFA increases PTEN {said[0]}"
    text = (kb / STUDY).read_text(encoding="utf-8")
    assert [part for part in said[1] if part not in text] == []


def test_a_state_alone_is_the_subjects_and_with_object_the_objects(kb: Path) -> None:
    rows = (
        "new | VEGFA | increases | PTEN | injured | table-1-r01 |",
        "new | VEGFA | increases | PTEN | objectInjured; stably; safely | table-1-r01 |",
        "new | VEGFA | targets | PTEN | suggested; possible; severalStudies; directly | table-1-r01 |",
    )
    outcome = write(kb, *rows)
    assert outcome.faults == []
    assert [sentence for _, sentence in outcome.claims] == [
        "injured VEGFA increases PTEN",
        "VEGFA increases injured PTEN safely and stably",
        "VEGFA is suggested to possibly target PTEN directly",
    ]


def test_how_many_alone_are_of_the_subject_and_a_dose_has_two_ends(kb: Path) -> None:
    rows = (
        "new | macrophage | increases | PTEN | several; atDose=2-4 ug per animal | table-1-r01 |",
        "new | VEGFA | affects | macrophage | objectMany; objectInjured; objectAged; scopeMost;"
        " inOrganism=Rattus norvegicus | table-1-r01 |",
    )
    outcome = write(kb, *rows)
    assert outcome.faults == []
    assert [sentence for _, sentence in outcome.claims] == [
        "several macrophages increase PTEN at 2 to 4 µg for each animal or person",
        "VEGFA affects many injured aged macrophages in most rats",
    ]


def test_a_condition_and_a_question_are_not_asserted(kb: Path) -> None:
    rows = (
        "c1 | VEGFA | increases | PTEN | onCondition=c2; embeds=c3; atDose=3 ug | table-1-r01 |",
        "c2 | PTEN | isStudiedFor | cell population proliferation | supposed | table-1-r01 |",
        "c3 | PTEN | regulates | cell population proliferation | asked | table-1-r01 |",
    )
    plain = (*rows[:1], rows[1].replace("supposed", ""), rows[2])
    assert "MUST have an evidence line with an exld:modality" in str(write(kb, *plain).faults)
    outcome = write(kb, *rows)
    assert outcome.faults == []
    assert outcome.claims[1][1].startswith("supposing that PTEN is studied for")
    shown = card(load(root=str(kb)), outcome.claims[0][0])
    parts = {part.heading: [line.text for line in part.lines] for part in shown.parts}
    assert parts["It is said to hold on condition that"][0].startswith("Supposing that PTEN")
    assert parts["What is asked or told of in it, not asserted by it"][0].startswith("It is asked whether PTEN")
    back = card(load(root=str(kb)), outcome.claims[1][0])
    assert [part.heading for part in back.parts if part.lines].count("What is said to hold on condition of it") == 1


def test_claims_are_set_against_and_beside_each_other(kb: Path) -> None:
    rows = (
        "c1 | VEGFA | increases | PTEN | andAlso=c2; atDose=3 ug | table-1-r01 |",
        "c2 | PTEN | isStudiedFor | cell population proliferation | despite=c1 | table-1-r01 |",
    )
    assert write(kb, *rows).faults == []
    shown = card(load(root=str(kb)), "exod:claim-doe-2019-wound-13")
    parts = {part.heading: [line.text for line in part.lines] for part in shown.parts}
    (beside,) = parts["Taken together with it"]
    (against,) = parts["What is said in spite of it, or in contrast to it"]
    assert beside == against
    assert beside.startswith("PTEN is studied for")
    assert "at dose: 3 µg" in str(shown)


@pytest.mark.slow
def test_what_the_text_has_not_is_told_before_it_is_written(tmp_path: Path, run: Run) -> None:
    """As verify-text would, with the row that excuses the line; a dry run has the sentences of the sound rows."""
    text, mine, sheet = tmp_path / "abstract.txt", tmp_path / "mine", tmp_path / "sheet.facts"
    text.write_text("A title\n\nVEGFA rose in half the time, of 24 rats. It is not clear why.\n", encoding="utf-8")
    sheet.write_text(
        "ray-2024-rats | | a | primary study | label=Ray 2024; title=A title; doi=10.5555/ray.2024; year=2024; "
        "identification=confirmed by page; studyKind=mechanism study\nabstract | | a | section | label=Abstract; "
        'layout="front 1; text 3"\n',
        encoding="utf-8",
    )
    into = ("--into", str(mine), "--text", str(text))
    assert run("new", str(sheet), *into).returncode == 0
    claim = "study: ray-2024-rats\nrole: result\n"
    claim += " | VEGFA | increases | angiogenesis | timeValue={} days | abstract-s01 | VEGFA rose\n"
    sheet.write_text(claim.format("0.5"), encoding="utf-8")
    assert run("new", str(sheet), *into, "--as-new", "--dry-run").returncode == 0
    sheet.write_text(claim.format("0.7") + " | VEGFA | incraeses | healing | | abstract-s02 |\n", encoding="utf-8")
    done = run("new", str(sheet), *into, "--as-new", "--dry-run")
    assert (done.returncode, "VEGFA increases angiogenesis" in done.stdout) == (2, True)
    sheet.write_text(claim.format("0.7"), encoding="utf-8")
    done = run("new", str(sheet), *into, "--as-new")
    assert done.returncode == 2
    assert "sheet.facts:3: exod:evidence-ray-2024-rats-01-1: 0.7 stands not in the passage" in done.stderr
    (mine / "mappings").mkdir()
    excuse = "line\trule\treason\nexod:evidence-ray-2024-rats-01-1\ttext-number\tThe table has it.\n"
    (mine / "mappings" / "word-exceptions.tsv").write_text(excuse, encoding="utf-8")
    assert run("new", str(sheet), *into, "--as-new").returncode == 0
    assert verify_text(str(text), data=[str(mine)]).message.count("stands not") == 0


def test_a_number_alone_may_have_a_power_of_ten(kb: Path) -> None:
    text = "\n".join(write(kb, "new | VEGFA | carries | PTEN | value=15e9; unit=unit:NUM | table-1-r01").files.values())
    assert "exld:value 15000000000.0 ;" in text
