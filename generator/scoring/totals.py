"""From score lines to the figures of a period and a year: bonus, adjustments, score to date.

Two days decide (G-18, G-19): the day a line belongs to, and the day from which it is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.periods import Period
from generator.scoring.lines import ZERO
from generator.scoring.months import LeaderLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.policies.items import Base
    from generator.policies.pack import Policy
    from generator.scoring.lines import ScoreLine


class Holder(NamedTuple):
    """A leader in a role; the unit of every list and ranking (G-23)."""

    leader: str
    role: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A leader's figures in a period's list, and the lines behind them.

    `bonus` counts the lines of the period itself, `adjustment` the lines of earlier periods of the
    same year that became known since the list before, `to_date` all lines of the year so far.
    """

    leader: str
    role: str
    bonus: Decimal
    adjustment: Decimal
    to_date: Decimal
    score: Decimal
    lines: tuple[ScoreLine, ...]
    adjustments: tuple[ScoreLine, ...]


_NO_LINES = LeaderLines(())

Served: TypeAlias = "Callable[[Holder, date], bool]"
"""Whether somebody held a role on a day."""


def always(_holder: Holder, _day: date) -> bool:
    """Take everybody as in post all the time, as a policy without proration does."""
    return True


def period_rows(
    lines: Mapping[Holder, LeaderLines],
    holders: Sequence[Holder],
    period: Period,
    closed_on: date,
    earlier_closings: Mapping[Period, date],
    base: Callable[[Holder], Decimal],
) -> tuple[PeriodRow, ...]:
    """Compute a period's list as it stands at the end of its closing day.

    Args:
        lines: those of each leader and role of the community.
        holders: who stands on the list, in the order wanted.
        period: the period listed, such as a quarter.
        closed_on: lines known after this day wait for the next list.
        earlier_closings: closing days of the periods already closed; later ones are ignored.
        base: the base points that somebody was given in the year up to the period's end.
    """
    before = max((day for other, day in earlier_closings.items() if other.last < period.first), default=None)
    year = Period.of("year", period.last)
    return tuple(
        _row(holder, lines.get(holder, _NO_LINES), period, year, (before, closed_on), base(holder))
        for holder in holders
    )


def _row(
    holder: Holder,
    lines: LeaderLines,
    period: Period,
    year: Period,
    known: tuple[date | None, date],
    base: Decimal,
) -> PeriodRow:
    before, closed_on = known
    late = lines.late(period.first, before, closed_on)
    to_date = lines.sum(year.first, period.last, closed_on)
    return PeriodRow(
        holder.leader,
        holder.role,
        lines.sum(period.first, period.last, closed_on),
        total(line for line in late if year.contains(line.belongs)) if late else ZERO,
        to_date,
        base + to_date,
        lines.within(period.first, period.last, closed_on),
        late,
    )


def total(lines: Iterable[ScoreLine]) -> Decimal:
    """Add up the points of lines."""
    return sum((line.points for line in lines), ZERO)


def base_points(policy: Policy, year: Period, until: date, in_post: Callable[[date], bool] | None = None) -> Decimal:
    """Return the base points given in a year up to a day: once per base period that has begun.

    Args:
        policy: its base; none gives nothing.
        year: the year.
        until: the last day that is looked at.
        in_post: where the base is prorated, tells on which days somebody was in post.
    """
    base = policy.pack.base
    if base is None:
        return ZERO
    start = max(year.first, policy.first_day)
    kind = base.period.required(start)
    begun = [p for p in year.parts(kind) if p.first <= until and p.last >= policy.first_day]
    return sum((_base_of(base, p, max(p.first, start), in_post) for p in begun), ZERO)


def _base_of(base: Base, period: Period, day: date, in_post: Callable[[date], bool] | None) -> Decimal:
    """Return the base of one period: in full, or for the months in which somebody was in post on their day (G-10)."""
    points = base.points.required(day)
    if in_post is None or base.month_day is None or base.step is None or base.proration.on(day) != "by_month":
        return points
    number = base.month_day.required(day)
    months = period.parts("month")
    held = sum(in_post(min(month.first + timedelta(days=number - 1), month.last)) for month in months)
    exact = Fraction(points) * held / len(months)
    step = base.step.required(day)
    steps = exact / Fraction(step)
    return steps.numerator // steps.denominator * step


def is_prorated(policy: Policy) -> bool:
    """Tell whether the base may depend on who was in post, so that it is not the same for everybody."""
    base = policy.pack.base
    if base is None or base.month_day is None or base.step is None:
        return False
    return any(dated.value == "by_month" for dated in base.proration)


def year_score(
    policy: Policy, lines: Iterable[ScoreLine], holder: Holder, year: Period, known_by: date, *, served: Served = always
) -> tuple[Decimal, Decimal]:
    """Return a holder's bonus and score of a year from the lines known by a day."""
    bonus = total(
        line
        for line in lines
        if Holder(line.leader, line.role) == holder and year.contains(line.belongs) and line.known_on <= known_by
    )
    return bonus, base_points(policy, year, year.last, partial(served, holder)) + bonus
