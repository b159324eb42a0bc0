"""`exo-ld fmt`: canonical Turtle for files and folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from ..errors import DataError
from ..files import publish, read_text, tree
from ..graph.turtle import format_text
from ..sources import folder, head_of
from .layout import Words, style

__all__ = ["format_files"]


def format_files(
    paths: Sequence[str] = (), *, check: bool = False, words: Words | None = None, root: str | None = None
) -> list[str]:
    """Bring Turtle files into the canonical form; the knowledge base's own where none are named.

    With ``check`` nothing is written. ``words`` are for the comments, by default those of the knowledge base below
    ``root``, which is the one in use if none is given.
    Returns the paths that were not in form. Raises DataError for a file that does not parse or would lose a comment,
    OutputError where it cannot be written back.
    """
    own = [folder("ontology", root), folder("shapes", root)]
    if root:  # without shapes of its own it has the shipped ones, which are not its to write
        own = [path for path in own if os.path.realpath(path).startswith(os.path.join(os.path.realpath(root), ""))]
    roots = list(paths) or own
    changed = []
    files = [file for root in roots for file in (tree(root, (".ttl",)) if os.path.isdir(root) else [root])]
    words = words or Words.of(root, memory=len(files) > 3, beside=files)
    for path in files:
        if not path.endswith(".ttl"):
            raise DataError(f"{path}: fmt is for Turtle files, whose names end in .ttl")
        text = read_text(path)
        formed = format_text(text, path, head_of(path), partial(style, words=words))
        if formed != text:
            changed.append(path)
            if not check:
                publish(path, formed)
    return changed
