"""From rows of a sheet to facts: which triples are due, and into which file each goes. Nothing is written here.

A row is a claim with its evidence line, a further line for a claim that is there, a thing (``a CLASS``) with its line,
or more that is said of a thing. Nothing is guessed: what is not given is left out, for the shapes to ask for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

import pyoxigraph as ox

from ..errors import ExoError, UsageError, quoted
from ..prefixes import EXO, EXOD, PREFIXES, contract, expand
from ..sentences import Stored, sentence
from .alike import Alike, alike
from .coherence import FIRST_WORDS
from .draft import Desk, Draft, Fact, Mapping
from .homes import Homes
from .layout import kind
from .locals import MATCHES, kindless, label_of, matched, modification_label, slug, slug_of
from .minting import Home, Ids, review_file, section_file, study_file
from .remarks import remarks
from .sheet import HOMES, SAID, Row, apart, parts
from .values import Node, Values
from .vocabulary import LOCAL_KINDS

__all__ = ["draft"]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL, _SUBCLASS = PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "subClassOf"
_OF_GIVING = {"dose", "route", "schedule"}  # of an experiment that gives something
_NO_QUALIFIERS = (*HOMES, SAID, "passage", "notReported")  # settings that say something else
_WITH_LINES = ("preparation", "model", "experiment")
_NEW = "new"  # before a key: mint the claim though others are alike
_Found = TypeVar("_Found")
_SHOWN = 3  # claims alike that are shown


def draft(rows: Iterable[Row], desk: Desk) -> Draft:
    """The facts of some rows. What cannot be understood is in the draft's ``faults``; with any, nothing may be
    written."""
    return _Drafting(desk).drafted(list(rows))


def _unmarked(key: str) -> str:
    """The name that a key gives its row: c2 of ``new c2``, nothing of ``new``."""
    mark, _, name = key.partition(" ")
    return name.strip() if mark == _NEW else key


class _Drafting:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.ids, self.result = desk, Ids(desk.kb), Draft()
        self.keys: dict[str, str] = {}  # a sheet's keys -> ids
        self.kinds: set[str] = set()  # outside terms that the sheet places
        self.shared: dict[tuple[str, str], str] = {}  # modification and what is modified -> id
        self.values = Values(desk.kb, desk.vocabulary, desk.names, self.ids, self.keys)
        self.homes = Homes(desk, self.ids, self.result)

    def drafted(self, rows: list[Row]) -> Draft:
        """The draft of all rows."""
        facts: list[Fact] = []
        later: list[tuple[Row, Home]] = []  # a modification is named after what is modified
        home, said = self.desk.home, ""
        for row in apart(rows):
            if row.settings.get(SAID, "") != said:  # else it goes on, also from a row of a study or review
                home, said = Home(*(row.settings.get(name, "") for name in HOMES)), row.settings[SAID]
            if row.is_thing and row.object.lower() == "modification":
                later.append((row, home))
            elif found := self._try(row, partial(self._minted, row, home)):
                facts.append(found)
                own = row.settings.get("study", "")  # a line 'study: SLUG' holds though other works stand below it
                if not (found.kind == "study" and own):
                    home = {"study": Home(row.key, home.review), "review": Home("", row.key)}.get(found.kind, home)
        for row, home in later:
            facts += self._try(row, partial(self._modifications, row, home, facts)) or []
        for fact in facts:
            self._try(fact.row, partial(self._write, fact))
        if not self.result.faults:
            self._tell_unused(facts)
        places = [row.place for row in rows]
        self.result.faults.sort(
            key=lambda fault: next((n for n, p in enumerate(places) if fault.startswith(f"{p}: ")), 0)
        )
        return self.result

    def _tell_unused(self, facts: list[Fact]) -> None:
        """Local terms of the sheet that nothing else of it names."""
        named = {triple.object for added in self.result.added.values() for triple in added}
        for fact in facts:
            if fact.kind == "local" and ox.NamedNode(fact.iri) not in named:
                self.desk.tell(f"{fact.row.place}: no row uses {contract(fact.iri)}; leave it out, or use it")

    def _try(self, row: Row, step: Callable[[], _Found]) -> _Found | None:
        try:
            return step()
        except ExoError as error:
            self.result.faults.append(f"{row.place}: {str(error).removeprefix(row.place + ': ')}")
            return None

    # --- ids -----------------------------------------------------------------------------------------------------

    def _minted(self, row: Row, home: Home) -> Fact:
        """The row with its id, new or of a thing that is there."""
        known = self.keys.get(row.key) or (self.values.known(row.key, home) if row.key else "")
        if row.is_thing:
            fact = self._thing(row, home)
        elif not (row.subject or row.relation or row.object):
            if not known:
                raise UsageError(f"{row.key or 'the row'} is nothing that is there; give subject, relation and object")
            stated = kind(known) in ("claim", *_WITH_LINES) and (row.words or row.passage)
            fact = Fact(row, known, "line" if stated else "more", home)
        elif known and known in self.homes.before:
            raise UsageError(
                f"{contract(known)} is there; leave subject, relation and object out to add evidence for it"
            )
        else:
            if not home.slug:
                raise UsageError(
                    "say of what it is: a line 'study: SLUG' or 'review: SLUG' above, or --study, --review"
                )
            fact = Fact(row, self.ids.claim(home), "claim", home)
            self.result.claims.append(fact.iri)
        if key := row.key if row.is_thing else _unmarked(row.key):
            self._name(row, key, fact.iri)
        self.values.numbers |= {value: fact.iri for name, value in row.qualifiers if name == "numberInReview"}
        self.result.places.setdefault(fact.iri, row.place)
        return fact

    def _name(self, row: Row, key: str, iri: str) -> None:
        if self.keys.setdefault(key, iri) != iri:
            raise UsageError(f"{row.place}: the key {quoted(key)} stands for another row; give another")

    def _thing(self, row: Row, home: Home) -> Fact:
        """A thing with its id, by the patterns of docs/rules.md, Names."""
        if ":" in row.key and not row.key.startswith("exod:") and (outside := expand(row.key)):
            self.kinds.add(outside)
            return Fact(row, outside, "kind", home, self._kind_of(row.object))
        local = row.object.lower().removeprefix("local ")
        structural = local not in LOCAL_KINDS and self.desk.vocabulary.a_class(row.object)
        if not structural:
            return Fact(row, self._local_id(row, local), "local", home, EXO + LOCAL_KINDS[local])
        word = FIRST_WORDS.get(structural.removeprefix(EXO), "")
        if word in ("study", "work", "review", "check"):
            if word == "study":  # its abstract can be named, and is described where it is
                self.ids.taken.add(f"{EXOD}abstract-{row.key}")
            return Fact(row, self.ids.take(f"{EXOD}{word}-{row.key}", row.place), word, home, structural)
        if word in ("section", "erratum"):
            key = row.key.removeprefix(f"{word}-{home.slug}-")
            return Fact(row, self.ids.take(f"{EXOD}{word}-{home.slug}-{key}", row.place), word, home, structural)
        if word in (*_WITH_LINES, "disagreement") and home.slug:
            return Fact(row, self.ids.next(f"{word}-{home.slug}-"), word, home, structural)
        if word in _WITH_LINES:
            raise UsageError(f"say of which study the {word} is: a line 'study: SLUG' above, or --study")
        if structural and self.desk.vocabulary.is_a(structural, "Entity"):
            raise UsageError(
                f"no local term is of the kind {row.object}; the kinds: {', '.join(sorted(LOCAL_KINDS))}; an organism "
                "is a taxon of NCBITaxon, one above the species where none is named"
            )
        raise UsageError(f"{row.object} is made by the row that needs it; write no row of it")

    def _local_id(self, row: Row, kind: str) -> str:
        """The id of a local term: by its label where one is given, unless the key is an id (exod:process-healing)."""
        label = dict(row.qualifiers).get("label", "")
        if row.key.startswith(f"exod:{kind}-"):
            return self.ids.take(EXOD + row.key.removeprefix("exod:"), row.place)
        iri = self.ids.take(f"{EXOD}{kind}-{slug_of(label) if label else slug(row.key)}", row.place)
        if label and slug_of(label) != slug(row.key):
            self.result.named.append(contract(iri) or iri)
        return iri

    def _kind_of(self, word: str) -> str:
        local = word.lower().removeprefix("local ")
        return EXO + LOCAL_KINDS[local] if local in LOCAL_KINDS else self.desk.vocabulary.a_class(word)

    def _modifications(self, row: Row, home: Home, facts: list[Fact]) -> list[Fact]:
        """The modification of each preparation that has it: an id is of one preparation, the row is of all."""
        uses = [f for f in facts if any(n == "modifiedBy" and row.key in parts(v) for n, v in f.row.qualifiers)]
        if not row.key or not uses:
            raise UsageError(f"no preparation has modifiedBy={row.key or 'its key'}; a modification is named after one")
        found = []
        for use in uses:
            iri = self.ids.next(f"modification-{use.iri.removeprefix(EXOD + 'preparation-')}-")
            self.shared[row.key, use.iri] = iri
            self.result.places[iri] = row.place
            found.append(Fact(row, iri, "modification", home, EXO + "Modification"))
        self._name(row, row.key, found[0].iri)
        return found

    # --- triples -------------------------------------------------------------------------------------------------

    def _write(self, fact: Fact) -> None:
        if fact.kind == "line":
            self._line(fact, self.homes.file(fact))
        elif fact.kind == "more":
            self._more(fact)
        elif fact.kind == "claim":
            self._claim(fact)
        elif fact.kind == "kind":
            path = os.path.join(self.desk.target.base, "kinds.ttl")
            self.result.add(path, fact.iri, _SUBCLASS, ox.NamedNode(fact.of_class))
        elif fact.kind == "local":
            self._local(fact)
        else:
            self._described(fact)

    def _claim(self, fact: Fact) -> None:
        row, said = fact.row, list[tuple[str, Node]]()
        if not (row.subject and row.relation and row.object):
            raise UsageError("a claim needs subject, relation and object; fill the cell that is empty")
        said.append((_TYPE, ox.NamedNode(EXO + "Claim")))
        said.append((EXO + "subject", ox.NamedNode(self.values.thing(row.subject, "", fact.home))))
        said.append((EXO + "relation", ox.NamedNode(self.desk.vocabulary.relation(row.relation))))
        said.append((EXO + "object", ox.NamedNode(self.values.thing(row.object, "", fact.home))))
        said += self._said(fact, "Claim")
        for remark in remarks(said):
            self.desk.tell(f"{row.place}: {remark}")
        self._compare(fact, said)
        path = self.homes.file(fact)
        self._put(path, fact.iri, said)
        self._line(fact, path)

    def _compare(self, fact: Fact, said: list[tuple[str, Node]]) -> None:
        """Refuse a claim that is there, or may be it; tell of those that are near it."""
        found: dict[str, list[Any]] = {}
        for predicate, value in said:
            found.setdefault(predicate, []).append(value)
        there = alike(self.desk.kb.store, found, fact.home.slug)
        if not there or fact.row.key.split(" ")[0] == _NEW:
            return
        first = there[0]
        stops = first.same or (first.perhaps and not self.desk.as_new)
        shown = self._sentences([one for one in there if one.same or one.perhaps] if stops else there)
        if not stops:
            self.desk.tell(f"{fact.row.place}: another claim than {shown}")
            return
        what = "the same" if first.same else "in another term, or without a qualifier, perhaps the same"
        raise UsageError(
            f"{what} is there: {shown}; write its id as the key, with passage and words alone, to add evidence for it "
            "(which may have a hedge of its own), or 'new' before the key ('new c2') to mint a claim of its own"
        )

    def _sentences(self, there: list[Alike]) -> str:
        """Some claims with their sentences, and in what they are others."""
        facts = Stored(self.desk.kb.store)
        shown = [
            f"{contract(one.claim)} “{sentence(one.claim, facts)}”"
            + (f" (differs in {', '.join(one.differs)})" if one.differs else "")
            for one in there[:_SHOWN]
        ]
        return "; ".join(shown) + (f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else "")

    def _line(self, fact: Fact, path: str) -> None:
        """The evidence line of a claim or thing."""
        passages = self.homes.passages(fact)
        iri = self.ids.line(fact.iri)
        self.result.places[iri] = fact.row.place
        said = self._said(fact, "EvidenceLine")
        given = {predicate for predicate, _ in said}
        if EXO + "stance" not in given:
            said.append((EXO + "stance", ox.NamedNode(EXO + "supports")))
        if EXO + "cites" not in given and fact.home.study:
            said.append((EXO + "cites", ox.NamedNode(EXOD + "study-" + fact.home.study)))
        if EXO + "role" not in given:
            raise UsageError(
                "say on what ground: a line 'role: result' (background, interpretation) above, or role=... in the row"
            )
        said.append((_TYPE, ox.NamedNode(EXO + "EvidenceLine")))
        said.append((EXO + "evidenceFor", ox.NamedNode(fact.iri)))
        said += ((EXO + "statedIn", ox.NamedNode(passage)) for passage in passages)
        if fact.row.words:
            said.append((EXO + "asStated", ox.Literal(fact.row.words)))
        self._put(path, iri, said)
        for passage in passages:
            self._unwaived(passage)

    def _unwaived(self, passage: str) -> None:
        """A passage is stated or waived, not both."""
        node, waiver = ox.NamedNode(passage), ox.NamedNode(EXO + "waiver")
        for quad in self.desk.kb.store.quads_for_pattern(node, waiver, None):
            path = section_file(self.desk.target, self.ids.sections[passage][0])
            self.result.added.setdefault(path, {})
            if quad.triple not in self.result.removed:
                self.result.told.append(f"{contract(passage)} is stated now: its waiver is taken away")
            self.result.removed.add(quad.triple)

    def _described(self, fact: Fact) -> None:
        """A thing, what hangs on it, and its evidence line."""
        path, study = self.homes.file(fact), fact.home.study
        self.keys |= {key: iri for (key, modified), iri in self.shared.items() if modified == fact.iri}
        whole = f"{EXOD}study-{study}" if study else f"{EXOD}review-{fact.home.review}"
        said = [(_TYPE, ox.NamedNode(fact.of_class)), *self._said(fact, fact.of_class.removeprefix(EXO))]
        if fact.kind == "experiment":
            self.result.add(path, EXOD + "study-" + fact.home.study, EXO + "reports", ox.NamedNode(fact.iri))
        elif fact.kind == "section":
            head = path if study else review_file(self.desk.target, fact.home.review)
            self.result.add(head, whole, EXO + "hasSection", ox.NamedNode(fact.iri))
            sections = sum(t.predicate.value == EXO + "hasSection" for t in self.result.added[head])
            there = list(
                self.desk.kb.store.quads_for_pattern(ox.NamedNode(whole), ox.NamedNode(EXO + "hasSection"), None)
            )
            if not any(predicate == EXO + "order" for predicate, _ in said):
                said.append((EXO + "order", ox.Literal(len(there) + sections)))
        if fact.kind == "modification" and not any(predicate == _LABEL for predicate, _ in said):
            said.append((_LABEL, ox.Literal(modification_label(fact.row, self.desk.names), language="en")))
        self._put(path, fact.iri, said)
        if fact.kind in _WITH_LINES and (fact.row.passage or fact.row.words or "passage" in fact.row.settings):
            self._line(fact, path)

    def _local(self, fact: Fact) -> None:
        """A local term with its rows of the mapping."""
        given = [(name, value) for name, value in fact.row.qualifiers if name in (*MATCHES, "searched")]
        bare = fact.row._replace(qualifiers=tuple(pair for pair in fact.row.qualifiers if pair not in given))
        said = self._said(fact._replace(row=bare), "LocalTerm")
        predicates = {predicate for predicate, _ in said}
        parents = [value.value for predicate, value in said if predicate == _SUBCLASS]
        matches = matched(given, parents)
        label = next((value.value for predicate, value in said if predicate == _LABEL), "")
        label = label or label_of(fact.row.key.removeprefix("exod:"), self.desk.copies.passages.values())
        said += [] if _LABEL in predicates else [(_LABEL, ox.Literal(label, language="en"))]
        if kindless(self.desk.kb, parents, self.kinds):  # its own kind, which no parent gives
            said.append((_SUBCLASS, ox.NamedNode(fact.of_class)))
        said += [(_TYPE, ox.NamedNode(EXO + "LocalTerm")), (_TYPE, ox.NamedNode(PREFIXES["owl"] + "Class"))]
        self._put(os.path.join(self.desk.target.facts, "entities.ttl"), fact.iri, said)
        for name, value in matches:
            near = None if name == "match" else self.desk.names.term(value)
            self.result.mappings.append(Mapping(fact.iri, label, name, near, f"searched: {dict(given)['searched']}"))

    def _more(self, fact: Fact) -> None:
        """More that is said of a thing that is there: in its own file, if that is at hand, else in the home's."""
        said = self._said(fact, "")
        if fact.iri in self.ids.sections:
            path = section_file(self.desk.target, self.ids.sections[fact.iri][0])
        elif (found := self.ids.study_of(fact.iri)) and os.path.exists(study_file(self.desk.target, found)):
            path = study_file(self.desk.target, found)
        elif fact.home.review:
            path = self.homes.works_file(fact)
        else:
            raise UsageError(
                f"{contract(fact.iri)} is in none of the files here; say whose fact it is: 'review: SLUG' above"
            )
        self._put(path, fact.iri, said)

    def _said(self, fact: Fact, of_class: str) -> list[tuple[str, Node]]:
        """What the row and its settings say of the thing (``of_class``), or of its evidence line."""
        found: list[tuple[str, Node]] = []
        own = [(name, value, True) for name, value in fact.row.qualifiers]
        settings = [(name, value, False) for name, value in fact.row.settings.items() if name not in _NO_QUALIFIERS]
        line = of_class == "EvidenceLine"
        for name, value, is_own in [*own, *settings]:
            pairs = self.values.pairs(name, value, fact.home)
            of_line = self.desk.vocabulary.belongs(pairs[0][0], "EvidenceLine")
            if of_line is not line or (not is_own and not line and of_class != "Claim"):
                continue
            if not is_own and pairs[0][0] in {predicate for predicate, _ in found}:
                continue  # the row says otherwise
            found += pairs
        return found + (list(self._unreported(fact, found)) if fact.kind in _WITH_LINES and not line else [])

    def _unreported(self, fact: Fact, said: list[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
        """What a line 'notReported: marker, dose' above says of a thing: those properties that things of its class
        have and its row does not give; no route in vitro, nor what tells how where nothing is given."""
        text = fact.row.settings.get("notReported", "")
        given = {predicate for predicate, _ in said}
        without = {"route"} if (EXO + "system", ox.NamedNode(EXO + "inVitro")) in said else set()
        if fact.of_class == EXO + "Experiment" and EXO + "usesPreparation" not in given:
            without |= _OF_GIVING
        for pair in self.values.pairs("notReported", text, fact.home) if text else ():
            prop = pair[1].value
            fits = self.desk.vocabulary.belongs(prop, fact.of_class.removeprefix(EXO))
            if fits and prop not in given and pair not in said and prop.removeprefix(EXO) not in without:
                yield pair

    def _put(self, path: str, subject: str, said: Iterable[tuple[str, Node]]) -> None:
        for predicate, value in said:
            self.result.add(path, subject, predicate, value)
        for more in self.values.further:
            self.result.add(path, *more)
        self.values.further.clear()
