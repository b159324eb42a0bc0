"""KGX: what is no edge, which predicate an edge may have without its qualifiers, and the Biolink Model's own word on
all of it."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from conftest import REPO

import exo_ld
from exo_ld.prefixes import EXO
from exo_ld.share.causal import _row
from exo_ld.share.claims import Claim, Evidence, Work
from exo_ld.share.export import export
from exo_ld.share.kgx import edge, export_kgx, predicate
from exo_ld.share.reading import Reading
from exo_ld.share.selection import _edges

# What may be said of subject and object alone, relation by relation, judged by its definition in ontology/exo.ttl. Only
# what is listed is true when state, aspect and context are dropped; affects, where it stands, is the weakest thing that
# is still causal.
TRUE_ALONE = {
    "actsThrough": {"related_to"},  # a medium that acts through its exosomes does not affect them
    "affects": {"affects"},
    "ameliorates": {"ameliorates_condition", "affects"},
    "associatedWith": {"associated_with"},
    "binds": {"physically_interacts_with"},
    "carries": {"has_part"},
    "causes": {"causes"},
    "contributesTo": {"contributes_to"},
    "cooperatesWith": {"interacts_with", "related_to"},
    "correlatesNegativelyWith": {"negatively_correlated_with", "related_to"},
    "correlatesPositivelyWith": {"positively_correlated_with", "related_to"},
    "cures": {"ameliorates_condition", "affects"},
    "decreases": {"affects"},
    "delays": {"affects"},
    "delivers": {"affects"},
    "derivesFrom": {"derives_from"},
    "differentiatesInto": {"related_to"},
    "exacerbates": {"exacerbates_condition", "affects"},
    "focusesOn": {"related_to"},
    "hasCharacteristic": {"related_to"},
    "hasManifestation": {"has_phenotype", "related_to"},
    "hasMeasure": {"related_to"},
    "hasPart": {"has_part"},
    "increases": {"affects"},
    "involvedIn": {"related_to"},  # it may matter for a process without taking part
    "isA": {"related_to"},  # a review's way of speaking, not an axiom that a closure may follow
    "isAbout": {"related_to"},
    "isAlsoCalled": {"related_to"},
    "isAlternativeTo": {"related_to"},
    "isComplicationOf": {"related_to"},
    "isEffectiveFor": {"ameliorates_condition", "affects"},
    "isGreaterThan": {"related_to"},
    "isLessThan": {"related_to"},
    "isHigherAfter": {"positively_correlated_with", "related_to"},
    "isHigherIn": {"positively_correlated_with", "related_to"},
    "isLowerAfter": {"negatively_correlated_with", "related_to"},
    "isLowerIn": {"negatively_correlated_with", "related_to"},
    "isMarkerOf": {"biomarker_for", "associated_with"},
    "isRiskFactorFor": {"predisposes_to_condition", "related_to"},
    "isSimilarTo": {"similar_to"},
    "isExaminedBy": {"related_to"},
    "isObtainedBy": {"related_to"},
    "isEqualIn": {"related_to"},
    "produces": {"produces"},
    "isStudiedFor": {"treats_or_applied_or_studied_to_treat", "related_to"},
    "isTakenUpBy": {"interacts_with"},
    "isTherapeuticTargetFor": {"related_to"},  # Biolink's target_for says druggable
    "isUpstreamOf": {"affects"},
    "isUsedFor": {"related_to"},
    "lacksKnowledgeOf": {"related_to"},
    "locatedIn": {"located_in"},
    "maintains": {"affects"},
    "migratesTo": {"related_to"},
    "needsStudyOf": {"related_to"},
    "precedes": {"precedes", "related_to"},
    "prevents": {"preventative_for_condition", "affects"},
    "protectsAgainst": {"affects"},  # Biolink's treats, above both, wants an established treatment
    "regulates": {"affects"},
    "requires": {"related_to"},
    "secretes": {"produces"},
    "targets": {"affects"},
    "treats": {"treats_or_applied_or_studied_to_treat", "related_to"},
    "variesWith": {"related_to"},
}
# With a state of the subject or an aspect of the object: an influence stays one, a link a link, and nothing more is
# said.
INFLUENCE = {
    "affects",
    "ameliorates",
    "causes",
    "contributesTo",
    "cures",
    "decreases",
    "delays",
    "delivers",
    "exacerbates",
    "increases",
    "isEffectiveFor",
    "isUpstreamOf",
    "maintains",
    "prevents",
    "protectsAgainst",
    "regulates",
    "targets",
}
LINK = {"associatedWith", "isMarkerOf"}


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def reading(kb: exo_ld.KnowledgeBase) -> Reading:
    return Reading(kb)


@pytest.fixture(scope="module")
def folder(kb: exo_ld.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kgx")
    export_kgx(Reading(kb), str(place))
    return place


def rows(kb: exo_ld.KnowledgeBase, text: str) -> list[dict[str, Any]]:
    answer = kb.sparql(text)
    assert isinstance(answer, exo_ld.Table)
    return answer.rows


def lines(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"exo-ld_{table}.jsonl").read_text("utf-8").splitlines()]


def claim(relation: str, subject: str, value: str, **more: Any) -> Claim:
    """A claim made up for a test, about real terms."""
    line = Evidence("e", "c", "supports", "result", "", "", "", (), (), ())
    plain: dict[str, Any] = {
        "id": "c", "graph": "g", "subject": subject, "subject_aspect": "", "relation": EXO + relation, "object": value,
        "aspect": "", "contexts": {}, "observed": {}, "experiments": (), "systems": (), "leads_to": (),
        "disagrees_with": (), "withdrawn": False, "evidence": (line,),
    }  # fmt: skip
    return Claim(**{**plain, **more})


@pytest.fixture(scope="module")
def one_of_each(reading: Reading) -> dict[str, str]:
    """A term or thing in use for each Biolink category."""
    return {
        category: iri
        for each in reading.claims
        for iri in (each.subject, each.object)
        if len(reading.kinds(iri)) == 1
        for category in reading.categories(iri)
    }


@pytest.mark.slow
def test_every_relation_is_judged(kb: exo_ld.KnowledgeBase) -> None:
    listed = rows(kb, f"SELECT ?r {{ VALUES ?t {{ <{EXO}Relation> <{EXO}CausalRelation> }} ?r a ?t }}")
    assert {row["r"].removeprefix(EXO) for row in listed} == set(TRUE_ALONE)


@pytest.mark.parametrize("relation", sorted(TRUE_ALONE))
def test_no_predicate_is_untrue_without_the_qualifiers(
    relation: str, reading: Reading, one_of_each: dict[str, str]
) -> None:
    weak = (
        {"affects"}
        if relation in INFLUENCE
        else {"associated_with", "related_to"}
        if relation in LINK
        else {"related_to"}
    )
    ends = [(subject, value) for subject in one_of_each.values() for value in one_of_each.values()]
    told = {predicate(reading, claim(relation, *pair)) for pair in ends}
    assert told <= TRUE_ALONE[relation]
    limited: list[dict[str, Any]] = [
        {"subject_aspect": "subjectInhibited"},
        {"aspect": "progression"},
        {"subject_aspect": "subjectHigh", "aspect": "activity"},
    ]
    for limits in limited:
        assert {predicate(reading, claim(relation, *pair, **limits)) for pair in ends} <= weak & (
            TRUE_ALONE[relation] | weak
        )
    rarely: dict[str, Any] = {"contexts": {"frequency": (EXO + "rarely",)}}
    assert {predicate(reading, claim(relation, *pair, **rarely)) for pair in ends} == {"related_to"}


def test_inhibited_x_raises_y_says_so_in_full_or_only_that_it_matters(
    reading: Reading, one_of_each: dict[str, str]
) -> None:
    gene, process = one_of_each["Gene"], one_of_each["BiologicalProcess"]
    full = edge(reading, claim("increases", gene, process, subject_aspect="subjectInhibited", aspect="activity"))
    assert full["predicate"] == "biolink:affects"
    assert {name: value for name, value in full.items() if name.startswith(("qualified", "subject_", "object_"))} == {
        "qualified_predicate": "biolink:causes",
        "subject_aspect_qualifier": "activity",
        "subject_direction_qualifier": "decreased",
        "object_aspect_qualifier": "activity",
        "object_direction_qualifier": "increased",
    }
    unsayable: list[dict[str, Any]] = [
        {"subject_aspect": "subjectMimicked"},  # Biolink has no mimic
        {"aspect": "permeability"},  # nor this aspect: 'increased' alone would say more of the thing itself
        {"contexts": {"togetherWith": (gene,)}},  # what two do together is not what one does
        {"contexts": {"comparedWith": (gene,)}},  # more than with something else is not more than before
    ]
    for limits in unsayable:
        bare = edge(reading, claim("increases", gene, process, **limits))
        assert bare["predicate"] == "biolink:affects"
        assert not [name for name in bare if "aspect" in name or "direction" in name or name == "qualified_predicate"]


@pytest.mark.slow
def test_what_is_doubtful_is_no_edge(kb: exo_ld.KnowledgeBase, reading: Reading, folder: Path) -> None:
    edges, withheld = lines(folder, "edges"), lines(folder, "withheld")
    told, kept = {e["id"] for e in edges}, {w["id"] for w in withheld}
    assert not told & kept
    assert len(told) == len(edges)
    assert len(told) + len(kept) == rows(kb, f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ ?c a <{EXO}Claim> }}")[0]["n"]
    against = rows(
        kb,
        f"SELECT DISTINCT ?c {{ VALUES ?s {{ <{EXO}refutes> <{EXO}reportsNoEffect> }} ?e <{EXO}evidenceFor> ?c ; "
        f"<{EXO}stance> ?s }}",
    )
    assert against
    assert {"exod:" + row["c"].rpartition("/")[2] for row in against} <= kept
    retracted = kb.query("retracted-support")
    assert isinstance(retracted, exo_ld.Table)
    alone = {"exod:" + row["claim"].rpartition("/")[2] for row in retracted.rows if row["retractedOnly"]}
    assert alone
    assert alone == {w["id"] for w in withheld if "retracted" in w["reasons"] and "withdrawn" not in w["reasons"]}
    assert all(w["reasons"] for w in withheld)


def test_each_doubt_is_seen() -> None:
    def line(**more: Any) -> Evidence:
        plain: dict[str, Any] = {
            "id": "e", "claim": "c", "stance": "supports", "role": "result", "code": "", "modality": "",
            "as_stated": "", "places": (), "works": (), "verdicts": (),
        }  # fmt: skip
        return Evidence(**{**plain, **more})

    def doubts(*evidence: Evidence, **more: Any) -> tuple[str, ...]:
        return claim("increases", "s", "o", evidence=evidence, **more).doubts

    sound, gone = Work("w", "W"), Work("r", "R", retracted=True)
    each = {"verdicts": ("contradicted",), "misplaced": True, "modality": "possible", "reading": "oneOfSeveral"}
    more = {"significance": "trend", "works": (gone,)}
    lines = [line(stance=stance, **each, **more) for stance in ("refutes", "reportsNoEffect")]
    every = [*doubts(*lines, withdrawn=True, or_else=("c-1",), on_condition=("c-1",)), *doubts()]
    table = (REPO / "docs" / "export-formats.md").read_text("utf-8").split("| doubt |")[1].split("\n\n")[0]
    assert re.findall(r"(?m)^\| `(\w+)` \|", table) == every
    assert doubts(line()) == ()
    assert doubts(line(), withdrawn=True) == ("withdrawn",)
    assert doubts(line(), line(stance="refutes")) == ("refuted",)
    assert doubts(line(stance="reportsNoEffect")) == ("noEffect",)
    assert doubts(line(modality="possible")) == ("hedged",)
    assert doubts(line(modality="possible"), line()) == ()
    assert doubts(line(modality="able")) == ()
    assert doubts(line(verdicts=("contradicted",))) == ("contradicted",)
    assert doubts(line(verdicts=("contradicted",)), line()) == ()
    assert doubts(line(misplaced=True)) == ("misplaced",)
    assert doubts(line(misplaced=True), line()) == ()
    assert doubts(line(misplaced=True), line(verdicts=("contradicted",))) == ("contradicted", "misplaced")
    assert doubts(line(significance="trend")) == ("notSignificant",)
    assert doubts(line(significance="trend"), line()) == ()
    assert doubts(line(), or_else=("exod:claim-1",)) == ("eitherOr",)
    assert doubts(line(), on_condition=("exod:claim-1",)) == ("conditional",)
    assert doubts(line(modality="asked")) == doubts(line(modality="supposed")) == ("hedged",)
    assert doubts(line(reading="oneOfSeveral")) == ("ambiguous",)
    assert doubts(line(reading="oneOfSeveral"), line()) == ()
    assert doubts(line(works=(sound,), moved=(gone,))) == ("retracted",)
    assert doubts(line(works=(gone,), moved=(sound,))) == ()
    assert doubts(line(works=(gone,))) == ("retracted",)
    assert doubts(line(works=(gone, sound))) == ()
    assert doubts() == ("unsupported",)


@pytest.mark.slow
@pytest.mark.parametrize("table", ["nodes", "edges", "withheld"])
def test_both_forms_hold_the_same(folder: Path, table: str) -> None:
    with open(folder / f"exo-ld_{table}.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    objects = lines(folder, table)

    def flat(value: object) -> str:
        return "|".join(value) if isinstance(value, list) else str(value)

    assert [{k: v for k, v in row.items() if v} for row in rows] == [
        {k: flat(v) for k, v in o.items()} for o in objects
    ]


def test_identifiers_are_those_of_biolink(folder: Path) -> None:
    nodes = {node["id"] for node in lines(folder, "nodes")}
    assert {"HGNC", "MONDO", "CL", "GO", "CHEBI", "UBERON", "mirbase.mature"} <= {
        node.partition(":")[0] for node in nodes
    }
    assert not {node for node in nodes if node.startswith(("hgnc:", "http"))}
    for one in lines(folder, "edges"):
        assert {one["subject"], one["object"]} <= nodes
        assert one["id"].startswith("exod:claim-")
        assert (one["knowledge_level"], one["agent_type"]) == ("knowledge_assertion", "manual_agent")
        assert one["primary_knowledge_source"] == "infores:exo-ld"
        assert one["evidence_count"] == len(one["has_evidence"]) > 0


@lru_cache(maxsize=1)
def biolink() -> Any:
    """The Biolink Model as it is installed; nothing is fetched."""
    toolkit = pytest.importorskip("bmt.toolkit", reason="needs bmt and biolink-model (extra dev)")
    pytest.importorskip("biolink_model", reason="needs bmt and biolink-model (extra dev)")
    return toolkit.Toolkit(str(files("biolink_model") / "schema" / "biolink_model.yaml"), {"predicate mappings": []})


@pytest.mark.slow
def test_the_biolink_model_takes_predicates_categories_and_qualifiers(folder: Path) -> None:
    model = biolink()
    category = {node["id"]: node["category"] for node in lines(folder, "nodes")}
    edges = lines(folder, "edges")
    assert {c for cs in category.values() for c in cs if not model.is_category(c)} == set()
    assert {one["predicate"] for one in edges if not model.is_predicate(one["predicate"])} == set()
    triples = {(s, e["predicate"], o) for e in edges for s in category[e["subject"]] for o in category[e["object"]]}
    assert {triple for triple in triples if not model.validate_edge(*triple)} == set()
    assert not model.validate_edge("biolink:Gene", "biolink:ameliorates_condition", "biolink:Disease"), (
        "the model can say no"
    )
    enums = {
        "knowledge_level": "KnowledgeLevelEnum", "agent_type": "AgentTypeEnum",
        "object_direction_qualifier": "DirectionQualifierEnum", "subject_direction_qualifier": "DirectionQualifierEnum",
        "object_aspect_qualifier": "GeneOrGeneProductOrChemicalEntityAspectEnum",
        "subject_aspect_qualifier": "GeneOrGeneProductOrChemicalEntityAspectEnum",
    }  # fmt: skip
    for name, enum in enums.items():
        values = {one[name] for one in edges if name in one}
        assert values
        assert {value for value in values if not model.is_permissible_value_of_enum(enum, value)} == set()


@pytest.mark.slow
def test_the_biolink_classes_take_nodes_and_edges_field_by_field(folder: Path) -> None:
    model = pytest.importorskip("biolink_model.datamodel.pydanticmodel_v2", reason="needs biolink-model (extra dev)")
    for node in lines(folder, "nodes"):
        for category in node["category"]:
            getattr(model, category.removeprefix("biolink:"))(**{**node, "category": [category]})
    foreign: Counter[str] = Counter()
    for one in lines(folder, "edges"):
        kind = getattr(model, one["category"][0].removeprefix("biolink:"))
        kind(**{name: value for name, value in one.items() if name in kind.model_fields})
        foreign.update(name for name in one if name not in kind.model_fields)
    # Biolink declares qualifiers class by class and has none for, say, a gene that affects a process: such an edge is a
    # plain Association that keeps them. Nothing else stands outside.
    assert {name for name in foreign if not name.endswith("_qualifier")} <= {"qualified_predicate"}


@pytest.mark.slow
def test_the_same_bytes_from_another_process(kb: exo_ld.KnowledgeBase, tmp_path: Path) -> None:
    code = """
