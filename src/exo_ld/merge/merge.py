"""`exo-ld merge`: our triples beside those of base files of any size, with a report of what joined and what clashed.

base files (blocks of lines) -> search, and copy -> ours after them -> receipt. The base is never loaded, and its files
are never written to. Blocks are searched as bytes (scan.py); only lines about things that are ours too become triples
here.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, OutputError, UsageError
from ..files import Digest, no_file, staged
from ..graph.turtle import DEEPEST, depth, reason
from ..prefixes import variants
from .bases import Base, ending, packed
from .joins import Joins, Ours, Report

__all__ = ["DIGEST", "OURS", "RECEIPT", "RECEIPT_HEAD", "UNENDED", "Lines", "merge", "without"]

RECEIPT = ".receipt.gz"  # after the output's name
RECEIPT_HEAD = "# exo-ld merge receipt 2"
DIGEST = "# SHA-256 of the output, unpacked, and its bytes: "  # and a sum of its lines, whatever their order
OURS = " lines of ours, SHA-256: "
UNENDED = b"# the base ends without a newline\n"
_SHOWN = 10  # broken lines that are told of


def merge(ours: Ours, bases: list[str], output: str, *, canonical: bool = False, skip_broken: bool = False) -> Report:
    """Write ``bases`` and ours together to ``output``, and beside it a receipt by which `undo` takes ours out again.

    Args:
        ours: what is added.
        bases: files of N-Triples, N-Quads, Turtle or TriG, packed by gzip or not.
        output: a name in .nt or .nq, or one of these and .gz.
        canonical: rewrite the base's variant IRIs by the crosswalk of `exo_ld.prefixes`.
        skip_broken: leave malformed lines out and count them.

    Returns:
        The report; statements of the base are counted line by line.

    Raises:
        UsageError: names that do not fit, the same file twice, an output that is a base.
        DataError: a base that cannot be read or parsed; nothing is written then.
        OutputError: no room, or a place that cannot be written.
    """
    files = [Base(path) for path in bases]
    if not _checked(files, output):
        ours = ours._replace(quads=_in_one_graph(ours.quads))
    joins, report = Joins(ours), Report(output, ours.parts, ours=len(ours.quads))
    room = os.path.dirname(os.path.realpath(output))
    with tempfile.TemporaryFile(dir=room if os.access(room, os.W_OK) else None) as rewritten:
        pieces: Iterator[bytes] = chain(
            _copied(files, ours, joins, report, canonical, skip_broken, rewritten),
            _added(ours, joins, report),
        )
        text = Lines()
        pieces = text.of(pieces)
        with (
            staged(output, packed(pieces) if output.lower().endswith(".gz") else pieces) as put,
            staged(output + RECEIPT, packed(_receipt(ours, joins, report, rewritten, text))) as put_receipt,
        ):
            put()  # ended here, the file stands beside an earlier receipt, whose digest is another's
            put_receipt()
    return report


class Lines(Digest):
    """The digest of blocks of whole lines, and one that is the same in whatever order the lines stand."""

    unordered = 0

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are."""
        for piece in super().of(pieces):
            self.unordered += sum(map(zlib.crc32, piece.split(b"\n")))
            yield piece


def without(block: bytes, spans: list[tuple[int, int]]) -> bytes:
    """``block`` without its first newline and without ``spans``, which are sorted."""
    pieces, done = [], 1
    view = memoryview(block)
    for start, end in spans:
        pieces.append(view[done:start])
        done = end
    return b"".join((*pieces, view[done:]))


def _in_one_graph(quads: list[ox.Quad]) -> list[ox.Quad]:
    return list(dict.fromkeys(ox.Quad(*quad.triple) for quad in quads))


def _added(ours: Ours, joins: Joins, report: Report) -> Iterator[bytes]:
    """The lines of ours that the bases lack, once these have gone through ``joins``; the report on the way."""
    joins.fill(report)
    report.added = sum(quad not in joins.already for quad in ours.quads)
    yield _lines(ours, joins)


def _lines(ours: Ours, joins: Joins) -> bytes:
    return ox.serialize([quad for quad in ours.quads if quad not in joins.already], format=ox.RdfFormat.N_QUADS) or b""


def _receipt(ours: Ours, joins: Joins, report: Report, rewritten: Any, text: Lines) -> Iterator[bytes]:
    rewritten.seek(0)
    added = _lines(ours, joins)
    yield f"{RECEIPT_HEAD}\n{DIGEST}{text.hex()} {text.size} {text.unordered}\n".encode()
    yield f"# {report.added}{OURS}{sha256(added).hexdigest()}\n".encode()
    yield added
    if report.unended:
        yield UNENDED
    yield b"# rewritten\n"
    yield from _pieces(rewritten)


