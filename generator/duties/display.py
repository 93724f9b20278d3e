"""The window of a public display: from when a decision may fall, until when it may hang.

Knows the pack's display and the working days; knows no notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from generator.periods import WorkingDays
    from generator.policies.selection import Publicity

DisplayFault: TypeAlias = Literal["too-short", "too-long"]

_DAY = timedelta(days=1)


class Display(NamedTuple):
    """The days that follow from the day of posting; None where the pack sets no number."""

    least_day: date | None
    """The last day of the shortest display."""
    earliest_decision: date | None
    most_day: date | None
    """The last day of the longest regular display."""


def display_of(rule: Publicity, posted: date, working_days: WorkingDays) -> Display:
    """Return what follows from the day of posting, which itself counts only where the pack says so.

    Raises:
        CalendarYearMissing: working days are counted in a year without a calendar.
        UnsetSettingError: the kind of day is unset.
    """
    least = rule.days.on(posted)
    most = rule.most_days.on(posted) if rule.most_days else None
    least_day = None if least is None else _nth(rule, posted, least, working_days)
    return Display(
        least_day,
        None if least_day is None else least_day + _DAY,
        None if most is None else _nth(rule, posted, most, working_days),
    )


def _nth(rule: Publicity, posted: date, days: int, working_days: WorkingDays) -> date:
    return working_days.deadline(
        posted,
        days,
        day_type=rule.day_type.required(posted),
        count_start_day=bool(rule.count_start_day.on(posted)),
    )


def shown_days(rule: Publicity, posted: date, removed: date, working_days: WorkingDays) -> int:
    """Count the days of a display; the day of removal counts as displayed.

    Raises:
        CalendarYearMissing: working days are counted in a year without a calendar.
        UnsetSettingError: the kind of day is unset.
    """
    first = posted if rule.count_start_day.on(posted) else posted + _DAY
    if removed < first:
        return 0
    if rule.day_type.required(posted) == "working":
        return working_days.between(first, removed)
    return (removed - first).days + 1


def display_fault(rule: Publicity, posted: date, removed: date, working_days: WorkingDays) -> DisplayFault | None:
    """Name what is wrong with a display: shorter than the least, or longer than the most."""
    shown = shown_days(rule, posted, removed, working_days)
    least = rule.days.on(posted)
    most = rule.most_days.on(posted) if rule.most_days else None
    if least is not None and shown < least:
        return "too-short"
    return "too-long" if most is not None and shown > most else None


def last_posting(rule: Publicity, decision: date, working_days: WorkingDays) -> date | None:
    """Return the last day of posting after which a decision may still fall on a day; None where no number is set."""
    if rule.days.on(decision) is None:
        return None
    posted = decision
    while True:
        earliest = display_of(rule, posted, working_days).earliest_decision
        if earliest is None or earliest <= decision:
            return posted
        posted -= _DAY
