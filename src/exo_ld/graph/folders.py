"""Which files are meant: those that a call names, and those of RDF in the folders that it names."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Sequence
from fnmatch import fnmatch

from ..errors import DataError
from ..files import RDF_ENDINGS as ENDINGS
from ..files import is_rdf, no_file, unread

__all__ = ["find", "unreadable"]

_HEAD = 1 << 16  # bytes of an XML file in which its first tag stands
_FIRST_TAG = re.compile(rb"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?[^>]*+>|[^<])*+<[A-Za-z_][^>]*+>", re.S)


def find(paths: list[str] | tuple[str, ...], exclude: Sequence[str] = ()) -> tuple[list[str], list[DataError]]:
    """The RDF files that ``paths`` name or that stand in folders named, each once, in order; and what is wrong with the
    others.

    Links are followed; one that leads back to a folder above it is told of and not followed. Of what stands in a
    folder, hidden folders, node_modules and XML that is no RDF/XML are passed over, and so is what ``exclude`` names:
    patterns as of a shell for a name or a path, or a path.
    """
    files: dict[str, None] = {}
    wrong: list[DataError] = []
    for path in paths:
        if not os.path.isdir(path):
            files[path] = None
            continue
        before = len(wrong)
        inside = sorted(_walk(path, [], wrong, set(), exclude))
        files.update(dict.fromkeys(inside))
        if not inside and len(wrong) == before:
            wrong.append(
                DataError.at(
                    path,
                    f"no RDF file in this folder ({', '.join(ENDINGS)}, or one of these and .gz); "
                    "name one that holds some",
                )
            )
    return list(files), wrong


def _walk(folder: str, above: list[str], wrong: list[DataError], seen: set[str], exclude: Sequence[str]) -> list[str]:
    real = os.path.realpath(folder)
    if real in above:
        wrong.append(DataError.at(folder, f"a link that leads back to {real}, above it; remove the link"))
        return []
    if real in seen:  # each real folder and file once, by whichever way it is come to first
        return []
    seen.add(real)
    found = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        wrong.append(unreadable(folder, error))
        return []
    for entry in entries:
        if _excluded(entry.path, exclude):
            continue
        if os.path.isdir(entry.path):
            if not entry.name.startswith(".") and entry.name != "node_modules":
                found += _walk(entry.path, [*above, real], wrong, seen, exclude)
        elif is_rdf(entry.name):
            if no_file(entry.path):
                wrong.append(DataError.at(entry.path, "no file but a pipe, a socket or a device; move it away"))
            elif not entry.name.lower().removesuffix(".gz").endswith(".xml") or _is_rdf_xml(entry.path):
                real_file = os.path.realpath(entry.path)
                found += [entry.path] if real_file not in seen else []
                seen.add(real_file)
        elif why := unread(entry.name):
            wrong.append(DataError.at(entry.path, f"{why}; convert or unpack it, or leave it out by --exclude"))
        elif entry.is_symlink() and not os.path.exists(entry.path):
            wrong.append(DataError.at(entry.path, "a link that leads nowhere, or round in a circle; remove the link"))
    return found


def _excluded(path: str, exclude: Sequence[str]) -> bool:
    plain = os.path.normpath(path)
    return any(
        fnmatch(plain, pattern) or fnmatch(os.path.basename(plain), pattern.rstrip("/"))
        or os.path.realpath(plain) == os.path.realpath(pattern) for pattern in exclude
    )  # fmt: skip


def _is_rdf_xml(path: str) -> bool:
    """Whether an .xml file has the namespace of RDF in its first tag, or before it; so too where it cannot be read,
    which is then told of."""
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"\x1f\x8b"):
            head = zlib.decompressobj(31).decompress(head, _HEAD)
    except (OSError, zlib.error):
        return True
    head = head.replace(b"\0", b"")  # of UTF-16
    tag = _FIRST_TAG.match(head)
    return b"22-rdf-syntax-ns#" in (tag.group() if tag else head)


def unreadable(name: str, error: OSError) -> DataError:
    return DataError.at(name, f"cannot be read ({error.strerror}); check the path and its permissions")
