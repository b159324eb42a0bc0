"""From what a person writes to an IRI of the graph: an IRI, a CURIE, a slug, a DOI, a label or a synonym."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

from ..errors import TermError
from ..prefixes import EXO, EXOD, PREFIXES, canonical, contract, expand

__all__ = ["label", "names", "resolve"]

_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_SYNONYMS = (PREFIXES["skos"] + "altLabel", PREFIXES["skos"] + "hiddenLabel")
_SPELLED_OUT = {ord(letter): name for letter, name in zip("αβγκü", ("alpha", "beta", "gamma", "kappa", "u"), strict=True)}
_KINDS = ("study", "work", "review", "claim", "experiment", "preparation", "model", "passage", "section", "evidence", "check", "erratum")


def resolve(store: Any, text: str) -> str:
    """The one IRI of the graph in ``store`` that ``text`` names.

    Tried in turn: an IRI (variants brought to our form), a CURIE, a slug of ours with or without its kind, a DOI, a
    label, a synonym; case and punctuation do not count in labels. Raises TermError, with what is near, where there is
    none or there are several.
    """
    wanted = text.strip()
    for iri in _candidates(wanted):
        if known(store, iri):
            return iri
    if found := _by_doi(store, wanted):
        return found
    folded = _fold(wanted)
    pool = names(store)
    for kind in (0, 1):
        hits = sorted({iri for iri, name, synonym in pool if synonym == kind and _fold(name) == folded})
        if len(hits) > 1:
            used = [iri for iri in hits if _used(store, iri)]
            hits = used if len(used) == 1 else hits
        if len(hits) == 1:
            return hits[0]
        if hits:
            pairs = tuple((contract(iri) or iri, label(store, iri)) for iri in hits)
            raise TermError(f"{text!r} names several terms: {_listed(pairs)}; give one of these CURIEs", pairs)
    near = _near(store, pool, folded)
    hint = f"; near: {_listed(near)}" if near else "; exo-ld show TERM looks up what there is"
    raise TermError(f"no term {text!r} in the graph{hint}", near)


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


def names(store: Any) -> list[tuple[str, str, int]]:
    """Every (IRI, name, 0 for a label or 1 for a synonym) of the graph; parts of documents do not count."""
    import pyoxigraph as ox

    sections = {
        quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(EXO + "Section"))
    }
    return [
        (quad.subject.value, quad.object.value, synonym)
        for synonym, predicates in enumerate((_LABELS, _SYNONYMS))
        for predicate in predicates
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject not in sections
    ]


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


def _fold(name: str) -> str:
    folded = normalize("NFC", name).casefold().replace("mueller", "müller").translate(_SPELLED_OUT)
    return " ".join(re.findall(r"\w+", folded))


def _used(store: Any, iri: str) -> bool:
    import pyoxigraph as ox

    node = ox.NamedNode(iri)
    skip = {PREFIXES["rdfs"] + "subClassOf"}
    return any(quad.predicate.value not in skip for quad in store.quads_for_pattern(None, None, node))


def _near(store: Any, pool: list[tuple[str, str, int]], folded: str) -> tuple[tuple[str, str], ...]:
    from difflib import get_close_matches

    by_name: dict[str, str] = {}
    for iri, name, _ in pool:
        by_name.setdefault(_fold(name), iri)
    words = set(folded.split())
    inside = [name for name in by_name if words and words <= set(name.split())]
    chosen = list(dict.fromkeys([*get_close_matches(folded, by_name, 4, 0.75), *sorted(inside, key=len)[:4]]))
    return tuple({iri: (contract(iri) or iri, label(store, iri)) for iri in (by_name[name] for name in chosen)}.values())[:5]


def _listed(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{curie} ({name})" for curie, name in pairs)
