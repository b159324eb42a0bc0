"""Queries of strangers, answered in processes that can be ended: the engine room of `exo-ld serve`.

A query of the embedded engine cannot be interrupted within its process, so each runs in a worker process. There are two
lanes. A query starts in the quick lane; after `PATIENCE` seconds its worker moves, at lower priority, to the slow lane
and a fresh worker takes its place, so that quick queries are answered whatever else is asked. Where the slow lane is
full, the query is ended.

A worker bounds itself as well: size of an answer, memory, processor time, and no further file or socket, so that
SERVICE could not call out even if the check of the query's words (`refusal`) were passed. It is given the data by the
server, which holds them as they were when it started: whatever becomes of the files, and whichever worker is asked, the
answer is the same. A worker that a query has left with more memory than it had is replaced.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import pickle
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import pyoxigraph as ox

from ..errors import ExoError
from ..prefixes import PREFIXES, variants
from ..query.catalogue import catalogue
from ..query.sparql import spelled_out, with_prefixes
from .request import Refused, question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..query.kb import KnowledgeBase

__all__ = ["Pool", "Reply", "Worker", "held", "packed", "receive", "send", "work"]

PATIENCE = 1.0  # seconds in the quick lane
_GIGABYTE = 1 << 30
_SMALL = 1 << 10  # bytes of an answer that is not worth packing
_FRAME = struct.Struct("!II")  # lengths of the head (JSON) and of the body
_PIECE = 1 << 18  # bytes that go through a pipe at a time
_KILLED = -9  # the exit status of a process that was killed; one that ran out of memory, stack or time has another
_GROWTH = 384 << 20  # bytes of memory by which a worker may grow before it is replaced
_SMALL = 1 << 16  # bytes of an answer that needs no room of its own
_ROOM = 256 << 20  # bytes of answers that are held for readers, all together


class Reply(NamedTuple):
    """What a worker answered: an HTTP status, a media type and the body (a line of text where the status is no 200)."""

    status: int
    kind: str
    body: bytes
    done: Callable[[], None] = lambda: None  # to be called once it is sent
    packed: bool = False  # whether the body is packed by gzip
    policy: str = ""  # the Content-Security-Policy of a page


def held(paths: Sequence[str], root: str | None) -> bytes:
    """What every worker answers from: the canned queries, quads and names as they are now. Raises DataError."""
    from ..query.kb import load
    from ..sources import snapshot

    kb = load(*paths, root=root)
    return pickle.dumps((catalogue(root), snapshot(kb.files), kb.index))


# --- in the worker ------------------------------------------------------------------------------------------------------


_PLAIN = {"application/json": "json", "application/jsonl": "jsonl"}  # rows as objects, column to value; not of SPARQL


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


def work(seconds: float, most: int) -> None:
    """Be a worker: read what is `held`, then answer requests from standard input until it is closed."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    kb = _knowledge(receive(requests)[1])
    for do in ("void", "why", "card"):  # and whatever is imported where it is used, is imported now
        with suppress(ExoError, Refused):
            _answer(
                kb, {"do": do, "term": "qqqqqq"}, most
            )  # no word of any name: misspelled words are looked for as well
    variants()
    _confine()
    start = _size()
    send(replies, {"status": 200, "kind": "ready"}, b"")
    while True:
        request, body = receive(requests)
        if not request:
            return
        _allow(seconds)
        reply = _replied(partial(_asked, kb, request, body, most))
        sent, small = packed(reply, bool(request.get("gzip")))
        last = _size() > start + _GROWTH
        send(replies, {"status": reply.status, "kind": reply.kind, "last": last, "packed": small}, sent)
        if last:
            return


def packed(reply: Reply, taken: bool) -> tuple[bytes, bool]:
    """The body of a reply as it is sent, and whether it is packed by gzip, where the reader takes that."""
    pack = reply.status == 200 and taken and len(reply.body) > _SMALL
    return (gzip.compress(reply.body, 4, mtime=0) if pack else reply.body), pack


def _knowledge(data: bytes) -> KnowledgeBase:
    from ..query.kb import KnowledgeBase

    queries, quads, index = pickle.loads(data)
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    return KnowledgeBase.of(store, queries, index)


def _asked(kb: KnowledgeBase, request: dict[str, Any], body: bytes, most: int) -> tuple[str, bytes]:
    if request["do"] == "protocol":
        request = request | question(request["address"], request["kind"], body) | {"do": "sparql"}
    return _answer(kb, request, most)


