"""Files of other people: found, unpacked, decoded and parsed, each with its own clear word where that cannot be done.

A file may be any RDF that the engine reads, packed by gzip or not, with a byte order mark or without; ``-`` is standard
input. How much one may hold once unpacked is limited, since a few kilobytes of gzip can unpack to all of a machine's
memory; and so is the memory that its triples take (`MEMORY`), since a few bytes of Turtle or XML can make gigabytes of
them. RDF/XML with entities and JSON-LD are read in a process of their own, which the system holds to that limit
(`graph.apart`): no limit can be put between two steps of those parsers.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from ..errors import DataError
from ..files import RDF_ENDINGS as ENDINGS
from ..files import no_file
from .folders import unreadable
from .turtle import DEEPEST, depth, reason

__all__ = ["LIMIT", "MEMORY", "SYNTAXES", "TOGETHER", "Input", "base_of", "memory", "take"]

Documents = Callable[[str], Any]
"""The JSON-LD context at an address, or None where it is not at hand; nothing is fetched."""
LIMIT = 1 << 30  # bytes of one file once unpacked
MEMORY = 2 << 30  # bytes of memory that the triples of one file may take
TOGETHER = 8 << 30  # ... and those of all files of a call
_BATCH = 50_000  # quads between two looks at the memory
_PIECE = 1 << 20  # bytes decoded at a time
# XML in an encoding of ASCII's kind without a declaration of entities; anything else is read apart.
_PLAIN_XML = re.compile(rb"(?!\xff\xfe|\xfe\xff|\0)(?:[^<\0]|<(?!!(?!--)))*+\Z")
SYNTAXES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
_STDIN = "-"
_MARKS = (
    (b"\xff\xfe", "UTF-16, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8; save it as UTF-8"),
    (b"\0", "not text; name a file of RDF"),
)
_BOM = b"\xef\xbb\xbf"
_FORMS = {"owl": None, "xml": ox.RdfFormat.RDF_XML}  # what OWL tools write under .owl is told by the content
# OWL that is no RDF, by what it begins with.
_OWL = re.compile(
    rb"\s*(?:#[^\n]*\n\s*)*(?:(?P<functional>(?:Prefix\s*\(|Ontology\s*\())|(?P<manchester>Prefix:\s|Ontology:\s)"
    rb"|(?P<obo>format-version:)"
    rb"|(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*(?P<xml><Ontology[\s>]))",
    re.S,
)
_OWL_NAMES = {
    "functional": "OWL in functional syntax",
    "manchester": "OWL in Manchester syntax",
    "obo": "the OBO format",
    "xml": "OWL/XML",
}


class Input(NamedTuple):
    """A file that was read: its name, its bytes once unpacked, its format, its quads, and the IRI against which
    relative ones stand."""

    path: str
    data: bytes
    form: ox.RdfFormat
    quads: list[ox.Quad]
    base: str = "file:///"


def base_of(path: str) -> str:
    """The IRI against which relative ones of a file are resolved: its own, so that those of two files never meet.

    Below the current folder it is told from there, so that it is the same on every machine.
    """
    try:
        below = os.path.relpath(path)
    except ValueError:  # another drive
        below = os.path.abspath(path)
    place = (below if not below.startswith("..") else os.path.abspath(path)).replace(os.sep, "/").lstrip("/")
    return "file:///" + quote(os.fsencode(place))  # a name need not be UTF-8


def take(
    path: str,
    *,
    limit: int = LIMIT,
    syntax: str | None = None,
    documents: Documents = lambda _: None,
    base: str | None = None,
) -> Input:
    """Read and parse one file.

    Args:
        path: its name, or ``-`` for standard input.
        limit: how many bytes it may hold once unpacked.
        syntax: one of `SYNTAXES`; by the name's ending where not given, and by the content for standard input and .owl.
        documents: the contexts that JSON-LD may name by address.
        base: the IRI against which relative ones are resolved; the file's own by default.

    Raises: DataError, which says what is wrong with the file: it begins with the file's name, then line and column
      where known.
    """
    name = "standard input" if path == _STDIN else path
    data = _unpacked(_bytes(path, name, limit), path, name, limit)
    if not data:
        raise DataError.at(name, "the file is empty (0 bytes); look whether it was written")
    ending = syntax or os.path.splitext(path.lower().removesuffix(".gz"))[1][1:]
    form = _FORMS[ending] if ending in _FORMS else ox.RdfFormat.from_extension(ending) if ending else None
    if form is None and path != _STDIN and ending not in _FORMS:
        raise DataError.at(
            name,
            f"not a known RDF file; its name must end in one of {', '.join(ENDINGS)} (exo-ld validate has --syntax)",
        )
    data = data.removeprefix(_BOM)
    if form != ox.RdfFormat.RDF_XML and not data.lstrip().startswith(b"<?xml"):  # XML declares its encoding itself
        _decodable(data, name)
    if form in (None, ox.RdfFormat.RDF_XML) and (owl := _OWL.match(data)):
        raise DataError.at(
            name,
            f"{_OWL_NAMES[str(owl.lastgroup)]}, which is no RDF; convert it, as by: "
            f"robot convert -i {name} -o {name}.ttl",
        )
    if depth(data)[1] > DEEPEST:
        raise DataError.at(name, f"triple terms nested more than {DEEPEST} deep; look whether it is the right file")
    if form is None:
        form = _guess(data)
    base = base or base_of(path)
    json_ld = form == ox.RdfFormat.JSON_LD
    quads = _json_ld(data, name, documents, base) if json_ld else _quads(data, name, form, base)
    if not quads:
        raise DataError.at(name, "no triple in it; look whether it is the right file")
    return Input(name, data, form, quads, base)


def _quads(data: bytes, name: str, form: ox.RdfFormat, base: str) -> list[ox.Quad]:
    """The quads of a file, within `MEMORY`. Raises DataError."""
    if form == ox.RdfFormat.JSON_LD or (form == ox.RdfFormat.RDF_XML and not _PLAIN_XML.match(data)):
        from .apart import parsed

        data, form = parsed(data, name, form, MEMORY, base), ox.RdfFormat.N_QUADS
    quads: list[ox.Quad] = []
    before = memory()
    try:
        reading = ox.parse(data, format=form, base_iri=base, rename_blank_nodes=True)
        while batch := list(islice(reading, _BATCH)):
            quads += batch
            if memory() - before > MEMORY:
                quads.clear()
                raise DataError.at(name, f"its triples take more than {MEMORY:,} bytes of memory; take it in parts")
    except SyntaxError as error:
        raise DataError.at(name, reason(error), error.lineno or 1, error.offset or 1) from None
    except MemoryError:
        raise DataError.at(name, "a term of more than 16 MB; look whether it is the right file") from None
    except (ValueError, OSError) as error:
        raise DataError.at(name, str(error)) from None
    return quads


def memory() -> int:
    """Bytes of memory that this process holds; the most that it has held where the system does not tell more."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        try:
            import resource
        except ImportError:  # Windows
            return 0
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _bytes(path: str, name: str, limit: int) -> bytes:
    try:
        if path == _STDIN:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            if no_file(path):
                raise DataError.at(
                    name, "no file but a folder, a pipe, a socket or a device; give - for standard input"
                )
            with open(path, "rb") as file:
                before = os.fstat(file.fileno())
                data = file.read(limit + 1)
                after, now = os.fstat(file.fileno()), os.stat(path)
            if (
                stat.S_ISREG(before.st_mode)
                and len({(s.st_ino, s.st_size, s.st_mtime_ns) for s in (before, after, now)}) > 1
            ):
                raise DataError.at(name, "changed while it was read; validate again when it has been written")
    except OSError as error:
        raise unreadable(name, error) from None
    if len(data) > limit:
        raise _large(name, limit)
    return data


