"""From score lines to the figures of a period and a year: bonus, adjustments, score to date.

Two days decide (G-18, G-19): the day a line belongs to, and the day from which it is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.periods import Period
from generator.scoring.lines import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

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


def period_rows(
    policy: Policy,
    lines: Iterable[ScoreLine],
    holders: Sequence[Holder],
    period: Period,
    closed_on: date,
    earlier_closings: Mapping[Period, date],
) -> tuple[PeriodRow, ...]:
    """Compute a period's list as it stands at the end of its closing day.

    Args:
        policy: gives the base points and their period.
        lines: every line of the community, any order.
        holders: who stands on the list, in the order wanted.
        period: the period listed, such as a quarter.
        closed_on: lines known after this day wait for the next list.
        earlier_closings: closing days of the periods already closed; later ones are ignored.
    """
    before = max((day for other, day in earlier_closings.items() if other.last < period.first), default=None)
    mine: dict[Holder, list[ScoreLine]] = {holder: [] for holder in holders}
    for line in lines:
        holder = Holder(line.leader, line.role)
        if holder in mine and line.known_on <= closed_on and line.belongs <= period.last:
            mine[holder].append(line)
    return tuple(_row(policy, holder, mine[holder], period, before) for holder in holders)


def _row(policy: Policy, holder: Holder, lines: list[ScoreLine], period: Period, before: date | None) -> PeriodRow:
    own = [line for line in lines if period.contains(line.belongs)]
    late = [line for line in lines if line.belongs < period.first and (before is None or line.known_on > before)]
    this_year = Period.of("year", period.last)
    to_date = total(line for line in lines if this_year.contains(line.belongs))
    return PeriodRow(
        holder.leader,
        holder.role,
        total(own),
        total(line for line in late if this_year.contains(line.belongs)),
        to_date,
        base_points(policy, this_year, period.last) + to_date,
        tuple(own),
        tuple(late),
    )


def total(lines: Iterable[ScoreLine]) -> Decimal:
    """Add up the points of lines."""
    return sum((line.points for line in lines), ZERO)


def base_points(policy: Policy, year: Period, until: date) -> Decimal:
    """Return the base points given in a year up to a day: once per base period that has begun."""
    base = policy.pack.base
    if base is None:
        return ZERO
    start = max(year.first, policy.first_day)
    kind = base.period.required(start)
    begun = [p for p in year.parts(kind) if p.first <= until and p.last >= policy.first_day]
    return sum((base.points.required(max(p.first, start)) for p in begun), ZERO)


def year_score(
    policy: Policy, lines: Iterable[ScoreLine], holder: Holder, year: Period, known_by: date
) -> tuple[Decimal, Decimal]:
    """Return a holder's bonus and score of a year from the lines known by a day."""
    bonus = total(
        line
        for line in lines
        if Holder(line.leader, line.role) == holder and year.contains(line.belongs) and line.known_on <= known_by
    )
    return bonus, base_points(policy, year, year.last) + bonus
