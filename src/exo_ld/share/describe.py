"""What a folder of exports is: VoID, DCAT and DQV as Turtle, schema.org (Bioschemas) as JSON-LD, and an RO-Crate.

https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/vocab-dqv/,
https://bioschemas.org/profiles/Dataset/1.0-RELEASE, https://w3id.org/ro/crate/1.1. Each describes the files that are
already in the folder. What it says of the data is asked of the
data: title, date and version of the ontology, figures of the canned query quality-figures.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from ..graph.turtle import serialize
from ..prefixes import ONTOLOGY, PREFIXES
from .export import FORMATS, checksums, media_type
from .reading import Reading
from .void import DATASET, void

if TYPE_CHECKING:
    from ..query.kb import KnowledgeBase

__all__ = ["CC0", "HOME", "MIT", "About", "File", "about", "crate", "dataset", "figures", "files"]

HOME = "https://w3id.org/exo-ld/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
MIT = "https://opensource.org/license/mit"
_LICENSES = {CC0: ("CC0 1.0 Universal", "CC0-1.0"), MIT: ("MIT License", "MIT")}
_KEYWORDS = [
    "exosomes",
    "mesenchymal stem cells",
    "diabetes mellitus",
    "microRNA",
    "knowledge graph",
    "linked data",
    "RDF",
]
_PACKAGE = {
    ".whl": "the Python package with the data, as a wheel",
    ".tar.gz": "the sources of the Python package and the data",
}


class About(NamedTuple):
    """What the ontology says of itself, and the reviews that the data is from, as (IRI, DOI or None, label)."""

    title: str
    description: str
    version: str
    date: str
    creator: str
    reviews: list[tuple[str, str | None, str]]


class File(NamedTuple):
    """A file that is described: its name, what it is, media type, bytes, SHA-256, specification (if one) and
    licences."""

    name: str
    summary: str
    media: str
    size: int
    sha256: str
    spec: str | None
    licenses: list[str]


def about(kb: KnowledgeBase) -> About:
    """Read the description of ``kb``; what its ontology does not say is the shipped one's or empty."""
    from .._version import __version__

    def text(subject: str, predicate: str) -> str:
        prefix, _, local = predicate.partition(":")
        found = kb.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(PREFIXES[prefix] + local), None)
        return min((quad.object.value for quad in found), default="")

    typed = kb.store.quads_for_pattern(
        None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["exld"] + "Review")
    )
    reviews = sorted({quad.subject.value for quad in typed})
    return About(
        text(ONTOLOGY, "dcterms:title") or "exo-ld",
        text(ONTOLOGY, "dcterms:description"),
        text(ONTOLOGY, "owl:versionInfo") or __version__,
        text(ONTOLOGY, "dcterms:modified"),
        text(ONTOLOGY, "dcterms:creator"),
        [(iri, text(iri, "bibo:doi") or None, text(iri, "rdfs:label")) for iri in reviews],
    )


def figures(kb: KnowledgeBase) -> dict[str, int]:
    """How large the data is and how well it is checked: name of the figure to number, in the order of the queries."""
    found: dict[str, int] = {}
    for name in ("quality-figures", "terms-by-vocabulary", "reporting-gaps"):
        if name not in kb.catalogue:
            continue
        for row in kb.query(name).rows:  # type: ignore[union-attr]
            if name == "quality-figures":
                found[": ".join(filter(None, (row["figure"], row.get("detail"))))] = row["number"]
            elif name == "terms-by-vocabulary":
                found[f"terms joined with: {row['vocabulary']}"] = row["terms"]
            else:
                found[f"not reported in the reviews, {row['kind']}: {row['missingLabel']}"] = row["lacking"]
    return found


def files(folder: str) -> list[File]:
    """The files in ``folder``, by name."""
    made = {name: form for form in FORMATS.values() for name in form.files}
    found = []
    for name, digest in checksums(folder).items():
        form = made.get(name)
        summary = (
            form.summary if form else next((text for ending, text in _PACKAGE.items() if name.endswith(ending)), name)
        )
        licenses = [CC0] if form else [MIT, CC0]
        found.append(
            File(
                name,
                summary,
                media_type(name),
                os.path.getsize(os.path.join(folder, name)),
                digest,
                form and form.spec,
                licenses,
            )
        )
    return found


