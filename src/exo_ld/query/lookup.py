"""From an identifier as people write it to an IRI of the graph: an IRI, a CURIE, a slug, a DOI. Names are for
`find`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from ..prefixes import EXO, EXOD, PREFIXES, canonical, contract, expand

__all__ = ["bare_doi", "identified", "known", "label"]

# Whose numbers tell by themselves what they are of.
_ACCESSIONS = (
    "mirbase.mature",
    "mirbase",
    "mirbase.family",
    "MESH",
    "NCIT",
)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi\s*+(?:[:=]\s*+)?)?(10\.\d{4,}/[^\s?#]+)(?:[?#]\S*)?", re.I
)
_PMID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|(?:pmid"
    r"|pubmed)\s*+(?:[:=]\s*+)?)(\d{1,8})/?",
    re.I,
)
_CURIE = 1000  # characters of a CURIE at the most: what is longer takes longer than it is worth to read
_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_KINDS = (
    "study",
    "work",
    "review",
    "claim",
    "experiment",
    "preparation",
    "model",
    "passage",
    "section",
    "evidence",
    "check",
    "erratum",
)


def identified(store: Any, text: str) -> str | None:
    """The IRI of the graph in ``store`` that the identifier ``text`` is, however it is written; None where it is none,
    or not in the graph.

    It may be an IRI (variants brought to our form), a CURIE (``HGNC:HGNC:31508`` too), an accession (``MIMAT0000076``),
    a slug of ours with or without its kind, a DOI or a PMID, alone or in an address, with the full stop or bracket of
    the sentence that it was copied from.
    """
    wanted = text.strip()
    bare = wanted[1:-1] if wanted.startswith("<") and wanted.endswith(">") else wanted
    for form in dict.fromkeys((bare, bare.strip(" \t\"'()[]<>.,;"))):
        iri = next((iri for iri in _candidates(form) if known(store, iri)), None) or _work(store, form)
        if iri:
            return iri
    return None


def known(store: Any, iri: str) -> bool:
    """Whether the graph says anything of ``iri``, as subject or object."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:  # no IRI at all, such as http://[
        return False
    return any(True for _ in store.quads_for_pattern(node, None, None)) or any(
        True for _ in store.quads_for_pattern(None, None, node)
    )


def label(store: Any, iri: str) -> str:
    """The label of ``iri``, or its CURIE where it has none."""
    for predicate in _LABELS:
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None):
            return str(quad.object.value)
    return contract(iri) or iri


def _candidates(text: str) -> Iterator[str]:
    if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+$", text):
        yield text
        yield canonical(text)
    if len(text) <= _CURIE and (curie := re.fullmatch(r"([A-Za-z][\w.\-]*) ?[:_] ?([\w.\-:]+)", text)):
        prefix, local = curie[1], curie[2]
        yield expand(f"{prefix}:{local}") or ""
        yield canonical(f"https://identifiers.org/{prefix}:{local}")  # a prefix or form that the Bioregistry knows
    if re.fullmatch(r"[\w.\-]+", text):
        yield from (EXOD + text, *(f"{EXOD}{kind}-{text}" for kind in _KINDS), EXO + text)
    if re.fullmatch(r"[A-Za-z]+\d+", text):
        yield from (PREFIXES[prefix] + text.upper() for prefix in _ACCESSIONS)


def bare_doi(text: str) -> str:
    """The DOI that a text is, bare and in lower case, as the facts have it; nothing where it is none.

    >>> bare_doi("https://doi.org/10.2147/IJN.S372254"), bare_doi("unknown")
    ('10.2147/ijn.s372254', '')
    """
    found = _DOI.fullmatch(unquote(text.strip()))
    return found[1].lower() if found else ""


def _work(store: Any, text: str) -> str | None:
    """The work that has a DOI or PMID."""
    doi, pmid = bare_doi(text), _PMID.fullmatch(text)
    if not doi and not pmid:
        return None
    number = doi or pmid[1]  # type: ignore[index]
    for quad in store.quads_for_pattern(
        None, ox.NamedNode(PREFIXES["bibo"] + ("doi" if doi else "pmid")), ox.Literal(number)
    ):
        return str(quad.subject.value)
    return None
