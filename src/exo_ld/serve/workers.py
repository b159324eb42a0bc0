"""Queries of strangers, answered in processes that can be ended: the engine room of `exo-ld serve`.

A query of the embedded engine cannot be interrupted within its process, so each runs in a worker process. There are two
lanes. A query starts in the quick lane; after `PATIENCE` seconds its worker moves, at lower priority, to the slow lane
and a fresh worker takes its place, so that quick queries are answered whatever else is asked. Where the slow lane is
full, the query is ended.

A worker bounds itself as well: size of an answer, memory, processor time, and no further file or socket, so that SERVICE
could not call out even if the check of the query's words (`refusal`) were passed.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import struct
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ..errors import ExoError
from ..prefixes import PREFIXES
from ..query.catalogue import catalogue
from ..query.sparql import with_prefixes, words

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["Pool", "Refused", "Reply", "refusal", "work"]

PATIENCE = 1.0  # seconds in the quick lane
_GIGABYTE = 1 << 30
_FRAME = struct.Struct("!II")  # lengths of the head (JSON) and of the body
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


class Reply(NamedTuple):
    """What a worker answered: an HTTP status, a media type and the body (a line of text where the status is no 200)."""

    status: int
    kind: str
    body: bytes


class Refused(Exception):
    """A query that was not answered: its HTTP status and one line that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def refusal(text: str) -> str | None:
    """Why ``text`` is refused before it is parsed: an update, or a query that calls another server. None where it is not."""
    used = words(text)
    first = next((word for word in used if word not in ("PREFIX", "BASE")), "")
    if first in _UPDATES:
        return f"{first} is refused: this endpoint only answers queries; load the files into a store of your own to change them"
    if "SERVICE" in used:
        return "SERVICE is refused: this endpoint asks no other server; ask both from a store of your own"
    return None


# --- in the worker ------------------------------------------------------------------------------------------------------


class _Bounded(io.RawIOBase):
    """A sink that holds so many bytes and refuses more."""

    def __init__(self, most: int) -> None:
        self.most, self.pieces, self.size = most, list[bytes](), 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.size += len(piece)
        if self.size > self.most:
            raise Refused(413, f"the answer is larger than {self.most:,} bytes; add a LIMIT or ask for less")
        self.pieces.append(bytes(piece))
        return len(piece)


def work(paths: list[str], root: str | None, seconds: float, most: int) -> None:
    """Be a worker: load the knowledge base, then answer requests from standard input until it is closed."""
    from ..query.kb import KnowledgeBase

    class Held(KnowledgeBase):
        catalogue = catalogue(root)  # read once: later no file can be opened

    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    kb = Held(paths, root)
    for do in ("void", "why"):  # and whatever is imported where it is used, is imported now
        with suppress(ExoError):
            _answer(kb, {"do": do, "term": "qqqqqq"}, most)  # no word of any name: misspelled words are looked for as well
    _confine()
    _send(replies, {"status": 200, "kind": "ready"}, b"")
    while head := requests.read(_FRAME.size):
        request = json.loads(requests.read(_FRAME.unpack(head)[0]))
        _allow(seconds)
        try:
            kind, body = _answer(kb, request, most)
            reply = Reply(200, kind, body)
        except Refused as error:
            reply = Reply(error.status, "text/plain", str(error).encode())
        except ExoError as error:
            reply = Reply(400, "text/plain", str(error).encode())
        except SyntaxError as error:
            reply = Reply(400, "text/plain", f"the query cannot be read: {error.msg or error}".encode())
        except (ValueError, OSError, RuntimeError) as error:
            reply = Reply(400, "text/plain", f"the query failed: {error}".encode())
        _send(replies, {"status": reply.status, "kind": reply.kind}, reply.body)


