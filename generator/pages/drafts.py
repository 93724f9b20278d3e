"""A page before it is rendered: its path, template, words for the head, view and way back.

Knows the shape only; which pages there are is said by the lists that make them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.views.standpoint import Link


HOLE = "\1"
"""Stands on a card for what its leader holds, until the whole is known; no record may hold this character."""


class Draft(Struct, frozen=True):
    """A page before it is rendered."""

    path: str
    template: str
    title: str
    description: str
    view: object
    crumbs: tuple[Link, ...] = ()
    here: str = ""
    extra: object = None
    """What the template needs beside the view."""