def _unpacked(data: bytes, path: str, name: str, limit: int) -> bytes:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        raise DataError.at(
            name, f"a zip archive{', not gzip' if path.endswith('.gz') else ''}; unpack it and name the files in it"
        )
    if data[:2] != b"\x1f\x8b":
        if path.lower().endswith(".gz") and data:
            raise DataError.at(name, "not packed by gzip, though its name says so; rename it")
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError.at(name, f"damaged gzip ({error}); get it anew") from None
    if len(plain) > limit:
        raise _large(name, limit)
    return plain


def _decodable(data: bytes, name: str) -> None:
    for mark, what in _MARKS:
        if data.startswith(mark):
            raise DataError.at(name, what, 1, 1)
    at = _undecodable(data)
    if at is not None:
        line = data.count(b"\n", 0, at) + 1
        column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
        raise DataError.at(name, f"not UTF-8 (byte {data[at]:#04x}); save it as UTF-8", line, column)


def _undecodable(data: bytes) -> int | None:
    """Where ``data`` stops being UTF-8; decoded piece by piece, since all of it as text can take four times its
    memory."""
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(data)
    for start in range(0, len(data) or 1, _PIECE):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start - held + error.start
    return None


def _json_ld(data: bytes, name: str, documents: Documents, base: str) -> list[ox.Quad]:
    """The quads of JSON-LD. The engine fetches no context: one named by its address is put in the place of the address,
    where at hand."""
    try:
        return _quads(data, name, ox.RdfFormat.JSON_LD, base)
    except DataError as error:
        if "LoadDocumentCallback" not in str(error):
            raise
    try:
        document = json.loads(data)
        if missing := _in_place(document, documents):
            raise DataError.at(
                name,
                f"needs the JSON-LD context at {missing}, and nothing is fetched; "
                "put the context itself in place of its address",
            )
    except RecursionError:
        raise DataError.at(name, "nested too deep; write it flatter") from None
    except ValueError as error:  # what breaks it stands behind the context, where the engine stopped
        raise DataError.at(name, f"no JSON that can be read ({error})") from None
    return _quads(json.dumps(document).encode(), name, ox.RdfFormat.JSON_LD, base)


