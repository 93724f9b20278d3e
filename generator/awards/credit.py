"""Credit points of award holders and the window in which they are sent.

Knows tiers and points; identities are joined outside (decision 10).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.periods import Period

PushState: TypeAlias = Literal["too_early", "on_time", "overdue", "waiting"]


class Holding(NamedTuple):
    """Somebody holds a tier that earns credit points."""

    leader: str
    honour: str
    tier: str
    points: int


def credit_rows(holdings: Iterable[Holding], stack: Literal["highest", "sum"]) -> tuple[Holding, ...]:
    """Return the rows of a push: one per person for `highest` (G-11), one per award for `sum`."""
    ordered = sorted(holdings, key=lambda h: (h.leader, -h.points, h.honour, h.tier))
    if stack == "sum":
        return tuple(ordered)
    best: dict[str, Holding] = {}
    for holding in ordered:
        best.setdefault(holding.leader, holding)
    return tuple(best.values())


def push_window(year: Period, opens: str, closes: str) -> tuple[date, date]:
    """Return the first and last day for sending the awards of a year; both lie in the next year."""
    following = year.last.year + 1
    return date.fromisoformat(f"{following}-{opens}"), date.fromisoformat(f"{following}-{closes}")


def push_state(window: tuple[date, date], sent_on: date | None, as_of: date) -> PushState:
    """Judge a push by its day, or a missing one by the as-of day; the last day is in time (G-17)."""
    day = as_of if sent_on is None else sent_on
    if day > window[1]:
        return "overdue"
    if sent_on is None:
        return "waiting"
    return "too_early" if day < window[0] else "on_time"
