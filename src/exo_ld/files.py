"""Files read and written, each in one way and with one clear line where it cannot be done."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import DataError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "RDF_ENDINGS", "Digest", "is_rdf", "no_file", "publish", "publish_all", "read", "read_text", "staged", "tree",
    "unread",
]  # fmt: skip

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
    led_to = os.path.realpath(path).startswith(_NO_FILES) and not named.startswith(_NO_FILES)
    return led_to or not os.path.isfile(path)


def read(path: str) -> bytes:
    """A file's bytes. Raises DataError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from None


def read_text(path: str) -> str:
    """A file's text. Raises DataError where it cannot be read or is not UTF-8."""
    try:
        return read(path).decode("utf-8-sig")  # a byte order mark is no part of the text
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None


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
        temporary = _beside(real, content)
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
        raise DataError(f"{error.filename}: cannot be read ({error.strerror}); check the path and its permissions")

    walk = os.walk(path, onerror=refuse)
    found = [os.path.join(parent, name) for parent, _, names in walk for name in names if name.endswith(endings)]
    if not found:
        raise DataError(f"{path}: no RDF file in this folder ({', '.join(endings)}); name a folder that holds facts")
    return sorted(found)


def _refusal(path: str, error: OSError) -> OutputError:
    return OutputError(
        f"{path}: cannot be written ({error.strerror or error}); choose a place with room and permission"
    )


def _beside(path: str, pieces: Iterable[bytes]) -> str:
    """The name of a new file with ``pieces`` in the folder of ``path``."""
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".exo-ld-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
        umask = os.umask(0)
        os.umask(umask)
        # What takes a file's place is as private as that was.
        os.chmod(temporary, os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~umask)
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary
