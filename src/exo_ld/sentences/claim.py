"""A claim as one English sentence, made from its triples alone.

How relations, qualifiers, closed lists and awkward labels are said stands in ontology/wording.ttl: ``exld:wording`` is
a pattern with the slots ``{subject}``, ``{object}``, ``{kind}``, ``{aspect}``, ``{value}`` (of a relation) or ``{}``
(of all else), and the verb in square brackets in its plain form, such as ``{subject} [be] involved in {object}``. What
has no wording is said by its label.

claim and evidence lines -> `sentence` (what is said, and whether it is said to hold) and `attribution` (on whose word)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from ..graph.turtle import Said
from ..prefixes import EXO, EXOD, PREFIXES
from .english import article, begun, in_plural, inflected, is_plural, joined
from .facts import Facts, is_true, label_of, number, stances, values, worded
from .hedges import chain, hedges, voice
from .kinds import SCOPES, counted, frames, in_state, of_aspect, scope_of
from .names import name
from .tellers import attribution
from .times import dates, duration, time

__all__ = ["quantity", "sentence", "spoken"]

# In the order in which they are said, after the object.
_QUALIFIERS = (
    "inCell",
    "inAnatomy",
    "inOrganism",
    "inPopulation",
    "inDisease",
    "diseaseStage",
    "underCondition",
    "inAbsenceOf",
    "atDose",
    "comparedWith",
    "byMeans",
    "forPurpose",
)
_WAYS = ("fromLocation", "toLocation")  # right behind the object
_ENDS = ("subject", "object")
_LATER = ("inPlace", "inYear")
_BEARER, _DISEASE = slice(2, 4), 4  # places in the list of qualifiers
_RANKED, _ADJECTIVE = EXO + "rankNoun", EXO + "adjective"
_ABOUT = EXO + "isAbout"
_VERBS = {  # relation -> what gives another verb: the qualifier, and the note on its value
    EXO + "increases": ("aspect", EXO + "verbOfIncrease"),
    EXO + "decreases": ("aspect", EXO + "verbOfDecrease"),
    _ABOUT: ("manner", EXO + "verbOfDocument"),
}
_ARISING = EXO + "arising"
_NEARLY = EXO + "nearlyEqual"
_EQUAL = {EXO + "equal", _NEARLY}  # to the same extent as
_EQUAL_IN = EXO + "isEqualIn"  # says so itself
_OF_NOUNS = ("degree", "rank")
_MANNERS = ("frequency", "degree", "rank", "course", "manner")
# What is there where something holds, as against a state or process under which it does.
_SUBSTANCES = tuple(
    PREFIXES[name] for name in ("CHEBI", "PR", "hgnc", "hgnc.genegroup", "mirbase.mature", "mirbase.family")
)
_SUBSTANCES += (
    EXO + "MscExosome",
    EXO + "MscVesicle",
    *(f"{EXOD}{word}-" for word in ("molecule", "material", "preparation")),
)
# Of these there is one in a body, a culture or a cell, and sentences say which.
_THE = re.compile(
    r"(heart|kidney|liver|pancreas|eye|placenta|umbilical cord|gingiva|retina|myocardium|plasma membrane|cell surface"
    r"|vitreous humor|ratio of .*|(?!increased|decreased|reduced|persistent)[^{]* (ratio|rate|level|number|size|index"
    r"|barrier|network|pathway|cascade|axis)( of .*)?)$"
)


def spoken(claims: str | Sequence[str], facts: Facts) -> str:
    """The sentence of a claim (or of several that say the same) with, in brackets, on whose word; begun and ended as a
    sentence is."""
    some = [claims] if isinstance(claims, str) else claims
    said, source = sentence(some[0], facts), attribution(some, facts)
    return f"{begun(said)} ({source})." if source else f"{begun(said)}."


def sentence(claim: str, facts: Facts) -> str:
    """What a claim says, in words, and whether its evidence says that it holds; without a full stop."""
    said, lines = facts.said(claim), facts.lines(claim)
    arisen = _ARISING in values(said, "course") and _clause(said, facts, "")[1] == "be"
    unsaid = ({_ARISING} if arisen else set()) | (_EQUAL if _EQUAL_IN in values(said, "relation") else set())
    front, back = _manners(said, facts, unsaid)
    amount = quantity(said, facts)
    before, verb, after = _clause(said, facts, amount)
    tone = voice(lines, facts)
    if arisen:
        verb = "become" if any(tone) else "have become"
    last = [words for words in back if words.startswith(",")]
    words = [
        before,
        _predicate(verb, _plural(before, said, facts), front, *tone),
        after,
        "" if _placed(said) else _qualifier(said, "inducedBy", facts),
        *(w for w in back if w not in last),
    ]
    words += [f"({amount})" if amount and amount not in after else "", *_circumstances(said, facts)]
    above_all = _way(said, "especiallyIn", facts)
    last += [f", {above_all}"] if above_all else []
    whole = "".join([" ".join(word for word in words if word), *last, _caveats(lines, facts)])
    for frame in frames(lines, facts):  # it is asked whether ...
        whole = worded(frame, facts).replace("{}", whole)
    return f"withdrawn: {whole}" if is_true(said, PREFIXES["owl"] + "deprecated") else whole


def _clause(said: Said, facts: Facts, amount: str) -> tuple[str, str, str]:
    """A claim's words before the verb, its verb in the plain form, and the words behind it."""
    subject, objects, aspect = (_each(said, prop, facts) for prop in ("subject", "object", "aspect"))
    subject, objects = (in_state(said, *end, facts) for end in (("subject", subject), ("object", objects)))
    subject = f"{subject} {_qualifier(said, 'subjectInducedBy', facts)}".strip()
    if EXO + "subjectAspect" not in said and (along := _qualifier(said, "togetherWith", facts)):
        subject += f" {along}"
    pattern = worded(values(said, "relation")[0], facts, "{{subject}} [be] in the relation “{label}” to {{object}}")
    if _EQUAL_IN in values(said, "relation") and _NEARLY in values(said, "degree"):
        pattern = pattern.replace("[be]", "[be] about")
    if " after {object}" in pattern and (since := _since_object(said, facts)):
        pattern = pattern.replace("after {object}", f"{since} after {{object}}")
    if "{measured}" in pattern:  # the aspect is the subject's
        measured = worded(values(said, "aspect")[0], facts, "the {label} of {{}}") if aspect else "{}"
        pattern = pattern.replace("{measured}", "{subject}")
        subject, aspect = measured.replace("{}", subject), ""
    if verb := _verb(said, facts):
        pattern = f"{{subject}} [{verb}] {{object}}"
    elif "{kind}" in pattern:
        ranked = [rank for rank in values(said, "rank") if not _noted(rank, _ADJECTIVE, facts)]
        pattern += " in {aspect}" if aspect and not ranked else ""
    elif "{aspect}" not in pattern and aspect:
        objects = of_aspect(said, objects, worded(values(said, "aspect")[0], facts, "the {label} of {{}}"), facts)
    elif not aspect:
        pattern = re.sub(r" (in|for) \{aspect\}", "", pattern)
    if "{subject}" not in pattern:  # a measure: the diameter of exosomes
        objects = objects.removeprefix("the ")
        objects = objects.replace("{}", subject) if "{}" in objects else f"{objects} of {subject}"
    slots = {"subject": subject, "object": objects, "aspect": aspect, "value": amount or "not given"}
    adjective = " ".join(
        word for prop in _OF_NOUNS for each in values(said, prop) for word in _noted(each, _ADJECTIVE, facts)
    )
    states = [worded(state, facts) for state in values(said, "objectState")]
    slots["kind"] = (
        f"{adjective} {objects}".strip()
        if values(said, "objectQuantifier")
        else " and ".join(_kind(each, facts, is_plural(subject), adjective, states) for each in values(said, "object"))
    )
    before, verb, after = (
        re.sub(r"\{(\w+)\}", lambda slot: slots[slot[1]], part) for part in re.split(r"\[(.*?)\]", pattern)
    )
    return before.strip() + ("," if ", " in before else ""), verb, after.strip()


