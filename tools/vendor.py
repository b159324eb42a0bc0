"""Fetch the browser's libraries of src/exo_ld/site/vendor.toml by npm, and check each file's SHA-256.

    python tools/vendor.py               those of the site, into src/exo_ld/site/vendor
    python tools/vendor.py --tests       those of the tests too, into tests/vendor

The build of a wheel does the first (hatch_build.py). Where EXO_LD_VENDOR names a folder with them, npm is not asked.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "VendorError", "fetch", "main"]

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "exo_ld" / "site" / "vendor"
_SECONDS = 120  # for npm, which without a network would try for long


class VendorError(Exception):
    """A library that is not to be had, or is not what it was."""


def fetch(tests: bool = False) -> list[Path]:
    """Bring all files that are missing or changed into their folders; the paths of all. Raises VendorError."""
    listed = tomllib.loads((FOLDER.parent / "vendor.toml").read_text(encoding="utf-8"))
    found = []
    for name, package in listed.items():
        if package["use"] == "tests" and not tests:
            continue
        folder = (ROOT / "tests" / "vendor" if package["use"] == "tests" else FOLDER) / name
        files: dict[str, str] = package["files"]
        if not all(_same(folder / file, digest) for file, digest in files.items()):
            _bring(name, package, folder)
        found += [folder / file for file in files]
    return found


def _same(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _bring(name: str, package: dict[str, Any], folder: Path) -> None:
    given = os.environ.get("EXO_LD_VENDOR")
    with tempfile.TemporaryDirectory() as scratch:
        read = (Path(given) / name).joinpath if given else None
        if read is None or not all(read(file).is_file() for file in package["files"]):
            read = _packed(f"{name}@{package['version']}", Path(scratch))
        contents = {file: read(file).read_bytes() if read(file).is_file() else b"" for file in package["files"]}
    for file, digest in package["files"].items():
        if (now := hashlib.sha256(contents[file]).hexdigest()) != digest:
            raise VendorError(
                f"{name} {package['version']}: {file} has the SHA-256 {now[:12]}..., not {digest[:12]}..."
            )
    for file, content in contents.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)


def _packed(what: str, scratch: Path) -> Callable[[str], Path]:
    """The package of this name and version, as npm packs it; nothing of it is run."""
    npm = shutil.which("npm")
    if not npm:
        raise VendorError(f"{what} needs npm: install Node.js, then python tools/vendor.py")
    command = [
        npm,
        "pack",
        what,
        "--ignore-scripts",
        "--silent",
        "--fetch-retries=1",
        "--pack-destination",
        str(scratch),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, cwd=scratch)
    except (OSError, subprocess.SubprocessError) as error:
        raise VendorError(f"{what} cannot be fetched by npm ({type(error).__name__}); is there a network?") from None
    with tarfile.open(next(scratch.glob("*.tgz"))) as archive:
        archive.extractall(scratch, filter="data")
    return (scratch / "package").joinpath


def main(arguments: list[str]) -> Iterator[str]:
    """Fetch; the paths as lines. Raises VendorError."""
    yield from (str(path.relative_to(ROOT)) for path in fetch("--tests" in arguments))


if __name__ == "__main__":
    try:
        print("\n".join(main(sys.argv[1:])))
    except VendorError as error:
        sys.exit(f"vendor: {error}")
