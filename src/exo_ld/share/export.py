"""`exo-ld export`: the knowledge base in the forms that others read, each the same bytes for the same data, with
checksums.

A format is an entry of `FORMATS`: the files that it makes, and the function ``writer(reading, folder)`` of a module
beside this one that writes them into ``folder``. Formats are written in the order of `FORMATS`; those that describe the
others come last. A whole folder is made under a temporary name, then renamed: it is there complete, or not at all.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from ..errors import OutputError, UsageError, quoted, safe
from ..files import clear_abandoned, unfinished
from ..prefixes import EXO
from .reading import Reading

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = [
    "ALL",
    "CHECKSUMS",
    "EXTRA",
    "FORMATS",
    "Format",
    "checksums",
    "chosen",
    "export",
    "media_type",
    "no_collection",
    "sha256",
]

ALL = "all"
_PACKAGE = re.compile(r"exo_ld-[0-9][\w.+]*(?:-py3-none-any\.whl|\.tar\.gz)")  # a release's wheel and source archive
_TABLE = re.compile(r"exo-ld.*\.(?:tsv|jsonl|parquet|zip)")  # of these names of ours, what need not speak of us
EXTRA = "pip install 'exo-ld[share]'"
CHECKSUMS = "SHA256SUMS"  # what `sha256sum -c` reads


class Format(NamedTuple):
    """One format: what it is, the function that writes it, its files, its specification, and what it needs of an
    extra."""

    summary: str
    writer: str  # "module:function", in this package; called with the Reading and the folder
    files: tuple[str, ...]  # names that no other format has
    spec: str
    needs: tuple[str, ...] = ()  # modules of the extra `EXTRA`, as they are imported


FORMATS: dict[str, Format] = {
    "ttl": Format("the union of all graphs as Turtle", "rdf:ttl", ("exo-ld.ttl",), "https://www.w3.org/TR/turtle/"),
    "nt": Format("the union of all graphs as N-Triples", "rdf:nt", ("exo-ld.nt",), "https://www.w3.org/TR/n-triples/"),
    "nq": Format("all named graphs as N-Quads", "rdf:nq", ("exo-ld.nq",), "https://www.w3.org/TR/n-quads/"),
    "trig": Format("all named graphs as TriG", "rdf:trig", ("exo-ld.trig",), "https://www.w3.org/TR/trig/"),
    "jsonld": Format(
        "all named graphs as JSON-LD; the claims with their evidence in them, ready made; the context and the frame",
        "jsonld:jsonld",
        ("exo-ld.jsonld", "claims.jsonld", "context.jsonld", "frame.jsonld"),
        "https://www.w3.org/TR/json-ld11/",
    ),
    "rdf12": Format(
        "all named graphs as TriG of RDF 1.2, each claim the reifier of its triple",
        "rdf:rdf12",
        ("exo-ld-rdf12.trig",),
        "https://www.w3.org/TR/rdf12-trig/",
    ),
    "kgx": Format(
        "claims as nodes and edges of the Biolink Model, and those that must not be edges",
        "kgx:export_kgx",
        tuple(f"exo-ld_{table}.{ending}" for table in ("nodes", "edges", "withheld") for ending in ("tsv", "jsonl")),
        "https://github.com/biolink/kgx/blob/master/specification/kgx-format.md",
    ),
    "causal": Format(
        "the causal claims as one flat table",
        "causal:export_causal",
        ("exo-ld-causal.tsv",),
        "https://www.iana.org/assignments/media-types/text/tab-separated-values",
    ),
    "parquet": Format(
        "nodes, edges, claims and evidence as Parquet",
        "parquet:export_parquet",
        tuple(f"exo-ld-{table}.parquet" for table in ("nodes", "edges", "claims", "evidence")),
        "https://parquet.apache.org/docs/file-format/",
        ("pyarrow",),
    ),
    "nanopub": Format(
        "one nanopublication a claim, with trusty URIs, unsigned",
        "nanopub:export_nanopub",
        ("exo-ld-nanopubs.trig",),
        "https://nanopub.net/guidelines/working_draft/",
        ("nanopub",),
    ),
    "sssom": Format(
        "mappings of local terms, of relations and between outside vocabularies",
        "sssom:sssom",
        ("local-terms.sssom.tsv", "model.sssom.tsv", "outside-terms.sssom.tsv", "relations.sssom.tsv"),
        "https://mapping-commons.github.io/sssom/",
    ),
    "owl": Format(
        "the ontology with the slices of others in one file, a catalogue for offline use, and its page",
        "ontology:ontology",
        ("exo-ld.owl", "catalog-v001.xml", "ontology.html"),
        "https://www.w3.org/TR/owl2-overview/",
    ),
    "shapes": Format(
        "the shapes for users' data, and those of SHACL Core alone",
        "bundles:shapes",
        ("exo-ld-shapes.ttl", "exo-ld-shapes-core.ttl"),
        "https://www.w3.org/TR/shacl/",
    ),
    "queries": Format(
        "the canned queries", "bundles:queries", ("exo-ld-queries.zip",), "https://www.w3.org/TR/sparql11-query/"
    ),
    "prefixes": Format(
        "all prefixes with their other spellings, an extended prefix map",
        "bundles:prefixes",
        ("exo-ld-prefixes.epm.json",),
        "https://curies.readthedocs.io/en/latest/struct.html",
    ),
    # What describes the others comes last.
    "void": Format(
        "a description of the data and of these files: VoID, DCAT, figures of quality; schema.org (Bioschemas)",
        "describe:dataset",
        ("void.ttl", "dataset.jsonld"),
        "https://www.w3.org/TR/vocab-dcat-3/",
    ),
    "rocrate": Format(
        "a manifest of these files as an RO-Crate",
        "describe:crate",
        ("ro-crate-metadata.json",),
        "https://w3id.org/ro/crate/1.1",
    ),
}

_MEDIA = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".html": "text/html",
    ".owl": "application/rdf+xml",
    ".xml": "application/xml",
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
    ".tar.gz": "application/gzip",
    ".trig": "application/trig",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".whl": "application/zip",
}


def media_type(name: str) -> str:
    """The media type (https://www.iana.org/assignments/media-types/) of a file by its name's ending; plain text where
    it has none."""
    return next((media for ending, media in _MEDIA.items() if name.endswith(ending)), "text/plain")


def sha256(path: str) -> str:
    """The SHA-256 digest of a file, in hexadecimal."""
    state = os.stat(path)
    return _digest(path, state.st_size, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=256)  # each file is described more than once
def _digest(path: str, *state: int) -> str:
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def export(
    kb: KnowledgeBase,
    names: Iterable[str],
    folder: str,
    also: Iterable[str] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Write formats of ``kb`` into ``folder``, with a file of checksums.

    Args:
        kb: the knowledge base.
        names: formats of `FORMATS`, or `ALL`.
        folder: a new or empty folder, or an earlier export, which is replaced.
        also: paths of further files that are copied in before the others are described (a release's wheel).
        tell: is called with a line on what `ALL` leaves out, since an extra is missing.

    Returns:
        The paths of the files, sorted.

    Raises:
        UsageError: an unknown format, or one by its name whose extra is missing; nothing is written then.
        OutputError: ``folder`` holds other things, is the one that this runs in, or cannot be written.
    """
    forms, left = chosen(names)
    if left:
        tell(f"left out: {', '.join(left)}; {EXTRA} brings what they need")
    target = os.path.abspath(folder)
    _refuse_others(target, folder)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with unfinished(os.path.dirname(target)) as scratch:
            new = os.path.join(scratch, "new")
            os.mkdir(new)
            if os.path.isdir(target):  # as private as that was
                shutil.copymode(target, new)
            for path in also:
                shutil.copyfile(path, os.path.join(new, os.path.basename(path)))
            with no_collection():
                reading = Reading(kb)
                for name in forms:
                    _writer(name)(reading, new)
            with open(os.path.join(new, CHECKSUMS), "w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{digest}  {name}\n" for name, digest in checksums(new).items())
            _swap(new, target)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a place with room and permission"
        ) from None
    return [os.path.join(folder, name) for name in _files(target)]


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold Python's search for cycles: it would go through all that an export keeps, again and again, for a third of
    its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _swap(new: str, target: str) -> None:
    """Put ``new`` in the place of ``target``. The old one stays beside it, under a name of its own, until the new one
    is there; where the process is killed between the two, until a later one is."""
    parent, earlier = os.path.dirname(target), f"{os.path.basename(target)}.earlier-"
    if not os.path.isdir(target):
        os.rename(new, target)
    else:
        with unfinished(parent, earlier) as place:  # gone when the new one is there, or the old one again
            old = os.path.join(place, "export")
            try:
                os.rename(target, old)
                os.rename(new, target)
            except BaseException:
                if os.path.isdir(old) and not os.path.lexists(target):
                    os.rename(old, target)
                raise
    clear_abandoned(parent, earlier)


