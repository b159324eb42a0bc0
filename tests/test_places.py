"""The reader of places: its triples are the parser's, in the same order, and its places are where the text says so."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import REPO

from exo_ld.report.places import Places, blank_nodes, locate
from exo_ld.report.reader import statements

HARD = {
    "lists": "( 1 2 ) <p> () . <s> <p> ( [] ) , ( [ <p> <o> ] 1 ) , ( (1) () ( [] ) [ <q> ( 2 3 [ <z> 3 ] ) ] ) .",
    "property lists": "[ <p> <o> ] . [] <p> [ <q> 1 ; <r> ( 1 [ <z> 3 ] ) ] , [] . [ <r> ( 1 ) ] <p> <o> ;; <q> <r> ; "
    ".",
    "numbers and booleans": "<s> <p> 1, -1, +.5, 1.5, 1e3, 1.E-3, .5E3, true, false, 007 . <s> <p> 1.<s> <p> 1.5.",
    "strings": "<s> <p> 'a', \"b # c\", '''it's <not> an [iri] ;''', \"\"\"two\r\nlines \"\" . "
    '""", \'\', """""", \'x\'@en-GB, \'y\'^^<http://d/t> .',
    "escapes": r"""<s> <p> "\t\b\n\r\f\"\'\\", "\u00e9\U0001F600", <\u00e9> .""",
    "names": "PREFIX p: <http://p/> @prefix : <http://e/> . @prefix q-1.x: <q#> . p:a.b.c :x\\,y\\-z%20 :a:b, p:, :, "
    "q-1.x:é·ü, p:1-2 . :s a :T .",
    "base": "@base <http://b/x/y> . <z> <../p> <#f>, <?q>, <//h/i>, <>, <./>, <urn:a:b>, <http://b/a/../c> . "
    "BASE <w/> <s> <p> <z> , <../p> .",
    "comments": "<s> # <x> <y> <z> .\n <p> <o> # ; , .\n ; <q#r> 'a#b' . # the end",
    "blank labels": "_:a <p> _:b.c . _:b.c <p> _:a , _:1 .",
    "misleading": "PREFIX a: <http://a/> PREFIX true: <http://t/> a:a a a:a ; a:true true , true:true .",
    "reified": "<a> <b> <c> ~ <r1> ~ {| <e> <f> |} {| <g> [ <h> <i> ] |} , <z>; a <q> . "
    "<< <a> <b> << <s> <p> <o> >> >> <x> <y> . <s> <p> << <a> a <c> ~ _:r >> , << <a> a 'x' ~ >> ; "
    "<q> 'x'@en ~ _:r , 'y' {| <e> 'f' |} .",
    "triple terms": "<a> <b> << [] <p> _:x >> , <<( <s> <p> <<( <s2> <p2> 'o'@en--ltr )>> )>> , ( << <s> <p> <o> ~ "
    "<r> >> <<( <s> a 1 )>> 2 ) . << <s> <p> <o> >> .",
    "an empty text": " # nothing\n",
}
GRAPHS = (
    "<g> { <s> <p> <o> } GRAPH <h> { <s> <p> [] . } { <s2> <p> 1 . <x> <y> ( 1 ) } <s3> <p> <o> . "
    "[] { <s> <p> <o> } _:b { _:b <p> _:c } ( 1 ) <p> 2 . <e> {}"
)


def same(text: str, form: ox.RdfFormat) -> None:
    """Assert that reader and parser yield the same triples in the same order, but for the names of blank nodes."""
    parsed = [
        quad.triple for quad in ox.parse(text.encode(), format=form, base_iri="file:///", rename_blank_nodes=True)
    ]
    read = [ox.Triple(*one[:3]) for one in statements(text)]
    assert len(read) == len(parsed)
    ours, theirs = blank_nodes(read), blank_nodes(parsed)
    assert len(ours) == len(theirs)
    name = {node: number for nodes in (ours, theirs) for number, node in enumerate(nodes)}

    def shown(node: Any) -> Any:
        return tuple(map(shown, node)) if isinstance(node, ox.Triple) else name.get(node, node)

    assert [shown(one) for one in read] == [shown(one) for one in parsed]


@pytest.mark.parametrize("name", HARD)
def test_reader_and_parser_agree_on_what_is_hard(name: str) -> None:
    same(HARD[name], ox.RdfFormat.TURTLE)
    same(HARD[name].replace("\n", "\r\n"), ox.RdfFormat.TURTLE)


def test_reader_and_parser_agree_on_graphs() -> None:
    same(GRAPHS, ox.RdfFormat.TRIG)


@pytest.mark.parametrize(
    "path", sorted((REPO / "ontology").rglob("*.ttl")) + sorted((REPO / "shapes").glob("*.ttl")), ids=lambda p: p.stem
)
def test_reader_and_parser_agree_on_our_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    same(text, ox.RdfFormat.TURTLE)
    triples = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri="file:///"))
    for form in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS):
        same((ox.serialize((q.triple for q in triples), format=ox.RdfFormat.N_TRIPLES) or b"").decode(), form)


