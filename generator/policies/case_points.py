"""Worked cases of points: entries and the lists they lead to, bonus by month and the alerts.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.case_frame import CaseOf, GivenLeader
from generator.records.activity import WrittenEntry
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, EntryNumber, Id, PeriodText, Points, Whole


class GivenEntry(WrittenEntry):
    """An entry of a log; the number is unique in the case."""

    verified_on: Day | None = field(
        "核实日", "Verified on", "不写为事发当日", "Absent means the day of the event", PUBLIC, default=None
    )


class GivenClose(Record):
    """A period that was closed and published."""

    period: PeriodText = field("周期", "Period", "结账的周期", "Period closed", PUBLIC)
    closed_on: Day = field("结账日", "Closed on", "当天及以前核实的都已计入", "Entries verified by then are in", PUBLIC)


class PointsGiven(Record):
    """Leaders, what they did, and which lists were published when."""

    leaders: tuple[GivenLeader, ...] = field("楼长", "Leaders", "案例中的楼长", "Leaders of the case", PUBLIC)
    entries: tuple[GivenEntry, ...] = field("台账", "Entries", "各人做的事", "What each did", PUBLIC)
    closes: tuple[GivenClose, ...] = field("结账", "Closes", "已公布的周期", "Published periods", PUBLIC, default=())


class ExpectedLine(Record):
    """The points that an entry must earn, and why."""

    entry: EntryNumber = field("序号", "Entry", "台账序号", "Number of the entry", PUBLIC)
    item: Id | None = field("指标", "Item", "计入的指标", "Item it counts under", PUBLIC, default=None)
    points: Points = field("分值", "Points", "应得的分", "Points it must earn", PUBLIC)
    outcome: Literal["counted", "late", "capped", "not_first", "not_attended", "too_few", "withdrawn"] | None = field(
        "情形", "Outcome", "为什么", "Why", PUBLIC, default=None
    )
    limit: Day | None = field("期限", "Limit", "按时的最后一天", "Last day in time", PUBLIC, default=None)


class ExpectedFault(Record):
    """An entry that must be refused, and the check that refuses it."""

    entry: EntryNumber = field("序号", "Entry", "台账序号", "Number of the entry", PUBLIC)
    check: Id = field("检查", "Check", "检查代码", "Id of the check", PUBLIC)


class ExpectedRow(Record):
    """A leader's row in the list of a period."""

    period: PeriodText = field("周期", "Period", "公布的周期", "Period of the list", PUBLIC)
    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    role: Id | None = field("角色", "Role", "一人两职时写明", "Where the leader has two", PUBLIC, default=None)
    bonus: Points = field("本期加分", "Bonus", "本期加分", "Points of the period", PUBLIC)
    adjustment: Points | None = field(
        "调整", "Adjustment", "以前各期的调整", "Adjustments of earlier periods", PUBLIC, default=None
    )
    to_date: Points = field("累计加分", "To date", "本年累计加分", "Points of the year so far", PUBLIC)
    score: Points = field("累计得分", "Score", "基础分加累计加分", "Base and bonus to date", PUBLIC)


class ExpectedTotal(Record):
    """A leader's year."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    role: Id | None = field("角色", "Role", "一人两职时写明", "Where the leader has two", PUBLIC, default=None)
    year: PeriodText = field("年度", "Year", "年度", "Year", PUBLIC)
    bonus: Points = field("加分", "Bonus", "全年加分", "Bonus of the year", PUBLIC)
    score: Points = field("得分", "Score", "全年得分", "Score of the year", PUBLIC)


class PointsExpected(Record):
    """Late and refused entries are listed in full, so that none may be there unseen."""

    lines: tuple[ExpectedLine, ...] = field("计分", "Lines", "逐条的分值", "Points entry by entry", PUBLIC, default=())
    late: tuple[EntryNumber, ...] = field(
        "迟报", "Late", "迟报清单上的序号", "Numbers on the late list", PUBLIC, default=()
    )
    refused: tuple[ExpectedFault, ...] = field(
        "不予记录", "Refused", "应拒绝的序号", "Entries that must be refused", PUBLIC, default=()
    )
    rows: tuple[ExpectedRow, ...] = field("公布名单", "Rows", "各期名单", "Rows of the lists", PUBLIC, default=())
    totals: tuple[ExpectedTotal, ...] = field("年度", "Totals", "全年合计", "Totals of the year", PUBLIC, default=())


class PointsCase(CaseOf[PointsGiven, PointsExpected]):
    """Kind `points`: entries -> points, lists, late and refused entries."""

    kind: Literal["points"] = field("种类", "Kind", "计分", "Points", PUBLIC)


class MonthBonus(Record):
    """One leader's bonus in a month."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    points: Points = field("加分", "Points", "当月加分", "Bonus of the month", PUBLIC)


class GivenMonth(Record):
    """The bonus of a month; leaders left out have none."""

    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    bonus: tuple[MonthBonus, ...] = field(
        "加分", "Bonus", "没有列出的为 0", "Those left out have 0", PUBLIC, default=()
    )


class RunsGiven(Record):
    """Leaders and their bonus month by month, without holes; all months are over."""

    leaders: tuple[GivenLeader, ...] = field("楼长", "Leaders", "案例中的楼长", "Leaders of the case", PUBLIC)
    months: tuple[GivenMonth, ...] = field("各月", "Months", "按先后列出", "In order", PUBLIC)


class ExpectedAlert(Record):
    """An alert, raised when the last of its months is over."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    months: tuple[PeriodText, ...] = field("月份", "Months", "连续的月份", "The months in a row", PUBLIC)
    told_group: Id | None = field(
        "通知", "Told", "通知哪个网格的网格长", "The grid whose head is told", PUBLIC, default=None
    )


class RunsExpected(Record):
    """Every alert that must be raised, and no other."""

    number: Whole = field("预警数", "Number", "共发出几个预警", "How many alerts are raised", PUBLIC)
    alerts: tuple[ExpectedAlert, ...] = field(
        "预警", "Alerts", "应发出的预警", "Alerts to be raised", PUBLIC, default=()
    )


class RunsCase(CaseOf[RunsGiven, RunsExpected]):
    """Kind `runs`: bonus month by month -> alerts."""

    kind: Literal["runs"] = field("种类", "Kind", "末位预警", "Runs of last places", PUBLIC)
