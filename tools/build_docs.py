"""Build the pages that are generated: docs/queries.md, the catalogue of canned queries, docs/terms.md, the ontology's
terms, and the table of phrases in docs/curating.md.

python tools/build_docs.py            writes them
python tools/build_docs.py --check    writes nothing; exit status 1 where a page is not what would be built
"""

from __future__ import annotations

import sys
from pathlib import Path

from terms_page import terms_page

from exo_ld.curate.phrases import phrases, table
from exo_ld.query.catalogue import Catalogue

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
BEGIN = "<!-- phrases: built by python tools/build_docs.py from ontology/phrases.tsv -->\n"
END = "<!-- end of phrases -->\n"


def queries_page() -> str:
    """The catalogue page in Markdown."""
    queries = Catalogue()
    lines = [
        "# The canned queries",
        "",
        "Built by `python tools/build_docs.py` from the headers in [queries/](../queries/); do not edit.",
        "",
        "Each is plain SPARQL 1.1. A parameter `x` stands in the body as a line `VALUES ?p_x { UNDEF } #+ x`; "
        "a value is put in by",
        "rewriting that line from a parsed term. One of the type service stands as a group `{ #+ x`, which becomes "
        "`SERVICE <address> {`",
        "([federation.md](federation.md)). Each has a golden answer over a small fixed knowledge base",
        "([tests/data/golden](../tests/data/golden/README.md)), compared row for row on every engine.",
        "",
        "| question | query | parameters | tags | golden answer |",
        "|---|---|---|---|---|",
    ]
    for query in queries.values():
        first, *rows = (GOLDEN / f"{query.name}.tsv").read_text(encoding="utf-8").splitlines()
        number = len(rows) - 1
        golden = f"[{number} row{'s' * (number != 1)}](../tests/golden/{query.name}.tsv)" + (
            f" `{first[2:]}`" if first[2:] else ""
        )
        params = ", ".join(f"`{name}`" for name in query.params)
        lines.append(
            f"| {query.summary} | [`{query.name}`](#{query.name}) | {params} | {', '.join(query.tags)} | {golden} |"
        )
    for query in queries.values():
        lines += ["", f"## {query.name}", "", query.summary, ""]
        if query.params:
            lines += ["| parameter | type | default | meaning |", "|---|---|---|---|"]
            lines += [
                f"| `{p.name}` | {p.kind} | {'' if p.default is None else f'`{p.default}`'} | {p.description} |"
                for p in query.params.values()
            ]
            lines.append("")
        lines += [
            "| column | meaning |",
            "|---|---|",
            *(f"| `{name}` | {meaning} |" for name, meaning in query.columns.items()),
        ]
    return "\n".join(lines) + "\n"


def curating_page() -> str:
    """The page on curating with the table of ontology/phrases.tsv between its two marks."""
    page = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{mark}{table(phrases(str(ROOT)))}{end}{after}"


def main(arguments: list[str]) -> int:
    """Build or check; returns the exit status."""
    pages = {ROOT / "docs" / "queries.md": queries_page(), ROOT / "docs" / "terms.md": terms_page()}
    pages[ROOT / "docs" / "curating.md"] = curating_page()
    stale = [path for path, page in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != page]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not as built; run python tools/build_docs.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
