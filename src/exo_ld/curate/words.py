"""Whether the words as stated fit what is encoded: denials the stance, direction words the relation and state, names
the terms.

claims with their evidence lines and the names of their terms -> `Misfit`, one a line and rule. A mention is a few
words, so what it does not say proves nothing; what it says otherwise is looked at. Exceptions, each with a reason,
stand in ontology/mappings/word-exceptions.tsv.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES, expand
from ..query.folding import SMALL_WORDS, fold, squeezed
from ..sources import folder
from .figures import figures

__all__ = ["EXCEPTIONS", "Misfit", "Said", "excused", "listed", "misfits", "said", "untold"]

EXCEPTIONS = "/mappings/word-exceptions.tsv"  # of words that say otherwise than what is encoded
_HEAD = ["evidence", "rule", "reason"]  # a first line that the file may have
_NAMES = {PREFIXES["rdfs"] + "label", *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel"))}
_NAMES |= {PREFIXES["oboInOwl"] + f"has{how}Synonym" for how in ("Exact", "Related", "Broad", "Narrow")}
_GONE = PREFIXES["owl"] + "deprecated"
_TERMS = (
    *("subject", "object", "aspect", "togetherWith", "inCell", "inDisease", "inAnatomy", "underCondition"),
    "comparedWith",
    "inAbsenceOf",
    *("objectState", "manner", "byMeans", "forPurpose", "inducedBy", "fromLocation", "toLocation", "timeSince"),
    *("especiallyIn", "subjectInducedBy"),
)
_OF_THINGS = ("derivedFromCell", "deliveredIn", "modifiedBy")
# What an experiment, preparation or model is made of, and where else a claim holds.
_MADE_OF = (
    *("usesPreparation", "usesModel", "comparator", "route", "system", "inSystem", "dose", "inducer", "disease"),
    "modelCell",
    *(
        "modelAnatomy",
        "modelCondition",
        "organism",
        "sourceOrganism",
        "marker",
        "isolationMethod",
        *_OF_THINGS,
        "agent",
    ),
)
_PLACES = ("inOrganism", "inPopulation", "inPlace")
_NUMBERS = (
    *("value", "minValue", "maxValue", "timeValue", "inYear"),
    *("timeFrom", "timeTo", "durationValue", "durationTo"),
)
# How a claim and its line say it: their words state the claim, though they name nothing.
_SAID_BY = ("relation", "subjectAspect", "objectState", "degree", "rank", "course", "frequency", "manner")
_READ = {
    _GONE,
    *(EXO + n for n in (*_SAID_BY, "modality")),
    *(EXO + n for n in (*_TERMS, *_MADE_OF, *_PLACES, *_NUMBERS, "observedIn", "atDose")),
    *(EXO + n for n in ("asStated", "statedIn", "assay", "stance", "evidenceFor", "relation", "subjectAspect")),
}

_DENIAL = re.compile(
    r"\b(not?|unrelated|without|cannot|could not|lacks?|lacking|absence|absent|neither|nor|never|no longer|little"
    r"|unable|ineffective|fail\w*|insufficient|unsatisfactory|nonsignificant|unchanged|free of)\b"
)
_UP = re.compile(  # not of what is named by its cause, as in glucose-induced injury
    r"(?<!-)\b(increas\w*|rais\w*|rise|rises|rose|up-?regulat\w*|promot\w*|enhanc\w*|elevat\w*|stimulat\w*|activat\w*"
    r"|accelerat\w*|improv\w*|boost\w*|higher|greater|induc\w*|strengthen\w*|restor\w*|grow\w*|regenerat\w*|expand\w*"
    r"|expansion|aggravat\w*)\b"
)
_DOWN = re.compile(
    r"\b(decreas\w*|reduc\w*|down-?regulat\w*|inhibit\w*|suppress\w*|lower\w*|repress\w*|block\w*|prevent\w*"
    r"|alleviat\w*|attenuat\w*|ameliorat\w*|diminish\w*|less|fewer|fall\w*|fell|weaken\w*|relie\w*|deactivat\w*"
    r"|inactivat\w*|impair\w*|silenc\w*|anti-?\w*|delay\w*|loss|los[et]s?|reliev\w*|revers\w*|eliminat\w*|protect\w*"
    r"|control\w*)\b"
)
_UNKNOWN = {"needsStudyOf", "lacksKnowledgeOf"}  # they say so themselves
# Less of the subject: the words may be of the subject.
_TURNED = {"subjectLow", "subjectDecreased", "subjectSilenced", "subjectInhibited", "subjectLost"}
_MOLECULE = re.compile(
    r"\b((?:miR|miRNA|microRNA|micRNA)-?(?:let-?)?\d*\w*(?:-\d+)?(?:-[35]p)?|let-\d\w*"
    r"|[A-Z][A-Z0-9]{2,}(?:-?\d+\w*)?)\b"
)
_NO_MOLECULE = {"NH2", "MSC", "MSCS", "DNA", "RNA", "RNAS", "HUC", "BMSC", "BMSCS", "ECM", "DUS", "DRUGS"}

# Words that tell of an animal, a source of cells, a way of giving or a setting: what else it may be called.
_TOLD = {
    what: (re.compile(mention), re.compile(names))
    for what, mention, names in (
        ("rats", r"\b[Rr]ats?\b", r"\brat(s|tus)?\b"),
        ("mice", r"\b([Mm]ice|[Mm]ouse)\b", r"\b(mus|mouse|mice)\b"),
        ("rabbits", r"\b[Rr]abbits?\b", r"rabbit|oryctolagus"),
        ("humans", r"\b[Hh]umans?\b|\bHuc|\bHREC", r"\b(homo|humans?)\b"),
        ("adipose tissue", r"[Aa]dipose|\bAD-?MSC", r"adipose|\badmsc"),
        ("bone marrow", r"[Bb]one[ -][Mm]arrow|\bh?BMSC", r"bone[ -]marrow|bmsc"),
        ("umbilical cord", r"[Uu]mbilical|ucMSC", r"umbilical"),
        ("menstrual blood", r"[Mm]enstrual|MenSC", r"menstrual"),
        ("urine", r"\b[Uu]rine[ -]", r"urine"),
        ("synovium", r"[Ss]ynovi", r"synovi"),
        ("pluripotent cells", r"[Pp]luripotent", r"pluripotent"),
        ("a vein", r"tail vein|[Ii]ntraven", r"vein|intraven"),
        ("the vitreous body", r"[Vv]itre", r"vitre"),
        ("the nose", r"[Ii]ntranasal", r"nasal"),
        ("the belly", r"intraperitoneal", r"periton"),
        ("a culture", r"\b[Ii]n [Vv]itro\b|cultured", r"in vitro|cell"),
        ("a living animal", r"\b[Ii]n [Vv]ivo\b", r"in vivo|rattus|musculus"),
    )
}
# Words of effect, extent and rank, by their beginning: they name no thing.
_SAYING = frozenset(
    "able abol acco achi affe afte alle also alte amel appe appr argu beca beco been beli caus cent char chro clos "
    "comm comp conf cons corr coul cruc curi decr dela demo depe deve diff disr due eff effe eith elev enha eval ever "
    "exac exam expe expl fact fore freq furt glob goal good grea hall high how iden impa impl impo impr incl incr "
    "indu inhi init inte invo isol ite key lack late lead leas less like litt long low main make mani many mark mate "
    "meas meth might mill mole more most need new nota nov obse obst obta ofte only part play poss pote pred pres "
    "prev prob prod prog prom prot rank rare reas redu refl regu rela rema requ rese rest resu reve rich rise risk "
    "rize role rose same seco seem serv seve shar show sign simi slig some star stat step stra stre stro subs succ "
    "such sugg summ supp sust targ tend term thes thou thro thus time tool trea type uncl uniq urge use used util "
    "vali vari veri very via vita whil wide yet".split()
)
# More verbs and hedges: whole stems, with an ending of a verb, as words of things begin alike (activity, medium).
_VERB = re.compile(
    "against|whether|largely|unknown|underst(and|ood)|hypothes[ei].*|likely|if|further|(accelerat|activat|act|aim"
    "|allow|assess|attenuat|attribut|augment|avoid|block|clarif[iy]|conclud|contain|contribut|counteract|determin"
    "|discuss|elicit|ow|elucidat|enabl|ensur|establish|evok|exhibit|explor|facilitat|guard|hamper|help|hinder|indicat"
    "|interfer|investigat|lend|mediat|mitigat|modulat|offer|orchestrat|overcom|possess|provid|question|stimulat"
    "|trigger|view|yield)(e|s|es|ed|ing|ion)?"
)
_BEFORE = ("pro", "anti", "non", "hyper", "hypo", "over")
_ORGANS = {
    "reno": "kidney", "nephro": "kidney", "cardio": "heart", "hepato": "liver", "neuro": "nerve", "osteo": "bone",
    "chondro": "cartilage", "pulmo": "lung", "dermat": "skin", "vasculo": "vessel",
}  # fmt: skip
_STEM = 4  # letters by which words of one kin are alike: fibrosis, fibrotic
_FIGURE = re.compile(r"(?<![\w.-])(\d+(?:\.\d+)?)(?= ?(?:%|–|nm\b|h\b|days\b|million\b|μg/mL|to \d|times\b))")
_MILLION, _BILLION = 1_000_000, 1_000_000_000


class Said(NamedTuple):
    """An evidence line: what is stated, and what is encoded, by local names; ``names`` are all names of a claim's
    terms, ``around`` those of what a claim holds in, or of what another thing is made of, ``numbers`` all numbers,
    ``terms`` the names of each molecule, animal and place that a text must have, ``saying`` the names of relation and
    qualifiers, ``beside`` those of the terms of claims that are told in the same words, as members of a list are."""

    line: str
    mention: str
    stance: str
    relation: str
    state: str
    names: str
    around: str = ""
    numbers: tuple[float, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    saying: str = ""
    beside: str = ""


class Misfit(NamedTuple):
    """A line whose words say otherwise than its claim, by which rule, and how."""

    line: str
    rule: str
    message: str


def misfits(lines: Iterable[Said], exceptions: Mapping[tuple[str, str], str] | None = None) -> list[Misfit]:
    """The lines whose words do not fit, without those that ``exceptions`` (line and rule to reason) excuse."""
    found = [misfit for line in lines for misfit in _of(line)]
    return [misfit for misfit in found if (misfit.line, misfit.rule) not in (exceptions or {})]


def untold(line: Said, text: str) -> Iterator[Misfit]:
    """What a line's claim has that the ``text`` of its passages does not: numbers, molecules, animals, places."""
    there = figures(text)
    own = line.numbers if line.relation else ()
    away = [n for n in own if not {n, round(n, 4), n / _MILLION, n / _BILLION} & there]
    if away:
        yield Misfit(line.line, "text-number", f"{', '.join(f'{n:g}' for n in away)} stands not in the passage")
    run = squeezed(fold(re.sub(r"-\s*\n\s*", "-", text)))
    for prop, names in line.terms:
        if not any(squeezed(fold(name)) in run for name in names.split(" | ")):
            yield Misfit(
                line.line, "text-term", f"no name of the {prop}, {names.split(' | ')[0]}, stands in the passage"
            )