import sys, exo_ld
from exo_ld.share.export import export
kb = exo_ld.load()
kb.files.reverse()
export(kb, ["kgx", "causal"], sys.argv[1])
"""
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a")], check=True, timeout=120, env=environment)
    export(kb, ["kgx", "causal"], str(tmp_path / "b"))
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    assert [
        name for name in files if (tmp_path / "a" / name).read_bytes() != (tmp_path / "b" / name).read_bytes()
    ] == []


def test_a_state_of_the_object_makes_an_edge_weaker(reading: Reading) -> None:
    """To raise what is lost is not to raise it: no direction is told of the thing itself."""
    vegf, pten = "http://identifiers.org/hgnc/12680", "http://identifiers.org/hgnc/9588"
    plain, lost = (claim("increases", vegf, pten, object_state=state) for state in ("", "subjectLost"))
    assert edge(reading, plain)["object_direction_qualifier"] == "increased"
    assert "object_direction_qualifier" not in edge(reading, lost)
    assert edge(reading, lost)["predicate"] == "biolink:affects"


def test_what_holds_of_some_makes_an_edge_weaker(reading: Reading) -> None:
    """Of few it is told as what is rare; of some, ours is no direct edge: it would be of all."""
    vegf, pten = "http://identifiers.org/hgnc/12680", "http://identifiers.org/hgnc/9588"

    def told(**more: Any) -> tuple[str, int]:
        one = claim("increases", vegf, pten, **more)
        return edge(reading, one)["predicate"], len(_edges(reading, one))

    assert told() == ("biolink:affects", 2)
    assert told(contexts={"objectQuantifier": (EXO + "several",)}) == ("biolink:affects", 1)
    assert told(contexts={"scopeQuantifier": (EXO + "few",)}) == ("biolink:related_to", 1)
    assert told(contexts={"frequency": (EXO + "rarely",)}) == ("biolink:related_to", 1)


def test_two_states_of_the_subject_give_no_qualifier_of_one(reading: Reading) -> None:
    vegf, pten = "http://identifiers.org/hgnc/12680", "http://identifiers.org/hgnc/9588"
    one, two = (claim("increases", vegf, pten, subject_aspect=s) for s in ("subjectLow", "subjectInjured, subjectLow"))
    assert edge(reading, one)["subject_direction_qualifier"] == "decreased"
    assert "subject_direction_qualifier" not in edge(reading, two)
    assert _row(reading, two)["subject"].endswith("[injured, low]")
