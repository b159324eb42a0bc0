"""Files read and written, each in one way and with one clear line where it cannot be done.

What is being written stands under a name of its own (`UNFINISHED`) beside its place, locked for as long as its process
lives. A process that was killed leaves it there; the next one that writes into that folder clears it away.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

from .errors import DataError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "MOST", "RDF_ENDINGS", "UNFINISHED", "Digest", "clear_abandoned", "given_text", "is_rdf", "no_file", "publish",
    "publish_all", "read", "read_text", "staged", "tree", "unfinished", "unread",
]  # fmt: skip

MOST = 1 << 30  # bytes of a file that is read as a whole
UNFINISHED = ".exo-ld-unfinished-"  # how the name of what is being written begins
_OF_PROCESS = re.compile(r"([0-9]{1,7})-[a-z0-9_]{8}")  # ... and how it ends: the process, and what `tempfile` adds

RDF_ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl", ".xml")
_PACKED = (".bz2", ".xz", ".zst", ".lz4", ".br", ".7z", ".zip", ".rar", ".lzma")
_OTHER_RDF = (".n3", ".trix", ".hdt", ".rj", ".turtle", ".ntriples", ".nquads", ".rdfs", ".owx", ".ofn", ".omn")
_NO_FILES = ("/proc/", "/sys/", "/dev/")  # some of them are files by name, and wait for ever when they are read
_OF_SHELL = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")  # as <(...) of a shell names what it makes


def is_rdf(name: str) -> bool:
    """Whether a file's name says that it is RDF that is read here, packed by gzip or not."""
    return name.lower().removesuffix(".gz").endswith(RDF_ENDINGS)


def unread(name: str) -> str:
    """Why what a file's name says to be RDF is not read; "" where it says no such thing."""
    plain = name.lower()
    packed = next((ending for ending in _PACKED if plain.endswith(ending)), "")
    if packed and is_rdf(plain.removesuffix(packed)):
        return f"packed, but not by gzip ({packed})"
    other = next((ending for ending in _OTHER_RDF if plain.removesuffix(".gz").endswith(ending)), "")
    return f"RDF that is not read here ({other})" if other else ""


def no_file(path: str) -> bool:
    """Whether a path leads to a pipe, a socket, a device or a file of the system, where reading may never end. What a
    shell made for the command itself counts as a file."""
    named = os.path.abspath(path)
    if named.startswith(_OF_SHELL) or not os.path.exists(path):
        return False
    return (_of_system(path) and not named.startswith(_NO_FILES)) or not os.path.isfile(path)


def _of_system(path: str) -> bool:
    return os.path.realpath(path).startswith(_NO_FILES) and not os.path.abspath(path).startswith(_OF_SHELL)


def read(path: str, most: int = MOST) -> bytes:
    """A file's bytes, ``most`` of them. Raises DataError where there are more, where it is no file (reading a pipe or a
    device may never end), and where it cannot be read."""
    if no_file(path) or _of_system(path):
        raise DataError.at(path, "no file but a folder, a pipe, a socket or a device; name a file")
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size  # nothing for what a shell made, whatever it holds
            return _within(file.read(min(size or most, most) + 1), path, most)
    except OSError as error:
        raise DataError.at(path, f"cannot be read ({error.strerror}); check the path and its permissions") from None


def read_text(path: str, most: int = MOST) -> str:
    """A file's text. Raises DataError as `read`, and where it is not UTF-8."""
    return _decoded(read(path, most), path)


def given_text(path: str, most: int = MOST) -> str:
    """As `read_text`, but ``-`` is standard input."""
    import sys

    if path != "-":
        return read_text(path, most)
    name = "standard input"
    return _decoded(_within(sys.stdin.buffer.read(most + 1), name, most), name)


def _within(data: bytes, name: str, most: int) -> bytes:
    if len(data) > most:
        raise DataError.at(name, f"more than {most:,} bytes; look whether it is the right file")
    return data


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")  # a byte order mark is no part of the text
    except UnicodeDecodeError as error:
        raise DataError.at(name, f"not UTF-8 (byte {error.start}); save it as UTF-8") from None


