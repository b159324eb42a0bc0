"""The pages on the whole: data, how to cite, about, ontology, shapes; sitemap, the page of what is not there; the files
to download."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

import pyoxigraph as ox
from markupsafe import Markup

from ..context import context
from ..errors import DataError
from ..files import read, tree
from ..graph.turtle import parse
from ..prefixes import EXO, ONTOLOGY, PREFIXES
from ..share.page import GROUPS, TOLD
from ..share.rdf import written
from ..sources import folder
from .pages import BASE, Page, html, text
from .parts import Shown
from .records import Records

__all__ = ["downloads", "lost", "pages", "sitemap"]

_RDFS, _SKOS, _DCTERMS = (PREFIXES[name] for name in ("rdfs", "skos", "dcterms"))
_SHACL = "http://www.w3.org/ns/shacl#"
_TYPE = PREFIXES["rdf"] + "type"
_LOST = {"title": "There is no such page", "near": (), "alone": None}
_LONGEST = 150  # characters of an address that are compared
_MOST = 45_000  # addresses in one sitemap (https://www.sitemaps.org/protocol.html allows 50,000)


def pages(records: Records) -> Iterator[Page]:
    """The pages on the whole, and the files to download."""
    shapes = _shapes(records)
    for name, _, make in downloads(records):
        yield Page(name, make)
    for path, template, values in (
        ("data.html", "data.html", _data),
        ("cite.html", "cite.html", _cite),
        ("about.html", "about.html", _about),
        ("ontology.html", "ontology.html", _ontology),
    ):
        yield html(records, path, template, partial(values, records))
    if shapes:
        yield html(records, "shapes.html", "shapes.html", partial(_shape_values, shapes), "data.html")
    yield text("sitemap.xml", partial(sitemap, records))
    yield html(records, "404.html", "404.html", lambda: {**_LOST, "alone": _alone(records)})


def lost(records: Records, path: str) -> bytes:
    """The page that is shown where there is none at a path: its links lead from there, and it names what is near."""
    folder, _, name = path[:_LONGEST].rpartition("/")
    names = {
        place.rpartition("/")[2].removesuffix(".html"): iri
        for iri, place in records.addresses.items()
        if place.startswith(f"{folder}/")
    }
    near = [names[each] for each in get_close_matches(name.removesuffix(".html"), names, 5, 0.7)]
    return html(records, path, "404.html", lambda: {**_LOST, "near": near}).make()


def _alone(records: Records) -> dict[str, str]:
    """What the page of what is not there needs in itself: a host shows the one file at any address, also below id/."""
    style, script = (
        (files("exo_ld.site") / place).read_text(encoding="utf-8") for place in ("assets/site.css", "scripts/lost.js")
    )
    return {
        "style": Markup(style),
        "script": Markup(script),
        "style_digest": _digest(style),
        "script_digest": _digest(script),
        "published": BASE,
        "folders": " ".join(sorted({path.partition("/")[0] for path in records.paths if "/" in path})),
    }


def _digest(content: str) -> str:
    """The source expression that lets a page run or wear what stands in it (https://www.w3.org/TR/CSP3/)."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


# --- data -----------------------------------------------------------------------------------------


def downloads(records: Records) -> list[tuple[str, str, Any]]:
    """The files to download: path, what it is, what makes its bytes (once)."""
    contents = records.reading.contents
    made: dict[str, tuple[str, Any]] = {
        "exo-ld.trig": (
            "all facts and the ontology as TriG, one named graph a study or review",
            lambda: written((row[4] for row in contents.by_graph), ox.RdfFormat.TRIG),
        ),
        "exo-ld.ttl": (
            "the same as Turtle, in one graph",
            lambda: written((quad.triple for quad in contents.union.values()), ox.RdfFormat.TURTLE),
        ),
        "exo-ld.nq": ("the same as N-Quads", lambda: contents.text),
        "context.jsonld": (
            "the JSON-LD context",
            lambda: _json({"@context": context(quad.triple for quad in contents.quads)}),
        ),
        "ontology.ttl": ("the ontology as Turtle", lambda: written(_of_ontology(records), ox.RdfFormat.TURTLE)),
        "ontology.jsonld": (
            "the ontology as JSON-LD",
            lambda: ox.serialize(_of_ontology(records), format=ox.RdfFormat.JSON_LD) or b"",
        ),
    }
    if shapes := _shapes(records):
        made["shapes.ttl"] = ("the SHACL shapes that the facts keep to", partial(bytes, shapes))
    for path in _mappings(records):
        name = os.path.basename(path)
        made[f"mappings/{name}"] = ("mappings to other vocabularies (SSSOM)", partial(bytes, read(path)))
    return [(name, what, partial(records.kept, f"file {name}", make)) for name, (what, make) in made.items()]


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _of_ontology(records: Records) -> list[ox.Triple]:
    graph = f"<{ONTOLOGY}>"
    return [row[4].triple for row in records.reading.contents.by_graph if row[3] == graph]


def _mappings(records: Records) -> list[str]:
    try:
        return tree(folder("ontology/mappings", records.kb.root), (".sssom.tsv",))
    except DataError:  # a knowledge base need not have any
        return []


def _shapes(records: Records) -> bytes:
    """The files of the shapes, one behind the other; empty where the knowledge base has none of its own."""

    def read_all() -> bytes:
        try:
            paths = tree(folder("shapes", records.kb.root), (".ttl",))
        except DataError:
            return b""
        return b"\n".join(map(read, paths))

    return records.kept("shapes", read_all)


def _data(records: Records) -> dict[str, Any]:
    listed = []
    for name, what, make in downloads(records):
        content = make()
        listed.append((name, what, len(content), sha256(content).hexdigest()))
    return {"title": "Data: download it, ask it, merge it", "files": listed}


# --- cite, about ----------------------------------------------------------------------------------


def _cite(records: Records) -> dict[str, Any]:
    reading = records.reading
    title = records.one(ONTOLOGY, _DCTERMS + "title") or "exo-ld"
    return {
        "title": "How to cite",
        "name": title,
        "creator": reading.creator,
        "year": reading.modified[:4],
        "day": reading.modified,
        "base": BASE,
    }


def _about(records: Records) -> dict[str, Any]:
    reviews = sorted({row["review"] for row in records.rows("review-sections")}, key=records.label)
    sections = records.rows("review-sections").rows
    return {
        "title": "About: how it was made, and what it cannot tell",
        "reviews": reviews,
        "passages": sum(row["passages"] for row in sections),
        "waived": sum(row["waivedPassages"] for row in sections),
        "checks": len({row["check"] for row in records.rows("source-checks")}),
        "counted": _counted(records, reviews),
    }


def _counted(records: Records, reviews: list[str]) -> list[tuple[str, str, int, int]]:
    """By where it is said (IRI and words): how many claims, and lines of evidence for them; at last in all."""
    rows = records.rows("claims").rows
    parts = [(review, "", [row for row in rows if row.get("review") == review]) for review in reviews]
    parts.append(("", "abstracts of cited works", [row for row in rows if "review" not in row]))
    parts.append(("", "in all, each once", rows))
    return [
        (iri, words, len({row["claim"] for row in some}), len({row["evidence"] for row in some}))
        for iri, words, some in parts
        if some
    ]


# --- ontology and shapes --------------------------------------------------------------------------


def _ontology(records: Records) -> dict[str, Any]:
    left = {iri for iri in records.said if iri.startswith(EXO)}
    groups = []
    for name, kind in (*GROUPS, ("Others", "")):
        iris = sorted(
            (iri for iri in left if not kind or kind in records.many(iri, _TYPE)),
            key=lambda i: (records.label(i).lower(), i),  # several lists have a value of the same name
        )
        left -= set(iris)
        if iris:
            groups.append((name.lower().replace(" ", "-"), name, [_entry(records, iri) for iri in iris]))
    return {
        "title": records.one(ONTOLOGY, _DCTERMS + "title") or "The ontology",
        "iri": ONTOLOGY,
        "about": records.one(ONTOLOGY, _DCTERMS + "description"),
        "groups": groups,
    }


def _entry(records: Records, iri: str) -> dict[str, Any]:
    facts: dict[str, list[Shown]] = {}
    for predicate, words in TOLD.items():
        for value in records.many(iri, predicate):
            facts.setdefault(words, []).append(Shown(records.label(value), value if value.startswith("http") else ""))
    return {
        "anchor": iri.removeprefix(EXO),
        "iri": iri,
        "label": records.label(iri),
        "gone": records.withdrawn(iri),
        "definition": records.one(iri, _SKOS + "definition"),
        "facts": [(words, tuple(values)) for words, values in facts.items()],
        "claims": len(records.standing.get(iri, ())),
    }


def _shape_values(shapes: bytes) -> dict[str, Any]:
    """The shapes as sentences: what each demands, by its message, and how hard."""
    said: dict[str, dict[str, list[str]]] = {}
    for triple in parse(shapes, "shapes"):
        if isinstance(triple.subject, ox.NamedNode):
            value = getattr(triple.object, "value", str(triple.object))
            said.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    found = []
    for iri in sorted(said):
        messages = said[iri].get(_SHACL + "message", []) + said[iri].get(_RDFS + "comment", [])
        severity = next(iter(said[iri].get(_SHACL + "severity", [])), _SHACL + "Violation").removeprefix(_SHACL)
        if messages:
            found.append((iri.rpartition("#")[2], iri, " ".join(messages), severity.lower()))
    return {"title": "Shapes: what the facts must be like", "shapes": found}


def sitemap(records: Records) -> str:
    """The addresses of all pages (https://www.sitemaps.org/protocol.html); those of one thing that is only a place in
    the making of a claim are left to their claims."""
    own = ("id/evidence-", "id/check-", "matrix/")
    paths = sorted(p for p in records.paths if p.endswith(".html") and not p.startswith(own) and p != "404.html")
    day = records.reading.modified
    lines = [
        f"<url><loc>{escape(BASE + ('' if path == 'index.html' else path))}</loc><lastmod>{day}</lastmod></url>"
        for path in paths[:_MOST]
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(lines) + "\n</urlset>\n"
