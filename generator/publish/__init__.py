"""Brings the files of a build to disk, whole or not at all.

Knows nothing of what the files say; imports each of its modules only when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.publish.binding import stock
    from generator.publish.live import Published, published, shown
    from generator.publish.refusals import PublishError
    from generator.publish.releases import PublishReport, Release, new_release, publish

__all__ = [
    "PublishError",
    "PublishReport",
    "Published",
    "Release",
    "new_release",
    "publish",
    "published",
    "shown",
    "stock",
]

_HOMES = {
    "Published": "live",
    "published": "live",
    "shown": "live",
    "stock": "binding",
    "PublishError": "refusals",
    "PublishReport": "releases",
    "Release": "releases",
    "new_release": "releases",
    "publish": "releases",
}


def __getattr__(name: str) -> object:
    """Import a name from its module at first use: a build with nothing to do asks for `published` alone."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
