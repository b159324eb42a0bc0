"""A claim as one English sentence, made from its triples alone.

How relations, qualifiers, closed lists and awkward labels are said stands in ontology/wording.ttl: ``exld:wording`` is
a pattern with the slots ``{subject}``, ``{object}``, ``{kind}``, ``{aspect}``, ``{value}`` (of a relation) or ``{}``
(of all else), and the verb in square brackets in its plain form, such as ``{subject} [be] involved in {object}``. What
has no wording is said by its label.

claim and evidence lines -> `sentence` (what is said, and whether it is said to hold) and `attribution` (on whose word)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

import pyoxigraph as ox

from .graph.turtle import Said
from .prefixes import EXO, EXOD, PREFIXES

__all__ = ["Facts", "Stored", "attribution", "begun", "name", "sentence", "spoken", "stances"]

_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_WORDING = EXO + "wording"
_FOR = ox.NamedNode(EXO + "evidenceFor")
# In the order in which they are said, after the object.
_QUALIFIERS = (
    "inCell",
    "inAnatomy",
    "inOrganism",
    "inPopulation",
    "inDisease",
    "underCondition",
    "atDose",
    "comparedWith",
)
_LATER = ("inPlace", "inYear")
_BEARER, _DISEASE = slice(2, 4), 4  # places in the list of qualifiers
_MANNERS = ("frequency", "degree", "rank", "course")
_TITLED = tuple(
    PREFIXES[prefix] for prefix in ("HP", "MESH", "NCIT", "hgnc.genegroup")
)  # their labels begin in capitals
# Of these, labels name one and texts speak of many.
_COUNTED = re.compile(
    r"(cell|cyte|blast|phage|vesicle|exosome|progenitor|cytokine|kinase|RNA|\b(body|neuron|islet|capillary|wound|ulcer|neoplasm|factor"
    r"|marker|protein|peptide|complication|product|drug|material|substance|gene|radical|lipid|receptor|nutrient|component|symptom|molecule"
    r"|outcome|axon|vessel))$"
)
# What follows the noun that counts.
_TAIL = re.compile(
    r",? (?:of|in|on|from|with|without|to|by|for|as|alone|given|listed|that|loaded|rich|during|between|among|against|after|aged|raising"
    r"|overexpressing|secreted|derived)\b|[,(]"
)
_ONE = re.compile(r"(?:ss|us|is|as|diabetes|series)$")
_MANY = {"MSC", "people", "men", "women", "mice", "humans"}
_FEW = 6  # works that are named
_NUMBER = re.compile(r"reference (\d+) of .* \(not identified\)")
_SYSTEMS = {"inVivo": "in vivo", "inVitro": "in vitro", "exVivo": "ex vivo"}


class Facts(Protocol):
    """Where the renderer looks things up."""

    def said(self, iri: str) -> Said:
        """What is said of a thing: predicate to objects."""

    def lines(self, claim: str) -> list[Said]:
        """What is said of each evidence line of a claim."""


class Stored:
    """Facts in a store, in any graphs of it."""

    def __init__(self, store: ox.Store, own: ox.Store | None = None) -> None:
        """What ``own`` says of a thing stands in place of what ``store`` says of it."""
        self._store, self._own = store, own
        self._said: dict[str, Said] = {}

    def said(self, iri: str) -> Said:
        """What is said of a thing: predicate to objects, in order."""
        if iri not in self._said:
            self._said[iri] = self._read(iri)
        return self._said[iri]

    def lines(self, claim: str) -> list[Said]:
        """What is said of each evidence line of a claim, by IRI."""
        node = ox.NamedNode(claim)
        store = (
            self._own if self._own and any(True for _ in self._own.quads_for_pattern(node, None, None)) else self._store
        )
        found = {
            quad.subject.value
            for quad in store.quads_for_pattern(None, _FOR, node)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return [self.said(line) for line in sorted(found)]

    def _read(self, iri: str) -> Said:
        found: Said = {}
        try:
            node = ox.NamedNode(iri)
        except ValueError:  # no absolute IRI: nothing can be said of it
            return found
        own = list(self._own.quads_for_pattern(node, None, None)) if self._own else []
        for quad in own or self._store.quads_for_pattern(node, None, None):
            found.setdefault(quad.predicate.value, []).append(quad.object)
        return {name: sorted(set(values), key=str) for name, values in found.items()}


def spoken(claims: str | Sequence[str], facts: Facts) -> str:
    """The sentence of a claim (or of several that say the same) with, in brackets, on whose word; begun and ended as a
    sentence is."""
    some = [claims] if isinstance(claims, str) else claims
    said, source = sentence(some[0], facts), attribution(some, facts)
    return f"{begun(said)} ({source})." if source else f"{begun(said)}."


def begun(text: str) -> str:
    """A text begun as a sentence is: with a capital, but where it begins with a name such as miR-126."""
    first = text.partition(" ")[0]
    return text[0].upper() + text[1:] if re.fullmatch(r"[a-z]+(-[a-z]+)*", first) else text


def sentence(claim: str, facts: Facts) -> str:
    """What a claim says, in words, and whether its evidence says that it holds; without a full stop."""
    said, lines = facts.said(claim), facts.lines(claim)
    front, back = _manners(said, facts)
    quantity = _quantity(said, facts)
    before, verb, after = _clause(said, facts, quantity)
    last = [words for words in back if words.startswith(",")]
    words = [
        before,
        _predicate(verb, _plural(before), front, *_voice(lines, facts)),
        after,
        *(w for w in back if w not in last),
    ]
    words += [f"({quantity})" if quantity and quantity not in after else "", *_circumstances(said, facts)]
    whole = "".join([" ".join(word for word in words if word), *last, _caveats(lines, facts)])
    return f"withdrawn: {whole}" if _true(said, PREFIXES["owl"] + "deprecated") else whole


def _clause(said: Said, facts: Facts, quantity: str) -> tuple[str, str, str]:
    """A claim's words before the verb, its verb in the plain form, and the words behind it."""
    subject, objects, aspect = (_each(said, prop, facts) for prop in ("subject", "object", "aspect"))
    for state in _values(said, "subjectAspect"):
        subject = _worded(state, facts).replace("{}", subject)
    pattern = _worded(_values(said, "relation")[0], facts, "{{subject}} [be] in the relation “{label}” to {{object}}")
    if "{aspect}" not in pattern and aspect:
        objects = _worded(_values(said, "aspect")[0], facts, "the {label} of {{}}").replace("{}", objects)
    elif not aspect:
        pattern = pattern.replace(" in {aspect}", "")
    if "{subject}" not in pattern:  # a measure: the diameter of exosomes
        objects = objects.replace("{}", subject) if "{}" in objects else f"{objects} of {subject}"
    slots = {"subject": subject, "object": objects, "aspect": aspect, "value": quantity or "not given"}
    slots["kind"] = " and ".join(_kind(value, facts, _plural(subject)) for value in _values(said, "object"))
    before, verb, after = (
        re.sub(r"\{(\w+)\}", lambda slot: slots[slot[1]], part) for part in re.split(r"\[(.*?)\]", pattern)
    )
    return before.strip() + ("," if ", " in before else ""), verb, after.strip()


