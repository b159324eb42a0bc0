"""Nodes, edges, claims and evidence as Parquet, for Spark, DuckDB and BigQuery. Needs pyarrow (extra ``parquet``).

https://parquet.apache.org/docs/file-format/; the columns are explained in docs/export-formats.md. Files are the same
bytes from run to run with the same pyarrow, whose version stands in them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..prefixes import EXO
from .claims import Claim, Evidence, Work
from .kgx import curie, edge, node, publications
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


__all__ = ["SCHEMAS", "export_parquet"]

# Column to type; * marks a list of texts.
SCHEMAS = {
    "nodes": "id iri name kinds* category* has_attribute_type",
    "edges": "id subject predicate object category* description qualified_predicate subject_aspect_qualifier "
    "subject_direction_qualifier "
    "object_aspect_qualifier object_direction_qualifier anatomical_context_qualifier* disease_context_qualifier "
    "species_context_qualifier publications* has_evidence* has_evidence_of_type* evidence_count:int original_predicate "
    "knowledge_level agent_type primary_knowledge_source",
    "claims": "id graph sentence subject subject_label subject_state relation relation_label object object_label "
    "object_aspect cells* "
    "tissues* diseases* species* observed_cells* observed_tissues* observed_diseases* observed_species* populations* "
    "conditions* places* systems* experiments* compared_with* doses* year:int frequency value:number min_value:number "
    "max_value:number unit approximate:bool bound_excluded:bool time_value:number time_values:numbers time_unit "
    "duration_value:number duration_unit measure interval_from:number interval_to:number interval_level:number "
    "plus_minus:number spread sample_size:int affected:int together_with* in_system disease_stage "
    "leads_to* or_else* reason_for* despite* and_also* on_condition* embeds* in_absence_of* "
    "object_state manners* by_means* for_purpose* "
    "induced_by* subject_induced_by* especially_in* subject_quantifier object_quantifier scope_quantifier "
    "from_location* to_location* time_since* time_from:number time_to:number duration_to:number "
    "date_from date_to value_per degrees* ranks* courses* disagrees_with* withdrawn:bool "
    "retracted:bool stances* doubts* asserted:bool supporting:int refuting:int no_effect:int "
    "works* retracted_works* publications* dois* reviews*",
    "evidence": "id claim stance role modality modalities* rests_on* "
    "evidence_code as_stated works* retracted_works* publications* reviews* "
    "passages* starts:ints ends:ints verdicts* p_value significance assays* first_demonstration:bool study_count:int",
}


def export_parquet(reading: Reading, folder: str) -> None:
    """Write exo-ld-nodes, -edges, -claims and -evidence as .parquet into ``folder``.

    Edges are those of kgx; claims holds every claim, doubtful and withdrawn ones too, with the column ``asserted`` to
    filter by.
    Raises OSError where a file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    claims = reading.claims
    ends = sorted({end for claim in claims for end in (claim.subject, claim.object)})
    tables: dict[str, list[dict[str, Any]]] = {
        "nodes": [{**node(reading, iri), "kinds": list(reading.kinds(iri))} for iri in ends],
        "edges": [edge(reading, claim) for claim in claims if not claim.doubts],
        "claims": [_claim(reading, claim) for claim in claims],
        "evidence": [_evidence(line) for claim in claims for line in claim.evidence],
    }
    text, whole = pa.string(), pa.int64()
    types = {
        "": text,
        "*": pa.list_(text),
        "int": whole,
        "ints": pa.list_(whole),
        "numbers": pa.list_(pa.float64()),
        "number": pa.float64(),
        "bool": pa.bool_(),
    }
    for name, rows in tables.items():
        fields = [_field(text) for text in SCHEMAS[name].split()]
        schema = pa.schema([(column, types[kind]) for column, kind in fields])
        columns = [[_value(row.get(column), kind) for row in rows] for column, kind in fields]
        table = pa.table(
            [pa.array(values, types[kind]) for values, (_, kind) in zip(columns, fields, strict=True)], schema=schema
        )
        pq.write_table(table, os.path.join(folder, f"exo-ld-{name}.parquet"), compression="snappy", store_schema=False)


def _field(text: str) -> tuple[str, str]:
    return (text[:-1], "*") if text.endswith("*") else (text.partition(":")[0], text.partition(":")[2])


def _value(value: Any, kind: str) -> Any:
    """Lists stay lists where they are empty; any other empty value is null."""
    return list(value or ()) if kind in ("*", "ints", "numbers") else None if value == "" else value


