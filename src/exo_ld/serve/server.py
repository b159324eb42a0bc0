"""`exo-ld serve`: the web application on a port, from the first query to the signal that ends it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import UsageError
from ..graph.apart import module
from .worker import held
from .workers import Pool

try:
    import jinja2  # noqa: F401  # of the pages, which a process of their own makes
    import uvicorn

    from .app import application
    from .paged import Paged
    from .protocol import Guarded, make_room
except ImportError:
    raise UsageError("serve needs starlette, uvicorn and Jinja2: pip install 'exo-ld[serve]'") from None

__all__ = ["serve"]

_END = 10  # seconds after which a signal ends the process, whatever holds it


def serve(
    paths: Sequence[str],
    root: str | None,
    host: str,
    port: int,
    seconds: float,
    most: int,
    quick: int,
    slow: int,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``say`` is told the address once queries can be asked.

    ``seconds`` and ``most`` (bytes) bound one answer; ``quick`` and ``slow`` the worker processes. Raises UsageError
    where the port is taken, DataError where the knowledge base cannot be read.
    """
    data = held(paths, root)  # as they are now, for every worker that will ever be started
    place = _listening(host, port)
    command = module("exo_ld.serve.worker", json.dumps({"seconds": seconds, "most": most}))
    pool = Pool(command, data, seconds, quick, slow, wanted=lambda: make_room(server.server_state.connections))
    address = f"http://{f'[{host}]' if ':' in host else host}:{place.getsockname()[1]}/"
    config = uvicorn.Config(
        application(pool, root, Paged(data, root)),
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
        server_header=False,
        http=Guarded,
        ws="none",
    )
    server = _Server(config, lambda: say(f"serving {address} until interrupted; SPARQL at {address}sparql"))
    try:
        server.run(sockets=[place])
    except KeyboardInterrupt:
        pass
    finally:
        place.close()


class _Server(uvicorn.Server):
    """A server that says when it can be asked, and ends whatever holds it."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        if hasattr(signal, "setitimer"):  # should the rest fail to end it, the system will
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, _END)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):  # who does not read would hold it up
            asyncio.get_running_loop().call_later(2, connection.transport.abort)
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        place = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno and error.errno > 0 else error
        raise UsageError(
            f"{host} port {port} cannot be listened on ({reason}); choose another with --port, or 0 for any free one"
        ) from None
    # Head and body are two writes: without this the second waits for the reader's delayed acknowledgement, 40 ms.
    place.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return place
