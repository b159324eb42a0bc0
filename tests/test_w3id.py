"""The redirects of docs/w3id: each kind of IRI that the data has leads where it should. A small reading of Apache's
mod_rewrite."""

from __future__ import annotations

import re

import pytest
from conftest import REPO

BASE, SITE = "https://w3id.org/exo-ld/", "https://exo-ld.github.io/exo-ld/"


def redirect(path: str, accept: str = "text/html") -> tuple[int, str]:
    """Where a path below `BASE` leads: the first rule that matches, its conditions on what the client accepts met."""
    conditions: list[bool] = []
    for line in (REPO / "docs" / "w3id" / ".htaccess").read_text(encoding="utf-8").splitlines():
        word, *parts = line.split() or [""]
        if word == "RewriteCond":
            assert parts[0] == "%{HTTP_ACCEPT}"
            conditions.append(bool(re.search(parts[1], accept)))
        elif word == "RewriteRule":
            met, conditions = all(conditions), []
            if met and (found := re.search(parts[0], path)):
                status = re.search(r"R=(\d+)", parts[2])
                assert status
                assert re.search(r"\bL\b", parts[2])
                return int(status[1]), re.sub(r"\$(\d)", lambda group: found[int(group[1])] or "", parts[1])
    raise AssertionError("no rule matches")


@pytest.mark.parametrize(
    ("path", "accept", "leads_to"),
    [
        ("ontology", "text/turtle", "ontology.ttl"),
        ("ontology/0.1.0", "application/ld+json", "ontology.jsonld"),
        ("ontology", "text/html", "ontology.html"),
        ("shapes", "text/turtle", "shapes.ttl"),
        ("id/claim-jin-2019-mir-486-03", "text/html", "id/claim-jin-2019-mir-486-03.html"),
        ("id/claim-jin-2019-mir-486-03", "text/turtle", "id/claim-jin-2019-mir-486-03.ttl"),
        ("id/evidence-jin-2019-mir-486-03-1", "text/html", "id/evidence-jin-2019-mir-486-03-1.html"),
        ("id/evidence-jin-2019-mir-486-03-1", "text/turtle", "id/claim-jin-2019-mir-486-03.ttl"),
        ("id/evidence-xiong-2021-142-also-4-1", "text/turtle", "id/claim-xiong-2021-142.ttl"),
        ("id/evidence-jin-2019-mir-486-model-1-2", "text/turtle", "id/model-jin-2019-mir-486-1.ttl"),
        ("mappings/local-terms", "*/*", "mappings/local-terms.sssom.tsv"),
        ("context.jsonld", "application/ld+json", "context.jsonld"),
        ("release/0.1.0/exo-ld.nq", "*/*", "release/0.1.0/exo-ld.nq"),
        ("np/RA" + "0aZ_-" * 8 + "abc", "application/trig", "exo-ld-nanopubs.trig"),
    ],
)
def test_iris_lead_to_what_they_name(path: str, accept: str, leads_to: str) -> None:
    assert redirect(path, accept) == (303, SITE + leads_to)


@pytest.mark.parametrize("path", ["", "np/", "np/draft", "nonsense"])
def test_all_else_leads_to_the_front_page(path: str) -> None:
    assert redirect(path) == (302, SITE)


def test_nanopublications_have_the_iris_that_are_redirected() -> None:
    from exo_ld.share.nanopub import NAMESPACE

    assert NAMESPACE == BASE + "np/"
