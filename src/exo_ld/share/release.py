"""`exo-ld release`: all exports in one folder, and in a checkout the package too, with checksums and a manifest (the
RO-Crate).

The package's own build makes the wheel and the source archive, without the network; both are the same bytes each time,
as hatchling builds them. An installed package has no sources to build from: its release is the exports alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from importlib.util import find_spec

from ..errors import OutputError
from ..files import unfinished
from ..query.kb import load
from .export import ALL, EXTRA, export

__all__ = ["checkout", "package", "release"]


def checkout() -> str | None:
    """The folder of the checkout that this package is run from; None where it is an installed one."""
    base = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    return (
        base
        if all(os.path.exists(os.path.join(base, name)) for name in ("pyproject.toml", "ontology", "src/exo_ld"))
        else None
    )


def release(folder: str, root: str | None = None, tell: Callable[[str], None] = lambda _: None) -> list[str]:
    """Write the release into ``folder``; what needs a missing extra is left out.

    Args:
        folder: a new or empty folder, or an earlier release, which is replaced.
        root: another knowledge base's folder; the package is not part of its release.
        tell: is called with a line on what is left out.

    Returns:
        The paths of the files, sorted.

    Raises:
        OutputError: the package cannot be built, or ``folder`` cannot be written.
    """
    base = None if root else checkout()
    if base and not (find_spec("build") and find_spec("hatchling")):
        tell(f"left out: the wheel and the source archive; {EXTRA} brings what builds them")
        base = None
    with unfinished(tempfile.gettempdir()) as scratch:
        return export(load(root=root), [ALL], folder, package(base, scratch) if base else [], tell)


def package(base: str, folder: str) -> list[str]:
    """Build the wheel and the source archive of the checkout ``base`` into ``folder``; their paths. Raises
    OutputError."""
    vendor = os.path.join(base, "src", "exo_ld", "site", "vendor")
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", folder, base]
    told = os.environ | {"EXO_LD_VENDOR": vendor}  # what was fetched for the checkout serves for the wheel
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=told)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["no message"]
        raise OutputError(
            f"{base}: the package cannot be built ({said[-1].strip()}); `python -m build` there tells more"
        )
    made = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    for wheel in (path for path in made if path.endswith(".whl")):
        _whole(wheel)
    return made


def _whole(wheel: str) -> None:
    """Raises OutputError where a wheel lacks a library for the browser."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        listed = tomllib.loads(archive.read("exo_ld/site/vendor.toml").decode())
    for name, package in listed.items():
        for file in package["files"] if package["use"] != "tests" else ():
            if f"exo_ld/site/vendor/{name}/{file}" not in held:
                raise OutputError(f"the wheel lacks {name}/{file}: run `python tools/vendor.py`, which needs npm")
