"""The search: the names of the finder as data for the browser, and a page that says what can be searched without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..prefixes import EXOD, PREFIXES, contract
from ..query.index import QUOTED
from .pages import Page, html, text
from .records import Records
from .vendored import missing, vendored

__all__ = ["library", "names", "pages"]

# Things that people look for although no claim speaks of them.
_SOUGHT = ("primary study", "publication", "review", "exosome preparation", "disease", "class")
_NOT = ("listed value", "property", "list of values", "ontology", "experiment", "disease model", "attribute")


def pages(records: Records) -> Iterator[Page]:
    """The page of the search, the names, and the library that searches them where it was fetched."""
    yield html(records, "search.html", "search.html", lambda: {"title": "Search", "missing": missing()})
    yield text("assets/names.js", lambda: f"self.EXLD_NAMES={names(records)};\n")
    yield from library("assets/minisearch.js", ("minisearch", "dist/umd/index.js"))


def library(path: str, *parts: tuple[str, str]) -> Iterator[Page]:
    """A page of libraries' files, one behind the other; none where one of them was not fetched."""
    found = [vendored(package, file) for package, file in parts]
    if all(found):
        yield Page(path, partial(b"\n".join, [part for part in found if part]))


def names(records: Records) -> str:
    """All things that can be found, as JSON.

    ``kinds`` lists their kinds; ``things`` are rows of: IRI (a CURIE where it has one), page, label, number of
    the kind, number of claims, further names, numbers of what belongs to it, numbers of the members of what it defines.
    """
    index = records.kb.index
    linked = {n for part in (index.belonging, index.members) for below in part.values() for n in below}
    chosen = [
        number
        for number, entity in enumerate(index.entities)
        if records.address(entity.iri)
        and (number in linked or (entity.kind not in _NOT and (entity.claims or entity.kind in _SOUGHT)))
    ]
    place = {number: here for here, number in enumerate(chosen)}
    called: dict[int, dict[str, None]] = {}
    for name in index.names:
        if name.source != QUOTED and name.entity in place:
            called.setdefault(name.entity, {})[name.text] = None
    kinds = sorted({index.entities[number].kind for number in chosen})
    things: list[list[Any]] = []
    for number in chosen:
        iri, label, kind, claims = index.entities[number]
        below = [[place[n] for n in part.get(number, ()) if n in place] for part in (index.belonging, index.members)]
        row: list[Any] = [_short(iri), _page(records, iri), label, kinds.index(kind), claims]
        also = dict.fromkeys([*called.get(number, ()), *records.many(iri, PREFIXES["bibo"] + "doi")])
        row += [[each for each in also if each != label], *below]
        while row[-1] in ([], 0):
            row.pop()
        things.append(row)
    return json.dumps({"kinds": kinds, "things": things}, ensure_ascii=False, separators=(",", ":"))


def _short(iri: str) -> str:
    return contract(iri) or iri


def _page(records: Records, iri: str) -> str | int:
    """The page of a thing; 0 where the browser can tell it from the CURIE."""
    plain = (
        f"id/{iri.removeprefix(EXOD)}.html" if iri.startswith(EXOD) else f"term/{_short(iri).replace(':', '_', 1)}.html"
    )
    address = records.address(iri)
    return 0 if address == plain else address