def _checked(files: list[Base], output: str) -> bool:
    """Whether the output has graphs, once all names fit together and there is room."""
    if ending(output) not in ("nt", "nq"):
        raise UsageError(f"{output}: its name must end in .nt or .nq, or one of these and .gz")
    graphs = ending(output) == "nq"
    for number, base in enumerate(files):
        if base.graphs and not graphs:
            raise UsageError(f"{base.path} may hold named graphs, which {output} cannot; give -o a name in .nq")
        if not os.path.exists(base.path):
            raise DataError(f"{base.path}: no such file; check the path")
        if no_file(base.path):
            raise DataError(f"{base.path}: no file but a folder, a pipe, a socket or a device; name a file")
        for target in (output, output + RECEIPT):
            if os.path.exists(target) and os.path.samefile(base.path, target):
                raise UsageError(f"{target} is the base {base.path}, which is never written to; give -o another name")
        if any(os.path.samefile(base.path, other.path) for other in files[:number]):
            raise UsageError(f"{base.path}: given twice; give each base once")
    need = sum(os.path.getsize(base.path) for base in files if base.lines)
    parent = os.path.dirname(os.path.realpath(output))
    if not os.path.isdir(parent):
        raise OutputError(f"{output}: no such folder; make it first, or choose another place")
    if not output.lower().endswith(".gz") and need > (free := shutil.disk_usage(parent).free):
        raise OutputError(
            f"{output}: needs {need:,} bytes at least, and there are {free:,}; free some room or choose another place"
        )
    return graphs


def _copied(
    files: list[Base], ours: Ours, joins: Joins, report: Report, canonical: bool, skip: bool, rewritten: Any
) -> Iterator[bytes]:
    """The blocks of the bases, as they go to the output."""
    from .rewrite import Canonical, apart
    from .scan import Scanner

    change = Canonical() if canonical else None
    scanners: dict[bool, Scanner] = {}

    def keep(old: bytes, new: bytes) -> None:
        report.rewritten += 1
        rewritten.write(old + new)

    for place, base in enumerate(files):
        if base.graphs not in scanners:
            scanners[base.graphs] = _scanner(ours, joins, base.graphs)
        report.bases[base.path] = 0
        for number, block, ended in base.blocks():
            report.unended = not ended
            if len(files) > 1:
                block = apart(block, place + 1, ours.blank)
            if change:
                block = change(block, keep)
            yield _searched(base, number, block, scanners[base.graphs], joins, report, skip)


def _scanner(ours: Ours, joins: Joins, graphs: bool) -> Any:
    from .scan import Scanner

    def named(iris: Iterable[str]) -> list[bytes]:
        return [f"<{iri}>".encode() for iri in sorted(iris)]

    outside = named(iri for iri in joins.subjects if not iri.startswith(ours.space))
    return Scanner(
        [f"<{ours.space}".encode(), f"_:{ours.blank}".encode(), *outside],
        named(joins.terms),
        named(joins.properties),
        [f"<{variant}".encode() for variant in variants()],
        graphs=graphs,
    )


def _searched(base: Base, number: int, block: bytes, scanner: Any, joins: Joins, report: Report, skip: bool) -> bytes:
    """``block`` as it goes to the output, without the newline before it, and without broken lines where those are
    skipped."""
    found = scanner(block)
    spans = {*found.suspects, *(_undecodable(block) if not block.isascii() else ())}
    broken: list[tuple[int, int]] = []
    statements = 0
    for start, end in sorted(spans):
        try:
            if depth(block[start:end])[1] > DEEPEST:
                raise ValueError(f"triple terms nested more than {DEEPEST} deep")
            parsed = list(ox.parse(block[start:end], format=base.form))
        except (SyntaxError, ValueError) as error:
            line = number + block.count(b"\n", 0, start) - 1
            where = f"{base.path}:{line}:{getattr(error, 'offset', None) or 1}: {_reason(error)}"
            if not skip:
                raise DataError(f"{where}; mend it, or give --skip-broken") from None
            broken.append((start, end))
            report.broken += [where] if len(report.broken) < _SHOWN else []
            continue
        statements += len(parsed)
        for quad in parsed:
            joins.said(quad)
            for node in (quad.subject, quad.object):
                if isinstance(node, ox.NamedNode):
                    joins.occurs(node.value)
    report.skipped += len(broken)
    lines = b"".join(block[start:end] for start, end in found.lines if (start, end) not in spans)
    for quad in ox.parse(lines, format=base.form):
        joins.said(quad)
    joins.saw(found.terms, found.variants, found.uses)
    plain = found.empty - sum(block[start : start + 1] in b"#\r\n" for start, end in spans)
    report.bases[base.path] += block.count(b"\n") - 1 - plain - len(spans) + statements
    return without(block, broken)


def _undecodable(block: bytes) -> list[tuple[int, int]]:
    """The spans of the lines that are not UTF-8."""
    try:
        block.decode()
        return []
    except UnicodeDecodeError:
        pass
    spans, start = [], 1
    for line in block[1:-1].split(b"\n"):
        end = start + len(line) + 1
        try:
            line.decode()
        except UnicodeDecodeError:
            spans.append((start, end))
        start = end
    return spans


def _reason(error: Exception) -> str:
    return reason(error) if isinstance(error, SyntaxError) else " ".join(str(error).split())


def _pieces(file: Any) -> Iterator[bytes]:
    while piece := file.read(1 << 20):
        yield piece
