"""The connections of `exo-ld serve`: how much a stranger may send, and how long he may take for it.

uvicorn bounds neither the head of a request nor the time that it takes, nor a reader that does not read. So each
connection is looked at once a second, and the first of these limits ends it. Where all places are taken, the one that
has waited longest makes room.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["CONNECTIONS", "HEAD", "LINE", "URL", "Guarded", "make_room"]

URL = 32 << 10  # bytes of the address
LINE = 4 << 10  # bytes of one header
HEAD = 32 << 10  # bytes of all headers
CONNECTIONS = 512
_PIPELINED = 16  # requests sent before the first is answered
_SECONDS = {"idle": 10.0, "head": 10.0, "body": 30.0, "refused": 2.0}  # for what is still to come
_STALLED = 20.0  # seconds in which a reader must take 64 kB
_OVERFULL = 1.0  # ... where the room for answers is wanted by others
_SAID = {
    414: ("URI Too Long", f"the address is longer than {URL:,} bytes; POST the query"),
    431: (
        "Request Header Fields Too Large",
        f"a header is longer than {LINE:,} bytes, or all are longer than {HEAD:,}",
    ),
    400: ("Bad Request", "this is no HTTP request"),
    429: ("Too Many Requests", f"more than {_PIPELINED} requests at once on one connection; wait for the answers"),
}


class _TooMuch(Exception):
    """A limit is passed; what httptools makes of it ends the reading."""


class Guarded(HttpToolsProtocol):
    """A connection that is ended where it sends too much, sends too slowly, or does not read its answer."""

    phase = "idle"  # then head, body, answer; or refused
    _since = 0.0  # when the phase began
    _sent = 0  # bytes of the head so far
    _status = 400
    _stalled: float | None = None  # since when the reader has not read
    _watch: Any = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._enter("idle")
        self._watch = self.loop.call_later(1, self._look)
        if len(self.connections) > CONNECTIONS:
            waiting = [
                c
                for c in self.connections
                if isinstance(c, Guarded) and c is not self and c.phase in ("idle", "head", "body")
            ]
            if waiting:
                min(waiting, key=lambda c: c._since).abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        super().connection_lost(exc)

    def abort(self) -> None:
        """End the connection now, whatever is still to be sent."""
        self.connections.discard(self)  # its place is free at once
        self.transport.abort()

    def stalled(self) -> float:
        """For how many seconds the reader has not read."""
        return self.loop.time() - self._stalled if self._stalled is not None else 0.0

    def _enter(self, phase: str) -> None:
        self.phase, self._since = phase, self.loop.time()

    def _look(self) -> None:
        self._watch = self.loop.call_later(1, self._look)
        if self.loop.time() - self._since > _SECONDS.get(self.phase, float("inf")) or self.stalled() > _STALLED:
            self.abort()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.time()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stalled = None

    def data_received(self, data: bytes) -> None:
        if self.phase == "refused":
            return  # read away, so that the refusal reaches who still sends
        if self.phase == "idle":
            self._enter("head")
            self._sent = 0
        before = self._sent
        super().data_received(data)
        if self.phase == "head" and self._sent == before:  # all of it is the head's, and its end is still to come
            self._sent += len(data)
            if self._sent > HEAD + URL:
                self._status = 431
                self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._sent = 0
        self._enter("head")

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > URL:
            self._refuse(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._sent += len(name) + len(value) + 4
        if len(name) + len(value) > LINE or self._sent > HEAD:
            self._refuse(431)

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= _PIPELINED:
            self._refuse(429)
        self._enter("body")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._enter("answer" if self.cycle is not None and not self.cycle.response_complete else "idle")

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.phase == "answer" and not self.pipeline and self.cycle.response_complete:
            self._enter("idle")

    def _refuse(self, status: int) -> None:
        self._status = status
        raise _TooMuch

    def send_400_response(self, msg: str) -> None:
        """Say what was too much, and end the connection once the sender has had time to read it."""
        reason, text = _SAID[self._status]
        body = f"{text}\n".encode()
        head = [f"HTTP/1.1 {self._status} {reason}", "content-type: text/plain; charset=utf-8"]
        head += [f"content-length: {len(body)}", "connection: close", "\r\n"]
        self.transport.write("\r\n".join(head).encode() + body)
        self._enter("refused")
        if self.transport.can_write_eof():
            self.transport.write_eof()


def make_room(connections: Any) -> None:
    """End the connection whose reader has not read for longest, where that is more than a second."""
    slow = [c for c in connections if isinstance(c, Guarded) and c.stalled() > _OVERFULL]
    if slow:
        max(slow, key=Guarded.stalled).abort()
