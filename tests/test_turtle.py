"""Canonical Turtle: one text for one graph, nothing lost, and errors that name the place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from exo_ld.errors import DataError
from exo_ld.graph.turtle import format_text, parse, parse_quads, read, serialize

HEAD = "@prefix exo: <https://w3id.org/exo-ld/ontology#> .\n"
EXO = "https://w3id.org/exo-ld/ontology#"


def form(body: str, head: str | None = None) -> str:
    """The canonical form of ``body``, checked to be stable and to be the same graph."""
    text = HEAD + body
    formed = format_text(text, "x.ttl", head)
    assert format_text(formed, "x.ttl", head) == formed
    assert canonical_graph(formed) == canonical_graph(text)
    return formed


def canonical_graph(text: str) -> ox.Dataset:
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_order_of_subjects_predicates_and_objects() -> None:
    body = """exo:b exo:z 2, 1 ; exo:a exo:c ; <http://www.w3.org/2000/01/rdf-schema#label> "b" ; a exo:T .
    exo:a exo:p true . exo:head exo:p 1.50 ."""
    assert (
        form(body, EXO + "head")
        == """@prefix exo: <https://w3id.org/exo-ld/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

exo:head
  exo:p 1.50 ;
.

exo:a
  exo:p true ;
.

exo:b
  a exo:T ;
  rdfs:label "b" ;
  exo:a exo:c ;
  exo:z
    1 ,
    2 ;
.
"""
    )


def test_order_of_the_statements_does_not_count() -> None:
    statements = ["exo:a exo:p 1 .", "exo:a exo:q exo:b .", "exo:b exo:p [ exo:q 2 ] .", "exo:b a exo:C ."]
    assert form("\n".join(statements)) == form("\n".join(reversed(statements)))


def test_prefixes_are_those_in_use_and_unknown_ones_are_spelled_out() -> None:
    body = "@prefix my: <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . exo:a exo:p my:x ."
    assert form(body) == HEAD + "\nexo:a\n  exo:p <http://example.org/x> ;\n.\n"


def test_doubled_statements_are_one() -> None:
    assert form("exo:a exo:p 1 . exo:a exo:p 1 .").count("exo:p 1") == 1


def test_comment_block_at_the_top_is_kept() -> None:
    text = "# first\n\n#   second # with a mark\n" + HEAD + "exo:a exo:p 1 ."
    formed = format_text(text, "x.ttl")
    assert formed == "# first\n#   second # with a mark\n\n" + HEAD + "\nexo:a\n  exo:p 1 ;\n.\n"
    assert format_text(formed, "x.ttl") == formed


def test_comment_with_an_odd_line_separator_stays_a_comment() -> None:
    text = "# one\u2028two\n" + HEAD + "exo:a exo:p 1 ."
    assert format_text(text, "x.ttl").startswith("# one\u2028two\n\n@prefix")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("# here\nexo:a exo:p 1 .", 2),
        ("exo:a exo:p 1 . # here", 2),
        ("exo:a exo:p '''x\n# no comment\n''' ;\n  exo:q 2 # here\n.", 5),
        ("exo:a exo:p 1 .\n# at the end", 3),
    ],
)
def test_comment_further_down_is_refused_with_its_line(body: str, line: int) -> None:
    with pytest.raises(DataError, match=rf"^some/x\.ttl:{line}: a comment here would be lost; .*move it to the top"):
        format_text(HEAD + body, "some/x.ttl")


@pytest.mark.parametrize(
    "value", ['"a # b"', "'a # b'", '"""a\n# b"""', "'''a\n# b'''", r'"a \" # b"', "<http://example.org/#b>"]
)
def test_a_mark_in_a_string_or_iri_is_no_comment(value: str) -> None:
    assert "# b" in form(f"exo:a exo:p {value} .") or "#b" in form(f"exo:a exo:p {value} .")


def test_lists() -> None:
    assert (
        form("exo:a exo:p (1 exo:b (2) ()) ; exo:q () .")
        == HEAD.replace("\n", "\n\n")
        + """exo:a
  exo:p (
    1
    exo:b
    (
      2
    )
    ()
  ) ;
  exo:q () ;
.
"""
    )


def test_what_is_almost_a_list_is_kept_as_it_is() -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    formed = form(rdf + "exo:a exo:p [ rdf:first 1, 2 ; rdf:rest () ] .")
    assert "rdf:first\n" in formed
    assert "rdf:rest () ;" in formed
    assert "rdf:rest" in form(
        rdf + "exo:a exo:p [ rdf:first 1 ; rdf:rest _:t ] . exo:b exo:p _:t . _:t rdf:first 2 ; rdf:rest () ."
    )


@pytest.mark.parametrize("rest", ["5", "<<( exo:a exo:b 1 )>>", "exo:b"])
def test_a_list_that_does_not_end_is_kept_as_it_is(rest: str) -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    assert f"rdf:rest {rest} ;" in form(rdf + f"exo:a exo:p [ rdf:first 1 ; rdf:rest {rest} ] .")


