"""What others take whole: the shapes in one file, the canned queries in one, the prefixes in one."""

from __future__ import annotations

import os
import shutil
import zipfile
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..check.audience import load_shapes
from ..files import publish
from ..graph.turtle import serialize
from ..prefixes import PREFIX_MAP, PREFIXES

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["core", "prefixes", "queries", "shapes"]

_SH = PREFIXES["sh"]
_SPARQL = {_SH + name for name in ("sparql", "prefixes", "declare", "target")}
_CONSTRAINT = ox.NamedNode(_SH + "SPARQLConstraint")


def shapes(reading: Reading, folder: str) -> None:
    """Write the shapes for users' data, all that `exo-ld validate` uses; and those of SHACL Core alone, for engines
    without SPARQL."""
    triples = load_shapes("user", reading.kb.root)
    publish(os.path.join(folder, "exo-ld-shapes.ttl"), serialize(triples))
    publish(os.path.join(folder, "exo-ld-shapes-core.ttl"), serialize(core(triples)))


def core(triples: list[ox.Triple]) -> list[ox.Triple]:
    """The shapes without their constraints and targets in SPARQL."""
    asking = {t.subject for t in triples if t.object == _CONSTRAINT} | {
        t.object for t in triples if t.predicate.value in _SPARQL
    }
    return [
        t for t in triples if t.predicate.value not in _SPARQL and t.subject not in asking and t.object not in asking
    ]


def queries(reading: Reading, folder: str) -> None:
    """Write the canned queries as a zip archive of .rq files, the same bytes for the same queries."""
    with zipfile.ZipFile(os.path.join(folder, "exo-ld-queries.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, query in sorted(reading.kb.catalogue.items()):
            entry = zipfile.ZipInfo(f"queries/{name}.rq")  # of 1980
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, query.text)


def prefixes(reading: Reading, folder: str) -> None:
    """Write all prefixes with their other spellings as an extended prefix map."""
    shutil.copyfile(PREFIX_MAP, os.path.join(folder, "exo-ld-prefixes.epm.json"))
