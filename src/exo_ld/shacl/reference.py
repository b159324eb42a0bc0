"""pySHACL, the reference: run over rdflib graphs that keep the data's blank nodes and spelling, its report read as
results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox

from ..errors import DataError
from ..graph.terms import from_rdflib, to_rdflib
from .patterns import python
from .results import Result
from .shapes import SH, Shapes

__all__ = ["of_report", "run_pyshacl"]


def run_pyshacl(data: Iterable[ox.Triple], shapes: Shapes) -> set[Result]:
    """What pySHACL finds in ``data``. Raises DataError where it cannot run the shapes."""
    import logging
    import warnings

    import pyshacl
    import rdflib

    class Prepared(rdflib.Graph):  # pySHACL asks a SPARQL constraint anew for each focus node: its text is parsed once
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            return super().query(
                _parsed(query_object) if isinstance(query_object, str) else query_object, *args, **options
            )

    log = logging.getLogger("rdflib.term")
    level = log.level
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an ill-typed literal is a result of the check, no news beside it
            log.setLevel(logging.CRITICAL)
            graph = _graph(data, Prepared())
            _, report, text = pyshacl.validate(
                graph, shacl_graph=_of_shapes(shapes), advanced=True, inference="none", inplace=True
            )
    except Exception as error:  # whatever rdflib and pySHACL raise at shapes that they cannot run
        report, text = None, f"{type(error).__name__}: {error}"
    finally:
        log.setLevel(level)
    if not isinstance(report, rdflib.Graph):
        raise DataError(f"pySHACL cannot run the shapes: {' '.join(str(text).split())[:200]}")
    return of_report(report)


@cache
def _parsed(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)


@lru_cache(maxsize=1)
def _of_shapes(shapes: Shapes) -> Any:
    import rdflib

    return _graph(_with_python_patterns(shapes), rdflib.Graph())


def _with_python_patterns(shapes: Shapes) -> Iterator[ox.Triple]:
    """The shapes with each sh:pattern as Python reads it, since pySHACL takes it for a pattern of Python."""
    for t in shapes.triples:
        word, patterns = t.predicate.value.removeprefix(SH), shapes.objects(t.subject, "pattern")
        if word == "pattern" and isinstance(t.object, ox.Literal):
            read = python(t.object.value, shapes.text(t.subject, "flags"))
            asked = "".join(letter for letter in "ims" if read.flags & getattr(re, letter.upper()))
            yield ox.Triple(t.subject, t.predicate, ox.Literal((f"(?{asked})" if asked else "") + read.pattern))
        elif word != "flags" or not patterns:
            yield t


def of_report(report: Any) -> set[Result]:
    """The results of a sh:ValidationReport in an rdflib.Graph, without those that are another's sh:detail."""
    import rdflib

    sh = rdflib.Namespace(SH)
    inner = set(report.objects(None, sh.detail))
    return {
        _result(report, node, sh) for node in report.subjects(rdflib.RDF.type, sh.ValidationResult) if node not in inner
    }


def _result(report: Any, node: Any, sh: Any) -> Result:
    path, value = report.value(node, sh.resultPath), report.value(node, sh.value)
    constraint = report.value(node, sh.sourceConstraint)
    return Result(
        from_rdflib(report.value(node, sh.focusNode)),
        path if path is None else term if isinstance(term := from_rdflib(path), ox.NamedNode) else None,
        value if value is None else from_rdflib(value),
        _name(report.value(node, sh.sourceShape)), _name(constraint) if constraint is not None else "",
        str(report.value(node, sh.sourceConstraintComponent)), str(report.value(node, sh.resultSeverity)),
        min(map(str, report.objects(node, sh.resultMessage)), default=""),
    )  # fmt: skip


def _name(node: Any) -> str:
    import rdflib

    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def _graph(triples: Iterable[ox.Triple], graph: Any) -> Any:
    """Put the triples into an rdflib.Graph, with the labels of their blank nodes and the spelling of their literals."""
    graph.addN((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object), graph) for t in triples)
    return graph
