"""Waiting for what may take long: a limit in seconds that holds whatever happens, and a word on stderr after two seconds.

The work is done in a thread of its own, so that neither a slow query nor a server that sends a byte a minute can hold up
the limit. `_thread` rather than `threading`: a cold start pays for every import.
"""

from __future__ import annotations

import _thread
import sys
import time

from ..errors import ExoError

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out for the same reason
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    T = TypeVar("T")

__all__ = ["pieces"]

_PATIENCE = 2.0


def pieces(work: Callable[[], Iterator[T]], seconds: float | None = None, progress: str = "") -> Iterator[T]:
    """What the iterator of ``work`` gives, made in a thread of its own, one piece at a time and none ahead.

    ``seconds`` (None: no end) bounds all of the waiting together; the time in which the caller handles a piece does not count.
    With ``progress``, the name of what is waited for, stderr is told of it every time that it lasts two seconds longer.
    Raises TimeoutError, and what the iterator raises.
    """
    done, wanted = _thread.allocate_lock(), _thread.allocate_lock()
    done.acquire()
    wanted.acquire()
    given: list[T] = []
    ended: list[BaseException | None] = []
    waited, told = 0.0, 0.0

    def produce() -> None:
        try:
            for piece in work():
                given.append(piece)
                done.release()
                wanted.acquire()
                if ended:  # the caller went away
                    return
            ended.append(None)
        except BaseException as error:  # handed over, and raised where the caller waits
            if isinstance(error, ExoError):
                # Its message says all. What its frames hold must die in this thread: pyoxigraph's results insist on that.
                error.__context__ = None
                error = error.with_traceback(None)
            ended.append(error)
        done.release()

    _thread.start_new_thread(produce, ())
    try:
        while True:
            start = time.monotonic()
            while not done.acquire(timeout=min(_PATIENCE, max(0.0, seconds - waited)) if seconds is not None else _PATIENCE):
                now = time.monotonic()
                waited, start = waited + now - start, now
                if seconds is not None and waited >= seconds:
                    raise TimeoutError(f"no answer within {seconds:g} s")
                if progress and waited - told >= _PATIENCE:
                    told = waited
                    print(f"exo-ld: {progress}, {waited:.0f} s", file=sys.stderr)
            waited += time.monotonic() - start
            if ended:
                if ended[0] is not None:
                    raise ended[0]
                return
            piece = given.pop()
            yield piece
            wanted.release()
    finally:
        if not ended:
            ended.append(None)
            if wanted.locked():
                wanted.release()
