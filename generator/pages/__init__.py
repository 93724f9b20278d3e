"""Public views, templates and the frame become the files of the site.

Knows nothing of records, scoring or disk: what is public was decided on the floor below.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.pages.making import Page, bodies
    from generator.pages.rendering import render

__all__ = ["Page", "bodies", "render"]

_HOMES = {"Page": "making", "bodies": "making", "render": "rendering"}


def __getattr__(name: str) -> object:
    """Load what makes pages when it is first asked for: the frame's key is needed by builds that make none."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
