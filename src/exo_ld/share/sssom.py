"""The mappings (https://mapping-commons.github.io/sssom/), the files of ontology/mappings as they stand."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from ..files import tree
from ..sources import folder as place

if TYPE_CHECKING:
    from .claims import Reading

__all__ = ["sssom"]


def sssom(reading: Reading, folder: str) -> None:
    """Copy the mapping sets of the knowledge base. Raises DataError where it has none."""
    for path in tree(place("ontology/mappings", reading.kb.root), (".sssom.tsv",)):
        shutil.copyfile(path, os.path.join(folder, os.path.basename(path)))