def _claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    def context(name: str) -> list[str]:
        return [curie(iri) for iri in claim.contexts.get(name, ())]

    def observed(name: str) -> list[str]:
        return [curie(iri) for iri in claim.observed.get(name, ())]

    def one(name: str) -> str:
        return next(iter(claim.contexts.get(name, ())), "")

    stances = [line.stance for line in claim.evidence]
    times = sorted(n for n in (_number(float, text) for text in claim.contexts.get("timeValue", ())) if n is not None)
    return {
        "id": curie(claim.id), "graph": curie(claim.graph), "sentence": reading.sentence(claim.id),
        "subject": curie(claim.subject), "subject_label": reading.label(claim.subject),
        "subject_state": claim.subject_aspect, "relation": curie(claim.relation),
        "relation_label": reading.label(claim.relation), "object": curie(claim.object),
        "object_label": reading.label(claim.object), "object_aspect": claim.aspect, "cells": context("inCell"),
        "tissues": context("inAnatomy"), "diseases": context("inDisease"), "species": context("inOrganism"),
        "observed_cells": observed("inCell"), "observed_tissues": observed("inAnatomy"),
        "observed_diseases": observed("inDisease"), "observed_species": observed("inOrganism"),
        "populations": context("inPopulation"), "conditions": context("underCondition"), "places": context("inPlace"),
        "systems": claim.systems, "experiments": [curie(iri) for iri in claim.experiments],
        "compared_with": context("comparedWith"), "doses": context("atDose"), "year": _number(int, one("inYear")),
        "frequency": one("frequency").removeprefix(EXO), "value": _number(float, one("value")),
        "min_value": _number(float, one("minValue")), "max_value": _number(float, one("maxValue")),
        "unit": curie(one("unit")), "approximate": one("approximate") in ("true", "1"),
        "bound_excluded": one("boundExcluded") in ("true", "1"),
        "time_value": min(times, default=None), "time_values": times, "time_unit": curie(one("timeUnit")),
        "duration_value": _number(float, one("durationValue")), "duration_unit": curie(one("durationUnit")),
        "measure": one("measure").removeprefix(EXO), "interval_from": _number(float, one("intervalFrom")),
        "interval_to": _number(float, one("intervalTo")), "interval_level": _number(float, one("intervalLevel")),
        "plus_minus": _number(float, one("plusMinus")), "spread": one("spread").removeprefix(EXO),
        "sample_size": _number(int, one("sampleSize")), "affected": _number(int, one("affected")),
        "together_with": context("togetherWith"), "in_system": one("inSystem").removeprefix(EXO),
        "disease_stage": one("diseaseStage"), "or_else": [curie(iri) for iri in claim.or_else],
        "reason_for": [curie(iri) for iri in claim.reason_for], "in_absence_of": context("inAbsenceOf"),
        **_circumstances(claim, context),
        "leads_to": [curie(iri) for iri in claim.leads_to],
        "disagrees_with": [curie(iri) for iri in claim.disagrees_with], "withdrawn": claim.withdrawn,
        "retracted": claim.retracted, "stances": claim.stances, "doubts": claim.doubts, "asserted": not claim.doubts,
        "supporting": stances.count("supports"), "refuting": stances.count("refutes"),
        "no_effect": stances.count("reportsNoEffect"), **_cited(claim.works),
        "dois": [work.doi for work in claim.works if work.doi], "reviews": [curie(iri) for iri in claim.reviews],
    }  # fmt: skip


def _circumstances(claim: Claim, context: Callable[[str], list[str]]) -> dict[str, Any]:
    """How, by what, from where to where, since when and against what a claim holds."""

    def listed(name: str) -> list[str]:
        return [value.removeprefix(EXO) for value in claim.contexts.get(name, ())]

    def one(name: str) -> str:
        return next(iter(claim.contexts.get(name, ())), "")

    return {
        "despite": [curie(iri) for iri in claim.despite], "and_also": [curie(iri) for iri in claim.and_also],
        "on_condition": [curie(iri) for iri in claim.on_condition], "embeds": [curie(iri) for iri in claim.embeds],
        "subject_quantifier": one("subjectQuantifier").removeprefix(EXO),
        "object_quantifier": one("objectQuantifier").removeprefix(EXO),
        "scope_quantifier": one("scopeQuantifier").removeprefix(EXO),
        "subject_induced_by": context("subjectInducedBy"), "especially_in": context("especiallyIn"),
        "object_state": claim.object_state, "manners": listed("manner"), "degrees": listed("degree"),
        "ranks": listed("rank"), "courses": listed("course"), "by_means": context("byMeans"),
        "for_purpose": context("forPurpose"), "induced_by": context("inducedBy"),
        "from_location": context("fromLocation"), "to_location": context("toLocation"),
        "time_since": context("timeSince"), "time_from": _number(float, one("timeFrom")),
        "time_to": _number(float, one("timeTo")), "duration_to": _number(float, one("durationTo")),
        "date_from": one("dateFrom"), "date_to": one("dateTo"), "value_per": curie(one("valuePer")),
    }  # fmt: skip


def _cited(works: tuple[Work, ...]) -> dict[str, list[str]]:
    retracted = [curie(work.id) for work in works if work.retracted]
    return {
        "works": [curie(work.id) for work in works],
        "retracted_works": retracted,
        "publications": publications(works),
    }


def _number(kind: Callable[[str], Any], text: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        return None  # absent, or no number, which `exo-ld validate` tells


def _evidence(line: Evidence) -> dict[str, Any]:
    return {
        "id": curie(line.id), "claim": curie(line.claim), "stance": line.stance, "role": line.role,
        "modality": line.modality, "modalities": line.modalities, "rests_on": line.rests_on,
        "evidence_code": curie(line.code), "as_stated": line.as_stated, **_cited(line.works),
        "reviews": sorted({curie(place.review) for place in line.places if place.review}),
        "passages": [curie(place.id) for place in line.places], "starts": [place.start for place in line.places],
        "ends": [place.end for place in line.places], "verdicts": line.verdicts, "p_value": line.p_value,
        "significance": line.significance, "assays": [curie(assay) for assay in line.assays],
        "first_demonstration": line.first_demonstration, "study_count": _number(int, line.study_count),
    }  # fmt: skip
