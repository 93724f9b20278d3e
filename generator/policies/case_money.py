"""Worked cases of money: posts, agreements and grades, and what they come to in a year.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.case_frame import CaseOf
from generator.records.base import PUBLIC, Record, field
from generator.records.people import StaffType
from generator.records.scalars import Day, Flag, Id, PeriodText, Whole, Yuan


class GivenPost(Record):
    """So many places held for a time; without dates the whole year."""

    role: Id | None = field(
        "角色", "Role", "不写为第一个楼长角色", "Absent means the first leader's role", PUBLIC, default=None
    )
    places: Whole = field("地点数", "Places", "负责几个地点", "How many places", PUBLIC, default=1)
    place: Id | None = field(
        "地点",
        "Place",
        "几人先后负责同一地点时写明",
        "Where several people hold one place in turn",
        PUBLIC,
        default=None,
    )
    from_: Day | None = field("到任日", "From", "在任的第一天", "First day in post", PUBLIC, alias="from", default=None)
    until: Day | None = field("离任日", "Until", "在任的最后一天", "Last day in post", PUBLIC, default=None)


class GivenSignatures(Record):
    """An agreement for every place of the leader; without it, both signed before the first day in post."""

    from_: Day = field("起", "From", "服务期的第一天", "First day of service", PUBLIC, alias="from")
    signed_a_on: Day | None = field(
        "甲方签字", "Signed by A", "社区签字的日子", "Day the community signed", PUBLIC, default=None
    )
    signed_b_on: Day | None = field(
        "乙方签字", "Signed by B", "本人签字的日子", "Day the person signed", PUBLIC, default=None
    )


class GivenTopUp(Record):
    """A top-up that was applied for."""

    month: PeriodText = field("月份", "Month", "补贴的月份", "Month it is for", PUBLIC)
    amount: Yuan = field("金额", "Amount", "元，两位小数", "Yuan with two decimals", PUBLIC)
    approved: Flag = field("已批准", "Approved", "是否批准", "Whether it was approved", PUBLIC)


class GivenPayee(Record):
    """A leader with posts, staff type, grade and honours."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    posts: tuple[GivenPost, ...] = field("任职", "Posts", "任职", "Posts held", PUBLIC)
    agreement: GivenSignatures | None = field("协议", "Agreement", "协议的签字", "Signatures", PUBLIC, default=None)
    staff_type: StaffType | None = field("身份", "Staff type", "工作人员身份", "Staff type", PUBLIC, default=None)
    grade: Id | None = field("等次", "Grade", "当年评议的等次", "Grade of the year", PUBLIC, default=None)
    honours: tuple[Id, ...] = field("荣誉", "Honours", "当年的荣誉", "Honours of the year", PUBLIC, default=())
    top_ups: tuple[GivenTopUp, ...] = field(
        "追加", "Top-ups", "申请的追加补贴", "Top-ups applied for", PUBLIC, default=()
    )


class AllowancesGiven(Record):
    """Leaders and the year; judged when the year and a month are over, unless a day is given."""

    year: PeriodText = field("年度", "Year", "年度", "Year", PUBLIC)
    as_of: Day | None = field(
        "当天", "As of", "不写为次年一月末", "Absent means the next end of January", PUBLIC, default=None
    )
    leaders: tuple[GivenPayee, ...] = field("楼长", "Leaders", "案例中的楼长", "Leaders of the case", PUBLIC)


class ExpectedMonth(Record):
    """What a month must come to: what is paid in it, and what is put by for the end of the year."""

    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    paid: Yuan = field("当月发放", "Paid", "当月应发", "Paid for the month", PUBLIC)
    put_by: Yuan | None = field(
        "年终累计", "Put by", "当月计入年终的", "Put by for the end of the year", PUBLIC, default=None
    )


