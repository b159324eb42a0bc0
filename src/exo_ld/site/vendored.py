"""The browser's libraries of others, which the build fetched (vendor.toml); what is missing is told, not fetched."""

from __future__ import annotations

import tomllib
from importlib.resources import files

__all__ = ["missing", "vendored"]


def vendored(package: str, file: str) -> bytes | None:
    """The content of a library's file; None where it was not fetched."""
    place = files("exo_ld.site").joinpath("vendor", package, *file.split("/"))
    return place.read_bytes() if place.is_file() else None


def missing() -> str:
    """One line on the libraries that are not there and what does not work without them; empty where all are."""
    listed = tomllib.loads((files("exo_ld.site") / "vendor.toml").read_text(encoding="utf-8"))
    gone = [
        f"{name} ({package['use']})"
        for name, package in listed.items()
        if package["use"] != "tests" and any(vendored(name, file) is None for file in package["files"])
    ]
    if not gone:
        return ""
    return f"this installation lacks {', '.join(gone)}: install it again where npm and a network are"
