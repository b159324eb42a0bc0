"""Brings the browser's libraries into the wheel, by npm; without npm or a network the wheel is made without them, and
`exo-ld site` says so."""

from __future__ import annotations

import os
import runpy
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Vendored(BuildHookInterface[Any]):
    """Runs before a wheel is put together, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing."""
        vendor = runpy.run_path(os.path.join(self.root, "tools", "vendor.py"))
        try:
            vendor["fetch"]()
        except vendor["VendorError"] as error:
            self.app.display_warning(f"without libraries for the browser: {error}")
