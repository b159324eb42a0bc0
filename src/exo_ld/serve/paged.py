"""The pages of the site for `exo-ld serve`: one process holds the knowledge base and makes each page as it is asked
for, by the same makers as `exo-ld site`, so that the bytes are the same."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import os
import pickle
import re
import sys
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..graph.apart import module
from .frames import Reply, receive, send
from .request import Refused
from .workers import Worker

if TYPE_CHECKING:
    from ..site.build import Site

__all__ = ["Paged", "work"]

_SECONDS = 120.0  # for the process to be ready, and for one page
_KINDS = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".js": "text/javascript",
    ".xml": "application/xml",
}
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


class Paged:
    """The process that makes the pages; it is started anew where it has ended."""

    def __init__(self, data: bytes, root: str | None) -> None:
        self._data, self._root = data, root
        self._worker: asyncio.Task[Worker] | None = None
        self._one = asyncio.Lock()  # it answers one question at a time

    async def start(self) -> None:
        """Begin to start it; returns before it is ready."""
        command = module("exo_ld.serve.paged", json.dumps({"root": self._root}))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, start_new_session=True, limit=1 << 20
        )
        self._worker = asyncio.create_task(self._ready(Worker(process)))

    async def _ready(self, worker: Worker) -> Worker:
        await worker.ask({"do": "hold"}, self._data)
        return worker

    async def stop(self) -> None:
        """End it."""
        if self._worker:
            self._worker.cancel()
            with suppress(asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
                worker = await self._worker
                worker.end()

    async def page(self, path: str, gzip: bool) -> Reply:
        """A page by its path; of status 404 where there is none. Raises Refused."""
        return await self._ask({"path": path, "gzip": gzip})

    async def address(self, iri: str) -> str:
        """The path of the page of a thing; empty where it has none. Raises Refused."""
        return (await self._ask({"iri": iri})).body.decode()

    async def _ask(self, question: dict[str, Any], again: bool = True) -> Reply:
        try:
            async with asyncio.timeout(_SECONDS), self._one:
                if self._worker is None or (self._worker.done() and self._ended(self._worker)):
                    await self.start()
                assert self._worker
                worker = await asyncio.shield(self._worker)
                try:
                    return await worker.ask(question, b"")
                except BaseException:  # what it still answers is not for the next question
                    worker.end()
                    self._worker = None
                    raise
        except TimeoutError:
            raise Refused(503, "the pages are not ready; try again in a minute") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            self._worker = None
            if again:
                return await self._ask(question, again=False)
            raise Refused(503, "the pages cannot be made now; try again later") from None

    @staticmethod
    def _ended(task: asyncio.Task[Worker]) -> bool:
        return task.cancelled() or task.exception() is not None or task.result().gone


# --- in the process -------------------------------------------------------------------------------


def work(root: str | None) -> None:
    """Read what is `held`, then answer questions for pages from standard input until it is closed."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    try:
        site = _site(receive(requests)[1], root)
    except (EOFError, pickle.UnpicklingError):  # the server has ended meanwhile
        return
    paths = site.pages
    send(replies, {"status": 200, "kind": "ready"}, b"")
    while True:
        request, _ = receive(requests)
        if not request:
            return
        if "iri" in request:
            path = site.records.address(request["iri"]).partition("#")[0]
            send(replies, {"status": 200, "kind": "text/plain"}, path.encode())
            continue
        page = site.page(request["path"]) if request["path"] in paths else None
        if page is None:
            send(replies, {"status": 404, "kind": "text/html"}, site.lost(request["path"]))
            continue
        kind = _kind(request["path"])
        policy = _POLICY.search(page[:4096]) if kind == "text/html" else None
        body, small = Reply(200, kind, page).sent(request["gzip"])
        told = {"status": 200, "kind": kind, "packed": small, "policy": unescape(policy[1].decode()) if policy else ""}
        send(replies, told, body)


def _site(data: bytes, root: str | None) -> Site:
    from ..query.kb import KnowledgeBase
    from ..site.build import Site

    queries, quads, index = pickle.loads(data)
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    return Site(KnowledgeBase.of(store, queries, index, quads, root))


def _kind(path: str) -> str:
    ending = os.path.splitext(path)[1]
    return _KINDS.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        work(json.loads(sys.argv[1])["root"])
