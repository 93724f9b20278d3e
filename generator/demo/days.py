"""On which days a demonstration checks, closes, publishes and confirms.

Knows periods only.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.periods import Period

CHECKED_AFTER = timedelta(days=7)
"""A sitting is held so long after the last day that it checks."""
_CLOSED_AFTER = timedelta(days=8)
_PUBLISHED_AFTER = timedelta(days=10)


def closed_on(quarter: Period) -> date:
    """Return the day on which a quarter is closed."""
    return quarter.last + _CLOSED_AFTER


def published_on(quarter: Period) -> date:
    """Return the day on which a quarter's list is published."""
    return quarter.last + _PUBLISHED_AFTER


def frozen_on(year: int) -> date:
    """Return the day up to which checked deeds count in a year's award round."""
    return date(year + 1, 1, 12)


def decided_on(year: int) -> date:
    """Return the day on which ties of a year's round are decided."""
    return date(year + 1, 1, 16)


def confirmed_on(year: int) -> date:
    """Return the day on which a year's round is confirmed."""
    return date(year + 1, 1, 20)
