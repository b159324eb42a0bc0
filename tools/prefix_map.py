"""The extended prefix map: our prefixes with all other spellings that the Bioregistry knows of the same identifier
spaces.

    python tools/prefix_map.py             writes src/exo_ld/prefix_map.json
    python tools/prefix_map.py --check     says what is not as written, exit status 1

The form is that of https://curies.readthedocs.io (extended prefix map), in which kgx and others read it; the spellings
are those of the `bioregistry` package. Spaces of ours and vocabularies (owl, skos ...) have no other spellings.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bioregistry
import curies

from exo_ld.files import publish
from exo_ld.prefixes import EXO, EXOD, EXOS, PREFIXES

FILE = Path(__file__).resolve().parent.parent / "src" / "exo_ld" / "prefix_map.json"
# Spaces of things and terms, not of vocabularies' words: what stands in data as an identifier.
_VOCABULARIES = set(
    "biolink bibo cito dcat dcterms dqv fabio foaf obo oboInOwl owl prov quantitykind rdf rdfs schema sh skos spdx "
    "unit vann void xsd".split()
)
_RESOLVERS = ("identifiers.org", "bioregistry.io")


def record(prefix: str) -> dict[str, Any]:
    """One record of the map."""
    iri = PREFIXES[prefix]
    plain: dict[str, Any] = {"prefix": prefix, "uri_prefix": iri}
    resource = bioregistry.get_resource(prefix)
    if iri in (EXO, EXOD, EXOS) or prefix in _VOCABULARIES or resource is None:
        return plain
    names = {prefix, resource.prefix, *resource.get_synonyms(), resource.get_preferred_prefix() or prefix}
    names = {name for name in {*names, *(n.upper() for n in names), *(n.lower() for n in names)} if " " not in name}
    found = set(resource.get_uri_prefixes())
    for host in _RESOLVERS:
        for name in names:
            found |= {f"https://{host}/{name}{mark}" for mark in ":/"}
            found |= {
                f"https://{host}/{name}{mark}{upper}:"
                for mark in ":/"
                for upper in names
                if upper.lower() == name.lower()
            }
    found |= {iri + name + ":" for name in names if iri.endswith("/")}  # the prefix said twice
    found = {f"{scheme}:{form.partition(':')[2]}" for form in found for scheme in ("http", "https")}
    pattern = resource.get_pattern()
    return {
        **plain,
        **({"pattern": pattern} if pattern else {}),
        "prefix_synonyms": sorted(names - {prefix}),
        "uri_prefix_synonyms": sorted(form for form in found if form != iri and " " not in form),
    }


def build() -> list[dict[str, Any]]:
    """All records. What two spaces claim belongs to neither, but to the space whose own form it is."""
    records = [record(prefix) for prefix in PREFIXES]
    for field, own in (("prefix_synonyms", "prefix"), ("uri_prefix_synonyms", "uri_prefix")):
        folded = {str(r[own]).lower() if field == "prefix_synonyms" else r[own] for r in records}
        claims: dict[str, int] = {}
        for r in records:
            for name in r.get(field, []):
                claims[name] = claims.get(name, 0) + 1
        for r in records:
            if field in r:
                fits = {str(r[own]).lower()} if field == "prefix_synonyms" else set()
                r[field] = [n for n in r[field] if claims[n] == 1 and ((n.lower() if fits else n) not in folded - fits)]
    curies.Converter.from_extended_prefix_map(records)  # raises where two records meet
    return records


def text() -> str:
    """The file's text, a record a line."""
    return "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in build()) + "\n]\n"


def main() -> int:
    """Write or check."""
    made = text()
    if sys.argv[1:] == ["--check"]:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != made:
            print(
                f"{FILE.name} is not what prefixes.py and bioregistry {version('bioregistry')} give; "
                "run tools/prefix_map.py"
            )
            return 1
        return 0
    publish(str(FILE), made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
