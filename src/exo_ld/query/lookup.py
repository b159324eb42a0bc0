"""From an identifier as people write it to an IRI of the graph: an IRI, a CURIE, a slug, a DOI. Names are for `find`."""

from __future__ import annotations

import re
from typing import Any

from ..prefixes import EXO, EXOD, PREFIXES, canonical, contract, expand

__all__ = ["identified", "known", "label"]

_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_KINDS = ("study", "work", "review", "claim", "experiment", "preparation", "model", "passage", "section", "evidence", "check", "erratum")


def identified(store: Any, text: str) -> str | None:
    """The IRI of the graph in ``store`` that the identifier ``text`` is: an IRI (variants brought to our form), a CURIE, a slug
    of ours with or without its kind, or a DOI; None where it is none of these, or not in the graph.
    """
    wanted = text.strip()
    return next((iri for iri in _candidates(wanted) if known(store, iri)), None) or _by_doi(store, wanted)


def known(store: Any, iri: str) -> bool:
    """Whether the graph says anything of ``iri``, as subject or object."""
    import pyoxigraph as ox

    try:
        node = ox.NamedNode(iri)
    except ValueError:  # no IRI at all, such as http://[
        return False
    return any(True for _ in store.quads_for_pattern(node, None, None)) or any(True for _ in store.quads_for_pattern(None, None, node))


def label(store: Any, iri: str) -> str:
    """The label of ``iri``, or its CURIE where it has none."""
    import pyoxigraph as ox

    for predicate in _LABELS:
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None):
            return str(quad.object.value)
    return contract(iri) or iri


def _candidates(text: str) -> list[str]:
    found = []
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if re.match(r"https?://[^\s<>\"{}|\\^`]+$", bare):
        found.append(canonical(bare))
    elif re.fullmatch(r"[\w.\-]+:[\w.\-]+", bare):
        if expanded := expand(bare):
            found.append(expanded)
    elif re.fullmatch(r"[A-Za-z][\w]*_[\w]+", bare) and (expanded := expand(bare.replace("_", ":", 1))):
        found.append(expanded)
    if re.fullmatch(r"[\w.\-]+", bare):
        found += [EXOD + bare, *(f"{EXOD}{kind}-{bare}" for kind in _KINDS), EXO + bare]
    return found


def _by_doi(store: Any, text: str) -> str | None:
    import pyoxigraph as ox

    match = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,}/\S+)", text, re.I)
    if match:
        doi = ox.Literal(match.group(1).lower())
        for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["bibo"] + "doi"), doi):
            return str(quad.subject.value)
    return None
