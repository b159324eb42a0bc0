"""The written faults of tests/mutations, each of which exactly one shape must find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Mutation", "mutations"]

_HEADER = re.compile(r"^# (exos:[\w-]+): (.+)\n", re.M)


class Mutation(NamedTuple):
    """One fault: the file that holds it, the shape that it must fire, what is wrong, and the update that brings it
    about."""

    file: str
    shape: str
    fault: str
    update: str


def mutations(place: Path = Path(__file__).parent.parent / "tests" / "mutations") -> Iterator[Mutation]:
    """The faults of a folder: SPARQL UPDATEs, each below a line ``# exos:Shape: the fault``."""
    for path in sorted(place.glob("*.ru")):
        text = path.read_text(encoding="utf-8")
        headers = list(_HEADER.finditer(text))
        for header, end in zip(headers, [*(h.start() for h in headers[1:]), len(text)], strict=True):
            yield Mutation(path.name, header[1], header[2], text[header.end() : end])
