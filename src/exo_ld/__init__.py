"""exo-ld: what exosomes of mesenchymal stem cells do in diabetes, as linked data.

    import exo_ld
    kb = exo_ld.load()
    kb.query("cargo-targets", complication="diabetic retinopathy").rows

Everything heavy is imported where it is used, so that a cold start stays short.
"""

from typing import TYPE_CHECKING

from ._version import __version__
from .errors import DataError, EndpointError, ExoError, OutputError, TermError, UsageError

if TYPE_CHECKING:
    from typing import Any

    from .check.validation import Finding, Report, validate
    from .query.endpoint import connect
    from .query.kb import KnowledgeBase, load
    from .query.results import Graph, Table

__all__ = [
    "__version__", "DataError", "EndpointError", "ExoError", "Finding", "Graph", "KnowledgeBase", "OutputError",
    "Report", "Table", "TermError", "UsageError", "connect", "load", "validate",
]  # fmt: skip

_HOMES = {
    "connect": "query.endpoint", "KnowledgeBase": "query.kb", "load": "query.kb", "Graph": "query.results",
    "Table": "query.results", "Finding": "check.validation", "Report": "check.validation",
    "validate": "check.validation",
}  # fmt: skip


def __getattr__(name: str) -> "Any":
    """Import the home of a public name at its first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
