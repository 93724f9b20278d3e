"""Puts the site's templates, hand-written pages, packs and calendars into the wheel as `generator/_shipped`.

Leaves an editable installation alone: there `generator.resources` reads the checkout itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {
    "docs": "docs",
    "mkdocs.yml": "mkdocs.yml",
    "records/calendar": "calendar",
    "records/policies": "policies",
    "site_templates": "site_templates",
}
"""Path in the checkout -> path under `generator/_shipped`; a missing one stops the build of a wheel."""


class ShippedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook that `pyproject.toml` names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the shipped files to a real wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        for source, target in SHIPPED.items():
            build_data["force_include"][str(root / source)] = f"generator/_shipped/{target}"
