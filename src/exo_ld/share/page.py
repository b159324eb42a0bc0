"""The ontology as one page of HTML: classes, properties and closed lists, each with its definition and where it
belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import pyoxigraph as ox

from ..prefixes import EXO, ONTOLOGY, PREFIXES, contract

__all__ = ["GROUPS", "TOLD", "ontology_page"]

_RDFS, _SKOS, _OWL, _DCTERMS = (PREFIXES[name] for name in ("rdfs", "skos", "owl", "dcterms"))
_TYPE = PREFIXES["rdf"] + "type"
GROUPS = (
    ("Classes", _OWL + "Class"),
    ("Relations of claims", EXO + "Relation"),
    ("Object properties", _OWL + "ObjectProperty"),
    ("Datatype properties", _OWL + "DatatypeProperty"),
    ("Annotation properties", _OWL + "AnnotationProperty"),
    ("Closed lists", _SKOS + "ConceptScheme"),
    ("Values of the lists", _SKOS + "Concept"),
)
TOLD = {
    _RDFS + "subClassOf": "kind of",
    _RDFS + "subPropertyOf": "kind of",
    _RDFS + "domain": "of",
    _RDFS + "range": "value",
    _SKOS + "inScheme": "list",
    _SKOS + "exactMatch": "the same as",
    _SKOS + "closeMatch": "much like",
    PREFIXES["exld"] + "biolinkPredicate": "Biolink",
    PREFIXES["exld"] + "biolinkCategory": "Biolink",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
    "1rem;color:#1b1b1b;background:#fff}h2{margin-top:2.5rem}dt{font-weight:600;margin-top:1rem}dt "
    "code{font-weight:400;color:#555}dd{margin:0 0 0 1.5rem}nav "
    "a{margin-right:1rem}a{color:#0b57a4}:target{background:#fff6d6}"
)


def ontology_page(triples: Iterable[ox.Triple]) -> str:
    """The page, from the triples of the ontology (others are named where ours point at them)."""
    said: dict[str, dict[str, list[Any]]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    head, left = said.get(ONTOLOGY, {}), {iri for iri in said if iri.startswith(EXO)}
    title = _one(head, _DCTERMS + "title") or "exo-ld"
    parts, links = [], []
    for name, kind in GROUPS:
        iris = sorted(
            (iri for iri in left if ox.NamedNode(kind) in said[iri].get(_TYPE, ())),
            key=lambda iri: _label(said, iri).lower(),
        )
        left -= set(iris)
        if iris:
            anchor = name.lower().replace(" ", "-")
            links.append(f'<a href="#{anchor}">{name} ({len(iris)})</a>')
            parts.append(
                f'<h2 id="{anchor}">{name}</h2><dl>{"".join(line for iri in iris for line in _entry(said, iri))}</dl>'
            )
    about = (
        f"<p>{escape(_one(head, _DCTERMS + 'description'))}</p><p>{escape(ONTOLOGY)}, version "
        f"{escape(_one(head, _OWL + 'versionInfo'))}. "
    )
    about += (
        "Programs get Turtle, RDF/XML or JSON-LD at the same address by Accept; for Protégé and ROBOT a release has "
        "exo-ld.owl.</p>"
    )
    start = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1">'
    )
    return (
        f"{start}<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>{about}"
        f"<nav>{''.join(links)}</nav>{''.join(parts)}</body></html>\n"
    )


def _entry(said: dict[str, dict[str, list[Any]]], iri: str) -> Iterator[str]:
    of = said[iri]
    gone = " (obsolete)" if "true" in (node.value for node in of.get(_OWL + "deprecated", ())) else ""
    yield (
        f'<dt id="{escape(iri.removeprefix(EXO))}">{escape(_label(said, iri))}{gone} '
        f"<code>{escape(contract(iri) or iri)}</code></dt>"
    )
    if definition := _one(of, _SKOS + "definition"):
        yield f"<dd>{escape(definition)}</dd>"
    for predicate, words in TOLD.items():
        values = sorted(_link(said, node.value) for node in of.get(predicate, ()) if isinstance(node, ox.NamedNode))
        if values:
            yield f"<dd>{words}: {', '.join(values)}</dd>"


def _link(said: dict[str, dict[str, list[Any]]], iri: str) -> str:
    place = f"#{iri.removeprefix(EXO)}" if iri.startswith(EXO) else iri
    return f'<a href="{escape(place)}" title="{escape(iri)}">{escape(_label(said, iri))}</a>'


def _label(said: dict[str, dict[str, list[Any]]], iri: str) -> str:
    of = said.get(iri, {})
    return _one(of, _RDFS + "label") or _one(of, _SKOS + "prefLabel") or contract(iri) or iri


def _one(of: dict[str, list[Any]], predicate: str) -> str:
    return min((str(node.value) for node in of.get(predicate, ()) if isinstance(node, ox.Literal)), default="")
