"""From a question of the command line to its written answer: the engine that is asked, stdout or a file."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from ..errors import LINE, ExoError, UsageError, brief, safe
from ..files import publish

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from ..query.engine import Engine

__all__ = [
    "answer",
    "chosen_engine",
    "clear_up_when_ended",
    "colourful",
    "say",
    "tell_nameless",
    "terminal_width",
    "write",
]

_READ = ("table", "text")  # formats whose lines a person or a log reads: what is in them may not steer it
_MARKS, _NONE = re.compile(r"(\033\[[012]m)"), re.compile("(?!)")  # bold, dim and plain steer no terminal
_BATCH = 1 << 16  # characters of an answer that are written at a time


def chosen_engine(arguments: argparse.Namespace, *, memory: bool | None = True) -> Engine:
    """What is to be asked: the endpoint that the call names, else the knowledge base with its further files, in
    ``memory`` or on disk (`exo_ld.load`)."""
    if arguments.endpoint:
        from ..query.endpoint import connect

        if arguments.data:
            raise UsageError("--data and --endpoint do not go together; load the file into the endpoint's store")
        return connect(arguments.endpoint, timeout=arguments.timeout or 60.0, root=arguments.kb, tell=say)
    from ..query.kb import load

    return load(*arguments.data, root=arguments.kb, memory=memory, tell=say)


def tell_nameless(arguments: argparse.Namespace, engine: Engine) -> None:
    """Say of what ``--data`` uses without a label."""
    from ..query.kb import KnowledgeBase

    if arguments.data and isinstance(engine, KnowledgeBase) and (nameless := engine.nameless()):
        named = ", ".join(nameless[:3]) + (f" and {len(nameless) - 3} more" if len(nameless) > 3 else "")
        say(
            f"{named}: used by --data without a label, so that rows are missing; "
            "exo-ld vocabularies --tables DIR --data FOLDER --write brings the labels"
        )


def clear_up_when_ended() -> None:
    """Let a signal that ends the process be an interrupt as from the keyboard, so that what is half made is cleared
    away."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):  # the second is not everywhere, and nohup has it ignored
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def say(line: str) -> None:
    """A message for the person, beside the answer."""
    print(f"exo-ld: {safe(brief(' '.join(line.split()), LINE))}", file=sys.stderr, flush=True)


def write(arguments: argparse.Namespace, pieces: Iterable[str]) -> int:
    """Write to stdout, or to the file that the call names, whole or not at all. Raises OutputError."""
    if getattr(arguments, "format", "") in _READ:
        marks = _MARKS if colourful(arguments) else _NONE
        pieces = ("".join(p if marks.fullmatch(p) else safe(p, "\n\t") for p in marks.split(x)) for x in pieces)
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


def answer(arguments: argparse.Namespace, text: str, engine: Engine) -> int:
    """Answer the SPARQL query ``text`` and write the answer; returns the exit status. Raises ExoError."""
    tell_nameless(arguments, engine)
    width = None if arguments.output else terminal_width()
    return write(arguments, _timed(arguments, text, engine, width))


def _timed(arguments: argparse.Namespace, text: str, engine: Engine, width: int | None) -> Iterator[str]:
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


def _rendered(arguments: argparse.Namespace, text: str, engine: Engine, width: int | None) -> Iterator[str]:
    from ..query.results import Graph, Stream, Table

    result: Stream | Table | Graph = engine.stream(text)
    if isinstance(result, Stream):
        result = result.first(arguments.limit)
        if _telling(arguments):
            from ..query.telling import told

            result = told(result.table(), engine)
    return result.chunks(arguments.format, width, ids=arguments.ids, colour=colourful(arguments))


def _telling(arguments: argparse.Namespace) -> bool:
    """Whether claims are told in sentences: as the call says, else in a person's table of a canned query."""
    if arguments.sentences is None:
        return bool(arguments.format == "table" and not arguments.ids)
    return bool(arguments.sentences)


def colourful(arguments: argparse.Namespace) -> bool:
    """Whether marks of a terminal may be written: to a terminal, without NO_COLOR (https://no-color.org)."""
    return (
        not arguments.output
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and sys.stdout.isatty()
    )
