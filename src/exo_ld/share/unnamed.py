"""Whether what is exported can be named: a claim, its parts and its evidence are IRIs, as any format of claims needs
them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ..errors import DataError, quoted
from ..prefixes import EXO, contract

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["refuse_unnamed"]

_PARTS = ("subject", "relation", "object", "evidenceFor", "cites", "statedIn", "checkedBy", "observedIn")


def refuse_unnamed(kb: KnowledgeBase) -> None:
    """Raise DataError where a claim or a line of evidence is a blank node, or has a text or a blank node where a thing
    belongs."""
    for name in _PARTS:
        for quad in kb.store.quads_for_pattern(None, ox.NamedNode(EXO + name), None):
            if not isinstance(quad.subject, ox.NamedNode):
                what = "a line of evidence" if name in ("evidenceFor", "cites", "statedIn", "checkedBy") else "a claim"
                raise DataError(
                    f"{what} (with exld:{name} {_said(quad.object)}) is a blank node, which cannot be exported; "
                    "give it an IRI"
                )
            if not isinstance(quad.object, ox.NamedNode):
                subject = contract(quad.subject.value) or f"<{quad.subject.value}>"
                raise DataError(
                    f"{subject}: exld:{name} is {_said(quad.object)}, where an export needs the IRI of a thing; "
                    "give that"
                )


def _said(node: Any) -> str:
    if isinstance(node, ox.NamedNode):
        return contract(node.value) or f"<{node.value}>"
    return (
        "a blank node"
        if isinstance(node, ox.BlankNode)
        else f"the text {quoted(node.value)}"
        if isinstance(node, ox.Literal)
        else "a triple"
    )
