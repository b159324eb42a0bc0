"""The same claim under the same IRI in every format: some claims of different kinds are followed through all of them
and back.

docs/export-formats.md says field by field what each format can tell; that table is held to what is read here.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox
import pytest
from conftest import REPO

import exo_ld
from exo_ld.prefixes import EXO, PREFIXES, expand
from exo_ld.share.export import export

Facts: TypeAlias = dict[str, set[str]]
Reader: TypeAlias = Callable[[Path, str], Facts]
HEAD = f"PREFIX exld: <{EXO}> PREFIX owl: <{PREFIXES['owl']}> PREFIX bibo: <{PREFIXES['bibo']}> "

# The rules of ontology/vocabularies.ttl, said once more: which code a line has.
RULE = """?r exld:givesCode ?x ; exld:rulePlace ?k ; exld:ruleRole ?role . ?e exld:role ?role ; exld:statedIn ?place .
  ?place a ?k .
  { ?r exld:ruleCites true . ?e exld:cites ?w }
  UNION { ?r exld:ruleCites false . ?e a exld:EvidenceLine FILTER NOT EXISTS { ?e exld:cites ?w } }"""
# What there is to tell of a claim: the field's name in the docs, and where it stands in the model.
FIELDS = {
    "subject": "?c exld:subject ?x",
    "relation": "?c exld:relation ?x",
    "object": "?c exld:object ?x",
    "state of the subject": "?c exld:subjectAspect ?x",
    "aspect of the object": "?c exld:aspect ?x",
    "cell": "?c exld:inCell ?x",
    "disease": "?c exld:inDisease ?x",
    "further context": (
        "?c exld:atDose|exld:comparedWith|exld:frequency|exld:inPopulation|exld:underCondition|exld:value ?x"
    ),
    "experiment": "?c exld:observedIn ?x",
    "in vivo or in vitro": "?c exld:observedIn/exld:system ?x",
    "stance": "?e exld:evidenceFor ?c ; exld:stance ?x",
    "evidence line": "?x exld:evidenceFor ?c",
    "voice and hedge": "?e exld:evidenceFor ?c ; exld:role|exld:modality ?x",
    "evidence code": "?e exld:evidenceFor ?c ; exld:evidenceCode ?x",
    "passage": "?e exld:evidenceFor ?c ; exld:statedIn ?x",
    "offsets": "?e exld:evidenceFor ?c ; exld:statedIn/exld:start ?x",
    "review": "?e exld:evidenceFor ?c ; exld:statedIn/^exld:hasPassage/^exld:hasSection ?x",
    "doi of a study": "?e exld:evidenceFor ?c ; exld:cites/bibo:doi ?x",
    "retracted study": "?e exld:evidenceFor ?c ; exld:cites ?x . ?x exld:retracted true",
    "next link": "?c exld:leadsTo ?x",
    "disagreement": "{ ?c exld:disagreesWith ?x } UNION { ?x exld:disagreesWith ?c }",
    "verdict on the source": "?e exld:evidenceFor ?c ; exld:checkedBy/exld:claimVerdict ?x",
}
IN_SOURCE = FIELDS | {"evidence code": f"?e exld:evidenceFor ?c . {RULE}"}
# The claims that are followed: one of each kind, the first by IRI.
CAUSAL = "?c exld:relation/a exld:CausalRelation ."
NO_SUPPORT = "FILTER NOT EXISTS { ?any exld:evidenceFor ?c ; exld:stance exld:supports }"
KINDS = {
    "plain": f"{CAUSAL} ?c exld:inCell ?y ; exld:aspect ?z ; exld:leadsTo ?n ; exld:observedIn ?m . "
    "?e exld:evidenceFor ?c ; exld:stance exld:supports",
    "null": f"{CAUSAL} ?e exld:evidenceFor ?c ; exld:stance exld:reportsNoEffect {NO_SUPPORT}",
    "refuted": "?e exld:evidenceFor ?c ; exld:stance exld:refutes",
    "of an inhibited subject": f"{CAUSAL} ?c exld:subjectAspect exld:subjectInhibited",
    "of a high subject": f"{CAUSAL} ?c exld:subjectAspect exld:subjectHigh ; exld:aspect ?y",
    "of a subject in a state, and always hedged": f"{CAUSAL} ?c exld:subjectAspect ?y . ?e exld:evidenceFor ?c ; "
    "exld:modality ?z "
    "FILTER NOT EXISTS { ?f exld:evidenceFor ?c FILTER NOT EXISTS { ?f exld:modality ?n } }",
    "hedged": f"{CAUSAL} ?e exld:evidenceFor ?c ; exld:modality exld:possible",
    "on retracted work": f"{CAUSAL} ?e exld:evidenceFor ?c ; exld:cites/exld:retracted true",
    "in two reviews": f"{CAUSAL} ?e exld:evidenceFor ?c ; exld:statedIn/^exld:hasPassage/^exld:hasSection ?y . "
    "?f exld:evidenceFor ?c ; exld:statedIn/^exld:hasPassage/^exld:hasSection ?z FILTER (?y != ?z)",
    "in dispute": f"{CAUSAL} {{ ?c exld:disagreesWith ?y }} UNION {{ ?y exld:disagreesWith ?c }}",
    "checked": f"{CAUSAL} ?e exld:evidenceFor ?c ; exld:checkedBy/exld:claimVerdict exld:contradicted",
    "with the cells of its model": f"{CAUSAL} ?c exld:observedIn/exld:usesModel/exld:modelCell ?y FILTER NOT EXISTS "
    f"{{ ?c exld:inCell ?z }}",
    "on a condition": f"{CAUSAL} ?c exld:underCondition ?y",
}
RDF = {
    "ttl": "exo-ld.ttl",
    "nt": "exo-ld.nt",
    "nq": "exo-ld.nq",
    "trig": "exo-ld.trig",
    "jsonld": "exo-ld.jsonld",
    "rdf12": "exo-ld-rdf12.trig",
}
FORMATS = [*RDF, "nanopub", "parquet", "kgx", "causal"]


def rows(kb: exo_ld.KnowledgeBase, text: str) -> list[dict[str, Any]]:
    answer = kb.sparql(text)
    assert isinstance(answer, exo_ld.Table)
    return answer.rows


def facts(store: ox.Store, claim: str, fields: dict[str, str]) -> Facts:
    """What a store tells of a claim, field by field."""
    found: Facts = {}
    for field, pattern in fields.items():
        rows = store.query(
            f"{HEAD} SELECT DISTINCT ?x {{ VALUES ?c {{ <{claim}> }} {pattern} }}", use_default_graph_as_union=True
        )
        found[field] = {row["x"].value for row in rows}  # type: ignore[union-attr]
    return found


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def followed(kb: exo_ld.KnowledgeBase) -> dict[str, str]:
    """A claim of each kind; those of the causal table, where there is one."""
    found = {}
    for kind, pattern in KINDS.items():
        first = rows(
            kb,
            f"{HEAD} SELECT DISTINCT ?c {{ ?c a exld:Claim . {pattern} FILTER NOT EXISTS {{ ?c owl:deprecated true }} "
            f"}} ORDER BY ?c LIMIT 1",
        )
        assert first, kind
        found[kind] = first[0]["c"]
    return found


def iris(values: Any) -> set[str]:
    """The IRIs of CURIEs, in a list or joined by |."""
    parts = values.split("|") if isinstance(values, str) else values or []
    return {expand(part) or part for part in parts if part}


def ours(values: Any) -> set[str]:
    """The IRIs of local names of our closed lists."""
    return {EXO + name for name in ([values] if isinstance(values, str) else values or []) if name}


def dois(values: Any) -> set[str]:
    """The bare DOIs among publications."""
    return {part.removeprefix("doi:") for part in values or [] if part.startswith("doi:")}


def read_parquet(folder: Path, claim: str) -> Facts:
    """Out of the tables claims and evidence, by DuckDB."""
    duckdb = pytest.importorskip("duckdb", reason="needs duckdb (extra dev)")

    def table(name: str, column: str) -> list[dict[str, Any]]:
        key = "exod:" + claim.rpartition("/")[2]
        answer = duckdb.execute(
            f"SELECT * FROM read_parquet('{folder}/exo-ld-{name}.parquet') WHERE {column} = '{key}'"
        )
        return [dict(zip([d[0] for d in answer.description], row, strict=True)) for row in answer.fetchall()]

    [row] = table("claims", "id")
    lines = table("evidence", "claim")
    further = [*(row["populations"] + row["conditions"] + row["compared_with"] + row["doses"])]
    return {
        "subject": iris(row["subject"]), "relation": iris(row["relation"]), "object": iris(row["object"]),
        "state of the subject": ours(row["subject_state"]), "aspect of the object": ours(row["object_aspect"]),
        "cell": iris(row["cells"]), "disease": iris(row["diseases"]),
        "further context": iris(further) | ours(row["frequency"])
        | ({f"{row['value']:g}"} if row["value"] is not None else set()),
        "experiment": iris(row["experiments"]), "in vivo or in vitro": ours(row["systems"]),
        "stance": ours(row["stances"]), "evidence line": iris([line["id"] for line in lines]),
        "voice and hedge": {name for line in lines for name in ours([line["role"], line["modality"]])},
        "evidence code": iris([line["evidence_code"] for line in lines]),
        "passage": {place for line in lines for place in iris(line["passages"])},
        "offsets": {str(start) for line in lines for start in line["starts"] if start is not None},
        "review": iris(row["reviews"]), "doi of a study": set(row["dois"]),
        "retracted study": iris(row["retracted_works"]), "next link": iris(row["leads_to"]),
        "disagreement": iris(row["disagrees_with"]),
        "verdict on the source": {name for line in lines for name in ours(line["verdicts"])},
    }  # fmt: skip


def read_kgx(folder: Path, claim: str) -> Facts:
    """The edge, or what is withheld from the edges."""
    key = "exod:" + claim.rpartition("/")[2]
    texts = [
        line
        for table in ("edges", "withheld")
        for line in (folder / f"exo-ld_{table}.jsonl").read_text("utf-8").splitlines()
    ]
    [row] = [row for row in map(json.loads, texts) if row["id"] == key]
    return {field: set[str]() for field in FIELDS} | {
        "subject": iris(row["subject"]), "relation": iris(row.get("original_predicate") or row["relation"]),
        "object": iris(row["object"]), "state of the subject": ours(row.get("subject_state")),
        "aspect of the object": ours(row.get("aspect")), "cell": iris(row.get("anatomical_context_qualifier")),
        "disease": iris(row.get("disease_context_qualifier")), "stance": ours(row.get("stances")) or {EXO + "supports"},
        "evidence line": iris(row["has_evidence"]), "evidence code": iris(row.get("has_evidence_of_type")),
        "doi of a study": dois(row.get("publications")),
    }  # fmt: skip


def read_causal(folder: Path, claim: str, named: dict[str, str]) -> Facts:
    """The row of the flat table, labels turned to IRIs by ``named``; nothing where the relation is not causal."""
    key = "exod:" + claim.rpartition("/")[2]
    with open(folder / "exo-ld-causal.tsv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["claim"] == key]
    if not rows:
        return {}
    [row] = rows
    against = {"refutes": "refuted", "reportsNoEffect": "no effect"}
    if row["doubts"] or row["stance"] != "supports":
        assert row["effect"] == against.get(row["stance"], "doubtful"), "a doubtful claim reads as an effect"
    assert row["subject"].endswith(f" [{row['subject_state']}]") == bool(row["subject_state"]), (
        "the state does not go with the name"
    )

    def by_label(column: str) -> set[str]:
        return {named[label] for label in row[column].split("|") if label}

    return {field: set[str]() for field in FIELDS} | {
        "subject": iris(row["subject_id"]), "relation": iris(row["relation"]), "object": iris(row["object_id"]),
        "state of the subject": by_label("subject_state"), "aspect of the object": by_label("object_aspect"),
        "cell": by_label("cell"), "disease": by_label("disease"), "in vivo or in vitro": by_label("system"),
        "stance": ours(row["stance"].split("|")), "review": iris(row["reviews"]),
        "doi of a study": set(filter(None, row["dois"].split("|"))), "disagreement": iris(row["disagrees_with"]),
    }  # fmt: skip


@pytest.fixture(scope="module")
def readers(
    kb: exo_ld.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Callable[[str], Facts]]:
    """For a format, what reads it back: claim IRI to what the files tell of it. A format is exported at its first
    use."""
    used = "exld:subjectAspect|exld:aspect|exld:inCell|exld:inDisease|exld:modelCell|exld:disease|exld:system"
    labels = f"?x rdfs:label|skos:prefLabel ?l . FILTER EXISTS {{ ?any {used} ?x }}"
    text = (
        f"{HEAD} PREFIX rdfs: <{PREFIXES['rdfs']}> PREFIX skos: <{PREFIXES['skos']}> SELECT DISTINCT ?x ?l {{ "
        f"{labels} }}"
    )
    named = {row["l"]: row["x"] for row in rows(kb, text)}
    others: dict[str, Reader] = {"parquet": read_parquet, "kgx": read_kgx, "causal": partial(read_causal, named=named)}
    base = tmp_path_factory.mktemp("formats")

    def reader(name: str) -> Callable[[str], Facts]:
        for module in {"parquet": ["pyarrow", "duckdb"], "nanopub": ["nanopub"]}.get(name, []):
            pytest.importorskip(module, reason=f"needs {module}")
        folder = base / name
        export(kb, [name], str(folder))
        if name in others:
            return lambda claim: others[name](folder, claim)
        path = folder / RDF.get(name, "exo-ld-nanopubs.trig")
        form = ox.RdfFormat.from_extension(path.suffix[1:])
        assert form
        store = ox.Store()
        store.bulk_load(path=str(path), format=form)
        return lambda claim: facts(store, claim, FIELDS)

    return reader


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, str]]:
    """The table of docs/export-formats.md: format to field to yes, partly or no."""
    text = (REPO / "docs" / "export-formats.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| (told|[a-z ]+) \|", line)
    ]
    start = next(n for n, row in enumerate(rows) if row[0] == "told")
    head, *body = [row for row in rows[start:] if len(row) == len(rows[start])]
    columns = {name: n for n, cell in enumerate(head) for name in re.findall(r"[a-z0-9]+", cell) if n}
    return {name: {row[0]: row[n] for row in body} for name, n in columns.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_claims_come_back(
    name: str, kb: exo_ld.KnowledgeBase, followed: dict[str, str], readers: Any, table: dict[str, dict[str, str]]
) -> None:
    read = readers(name)
    told = table[name]
    assert set(told) == set(FIELDS), "the docs have a row for each field, and no other"
    truth = {claim: facts(kb.store, claim, IN_SOURCE) for claim in followed.values()}
    back = {claim: read(claim) for claim in truth}
    missing = {claim for claim, found in back.items() if not found}
    assert missing == ({followed["refuted"]} & missing if name == "causal" else set()), (
        "the claim is there under its own IRI"
    )
    for field, said in told.items():
        pairs = [(truth[claim][field], back[claim][field]) for claim in truth if back[claim]]
        assert any(there for there, _ in pairs), f"no claim that is followed has {field}"
        if said == "yes":
            assert [found for _, found in pairs] == [there for there, _ in pairs], field
        elif said == "no":
            assert not any(found for _, found in pairs), field
        else:
            assert said == "partly", field
            assert [found for _, found in pairs] != [there for there, _ in pairs], f"{field} is told in full"
            assert any(there & found for there, found in pairs), f"{field} is not told at all"


@pytest.mark.slow
def test_rdf12_reifies_the_triple_by_the_claim(
    kb: exo_ld.KnowledgeBase, followed: dict[str, str], tmp_path: Path
) -> None:
    export(kb, ["rdf12"], str(tmp_path / "out"))
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "out" / RDF["rdf12"]), format=ox.RdfFormat.TRIG)
    for claim in followed.values():
        quads = store.quads_for_pattern(ox.NamedNode(claim), ox.NamedNode(PREFIXES["rdf"] + "reifies"), None, None)
        [triple] = [quad.object for quad in quads]
        assert isinstance(triple, ox.Triple)
        truth = facts(kb.store, claim, IN_SOURCE)
        assert [{triple.subject.value}, {triple.predicate.value}, {triple.object.value}] == [  # type: ignore[union-attr]
            truth[field] for field in ("subject", "relation", "object")
        ]
        assert triple not in [
            quad.triple for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        ], "it is not asserted"
