"""The shapes run where the data is: as SELECTs on a SPARQL 1.1 endpoint, so that only what is wrong comes over the
line.

The SELECTs are those of the embedded engine (`exo_ld.shacl.compile`). The data is the endpoint's default graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pyoxigraph as ox

from ..errors import EndpointError
from ..query.endpoint import Endpoint, connect, counted
from ..query.results import Stream
from ..query.values import Value
from ..shacl.compile import targets
from ..shacl.dialect import SERVER
from ..shacl.results import Result
from ..shacl.run import evaluate, subclasses
from ..shacl.shapes import Shapes

__all__ = ["run_remote"]


def run_remote(
    url: str, shapes: Any, *, timeout: float = 60.0, only: Collection[str] = (), focus: Collection[ox.NamedNode] = ()
) -> tuple[list[Result], int]:
    """Check the data of the endpoint at ``url``, as `exo_ld.shacl.run.run` checks data that is here.

    Returns: the results, and how many nodes were looked at. ``timeout`` in seconds bounds each of the SELECTs. Blank
    nodes have the names that the endpoint gives them in an answer, which may be others in the next. Raises as `run`,
    and EndpointError where the endpoint is down, slow, refuses or breaks off.
    """
    server = connect(url, timeout=timeout)
    shapes = shapes if isinstance(shapes, Shapes) else Shapes(shapes)
    kept = shapes.within(only) if only else None

    def ask(select: str) -> Iterator[dict[str, Any]]:
        return _rows(server, select)

    results = evaluate(shapes, ask, only=kept, focus=focus, dialect=SERVER)
    selects = targets(shapes, subclasses(shapes, ask), only=kept, focus=focus, dialect=SERVER).values()
    union = " UNION ".join(f"{{ {select} }}" for select in sorted(set(selects)))
    row = next(iter(ask(f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {union} }}")), {}) if union else {}
    return results, counted(url, row["n"].value) if "n" in row else 0


def _rows(server: Endpoint, select: str) -> Iterator[dict[str, Any]]:
    answer = server.stream(select)
    if not isinstance(answer, Stream):
        raise EndpointError(f"{server.url}: does not answer a SELECT with rows; is it a SPARQL endpoint?")
    for row in answer.cells:
        cells = zip(answer.columns, row, strict=True)
        try:
            terms = {column: _term(value) for column, value in cells if value is not None}
        except ValueError as error:
            raise EndpointError(f"{server.url}: its answer holds what is no term ({error}); do not trust it") from None
        yield terms


def _term(value: Value) -> Any:
    if value.kind == "uri":
        return ox.NamedNode(value.text)
    if value.kind == "bnode":
        return ox.BlankNode(value.text)
    if value.language:
        return ox.Literal(value.text, language=value.language)
    return ox.Literal(value.text, datatype=ox.NamedNode(value.datatype) if value.datatype else None)