def _circumstances(said: Said, facts: Facts) -> list[str]:
    """In which cells, animals, diseases ... a claim holds, compared with what, when and where."""
    found = [_qualifier(said, prop, facts) for prop in _QUALIFIERS]
    bearer, disease = " ".join(found[_BEARER]).strip(), found[_DISEASE]
    if bearer and disease:  # rats with diabetes; once where the people are named by their disease
        found[_DISEASE] = "" if disease.removeprefix("in ") in bearer else "with " + disease.removeprefix("in ")
    return [*found, _time(said, facts), *(_qualifier(said, prop, facts) for prop in _LATER)]


def _kind(iri: str, facts: Facts, plural: bool) -> str:
    """A class of which something is said to be: a growth factor, growth factors, one of the multipotent stem cells."""
    label = name(iri, facts, many=False)
    if label.startswith("the "):
        return f"of {label}"
    if _plural(label):
        return label if plural else f"one of the {label}"
    return _many(label) if plural else ("an " if label[0] in "aeiou" else "a ") + label


def stances(lines: Iterable[Said]) -> set[str]:
    """The stances of some evidence lines by local name: supports, refutes, reportsNoEffect."""
    return {value.removeprefix(EXO) for line in lines for value in _values(line, "stance")}


def name(iri: str, facts: Facts, many: bool = True) -> str:
    """A thing as a sentence names it: its wording, or its label without capitals of its vocabulary and the study behind
    it.

    Labels name one where a sentence speaks of all: with ``many``, podocyte becomes podocytes.
    """
    if said := _worded(iri, facts, ""):
        return said
    label = _label(iri, facts)
    if iri.startswith(_TITLED):
        if iri.startswith(PREFIXES["MESH"]) and label.count(", ") == 1:
            label = " ".join(reversed(label.split(", ")))
        label = re.sub(r"\b[A-Z][a-z]+\b", lambda word: word[0].lower(), label)
    if iri.startswith(PREFIXES["mirbase.mature"]):
        label = label.removeprefix("hsa-")  # the reviews name no species
    if iri.startswith(EXOD + "preparation-"):
        label = re.sub(r" \([^()]*\)$", "", label)
    return _many(label) if many and _COUNTED.search(_head(label)) else label