def listed(path: str) -> dict[tuple[str, str], str]:
    """The exceptions of a file: evidence line (CURIE) and rule to the reason; none where there is no file."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    return {(expand(line) or line, rule): reason for line, rule, reason in rows[rows[:1] == [_HEAD] :]}


def excused(root: str | None = None, beside: Iterable[str] = ()) -> dict[tuple[str, str], str]:
    """The exceptions of the knowledge base below ``root`` and of the folders ``beside`` it, by line and rule."""
    found = listed(folder("ontology", root) + EXCEPTIONS)
    for path in beside:
        found |= listed(path + EXCEPTIONS)
    return found


def _of(said: Said) -> Iterable[Misfit]:
    yield from _told(said)
    if not said.relation:
        return  # of an experiment, preparation or model
    words, names = said.mention.lower(), said.names.lower()
    denied = _found(_DENIAL, words, names)
    if said.stance == "supports" and denied and said.relation not in _UNKNOWN:
        yield Misfit(said.line, "stance", f"{said.mention!r} denies ({', '.join(denied)}), the line supports")
    if said.stance != "supports" and not denied:
        yield Misfit(said.line, "stance", f"{said.mention!r} denies nothing, the line {said.stance}")
    up, down = _found(_UP, words, names), _found(_DOWN, words, names)
    plain = said.state not in _TURNED
    if plain and not denied and said.relation in ("increases", "exacerbates") and down and not up:
        yield Misfit(
            said.line, "direction", f"{said.mention!r} says {', '.join(down)}, the relation is {said.relation}"
        )
    if plain and not denied and said.relation in ("decreases", "prevents", "protectsAgainst") and up and not down:
        yield Misfit(said.line, "direction", f"{said.mention!r} says {', '.join(up)}, the relation is {said.relation}")
    flat = re.sub(r"[\W_]", "", names)
    flat += " mirna microrna" if re.search("micrornas?|mirnas?", flat) else ""
    initials = _initials(said)
    if not _shares(said, flat, initials):
        some = ", ".join(list(dict.fromkeys(filter(None, said.names.split(" | "))))[:4])
        yield Misfit(said.line, "term", f"{said.mention!r} has no word of the names of the claim's terms ({some})")
    flat += re.sub(r"[\W_]", "", said.beside.lower()) + " " + initials
    for token in dict.fromkeys(_MOLECULE.findall(said.mention)):
        bare = re.sub(r"[\W_]", "", token.lower())
        short = re.sub(r"^(microrna|micrna|mirna|mir)", "mir", bare)
        core = re.sub(r"s$", "", re.sub(r"^mirlet", "let", short))
        if token.upper() not in _NO_MOLECULE and core not in flat and re.sub(r"[35]p$", "", core) not in flat:
            yield Misfit(said.line, "name", f"{said.mention!r} names {token}, no term of the claim is called so")


def _initials(said: Said) -> str:
    """The first letters of the words of each name, by which a text abbreviates it: alf of acute liver failure."""
    names = f"{said.names} | {said.around}".split(" | ")
    return " ".join(dict.fromkeys("".join(word[0] for word in re.findall(r"[a-z0-9]+", n.lower())) for n in names))


def _shares(said: Said, flat: str, initials: str) -> bool:
    """Whether a mention has a word or number of the claim's names and qualifiers, or an abbreviation, or names
    nothing."""
    words = {word for word in fold(re.sub(r"[/()\[\],]", " ", said.mention)) if word not in SMALL_WORDS}
    naming = {
        w for w in words
        if len(w) > 1 and w[:_STEM] not in _SAYING and not w[0].isdigit()
        and not _DENIAL.fullmatch(w) and not _VERB.fullmatch(w)
    }  # fmt: skip
    if not naming or any(word in flat for word in words if len(word) > 1):
        return True
    if {float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", said.mention)} & set(said.numbers):
        return True
    if any(short.lower() in initials for short in re.findall(r"\b([A-Z]{2,})s?\b", said.mention)):
        return True
    names = {w[:_STEM] for w in fold(f"{said.names} {said.around} {said.saying}")}
    return bool({w[:_STEM] for word in words for w in _stems(word)} & names)


def _stems(word: str) -> list[str]:
    """A word, without what it is for or against, and the organ of a Greek or Latin beginning: kidney of renoprotective.

    >>> _stems("proangiogenic"), _stems("renoprotective")
    (['proangiogenic', 'angiogenic'], ['renoprotective', 'kidney'])
    """
    found = [word, *(word.removeprefix(p) for p in _BEFORE if word.startswith(p) and len(word) > len(p) + _STEM)]
    return [*found, *(organ for beginning, organ in _ORGANS.items() if word.startswith(beginning))]


def _told(said: Said) -> Iterable[Misfit]:
    """What the words tell of species, sources, settings and figures that nothing encoded has."""
    encoded = f"{said.names} | {said.around}".lower()
    for what, (words, names) in _TOLD.items():
        if words.search(said.mention) and not names.search(encoded):
            yield Misfit(said.line, "told", f"{said.mention!r} tells of {what}, nothing that is encoded is called so")
    figures = [float(figure) for figure in _FIGURE.findall(said.mention)]
    other = [f for f in figures if f not in said.numbers and f * _MILLION not in said.numbers]
    if said.numbers and other:
        shown = ", ".join(f"{figure:g}" for figure in other)
        yield Misfit(said.line, "number", f"{said.mention!r} has {shown}, which is none of the numbers encoded")


_MOLECULES = tuple(PREFIXES[name] for name in ("hgnc", "mirbase.mature", "mirbase.family"))


def _found(pattern: re.Pattern[str], words: str, names: str) -> list[str]:
    """What of ``words`` a pattern finds that is no word of the terms' own names."""
    found = dict.fromkeys(match.group(1) for match in pattern.finditer(words))
    return [word for word in found if not re.search(rf"\b{re.escape(word)}\b", names)]


