"""On whose word a claim stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..graph.turtle import Said
from ..prefixes import EXO, EXOD
from .english import joined
from .facts import Facts, is_true, label_of, number, values, worded
from .names import name

__all__ = ["attribution"]

_OWN = "study"  # tells of itself
_FEW = 6  # works that are named
_NUMBER = re.compile(r"reference (\d+) of .* \(not identified\)")
_SYSTEMS = {"inVivo": "in vivo", "inVitro": "in vitro", "exVivo": "ex vivo"}


def attribution(claims: Sequence[str], facts: Facts) -> str:
    """On whose word some claims stand: works and reviews, species and system, what is retracted or found otherwise in
    the source."""
    said, lines = [facts.said(claim) for claim in claims], [line for claim in claims for line in facts.lines(claim)]
    works = sorted({_work(work, facts) for line in lines for work in values(line, "cites")})
    tellers = {_teller(place, facts) for line in lines for place in values(line, "statedIn")}
    told = joined(sorted(tellers - {"", _OWN}))
    shown = _listed(works)
    parts = [f"{len(works)} works: {shown}" if len(works) > 1 else shown, _setting(said, facts)]
    own = "its own text" if _OWN in tellers else "its abstract"
    parts.append(
        (f"told by {told}" if works else f"{told}, citing no work") if told else own if lines else "no evidence"
    )
    counts = sorted({int(count) for line in lines if (count := number(line, "studyCount").replace(",", ""))})
    parts.append(
        f"in {joined([str(count) for count in counts])} {'study' if counts == [1] else 'studies'}" if counts else ""
    )
    kinds = sorted({value for line in lines for value in values(line, "restsOn")})
    parts.append(f"by {joined([worded(kind, facts) for kind in kinds])}" if kinds else "")
    roles = {value for line in lines for value in values(line, "role")}
    parts.append("the authors' view" if roles == {EXO + "interpretation"} else "")
    parts.append("its source says otherwise" if lines and all(_contradicted(line, facts) for line in lines) else "")
    return "; ".join(part for part in parts if part)


def _work(iri: str, facts: Facts) -> str:
    return label_of(iri, facts) + (" [retracted]" if is_true(facts.said(iri), EXO + "retracted") else "")


def _listed(works: list[str]) -> str:
    """Some works by name; those that are only a number of a review's list together."""
    numbers = sorted(int(found[1]) for work in works if (found := _NUMBER.fullmatch(work)))
    named = [work for work in works if not _NUMBER.fullmatch(work)]
    shown = named[:_FEW] + ([f"{len(named) - _FEW} more"] if len(named) > _FEW else [])
    if numbers:
        shown.append(f"reference{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))} (not identified)")
    return ", ".join(shown)


def _teller(place: str, facts: Facts) -> str:
    """The review in which a passage stands, by its label; a mark for a passage of a study; empty for an abstract."""
    if not place.startswith(EXOD + "passage-"):
        return ""
    slug = place.removeprefix(EXOD + "passage-")
    for length in range(slug.count("-"), 0, -1):
        whole = "-".join(slug.split("-")[:length])
        if facts.said(f"{EXOD}review-{whole}"):
            return label_of(f"{EXOD}review-{whole}", facts).partition(";")[0]
        if facts.said(f"{EXOD}study-{whole}"):
            return _OWN
    return "a review"


def _setting(claims: list[Said], facts: Facts) -> str:
    """Species and system of the claims' experiments, and the species only where no claim names it."""
    experiments = [facts.said(experiment) for said in claims for experiment in values(said, "observedIn")]
    models = [facts.said(model) for experiment in experiments for model in values(experiment, "usesModel")]
    species = sorted({name(species, facts) for model in models for species in values(model, "organism")})
    systems = sorted(
        {_SYSTEMS.get(s.removeprefix(EXO), label_of(s, facts)) for e in experiments for s in values(e, "system")}
    )
    shown = [] if any(values(said, "inOrganism") for said in claims) else species
    return ", ".join([*shown, *systems])


def _contradicted(line: Said, facts: Facts) -> bool:
    checks = [facts.said(check) for check in values(line, "checkedBy")]
    return any(EXO + "contradicted" in values(check, "claimVerdict") for check in checks)
