"""What a policy pays: allowances by month, year-end parts, bonuses, top-ups and yearly funds.

Closed sets of named kinds; an amount stands in the pack, and who is due what is worked out elsewhere.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import StaffType
from generator.records.scalars import Flag, Id, Line, Points, Whole, Yuan

MonthRule: TypeAlias = Literal[
    "holder_on_day", "full_month_only", "any_day", "prorata_calendar_days", "prorata_working_days"
]


class MonthCount(Record):
    """Whose month it is when a post changes hands (G-10)."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    rule: Setting[MonthRule] = field("归月", "Rule", "月中变动时怎样计月", "Which month counts", PUBLIC)
    day: Setting[Whole] = field("基准日", "Day", "每月哪一天在任", "Day of the month that decides", PUBLIC)


class Monthly(Record):
    """Component `monthly`: so much for each month in post, by person or by place."""

    kind: Literal["monthly"] = field("种类", "Kind", "按月发放", "Paid every month", PUBLIC)
    id: Id = field("代码", "Code", "项目代码", "Code of the component", PUBLIC)
    label: Line = field("名称", "Label", "项目名称", "Label of the component", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "可领的角色", "Roles that are paid", PUBLIC)
    per: Setting[Literal["place", "person"]] = field("单位", "Per", "按地点或按人", "For each place or person", PUBLIC)
    amount: Setting[Yuan] = field("金额", "Amount", "每月的元数", "Yuan for a month", PUBLIC)
    excluded_staff: Setting[tuple[StaffType, ...]] | None = field(
        "不发对象", "Excluded staff", "不发给哪些工作人员", "Staff that is not paid", PUBLIC, default=None
    )


class GradeFactor(Record):
    """What part of the lump sum a grade gives."""

    id: Id = field("等次", "Grade", "评议等次代码", "Grade code of the evaluation", PUBLIC)
    factor: Setting[Points] = field("比例", "Factor", "发放的百分比", "Per cent that is paid", PUBLIC)


class YearEnd(Record):
    """Component `year_end`: put by for each month in post, paid in one sum by the grade of the year."""

    kind: Literal["year_end"] = field("种类", "Kind", "年终发放", "Paid at the end of the year", PUBLIC)
    id: Id = field("代码", "Code", "项目代码", "Code of the component", PUBLIC)
    label: Line = field("名称", "Label", "项目名称", "Label of the component", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "可领的角色", "Roles that are paid", PUBLIC)
    per: Setting[Literal["place", "person"]] = field("单位", "Per", "按地点或按人", "For each place or person", PUBLIC)
    amount: Setting[Yuan] = field("金额", "Amount", "每任职月的元数", "Yuan for a month in post", PUBLIC)
    evaluation: Id = field("评议", "Evaluation", "依据的评议代码", "Evaluation that decides", PUBLIC)
    factors: tuple[GradeFactor, ...] = field("等次比例", "Factors", "各等次的比例", "Factor of each grade", PUBLIC)
    leaver: Setting[Literal["pending", "pay", "forfeit"]] = field(
        "离任未评议", "Leaver", "离任者未评议时怎样处理", "Leavers without an evaluation", PUBLIC
    )
    excluded_staff: Setting[tuple[StaffType, ...]] | None = field(
        "不发对象", "Excluded staff", "不发给哪些工作人员", "Staff that is not paid", PUBLIC, default=None
    )


class Bonus(Record):
    """Component `bonus`: so many months of another component for the holders of an honour."""

    kind: Literal["bonus"] = field("种类", "Kind", "奖励", "Bonus", PUBLIC)
    id: Id = field("代码", "Code", "项目代码", "Code of the component", PUBLIC)
    label: Line = field("名称", "Label", "项目名称", "Label of the component", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    honour: Id = field("荣誉", "Honour", "荣誉代码", "Code of the honour", PUBLIC)
    of: Id = field("基数", "Of", "按哪个按月项目计", "Monthly component that it repeats", PUBLIC)
    months: Setting[Whole] = field("月数", "Months", "加发几个月", "How many months of it", PUBLIC)


class TopUp(Record):
    """Component `top_up`: free amounts for single months, paid once they are approved."""

    kind: Literal["top_up"] = field("种类", "Kind", "追加补贴", "Top-up", PUBLIC)
    id: Id = field("代码", "Code", "项目代码", "Code of the component", PUBLIC)
    label: Line = field("名称", "Label", "项目名称", "Label of the component", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    needs_approval: Setting[Flag] = field("须批准", "Needs approval", "未批准不发", "Nothing before approval", PUBLIC)
    most: Setting[Yuan] = field("上限", "Most", "每月最多", "Most for a month", PUBLIC)


class Fund(Record):
    """Component `fund`: running costs of a place for a year."""

    kind: Literal["fund"] = field("种类", "Kind", "工作经费", "Running costs", PUBLIC)
    id: Id = field("代码", "Code", "项目代码", "Code of the component", PUBLIC)
    label: Line = field("名称", "Label", "项目名称", "Label of the component", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    amount: Setting[Yuan] = field("金额", "Amount", "每年的元数", "Yuan for a year", PUBLIC)
    proration: Setting[Literal["none", "by_month"]] = field(
        "折算", "Proration", "不足一年是否按月折算", "Whether a part year is prorated by months", PUBLIC
    )


Component = Annotated[Monthly | YearEnd | Bonus | TopUp | Fund, Field(discriminator="kind")]


class Stack(Record):
    """Monthly components that one person may be due together (G-11)."""

    id: Id = field("代码", "Code", "组的代码", "Code of the group", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    components: tuple[Id, ...] = field("项目", "Components", "同组的项目", "Components of the group", PUBLIC)
    rule: Setting[Literal["highest", "sum"]] = field("兼得", "Rule", "就高或累加", "The highest, or their sum", PUBLIC)


class Money(Record):
    """The money of a policy."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    label: Line = field("名称", "Label", "补贴的叫法，不称工资", "What it is called, never pay", PUBLIC)
    months: MonthCount = field("计月", "Months", "怎样计月", "How months are counted", PUBLIC)
    rounding: Setting[Literal["half_up", "floor"]] = field(
        "取整", "Rounding", "折算到分的取整", "How a part is rounded to a fen", PUBLIC
    )
    components: tuple[Component, ...] = field("项目", "Components", "发放的项目", "What is paid", PUBLIC)
    stacks: tuple[Stack, ...] = field(
        "兼得规则", "Stacks", "一人多项时", "Where one person is due several", PUBLIC, default=()
    )