class ExpectedPay(Record):
    """What a leader must be due; what is not said is free."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    months: Whole | None = field("月数", "Months", "计发的月数", "Months that are paid", PUBLIC, default=None)
    monthly: Yuan | None = field("按月合计", "Monthly", "按月发放的合计", "Sum of the months", PUBLIC, default=None)
    put_by: Yuan | None = field(
        "年终累计", "Put by", "计入年终的合计", "Put by for the end of the year", PUBLIC, default=None
    )
    year_end: Yuan | None = field("年终", "Year end", "年终应发", "Lump sum payable", PUBLIC, default=None)
    pending: Yuan | None = field(
        "待定", "Pending", "待评议的金额", "What waits for an evaluation", PUBLIC, default=None
    )
    state: Literal["accrued", "pending_evaluation", "payable", "paid", "lapsed", "no_factor"] | None = field(
        "年终状态", "State", "年终部分的状态", "State of the lump sum", PUBLIC, default=None
    )
    bonus: Yuan | None = field("奖励", "Bonus", "奖励", "Bonus", PUBLIC, default=None)
    top_ups: Yuan | None = field("追加", "Top-ups", "追加补贴合计", "Sum of top-ups", PUBLIC, default=None)
    total: Yuan | None = field("合计", "Total", "全年应发", "Due for the year", PUBLIC, default=None)
    by_month: tuple[ExpectedMonth, ...] = field("各月", "By month", "逐月核对", "Month by month", PUBLIC, default=())
    proposes: Literal["nothing", "adjust", "end", "replace"] | None = field(
        "建议", "Proposes", "等次引出的建议", "What the grade proposes", PUBLIC, default=None
    )
    refused: Id | None = field("不予接受", "Refused", "应拒绝的检查代码", "Check that refuses it", PUBLIC, default=None)


class ExpectedCosts(Record):
    """What a month costs in all."""

    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    persons: Whole = field("人数", "Persons", "楼长人数", "Leaders as persons", PUBLIC)
    posts: Whole = field("岗位数", "Posts", "岗位数", "Posts they hold", PUBLIC)
    concurrent: Whole = field("兼任人数", "Concurrent", "负责多个地点的人数", "People with several places", PUBLIC)
    paid: Yuan = field("当月发放", "Paid", "当月应发", "Paid for the month", PUBLIC)
    put_by: Yuan = field("年终累计", "Put by", "计入年终的", "Put by for the end of the year", PUBLIC)


class AllowancesExpected(Record):
    """What must come of it."""

    leaders: tuple[ExpectedPay, ...] = field("楼长", "Leaders", "各人应发", "What each is due", PUBLIC, default=())
    costs: tuple[ExpectedCosts, ...] = field("费用", "Costs", "整月的费用", "Costs of whole months", PUBLIC, default=())


class AllowancesCase(CaseOf[AllowancesGiven, AllowancesExpected]):
    """Kind `allowances`: posts, agreements, grades -> months, lump sums, totals."""

    kind: Literal["allowances"] = field("种类", "Kind", "补贴", "Allowances", PUBLIC)


class GivenFunded(Record):
    """A place that has a fund."""

    place: Id = field("地点", "Place", "案例中的代号", "Code within the case", PUBLIC)
    opened_on: Day = field("设立日", "Opened on", "设立的日子", "Day it was opened", PUBLIC)


class FundsGiven(Record):
    """Places and the year."""

    year: PeriodText = field("年度", "Year", "年度", "Year", PUBLIC)
    component: Id = field("项目", "Component", "经费项目代码", "Code of the fund", PUBLIC)
    places: tuple[GivenFunded, ...] = field("地点", "Places", "有经费的地点", "Places with a fund", PUBLIC)


class ExpectedFund(Record):
    """The fund of one place."""

    place: Id = field("地点", "Place", "案例中的代号", "Code within the case", PUBLIC)
    amount: Yuan = field("金额", "Amount", "当年经费", "Fund of the year", PUBLIC)


class FundsExpected(Record):
    """The funds of a year."""

    places: tuple[ExpectedFund, ...] = field("地点", "Places", "各地点", "Place by place", PUBLIC, default=())
    total: Yuan = field("合计", "Total", "合计", "Sum", PUBLIC)


class FundsCase(CaseOf[FundsGiven, FundsExpected]):
    """Kind `funds`: places -> funds of a year."""

    kind: Literal["funds"] = field("种类", "Kind", "经费", "Funds", PUBLIC)
