"""The user's copies of texts: the words of a passage, and the passage of some words. No word of them is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ..errors import DataError
from ..files import read_text
from ..prefixes import EXOD
from ..query.kb import KnowledgeBase
from ..query.results import Table
from .textchecks import stands_in

__all__ = ["Copies"]


class Copies:
    """Some texts that ``kb`` has passages of, each known by its digest.

    Raises DataError for a file that cannot be read, or that is the text of nothing there.
    """

    def __init__(self, kb: KnowledgeBase, paths: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        for path in paths:
            text = read_text(path)
            digest = hashlib.sha256(text.encode()).hexdigest()
            found = kb.sparql(f"""SELECT ?first ?start ?end {{
              ?of exld:sha256 "{digest}" ; exld:hasSection/exld:hasPassage ?first .
              ?first exld:continuedBy* ?p . ?p exld:start ?start ; exld:end ?end
            }} ORDER BY ?first STRLEN(STR(?p)) STR(?p)""")
            rows = found.rows if isinstance(found, Table) else []
            if not rows:
                raise DataError(
                    f"{path}: no passages of this text are here; exo-ld passages mints them, --data names their place"
                )
            for row in rows:
                part = text[int(str(row["start"])) : int(str(row["end"]))]
                first = str(row["first"])
                self._words[first] = f"{self._words[first]}\n{part}" if first in self._words else part

    @property
    def passages(self) -> Mapping[str, str]:
        """The words of all passages, by IRI."""
        return self._words

    def words(self, passage: str) -> str | None:
        """The words of a passage (an IRI); None where no copy has it."""
        return self._words.get(passage)

    def named(self, name: str) -> list[tuple[str, str]]:
        """The passages that ``name`` (the end of the IRI of a passage or section) names, with their words, in order."""
        passages = [(p, words) for p, words in self._words.items() if p.removeprefix(EXOD + "passage-") == name]
        passages = passages or [(p, words) for p, words in self._words.items() if p.endswith(f"-{name}")]
        return passages or [(p, w) for p, w in self._words.items() if f"-{name}-" in p.replace("/passage-", "/-")]

    def holding(self, words: str, passages: str = "") -> list[str]:
        """The passages, of those whose IRI begins so, in which some words stand."""
        return [p for p, text in self._words.items() if p.startswith(passages) and stands_in(words, text)]
