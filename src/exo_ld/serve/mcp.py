"""`exo-ld mcp`: names, canned queries and the trail of a claim as tools of the Model Context Protocol, over standard
input and output.

https://modelcontextprotocol.io, through its own Python SDK. A model pays for every word that it is sent, with each
turn: four tools, the catalogue behind one of them; ten rows unless more are asked for; rows as lists below the names of
their columns; CURIEs for IRIs; no IRI where its label stands beside it; one copy of each answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..curate.sheet import read
from ..errors import ExoError, UsageError, quoted
from ..prefixes import contract
from ..query.results import Table
from ..query.values import Value
from ..query.why import why

try:
    import anyio
    import mcp_types as types
    from mcp.server import Server
    from mcp.server.stdio import stdio_server
except ImportError:
    raise UsageError("mcp needs the SDK of the Model Context Protocol: pip install 'exo-ld[serve]'") from None

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..check.bench import Bench
    from ..query.catalogue import Parameter, Query
    from ..query.kb import KnowledgeBase

__all__ = ["call", "serve", "tools"]

_LIMIT = 10
_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}


def _tool(name: str, description: str, required: list[str], /, **properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"name": name, "description": description, "inputSchema": schema}


_TOOLS = {
    tool["name"]: tool
    for tool in (
        _tool(
            "find",
            "Things of the graph by a name, best first: CURIE, label, kind, why it matched, number of claims.",
            ["text"],
            text=_TEXT | {"description": "miR-126, beta cell, DN, a DOI"},
            limit=_NUMBER | {"default": 5},
        ),
        _tool(
            "queries",
            "The canned queries. With words: those that fit them best, ready to call. "
            "With a name: its parameters and columns. Else all names.",
            [],
            words=_TEXT | {"description": "what you want to know"},
            name=_TEXT,
        ),
        _tool(
            "query",
            "The rows of a canned query. Terms are names ('diabetic retinopathy'), CURIEs or IRIs; "
            "what belongs to them counts.",
            ["name"],
            name=_TEXT | {"description": "as 'queries' gives it"},
            parameters={"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
            columns={
                "type": "array",
                "items": _TEXT,
                "description": "only these; by default all, labels in place of CURIEs",
            },
            limit=_NUMBER | {"default": _LIMIT},
            offset=_NUMBER | {"default": 0},
        ),
        _tool(
            "why",
            "Why a claim stands: the places and words of the reviews, the cited sources and what checks of them found, "
            "context, conflicts.",
            ["claim"],
            claim=_TEXT | {"description": "its CURIE, from the column 'claim'"},
        ),
    )
}
_NEW = _tool(
    "new",
    "Write facts: a line a fact, 'key | subject | relation | object | qualifiers | passage | words'. "
    "All or nothing is written; what is refused says why. Without 'write' the claims are only "
    "told in words, to be read before they are written.",
    ["lines"],
    lines=_TEXT | {"description": "a sheet, as docs/curating.md describes it"},
    write={"type": "boolean", "default": False},
)
_INSTRUCTIONS = (
    "exo-ld: what reviews claim of exosomes of mesenchymal stem cells in diabetes, with evidence. "
    "Ask 'queries' with your question in words, then 'query'. Follow a claim with 'why' before you rely on it."
)


def tools(bench: Bench | None = None) -> list[dict[str, Any]]:
    """The tools as JSON; with a ``bench`` the one that writes, too."""
    return [*_TOOLS.values(), *([_NEW] if bench else [])]


def call(kb: KnowledgeBase, name: str, arguments: dict[str, Any], bench: Bench | None = None) -> dict[str, Any]:
    """Call a tool and return its answer, as it is sent; with a ``bench`` facts can be written.

    Raises UsageError for an unknown tool or argument, TermError for a term that is none or several.
    """
    known = {tool["name"]: tool for tool in tools(bench)}
    if name not in known:
        raise UsageError(f"no tool {quoted(name)}; there are: {', '.join(known)}")
    schema = known[name]["inputSchema"]
    for key, value in arguments.items():
        _check(name, key, value, schema["properties"])
    for key in schema["required"]:
        if key not in arguments:
            raise UsageError(f"{name} needs {quoted(key)}: {schema['properties'][key].get('description', 'a text')}")
    if bench and name == "new":
        return _new(bench, **arguments)
    answers: dict[str, Callable[..., dict[str, Any]]] = {
        "find": _find,
        "queries": _queries,
        "query": _query,
        "why": _why,
    }
    return answers[name](kb, **arguments)


def _check(tool: str, key: str, value: Any, properties: dict[str, Any]) -> None:
    if key not in properties:
        raise UsageError(f"{tool} has no argument {quoted(key)}; it has: {', '.join(properties)}")
    kind = properties[key]["type"]
    fits: dict[str, type] = {"string": str, "integer": int, "object": dict, "array": list, "boolean": bool}
    if (
        not isinstance(value, fits[kind])
        or (isinstance(value, bool) and kind != "boolean")
        or (isinstance(value, int) and value < 0)
    ):
        article = "an" if kind[0] in "ao" else "a"
        wanted = "a whole number, 0 or more" if kind == "integer" else f"{article} {kind}"
        raise UsageError(f"{key} is {quoted(value)}: give {wanted}")


def _new(bench: Bench, lines: str, write: bool = False) -> dict[str, Any]:
    outcome = bench.tried(read(lines, "line"))
    if outcome.faults:
        raise UsageError("; ".join(outcome.faults) + "; nothing is written")
    if write:
        bench.publish(outcome)
    said: dict[str, Any] = {"claims": dict(outcome.claims), "written" if write else "would write": list(outcome.files)}
    return said | ({"to state or waive": outcome.open} if outcome.open else {})


def _find(kb: KnowledgeBase, text: str, limit: int = 5) -> dict[str, Any]:
    return _table(kb.find(text, limit), limit)


def _queries(kb: KnowledgeBase, words: str = "", name: str = "") -> dict[str, Any]:
    if name:
        query = _known(kb, name)
        offered = {p.name: _meaning(p) for p in query.params.values() if p.kind != "service"}
        return {"question": query.summary, "parameters": offered, "columns": dict(query.columns)}
    if words:
        return {
            "queries": [
                {
                    "name": row["query"],
                    "question": row["question"],
                    "parameters": list(kb.catalogue[row["query"]].params),
                    "rows": row["rows"],
                }
                for row in kb.ask(words, 4)
            ]
        }
    return {"queries": {query.name: query.summary for query in kb.catalogue.values()}}


def _known(kb: KnowledgeBase, name: str) -> Query:
    if name not in kb.catalogue:
        kb.prepare(name, {})  # raises, with what is near
    return kb.catalogue[name]


def _meaning(parameter: Parameter) -> str:
    default = "" if parameter.default is None else f" (default: {parameter.default})"
    return f"{parameter.kind}: {parameter.description.removesuffix(default)}{default}"


def _query(
    kb: KnowledgeBase,
    name: str,
    parameters: dict[str, Any] | None = None,
    columns: list[str] | None = None,
    limit: int = _LIMIT,
    offset: int = 0,
) -> dict[str, Any]:
    query, given = _known(kb, name), parameters or {}
    for key, value in given.items():
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise UsageError(f"{key} is {quoted(value)}: give a string or a whole number")
        if key in query.params and query.params[key].kind == "service":
            raise UsageError(f"{key}: this server asks no other; leave it out")
    if unknown := [column for column in columns or () if column not in query.columns]:
        raise UsageError(f"{name} has no column {quoted(unknown[0])}; it has: {', '.join(query.columns)}")
    answer = kb.query(name, **given)
    if not isinstance(answer, Table):
        return {"turtle": answer.text()}
    # What is not asked for decides what is answered: it is said.
    assumed = {p.name: p.default for p in query.params.values() if p.default is not None and p.name not in given}
    return _table(answer, limit, offset, columns) | ({"assumed": assumed} if assumed else {})


def _why(kb: KnowledgeBase, claim: str) -> dict[str, Any]:
    found = why(kb, claim)
    for line in found["evidence"]:
        line.pop("sha256", None)  # for programs that have the text of the review
    return {key: _short(value) for key, value in found.items() if value}


def _table(table: Table, limit: int, offset: int = 0, columns: list[str] | None = None) -> dict[str, Any]:
    """Names of columns once, rows as lists; without what a label beside it says, and without columns that are empty."""
    page = table.cells[offset : offset + limit]
    filled = [at for at, name in enumerate(table.columns) if any(row[at] for row in page)]
    named = [at for at in filled if table.columns[at] == "claim" or f"{table.columns[at]}Label" not in table.columns]
    places = [table.columns.index(name) for name in columns] if columns else named
    rows = [[_cell(row[at]) for at in places] for row in page]
    more = {"next": offset + limit} if offset + limit < len(table) and limit else {}
    return {"total": len(table), "columns": [table.columns[at] for at in places], "rows": rows, **more}


def _cell(value: Value | None) -> Any:
    return None if value is None else value.readable.strip("<>") if value.kind == "uri" else value.python


def _short(value: Any) -> Any:
    """The value with CURIEs in place of IRIs, and lists of records with the names of their parts once."""
    if isinstance(value, str):
        return contract(value) or value
    if isinstance(value, list):
        names = list(dict.fromkeys(name for record in value for name in record))
        names = [name for name in names if f"{name}Label" not in names]
        return {"columns": names, "rows": [[_short(record.get(name)) for name in names] for record in value]}
    return value


def server(kb: KnowledgeBase, bench: Bench | None = None) -> Server[Any]:
    """The SDK's server with our tools."""
    from .._version import __version__

    async def listed(_: Any, __: Any) -> types.ListToolsResult:
        reads = types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return types.ListToolsResult(
            tools=[
                types.Tool.model_validate(tool).model_copy(update={} if tool is _NEW else {"annotations": reads})
                for tool in tools(bench)
            ]
        )

    async def called(_: Any, request: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            found = call(kb, request.name, dict(request.arguments or {}), bench)
        except ExoError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)])

    return Server("exo-ld", version=__version__, instructions=_INSTRUCTIONS, on_list_tools=listed, on_call_tool=called)


def serve(kb: KnowledgeBase, bench: Bench | None = None) -> None:
    """Answer calls from standard input until it is closed; with a ``bench``, facts can be written."""
    served = server(kb, bench)
    kb.store  # noqa: B018 - what cannot be read is said before the first call

    async def run() -> None:
        async with stdio_server() as (reads, writes):
            await served.run(reads, writes, served.create_initialization_options())

    anyio.run(run)
