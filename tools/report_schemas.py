"""Fetch the schemas against which tests/test_report.py checks reports: SARIF 2.1.0 and the JUnit form that Jenkins
reads.

    python tools/report_schemas.py DIR
    EXO_LD_SCHEMAS=DIR python -m pytest tests/test_report.py

They are others' work and not in this repository: SARIF's comes with the npm package @microsoft/jest-sarif, JUnit's with
the source of pytest on PyPI, each in one pinned version whose digest is checked.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {  # the file that we take -> the command that fetches the archive, its digest, the place of the file in it
    "sarif-2.1.0.json": (
        ["npm", "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"],
        "748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102",
        "package/lib/schemas/sarif-2.1.0-rtm.5.json",
    ),
    "junit-10.xsd": (
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "pytest", "pytest==9.0.1"],
        "3e9c069ea73583e255c3b21cf46b8d3c56f6e3a1a8f6da94ccb0fcf57b9d73c8",
        "pytest-9.0.1/testing/example_scripts/junit-10.xsd",
    ),
}


def main(place: Path) -> None:
    """Put the schemas into the folder ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    for name, (command, digest, inside) in PACKAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            (archive,) = Path(folder).iterdir()
            if (found := hashlib.sha256(archive.read_bytes()).hexdigest()) != digest:
                raise SystemExit(f"{archive.name}: its digest is {found}, not {digest}; look what has changed")
            with tarfile.open(archive) as content, content.extractfile(inside) as file:  # type: ignore[union-attr]
                (place / name).write_bytes(file.read())
        print(place / name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
