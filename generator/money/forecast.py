"""What a year will cost if everybody in post on a day stays: months by component, of several only what prevails.

Knows tenures and rates; knows neither stations nor what is chosen by a round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.money.allowances import full_month_lines
from generator.money.tenures import tenures

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period, WorkingDays
    from generator.policies.pack import Policy


class Forecast(NamedTuple):
    """One component of a year to come: for how many people or places it is due in the first month, and the sum."""

    component: str
    number: int
    amount: int


def forecast(
    book: CommunityBook, policy: Policy, year: Period, as_of: date, working_days: WorkingDays
) -> tuple[Forecast, ...]:
    """Return what a community's monthly components come to in a year, by component.

    Args:
        book: the records of the community.
        policy: its policy; of stacked components only what prevails is counted (G-11).
        year: the year; each month has the rates of that month (G-20).
        as_of: whoever holds a post on that day keeps it all year.
        working_days: asked for by the engine; no day is counted.
    """
    money = policy.pack.money
    if money is None:
        return ()
    held = [tenure for tenure in tenures(book, policy) if tenure.span.holds(as_of)]
    held = [tenure._replace(span=tenure.span._replace(first=min(tenure.span.first, year.first))) for tenure in held]
    held = [tenure._replace(span=tenure.span._replace(last=None)) for tenure in held]
    staff = {person: record.staff_type for person, record in book.people.items()}
    numbers: dict[str, int] = {}
    amounts: dict[str, int] = {}
    for month in year.parts("month"):
        for line in full_month_lines(money, held, staff, month, working_days):
            amounts[line.component] = amounts.get(line.component, 0) + line.amount
            if month.first == year.first:
                numbers[line.component] = numbers.get(line.component, 0) + int(line.share)
    return tuple(Forecast(component, numbers.get(component, 0), amount) for component, amount in amounts.items())
