"""Ids that are taken: what files of someone else say of an individual that another file defines.

Of a claim, line, study or other individual that has its rdf:type elsewhere, a further file may tell only what joins it
with something of its own: a number in a review, a link between claims, a name. Anything else would change what another
file says, unseen, once both are loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..files import read_text
from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..report.places import locate
from ..sources import Source, quads

__all__ = ["Clash", "clash_message", "clashes", "refuse"]

_TYPE = PREFIXES["rdf"] + "type"
_SLICE = EXOD + "import-"  # a slice of a vocabulary is told of in each folder that has one
_LOCAL = ox.NamedNode(EXO + "LocalTerm")
# What any file may add to a thing of another one; evidence codes are derived, and exports have them.
_JOINS = {
    EXO + name
    for name in (
        *("checkedBy", "disagreesWith", "evidenceCode", "leadsTo", "numberInReview", "orElse", "reasonFor"),
        *("sameFactAs", "wording", "despite", "andAlso", "onCondition", "embeds"),
    )
}


class Clash(NamedTuple):
    """An individual that ``file`` defines anew or changes, by ``predicate`` and ``value``, though ``home`` defines
    it."""

    node: ox.NamedNode
    predicate: ox.NamedNode
    value: ox.NamedNode | ox.Literal
    file: str
    home: str


def clashes(files: Iterable[tuple[str, Iterable[ox.Quad]]]) -> Iterator[Clash]:
    """The individuals that a file changes though another one before it defines them, each once a file.

    Args:
        files: paths with their quads; those of the knowledge base first. What is said twice alike is no clash.
    """
    homes: dict[Any, str] = {}
    said: dict[Any, set[tuple[ox.NamedNode, object]]] = {}
    given: list[tuple[str, list[Any]]] = [(path, [q for q in stated if _ours(q.subject)]) for path, stated in files]
    for path, found in given:
        for quad in found:
            if quad.predicate.value == _TYPE and quad.object != _LOCAL:
                homes.setdefault(quad.subject, path)
    for path, found in given:
        for quad in found:
            if homes.get(quad.subject) == path:
                said.setdefault(quad.subject, set()).add((quad.predicate, quad.object))
    for path, found in given:
        told = set()
        for quad in found:
            home = homes.get(quad.subject, path)
            if home == path or quad.subject in told or (quad.predicate, quad.object) in said[quad.subject]:
                continue
            if quad.predicate.value in _JOINS or not (quad.predicate.value == _TYPE or _exo(quad.predicate)):
                continue
            told.add(quad.subject)
            yield Clash(quad.subject, quad.predicate, quad.object, path, home)


def refuse(store: ox.Store, files: Iterable[Source]) -> None:
    """Raise DataError, with both places, where a further file takes an id of another one.

    Args:
        store: holds all ``files``.
        files: the knowledge base's, then those of someone else, whose graph is None.
    """
    files = list(files)
    taken = [(file.path, quads(file)) for file in files if file.graph is None]
    wanted = sorted({q.subject for _, found in taken for q in found if _ours(q.subject)}, key=str)
    graphs = {file.graph for file in files if file.graph}
    own: dict[str, list[ox.Quad]] = {}
    for quad in (quad for node in wanted for quad in store.quads_for_pattern(node, None, None, None)):
        if (graph := getattr(quad.graph_name, "value", None)) in graphs:
            own.setdefault(str(graph), []).append(quad)
    for clash in clashes([*own.items(), *taken]):
        named = contract(clash.node.value) or ""
        homes = [f.path for f in files if f.graph == clash.home and f"\n{named}\n" in read_text(f.path)]
        told = clash_message(clash.node, locate(homes[0] if homes else clash.home, clash.node.value))
        raise DataError(f"{locate(clash.file, clash.node.value, clash.predicate.value)}: {told}")


def clash_message(node: ox.NamedNode, home: str) -> str:
    """What is wrong, and what to do."""
    name = contract(node.value) or node.value
    return f"{name} is defined in {home}, and this changes it; take a free id for another thing"


def _ours(node: object) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(EXOD) and not node.value.startswith(_SLICE)


def _exo(node: ox.NamedNode) -> bool:
    return node.value.startswith((EXO, PREFIXES["bibo"], PREFIXES["dcterms"]))
