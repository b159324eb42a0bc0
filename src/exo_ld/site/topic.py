"""What the page of a disease, cargo, cell, preparation or experiment shows first, before the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..prefixes import EXO
from .mechanisms import place
from .parts import Cell, Grid, Section, Shown, changed, facts, field_name, field_names
from .study import experiments

if TYPE_CHECKING:
    from .records import Records

__all__ = ["experiment", "preparation", "values"]

_NOT = "not reported"


def values(records: Records, iri: str) -> dict[str, Any]:
    """What is first on the page of a thing: of a disease, who studied it in what and with what; of a cell, the
    vesicles made of it; of a molecule, which vesicles carry it."""
    sections = [*_disease(records, iri), *_cell(records, iri), *_cargo(records, iri)]
    links = []
    mechanism = place(iri)
    if mechanism in records.paths:
        links.append((mechanism, "Mechanism as a graph"))
    if records.by("outcomes", "complication").get(iri):
        links.append(("effects-by-complication.html", "Compare its effects with those in other complications"))
    return {"sections": sections, **({"links": links} if links else {})}


def _disease(records: Records, iri: str) -> list[Section]:
    if not (rows := records.by("preparations", "complication").get(iri)):
        return []
    found = (
        [Section("Who studied it", grid=_studied(records, iri))]
        if records.by("source-cells-by-complication", "complication").get(iri)
        else []
    )
    own = list(dict.fromkeys(row["experiment"] for row in rows if "experiment" in row))
    caption = "What was given, how and to whom"
    found.append(Section("Treatments tried", grid=experiments(records, own, caption)))
    if effects := _effects(records, iri):
        found.append(Section("What changed in it", grid=effects))
    if pathways := records.by("pathways", "complication").get(iri):
        chosen = tuple(records.all_told(row["claim"] for row in pathways))
        found.append(Section("Pathways involved", claims=chosen))
    else:
        found.append(Section("Pathways involved", "None is told in these reviews."))
    return found


def _studied(records: Records, iri: str) -> Grid:
    rows = []
    for row in records.by("source-cells-by-complication", "complication")[iri]:
        gone = row["retractedStudies"]
        words = f"and {gone} retracted" if gone else ""
        rows.append(
            (
                Cell((Shown(row["sourceCellLabel"], row["sourceCell"]),)),
                Cell(number=row["studies"] - gone),
                Cell(words=words),
            )
        )
    return Grid(
        "Studies by source of the cells",
        ("Source of the cells", "Independent studies", "Retracted"),
        tuple(rows),
        query="source-cells-by-complication",
        params={"complication": iri},
    )


def _effects(records: Records, iri: str) -> Grid | None:
    """Outcome and direction in one disease, with the number of independent studies and the claims."""
    together: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in records.by("outcomes", "complication").get(iri, []):
        if row["stance"] == "supports":
            one = together.setdefault((row["outcome"], row["relation"]), {"studies": set(), "claims": set()})
            one["claims"].add(row["claim"])
            one["studies"] |= {row["study"]} - records.retracted if "study" in row else set()
    if not together:
        return None
    rows = [
        (
            Cell((Shown(records.label(outcome), outcome),)),
            Cell(words=changed(records, relation)),
            Cell(number=len(some["studies"])),
            Cell(tuple(Shown(_short(records, claim), claim) for claim in sorted(some["claims"]))),
        )
        for (outcome, relation), some in together.items()
    ]
    rows.sort(key=lambda row: (-(row[2].number or 0), row[0].values[0].text.lower(), row[1].words))
    return Grid(
        "What changed when vesicles, cells, medium or compounds were given, by number of studies",
        ("Outcome", "Change", "Independent studies", "Claims"),
        tuple(rows),
        query="outcomes",
        params={"complication": iri},
    )


def _short(records: Records, claim: str) -> str:
    """A claim by the works that it cites."""
    works = [work.label for work in records.claims[claim].works] if claim in records.claims else []
    return ", ".join(works[:2]) + (" ..." if len(works) > 2 else "") or "the review"


def _cell(records: Records, iri: str) -> list[Section]:
    made = records.back(iri, "derivedFromCell")
    if not made:
        return []
    listed = tuple(Shown(records.label(p), p) for p in sorted(made, key=lambda p: records.label(p).lower()))
    cargo = records.by("cargo-by-cell", "cell").get(iri, [])
    facts_: tuple[tuple[str, tuple[Shown, ...]], ...] = (("preparations of these cells", listed),)
    if cargo:
        facts_ = (
            *facts_,
            (
                "what their vesicles are said to carry",
                tuple(Shown(f"{row['cargoLabel']} ({row['studies']})", row["cargo"]) for row in cargo),
            ),
        )
    return [Section("As a source of vesicles", "In brackets: in how many studies." if cargo else "", facts=facts_)]


def _cargo(records: Records, iri: str) -> list[Section]:
    rows = records.by("cargo-targets", "cargo").get(iri, [])
    if not rows:
        return []
    places = [Shown(row["complicationLabel"], row["complication"]) for row in rows if "complication" in row]
    carriers = [Shown(row["preparationLabel"], row["preparation"]) for row in rows if "preparation" in row]
    targets = [Shown(row["targetLabel"], row["target"]) for row in rows]
    named = (("carried by", carriers), ("acts on", targets), ("in", places))
    studies = {row["study"] for row in rows if "study" in row} - records.retracted
    lead = f"In {len(studies):,} independent {'study' if len(studies) == 1 else 'studies'}."
    chosen = tuple((name, tuple(sorted(set(some), key=lambda s: s.text.lower()))) for name, some in named if some)
    return [Section("As cargo of vesicles", lead, facts=chosen)]


def preparation(records: Records, iri: str) -> dict[str, Any]:
    """A preparation: of what it is made, how it was given, what it did; what is not reported is spelled out."""
    own = records.back(iri, "usesPreparation")
    used = [Section("How it was given", grid=experiments(records, own, "Experiments with it"))] if own else []
    compared = records.back(iri, "comparator")
    if compared:
        used.append(Section("What was compared with it", grid=experiments(records, compared, "Experiments against it")))
    claims = records.standing.get(iri, ())
    return {
        "kind": records.label(EXO + next(iter(records.reading.kinds(iri)), "Preparation")),
        "sections": [
            Section("Of what it is made", facts=_spelled(records, iri)),
            *used,
            Section("What is said of it", claims=tuple(records.all_told(claims)), few=40),
        ],
        "pointing": [],
        "missing": [],
        "studies": [],
    }


def _spelled(records: Records, iri: str) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
    """What is said of a preparation, and of its modifications, with what is not reported as such."""
    words = field_names(records)
    said = [(words.get(name, name), values_) for name, values_ in facts(records, iri, "usesPreparation")]
    for change in records.many(iri, "modifiedBy"):
        said += [(f"{records.label(change)}, {name}", values_) for name, values_ in facts(records, change)]
    said += [(field_name(records, gone), (Shown(_NOT),)) for gone in records.many(iri, "notReported")]
    return tuple(said)


def experiment(records: Records, iri: str) -> dict[str, Any]:
    """An experiment: what was given to whom, and what was seen in it."""
    study = [
        (name, tuple(Shown(records.label(s), s) for s in some))
        for name, some in (("study", records.back(iri, "reports")),)
        if some
    ]
    seen = tuple(records.all_told(records.back(iri, "observedIn")))
    return {
        "kind": "experiment",
        "sections": [
            Section("What was done", facts=tuple(study), grid=experiments(records, [iri], "The experiment")),
            Section("What was seen in it", claims=seen, few=40),
        ],
        "pointing": [],
    }
