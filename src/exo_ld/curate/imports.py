"""Slices of outside ontologies, built from reference tables: what the graph uses of each, and where it stands there.

A slice (ontology/imports/<table>.ttl) holds the terms that the facts use, with their labels, synonyms (exact and
related kept apart) and all ancestors up to the root that its header states, and no axiom but subclass and subproperty.
The header also records version and licence of the table. Same facts and tables, same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..errors import DataError
from ..files import publish_all, tree
from ..graph.turtle import serialize
from ..prefixes import EXO, EXOD, EXOS, ONTOLOGY, PREFIXES, contract, expand
from ..sources import Source, folder, quads, sources
from .layout import Words, style
from .tables import WEB, Row, Tables, space

__all__ = ["described", "imports", "of_one_kind", "used_in", "write_imports"]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SUBPROPERTY = ox.NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_EXACT, _RELATED = (ox.NamedNode(f"{PREFIXES['oboInOwl']}has{kind}Synonym") for kind in ("Exact", "Related"))
_BROADER = ox.NamedNode(PREFIXES["skos"] + "broader")
_CLASS = ox.NamedNode(PREFIXES["owl"] + "Class")
_PROPERTY = ox.NamedNode(PREFIXES["owl"] + "ObjectProperty")

# Root -> the kind of ours under which the whole vocabulary stands. What is not under a root is placed in
# ontology/kinds.ttl.
_ROOTS = {
    "MONDO:0000001": "Disease", "CL:0000000": "Cell", "GO:0008150": "BiologicalProcess",
    "GO:0003674": "BiologicalProcess", "GO:0005575": "CellularComponent", "CHEBI:24431": "Chemical",
    "CHEBI:50906": "Chemical", "CHEBI:36342": "Chemical", "HP:0000118": "Phenotype", "HP:0000001": "Phenotype",
    "NCBITaxon:40674": "Organism",
}  # fmt: skip
# Vocabularies that are of one kind throughout, for terms without a parent in the slice.
_KINDS = {
    "MONDO": "Disease", "CL": "Cell", "UBERON": "AnatomicalEntity", "CHEBI": "Chemical", "HP": "Phenotype",
    "MP": "Phenotype", "NCBITaxon": "Organism", "mirbase.mature": "MicroRNA", "mirbase.family": "MicroRNA",
    "mirbase": "MicroRNA", "PW": "Pathway", "CMO": "Attribute", "OBA": "Attribute", "VT": "Attribute",
    "hgnc.genegroup": "GeneFamily", "PR": "Protein", "MAXO": "Treatment", "CLO": "CellLine", "GO": "BiologicalProcess",
    "hgnc": "Gene", "DOID": "Disease", "PATO": "Attribute",
}  # fmt: skip
# Tables whose parents are no subclass relation, or not one to build on: why.
_NO_PARENTS = {
    "hgnc": "genes have none", "mesh": "tree numbers are no subclass relation", "mirbase": "precursors have none",
    "mirbase.mature": "a strand is no kind of its precursor", "mirbase.family": "families have none",
    "qudt": "units have none", "reactome": "parts of pathways are no kinds of them",
    "wikipathways": "the table has no hierarchy", "xco": "conditions and agents are mixed in it",
    "mp": "the table has none", "ncit": "the table has none",
}  # fmt: skip
# Above this term of its vocabulary nothing is taken.
_STOP = {"NCBITaxon:40674"}
# Tables whose synonyms are looser than exact, and how many of the first are exact all the same: of a gene its full
# name, but not its aliases and previous symbols; of MeSH none, since its entry terms need not mean the same
# (https://www.nlm.nih.gov/mesh/concept_structure.html).
_LOOSE = {"hgnc": 1, "mesh": 0, "mirbase.mature": 0}
# Individuals, not classes.
_BUILT = "# Built by `exo-ld vocabularies --write`; do not edit."
_INDIVIDUALS = {"unit", "quantitykind"}
_LICENCES = {
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY 3.0": "https://creativecommons.org/licenses/by/3.0/",
}


def write_imports(tables: str, root: str | None = None, data: str | None = None) -> list[str]:
    """Write imports/ anew from the tables in the folder ``tables``: of the knowledge base, or of the folder ``data`` of
    one's own with what the knowledge base has not. Returns the paths written.

    Raises DataError where a used term is in no table or the table of a slice is gone, before anything is written, and
    OutputError where a file cannot be written.
    """
    known = Tables(tables)
    place = os.path.join(data or folder("ontology", root), "imports")
    present = {name for name in (os.listdir(place) if os.path.isdir(place) else ()) if name.endswith(".ttl")}
    for name in sorted(present):
        known.need(name.removesuffix(".ttl"), f"{os.path.join(place, name)} is built from it")
    if data:
        files = [Source(path, None) for path in tree(data, (".ttl",))]
        used, relations = used_in(quad for file in files if not _is_slice(file.path) for quad in quads(file))
        used -= described(source for source in sources(root))
        placed = _placed(os.path.join(data, "kinds.ttl")) | _placed(os.path.join(folder("ontology", root), "kinds.ttl"))
    else:
        own = (source for source in sources(root) if not _is_slice(source.path))
        used, relations = used_in(quad for source in own for quad in quads(source))
        placed = _placed(os.path.join(folder("ontology", root), "kinds.ttl"))
    slices = imports(known, used, relations, placed)
    written = publish_all(place, slices)
    for name in present - slices.keys():
        os.unlink(os.path.join(place, name))
    return written


def imports(known: Tables, used: set[str], relations: set[str], placed: set[str]) -> dict[str, str]:
    """The texts of the slices that hold the terms in use, by file name.

    Args:
        used: CURIEs of the terms; ``relations`` are those of them that are relations.
        placed: CURIEs whose kind is said by hand.

    Raises: DataError where a term is in no table.
    """
    found = _slices(known, used, relations, placed)
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triples in found.values() for triple in triples)
    words = Words(store)
    slices = {}
    for name, triples in sorted(found.items()):
        head = EXOD + "import-" + name
        slices[name + ".ttl"] = serialize(
            [*_header(name, triples, known), *triples], head=head, comment=_BUILT, style=style(triples, words)
        )
    return slices


def _is_slice(path: str) -> bool:
    return os.path.basename(os.path.dirname(path)) == "imports"


def described(files: Iterable[Source]) -> set[str]:
    """CURIEs of the outside terms that some files give a label."""
    labelled = (quad.subject for file in files for quad in quads(file) if quad.predicate == _LABEL)
    found = (contract(node.value) for node in labelled if isinstance(node, ox.NamedNode))
    return {curie for curie in found if curie}


def _slices(known: Tables, used: set[str], relations: set[str], placed: set[str]) -> dict[str, list[ox.Triple]]:
    """The triples of each slice, by table."""
    slices: dict[str, list[ox.Triple]] = {}
    for curie in sorted(used):
        name = known.name(space(curie))
        if name == "biolink" or known.rows(name) is None:
            continue
        row = known.row(curie)
        if row is None:
            raise DataError(
                f"{curie} is used in the facts but is not in {name}.tsv; exo-ld vocabularies --tables {known.path} "
                "says where"
            )
        slices.setdefault(name, []).extend(_slice(row, known, placed, relation=curie in relations))
    slices.setdefault("mirbase.mature", []).extend(_strands(used, known))
    return {name: triples for name, triples in slices.items() if triples}


def _strands(used: set[str], known: Tables) -> Iterator[ox.Triple]:
    """Each mature microRNA in use below its gene, where that is in use too: HGNC has the name of the precursor as an
    alias."""
    genes = {
        alias: curie
        for curie in used
        if space(curie) == "hgnc" and (row := known.row(curie))
        for alias in row.synonyms
        if alias.startswith("hsa-")
    }
    for curie in sorted(used):
        strand = known.row(curie) if space(curie) == "mirbase.mature" else None
        for precursor in strand.parents if strand else ():
            origin = known.row(precursor)
            if origin and origin.label in genes:
                yield ox.Triple(_node(curie), _BROADER, _node(genes[origin.label]))


def used_in(facts: Iterable[ox.Quad] | Iterable[ox.Triple]) -> tuple[set[str], set[str]]:
    """CURIEs of the outside terms that stand in some facts, and those of them that are relations."""
    used, relations = set(), set()
    for fact in facts:
        for node in (fact.subject, fact.object, fact.predicate):
            if not isinstance(node, ox.NamedNode) or node.value.startswith((EXO, EXOD, EXOS, ONTOLOGY)):
                continue
            if (curie := contract(node.value)) and space(curie) not in WEB:
                used.add(curie)
                if fact.predicate.value == EXO + "roParent":
                    relations.add(curie)
    return used, relations


def _placed(path: str) -> set[str]:
    """CURIEs that a kinds.ttl places under a kind by hand."""
    if not os.path.exists(path):
        return set()
    placed = (quad.subject for quad in quads(Source(path, None)) if quad.predicate == _SUBCLASS)
    return {curie for node in placed if isinstance(node, ox.NamedNode) and (curie := contract(node.value))}


def _header(name: str, triples: list[ox.Triple], known: Tables) -> Iterator[ox.Triple]:
    head, origin = ox.NamedNode(EXOD + "import-" + name), known.origin(name)
    terms = PREFIXES["dcterms"]
    yield ox.Triple(head, _TYPE, ox.NamedNode(PREFIXES["owl"] + "Ontology"))
    yield ox.Triple(head, _LABEL, ox.Literal(f"terms taken from {name}", language="en"))
    yield ox.Triple(head, ox.NamedNode(PREFIXES["owl"] + "versionInfo"), ox.Literal(origin.version or "not recorded"))
    yield ox.Triple(head, ox.NamedNode(terms + "description"), ox.Literal(_extent(name, triples), language="en"))
    if licence := _LICENCES.get(origin.licence):
        yield ox.Triple(head, ox.NamedNode(terms + "license"), ox.NamedNode(licence))
    else:
        yield ox.Triple(head, ox.NamedNode(terms + "rights"), ox.Literal(origin.licence or "not recorded"))


def _extent(name: str, triples: list[ox.Triple]) -> str:
    """What the slice holds, with the roots up to which ancestors were taken."""
    if name in _NO_PARENTS:
        return f"The terms in use, without ancestors: {_NO_PARENTS[name]}."
    ours = {t.subject: t.object for t in triples if t.predicate == _LABEL and isinstance(t.object, ox.Literal)}
    below = {t.subject for t in triples if t.predicate in (_SUBCLASS, _SUBPROPERTY, _BROADER) and t.object in ours}
    roots = sorted(f"{contract(str(node)[1:-1])} ({label.value})" for node, label in ours.items() if node not in below)
    return f"The terms in use with all their ancestors up to {'; '.join(roots)}."


def _slice(row: Row, known: Tables, placed: set[str], *, relation: bool) -> Iterator[ox.Triple]:
    """The triples of a term and its ancestors; synonyms of the term itself only."""
    exact = _LOOSE.get(known.name(space(row.curie)), len(row.synonyms))
    for place, synonym in enumerate(row.synonyms):
        yield ox.Triple(_node(row.curie), _EXACT if place < exact else _RELATED, ox.Literal(synonym, language="en"))
    todo, done = [row], set()
    while todo:
        current = todo.pop()
        if current.curie in done:
            continue
        done.add(current.curie)
        node, parents = _node(current.curie), _parents(current, known)
        yield ox.Triple(node, _LABEL, ox.Literal(current.label, language="en"))
        if space(current.curie) not in _INDIVIDUALS:
            yield ox.Triple(node, _TYPE, _PROPERTY if relation else _CLASS)
        # is_a and part_of are mixed in UBERON's table: broader, not subclass
        above = _SUBPROPERTY if relation else _BROADER if space(current.curie) == "UBERON" else _SUBCLASS
        yield from (ox.Triple(node, above, _node(parent.curie)) for parent in parents)
        if current.curie in _ROOTS:
            yield ox.Triple(node, _SUBCLASS, ox.NamedNode(EXO + _ROOTS[current.curie]))
        elif above == _BROADER or not (parents or relation or _ours(current.curie) in placed):
            yield from _kind(current, node)
        todo += parents


def _parents(row: Row, known: Tables) -> list[Row]:
    """The parents of a term in its own table that are current; none where they are not to build on."""
    table = known.name(space(row.curie))
    if table in _NO_PARENTS or row.curie in _STOP:
        return []
    found = [known.row(curie) for curie in row.parents if known.name(space(curie)) == table]
    return [parent for parent in found if parent is not None and not parent.obsolete]


def _ours(curie: str) -> str:
    return curie.replace("HGNC:", "hgnc:")


def _kind(row: Row, node: ox.NamedNode) -> Iterable[ox.Triple]:
    prefix = space(_ours(row.curie))
    kind = _KINDS.get(prefix)
    if prefix == "hgnc" and row.label.startswith("MIR"):
        kind = "MicroRNA"
    return [ox.Triple(node, _SUBCLASS, ox.NamedNode(EXO + kind))] if kind else []


def of_one_kind(curie: str) -> bool:
    """Whether a term is of a vocabulary that is of one kind throughout, so that no row need place it."""
    return space(_ours(curie)) in _KINDS


def _node(curie: str) -> ox.NamedNode:
    iri = expand(curie)
    if iri is None:
        raise DataError(f"{curie}: its prefix is not in prefixes.py")
    return ox.NamedNode(iri)
