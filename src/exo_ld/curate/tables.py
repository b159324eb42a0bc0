"""Reference tables: one TSV a vocabulary with its terms, as the field's own releases have them.

The columns are curie, label, obsolete, replaced_by, parents, exact_synonyms; SOURCES.md beside the tables records
version and licence of each.
"""

from __future__ import annotations

import csv
import os
from typing import NamedTuple

from ..errors import DataError
from .ontologies import COLUMNS as _COLUMNS
from .ontologies import as_tables

__all__ = ["WEB", "Row", "Tables", "space"]

# The vocabularies of the web whose terms stand together in one table.
WEB = frozenset("rdf rdfs owl skos dcterms prov bibo cito fabio foaf dcat sh vann void schema".split())
# Which table knows a prefix, where their names differ.
_OTHER = {"unit": "qudt", "quantitykind": "qudt"}


class Row(NamedTuple):
    """One term of a reference table."""

    curie: str
    label: str
    obsolete: bool
    replaced_by: str
    parents: tuple[str, ...]
    synonyms: tuple[str, ...]


class Origin(NamedTuple):
    """What SOURCES.md records of a table: the version of the vocabulary, and its licence. Empty where nothing is
    recorded."""

    version: str
    licence: str


def space(curie: str) -> str:
    """The prefix of a CURIE: the identifier space that the term belongs to."""
    return curie.partition(":")[0]


class Tables:
    """The reference tables of the folder ``path``, each read at its first use; ontologies in OBO and OWL become tables.

    Raises DataError where there are none, and at the first use of a damaged one.
    """

    def __init__(self, path: str) -> None:
        self.path = as_tables(path) if os.path.isdir(path) else path
        self._read: dict[str, dict[str, Row] | None] = {}
        if not os.path.isdir(path) or not any(name.endswith(".tsv") for name in os.listdir(self.path)):
            raise DataError(
                f"{path}: no reference tables here; name the folder that holds mondo.tsv, cl.owl, hp.obo and the like"
            )

    @staticmethod
    def name(prefix: str) -> str:
        """The name of the table for a prefix."""
        return "web" if prefix in WEB else _OTHER.get(prefix, prefix.lower())

    def row(self, curie: str) -> Row | None:
        """The row of ``curie`` (in our spelling of its prefix), or None."""
        rows = self.rows(self.name(space(curie)))
        return rows.get("HGNC:" + curie[5:] if curie.startswith("hgnc:") else curie) if rows else None

    def rows(self, name: str) -> dict[str, Row] | None:
        """All rows of a table by CURIE, or None where there is no such table. Raises DataError for a damaged one."""
        if name not in self._read:
            path = os.path.join(self.path, name + ".tsv")
            self._read[name] = _load(path) if os.path.exists(path) else None
        return self._read[name]

    def need(self, name: str, why: str) -> dict[str, Row]:
        """All rows of a table that must be there; ``why`` says what needs it. Raises DataError where it is not."""
        rows = self.rows(name)
        if rows is None:
            raise DataError(f"{os.path.join(self.path, name + '.tsv')}: no such table, but {why}; fetch it")
        return rows

    def origin(self, name: str) -> Origin:
        """Version and licence of a table, as SOURCES.md beside it records them."""
        try:
            with open(os.path.join(self.path, "SOURCES.md"), encoding="utf-8") as file:
                for line in file:
                    cells = [cell.strip() for cell in line.split("|")]
                    if len(cells) > 5 and cells[1] == name + ".tsv":
                        return Origin(cells[3], cells[4])
        except (OSError, UnicodeDecodeError):
            pass
        return Origin("", "")


def _load(path: str) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    try:
        with open(path, encoding="utf-8", newline="") as file:
            line = ""
            reader = csv.reader((line := text for text in file), delimiter="\t", quoting=csv.QUOTE_NONE)
            if next(reader, []) != _COLUMNS:
                raise DataError(
                    f"{path}:1: not a reference table (its first line is not the six column names); fetch it anew"
                )
            for cells in reader:
                if len(cells) != len(_COLUMNS):
                    raise DataError(
                        f"{path}:{reader.line_num}: {len(cells)} columns where six are due; fetch the table anew"
                    )
                curie, label, obsolete, replaced_by, parents, synonyms = cells
                rows[curie] = Row(curie, label, obsolete == "1", replaced_by, _split(parents), _split(synonyms))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read ({error}); fetch the table anew") from None
    if not rows or not line.endswith("\n"):
        raise DataError(f"{path}:{len(rows) + 1}: the table is cut off here; fetch it anew")
    return rows


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
