"""How fast `exo-ld validate` is, as ratios of processor time in one run on one machine.

    python benchmarks/validate.py [--short]    against the pyshacl command line: same shapes, data and findings
    python benchmarks/validate.py --file       one study file against the whole knowledge base
    python benchmarks/validate.py --growth     time and memory on 1 to 48 times the data, by benchmarks/growth.py

--short takes one review and every eighth study only, so that pyshacl needs seconds, not minutes. Exit 1 where the
findings differ.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from exo_ld.check.audience import load_shapes
from exo_ld.shacl.reference import of_report
from exo_ld.shacl.results import Result
from exo_ld.sources import quads, sources

REPO = Path(__file__).resolve().parent.parent
# The part that is compared: read a file of data and one of shapes, check, write the results.
OURS = """
import sys, json, pyoxigraph as ox
from exo_ld.shacl.run import run
data, shapes = ([q.triple for q in ox.parse(path=path)] for path in sys.argv[1:3])
print(json.dumps([list(map(str, r)) for r in run(data, shapes)]))
"""


def measured(*command: str) -> tuple[float, float, bytes]:
    """Processor seconds, memory in MB at its peak, and output of a command."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, cwd=REPO)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # it has been waited for
        out.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read()


def written(folder: Path, short: bool) -> tuple[str, str, int]:
    """The knowledge base as one file, its shapes as another, and how many triples it has."""
    files = sources()
    studies, reviews = ([f.path for f in files if f"/{kind}/" in f.path] for kind in ("studies", "reviews"))
    left = {*studies, *reviews} - {*studies[::8], reviews[0]} if short else set()
    triples = {q.triple for f in files if f.path not in left for q in quads(f)}
    data, shapes = folder / "data.nt", folder / "shapes.nt"
    data.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    shapes.write_bytes(ox.serialize(load_shapes("maintainer"), format=ox.RdfFormat.N_TRIPLES) or b"")
    return str(data), str(shapes), len(triples)


def plain(results: set[Result]) -> set[tuple[str, ...]]:
    """Results without the labels of blank shapes, which pyshacl makes up."""
    return {tuple("_:" if str(part).startswith("_:") else str(part) for part in r) for r in results}


def against_pyshacl(short: bool) -> int:
    """The ratio to the pyshacl command line, and whether the findings are equal."""
    import rdflib

    with tempfile.TemporaryDirectory() as name:
        data, shapes, size = written(Path(name), short)
        ours, memory, said = measured(sys.executable, "-c", OURS, data, shapes)
        theirs, their_memory, report = measured(
            sys.executable, "-m", "pyshacl", "-s", shapes, "-sf", "nt", "-df", "nt", "-f", "turtle", data
        )
    here = {tuple("_:" if part.startswith("_:") else part for part in r) for r in json.loads(said)}
    there = plain(of_report(rdflib.Graph().parse(data=report, format="turtle")))
    equal = here == there
    print(
        f"{size} triples: exo-ld {ours:.2f} s, {memory:.0f} MB; pyshacl {theirs:.2f} s, {their_memory:.0f} MB; "
        f"ratio {theirs / ours:.0f}"
    )
    print(f"findings: {len(here)} and {len(there)}, {'equal' if equal else 'not equal'}")
    return 0 if equal else 1


def one_file() -> int:
    """The ratio of checking one study file to checking all, with what the cache holds after a first run."""
    study = next(f.path for f in sources() if "/studies/" in f.path)
    command = [sys.executable, "-m", "exo_ld", "validate"]
    measured(*command, study)
    one, memory, _ = measured(*command, study)
    whole, whole_memory, _ = measured(*command)
    print(
        f"one study {one:.2f} s, {memory:.0f} MB; everything {whole:.2f} s, {whole_memory:.0f} MB; "
        f"ratio 1/{whole / one:.1f}"
    )
    return 0


def growth() -> int:
    """Time and memory of the shapes on more and more data of the same kind."""
    with tempfile.TemporaryDirectory() as name:
        shapes = Path(name) / "shapes.nt"
        shapes.write_bytes(ox.serialize(load_shapes("maintainer"), format=ox.RdfFormat.N_TRIPLES) or b"")
        for times in (1, 10, 48):
            data = Path(name) / "data.nq"
            subprocess.run(
                [sys.executable, "benchmarks/growth.py", "generate", "--times", str(times), "-o", str(data)],
                cwd=REPO,
                check=True,
            )
            size = sum(1 for _ in data.open("rb"))
            seconds, memory, said = measured(sys.executable, "-c", OURS, str(data), str(shapes))
            found = len(json.loads(said))
            print(
                f"{size} quads: {seconds:.1f} s, {1e6 * seconds / size:.1f} microseconds each, {memory:.0f} MB, "
                f"{found} findings",
                flush=True,
            )
    return 0


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kind = parser.add_mutually_exclusive_group()
    for name in ("short", "file", "growth"):
        kind.add_argument(f"--{name}", action="store_true")
    arguments = parser.parse_args()
    return one_file() if arguments.file else growth() if arguments.growth else against_pyshacl(arguments.short)


if __name__ == "__main__":
    sys.exit(main())
