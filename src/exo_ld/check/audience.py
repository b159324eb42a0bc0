"""For whom data is checked, and so by which shapes: all (maintainer), what all must keep (user), or a reporting profile
(misev).

A shape that only the keepers of this knowledge base must obey has ``dcterms:audience exos:Maintainer``
(docs/decisions/0019); for users it is deactivated. A file ``shapes/NAME-profile.ttl`` is a profile of its own, which
looks for gaps, not faults.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ..errors import DataError, UsageError, quoted
from ..files import tree
from ..prefixes import EXOS, PREFIXES, contract, expand
from ..sources import Source, folder, quads, taken

__all__ = ["load_shapes", "shape_iris", "shapes_graph"]

_SH = PREFIXES["sh"]
_PROFILE = "-profile.ttl"
_MAINTAINER = (ox.NamedNode(PREFIXES["dcterms"] + "audience"), ox.NamedNode(EXOS + "Maintainer"))
_TARGETS = {_SH + name for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf", "target")}
_KINDS = {ox.NamedNode(_SH + name) for name in ("NodeShape", "PropertyShape")}


def load_shapes(audience: str, root: str | None = None, more: Iterable[str] = ()) -> list[ox.Triple]:
    """The shapes for an audience as triples.

    Args:
        audience: ``user``, ``maintainer``, or the NAME of a file ``NAME-profile.ttl``.
        root: another knowledge base's folder in place of the shipped one.
        more: files of further shapes.

    Raises: UsageError for an audience that there is not; DataError for a file that cannot be read or holds no shape.
    """
    files = tree(folder("shapes", root), (".ttl",))
    known = {os.path.basename(path).removesuffix(_PROFILE): path for path in files if path.endswith(_PROFILE)}
    if audience in known:
        chosen = [known[audience]]
    elif audience in ("user", "maintainer"):
        chosen = [path for path in files if not path.endswith(_PROFILE)]
    else:
        raise UsageError(f"no audience {quoted(audience)}; use {', '.join(['user', 'maintainer', *known])}")
    triples = [quad.triple for path in chosen for quad in quads(Source(path, None))]
    for path in more:
        added = [quad.triple for quad in taken(path).quads]
        if not any(t.predicate.value in _TARGETS or t.object in _KINDS for t in added):
            raise DataError(
                f"{path}: no SHACL shape in it (no sh:targetClass or other target, no sh:NodeShape); "
                "name a file of shapes"
            )
        triples += added
    if audience == "user":
        off = ox.NamedNode(_SH + "deactivated")
        triples += [
            ox.Triple(t.subject, off, ox.Literal(True)) for t in triples if (t.predicate, t.object) == _MAINTAINER
        ]
    return triples


def shape_iris(names: Iterable[str], triples: list[ox.Triple]) -> set[str]:
    """The IRIs of the shapes ``names``: exos:Claim-relation, Claim-relation or an IRI. Raises UsageError where there is
    no such shape."""
    shapes = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    found = set()
    for name in names:
        iri = next((iri for iri in (name.strip("<>"), expand(name), EXOS + name) if iri in shapes), None)
        if iri is None:
            from difflib import get_close_matches

            near = get_close_matches(
                name if ":" in name else "exos:" + name, [contract(iri) or iri for iri in shapes], 3
            )
            hint = f"near it: {', '.join(near)}" if near else "look into shapes/ for the names"
            raise UsageError(f"no shape {quoted(name)}; {hint}")
        found.add(iri)
    return found


def shapes_graph(root: str | None = None) -> Any:
    """All shapes, without the reporting profiles, as one rdflib.Graph."""
    import rdflib

    data = ox.serialize(load_shapes("maintainer", root), format=ox.RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=data, format="nt")
