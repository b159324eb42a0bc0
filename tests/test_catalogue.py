"""Canned queries: what stands in their headers, and how a value gets in."""

from __future__ import annotations

from pathlib import Path

import pytest

import exo_ld
from exo_ld.errors import DataError, TermError, UsageError
from exo_ld.query.catalogue import Catalogue, literal, parse_query, rewrite
from exo_ld.query.results import Table

GOOD = """#+ summary: What?
#+ tags: [a]
#+ params:
#+   x: {type: string, default: null, description: "an x"}
#+ columns:
#+   y: "a y"
SELECT ?y WHERE {
  VALUES ?p_x { UNDEF } #+ x
  ?y ?p ?p_x
}
"""
HOSTILE = [
    '"} DROP ALL #',
    "> . }",
    '"',
    "\\",
    '\\"',
    "x\ny",
    "x\r\n}",
    "\t",
    "} #+ x",
    "VALUES ?p_x { 1 } #+ x",
    "\\u0022 } DROP ALL #",
    "'",
    "{",
    "\\1 \\g<0>",
    "<http://a/> <http://b/>",
    "?p_x",
    "#",
    "UNDEF",
]


def test_good_header() -> None:
    query = parse_query("q", GOOD, "q.rq")
    assert (query.name, query.summary, query.tags, query.columns, query.entailment) == (
        "q",
        "What?",
        ["a"],
        {"y": "a y"},
        "none",
    )
    assert query.scope == "part"
    assert parse_query("q", "#+ scope: whole\n" + GOOD, "q.rq").scope == "whole"
    assert query.params["x"] == ("x", "string", None, "an x")
    assert query.text == GOOD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#+ summary: What?\n", ""),
        ("#+ tags: [a]\n", ""),
        ("[a]", "[a"),
        ("summary: What?", "summary: What: then?"),
        ("{type: string,", "{"),
        ('{type: string, default: null, description: "an x"}', "string"),
        ("What?", "2020-13-45"),
        ("#+ params:\n#+   x: {type", "#+ params:\n#+   - x: {type"),
    ],
)
def test_header_that_cannot_be_read(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(
        DataError, match=r"^a/q\.rq: its #\+ header cannot be read \((.|\n)*\); see docs/developing\.md, Add a query$"
    ):
        parse_query("q", GOOD.replace(old, new), "a/q.rq")


@pytest.mark.parametrize("text", ["SELECT * {}", "", "#+ just words\nASK {}", "#+ [1, 2]\nASK {}"])
def test_no_header(text: str) -> None:
    with pytest.raises(DataError, match=r"^a/q\.rq: its #\+ header cannot be read"):
        parse_query("q", text, "a/q.rq")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" #+ x", "", r"params are \['x'\], marked VALUES lines are \[\]"),
        ("?p_x {", "?p_z {", r"params are \['x'\], marked VALUES lines are \['z'\]"),
        (
            "  VALUES",
            "  VALUES ?p_z { UNDEF } #+ z\n  VALUES",
            r"params are \['x'\], marked VALUES lines are \['x', 'z'\]",
        ),
        ("} #+ x", "} #+ z", "they must be the same"),
        ("#+ tags", "#+ scope: wide\n#+ tags", "scope 'wide'; use one of part, whole"),
        ("type: string", "type: date", "parameter type 'date'; use one of term, string, integer, service"),
        ("type: string", "type: service", "'x' must be both of the type service and a group \\{ #\\+ x, or neither"),
        (
            "  VALUES ?p_x { UNDEF } #+ x\n  ?y",
            "  { #+ x\n  ?y",
            "'x' must be both of the type service and a group \\{ #\\+ x, or neither",
        ),
        ("default: null", "default: y", "x has the default 'y' in the header, and UNDEF in the body, which counts"),
        ("UNDEF", '"y"', 'x has the default None in the header, and "y" in the body, which counts'),
        ("UNDEF", "undef", "x has the default None in the header, and undef in the body, which counts"),
    ],
)
def test_header_and_body_that_do_not_fit(old: str, new: str, message: str) -> None:
    with pytest.raises(DataError, match=r"^a/q\.rq: " + ".*" + message):
        parse_query("q", GOOD.replace(old, new), "a/q.rq")