def _predicate(verb: str, plural: bool, adverbs: list[str], hedge: str, negated: bool, unfound: bool) -> str:
    """The verb with its subject's number, its adverbs, the hedge (``may``, ``[be] suggested to``) and what denies
    it."""
    first, _, rest = verb.partition(" ")
    often, no = " ".join(adverbs), "not" if negated else ""
    if unfound:  # the effect was looked for
        words: tuple[str, ...] = (_inflected("be", plural), "not found to", often, verb)
    elif hedge.startswith("[be]"):
        words = (_inflected("be", plural), no, hedge.removeprefix("[be] "), often, verb)
    elif hedge:
        words = (hedge, no, often, verb)
    elif first == "be":
        words = (_inflected(first, plural), no, often, rest)
    elif negated:
        words = ("do" if plural else "does", no, often, verb)
    else:
        words = (often, _inflected(first, plural), rest)
    return " ".join(word for word in words if word)


def _voice(lines: list[Said], facts: Facts) -> tuple[str, bool, bool]:
    """How the evidence has it: the hedge of all lines, whether all deny it, whether all that speak found no effect."""
    said, hedges = stances(lines), _hedges(lines, facts)
    hedge = _worded(hedges[0], facts, "[be] said to be {label} to") if hedges and _hedged(lines) else ""
    return hedge, bool(said) and "supports" not in said and "refutes" in said, said == {"reportsNoEffect"}


def _hedges(lines: list[Said], facts: Facts) -> list[str]:
    """The hedges of some evidence lines, the weakest first: may has the fewest letters."""
    found = {value for line in lines for value in _values(line, "modality")}
    return sorted(found, key=lambda hedge: (len(_worded(hedge, facts)), hedge))


def _hedged(lines: list[Said]) -> bool:
    return all(_values(line, "modality") for line in lines)


def _caveats(lines: list[Said], facts: Facts) -> str:
    """What some lines say otherwise than the sentence: hedges of a part, denials, findings of no effect, doubtful
    readings."""
    said, hedges = stances(lines), [_label(hedge, facts) for hedge in _hedges(lines, facts)]
    found = []
    if hedges and said == {"reportsNoEffect"}:
        found.append(f"said only as {' or '.join(hedges)}")
    elif hedges[_hedged(lines) :]:
        found.append(f"elsewhere only as {' or '.join(hedges[_hedged(lines) :])}")
    if "supports" in said and "refutes" in said:
        found.append("which is also denied")
    if "reportsNoEffect" in said and len(said) > 1:
        found.append("for which no effect is also reported" if "supports" in said else "and no effect was found")
    found += sorted(
        {
            _worded(reading, facts, "in a reading that is {label}")
            for line in lines
            for reading in _values(line, "reading")
        }
    )
    return "".join(f", {part}" for part in found)


