"""Build the records with which the data is registered elsewhere: docs/registrations/.

python tools/registrations.py            writes them
python tools/registrations.py --check    writes nothing; exit status 1 where a record is not what would be built
python tools/registrations.py --figures  prints how large the data is, and how well checked, as a page

No record counts claims: a change of one claim changes the facts alone. Predicates, categories and prefixes are read
from the exports; what only a person knows (contact, ORCID, reviewer) is left to whoever submits them, and
docs/registrations/README.md says so.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from exo_ld import KnowledgeBase, load
from exo_ld.prefixes import EXO, EXOD
from exo_ld.share.describe import CC0, HOME, About, about, figures
from exo_ld.share.export import export

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "registrations"
INFORES = "infores:exo-ld"
_KEYS = ("id", "subject", "predicate", "object", "category", "qualified_predicate")


def graph(kb: KnowledgeBase) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges of the KGX export."""
    with tempfile.TemporaryDirectory() as scratch:
        export(kb, ["kgx"], f"{scratch}/kgx")
        nodes, edges = (
            [
                json.loads(line)
                for line in Path(scratch, "kgx", f"exo-ld_{part}.jsonl").read_text(encoding="utf-8").splitlines()
            ]
            for part in ("nodes", "edges")
        )
    return nodes, edges


def quality(what: About, numbers: dict[str, int]) -> str:
    """The figures, as a page."""
    lines = [
        "# How large, and how well checked",
        "",
        f"Of version {what.version} ({what.date}), by the queries `quality-figures`, `terms-by-vocabulary` and "
        "`reporting-gaps`.",
        "",
        "| figure | number |",
        "|---|---:|",
    ]
    return "\n".join([*lines, *(f"| {name} | {number} |" for name, number in numbers.items())]) + "\n"


