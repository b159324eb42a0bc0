"""What an address of a SPARQL endpoint may look like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..errors import UsageError, quoted

__all__ = ["address"]


def address(url: str) -> str:
    """``url`` itself. Raises UsageError where it is no http(s) address, or could not stand in a query."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # brackets or a port that are none
        sound = False
    if not sound or not url.isascii() or re.search(r'[\x00-\x20\x7f<>"{}|\\^`]', url):  # what no IRI holds
        raise UsageError(f"{quoted(url)} is no address of an endpoint; write http://host:port/path/to/sparql")
    return url
