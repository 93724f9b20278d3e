"""Whether something was done often enough in each period, and how late it is where it was not.

Knows one duty of a pack and the days of deeds; knows neither people nor records.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.duties.spans import ALWAYS, Span, owed_periods
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.periods import WorkingDays
    from generator.policies.duties import Rhythm


class Deed(NamedTuple):
    """Something done on a day; `serves` names the period it is for where that is not the day's own."""

    on: date
    serves: Period | None = None
    guest: str | None = None
    """How an invited unit took part: `invited`, `attended`, or None."""
    place: str | None = None


class PeriodCount(NamedTuple):
    """How often the duty was done in a period in which it is owed."""

    period: Period
    done: int
    least: int

    @property
    def met(self) -> bool:
        """Tell whether it was done often enough."""
        return self.done >= self.least


class Compliance(Struct, frozen=True):
    """The periods in which a duty is owed, in order; those still running count once they are met."""

    counts: tuple[PeriodCount, ...]
    as_of: date | None

    @property
    def due(self) -> tuple[PeriodCount, ...]:
        """The periods that are over or already met."""
        return tuple(c for c in self.counts if c.met or self.as_of is None or c.period.last < self.as_of)

    @property
    def met(self) -> int:
        """How many periods are met."""
        return sum(count.met for count in self.due)

    @property
    def missing(self) -> tuple[Period, ...]:
        """The periods that are over and not met."""
        return tuple(count.period for count in self.due if not count.met)

    @property
    def share(self) -> Fraction | None:
        """The exact share of periods met; None where nothing was owed yet."""
        return Fraction(self.met, len(self.due)) if self.due else None


def kept(
    rule: Rhythm,
    within: Period,
    deeds: Iterable[Deed],
    *,
    working_days: WorkingDays,
    spans: Sequence[Span] = (ALWAYS,),
    places: Sequence[str] = (),
    as_of: date | None = None,
) -> Compliance:
    """Count the deeds of each period owed inside a larger one.

    Args:
        rule: the duty.
        within: the month, half-year or year that is looked at.
        deeds: what was done; deeds on one day count as often as they are given.
        working_days: asked only where periods without a working day are skipped.
        spans: the days of service of whoever owes it.
        places: the buildings in care; where the duty is owed for each of them, the least served one decides.
        as_of: periods that are not over by then are not missing; None means that all are over.
    """
    done = tuple(deeds)
    day = within.first
    every = rule.every.required(day)
    periods = owed_periods(within, every, spans, rule.post_rule.required(day))
    apart = bool(places) and rule.per is not None and rule.per.on(day) == "building"
    groups = [[deed for deed in done if deed.place == place] for place in places] if apart else [list(done)]
    counts = tuple(
        PeriodCount(
            period,
            min(sum(_counts(rule, deed, period) for deed in group) for group in groups),
            rule.least.required(period.first),
        )
        for period in periods
        if not _skipped(rule, period, working_days)
    )
    return Compliance(counts, as_of)


def _skipped(rule: Rhythm, period: Period, working_days: WorkingDays) -> bool:
    if rule.skip is None or rule.skip.on(period.first) != "no_working_day":
        return False
    return not working_days.between(period.first, period.last)


def _counts(rule: Rhythm, deed: Deed, period: Period) -> bool:
    if (deed.serves or Period.of(period.kind, deed.on)) != period or deed.on > period.last:
        return False
    last_days = rule.last_days.on(period.first) if rule.last_days else None
    if last_days is not None and deed.on <= period.last - timedelta(days=last_days):
        return False
    wanted = rule.guest.on(period.first) if rule.guest else None
    return wanted is None or deed.guest in {"attended", wanted}


def overdue_by(period: Period, as_of: date) -> int:
    """Return by how many days something due in a period is overdue; the last day itself is in time (G-17)."""
    return max((as_of - period.last).days, 0)


def late_by(due: date, done: date) -> int:
    """Return by how many days something was late; the due day itself is in time (G-17)."""
    return max((done - due).days, 0)
