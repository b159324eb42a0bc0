"""From a question of the command line to its written answer: the engine asked, the cache of answers, stdout or a file.

What was asked before is not worked out again: an answer is kept under the state of the files, the question and the
form, so that a changed file or another question is answered anew.
"""

from __future__ import annotations

import os
import sys
from itertools import chain

from ..errors import ExoError, UsageError
from ..files import publish

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    import argparse
    from collections.abc import Iterable, Iterator

    from ..query.endpoint import Endpoint
    from ..query.kb import KnowledgeBase

__all__ = ["answer", "chosen_engine", "colourful", "terminal_width", "write"]

_BATCH = 1 << 16  # characters of an answer that are written at a time
_KEPT = 1 << 24  # characters of the largest answer that is kept in the cache


def chosen_engine(arguments: argparse.Namespace) -> KnowledgeBase | Endpoint:
    """What is to be asked: the endpoint that the call names, else the knowledge base with its further files."""
    if arguments.endpoint:
        from ..query.endpoint import connect

        if arguments.data:
            raise UsageError("--data and --endpoint do not go together; load the file into the endpoint's store")
        return connect(arguments.endpoint, timeout=arguments.timeout or 60.0, root=arguments.kb)
    from ..query.kb import load

    return load(*arguments.data, root=arguments.kb)


def write(arguments: argparse.Namespace, pieces: Iterable[str]) -> int:
    """Write to stdout, or to the file that the call names, whole or not at all. Raises OutputError."""
    if arguments.output:
        publish(arguments.output, (piece.encode() for piece in pieces))
        return 0
    for piece in pieces:
        sys.stdout.write(piece)
    return 0


def terminal_width() -> int | None:
    """The terminal's width in columns; None where stdout is none."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def answer(arguments: argparse.Namespace, text: str, engine: KnowledgeBase | Endpoint) -> int:
    """Answer the SPARQL query ``text`` and write the answer; returns the exit status. Raises ExoError."""
    width = None if arguments.output else terminal_width()
    from ..query.kb import KnowledgeBase

    answer = _timed(arguments, text, engine, width)
    if not isinstance(engine, KnowledgeBase) or not _repeatable(text):
        return write(arguments, answer)
    from ..cache import cache_path, keep

    look = (arguments.format, str(width), str(arguments.limit), str(arguments.ids), str(_telling(arguments)), str(colourful(arguments)))
    path = cache_path(engine.state(text, *look) + ".answer")
    try:
        with open(path or os.devnull, encoding="utf-8", newline="") as file:
            kept = file.read()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept:
        return write(arguments, [kept])
    begun: list[str] = []
    size = 0
    for piece in answer:
        begun.append(piece)
        size += len(piece)
        if size > _KEPT:  # too large to keep: it is handed on as it comes
            break
    else:
        keep(path, "".join(begun).encode())
    return write(arguments, chain(begun, answer))


def _repeatable(text: str) -> bool:
    import re

    return not re.search(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", text, re.I)


def _timed(arguments: argparse.Namespace, text: str, engine: KnowledgeBase | Endpoint, width: int | None) -> Iterator[str]:
    from ..query.waiting import pieces

    # An endpoint keeps its own time, from the first byte that is sent.
    seconds = None if arguments.endpoint else arguments.timeout
    progress = f"waiting for {arguments.endpoint}" if arguments.endpoint else "working on it"
    try:
        yield from pieces(lambda: _batches(_rendered(arguments, text, engine, width)), seconds, progress)
    except TimeoutError:
        raise ExoError(f"no answer within {seconds:g} s; try a longer --timeout, or ask for less") from None


def _batches(pieces: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size > _BATCH:
            yield "".join(batch)
            batch, size = [], 0
    yield "".join(batch)


def _rendered(arguments: argparse.Namespace, text: str, engine: KnowledgeBase | Endpoint, width: int | None) -> Iterator[str]:
    from ..query.results import Graph, Stream, Table

    answer: Stream | Table | Graph = engine.stream(text)
    if isinstance(answer, Stream):
        answer = answer.first(arguments.limit)
        if _telling(arguments):
            from ..query.telling import told

            answer = told(answer.table(), engine)
    return answer.chunks(arguments.format, width, ids=arguments.ids, colour=colourful(arguments))


def _telling(arguments: argparse.Namespace) -> bool:
    """Whether claims are told in sentences: as the call says, else in a person's table of a canned query."""
    if arguments.sentences is None:
        return bool(arguments.format == "table" and not arguments.ids)
    return bool(arguments.sentences)


def colourful(arguments: argparse.Namespace) -> bool:
    """Whether marks of a terminal may be written: to a terminal, without NO_COLOR (https://no-color.org)."""
    return not arguments.output and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()