def _plural(subject: str, said: Said, facts: Facts) -> bool:
    """Whether the verb stands in the plural: never behind a document, whatever its label."""
    documents = tuple(f"{EXOD}{word}-" for word in ("review", "study", "work"))
    if any(value.startswith(documents) for value in values(said, "subject")):
        return False
    counts = [worded(each, facts).removesuffix("{}") for each in values(said, "subjectQuantifier")]
    if any(subject.startswith(words) for words in counts):  # many injured podocytes; but: loss of many factors
        return EXO + "each" not in values(said, "subjectQuantifier")
    return is_plural(subject) or _several(said, facts)


def _verb(said: Said, facts: Facts) -> str:
    """What raising or lowering this aspect is called, or what a document does: to improve, not to increase the quality
    of; to summarize, not to deal with."""
    ways = [_VERBS[relation] for relation in values(said, "relation") if relation in _VERBS]
    found = [word for prop, note in ways for value in values(said, prop) for word in _noted(value, note, facts)]
    return joined(found)


def _noted(iri: str, prop: str, facts: Facts) -> list[str]:
    return [value.value for value in facts.said(iri).get(prop, ()) if isinstance(value, ox.Literal)]


def _several(said: Said, facts: Facts) -> bool:
    """Whether the state of a subject is told of several as such (overexpressed A and B), not as one level of both."""
    states = [worded(state, facts) for state in values(said, "subjectAspect")]
    return bool(states and values(said, "togetherWith")) and not any(" of {}" in f" {state}" for state in states)