class Digest:
    """The SHA-256 and the number of the bytes that go by."""

    def __init__(self) -> None:
        from hashlib import sha256

        self._hash, self.size = sha256(), 0

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are."""
        for piece in pieces:
            self._hash.update(piece)
            self.size += len(piece)
            yield piece

    def hex(self) -> str:
        """The digest of what has gone by so far, in hexadecimal."""
        return self._hash.hexdigest()


@contextmanager
def staged(path: str, content: Iterable[bytes]) -> Iterator[Callable[[], None]]:
    """Write a file whole beside its place; calling what is given puts it there, and what was not put is taken away.

    So several files can all be written before the first of them is put. Raises as `publish`.
    """
    try:
        real = os.path.realpath(path)
        if os.path.exists(real) and not os.path.isfile(real):
            with open(real, "wb") as device:
                device.writelines(content)
            yield lambda: None
            return
        temporary, held = _beside(real, content)
    except OSError as error:
        raise _refusal(path, error) from None

    def put() -> None:
        try:
            os.replace(temporary, real)
        except OSError as error:
            raise _refusal(path, error) from None

    try:
        yield put
    finally:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        if held is not None:
            os.close(held)


def publish(path: str, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then rename.

    ``content`` may come in pieces, each written as it comes. A link is followed; what is no ordinary file
    (/dev/null, a pipe) is written to, never replaced. Raises OutputError, and what ``content`` raises.
    """
    if isinstance(content, str):
        content = content.encode()
    with staged(path, [content] if isinstance(content, bytes) else content) as put:
        put()


def publish_all(folder: str, texts: dict[str, str]) -> list[str]:
    """Write texts to files by their names below ``folder``, which is made where it is missing; the paths. Raises
    OutputError."""
    paths = {os.path.join(folder, name): text for name, text in texts.items()}
    for path, text in paths.items():
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except OSError as error:
            raise _refusal(folder, error) from None
        publish(path, text)
    return list(paths)


def tree(path: str, endings: tuple[str, ...] = RDF_ENDINGS) -> list[str]:
    """All files below ``path`` with one of ``endings``, sorted. Raises DataError where there is none or no access."""

    def refuse(error: OSError) -> None:
        raise DataError.at(error.filename, f"cannot be read ({error.strerror}); check the path and its permissions")

    walk = os.walk(path, onerror=refuse)
    found = [os.path.join(parent, name) for parent, _, names in walk for name in names if name.endswith(endings)]
    if not found:
        raise DataError.at(path, f"no RDF file in this folder ({', '.join(endings)}); name a folder that holds facts")
    return sorted(found)


def _refusal(path: str, error: OSError) -> OutputError:
    return OutputError(
        f"{path}: cannot be written ({error.strerror or error}); choose a place with room and permission"
    )


def _beside(path: str, pieces: Iterable[bytes]) -> tuple[str, int | None]:
    """The name of a new file with ``pieces`` in the folder of ``path``, and what holds it."""
    import tempfile

    folder = os.path.dirname(path)
    clear_abandoned(folder)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=_begun(UNFINISHED))
    held = _hold(os.dup(handle))
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
        umask = os.umask(0)
        os.umask(umask)
        # What takes a file's place is as private as that was.
        os.chmod(temporary, os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~umask)
    except BaseException:
        os.unlink(temporary)
        if held is not None:
            os.close(held)
        raise
    return temporary, held


@contextmanager
def unfinished(parent: str, prefix: str = UNFINISHED) -> Iterator[str]:
    """A new folder in ``parent`` for what is being made, gone at the end; nobody else may look into it."""
    import shutil
    import tempfile

    if prefix == UNFINISHED:
        clear_abandoned(parent)
    folder = tempfile.mkdtemp(dir=parent, prefix=_begun(prefix))
    held = _hold(os.open(folder, os.O_RDONLY)) if os.name == "posix" else None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def clear_abandoned(folder: str, prefix: str = UNFINISHED) -> None:
    """Take away what processes of this user left in ``folder`` when they were killed: what bears a name that
    `unfinished` gives, of a process that is no more, and that no process holds."""
    _cleared(os.path.abspath(folder), prefix, os.getpid())


@cache  # once a process
def _cleared(folder: str, prefix: str, _process: int) -> None:
    import shutil

    try:
        import fcntl
    except ImportError:  # Windows, where no process can be asked for without harm
        return
    with suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.name.startswith(prefix) or not (made := _OF_PROCESS.fullmatch(entry.name, len(prefix))):
                continue
            with suppress(OSError):  # held, or gone already
                state = entry.stat(follow_symlinks=False)
                ours = state.st_uid == os.geteuid() and (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode))
                if not ours or _lives(int(made[1])):
                    continue
                handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(entry.path) if stat.S_ISDIR(state.st_mode) else os.unlink(entry.path)
                finally:
                    os.close(handle)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user
        return True
    return True


def _begun(prefix: str) -> str:
    return f"{prefix}{os.getpid()}-"


def _hold(handle: int) -> int | None:
    """Lock an open file or folder for as long as this process lives, whichever machine or container looks; None where
    the system has no such locks, the handle closed."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except ImportError:
        os.close(handle)
        return None
    except OSError:  # a file system without locks
        pass
    return handle