def _manners(said: Said, facts: Facts) -> tuple[list[str], list[str]]:
    """Frequency, degree, rank and course: words before the verb, and words behind the object."""
    front, back = [], []
    for prop in _MANNERS:
        for value in _values(said, prop):
            before, _, after = _worded(value, facts, "{{}} ({label})").partition("{}")
            front += [before.strip()] if before.strip() else []
            back += [after.strip()] if after.strip() else []
    return front, back


def _qualifier(said: Said, prop: str, facts: Facts) -> str:
    words = _each(said, prop, facts)
    return _worded(EXO + prop, facts, "{label} {{}}").replace("{}", words) if words else ""


def _quantity(said: Said, facts: Facts) -> str:
    """A number or range with its unit, such as ``about 40 to 200 nm`` or ``at least 15%``."""
    value, least, most = (_number(said, prop) for prop in ("value", "minValue", "maxValue"))
    about = "about " if _true(said, EXO + "approximate") else ""
    span = f"{least} to {most}" if least and most else f"at least {least}" if least else f"up to {most}" if most else ""
    words = about + " and ".join(part for part in (value, span) if part)
    if not (value or span):
        return ""
    unit = _values(said, "unit")
    return _worded(unit[0], facts, "{{}} {label}").replace("{}", words) if unit else words


def _time(said: Said, facts: Facts) -> str:
    value, unit = _number(said, "timeValue"), _values(said, "timeUnit")
    if not value:
        return ""
    label = _label(unit[0], facts).lower() if unit else ""
    return f"after {value} {label}{'' if value == '1' or not label else 's'}".strip()


def _number(said: Said, prop: str) -> str:
    """A number of a claim or dose; a large one in groups of three digits."""
    for value in said.get(EXO + prop, ()):
        if isinstance(value, ox.Literal):
            number = float(value.value)
            return f"{int(number):,}" if number.is_integer() and prop != "inYear" else value.value
    return ""


def _true(said: Said, prop: str) -> bool:
    return any(isinstance(value, ox.Literal) and value.value in ("true", "1") for value in said.get(prop, ()))


def _each(said: Said, prop: str, facts: Facts) -> str:
    """The values of a property by name, joined."""
    found = []
    for value in said.get(EXO + prop, ()):
        iri = value.value if isinstance(value, ox.NamedNode) else ""
        dose = facts.said(iri) if prop == "atDose" else {}
        found.append(
            _quantity(dose, facts) if dose else name(iri, facts) if iri else getattr(value, "value", str(value))
        )
    return _joined(found)


def _joined(parts: list[str]) -> str:
    """A, B and C."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _values(said: Said, prop: str) -> list[str]:
    return [value.value for value in said.get(EXO + prop, ()) if isinstance(value, ox.NamedNode)]


def _worded(iri: str, facts: Facts, default: str = "{label}") -> str:
    """A thing's own wording, else ``default`` with its label put in."""
    values = [value.value for value in facts.said(iri).get(_WORDING, ()) if isinstance(value, ox.Literal)]
    return min(values) if values else default and default.format(label=_label(iri, facts))


def _label(iri: str, facts: Facts) -> str:
    said = facts.said(iri)
    labels = [value.value for prop in _LABELS for value in said.get(prop, ()) if isinstance(value, ox.Literal)]
    return labels[0] if labels else re.split(r"[/#]", iri)[-1]


def _head(text: str) -> str:
    """The words up to and with the noun that counts: ``exosomes`` of ``exosomes of adipose MSC``."""
    return _TAIL.split(text, maxsplit=1)[0] or text


def _plural(text: str) -> bool:
    """Whether a verb that follows ``text`` stands in the plural."""
    head = _head(text).split()
    word = head[-1] if head else ""
    return word in _MANY or (word.endswith("s") and not _ONE.search(word))


