"""Outside terms: the check against reference tables, and the slices of outside ontologies that are built from them.

A reference table is a TSV of one vocabulary's terms (curie, label, obsolete, replaced_by, parents, exact_synonyms). A
slice (ontology/imports/<table>.ttl) holds the terms that the facts use, with their labels, exact synonyms and all
ancestors, and nothing but subclass axioms.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from .data import Source, folder, publish, quads, sources, tree
from .errors import DataError, OutputError
from .prefixes import EXO, EXOD, EXOS, PREFIXES, canonical, contract, expand
from .turtle import serialize

__all__ = ["TermCheck", "check_terms", "write_imports"]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_ALT = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_BROADER = ox.NamedNode(PREFIXES["skos"] + "broader")
_CLASS = ox.NamedNode(PREFIXES["owl"] + "Class")

# Which table knows a prefix, where their names differ.
_TABLES = {"unit": "qudt", "quantitykind": "qudt"}
_WEB = {"rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "prov", "bibo", "cito", "fabio", "foaf", "dcat", "sh", "vann", "void", "schema"}
# Root -> the kind of ours under which the whole vocabulary stands. What is not under a root is placed in ontology/kinds.ttl.
_ROOTS = {
    "MONDO:0000001": "Disease", "CL:0000000": "Cell", "GO:0008150": "BiologicalProcess", "GO:0003674": "BiologicalProcess",
    "GO:0005575": "CellularComponent", "CHEBI:24431": "Chemical", "CHEBI:50906": "Chemical", "CHEBI:36342": "Chemical",
    "HP:0000118": "Phenotype", "HP:0000001": "Phenotype", "NCBITaxon:40674": "Organism",
}  # fmt: skip
# Vocabularies that are of one kind throughout, for terms without a parent in the slice.
_KINDS = {
    "MONDO": "Disease", "CL": "Cell", "UBERON": "AnatomicalEntity", "CHEBI": "Chemical", "HP": "Phenotype", "MP": "Phenotype",
    "NCBITaxon": "Organism", "mirbase.mature": "MicroRNA", "mirbase.family": "MicroRNA", "mirbase": "MicroRNA", "PW": "Pathway",
    "CMO": "Attribute", "OBA": "Attribute", "VT": "Attribute", "hgnc.genegroup": "GeneFamily", "PR": "Protein", "MAXO": "Treatment",
    "CLO": "CellLine", "GO": "BiologicalProcess", "hgnc": "Gene", "DOID": "Disease", "PATO": "Attribute",
}  # fmt: skip
# Parents that are no subclass relation, or not one to build on (see the caveats of the tables).
_NO_PARENTS = {"uberon", "wikipathways", "reactome", "mirbase", "mirbase.mature", "mirbase.family", "hgnc", "mesh", "xco", "qudt"}
_STOP = {"NCBITaxon:40674"}


@dataclass(frozen=True)
class Row:
    """One row of a reference table."""

    curie: str
    label: str
    obsolete: bool
    replaced_by: str
    parents: tuple[str, ...]
    synonyms: tuple[str, ...]


@dataclass
class TermCheck:
    """The outcome of `check_terms`: lines on what is wrong, counts a vocabulary, and what no table could check."""

    wrong: list[str] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    unchecked: dict[str, int] = field(default_factory=dict)

    def text(self) -> str:
        """The outcome as lines for a person."""
        lines = [*self.wrong]
        lines += [f"checked    {name:<16} {count:>5} terms" for name, count in sorted(self.checked.items())]
        lines += [f"unchecked  {name:<16} {count:>5} terms (no table)" for name, count in sorted(self.unchecked.items())]
        lines.append(f"{sum(self.checked.values())} outside terms checked, {len(self.wrong)} wrong")
        return "\n".join(lines)


class Tables:
    """The reference tables of a folder, each read at its first use."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._read: dict[str, dict[str, Row] | None] = {}
        if not os.path.isdir(path) or not any(name.endswith(".tsv") for name in os.listdir(path)):
            raise DataError(f"{path}: no reference tables here; name the folder that holds mondo.tsv, cl.tsv and the others")

    def table(self, prefix: str) -> str:
        """The name of the table for a prefix."""
        return "web" if prefix in _WEB else _TABLES.get(prefix, prefix.lower())

    def get(self, curie: str) -> Row | None:
        """The row of ``curie`` (in our spelling of its prefix), or None."""
        rows = self.rows(self.table(curie.partition(":")[0]))
        return rows.get(curie.upper() if curie.startswith("hgnc:") else curie) if rows else None

    def rows(self, name: str) -> dict[str, Row] | None:
        """All rows of a table by CURIE, or None where there is no such table. Raises DataError for a damaged one."""
        if name not in self._read:
            self._read[name] = self._load(os.path.join(self.path, name + ".tsv"))
        return self._read[name]

    def _load(self, path: str) -> dict[str, Row] | None:
        if not os.path.exists(path):
            return None
        try:
            with open(path, encoding="utf-8", newline="") as file:
                reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                if next(reader, [])[:6] != ["curie", "label", "obsolete", "replaced_by", "parents", "exact_synonyms"]:
                    raise DataError(f"{path}: not a reference table (its first line is not the six column names); fetch it anew")
                rows = {}
                for cells in reader:
                    if len(cells) != 6:
                        raise DataError(f"{path}:{reader.line_num}: {len(cells)} columns where six are due; fetch the table anew")
                    rows[cells[0]] = Row(cells[0], cells[1], cells[2] == "1", cells[3], _split(cells[4]), _split(cells[5]))
                return rows
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: cannot be read ({error})") from None

    def version(self, name: str) -> str:
        """The version of a table as SOURCES.md beside it records it, or an empty text."""
        try:
            with open(os.path.join(self.path, "SOURCES.md"), encoding="utf-8") as file:
                for line in file:
                    cells = [cell.strip() for cell in line.split("|")]
                    if len(cells) > 4 and cells[1] == name + ".tsv":
                        return cells[3]
        except OSError:
            pass
        return ""


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _own(iri: str) -> bool:
    return iri.startswith((EXO, EXOD, EXOS, EXO[:-1]))


