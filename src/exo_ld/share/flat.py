"""Plain files of rows for kgx and causal: tab-separated and JSON lines, always the same bytes for the same rows."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

__all__ = ["jsonl", "put", "tsv"]


def put(folder: str, name: str, content: Iterable[bytes]) -> None:
    """Write the file ``name`` into ``folder``, which `export` makes and renames when it is whole. Raises OSError."""
    with open(os.path.join(folder, name), "wb") as file:
        file.writelines(content)


def tsv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterable[bytes]:
    """Rows as tab-separated text under a header; lists joined by ``|``, booleans true and false, nothing quoted (tabs
    become spaces)."""
    yield ("\t".join(columns) + "\n").encode()
    for row in rows:
        yield ("\t".join(_cell(row.get(column)) for column in columns) + "\n").encode()


def jsonl(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterable[bytes]:
    """Rows as one JSON object a line, in the order of the columns; what is empty is left out."""
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    for row in rows:
        kept = {column: row[column] for column in columns if row.get(column) not in (None, "", [])}
        yield (encode(kept) + "\n").encode()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return "|".join(map(_cell, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
