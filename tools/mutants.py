"""Random defects in our facts: `exo-ld validate` must find each, or it is legal for a reason of a closed list.

    python tools/mutants.py [--defects N] [--seed N] [--jobs N] [--full N] [--agree N] [--text REVIEW.txt ...]

One defect at a time is made in the built knowledge base, what it can change is checked, and it is undone. Printed are
the kill rate by kind and by class, the legal ones by reason, and the survivors. ``--full`` checks so many of them by a
whole `exo_ld.validate` too, ``--agree`` so many by pySHACL on what stands around them; both must find the same. With
the reviews' texts, digests are proved as `exo-ld verify-text` does. Exit 0: no illegal defect survives, and all agree.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from defects import Defect, Facts, defects, short
from legal import REASONS, reason

import exo_ld
from exo_ld.check.audience import load_shapes
from exo_ld.curate.coherence import misnamed, stretches
from exo_ld.curate.words import EXCEPTIONS, listed, misfits, said
from exo_ld.prefixes import EXO, EXOD, EXOS, PREFIXES
from exo_ld.shacl.results import Result
from exo_ld.shacl.run import run
from exo_ld.shacl.shapes import Shapes
from exo_ld.sources import folder

REPO = Path(__file__).resolve().parent.parent
STAGES = ("shacl", "defined", "coherence", "ledger")
# The stage, the shape or rule, and the focus node of each finding ("" of an undefined term).
Found = set[tuple[str, str, str]]
# Shapes look along these.
_WAYS = {EXO + name for name in ("evidenceFor", "observedIn", "statedIn", "disagreesWith", "between", "subject")}
_BACK = {EXO + name for name in ("reports", "correctedClaim")}
_ONCE = {EXO + name for name in ("between", "evidenceFor")}
_TOLD = {  # ways from an evidence line to what its words may tell
    f"exld:{name}"
    for name in (
        *"evidenceFor subject object aspect inCell inDisease inAnatomy underCondition comparedWith".split(),
        *"inOrganism inPopulation inPlace observedIn atDose usesPreparation usesModel comparator route".split(),
        *"system dose inducer disease modelCell modelAnatomy modelCondition organism sourceOrganism".split(),
        *"marker isolationMethod derivedFromCell deliveredIn modifiedBy agent".split(),
    )
}
_DEFINED_IN = ("exo.ttl", "vocabularies.ttl")
_ORDERED = {EXO + name for name in ("start", "end", "order", "sha256", "hasPassage", "hasSection", "continuedBy")}


class Trial:
    """The knowledge base in a store, to make defects in. ``texts`` are those of the reviews, by the digest of the
    whole."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self.facts = Facts()
        self.store = ox.Store()
        self.store.bulk_extend(ox.Quad(*t) for t in self.facts.all)
        self.shapes = Shapes(load_shapes("maintainer"))
        self.known = self._shacl(())
        terms = [t.subject for t in self.facts.all if os.path.basename(self.facts.paths[t]) in _DEFINED_IN]
        self.terms = {node for node in terms if isinstance(node, ox.NamedNode)}
        digests = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
        self.excused = listed(folder("ontology") + EXCEPTIONS)
        sha256 = ox.NamedNode(EXO + "sha256")
        self.texts = {
            t.subject: digests[t.object.value]
            for t in self.facts.all
            if t.predicate == sha256 and t.object.value in digests
        }

    def finds(self, defect: Defect, *, all_of_it: bool = True) -> Found:
        """What the checks find in the knowledge base with the defect, and not without it; without ``all_of_it`` enough
        to know that they do."""
        self.change(defect.removed, defect.added)
        try:
            found = self._terms(defect) | self._coherence(defect)
            return (
                found
                if found and not all_of_it
                else found | {_found(r) for r in self._shacl(self.around(defect)) - self.known}
            )
        finally:
            self.change(defect.added, defect.removed)

    def change(self, removed: Sequence[Any], added: Sequence[Any]) -> None:
        for t in removed:
            self.store.remove(ox.Quad(*t))
        for t in added:
            self.store.add(ox.Quad(*t))

    def _shacl(self, focus: Sequence[ox.NamedNode]) -> set[Result]:
        return set(run(self.store, self.shapes, focus=focus))

    def around(self, defect: Defect) -> list[ox.NamedNode]:
        """The focus nodes on which a shape may find something else than before: those next to the defect, and where
        shapes look along."""
        facts, near = self.facts, set()
        for t in (*defect.removed, *defect.added):
            near |= {
                t.subject,
                *(i.subject for i in facts.to.get(t.subject, ())),
                *(o.object for o in facts.of.get(t.subject, ())),
            }
            near |= {t.object} if isinstance(t.object, ox.NamedNode) else set()
            # What has a value that none other may have.
            if isinstance(t.object, ox.Literal) or t.predicate.value in _ONCE:
                near |= {i.subject for i in facts.to.get(t.object, ()) if i.predicate == t.predicate}
        placed = {t.subject.value for t in (*defect.removed, *defect.added) if short(t.predicate) == "rdfs:subClassOf"}
        if placed:  # of another kind now is all that stands below, wherever it is named
            below = [node for iri in facts.parents if placed & facts.ancestors(iri) for node in [ox.NamedNode(iri)]]
            near |= {i.subject for node in below for i in facts.to.get(node, ())}
        for _ in range(3):
            near |= {o.object for node in near for o in facts.of.get(node, ()) if o.predicate.value in _WAYS}
            near |= {i.subject for node in near for i in facts.to.get(node, ()) if i.predicate.value in _BACK}
        return [node for node in near if isinstance(node, ox.NamedNode)]

    def _terms(self, defect: Defect) -> Found:
        """The stage ``defined``, of what the defect names or leaves undescribed."""
        found = set()
        for t in defect.added:
            for node in (t.predicate, t.object):
                if (
                    isinstance(node, ox.NamedNode)
                    and node.value.startswith((EXO, EXOD, EXOS))
                    and not self._described(node)
                ):
                    found.add(("defined", "undefined-term", ""))
        for node in {t.subject for t in defect.removed}:
            if not self._described(node) and any(True for _ in self.store.quads_for_pattern(None, None, node, None)):
                found.add(("defined", "undefined-term", ""))
        return found

    def _described(self, node: ox.NamedNode) -> bool:
        if node.value.startswith(EXO):
            return node in self.terms
        return any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    def _coherence(self, defect: Defect) -> Found:
        """The stage ``coherence``: of passages whole, of all else what the defect changes."""
        faults = [fault for t in defect.added for fault in misnamed(t)]
        if any(t.predicate.value in _ORDERED for t in (*defect.removed, *defect.added)):
            names = [ox.NamedNode(name) for name in sorted(_ORDERED)]
            faults += stretches(
                q.triple for name in names for q in self.store.quads_for_pattern(None, name, None, None)
            )
        found = {("coherence", f"exos:{fault.rule}", short(fault.subject)) for fault in faults}
        return found | {("coherence", "exos:words", line) for line, _ in self._words(defect)}

    def _words(self, defect: Defect) -> set[tuple[str, str]]:
        """The evidence lines, each with the rule, whose words say otherwise than what is encoded, by the defect."""
        changed = {t.subject for t in (*defect.removed, *defect.added)}
        lines = {node for node in self._tellers(changed, 4) if self.facts.cls(node) == "EvidenceLine"}
        told = [_worded(self._near(lines, facts), self.excused) for facts in (self.facts.of, self._without(defect))]
        return told[1] - told[0]

    def _tellers(self, nodes: set[Any], steps: int) -> set[Any]:
        """What points at some nodes, and at that, as far as the words check looks from a line."""
        found = set(nodes)
        for _ in range(steps):
            near = {i.subject for node in nodes for i in self.facts.to.get(node, ()) if short(i.predicate) in _TOLD}
            nodes, found = near - found, found | near
        return found

    def _near(self, lines: set[Any], facts: Mapping[Any, Sequence[Any]]) -> list[Any]:
        """The triples that the words check reads for some lines, of ``facts`` by their subject."""
        near, nodes = set(lines), set(lines)
        for _ in range(6):
            ways = [t for node in nodes for t in facts.get(node, ()) if short(t.predicate) in _TOLD]
            carrying = {
                i.subject for node in nodes for i in self.facts.to.get(node, ()) if short(i.predicate) == "exld:subject"
            }
            nodes = ({t.object for t in ways if isinstance(t.object, ox.NamedNode)} | carrying) - near
            near |= nodes
        return [t for node in near for t in facts.get(node, ())]

    def _without(self, defect: Defect) -> Mapping[Any, Sequence[Any]]:
        """The facts by subject, with the defect."""
        gone = set(defect.removed)
        of = {
            t.subject: [o for o in self.facts.of.get(t.subject, ()) if o not in gone]
            for t in (*defect.removed, *defect.added)
        }
        for t in defect.added:
            of[t.subject].append(t)
        return ChainMap(of, self.facts.of)

    def proved_wrong(self, defect: Defect) -> bool:
        """Whether a review's text contradicts the offsets or the digest of a passage that has the defect."""
        for node in {t.subject for t in (*defect.removed, *defect.added)}:
            said = {
                short(t.predicate): t.object.value
                for t in (set(self.facts.of.get(node, ())) - set(defect.removed)) | set(defect.added)
            }
            start, end, digest = (said.get(f"exld:{name}", "") for name in ("start", "end", "sha256"))
            text = next(
                (text for review, text in self.texts.items() if _slug(node).startswith(_slug(review) + "-")), None
            )
            if (
                text
                and start.isdigit()
                and end.isdigit()
                and hashlib.sha256(text[int(start) : int(end)].encode()).hexdigest() != digest
            ):
                return True
        return False

    def whole(self, defect: Defect) -> Found:
        """What a whole validation of the knowledge base with the defect finds, and of the one without it does not."""
        gone, more = set(defect.removed), list(defect.added)
        path = next(
            self.facts.paths[t]
            for t in self.facts.of[(*defect.added, *defect.removed)[0].subject]
            if t in self.facts.paths
        )
        paths = {self.facts.paths[t] for t in defect.removed} | ({path} if more else set())
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(REPO / "ontology", Path(place, "ontology"))
            shutil.copytree(REPO / "shapes", Path(place, "shapes"))
            for one in paths:
                said = [t for t in self.facts.all if self.facts.paths[t] == one and t not in gone] + (
                    more if one == path else []
                )
                Path(place, os.path.relpath(one, REPO)).write_bytes(
                    ox.serialize(said, format=ox.RdfFormat.TURTLE) or b""
                )
            report = exo_ld.validate(root=place, only=STAGES)
        known = {_found(r) for r in self.known}
        return {
            (f.stage, f.shape, f.focus if f.stage != "defined" else "") for f in report.findings if f.stage != "ledger"
        } - known


