"""Which term a curator's words name: of the graph, or of the vocabularies at hand. Never a guess.

A name is taken where it is the label of one thing only or, failing that, an exact synonym of one thing only, spelling
aside. What several things are called, or nothing is, is refused with what may be meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..errors import TermError, quoted
from ..prefixes import EXO, EXOD, PREFIXES, canonical, contract, expand
from ..query.find import LOOSER, Match, as_table, find
from ..query.folding import fold
from ..query.index import LABEL, SYNONYM, keys
from ..query.kb import KnowledgeBase
from ..query.lookup import identified, label
from ..query.results import Table
from ..query.values import Value
from .tables import Row, Tables, space

__all__ = ["Names", "Term", "exact_first"]

# The vocabularies to look in first, by the property that a term stands at; for subject and object the default.
_PREFERRED = {
    "inCell": "CL CLO BTO", "derivedFromCell": "CL CLO BTO", "modelCell": "CL CLO BTO", "inAnatomy": "UBERON",
    "modelAnatomy": "UBERON", "inDisease": "MONDO HP DOID", "disease": "MONDO HP DOID", "organism": "NCBITaxon",
    "inOrganism": "NCBITaxon", "sourceOrganism": "NCBITaxon", "inducer": "CHEBI", "route": "MAXO NCIT", "unit": "unit",
    "timeUnit": "unit", "durationUnit": "unit", "isolationMethod": "OBI MMO BAO NCIT", "assay": "OBI MMO BAO MI EFO",
    "donorDisease": "MONDO HP DOID", "derivedFromMaterial": "UBERON NCBITaxon", "readout": "CMO OBA VT HP",
    "marker": "hgnc PR", "conductedIn": "MESH",
}  # fmt: skip
_DEFAULT = "hgnc mirbase.mature mirbase.family MONDO HP GO CL UBERON CHEBI CMO OBA PW PR NCBITaxon MAXO"
_OWN_KIND = "hgnc mirbase.mature mirbase.family MONDO GO CL UBERON CHEBI NCBITaxon".split()
_LAST = "EFO MESH NCIT"  # mixed vocabularies, whose terms need a kind in kinds.ttl
_ASIDE = ("property", "relation", "causal relation", "class", "list of values", "ontology", "listed value")
_OWN_TABLES = {
    "concepts",
    "go_confirmed",
    "go_caution",
    "chebi_confirmed",
    "web",
    "biolink",
    "ensembl",
    "ncbigene",
    "mgi",
}
_FEW = 6
_UNIT_PROPERTIES = ("unit", "timeUnit", "durationUnit")
# How units are written beside a number.
_UNITS = {
    "%": "unit:PERCENT", "ug": "unit:MicroGM", "µg": "unit:MicroGM", "μg": "unit:MicroGM", "mg": "unit:MilliGM",
    "g": "unit:GM", "kg": "unit:KiloGM", "ng": "unit:NanoGM", "nm": "unit:NanoM", "s": "unit:SEC", "min": "unit:MIN",
    "h": "unit:HR", "hour": "unit:HR", "d": "unit:DAY", "wk": "unit:WK", "mo": "unit:MO", "y": "unit:YR",
    "ml": "unit:MilliL", "µl": "unit:MicroL", "ul": "unit:MicroL",
}  # fmt: skip


# What names of vocabularies end with that texts leave out.
_GENERAL = ("cell", "cell line", "assay", "evidence", "disease", "protein", "gene", "rat", "mouse")


class Term(NamedTuple):
    """A term that a name means, and the row of its vocabulary where the graph has it not."""

    iri: str
    label: str
    row: Row | None = None


class Names:
    """The names of the graph ``kb`` and of the reference tables, if any. ``tell`` is called with a line for each name
    that is taken though other things have it too."""

    def __init__(self, kb: KnowledgeBase, tables: Tables | None, tell: Callable[[str], None]) -> None:
        self._kb, self._tables, self._tell = kb, tables, tell
        self._found: dict[tuple[str, str], Term] = {}
        self._new: set[str] = set()  # terms that were told to be new

    def term(self, text: str, prop: str = "") -> Term:
        """The term that ``text`` names where ``prop`` (the local name of a property) is said. Raises TermError."""
        key = (text, prop)
        if key not in self._found:
            self._found[key] = self._identified(text, prop) or self._named(text, prop)
        return self._found[key]

    def in_tables(self, text: str, known: Iterable[str], limit: int) -> Table:
        """The terms of the reference tables that have this label or synonym and are not ``known``, as `exo-ld find`
        shows things; the first is what a sheet takes where the graph has no such name. Where there are none, those
        that are called so with a general word more (H9c2 cell), which a sheet does not take."""
        curie = contract(canonical(expand(text) or text)) or ""
        row = self._tables.row(curie) if self._tables and curie else None
        named = [Term(canonical(expand(curie) or ""), row.label, row)] if row else self._of_tables(text, "")
        wider = "" if named else ", with a general word or in another spelling"
        named = named or list({term.iri: term for term in self._looked_up(text, wide=True)}.values())
        terms = [term for term in named if term.iri not in set(known)]
        exact = {term.iri for term in terms if fold(term.label) == fold(text)}
        whys = {
            t.iri: "identifier" if row else ("label" if t.iri in exact else "name" if wider else "synonym") + wider
            for t in terms
        }
        return as_table([Match(t.iri, t.label, "term of the tables", whys[t.iri], 0, 1.0) for t in terms], limit)

    def _identified(self, text: str, prop: str) -> Term | None:
        if prop in _UNIT_PROPERTIES:
            text = _UNITS.get(text, _UNITS.get(text.lower().removesuffix("s"), text))
        if not re.match(r"<|https?:|[A-Za-z][\w.\-]*:\S+$|[a-z]+-[a-z0-9]+-\S|10\.\d{4}", text):
            return None
        if iri := identified(self._kb.store, text):
            return Term(iri, label(self._kb.store, iri))
        iri = canonical(expand(text) or text.strip("<>"))
        curie = contract(iri)
        row = self._tables.row(curie) if self._tables and curie else None
        if row and not row.obsolete:
            return Term(iri, row.label, row)
        if ":" not in text:
            return None
        if not text.startswith("http") and not expand(text):
            raise TermError(f"{text}: {text.partition(':')[0]} is no prefix that is known here; look for another term")
        instead = f"; it is obsolete, {row.replaced_by or 'look for another'}" if row else ""
        where = (
            "the graph and the tables" if self._tables else "the graph; --tables DIR names reference tables to look in"
        )
        step = instead or "; look it up anew, or write a local term: 'name | | a | KIND | definition=...'"
        raise TermError(f"{text} is not in {where}{step}")

    def _named(self, text: str, prop: str) -> Term:
        known = list(self._of_graph(text, prop))
        if len(known) == 1:
            return known[0]
        offered = known or list(self._of_tables(text, prop))
        if len(offered) == 1:
            if offered[0].iri not in self._new:
                self._tell(f"{quoted(text)} is taken as {_told(offered[0])}, which is new in the graph")
            self._new.add(offered[0].iri)
            return offered[0]
        if offered:
            raise TermError(f"{quoted(text)} names several terms: {_listed(offered)}; give one of these identifiers")
        if loose := list(self._loosely(text, prop)):
            raise TermError(
                f"{quoted(text)} is only a looser name of {_listed(loose)}, which a sheet does not take; "
                "write the identifier if that is what the text means"
            )
        near = [Term(m.iri, m.label) for m in find(self._kb.index, text, _FEW) if m.kind not in _ASIDE]
        hint = f"; near: {_listed(near)}" if near else ""
        more = (
            "a local term is written 'name | | a | kind | definition=...; searched=...; match=none'"
            if self._tables
            else "--tables DIR looks further"
        )
        raise TermError(f"nothing is called {quoted(text)}{hint}; {more}")

    def _of_graph(self, text: str, prop: str) -> Iterator[Term]:
        """The things of the graph whose label this is; else those of which it is an exact synonym."""
        index, words = self._kb.index, fold(text)
        for source in (LABEL, SYNONYM):
            for key in keys(words):
                numbers = {index.names[n].entity for n in index.exact.get(key, ()) if index.names[n].source == source}
                entities = [index.entities[number] for number in sorted(numbers)]
                fit = [Term(e.iri, e.label) for e in entities if e.kind not in _ASIDE and _may_stand(e.iri, prop)]
                if fit:
                    yield from fit
                    return

    def _loosely(self, text: str, prop: str) -> Iterator[Term]:
        """The things of the graph that a looser name leads to, as `exo-ld find` shows them."""
        for match in find(self._kb.index, text, _FEW):
            name = match.why.partition(f"{LOOSER} “")[2].partition("”")[0]
            if name and fold(name) == fold(text) and match.kind not in _ASIDE and _may_stand(match.iri, prop):
                yield Term(match.iri, match.label)

    def _of_tables(self, text: str, prop: str) -> list[Term]:
        """The terms of the tables of which this is the label; else those of which it is an exact synonym."""
        first = _PREFERRED.get(prop, "").split()
        order = [*first, *_DEFAULT.split(), *_LAST.split()]

        def place(term: Term) -> tuple[int, str]:
            prefix = (contract(term.iri) or "").partition(":")[0]
            return (order.index(prefix) if prefix in order else len(order) - len(_LAST.split()), term.iri)

        found = self._looked_up(text)
        labelled = [term for term in found if fold(term.label) == fold(text)]
        for some in (labelled, found):
            terms = sorted(some, key=place)
            terms = [term for term in terms if _may_stand(term.iri, prop)]
            chosen = first[:1] or _OWN_KIND  # of two vocabularies that have a disease, the one that we use
            preferred = [term for term in terms if (contract(term.iri) or "").partition(":")[0] in chosen]
            if terms:
                return preferred if len(preferred) == 1 else terms[:_FEW]
        return []

    def _looked_up(self, text: str, wide: bool = False) -> list[Term]:
        if self._tables is None:
            return []
        found = []
        texts = {text, re.sub(r"(?i)\bRT-q(?=PCR\b)", "qRT-", text)} if wide else {text}
        more = [fold(word) for word in _GENERAL] if wide else []
        for name in sorted(os.listdir(self._tables.path)):
            stem, ending = os.path.splitext(name)
            if ending == ".tsv" and stem not in _OWN_TABLES:
                path = os.path.join(self._tables.path, name)
                found += [row for one in sorted(texts) for row in _rows(path, one, more) if not row.obsolete]
        pairs = ((expand(row.curie.replace("HGNC:", "hgnc:")), row) for row in found)
        return [Term(canonical(iri), row.label, row) for iri, row in pairs if iri]


def exact_first(text: str, *tables: Table) -> Table:
    """What was found in several places, together: what the text identifies or is the label of, then what has it as
    another name, then what is only like it."""
    rows = [row for table in tables for row in table.cells]

    def place(row: tuple[Value | None, ...]) -> int:
        name, why = (cell.text if cell else "" for cell in (row[1], row[3]))
        return 0 if why == "identifier" or fold(name) == fold(text) else 2 if why.endswith("like it") else 1

    return Table(tables[0].columns, sorted(rows, key=place))


def _rows(path: str, text: str, more: Iterable[tuple[str, ...]] = ()) -> Iterator[Row]:
    """The rows of a table whose label or synonym is ``text``, spelling aside, or that and the words of one of ``more``;
    found without reading the rest."""
    with open(path, "rb") as file:
        content = file.read()
    lower, wanted = content.lower(), fold(text)  # of bytes: many times as fast as of text
    all_wanted = {wanted, *(wanted + words for words in more)}
    spelled = {text.lower(), text.lower().replace("-", " "), text.lower().rstrip("s"), " ".join(wanted)} - {""}
    seen: set[int] = set()
    for form in {form.encode() for form in spelled} | {text.encode().lower()}:
        at = lower.find(form)
        while at >= 0:
            begin = lower.rfind(b"\n", 0, at) + 1
            end = lower.find(b"\n", at)
            if begin not in seen and begin:
                seen.add(begin)
                cells = content[begin : end if end >= 0 else None].decode(errors="replace").split("\t")
                if len(cells) == 6 and any(
                    fold(name) in all_wanted for name in (cells[1], *cells[5].split("|")) if name
                ):
                    names = tuple(part for part in cells[5].split("|") if part)
                    yield Row(cells[0], cells[1], cells[2] == "1", cells[3], tuple(cells[4].split("|")), names)
            at = lower.find(form, end) if end >= 0 else -1


def _may_stand(iri: str, prop: str) -> bool:
    """Whether a thing of this IRI may be meant where ``prop`` is said: units as units only, no parts of documents."""
    if prop in _UNIT_PROPERTIES:
        return iri.startswith((PREFIXES["unit"], EXOD + "unit-"))
    if iri.startswith(PREFIXES["unit"]):
        return False
    if iri.startswith(EXO):
        return prop == ""
    return not re.match(EXOD + "(claim|evidence|passage|section|review|abstract|check|erratum|disagreement|dose)-", iri)


def _told(term: Term) -> str:
    return f"{contract(term.iri) or term.iri} ({term.label})"


def _listed(terms: Iterable[Term]) -> str:
    return ", ".join(_told(term) for term in list(dict.fromkeys(terms))[:_FEW])


def table_of(curie: str) -> str:
    """The table that has a term."""
    return Tables.name(space(curie))
