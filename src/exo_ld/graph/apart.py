"""A parser in a process of its own, which the system holds to a limit of memory and time: what it can do at worst is
end.

`python -m exo_ld.graph.apart FORMAT BYTES SECONDS BASE` reads RDF from standard input and writes N-Quads. What is
worked out of labels of blank nodes (`canonical`), whose time no limit of size bounds, runs there too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..errors import DataError
from .turtle import DEEPEST, depth

__all__ = ["canonical", "module", "parsed"]

_SECONDS = 60  # of processor time, for blank nodes
_START, _PACE = 10, 1 << 20  # ... for a file: seconds, and bytes for each further second
_CANONICAL = "canonical"
_CROWDED, _WRONG = 3, 4  # exit statuses


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module in a process of its own, and never what stands under the name of a module in the
    folder where the call was made: that may be a stranger's."""
    return [sys.executable, "-P", "-m", name, *arguments]


def parsed(data: bytes, name: str, form: ox.RdfFormat, most: int, base: str) -> bytes:
    """``data`` as N-Quads, relative IRIs resolved against ``base``, made in a process that may take ``most`` bytes of
    memory. Raises DataError."""
    seconds = _START + len(data) // _PACE
    status, out, said = _run(form.file_extension, most, seconds, data, base)
    if status == _WRONG:
        line, column, what = json.loads(said.splitlines()[-1])
        raise DataError.at(name, what, line, column)
    if status or depth(out)[1] > DEEPEST:
        raise DataError.at(
            name,
            f"cannot be read within {most:,} bytes of memory and {seconds} s; look for entities or nesting without end",
        )
    return out


def canonical(quads: Iterable[ox.Quad], most: int = 2 << 30) -> list[ox.Quad]:
    """The quads with canonical labels of blank nodes (RDFC-1.0). Raises DataError where that takes more than a
    minute."""
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    status, out, _ = _run(_CANONICAL, most, _SECONDS, data)
    if status:
        raise DataError(f"the blank nodes are too much alike to be told apart within {_SECONDS} s; give them names")
    return list(ox.parse(out, format=ox.RdfFormat.N_QUADS, lenient=True))


def _run(form: str, most: int, seconds: int, data: bytes, base: str = "") -> tuple[int, bytes, str]:
    command = module("exo_ld.graph.apart", form, str(most), str(seconds), base)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            out, said = process.communicate(data)
        except BaseException:  # a signal: it goes with us
            process.kill()
            raise
    return process.returncode, out, said.decode("utf-8", "replace")


def _work(form: str, most: int, seconds: int, base: str) -> int:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no limits, macOS none of memory
    data = sys.stdin.buffer.read()
    try:
        for block in _blocks(data, form, most, base):
            sys.stdout.buffer.write(block)
    except SyntaxError as error:
        from .turtle import reason

        sys.stderr.write(json.dumps([error.lineno or 1, error.offset or 1, reason(error)]))
        return _WRONG
    except ValueError as error:
        sys.stderr.write(json.dumps([0, 0, str(error)]))
        return _WRONG
    return 0


def _blocks(data: bytes, form: str, most: int, base: str) -> Iterator[bytes]:
    from itertools import islice

    if form == _CANONICAL:
        dataset = ox.Dataset(ox.parse(data, format=ox.RdfFormat.N_QUADS, lenient=True))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        yield ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
        return
    syntax = ox.RdfFormat.from_extension(form)
    assert syntax
    reading, size = ox.parse(data, format=syntax, base_iri=base or None, rename_blank_nodes=True), 0
    while batch := list(islice(reading, 10_000)):
        block = ox.serialize(batch, format=ox.RdfFormat.N_QUADS) or b""
        size += len(block)
        if size > most // 4:  # the quads that are made of it take some four times as much
            raise MemoryError
        yield block


if __name__ == "__main__":
    try:
        sys.exit(_work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
    except (MemoryError, RecursionError, BrokenPipeError):
        sys.exit(_CROWDED)
