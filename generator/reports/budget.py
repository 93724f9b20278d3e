"""The forecast of a year: what allowances, bonuses and funds come to with the posts and stations of today.

Knows the engine's forecast; works out no allowance.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.money import forecast
from generator.policies.money import Bonus, Fund, Monthly, YearEnd
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.payment import yuan
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from datetime import date

    from generator.periods import Period
    from generator.reports.context import Context
    from generator.reports.report import Row

_YEAR = 12
_NOT_IN = Words(
    "Insurance, kit and top-ups are not in the sum: their amounts are set case by case.",
    "保险、装备和各类增发不在合计内，编预算时另加。",
)


def budget(context: Context, period: Period) -> Sheet:
    """Forecast a year's allowances, bonuses and funds from today's posts and stations (N22-A3-4.3-0, B-33)."""
    columns = (
        *(Column("component", Words("Component", "项目")), Column("number", Words("Number", "数量"), "whole")),
        *(
            Column("months", Words("Months", "月数"), "whole"),
            Column("amount", Words("Yuan each", "单价（元）"), "money"),
        ),
        *(Column("sum", Words("Yuan in all", "合计（元）"), "money"), c.CLAUSE),
    )
    money = context.policy.pack.money
    due = _due(context, period)
    stations = _stations(context)
    rows: list[Row] = []
    day = period.first
    for part in money.components if money else ():
        if isinstance(part, (Monthly, YearEnd)):
            number, sum_ = due.get(part.id, (0, 0))
            months, each = _YEAR, part.amount.on(day) or 0
        elif isinstance(part, Fund):
            number, months, each = stations, 1, part.amount.on(day) or 0
            sum_ = number * each
        elif isinstance(part, Bonus):
            number, months, each = _bonus(context, part, stations, day)
            sum_ = number * months * each
        else:
            continue
        shown = yuan(each) if number * months * each == sum_ else None
        rows.append((part.label, number, months, shown, yuan(sum_), part.clause))
    total = sum((row[4] for row in rows if isinstance(row[4], Decimal)), Decimal(0))
    totals = (Words("Total", "合计"), None, None, None, total, None)
    return Sheet(columns, tuple(rows), totals, (_NOT_IN,) if rows else ())


def _due(context: Context, year: Period) -> dict[str, tuple[int, int]]:
    """Return for how many each component is due and what it comes to; of several only what prevails (G-11)."""
    numbers: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for community in context.communities:
        for line in forecast(community.book, context.policy, year, context.as_of, context.ledger.working_days):
            numbers[line.component] += line.number
            amounts[line.component] += line.amount
    return {component: (numbers[component], amount) for component, amount in amounts.items()}


def _stations(context: Context) -> int:
    """Count the stations that are not closed."""
    return sum(
        context.known(station.closed_on) is None
        for community in context.communities
        for station in community.book.stations.values()
    )


def _bonus(context: Context, part: Bonus, stations: int, day: date) -> tuple[int, int, int]:
    """Return how many may be chosen at most, for how many months, at which amount."""
    service, of = context.policy.pack.service, context.policy.component(part.of)
    rule = next((known for known in (service.place_honours if service else ()) if known.id == part.honour), None)
    each = of.amount.on(day) or 0 if isinstance(of, Monthly) else 0
    return stations * (rule.most.on(day) or 0 if rule else 0), part.months.on(day) or 0, each
