"""Where the knowledge base's files are, which named graph each holds, and the stores that are made of them.

facts (Turtle) -> quads -> store. The Turtle files are the source; what is parsed of them is kept in the user's cache
folder (`cache`), as N-Quads for a store in memory and as a store on disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from ._version import __version__
from .cache import drop, fingerprint, kept, sealed, unsealed
from .context import ADDRESS, context
from .errors import DataError, quoted
from .files import publish, read, tree
from .graph.folders import find
from .graph.intake import LIMIT, Input, take
from .graph.turtle import parse
from .prefixes import EXOD, ONTOLOGY, PREFIXES

__all__ = [
    "Source",
    "folder",
    "further",
    "graph_of",
    "head_of",
    "in_memory",
    "is_placed",
    "on_disk",
    "quads",
    "snapshot",
    "sources",
    "taken",
]

_HERE = os.path.dirname(os.path.abspath(__file__))  # the package
_SIZES = "sizes"


class Source(NamedTuple):
    """One file of the knowledge base: its path, and the IRI of the named graph that it holds (None for a file of
    someone else, which names its graphs itself)."""

    path: str
    graph: str | None


def folder(name: str = "", root: str | None = None) -> str:
    """The folder ``name`` (ontology, shapes, queries) of the knowledge base.

    ``root`` is another knowledge base's folder. Without it: the installed package's own data, or the checkout around
    it.
    Raises DataError where there is none.
    """
    for base in (root,) if root else (os.path.join(_HERE, "data"), os.path.join(_HERE, "..", "..")):
        path = os.path.normpath(os.path.join(base, name))
        if os.path.isdir(path if name else os.path.join(path, "ontology")):
            return path
    raise DataError(
        f"{root or _HERE}: no folder {quoted(name or 'ontology')} here; name a folder that holds ontology/ and queries/"
    )


def graph_of(path: str) -> str:
    """The IRI of the named graph that a Turtle file holds, by its place and name (docs/rules.md, Named graphs).

    A review is a folder of files, one a section (or a file, where it is small); together they hold the review's graph.
    """
    parent, stem = os.path.basename(os.path.dirname(path)), os.path.splitext(os.path.basename(path))[0]
    if _of_review(path):
        return f"{EXOD}review-{parent}"
    kinds = {"studies": "study-", "reviews": "review-", "imports": "import-"}
    return ONTOLOGY if stem == "exo" else EXOD + kinds.get(parent, "") + stem


def head_of(path: str) -> str:
    """The IRI of what a Turtle file is about, which stands first in it: its named graph's, or that of a section of a
    review.

    In a review's folder, `review.ttl` is about the review and `works.ttl` about what it cites without a list of
    references.
    """
    stem = os.path.splitext(os.path.basename(path))[0]
    graph = graph_of(path)
    if not _of_review(path) or stem in ("review", "works"):
        return graph
    return graph.replace("review-", "section-", 1) + f"-{stem}"


def is_placed(path: str) -> bool:
    """Whether a file stands where facts do, in a folder of studies or of a review, so that its name says what it is
    about."""
    return os.path.basename(os.path.dirname(os.path.abspath(path))) in ("studies", "reviews") or _of_review(path)


def _of_review(path: str) -> bool:
    return os.path.basename(os.path.dirname(os.path.dirname(os.path.abspath(path)))) == "reviews"


def sources(root: str | None = None) -> list[Source]:
    """The files of the knowledge base below ``root`` (the shipped one by default), in a fixed order."""
    return [Source(path, graph_of(path)) for path in tree(folder("ontology", root), (".ttl",))]


def further(paths: Iterable[str]) -> list[Source]:
    """The files of other people's that ``paths`` are or hold. Raises DataError where a folder holds none or cannot be
    looked into."""
    files, wrong = find([str(path) for path in paths])
    if wrong:
        raise wrong[0]
    return [Source(file, None) for file in files]


def taken(path: str, *, limit: int = LIMIT, syntax: str | None = None, base: str | None = None) -> Input:
    """Read and parse one file of other people's, as `intake.take`; a JSON-LD file may name the published context by its
    address."""
    return take(path, limit=limit, syntax=syntax, documents=_document, base=base)


@cache
def _document(address: str) -> dict[str, Any] | None:
    scheme, _, place = address.partition(":")
    if scheme not in ("http", "https") or place != ADDRESS.partition(":")[2]:
        return None
    path = os.path.join(folder("ontology"), "exo.ttl")
    return context(parse(read(path), path))


def quads(source: Source, data: bytes | None = None) -> list[ox.Quad]:
    """Parse one file to pyoxigraph quads, in its named graph; ``data`` is what it holds, where it was read already.

    Raises DataError where the file does not parse, or where a fact file is not about what its name says.
    """
    if source.graph is None:
        return taken(source.path).quads
    stem = os.path.splitext(os.path.basename(source.path))[0]
    graph = ox.NamedNode(source.graph)
    triples = parse(read(source.path) if data is None else data, source.path, base="file:///")
    if is_placed(source.path) and not (_of_review(source.path) and stem == "works"):
        typed, head = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(head_of(source.path))
        if not any(t.subject == head and t.predicate == typed for t in triples):
            raise DataError.at(
                source.path,
                f"the file's name says it is about <{head.value}>, but nothing in it is; "
                "rename the file or its subject",
            )
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def snapshot(files: list[Source]) -> bytes:
    """The N-Quads of some files, their literals spelled as they are there; kept, so that the next process need not
    parse Turtle."""
    path = kept(_key(files, "quads"), lambda new: publish(new, sealed(_n_quads(files))))
    content = unsealed(path) if path else None
    return _n_quads(files) if content is None else content


def in_memory(files: list[Source]) -> ox.Store:
    """A store of some files in memory."""
    try:
        return _loaded(snapshot(files))
    except SyntaxError:  # what was kept is no N-Quads, whoever wrote it
        return _loaded(_n_quads(files))


def _loaded(content: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(content, format=ox.RdfFormat.N_QUADS, lenient=True)
    return store


def on_disk(files: list[Source]) -> ox.Store:
    """A store of some files that is read from disk, built once; in memory where it cannot be kept.

    It is there at once, and answers a question about one thing sooner than a store in memory is filled; a question
    about everything takes some five times as long as there (docs/decisions/0008).
    """
    for _ in range(2):
        path = kept(_key(files, "store"), lambda new: _build(new, files))
        if path is None:
            break
        try:
            with open(os.path.join(path, _SIZES), encoding="utf-8") as file:
                if file.read() == _sizes(path):
                    return ox.Store.read_only(path)
        except (OSError, RuntimeError):
            pass
        drop(path)  # damaged: built anew, once
    return in_memory(files)


def _build(path: str, files: list[Source]) -> None:
    store = ox.Store(path)
    store.bulk_load(snapshot(files), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()
    del store  # closed, so that its files are whole
    publish(os.path.join(path, _SIZES), _sizes(path))


def _sizes(path: str) -> str:
    """The files of a store and their sizes, by which one that was cut off is known; of what it holds besides what it
    notes for itself, all are files."""
    named = sorted(
        (entry.name, entry.stat().st_size if entry.is_file(follow_symlinks=False) else -1)
        for entry in os.scandir(path)
        if entry.name not in ("LOCK", "LOG", _SIZES)
    )
    return "".join(f"{name} {size}\n" for name, size in named)


def _n_quads(files: list[Source]) -> bytes:
    return ox.serialize((quad for file in files for quad in quads(file)), format=ox.RdfFormat.N_QUADS) or b""


def _key(files: list[Source], kind: str) -> str:
    state = fingerprint(
        [f.path for f in files], __version__, ox.__version__, sys.version, *(f.graph or "" for f in files)
    )
    return f"{state}.{kind}"