def _many(label: str) -> str:
    """A label in the plural, at the noun that counts."""
    head = _head(label)
    plural = (
        head[:-1] + "ies"
        if re.search(r"[^aeiou]y$", head)
        else head + ("es" if re.search(r"(s|x|ch|sh)$", head) else "s")
    )
    return plural + label[len(head) :]


def _inflected(verb: str, plural: bool) -> str:
    if verb == "be":
        return "are" if plural else "is"
    if plural:
        return verb
    if verb == "have":
        return "has"
    return (
        verb[:-1] + "ies"
        if re.search(r"[^aeiou]y$", verb)
        else verb + ("es" if re.search(r"(s|x|ch|sh|o)$", verb) else "s")
    )


def attribution(claims: Sequence[str], facts: Facts) -> str:
    """On whose word some claims stand: works and reviews, species and system, what is retracted or found otherwise in
    the source."""
    said, lines = [facts.said(claim) for claim in claims], [line for claim in claims for line in facts.lines(claim)]
    works = sorted({_work(work, facts) for line in lines for work in _values(line, "cites")})
    tellers = {_teller(place, facts) for line in lines for place in _values(line, "statedIn")}
    told = _joined(sorted(tellers - {""}))
    shown = _listed(works)
    parts = [f"{len(works)} works: {shown}" if len(works) > 1 else shown, _setting(said, facts)]
    parts.append(
        (f"told by {told}" if works else f"{told}, citing no work")
        if told
        else "its abstract"
        if lines
        else "no evidence"
    )
    roles = {value for line in lines for value in _values(line, "role")}
    parts.append("the authors' view" if roles == {EXO + "interpretation"} else "")
    parts.append("its source says otherwise" if lines and all(_contradicted(line, facts) for line in lines) else "")
    return "; ".join(part for part in parts if part)


def _work(iri: str, facts: Facts) -> str:
    return _label(iri, facts) + (" [retracted]" if _true(facts.said(iri), EXO + "retracted") else "")


def _listed(works: list[str]) -> str:
    """Some works by name; those that are only a number of a review's list together."""
    numbers = sorted(int(found[1]) for work in works if (found := _NUMBER.fullmatch(work)))
    named = [work for work in works if not _NUMBER.fullmatch(work)]
    shown = named[:_FEW] + ([f"{len(named) - _FEW} more"] if len(named) > _FEW else [])
    if numbers:
        shown.append(f"reference{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))} (not identified)")
    return ", ".join(shown)


def _teller(place: str, facts: Facts) -> str:
    """The review in which a passage stands, by its label; empty for an abstract."""
    if not place.startswith(EXOD + "passage-"):
        return ""
    slug = place.removeprefix(EXOD + "passage-")
    for length in range(slug.count("-"), 0, -1):
        review = EXOD + "review-" + "-".join(slug.split("-")[:length])
        if facts.said(review):
            return _label(review, facts).partition(";")[0]
    return "a review"


def _setting(claims: list[Said], facts: Facts) -> str:
    """Species and system of the claims' experiments, and the species only where no claim names it."""
    experiments = [facts.said(experiment) for said in claims for experiment in _values(said, "observedIn")]
    models = [facts.said(model) for experiment in experiments for model in _values(experiment, "usesModel")]
    species = sorted({name(species, facts) for model in models for species in _values(model, "organism")})
    systems = sorted(
        {_SYSTEMS.get(s.removeprefix(EXO), _label(s, facts)) for e in experiments for s in _values(e, "system")}
    )
    shown = [] if any(_values(said, "inOrganism") for said in claims) else species
    return ", ".join([*shown, *systems])


def _contradicted(line: Said, facts: Facts) -> bool:
    checks = [facts.said(check) for check in _values(line, "checkedBy")]
    return any(
        EXO + "contradicted" in (_values(check, "claimVerdict") or _values(check, "verdict")) for check in checks
    )
