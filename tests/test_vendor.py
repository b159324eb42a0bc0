"""The browser's libraries: exact versions, each file by its SHA-256; what is missing is told in one line."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from conftest import REPO

from exo_ld.errors import OutputError
from exo_ld.share import release

sys.path.insert(0, str(REPO / "tools"))
import vendor

LISTED = tomllib.loads((REPO / "src/exo_ld/site/vendor.toml").read_text(encoding="utf-8"))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of which nothing was fetched, on a machine without npm."""
    folder = tmp_path / "src" / "exo_ld" / "site" / "vendor"
    folder.parent.mkdir(parents=True)
    (folder.parent / "vendor.toml").write_text((REPO / "src/exo_ld/site/vendor.toml").read_text())
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "FOLDER", folder)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    return folder


def test_versions_are_exact_and_every_file_has_its_digest() -> None:
    for package in LISTED.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["files"]
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in package["files"].values())


def test_no_library_is_in_the_repo() -> None:
    if not (REPO / ".git").exists():
        pytest.skip("no git here")
    tracked = subprocess.run(["git", "ls-files"], cwd=REPO, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    names = {file.rsplit("/", 1)[-1] for package in LISTED.values() for file in package["files"]}
    assert not [
        path for path in tracked if path.rsplit("/", 1)[-1] in names - {"LICENSE", "index.js"} or "/vendor/" in path
    ]


def test_without_npm_it_is_said_what_to_do(elsewhere: Path) -> None:
    with pytest.raises(vendor.VendorError, match="needs npm"):
        vendor.fetch()
    assert not elsewhere.exists()


def test_a_changed_file_is_refused(elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = tmp_path / "given"
    for name, package in LISTED.items():
        for file in package["files"]:
            (given / name / file).parent.mkdir(parents=True, exist_ok=True)
            (given / name / file).write_text("not what it was")
    monkeypatch.setenv("EXO_LD_VENDOR", str(given))
    with pytest.raises(vendor.VendorError, match="has the SHA-256"):
        vendor.fetch()
    assert not elsewhere.exists()


def test_a_release_without_the_libraries_fails(tmp_path: Path) -> None:
    wheel = tmp_path / "exo_ld-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("exo_ld/site/vendor.toml", (REPO / "src/exo_ld/site/vendor.toml").read_text())
    with pytest.raises(OutputError, match=r"the wheel lacks oxigraph/web.js: run `python tools/vendor.py`"):
        release._whole(str(wheel))


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jinja2")
    from exo_ld.site import vendored

    monkeypatch.setattr(vendored, "vendored", lambda package, file: None if package == "minisearch" else b"")
    assert (
        vendored.missing()
        == "this installation lacks minisearch (search): install it again where npm and a network are"
    )
