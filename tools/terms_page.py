"""docs/terms.md: every term of the ontology in tables, from the ontology, its closed lists and its shapes.

python tools/build_docs.py            writes it with the other generated pages
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, URIRef

from exo_ld.prefixes import EXO, EXOS, contract

__all__ = ["terms_page"]

ROOT = Path(__file__).parent.parent
HEAD = """\
# The terms

Built by `python tools/build_docs.py` from [ontology/](../ontology/) and [shapes/](../shapes/); do not edit. How they go
together is in [model.md](model.md), the rules by which they are used in [rules.md](rules.md). `exo-ld show exld:Claim`
prints one.

"How often" is what the shapes ask of a maintained knowledge base; nothing there means any number.
"""
_MANY = rdflib.Namespace(EXO)


def terms_page() -> str:
    """The page in Markdown."""
    graph = rdflib.Graph()
    for path in [
        ROOT / "ontology" / "exo.ttl",
        ROOT / "ontology" / "vocabularies.ttl",
        *sorted((ROOT / "shapes").glob("*.ttl")),
    ]:
        graph.parse(path)
    classes = [
        c
        for c in _ours(graph, OWL.Class)
        if (c, OWL.deprecated, None) not in graph and (c, SKOS.inScheme, None) not in graph
    ]
    kinds = {c for c in classes if c in set(graph.transitive_subjects(RDFS.subClassOf, _MANY.Entity))}
    lines = [HEAD, "## Classes", "", *_classes(graph, [c for c in classes if c not in kinds])]
    lines += ["", "## Kinds of entities", "", *_classes(graph, [c for c in classes if c in kinds])]
    lines += ["", "## Properties, by what they are said of", ""]
    by_domain: dict[str, list[URIRef]] = {}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for prop in _ours(graph, kind):
            if (prop, RDF.type, _MANY.Relation) not in graph and (prop, RDF.type, _MANY.CausalRelation) not in graph:
                by_domain.setdefault(_domain(graph, prop), []).append(prop)
    for domain, props in sorted(by_domain.items()):
        lines += [f"### {domain}", "", "| property | value | how often | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{_short(p)}` | {_value(graph, p)} | {_often(graph, p)} | {_meaning(graph, p)} |" for p in sorted(props)
        ]
        lines.append("")
    lines += [
        "## Relations",
        "",
        "A relation between subject and object of a claim; the causal ones can be links of a mechanism.",
        "",
    ]
    lines += ["| relation | causal | meaning | under | Biolink predicate (direction) |", "|---|---|---|---|---|"]
    for relation in sorted(set(graph.subjects(_MANY.biolinkPredicate, None)), key=str):
        under = ", ".join(sorted(_short(parent) for parent in graph.objects(relation, _MANY.roParent)))
        predicate = ", ".join(
            _short(p).removeprefix("biolink:") for p in graph.objects(relation, _MANY.biolinkPredicate)
        )
        way = graph.value(relation, _MANY.biolinkDirection)
        causal = "yes" if (relation, RDF.type, _MANY.CausalRelation) in graph else ""
        lines.append(
            f"| `{_short(relation)}` | {causal} | {_meaning(graph, relation)} | {under} | "
            f"`{predicate}`{f' ({way})' if way else ''} |"
        )
    lines += ["", "## Closed lists", ""]
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        lines += [f"### {graph.value(scheme, SKOS.prefLabel)}", "", f"{_meaning(graph, scheme)} `{_short(scheme)}`", ""]
        lines += ["| concept | meaning |", "|---|---|"]
        lines += [
            f"| `{_short(c)}` | {_meaning(graph, c)} |" for c in sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        ]
        lines.append("")
    lines += ["## Annotations of the ontology", "", "| property | meaning |", "|---|---|"]
    lines += [f"| `{_short(p)}` | {_meaning(graph, p)} |" for p in _ours(graph, OWL.AnnotationProperty)]
    return "\n".join(lines) + "\n"


def _ours(graph: rdflib.Graph, kind: URIRef) -> list[URIRef]:
    found = (s for s in set(graph.subjects(RDF.type, kind)) if isinstance(s, URIRef) and s.startswith(EXO))
    return sorted(s for s in found if (s, SKOS.definition, None) in graph)


def _classes(graph: rdflib.Graph, classes: Iterable[URIRef]) -> list[str]:
    lines = ["| class | under | meaning |", "|---|---|---|"]
    for one in classes:
        under = sorted(
            f"`{_short(parent)}`" for parent in graph.objects(one, RDFS.subClassOf) if not isinstance(parent, BNode)
        )
        lines.append(
            f"| `{_short(one)}` | {', '.join(under) or 'defined by its properties'} | {_meaning(graph, one)} |"
        )
    return lines


def _domain(graph: rdflib.Graph, prop: URIRef) -> str:
    domain = graph.value(prop, RDFS.domain)
    return "Several" if domain is None or isinstance(domain, BNode) else _short(domain).removeprefix("exld:")


def _value(graph: rdflib.Graph, prop: URIRef) -> str:
    """What may stand as a value: by the range, else by the shapes (a closed list, kinds of terms, a class)."""
    value = graph.value(prop, RDFS.range)
    if value is not None and not isinstance(value, BNode):
        return f"`{_short(value)}`"
    shapes = list(graph.subjects(SH.path, prop))
    lists = {
        str(n).removeprefix(EXOS + "In")
        for s in shapes
        for n in graph.objects(s, SH.node)
        if str(n).startswith(EXOS + "In")
    }
    if lists:
        return "a concept of " + " or ".join(f"`exld:{name}`" for name in sorted(lists))
    members = [n for s in shapes for o in graph.objects(s, SH["or"]) for n in rdflib.collection.Collection(graph, o)]
    kinds = sorted(str(n).removeprefix(EXOS + "Under") for n in members if str(n).startswith(EXOS + "Under"))
    if kinds:
        return "a term under " + " or ".join(f"`exld:{name}`" for name in kinds)
    classes = {c for s in [*shapes, *members] for c in graph.objects(s, SH["class"])}
    return " or ".join(sorted(f"`{_short(c)}`" for c in classes)) or "a term"


def _often(graph: rdflib.Graph, prop: URIRef) -> str:
    least, most = 0, ""
    for shape in graph.subjects(SH.path, prop):
        if (None, SH.property, shape) in graph:
            least = max(least, int(str(graph.value(shape, SH.minCount) or 0)))
            most = str(graph.value(shape, SH.maxCount) or most)
    return {
        (1, "1"): "exactly one",
        (0, "1"): "at most one",
        (1, ""): "at least one",
        (0, "0"): "never in the source",
    }.get((least, most), "")


def _meaning(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    return str(graph.value(term, SKOS.definition) or "").replace("|", "\\|").replace("\n", " ")


def _short(term: object) -> str:
    return contract(str(term)) or f"<{term}>"
