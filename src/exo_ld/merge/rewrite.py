"""Lines of N-Triples and N-Quads changed where they must be: variant IRIs made canonical, blank nodes of several files
kept apart.

Literals are never touched. Lines without anything to change are copied in blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..prefixes import canonical, variants
from .scan import Scanner

__all__ = ["Canonical", "apart"]

_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"?')
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Not our own labels, which stand for the same in every file.
_LABEL = (
    rb"(?<![^ \t>.(])_:(?!%s[0-9a-f]{12})[A-Za-z0-9_\x80-\xff](?:[A-Za-z0-9_\-.\x80-\xff]*[A-Za-z0-9_\-\x80-\xff])?"
)


def apart(block: bytes, number: int, ours: str) -> bytes:
    """``block`` of file ``number`` of several with blank nodes under labels of its own, since one label means two
    things in two files.

    Labels that begin with ``ours`` and a digest stay. The first file's labels stay too, but for those that an earlier
    merge made, which could be those of this one: each merge puts a mark of its own behind them.
    """
    if b"_:" not in block:
        return block
    label, marked = re.compile(_LABEL % ours.encode()), re.compile(rf"-{re.escape(ours)}-f[0-9]+$".encode())
    mark = f"-{ours}-f{number}".encode()

    def made(match: re.Match[bytes]) -> bytes:
        return match[0] + mark if number > 1 or marked.search(match[0]) else match[0]

    lines = block.split(b"\n")
    return b"\n".join(
        _outside_text(line, lambda part: label.sub(made, part)) if b"_:" in line else line for line in lines
    )


class Canonical:
    """Rewrites variant IRIs by the crosswalk of `exo_ld.prefixes`."""

    def __init__(self) -> None:
        self._seek = Scanner(variants=[b"<" + variant.encode() for variant in variants()], syntax=False)

    def __call__(self, block: bytes, keep: Callable[[bytes, bytes], object]) -> bytes:
        """``block`` rewritten; ``keep`` is called with each changed line as it was and as it is now."""
        present = self._seek(block).variants
        if not present:
            return block
        pattern = _pattern(frozenset(present))
        pieces, done = [], 0
        for match in pattern.finditer(block):
            if match.start() < done:
                continue
            start, end = block.rfind(b"\n", 0, match.start()) + 1, block.find(b"\n", match.start()) + 1
            line = block[start:end]
            new = _outside_text(line, lambda part: pattern.sub(_now, part))
            if new != line:
                keep(line, new)
            pieces += [block[done:start], new]
            done = end
        pieces.append(block[done:])
        return b"".join(pieces)


@lru_cache(maxsize=64)
def _pattern(variants: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(
        b"(?:" + b"|".join(re.escape(v) for v in sorted(variants, key=len, reverse=True)) + rb")[^\x00-\x20<>\"]*(?=>)"
    )


def _now(match: re.Match[bytes]) -> bytes:
    iri = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), match[0][1:].decode())
    now = canonical(iri)
    return match[0] if now == iri else b"<" + now.encode()


def _outside_text(line: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """``line`` with ``change`` made to what stands before and after its literal; a line has one at the most, and what
    a comment behind it says changes nothing."""
    text = _TEXT.search(line)
    if not text:
        return change(line)
    return change(line[: text.start()]) + text[0] + change(line[text.end() :])
