"""`exo-ld merge --undo`: take ours out of a merged file again, by the receipt that the merge wrote.

What goes are the statements that the merge added, and none that the base had already; lines with variant IRIs become
what they were.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import DataError, UsageError, safe
from ..files import publish
from ..graph.intake import LIMIT
from ..graph.turtle import DEEPEST, depth
from .bases import LONGEST, Base, ending, packed
from .merge import DIGEST, OURS, RECEIPT, RECEIPT_HEAD, UNENDED, Lines, without
from .scan import Scanner

__all__ = ["Undone", "undo"]

_LONGEST = 2 * LONGEST  # of a line of a base that was changed


class Undone(NamedTuple):
    """What was taken out, and how many of the added statements or changed lines were not found."""

    output: str
    removed: int
    restored: int
    missing: int

    @property
    def sound(self) -> bool:
        """Whether all was found."""
        return not self.missing

    def text(self, form: str = "text") -> str:
        """The outcome in a line or two, or as JSON (``form`` json)."""
        if form == "json":
            return json.dumps(self._asdict() | {"sound": self.sound}) + "\n"
        line = (
            f"{safe(self.output)}: {self.removed:,} statements of ours taken out, {self.restored:,} lines put back as "
            "they were\n"
        )
        if self.missing:
            line += (
                f"{self.missing:,} were not found; the merged file was changed since, so look whether they are there "
                "in another form\n"
            )
        return line


def undo(merged: str, output: str, receipt: str | None = None, *, changed: bool = False) -> Undone:
    """Write ``merged`` without what the merge added to it to ``output``.

    Args:
        merged: a file that `merge` wrote; its lines may have been sorted since, if none was made canonical.
        output: a name in .nt or .nq, or one of these and .gz; not ``merged`` itself.
        receipt: the merge's receipt, where it no longer stands beside ``merged``.
        changed: ``merged`` was changed since the merge, and is to be gone through all the same.

    Raises:
        UsageError: names that do not fit.
        DataError: a file that is missing or damaged, no receipt, or that of another file.
        OutputError: no room, or a place that cannot be written.
    """
    receipt = receipt or merged + RECEIPT
    for path, what in ((merged, "merged file"), (receipt, "receipt of the merge (--receipt names another place)")):
        if not os.path.isfile(path):
            raise DataError(f"{path}: no such {what}; check the path")
        if os.path.exists(output) and os.path.samefile(path, output):
            raise UsageError(f"{output} is what is read; give -o another name")
    if ending(merged) != ending(output):
        raise UsageError(
            f"{output}: the merged file is .{ending(merged)}, so give -o a name in .{ending(merged)}, or that and .gz"
        )
    try:
        with gzip.open(receipt, "rb") as file:
            work = _Undo(Base(merged), receipt, file, changed)
            blocks = _unended(work.blocks()) if work.unended else work.blocks()
            publish(output, packed(blocks) if output.lower().endswith(".gz") else blocks)
            return Undone(output, work.removed, work.restored, len(work.pending) + work.left())
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"{receipt}: damaged ({error}); get it anew") from None


def _unended(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks without the newline that ends the last of them."""
    held = b""
    for block in blocks:
        if block:
            yield held
            held = block[-1:]
            yield block[:-1]
    yield held.strip(b"\n")


def _parsed(data: bytes, form: ox.RdfFormat) -> list[ox.Quad]:
    if depth(data)[1] > DEEPEST:
        raise ValueError(f"triple terms nested more than {DEEPEST} deep")
    return list(ox.parse(data, format=form))


def _digest(lines: list[bytes]) -> bytes:
    return sha256(b"".join(line for line in lines if line != UNENDED)).hexdigest().encode()


class _Undo:
    def __init__(self, merged: Base, receipt: str, file: gzip.GzipFile, changed: bool) -> None:
        self._merged, self._receipt, self._file, self._changed = merged, receipt, file, changed
        head, digest = file.readline(200), file.readline(200)
        self._digest, self._unordered, *_ = [
            *digest.decode("ascii", "replace").removeprefix(DIGEST).split()[::2],
            "",
            "",
        ]
        if head.decode("ascii", "replace").strip() != RECEIPT_HEAD or not digest.startswith(DIGEST.encode()):
            raise DataError(f"{receipt}: no receipt of a merge; name the one that the merge wrote")
        lines, size, self.unended = list[bytes](), 0, False
        while (line := file.readline(LIMIT)) not in (b"", b"# rewritten\n"):
            lines.append(line)
            self.unended = self.unended or line == UNENDED
            size += len(line)
            if size > LIMIT:
                raise DataError(f"{receipt}: more than {LIMIT:,} bytes once unpacked; no merge of ours wrote that")
        if lines and OURS.encode() in lines[0] and not lines[0].strip().endswith(_digest(lines[1:])):
            raise DataError(f"{receipt}: changed since the merge wrote it (its digest differs); get it anew")
        try:
            self.added: set[ox.Quad] = set(_parsed(b"".join(lines), ox.RdfFormat.N_QUADS))
        except (SyntaxError, ValueError, MemoryError):
            raise DataError(f"{receipt}: damaged (its lines are no N-Quads); get it anew") from None
        self.pending = set(self.added)
        self.removed = self.restored = 0
        self._next()

    def _next(self) -> None:
        self._old, self._new = (self._file.readline(_LONGEST) for _ in range(2))
        if max(len(self._old), len(self._new)) == _LONGEST:
            raise DataError(f"{self._receipt}: a line of more than {_LONGEST:,} bytes; no merge of ours wrote that")

    def left(self) -> int:
        """How many changed lines were not found."""
        count = 0
        while self._new:
            count += 1
            self._next()
        return count

    def blocks(self) -> Iterator[bytes]:
        subjects = {quad.subject for quad in self.added}
        scanner = (
            Scanner([str(subject).encode() for subject in sorted(subjects, key=str)], syntax=False)
            if subjects
            else None
        )
        text = Lines()
        for _, block, _ in self._merged.blocks():
            list(text.of([block[1:]]))
            gone = []
            if scanner:
                spans = scanner(block).lines
                try:
                    parsed = _parsed(b"".join(block[a:b] for a, b in spans), self._merged.form)
                except (SyntaxError, ValueError, MemoryError) as error:
                    raise DataError(f"{self._merged.path}: broken since it was merged ({error}); get it anew") from None
                for span, quad in zip(spans, parsed, strict=True):
                    if quad in self.added:
                        gone.append(span)
                        self.pending.discard(quad)
            self.removed += len(gone)
            yield self._restored(b"\n" + without(block, gone))[1:]
        other = text.hex() != self._digest and str(text.unordered) != self._unordered  # it may have been sorted since
        if other and not self._changed and not self.pending and not self._new:  # else it says what is missing
            raise DataError(
                f"{self._receipt}: is the receipt of another file than {self._merged.path} as it is now (its digest "
                "differs); "
                "name the right one by --receipt, or give --changed if the file was changed since"
            )

    def _restored(self, block: bytes) -> bytes:
        pieces, done = [], 0
        while self._new and (at := block.find(b"\n" + self._new, max(0, done - 1))) >= 0:
            pieces += [block[done : at + 1], self._old]
            done = at + 1 + len(self._new)
            self.restored += 1
            self._next()
        return b"".join((*pieces, block[done:])) if pieces else block
