"""Files kept between two runs, in the user's cache folder. A cache that cannot be written is done without."""

from __future__ import annotations

import os

from .errors import DataError, OutputError
from .files import publish

__all__ = ["cache_path", "fingerprint", "keep"]


def cache_path(name: str) -> str | None:
    """Where the cached file ``name`` is or would be; None where caching is off (EXO_LD_CACHE set empty) or has no place."""
    base = os.environ.get("EXO_LD_CACHE")
    if base is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        base = os.path.join(home, "exo-ld") if os.path.isabs(home) else ""
    return os.path.join(base, name) if base else None


def fingerprint(paths: list[str], *parts: str) -> str:
    """A name for the state of some files: it changes with any file's name, size or time, and with ``parts``."""
    from hashlib import blake2b

    digest = blake2b("\0".join(parts).encode(), digest_size=16)
    for path in paths:
        try:
            state = os.stat(path)
        except OSError as error:
            raise DataError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from None
        digest.update(f"\0{os.path.abspath(path)}\0{state.st_size}\0{state.st_mtime_ns}".encode())
    return digest.hexdigest()


def keep(path: str | None, content: bytes) -> None:
    """Put ``content`` into the cache if it can be; what is older there of the same ending is cleared when it grows."""
    if not path:
        return
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _clear(os.path.dirname(path), os.path.splitext(path)[1])
        publish(path, content)
    except (OSError, OutputError):
        pass  # no place, full or read-only: the cache is a convenience only


def _clear(parent: str, ending: str, most: int = 200) -> None:
    files = [os.path.join(parent, name) for name in os.listdir(parent) if name.endswith(ending)]
    for old in sorted(files, key=os.path.getmtime)[: max(0, len(files) - (8 if ending in (".nq", ".names") else most))]:
        os.unlink(old)
