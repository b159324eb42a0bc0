"""Waiting for what may take long: a limit in seconds that holds whatever happens, and a word on stderr after two
seconds.

The work is done in a thread of its own, so that neither a slow query nor a server that sends a byte a minute can hold
up the limit.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import Generic, TypeVar

from ..errors import ExoError

__all__ = ["pieces"]

_PATIENCE = 2.0
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
            try:
                given = line.given.get(timeout=rest)
            except Empty:
                waited += time.monotonic() - start
                if seconds is not None and waited >= seconds:
                    raise TimeoutError(f"no answer within {seconds:g} s") from None
                if progress and waited - told >= _PATIENCE:
                    told = waited
                    print(f"exo-ld: {progress}, {waited:.0f} s", file=sys.stderr)
                continue
            waited += time.monotonic() - start
            if isinstance(given, BaseException):
                raise given
            if not given:
                return
            yield given[0]
            line.wanted.release()
    finally:
        line.leave()


class _Line(Generic[T]):
    """A thread that hands over one piece at a time: in a tuple; an empty one at the end, or what was raised."""

    def __init__(self, work: Callable[[], Iterator[T]]) -> None:
        self.given: SimpleQueue[tuple[T] | tuple[()] | BaseException] = SimpleQueue()
        self.wanted, self._gone = Semaphore(0), Event()
        Thread(target=self._produce, args=(work,), daemon=True).start()

    def _produce(self, work: Callable[[], Iterator[T]]) -> None:
        try:
            for piece in work():
                self.given.put((piece,))
                self.wanted.acquire()
                if self._gone.is_set():
                    return
            self.given.put(())
        except BaseException as error:  # handed over, and raised where the caller waits
            if isinstance(error, ExoError):
                # Its message says all. What its frames hold must die in this thread: pyoxigraph's results insist on
                # that.
                error.__context__ = None
                error = error.with_traceback(None)
            self.given.put(error)

    def leave(self) -> None:
        """The caller wants no more: the thread ends with the piece that it is at."""
        self._gone.set()
        self.wanted.release()
