"""What the tests share: a small knowledge base, a cache of their own, and the command line as a process."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from exo_ld.cli import main

REPO = Path(__file__).resolve().parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or fills the user's cache; output is buffered as it is for most users."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXO_LD_CACHE", str(place))
        patch.delenv("PYTHONUNBUFFERED", raising=False)
        yield place


@pytest.fixture(scope="session")
def kb_root() -> str:
    """The small knowledge base of the tests; not to be written to."""
    return str(REPO / "tests" / "data" / "kb")


@pytest.fixture
def kb_copy(kb_root: str, tmp_path: Path) -> Path:
    """A copy of the small knowledge base that a test may change."""
    return Path(shutil.copytree(kb_root, tmp_path / "kb"))


@pytest.fixture(scope="session")
def run() -> Run:
    """`exo-ld` with the arguments given, in this process, where what is imported is so already; ``env`` is added to the
    environment."""

    def call(
        *arguments: str | bytes, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        given = [os.fsdecode(argument) for argument in arguments]
        said, told = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        before = Path.cwd()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(told):
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8"))
            patch.setattr(sys, "argv", ["exo-ld", *given])
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            try:
                os.chdir(cwd or before)
                status: Any = main(given)
            except SystemExit as stop:
                status = stop.code or 0
            finally:
                os.chdir(before)
        texts = []
        for stream in (said, told):
            stream.flush()
            text = stream.buffer.getvalue().decode("utf-8", "replace")
            texts.append(text.replace("\r\n", "\n"))  # as a process's text is read
        return subprocess.CompletedProcess(given, status, *texts)

    return call


@pytest.fixture(scope="session")
def run_apart() -> Run:
    """As `run`, by `python -m exo_ld` in a process of its own: for what a process is, reads, and ends with."""

    def call(
        *arguments: str | bytes, env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "exo_ld", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
            env={**os.environ, **(env or {})},
            cwd=cwd,
        )

    return call


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the matrix of test_engines.py: a line a query, a column an engine."""
    said: dict[str, dict[str, str]] = {}
    for outcome, word in (("passed", "same"), ("xpassed", "same"), ("failed", "DIFFERS"), ("xfailed", "known")):
        for report in terminalreporter.stats.get(outcome, []):
            test, _, case = report.nodeid.partition("[")
            if test.endswith("test_same_rows_in_the_same_order_on_rdflib"):
                said.setdefault(case[:-1], {})["rdflib"] = word
            elif test.endswith("test_same_rows_on_a_server"):
                name, _, engine = case[:-1].rpartition("-")
                said.setdefault(name, {})[engine] = word
    engines = sorted({engine for row in said.values() for engine in row})
    if len(engines) > 1:
        terminalreporter.section("each query's rows, against the embedded engine's")
        width = max(map(len, said))
        for name, row in sorted(said.items()):
            terminalreporter.write_line(
                "  ".join([name.ljust(width), *(f"{engine} {row.get(engine, '-'):7}" for engine in engines)])
            )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file's tests stay on one worker, so that what they share is made once."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


# What a reason to skip speaks of, and what brings it; a library that is not there comes with the extra dev.
BROUGHT = {
    "server": "python tools/engines.py --install; python tools/engines.py -- python -m pytest",
    "Jena": "python tools/engines.py --install",
    "Comunica": "python tools/comunica.py --install",
    "Chromium": "apt-get install chromium",
    "npm": "python tools/vendor.py --tests",
    "EXO_LD_SCHEMAS": "python tools/report_schemas.py",
    "pyspark": "pip install pyspark",
    "../shared": "the reference tables",
    "": "pip install -e '.[dev]'",
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Say in the last line which extra brings the tests that were skipped."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    wanted = Counter(
        next(how for word, how in BROUGHT.items() if word in report.longrepr[2])
        for report in reporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    if wanted:
        parts = (f"{number} with `{how}`" for how, number in wanted.most_common())
        reporter.write_line(f"skipped tests are run: {', '.join(parts)}")
