"""docs/first-hour.md and examples/first-hour.ipynb: one text, and every cell of it runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import REPO

jupytext = pytest.importorskip("jupytext")
nbclient = pytest.importorskip("nbclient")
PAGE, NOTEBOOK = REPO / "docs" / "first-hour.md", REPO / "examples" / "first-hour.ipynb"


def _cells(path: Path) -> list[tuple[str, str]]:
    return [(cell["cell_type"], cell["source"]) for cell in jupytext.read(path)["cells"]]


def test_page_and_notebook_are_one_text() -> None:
    """To mend: jupytext --to ipynb docs/first-hour.md -o examples/first-hour.ipynb"""
    assert _cells(NOTEBOOK) == _cells(PAGE)


def test_the_notebook_has_no_outputs() -> None:
    assert [cell for cell in jupytext.read(NOTEBOOK)["cells"] if cell.get("outputs")] == []


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The page's cells with what they gave."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"])
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("handed-on")))
        patch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        notebook = jupytext.read(PAGE)
        return nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_every_cell_runs_and_says_something(done: Any) -> None:
    code = [cell for cell in done["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 10
    assert [cell["source"] for cell in code if not cell["outputs"]] == []
    errors = [
        out for cell in code for out in cell["outputs"] if out.get("name") == "stderr" or out["output_type"] == "error"
    ]
    assert [out for out in errors if "working on it" not in out.get("text", "")] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_what_the_cells_show(done: Any) -> None:
    outputs = [out for cell in done["cells"] for out in cell.get("outputs", ())]
    assert not any("(0 rows)" in str(out) for out in outputs)
    html = "".join("".join(out["data"].get("text/html", "")) for out in outputs if "data" in out)
    assert "On whose word" in html
    assert "<th>sentence</th>" in html
    assert any("image/png" in out.get("data", {}) for out in outputs)
    assert any(out.get("name") == "stdout" and "What lowers, treats or prevents it" in out["text"] for out in outputs)
