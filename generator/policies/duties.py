"""What is owed again and again: meetings, inspections, visits, monthly records, and absences that add up.

Closed sets of named kinds; a number stands in the pack, and whether a duty was done is reckoned in `generator.duties`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, Whole

Every = Literal["week", "month", "quarter", "half", "year"]
PostRule = Literal["middle_day", "any_day", "whole"]


class Rhythm(Record):
    """Duty `rhythm`: something is done at least so often in each period, or in the last days of each."""

    kind: Literal["rhythm"] = field("种类", "Kind", "每期至少几次", "So often in each period", PUBLIC)
    id: Id = field("代码", "Code", "职责代码", "Code of the duty", PUBLIC)
    label: Line = field("名称", "Label", "职责名称", "Label of the duty", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    owed_by: Literal["leader", "station", "community"] = field("责任方", "Owed by", "由谁完成", "Who owes it", PUBLIC)
    source: Literal["activity", "meeting", "evaluation"] = field(
        "来源", "Source", "看哪种记录", "Kind of record that shows it", PUBLIC
    )
    deeds: tuple[Id, ...] = field("事项", "Deeds", "算数的活动、会议或评议代码", "Codes that count", PUBLIC)
    every: Setting[Every] = field("周期", "Every", "多久一期", "Length of a period", PUBLIC)
    least: Setting[Whole] = field("次数", "Least", "每期至少几次", "So often at least", PUBLIC)
    post_rule: Setting[PostRule] = field("在任", "Post rule", "哪一天在任才算应办", "When in post it is owed", PUBLIC)
    per: Setting[Literal["leader", "building"]] | None = field(
        "按", "Per", "按人或按楼栋计", "Counted for the leader or for each building", PUBLIC, default=None
    )
    last_days: Setting[Whole] | None = field(
        "期末天数", "Last days", "只有期末几天内算数", "Only the last days of a period count", PUBLIC, default=None
    )
    skip: Setting[Literal["never", "no_working_day"]] | None = field(
        "跳过", "Skip", "哪些周期不必办", "Periods in which nothing is owed", PUBLIC, default=None
    )
    guest: Setting[Literal["invited", "attended"]] | None = field(
        "受邀方", "Guest", "邀请即可或须到会", "Whether an invitation is enough", PUBLIC, default=None
    )


class Visits(Record):
    """Duty `visits`: each household in a leader's care once in each month, complete only when none is left out."""

    kind: Literal["visits"] = field("种类", "Kind", "每户走访", "Each household", PUBLIC)
    id: Id = field("代码", "Code", "职责代码", "Code of the duty", PUBLIC)
    label: Line = field("名称", "Label", "职责名称", "Label of the duty", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    every: Setting[Literal["month"]] = field("周期", "Every", "多久一轮", "How often", PUBLIC)
    completed: Setting[tuple[Id, ...]] = field(
        "算完成", "Completed", "算完成的活动代码", "Activities by which a household is done", PUBLIC
    )
    post_rule: Setting[PostRule] = field("在任", "Post rule", "哪一天在任才算应办", "When in post it is owed", PUBLIC)


class MonthlyRecords(Record):
    """Duty `monthly_records`: a record of each leader for each month in post."""

    kind: Literal["monthly_records"] = field("种类", "Kind", "每月一份记录", "A record each month", PUBLIC)
    id: Id = field("代码", "Code", "职责代码", "Code of the duty", PUBLIC)
    label: Line = field("名称", "Label", "职责名称", "Label of the duty", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    post_rule: Setting[PostRule] = field("在任", "Post rule", "哪一天在任才算应有", "When in post it is owed", PUBLIC)
    fields: tuple[Choice, ...] = field("栏目", "Fields", "记录表的栏目", "Columns of the form", PUBLIC)


RecurringDuty = Annotated[Rhythm | Visits | MonthlyRecords, Field(discriminator="kind")]


class EventCount(Record):
    """Something that must not happen too often in a window: an early warning, then a proposal (G-12)."""

    id: Id = field("代码", "Code", "预警代码", "Code of the alert", PUBLIC)
    label: Line = field("名称", "Label", "预警名称", "Label of the alert", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    event: Literal["unexcused_absence"] = field("事件", "Event", "计数的事件", "What is counted", PUBLIC)
    meetings: tuple[Id, ...] = field("会议", "Meetings", "计入的会议代码", "Meetings that count", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "适用的角色", "Roles it applies to", PUBLIC)
    times: Setting[Whole] = field("次数", "Times", "达到几次提出建议", "Times that lead to a proposal", PUBLIC)
    early: Setting[Whole] = field("预警次数", "Early", "达到几次先提醒", "Times that lead to a warning", PUBLIC)
    window: Setting[Literal["term", "assessment_year", "rolling_12m", "consecutive"]] = field(
        "范围", "Window", "在多长时间内累计", "Span in which it adds up", PUBLIC
    )
    double_purpose_once: Setting[Flag] = field(
        "合开计一次", "Double purpose once", "两会合开只计一次", "One sitting for two purposes counts once", PUBLIC
    )


class MeetingKind(Record):
    """A purpose that a meeting may serve."""

    id: Id = field("代码", "Code", "会议代码", "Code of the meeting", PUBLIC)
    label: Line = field("名称", "Label", "会议名称", "Label of the meeting", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    chair: Id | None = field("主持", "Chair", "主持的角色", "Role that chairs it", PUBLIC, default=None)
    held_by: Literal["station", "community"] = field("召集", "Held by", "由工作站或社区召集", "Who calls it", PUBLIC)
    guest: Line | None = field("邀请", "Guest", "应邀请的单位", "Unit that is invited", PUBLIC, default=None)