def _random(rng: random.Random, depth: int = 0) -> str:
    """A term or structure of Turtle, with space and comments in between."""
    space = rng.choice([" ", "\n", "\r\n  ", " # ] ) . ;\n", "\t"])
    plain = [
        "<x>",
        ":a",
        ":b.c",
        "_:n",
        "'é'@en",
        '"""a\n"b" ]"""',
        "1.5",
        "-2",
        "true",
        "()",
        "[]",
        "'1'^^:t",
        "<<( :s :p 'o' )>>",
    ]
    if depth > 3 or rng.random() < 0.5:
        return rng.choice(plain) + space
    if rng.random() < 0.5:
        return "(" + space + "".join(_random(rng, depth + 1) for _ in range(rng.randrange(4))) + ")" + space
    inner = [f":p{n} {_random(rng, depth + 1)}, {_random(rng, depth + 1)}" for n in range(rng.randrange(1, 3))]
    return "[" + space + ";".join(inner) + "]" + space


@pytest.mark.parametrize("seed", range(40))
def test_reader_and_parser_agree_on_random_text(seed: int) -> None:
    rng = random.Random(seed)
    blocks = [f":s{n} :p {_random(rng)} ; a {_random(rng)}.\n" for n in range(20)]
    same("@prefix : <http://e/> .\n" + "".join(blocks), ox.RdfFormat.TURTLE)


TEXT = """@prefix e: <http://e/> .\r
# e:s e:p "not here" .\r
e:s a e:T ; e:p "é😀", 'two' ;\r
  e:q [ e:r 7 ; e:p "two" ] , ( 8 e:last ) .\r
<http://e/t> e:p \"\"\"e:s e:p "x" .\r
line two\"\"\"@en , "after" .\r
"""
S, T, P, Q, R = (ox.NamedNode(f"http://e/{name}") for name in "stpqr")


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ((S,), (3, 1, 3)),
        ((S, P), (3, 13, 3)),
        ((S, P, ox.Literal("two")), (3, 23, 5)),
        ((S, P, ox.Literal("é😀")), (3, 17, 4)),
        ((S, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode("http://e/T")), (3, 7, 3)),
        ((S, P, ox.Literal("nowhere")), (3, 13, 3)),
        ((S, R), (3, 1, 3)),
        ((T,), (5, 1, 12)),
        ((T, P, ox.Literal('e:s e:p "x" .\r\nline two', language="en")), (5, 18, 17)),
        ((T, None, ox.Literal("after")), (6, 18, 7)),
        ((ox.NamedNode("http://e/last"),), (4, 35, 6)),
        ((ox.NamedNode("http://e/none"),), None),
    ],
)
def test_places(asked: tuple[Any, ...], place: tuple[int, int, int] | None) -> None:
    assert Places(TEXT).find(*asked) == place


def test_a_blank_node_is_found_by_its_order() -> None:
    parsed = [quad.triple for quad in ox.parse(TEXT.encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)]
    blank = next(triple.subject for triple in parsed if triple.predicate == R)
    places = Places(TEXT, blank_nodes(parsed))
    assert places.find(blank) == (4, 7, 1)
    assert places.find(blank, R) == (4, 9, 3)
    assert places.find(blank, P, ox.Literal("two")) == (4, 21, 5)
    assert Places(TEXT, blank_nodes(parsed), [blank]).find(blank, P, ox.Literal("two")) == (4, 21, 5)


@pytest.mark.parametrize("wanted", ["http://e/s", "http://e/o", "http://e/é", "http://e/none"])
def test_only_the_lines_of_some_nodes_are_read(wanted: str) -> None:
    text = (
        "# <http://e/s>\n<http://e/x> <http://e/p> <http://e/o> .\r\n\n <http://e/s> <http://e/p> 'a' <http://g> "
        ".\n<http://e/\\u00e9> <http://e/p> 'b' ."
    )
    node = ox.NamedNode(wanted)
    assert Places(text, nodes=[node], lines=True).find(node) == Places(text).find(node)
    assert Places(text, nodes=[node], lines=True).find(node, P) == Places(text).find(node, P)


def test_after_what_is_nested_too_deeply_nothing_has_a_place() -> None:
    text = "<http://a> <http://b> 1 . <http://a> <http://b> " + "(" * 2000 + ")" * 2000 + " . <http://c> <http://b> 2 ."
    assert Places(text).find(ox.NamedNode("http://a")) == (1, 1, 10)
    assert Places(text).find(ox.NamedNode("http://c")) is None


def test_a_line_of_the_text() -> None:
    places = Places(TEXT)
    assert places.line(3) == "e:s a e:T ; e:p \"é😀\", 'two' ;"
    assert places.line(1) == "@prefix e: <http://e/> ."
    assert places.line(7) == ""


def test_what_cannot_be_read_has_no_place() -> None:
    text = "<http://a> <http://b> 1 . ^ <http://c> <http://b> 2 ."
    assert Places(text).find(ox.NamedNode("http://a")) == (1, 1, 10)
    assert Places(text).find(ox.NamedNode("http://c")) is None


def test_locate(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(TEXT, encoding="utf-8", newline="")
    assert locate(str(path), "http://e/s", "http://e/q") == f"{path}:4"
    assert locate(str(path), "http://e/nowhere") == f"{path}:1"
    assert locate(str(tmp_path / "none.ttl"), "http://e/s") == f"{tmp_path / 'none.ttl'}:1"