def _found(r: Result) -> tuple[str, str, str]:
    return "shacl", short(ox.NamedNode(r.constraint or r.shape)), short(r.focus)


def _worded(triples: Sequence[Any], excused: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    return {(short(ox.NamedNode(m.line)), m.rule) for m in misfits(said(triples), excused)}


def _slug(node: Any) -> str:
    return str(node.value).removeprefix(EXOD).partition("-")[2]


def agree(trial: Trial, defect: Defect) -> set[Result]:
    """Where the fast engine and pySHACL differ on the surroundings of a defect."""
    near = set(trial.around(defect))
    trial.change(defect.removed, defect.added)
    graph = {q.triple for node in near for q in trial.store.quads_for_pattern(node, None, None, None)}
    nodes = {t.object for t in graph if isinstance(t.object, ox.NamedNode)}
    typed = [
        ox.NamedNode(PREFIXES[p] + n)
        for p, n in (("rdf", "type"), ("rdfs", "label"), ("rdfs", "subClassOf"), ("skos", "inScheme"))
    ]
    graph |= {
        q.triple for node in nodes for name in typed for q in trial.store.quads_for_pattern(node, name, None, None)
    }
    graph |= {
        t for t in trial.facts.all if t.predicate.value == PREFIXES["rdfs"] + "subClassOf" and t.subject in trial.terms
    }
    trial.change(defect.added, defect.removed)
    return set(run(graph, trial.shapes)) ^ set(run(graph, trial.shapes, engine="pyshacl"))


Outcome = tuple[Defect, str, str]  # a defect, the stages that find it, and why it is legal


def share(job: tuple[int, argparse.Namespace]) -> tuple[list[Outcome], list[str]]:
    """One job's part of the defects, and where two ways of checking one differ."""
    number, asked = job
    trial = Trial([Path(path).read_bytes().decode("utf-8") for path in asked.text])
    outcomes, differing = [], []
    for n, defect in enumerate(defects(trial.facts, asked.seed, asked.defects)):
        if n % asked.jobs != number:
            continue
        wholly = n * asked.full // asked.defects != (n + 1) * asked.full // asked.defects
        found = trial.finds(defect, all_of_it=wholly)
        stages = " ".join(sorted({stage for stage, _, _ in found})) or ("text" if trial.proved_wrong(defect) else "")
        outcomes.append((defect, stages, reason(defect, trial.facts)))
        if wholly and (other := trial.whole(defect)) != found:
            differing.append(f"a whole validation differs: {_shown(defect)}: {sorted(other ^ found)}")
        if n * asked.agree // asked.defects != (n + 1) * asked.agree // asked.defects and (
            results := agree(trial, defect)
        ):
            differing.append(f"pySHACL differs: {_shown(defect)}: {sorted(map(str, results))}")
    return outcomes, differing


