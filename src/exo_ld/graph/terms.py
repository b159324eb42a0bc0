"""RDF terms of pyoxigraph as those of rdflib and back, with the text of a literal exactly as it is written."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

__all__ = ["from_rdflib", "to_rdflib"]


def to_rdflib(term: Any) -> Any:
    """An rdflib node; a blank node keeps its label."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def from_rdflib(node: Any) -> Any:
    """A pyoxigraph term; a blank node keeps its label."""
    import rdflib

    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.NamedNode(str(node))
