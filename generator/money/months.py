"""What share of a month counts for whoever holds a post during a part of it (G-10).

Knows spans of days and the closed set of rules; knows no amount and no record.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.periods import Period, WorkingDays
    from generator.policies.money import MonthRule


_WHOLE, _NOTHING = Fraction(1), Fraction(0)


class Span(NamedTuple):
    """From a first day to a last, both included; no last day means that it goes on."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.first <= day and (self.last is None or day <= self.last)


class Counting(NamedTuple):
    """How months are counted: the rule, the day that it may need, and the working days at hand."""

    rule: MonthRule
    day: int
    working_days: WorkingDays


def month_share(spans: Sequence[Span], month: Period, counting: Counting) -> Fraction:
    """Return the share of a month that counts for somebody who held a post in these spans.

    Raises:
        CalendarYearMissing: working days of a part of a month are asked for and the year has no calendar.
    """
    whole = _whole_or_nothing(spans, month) if counting.rule != "holder_on_day" else None
    if whole is not None:
        return whole

    def held(day: date) -> bool:
        return any(span.holds(day) for span in spans)

    match counting.rule:
        case "holder_on_day":
            deciding = month.first + timedelta(days=counting.day - 1)
            return Fraction(held(min(deciding, month.last)))
        case "full_month_only":
            return Fraction(all(held(day) for day in month.days()))
        case "any_day":
            return Fraction(any(held(day) for day in month.days()))
        case "prorata_calendar_days":
            return _part(month, held, lambda _: True)
        case "prorata_working_days":
            return _part(month, held, counting.working_days.is_working)


def _whole_or_nothing(spans: Sequence[Span], month: Period) -> Fraction | None:
    """Tell at once of a month that one span holds from the first day to the last, or that none touches."""
    if any(span.first <= month.first and span.holds(month.last) for span in spans):
        return _WHOLE
    touched = any(span.first <= month.last and (span.last is None or span.last >= month.first) for span in spans)
    return None if touched else _NOTHING


def _part(month: Period, held: Callable[[date], bool], counts: Callable[[date], bool]) -> Fraction:
    """Return which part of the days that count was held; all of a month or nothing needs no calendar."""
    whole = {held(day) for day in month.days()}
    if len(whole) == 1:
        return Fraction(whole.pop())
    days = [day for day in month.days() if counts(day)]
    return Fraction(sum(held(day) for day in days), len(days))
