"""Worked cases of duties: rhythms, visits, monthly records, absences.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.policies.case_frame import CaseOf
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, PeriodText, Points, Whole


class GivenDeed(Record):
    """Something that was done."""

    on: Day = field("日期", "Day", "做的日子", "Day it was done", PUBLIC)
    deed: Id | None = field(
        "事项", "Deed", "不写为该职责的第一项", "Absent means the first that counts", PUBLIC, default=None
    )
    serves: PeriodText | None = field(
        "所属周期", "Serves", "与日期不同期时写明", "Where it is for another period", PUBLIC, default=None
    )
    guest: Literal["invited", "attended"] | None = field(
        "受邀方", "Guest", "邀请了，或到会了", "Invited, or came", PUBLIC, default=None
    )
    place: Id | None = field("地点", "Place", "在哪栋", "Where", PUBLIC, default=None)


class RhythmGiven(Record):
    """What was done by somebody who owes a duty."""

    duty: Id = field("职责", "Duty", "职责代码", "Code of the duty", PUBLIC)
    within: PeriodText = field("时段", "Within", "看哪个时段", "The span that is looked at", PUBLIC)
    deeds: tuple[GivenDeed, ...] = field("已做", "Deeds", "做过的事", "What was done", PUBLIC, default=())
    places: tuple[Id, ...] = field("楼栋", "Places", "负责的楼栋", "Buildings in care", PUBLIC, default=())
    from_: Day | None = field("到任日", "From", "在任的第一天", "First day in post", PUBLIC, alias="from", default=None)
    until: Day | None = field("离任日", "Until", "在任的最后一天", "Last day in post", PUBLIC, default=None)
    as_of: Day | None = field("当天", "As of", "不写则各期都已过", "Absent means all is over", PUBLIC, default=None)


class RhythmExpected(Record):
    """What is said must hold; missing periods are listed in full."""

    due: Whole | None = field("应办", "Due", "应办的期数", "Periods in which it is owed", PUBLIC, default=None)
    met: Whole | None = field("已办", "Met", "办到的期数", "Periods in which it was done", PUBLIC, default=None)
    percent: Points | None = field("完成率", "Per cent", "保留两位小数", "With two decimals", PUBLIC, default=None)
    missing: tuple[PeriodText, ...] = field("缺", "Missing", "没有办的各期", "Periods not met", PUBLIC, default=())
    counts: tuple[Whole, ...] | None = field(
        "各期次数", "Counts", "每期几次", "How often in each period", PUBLIC, default=None
    )
    overdue_days: Whole | None = field(
        "逾期天数", "Overdue", "第一个缺的周期逾期几天", "Days overdue of the first one missing", PUBLIC, default=None
    )


class RhythmCase(CaseOf[RhythmGiven, RhythmExpected]):
    """Kind `rhythm`: deeds -> periods met and missing."""

    kind: Literal["rhythm"] = field("种类", "Kind", "定期职责", "Recurring duty", PUBLIC)


class GivenVisits(Record):
    """So many households reached in one way, each another one."""

    activity: Id = field("活动", "Activity", "活动代码", "Code of the activity", PUBLIC)
    households: Whole = field("户数", "Households", "几户，户户不同", "How many, all different", PUBLIC)
    repeated: Whole = field("重复", "Repeated", "其中又去了一次的户数", "Of these visited again", PUBLIC, default=0)


class VisitsGiven(Record):
    """A month of visits."""

    duty: Id = field("职责", "Duty", "职责代码", "Code of the duty", PUBLIC)
    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    households: Whole = field("总户数", "Households", "负责的户数", "Households in care", PUBLIC)
    visits: tuple[GivenVisits, ...] = field("走访", "Visits", "走访情况", "What was visited", PUBLIC)


class VisitsExpected(Record):
    """What the month comes to."""

    reached: Whole = field("完成", "Reached", "走访到的户数", "Households reached", PUBLIC)
    percent: Points = field("完成率", "Per cent", "保留两位小数", "With two decimals", PUBLIC)
    complete: Flag = field("全部完成", "Complete", "是否一户不漏", "Whether none is left out", PUBLIC)


class VisitsCase(CaseOf[VisitsGiven, VisitsExpected]):
    """Kind `visits`: households reached -> complete or not."""

    kind: Literal["visits"] = field("种类", "Kind", "入户走访", "Visits", PUBLIC)


class RecordsGiven(Record):
    """Months in post and months with a record."""

    duty: Id = field("职责", "Duty", "职责代码", "Code of the duty", PUBLIC)
    within: PeriodText = field("时段", "Within", "看哪个时段", "The span that is looked at", PUBLIC)
    from_: Day = field("到任日", "From", "在任的第一天", "First day in post", PUBLIC, alias="from")
    until: Day | None = field("离任日", "Until", "在任的最后一天", "Last day in post", PUBLIC, default=None)
    recorded: tuple[PeriodText, ...] = field("已有", "Recorded", "已有记录的月份", "Months with a record", PUBLIC)


class RecordsExpected(Record):
    """Months that need a record, and those without."""

    required: Whole = field("应有", "Required", "应有几个月", "Months that need one", PUBLIC)
    present: Whole = field("已有", "Present", "已有几个月", "Months that have one", PUBLIC)
    missing: tuple[PeriodText, ...] = field("缺", "Missing", "缺的月份", "Months without", PUBLIC, default=())


class RecordsCase(CaseOf[RecordsGiven, RecordsExpected]):
    """Kind `monthly_records`: months in post -> months without a record."""

    kind: Literal["monthly_records"] = field("种类", "Kind", "每月记录", "Monthly records", PUBLIC)


class GivenSitting(Record):
    """A meeting to which the leader was called."""

    on: Day = field("日期", "Day", "开会的日子", "Day of the meeting", PUBLIC)
    state: Literal["present", "excused", "unexcused"] = field(
        "到会", "State", "到会、请假、无故缺席", "Present, excused, unexcused", PUBLIC
    )
    meetings: tuple[Id, ...] = field(
        "会议", "Meetings", "不写为计入的第一种", "Absent means the first that counts", PUBLIC, default=()
    )


class AbsencesGiven(Record):
    """One leader's term and sittings."""

    alert: Id = field("预警", "Alert", "累计预警代码", "Code of the count", PUBLIC)
    from_: Day = field("到任日", "From", "本届的第一天", "First day of the term", PUBLIC, alias="from")
    sittings: tuple[GivenSitting, ...] = field("会议", "Sittings", "各次会议", "The sittings", PUBLIC)


class AbsencesExpected(Record):
    """Every warning and proposal, and no other."""

    alerts: Whole = field("预警数", "Alerts", "共几次提醒和建议", "Warnings and proposals in all", PUBLIC)
    early: tuple[Day, ...] = field("提醒", "Early", "先提醒的日子", "Days of early warnings", PUBLIC, default=())
    proposals: tuple[Day, ...] = field("建议", "Proposals", "提出建议的日子", "Days of proposals", PUBLIC, default=())
    counted: Whole | None = field(
        "计数", "Counted", "最后一次预警时的次数", "Count at the last alert", PUBLIC, default=None
    )


class AbsencesCase(CaseOf[AbsencesGiven, AbsencesExpected]):
    """Kind `absences`: sittings -> warnings and proposals."""

    kind: Literal["absences"] = field("种类", "Kind", "缺席累计", "Absences", PUBLIC)


DutyCase: TypeAlias = RhythmCase | VisitsCase | RecordsCase | AbsencesCase
