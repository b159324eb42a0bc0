"""The front page: what this is, its figures, and who studied what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .pages import Page, html
from .records import Records

__all__ = ["pages"]


def pages(records: Records) -> Iterator[Page]:
    """The front page."""

    def values() -> dict[str, Any]:
        return {"title": "What exosomes of mesenchymal stem cells do in diabetes, and on whose word"}

    yield html(records, "index.html", "index.html", values)
