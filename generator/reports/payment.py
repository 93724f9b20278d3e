"""Allowances as lists: a month's and a year's, exact to the fen, with what waits for an evaluation.

Knows the engine's lines and what was paid; works out no amount.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.courses import pay_run_walk
from generator.money import honoured, is_paid, year_pay
from generator.policies.money import Bonus
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook
    from generator.money import LumpState, YearPay
    from generator.periods import Period
    from generator.reports.context import Context
    from generator.reports.report import Row

LUMP_STATES: dict[LumpState, Words] = {
    "accrued": Words("put by", "累计中"),
    "pending_evaluation": Words("waits for the evaluation", "待评议"),
    "payable": Words("payable", "应发"),
    "paid": Words("paid", "已发"),
    "lapsed": Words("lapsed", "不发"),
    "no_factor": Words("no factor for the grade", "等次没有比例"),
}
_NOT_DRAWN_UP = Words("not drawn up", "未编制")
_COMPONENT = Column("component", Words("Component", "项目"))
_PLACES = Column("places", Words("Places", "地点"))
_SIGNATURE = Column("signature", Words("Payee's signature", "领取人签名"))


def yuan(fen: int) -> Decimal:
    """Return fen as exact yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def paid_years(context: Context, year: Period) -> Iterator[tuple[CommunityBook, YearPay]]:
    """Yield each community with its money of a year, where the policy pays anything."""
    days = context.ledger.working_days
    for community in context.communities:
        book = community.book
        chosen = honoured(context.book, book.id, year, context.as_of)
        pay = year_pay(book, context.policy, year, context.as_of, days, honoured=chosen)
        if pay is not None:
            yield book, pay


def monthly_allowances(context: Context, month: Period) -> Sheet:
    """List a month's allowances and what is put by, person by person, with sums (C21-A1-6, C21-3.1-6, B-18)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, _PLACES, Column("count", Words("Places held", "地点数"), "whole")),
        *(_COMPONENT, Column("amount", Words("Paid for the month", "当月发放（元）"), "money")),
        *(Column("put_by", Words("Put by", "计入年终（元）"), "money"), c.STATE, _SIGNATURE),
    )
    rows: list[Row] = []
    for book, pay in paid_years(context, month.within("year")):
        state = run_state(context, book, month)
        put_by = {(line.person): line for lump in pay.lumps for line in lump.months if line.month == month}
        for line in pay.monthly:
            if line.month == month:
                saved = put_by.pop(line.person, None)
                rows.append(
                    (
                        *(book.community.name, line.person, context.name(line.person), _named(book, line.places)),
                        *(len(line.places), label_of(context, line.component), yuan(line.amount)),
                        *(yuan(saved.amount if saved else 0), state, None),
                    )
                )
        rows.extend(
            (
                *(book.community.name, top_up.person, context.name(top_up.person), None, None),
                *(label_of(context, top_up.component), yuan(top_up.amount), yuan(0), state, None),
            )
            for top_up in pay.top_ups
            if top_up.period == month
        )
    return Sheet(columns, tuple(rows), totals_of(columns, rows, ("count", "amount", "put_by")))


def year_end_allowances(context: Context, year: Period) -> Sheet:
    """List the lump sums and bonuses of a year with months, grade and state (C21-A1-6, N22-A3-4.2.3-4, B-18, B-33)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, _COMPONENT),
        *(
            Column("months", Words("Months", "月数"), "whole"),
            Column("paid", Words("Paid by the month", "按月已发（元）"), "money"),
        ),
        *(Column("put_by", Words("Put by", "年终累计（元）"), "money"), Column("grade", Words("Grade", "等次"))),
        *(
            Column("factor", Words("Factor %", "比例（%）"), "percent"),
            Column("amount", Words("Payable", "年终应发（元）"), "money"),
            Column("pending", Words("Pending", "待定（元）"), "money"),
        ),
        *(c.STATE, _SIGNATURE),
    )
    labels = {grade.id: grade.label for rule in context.policy.pack.evaluations for grade in rule.grades}
    rows: list[Row] = []
    for book, pay in paid_years(context, year):
        for lump in pay.lumps:
            factor = None if lump.factor is None else Decimal(lump.factor.numerator * 100) / lump.factor.denominator
            rows.append(
                (
                    *(book.community.name, lump.person, context.name(lump.person), label_of(context, lump.component)),
                    *(len(lump.months), yuan(pay.paid_monthly(lump.person)), yuan(lump.accrued)),
                    *(labels.get(lump.grade or "", lump.grade), factor, yuan(lump.payable), yuan(lump.pending)),
                    *(LUMP_STATES[lump.state], None),
                )
            )
        rows.extend(_bonuses(context, book, pay))
    return Sheet(columns, tuple(rows), totals_of(columns, rows, ("months", "paid", "put_by", "amount", "pending")))


def _bonuses(context: Context, book: CommunityBook, pay: YearPay) -> Iterator[Row]:
    """Yield the bonuses of a year; what was paid by the month stands once for each person."""
    told = {lump.person for lump in pay.lumps}
    for line in pay.bonuses:
        component = context.policy.component(line.component)
        months = component.months.on(pay.year.last) if isinstance(component, Bonus) else None
        monthly = yuan(0 if line.person in told else pay.paid_monthly(line.person))
        told.add(line.person)
        paid = is_paid(book, pay.year, line.person, line.component, context.as_of)
        yield (
            *(book.community.name, line.person, context.name(line.person), label_of(context, line.component)),
            *(months, monthly, yuan(0), None, None, yuan(line.amount), yuan(0)),
            *(LUMP_STATES["paid" if paid else "payable"], None),
        )


def run_state(context: Context, book: CommunityBook, period: Period) -> Words:
    """Say how far the run of a period has come in the policy's course."""
    rule, walked = context.policy.machine("pay-run"), pay_run_walk(context.policy, book, period, context.as_of)
    if rule is None or walked is None or not walked.taken:
        return _NOT_DRAWN_UP
    label = rule.machine().label_of(walked.state)
    return Words(walked.state, label)


def _named(book: CommunityBook, places: tuple[str, ...]) -> str:
    return "、".join(place_name(book, place) or place for place in places)


def label_of(context: Context, component: str) -> str:
    """Return a component's label."""
    found = context.policy.component(component)
    return found.label if found else component


def totals_of(columns: tuple[Column, ...], rows: list[Row], summed: tuple[str, ...]) -> Row:
    """Return the total row: exact sums of the named columns."""
    cells: list[Decimal | int | Words | None] = []
    for place, column in enumerate(columns):
        numbers = [cell for row in rows if isinstance(cell := row[place], (int, Decimal))]
        if column.key not in summed:
            cells.append(Words("Total", "合计") if place == 0 else None)
        elif column.kind == "money":
            cells.append(sum((Decimal(number) for number in numbers), Decimal("0.00")))
        else:
            cells.append(sum(int(number) for number in numbers))
    return tuple(cells)
