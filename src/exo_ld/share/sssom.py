"""The mappings (https://mapping-commons.github.io/sssom/), the files of ontology/mappings as they stand."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from ..files import tree
from ..sources import folder as place

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["sssom"]


def sssom(kb: KnowledgeBase, folder: str) -> None:
    """Copy the mapping sets of ``kb``. Raises DataError where it has none."""
    for path in tree(place("ontology/mappings", kb.root), (".sssom.tsv",)):
        shutil.copyfile(path, os.path.join(folder, os.path.basename(path)))
