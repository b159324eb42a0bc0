"""Canonical Turtle: one text for one graph, nothing lost, and errors that name the place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from exo_ld.errors import DataError
from exo_ld.files import read
from exo_ld.graph.turtle import format_text, parse, parse_quads, serialize

HEAD = "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n"
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
    body = """exld:b exld:z 2, 1 ; exld:a exld:c ; <http://www.w3.org/2000/01/rdf-schema#label> "b" ; a exld:T .
    exld:a exld:p true . exld:head exld:p 1.50 ."""
    assert (
        form(body, EXO + "head")
        == """@prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

exld:head
  exld:p 1.50 ;
.

exld:a
  exld:p true ;
.

exld:b
  a exld:T ;
  rdfs:label "b" ;
  exld:a exld:c ;
  exld:z
    1 ,
    2 ;
.
"""
    )


def test_order_of_the_statements_does_not_count() -> None:
    statements = ["exld:a exld:p 1 .", "exld:a exld:q exld:b .", "exld:b exld:p [ exld:q 2 ] .", "exld:b a exld:C ."]
    assert form("\n".join(statements)) == form("\n".join(reversed(statements)))


def test_prefixes_are_those_in_use_and_unknown_ones_are_spelled_out() -> None:
    body = (
        "@prefix my: <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        "exld:a exld:p my:x ."
    )
    assert form(body) == HEAD + "\nexld:a\n  exld:p <http://example.org/x> ;\n.\n"


def test_doubled_statements_are_one() -> None:
    assert form("exld:a exld:p 1 . exld:a exld:p 1 .").count("exld:p 1") == 1


def test_comment_block_at_the_top_is_kept() -> None:
    text = "# first\n\n#   second # with a mark\n" + HEAD + "exld:a exld:p 1 ."
    formed = format_text(text, "x.ttl")
    assert formed == "# first\n#   second # with a mark\n\n" + HEAD + "\nexld:a\n  exld:p 1 ;\n.\n"
    assert format_text(formed, "x.ttl") == formed


def test_comment_with_an_odd_line_separator_stays_a_comment() -> None:
    text = "# one\u2028two\n" + HEAD + "exld:a exld:p 1 ."
    assert format_text(text, "x.ttl").startswith("# one\u2028two\n\n@prefix")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("# here\nexld:a exld:p 1 .", 2),
        ("exld:a exld:p 1 . # here", 2),
        ("exld:a exld:p '''x\n# no comment\n''' ;\n  exld:q 2 # here\n.", 5),
        ("exld:a exld:p 1 .\n# at the end", 3),
    ],
)
def test_comment_further_down_is_refused_with_its_line(body: str, line: int) -> None:
    with pytest.raises(DataError, match=rf"^some/x\.ttl:{line}: a comment here would be lost; .*move it to the top"):
        format_text(HEAD + body, "some/x.ttl")


@pytest.mark.parametrize(
    "value", ['"a # b"', "'a # b'", '"""a\n# b"""', "'''a\n# b'''", r'"a \" # b"', "<http://example.org/#b>"]
)
def test_a_mark_in_a_string_or_iri_is_no_comment(value: str) -> None:
    assert "# b" in form(f"exld:a exld:p {value} .") or "#b" in form(f"exld:a exld:p {value} .")


def test_lists() -> None:
    assert (
        form("exld:a exld:p (1 exld:b (2) ()) ; exld:q () .")
        == HEAD.replace("\n", "\n\n")
        + """exld:a
  exld:p (
    1
    exld:b
    (
      2
    )
    ()
  ) ;
  exld:q () ;
.
"""
    )


def test_what_is_almost_a_list_is_kept_as_it_is() -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    formed = form(rdf + "exld:a exld:p [ rdf:first 1, 2 ; rdf:rest () ] .")
    assert "rdf:first\n" in formed
    assert "rdf:rest () ;" in formed
    assert "rdf:rest" in form(
        rdf + "exld:a exld:p [ rdf:first 1 ; rdf:rest _:t ] . exld:b exld:p _:t . _:t rdf:first 2 ; rdf:rest () ."
    )


@pytest.mark.parametrize("rest", ["5", "<<( exld:a exld:b 1 )>>", "exld:b"])
def test_a_list_that_does_not_end_is_kept_as_it_is(rest: str) -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    assert f"rdf:rest {rest} ;" in form(rdf + f"exld:a exld:p [ rdf:first 1 ; rdf:rest {rest} ] .")


def test_blank_nodes_stand_where_they_are_used() -> None:
    assert (
        form("exld:a exld:p [ exld:q [ exld:r 1 ] ; a exld:T ] .")
        == HEAD
        + """
exld:a
  exld:p [
    a exld:T ;
    exld:q [
      exld:r 1 ;
    ] ;
  ] ;
.
"""
    )


def test_shared_blank_node_keeps_its_label() -> None:
    formed = form("exld:a exld:p _:n . exld:b exld:p _:n . _:n exld:q 1 .")
    assert formed.count("_:n") == 3


def test_blank_nodes_in_a_circle_are_not_lost() -> None:
    assert form("_:a exld:p _:b . _:b exld:q _:a .") == HEAD + "\n_:a\n  exld:p _:b ;\n.\n\n_:b\n  exld:q _:a ;\n.\n"
    assert form("_:a exld:p _:a .") == HEAD + "\n_:a\n  exld:p _:a ;\n.\n"


def test_empty_and_nameless_blank_nodes_have_one_form() -> None:
    assert form("exld:a exld:p [] .") == HEAD + "\nexld:a\n  exld:p [] ;\n.\n"
    assert form("[] exld:p 3 . [] exld:p 1 . [] exld:p 2 .") == HEAD + "".join(
        f"\n[]\n  exld:p {n} ;\n.\n" for n in (1, 2, 3)
    )


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
        ("<<( exld:a exld:b 1 )>>", "<<( exld:a exld:b 1 )>>"),
    ],
)
def test_literals(term: str, written: str) -> None:
    assert f"  exld:p {written} ;\n" in form(f"exld:a exld:p {term} .")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "exld:a exld:p \n  exld:b exld:c exld:d .", "3:10"),
        (HEAD + "\nexld:a nope:p 1 .", "3:8"),
        ("<http://a/> <http://b/> .", "1:25"),
        (HEAD + 'exld:a exld:p "open .', "2:15"),
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
    with pytest.raises(
        DataError, match=r"^/nowhere/x\.ttl: cannot be read \(No such file or directory\); check the path"
    ):
        read("/nowhere/x.ttl")


def test_nothing_is_nothing() -> None:
    assert format_text("", "x.ttl") == ""
    assert format_text("# only a comment\n", "x.ttl") == "# only a comment\n"
