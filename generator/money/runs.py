"""What a pay run of a period has to hold, and what is transferred to a community for it.

Knows a community's money of a year; knows no record of a run and no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.money.yearly import YearPay
    from generator.periods import Period


class RunLine(NamedTuple):
    """What one person is due of one component in a run."""

    person: str
    component: str
    amount: int


class Transfer(NamedTuple):
    """What goes to a community for one component, and how many people it pays."""

    component: str
    people: int
    amount: int


def run_lines(pay: YearPay, period: Period) -> tuple[RunLine, ...]:
    """Return the lines of a period's run: of a month allowances and top-ups, of a year lump sums and bonuses.

    Other periods have no run of their own; such a run makes another one good.
    """
    if period.kind == "month":
        lines = [RunLine(line.person, line.component, line.amount) for line in pay.monthly if line.month == period]
        lines += [RunLine(line.person, line.component, line.amount) for line in pay.top_ups if line.period == period]
        return tuple(lines)
    if period != pay.year:
        return ()
    lump_sums = (RunLine(lump.person, lump.component, lump.payable) for lump in pay.lumps)
    bonuses = (RunLine(line.person, line.component, line.amount) for line in pay.bonuses)
    return (*lump_sums, *bonuses)


def transfers(lines: Iterable[RunLine]) -> tuple[Transfer, ...]:
    """Add up the lines of a run by component; what comes to nothing is not transferred."""
    people: dict[str, set[str]] = {}
    amounts: dict[str, int] = {}
    for line in lines:
        if line.amount:
            people.setdefault(line.component, set()).add(line.person)
            amounts[line.component] = amounts.get(line.component, 0) + line.amount
    return tuple(Transfer(component, len(people[component]), amount) for component, amount in amounts.items())
