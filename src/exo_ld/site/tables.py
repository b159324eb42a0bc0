"""The pages that are tables: effects, gaps, trust, reviews compared, studies, preparations. Beside each table lie its
rows as CSV; the query behind it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from . import effects, gaps, trust, works
from .grids import csv_of
from .pages import Page, csv, html
from .records import Records

__all__ = ["pages"]

# Queries whose rows stand on the pages, and as CSV beside them.
_QUERIES = (
    "effect-support",
    "single-study-effects",
    "null-results",
    "opposite-directions",
    "reporting-gaps",
    "human-evidence",
    "cargo-without-target",
    "open-questions",
    "evidence-gaps",
    "dose-gaps",
    "retracted-support",
    "source-checks",
    "disagreements",
    "errata",
    "review-concordance",
    "bibliography",
    "preparations",
    "outcomes",
)
_PAGES: dict[str, Callable[[Records], dict[str, Any]]] = {
    "effects.html": effects.effects,
    "effects-by-complication.html": effects.by_complication,
    "gaps.html": gaps.gaps,
    "trust.html": trust.trust,
    "checks.html": trust.checks,
    "compare.html": trust.compare,
    "studies.html": works.studies,
    "preparations.html": works.preparations,
}
_WITHIN = {"checks.html": "trust.html", "effects-by-complication.html": "effects.html"}


def pages(records: Records) -> Iterator[Page]:
    """The table pages, and the CSV of the queries behind them."""
    for name in _QUERIES:
        yield csv(csv_of(name), partial(records.rows, name))
    for path, values in _PAGES.items():
        yield html(records, path, "tables.html", partial(values, records), _WITHIN.get(path, path))
