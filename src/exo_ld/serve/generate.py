"""What is made from the ``.rq`` files alone: SPARQL examples as SHACL, grlc's form, OpenAPI, the tools of MCP.

examples: https://github.com/sib-swiss/sparql-examples (one ``sh:SPARQLExecutable`` a query); grlc:
https://github.com/CLARIAH/grlc (typed variables in place of the ``VALUES`` lines); OpenAPI 3.1; MCP: JSON Schema of a
call.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from ..files import publish_all
from ..graph.sparql import words
from ..prefixes import EXOD, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..query.catalogue import Parameter, Query

__all__ = ["LIMIT", "examples", "form", "generate", "grlc", "openapi", "tool"]


_PREFIX = re.compile(r"^PREFIX\s+([\w.\-]*):\s*<([^>]*)>", re.M)
_KINDS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
_GRLC = {"term": "_iri", "string": "", "integer": "_integer"}
_VALUE = re.compile(r"^(\s*)VALUES\s+\?p_(\w+)\s*\{[^}]*\}\s*#\+\s*\w+\s*$", re.M)
_FORMATS = (
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
    "application/sparql-results+xml",
)
LIMIT = 200
_COUNT = {"type": "integer", "minimum": 0}
_FORMAT = "in place of Accept: json (objects), jsonl, srj, xml, csv, tsv; ttl, nt, jsonld, rdf"


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: what kind of query ``text`` is."""
    return next(word for word in words(text) if word not in ("PREFIX", "BASE"))


def examples(query: Query, endpoint: str) -> str:
    """One query as a SHACL example in Turtle: its question, its text, its words and where to ask it."""
    kind, holds = _KINDS[form(query.text)]
    prefixes = dict(_PREFIX.findall(query.text))
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in ("rdfs", "schema", "sh", "xsd")] + [""]
    lines += [
        f"<{EXOD}query-{query.name}>",
        f"  a sh:SPARQLExecutable, {kind} ;",
        f"  rdfs:label {_text(query.name)} ;",
        f"  rdfs:comment {_text(query.summary)}@en ;",
    ]
    lines += [f"  sh:prefixes <{EXOD}query-{query.name}-prefixes> ;", f"  {holds} {_text(query.text)} ;"]
    lines += [f"  schema:keywords {', '.join(_text(tag) for tag in query.tags)} ;"] if query.tags else []
    lines += [f"  schema:target <{endpoint}> .", "", f"<{EXOD}query-{query.name}-prefixes>"]
    declared = [f"<{EXOD}query-prefix-{prefix}>" for prefix in prefixes]
    lines += [f"  sh:declare {', '.join(declared)} .", ""]
    lines += [
        f'{node} sh:prefix "{prefix}" ; sh:namespace "{prefixes[prefix]}"^^xsd:anyURI .'
        for node, prefix in zip(declared, prefixes, strict=True)
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    # JSON's escapes of a string are Turtle's too, but for characters beyond the basic plane, which ensure_ascii=False
    # keeps as they are.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def grlc(query: Query, endpoint: str) -> str:
    """One query in grlc's form: its decorators, and in place of each ``VALUES`` line a ``BIND`` of grlc's typed
    variable.

    A parameter without a default is optional there (``?__name_iri``): where it is not given, the variable stays
    unbound, as UNDEF does; one with a default is required and its default stated.
    """
    head = [
        f"#+ summary: {json.dumps(query.summary, ensure_ascii=False)}",
        f"#+ endpoint: {endpoint}",
        "#+ method: GET",
    ]
    head += ["#+ tags:", *(f"#+   - {tag}" for tag in query.tags)]
    defaults = {p.name: p.default for p in query.params.values() if p.default is not None}
    head += (
        ["#+ defaults:", *(f"#+   - {name}: {json.dumps(_default(query.params[name]))}" for name in defaults)]
        if defaults
        else []
    )
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+"))

    def bind(match: re.Match[str]) -> str:
        parameter = query.params[match.group(2)]
        mark = "?_" if parameter.default is not None else "?__"
        return f"{match.group(1)}BIND ({mark}{parameter.name}{_GRLC[parameter.kind]} AS ?p_{parameter.name})"

    return "\n".join(head) + "\n" + _VALUE.sub(bind, body) + "\n"


def _default(parameter: Parameter) -> str:
    return (
        (expand(str(parameter.default)) or str(parameter.default))
        if parameter.kind == "term"
        else str(parameter.default)
    )


def _offered(query: Query) -> list[Parameter]:
    # A server of ours asks no other server, so that nobody can send it to one.
    return [parameter for parameter in query.params.values() if parameter.kind != "service"]


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.kind == "integer" else "string"}
    return schema if parameter.default is None else {**schema, "default": parameter.default}