def _is_import(source: Source) -> bool:
    return os.path.basename(os.path.dirname(source.path)) == "imports"


def external_terms(root: str | None = None, *, imports: bool = False) -> dict[str, tuple[str, str]]:
    """Every outside IRI that stands as a subject, object or predicate in the graph: IRI -> (file, label there or "")."""
    found: dict[str, tuple[str, str]] = {}
    for source in sources(root):
        if _is_import(source) and not imports:
            continue
        for quad in quads(source):
            for node in (quad.subject, quad.object, quad.predicate):
                if isinstance(node, ox.NamedNode) and not _own(node.value):
                    given = quad.object.value if quad.predicate == _LABEL and node == quad.subject else ""
                    if given or node.value not in found:
                        found[node.value] = (source.path, given)
    return found


def check_terms(tables: str, root: str | None = None) -> TermCheck:
    """Check every outside term of the built graph against the reference tables in the folder ``tables``.

    Wrong are: not in the table, obsolete, another label than the table's, a prefix that is not known, a form of the IRI
    that is not the one to join on. Raises DataError where the tables are missing or damaged.
    """
    known, outcome = Tables(tables), TermCheck()
    for iri, (path, given) in sorted(external_terms(root, imports=True).items()):
        where = _line(path, iri)
        if canonical(iri) != iri:
            outcome.wrong.append(f"{where}: <{iri}> is not the form to join on; write <{canonical(iri)}>")
            continue
        curie = contract(iri)
        if curie is None:
            if not iri.startswith(("https://creativecommons.org/", "https://doi.org/", "https://orcid.org/")):
                outcome.wrong.append(f"{where}: <{iri}> has no known prefix; add it to prefixes.py or use a known vocabulary")
            continue
        prefix, name = curie.partition(":")[0], known.table(curie.partition(":")[0])
        if prefix == "obo":
            outcome.wrong.append(f"{where}: {curie} is of a vocabulary that prefixes.py does not name")
        elif known.rows(name) is None or prefix in ("xsd", "doi"):
            if prefix not in ("xsd", "doi"):
                outcome.unchecked[prefix] = outcome.unchecked.get(prefix, 0) + 1
        else:
            outcome.checked[prefix] = outcome.checked.get(prefix, 0) + 1
            row = known.get(curie)
            if row is None:
                outcome.wrong.append(f"{where}: {curie} is not in the reference table {name}.tsv; look the right id up")
            elif row.obsolete:
                outcome.wrong.append(f"{where}: {curie} ({row.label}) is obsolete{'; use ' + row.replaced_by if row.replaced_by else ''}")
            elif given and given != row.label:
                outcome.wrong.append(f"{where}: {curie} is labelled {given!r} here and {row.label!r} there")
    return outcome


def _line(path: str, iri: str) -> str:
    curie = contract(iri)
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if f"<{iri}>" in line or (curie and curie in line.replace(",", " ").replace(";", " ").split()):
                return f"{path}:{number}"
    return path


