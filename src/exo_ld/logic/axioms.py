"""The knowledge base as OWL 2 DL axioms, each with the place in a file that states it.

An axiom is one triple, or all triples of one blank node structure (an intersection, a list of disjoint classes). For
the reasoner, a preparation whose donor cell is the class C is also an instance of "derived from some C" (and so for the
disease of a model and the system of an experiment), so that what follows from the hierarchy of cells and diseases
follows for it. "Has the value C" would say the same of the value alone, and makes both reasoners slow by a factor of
fifty. Annotations are left out; outside properties and classes that are used but not declared are declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, contract
from ..report.places import locate
from ..sources import further, quads, sources

__all__ = ["Axiom", "axioms", "declarations", "group", "module"]

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_TYPE = ox.NamedNode(_RDF + "type")
_CLASS = ox.NamedNode(_OWL + "Class")
_RESTRICTION = ox.NamedNode(_OWL + "Restriction")
_ON, _SOME = ox.NamedNode(_OWL + "onProperty"), ox.NamedNode(_OWL + "someValuesFrom")
_PROPERTIES = {_OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
_BUILT_IN = (_RDF, _RDFS, _OWL, PREFIXES["xsd"])
# Properties whose values are classes that count with their hierarchy.
_OF_SOME = {ox.NamedNode(EXO + name) for name in ("derivedFromCell", "disease", "system")}


class Axiom(NamedTuple):
    """Some triples that stand or fall together, and the file that states them."""

    triples: tuple[ox.Triple, ...]
    path: str

    @property
    def names(self) -> list[str]:
        """The IRIs of the axiom that are of no language of the web, in order, each once."""
        nodes = (node for triple in self.triples for node in (triple.subject, triple.predicate, triple.object))
        return list(
            dict.fromkeys(n.value for n in nodes if isinstance(n, ox.NamedNode) and not n.value.startswith(_BUILT_IN))
        )

    def text(self) -> str:
        """The axiom in one line, with its file and line."""
        heads = [t for t in self.triples if isinstance(t.subject, ox.NamedNode)]
        names = ", ".join(contract(name) or f"<{name}>" for name in self.names)
        if not heads:
            kind = next((t.object for t in self.triples if t.predicate == _TYPE), _CLASS)
            return f"{locate(self.path, None, None, self.names[0] if self.names else None)}: {_short(kind)} of {names}"
        subject, predicate, value = heads[0]
        plain = not isinstance(value, ox.BlankNode)
        where = [n.value for n in (subject, predicate, value) if isinstance(n, ox.NamedNode)]
        return (
            f"{locate(self.path, *where)}: {_short(subject)} {_short(predicate)} "
            f"{_short(value) if plain else f'of {names}'}"
        )

    @property
    def declares(self) -> bool:
        """Whether the axiom only says that a name is that of a class, property or individual."""
        kind = self.triples[0].object
        return (
            len(self.triples) == 1
            and self.triples[0].predicate == _TYPE
            and isinstance(kind, ox.NamedNode)
            and kind.value.startswith(_OWL)
        )

    @property
    def below(self) -> str:
        """The IRI of the class that the axiom places below another one; "" where it says something else."""
        subject, predicate, _ = next((t for t in self.triples if isinstance(t.subject, ox.NamedNode)), self.triples[0])
        named = isinstance(subject, ox.NamedNode) and predicate.value == _RDFS + "subClassOf"
        return subject.value if named else ""


def axioms(*paths: str, root: str | None = None) -> list[Axiom]:
    """The axioms of the ontology, its imports and the facts, with those of the RDF files and folders ``paths``.

    Raises DataError where a file cannot be read or parsed.
    """
    # The slices are read from their files here, so what the header says of imports must send no reasoner to the web.
    stated = [
        (s.path, [q.triple for q in quads(s) if q.predicate.value != _OWL + "imports"])
        for s in [*sources(root), *further(paths)]
    ]
    declared = {t.subject for _, triples in stated for t in triples if _declares(t)}
    return [axiom for path, triples in stated for axiom in group(path, triples, declared)]


def declarations(stated: Iterable[Axiom]) -> list[ox.Triple]:
    """The declarations that OWL 2 DL asks for and the files leave out: of outside classes and annotation properties."""
    triples = [triple for axiom in stated for triple in axiom.triples]
    declared = {t.subject for t in triples if t.predicate == _TYPE}
    classes = {t.object for t in triples if t.predicate == _TYPE}
    classes |= {node for t in triples if t.predicate.value == _RDFS + "subClassOf" for node in (t.subject, t.object)}
    classes |= {t.object for t in triples if t.predicate == _SOME}
    missing = [
        ox.Triple(c, _TYPE, _CLASS)
        for c in classes - declared
        if isinstance(c, ox.NamedNode) and not c.value.startswith(_BUILT_IN)
    ]
    properties = {t.predicate for t in triples if not t.predicate.value.startswith(_BUILT_IN)} - declared
    missing += [ox.Triple(p, _TYPE, ox.NamedNode(_OWL + "AnnotationProperty")) for p in properties]
    return sorted(missing, key=str)


def module(stated: list[Axiom], names: Iterable[str]) -> list[Axiom]:
    """The axioms that bear on what can be said with the IRIs ``names``: what follows of them from ``stated`` follows
    from these, and the other way round.

    Left out are only axioms "A is a subclass of ..." whose A no kept axiom names: they hold where A is empty, so they
    are local for the bottom (Cuenca Grau et al. 2008, Modular reuse of ontologies, https://doi.org/10.1613/jair.2375).
    """
    below: dict[str, list[Axiom]] = {}
    for axiom in stated:
        if axiom.below:
            below.setdefault(axiom.below, []).append(axiom)
    kept = {id(axiom) for axiom in stated if not axiom.below and not axiom.declares}
    known = {*names, *(name for axiom in stated if id(axiom) in kept for name in axiom.names)}
    ahead = list(known)
    while ahead:
        for axiom in below.get(ahead.pop(), ()):
            kept.add(id(axiom))
            ahead += set(axiom.names) - known
            known.update(axiom.names)
    return [axiom for axiom in stated if id(axiom) in kept or (axiom.declares and known.issuperset(axiom.names))]


def _declares(triple: ox.Triple) -> bool:
    kind = triple.object
    return triple.predicate == _TYPE and isinstance(kind, ox.NamedNode) and kind.value in _PROPERTIES


def group(path: str, triples: list[ox.Triple], declared: set[ox.NamedNode | ox.BlankNode | ox.Triple]) -> list[Axiom]:
    """The triples of a file by axiom, in the order in which they are written; ``declared`` are the known properties."""
    home: dict[ox.BlankNode, list[ox.Triple]] = {}
    result: list[list[ox.Triple]] = []
    for triple in triples:
        if isinstance(triple.object, ox.Literal) and triple.predicate not in declared:
            continue  # an annotation
        blank = [node for node in (triple.subject, triple.object) if isinstance(node, ox.BlankNode)]
        lists = list({id(home[node]): home[node] for node in blank if node in home}.values())
        together = lists[0] if lists else []
        for other in lists[1:]:
            together += other
            result.remove(other)
        if not lists:
            result.append(together)
        together.append(triple)
        home |= {node: together for node in home if any(home[node] is other for other in lists[1:])}
        home |= dict.fromkeys(blank, together)
        if triple.predicate in _OF_SOME and isinstance(triple.object, ox.NamedNode):
            some = ox.BlankNode()
            together += [
                ox.Triple(triple.subject, _TYPE, some),
                ox.Triple(some, _TYPE, _RESTRICTION),
                ox.Triple(some, _ON, triple.predicate),
                ox.Triple(some, _SOME, triple.object),
            ]
    return [Axiom(tuple(one), path) for one in result]


def _short(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(node, ox.NamedNode):
        return "a" if node == _TYPE else contract(node.value) or str(node)
    return str(node)
