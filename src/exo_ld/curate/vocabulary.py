"""The words of the ontology as a curator writes them: relations, properties, classes and values of closed lists.

All is read from the ontology and the shapes, so that a term that is added there can be written at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pyoxigraph as ox

from ..errors import UsageError, quoted
from ..files import read, tree
from ..graph.turtle import parse
from ..prefixes import EXO, PREFIXES
from ..query.lookup import bare_doi
from ..sources import folder

__all__ = ["LOCAL_KINDS", "SEVERAL", "Vocabulary"]

# The first word of a local term's name -> the class of ours that it stands under.
LOCAL_KINDS = {
    "anatomy": "AnatomicalEntity", "attribute": "Attribute", "cell": "Cell", "component": "CellularComponent",
    "concept": "Concept", "condition": "Condition", "disease": "Disease", "material": "Material",
    "molecule": "Molecule", "pathway": "Pathway", "phenotype": "Phenotype", "place": "Place",
    "population": "Population",
    "process": "BiologicalProcess", "route": "Route", "technique": "Technique", "treatment": "Treatment",
    "unit": "Concept",
}  # fmt: skip
# The classes whose properties rows give, in the order in which a curator meets them.
_WRITTEN = (
    *("Claim", "EvidenceLine", "Experiment", "Preparation", "VesiclePreparation", "DiseaseModel", "Dose"),
    *("CompoundPreparation", "Modification", "PrimaryStudy", "Publication", "Erratum", "SourceCheck", "Disagreement"),
    "Section",
)
# Properties that rows never give: they follow from where a row stands, or have a column of their own.
_GIVEN = {
    *("subject", "relation", "object", "asStated", "statedIn", "evidenceFor", "evidenceCode", "reports", "hasPassage")
}
# Properties of others that things of ours have, by the name that a curator writes.
_OTHERS = {
    "label": "rdfs:label", "subClassOf": "rdfs:subClassOf", "definition": "skos:definition",
    "note": "skos:editorialNote", "altLabel": "skos:altLabel",
    "title": "dcterms:title", "year": "dcterms:issued", "doi": "bibo:doi", "pmid": "bibo:pmid", "volume": "bibo:volume",
    "pages": "bibo:pages", "deprecated": "owl:deprecated", "wording": "exld:wording",
}  # fmt: skip
SEVERAL = " (several, with commas)"  # behind a property in the listing
# What has a list that a property of the subject has, too -> how its values begin as a word alone: objectInjured.
_BEGUN = {EXO + "objectState": "object", EXO + "objectQuantifier": "object", EXO + "scopeQuantifier": "scope"}
_LANGUAGE = {"exld:wording", "rdfs:label", "skos:altLabel", "skos:definition", "skos:editorialNote"}
_TYPES = {"dcterms:issued": "gYear", "owl:deprecated": "boolean"}


class Vocabulary:
    """The terms of the ontology below ``root`` (the shipped one by default). Raises DataError where it cannot be
    read."""

    def __init__(self, root: str | None = None) -> None:
        self._store = ox.Store()
        files = [f"{folder('ontology', root)}/{name}.ttl" for name in ("exo", "vocabularies")]
        for path in [*files, *tree(folder("shapes", root), (".ttl",))]:
            self._store.extend(ox.Quad(*triple) for triple in parse(read(path), path))
        relations = "{ ?x a exld:Relation } UNION { ?x a exld:CausalRelation }"
        self.relations = self._named(relations)
        self.classes = self._named("?x a owl:Class FILTER STRSTARTS(STR(?x), STR(exld:))")
        properties = "owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty"
        plain = f"VALUES ?kind {{ {properties} }} ?x a ?kind FILTER STRSTARTS(STR(?x), STR(exld:))"
        self.properties = {
            name: iri for name, iri in self._named(plain).items() if iri not in set(self.relations.values())
        } | {name: _iri(curie) for name, curie in _OTHERS.items()}
        self._values: dict[str, dict[str, str]] = {}
        listed = """?shape sh:path ?path ; sh:node/sh:property/sh:hasValue ?scheme . ?x skos:inScheme ?scheme
          FILTER isIRI(?path)"""
        for path, value, label in self._rows(f"SELECT ?path ?x ?label {{ {listed} . ?x skos:prefLabel ?label }}"):
            self._values.setdefault(path, {}).update({_key(label): value, _key(_local(value)): value})
        self._alone = dict(self._values)  # by a word alone: objectInjured; injured is of the subject
        for prop, begun in _BEGUN.items():
            some = self._values.get(prop, {})
            self._alone[prop] = {begun + name.removeprefix("subject"): iri for name, iri in some.items()}
        self.domains = self._pairs("?x rdfs:domain ?y")
        self._ranges = self._pairs("?x rdfs:range ?y")
        alone = self._rows("SELECT DISTINCT ?path { ?shape sh:path ?path ; sh:maxCount 1 FILTER isIRI(?path) }")
        self._alone_at = {path for (path,) in alone}
        self._above = self._pairs("?x rdfs:subClassOf+ ?y")

    def relation(self, word: str) -> str:
        """The IRI of a relation by its name or label. Raises UsageError, with what is near."""
        return _found(self.relations, word, "relation")

    def property(self, word: str, *, relations: bool = False) -> str:
        """The IRI of a property, with ``relations`` also of a relation, by its name or label. Raises UsageError, with
        what is near."""
        return _found(self.properties | (self.relations if relations else {}), word, "property")

    def a_class(self, word: str) -> str:
        """The IRI of a class by its name or label. Raises UsageError, with what is near."""
        return _found(self.classes, word, "class")

    def listed(self, prop: str) -> Mapping[str, str]:
        """The values of the closed list that a property takes, by their folded names; empty where it takes none."""
        return self._values.get(prop, {})

    def value(self, word: str) -> tuple[str, str]:
        """The property and value that a bare word stands for, one of a closed list. Raises UsageError where it is in
        none or in several."""
        found = [(prop, values[_key(word)]) for prop, values in self._alone.items() if _key(word) in values]
        found = [pair for pair in found if self.belongs(pair[0], "Claim") or self.belongs(pair[0], "EvidenceLine")]
        if len(found) == 1:
            return found[0]
        if found:
            ways = " or ".join(f"{_local(prop)}={word}" for prop, _ in sorted(found))
            raise UsageError(f"{quoted(word)} stands in several lists; write {ways}")
        known = {name for prop, values in self._values.items() for name in values if self.belongs(prop, "Claim")}
        raise UsageError(
            f"{quoted(word)} is in no closed list{_near(_key(word), known)}; a qualifier is written name=value, "
            "in quotes where the value has a semicolon; exo-ld new keys lists all"
        )

    def belongs(self, prop: str, name: str) -> bool:
        """Whether a property is of things of the class ``name`` of ours, or of a class above it."""
        own = EXO + name
        return any(domain == own or domain in self._above.get(own, ()) for domain in self.domains.get(prop, ()))

    def is_a(self, one: str, name: str) -> bool:
        """Whether the class ``one`` is the class ``name`` of ours or below it."""
        return one == EXO + name or EXO + name in self._above.get(one, ())

    def listing(self) -> list[str]:
        """What a cell may say, a line each: relations with their definitions, then the qualifiers of each class, with
        the values of their closed lists or a definition, and whether they take several."""
        told = "?x skos:definition ?text FILTER STRSTARTS(STR(?x), STR(exld:))"
        texts = {row[0]: row[1] for row in self._rows(f"SELECT ?x ?text {{ {told} }}")}
        relations = sorted({iri for iri in self.relations.values() if iri.startswith(EXO)})
        lines = [f"relation: {_local(iri)}: {texts.get(iri, '')}" for iri in relations]
        properties = sorted({iri for iri in self.properties.values() if iri.startswith(EXO)})
        for name in _WRITTEN:
            for prop in (p for p in properties if EXO + name in self.domains.get(p, ()) and _local(p) not in _GIVEN):
                values = sorted({_local(value) for value in self.listed(prop).values()})
                many = SEVERAL if self.takes_several(prop) else ""
                lines.append(f"{name}: {_local(prop)}: {', '.join(values) or texts.get(prop, '')}{many}")
        lines += [f"any thing: {name}: {curie}" for name, curie in sorted(_OTHERS.items())]
        return lines

    def meanings(self) -> list[str]:
        """The values of closed lists with what they mean, a line each."""
        told = "SELECT ?x ?text { ?x skos:inScheme ?list ; skos:definition ?text }"
        texts = {row[0]: row[1] for row in self._rows(told)}
        found = {
            (_local(prop), _local(value), texts.get(value, ""))
            for prop, values in self._values.items()
            for value in values.values()
        }
        return [f"{prop}={value}: {text}" for prop, value, text in sorted(found)]

    def takes_several(self, prop: str) -> bool:
        """Whether a thing may have several values of a property of ours."""
        return prop.startswith(EXO) and prop not in self._alone_at

    def is_text(self, prop: str) -> bool:
        """Whether a property of ours takes plain text."""
        return PREFIXES["xsd"] + "string" in self._ranges.get(prop, ())

    def literal(self, prop: str, text: str) -> ox.Literal | None:
        """The literal of ``text`` for a property that takes text or numbers; None where it takes things.

        Raises UsageError for what is no number where one is due.
        """
        curie = next((curie for curie in _OTHERS.values() if _iri(curie) == prop), "")
        if curie in _LANGUAGE:
            return ox.Literal(text, language="en")
        datatype = next(iter(self._ranges.get(prop, ())), "")
        if curie and curie != "rdfs:subClassOf":
            datatype = PREFIXES["xsd"] + _TYPES.get(curie, "string")
        if not datatype.startswith(PREFIXES["xsd"]):
            return None
        kind = datatype.removeprefix(PREFIXES["xsd"])
        if curie == "bibo:doi":  # its case carries nothing, and it may stand as an address
            text = bare_doi(text) or text
        if kind == "decimal":
            if not re.fullmatch(r"-?\d+(\.\d+)?", text):
                raise UsageError(f"{_local(prop)}={text}: write a number, such as 2.5")
            text = text if "." in text else text + ".0"
        if kind == "integer" and not re.fullmatch(r"\d+", text):
            raise UsageError(f"{_local(prop)}={text}: write a whole number, such as 24")
        return ox.Literal(text, datatype=ox.NamedNode(datatype))

    def _named(self, pattern: str) -> dict[str, str]:
        """Things by their local names and labels."""
        rows = list(self._rows(f"SELECT DISTINCT ?x ?label {{ {pattern} . OPTIONAL {{ ?x rdfs:label ?label }} }}"))
        return {label: iri for iri, label in rows if label} | {_local(iri): iri for iri, _ in rows}

    def _pairs(self, pattern: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for x, y in self._rows(f"SELECT ?x ?y {{ {pattern} FILTER (isIRI(?x) && isIRI(?y)) }}"):
            found.setdefault(x, set()).add(y)
        return found

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        rows = self._store.query(query, prefixes=PREFIXES)
        names = [variable.value for variable in rows.variables]  # type: ignore[union-attr]
        return [tuple(row[n].value if row[n] else "" for n in names) for row in rows]  # type: ignore[union-attr]


def _found(known: Mapping[str, str], word: str, what: str) -> str:
    by_key = {_key(name): iri for name, iri in known.items()}
    bare = word.removeprefix("exld:")
    if bare in known:
        return known[bare]
    if _key(bare) in by_key:
        return by_key[_key(bare)]
    raise UsageError(f"no {what} {quoted(word)}{_near(bare, known)}; exo-ld new keys lists all")


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 4, 0.75)
    return f"; near: {', '.join(near)}" if near else ""


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _local(iri: str) -> str:
    return re.split("[#/]", iri)[-1]


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local