def write_imports(tables: str, root: str | None = None) -> list[str]:
    """Write ontology/imports/ anew from the tables: same facts and tables, same bytes. Returns the paths written.

    Raises DataError where a used term is in no table, OutputError where a file cannot be written.
    """
    known = Tables(tables)
    used = sorted(curie for iri in external_terms(root) if (curie := contract(iri)) and curie.partition(":")[0] not in _WEB)
    used += [curie for curie in _mapped(root) if curie not in used]
    kinds = _placed(root)
    slices: dict[str, list[ox.Triple]] = {}
    for curie in sorted(set(used)):
        prefix = curie.partition(":")[0]
        name = known.table(prefix)
        if name in ("web", "biolink") or prefix in ("xsd", "doi", "obo") or known.rows(name) is None:
            continue
        row = known.get(curie)
        if row is None:
            raise DataError(f"{curie} is used in the facts but is not in {name}.tsv; exo-ld terms --tables {tables} says where")
        slices.setdefault(name, []).extend(_slice(row, known, kinds))
    place = os.path.join(folder("ontology", root), "imports")
    os.makedirs(place, exist_ok=True)
    written = []
    for name, triples in sorted(slices.items()):
        head = EXOD + "import-" + name
        header = [
            ox.Triple(ox.NamedNode(head), _TYPE, ox.NamedNode(PREFIXES["owl"] + "Ontology")),
            ox.Triple(ox.NamedNode(head), _LABEL, ox.Literal(f"terms taken from {name}", language="en")),
            ox.Triple(ox.NamedNode(head), ox.NamedNode(PREFIXES["owl"] + "versionInfo"), ox.Literal(known.version(name) or "not recorded")),
        ]
        path = os.path.join(place, name + ".ttl")
        try:
            publish(path, serialize([*header, *triples], head=head, comment="# Built by `exo-ld terms --write`; do not edit.").encode())
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror})") from None
        written.append(path)
    for stale in set(tree(place, (".ttl",))) - set(written):
        os.unlink(stale)
    return written


def _mapped(root: str | None) -> Iterator[str]:
    # RO, BFO and IAO parents of our relations stand in the TBox as annotations; external_terms has them already.
    yield from ()


def _placed(root: str | None) -> set[str]:
    """CURIEs that ontology/kinds.ttl places under a kind by hand."""
    path = os.path.join(folder("ontology", root), "kinds.ttl")
    if not os.path.exists(path):
        return set()
    return {c for quad in quads(Source(path, None)) if quad.predicate == _SUBCLASS and (c := contract(quad.subject.value))}


def _slice(row: Row, known: Tables, placed: set[str]) -> Iterator[ox.Triple]:
    """The triples of a term and its ancestors; synonyms of the term itself only."""
    node = _node(row.curie)
    for synonym in row.synonyms:
        yield ox.Triple(node, _ALT, ox.Literal(synonym, language="en"))
    todo, done = [row], set()
    while todo:
        current = todo.pop()
        if current.curie in done:
            continue
        done.add(current.curie)
        node, table = _node(current.curie), known.table(current.curie.partition(":")[0])
        prefix = current.curie.partition(":")[0]
        if prefix not in ("unit", "quantitykind", "RO", "BFO", "IAO", "ECO", "SEPIO", "OBI"):
            yield ox.Triple(node, _TYPE, _CLASS)
        yield ox.Triple(node, _LABEL, ox.Literal(current.label, language="en"))
        parents = [parent for c in current.parents if (parent := known.get(c)) and not parent.obsolete and known.table(c.partition(":")[0]) == table]
        if table == "uberon":
            # is_a and part_of are mixed in this table: broader, not subclass
            yield from (ox.Triple(node, _BROADER, _node(p.curie)) for p in parents)
            yield from _kind(current, node)
            todo += parents
            continue
        if table in _NO_PARENTS or prefix in ("RO", "BFO", "IAO", "SEPIO", "OBI"):
            parents = []
        yield from (ox.Triple(node, _SUBCLASS, _node(p.curie)) for p in parents if current.curie not in _STOP)
        if current.curie in _ROOTS:
            yield ox.Triple(node, _SUBCLASS, ox.NamedNode(EXO + _ROOTS[current.curie]))
        elif not parents and current.curie.replace("HGNC:", "hgnc:") not in placed:
            yield from _kind(current, node)
        if current.curie not in _STOP:
            todo += parents


def _kind(row: Row, node: ox.NamedNode) -> Iterable[ox.Triple]:
    prefix = row.curie.replace("HGNC:", "hgnc:").partition(":")[0]
    kind = _KINDS.get(prefix)
    if prefix == "hgnc" and row.label.startswith("MIR"):
        kind = "MicroRNA"
    elif prefix == "hgnc" and row.label == "H19":
        kind = "NoncodingRNA"
    return [ox.Triple(node, _SUBCLASS, ox.NamedNode(EXO + kind))] if kind else []


def _node(curie: str) -> ox.NamedNode:
    iri = expand(curie)
    if iri is None:
        raise DataError(f"{curie}: its prefix is not in prefixes.py")
    return ox.NamedNode(iri)