def checksums(folder: str) -> dict[str, str]:
    """The SHA-256 digests of all files in ``folder``, by name, sorted; the file of checksums itself is left out."""
    return {name: sha256(os.path.join(folder, name)) for name in _files(folder) if name != CHECKSUMS}


def _files(folder: str) -> list[str]:
    found = (
        os.path.relpath(os.path.join(parent, name), folder) for parent, _, names in os.walk(folder) for name in names
    )
    return sorted(name.replace(os.sep, "/") for name in found)


def chosen(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The formats that ``names`` ask for, in the order of `FORMATS`, and those that `ALL` leaves out for want of an
    extra.

    Raises UsageError for an unknown format, and for one by its name whose extra is missing.
    """
    wanted = set(names)
    if unknown := sorted(wanted - {*FORMATS, ALL}):
        raise UsageError(f"no format {quoted(unknown[0])}; use one of {', '.join(FORMATS)}, {ALL}")
    lacking = [name for name, form in FORMATS.items() if not all(find_spec(module) for module in form.needs)]
    if named := [name for name in lacking if name in wanted]:
        raise UsageError(f"export {', '.join(named)} needs more than is installed: {EXTRA}")
    forms = [name for name in FORMATS if name in wanted or ALL in wanted]
    return [name for name in forms if name not in lacking], [name for name in forms if name in lacking]


def _writer(name: str) -> Writer:
    module, _, function = FORMATS[name].writer.partition(":")
    return getattr(import_module(f".{module}", __package__), function)  # type: ignore[no-any-return]


def _refuse_others(target: str, folder: str) -> None:
    """A folder is replaced only if every file in it has a name that exports give, says that it is ours, and is as the
    export wrote it."""
    if not os.path.lexists(target):
        return
    if not os.path.isdir(target) or os.path.islink(target):
        raise OutputError(f"{folder}: is no folder of its own; name a new one")
    if os.path.commonpath([os.path.realpath(os.getcwd()), os.path.realpath(target)]) == os.path.realpath(target):
        raise OutputError(f"{folder}: the command runs in this folder, which would be replaced; name a new one")
    for parent, folders, names in os.walk(target):
        for name in (*folders, *names):
            path = os.path.join(parent, name)
            if os.path.islink(path) or not (os.path.isfile(path) or os.path.isdir(path)):
                raise OutputError(
                    f"{folder}: holds {safe(name)}, a link or no file, which no export writes; "
                    "name a new folder, or move that away"
                )
    try:
        with open(os.path.join(target, CHECKSUMS), encoding="utf-8") as file:
            known = {name: digest for digest, _, name in (line.rstrip("\n").partition("  ") for line in file)}
    except (OSError, UnicodeDecodeError):
        known = {}
    for name in _files(target):
        path = os.path.join(target, name)
        if name != CHECKSUMS and not (name in known and _ours(name, path)):
            raise OutputError(
                f"{folder}: holds {safe(name)}, which is no earlier export; name a new folder, or move that away"
            )
        if name != CHECKSUMS and sha256(path) != known[name]:
            raise OutputError(
                f"{folder}: {safe(name)} is not as the export wrote it; name a new folder, or move that away"
            )
    for name in os.listdir(target):
        if os.path.isdir(os.path.join(target, name)):
            raise OutputError(
                f"{folder}: holds {safe(name)}, a folder, which no export writes; name a new folder, or move that away"
            )


def _ours(name: str, path: str) -> bool:
    """Whether a file has a name that we give; one that others may give as well must speak of us."""
    given = name in {file for form in FORMATS.values() for file in form.files}
    if _PACKAGE.fullmatch(name) or (given and _TABLE.fullmatch(name)):
        return True
    if not given and ("/" in name or not name.endswith(".sssom.tsv")):
        return False
    with open(path, "rb") as file:
        return EXO.removeprefix("https://").partition("#")[0].rpartition("/")[0].encode() in file.read(1 << 20)


if TYPE_CHECKING:
    Writer = Callable[[Reading, str], object]