def said(triples: Iterable[ox.Triple]) -> list[Said]:
    """The evidence lines of standing claims that have a mention, with all names of the terms of their claims."""
    facts = _Statements(triples)
    values, called = facts.values, facts.called
    found = []
    lists: dict[tuple[str, ...], list[str]] = {}  # words, relation and passages -> names of the terms of all claims
    for line, thing in facts.evidence():
        relation, state = (*values(thing, "relation"), "")[0], (*values(thing, "subjectAspect"), "")[0]
        stance = (*values(line, "stance"), EXO + "supports")[0]
        stance, relation, state = (iri.removeprefix(EXO) for iri in (stance, relation, state))
        names, more = called(*facts.within(thing)), called(*facts.around(thing))
        names += " | " + called(*values(line, "assay"))
        names += " | absence | without | lacking" if values(thing, "inAbsenceOf") else ""
        mention = values(line, "asStated")[0]
        saying = called(*values(thing, *_SAID_BY), *values(line, "modality"))
        lists.setdefault((mention, relation, *sorted(values(line, "statedIn"))), []).append(names)
        found.append(
            Said(line, mention, stance, relation, state, names, more, facts.numbers(thing), facts.told(thing), saying)
        )
        if not relation:  # the label tells too what a thing is made of
            found += [Said(thing, label, stance, "", "", "", more) for label in facts.labels(thing)]
    told_by = {one: tuple(sorted(values(one.line, "statedIn"))) for one in found}
    return [
        one._replace(beside=" | ".join(shared)) if len(shared) > 1 else one
        for one in dict.fromkeys(found)
        for shared in [lists.get((one.mention, one.relation, *told_by[one]), []) if one.relation else []]
    ]


