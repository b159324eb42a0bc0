"""One page: its path, and how its bytes are made when they are asked for; HTML is made of the templates, CSV of tables.

A page is made of records alone, so that `exo-ld site` and `exo-ld serve` cannot differ.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from ..errors import UsageError
from ..prefixes import EXOD, contract

try:
    import jinja2
    from markupsafe import Markup
except ImportError:
    raise UsageError("the site needs Jinja2: pip install 'exo-ld[serve]'") from None

if TYPE_CHECKING:
    from ..query.results import Table
    from .records import Records

__all__ = ["BASE", "NAVIGATION", "Page", "html", "island", "text"]

BASE = "https://exo-ld.github.io/exo-ld/"  # where the site is published; docs/w3id has the redirects
# Of these, whichever there are.
NAVIGATION = (
    ("index.html", "Matrix"),
    ("mechanisms/index.html", "Mechanisms"),
    ("effects.html", "Effects"),
    ("gaps.html", "Gaps"),
    ("trust.html", "Trust"),
    ("compare.html", "Reviews compared"),
    ("studies.html", "Studies"),
    ("preparations.html", "Preparations"),
    ("ask.html", "Ask"),
    ("data.html", "Data"),
)


class Page(NamedTuple):
    """A file of the site: its path from the root, and what makes its bytes."""

    path: str
    make: Callable[[], bytes]


def html(records: Records, path: str, template: str, values: Callable[[], dict[str, Any]], section: str = "") -> Page:
    """A page of HTML.

    Args:
        records: the knowledge base.
        path: the page's path from the root.
        template: the name of a file in templates/.
        values: what the template needs, worked out when the page is asked for; ``title`` at least.
        section: the path of the page of the navigation that it belongs to; its own by default.
    """
    return Page(path, partial(_made, records, path, template, values, section or path))


def text(path: str, content: Callable[[], str]) -> Page:
    """A page of text (Turtle, CSV)."""
    return Page(path, lambda: content().encode())


def csv(path: str, table: Callable[[], Table]) -> Page:
    """The rows of a table as CSV."""
    return text(path, lambda: table().text("csv"))


def island(data: Any) -> Markup:
    """Data as the content of a script element that is not run: no text in it can end the element."""
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(dumped.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _made(records: Records, path: str, template: str, values: Callable[[], dict[str, Any]], section: str) -> bytes:
    up = "../" * path.count("/")
    head = {
        "path": path,
        "section": section,
        "canonical": BASE + (path if path != "index.html" else ""),
        "navigation": [(to, name) for to, name in NAVIGATION if to in records.paths],
    }
    make = partial(_common, records, up)
    # Not kept for addresses without a page, of which there is no end.
    common = records.kept(f"common {up}", make) if path in records.paths else make()
    whole = _environment().get_template(template).render(common | head | values())
    return re.sub(r"\n\s*\n+", "\n", whole).strip().encode() + b"\n"


def _common(records: Records, up: str) -> dict[str, Any]:
    """What the templates of all pages of one depth use: links from there, and as ``m`` the macros.

    How a thing or a claim is named is the same on all of them, and most are named often: it is made once.
    """
    link = cache(partial(_link, records, up))
    common = {"root": up, "records": records, "link": link, "ask": partial(_ask, records, up)}
    names = _environment().get_template("names.html").make_module(common)
    naming = {name: cache(getattr(names, name)) for name in ("thing", "claim", "shown")}
    naming["flags"] = vars(names)["flags"]
    macros = _environment().get_template("macros.html").make_module(common | naming)
    for name, macro in naming.items():
        setattr(macros, name, macro)
    return common | {"m": macros}


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("exo_ld.site"),
        autoescape=True,
        auto_reload=False,  # files are not looked at anew for every page
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": lambda n: f"{n:,}",
        "curie": lambda iri: contract(iri) or iri,
        "island": island,
        "anchor": lambda heading: re.sub(r"\W+", "-", heading.lower()).strip("-"),
    }
    made.globals |= {"EXOD": EXOD}
    return made


def _link(records: Records, up: str, iri: str) -> str:
    """The address of a thing's page from the page at hand; what has no page is linked outside, where it is of the
    web."""
    if place := records.address(iri):
        path, mark, anchor = place.partition("#")
        return up + quote(path) + mark + anchor
    return iri if iri.startswith(("https://", "http://")) else ""


def _ask(records: Records, up: str, query: str, **params: str) -> str:
    """The address of the workbench with a canned query and its parameters; empty where there is no workbench."""
    if "ask.html" not in records.paths:
        return ""
    given = "".join(f"&{quote(name)}={quote(value, safe='')}" for name, value in params.items())
    return f"{up}ask.html#q={quote(query)}{given}"


def beside(path: str, ending: str) -> str:
    """The path of the same name with another ending."""
    return posixpath.splitext(path)[0] + ending
