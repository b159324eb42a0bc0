"""The media types that answers have, and which of them a request is sent (RFC 9110, 12.5)."""

from __future__ import annotations

import re

__all__ = ["ENCODINGS", "GRAPHS", "HTML", "NAMED", "ROWS", "negotiate"]

# Media types that are understood -> the ones that are sent; the first is the default.
ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
GRAPHS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "text/n3": "text/n3",
    "application/x-turtle": "text/turtle",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
HTML = {"text/html": "text/html", "application/xhtml+xml": "text/html"}
# What ?format= of /api may be -> the media type that is sent.
NAMED = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
ENCODINGS = {"gzip": "gzip", "identity": "identity"}  # the first where both are as welcome

_ITEM = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')  # a comma in quotes parts nothing
_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")


def negotiate(accept: str, offered: dict[str, str]) -> str | None:
    """The media type to send (RFC 9110, 12.5.1): what ``accept`` values most, the first of ``offered`` on a tie; None:
    406.

    >>> negotiate("text/csv;q=0.5, application/*", ROWS)
    'application/sparql-results+json'
    """
    ranges: dict[str, float] = {}
    for item in _ITEM.findall(accept) if accept.strip() else ["*/*"]:
        kind, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        ranges[kind] = float(quality) if _QUALITY.fullmatch(quality) else 0.0

    def worth(kind: str) -> float:
        # An exact name says most, also where it is another name of what is sent; text/* is for what is sent as text.
        sent = offered[kind]
        return next((ranges[r] for r in (kind, sent, sent.split("/")[0] + "/*", "*/*") if r in ranges), 0.0)

    best = max(offered, key=worth)
    return offered[best] if worth(best) > 0 else None