def _circumstances(said: Said, facts: Facts) -> list[str]:
    """In which cells, animals, diseases ... a claim holds, compared with what, when and where."""
    found = [_qualifier(said, prop, facts) for prop in _QUALIFIERS]
    if EXO + "delivers" in values(said, "relation"):  # to cells and organs, in animals
        found[:2] = [re.sub(r"^in\b", "to", words) for words in found[:2]]
    ways = [_way(said, prop, facts) for prop in _WAYS]
    bearer, disease = " ".join(found[_BEARER]).strip(), found[_DISEASE]
    if bearer and disease:  # rats with diabetes; once where the people are named by their disease
        found[_DISEASE] = "" if disease.removeprefix("in ") in bearer else "with " + disease.removeprefix("in ")
    if (cause := _qualifier(said, "inducedBy", facts)) and (state := _placed(said)):
        found[_QUALIFIERS.index(state)] += f" {cause}"
    times = [
        "" if _since_object(said, facts) else time(said, _each(said, "timeSince", facts), facts),
        duration(said, facts),
        _sample(said),
        _qualifier(said, "inSystem", facts),
    ]
    return [*ways, *found, *times, dates(said), *(_qualifier(said, prop, facts) for prop in _LATER)]


def _since_object(said: Said, facts: Facts) -> str:
    """How long after its object a claim holds that is of a time after it (isHigherAfter): 5 days."""
    after = any(" after {object}" in worded(relation, facts, "") for relation in values(said, "relation"))
    words = time(said, "", facts)
    if not (after and words.startswith("after ")) or {*values(said, "timeSince")} - {*values(said, "object")}:
        return ""
    return words.removeprefix("after ")


def _placed(said: Said) -> str:
    """In which qualifier the state stands that something brought about; empty where it is the object."""
    return next((prop for prop in ("inDisease", "underCondition") if values(said, prop)), "")


def _kind(iri: str, facts: Facts, plural: bool, adjective: str, states: list[str]) -> str:
    """A class of which something is said to be: a growth factor, growth factors, one of the multipotent stem cells, a
    great challenge."""
    label = name(iri, facts, many=False)
    for state in states:
        label = state.replace("{}", label)
    if adjective and not label.startswith("the "):
        label = f"{adjective} {label}"
    if label.startswith("the "):
        return f"members of {label}" if plural else f"a member of {label}"
    if is_plural(label):
        return label if plural else f"one of the {label}"
    return in_plural(label) if plural else f"{article(label)} {label}"


def _predicate(verb: str, plural: bool, adverbs: list[str], hedge: str, negated: bool, unfound: bool) -> str:
    """The verb with its subject's number, its adverbs, the hedge (``may``, ``[be] suggested to``) and what denies
    it."""
    first, _, rest = (verb, "", "") if " and " in verb else verb.partition(" ")
    often, no = " ".join(adverbs), "not" if negated else ""
    if unfound:  # the effect was looked for
        words: tuple[str, ...] = (inflected("be", plural), "not found to", often, verb)
    elif hedge.startswith("["):
        auxiliary, _, told = hedge[1:].partition("] ")
        words = (inflected(auxiliary, plural), no, told, often, verb)
    elif hedge:
        words = (hedge, no, often, verb)
    elif first == "be":
        words = (inflected(first, plural), no, often, rest)
    elif negated:
        words = ("do" if plural else "does", no, often, verb)
    else:
        words = (often, inflected(first, plural), rest)
    return " ".join(word for word in words if word)