def _meaning(parameter: Parameter) -> str:
    kind = "; CURIE, IRI, slug, DOI, label or synonym" if parameter.kind == "term" else ""
    return f"{parameter.description}{kind}".strip("; ")


def openapi(catalogue: Mapping[str, Query], server: str) -> dict[str, Any]:
    """OpenAPI 3.1 of the canned queries, each a GET at ``/api/NAME`` below the address ``server``."""
    from .._version import __version__

    paths = {}
    for query in catalogue.values():
        graph = form(query.text) in ("CONSTRUCT", "DESCRIBE")
        kinds = ("text/turtle", "application/n-triples", "application/ld+json") if graph else _FORMATS
        rows = "; ".join(f"{name}: {meaning}" for name, meaning in query.columns.items())
        paths[f"/api/{query.name}"] = {
            "get": {
                "operationId": query.name,
                "summary": query.summary,
                "tags": list(query.tags),
                "parameters": [
                    *(_asked(p.name, _meaning(p), _schema(p)) for p in _offered(query)),
                    *(page for page in _PAGE if page["name"] not in query.params),
                ],
                "responses": {
                    "200": {
                        "description": rows or query.summary,
                        "content": {
                            kind: {"schema": {"type": "object" if "json" in kind else "string"}} for kind in kinds
                        },
                    },
                    "400": {"description": "a parameter that is not known, or a term that is none or several"},
                    "503": {"description": "the query took too long, or the server is busy"},
                },
            }
        }
    about = {
        "title": "exo-ld",
        "version": __version__,
        "description": "Canned queries on what exosomes of mesenchymal stem cells do in diabetes.",
        "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
    }
    return {"openapi": "3.1.0", "info": about, "servers": [{"url": server}], "paths": paths}


def _asked(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_PAGE = [
    _asked("limit", "rows at the most", _COUNT),
    _asked("offset", "rows to leave out first", _COUNT),
    _asked("format", _FORMAT, {"type": "string"}),
]


def tool(query: Query) -> dict[str, Any]:
    """One query as a tool of the Model Context Protocol: name, description, and JSON Schema of its call."""
    columns = "\n".join(f"- {name}: {meaning}" for name, meaning in query.columns.items())
    properties = {p.name: {**_schema(p), "description": _meaning(p)} for p in _offered(query)}
    properties["limit"] = {
        "type": "integer",
        "minimum": 0,
        "default": LIMIT,
        "description": "rows at the most; the answer says how many there are",
    }
    return {
        "name": query.name,
        "description": f"{query.summary}\nColumns:\n{columns}" if columns else query.summary,
        "inputSchema": {"type": "object", "properties": properties, "additionalProperties": False},
    }  # fmt: skip


def generate(catalogue: Mapping[str, Query], folder: str, endpoint: str) -> list[str]:
    """Write all forms of all queries below ``folder``; ``endpoint`` is the address that they name.

    Returns the paths: ``examples/NAME.ttl``, ``grlc/NAME.rq``, ``openapi.json`` and ``mcp-tools.json``. Raises
    OutputError.
    """
    files = {os.path.join("examples", f"{query.name}.ttl"): examples(query, endpoint) for query in catalogue.values()}
    files |= {os.path.join("grlc", f"{query.name}.rq"): grlc(query, endpoint) for query in catalogue.values()}
    files["openapi.json"] = (
        json.dumps(openapi(catalogue, endpoint.removesuffix("/sparql")), indent=1, ensure_ascii=False) + "\n"
    )
    files["mcp-tools.json"] = (
        json.dumps([tool(query) for query in catalogue.values()], indent=1, ensure_ascii=False) + "\n"
    )
    return publish_all(folder, files)
