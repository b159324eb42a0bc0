"""Synthetic data of the knowledge base's own shape, as large as one likes.

    python benchmarks/growth.py generate --times 100 -o FILE.nq[.gz]

It is the real data once, and then copies of all that reviews and studies say: the same predicates and links under IRIs
of their own (`...-x7` in the seventh copy), one named graph a study or review as in the real data. What stands outside
of them is shared: ontology, outside terms, local terms. Molecules (genes, microRNAs) are exchanged among each other in
each copy by a seeded shuffle, so that chains, cargo and targets are not the same ones again. Nothing in a copy is a
fact.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from exo_ld.prefixes import EXO, EXOD, PREFIXES
from exo_ld.sources import quads, sources

MOLECULES = (
    "http://identifiers.org/hgnc/",
    "http://identifiers.org/mirbase.mature/",
    "http://identifiers.org/mirbase.family/",
)
# The marks in the template, where something is put in for each copy; allowed in an IRI, and nowhere in the data.
SUFFIX, NUMBER, HEX, MOLECULE = "~suffix~", "~number~", "~hex~", "~molecule~"


class Template:
    """The real data as N-Quads, and the part of it that is copied, with marks where the copies differ."""

    def __init__(self, root: str | None = None) -> None:
        fixed: list[ox.Quad] = []
        facts: list[ox.Quad] = []
        for source in sources(root):
            copied = str(source.graph).startswith((EXOD + "review-", EXOD + "study-"))
            (facts if copied else fixed).extend(quads(source))
        shared = {quad.subject for quad in fixed}
        graphs = [quad.graph_name for quad in facts]
        self._own: set[object] = {quad.subject for quad in facts if quad.subject not in shared} | set(graphs)
        self.real = _n_quads(fixed + facts)
        self.real_count, self.copy_count = len(fixed) + len(facts), len(facts)
        self._works: dict[object, int] = {}
        marked = _n_quads(
            ox.Quad(self._node(q.subject), q.predicate, self._object(q), self._node(q.graph_name)) for q in facts
        )
        self.molecules = sorted({m for name in MOLECULES for m in re.findall(rf"<{re.escape(name)}[^>]*>", marked)})
        places = {molecule: str(place) for place, molecule in enumerate(self.molecules)}
        pattern = "|".join(re.escape(f"<{name}") + "[^>]*>" for name in MOLECULES)
        self._parts = re.sub(pattern, lambda m: MOLECULE + places[m[0]] + MOLECULE, marked).split(MOLECULE)

    def copy(self, number: int, seed: int = 1) -> str:
        """The N-Quads of copy ``number`` (from 1)."""
        parts, exchanged = list(self._parts), self._exchanged(number, seed)
        parts[1::2] = [exchanged[int(place)] for place in parts[1::2]]
        return "".join(parts).replace(SUFFIX, f"-x{number}").replace(NUMBER, str(number)).replace(HEX, f"{number:08x}")

    def quads(self, times: int, seed: int = 1) -> Iterator[str]:
        """The N-Quads of the real data and of ``times - 1`` copies, a copy at a time."""
        yield self.real
        for number in range(1, times):
            yield self.copy(number, seed)

    def count(self, times: int) -> int:
        """How many quads that is."""
        return self.real_count + (times - 1) * self.copy_count

    def _exchanged(self, number: int, seed: int) -> list[str]:
        chance, result = random.Random(f"{seed} {number}"), []
        for name in MOLECULES:
            # Sorted, so they stand as in self.molecules.
            of_name = [m for m in self.molecules if m.startswith(f"<{name}")]
            chance.shuffle(of_name)
            result.append((f"<{name}", of_name))
        return [molecule for _, names in sorted(result) for molecule in names]

    def _node(self, node: Any) -> Any:
        return ox.NamedNode(node.value + SUFFIX) if isinstance(node, ox.NamedNode) and node in self._own else node

    def _object(self, quad: ox.Quad) -> Any:
        term, predicate = quad.object, quad.predicate.value
        if not isinstance(term, ox.Literal):
            return self._node(term)
        if predicate == EXO + "sha256":
            return ox.Literal(HEX + term.value[8:], datatype=term.datatype)
        if predicate == PREFIXES["bibo"] + "doi":
            return ox.Literal(f"{term.value}.x{NUMBER}", datatype=term.datatype)
        if predicate == PREFIXES["bibo"] + "pmid":
            return ox.Literal(
                f"{NUMBER}{self._works.setdefault(quad.subject, len(self._works)):03d}", datatype=term.datatype
            )
        if predicate == EXO + "numberInReview":
            return ox.Literal(term.value.replace(":", SUFFIX + ":"), datatype=term.datatype)
        return term


def write(path: Path, times: int, seed: int = 1) -> int:
    """Write the real data and ``times - 1`` copies as N-Quads to ``path``, packed where it ends in .gz; how many
    quads."""
    template = Template()
    with cast(
        IO[str],
        gzip.open(path, "wt", 1, encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8"),
    ) as out:
        out.writelines(template.quads(times, seed))
    return template.count(times)


def _n_quads(of: Iterable[ox.Quad]) -> str:
    return (ox.serialize(of, format=ox.RdfFormat.N_QUADS) or b"").decode()
