"""The engine room of `exo-ld serve`: the queries of strangers, answered in processes that can be ended (`worker`).

A query of the embedded engine cannot be interrupted within its process, so each runs in a worker process. There are two
lanes. A query starts in the quick lane; after `PATIENCE` seconds its worker moves, at lower priority, to the slow lane
and a fresh worker takes its place, so that quick queries are answered whatever else is asked. Where the slow lane is
full, the query is ended.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .frames import LENGTHS, Reply, nothing, start
from .request import Refused

__all__ = ["Pool", "Worker"]

PATIENCE = 1.0  # seconds in the quick lane
_PIECE = 1 << 18  # bytes that go through a pipe at a time
_KILLED = -9  # the exit status of a process that was killed; one that ran out of memory, stack or time has another
_SMALL = 1 << 16  # bytes of an answer that needs no room of its own
_START = 30.0  # seconds that one waits for a worker at least: it may have to start, on a machine that is busy
_ROOM = 256 << 20  # bytes of answers that are held for readers, all together


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
        wanted: Callable[[], None] = nothing,
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
        for _ in range(self.quick):
            try:
                return await self._ask(request, body)
            except _Killed:  # from outside: whoever asked is not to blame, and each idle one may have ended
                pass
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
            async with asyncio.timeout(max(self.seconds, _START)):
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
        task = asyncio.create_task(self._respawn())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _respawn(self) -> None:
        """Start a worker in the place of one that ended; again and again where it cannot start: no place is lost."""
        wait = 0.1
        while True:
            try:
                return await self._spawn()
            except (RuntimeError, OSError):
                await asyncio.sleep(wait)
                wait = min(2 * wait, 10.0)

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


class _Killed(Refused):
    """A worker that was ended by another process while it was asked."""


class Worker:
    """A process that answers one request after the other."""

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
        head, size = LENGTHS.unpack(await self.output.readexactly(LENGTHS.size))
        fields = json.loads(await self.output.readexactly(head))
        self.last = fields.get("last", False)
        done = await room.take(size) if room else nothing
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
        self.input.write(start(request, len(body)))
        for place in range(0, len(body), _PIECE):
            self.input.write(body[place : place + _PIECE])
            await self.input.drain()

    def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()


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
            return nothing
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


def _humble(pid: int) -> None:
    with suppress(AttributeError, OSError):  # Windows has none; the process may be gone
        os.setpriority(os.PRIO_PROCESS, pid, 10)
