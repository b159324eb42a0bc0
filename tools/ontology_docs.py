"""Build HTML pages of the ontology and of the shapes by pyLODE (https://github.com/RDFLib/pyLODE).

python tools/ontology_docs.py [FOLDER]     writes FOLDER/ontology.html and FOLDER/shapes.html (dist/docs by default)
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import rdflib
from pylode.profiles.ontpub import OntPub
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Literal, URIRef

from exo_ld.files import publish
from exo_ld.prefixes import ONTOLOGY, contract

ROOT = Path(__file__).resolve().parent.parent


def ontology_page() -> str:
    """The page of the ontology. pyLODE asks for one kind of definition and source, so ours are added under its
    names."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "exo.ttl")
    for term, definition in list(graph.subject_objects(SKOS.definition)):
        graph.add((term, DCTERMS.description, definition))
    graph.remove((URIRef(ONTOLOGY), OWL.imports, None))
    return str(OntPub(ontology=graph).make_html())


def shapes_page() -> str:
    """The page of the shapes: pyLODE has no profile for SHACL, so it is one table a file."""
    sections = []
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph = rdflib.Graph().parse(path)
        rows = []
        for shape, message in sorted(
            (contract(str(s)) or str(s), str(m)) for s, m in graph.subject_objects(SH.message)
        ):
            rows.append(
                f"<tr id='{escape(shape.partition(':')[2])}'>"
                f"<td><code>{escape(shape)}</code></td><td>{escape(message)}</td></tr>"
            )
        for node in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
            comment = graph.value(node, RDFS.comment)
            if isinstance(comment, Literal):
                name = escape(contract(str(node)) or "")
                rows.insert(0, f"<tr><td><code>{name}</code></td><td><em>{escape(str(comment))}</em></td></tr>")
        sections.append(
            f"<h2>{escape(path.stem)}</h2><table><tr><th>shape</th><th>what it asks</th></tr>{''.join(rows)}</table>"
        )
    style = (
        "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 "
        "1em}td,th{text-align:left;vertical-align:top;padding:.3em 1em .3em 0}"
    )
    head = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>exo-ld: shapes</title><style>{style}</style>"
    return f"{head}<h1>Shapes of exo-ld</h1>{''.join(sections)}</html>\n"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("ontology", ontology_page()), ("shapes", shapes_page())):
        publish(str(folder / f"{name}.html"), text.encode())
        print(folder / f"{name}.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