def dataset(reading: Reading, folder: str) -> None:
    """Write void.ttl and dataset.jsonld."""
    what, parts, numbers = about(reading.kb), files(folder), figures(reading.kb)
    triples = [
        quad.triple for quad in ox.parse(void(reading.kb, list(reading.contents.union)), format=ox.RdfFormat.N_TRIPLES)
    ]
    with open(os.path.join(folder, "void.ttl"), "w", encoding="utf-8", newline="\n") as file:
        file.write(serialize(triples + _dcat(what, parts, numbers), head=DATASET))
    _write(os.path.join(folder, "dataset.jsonld"), _schema(what, parts, numbers))


def crate(reading: Reading, folder: str) -> None:
    """Write ro-crate-metadata.json, of all files that are there."""
    what, parts = about(reading.kb), files(folder)
    specs = sorted({part.spec for part in parts if part.spec})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{what.title}, version {what.version}",
        "description": what.description or what.title,
        "datePublished": what.date,
        "version": what.version,
        "keywords": ", ".join(_KEYWORDS),
        "url": HOME,
        "license": {"@id": CC0},
        "author": {"@id": "#curators"},
        "publisher": {"@id": "#curators"},
        "hasPart": [{"@id": part.name} for part in parts],
    }
    entities: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        root,
    ]
    entities += map(_file, parts)
    entities.append(
        {"@id": "#curators", "@type": "Organization", "name": what.creator or "the exo-ld curators", "url": HOME}
    )
    entities += [{"@id": url, "@type": "WebSite", "name": url} for url in specs]
    used = {url for part in parts for url in part.licenses} | {CC0}
    entities += [
        {
            "@id": url,
            "@type": "CreativeWork",
            "name": name,
            "identifier": f"https://spdx.org/licenses/{spdx}",
            "url": url,
        }
        for url, (name, spdx) in _LICENSES.items()
        if url in used
    ]
    document = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": entities}
    _write(os.path.join(folder, "ro-crate-metadata.json"), document)


def _file(part: File) -> dict[str, Any]:
    licenses = [{"@id": url} for url in part.licenses]
    return {
        "@id": part.name,
        "@type": "File",
        "name": part.name,
        "description": part.summary,
        "encodingFormat": [part.media, {"@id": part.spec}] if part.spec else part.media,
        "contentSize": str(part.size),
        "sha256": part.sha256,
        "license": licenses if len(licenses) > 1 else licenses[0],
    }


def _write(path: str, document: dict[str, Any]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


class _Said(list[ox.Triple]):
    """Triples as they are said: CURIEs of properties, values by what they look like."""

    def say(self, subject: str, predicate: str, value: object, datatype: str = "") -> None:
        prefix, _, local = predicate.partition(":")
        term: Any = ox.Literal(value)  # type: ignore[arg-type]
        if datatype:
            term = ox.Literal(str(value), datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))
        elif isinstance(value, str) and value.startswith("http"):
            term = ox.NamedNode(value)
        self.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(PREFIXES[prefix] + local), term))


def _dcat(what: About, parts: list[File], numbers: dict[str, int]) -> list[ox.Triple]:
    said = _Said()
    say = said.say
    say(DATASET, "rdf:type", PREFIXES["dcat"] + "Dataset")
    say(DATASET, "dcterms:description", what.description)
    say(DATASET, "dcat:version", what.version)
    say(DATASET, "dcat:landingPage", HOME)
    say(DATASET, "dcterms:conformsTo", ONTOLOGY)
    if what.date:
        say(DATASET, "dcterms:issued", what.date, "date")
    for keyword in _KEYWORDS:
        say(DATASET, "dcat:keyword", keyword)
    for role in ("dcterms:creator", "dcterms:publisher"):
        say(DATASET, role, DATASET + "/curators")
    say(DATASET + "/curators", "rdf:type", PREFIXES["foaf"] + "Agent")
    say(DATASET + "/curators", "foaf:name", what.creator)
    for iri, _, _ in what.reviews:
        say(DATASET, "dcterms:source", iri)
    for part in parts:
        _distribution(say, what, part)
    for name, number in numbers.items():
        _measurement(say, name, number)
    return said


