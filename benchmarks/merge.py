"""How long a merge takes, as ratios against named peers, in one run.

    python benchmarks/merge.py ../shared/terms [--triples 2000000,20000000] [--place DIR]

The base is that of tools/outside.py. Peers: `cat` of both files (the limit: nothing is looked at), `oxigraph convert`
(parses and serialises every triple, joins nothing), and rdflib on 200,000 triples, extrapolated linearly. Whole
processes, wall time and time of the processor, since the first says little on a busy machine. It measures and prints;
it never fails on a figure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import outside

_RDFLIB = """
import sys, rdflib
graph = rdflib.Graph()
for path in sys.argv[1:3]:
    graph.parse(path, format="nt")
graph.serialize(sys.argv[3], format="nt", encoding="utf-8")
"""
_SMALL = 200_000  # triples for rdflib


def measured(command: list[str], output: Path | None = None) -> tuple[float, float, float]:
    """Wall seconds, seconds of the processor, and the most memory in MB of one process. Raises CalledProcessError where
    it fails."""
    start = time.perf_counter()
    with open(output or os.devnull, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--triples", default="2000000,20000000")
    parser.add_argument(
        "--place", type=Path, help="where the files go, which may be several GB; a temporary folder by default"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.place) as name:
        place = Path(name)
        ours, small, out = place / "exo-ld.nt", place / "small.nt", place / "out.nt"
        exo = [sys.executable, "-m", "exo_ld"]
        subprocess.run([*exo, "export", "nt", "-o", str(place / "ours")], check=True, stdout=subprocess.DEVNULL)
        shutil.move(place / "ours" / "exo-ld.nt", ours)
        print(f"{'triples':>12}  {'':<32}{'wall s':>9}{'cpu s':>9}{'MB':>7}  ratio to cat (wall, cpu)")
        for triples in map(int, arguments.triples.split(",")):
            base = place / "base.nt"
            count = outside.write(arguments.tables, base, triples)
            subprocess.run(["cat", str(base)], stdout=subprocess.DEVNULL, check=True)  # so that all read it from memory
            with base.open("rb") as whole, small.open("wb") as part:
                part.writelines(islice(whole, _SMALL))
            oxigraph = Path(sysconfig.get_path("scripts")) / "oxigraph"
            rows = {
                "cat (the limit)": measured(["cat", str(base), str(ours)], out),
                "exo-ld merge": measured([*exo, "merge", str(base), "-o", str(out)]),
                "exo-ld merge --undo": measured([*exo, "merge", "--undo", str(out), "-o", str(place / "again.nt")]),
            }
            (place / "again.nt").unlink()
            if oxigraph.exists():
                convert = [
                    str(oxigraph),
                    "convert",
                    "--from-file",
                    str(base),
                    "--to-file",
                    str(out),
                    "--to-format",
                    "nt",
                ]
                rows["oxigraph convert (base alone)"] = measured(convert)
            wall, cpu, memory = measured([sys.executable, "-c", _RDFLIB, str(small), str(ours), str(out)])
            rows[f"rdflib, times {count / _SMALL:.0f} (extrapolated)"] = (
                wall * count / _SMALL,
                cpu * count / _SMALL,
                memory * count / _SMALL,
            )
            limit = rows["cat (the limit)"]
            for what, (wall, cpu, memory) in rows.items():
                print(
                    f"{count:>12,}  {what:<32}{wall:>9.1f}{cpu:>9.1f}{memory:>7.0f}  {wall / limit[0]:.1f}, "
                    f"{cpu / limit[1]:.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
