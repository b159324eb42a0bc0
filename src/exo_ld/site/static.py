"""The files that are the same for every knowledge base: style sheet, scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from .pages import Page
from .records import Records

__all__ = ["pages"]


def pages(_: Records) -> Iterator[Page]:
    """All files of the folder assets/."""
    folder = files("exo_ld.site") / "assets"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_file():
            yield Page(f"assets/{file.name}", partial(bytes, file.read_bytes()))
    yield Page(".nojekyll", bytes)
