"""Files of other people: found, unpacked, decoded and parsed, each with its own clear word where that cannot be done.

A file may be any RDF that the engine reads, packed by gzip or not; ``-`` is standard input. How much one may hold once unpacked is
limited, since a few kilobytes of gzip can unpack to all of a machine's memory.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import sys
import zlib
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from ..errors import DataError
from ..files import RDF_ENDINGS as ENDINGS
from .turtle import parse_quads

__all__ = ["LIMIT", "SYNTAXES", "Input", "base_of", "find", "take"]

LIMIT = 1 << 30  # bytes of one file once unpacked
SYNTAXES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
_STDIN = "-"
_MARKS = (
    (b"\xef\xbb\xbf", "starts with a byte order mark; save it as UTF-8 without one"),
    (b"\xff\xfe", "UTF-16, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8; save it as UTF-8"),
    (b"\0", "not text; name a file of RDF"),
)


class Input(NamedTuple):
    """A file that was read: its name, its bytes once unpacked, its format, its quads, and the IRI against which relative ones stand."""

    path: str
    data: bytes
    form: ox.RdfFormat
    quads: list[ox.Quad]
    base: str = "file:///"


def find(paths: list[str] | tuple[str, ...]) -> tuple[list[str], list[DataError]]:
    """The RDF files that ``paths`` name or that stand in folders named, each once, in order; and what is wrong with the others.

    Links are followed; one that leads back to a folder above it is told of and not followed.
    """
    files: dict[str, None] = {}
    wrong: list[DataError] = []
    for path in paths:
        if not os.path.isdir(path):
            files[path] = None
            continue
        before = len(wrong)
        inside = sorted(_walk(path, [], wrong))
        files.update(dict.fromkeys(inside))
        if not inside and len(wrong) == before:
            wrong.append(DataError(f"{path}: no RDF file in this folder ({', '.join(ENDINGS)}, or one of these and .gz)"))
    return list(files), wrong


def _walk(folder: str, above: list[str], wrong: list[DataError]) -> list[str]:
    real = os.path.realpath(folder)
    if real in above:
        wrong.append(DataError(f"{folder}: a link that leads back to {real}, above it; remove the link"))
        return []
    found = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        wrong.append(_unreadable(folder, error))
        return []
    for entry in entries:
        if os.path.isdir(entry.path):
            found += _walk(entry.path, [*above, real], wrong)
        elif entry.name.removesuffix(".gz").endswith(ENDINGS):
            found.append(entry.path)
        elif entry.is_symlink() and not os.path.exists(entry.path):
            wrong.append(DataError(f"{entry.path}: a link that leads nowhere, or round in a circle; remove the link"))
    return found


def base_of(path: str) -> str:
    """The IRI against which relative ones of a file are resolved: its own, so that those of two files never meet.

    Below the current folder it is told from there, so that it is the same on every machine.
    """
    try:
        below = os.path.relpath(path)
    except ValueError:  # another drive
        below = os.path.abspath(path)
    return "file:///" + quote((below if not below.startswith("..") else os.path.abspath(path)).replace(os.sep, "/").lstrip("/"))


def take(path: str, *, limit: int = LIMIT, syntax: str | None = None, base: str | None = None) -> Input:
    """Read and parse one file.

    Args:
        path: its name, or ``-`` for standard input.
        limit: how many bytes it may hold once unpacked.
        base: the IRI against which relative ones are resolved; the file's own by default.
        syntax: one of `SYNTAXES`; by the name's ending where not given, and by the content for standard input.

    Raises: DataError, which says what is wrong with the file: it begins with the file's name, then line and column where known.
    """
    name = "standard input" if path == _STDIN else path
    data = _unpacked(_bytes(path, name, limit), path, name, limit)
    if not data:
        raise DataError(f"{name}: the file is empty (0 bytes); look whether it was written")
    ending = syntax or os.path.splitext(path.removesuffix(".gz"))[1][1:]
    form = ox.RdfFormat.from_extension(ending) if ending else None
    if form is None and path != _STDIN:
        raise DataError(f"{name}: not a known RDF file; its name must end in one of {', '.join(ENDINGS)}, or give --syntax")
    if form is not ox.RdfFormat.RDF_XML:  # XML declares its encoding itself
        _decodable(data, name)
    if form is None:
        form = _guess(data)
    base = base or base_of(path)
    quads = parse_quads(data, name, form, base=base, keep_labels=False)
    if not quads:
        raise DataError(f"{name}: no triple in it; look whether it is the right file")
    return Input(name, data, form, quads, base)


def _bytes(path: str, name: str, limit: int) -> bytes:
    try:
        if path == _STDIN:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with open(path, "rb") as file:
                before = os.fstat(file.fileno())
                data = file.read(limit + 1)
                after, now = os.fstat(file.fileno()), os.stat(path)
            if stat.S_ISREG(before.st_mode) and len({(s.st_ino, s.st_size, s.st_mtime_ns) for s in (before, after, now)}) > 1:
                raise DataError(f"{name}: changed while it was read; validate again when it has been written")
    except OSError as error:
        raise _unreadable(name, error) from None
    if len(data) > limit:
        raise _large(name, limit)
    return data


def _unpacked(data: bytes, path: str, name: str, limit: int) -> bytes:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        raise DataError(f"{name}: a zip archive{', not gzip' if path.endswith('.gz') else ''}; unpack it and name the files in it")
    if data[:2] != b"\x1f\x8b":
        if path.endswith(".gz") and data:
            raise DataError(f"{name}: not packed by gzip, though its name says so; rename it")
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{name}: damaged gzip ({error}); get it anew") from None
    if len(plain) > limit:
        raise _large(name, limit)
    return plain


def _decodable(data: bytes, name: str) -> None:
    for mark, what in _MARKS:
        if data.startswith(mark):
            raise DataError(f"{name}:1:1: {what}")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        raise DataError(f"{name}:{line}:{column}: not UTF-8 (byte {data[error.start]:#04x}); save it as UTF-8") from None


def _guess(data: bytes) -> ox.RdfFormat:
    """The format of what has no name. Turtle and N-Triples are TriG too."""
    start = data.lstrip()[:64]
    if start.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE")):
        return ox.RdfFormat.RDF_XML
    if start[:1] in (b"{", b"["):
        try:
            json.loads(data)
            return ox.RdfFormat.JSON_LD
        except ValueError:
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


def _unreadable(name: str, error: OSError) -> DataError:
    return DataError(f"{name}: cannot be read ({error.strerror}); check the path and its permissions")


def _large(name: str, limit: int) -> DataError:
    return DataError(f"{name}: more than {limit:,} bytes once unpacked; raise --max-bytes if you trust it")
