"""Write ontology/mappings/relations.sssom.tsv from the annotations of ontology/exo.ttl; with --check, only compare.

Each relation of the closed list is mapped to its parent in RO, BFO or IAO and to its Biolink predicate. A relation of
the same name is a close match, any other a broad one; the direction qualifier stands in an extension column.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib
from rdflib import OWL, RDFS, Namespace, URIRef

from exo_ld.files import publish
from exo_ld.prefixes import EXOD, PREFIXES, contract

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
TARGET = ONTOLOGY / "mappings" / "relations.sssom.tsv"
BIOLINK_VERSION = "Biolink Model 4.4.4"
HEADER = """\
#mapping_set_id: https://w3id.org/exo-ld/mappings/relations
#mapping_set_version: 0.1.0
#mapping_set_description: Relations of exo-ld, their parents in RO, BFO and IAO, \
and their Biolink predicates with qualifiers.
#license: https://creativecommons.org/publicdomain/zero/1.0/
#subject_source: w3id:exo-ld/ontology
#extension_definitions:
#  - slot_name: object_direction_qualifier
#    property: biolink:object_direction_qualifier
#    type_hint: http://www.w3.org/2001/XMLSchema#string
#curie_map:
"""
COLUMNS = (
    "subject_id subject_label predicate_id object_id object_label mapping_justification object_source "
    "object_source_version object_direction_qualifier"
).split()


def build() -> str:
    """The text of the mapping file."""
    exo = Namespace(PREFIXES["exld"])
    graph = rdflib.Graph().parse(ONTOLOGY / "exo.ttl")
    outside = rdflib.Graph()
    for name in ("ro", "bfo", "iao"):
        outside.parse(ONTOLOGY / "imports" / f"{name}.ttl")
    rows: list[tuple[object, str, object, str, str, str, str]] = []
    for relation in sorted(set(graph.subjects(exo.biolinkPredicate)), key=str):
        label = str(graph.value(relation, RDFS.label))
        for parent in graph.objects(relation, exo.roParent):
            source = (contract(str(parent)) or "").partition(":")[0].lower()
            version = outside.value(URIRef(EXOD + "import-" + source), OWL.versionInfo)
            rows.append((relation, label, parent, str(outside.value(parent, RDFS.label)), source, str(version), ""))
        for predicate in graph.objects(relation, exo.biolinkPredicate):
            name = str(predicate).removeprefix(PREFIXES["biolink"]).replace("_", " ")
            way = str(graph.value(relation, exo.biolinkDirection) or "")
            rows.append((relation, label, predicate, name, "biolink", BIOLINK_VERSION, way))
    lines = ["\t".join(COLUMNS)]
    for one, label, target, name, origin, release, direction in rows:
        match = "skos:closeMatch" if label.removeprefix("is ") == name and not direction else "skos:broadMatch"
        subject, outer = contract(str(one)), contract(str(target))
        justification = "semapv:ManualMappingCuration"
        lines.append(
            "\t".join(
                map(
                    str,
                    (subject, label, match, outer, name, justification, f"bioregistry:{origin}", release, direction),
                )
            )
        )
    spaces = {name: PREFIXES[name] for name in ("BFO", "biolink", "exld", "IAO", "RO", "skos")}
    spaces |= {
        "bioregistry": "https://bioregistry.io/registry/",
        "w3id": "https://w3id.org/",
        "semapv": "https://w3id.org/semapv/vocab/",
    }
    head = HEADER + "".join(
        f"#  {name}: {iri}\n" for name, iri in sorted(spaces.items(), key=lambda pair: pair[0].lower())
    )
    return head + "\n".join([lines[0], *sorted(lines[1:])]) + "\n"


def main() -> int:
    text = build()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET}: not what exo.ttl says; run python tools/relation_mappings.py", file=sys.stderr)
            return 1
        return 0
    publish(str(TARGET), text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
