"""What a curator of an unseen text ran into: each kind of it is taken, or told with what to write instead."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import REPO, Run

from exo_ld.check.bench import Bench, Outcome
from exo_ld.curate.ledger import verify_text
from exo_ld.curate.locals import kindless
from exo_ld.curate.segments import cut
from exo_ld.curate.sheet import apart, read
from exo_ld.prefixes import PREFIXES
from exo_ld.query.kb import load

GOLDEN = str(REPO / "tests" / "data" / "golden")
TABLES = str(REPO / "tests" / "data" / "terms")
HEAD = ("study: doe-2019-wound", "role: result")
STUDY = "ontology/facts/studies/doe-2019-wound.ttl"
LOCAL = "| | a | {} | definition=Something.; searched=something (GO)"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPO / "tests" / "data" / "golden", tmp_path / "kb"))


def tried(root: Path, *lines: str, told: list[str] | None = None, head: tuple[str, ...] = HEAD) -> Outcome:
    """What would come of a sheet."""
    bench = Bench(root=str(root), tables=TABLES, tell=(told if told is not None else []).append)
    return bench.tried(read("\n".join([*head, *lines]), "sheet"))


def facts(outcome: Outcome) -> str:
    assert outcome.faults == []
    return "\n".join(outcome.files.values())


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["7 days, 28 days", "7, 28 days"])
def test_several_points_of_time_stand_in_one_cell(kb: Path, cell: str) -> None:
    text = facts(tried(kb, f"new | VEGFA | increases | PTEN | timeValue={cell} | table-1-r01"))
    claim = text.split("exod:claim-doe-2019-wound-13\n")[1].split("\n.\n")[0]
    assert "exld:timeUnit unit:DAY ;\n  exld:timeValue\n    28.0 ,\n    7.0 ;" in claim


@pytest.mark.slow
def test_what_takes_several_takes_commas(kb: Path) -> None:
    text = facts(
        tried(
            kb,
            "ray-2024-eyes | | a | primary study | label=Ray 2024; title=Eyes; doi=https://doi.org/10.5555/RAY.2024; "
            "year=2024; identification=confirmed by page; studyKind=mechanism study, omics study; "
            "numberInReview=roe-2021:97, poe-2022:98",
        )
    )
    assert 'bibo:doi "10.5555/ray.2024" ;' in text
    for said in ('"poe-2022:98" ,', '"roe-2021:97"', "exld:mechanismStudy ,", "exld:omicsStudy"):
        assert said in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "differs"),
    [
        (" | MIR126 | increases | PTEN | inCell=endothelial cell | table-1-r01", "relation"),
        (" | MIR126 | decreases | PTEN | inCell=podocyte | table-1-r01", "inCell"),
        (" | MIR126 | affects | PTEN | | table-1-r01", "inCell, relation"),
    ],
)
def test_a_claim_that_is_clearly_another_is_told_and_minted(kb: Path, line: str, differs: str) -> None:
    told: list[str] = []
    assert tried(kb, line, told=told).faults == []
    (said,) = [one for one in told if "another claim than" in one]
    assert said.startswith("sheet:3: another claim than exod:claim-doe-2019-wound-12 “")
    assert said.endswith(f"” (differs in {differs})")


@pytest.mark.slow
def test_a_claim_that_may_be_there_is_asked_for(kb: Path) -> None:
    """The same; in the same study with a qualifier less; never minted unseen."""
    for line, what in (
        (" | MIR126 | decreases | PTEN | inCell=endothelial cell; possible | table-1-r01", "the same is there: "),
        (" | MIR126 | decreases | PTEN | | table-1-r01", "in another term, or without a qualifier, perhaps the same"),
    ):
        (fault,) = tried(kb, line).faults
        assert what in fault
        assert tried(kb, "new" + line).faults == []
    other = ("review: poe-2022", "role: result")
    line = " | MIR126 | decreases | PTEN | | poe-2022-outlook-s03"
    assert tried(kb, line, head=other).faults == []


@pytest.mark.slow
def test_a_line_of_a_study_holds_below_a_row_of_another(kb: Path) -> None:
    outcome = tried(
        kb,
        "ray-2024-eyes | | a | primary study | label=Ray 2024; identification=not identified; "
        "numberInReview=roe-2021:97",
        " | VEGFA | increases | PTEN | inDisease=MONDO:0043218 | table-1-r01",
    )
    assert outcome.faults == []
    assert outcome.claims[0][0] == "exod:claim-doe-2019-wound-13"


@pytest.mark.slow
def test_a_passage_of_several_works_is_named_whole(kb: Path, tmp_path: Path) -> None:
    bench = Bench(into=str(tmp_path / "mine"))
    study = "ray-2024-eyes | | a | primary study | label=Ray 2024; identification=candidate"
    rows = f"role: result\n{study}\n | VEGFA | increases | PTEN | | abstract-s01"
    (fault,) = bench.tried(read(rows, "sheet")).faults
    assert "abstract-s01 is a passage of several works; say of which by a line 'study: SLUG' or 'review: SLUG'" in fault
    assert "or write the whole name: " in fault
    assert "xiong-2021-abstract-s01" in fault
    (fault,) = tried(
        kb, " | VEGFA | increases | PTEN | | nowhere-s77", head=("review: poe-2022", "role: result")
    ).faults
    assert "its first: " in fault
    assert "outlook-" in fault


@pytest.mark.slow
def test_a_looser_name_is_no_name_of_a_sheet_and_both_say_so(run: Run, tmp_path: Path) -> None:
    bench = Bench(into=str(tmp_path / "mine"))
    head = "study: jin-2019-mir-486\nrole: result\n"
    (fault,) = bench.tried(read(f"{head} | VEGFA | increases | infarct size | | abstract", "sheet")).faults
    assert "'infarct size' is only a looser name of CMO:0000684 (heart infarction size)" in fault
    assert "looser name “infarct size”" in run("find", "infarct size").stdout


@pytest.mark.slow
def test_a_key_is_the_label_as_it_is_written(kb: Path) -> None:
    text = facts(
        tried(
            kb,
            f"cell-free IL-6 bath {LOCAL.format('treatment')}; match=none",
            f"MSC-secretome {LOCAL.format('molecule')}; match=none",
            f"new vessel bed {LOCAL.format('anatomy')}; match=none",
            "new | cell-free IL-6 bath | increases | MSC-secretome | inAnatomy=new vessel bed | table-1-r01",
        )
    )
    for name, label in (
        ("treatment-cell-free-il-6-bath", "cell-free IL-6 bath"), ("molecule-msc-secretome", "MSC secretome"),
        ("anatomy-new-vessel-bed", "new vessel bed"),
    ):  # fmt: skip
        assert f"exod:{name}\n" in text
        assert f'rdfs:label "{label}"@en' in text


@pytest.mark.slow
def test_what_follows_from_the_row_of_a_local_term_need_not_be_written(kb: Path) -> None:
    """The broader match of one below an outside term; its kind, where the outside term has none."""
    rows = (
        f"tube growth {LOCAL.format('process')}; subClassOf=angiogenesis",
        " | VEGFA | affects | tube growth | | table-1-r01",
    )
    text = facts(tried(kb, *rows))
    assert "exod:process-tube-growth\ttube growth\tskos:broadMatch\tGO:0001525\tangiogenesis\t" in text
    term = text.split("\nexod:process-tube-growth\n")[1].split("\n.\n")[0]
    assert "rdfs:subClassOf GO:0001525 ;" in term
    below = f"tube growth {LOCAL.format('process')}; subClassOf=exod:condition-high-glucose"
    for row in (f"tube growth {LOCAL.format('process')}", below):
        (fault,) = tried(kb, row, rows[1]).faults[:1]
        assert "say what is nearest to what was searched: match=none" in fault


@pytest.mark.slow
def test_the_id_of_a_local_term_follows_its_label(kb: Path) -> None:
    told: list[str] = []
    text = facts(
        tried(
            kb,
            f"grow {LOCAL.format('process')}; label=tube growth (β cells); match=none",
            f"exod:process-kept {LOCAL.format('process')}; label=the other growth; match=none",
            "new | grow | affects | exod:process-kept | | table-1-r01",
            told=told,
        )
    )
    assert "exod:process-tube-growth-beta-cells\n" in text
    assert "exod:process-kept\n" in text
    assert "exod:process-the-other-growth" not in text
    assert not any("for good" in line for line in told), "before anything is written"
    bench = Bench(root=str(kb), tables=TABLES, tell=told.append)
    rows = [f"{key} {LOCAL.format('process')}; label={key} of it; match=none" for key in ("rise", "fall")]
    bench.publish(bench.tried(read("\n".join([*HEAD, *rows]), "sheet")))
    (line,) = [line for line in told if "for good" in line]
    assert "called: exod:process-rise-of-it, exod:process-fall-of-it; " in line
    assert line == told[-1]


def test_a_row_places_several_terms() -> None:
    rows = read("MESH:D000001, MESH:D000002 | | a | technique\nBcl-2, Bax | | a | molecule\n", "sheet")
    assert [row.key for row in apart(rows)] == ["MESH:D000001", "MESH:D000002", "Bcl-2, Bax"]


@pytest.mark.slow
def test_a_local_term_has_its_own_kind_where_its_parent_has_none(kb: Path) -> None:
    graph, injection = load(root=str(kb)), PREFIXES["MESH"] + "D007275"
    assert kindless(graph, [injection], ())
    assert not kindless(graph, [injection], {injection})
    assert not kindless(graph, [PREFIXES["GO"] + "0001525"], ())
    assert not kindless(graph, [PREFIXES["UBERON"] + "0000000"], ())  # all of a vocabulary of one kind
    assert kindless(graph, [], ())


@pytest.mark.slow
def test_a_modification_is_of_each_preparation_that_has_it(kb: Path) -> None:
    text = facts(
        tried(
            kb,
            "cells | | a | cell preparation | label=cells (Doe 2019); derivedFromCell=CL:0000134; "
            "notReported=sourceOrganism; modifiedBy=m1 | table-1-r01",
            "more | | a | cell preparation | label=more cells (Doe 2019); derivedFromCell=CL:0000134; "
            "notReported=sourceOrganism; modifiedBy=m1 | table-1-r01",
            "given | | a | experiment | label=cells (Doe 2019); usesPreparation=cells, more; system=inVitro; "
            "notReported=dose | table-1-r01",
            "m1 | | a | modification | method=overexpression; agent=PTEN",
        )
    )
    assert text.count('rdfs:label "overexpression of PTEN"@en ;') == 2
    names = [line.split()[1] for line in text.splitlines() if line.strip().startswith("exld:modifiedBy")]
    assert {"exod:modification-doe-2019-wound-3-1", "exod:modification-doe-2019-wound-4-1"} <= set(names)


def test_two_headings_are_two_passages() -> None:
    text = "Abstract\n\nBackground\nof it\n"
    assert [one.text for one in cut(text, "heading 1, 3-4")] == ["Abstract", "Background\nof it"]


@pytest.mark.slow
def test_a_model_has_a_condition_that_a_technique_brings_about(kb: Path) -> None:
    text = facts(
        tried(
            kb,
            "tied vessel " + LOCAL.format("technique") + "; match=none",
            "poor flow " + LOCAL.format("condition") + "; match=none",
            "rats | | a | disease model | label=rats with a tied vessel (Doe 2019); organism=NCBITaxon:10116; "
            "disease=poor flow; inducer=tied vessel | table-1-r01",
            "seen | | a | experiment | label=rats (Doe 2019); usesModel=rats; system=inVivo | table-1-r01",
        )
    )
    assert "exld:inducer exod:technique-tied-vessel" in text
    assert "exld:disease exod:condition-poor-flow" in text


@pytest.mark.slow
def test_what_is_not_reported_is_said_once_for_all_things_below(kb: Path) -> None:
    text = facts(
        tried(
            kb,
            "notReported: marker, particleSize, isolationMethod, sourceOrganism, dose, route",
            "one | | a | exosome preparation | label=exosomes (Doe 2019); derivedFromCell=CL:0000134; "
            "vesicleLabel=exosomes; particleSize=100 | table-1-r01",
            "given | | a | experiment | label=exosomes (Doe 2019); usesPreparation=one; system=inVitro | table-1-r01",
            "seen | | a | experiment | label=rats as they are (Doe 2019); usesModel=exod:model-doe-2019-wound-1; "
            "system=inVivo | table-1-r01",
            "new | one | increases | PTEN | | table-1-r01",
        )
    )

    def unreported(name: str) -> str:
        node = text.split(f"\nexod:{name}\n")[1].split("\n.\n")[0]
        return node.partition("exld:notReported")[2].partition(";")[0]

    assert "".join(unreported("preparation-doe-2019-wound-3").split()) == (
        "exld:isolationMethod,exld:marker,exld:sourceOrganism"
    )
    assert unreported("experiment-doe-2019-wound-3").strip() == "exld:dose"
    assert unreported("experiment-doe-2019-wound-4") == ""  # it gives nothing, so no dose and no route
    assert "notReported" not in text.split("\nexod:claim-doe-2019-wound-13\n")[1].split("\n.\n")[0]


@pytest.mark.slow
def test_an_earlier_work_and_an_experiment_in_which_nothing_is_given(tmp_path: Path) -> None:
    """A study by itself tells of a work of its authors that it does not name, and of mice in which it is not said what
    was given; the text bears it out."""
    text, mine = tmp_path / "abstract.txt", tmp_path / "mine"
    text.write_text(
        "A title\n\nWe previously reported that VEGFA lowers PTEN. Mice had VEGFA and PTEN.\n", encoding="utf-8"
    )
    study = (
        "ray-2024-mice | | a | primary study | label=Ray 2024; title=A title; doi=10.5555/RAY.2024; year=2024; "
        "identification=confirmed by page; studyKind=mechanism study\n"
        'abstract | | a | section | label=Abstract; layout="front 1; text 3"\n'
    )
    claims = (
        "study: ray-2024-mice\nrole: background\n"
        "earlier-2024-vegfa | | a | primary study | label=earlier work of the authors of Ray 2024; "
        "identification=not identified; studyKind=mechanism study\n"
        " | VEGFA | decreases | PTEN | cites=earlier-2024-vegfa | abstract-s01 | VEGFA lowers\n"
        "role: result\n"
        "mice | | a | disease model | label=mice (Ray 2024); organism=Mus musculus; disease=MONDO:0043218; "
        "notReported=inducer | abstract-s02\n"
        "trial | | a | experiment | label=mice (Ray 2024); usesModel=mice; system=inVivo | abstract-s02\n"
        " | VEGFA | associatedWith | PTEN | observedIn=trial | abstract-s02 | Mice had VEGFA\n"
    )
    for sheet in (study, claims):
        bench = Bench(into=str(mine), root=GOLDEN, tables=TABLES, copies=[str(text)])
        outcome = bench.tried(read(sheet, "sheet"))
        assert outcome.faults == []
        bench.publish(outcome)
    assert verify_text(str(text), root=GOLDEN, data=[str(mine)]).sound, verify_text(str(text), GOLDEN, [str(mine)])


def test_a_row_with_several_objects_is_a_claim_each() -> None:
    """Its key stands for all of them."""
    sheet = (
        "c1 | X | hasPart | A; B\nc2 | X; Y | affects | A | leadsTo=c1, c3\nnew | X | affects | A;B\n"
        "c1 | | | | possible | p-s01\nnew c3 | X | affects | A;B\n"
    )
    rows = apart(read(sheet, "n"))
    assert [(row.key, row.subject, row.object) for row in rows] == [
        ("c1", "X", "A"), ("c1.2", "X", "B"), ("c2", "X", "A"), ("c2.2", "Y", "A"), ("new", "X", "A"),
        ("new", "X", "B"),
        ("c1", "", ""), ("c1.2", "", ""), ("new c3", "X", "A"), ("new c3.2", "X", "B"),
    ]  # fmt: skip
    assert rows[2].qualifiers == (("leadsTo", "c1, c1.2, c3, c3.2"),)
    assert rows[6].place == rows[7].place == "n:4"


@pytest.mark.slow
def test_several_objects_of_a_row_are_minted(kb: Path) -> None:
    outcome = tried(
        kb,
        "new c1 | VEGFA | affects | PTEN; cell population proliferation | leadsTo=c2 | table-1-r01",
        "c1 | | | | role=interpretation | table-1-r01 | PTEN and cell proliferation",
        "new c2 | VEGFA | regulates | MIR126 | | table-1-r01",
        "new c3 | PTEN | regulates | MIR126 | reasonFor=c1 | table-1-r01",
    )
    assert [name[-2:] for name, _ in outcome.claims] == ["13", "14", "15", "16"]
    text = facts(outcome)
    assert text.count("exld:leadsTo exod:claim-doe-2019-wound-15 ;") == 2
    concluded = text.split("\nexod:claim-doe-2019-wound-16\n")[1].split("\n.\n")[0].partition("exld:reasonFor")[2]
    assert [f"wound-{number} " in concluded for number in (13, 14, 15)] == [True, True, False]
    assert text.count('exld:asStated "PTEN and cell proliferation" ;') == 2


@pytest.mark.slow
def test_find_shows_what_a_sheet_would_take_of_the_tables(run: Run) -> None:
    rows = run("find", "autophagy", "--kb", GOLDEN, "--tables", TABLES, "--format", "csv").stdout.splitlines()
    assert "http://purl.obolibrary.org/obo/GO_0006914,autophagy,term of the tables,label,0" in rows
    assert not any("term of the tables" in row for row in run("find", "autophagy", "--kb", GOLDEN).stdout.splitlines())
    first = "http://purl.obolibrary.org/obo/GO_0008152,metabolic process,term of the tables,{},0"
    for text, why in (("metabolic process", "label"), ("GO:0008152", "identifier")):
        rows = run("find", text, "--kb", GOLDEN, "--tables", TABLES, "--format", "csv").stdout.splitlines()
        assert rows[1] == first.format(why)


@pytest.mark.slow
def test_find_takes_a_name_without_its_general_word(run: Run, tmp_path: Path) -> None:
    tables = Path(shutil.copytree(TABLES, tmp_path / "terms"))
    head = (tables / "cl.tsv").read_text(encoding="utf-8").splitlines()[0]
    more = "BTO:0001879\tEC9c2 cell\t0\t\t\t\nBTO:0000002\tthe other\t0\t\t\tqRT-PCR assay\n"
    (tables / "bto.tsv").write_text(f"{head}\n{more}", encoding="utf-8")
    for text, label in (("EC9c2", "EC9c2 cell"), ("RT-qPCR", "the other")):
        rows = run("find", text, "--kb", GOLDEN, "--tables", str(tables), "--format", "csv").stdout.splitlines()
        assert rows[1].split(",", 1)[1] == (
            f'{label},term of the tables,"name, with a general word or in another spelling",0'
        )


def test_a_name_of_the_same_term_is_no_claim(kb: Path) -> None:
    (fault,) = tried(kb, "new | VEGFA | isAlsoCalled | VEGFA | | table-1-r01").faults
    assert "this is a name already" in fault


def test_what_reads_as_another_thing_is_told(kb: Path) -> None:
    told: list[str] = []
    rows = (
        "new | VEGFA | isA | PTEN | fromLocation=CL:0000134 | table-1-r01",
        "new | VEGFA | increases | PTEN | release; fromLocation=CL:0000134 | table-1-r01",
        "new | VEGFA | hasCharacteristic | PTEN | nearlyEqual; comparedWith=CL:0000134 | table-1-r01",
    )
    tried(kb, *rows, told=told)
    assert [line.split(": ") for line in told if "fromLocation=" in line] == [
        ["sheet:3", "fromLocation= is from where something moves or is released, and is of the whole claim; fluids, "
         "cells or media from somewhere are a local term, as subject or object"]
    ]  # fmt: skip
    assert [line for line in told if line.startswith("sheet:5: hasCharacteristic with equal")]


@pytest.mark.slow
@pytest.mark.parametrize(("second", "times"), [("", 1), (" | VEGFA | incraeses | PTEN | | table-1-r01", 0)])
def test_what_writing_changes_is_told_where_something_is_written(kb: Path, second: str, times: int) -> None:
    told: list[str] = []
    tried(kb, "claim-poe-2022-06 | | | | role=background | poe-2022-outlook-s03", second, told=told)
    assert told.count("exod:passage-poe-2022-outlook-s03 is stated now: its waiver is taken away") == times
