"""The pipe between the server and a worker: frames of a head (JSON) and a body (bytes), and what a reply is."""

from __future__ import annotations

import gzip
import json
import os
import struct
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

__all__ = ["LENGTHS", "Reply", "nothing", "receive", "send", "start"]

_SMALL = 1 << 10  # bytes of an answer that is not worth packing
LENGTHS = struct.Struct("!II")  # of the head and of the body


def nothing() -> None:
    """Where there is nothing to give back."""


class Reply(NamedTuple):
    """What a worker answered: an HTTP status, a media type and the body (a line of text where the status is no 200)."""

    status: int
    kind: str
    body: bytes
    done: Callable[[], None] = nothing  # to be called once it is sent
    packed: bool = False  # whether the body is packed by gzip
    policy: str = ""  # the Content-Security-Policy of a page

    def sent(self, packs: bool) -> tuple[bytes, bool]:
        """The body as it is sent, and whether it is packed by gzip, where who asks takes that."""
        packed = self.status == 200 and packs and len(self.body) > _SMALL
        return (gzip.compress(self.body, 4, mtime=0) if packed else self.body), packed


def start(head: dict[str, Any], size: int) -> bytes:
    """A frame up to its body of ``size`` bytes."""
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), size) + text


def send(pipe: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    """Write a frame; where nobody is left to read it, this process ends."""
    try:
        pipe.write(start(head, len(body)))
        pipe.write(body)
        pipe.flush()
    except BrokenPipeError:
        os._exit(0)  # an ordinary exit would complain of what the pipe still holds


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The head and body of the next frame; an empty head at the end."""
    if len(lengths := pipe.read(LENGTHS.size)) < LENGTHS.size:
        return {}, b""
    head, body = LENGTHS.unpack(lengths)
    return json.loads(pipe.read(head)), pipe.read(body)
