"""The synthetic data of the benchmarks: the real graph, and copies of the same shape under names of their own."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import exo_ld
from exo_ld.prefixes import EXO, EXOD

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from synthetic import MOLECULES, Template, write


@pytest.fixture(scope="module")
def template() -> Template:
    return Template()


def quads(text: str) -> set[ox.Quad]:
    return set(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def named(of: set[ox.Quad]) -> set[ox.Quad]:
    """Without blank nodes, which the ontology has and facts have not, and whose names are chosen anew."""
    return {q for q in of if not isinstance(q.subject, ox.BlankNode) and not isinstance(q.object, ox.BlankNode)}


@pytest.mark.slow
def test_the_first_is_the_real_graph(template: Template) -> None:
    store = ox.Store()  # which writes numbers in its own way, as that of the package does
    store.bulk_load(next(template.quads(3)).encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    first, real = set(store), set(exo_ld.load().store)
    assert len(first) == len(real) == template.count(1)
    assert named(first) == named(real)


@pytest.mark.slow
def test_copies_have_the_same_shape_and_share_no_fact(template: Template) -> None:
    real = quads(template.real)
    facts = [q for q in real if str(q.graph_name).startswith((f"<{EXOD}study-", f"<{EXOD}review-"))]
    one, two = quads(template.copy(1)), quads(template.copy(2))
    assert len(one) == len(two) == len(facts) == template.copy_count
    assert Counter(q.predicate for q in one) == Counter(q.predicate for q in facts)
    assert not one & two
    assert not (one | two) & real
    assert {str(q.graph_name) for q in one} == {str(q.graph_name).replace(">", "-x1>") for q in facts}
    # Links lead within the copy: what is a subject of the facts is not named in it but under its own name.
    graphs = {q.graph_name for q in facts}
    own = {q.subject for q in facts} - {q.subject for q in real if q.graph_name not in graphs}
    assert not own & {term for q in one for term in (q.subject, q.object)}


@pytest.mark.slow
def test_identifiers_and_digests_are_unique(template: Template) -> None:
    both = quads(template.real) | quads(template.copy(1)) | quads(template.copy(12))
    for name in ("http://purl.org/ontology/bibo/doi", "http://purl.org/ontology/bibo/pmid"):
        of: dict[str, set[ox.NamedNode | ox.BlankNode | ox.Triple]] = {}
        for q in both:
            if q.predicate.value == name and isinstance(q.object, ox.Literal):
                of.setdefault(q.object.value, set()).add(q.subject)
        assert of
        assert all(len(subjects) == 1 for subjects in of.values())
    digests = {q.object.value for q in both if q.predicate.value == EXO + "sha256" and isinstance(q.object, ox.Literal)}
    assert {len(digest) for digest in digests} == {64}


@pytest.mark.slow
def test_molecules_are_exchanged_by_the_seed_within_their_vocabulary(template: Template) -> None:
    def molecules(text: str) -> list[str]:
        objects = (q.object for q in ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
        return [o.value for o in objects if isinstance(o, ox.NamedNode) and o.value.startswith(MOLECULES)]

    one, other = molecules(template.copy(1, seed=1)), molecules(template.copy(1, seed=2))
    assert template.copy(1, seed=1) == template.copy(1, seed=1)
    assert one != other
    assert [m.rpartition("/")[0] for m in one] == [m.rpartition("/")[0] for m in other]
    assert sorted(Counter(one).values()) == sorted(Counter(other).values())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["data.nq", "data.nq.gz"])
def test_written_as_counted(tmp_path: Path, name: str) -> None:
    import gzip

    count = write(tmp_path / name, 2)
    content = (tmp_path / name).read_bytes()
    assert len(quads((gzip.decompress(content) if name.endswith("gz") else content).decode())) == count