def _caveats(lines: list[Said], facts: Facts) -> str:
    """What some lines say otherwise than the sentence: hedges of a part, denials, findings of no effect; and
    doubtful readings."""
    said, told = stances(lines), hedges(lines, facts)
    found = []
    if told and said == {"reportsNoEffect"}:
        found.append(f"said only as {' or '.join(label_of(hedge, facts) for hedge in told)}")
    elif elsewhere := [label_of(hedge, facts) for hedge in told if hedge not in chain(lines, facts)]:
        found.append(f"elsewhere only as {' or '.join(elsewhere)}")
    weak = [value for line in lines for value in values(line, "significance")]
    if weak and len(weak) == len(lines):
        found.append(worded(min(weak), facts))
    if "supports" in said and "refutes" in said:
        found.append("which is also denied")
    if "reportsNoEffect" in said and len(said) > 1:
        found.append("for which no effect is also reported" if "supports" in said else "and no effect was found")
    return "".join(f", {part}" for part in found + _readings(lines, facts))


def _readings(lines: list[Said], facts: Facts) -> list[str]:
    """The readings of the words in which a claim stands: said of it where all lines that support it (all, if none
    does) are such, else as what is so elsewhere."""
    voices = [line for line in lines if EXO + "supports" in values(line, "stance")] or lines
    every = all(values(line, "reading") for line in voices)
    said = {
        worded(reading, facts, "in a reading that is {label}") for line in lines for reading in values(line, "reading")
    }
    return sorted(said if every else {f"elsewhere {words}" for words in said})


def _manners(said: Said, facts: Facts, unsaid: set[str]) -> tuple[list[str], list[str]]:
    """Frequency, degree, rank and course but ``unsaid``: words before the verb, and words behind the object."""
    front: list[str] = []
    back: list[str] = []
    nouns = [noun for relation in values(said, "relation") for noun in _noted(relation, _RANKED, facts)]
    about = _ABOUT in values(said, "relation")
    kinded = any("{kind}" in worded(relation, facts, "") for relation in values(said, "relation"))
    for prop in _MANNERS:
        some, more = [], []
        for value in values(said, prop):
            if value in unsaid or (about and _noted(value, _VERBS[_ABOUT][1], facts)):
                continue
            if kinded and prop in _OF_NOUNS and _noted(value, _ADJECTIVE, facts):
                continue  # said of the noun: a great challenge
            words = worded(value, facts, "{{}} ({label})").replace("{noun}", nouns[0] if nouns else "one")
            before, _, after = words.partition("{}")
            some += [before.strip()] if before.strip() else []
            more += [after.strip()] if after.strip() else []
        front, back = [*front, *_together(some)], [*back, *_together(more)]
    if kinded:
        aspect = f" in {_each(said, 'aspect', facts)}" if values(said, "aspect") else ""
        back = [words + aspect if words.startswith(", as") else words for words in back]  # the foremost in prevalence
        extent = {worded(value, facts).partition("{}")[0].strip() for value in values(said, "degree")}
        front, back = [w for w in front if w not in extent], [*back, *(f"({w})" for w in front if w in extent)]
    return front, back


def _together(words: list[str]) -> list[str]:
    """Adverbs of one kind as one; what stands behind a comma stays apart."""
    return words if any(word.startswith(",") for word in words) else [joined(words)] if words else []


def _way(said: Said, prop: str, facts: Facts) -> str:
    """From where, or into what; of organs and parts of cells there is one."""
    found = [name(value, facts) for value in values(said, prop)]
    ones = tuple(PREFIXES[prefix] for prefix in ("GO", "UBERON"))
    named = zip(found, values(said, prop), strict=True)
    words = [f"the {word}" if iri.startswith(ones) and not is_plural(word) else word for word, iri in named]
    return worded(EXO + prop, facts).replace("{}", joined(words)) if words else ""