def guide(what: About, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    """A Reference Ingest Guide (https://biolink.github.io/resource-ingest-guide-schema/) of the KGX export."""
    where = f"{HOME}release/{what.version}/"
    files = {
        "exo-ld_nodes.tsv": "nodes: what claims are about",
        "exo-ld_edges.tsv": "edges: one a claim that can stand as one, its id the claim's IRI",
        "exo-ld_withheld.tsv": "claims that are no edge, each with the reason",
    }
    return {
        "name": "exo-ld Reference Ingest Guide",
        "source_info": {
            "infores_id": INFORES,
            "name": "exo-ld",
            "description": what.description,
            "citations": [f"https://doi.org/{doi}" if doi else label for _, doi, label in what.reviews],
            "terms_of_use_info": {"license_name": "CC0 1.0", "license_url": CC0},
            "data_access_locations": [f"{where} - all exports of the version, with checksums"],
            "data_provision_mechanisms": ["file_download"],
            "data_formats": ["kgx", "tsv", "json", "other"],
            "data_versioning_and_releases": f"Semantic versions; this guide is of {what.version}. "
            "Claim identifiers never change.",
            "source_status": "maintained_as_needed_updates",
        },
        "ingest_info": {
            "ingest_categories": ["primary_knowledge_provider"],
            "utility": "Which cargo of exosomes of mesenchymal stem cells acts on what, in which complication of "
            "diabetes, in which "
            "species, on whose word: links between microRNAs, genes, processes and diseases that are read from review "
            "articles by hand, "
            "each with its evidence.",
            "scope": "Claims of two review articles. A claim with a doubt is no edge: "
            "withdrawn, refuted, found without effect, only hedged, "
            "contradicted by the source that is cited for it, or resting on retracted work alone.",
            "relevant_files": [
                {"file_name": name, "location": where + name, "description": text} for name, text in files.items()
            ],
            "included_content": [
                {
                    "file_name": "exo-ld_edges.tsv",
                    "included_records": "all",
                    "fields_used": ", ".join(sorted({k for e in edges for k in e})),
                },
                {
                    "file_name": "exo-ld_nodes.tsv",
                    "included_records": "all",
                    "fields_used": ", ".join(sorted({k for n in nodes for k in n})),
                },
            ],
            "filtered_content": [
                {
                    "file_name": "exo-ld_withheld.tsv",
                    "filtered_records": "the claims that the file names",
                    "rationale": "A claim with a doubt must not be read as a plain edge; "
                    "the column reasons of the file says which it has.",
                }
            ],
            "future_considerations": [
                {
                    "category": "edge_property_content",
                    "consideration": "Disagreements between claims, errata and source checks are in the RDF exports "
                    "only.",
                    "relevant_files": "exo-ld.nq",
                }
            ],
        },
        "target_info": {
            "infores_id": INFORES,
            "edge_type_info": _edge_types(nodes, edges),
            "node_type_info": _node_types(nodes),
            "additional_notes": [
                f"{INFORES} is not registered yet; docs/registrations/infores.yaml is the record to submit."
            ],
        },
        "provenance_info": {"contributions": [f"{what.creator}: curation, data modelling, code"]},
    }


def _edge_types(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    category = {node["id"]: node["category"][0] for node in nodes}
    by_predicate: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        by_predicate[edge["predicate"]].append(edge)
    types = []
    for predicate, group in sorted(by_predicate.items()):
        relations = sorted({edge["original_predicate"] for edge in group})
        values: dict[str, set[str]] = defaultdict(set)
        for edge in group:
            for key in edge:
                if key.endswith("_qualifier") or key == "qualified_predicate":
                    values[key].update([edge[key]] if isinstance(edge[key], str) else edge[key])
        qualifiers: list[dict[str, Any]] = []
        for key in sorted(values):
            if key.endswith("_context_qualifier"):
                qualifiers.append(
                    {
                        "property": f"biolink:{key}",
                        "value_id_prefixes": sorted({v.partition(":")[0] for v in values[key]}),
                    }
                )
            else:
                qualifiers.append({"property": f"biolink:{key}", "value_enumeration": sorted(values[key])})
        types.append(
            {
                "subject_categories": sorted({category[edge["subject"]] for edge in group}),
                "predicates": [predicate],
                "object_categories": sorted({category[edge["object"]] for edge in group}),
                **({"qualifiers": qualifiers} if qualifiers else {}),
                "knowledge_level": sorted({edge["knowledge_level"] for edge in group}),
                "agent_type": sorted({edge["agent_type"] for edge in group}),
                "primary_knowledge_sources": [INFORES],
                "edge_properties": sorted(
                    f"biolink:{key}"
                    for key in {k for e in group for k in e}
                    if key not in _KEYS and not key.endswith("_qualifier")
                ),
                "ui_explanation": "A curator read a sentence or table row of a review article as one statement of its "
                "own, of the relation "
                f"{', '.join(relations)}, and looked up subject and object in outside vocabularies. "
                "The publications are those that the "
                "review cites for it.",
                "source_files": ["exo-ld_edges.tsv"],
            }
        )
    return types


def _node_types(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_category: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        by_category[node["category"][0]].append(node)
    return [
        {
            "node_category": name,
            "source_identifier_types": sorted({node["id"].partition(":")[0] for node in group}),
            "node_properties": sorted(f"biolink:{key}" for key in {k for n in group for k in n} - {"id", "category"}),
        }
        for name, group in sorted(by_category.items())
    ]


def bioregistry(what: About) -> dict[str, Any]:
    """Records for Bioregistry (https://bioregistry.io/): exld for the terms, exod for the individuals; both were free
    there."""
    shared = {
        "homepage": HOME,
        "license": "CC0-1.0",
        "version": what.version,
        "keywords": ["exosome", "mesenchymal stem cell", "diabetes"],
    }
    return {
        "exod": {
            "prefix": "exod",
            "name": "exo-ld",
            "description": what.description,
            "pattern": "^[a-z]+(-[A-Za-z0-9.]+)+$",
            "uri_format": EXOD + "$1",
            "rdf_uri_format": EXOD + "$1",
            "example": "claim-jin-2019-mir-486-03",
            "domain": "multiple",
            "download_rdf": f"{HOME}release/{what.version}/exo-ld.ttl",
            **shared,
        },
        "exld": {
            "prefix": "exld",
            "name": "exo-ld ontology",
            "description": "The classes, properties and closed lists of exo-ld.",
            "pattern": "^[A-Za-z]\\w*$",
            "uri_format": EXO + "$1",
            "rdf_uri_format": EXO + "$1",
            "example": "Claim",
            "domain": "schema",
            "part_of": "exod",
            **shared,
        },
    }


def registry_page(what: About, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> str:
    """The page for KG-Registry (https://kghub.org/kg-registry/): resource/exo-ld/exo-ld.md there."""
    where = f"{HOME}release/{what.version}/"
    day = f"{what.date}T00:00:00Z"
    sized = {
        "node_categories": sorted({node["category"][0] for node in nodes}),
        "predicates": sorted({edge["predicate"] for edge in edges}),
    }
    products = [
        ("graph", "GraphProduct", "KGX (TSV) of exo-ld", "kgx", "exo-ld_edges.tsv", sized),
        ("graph.jsonl", "GraphProduct", "KGX (JSON lines) of exo-ld", "kgx-jsonl", "exo-ld_edges.jsonl", sized),
        ("graph.ttl", "GraphProduct", "all of exo-ld as Turtle", "ttl", "exo-ld.ttl", {}),
        ("graph.nq", "GraphProduct", "the named graphs of exo-ld as N-Quads", "nquads", "exo-ld.nq", {}),
        ("graph.jsonld", "GraphProduct", "the named graphs of exo-ld as JSON-LD", "jsonld", "exo-ld.jsonld", {}),
    ]
    record = {
        "activity_status": "active",
        "category": "KnowledgeGraph",
        "creation_date": day,
        "description": what.description,
        "domains": ["biomedical", "health", "literature"],
        "homepage_url": HOME,
        "id": "exo-ld",
        "infores_id": INFORES.partition(":")[2],
        "last_modified_date": day,
        "layout": "resource_detail",
        "license": {"id": CC0, "label": "CC0 1.0"},
        "name": "exo-ld",
        "products": [
            {
                "category": category,
                "description": description,
                "format": form,
                "id": f"exo-ld.{key}",
                "name": description,
                "original_source": ["exo-ld"],
                "product_url": where + name,
                **more,
            }
            for key, category, description, form, name, more in products
        ],
        "version": what.version,
    }
    return f"---\n{_yaml(record)}---\n# {what.title}\n\n{what.description}\n"


def records() -> dict[str, str]:
    """All records, by file name."""
    kb = load()
    what = about(kb)
    nodes, edges = graph(kb)
    infores = {
        "id": INFORES,
        "status": "draft",
        "name": "exo-ld",
        "xref": [HOME],
        "description": what.description,
        "knowledge_level": "knowledge_assertion",
        "agent_type": "manual_agent",
    }
    return {
        "ingest-guide.yaml": _yaml(guide(what, nodes, edges)),
        "bioregistry.json": json.dumps(bioregistry(what), indent=2, ensure_ascii=False) + "\n",
        "infores.yaml": _yaml({"information_resources": [infores]}),
        "kg-registry.md": registry_page(what, nodes, edges),
    }


def _yaml(document: dict[str, Any]) -> str:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # each list in full, where it stands
            return True

    return yaml.dump(document, Dumper=Plain, sort_keys=False, allow_unicode=True, width=120)


def main(arguments: list[str]) -> int:
    """Build, check, or print the figures; returns the exit status."""
    if "--figures" in arguments:
        kb = load()
        print(quality(about(kb), figures(kb)), end="")
        return 0
    stale = [
        name
        for name, text in records().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/registrations/{name} is not as built; run python tools/registrations.py", file=sys.stderr)
        return 1 if stale else 0
    for name, text in records().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
