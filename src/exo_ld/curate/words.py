"""Whether the words as stated fit what is encoded: denials the stance, direction words the relation and state, names
the terms.

claims with their evidence lines and the names of their terms -> `Misfit`, one a line and rule. A mention is a few
words, so what it does not say proves nothing; what it says otherwise is looked at. Exceptions, each with a reason,
stand in ontology/mappings/word-exceptions.tsv.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, expand

__all__ = ["Misfit", "Said", "listed", "misfits", "said"]

_NAMES = {PREFIXES["rdfs"] + "label", *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel"))}
_NAMES |= {PREFIXES["oboInOwl"] + f"has{how}Synonym" for how in ("Exact", "Related", "Broad", "Narrow")}
_GONE = PREFIXES["owl"] + "deprecated"
_TERMS = ("subject", "object", "aspect", "inCell", "inDisease", "inAnatomy", "underCondition", "comparedWith")
_OF_THINGS = ("derivedFromCell", "deliveredIn", "modifiedBy")
_READ = {
    _GONE,
    *(
        EXO + n
        for n in (*_TERMS, *_OF_THINGS, "agent", "asStated", "stance", "evidenceFor", "relation", "subjectAspect")
    ),
}

_DENIAL = re.compile(
    r"\b(not?|without|cannot|could not|lacks?|lacking|absence|absent|neither|nor|never|no longer|little|unable"
    r"|ineffective|fail\w*|insufficient|unsatisfactory|nonsignificant|unchanged|free of)\b"
)
_UP = re.compile(
    r"\b(increas\w*|rais\w*|rise|rises|rose|up-?regulat\w*|promot\w*|enhanc\w*|elevat\w*|stimulat\w*|activat\w*"
    r"|accelerat\w*|improv\w*|boost\w*|higher|greater|induc\w*|strengthen\w*|restor\w*|grow\w*|regenerat\w*|expand\w*"
    r"|expansion|aggravat\w*)\b"
)
_DOWN = re.compile(
    r"\b(decreas\w*|reduc\w*|down-?regulat\w*|inhibit\w*|suppress\w*|lower\w*|repress\w*|block\w*|prevent\w*"
    r"|alleviat\w*|attenuat\w*|ameliorat\w*|diminish\w*|less|fewer|fall\w*|fell|weaken\w*|relie\w*|deactivat\w*"
    r"|inactivat\w*|impair\w*|silenc\w*|anti-?\w*|delay\w*|loss|los[et]s?|reliev\w*|revers\w*|eliminat\w*|protect\w*"
    r"|control\w*)\b"
)
_TURNED = {"subjectLow", "subjectInhibited", "subjectLost"}  # less of the subject: the words may be of the subject
_MOLECULE = re.compile(
    r"\b((?:miR|miRNA|microRNA|micRNA)-?(?:let-?)?\d*\w*(?:-\d+)?(?:-[35]p)?|let-\d\w*"
    r"|[A-Z][A-Z0-9]{2,}(?:-?\d+\w*)?)\b"
)
_NO_MOLECULE = {"NH2", "MSC", "MSCS", "DNA", "RNA", "RNAS", "HUC", "BMSC", "BMSCS", "ECM", "DUS", "DRUGS"}


class Said(NamedTuple):
    """An evidence line of a claim: what is stated, and what is encoded, by local names; ``names`` are all names of its
    terms."""

    line: str
    mention: str
    stance: str
    relation: str
    state: str
    names: str


class Misfit(NamedTuple):
    """A line whose words say otherwise than its claim, by which rule, and how."""

    line: str
    rule: str
    message: str


def misfits(lines: Iterable[Said], exceptions: Mapping[tuple[str, str], str] | None = None) -> list[Misfit]:
    """The lines whose words do not fit, without those that ``exceptions`` (line and rule to reason) excuse."""
    found = [misfit for line in lines for misfit in _of(line)]
    return [misfit for misfit in found if (misfit.line, misfit.rule) not in (exceptions or {})]


def listed(path: str) -> dict[tuple[str, str], str]:
    """The exceptions of a file: evidence line (CURIE) and rule to the reason; none where there is no file."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return {(expand(line) or line, rule): reason for line, rule, reason in rows}