def _qualifier(said: Said, prop: str, facts: Facts) -> str:
    words, pattern = _each(said, prop, facts), worded(EXO + prop, facts, "{label} {{}}")
    if prop in SCOPES and prop == scope_of(said):
        words = counted(words, values(said, "scopeQuantifier")[0], facts)
    if prop == "comparedWith" and _EQUAL_IN in values(said, "relation"):
        pattern = "as in {}"
    elif prop == "comparedWith" and _EQUAL & {*values(said, "degree")}:
        pattern = "as {}"
    if prop == "comparedWith" and EXO + "numericRatio" in values(said, "measure"):
        pattern = "to that of {}" if EXO + "hasMeasure" in values(said, "relation") else pattern
    if prop == "underCondition" and all(value.startswith(_SUBSTANCES) for value in values(said, prop)):
        pattern = "in the presence of {}"
    return pattern.replace("{}", words) if words else ""


def quantity(said: Said, facts: Facts) -> str:
    """A number or range with its unit, such as ``about 40 to 200 nm`` or ``at least 15%``."""
    value, least, most = (number(said, prop) for prop in ("value", "minValue", "maxValue"))
    about = "about " if is_true(said, EXO + "approximate") else ""
    around, within = _around(said, facts)
    over, under = ("more than", "less than") if is_true(said, EXO + "boundExcluded") else ("at least", "up to")
    span = f"{least} to {most}" if least and most else f"{over} {least}" if least else f"{under} {most}" if most else ""
    words = about + " and ".join(part for part in (value, span) if part) + around
    if not (value or span):
        return ""
    unit, measure = values(said, "unit"), values(said, "measure")
    if EXO + "hasMeasure" in values(said, "relation"):  # the rate is 83%, not reaching 83%
        measure = [each for each in measure if each != EXO + "levelReached"]
    if unit:
        counted = worded(unit[0], facts, "{{}} {label}")
        counted = re.sub(r"^\{\} (\w{2,})s$", r"{} \1", counted) if value == "1" else counted  # 1 hour, 2 hours
        words = counted.replace("{}", words)
    words += "".join(f" per {label_of(each, facts).lower()}" for each in values(said, "valuePer"))
    words = worded(measure[0], facts, "{{}} ({label})").replace("{}", words) if measure else words
    of, per = (values(said, name) for name in ("doseOf", "dosePer"))
    words += f" {worded(of[0], facts)}" if of else ""
    return words + (f" {worded(per[0], facts)}" if per else "") + within


def _around(said: Said, facts: Facts) -> tuple[str, str]:
    """What stands behind a number (± 2.1), and behind its unit (95% confidence interval 1.2 to 4.4)."""
    more, first, last = (number(said, name) for name in ("plusMinus", "intervalFrom", "intervalTo"))
    level, spread = number(said, "intervalLevel"), values(said, "spread")
    kind = (f"{level}% " if level else "") + (worded(spread[0], facts) if spread else "interval" if first else "")
    return f" ± {more}" if more else "", f", {kind}{f' {first} to {last}' if first else ''}" if kind.strip() else ""


def _sample(said: Said) -> str:
    """In how many of how many."""
    affected, size = number(said, "affected"), number(said, "sampleSize")
    if affected == "0":
        return f"(in none of {size})"
    return f"in {affected} of {size}" if affected and size else f"(n = {size})" if size else ""


def _amount(dose: Said) -> float:
    return float((number(dose, "value") or number(dose, "minValue")).replace(",", "") or 0)


def _each(said: Said, prop: str, facts: Facts) -> str:
    """The values of a property by name, joined."""
    found, listed = [], said.get(EXO + prop, ())
    if prop == "atDose":
        listed = sorted(listed, key=lambda dose: _amount(facts.said(dose.value)))
    for value in listed:
        iri = value.value if isinstance(value, ox.NamedNode) else ""
        dose = facts.said(iri) if prop == "atDose" else {}
        words = quantity(dose, facts) if dose else name(iri, facts) if iri else getattr(value, "value", str(value))
        found.append(f"the {words}" if prop in _ENDS and _THE.match(words) else words)
    return joined(found)
