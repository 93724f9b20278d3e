"""The work guide: what each role is to do and what earns points, straight from the policy (B-07).

Knows the pack on a day; knows no leader and no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.policies.items import Judgement
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.policies.items import Item
    from generator.policies.settings import Setting
    from generator.reports.context import Context
    from generator.reports.report import Row

STATUSES = {
    "stated": Words("stated", "原文"),
    "assumed": Words("assumed", "推定"),
    "unset": Words("unset", "未定"),
}
_UNITS = {
    "time": Words("a time", "每次"),
    "household": Words("a household", "每户"),
    "place": Words("a place", "每处"),
}
_BASE_PERIODS = {
    "year": Words("a year", "每年"),
    "quarter": Words("a quarter", "每季度"),
    "month": Words("a month", "每月"),
}
_DUTY, _BASE, _ITEM = Words("duty", "职责"), Words("base", "基础分"), Words("item", "加分项")


def work_guide(context: Context) -> Sheet:
    """List duties, base and items with points, clause and status (R18-2.4.1-4, R18-2.1.1-1 … R18-2.4.2-i11, B-07)."""
    columns = (
        *(Column("kind", Words("Kind", "种类")), c.ROLE, c.NUMBER, Column("label", Words("Name", "名称"))),
        *(Column("text", Words("What it means", "内容")), c.POINTS),
        *(Column("most", Words("At most", "最高"), "points"), Column("per", Words("For", "计分单位"))),
        *(c.CLAUSE, Column("status", Words("Status", "出处"))),
    )
    pack = context.policy.pack
    duties = (
        (_DUTY, role.label, None, duty.label, duty.text, None, None, None, duty.clause, STATUSES["stated"])
        for role in pack.roles
        for duty in role.duties
    )
    rows = (*duties, *_base(context), *(_item(context, item) for item in pack.items))
    return Sheet(columns, rows)


def _base(context: Context) -> Iterator[Row]:
    base = context.policy.pack.base
    if base is None:
        return
    value = base.points.dated(context.as_of)
    period = base.period.on(context.as_of)
    yield (
        *(_BASE, None, None, _BASE, value.note, value.value, None),
        *(_BASE_PERIODS[period] if period else c.UNSET, value.clause, STATUSES[value.status]),
    )


def _item(context: Context, item: Item) -> Row:
    roles = "、".join(context.role(role) for role in item.roles)
    head = (_ITEM, roles, item.number, item.label, item.note)
    formula = item.formula
    if isinstance(formula, Judgement):
        least, most = formula.least, formula.most.on(context.as_of)
        per = Words("by judgement", "酌情")
        return (*head, *_points(least, context.as_of), most, per, item.clause, _status(least, context.as_of))
    rate = formula.points
    return (
        *(*head, *_points(rate, context.as_of), None, _UNITS[formula.per]),
        *(item.clause, _status(rate, context.as_of)),
    )


def _points(setting: Setting[Decimal], day: date) -> tuple[Decimal | Words]:
    value = setting.on(day)
    return (c.UNSET if value is None else value,)


def _status(setting: Setting[Decimal], day: date) -> Words:
    return STATUSES[setting.dated(day).status]
