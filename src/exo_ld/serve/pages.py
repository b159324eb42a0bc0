"""The query page. All assets are local."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from ..prefixes import PREFIXES

if TYPE_CHECKING:
    from ..query.catalogue import Query

__all__ = ["query_page"]


def _page(title: str, body: str, head: str = "") -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title><link rel="stylesheet" href="/query/site.css">{head}</head>
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
        f'<link rel="stylesheet" href="/query/codemirror/{name}.css">' for name in ("codemirror", "show-hint")
    )
    scripts = "".join(
        f'<script src="/query/{name}.js" defer></script>'
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
