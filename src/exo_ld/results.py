"""Rows of an answer, and how they are written: table, csv, tsv, json, jsonl, srj (SPARQL Results JSON).

An answer is kept as SPARQL Results JSON, the one form that every engine speaks; all else is made from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

from .errors import OutputError, UsageError

__all__ = ["FORMATS", "Graph", "Table", "Value"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "srj", "ttl")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {_XSD + name for name in (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
    "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "gYear",
)}  # fmt: skip
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}


class Value(NamedTuple):
    """One bound value: ``kind`` is uri, literal or bnode; ``datatype`` and ``language`` are empty where there is none."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""

    @property
    def python(self) -> Any:
        """The value as Python and JSON have it: numbers as numbers, booleans as booleans, all else as text."""
        try:
            if self.datatype in _INTEGERS:
                return int(self.text)
            if self.datatype in _NUMBERS:
                number = float(self.text)
                if not isfinite(number):
                    return self.text  # JSON has no NaN and no INF
                return int(number) if number.is_integer() and abs(number) < 1e15 else number
        except ValueError:
            return self.text
        if self.datatype == _XSD + "boolean":
            return self.text in ("true", "1")
        return self.text


class Table:
    """The rows of a SELECT (or ASK, as one column ``answer``).

    ``columns`` are the variables' names in order; ``cells`` one tuple a row, of Value or None where unbound.
    """

    def __init__(self, columns: list[str], cells: list[tuple[Value | None, ...]]) -> None:
        self.columns, self.cells, self.ask = columns, cells, False

    @classmethod
    def from_srj(cls, data: bytes | str) -> Table:
        """Read SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
        document = json.loads(data)
        if "boolean" in document:
            table = cls(["answer"], [(Value("literal", str(document["boolean"]).lower(), _XSD + "boolean"),)])
            table.ask = True
            return table
        columns = document["head"]["vars"]
        rows = document["results"]["bindings"]
        return cls(columns, [tuple(_value(row[name]) if name in row else None for name in columns) for row in rows])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict a row, column to Python value; what is unbound is left out."""
        return [{name: cell.python for name, cell in zip(self.columns, row, strict=True) if cell is not None} for row in self.cells]

    def __len__(self) -> int:
        return len(self.cells)

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame. Raises UsageError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise UsageError("to_pandas needs pandas: pip install 'exo-ld[pandas]'") from None
        return pandas.DataFrame(self.rows, columns=self.columns)

    def to_csv(self, path: str) -> None:
        """Write the rows as CSV to ``path``, whole or not at all. Raises OutputError."""
        from .data import publish

        try:
            publish(str(path), self.text("csv").encode())
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); choose a place with room and permission") from None

    def text(self, form: str, width: int | None = None) -> str:
        """The whole answer in the format ``form``; ``width`` is the terminal's, for a table. Raises UsageError."""
        return "".join(self.chunks(form, width))

    def chunks(self, form: str, width: int | None = None) -> Iterator[str]:
        """The answer in the format ``form``, piece by piece."""
        if form == "table":
            from .terminal import table_lines

            yield from (line + "\n" for line in table_lines(self, width))
        elif form == "csv":
            yield from self._csv()
        elif form == "tsv":
            yield from self._tsv()
        elif form == "json":
            dumps = json.JSONEncoder(ensure_ascii=False).encode
            body = ",\n ".join(dumps(row) for row in self.rows)
            yield f"[{body}]\n"
        elif form == "jsonl":
            dumps = json.JSONEncoder(ensure_ascii=False).encode
            yield from (dumps(row) + "\n" for row in self.rows)
        elif form == "srj":
            yield json.dumps(self.srj(), ensure_ascii=False) + "\n"
        elif form == "ttl":
            raise UsageError(
                "format ttl is for CONSTRUCT and DESCRIBE; this query answers with rows: use table, csv, tsv, json, jsonl or srj"
            )
        else:
            raise UsageError(f"no format {form!r}; use one of {', '.join(FORMATS)}")

    def srj(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON, as a document."""
        if self.ask:
            return {"head": {}, "boolean": self.rows == [{"answer": True}]}
        bindings = []
        for row in self.cells:
            binding = {}
            for name, cell in zip(self.columns, row, strict=True):
                if cell is not None:
                    extra = {"xml:lang": cell.language} if cell.language else {"datatype": cell.datatype} if cell.datatype else {}
                    binding[name] = {"type": cell.kind, "value": cell.text, **extra}
            bindings.append(binding)
        return {"head": {"vars": self.columns}, "results": {"bindings": bindings}}

    def _csv(self) -> Iterator[str]:
        # RFC 4180, as SPARQL 1.1 CSV asks: plain values, CRLF line ends.
        yield ",".join(self.columns) + "\r\n"
        for row in self.cells:
            yield ",".join(_quoted(("_:" if cell.kind == "bnode" else "") + cell.text) if cell else "" for cell in row) + "\r\n"

    def _tsv(self) -> Iterator[str]:
        # SPARQL 1.1 TSV: terms in Turtle form.
        yield "\t".join("?" + name for name in self.columns) + "\n"
        for row in self.cells:
            yield "\t".join(_turtle(cell) if cell else "" for cell in row) + "\n"


class Graph:
    """The triples of a CONSTRUCT or DESCRIBE, as N-Triples bytes."""

    def __init__(self, ntriples: bytes) -> None:
        self.ntriples = ntriples

    def chunks(self, form: str, width: int | None = None) -> Iterator[str]:
        """The triples as Turtle (``ttl``, or ``table`` for a terminal). Raises UsageError for a format of rows."""
        if form not in ("ttl", "table"):
            raise UsageError(f"this query answers with triples, which {form} cannot hold: use --format ttl")
        import pyoxigraph as ox

        from .turtle import serialize

        yield serialize(quad.triple for quad in ox.parse(self.ntriples, format=ox.RdfFormat.N_TRIPLES))

    def text(self, form: str = "ttl", width: int | None = None) -> str:
        """The triples as Turtle."""
        return "".join(self.chunks(form, width))

    def __len__(self) -> int:
        return self.ntriples.count(b"\n")


def _value(cell: dict[str, str]) -> Value:
    kind = "literal" if cell["type"] == "typed-literal" else cell["type"]
    return Value(kind, cell["value"], cell.get("datatype", ""), cell.get("xml:lang", ""))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def _turtle(cell: Value) -> str:
    if cell.kind == "uri":
        return f"<{cell.text}>"
    if cell.kind == "bnode":
        return f"_:{cell.text}"
    if cell.datatype in _INTEGERS and cell.datatype.endswith("integer"):
        return cell.text
    escaped = cell.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"' + (
        f"@{cell.language}" if cell.language else f"^^<{cell.datatype}>" if cell.datatype and not cell.datatype.endswith("#string") else ""
    )