def _send(pipe: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    text = json.dumps(head).encode()
    pipe.write(_FRAME.pack(len(text), len(body)) + text + body)
    pipe.flush()


def _answer(kb: KnowledgeBase, request: dict[str, Any], most: int) -> tuple[str, bytes]:
    """The media type and body that answer a request ``{do: sparql|canned|void|why|told, ...}``."""
    import pyoxigraph as ox

    if request["do"] == "void":
        from ..share.void import void

        return "application/n-triples", void(kb)
    if request["do"] == "why":
        from ..query.why import why

        return "application/json", json.dumps(why(kb, request["term"]), ensure_ascii=False).encode()
    if request["do"] == "told":
        from ..sentences import Stored, spoken

        facts = Stored(kb.store)
        return "application/json", json.dumps({claim: spoken(claim, facts) for claim in request["claims"]}, ensure_ascii=False).encode()
    text = request["text"] if request["do"] == "sparql" else kb.prepare(request["name"], request["params"])
    if request.get("house"):
        text = with_prefixes(text)
    defaults, named = ([ox.NamedNode(iri) for iri in request.get(key) or ()] for key in ("default", "named"))
    # As the protocol has it: a dataset in the request replaces the store's; named graphs alone leave the default graph empty.
    dataset: dict[str, Any] = (
        {"default_graph": defaults, "named_graphs": named} if defaults or named else {"use_default_graph_as_union": True}
    )
    found = kb.store.query(text, **dataset)
    graph = isinstance(found, ox.QueryTriples)
    kind = request["graph" if graph else "rows"]
    if kind is None:
        raise Refused(406, f"this query answers with {'triples' if graph else 'rows'}, for which no accepted media type is known")
    sink: Any = _Bounded(most)
    if graph:
        form: Any = ox.RdfFormat.from_media_type(kind)
        ox.serialize(found, sink, format=form, prefixes=PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None)
    else:
        found.serialize(sink, format=ox.QueryResultsFormat.from_media_type(kind))
    return kind, b"".join(sink.pieces)


def _confine() -> None:
    """From here on: no new file or socket, no core dump, two gigabytes more of memory at the most (where the system can)."""
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


def _allow(seconds: float) -> None:
    """Let the system end this process if the server, gone meanwhile, does not."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 5, resource.RLIM_INFINITY))


# --- in the server ------------------------------------------------------------------------------------------------------


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self.process, self.input, self.output = process, process.stdin, process.stdout

    async def reply(self) -> Reply:
        head, body = _FRAME.unpack(await self.output.readexactly(_FRAME.size))
        fields = json.loads(await self.output.readexactly(head))
        return Reply(fields["status"], fields["kind"], await self.output.readexactly(body))

    async def ask(self, request: dict[str, Any]) -> Reply:
        text = json.dumps(request).encode()
        self.input.write(_FRAME.pack(len(text), 0) + text)
        return await self.reply()

    def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()


class Pool:
    """``quick`` workers that wait for queries, and up to ``slow`` more that are at long ones.

    ``command`` starts a worker; ``seconds`` is the time that one query may take.
    """

    def __init__(self, command: list[str], seconds: float, quick: int, slow: int, waiting: int = 200) -> None:
        self.command, self.seconds, self.slow = command, seconds, slow
        self.quick, self.waiting = quick, waiting
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = self._slow = 0

    async def start(self) -> None:
        """Start the quick workers; returns once they are ready. Raises RuntimeError where one cannot start."""
        await asyncio.gather(*(self._spawn() for _ in range(self.quick)))

    async def stop(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        for worker in self._all:
            worker.end()
        await asyncio.gather(*(worker.process.wait() for worker in self._all))

    async def ask(self, request: dict[str, Any]) -> Reply:
        """Have ``request`` answered. Raises Refused where it takes too long or the server is too busy."""
        worker = await self._take()
        task = asyncio.create_task(worker.ask(request))
        slow = False
        try:
            done, _ = await asyncio.wait({task}, timeout=min(PATIENCE, self.seconds))
            if not done and self.seconds > PATIENCE:
                if self._slow >= self.slow:
                    raise Refused(503, f"the server is busy with {self.slow} long queries; ask for less, or try again later")
                slow = True
                self._slow += 1
                self._replace()
                _humble(worker.process.pid)
                done, _ = await asyncio.wait({task}, timeout=self.seconds - PATIENCE)
            if not done:
                raise Refused(503, f"the query took longer than {self.seconds:g} s and was ended; ask for less")
            return task.result()
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Refused(503, "the query used up a worker's memory or stack and was ended; ask for less") from None
        finally:
            sound = task.done() and not task.cancelled() and task.exception() is None
            task.cancel()
            self._slow -= slow
            if sound and not slow:
                self._idle.put_nowait(worker)
            else:
                worker.end()
                self._all.discard(worker)
                if not slow:
                    self._replace()

    async def _take(self) -> _Worker:
        if self._waiting >= self.waiting:
            raise Refused(503, "too many queries are waiting; try again later")
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self.seconds)
        except TimeoutError:
            raise Refused(503, "all workers are busy; try again later") from None
        finally:
            self._waiting -= 1

    def _replace(self) -> None:
        task = asyncio.create_task(self._spawn())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _spawn(self) -> None:
        pipe = asyncio.subprocess.PIPE
        # Away from the user's terminal: Ctrl-C is for the server, which ends its workers itself.
        process = await asyncio.create_subprocess_exec(*self.command, stdin=pipe, stdout=pipe, start_new_session=True, limit=1 << 20)
        worker = _Worker(process)
        self._all.add(worker)
        try:
            await worker.reply()
        except asyncio.IncompleteReadError:
            self._all.discard(worker)
            raise RuntimeError("a worker could not start") from None
        self._idle.put_nowait(worker)


def _humble(pid: int) -> None:
    with suppress(AttributeError, OSError):  # Windows has none; the process may be gone
        os.setpriority(os.PRIO_PROCESS, pid, 10)


if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    try:
        work(options["paths"], options["root"], options["seconds"], options["most"])
    except ExoError as error:
        sys.exit(f"exo-ld: {error}")
    except (KeyboardInterrupt, BrokenPipeError):
        pass