def test_blank_nodes_stand_where_they_are_used() -> None:
    assert (
        form("exo:a exo:p [ exo:q [ exo:r 1 ] ; a exo:T ] .")
        == HEAD
        + """
exo:a
  exo:p [
    a exo:T ;
    exo:q [
      exo:r 1 ;
    ] ;
  ] ;
.
"""
    )


def test_shared_blank_node_keeps_its_label() -> None:
    formed = form("exo:a exo:p _:n . exo:b exo:p _:n . _:n exo:q 1 .")
    assert formed.count("_:n") == 3


def test_blank_nodes_in_a_circle_are_not_lost() -> None:
    assert form("_:a exo:p _:b . _:b exo:q _:a .") == HEAD + "\n_:a\n  exo:p _:b ;\n.\n\n_:b\n  exo:q _:a ;\n.\n"
    assert form("_:a exo:p _:a .") == HEAD + "\n_:a\n  exo:p _:a ;\n.\n"


def test_empty_and_nameless_blank_nodes_have_one_form() -> None:
    assert form("exo:a exo:p [] .") == HEAD + "\nexo:a\n  exo:p [] ;\n.\n"
    assert form("[] exo:p 3 . [] exo:p 1 . [] exo:p 2 .") == HEAD + "".join(f"\n[]\n  exo:p {n} ;\n.\n" for n in (1, 2, 3))


@pytest.mark.parametrize(
    "value",
    [
        'say "hello"',
        "back\\slash",
        "tab\tline",
        "two\nlines",
        'ends in a quote\n"',
        'ends in two\n""',
        'ends in three\n"""',
        'ends in four\n""""',
        '"""\nin front',
        'a\n\\"',
        "carriage\r\nreturn",
        "carriage\rreturn",
        "it's",
        "",
        "\n",
        '"',
        "μ β 漢 😀",
        "a\\nb",
        "\\u0041",
        "\x0c",
    ],
)
@pytest.mark.parametrize("language", [None, "en", "de-CH"])
def test_strings_come_back_as_they_were(value: str, language: str | None) -> None:
    triple = ox.Triple(ox.NamedNode(EXO + "a"), ox.NamedNode(EXO + "p"), ox.Literal(value, language=language))
    text = serialize([triple])
    assert parse(text.encode(), "x.ttl") == [triple]
    assert format_text(text, "x.ttl") == text


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ('"x"@EN-us', '"x"@en-us'),
        ("'''x'''", '"x"'),
        ('"5"^^<http://www.w3.org/2001/XMLSchema#integer>', "5"),
        ("+5", "+5"),
        ("-0.50", "-0.50"),
        ('"5."^^<http://www.w3.org/2001/XMLSchema#decimal>', '"5."^^xsd:decimal'),
        ("1e3", '"1e3"^^xsd:double'),
        ("false", "false"),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"1"^^xsd:boolean'),
        ('"x"^^<http://example.org/t>', '"x"^^<http://example.org/t>'),
        ('"two\\nlines"', '"""two\nlines"""'),
        ('"two\\r\\nlines"', '"""two\\r\nlines"""'),
        ('"x"@ar--rtl', '"x"@ar--rtl'),
        ("<<( exo:a exo:b 1 )>>", "<<( exo:a exo:b 1 )>>"),
    ],
)
def test_literals(term: str, written: str) -> None:
    assert f"  exo:p {written} ;\n" in form(f"exo:a exo:p {term} .")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "exo:a exo:p \n  exo:b exo:c exo:d .", "3:9"),
        (HEAD + "\nexo:a nope:p 1 .", "3:7"),
        ("<http://a/> <http://b/> .", "1:25"),
        (HEAD + 'exo:a exo:p "open .', "2:13"),
    ],
)
def test_bad_syntax_names_file_line_and_column(text: str, place: str) -> None:
    for call in (lambda: format_text(text, "some/x.ttl"), lambda: parse(text.encode(), "some/x.ttl")):
        with pytest.raises(DataError) as caught:
            call()
        message = str(caught.value)
        assert message.startswith(f"some/x.ttl:{place}: ")
        assert "\n" not in message
        assert "Parser error" not in message


def test_bad_syntax_in_quads_names_the_place_too() -> None:
    with pytest.raises(DataError, match=r"^x\.nq:2:\d+: "):
        parse_quads(b"<http://a/> <http://b/> <http://c/> .\nnonsense\n", "x.nq", ox.RdfFormat.N_QUADS)


def test_file_that_cannot_be_read() -> None:
    with pytest.raises(DataError, match=r"^/nowhere/x\.ttl: cannot be read \(No such file or directory\); check the path"):
        read("/nowhere/x.ttl")


def test_nothing_is_nothing() -> None:
    assert format_text("", "x.ttl") == ""
    assert format_text("# only a comment\n", "x.ttl") == "# only a comment\n"
