"""`exo-ld mcp`: the canned queries, `find` and `why` as tools of the Model Context Protocol, over standard input and output.

https://modelcontextprotocol.io, through its own Python SDK. The tools are made from the ``.rq`` files (`generate.tool`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import ExoError, UsageError
from ..query.results import Table
from ..query.why import why
from . import generate

try:
    import anyio
    import mcp_types as types
    from mcp.server import Server
    from mcp.server.stdio import stdio_server
except ImportError:
    raise UsageError("mcp needs the SDK of the Model Context Protocol: pip install 'exo-ld[serve]'") from None

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["call", "serve", "tools"]

_WHY = {
    "name": "why",
    "description": "Why does a claim stand? Where it is written (review, section, character positions and digest of the passage, the few "
    "words as stated), which source is cited and what a check of it found, the context in which it was seen, and what conflicts "
    "with it (other claims, errata).",
    "inputSchema": {
        "type": "object",
        "properties": {"claim": {"type": "string", "description": "a claim: IRI, CURIE or slug, from the column 'claim' of other tools"}},
        "required": ["claim"],
        "additionalProperties": False,
    },
}
_FIND = {
    "name": "find",
    "description": "Which thing of the graph has a name? Answers with what is called so or almost so, best first: IRI, label, kind, which of "
    "its names matched and how, and in how many claims it stands. Names in the parameters of other tools are looked up in the same way.",
    "inputSchema": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "description": "a name as people write it: miR-126, beta cell, DN, adipose MSC exosomes"},
            "limit": {"type": "integer", "description": "rows at the most (5)"},
        },
        "required": ["text"],
        "additionalProperties": False,
    },
}
_INSTRUCTIONS = (
    "exo-ld: what two reviews claim of exosomes of mesenchymal stem cells in diabetes, with evidence. Give terms by name ('diabetic "
    "retinopathy', 'DN'), CURIE or IRI; a wrong one is answered with what is near, and 'find' looks names up. Follow a claim with the tool 'why' before you rely on it."
)


def tools(kb: KnowledgeBase) -> list[dict[str, Any]]:
    """The tools as JSON: the canned queries of ``kb``, then `find` and `why`."""
    return [*(generate.tool(query) for query in kb.catalogue.values()), _FIND, _WHY]


def call(kb: KnowledgeBase, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call a tool: ``{"total", "rows"}`` of a query (or ``{"turtle"}`` where it answers with triples), or what `why` returns.

    Raises UsageError for an unknown tool or argument, TermError for a term that is none or several.
    """
    schema = next((tool["inputSchema"] for tool in tools(kb) if tool["name"] == name), None)
    if schema is None:
        raise UsageError(f"no tool {name!r}")
    for key, value in arguments.items():
        if key not in schema["properties"]:
            raise UsageError(f"{name} has no argument {key!r}; it has: {', '.join(schema['properties'])}")
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            raise UsageError(f"{key} is {value!r}: give {schema['properties'][key]['type']}")
    if name == "why":
        if "claim" not in arguments:
            raise UsageError("why needs a claim: its IRI, CURIE or slug")
        return why(kb, str(arguments["claim"]))
    limit = arguments.get("limit", 5 if name == "find" else generate.LIMIT)
    if not isinstance(limit, int) or limit < 0:
        raise UsageError(f"limit is {limit!r}: give a whole number, 0 or more")
    if name == "find":
        if "text" not in arguments:
            raise UsageError("find needs a text: the name to look up")
        found = kb.find(str(arguments["text"]), limit)
        return {"total": len(found), "rows": found.rows}
    answer = kb.query(name, sentences=True, **{key: value for key, value in arguments.items() if key != "limit"})
    return {"total": len(answer), "rows": answer.rows[:limit]} if isinstance(answer, Table) else {"turtle": answer.text()}


def server(kb: KnowledgeBase) -> Server[Any]:
    """The SDK's server with our tools."""
    from .._version import __version__

    async def listed(_: Any, __: Any) -> types.ListToolsResult:
        reads = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
        return types.ListToolsResult(
            tools=[types.Tool.model_validate(tool).model_copy(update={"annotations": reads}) for tool in tools(kb)]
        )

    async def called(_: Any, request: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            found = call(kb, request.name, dict(request.arguments or {}))
        except ExoError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        text = json.dumps(found, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=found)

    return Server("exo-ld", version=__version__, instructions=_INSTRUCTIONS, on_list_tools=listed, on_call_tool=called)


def serve(kb: KnowledgeBase) -> None:
    """Answer calls from standard input until it is closed."""
    served = server(kb)
    kb.store  # noqa: B018 - what cannot be read is said before the first call

    async def run() -> None:
        async with stdio_server() as (reads, writes):
            await served.run(reads, writes, served.create_initialization_options())

    anyio.run(run)
