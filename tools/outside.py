"""Outside data to merge with: the reference tables as RDF, and synthetic triples about their terms, as N-Triples.

    python tools/outside.py ../shared/terms -o FILE.nt [--triples N]

The tables give label, class, parents, exact synonyms, obsolescence and what replaced it. IRIs are spelled here as the
vocabularies' own releases spell them, on purpose without exo_ld.prefixes, so that a wrong form of ours shows as a term
that does not join. With
--triples, made-up links between their terms follow up to that number: no line of those is a fact.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

OBO = "http://purl.obolibrary.org/obo/"
SPACES = {
    **{
        name: f"{OBO}{name}_"
        for name in (
            "BFO BTO CHEBI CL CLO CMO DOID ECO FBbi GENO GO HP HsapDv IAO MAXO MI MMO MONDO MP MmusDv NCBITaxon NCIT "
            "OBA OBI OGMS PATO PDRO PR PW RO RS SEPIO SO STATO UBERON UO VO VT XCO COB"
        ).split()
    },
    "SIO": "http://semanticscience.org/resource/SIO_",
    "BAO": "http://www.bioassayontology.org/bao#BAO_",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "HGNC": "http://identifiers.org/hgnc/",
    "hgnc.genegroup": "http://identifiers.org/hgnc.genegroup/",
    "mirbase": "http://identifiers.org/mirbase/",
    "mirbase.mature": "http://identifiers.org/mirbase.mature/",
    "mirbase.family": "http://identifiers.org/mirbase.family/",
    "MGI": "http://identifiers.org/mgi/MGI:",
    "RGD": "http://identifiers.org/rgd/",
    "NCBIGene": "http://identifiers.org/ncbigene/",
    "UniProtKB": "http://purl.uniprot.org/uniprot/",
    "ENSEMBL": "http://identifiers.org/ensembl/",
    "unit": "http://qudt.org/vocab/unit/",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "biolink": "https://w3id.org/biolink/vocab/",
}
RDFS, OWL = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2002/07/owl#"
SYNONYM = "http://www.geneontology.org/formats/oboInOwl#hasExactSynonym"
TYPE, BOOLEAN = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/2001/XMLSchema#boolean>"
# No tables of one vocabulary.
SKIPPED = (
    "chebi_confirmed",
    "concepts",
    "go_caution",
    "go_confirmed",
    "reactome",
    "web",
    "wikipathways",
)
LINKS = (
    "affects",
    "associated_with",
    "causes",
    "contributes_to",
    "expressed_in",
    "interacts_with",
    "located_in",
    "related_to",
)


def iri(curie: str) -> str | None:
    """The IRI of a table's CURIE in N-Triples, or None where its vocabulary is not among those spelled here."""
    space, _, local = curie.partition(":")
    return f"<{SPACES[space]}{local}>" if space in SPACES and local and not set(local) & set(' <>"{}|^`\\') else None


def vocabularies(tables: Path, only: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each term's IRI with its lines of N-Triples, of all tables or of those named ``only``."""
    for path in sorted(tables.glob("*.tsv")):
        if path.stem in SKIPPED or (only and path.stem not in only):
            continue
        for row in path.read_text(encoding="utf-8").splitlines()[1:]:
            curie, label, obsolete, replaced, parents, synonyms = (row.split("\t") + [""] * 6)[:6]
            term = iri(curie)
            if term is None:
                continue
            lines = [f"{term} {TYPE} <{OWL}Class> .", f"{term} <{RDFS}label> {_text(label)} ."]
            lines += [
                f"{term} <{RDFS}subClassOf> {above} ."
                for parent in parents.split("|")
                if parent and (above := iri(parent))
            ]
            lines += [f"{term} <{SYNONYM}> {_text(name)} ." for name in synonyms.split("|") if name]
            if obsolete == "1":
                lines.append(f'{term} <{OWL}deprecated> "true"^^{BOOLEAN} .')
            if now := iri(replaced):
                lines.append(f"{term} <{OBO}IAO_0100001> {now} .")
            yield term, "\n".join(lines) + "\n"


def synthetic(terms: list[str], triples: int, seed: int = 1) -> Iterator[str]:
    """``triples`` lines on made-up associations between ``terms``, four lines each, in pieces."""
    chance = random.Random(seed)
    node, biolink = "<https://example.org/association/", SPACES["biolink"]
    for start in range(0, triples // 4, 10_000):
        many = min(10_000, triples // 4 - start)
        ends = chance.choices(terms, k=2 * many)
        yield "".join(
            f"{a} <{biolink}{LINKS[n % 8]}> {b} .\n{node}{n}> <{biolink}subject> {a} .\n{node}{n}> <{biolink}object> "
            f"{b} .\n"
            f'{node}{n}> <{RDFS}comment> "made up, number {n}, of no meaning" .\n'
            for n, (a, b) in enumerate(zip(ends[::2], ends[1::2], strict=True), start)
        )


def write(tables: Path, path: Path, triples: int = 0, only: tuple[str, ...] = ()) -> int:
    """Write the vocabularies of ``tables``, and made-up links up to ``triples`` in all; how many lines that is."""
    count, terms = 0, []
    with path.open("w", encoding="utf-8") as out:
        for term, lines in vocabularies(tables, only):
            if triples and count >= triples:
                break
            terms.append(term)
            out.write(lines)
            count += lines.count("\n")
        for piece in synthetic(terms, triples - count):
            out.write(piece)
            count += piece.count("\n")
    return count


def _text(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ") + '"'


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--triples", type=int, default=0, help="fill up with made-up links to this number")
    arguments = parser.parse_args()
    print(f"{arguments.output}: {write(arguments.tables, arguments.output, arguments.triples)} triples")