class _Statements:
    """What some triples say of claims and of what these name, as far as mentions are held against it."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._facts: dict[str, dict[str, list[str]]] = {}
        for t in triples:
            key = t.predicate.value
            if (
                isinstance(t.subject, ox.NamedNode)
                and not isinstance(t.object, ox.Triple)
                and (key in _NAMES or key in _READ)
            ):
                self._facts.setdefault(t.subject.value, {}).setdefault(key, []).append(t.object.value)
        self._carried: dict[str, list[str]] = {}
        for claim in self._facts:
            if EXO + "carries" in self.values(claim, "relation"):
                for subject in self.values(claim, "subject"):
                    self._carried.setdefault(subject, []).extend(self.values(claim, "object"))

    def evidence(self) -> list[tuple[str, str]]:
        """The evidence lines that have a mention, each with a standing claim that it is for."""
        return [
            (line, claim)
            for line in sorted(self._facts)
            for claim in self.values(line, "evidenceFor")
            if self.values(line, "asStated") and _GONE not in self._facts.get(claim, {})
        ]

    def values(self, thing: str, *props: str) -> list[str]:
        return [value for prop in props for value in self._facts.get(thing, {}).get(EXO + prop, ())]

    def called(self, *terms: str) -> str:
        return " | ".join(name for term in terms for key in _NAMES for name in self._facts.get(term, {}).get(key, ()))

    def within(self, claim: str) -> list[str]:
        """A claim's terms, with what a preparation among them is made of and carries."""
        terms = self.values(claim, *_TERMS)
        more = [value for term in terms for value in (*self.values(term, *_OF_THINGS), *self._carried.get(term, ()))]
        return [*terms, *more, *(agent for change in more for agent in self.values(change, "agent"))]

    def around(self, thing: str) -> list[str]:
        """What an experiment is made of, and a claim holds in; the animals of its experiments only if it names none."""
        places = self.values(thing, *_PLACES)
        todo = [
            thing,
            *self.values(thing, "subject", "object", "comparedWith"),
            *([] if places else self.values(thing, "observedIn")),
        ]
        found: list[str] = []
        while todo:
            new = [value for value in self.values(todo.pop(), *_MADE_OF) if value not in found]
            found, todo = found + new, todo + new
        return [*places, *found]

    def numbers(self, thing: str) -> tuple[float, ...]:
        doses = [
            *self.values(thing, "atDose"),
            *(dose for x in (thing, *self.around(thing)) for dose in self.values(x, "dose")),
        ]
        return tuple(float(value) for one in (thing, *doses) for value in self.values(one, *_NUMBERS))

    def told(self, claim: str) -> tuple[tuple[str, str], ...]:
        ends = [
            (end, iri) for end in ("subject", "object") for iri in self.values(claim, end) if iri.startswith(_MOLECULES)
        ]
        places = [(place, iri) for place in ("inOrganism", "inPlace") for iri in self.values(claim, place)]
        return tuple((prop, self.called(iri)) for prop, iri in (*ends, *places))

    def labels(self, thing: str) -> list[str]:
        return self._facts.get(thing, {}).get(PREFIXES["rdfs"] + "label", [])
