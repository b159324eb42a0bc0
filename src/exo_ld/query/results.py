"""Rows of an answer, and how they are written: table, csv, tsv, json, jsonl, srj (SPARQL Results JSON).

Every engine's answer comes as a Stream of rows; a Table is a Stream read to its end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from ..errors import UsageError, quoted
from ..files import publish
from ..prefixes import EXOD
from .notebook import table_html
from .terminal import heading, table_lines
from .values import Row, Value, Values, as_rows

__all__ = ["FORMATS", "Graph", "Stream", "Table"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "srj", "ttl")
_SHOWN, _WIDE = 20, 120  # rows and characters of a table that is only looked at
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = re.compile("[+-]?[0-9]+")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')  # as it is, in Turtle: a server may send it all the same


class Table:
    """The rows of a SELECT (or ASK, as one column ``answer``).

    ``columns`` are the variables' names in order; ``cells`` one tuple a row, of Value or None where unbound;
    ``repeats`` names the columns that a person's table leaves out, since its column ``sentence`` says them.
    """

    def __init__(self, columns: list[str], cells: list[Row]) -> None:
        self.columns, self.cells, self.ask = columns, cells, False
        self.repeats: frozenset[str] = frozenset()

    @classmethod
    def from_srj(cls, data: bytes | str) -> Table:
        """Read SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
        return Stream.of(ox.parse_query_results(data, ox.QueryResultsFormat.JSON)).table()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict a row, column to Python value; what is unbound is left out."""
        return [_named(self.columns, row) for row in self.cells]

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __getitem__(self, row: int) -> dict[str, Any]:
        return self.rows[row]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame. Raises UsageError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise UsageError("to_pandas needs pandas: pip install pandas") from None
        return pandas.DataFrame(self.rows, columns=self.columns)

    def to_csv(self, path: str) -> None:
        """Write the rows as CSV to ``path``, whole or not at all. Raises OutputError."""
        publish(str(path), self.text("csv"))

    def __repr__(self) -> str:
        """The first rows as a table for people."""
        rest = f"... {len(self) - _SHOWN:,} more rows" if len(self) > _SHOWN else ""
        return self._head().text("table", _WIDE) + rest

    def _repr_html_(self) -> str:
        """The first rows as HTML, for a notebook."""
        first = self._head()
        places = first.places()
        rows = ([(self.cell(row, at), self._named(row, at)) for at in places] for row in first.cells)
        note = f"{len(self):,} rows" + (f"; the first {_SHOWN} are shown" if len(self) > _SHOWN else "")
        return table_html([heading(self.columns[at]) for at in places], rows, note)

    def _named(self, row: Row, at: int) -> str:
        """The IRI of what a label names, or of the cell itself."""
        name = self.columns[at].removesuffix("Label")
        found = row[self.columns.index(name)] if name in self.columns else row[at]
        return found.text if found and found.kind == "uri" else ""

    def _head(self) -> Table:
        first = Table(self.columns, self.cells[:_SHOWN])
        first.repeats = self.repeats
        return first

    def places(self, ids: bool = False) -> list[int]:
        """The places of the columns for a person, the sentence first.

        Left out without ``ids``: an IRI with a label beside it, an individual of ours (opaque names), and what the
        sentence says.
        """
        chosen = [
            at
            for at, name in enumerate(self.columns)
            if ids or not (f"{name}Label" in self.columns or name in self.repeats)
        ]
        chosen = [at for at in chosen if ids or not self._opaque(at)] or chosen or list(range(len(self.columns)))
        return sorted(chosen, key=lambda at: not re.match("sentence|.*Sentence$", self.columns[at]))

    def cell(self, row: Row, at: int) -> str:
        """A cell as a person reads it; where a thing has no label, its name."""
        name = self.columns[at].removesuffix("Label")
        found = row[at] or (row[self.columns.index(name)] if name in self.columns else None)
        return found.readable if found else ""

    def _opaque(self, at: int) -> bool:
        values = [row[at] for row in self.cells if row[at] is not None]
        return bool(values) and all(
            cell is not None and cell.kind == "uri" and cell.text.startswith(EXOD) for cell in values
        )

    def text(self, form: str, width: int | None = None, *, ids: bool = False) -> str:
        """The whole answer in the format ``form``. Raises UsageError.

        ``width`` (columns of a terminal) and ``ids`` (identifiers beside labels) are for a table.
        """
        return "".join(self.chunks(form, width, ids=ids))

    def chunks(self, form: str, width: int | None = None, *, ids: bool = False, colour: bool = False) -> Iterator[str]:
        """The answer in the format ``form``, piece by piece."""
        if form == "table":
            places = self.places(ids)
            names = [self.columns[at] if ids else heading(self.columns[at]) for at in places]
            rows = [
                [(cell.readable if (cell := row[at]) else "") if ids else self.cell(row, at) for at in places]
                for row in self.cells
            ]
            yield from (line + "\n" for line in table_lines(names, rows, width, colour=colour))
        elif form == "csv":
            yield from _csv(self.columns, self.cells)
        elif form == "tsv":
            yield from _tsv(self.columns, self.cells)
        elif form == "json":
            dumps = json.JSONEncoder(ensure_ascii=False).encode
            body = ",\n ".join(dumps(row) for row in self.rows)
            yield f"[{body}]\n"
        elif form == "jsonl":
            yield from _jsonl(self.columns, self.cells)
        elif form == "srj":
            yield json.dumps(self.srj(), ensure_ascii=False) + "\n"
        elif form == "ttl":
            raise UsageError(
                "format ttl is for CONSTRUCT and DESCRIBE; this query answers with rows: "
                "use table, csv, tsv, json, jsonl or srj"
            )
        else:
            raise UsageError(f"no format {quoted(form)}; use one of {', '.join(FORMATS)}")

    def srj(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON, as a document."""
        if self.ask:
            return {"head": {}, "boolean": self.rows == [{"answer": True}]}
        bindings = []
        for row in self.cells:
            binding = {}
            for name, cell in zip(self.columns, row, strict=True):
                if cell is not None:
                    binding[name] = _srj(cell)
            bindings.append(binding)
        return {"head": {"vars": self.columns}, "results": {"bindings": bindings}}