def _distribution(say: Callable[..., None], what: About, part: File) -> None:
    node = f"{DATASET}/distribution/{part.name}"
    say(DATASET, "dcat:distribution", node)
    say(node, "rdf:type", PREFIXES["dcat"] + "Distribution")
    say(node, "dcterms:title", part.summary)
    say(node, "dcat:mediaType", "https://www.iana.org/assignments/media-types/" + part.media)
    say(node, "dcat:byteSize", part.size, "nonNegativeInteger")
    say(node, "dcat:downloadURL", _url(what, part))
    for url in part.licenses:
        say(node, "dcterms:license", url)
    if part.spec:
        say(node, "dcterms:conformsTo", part.spec)
    say(node, "spdx:checksum", node + "/checksum")
    say(node + "/checksum", "rdf:type", PREFIXES["spdx"] + "Checksum")
    say(node + "/checksum", "spdx:algorithm", PREFIXES["spdx"] + "checksumAlgorithm_sha256")
    say(node + "/checksum", "spdx:checksumValue", part.sha256, "hexBinary")


def _measurement(say: Callable[..., None], name: str, number: int) -> None:
    key = "-".join("".join(c if c.isalnum() else " " for c in name).split())
    metric, node = f"{DATASET}/metric/{key}", f"{DATASET}/measurement/{key}"
    say(DATASET, "dqv:hasQualityMeasurement", node)
    say(node, "rdf:type", PREFIXES["dqv"] + "QualityMeasurement")
    say(node, "dqv:isMeasurementOf", metric)
    say(node, "dqv:value", number)
    say(metric, "rdf:type", PREFIXES["dqv"] + "Metric")
    say(metric, "skos:prefLabel", name)
    say(metric, "dqv:expectedDataType", PREFIXES["xsd"] + "integer")


def _url(what: About, part: File) -> str:
    return f"{HOME}release/{what.version}/{part.name}"  # a redirect of docs/w3id


def _schema(what: About, parts: list[File], numbers: dict[str, int]) -> dict[str, Any]:
    curators = {"@type": "Organization", "@id": DATASET + "/curators", "name": what.creator, "url": {"@id": HOME}}
    return {
        # In the document, so that it is read without the network; https://schema.org/ maps its terms the same way.
        "@context": {"@vocab": PREFIXES["schema"], "dct": PREFIXES["dcterms"]},
        "@id": DATASET,
        "@type": "Dataset",
        "dct:conformsTo": {"@id": "https://bioschemas.org/profiles/Dataset/1.0-RELEASE", "@type": "CreativeWork"},
        "name": what.title,
        "description": what.description,
        "identifier": DATASET,
        "url": {"@id": HOME},
        "keywords": _KEYWORDS,
        "license": {"@id": CC0},
        "version": what.version,
        "datePublished": what.date,
        "isAccessibleForFree": True,
        "creator": curators,
        "publisher": {"@id": curators["@id"]},
        "isBasedOn": [
            {
                "@id": iri,
                "@type": "ScholarlyArticle",
                "name": label,
                **({"sameAs": {"@id": PREFIXES["doi"] + doi}} if doi else {}),
            }
            for iri, doi, label in what.reviews
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "@id": f"{DATASET}/distribution/{part.name}",
                "name": part.name,
                "description": part.summary,
                "encodingFormat": part.media,
                "contentSize": f"{part.size} B",
                "contentUrl": {"@id": _url(what, part)},
                "sha256": part.sha256,
                "license": [{"@id": url} for url in part.licenses],
            }
            for part in parts
        ],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "value": number} for name, number in numbers.items()
        ],
    }