def _replied(answer: Callable[[], tuple[str, bytes]]) -> Reply:
    try:
        return Reply(200, *answer())
    except Refused as error:
        return Reply(error.status, "text/plain", str(error).encode())
    except ExoError as error:
        return Reply(400, "text/plain", str(error).encode())
    except SyntaxError as error:
        return Reply(400, "text/plain", f"the query cannot be read: {error.msg or error}".encode())
    except OSError:  # its message may name files of the server
        return Reply(400, "text/plain", b"the query failed: it asks for what no worker has")
    except (ValueError, RuntimeError) as error:
        return Reply(400, "text/plain", f"the query failed: {error}".encode(errors="replace"))


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The head and body of the next frame; an empty head at the end."""
    if len(start := pipe.read(_FRAME.size)) < _FRAME.size:
        return {}, b""
    head, body = _FRAME.unpack(start)
    return json.loads(pipe.read(head)), pipe.read(body)


def send(pipe: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    text = json.dumps(head).encode()
    pipe.write(_FRAME.pack(len(text), len(body)) + text)
    pipe.write(body)
    pipe.flush()


def _answer(kb: KnowledgeBase, request: dict[str, Any], most: int) -> tuple[str, bytes]:
    """The media type and body that answer a request ``{do: sparql|canned|void|why|told, ...}``."""
    if request["do"] == "void":
        from ..share.void import void

        return "application/n-triples", void(kb)
    if request["do"] == "why":
        from ..query.why import why

        return "application/json", json.dumps(why(kb, request["term"]), ensure_ascii=False).encode()
    if request["do"] == "card":
        return _card(kb, request, most)
    text = (
        request["text"]
        if request["do"] == "sparql"
        else kb.prepare(request["name"], request["params"]) + request["page"]
    )
    if request.get("house"):
        text = with_prefixes(text)
    defaults, named = ([ox.NamedNode(iri) for iri in request.get(key) or ()] for key in ("default", "named"))
    # As the protocol has it: a dataset in the request replaces the store's; named graphs alone leave the default graph
    # empty.
    dataset: dict[str, Any] = (
        {"default_graph": defaults, "named_graphs": named}
        if defaults or named
        else {"use_default_graph_as_union": True}
    )
    found = kb.store.query(text, **dataset)
    if isinstance(found, ox.QuerySolutions) and (named_ones := spelled_out(text, [v.value for v in found.variables])):
        found = kb.store.query(named_ones, **dataset)
    graph = isinstance(found, ox.QueryTriples)
    kind = request["graph" if graph else "rows"]
    if kind is None:
        raise Refused(
            406, f"this query answers with {'triples' if graph else 'rows'}, for which no accepted media type is known"
        )
    sink: Any = _Bounded(most)
    if graph:
        form: Any = ox.RdfFormat.from_media_type(kind)
        ox.serialize(
            found, sink, format=form, prefixes=PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
        )
    elif kind in _PLAIN:
        from ..query.results import Stream

        for piece in Stream.of(found).chunks(_PLAIN[kind]):
            sink.write(piece.encode())
    else:
        found.serialize(sink, format=ox.QueryResultsFormat.from_media_type(kind))
    return kind, b"".join(sink.pieces)


def _card(kb: KnowledgeBase, request: dict[str, Any], most: int) -> tuple[str, bytes]:
    """What a term names: its IRI where that is ``wanted``, else the triples with it as subject or object."""
    from ..query.results import Table

    term = request["term"]
    try:
        found = kb.query("entity-card", term=term)
    except ExoError as error:
        raise Refused(404, str(error)) from None
    if not isinstance(found, Table) or not found.rows:
        raise Refused(404, f"no term {term!r} in the graph")
    iri = found.rows[0]["term"]
    if request.get("wanted") == "iri":
        return "text/plain", iri.encode()
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ BIND (<{iri}> AS ?s) ?s ?p ?o }} UNION {{ BIND (<{iri}> AS ?o) ?s ?p ?o }} }}"
    return _answer(kb, request | {"do": "sparql", "text": text}, most)


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


# --- in the server ------------------------------------------------------------------------------------------------------


class _Killed(Refused):
    """A worker that was ended by another process while it was asked."""


class Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self.process, self.input, self.output = process, process.stdin, process.stdout
        self.last = False  # it takes no further request

    @property
    def gone(self) -> bool:
        """Whether the process has ended."""
        return self.process.returncode is not None

    async def reply(self, room: _Room | None = None) -> Reply:
        head, size = _FRAME.unpack(await self.output.readexactly(_FRAME.size))
        fields = json.loads(await self.output.readexactly(head))
        self.last = fields.get("last", False)
        done = await room.take(size) if room else _nothing
        pieces = []
        try:
            while size:
                piece = await self.output.read(min(size, _PIECE))
                if not piece:
                    raise asyncio.IncompleteReadError(b"", size)
                pieces.append(piece)
                size -= len(piece)
        except BaseException:
            done()
            raise
        return Reply(
            fields["status"],
            fields["kind"],
            b"".join(pieces),
            done,
            fields.get("packed", False),
            fields.get("policy", ""),
        )

    async def ask(self, request: dict[str, Any], body: bytes, room: _Room | None = None) -> Reply:
        await self.send(request, body)
        return await self.reply(room)

    async def send(self, request: dict[str, Any], body: bytes) -> None:
        text = json.dumps(request).encode()
        self.input.write(_FRAME.pack(len(text), len(body)) + text)
        for start in range(0, len(body), _PIECE):
            self.input.write(body[start : start + _PIECE])
            await self.input.drain()

    def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()


def _nothing() -> None:
    pass


class _Room:
    """The bytes that answers may take together while their readers take them; small ones are not counted.

    ``wanted`` is called where there is no room, to end who does not read.
    """

    def __init__(self, wanted: Callable[[], None]) -> None:
        self.used, self.wanted = 0, wanted

    async def take(self, size: int) -> Callable[[], None]:
        """Take room for ``size`` bytes; what is returned gives it back, once. Raises Refused where there is none for
        two seconds."""
        if size <= _SMALL:
            return _nothing
        for _ in range(10):
            if not self.used or self.used + size <= _ROOM:
                break
            self.wanted()
            await asyncio.sleep(0.2)
        else:
            raise Refused(503, "too many large answers are being read; try again later, or ask for less")
        self.used += size
        held = [size]

        def done() -> None:
            self.used -= held.pop() if held else 0

        return done


class Pool:
    """``quick`` workers that wait for queries, and up to ``slow`` more that are at long ones.

    ``command`` starts a worker, which is given ``data`` (of `held`); ``seconds`` is the time that one query may take.
    ``wanted`` is called where answers that are not read take up all room.
    """

    def __init__(
        self,
        command: list[str],
        data: bytes,
        seconds: float,
        quick: int,
        slow: int,
        waiting: int = 200,
        wanted: Callable[[], None] = _nothing,
    ) -> None:
        self.command, self.data, self.seconds, self.slow = command, data, seconds, slow
        self._room = _Room(wanted)
        self.quick, self.waiting = quick, waiting
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
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

    async def ask(self, request: dict[str, Any], body: bytes = b"") -> Reply:
        """Have ``request`` with ``body`` answered; the reply's ``done`` gives back its room.

        Raises Refused where it takes too long or the server is too busy.
        """
        try:
            return await self._ask(request, body)
        except _Killed:  # from outside: whoever asked is not to blame
            return await self._ask(request, body)

    async def _ask(self, request: dict[str, Any], body: bytes) -> Reply:
        worker = await self._take()
        task = asyncio.create_task(worker.ask(request, body, self._room))
        slow = False
        try:
            done, _ = await asyncio.wait({task}, timeout=min(PATIENCE, self.seconds))
            if not done and self.seconds > PATIENCE:
                if self._slow >= self.slow:
                    raise Refused(
                        503, f"the server is busy with {self.slow} long queries; ask for less, or try again later"
                    )
                slow = True
                self._slow += 1
                self._replace()
                _humble(worker.process.pid)
                done, _ = await asyncio.wait({task}, timeout=self.seconds - PATIENCE)
            if not done:
                raise Refused(503, f"the query took longer than {self.seconds:g} s and was ended; ask for less")
            return task.result()
        except (asyncio.IncompleteReadError, ConnectionError):
            if await worker.process.wait() == _KILLED:
                raise _Killed(503, "the worker was ended; try again") from None
            raise Refused(503, "the query used up a worker's memory or stack and was ended; ask for less") from None
        finally:
            sound = task.done() and not task.cancelled() and task.exception() is None and not worker.last
            task.cancel()
            self._slow -= slow
            if sound and not slow:
                self._idle.put_nowait(worker)
            else:
                worker.end()
                self._all.discard(worker)
                if not slow:
                    self._replace()

    async def _take(self) -> Worker:
        if self._waiting >= self.waiting:
            raise Refused(503, "too many queries are waiting; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.seconds):
                while (
                    worker := await self._idle.get()
                ).gone:  # ended from outside while it waited; whoever asks now is not to blame
                    self._all.discard(worker)
                    self._replace()
                return worker
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
        process = await asyncio.create_subprocess_exec(
            *self.command, stdin=pipe, stdout=pipe, start_new_session=True, limit=1 << 20
        )
        worker = Worker(process)
        self._all.add(worker)
        try:
            await worker.ask({"do": "hold"}, self.data)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._all.discard(worker)
            raise RuntimeError("a worker could not start") from None
        self._idle.put_nowait(worker)


def _humble(pid: int) -> None:
    with suppress(AttributeError, OSError):  # Windows has none; the process may be gone
        os.setpriority(os.PRIO_PROCESS, pid, 10)


if __name__ == "__main__":
    options = json.loads(sys.argv[1])
    try:
        work(options["seconds"], options["most"])
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    except MemoryError:
        os._exit(1)  # the server says what there is to say