class Stream:
    """The rows of an answer as they come, to be read once: ``columns`` and an iterator ``cells`` as Table has them.

    csv, tsv and jsonl are written row by row, so that memory does not grow with the answer; the others need all rows
    first.
    """

    def __init__(self, columns: list[str], cells: Iterator[Row], ask: bool = False) -> None:
        self.columns, self.cells, self.ask = columns, cells, ask

    @classmethod
    def of(cls, results: Any) -> Stream:
        """The rows of pyoxigraph's QuerySolutions or QueryBoolean."""
        if isinstance(results, ox.QueryBoolean):
            return cls(["answer"], iter([(Value("literal", str(bool(results)).lower(), _XSD + "boolean"),)]), ask=True)
        return cls([variable.value for variable in results.variables], as_rows(results))

    def first(self, most: int | None) -> Stream:
        """The first ``most`` rows (None: all); no more of the answer is read."""
        return self if most is None else Stream(self.columns, islice(self.cells, max(0, most)), self.ask)

    def table(self) -> Table:
        """All rows that are left, as a Table."""
        table = Table(self.columns, list(self.cells))
        table.ask = self.ask
        return table

    def chunks(self, form: str, width: int | None = None, *, ids: bool = False, colour: bool = False) -> Iterator[str]:
        """The answer in the format ``form``, piece by piece. Raises UsageError as Table.chunks does."""
        write = {"csv": _csv, "tsv": _tsv, "jsonl": _jsonl}.get(form)
        return write(self.columns, self.cells) if write else self.table().chunks(form, width, ids=ids, colour=colour)


