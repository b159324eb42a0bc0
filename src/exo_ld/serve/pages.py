"""The pages that `exo-ld serve` shows to people: the query page and the card of one thing. All assets are local."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..prefixes import EXOD, PREFIXES, contract
from ..query.results import Table

if TYPE_CHECKING:
    from ..query.catalogue import Query

__all__ = ["card", "query_page"]

_MOST = 200  # rows of one kind on a card


def _page(title: str, body: str, head: str = "") -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="stylesheet" href="/assets/site.css">{head}</head>
<body><header><a class="home" href="/">exo-ld</a><form action="/entity"><input name="term" aria-label="a term"
 placeholder="look up: miR-486, diabetic retinopathy, a DOI ..."><button>Show</button></form>
<nav><a href="/.well-known/void">VoID</a> <a href="/.well-known/sparql-examples">examples</a>
<a href="/openapi.json">OpenAPI</a></nav></header>
<main>{body}</main></body></html>
"""


def query_page(queries: dict[str, Query], base: str) -> str:
    """The page with the editor, its examples being the canned ``queries``; ``base`` is the server's address."""
    names = "".join(
        f'<option value="{escape(q.name)}">{escape(q.name)}: {escape(q.summary)}</option>' for q in queries.values()
    )
    data = {"prefixes": PREFIXES, "queries": {q.name: _shown(q) for q in queries.values()}}
    # A script element of this type is not run; "<" is escaped so that no text can end it.
    island = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    head = "".join(
        f'<link rel="stylesheet" href="/assets/codemirror/{name}.css">' for name in ("codemirror", "show-hint")
    )
    scripts = "".join(
        f'<script src="/assets/{name}.js" defer></script>'
        for name in ("codemirror/codemirror", "codemirror/sparql", "codemirror/show-hint", "query")
    )
    forms = "".join(
        f'<option value="{kind}">{name}</option>'
        for name, kind in (
            ("table", ""),
            ("CSV", "text/csv"),
            ("JSON", "application/sparql-results+json"),
            ("Turtle", "text/turtle"),
        )
    )
    body = f"""<h1>Ask</h1>
<p><label>Examples <select id="examples"><option value="">choose one of {len(queries)} questions</option>
{names}</select></label></p>
<textarea id="query" aria-label="SPARQL query" spellcheck="false"></textarea>
<p><button id="run">Run</button> <select id="form" aria-label="format">{forms}</select>
<span class="hint">Ctrl-Enter runs, Ctrl-Space completes terms, classes, properties and prefixes.
Endpoint: <code>{escape(base)}sparql</code></span></p>
<p id="state" role="status"></p><div id="answer"></div>
<script type="application/json" id="data">{island}</script>"""
    return _page("exo-ld: ask", body, head + scripts)


def _shown(query: Query) -> str:
    # The header is for the catalogue; a person gets the question, and the query as it is.
    return (
        f"# {query.summary}\n" + "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")) + "\n"
    )


def card(iri: str, srj: bytes, backed: dict[str, Any] | None, sentences: dict[str, str]) -> str:
    """The card of the thing ``iri``.

    Args:
        iri: its IRI.
        srj: the rows of `entity-card` (SPARQL Results JSON).
        backed: for a claim, what backs it (`why`).
        sentences: the claims in which the thing stands, by IRI, in words.
    """
    rows = Table.from_srj(srj).rows
    says = [row for row in rows if row["part"] == "says"]
    title = next(
        (
            str(row["value"])
            for row in says
            if row["property"] in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
        ),
        "",
    )
    if backed:
        title = str(backed["sentence"])
    parts = [f'<h1>{escape(title or contract(iri) or iri)}</h1><p class="iri">{_link(iri, iri)} {_alternates(iri)}</p>']
    parts.append(_table([(_link(row["property"], row.get("propertyLabel")), _value(row)) for row in says]))
    if backed:
        parts += _backed(backed)
    claims = [row for row in rows if "claim" in row]
    if claims:
        lines = [(_link(row["claim"], None), escape(sentences.get(row["claim"], ""))) for row in claims]
        parts.append(f"<h2>{len(claims)} claims</h2>" + _table(lines))
    stands = [row for row in rows if row["part"] == "stands in"]
    if stands:
        parts.append(
            f"<h2>Stands in {len(stands)} other statements</h2>"
            + _table(
                [
                    (escape(row.get("propertyLabel") or contract(row["property"]) or row["property"]), _value(row))
                    for row in stands
                ]
            )
        )
    return _page(f"{title or contract(iri) or iri} - exo-ld", "".join(parts))


def _backed(backed: dict[str, Any]) -> list[str]:
    parts = ["<h2>Evidence</h2>"]
    lines = []
    for row in backed["evidence"]:
        place = (
            f"{escape(row['reviewLabel'])}, {escape(row['section'])}, characters {row['start']}-{row['end']}"
            if "start" in row
            else "abstract of the source"
        )
        cited = f"; cites {_link(row['source'], row.get('sourceLabel'))}" if "source" in row else ""
        cited += (
            f' <a href="https://doi.org/{escape(quote(row["doi"]))}">doi:{escape(row["doi"])}</a>'
            if "doi" in row
            else ""
        )
        words = f": “{escape(row['asStated'])}”" if "asStated" in row else ""
        check = (
            f"<br>source check, {escape(row['verdict'])}: {escape(row['sourceSays'])}" if "sourceSays" in row else ""
        )
        lines.append((escape(f"{row['stance']} ({row['role']})"), f"{place}{words}{cited}{check}"))
    parts.append(_table(lines))
    if backed["context"]:
        parts.append("<h2>Context</h2>" + _table([_contextual(row) for row in backed["context"]]))
    if backed["conflicts"]:
        parts.append(
            "<h2>Conflicts</h2>"
            + _table(
                [
                    (
                        _link(row["conflict"], None),
                        f"{escape(row['kind'])}: {escape(row['reason'])}"
                        + (f" ({_link(row['other'], None)})" if "other" in row else ""),
                    )
                    for row in backed["conflicts"]
                ]
            )
        )
    return parts


def _contextual(row: dict[str, Any]) -> tuple[str, str]:
    name = escape(row.get("propertyLabel") or row["property"])
    return f"{_link(row['part'], row.get('partLabel'))}: {name}", _value(row)


def _table(lines: list[tuple[str, str]]) -> str:
    more = f"<p>{len(lines) - _MOST} more: ask as Turtle or JSON-LD</p>" if len(lines) > _MOST else ""
    return (
        "<table>"
        + "".join(f"<tr><th>{left}</th><td>{right}</td></tr>" for left, right in lines[:_MOST])
        + f"</table>{more}"
    )


def _value(row: dict[str, Any]) -> str:
    value = str(row["value"])
    return _link(value, row.get("valueLabel")) if value.startswith(("http://", "https://")) else escape(value)


def _link(iri: str, label: object) -> str:
    """A link to our own card of ``iri``; there is one of every IRI in the graph."""
    place = (
        "/id/" + quote(iri.removeprefix(EXOD), safe="")
        if iri.startswith(EXOD)
        else "/entity?term=" + quote(f"<{iri}>", safe="")
    )
    return f'<a href="{place}" title="{escape(iri)}">{escape(str(label) if label else contract(iri) or iri)}</a>'


def _alternates(iri: str) -> str:
    out = (
        f'<a href="{escape(iri)}" rel="noreferrer">outside</a>'
        if not iri.startswith("https://w3id.org/exo-ld/")
        else ""
    )
    return (
        f'<span class="hint">{escape(contract(iri) or "")}; programs get Turtle or JSON-LD here by Accept</span> {out}'
    )
