"""SHACL with two engines: pySHACL for all that is core, Oxigraph for the SPARQL-based constraints.

pySHACL is the reference and runs either alone; its SPARQL-based constraints take minutes on a graph of our size, since each
is evaluated by rdflib for each focus node. Here the same SELECT is evaluated by Oxigraph, with $this substituted as
SHACL asks (https://www.w3.org/TR/shacl/#sparql-constraints-prebound). Both ways must find the same (tests/test_validate.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ..errors import DataError
from ..prefixes import PREFIXES

__all__ = ["run"]

_SH = PREFIXES["sh"]
_TARGETS = {
    "targetClass": "SELECT DISTINCT ?this WHERE {{ ?this a/<{rdfs}subClassOf>* <{iri}> }}",
    "targetSubjectsOf": "SELECT DISTINCT ?this WHERE {{ ?this <{iri}> ?o }}",
    "targetObjectsOf": "SELECT DISTINCT ?this WHERE {{ ?s <{iri}> ?this }}",
}


def run(data: list[ox.Triple], shapes: Any, *, engine: str = "fast") -> Any:
    """Validate ``data`` against ``shapes`` (an rdflib.Graph); returns the sh:ValidationReport as an rdflib.Graph.

    ``engine`` is ``fast`` (see the module) or ``pyshacl`` (pySHACL alone). Raises DataError where the shapes are malformed.
    """
    import pyshacl
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(data, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    core = rdflib.Graph()
    core += shapes
    sparql = [] if engine == "pyshacl" else [(s, o) for s, o in core.subject_objects(rdflib.URIRef(_SH + "sparql"))]
    for shape, constraint in sparql:
        core.remove((shape, rdflib.URIRef(_SH + "sparql"), constraint))
    _, report, text = pyshacl.validate(graph, shacl_graph=core, advanced=True, inference="none", allow_warnings=True)
    if not isinstance(report, rdflib.Graph):
        raise DataError(f"the shapes could not be run: {' '.join(str(text).split())[:200]}; look into shapes/ for what is malformed")
    if sparql:
        store = ox.Store()
        store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in data)
        for shape, constraint in sparql:
            _report(report, shapes, shape, constraint, _evaluate(store, shapes, shape, constraint))
    return report


def _evaluate(store: ox.Store, shapes: Any, shape: Any, constraint: Any) -> Iterator[Any]:
    """Each violation of one constraint: the focus node, and the other variables that the SELECT binds, by name."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    prefixes = {
        str(shapes.value(declaration, sh.prefix)): str(shapes.value(declaration, sh.namespace))
        for owner in shapes.objects(constraint, sh.prefixes)
        for declaration in shapes.objects(owner, sh.declare)
    }
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items())
    select = head + str(shapes.value(constraint, sh.select)).replace("$this", "?this")
    this = ox.Variable("this")
    for focus in _focus_nodes(store, shapes, shape):
        try:
            solutions: Any = store.query(select, substitutions={this: focus})
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                yield focus, {name: solution[name] for name in names if name != "this" and solution[name] is not None}
        except SyntaxError as error:
            raise DataError(f"{constraint}: its SPARQL cannot be read: {' '.join(str(error).split())}") from None


def _focus_nodes(store: ox.Store, shapes: Any, shape: Any) -> list[Any]:
    import rdflib

    found: dict[Any, None] = {}
    for kind, query in _TARGETS.items():
        for target in shapes.objects(shape, rdflib.URIRef(_SH + kind)):
            solutions: Any = store.query(query.format(rdfs=PREFIXES["rdfs"], iri=target))
            for solution in solutions:
                found[solution["this"]] = None
    for target in shapes.objects(shape, rdflib.URIRef(_SH + "targetNode")):
        found[ox.NamedNode(str(target))] = None
    return list(found)


def _report(report: Any, shapes: Any, shape: Any, constraint: Any, solutions: Iterator[Any]) -> None:
    """Add a sh:ValidationResult a solution to ``report``, as pySHACL writes it."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    owner = next(report.subjects(rdflib.RDF.type, sh.ValidationReport), None)
    severity = shapes.value(shape, sh.severity) or sh.Violation
    for focus, solution in solutions:
        result = rdflib.BNode()
        entries = [
            (rdflib.RDF.type, sh.ValidationResult), (sh.focusNode, _node(focus)), (sh.resultSeverity, severity), (sh.sourceShape, shape),
            (sh.sourceConstraint, constraint), (sh.sourceConstraintComponent, sh.SPARQLConstraintComponent),
            (sh.value, _node(solution.get("value", focus))),
            *((sh.resultMessage, message) for message in shapes.objects(constraint, sh.message)),
        ]  # fmt: skip
        if "path" in solution:
            entries.append((sh.resultPath, _node(solution["path"])))
        for predicate, node in entries:
            report.add((result, predicate, node))
        report.add((owner, sh.result, result))
        report.set((owner, sh.conforms, rdflib.Literal(False)))


def _node(term: Any) -> Any:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=None if term.language else rdflib.URIRef(term.datatype.value))
