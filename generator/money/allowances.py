"""Allowances month by month: what each person is due of each component, and which of several prevails.

Knows tenures, rates and the closed sets of the pack; knows neither grades nor what was paid.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.money.months import Counting, month_share
from generator.policies.money import Monthly, YearEnd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.money.months import Span
    from generator.money.tenures import Tenure
    from generator.periods import Period, WorkingDays
    from generator.policies.money import Money

Rate: TypeAlias = "Monthly | YearEnd"


class MonthLine(NamedTuple):
    """What one component comes to for one person and month; `places` were held, `share` of a month each in sum."""

    person: str
    component: str
    month: Period
    places: tuple[str, ...]
    share: Fraction
    amount: int


def counting_of(money: Money, day: date, working_days: WorkingDays) -> Counting:
    """Return how months are counted on a day.

    Raises:
        UnsetSettingError: the rule, or the day that it needs, is unset.
    """
    rule = money.months.rule.required(day)
    deciding = money.months.day.required(day) if rule == "holder_on_day" else 1
    return Counting(rule, deciding, working_days)


def rounded(amount: Fraction, money: Money, day: date) -> int:
    """Round an amount to whole fen as the policy says; half a fen goes up, or every part of one is dropped.

    Raises:
        UnsetSettingError: the rounding is unset on that day.
    """
    if amount.denominator == 1:
        return int(amount)
    half = Fraction(1, 2) if money.rounding.required(day) == "half_up" else Fraction(0)
    return int((amount + half) // 1)


def month_lines(
    money: Money,
    tenures: Iterable[Tenure],
    staff: Mapping[str, str | None],
    month: Period,
    working_days: WorkingDays,
) -> tuple[MonthLine, ...]:
    """Return what is paid for a month, by person and component; of a stacked group only what prevails.

    Args:
        money: the money of the policy.
        tenures: who held what.
        staff: the staff type of people who have one.
        month: a calendar month.
        working_days: needed where months are prorated by them.
    """
    rates = [component for component in money.components if isinstance(component, Monthly)]
    lines = _lines(money, rates, tenures, staff, counting_of(money, month.last, working_days), month)
    return _prevailing(money, lines, month)


def accrual_lines(
    money: Money,
    tenures: Iterable[Tenure],
    staff: Mapping[str, str | None],
    month: Period,
    working_days: WorkingDays,
) -> tuple[MonthLine, ...]:
    """Return what is put by for a month towards the end of the year, by person and component."""
    rates = [component for component in money.components if isinstance(component, YearEnd)]
    return _lines(money, rates, tenures, staff, counting_of(money, month.last, working_days), month)


def full_month_lines(
    money: Money, tenures: Iterable[Tenure], staff: Mapping[str, str | None], month: Period, working_days: WorkingDays
) -> tuple[MonthLine, ...]:
    """Return what is paid and put by for a month in which everybody keeps his post from the first day to the last."""
    rates = [component for component in money.components if isinstance(component, (Monthly, YearEnd))]
    lines = _lines(money, rates, tenures, staff, Counting("any_day", 1, working_days), month)
    return _prevailing(money, lines, month)


def _lines(
    money: Money,
    rates: Sequence[Rate],
    tenures: Iterable[Tenure],
    staff: Mapping[str, str | None],
    counting: Counting,
    month: Period,
) -> tuple[MonthLine, ...]:
    held: dict[tuple[str, str], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for tenure in tenures:
        held[tenure.person, tenure.role][tenure.place].append(tenure.span)
    lines = []
    for person in sorted({person for person, _ in held}):
        for rate in rates:
            excluded = rate.excluded_staff.on(month.last) if rate.excluded_staff else None
            if staff.get(person) in (excluded or ()):
                continue
            places: dict[str, list[Span]] = defaultdict(list)
            for role in rate.roles:
                for place, spans in held.get((person, role), {}).items():
                    places[place].extend(spans)
            line = _line(money, rate, person, places, counting, month)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def _line(
    money: Money,
    rate: Rate,
    person: str,
    places: Mapping[str, Sequence[Span]],
    counting: Counting,
    month: Period,
) -> MonthLine | None:
    per_person = rate.per.required(month.last) == "person"
    if not places:
        return None
    if per_person:
        share = month_share([span for spans in places.values() for span in spans], month, counting)
        served = tuple(place for place, spans in places.items() if month_share(spans, month, counting))
    else:
        shares = {place: month_share(spans, month, counting) for place, spans in places.items()}
        share = sum(shares.values(), Fraction(0))
        served = tuple(place for place, part in shares.items() if part)
    if not share:
        return None
    amount = rounded(share * rate.amount.required(month.last), money, month.last)
    return MonthLine(person, rate.id, month, served, share, amount)


def _prevailing(money: Money, lines: Sequence[MonthLine], month: Period) -> tuple[MonthLine, ...]:
    """Keep the highest of a person's lines in each group that does not add up; the first of equals (G-11)."""
    dropped: set[tuple[str, str]] = set()
    for stack in money.stacks:
        if stack.rule.required(month.last) == "sum":
            continue
        grouped: dict[str, list[MonthLine]] = defaultdict(list)
        for line in lines:
            if line.component in stack.components:
                grouped[line.person].append(line)
        for person, found in grouped.items():
            kept = max(found, key=lambda line: line.amount)
            dropped |= {(person, line.component) for line in found if line is not kept}
    return tuple(line for line in lines if (line.person, line.component) not in dropped)