def _in_place(value: Any, documents: Documents) -> str:
    """Put contexts in the place of their addresses, everywhere below ``value``; returns an address that is not at hand,
    or ""."""
    for item in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        if missing := _in_place(item, documents):
            return missing
    if not isinstance(value, dict):
        return ""
    if isinstance(address := value.get("@import"), str):
        found = documents(address)
        if not found:
            return address
        del value["@import"]
        value.update({**found, **value})
    if "@context" in value:
        contexts = value["@context"] if isinstance(value["@context"], list) else [value["@context"]]
        for number, address in enumerate(contexts):
            if isinstance(address, str):
                if not (found := documents(address)):
                    return address
                contexts[number] = found
        value["@context"] = contexts
    return ""


def _guess(data: bytes) -> ox.RdfFormat:
    """The format of what has no name. Turtle and N-Triples are TriG too."""
    start = data.lstrip()[:64]
    if re.match(rb"<(?:[?!]|\w+:RDF[\s>])", start):
        return ox.RdfFormat.RDF_XML
    if start[:1] in (b"{", b"["):
        try:
            json.loads(data)
            return ox.RdfFormat.JSON_LD
        except (ValueError, RecursionError):
            pass  # a graph, or a blank node, of TriG
    try:
        for _ in ox.parse(data, format=ox.RdfFormat.TRIG, base_iri="file:///"):
            pass
    except SyntaxError:
        try:
            for _ in ox.parse(data, format=ox.RdfFormat.N_QUADS):
                pass
            return ox.RdfFormat.N_QUADS
        except SyntaxError:
            pass  # neither: the message about TriG says more
    return ox.RdfFormat.TRIG


def _large(name: str, limit: int) -> DataError:
    return DataError.at(name, f"more than {limit:,} bytes once unpacked; raise --max-bytes if you trust it")
