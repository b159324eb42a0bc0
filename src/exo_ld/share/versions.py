"""A version of the knowledge base, wherever it is: the shipped one, a folder, a release, a file, a git revision."""

from __future__ import annotations

import csv
import os
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from .evidence_codes import given

__all__ = ["SHIPPED", "Version", "read"]

SHIPPED = "shipped"
_GIT = "git:"
_EXPORTS = ("exo-ld.nq", "exo-ld.trig", "exo-ld.nt", "exo-ld.ttl")  # of a release's folder, the fullest first


class Version(NamedTuple):
    """What was read: the name it was asked by, its quads, and its mappings (SSSOM), a row as a text, by subject; None
    where it has none."""

    name: str
    quads: list[ox.Quad]
    mappings: dict[str, set[str]] | None


def read(name: str) -> Version:
    """Read a version.

    Args:
        name: ``shipped``; a folder with ontology/ in it (a checkout); a folder that `exo-ld export` or `release` wrote;
            a file of RDF, packed by gzip or not; ``git:REV``, a revision of the git repository in which the command
            runs.

    Raises: DataError where there is no such thing, or where it cannot be read.
    """
    if name.startswith(_GIT):
        return _revision(name)
    if name == SHIPPED or os.path.isdir(os.path.join(name, "ontology")):
        return _folder(name, None if name == SHIPPED else name)
    if not os.path.isdir(name):
        return Version(name, _file(name), None)
    for export in _EXPORTS:
        if os.path.exists(path := os.path.join(name, export)):
            return Version(name, _file(path), _mappings(name))
    raise DataError(
        f"{name}: neither a knowledge base (a folder with ontology/) nor an export ({', '.join(_EXPORTS)}); "
        "name one of these"
    )


def _file(path: str) -> list[ox.Quad]:
    from ..sources import taken

    return taken(path, base="file:///").quads  # the same for both versions, wherever they are


def _folder(name: str, root: str | None) -> Version:
    from ..sources import folder, quads, sources

    found = [quad for source in sources(root) for quad in quads(source)]
    store = ox.Store()
    store.extend(found)
    found += given(store)  # as in an export, with which it may be compared
    return Version(name, found, _mappings(os.path.join(folder("ontology", root), "mappings")))


def _mappings(folder: str) -> dict[str, set[str]] | None:
    if not os.path.isdir(folder):
        return None
    names = sorted(name for name in os.listdir(folder) if name.endswith(".sssom.tsv"))
    found: dict[str, set[str]] = {}
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(
                (line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
            ):
                said = f"{row.get('predicate_id', '')} {row.get('object_id', '')} {row.get('object_label', '')}"
                found.setdefault(row.get("subject_id", ""), set()).add(said.strip())
    return found if names else None


def _revision(name: str) -> Version:
    """A revision's ontology/, unpacked to a folder for the time of reading."""
    import io
    import subprocess
    import tarfile
    import tempfile

    try:
        packed = subprocess.run(
            ["git", "archive", "--format=tar", name[len(_GIT) :], "ontology"], capture_output=True, check=True
        ).stdout
    except FileNotFoundError:
        raise DataError(f"{name}: git is not installed; name a folder or a file") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise DataError(f"{name}: git has no such revision here ({said}); in a shallow clone, fetch it first") from None
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(scratch, filter="data")
        return _folder(name, scratch)._replace(name=name)
