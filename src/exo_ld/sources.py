"""Where the knowledge base's files are, which named graph each holds, and a parsed snapshot of them.

facts (Turtle) -> quads -> snapshot. The Turtle files are the source; the snapshot is one N-Quads file in the user's
cache folder, under a name that changes whenever a file, this package or the engine does. A cache that cannot be
written is done without.
"""

from __future__ import annotations

import os
import sys

from .cache import cache_path, fingerprint, keep
from .errors import DataError
from .files import RDF_ENDINGS, read, tree
from .prefixes import EXOD, ONTOLOGY, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    import pyoxigraph as ox

__all__ = ["Source", "folder", "graph_of", "head_of", "quads", "snapshot", "sources"]

_HERE = os.path.dirname(os.path.abspath(__file__))  # the package
_SEAL = b"# whole\n"  # the last line of a snapshot, a comment


class Source:
    """One file of the knowledge base: its path, and the IRI of the named graph that it holds (None for quads)."""

    __slots__ = ("graph", "path")

    def __init__(self, path: str, graph: str | None) -> None:
        self.path, self.graph = path, graph


def folder(name: str = "", root: str | None = None) -> str:
    """The folder ``name`` (ontology, shapes, queries) of the knowledge base.

    ``root`` is another knowledge base's folder. Without it: the installed package's own data, or the checkout around it.
    Raises DataError where there is none.
    """
    for base in (root,) if root else (os.path.join(_HERE, "data"), os.path.join(_HERE, "..", "..")):
        path = os.path.normpath(os.path.join(base, name))
        if os.path.isdir(path if name else os.path.join(path, "ontology")):
            return path
    raise DataError(f"{root or _HERE}: no folder {name or 'ontology'!r} here; name a folder that holds ontology/ and queries/")


def graph_of(path: str) -> str:
    """The IRI of the named graph that a Turtle file holds, by its place and name (pinned in docs/model.md).

    A review is a folder of files, one a section (or a file, where it is small); together they hold the review's graph.
    """
    parent, stem = os.path.basename(os.path.dirname(path)), os.path.splitext(os.path.basename(path))[0]
    if _of_review(path):
        return f"{EXOD}review-{parent}"
    kinds = {"studies": "study-", "reviews": "review-", "imports": "import-"}
    return ONTOLOGY if stem == "exo" else EXOD + kinds.get(parent, "") + stem


def head_of(path: str) -> str:
    """The IRI of what a Turtle file is about, which stands first in it: its named graph's, or that of a section of a review.

    In a review's folder, `review.ttl` is about the review and `works.ttl` about what it cites without a list of references.
    """
    stem = os.path.splitext(os.path.basename(path))[0]
    graph = graph_of(path)
    if not _of_review(path) or stem in ("review", "works"):
        return graph
    return graph.replace("review-", "section-", 1) + f"-{stem}"


def _of_review(path: str) -> bool:
    return os.path.basename(os.path.dirname(os.path.dirname(os.path.abspath(path)))) == "reviews"


def sources(root: str | None = None) -> list[Source]:
    """The files of the knowledge base below ``root`` (the shipped one by default), in a fixed order."""
    return [Source(path, graph_of(path)) for path in tree(folder("ontology", root), (".ttl",))]


def quads(source: Source) -> list[ox.Quad]:
    """Parse one file to pyoxigraph quads, in its named graph.

    Raises DataError where the file does not parse, or where a fact file is not about what its name says.
    """
    import pyoxigraph as ox

    from .graph.turtle import parse, parse_quads

    stem, ending = os.path.splitext(os.path.basename(source.path))
    rdf_format = ox.RdfFormat.from_extension(ending[1:])
    if rdf_format is None:
        raise DataError(f"{source.path}: not a known RDF file; its name must end in one of {', '.join(RDF_ENDINGS)}")
    data = read(source.path)
    if rdf_format.supports_datasets and source.graph is None:
        return parse_quads(data, source.path, rdf_format)
    graph = ox.NamedNode(source.graph) if source.graph else ox.DefaultGraph()
    triples = parse(data, source.path, rdf_format=rdf_format, base="file:///")
    parent = os.path.basename(os.path.dirname(source.path))
    if source.graph and (parent in ("studies", "reviews") or (_of_review(source.path) and stem != "works")):
        typed, head = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(head_of(source.path))
        if not any(t.subject == head and t.predicate == typed for t in triples):
            raise DataError(
                f"{source.path}: the file's name says it is about <{head.value}>, but nothing in it is; rename the file or its subject"
            )
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def snapshot(files: list[Source]) -> bytes:
    """The N-Quads of some files; kept in the cache, so that the next process need not parse Turtle."""
    import pyoxigraph as ox

    from ._version import __version__

    key = fingerprint([f.path for f in files], __version__, ox.__version__, sys.version, *(f.graph or "" for f in files))
    path = cache_path(f"{key}.nq")
    if path:
        try:
            with open(path, "rb") as cached:
                content = cached.read()
            if content.endswith(_SEAL):  # else it was cut off or overwritten
                return content
        except OSError:
            pass
    content = (ox.serialize((quad for file in files for quad in quads(file)), format=ox.RdfFormat.N_QUADS) or b"") + _SEAL
    keep(path, content)
    return content


