"""In which periods somebody who serves from one day to another owes a duty.

Knows days of service and the rules for part periods; knows neither duties nor records.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.periods import Kind, Period
    from generator.policies.duties import PostRule

_MIDDLE_OF_MONTH = 15
_THURSDAY = 3


class Span(NamedTuple):
    """Days of service, both ends included; open at an end that is None."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the span includes a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def touches(self, period: Period) -> bool:
        """Tell whether the span includes any day of a period."""
        return (self.first is None or self.first <= period.last) and (self.last is None or period.first <= self.last)


ALWAYS = Span()


def middle_day(period: Period) -> date:
    """Return the day that decides for a part period: a week's Thursday (G-21), a month's 15th (G-10), else the last."""
    if period.kind == "week":
        return period.first + timedelta(days=_THURSDAY)
    return period.first.replace(day=_MIDDLE_OF_MONTH) if period.kind == "month" else period.last


def owed_periods(within: Period, every: Kind, spans: Iterable[Span], rule: PostRule) -> tuple[Period, ...]:
    """Return the periods of a kind inside a larger one in which the duty is owed, in order."""
    served = tuple(spans)
    return tuple(period for period in within.parts(every) if any(_owed(span, period, rule) for span in served))


def _owed(span: Span, period: Period, rule: PostRule) -> bool:
    if rule == "any_day":
        return span.touches(period)
    if rule == "whole":
        return span.holds(period.first) and span.holds(period.last)
    return span.holds(middle_day(period))
