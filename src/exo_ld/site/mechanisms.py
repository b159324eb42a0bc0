"""The pages of mechanisms: a graph for each complication and each molecule, and the same links as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ..prefixes import contract
from ..query.results import Table
from ..query.values import Value
from .drawing import draw
from .mechanism import COLUMNS, Mechanism, Mechanisms
from .pages import Page, csv, html
from .records import Records

if TYPE_CHECKING:
    from ..share.claims import Claim

__all__ = ["pages", "place"]


def place(iri: str) -> str:
    """The path of the mechanism page of a thing."""
    return f"mechanisms/{(contract(iri) or iri.rsplit('/', 1)[-1]).replace(':', '_', 1).replace('/', '_')}.html"


def pages(records: Records) -> Iterator[Page]:
    """A page and a CSV for each complication and each molecule, and a page that lists them."""
    owner = Mechanisms(records)
    for kind, things in (("complication", owner.complications), ("molecule", owner.molecules)):
        for iri, claims in things.items():
            made = _once(owner, claims)
            yield html(
                records, place(iri), "mechanism.html", partial(_values, iri, kind, made), "mechanisms/index.html"
            )
            yield csv(place(iri)[:-5] + ".csv", partial(_table, made))
    yield html(records, "mechanisms/index.html", "mechanisms.html", partial(_listed, owner))


def _once(owner: Mechanisms, claims: list[Claim]) -> Callable[[], Mechanism]:
    kept: list[Mechanism] = []

    def make() -> Mechanism:
        if not kept:
            kept.append(Mechanism(owner, claims))
        return kept[0]

    return make


def _values(iri: str, kind: str, made: Callable[[], Mechanism]) -> dict[str, Any]:
    mechanism = made()
    records = mechanism.records
    label = records.label(iri)
    numbers = {id(link): number for number, link in enumerate(mechanism.links, 1)}
    conflicts = sum(link.conflict for link in mechanism.links)
    said = sum(not link.studies for link in mechanism.links)
    return {
        "title": f"{label}: how it is said to work"
        if kind == "complication"
        else f"{label}: what acts on it, what it acts on",
        "thing": iri,
        "mechanism": mechanism,
        "graph": draw(mechanism, numbers, lambda each: records.address(each)),
        "rows": [(numbers.get(id(link), 0), link) for link in mechanism.all],
        "conflicts": conflicts,
        "said": said,
        "columns": [name for name, _ in COLUMNS],
        "csv": place(iri).rsplit("/", 1)[1][:-5] + ".csv",
        "chains": [[records.told(claim) for claim in chain] for chain in mechanism.chains],
    }


def _table(made: Callable[[], Mechanism]) -> Table:
    mechanism = made()
    columns = [
        "from",
        "fromState",
        "does",
        "aspect",
        "to",
        "drawnAs",
        "studies",
        "systems",
        "organisms",
        "claims",
        "conflict",
    ]
    label = mechanism.records.label
    rows = [
        tuple(
            Value("literal", text)
            for text in (
                label(link.subject),
                link.state,
                link.does,
                link.aspect,
                label(link.object),
                "badge" if mechanism.direct(link) else "line",
                str(len(link.studies)),
                "; ".join(link.systems),
                "; ".join(map(label, link.where("inOrganism"))),
                " ".join(contract(claim.id) or claim.id for claim in link.claims),
                str(link.conflict).lower(),
            )
        )
        for link in mechanism.all
    ]
    return Table(columns, list(rows))


def _listed(owner: Mechanisms) -> dict[str, Any]:
    records = owner.records

    def counted(things: dict[str, list[Claim]]) -> list[tuple[str, str, int, int]]:
        made = [(iri, place(iri).rsplit("/", 1)[1], Mechanism(owner, claims)) for iri, claims in things.items()]
        rows = [(iri, to, len(each.nodes), len(each.links)) for iri, to, each in made if each.links]
        return sorted(rows, key=lambda row: (-row[3], records.label(row[0]).lower()))

    return {"title": "Mechanisms", "complications": counted(owner.complications), "molecules": counted(owner.molecules)}
