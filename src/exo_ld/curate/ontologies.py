"""Ontologies in the forms in which the field releases them, OBO and OWL, as reference tables.

folder with .obo, .owl, .ttl -> folder with a .tsv each, beside those that are there. Read once and kept in the cache.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..cache import place
from ..errors import DataError
from ..files import publish
from ..prefixes import PREFIXES, contract

__all__ = ["COLUMNS", "as_tables"]

COLUMNS = ["curie", "label", "obsolete", "replaced_by", "parents", "exact_synonyms"]
_FORMATS = {".owl": ox.RdfFormat.RDF_XML, ".rdf": ox.RdfFormat.RDF_XML, ".ttl": ox.RdfFormat.TURTLE}
_OIO = "http://www.geneontology.org/formats/oboInOwl#"
_REPLACED = "http://purl.obolibrary.org/obo/IAO_0100001"
_LABEL, _ABOVE = PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "subClassOf"
_SYNONYMS = (_OIO + "hasExactSynonym", PREFIXES["skos"] + "altLabel")
_Term = dict[str, list[str]]  # column to values


def as_tables(path: str) -> str:
    """The folder that has a table for each ontology of the folder ``path``; that folder itself where it has only
    tables. Raises DataError for an ontology that cannot be read."""
    names = sorted(os.listdir(path))
    wanted = [n for n in names if _ending(n) in (".obo", *_FORMATS) and _table(n) not in names]
    if not wanted:
        return path
    marks = "-".join(f"{os.stat(os.path.join(path, n)).st_mtime_ns:x}" for n in wanted)
    kept = place() or tempfile.gettempdir()
    target = os.path.join(kept, "tables", re.sub(r"\W+", "-", f"{os.path.realpath(path)}-{marks}")[-180:])
    os.makedirs(target, exist_ok=True)
    there = set(os.listdir(target))
    for name in names:
        if name.endswith((".tsv", ".md")) and name not in there:
            os.symlink(os.path.realpath(os.path.join(path, name)), os.path.join(target, name))
    for name in wanted:
        if _table(name) not in there:
            source = os.path.join(path, name)
            terms = _obo(source) if _ending(name) == ".obo" else _owl(source, _FORMATS[_ending(name)])
            publish(os.path.join(target, _table(name)), _text(terms))
    return target


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _table(name: str) -> str:
    return os.path.splitext(name)[0].lower() + ".tsv"


def _text(terms: Iterable[tuple[str, _Term]]) -> str:
    lines = ["\t".join(COLUMNS)]
    for curie, term in terms:
        cells = [curie, *("|".join(dict.fromkeys(term.get(column, []))) for column in COLUMNS[1:])]
        lines.append("\t".join(re.sub(r"[\t\r\n]+", " ", cell) for cell in cells))
    return "\n".join(lines) + "\n"


def _obo(path: str) -> Iterator[tuple[str, _Term]]:
    """The terms of an OBO file."""
    try:
        import fastobo
    except ImportError:
        raise DataError(f"{path}: OBO files need fastobo; pip install 'exo-ld[reason]'") from None
    try:
        frames = list(fastobo.load(path))
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: not an OBO file ({error}); fetch it anew") from None
    columns = {"NameClause": "label", "IsAClause": "parents", "ReplacedByClause": "replaced_by"}
    for frame in frames:
        if not isinstance(frame, fastobo.term.TermFrame):
            continue
        term: _Term = {"obsolete": ["0"]}
        for clause in frame:
            kind = type(clause).__name__
            if kind in columns:
                value = clause.name if kind == "NameClause" else clause.term
                term.setdefault(columns[kind], []).append(str(value))
            elif kind == "IsObsoleteClause" and clause.obsolete:
                term["obsolete"] = ["1"]
            elif kind == "SynonymClause" and clause.synonym.scope == "EXACT":
                term.setdefault("exact_synonyms", []).append(clause.synonym.desc)
        yield str(frame.id), term


def _owl(path: str, form: ox.RdfFormat) -> Iterator[tuple[str, _Term]]:
    """The classes of an OWL file in RDF."""
    store = ox.Store()
    try:
        store.bulk_load(path=path, format=form)
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: not RDF in {form.name} ({error}); fetch it anew") from None
    for node in sorted({q.subject for q in store.quads_for_pattern(None, ox.NamedNode(_LABEL), None)}, key=str):
        curie = contract(node.value) if isinstance(node, ox.NamedNode) else None
        if curie and isinstance(node, ox.NamedNode):
            yield curie, _described(store, node)


def _described(store: ox.Store, node: ox.NamedNode) -> _Term:
    term: _Term = {"obsolete": ["0"]}
    for quad in store.quads_for_pattern(node, None, None):
        name, value = quad.predicate.value, quad.object
        if name == _LABEL:
            term.setdefault("label", [str(getattr(value, "value", ""))])
        elif name == PREFIXES["owl"] + "deprecated":
            term["obsolete"] = ["1" if getattr(value, "value", "") in ("true", "1") else "0"]
        elif name in (_ABOVE, _REPLACED) and isinstance(value, (ox.NamedNode, ox.Literal)):
            curie = contract(value.value) or value.value
            term.setdefault("parents" if name == _ABOVE else "replaced_by", []).append(curie)
        elif name in _SYNONYMS:
            term.setdefault("exact_synonyms", []).append(str(getattr(value, "value", "")))
    return term