@pytest.mark.parametrize(
    ("kind", "default", "held"),
    [
        ("string", '"a b"', '"a b"'),
        ("string", "'a\"b'", r'"a\"b"'),
        ("integer", "3", "3"),
        ("term", '"MONDO:0005266"', "<http://purl.obolibrary.org/obo/MONDO_0005266>"),
        ("term", '"MONDO:0005266"', "obo:MONDO_0005266"),
        ("term", '"http://a/b"', "<http://a/b>"),
    ],
)
def test_default_that_the_body_holds(kind: str, default: str, held: str) -> None:
    text = GOOD.replace("SELECT", "PREFIX obo: <http://purl.obolibrary.org/obo/>\nSELECT").replace("UNDEF", held)
    text = text.replace("type: string, default: null", f"type: {kind}, default: {default}")
    assert parse_query("q", text, "q.rq").text == text
    with pytest.raises(DataError, match="which counts"):
        parse_query("q", text.replace(f"{{ {held} }}", '{ "other" }'), "q.rq")


SERVICE = """#+ summary: What?
#+ tags: [a]
#+ params:
#+   at: {type: service, default: null, description: "an endpoint"}
SELECT ?y WHERE {
  { #+ at
    ?y ?p ?z . # { #+ at
  }
}
"""


def test_service_is_asked_only_where_it_is_given() -> None:
    query = parse_query("q", SERVICE, "q.rq")
    address = literal(query.params["at"], "http://localhost:3030/x?y=1&z=%3E")
    assert address == "<http://localhost:3030/x?y=1&z=%3E>"
    assert rewrite(query, {}) == SERVICE
    with pytest.raises(DataError, match="which counts"):
        parse_query("q", SERVICE.replace("null", '"http://a/"'), "q.rq")
    assert rewrite(query, {"at": [address]}) == SERVICE.replace("\n  { #+ at", f"\n  SERVICE {address} {{ #+ at")


@pytest.mark.parametrize(
    "value",
    [
        *HOSTILE,
        "http://a/> { ?s ?p ?o } #",
        "http://a/ b",
        "http://a/\x00",
        "http://a/\\u003e",
        "file:///etc/passwd",
        "",
    ],
)
def test_hostile_service_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="is no address of an endpoint"):
        literal(parse_query("q", SERVICE, "q.rq").params["at"], value)


def test_rewrite_touches_the_marked_line_only() -> None:
    query = parse_query("q", GOOD, "q.rq")
    assert rewrite(query, {"x": ['"v"']}) == GOOD.replace("{ UNDEF }", '{ "v" }')
    assert rewrite(query, {}) == GOOD


def test_given_lines_are_used_only_where_there_is_a_value() -> None:
    given = GOOD.replace("#+ x\n", "#+ x\n  #+ given x: ?y ?p ?p_x . # ?p_xy\n")
    query = parse_query("q", given, "q.rq")
    assert rewrite(query, {}) == given
    assert rewrite(query, {"x": ["<http://a/\\1>"]}) == given.replace("{ UNDEF }", "{ <http://a/\\1> }").replace(
        "#+ given x: ?y ?p ?p_x .", "?y ?p <http://a/\\1> ."
    )
    with pytest.raises(DataError, match=r"q\.rq: '#\+ given z' names no parameter; params are \['x'\]"):
        parse_query("q", given.replace("given x", "given z"), "q.rq")


@pytest.mark.slow
def test_given_lines_are_not_sent_to_endpoints() -> None:
    study = {"study": "https://w3id.org/exo-ld/id/study-jin-2019-mir-486"}
    line = "#+ given study: VALUES ?study { ?p_study }"
    assert line in exo_ld.connect("http://127.0.0.1:1/sparql").prepare("check-verdicts", dict(study))
    assert line not in exo_ld.load().prepare("check-verdicts", dict(study))


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_string_is_a_string_and_nothing_else(value: str, kb_root: str, tmp_path: Path) -> None:
    """A thing labelled with the hostile text is found by it, alone: what was typed is neither cut nor read as
    SPARQL."""
    import pyoxigraph as ox

    exo, label = "https://w3id.org/exo-ld/ontology#", ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    study, cargo = (
        ox.NamedNode("https://w3id.org/exo-ld/id/study-x"),
        ox.NamedNode("https://w3id.org/exo-ld/id/cargo-x"),
    )
    path = tmp_path / "more.nt"
    ox.serialize(
        [ox.Triple(study, ox.NamedNode(exo + "carries"), cargo), ox.Triple(cargo, label, ox.Literal(value))],
        str(path),
        format=ox.RdfFormat.N_TRIPLES,
    )
    answer = exo_ld.load(str(path), root=kb_root).query("cargo", label=value)
    assert isinstance(answer, Table)
    assert answer.rows == [{"study": study.value, "cargo": cargo.value, "cargoLabel": value}]


