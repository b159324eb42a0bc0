"""The whole site: all pages of all makers, one by its path, or written to a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import DataError, OutputError, UsageError
from ..files import unfinished
from . import about, front, matrix, mechanisms, search, static, tables, things, workbench
from .pages import Page
from .records import Records

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["MAKERS", "Site"]

Maker = Callable[[Records], Iterable[Page]]
# Each gives pages of its own; none may give a path that another has.
MAKERS: tuple[Maker, ...] = (
    static.pages,
    front.pages,
    matrix.pages,
    tables.pages,
    things.pages,
    about.pages,
    mechanisms.pages,
    search.pages,
    workbench.pages,
)
_STEP = 2000  # pages after which progress is told


class Site:
    """The pages of a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.records = Records(kb)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by path, none made yet. Raises DataError where two makers give the same path."""
        found: dict[str, Page] = {}
        for maker in MAKERS:
            for page in maker(self.records):
                if page.path in found:
                    raise DataError(f"two pages of the site are at {page.path}; name one of them otherwise")
                found[page.path] = page
        self.records.paths = frozenset(found)
        return found

    def page(self, path: str) -> bytes | None:
        """The bytes of one page; None where there is none at this path."""
        found = self.pages.get(path)
        return found.make() if found else None

    def lost(self, path: str) -> bytes:
        """What is shown where there is no page at a path."""
        return about.lost(self.records, path)

    def write(self, folder: str, tell: Callable[[int, int], None]) -> int:
        """Write all pages to a folder that is not there yet or empty, whole or not at all; how many.

        ``tell`` is told how many are written, of how many. Raises UsageError, OutputError.
        """
        if os.path.lexists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
            raise UsageError(f"{folder}: is there already; name a new or empty folder, or delete it first")
        try:
            above = os.path.dirname(os.path.abspath(folder))
            os.makedirs(above, exist_ok=True)
            with unfinished(above) as temporary:
                made = os.path.join(temporary, "site")
                self._write(made, tell)
                if os.path.isdir(folder):
                    os.rmdir(folder)
                shutil.move(made, folder)
        except OSError as error:
            raise OutputError(
                f"{folder}: cannot be written ({error.strerror or error}); choose a place with room and permission"
            ) from None
        return len(self.pages)

    def _write(self, folder: str, tell: Callable[[int, int], None]) -> None:
        os.mkdir(folder)
        made = {""}
        for number, page in enumerate(self.pages.values()):
            if number % _STEP == 0:
                tell(number, len(self.pages))
            parent = os.path.dirname(page.path)
            if parent not in made:
                os.makedirs(os.path.join(folder, parent), exist_ok=True)
                made.add(parent)
            with open(os.path.join(folder, page.path), "wb") as file:
                file.write(page.make())
        tell(len(self.pages), len(self.pages))
