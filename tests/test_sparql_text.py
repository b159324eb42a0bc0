"""What can be read of a SPARQL query's text without parsing it: prefixes in use, and ours declared for a person who
types."""

from __future__ import annotations

import pytest

import exo_ld
from exo_ld.errors import UsageError
from exo_ld.graph.sparql import spelled_out, undeclared, with_prefixes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * { ?s exld:a HP:0003074 }", ["exld", "HP"]),
        ("prefix exld: <http://x/#> SELECT * { ?s exld:a ?o }", []),
        ('SELECT * { ?s ?p "a:b" , \'c:d\' , <e:f> , """g:h""" } # i:j', []),
        ("SELECT * { _:b0 ?p ?o . ?s : 1 }", [""]),
        ("PREFIX # x: comment\n exld: <http://x/#> ASK { ?s exld:a [] }", []),
        ("SELECT * { ?s exld:a/exld:b|^mirbase.mature:c ?o }", ["exld", "mirbase.mature"]),
    ],
)
def test_undeclared_prefixes(text: str, found: list[str]) -> None:
    assert undeclared(text) == found


def test_the_first_line_keeps_its_number() -> None:
    assert (
        with_prefixes("SELECT * {\n ?s exld:a 1 }")
        == "PREFIX exld: <https://w3id.org/exo-ld/ontology#> SELECT * {\n ?s exld:a 1 }"
    )


def test_ours_need_no_declaration_and_an_own_declaration_counts() -> None:
    kb = exo_ld.load()
    ask = "ASK { ?s a exld:Claim ; exld:subject HP:0003074 }"
    assert said(kb.sparql(ask)) == [True]
    assert said(kb.sparql("PREFIX exld: <http://example.org/> " + ask)) == [False]


def said(answer: exo_ld.Table | exo_ld.Graph) -> list[object]:
    assert isinstance(answer, exo_ld.Table)
    return list(answer.rows[0].values())


@pytest.mark.parametrize("text", ["SELECT * { ?s exdl:a ?o }", "SELECT *\n{ ?s ?p ?o .\n ?o Mondo:1 ?x }"])
def test_an_unknown_prefix_is_one_clear_line(text: str) -> None:
    with pytest.raises(
        UsageError, match=r"^the prefix '(exdl|Mondo):' is declared nowhere; write PREFIX .*; near: .*(exld|MONDO)"
    ) as caught:
        exo_ld.load().sparql(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?zeta ?p ?alpha }", "SELECT ?zeta ?p ?alpha { ?zeta ?p ?alpha }"),
        ("prefix a: <http://a*> select distinct * { ?zeta ?p ?alpha }", "prefix a: <http://a*> select distinct ?zeta "
        "?p ?alpha { ?zeta ?p ?alpha }"),
        ("# SELECT ?p *\nSELECT\n* { ?zeta ?p $alpha }", "# SELECT ?p *\nSELECT\n?zeta ?p ?alpha { ?zeta ?p $alpha }"),
        ("SELECT ?p { { SELECT * { ?zeta ?p ?alpha } } }", None),
        ("SELECT (2 * 3 AS ?p) {}", None),
        ("SELECT (COUNT(*) AS ?p) { ?zeta ?p ?alpha }", None),
        ("CONSTRUCT { ?zeta ?p ?alpha } { SELECT * { ?zeta ?p ?alpha } }", None),
    ],
)  # fmt: skip
def test_a_star_keeps_the_order_of_its_variables(text: str, expected: str | None) -> None:
    assert spelled_out(text, ["alpha", "p", "zeta"]) == expected
