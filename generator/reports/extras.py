"""What is paid beside monthly allowances: top-ups of a year, bonuses of chosen leaders, funds of stations.

Knows the engine's lines and confirmed rounds; pays nobody.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.money import bonus_lines, fund_lines, honoured, is_paid, top_up_lines
from generator.policies.money import Fund
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.payment import yuan
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.money import Money
    from generator.reports.context import Context
    from generator.reports.report import Row

_APPROVED, _WAITS = Words("approved", "已批准"), Words("waits for approval", "待批准")
_CONFIRMED, _YEARLY = Words("round confirmed", "评比已确认"), Words("by the year", "按年")
_PAID = Words("paid", "已发")


def extras(context: Context, year: Period) -> Sheet:
    """List a year's top-ups with task and department, bonuses and funds with their sum (N22-3.2.1, N22-A3-4.2.3-4)."""
    columns = (
        *(Column("component", Words("Component", "项目")), c.COMMUNITY, c.PERSON, c.NAME, c.PLACE),
        *(Column("period", Words("Period", "周期"), "period"), Column("task", Words("Task", "任务"))),
        Column("department", Words("Department", "出资部门")),
        *(Column("amount", Words("Yuan", "金额（元）"), "money"), c.STATE, c.CLAUSE, c.SOURCE),
    )
    money = context.policy.pack.money
    rows: list[Row] = []
    if money is not None:
        for community in context.communities:
            rows += _top_ups(context, money, community.book, year)
        rows += _bonuses(context, money, year)
        for community in context.communities:
            rows += _funds(context, money, community.book, year)
    whole = sum((row[8] for row in rows if isinstance(row[8], Decimal)), Decimal(0))
    return Sheet(columns, tuple(rows), (Words("Total", "合计"), *(None,) * 7, whole, None, None, None))


def _top_ups(context: Context, money: Money, book: CommunityBook, year: Period) -> Iterator[Row]:
    for payment in sorted(book.top_ups.values(), key=lambda found: (found.month.first, found.person)):
        for line in top_up_lines(money, [payment], year, context.as_of):
            component = context.policy.component(line.component)
            state = _APPROVED if context.known(payment.approved_on) else _WAITS
            yield (
                *(component.label if component else line.component, book.community.name, line.person),
                *(context.name(line.person), None, line.period, payment.task, payment.department, yuan(line.amount)),
                *(state, component.clause if component else None, at(payment.origin)),
            )


def _bonuses(context: Context, money: Money, year: Period) -> Iterator[Row]:
    """Yield the bonus of everybody who was chosen in the confirmed round of the year."""
    award = context.book.awards.get(year)
    for community in context.communities if award is not None else ():
        book = community.book
        for line in bonus_lines(money, honoured(context.book, book.id, year, context.as_of), year):
            component = context.policy.component(line.component)
            paid = is_paid(book, year, line.person, line.component, context.as_of)
            yield (
                *(component.label if component else line.component, book.community.name, line.person),
                *(context.name(line.person), None, year, None, None, yuan(line.amount), _PAID if paid else _CONFIRMED),
                *(component.clause if component else None, at(award.origin) if award else None),
            )


def _funds(context: Context, money: Money, book: CommunityBook, year: Period) -> Iterator[Row]:
    """Yield the fund of each station; one that was closed in the course of the year keeps that year's."""
    opened = {
        station.place: station.opened_on
        for station in book.stations.values()
        if context.known(station.opened_on) and (station.closed_on is None or station.closed_on >= year.first)
    }
    for component in money.components:
        if isinstance(component, Fund):
            for line in fund_lines(money, component, opened, year):
                yield (
                    *(component.label, book.community.name, None, None, place_name(book, line.place)),
                    *(year, None, None, yuan(line.amount), _YEARLY, component.clause, None),
                )
