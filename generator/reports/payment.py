"""Allowances as lists: a month's and a year's, exact to the fen, with what waits for an evaluation.

Knows the engine's lines and what was paid; works out no amount.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.courses import pay_run_walk
from generator.money import year_pay
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


def _paid_years(context: Context, year: Period) -> Iterator[tuple[CommunityBook, YearPay]]:
    for community in context.communities:
        pay = year_pay(community.book, context.policy, year, context.as_of, context.ledger.working_days)
        if pay is not None:
            yield community.book, pay


def monthly_allowances(context: Context, month: Period) -> Sheet:
    """List a month's allowances and what is put by, person by person, with sums (C21-A1-6, C21-3.1-6, B-18)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, _PLACES, Column("count", Words("Places held", "地点数"), "whole")),
        *(_COMPONENT, Column("amount", Words("Paid for the month", "当月发放（元）"), "money")),
        *(Column("put_by", Words("Put by", "计入年终（元）"), "money"), c.STATE, _SIGNATURE),
    )
    rows: list[Row] = []
    for book, pay in _paid_years(context, month.within("year")):
        state = _state(context, book, month)
        put_by = {(line.person): line for lump in pay.lumps for line in lump.months if line.month == month}
        for line in pay.monthly:
            if line.month == month:
                saved = put_by.pop(line.person, None)
                rows.append(
                    (
                        *(book.community.name, line.person, context.name(line.person), _named(book, line.places)),
                        *(len(line.places), _label(context, line.component), yuan(line.amount)),
                        *(yuan(saved.amount if saved else 0), state, None),
                    )
                )
        rows.extend(
            (
                *(book.community.name, top_up.person, context.name(top_up.person), None, None),
                *(_label(context, top_up.component), yuan(top_up.amount), yuan(0), state, None),
            )
            for top_up in pay.top_ups
            if top_up.period == month
        )
    return Sheet(columns, tuple(rows), _totals(columns, rows, ("count", "amount", "put_by")))


def year_end_allowances(context: Context, year: Period) -> Sheet:
    """List the lump sums of a year: months, grade, factor, amount and state (C21-A1-6, C21-A1-7, C21-3.6-4, B-18)."""
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
    for book, pay in _paid_years(context, year):
        for lump in pay.lumps:
            factor = None if lump.factor is None else Decimal(lump.factor.numerator * 100) / lump.factor.denominator
            rows.append(
                (
                    *(book.community.name, lump.person, context.name(lump.person), _label(context, lump.component)),
                    *(len(lump.months), yuan(pay.paid_monthly(lump.person)), yuan(lump.accrued)),
                    *(labels.get(lump.grade or "", lump.grade), factor, yuan(lump.payable), yuan(lump.pending)),
                    *(LUMP_STATES[lump.state], None),
                )
            )
    return Sheet(columns, tuple(rows), _totals(columns, rows, ("months", "paid", "put_by", "amount", "pending")))


def _state(context: Context, book: CommunityBook, month: Period) -> Words:
    """Say how far the run of a month has come in the policy's course."""
    rule, walked = context.policy.machine("pay-run"), pay_run_walk(context.policy, book, month, context.as_of)
    if rule is None or walked is None or not walked.taken:
        return _NOT_DRAWN_UP
    label = rule.machine().label_of(walked.state)
    return Words(walked.state, label)


def _named(book: CommunityBook, places: tuple[str, ...]) -> str:
    return "、".join(place_name(book, place) or place for place in places)


def _label(context: Context, component: str) -> str:
    found = context.policy.component(component)
    return found.label if found else component


def _totals(columns: tuple[Column, ...], rows: list[Row], summed: tuple[str, ...]) -> Row:
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
