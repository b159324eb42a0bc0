"""A server on loopback that answers as a test wants, and what the command line must say where it cannot go on."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]
SRJ = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"yes"}}]}}'


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """An http server that treats every POST and PUT, its body read, by ``answer``; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

        do_PUT = do_POST

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/sparql"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def says(status: int, body: bytes, kind: str = "application/sparql-results+json", length: int | None = None) -> Answer:
    """An answer with this status, body and type; ``length`` is what its head claims, where that is not true."""

    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def one_line(done: subprocess.CompletedProcess[str], *parts: str, status: int = 2) -> None:
    """The process ended with ``status``, wrote nothing to stdout, and one line with all ``parts`` to stderr."""
    assert (done.returncode, done.stdout) == (status, ""), done.stderr
    assert done.stderr.startswith("exo-ld: ")
    assert done.stderr.endswith("\n")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    for part in parts:
        assert part in done.stderr
