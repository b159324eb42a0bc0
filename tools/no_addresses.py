"""Fail where a tracked file names a path of a machine or the address of a package registry."""

from __future__ import annotations

import subprocess
import sys

# Written in pieces, so that this file does not name them itself.
_BAD = [
    "py" + "pi.org",
    "python" + "hosted",
    "registry." + "npmjs",
    "repo1." + "maven",
    "maven." + "org",
    "deb." + "debian.org",
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + "me/",
]


def main() -> int:
    """Search all tracked text files; returns the exit status."""
    pattern = [argument for bad in _BAD for argument in ("-e", bad)]
    found = subprocess.run(["git", "grep", "-nIF", *pattern, "--", ".", ":!.gitignore"], capture_output=True, text=True)
    print(found.stdout or "no path or registry address")
    return 1 if found.stdout else 0


if __name__ == "__main__":
    sys.exit(main())
