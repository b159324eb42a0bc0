"""A worker of `exo-ld serve`: a process that answers what strangers ask, and can be ended.

It bounds itself: size of an answer, memory, processor time, and no further file or socket, so that SERVICE could not
call out even if the check of the query's words (`refusal`) were passed. It is given the data by the server, which holds
them as they were when it started: whatever becomes of the files, and whichever worker is asked, the answer is the same.
A worker that a query has left with more memory than it had says so and ends.

`python -m exo_ld.serve.worker '{"seconds": ..., "most": ...}'` answers on its standard streams.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import pyoxigraph as ox

from ..errors import ExoError
from ..prefixes import variants
from ..query.catalogue import Catalogue
from ..query.kb import KnowledgeBase, load
from ..sources import snapshot
from .answers import answer
from .frames import Reply, receive, send
from .request import Refused

__all__ = ["held", "work"]

_GIGABYTE = 1 << 30
_GROWTH = 384 << 20  # bytes of memory by which a worker may grow before it is replaced


def held(paths: Sequence[str], root: str | None) -> bytes:
    """What every worker answers from: the canned queries, quads and names as they are now. Raises DataError."""
    kb = load(*paths, root=root)
    return pickle.dumps((dict(Catalogue(root)), snapshot(kb.files), kb.index))


def work(seconds: float, most: int) -> None:
    """Be a worker: read what is `held`, then answer requests from standard input until it is closed."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    kb = _knowledge(receive(requests)[1])
    # Whatever is imported or read where it is used, is so now. The term is no word of any name: misspelled words are
    # looked for as well.
    for do in ("void", "why", "card"):
        with suppress(ExoError, Refused):
            answer(kb, {"do": do, "term": "qqqqqq"}, b"", most)
    variants()
    _confine()
    start = _size()
    send(replies, {"status": 200, "kind": "ready"}, b"")
    while True:
        request, body = receive(requests)
        if not request:
            return
        _allow(seconds)
        reply = _replied(partial(answer, kb, request, body, most))
        sent, packed = reply.sent(bool(request.get("gzip")))
        last = _size() > start + _GROWTH
        send(replies, {"status": reply.status, "kind": reply.kind, "last": last, "packed": packed}, sent)
        if last:
            return


def _knowledge(data: bytes) -> KnowledgeBase:
    queries, quads, index = pickle.loads(data)
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    return KnowledgeBase.of(store, queries, index)


def _replied(ask: Callable[[], tuple[str, bytes]]) -> Reply:
    try:
        return Reply(200, *ask())
    except Refused as error:
        return Reply(error.status, "text/plain", str(error).encode())
    except ExoError as error:
        return Reply(400, "text/plain", str(error).encode())
    except SyntaxError as error:
        return Reply(400, "text/plain", str(ExoError(f"the query cannot be read: {error.msg or error}")).encode())
    except OSError:  # its message may name files of the server
        return Reply(400, "text/plain", b"the query failed: it asks for what no worker has")
    except (ValueError, RuntimeError) as error:
        return Reply(400, "text/plain", str(ExoError(f"the query failed: {error}")).encode(errors="replace"))


def _confine() -> None:
    """From here on: no new file or socket, no core dump, two gigabytes more of memory at the most (where the system
    can)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + 2 * _GIGABYTE,) * 2)
    except (OSError, ValueError):
        pass  # macOS has no such limit
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _size() -> int:
    """The most memory that this process has used so far, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _allow(seconds: float) -> None:
    """Let the system end this process if the server, gone meanwhile, does not."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 5, resource.RLIM_INFINITY))


if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    try:
        work(options["seconds"], options["most"])
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    except MemoryError:
        os._exit(1)  # the server says what there is to say
