"""What of a claim is refused or told as it is drafted, though shapes let it pass: sentences that say another thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import UsageError
from ..prefixes import EXO
from .values import Node

__all__ = ["remarks"]

_MOVING = frozenset(
    "accumulation clearance infiltration localization packaging release retention secretion translocation transport "
    "uptake delivers migratesTo secretes carries locatedIn derivesFrom isTakenUpBy isObtainedBy".split()
)


def remarks(said: Iterable[tuple[str, Node]]) -> Iterator[str]:
    """What a curator should know of the claim that this is said of, a line each. Raises UsageError for a claim that
    says nothing."""
    found: dict[str, set[str]] = {}
    for predicate, value in said:
        found.setdefault(predicate.removeprefix(EXO), set()).add(value.value.removeprefix(EXO))
    relation = found.get("relation", set())
    if "isAlsoCalled" in relation and found["subject"] == found["object"]:
        raise UsageError(
            "isAlsoCalled: both are one term, of which this is a name already, so that there is nothing to state; "
            "leave the row out (an abbreviation is no statement), or give a local term altLabel= its abbreviation"
        )
    if "fromLocation" in found and not _MOVING & (relation | found.get("aspect", set())):
        yield (
            "fromLocation= is from where something moves or is released, and is of the whole claim; fluids, cells or "
            "media from somewhere are a local term, as subject or object"
        )
    if "hasCharacteristic" in relation and {"equal", "nearlyEqual"} & found.get("degree", set()):
        yield (
            "hasCharacteristic with equal is a quality had to the same extent; that two are alike in it is "
            "isSimilarTo, with the aspect or between two local terms (the quality of each)"
        )
