"""What every comparison needs: one difference, and the drawing of a name and number.

Knows neither side.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Difference(NamedTuple):
    """One figure on which the two sides do not agree."""

    what: str
    wanted: object
    found: object


def drawing(what: str, number: int) -> Random:
    """Give the drawing of that name and number, the same on every machine."""
    return Random(f"{what} {number}")  # noqa: S311 - nothing here is secret