@pytest.mark.parametrize(
    "value",
    [*HOSTILE, "http://a/> . } #", "<http://a/> }>", "exld:a> . }", "MONDO:1} #", "http://[", "http://a/%zz", "", " "],
)
def test_hostile_term_is_refused(value: str, kb_root: str) -> None:
    with pytest.raises(TermError, match=r"^no term "):
        exo_ld.load(root=kb_root).prepare("cargo", {"study": value})


@pytest.mark.parametrize("value", [*HOSTILE, "1.5", "1 2", "1} #", "0x1", "", "one"])
def test_hostile_integer_is_refused(value: str, kb_root: str) -> None:
    with pytest.raises(UsageError, match=r"^-p dose=(.|\n)*: give a whole number$"):
        exo_ld.load(root=kb_root).prepare("cargo", {"dose": value})


def test_integer_and_string_in_sparql_form(kb_root: str) -> None:
    params = Catalogue(kb_root)["cargo"].params
    assert literal(params["dose"], " -05 ") == "-5"
    assert literal(params["label"], 'a\t"b"\\\n\r') == r'"a\t\"b\"\\\n\r"'


def test_parameters_select(kb_root: str) -> None:
    kb = exo_ld.load(root=kb_root)
    cases: list[tuple[dict[str, object], list[str]]] = [
        ({}, ["alpha", "beta"]),
        ({"dose": 20}, ["alpha"]),
        ({"dose": 21}, []),
        ({"label": "cargo β"}, ["beta"]),
        ({"study": "demo-2020"}, ["alpha", "beta"]),
    ]
    for given, expected in cases:
        answer = kb.query("cargo", **given)
        assert isinstance(answer, Table)
        assert [row["cargo"].rpartition("-")[2] for row in answer.rows] == expected
    assert kb.prepare("cargo", {"study": None}) == kb.catalogue["cargo"].text


def test_catalogue_reads_every_file_and_the_cache_says_the_same(kb_root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Catalogue(kb_root), Catalogue(kb_root)
    monkeypatch.setenv("EXO_LD_CACHE", "")
    assert first == second == Catalogue(kb_root)
    assert list(first) == ["cargo", "statements"]
    assert [p.kind for p in second["cargo"].params.values()] == ["term", "string", "integer"]


def test_changed_query_is_read_anew(kb_copy: Path) -> None:
    assert Catalogue(str(kb_copy))["statements"].summary == "Every statement, as triples."
    path = kb_copy / "queries" / "statements.rq"
    path.write_text(path.read_text().replace("Every statement", "All"))
    assert Catalogue(str(kb_copy))["statements"].summary == "All, as triples."


def test_broken_query_file_is_named(kb_copy: Path) -> None:
    (kb_copy / "queries" / "bad.rq").write_bytes(b"\xff")
    with pytest.raises(DataError, match=r"queries/bad\.rq: not UTF-8 \("):
        Catalogue(str(kb_copy))["bad"]
    assert exo_ld.load(root=str(kb_copy)).query("statements")


def test_default_that_json_does_not_know(kb_copy: Path) -> None:
    (kb_copy / "queries" / "cargo.rq").write_text(
        GOOD.replace("default: null", "default: 2020-01-01").replace("UNDEF", '"2020-01-01"')
    )
    assert str(Catalogue(str(kb_copy))["cargo"].params["x"].default) == "2020-01-01"
    assert str(Catalogue(str(kb_copy))["cargo"].params["x"].default) == "2020-01-01"


def test_unknown_query_and_parameter(kb_root: str) -> None:
    kb = exo_ld.load(root=kb_root)
    with pytest.raises(UsageError, match=r"^no query 'carg'; near: cargo$"):
        kb.query("carg")
    with pytest.raises(UsageError, match=r"^no query 'zzz'; exo-ld queries lists them all$"):
        kb.query("zzz")
    with pytest.raises(UsageError, match=r"^query cargo has no parameter 'colour'; it has: study, label, dose$"):
        kb.query("cargo", colour="red")
    with pytest.raises(UsageError, match=r"^query statements has no parameter 'x'; it has: none$"):
        kb.query("statements", x=1)
