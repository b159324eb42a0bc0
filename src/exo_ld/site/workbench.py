"""The workbench: the canned questions as forms, an editor, and what answers them in the browser.

ask.html + questions.js (the questions) + engine.js (Oxigraph in WebAssembly) + facts.js (the graph, packed).
Scripts and data are of the classic kind, since from a disk (file://) a browser reads no other.
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from typing import Any

from ..prefixes import EXO, PREFIXES, contract
from ..query.catalogue import Parameter, Query
from ..share.contents import cells
from .packing import packed
from .pages import Page, html, text
from .records import Records
from .search import library
from .vendored import missing, vendored

__all__ = ["choices", "engine", "facts", "pages", "questions"]

_MOST = 400  # values that a form offers
_EDITOR = [("codemirror", file) for file in ("lib/codemirror.js", "mode/sparql/sparql.js", "addon/hint/show-hint.js")]
_STYLE = [("codemirror", file) for file in ("lib/codemirror.css", "addon/hint/show-hint.css")]


def pages(records: Records) -> Iterator[Page]:
    """The workbench and all that it loads; what rests on libraries that were not fetched is left out."""
    yield html(records, "ask.html", "ask.html", partial(_values, records))
    yield text("assets/questions.js", lambda: f"self.EXLD_QUESTIONS={_json(questions(records))};\n")
    yield text("assets/facts.js", lambda: f"self.EXLD_FACTS={_json(facts(records))};\n")
    if vendored("oxigraph", "web.js"):
        yield text("assets/engine.js", engine)
    yield from library("assets/editor.js", *_EDITOR)
    yield from library("assets/editor.css", *_STYLE)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _values(records: Records) -> dict[str, Any]:
    groups: dict[str, list[Query]] = {}
    for query in records.kb.catalogue.values():
        groups.setdefault(query.tags[0] if query.tags else "other", []).append(query)
    return {
        "title": "Ask",
        "description": "The questions of exo-ld as forms, and a SPARQL editor, answered in the browser.",
        "groups": sorted(groups.items()),
        "count": len(records.kb.catalogue),
        "missing": missing(),
        "editor": "assets/editor.js" in records.paths,
    }


def questions(records: Records) -> dict[str, Any]:
    """What the forms need: questions with their parameters and values, prefixes, terms, odd addresses."""
    asked: list[dict[str, Any]] = [
        {
            "name": query.name,
            "summary": query.summary,
            "text": query.text,
            "columns": query.columns,
            "params": [_parameter(records, query, parameter) for parameter in query.params.values()],
        }
        for query in records.kb.catalogue.values()
    ]
    terms = [[contract(iri), records.label(iri)] for iri in sorted(records.said) if iri.startswith(EXO)]
    values = _numbered([parameter for question in asked for parameter in question["params"]])
    return {"questions": asked, "values": values, "prefixes": PREFIXES, "terms": terms, "odd": _odd(records)}


def _numbered(parameters: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """The values of all forms, each once; the forms have their numbers."""
    values: dict[tuple[str, ...], int] = {}
    for parameter in parameters:
        parameter["choices"] = [values.setdefault(tuple(each), len(values)) for each in parameter["choices"]]
    return list(values)


def _parameter(records: Records, query: Query, parameter: Parameter) -> dict[str, Any]:
    described = {"name": parameter.name, "kind": parameter.kind, "default": parameter.default}
    default = "" if parameter.default is None else str(parameter.default)
    return described | {
        "description": parameter.description,
        "shown": default,
        "choices": choices(records, query, parameter),
    }


def choices(records: Records, query: Query, parameter: Parameter) -> list[list[str]]:
    """Values at which a question has rows, each with its label: those of the column that has the parameter's name."""
    if parameter.kind == "service" or parameter.name not in query.columns:
        return []
    values = {str(row[parameter.name]) for row in records.rows(query.name) if parameter.name in row}
    if parameter.kind != "term":
        return [[value, ""] for value in sorted(values)[:_MOST]]
    named = [[contract(iri) or iri, records.label(iri)] for iri in values]
    return sorted(named, key=lambda pair: (pair[1].lower(), pair[0]))[:_MOST]


def _odd(records: Records) -> dict[str, str]:
    """The pages whose addresses the browser cannot tell from the IRI."""

    def plain(iri: str) -> str:
        short = contract(iri) or iri
        return f"id/{short[5:]}.html" if short.startswith("exod:") else f"term/{short.replace(':', '_', 1)}.html"

    places = records.addresses.items()
    return {iri: place for iri, place in places if place != plain(iri) and not iri.startswith(EXO)}


def facts(records: Records) -> str:
    """The whole graph, packed, in base64; the same for the same facts."""
    return b64encode(packed(map(cells, records.reading.contents.stated))).decode()


def engine() -> str:
    """Oxigraph as a classic script: its module without imports and exports, our worker behind it, its code packed."""
    module = (vendored("oxigraph", "web.js") or b"").decode()
    module = re.sub(r"^export \{[^}]*\};?$", "", module, flags=re.M)
    module = re.sub(r"^export ", "", module, flags=re.M).replace("import.meta.url", "''")
    worker = (files("exo_ld.site") / "scripts" / "worker.js").read_text(encoding="utf-8")
    code = b64encode(gzip.compress(vendored("oxigraph", "web_bg.wasm") or b"", 9, mtime=0)).decode()
    return f"self.EXLD_ENGINE={_json({'script': module + worker, 'wasm': code})};\n"
