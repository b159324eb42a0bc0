"""The ontology for tools of OWL, offline: one file of RDF/XML with the slices of other ontologies in it, and a
catalogue of where it is.

Protégé, ROBOT and the OWL API look owl:imports up in ``catalog-v001.xml`` beside the file that they open
(http://robot.obolibrary.org/global#xml-catalogs). In a checkout the catalogue leads to the slices in ontology/imports,
in an export all to the merged file. The merged file declares what OWL 2 DL wants declared.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from ..files import publish, tree
from ..prefixes import EXOD, ONTOLOGY, PREFIXES
from ..sources import folder, graph_of, quads, sources
from .page import ontology_page

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase
    from .reading import Reading

__all__ = ["CATALOG", "catalog", "merged", "ontology"]

CATALOG = "catalog-v001.xml"
_FILE = "exo-ld.owl"
_RDF, _OWL = PREFIXES["rdf"], PREFIXES["owl"]
_TYPE, _IMPORTS = ox.NamedNode(_RDF + "type"), ox.NamedNode(_OWL + "imports")
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_HEAD, _HEADER = ox.NamedNode(ONTOLOGY), ox.NamedNode(_OWL + "Ontology")
_OURS = (EXOD + "import-", *(EXOD + name for name in ("vocabularies", "kinds", "names", "wording", "entities")))
_PROPERTIES = {f"<{_OWL}{kind}>" for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
_BUILT_IN = (_RDF, _OWL, PREFIXES["rdfs"])


def ontology(reading: Reading, folder: str) -> None:
    """Write exo-ld.owl, its catalogue and its page of HTML."""
    kb = reading.kb
    triples = merged(kb)
    ox.serialize(triples, os.path.join(folder, _FILE), format=ox.RdfFormat.RDF_XML, prefixes=_prefixes(triples))
    version = next(
        (t.object.value for t in triples if t.subject == _HEAD and t.predicate.value == _OWL + "versionIRI"), None
    )
    publish(
        os.path.join(folder, CATALOG),
        _text(dict.fromkeys([ONTOLOGY, *([version] if version else []), *_imported(kb.root)], _FILE)),
    )
    publish(os.path.join(folder, "ontology.html"), ontology_page(triples))


def catalog(root: str | None = None) -> str:
    """The text of the catalogue of a checkout or package: where each imported slice is, below its folder ontology/."""
    return _text(
        {
            iri: os.path.relpath(path, folder("ontology", root)).replace(os.sep, "/")
            for iri, path in _imported(root).items()
        }
    )


def _imported(root: str | None) -> dict[str, str]:
    return (
        {graph_of(path): path for path in tree(os.path.join(folder("ontology", root), "imports"), (".ttl",))}
        if _slices(root)
        else {}
    )


def _slices(root: str | None) -> bool:
    return os.path.isdir(os.path.join(folder("ontology", root), "imports"))


def _text(places: dict[str, str]) -> str:
    lines = "".join(f"  <uri name={quoteattr(iri)} uri={quoteattr(place)}/>\n" for iri, place in places.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    return f'{head}<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n{lines}</catalog>\n'


def merged(kb: KnowledgeBase) -> list[Any]:
    """The triples of the ontology, its closed lists and the slices of others, under one header, sorted; no facts."""
    found: dict[ox.Triple, None] = {}
    for source in sources(kb.root):
        if source.graph and (source.graph == ONTOLOGY or source.graph.startswith(_OURS)):
            found.update(dict.fromkeys(quad.triple for quad in quads(source)))
    gone = {t.subject for t in found if t.predicate.value == _OWL + "deprecated" and t.object.value == "true"}  # type: ignore[union-attr]
    about = {t.subject for t in found if t.predicate == _TYPE}
    found = {
        t: None
        for t in found
        if (t.subject in about or not t.subject.value.startswith(EXOD))  # type: ignore[union-attr]
        and not (t.subject in gone and t.predicate.value == _SUBCLASS)
    }
    dataset = ox.Dataset(
        ox.Quad(*t) for t in found if t.predicate != _IMPORTS and (t.object != _HEADER or t.subject == _HEAD)
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    triples = [quad.triple for quad in dataset]
    return sorted({*triples, *_declared(triples), *_labelled(triples)}, key=str)


def _declared(triples: list[Any]) -> Iterator[ox.Triple]:
    """What OWL 2 DL wants declared and RDF need not: properties and classes in use that no slice holds as such."""
    typed = [t for t in triples if t.predicate == _TYPE]
    properties, known = {t.subject for t in typed if str(t.object) in _PROPERTIES}, {t.subject for t in typed}
    for triple in triples:
        if triple.predicate not in properties and not triple.predicate.value.startswith(_BUILT_IN):
            yield ox.Triple(triple.predicate, _TYPE, ox.NamedNode(_OWL + "AnnotationProperty"))
        kind = triple.object
        if (
            triple.predicate == _TYPE
            and isinstance(kind, ox.NamedNode)
            and kind not in known
            and not kind.value.startswith(_BUILT_IN)
        ):
            yield ox.Triple(kind, _TYPE, ox.NamedNode(_OWL + "Class"))


def _labelled(triples: list[Any]) -> Iterator[ox.Triple]:
    """Labels as tools of OWL look for them, of what has only the label that SKOS gives; told apart from others of that
    label."""
    label, preferred, scheme = (
        ox.NamedNode(PREFIXES[p] + n) for p, n in (("rdfs", "label"), ("skos", "prefLabel"), ("skos", "inScheme"))
    )
    texts = {t.subject: t.object for t in triples if t.predicate == preferred}
    named = {t.subject for t in triples if t.predicate == label}
    taken = Counter(t.object for t in triples if t.predicate == label) + Counter(
        o for s, o in texts.items() if s not in named
    )
    lists = {t.subject: texts.get(t.object) for t in triples if t.predicate == scheme}
    for subject, text in texts.items():
        if subject not in named:
            more = f" ({getattr(lists.get(subject), 'value', 'list')})" if taken[text] > 1 else ""
            yield ox.Triple(subject, label, ox.Literal(text.value + more, language=text.language))


def _prefixes(triples: list[Any]) -> dict[str, str]:
    names = {t.predicate.value for t in triples}
    return {prefix: iri for prefix, iri in PREFIXES.items() if any(name.startswith(iri) for name in names)}
