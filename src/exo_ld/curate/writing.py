"""A draft as files: canonical Turtle in its places, the imports and mappings that follow; all put there at once."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import chain

import pyoxigraph as ox

from ..errors import OutputError
from ..files import read_text, staged
from ..graph.turtle import parse, serialize
from ..prefixes import contract, expand
from ..query.kb import KnowledgeBase
from ..sources import head_of
from .draft import Draft
from .draft import Mapping as Matched
from .imports import imports, used_in
from .layout import Words, style
from .minting import Target
from .tables import Tables, space

__all__ = ["fresh", "publish", "texts"]

_MAPPINGS = os.path.join("mappings", "local-terms.sssom.tsv")
_COLUMNS = "subject_id subject_label predicate_id object_id object_label mapping_justification"
_COLUMNS += " object_source object_source_version comment"
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def texts(draft: Draft, target: Target, kb: KnowledgeBase, tables: Tables | None) -> dict[str, str]:
    """The whole texts of the files that a draft changes, by path.

    Raises DataError where a file that is there cannot be read, or a new term is in no table.
    """
    found, triples = {}, {}
    for path, added in draft.added.items():
        there = read_text(path) if os.path.exists(path) else ""
        triples[path] = [t for t in (*parse(there.encode(), path), *added) if t not in draft.removed]
    slices = _imports(triples, target, kb, tables)
    words = Words(kb.store, fresh(kb.store, [*chain(*triples.values()), *chain(*map(_parsed, slices.values()))]))
    for path, some in triples.items():
        top = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*", read_text(path)) if os.path.exists(path) else None
        comment = "\n".join(line.strip() for line in top[0].split("\n") if line.strip()) if top else ""
        found[path] = serialize(some, head=head_of(path), comment=comment, style=style(some, words))
    found |= slices
    if draft.mappings:
        path = os.path.join(target.base, _MAPPINGS)
        found[path] = _mapped(path, draft.mappings, tables)
    return found


def fresh(store: ox.Store, triples: Iterable[ox.Triple]) -> ox.Store:
    """What some triples say of things of which ``store`` knows nothing, and the labels of those that have none
    there."""
    some = list(triples)
    subjects = {triple.subject for triple in some}
    unknown = {node for node in subjects if not any(True for _ in store.quads_for_pattern(node, None, None))}
    unnamed = {node for node in subjects if not any(True for _ in store.quads_for_pattern(node, _LABEL, None))}
    found = ox.Store()
    found.extend(ox.Quad(*t) for t in some if t.subject in unknown or (t.predicate == _LABEL and t.subject in unnamed))
    return found


def _parsed(text: str) -> Iterable[ox.Triple]:
    return parse(text.encode(), "imports")


def _imports(
    triples: Mapping[str, Iterable[ox.Triple]], target: Target, kb: KnowledgeBase, tables: Tables | None
) -> dict[str, str]:
    """The slices that new terms ask for, each with the terms that are in it already."""
    used, relations = used_in(t for some in triples.values() for t in some)
    new = {c for c in used if (iri := _iri(c)) and not any(True for _ in kb.store.quads_for_pattern(iri, _LABEL, None))}
    new = {c for c in new if tables and tables.rows(tables.name(space(c))) is not None}
    if not new or tables is None:
        return {}
    names = {tables.name(space(curie)) for curie in new}
    folder = os.path.join(target.base, "imports")
    kept: set[str] = set()
    for name in names:
        path = os.path.join(folder, name + ".ttl")
        if os.path.exists(path):
            kept |= {c for t in parse(read_text(path).encode(), path) if (c := _curie(t))}
    placed = {c for path, some in triples.items() if path.endswith("kinds.ttl") for t in some if (c := _curie(t))}
    wanted = new | {curie for curie in kept if tables.row(curie)}
    slices = imports(tables, wanted, relations, placed)
    return {os.path.join(folder, name): text for name, text in slices.items() if name.removesuffix(".ttl") in names}


def _curie(triple: ox.Triple) -> str | None:
    return contract(triple.subject.value) if isinstance(triple.subject, ox.NamedNode) else None


def _iri(curie: str) -> ox.NamedNode | None:
    iri = expand(curie)
    return ox.NamedNode(iri) if iri else None


def _mapped(path: str, rows: Iterable[Matched], tables: Tables | None) -> str:
    """The mapping of local terms with further rows, by subject."""
    there = read_text(path) if os.path.exists(path) else _COLUMNS.replace(" ", "\t") + "\n"
    lines = there.splitlines()
    at = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")
    for row in rows:
        name = contract(row.iri)
        if row.near is None:
            cells = [name, row.label, "skos:exactMatch", "sssom:NoTermFound", "", "", "", row.searched]
        else:
            curie = contract(row.near.iri) or row.near.iri
            stem = Tables.name(space(curie))
            version = tables.origin(stem).version if tables else ""
            source = f"bioregistry:{stem}"
            cells = [name, row.label, f"skos:{row.match}", curie, row.near.label, source, version, row.searched]
        writer.writerow([*cells[:5], "semapv:ManualMappingCuration", *cells[5:]])
    body = sorted({*lines[at + 1 :], *out.getvalue().splitlines()})
    return "\n".join([*lines[: at + 1], *body]) + "\n"


def publish(files: Mapping[str, str]) -> None:
    """Put all files in their places, once each has been written whole beside it. Raises OutputError."""
    with ExitStack() as stack:
        puts = []
        for path, text in files.items():
            try:
                os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            except OSError as error:
                raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None
            puts.append(stack.enter_context(staged(path, [text.encode()])))
        for put in puts:
            put()
