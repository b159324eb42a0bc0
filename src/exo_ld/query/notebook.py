"""Tables as HTML, for notebooks; all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["link", "table_html"]


def table_html(names: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]], note: str) -> str:
    """A table: its headings, its rows of (text, IRI of what the text names or ""), a line below."""
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = ("".join(f'<td style="text-align:left">{link(text, iri)}</td>' for text, iri in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(note)}</p>"


def link(text: str, iri: str) -> str:
    """A text linked to a term's IRI; plain where that is no address of the web."""
    if not iri.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(iri)}" rel="noreferrer">{escape(text)}</a>'
