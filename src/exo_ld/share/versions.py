"""A version of the knowledge base, wherever it is: the shipped one, a folder, a release, a file, a git revision."""

from __future__ import annotations

import csv
import os
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..files import read_text, unfinished
from .evidence_codes import derived_codes

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
    if not name:
        raise DataError("a version without a name; name a folder, a file, git:REVISION or shipped")
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
    found += derived_codes(store)  # as in an export, with which it may be compared
    return Version(name, found, _mappings(os.path.join(folder("ontology", root), "mappings")))


def _mappings(folder: str) -> dict[str, set[str]] | None:
    if not os.path.isdir(folder):
        return None
    names = sorted(name for name in os.listdir(folder) if name.endswith(".sssom.tsv"))
    found: dict[str, set[str]] = {}
    for name in names:
        path = os.path.join(folder, name)
        lines = (line for line in read_text(path).split("\n") if not line.startswith("#"))
        try:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                cells = [row.get(column) or "" for column in ("predicate_id", "object_id", "object_label")]
                found.setdefault(row.get("subject_id") or "", set()).add(" ".join(cells).strip())
        except csv.Error as error:
            raise DataError(f"{path}: no table of mappings ({error}); get it anew") from None
    return found if names else None


def _revision(name: str) -> Version:
    """A revision's ontology/, unpacked to a folder for the time of reading."""
    import io
    import subprocess
    import tarfile
    import tempfile

    if name.startswith(_GIT + "-"):
        raise DataError(f"{name}: no revision but an option of git; name a branch, a tag or a commit")
    try:
        packed = subprocess.run(
            ["git", "archive", "--format=tar", name[len(_GIT) :], "ontology"], capture_output=True, check=True
        ).stdout
    except FileNotFoundError:
        raise DataError(f"{name}: git is not installed; name a folder or a file") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise DataError(f"{name}: git has no such revision here ({said}); in a shallow clone, fetch it first") from None
    with unfinished(tempfile.gettempdir()) as scratch:
        try:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(scratch, filter="data")
        except (tarfile.TarError, OSError) as error:
            raise DataError(f"{name}: its ontology/ cannot be unpacked ({error}); mend the revision") from None
        return _folder(name, scratch)._replace(name=name)
