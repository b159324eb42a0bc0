"""Rows of an answer in each format, exactly."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from exo_ld.errors import OutputError, UsageError
from exo_ld.prefixes import EXOD
from exo_ld.query.results import Graph, Stream, Table
from exo_ld.query.values import Row, Value

XSD = "http://www.w3.org/2001/XMLSchema#"
MONDO = "http://purl.obolibrary.org/obo/MONDO_0005266"
ROWS: list[tuple[Value | None, ...]] = [
    (
        Value("uri", MONDO),
        Value("literal", 'diabetic "R", so\nto say', "", "en"),
        Value("literal", "12", XSD + "integer"),
    ),
    (Value("bnode", "b0"), None, Value("literal", "0.5", XSD + "decimal")),
    (
        Value("uri", "http://example.org/ü"),
        Value("literal", "tab\tback\\slash"),
        Value("literal", "true", XSD + "boolean"),
    ),
]


@pytest.fixture
def table() -> Table:
    return Table(["disease", "diseaseLabel", "n"], list(ROWS))


def test_csv(table: Table) -> None:
    text = table.text("csv")
    assert text == (
        "disease,diseaseLabel,n\r\n"
        f'{MONDO},"diabetic ""R"", so\nto say",12\r\n'
        "_:b0,,0.5\r\n"
        "http://example.org/ü,tab\tback\\slash,true\r\n"
    )
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [MONDO, 'diabetic "R", so\nto say', "12"]


def test_csv_of_a_lone_carriage_return() -> None:
    assert (
        Table(["x"], [(Value("literal", "a\rb"),), (None,), (Value("literal", ""),)]).text("csv")
        == 'x\r\n"a\rb"\r\n\r\n\r\n'
    )


def test_tsv_has_terms(table: Table) -> None:
    assert table.text("tsv") == (
        "?disease\t?diseaseLabel\t?n\n"
        f'<{MONDO}>\t"diabetic \\"R\\", so\\nto say"@en\t12\n'
        f'_:b0\t\t"0.5"^^<{XSD}decimal>\n'
        f'<http://example.org/ü>\t"tab\\tback\\\\slash"\t"true"^^<{XSD}boolean>\n'
    )


def test_tsv_is_read_back_by_the_engine(table: Table) -> None:
    solutions = ox.parse_query_results(table.text("tsv"), format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)
    first = next(solutions)
    assert first["disease"] == ox.NamedNode(MONDO)
    assert first["diseaseLabel"] == ox.Literal('diabetic "R", so\nto say', language="en")
    assert first["n"] == ox.Literal("12", datatype=ox.NamedNode(XSD + "integer"))


def test_json(table: Table) -> None:
    assert json.loads(table.text("json")) == [
        {"disease": MONDO, "diseaseLabel": 'diabetic "R", so\nto say', "n": 12},
        {"disease": "b0", "n": 0.5},
        {"disease": "http://example.org/ü", "diseaseLabel": "tab\tback\\slash", "n": True},
    ]
    assert "ü" in table.text("json")
    assert Table(["x"], []).text("json") == "[]\n"


def test_jsonl_is_a_row_a_line(table: Table) -> None:
    lines = table.text("jsonl").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == json.loads(table.text("json"))
    assert lines[1:] == [
        '{"disease": "b0", "n": 0.5}',
        '{"disease": "http://example.org/ü", "diseaseLabel": "tab\\tback\\\\slash", "n": true}',
        "",
    ]
    assert Table(["x"], []).text("jsonl") == ""


def test_srj_round_trip(table: Table) -> None:
    document = json.loads(table.text("srj"))
    assert document["head"] == {"vars": ["disease", "diseaseLabel", "n"]}
    assert document["results"]["bindings"][0] == {
        "disease": {"type": "uri", "value": MONDO},
        "diseaseLabel": {"type": "literal", "value": 'diabetic "R", so\nto say', "xml:lang": "en"},
        "n": {"type": "literal", "value": "12", "datatype": XSD + "integer"},
    }
    assert document["results"]["bindings"][1].keys() == {"disease", "n"}
    again = Table.from_srj(table.text("srj"))
    assert (again.columns, again.cells) == (table.columns, table.cells)


def test_srj_of_an_ask_is_a_boolean() -> None:
    answer = Table.from_srj('{"head": {}, "boolean": true}')
    assert (answer.columns, answer.rows) == (["answer"], [{"answer": True}])
    assert json.loads(answer.text("srj")) == {"head": {}, "boolean": True}
    assert json.loads(Table.from_srj('{"head": {}, "boolean": false}').text("srj")) == {"head": {}, "boolean": False}
    assert answer.text("csv") == "answer\r\ntrue\r\n"


def test_old_form_of_typed_literals_is_read() -> None:
    old = (
        '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"typed-literal","value":"5","datatype":"'
        + XSD
        + 'integer"}}]}}'
    )
    assert Table.from_srj(old).cells == [(Value("literal", "5", XSD + "integer"),)]


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("5", "integer", 5),
        ("-5", "int", -5),
        ("+5", "long", 5),
        ("2019", "gYear", 2019),
        ("7", "unsignedByte", 7),
        ("0", "nonPositiveInteger", 0),
        ("5.0", "decimal", 5),
        ("0.25", "decimal", 0.25),
        ("1e3", "double", 1000),
        ("1e300", "double", 1e300),
        ("-1.5E-3", "float", -0.0015),
        ("NaN", "double", "NaN"),
        ("INF", "double", "INF"),
        ("-INF", "float", "-INF"),
        ("five", "integer", "five"),
        ("2019Z", "gYear", "2019Z"),
        ("true", "boolean", True),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("2020-01-01", "date", "2020-01-01"),
        ("5", "string", "5"),
    ],
)
def test_values_as_json_has_them(text: str, datatype: str, expected: object) -> None:
    value = Value("literal", text, XSD + datatype).python
    assert value == expected
    assert type(value) is type(expected)
    json.dumps(value, allow_nan=False)


def test_number_in_plain_text_stays_text() -> None:
    assert Value("literal", "12").python == "12"


def test_table(table: Table) -> None:
    """Labels only; identifiers beside them where they are asked for."""
    assert table.text("table") == (
        "disease                  n\n"
        "───────────────────────  ────\n"
        'diabetic "R", so to say  12\n'
        "b0                       0.5\n"
        "tab back\\slash           true\n"
        "(3 rows)\n"
    )
    assert table.text("table", ids=True) == (
        "disease                 diseaseLabel             n\n"
        "──────────────────────  ───────────────────────  ────\n"
        'MONDO:0005266           diabetic "R", so to say  12\n'
        "b0                                               0.5\n"
        "<http://example.org/ü>  tab back\\slash           true\n"
        "(3 rows)\n"
    )


@pytest.mark.parametrize("width", [10, 11, 15, 20, 35, 40, 50, 80, 200])
@pytest.mark.parametrize("ids", [False, True])
def test_table_is_no_wider_than_the_terminal_and_nothing_is_left_out(table: Table, width: int, ids: bool) -> None:
    text = table.text("table", width, ids=ids)
    assert max(map(len, text.splitlines()[:-1])) <= max(width, 28)  # a block has a column of names
    words = ["diabetic", '"R",', "say", "tab", "back\\slash", "0.5", *(["MONDO:0005266"] if ids else [])]
    assert width < 20 or all(word in text for word in words)


def test_what_is_the_same_in_every_row_is_said_once() -> None:
    cells: list[Row] = [(Value("literal", "rat"), Value("literal", str(n)), None) for n in range(3)]
    assert Table(["speciesLabel", "inVivoStudies", "doseUnit"], cells).text("table") == (
        "species: rat\ndose unit: none in any row\n\nin vivo studies\n───────────────\n0\n1\n2\n(3 rows)\n"
    )
    same: list[Row] = [(Value("literal", "rat"),), (Value("literal", "rat"),)]
    assert Table(["speciesLabel"], same).text("table") == "species\n───────\nrat\nrat\n(2 rows)\n"


def test_columns_that_do_not_fit_become_blocks() -> None:
    words = "a sentence that takes up more than one line in a narrow terminal"
    cells: list[Row] = [tuple(Value("literal", f"{words} {at}{row}") for at in range(5)) for row in range(2)]
    text = Table(["one", "two", "three", "four", "five"], cells).text("table", 60)
    assert text.startswith(f"{words}\n00\n    two    a sentence") or "\n    two    a sentence" in text
    assert text.count("narrow") == 10


def test_opaque_names_are_shown_only_with_ids_or_alone() -> None:
    claim, word = Value("uri", EXOD + "claim-x-01"), Value("literal", "supports")
    table = Table(["claim", "stance"], [(claim, word)])
    assert table.text("table") == "stance\n────────\nsupports\n(1 row)\n"
    assert "exod:claim-x-01" in table.text("table", ids=True)
    assert "exod:claim-x-01" in Table(["claim"], [(claim,)]).text("table")


def test_identifiers_are_not_broken() -> None:
    name = "exod:preparation-nojehdehi-2018-exosomes-t1d-immunomodulation-1"
    cells: list[Row] = [
        (Value("literal", name), Value("literal", "some words " * n), Value("literal", "other words " * n))
        for n in (4, 5)
    ]
    for width in (80, 100):
        lines = Table(["iri", "label", "why"], cells).text("table", width).splitlines()
        assert any(name in line for line in lines)
        assert max(map(len, lines)) <= width


def test_heading_is_marked_on_a_terminal() -> None:
    lines = list(Table(["x"], [(Value("literal", "1"),)]).chunks("table", 40, colour=True))
    assert lines[0] == "\033[1mx\033[0m\n"


def test_repr_shows_the_first_rows() -> None:
    cells: list[Row] = [(Value("literal", f"n{n}"),) for n in range(30)]
    assert repr(Table(["x"], cells)).endswith("n19\n(20 rows)\n... 10 more rows")


def test_html_is_escaped_and_links_labels() -> None:
    cells: list[Row] = [(Value("uri", "http://example.org/?a=<b>&c"), Value("literal", "<script>alert(1)</script>"))]
    html = Table(["drug", "drugLabel"], cells)._repr_html_()
    assert "<script>" not in html
    assert (
        '<a href="http://example.org/?a=&lt;b&gt;&amp;c" rel="noreferrer">&lt;script&gt;alert(1)&lt;/script&gt;</a>'
        in html
    )
    cells = [(Value("uri", "javascript:alert(1)"), Value("literal", "x"))]
    assert "javascript" not in Table(["drug", "drugLabel"], cells)._repr_html_()


def test_one_row_and_none() -> None:
    assert Table(["x"], [(None,)]).text("table") == "x\n─\n\n(1 row)\n"
    assert Table(["x"], []).text("table", 40) == "x\n─\n(0 rows)\n"


@pytest.mark.parametrize("form", ["xml", "", "TABLE"])
def test_no_such_format(table: Table, form: str) -> None:
    with pytest.raises(UsageError, match=f"^no format '{form}'; use one of table, csv, tsv, json, jsonl, srj, ttl$"):
        table.text(form)


def test_ttl_is_not_for_rows(table: Table) -> None:
    with pytest.raises(UsageError, match=r"^format ttl is for CONSTRUCT and DESCRIBE"):
        table.text("ttl")


def test_graph() -> None:
    graph = Graph(
        b'<https://w3id.org/exo-ld/id/b> <https://w3id.org/exo-ld/ontology#p> "x" .\n'
        b'<https://w3id.org/exo-ld/id/a> <https://w3id.org/exo-ld/ontology#p> "1" .\n'
    )
    expected = (
        "@prefix exld: <https://w3id.org/exo-ld/ontology#> .\n@prefix exod: <https://w3id.org/exo-ld/id/> .\n\n"
        'exod:a\n  exld:p "1" ;\n.\n\nexod:b\n  exld:p "x" ;\n.\n'
    )
    assert len(graph) == 2
    assert graph.text() == graph.text("table") == expected
    with pytest.raises(UsageError, match=r"^this query answers with triples, which csv cannot hold: use --format ttl$"):
        graph.text("csv")


def test_to_csv(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    table.to_csv(str(path))
    assert path.read_bytes().decode() == table.text("csv")
    assert os.listdir(tmp_path) == ["a.csv"]


def test_to_csv_whole_or_not_at_all(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(
        OutputError, match=r"a\.csv: cannot be written \(No space left on device\); choose a place with room"
    ):
        table.to_csv(str(path))
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_to_csv_follows_a_link_and_spares_devices(table: Table, tmp_path: Path) -> None:
    path, link = tmp_path / "a.csv", tmp_path / "link.csv"
    link.symlink_to(path)
    table.to_csv(str(link))
    assert link.is_symlink()
    assert path.read_bytes().decode() == table.text("csv")
    pipe = tmp_path / "null"
    pipe.symlink_to(os.devnull)
    table.to_csv(str(pipe))
    assert not os.path.isfile(os.devnull)


def test_to_csv_nowhere(table: Table, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^.*/no/a\.csv: cannot be written \(No such file or directory\)"):
        table.to_csv(str(tmp_path / "no" / "a.csv"))


@pytest.mark.slow
def test_to_pandas(table: Table) -> None:
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns
    assert frame["disease"].tolist() == [MONDO, "b0", "http://example.org/ü"]
    assert frame["n"].tolist() == [12, 0.5, True]
    assert frame["diseaseLabel"].isna().tolist() == [False, True, False]
    assert list(Table(["x", "y"], []).to_pandas().columns) == ["x", "y"]


def test_length(table: Table) -> None:
    assert len(table) == 3


def test_terms_of_rdf_12_and_ill_typed_literals_stay_what_they_are() -> None:
    """Each is another term than its text: what is written is what the engine itself writes."""
    store = ox.Store()
    terms: list[ox.Literal | ox.Triple] = [
        ox.Literal("abc", datatype=ox.NamedNode(XSD + "integer")),
        ox.Literal("", datatype=ox.NamedNode(XSD + "integer")),
        ox.Literal("1 2", datatype=ox.NamedNode("http://example.org/integer")),
        ox.Literal("x", datatype=ox.NamedNode("http://example.org/#string")),
        ox.Literal("a", language="en", direction=ox.BaseDirection.LTR),
        ox.Literal("a", language="en"),
        ox.Literal("0.1234567890123456789012345", datatype=ox.NamedNode(XSD + "decimal")),
        ox.Triple(
            ox.NamedNode("urn:s"),
            ox.NamedNode("urn:p"),
            ox.Literal('say "x"\ny', language="ar", direction=ox.BaseDirection.RTL),
        ),
        ox.Triple(
            ox.NamedNode("urn:s"),
            ox.NamedNode("urn:p"),
            ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("1")),
        ),
    ]
    store.extend(ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), term) for n, term in enumerate(terms))
    query = "SELECT ?o { ?s <urn:p> ?o } ORDER BY ?s"

    def asked() -> Any:
        return store.query(query)

    table = Stream.of(asked()).table()
    lines = asked().serialize(format=ox.QueryResultsFormat.TSV).decode()
    assert table.text("tsv") == lines.replace(
        "\n0.1234567890123456789012345\n", f'\n"0.1234567890123456789012345"^^<{XSD}decimal>\n'
    )
    assert table.srj() == json.loads(asked().serialize(format=ox.QueryResultsFormat.JSON))
    assert Table.from_srj(table.text("srj")).cells == table.cells
    assert len(set(table.cells)) == len(terms)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("1_000", "integer"), ("\u0661\u0662", "integer"), ("1e5", "decimal"), ("1_0.5", "double"),
        ("infinity", "float"), ("yes", "boolean"), ("True", "boolean"), ("20_19", "gYear"),
    ],
)  # fmt: skip
def test_what_is_no_value_of_its_datatype_stays_text(text: str, datatype: str) -> None:
    assert Value("literal", text, f"http://www.w3.org/2001/XMLSchema#{datatype}").python == text