def _shown(d: Defect) -> str:
    lines = [f"{sign} " + " ".join(map(short, t)) for sign, ts in (("-", d.removed), ("+", d.added)) for t in ts[:2]]
    return f"{d.kind}, {d.cls} {d.prop}: {'  '.join(lines)}"


def table(title: str, outcomes: list[Outcome], names: list[str]) -> list[str]:
    """Lines on the outcomes by a name of each: how many there are, legal and found; of those that are not legal, how
    many are found."""
    lines = [f"{title:<22} {'made':>6} {'found':>6} {'legal':>6} {'left':>6} {'rate':>8}"]
    for name in [*dict.fromkeys(sorted(names)), "all"]:
        of = [o for o, own in zip(outcomes, names, strict=True) if name in (own, "all")]
        found, left = sum(bool(o[1]) for o in of), sum(not o[1] and not o[2] for o in of)
        lines.append(
            f"{name:<22} {len(of):>6} {found:>6} {len(of) - found - left:>6} {left:>6} "
            f"{found / max(1, found + left):>8.1%}"
        )
    return lines


def main() -> int:
    """Make the defects, and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for name, number, text in (
        ("defects", 2000, "how many defects"), ("seed", 0, "the seed of the random "
        "numbers"), ("jobs", 2, "how many processes"),
        ("full", 4, "how many are checked by a whole validation too"), ("agree", 20, "how many are checked by pySHACL "
        "too"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=number, metavar="N", help=f"{text} ({number})")
    parser.add_argument(
        "--text", nargs="*", default=[], metavar="FILE", help="the reviews' texts, to prove offsets and digests"
    )
    asked = parser.parse_args()
    started = time.monotonic()
    with ProcessPoolExecutor(asked.jobs, get_context("spawn")) as pool:
        parts = list(pool.map(share, [(n, asked) for n in range(asked.jobs)]))
    outcomes, differing = [o for part, _ in parts for o in part], [line for _, part in parts for line in part]
    print(
        "\n".join(
            [
                *table("kind", outcomes, [d.kind for d, _, _ in outcomes]),
                "",
                *table("class", outcomes, [d.cls for d, _, _ in outcomes]),
                "",
            ]
        )
    )
    print("found by:", dict(Counter(found for _, found, _ in outcomes if found).most_common()))
    for why in REASONS:
        print(f"legal: {why}: {sum(legal == why and not found for _, found, legal in outcomes)}")
    textual = [found for _, found, legal in outcomes if "only the text can tell" in legal]
    told = sum(bool(found) for found in textual)
    print(f"of {len(textual)} that only the text can tell, {told} are found, {len(textual) - told} not")
    left = [d for d, found, legal in outcomes if not found and not legal]
    print(
        "\n".join(
            [*(f"SURVIVES: {_shown(d)}" for d in sorted(left, key=lambda d: (d.kind, d.cls, d.prop))), *differing]
        )
    )
    print(
        f"seed {asked.seed}: {len(left)} illegal defects survive; {asked.full} checked whole, {asked.agree} by "
        f"pySHACL, {len(differing)} differ"
    )
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    return 1 if left or differing else 0


if __name__ == "__main__":
    sys.exit(main())
