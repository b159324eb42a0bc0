"""Every shape is proved: good data fires none, and each mutation of tests/mutations fires exactly the shape that it
names.

A mutation file is SPARQL UPDATE, one a file of shapes/. Each update stands below a line ``# exos:Shape: the fault``;
the prefixes are those of exo_ld.prefixes.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from exo_ld.check.audience import load_shapes
from exo_ld.check.validation import shapes_graph
from exo_ld.prefixes import EXOS, PREFIXES, contract
from exo_ld.shacl.compile import checks
from exo_ld.shacl.run import subclasses
from exo_ld.shacl.shapes import Shapes
from exo_ld.shacl.spelling import FUNCTIONS

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from mutations import Mutation, mutations

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent / "ontology"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
FILES = (ONTOLOGY / "exo.ttl", ONTOLOGY / "vocabularies.ttl", HERE / "data" / "good.ttl")
MUTATIONS = list(mutations(HERE / "mutations"))


@cache
def _shapes() -> Graph:
    graph = shapes_graph()
    assert isinstance(graph, Graph)
    return graph


class Bench:
    """The good data in a store, and the shapes compiled once; a mutation is tried and undone."""

    def __init__(self) -> None:
        self.good = {quad for path in FILES for quad in ox.parse(path=path)}
        self.store = ox.Store()
        self.store.extend(self.good)
        self.shapes = Shapes(load_shapes("maintainer"))
        self.classes = self._classes()
        self.checks = list(checks(self.shapes, self.classes))

    def _classes(self) -> dict[str, list[str] | None]:
        return subclasses(self.shapes, self._ask)

    def _ask(self, select: str) -> Any:
        return self.store.query(select, custom_functions=FUNCTIONS)

    def fired(self) -> set[str]:
        """The named shapes and constraints that the store breaks."""
        classes = self._classes()
        planned = self.checks if classes == self.classes else checks(self.shapes, classes)
        names = {
            check.constraint if ":" in check.constraint[2:] else check.shape
            for check in planned
            if any(True for _ in self._ask(check.select))
        }
        return {contract(name) or name for name in names}

    def changed(self, update: str) -> int:
        """Update the store; returns how many triples came or went."""
        self.store.update(PROLOGUE + update)
        return len(set(self.store) ^ self.good)

    def undo(self) -> None:
        """Make the store the good data again; quicker than to build it anew."""
        now = set(self.store)
        for quad in now - self.good:
            self.store.remove(quad)
        self.store.extend(self.good - now)


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def _helpers() -> set[Any]:
    """Shapes that are only parts of others: those that sh:node or sh:or names, and their property shapes.

    exos:InAspectScheme and the other closed lists, the kinds (exos:UnderCell ...) and exos:Defined have no target. A
    fault in a value is reported under the property shape that uses them, so it is that one that has the mutation.
    """
    shapes = _shapes()
    choices = {part for head in shapes.objects(None, SH["or"]) for part in rdflib.collection.Collection(shapes, head)}
    parts = set(shapes.objects(None, SH.node)) | {part for part in choices if isinstance(part, URIRef)}
    return parts | {inner for part in parts for inner in shapes.objects(part, SH.property)}


def _provable() -> set[str]:
    """All property shapes, SPARQL constraints, and node shapes that say more than which property shapes they have."""
    shapes = _shapes()
    frame = {
        RDF.type,
        RDFS.label,
        RDFS.comment,
        SH.property,
        SH.sparql,
        SH.targetClass,
        SH.targetSubjectsOf,
        SH.targetObjectsOf,
        SH.severity,
    }
    found = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    found |= {shape for shape in shapes.subjects(RDF.type, SH.NodeShape) if set(shapes.predicates(shape)) - frame}
    return {contract(str(shape)) or str(shape) for shape in found - _helpers()}


def test_good_data_fires_no_shape(bench: Bench) -> None:
    assert bench.fired() == set()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: f"{m.shape}: {m.fault}")
def test_mutation_fires_exactly_its_shape(bench: Bench, mutation: Mutation) -> None:
    """By our own engine; that pySHACL finds the same on these mutations is a step of the gate,
    tools/shacl_agreement.py."""
    try:
        assert bench.changed(mutation.update), "the update changes nothing"
        assert bench.fired() == {mutation.shape}
    finally:
        bench.undo()


def test_every_shape_has_a_mutation() -> None:
    assert {mutation.shape for mutation in MUTATIONS} == _provable()


def test_a_mutation_stands_in_the_file_of_its_shape() -> None:
    homes: dict[str, str] = {}
    for path in (HERE.parent / "shapes").glob("*.ttl"):
        for name in re.findall(r"^(exos:[\w-]+)$", path.read_text(encoding="utf-8"), re.M):
            assert name not in homes, f"{name} is defined in {homes.get(name)} and {path.stem}"
            homes[name] = path.stem
    assert {m.shape: Path(m.file).stem for m in MUTATIONS} == {m.shape: homes[m.shape] for m in MUTATIONS}


def test_no_mutation_is_there_twice() -> None:
    assert len({(mutation.shape, mutation.fault) for mutation in MUTATIONS}) == len(MUTATIONS)


def test_shapes_are_well_formed() -> None:
    """Each has an IRI of exos:, a message with MUST or SHOULD (as its severity) in one sentence, and a user."""
    shapes: Any = _shapes()
    used = set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql))
    for name in sorted(_provable()):
        shape = URIRef(EXOS + name.removeprefix("exos:"))
        severity: Any = shapes.value(shape, SH.severity) or shapes.value(
            shapes.value(None, SH.sparql, shape), SH.severity
        )
        (message,) = shapes.objects(shape, SH.message)
        word = "SHOULD" if severity == SH.Warning else "MUST"
        assert re.search(rf"\b{word}\b", str(message)), f"{name}: {word}, as its severity is {severity}: {message}"
        assert not re.search(r"\. [A-Z]", str(message)), f"{name}: one sentence: {message}"
        assert str(message).endswith("."), f"{name}: {message}"
        assert shape in used or set(shapes.predicates(shape)) & {
            *(SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        }, f"{name} is never used"


def test_type_shapes_follow_the_domains_of_the_ontology() -> None:
    """A property with a domain makes its subject answer for its type; the ontology says which, the shapes must list
    them."""
    ontology = Graph().parse(ONTOLOGY / "exo.ttl")
    domains: dict[Any, set[Any]] = {}
    for prop, domain in ontology.subject_objects(RDFS.domain):
        domains.setdefault(domain, set()).add(prop)
    listed: dict[Any, set[Any]] = {}
    for shape, prop in _shapes().subject_objects(SH.targetSubjectsOf):
        for kind in _shapes().objects(shape, SH["class"]):
            listed.setdefault(kind, set()).add(prop)
    assert listed == domains


def test_every_class_of_individuals_has_a_shape() -> None:
    ontology = Graph().parse(ONTOLOGY / "exo.ttl")
    targets = set(_shapes().objects(None, SH.targetClass))
    members = {
        c for group in ontology.objects(None, OWL.members) for c in rdflib.collection.Collection(ontology, group)
    }
    kinds = set(ontology.transitive_subjects(RDFS.subClassOf, rdflib.URIRef(PREFIXES["exld"] + "Entity")))
    for individual in sorted(members - kinds, key=str):
        assert targets & set(ontology.transitive_objects(individual, RDFS.subClassOf)), f"{individual} has no shape"


def test_a_list_of_types_has_their_subclasses() -> None:
    """A shape that looks at rdf:type by sh:in, which is quick everywhere, must name what sh:class would reach."""
    ontology = Graph().parse(ONTOLOGY / "exo.ttl")
    shapes = _shapes()
    negated = {shapes.value(shape, SH["not"]) for shape in shapes.subjects(SH.path, RDF.type)}
    lists = [
        list(rdflib.collection.Collection(shapes, head))
        for shape in negated - {None}
        for head in shapes.objects(shape, SH["in"])
    ]
    assert lists
    for classes in lists:
        assert {sub for cls in classes for sub in ontology.transitive_subjects(RDFS.subClassOf, cls)} == set(classes)
