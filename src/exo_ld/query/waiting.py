"""Waiting for what may take long: a limit in seconds that holds whatever happens, and a word on stderr after two
seconds.

The work is done in a thread of its own, so that neither a slow query nor a server that sends a byte a minute can hold
up the limit. `_thread` rather than `threading`: a cold start pays for every import.
"""

from __future__ import annotations

import _thread
import sys
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from ..errors import ExoError

__all__ = ["pieces"]

_PATIENCE = 2.0
_STACK = (
    512 << 20
)  # bytes of address space: the embedded engine recurses over what stands in a query (`sparql.HEAVIEST`)
T = TypeVar("T")


def pieces(work: Callable[[], Iterator[T]], seconds: float | None = None, progress: str = "") -> Iterator[T]:
    """What the iterator of ``work`` gives, made in a thread of its own, one piece at a time and none ahead.

    ``seconds`` (None: no end) bounds all of the waiting together; the time in which the caller handles a piece does not
    count. With ``progress``, the name of what is waited for, stderr is told of it every time that it lasts two seconds
    longer.
    Raises TimeoutError, and what the iterator raises.
    """
    line = _Line(work)
    waited = told = 0.0
    try:
        while True:
            start = time.monotonic()
            rest = _PATIENCE if seconds is None else min(_PATIENCE, max(0.0, seconds - waited))
            while not line.done.acquire(timeout=rest):
                now = time.monotonic()
                waited, start = waited + now - start, now
                if seconds is not None and waited >= seconds:
                    raise TimeoutError(f"no answer within {seconds:g} s")
                if progress and waited - told >= _PATIENCE:
                    told = waited
                    print(f"exo-ld: {progress}, {waited:.0f} s", file=sys.stderr)
                rest = _PATIENCE if seconds is None else min(_PATIENCE, max(0.0, seconds - waited))
            waited += time.monotonic() - start
            if line.ended:
                if line.ended[0] is not None:
                    raise line.ended[0]
                return
            yield line.given.pop()
            line.wanted.release()
    finally:
        line.leave()


class _Line(Generic[T]):
    """Two threads that hand over one piece at a time."""

    def __init__(self, work: Callable[[], Iterator[T]]) -> None:
        self.done, self.wanted = _thread.allocate_lock(), _thread.allocate_lock()
        self.done.acquire()
        self.wanted.acquire()
        self.given: list[T] = []
        self.ended: list[BaseException | None] = []
        before = _thread.stack_size(_STACK)
        try:
            _thread.start_new_thread(self._produce, (work,))
        finally:
            _thread.stack_size(before)

    def _produce(self, work: Callable[[], Iterator[T]]) -> None:
        try:
            for piece in work():
                self.given.append(piece)
                self.done.release()
                self.wanted.acquire()
                if self.ended:  # the caller went away
                    return
            self.ended.append(None)
        except BaseException as error:  # handed over, and raised where the caller waits
            if isinstance(error, ExoError):
                # Its message says all. What its frames hold must die in this thread: pyoxigraph's results insist on
                # that.
                error.__context__ = None
                error = error.with_traceback(None)
            self.ended.append(error)
        self.done.release()

    def leave(self) -> None:
        """Let the other thread end, if it has not."""
        if not self.ended:
            self.ended.append(None)
            if self.wanted.locked():
                self.wanted.release()
