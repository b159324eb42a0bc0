"""The index of names: what `gather` has read off a graph, and `find` searches.

It is held in memory where it was just gathered, and in SQLite where it was kept: a question looks up a few of its
hundred thousand entries, which is soon done, where to read all of them took longer than most answers.
"""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple, TypeVar

from .folding import bag, fold, squeezed, without_arm

__all__ = ["LABEL", "OTHER", "QUOTED", "SYNONYM", "Entity", "Index", "Name", "keys"]

LABEL, SYNONYM, OTHER, QUOTED = range(4)
_SYMBOLS = ("gene or gene product", "microRNA")  # their short names are words of other meanings too
_STEM = 6  # letters by which diabetic and diabetes, retinal and retina, are alike
_STEM_WEIGHT = 0.6


class Entity(NamedTuple):
    """A thing of the graph: ``claims`` is the number of claims in which it, or what its definition gathers, stands."""

    iri: str
    label: str
    kind: str
    claims: int


class Name(NamedTuple):
    """One name of the entity of this number; ``fit`` (0 to 1) says how far quoted words name it, 1 for all other
    names."""

    entity: int
    source: int
    text: str
    fit: float


class Index:
    """Names by what they fold to, and by the words in them."""

    entities: Sequence[Entity]
    names: Sequence[Name]
    belonging: Mapping[int, list[int]]
    members: Mapping[int, list[int]]
    exact: Mapping[str, list[int]]
    phrases: Mapping[str, Sequence[str]]
    postings: Mapping[str, list[int]]
    norms: Sequence[float]
    _numbers: Mapping[str, int] = {}
    _database: sqlite3.Connection | None = None

    def __init__(
        self,
        entities: list[Entity],
        names: Iterable[Name],
        classes: set[int],
        belonging: dict[int, list[int]] | None = None,
        members: dict[int, list[int]] | None = None,
    ) -> None:
        self.entities, self.belonging, self.members = entities, belonging or {}, members or {}
        self.names = list(dict.fromkeys(names))
        folded = [fold(name.text) for name in self.names]
        self.exact = _inverted(map(keys, folded))
        self.phrases = dict(self._meanings(folded, classes))  # known before words are counted
        vectors = [self.weighed(words) for words in folded]
        self.postings = _inverted(vectors)
        self.norms = [self.norm(vector) for vector in vectors]

    def _meanings(self, folded: list[tuple[str, ...]], classes: set[int]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What a phrase stands for in longer names: the words of the label whose most used thing it names."""
        best: dict[str, tuple[tuple[bool, int, int], tuple[str, ...]]] = {}
        labels = {name.entity: words for name, words in zip(self.names, folded, strict=True) if name.source == LABEL}
        for name, words in zip(self.names, folded, strict=True):
            entity = self.entities[name.entity]
            if name.entity not in classes or name.source == QUOTED or len(words) > 4 or entity.kind in _SYMBOLS:
                continue
            rank = (name.source == LABEL, entity.claims, -name.entity)
            if words and rank > best.get(" ".join(words), ((False, -1, 0), ()))[0]:
                best[" ".join(words)] = (rank, labels.get(name.entity, words))
        yield from ((phrase, words) for phrase, (_, words) in best.items() if phrase != " ".join(words))

    def meant(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words with every phrase that names something (MSC, type 1 diabetes) in the words of its label."""
        found: list[str] = []
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + 4), at, -1):
                meaning = self.phrases.get(" ".join(words[at:end]))
                if meaning:
                    found += meaning
                    break
            else:
                end = at + 1
                found.append(words[at])
            at = end
        return tuple(found)

    def weighed(self, words: tuple[str, ...]) -> dict[str, float]:
        """The words that count, with how much of each; beside each its beginning, by which kindred words are alike."""
        vector: dict[str, float] = {}
        for word in bag(self.meant(words)):
            vector[word] = 1.0
            stem = without_arm(word) if "." in word else word[:_STEM] if len(word) > _STEM else word
            vector["~" + stem] = _STEM_WEIGHT
        return vector

    def rarity(self, word: str) -> float:
        """How much a word tells (inverse document frequency)."""
        return math.log(1 + len(self.names) / (1 + len(self.postings.get(word, ()))))

    def norm(self, vector: dict[str, float]) -> float:
        """The length of a vector, each word counted by its rarity."""
        return math.sqrt(sum((weight * self.rarity(word)) ** 2 for word, weight in vector.items())) or 1.0

    def number(self, iri: str) -> int | None:
        """The number of the entity ``iri``."""
        if isinstance(self.entities, _Rows):
            return self.entities.of("iri", iri)
        if not self._numbers:
            self._numbers = {entity.iri: number for number, entity in enumerate(self.entities)}
        return self._numbers.get(iri)

    def dump(self) -> bytes:
        """The index as an SQLite database."""
        if self._database:
            return self._database.serialize()
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(_TABLES)
            for table, rows in (("entities", self.entities), ("names", self.names)):
                marks = ", ".join("?" * (1 + len(rows[0]))) if rows else "NULL"
                database.executemany(f"INSERT INTO {table} VALUES ({marks})", ((n, *row) for n, row in enumerate(rows)))
            for table in _LISTS:
                pairs = (
                    (key, json.dumps(value, ensure_ascii=False)) for key, value in sorted(getattr(self, table).items())
                )
                database.executemany(f"INSERT INTO {table} VALUES (?, ?)", pairs)
            database.execute("INSERT INTO norms VALUES (?)", (array("d", self.norms).tobytes(),))
            database.commit()
            return database.serialize()

    def __reduce__(self) -> tuple[Callable[[bytes], Index], tuple[bytes]]:
        """How it is handed to another process."""
        return Index.restore, (self.dump(),)

    @classmethod
    def restore(cls, content: bytes) -> Index:
        """The index that `dump` wrote. Raises ValueError where it is none."""
        index = cls.__new__(cls)
        # One that is read only may be asked by several threads, one after the other (SQLite's serialized mode).
        index._database = database = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            database.deserialize(content)
            index.entities, index.names = _Rows(database, "entities", Entity), _Rows(database, "names", Name)
            index.norms = array("d", database.execute("SELECT lengths FROM norms").fetchone()[0])
        except (sqlite3.Error, TypeError, ValueError, MemoryError) as error:  # the last for no bytes at all
            raise ValueError(f"no index of names: {error}") from None
        index.belonging, index.members = _Lists(database, "belonging"), _Lists(database, "members")
        index.exact, index.postings = _Lists(database, "exact"), _Lists(database, "postings")
        index.phrases = _Lists(database, "phrases")
        return index