def _of(said: Said) -> Iterable[Misfit]:
    words, names = said.mention.lower(), said.names.lower()
    denied = _found(_DENIAL, words, names)
    if said.stance == "supports" and denied and said.relation != "needsStudyOf":
        yield Misfit(said.line, "stance", f"{said.mention!r} denies ({', '.join(denied)}), the line supports")
    if said.stance != "supports" and not denied:
        yield Misfit(said.line, "stance", f"{said.mention!r} denies nothing, the line {said.stance}")
    up, down = _found(_UP, words, names), _found(_DOWN, words, names)
    plain = said.state not in _TURNED
    if plain and not denied and said.relation in ("increases", "exacerbates") and down and not up:
        yield Misfit(
            said.line, "direction", f"{said.mention!r} says {', '.join(down)}, the relation is {said.relation}"
        )
    if plain and not denied and said.relation in ("decreases", "prevents") and up and not down:
        yield Misfit(said.line, "direction", f"{said.mention!r} says {', '.join(up)}, the relation is {said.relation}")
    flat = re.sub(r"[\W_]", "", names)
    for token in dict.fromkeys(_MOLECULE.findall(said.mention)):
        bare = re.sub(r"[\W_]", "", token.lower())
        short = re.sub(r"^(microrna|micrna|mirna|mir)", "mir", bare)
        core = re.sub(r"s$", "", re.sub(r"^mirlet", "let", short))
        if token.upper() not in _NO_MOLECULE and core not in flat and re.sub(r"[35]p$", "", core) not in flat:
            yield Misfit(said.line, "name", f"{said.mention!r} names {token}, no term of the claim is called so")


def _found(pattern: re.Pattern[str], words: str, names: str) -> list[str]:
    """What of ``words`` a pattern finds that is no word of the terms' own names."""
    found = dict.fromkeys(match.group(1) for match in pattern.finditer(words))
    return [word for word in found if not re.search(rf"\b{re.escape(word)}\b", names)]


def said(triples: Iterable[ox.Triple]) -> list[Said]:
    """The evidence lines of standing claims that have a mention, with all names of the terms of their claims."""
    facts: dict[str, dict[str, list[str]]] = {}
    for t in triples:
        key = t.predicate.value
        if (
            isinstance(t.subject, ox.NamedNode)
            and not isinstance(t.object, ox.Triple)
            and (key in _NAMES or key in _READ)
        ):
            facts.setdefault(t.subject.value, {}).setdefault(key, []).append(t.object.value)

    def values(thing: str, *props: str) -> list[str]:
        return [value for prop in props for value in facts.get(thing, {}).get(EXO + prop, ())]

    carried: dict[str, list[str]] = {}
    for claim in facts:
        if EXO + "carries" in values(claim, "relation"):
            for subject in values(claim, "subject"):
                carried.setdefault(subject, []).extend(values(claim, "object"))

    def called(claim: str) -> str:
        terms = values(claim, *_TERMS)
        more = [value for term in terms for value in (*values(term, *_OF_THINGS), *carried.get(term, ()))]
        more += [agent for change in more for agent in values(change, "agent")]
        return " | ".join(
            name
            for term in (*terms, *more)
            for name in (value for key in _NAMES for value in facts.get(term, {}).get(key, ()))
        )

    found = []
    for line in sorted(facts):
        for claim in values(line, "evidenceFor"):
            if values(line, "asStated") and values(claim, "relation") and _GONE not in facts[claim]:
                relation, state = values(claim, "relation")[0], (values(claim, "subjectAspect") or [""])[0]
                stance = (values(line, "stance") or [EXO + "supports"])[0]
                stance, relation, state = (iri.removeprefix(EXO) for iri in (stance, relation, state))
                found.append(Said(line, values(line, "asStated")[0], stance, relation, state, called(claim)))
    return found
