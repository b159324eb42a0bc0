"""Files read and written, each in one way and with one clear line where it cannot be done."""

from __future__ import annotations

import os

from .errors import DataError, OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself is left out: a cold start pays for every import
    from collections.abc import Iterable

__all__ = ["RDF_ENDINGS", "publish", "publish_all", "read", "read_text", "tree"]

RDF_ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl", ".xml")


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


def publish(path: str, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then rename.

    ``content`` may come in pieces, each written as it comes. A link is followed; what is no ordinary file
    (/dev/null, a pipe) is written to, never replaced. Raises OutputError, and what ``content`` raises.
    """
    if isinstance(content, str):
        content = content.encode()
    try:
        _write(os.path.realpath(path), [content] if isinstance(content, bytes) else content)
    except OSError as error:
        raise _refusal(path, error) from None


def publish_all(folder: str, texts: dict[str, str]) -> list[str]:
    """Write texts to files by their names below ``folder``, which is made where it is missing; the paths. Raises OutputError."""
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
    return OutputError(f"{path}: cannot be written ({error.strerror or error}); choose a place with room and permission")


def _write(path: str, pieces: Iterable[bytes]) -> None:
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            device.writelines(pieces)
        return
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".exo-ld-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