_LISTS = ("belonging", "members", "exact", "postings", "phrases")
_TABLES = """
CREATE TABLE entities (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, kind TEXT, claims INTEGER);
CREATE TABLE names (number INTEGER PRIMARY KEY, entity INTEGER, source INTEGER, text TEXT, fit REAL);
CREATE TABLE norms (lengths BLOB);
""" + "".join(f"CREATE TABLE {name} (key PRIMARY KEY, value TEXT) WITHOUT ROWID;\n" for name in _LISTS)

_Row = TypeVar("_Row")


class _Rows(Sequence[_Row]):
    """The rows of a table, in their order."""

    def __init__(self, database: sqlite3.Connection, table: str, make: Callable[..., _Row]) -> None:
        self._database, self._table, self._make = database, table, make
        self._length = int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, number: Any) -> Any:
        found = self._database.execute(f"SELECT * FROM {self._table} WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise IndexError(number)
        return self._make(*found[1:])

    def __iter__(self) -> Iterator[_Row]:
        for row in self._database.execute(f"SELECT * FROM {self._table} ORDER BY number"):
            yield self._make(*row[1:])

    def of(self, column: str, value: str) -> int | None:
        """The number of the row that has ``value`` in a column."""
        found = self._database.execute(f"SELECT number FROM {self._table} WHERE {column} = ?", (value,)).fetchone()
        return found and int(found[0])


class _Lists(Mapping[Any, Any]):
    """A table of lists by their key, a text or a number."""

    def __init__(self, database: sqlite3.Connection, table: str) -> None:
        self._database, self._table = database, table

    def __len__(self) -> int:
        return int(self._database.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])

    def __getitem__(self, key: Any) -> Any:
        found = self._database.execute(f"SELECT value FROM {self._table} WHERE key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        return json.loads(found[0])

    def __iter__(self) -> Iterator[Any]:
        return (key for (key,) in self._database.execute(f"SELECT key FROM {self._table} ORDER BY key"))


def _inverted(lists: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Under each item of some lists the numbers of the lists that have it."""
    found: dict[str, list[int]] = {}
    for number, items in enumerate(lists):
        for item in items:
            found.setdefault(item, []).append(number)
    return found


def keys(words: tuple[str, ...]) -> tuple[str, str, str]:
    """What two names have in common that are the same: words in order; words in any order; letters run together."""
    return " ".join(words), "{" + " ".join(bag(words)), "=" + squeezed(words)