class Graph:
    """The triples of a CONSTRUCT or DESCRIBE, as N-Triples bytes."""

    def __init__(self, ntriples: bytes) -> None:
        self.ntriples = ntriples

    def __repr__(self) -> str:
        """The triples as Turtle, from the beginning."""
        text = self.text()
        return text if len(text) <= 2000 else text[:2000].rpartition("\n")[0] + f"\n... {len(self):,} triples in all"

    def chunks(self, form: str, width: int | None = None, *, ids: bool = False, colour: bool = False) -> Iterator[str]:
        """The triples as Turtle (``ttl``, or ``table`` for a terminal). Raises UsageError for a format of rows."""
        if form not in ("ttl", "table"):
            raise UsageError(f"this query answers with triples, which {form} cannot hold: use --format ttl")
        from ..graph.turtle import serialize

        yield serialize(quad.triple for quad in ox.parse(self.ntriples, format=ox.RdfFormat.N_TRIPLES))

    def text(self, form: str = "ttl", width: int | None = None) -> str:
        """The triples as Turtle."""
        return "".join(self.chunks(form, width))

    def __len__(self) -> int:
        return self.ntriples.count(b"\n")


def _srj(cell: Value) -> dict[str, Any]:
    """A value as SPARQL 1.2 Query Results JSON has it (https://www.w3.org/TR/sparql12-results-json/)."""
    if cell.kind == "triple":
        (quad,) = ox.parse(f"<a:a> <a:a> {cell.text} .", format=ox.RdfFormat.N_TRIPLES)
        parts = zip(("subject", "predicate", "object"), quad.object, strict=True)
        of = Values().__getitem__
        return {"type": "triple", "value": {name: _srj(of(part)) for name, part in parts}}  # type: ignore[arg-type]
    extra = {"datatype": cell.datatype} if cell.datatype else {}
    if cell.language:
        extra = {"xml:lang": cell.language, **({"its:dir": cell.direction} if cell.direction else {})}
    return {"type": cell.kind, "value": cell.text, **extra}


def _named(columns: list[str], row: Row) -> dict[str, Any]:
    return {name: cell.python for name, cell in zip(columns, row, strict=True) if cell is not None}


def _jsonl(columns: list[str], cells: Iterable[Row]) -> Iterator[str]:
    dumps = json.JSONEncoder(ensure_ascii=False).encode
    for row in cells:
        yield dumps(_named(columns, row)) + "\n"


def _csv(columns: list[str], cells: Iterable[Row]) -> Iterator[str]:
    # RFC 4180, as SPARQL 1.1 CSV asks: plain values, CRLF line ends.
    yield ",".join(columns) + "\r\n"
    for row in cells:
        yield (
            ",".join(_quoted(("_:" if cell.kind == "bnode" else "") + cell.text) if cell else "" for cell in row)
            + "\r\n"
        )


def _tsv(columns: list[str], cells: Iterable[Row]) -> Iterator[str]:
    # SPARQL 1.1 TSV: terms in Turtle form.
    yield "\t".join("?" + name for name in columns) + "\n"
    for row in cells:
        yield "\t".join(_turtle(cell) if cell else "" for cell in row) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def _iri(text: str) -> str:
    escaped = _NOT_IN_IRI.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
    return f"<{escaped}>"


def _turtle(cell: Value) -> str:
    if cell.kind == "uri":
        return _iri(cell.text)
    if cell.kind == "bnode":
        return f"_:{cell.text}"
    if cell.kind == "triple":
        return cell.text
    if cell.datatype == _XSD + "integer" and _WHOLE.fullmatch(cell.text):
        return cell.text
    escaped = (
        cell.text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
    )
    return f'"{escaped}"' + (
        f"@{cell.language}{'--' if cell.direction else ''}{cell.direction}"
        if cell.language
        else f"^^{_iri(cell.datatype)}"
        if cell.datatype and cell.datatype != _XSD + "string"
        else ""
    )
