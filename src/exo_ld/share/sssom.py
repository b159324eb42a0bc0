"""The mappings (https://mapping-commons.github.io/sssom/), the files of ontology/mappings as they stand."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from ..files import tree
from ..sources import folder as place

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["sssom"]


def sssom(reading: Reading, folder: str) -> None:
    """Copy the mapping sets of the knowledge base; those that it has not are the shipped ones of the model, and none of
    local terms."""
    own = os.path.join(place("ontology", reading.kb.root), "mappings")
    there = {os.path.basename(path): path for path in tree(own, (".sssom.tsv",))} if os.path.isdir(own) else {}
    for path in tree(place("ontology/mappings"), (".sssom.tsv",)):
        name, target = os.path.basename(path), os.path.join(folder, os.path.basename(path))
        if name in there or not name.startswith("local-terms"):
            shutil.copyfile(there.get(name, path), target)
        else:
            with open(path, encoding="utf-8") as shipped, open(target, "w", encoding="utf-8") as empty:
                empty.writelines(line for line in shipped if line.startswith(("#", "subject_id\t")))
