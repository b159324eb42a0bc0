"""Things that are built once and kept in a folder of the user's own.

An entry is a file or a folder under a name that changes whenever the content of what it is built from does. It is
built beside its place (`files.unfinished`) and then renamed, so it is there whole or not at all, whoever else builds
the same, is killed, or has no room left; it is never written again. A folder that belongs to another user, or that
others may write, is not trusted: then everything is done without a cache.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b

from .errors import DataError, OutputError
from .files import unfinished

__all__ = ["drop", "fingerprint", "kept", "place", "sealed", "unsealed"]

_ENTRY = re.compile(r"[0-9a-f]{32}\.[a-z]+")  # our own names: nothing else is ever deleted
_MOST = 6  # entries of a kind that are left when another is built
_SEAL = b"# whole, CRC-32 %08x\n"  # the last line of a file that was kept; to N-Quads a comment


def place() -> str | None:
    """The cache folder; None where caching is off (EXO_LD_CACHE set empty) or there is no place for it. Whether it is
    the user's own, `kept` looks."""
    folder = os.environ.get("EXO_LD_CACHE")
    if folder is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        folder = os.path.join(home, "exo-ld") if os.path.isabs(home) else ""
    return folder or None


def fingerprint(paths: list[str], *parts: str) -> str:
    """A name for the content of some files: it changes with any file's name or bytes, and with ``parts``. Raises
    DataError where one cannot be read."""
    digest = blake2b("\0".join(parts).encode(), digest_size=16)
    for path in paths:
        try:
            state = os.stat(path)
            told = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            # What is no file may be read once only, or without end.
            content = _content(path, *told) if stat.S_ISREG(state.st_mode) else repr(told)
        except OSError as error:
            raise DataError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from None
        digest.update(f"\0{os.path.abspath(path)}\0{content}".encode(errors="surrogateescape"))
    return digest.hexdigest()


@lru_cache(maxsize=1 << 12)  # a command may ask for a file's content for several entries
def _content(path: str, *_: int) -> str:
    digest = blake2b(digest_size=16)
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def sealed(content: bytes) -> bytes:
    """``content`` with a last line by which `unsealed` knows that it is whole."""
    return content + _SEAL % zlib.crc32(content)


def unsealed(path: str) -> bytes | None:
    """The content of a file that `kept` gave and `sealed` made; None, and the file gone, where it is not as it was
    written."""
    try:
        with open(path, "rb") as file:
            whole = file.read()
    except OSError:
        return None
    end = len(whole) - len(_SEAL % 0)
    content = whole[: max(0, end)]
    if end >= 0 and whole[end:] == _SEAL % zlib.crc32(content):
        return content
    drop(path)
    return None


def kept(name: str, build: Callable[[str], None]) -> str | None:
    """The path of the entry ``name``, built first where it is not there; None where it can neither be found nor kept.

    Args:
        name: what `fingerprint` gives, a dot, and the kind of entry in small letters.
        build: writes the entry, a file or a folder, to the path that it is given. What it raises of its own is raised.
    """
    folder = place()
    if not folder:
        return None
    path = os.path.join(folder, name)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _of_the_user_alone(os.path.realpath(folder)):
            return None
        if os.path.lexists(path):
            if not _ours(path):
                return None
            os.utime(path)  # it is in use
            return path
    except OSError:
        return None
    try:
        with unfinished(folder) as scratch:
            built = os.path.join(scratch, name)
            build(built)
            os.chmod(built, 0o700 if os.path.isdir(built) else 0o600)  # whatever the umask
            _make_room(folder, name.rpartition(".")[2])
            os.rename(built, path)
    except (OSError, OutputError):  # no room, or another process was quicker
        return path if os.path.exists(path) and _ours(path) else None
    return path


def drop(path: str) -> None:
    """Take an entry away that turned out to be damaged."""
    if _ENTRY.fullmatch(os.path.basename(path)):
        _remove(path)


def _ours(path: str) -> bool:
    """Whether a file or folder, no link, belongs to this user and nobody else may write to it."""
    if not hasattr(os, "geteuid"):  # Windows: its profile folders are the user's own
        return True
    state = os.lstat(path)
    return not stat.S_ISLNK(state.st_mode) and state.st_uid == os.geteuid() and not state.st_mode & 0o022


def _of_the_user_alone(folder: str) -> bool:
    """Whether a folder is the user's own, and nobody can put another one in its place: no folder above it may be
    written by everybody, unless they may only move what is theirs (the sticky bit, as /tmp has it)."""
    above = folder
    while _ours(folder) and hasattr(os, "geteuid"):
        if (parent := os.path.dirname(above)) == above:
            return True
        above, mode = parent, os.stat(parent).st_mode
        if mode & 0o002 and not mode & stat.S_ISVTX:
            return False
    return _ours(folder)


def _make_room(folder: str, kind: str) -> None:
    """Take away what was not used for longest."""
    entries = [
        (entry.stat(follow_symlinks=False).st_mtime, entry.path)
        for entry in os.scandir(folder)
        if _ENTRY.fullmatch(entry.name) and entry.name.endswith("." + kind)
    ]
    for _, path in sorted(entries)[: max(0, len(entries) - _MOST + 1)]:
        _remove(path)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # another process was quicker, or it cannot be cleared
            os.unlink(path)
