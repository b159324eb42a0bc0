"""Write outside vocabularies in full, as N-Triples, from the reference tables: the other side of a federated query.

    python tools/vocabularies.py TABLES FILE NAME ...      such as ../shared/terms vocabularies.nt mondo cl

Each term that is not obsolete gets its label and parents. Whoever has a vocabulary's own release asks that instead; the
tables are what the tests and benchmarks/federation.py have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pyoxigraph as ox

from exo_ld.curate.tables import Tables
from exo_ld.files import publish
from exo_ld.prefixes import PREFIXES, expand

_LABEL, _SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


def vocabulary(tables: Tables, name: str) -> Iterator[ox.Triple]:
    """Labels and parents of one table's terms. Raises DataError where there is no such table."""
    for row in tables.need(name, "it is to be written").values():
        if not row.obsolete and (term := expand(row.curie)):
            yield ox.Triple(ox.NamedNode(term), _LABEL, ox.Literal(row.label, language="en"))
            for parent in filter(None, map(expand, row.parents)):
                yield ox.Triple(ox.NamedNode(term), _SUBCLASS, ox.NamedNode(parent))


def ntriples(path: str, *names: str) -> bytes:
    """The tables of these names in the folder ``path`` as N-Triples. Raises DataError."""
    tables = Tables(path)
    return (
        ox.serialize((triple for name in names for triple in vocabulary(tables, name)), format=ox.RdfFormat.N_TRIPLES)
        or b""
    )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    publish(sys.argv[2], ntriples(sys.argv[1], *sys.argv[3:]))
