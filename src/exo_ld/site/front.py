"""The front page: what this is, its figures, and who studied what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..prefixes import ONTOLOGY, PREFIXES
from .effects import against, by_support
from .matrix import KINDS, as_grid, matrices
from .pages import BASE, Page, html
from .parts import field_name
from .records import Records

__all__ = ["Figure", "figures", "pages"]

_BEST, _GAPS = 8, 5


class Figure(NamedTuple):
    """A figure of the front page: a number, its words, the page behind it, the query whose rows it counts."""

    number: int
    words: str
    page: str
    query: str
    warns: bool = False


def figures(records: Records) -> list[Figure]:
    """The figures of the front page, each counted in the rows of a canned query."""

    def count(query: str, column: str, **where: Any) -> int:
        rows = records.rows(query).rows
        return len({row[column] for row in rows if column in row and all(row.get(k) == v for k, v in where.items())})

    people = [row for row in records.rows("human-evidence") if row["humanStudies"]]
    gone = count("retracted-support", "retractedStudy")
    otherwise = count("source-checks", "check", claimVerdict="contradicted")
    resting, alone = count("retracted-support", "claim"), count("retracted-support", "claim", retractedOnly=True)
    return [
        Figure(count("bibliography", "work", kind="primary study"), "primary studies", "studies.html", "bibliography"),
        Figure(count("claims", "claim"), "statements (claims)", "about.html#counted", "claims"),
        Figure(count("claims", "evidence"), "lines of evidence for them", "about.html#counted", "claims"),
        Figure(
            len(people),
            f"of {len(records.rows('human-evidence')):,} complications studied in people, as these reviews tell",
            "gaps.html#people",
            "human-evidence",
        ),
        Figure(
            gone,
            f"retracted {_many(gone, 'study', 'studies')}: {resting:,} claims on {_many(gone, 'it', 'them')}, "
            f"{alone:,} on nothing else",
            "trust.html#retracted",
            "retracted-support",
            True,
        ),
        Figure(
            otherwise,
            f"{_many(otherwise, 'time', 'times')} the cited paper says otherwise",
            "trust.html#otherwise",
            "source-checks",
            True,
        ),
        Figure(
            count("disagreements", "disagreement"), "disagreements", "trust.html#disagreements", "disagreements", True
        ),
        Figure(count("errata", "erratum"), "errata of the reviews", "trust.html#errata", "errata", True),
    ]


def pages(records: Records) -> Iterator[Page]:
    """The front page."""

    def values() -> dict[str, Any]:
        matrix = matrices(records)[KINDS[0].name]
        reviews = sorted({row["review"] for row in records.rows("review-sections")}, key=records.label)
        best = [(row, len(against(records, row))) for row in by_support(records)[:_BEST]]
        single, effects = len(records.rows("single-study-effects")), len(records.rows("effect-support"))
        return {
            "title": "What exosomes of mesenchymal stem cells do in diabetes, and on whose word",
            "figures": figures(records),
            "reviews": reviews,
            "best": best,
            "single": single,
            "effects": effects,
            "missing": [(field_name(records, r["missing"]), r) for r in records.rows("reporting-gaps").rows[:_GAPS]],
            "schema": _schema(records),
            **as_grid(matrix),
        }

    yield html(records, "index.html", "index.html", values)


def _schema(records: Records) -> dict[str, Any]:
    """The data set for search engines (https://schema.org/Dataset)."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": BASE,
        "name": "exo-ld",
        "description": records.one(ONTOLOGY, PREFIXES["dcterms"] + "description"),
        "version": records.version,
        "dateModified": records.reading.modified,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "creator": {"@type": "Organization", "name": records.reading.creator},
        "url": BASE,
    }


def _many(n: int, one: str, many: str) -> str:
    return one if n == 1 else many
