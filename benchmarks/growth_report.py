"""benchmarks/growth.md and benchmarks/growth.svg from the figures of growth.py."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = {
    "embedded": "pyoxigraph, in memory",
    "disk": "pyoxigraph, on disk",
    "rdflib": "rdflib",
    "oxigraph": "oxigraph server",
}
NAMES |= {"fuseki": "Fuseki", "virtuoso": "Virtuoso 7"}
SET = " -p "  # in the name of what was asked with a parameter
TEXT = """\
# How times grow with the graph

Built by `benchmarks/growth.py` (`measure`, then `report`); see there how it is measured. The data is synthetic: the
real graph, and copies of all that reviews and studies say under names of their own, which share the ontology and the
outside terms (`benchmarks/synthetic.py`). So answers grow with the graph, too: most have ten times the rows in ten
times the copies, pairs of claims (`shared-targets`, `opposite-directions`) a hundred times. A query is asked once, with
its defaults, under a limit of time. Other work shared the two processors, so a server's wall times are larger than on
an idle machine; compare the sizes of one engine, not engines with one another. What has no line was not measured.

A step of ten in the data makes most queries eight to twelve times as slow: they read all claims, and each look-up in a
larger store costs somewhat more. Plans of oxigraph with the rows of each step counted (`oxigraph query --explain
--stats`, 4 copies against 16) show whether a query does more than in proportion, whatever else the machine does:
`cargo-targets` looked up all claims on a cargo in all studies, and `studies` all wrong rows for each treated
preparation; both are mended. Of the 38 queries looked at so, only `opposite-directions` has steps that still grow with
the square, and its answer does, too; `shared-targets` has 150 times the rows in ten times the copies, in 90 times the
time.

On disk a store wants to be optimised after loading, which the benchmark does. One of 1000 copies that an earlier run
left was used again, so its time to load stands as 0; it took some 16 minutes on the busy machine, and 2 more to
optimise.

**With a parameter** the embedded engine starts from the value (`#+ given` lines, docs/decisions/0024): one study,
review or claim of ten times the copies takes in most queries about the time that it takes of one. Other engines get the
plain query, in which the value is compared after the rows are found. Outside terms are shared by all copies, so their
rows grow, and the time with them. What still grows with the graph: `terms-below` and `join-by-ids` count the claims of
all terms; `single-study-effects` and `one-review-effects` must ask of all studies and reviews whether they report the
same; `open-questions` of one review; and what is only counted (`minimum`, `seen`, `verdict`) must be counted first.

![Growth](growth.svg)

## Per engine

Of pyoxigraph and rdflib it is processor time, of a server wall time to the last byte. Medians are over the queries that
were answered at every size of that engine.

"""


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def report(runs: list[dict[str, Any]], folder: Path = HERE) -> None:
    """Write the page and the plot."""
    engines = {e: sorted((run for run in runs if run["engine"] == e), key=lambda run: int(run["times"])) for e in NAMES}
    engines = {e: of for e, of in engines.items() if of}
    parts, summary = [TEXT], []
    for engine, of in engines.items():
        common = [name for name in of[0]["answers"] if all(run["answers"].get(name) for run in of) and SET not in name]
        for run in of:
            asked = [name for name in run["answers"] if SET not in name]
            late = [name for name in asked if not run["answers"][name]]
            took = [run["answers"][name][0] * 1000 for name in common]
            summary.append([
                NAMES[engine], f"{run['times']}x", f"{run['quads']:,}", f"{run['loaded']:.0f}",
                f"{statistics.median(took):.1f}", f"{len(asked) - len(late)} of {len(asked)} in {run['limit']:g} s",
                run["day"], f"`measure --engine {engine} --times {run['times']} --limit {run['limit']:g}`",
            ])  # fmt: skip
    parts.append(
        table(
            ["engine", "copies", "quads", "load, s", "median, ms", "answered", "measured", "by `benchmarks/growth.py`"],
            summary,
        )
    )
    for engine, of in engines.items():
        if len(of) > 1:
            asked = list(of[0]["answers"])
            parts.append(
                f"## {NAMES[engine]}, by query\n\nTime and rows at each size, and how many times they grew over the "
                "last step.\n\n"
            )
            parts.append(by_query(of, [name for name in asked if SET not in name]))
            if settings := [name for name in asked if SET in name]:
                parts.append(f"## {NAMES[engine]}, with a parameter\n\n{by_query(of, settings)}")
    (folder / "growth.md").write_text("".join(parts).rstrip("\n") + "\n", encoding="utf-8")
    plot(engines, folder / "growth.svg")


def by_query(of: list[dict[str, Any]], names: list[str]) -> str:
    """One line for each of ``names``, the fastest growing first."""
    lines = []
    before, last = of[-2], of[-1]
    for name in names:
        cells = [_cell(run["answers"][name]) if name in run["answers"] else "" for run in of]
        first, second = before["answers"].get(name), last["answers"].get(name)
        growth = [second[0] / first[0], second[1] / max(first[1], 1)] if first and second else [float("inf")] * 2
        lines.append((growth[0], [name, *cells, *(f"{g:.1f}" if first and second else "" for g in growth)]))
    step = f"{before['times']}x to {last['times']}x"
    return table(
        ["query", *(f"{run['times']}x" for run in of), f"time, {step}", f"rows, {step}"],
        [row for _, row in sorted(lines, reverse=True)],
    )


def _cell(answer: list[Any] | None) -> str:
    return f"{answer[0] * 1000:.1f} ms, {answer[1]}" if answer else "no answer"


def plot(engines: dict[str, list[dict[str, Any]]], path: Path) -> None:
    """Median time over quads, both logarithmic, a line an engine; the band goes from the fastest to the slowest tenth
    of the queries."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "exo-ld"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    for engine, of in engines.items():
        common = [name for name in of[0]["answers"] if all(run["answers"].get(name) for run in of) and SET not in name]
        spread = [sorted(run["answers"][name][0] * 1000 for name in common) for run in of]
        quads, tenth = [run["quads"] for run in of], len(common) // 10
        (line,) = axes.plot(quads, [statistics.median(times) for times in spread], "o-", label=NAMES[engine])
        axes.fill_between(
            quads,
            [times[tenth] for times in spread],
            [times[-1 - tenth] for times in spread],
            alpha=0.12,
            color=line.get_color(),
        )
    axes.set(xscale="log", yscale="log", xlabel="quads", ylabel="milliseconds a query (median; band: middle 80 %)")
    axes.legend()
    axes.grid(alpha=0.3)
    figure.savefig(path, metadata={"Date": None})
