"""Base files of any size as blocks of whole lines: N-Triples and N-Quads byte for byte, Turtle and TriG serialised as
they are parsed.

Packed by gzip or not. What cannot be read is told of with the file's name, and the line where there is one.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, NamedTuple, cast

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..graph.intake import base_of
from ..graph.turtle import DEEPEST, depth, reason

__all__ = ["ENDINGS", "LONGEST", "Base", "ending", "packed"]

ENDINGS = ("nt", "nq", "ttl", "trig")
_BLOCK = 8 << 20  # bytes read at a time
_MARK = b"\xef\xbb\xbf"  # a byte order mark, left out
_BATCH = 100_000  # quads serialised at a time
LONGEST = 64 << 20  # bytes of a line


def ending(path: str) -> str:
    """What a file's name ends in, without .gz. Raises UsageError where it is none of `ENDINGS`."""
    found = os.path.splitext(path.lower().removesuffix(".gz"))[1][1:]
    if found not in ENDINGS:
        raise UsageError(f"{path}: its name must end in {', '.join('.' + e for e in ENDINGS)}, or one of these and .gz")
    return found


class Base(NamedTuple):
    """A base file."""

    path: str

    @property
    def graphs(self) -> bool:
        """Whether it may hold named graphs."""
        return ending(self.path) in ("nq", "trig")

    @property
    def lines(self) -> bool:
        """Whether it is made of lines that are copied as they are."""
        return ending(self.path) in ("nt", "nq")

    @property
    def form(self) -> ox.RdfFormat:
        """The format of its blocks: N-Quads where it may hold graphs, else N-Triples."""
        return ox.RdfFormat.N_QUADS if self.graphs else ox.RdfFormat.N_TRIPLES

    def blocks(self) -> Iterator[tuple[int, bytes, bool]]:
        """Blocks of whole lines, each with a newline before it; the number of its first line; whether the file has the
        newline that ends it. Raises DataError."""
        try:
            with cast(
                IO[bytes],
                gzip.open(self.path, "rb") if self.path.lower().endswith(".gz") else open(self.path, "rb", buffering=0),
            ) as file:
                yield from self._cut(file) if self.lines else self._parsed(file)
        except EOFError:
            raise DataError(f"{self.path}: the gzip file breaks off; get it anew") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise DataError(f"{self.path}: damaged gzip, or none ({error}); get it anew, or rename it") from None
        except OSError as error:
            raise DataError(
                f"{self.path}: cannot be read ({error.strerror or error}); check the path and its permissions"
            ) from None

    def _cut(self, file: IO[bytes]) -> Iterator[tuple[int, bytes, bool]]:
        number, rest = 1, b""
        while piece := file.read(_BLOCK):
            end = piece.rfind(b"\n") + 1
            if len(rest) > LONGEST:
                raise DataError(
                    f"{self.path}:{number}:1: a line of more than {LONGEST:,} bytes; look whether it is the right file"
                )
            if not end:
                rest += piece
                continue
            start = len(_MARK) if number == 1 and not rest and piece.startswith(_MARK) else 0
            block = b"".join((b"\n", rest, memoryview(piece)[start:end]))
            rest = piece[end:]
            yield number, block, True
            number += block.count(b"\n") - 1
        if rest:
            yield number, b"\n" + (rest.removeprefix(_MARK) if number == 1 else rest) + b"\n", False

    def _parsed(self, packed: IO[bytes]) -> Iterator[tuple[int, bytes, bool]]:
        source = ox.RdfFormat.TRIG if self.graphs else ox.RdfFormat.TURTLE
        try:
            with io.BufferedReader(cast(Any, packed)) as file:  # a file of bytes, packed or not
                if file.peek(len(_MARK)).startswith(_MARK):
                    file.read(len(_MARK))
                parsed = ox.parse(_Shallow(file, self.path), format=source, base_iri=base_of(self.path))  # type: ignore[arg-type]
                while batch := list(islice(parsed, _BATCH)):
                    yield 1, b"\n" + (ox.serialize(batch, format=self.form) or b""), True
        except SyntaxError as error:
            raise DataError(f"{self.path}:{error.lineno or 1}:{error.offset or 1}: {reason(error)}; mend it") from None
        except MemoryError:
            raise DataError(f"{self.path}: a term of more than 16 MB; look whether it is the right file") from None


class _Shallow:
    """A file that ends where triple terms stand deeper in each other than the engine can bear."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self._file, self._path, self._depth = file, path, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._depth, most = depth(piece, self._depth)
        if most > DEEPEST:
            raise DataError(
                f"{self._path}: triple terms nested more than {DEEPEST} deep; look whether it is the right file"
            )
        return piece


def packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """``pieces`` packed by gzip, the same bytes for the same pieces."""
    engine = zlib.compressobj(1, wbits=31)  # more would take longer than all the rest
    for piece in pieces:
        yield engine.compress(piece)
    yield engine.flush()
