"""Worked cases of coming into service, stations and leaving: displays, proposals, names, heads, terms.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.policies.case_frame import CaseOf
from generator.records.base import PUBLIC, Record, field
from generator.records.people import StaffType
from generator.records.places import Settlement
from generator.records.scalars import Day, Flag, Id, Line, PeriodText, Whole


class DisplayGiven(Record):
    """A public display: when it was put up and taken down, or by when a decision must fall."""

    posted: Day | None = field("张贴日", "Posted", "张贴的日子", "Day of posting", PUBLIC, default=None)
    removed: Day | None = field("撤下日", "Removed", "撤下的日子", "Day of removal", PUBLIC, default=None)
    decide_on: Day | None = field("确定日", "Decide on", "想在哪天确定", "Day on which to decide", PUBLIC, default=None)
    without_calendar: Flag = field(
        "没有日历",
        "Without calendar",
        "没有当年的节假日文件",
        "No calendar of the year is at hand",
        PUBLIC,
        default=False,
    )


class DisplayExpected(Record):
    """What is said must hold; what is not said is free, but for the fault."""

    least_day: Day | None = field(
        "期满日", "Least day", "最短公示的末日", "Last day of the least", PUBLIC, default=None
    )
    earliest_decision: Day | None = field(
        "最早确定日", "Earliest decision", "最早哪天确定", "First day of a decision", PUBLIC, default=None
    )
    most_day: Day | None = field("最迟撤下", "Most day", "最长公示的末日", "Last day of the most", PUBLIC, default=None)
    shown: Whole | None = field("已公示", "Shown", "公示了几天", "Days shown", PUBLIC, default=None)
    fault: Literal["too-short", "too-long"] | None = field(
        "问题", "Fault", "过短或过长", "Too short or too long", PUBLIC, default=None
    )
    last_posting: Day | None = field(
        "最迟张贴", "Last posting", "最迟哪天张贴", "Last day of posting", PUBLIC, default=None
    )
    no_calendar_of: PeriodText | None = field(
        "缺日历", "No calendar of", "缺哪一年的节假日", "Year without a calendar", PUBLIC, default=None
    )


class DisplayCase(CaseOf[DisplayGiven, DisplayExpected]):
    """Kind `display`: days of posting and removal -> window and fault."""

    kind: Literal["display"] = field("种类", "Kind", "公示期", "Display", PUBLIC)


class GivenSupporters(Record):
    """Supporters, numbered from one on; each lives in a household of the same number."""

    place: Id = field("地点", "Place", "住在哪栋", "Where they live", PUBLIC)
    people: Whole = field("人数", "People", "多少个不同的人", "How many different people", PUBLIC)
    twice: Whole = field("重名", "Twice", "其中签了两次的人数", "Of these signed twice", PUBLIC, default=0)
    per_household: Whole = field("每户人数", "Per household", "每户几人", "People of a household", PUBLIC, default=1)
    with_nominee: Flag = field(
        "含本人", "With nominee", "是否含被推荐人", "Whether the nominee is one", PUBLIC, default=False
    )


class JointGiven(Record):
    """A proposal by residents together."""

    on: Day = field("日期", "Day", "推荐的日子", "Day of the proposal", PUBLIC)
    place: Id = field("地点", "Place", "拟任的楼栋", "Building of the post", PUBLIC)
    supporters: tuple[GivenSupporters, ...] = field("联名", "Supporters", "联名的人", "Who proposes", PUBLIC)


class JointExpected(Record):
    """How many count, and whether they are enough."""

    counted: Whole = field("计入", "Counted", "计入几人", "How many count", PUBLIC)
    valid: Flag = field("有效", "Valid", "是否有效", "Whether they are enough", PUBLIC)


class JointCase(CaseOf[JointGiven, JointExpected]):
    """Kind `joint`: supporters -> counted, valid or not."""

    kind: Literal["joint"] = field("种类", "Kind", "联名推荐", "Joint proposal", PUBLIC)


class StationGiven(Record):
    """A station of a compound."""

    on: Day = field("日期", "Day", "查看的日子", "Day it is looked at", PUBLIC)
    compound: Line = field("小区", "Compound", "小区名称", "Name of the compound", PUBLIC)
    haves: tuple[Id, ...] = field("已有", "Haves", "已有的各项", "What it has", PUBLIC, default=())
    premises_on: Day | None = field(
        "场所落实", "Premises", "场所落实的日子", "Day of the premises", PUBLIC, default=None
    )
    in_use_on: Day | None = field("投用", "In use", "投用的日子", "Day it was in use", PUBLIC, default=None)


class StationExpected(Record):
    """How the station stands."""

    name: Line | None = field("名称", "Name", "统一名称", "Uniform name", PUBLIC, default=None)
    there: Whole | None = field("已有", "There", "已有几项", "How many are there", PUBLIC, default=None)
    met: Flag | None = field("达标", "Met", "是否达标", "Whether the standard is met", PUBLIC, default=None)
    premises_late: Whole | None = field(
        "场所逾期", "Premises late", "场所逾期几天", "Days late with the premises", PUBLIC, default=None
    )
    use_late: Whole | None = field("投用逾期", "Use late", "投用逾期几天", "Days late in use", PUBLIC, default=None)


class StationCase(CaseOf[StationGiven, StationExpected]):
    """Kind `station`: what a station has -> standard, name, days late."""

    kind: Literal["station"] = field("种类", "Kind", "工作站", "Station", PUBLIC)


class GivenHead(Record):
    """Who heads which stations."""

    person: Id = field("站长", "Person", "案例中的代号", "Code within the case", PUBLIC)
    staff: StaffType | None = field("身份", "Staff", "不是工作人员不写", "Absent where none", PUBLIC, default=None)
    stations: tuple[Id, ...] = field("工作站", "Stations", "负责的工作站", "Stations headed", PUBLIC)


class HeadsGiven(Record):
    """The heads in the scope of the comparison."""

    on: Day = field("日期", "Day", "查看的日子", "Day it is looked at", PUBLIC)
    compounds: Whole = field("小区数", "Compounds", "范围内的小区数", "Compounds in the scope", PUBLIC)
    staff: Whole = field("人员数", "Staff", "范围内的工作人员数", "Staff in the scope", PUBLIC)
    heads: tuple[GivenHead, ...] = field("站长", "Heads", "各站站长", "The heads", PUBLIC)


class ExpectedHead(Record):
    """What is wrong with a head."""

    person: Id = field("站长", "Person", "案例中的代号", "Code within the case", PUBLIC)
    faults: tuple[Literal["too-many-heads", "too-many-stations", "head-not-staff"], ...] = field(
        "问题", "Faults", "问题代码", "Codes of the faults", PUBLIC
    )


class HeadsExpected(Record):
    """Every head with a fault, and no other."""

    number: Whole = field("人数", "Number", "有问题的站长人数", "Heads with a fault", PUBLIC)
    heads: tuple[ExpectedHead, ...] = field(
        "有问题的", "Heads", "有问题的站长", "Heads with a fault", PUBLIC, default=()
    )


class HeadsCase(CaseOf[HeadsGiven, HeadsExpected]):
    """Kind `heads`: who heads what -> faults."""

    kind: Literal["heads"] = field("种类", "Kind", "站长", "Heads of stations", PUBLIC)


class SettlementGiven(Record):
    """A settlement on a day."""

    settlement: Settlement = field("形态", "Settlement", "居住形态", "Kind of settlement", PUBLIC)
    moved_back_on: Day | None = field(
        "回迁日", "Moved back on", "回迁的日子", "Day of the move-back", PUBLIC, default=None
    )
    on: Day = field("日期", "Day", "查看的日子", "Day it is looked at", PUBLIC)


class SettlementExpected(Record):
    """What holds there."""

    mode: Literal["compound", "village", "not_yet"] = field("模式", "Mode", "适用的模式", "What holds", PUBLIC)
    fund: Flag | None = field(
        "经费", "Fund", "是否有工作站经费", "Whether a station fund is granted", PUBLIC, default=None
    )


class SettlementCase(CaseOf[SettlementGiven, SettlementExpected]):
    """Kind `settlement`: settlement -> mode."""

    kind: Literal["settlement"] = field("种类", "Kind", "居住形态", "Settlement", PUBLIC)


class ChosenGiven(Record):
    """Who was chosen in one place."""

    honour: Id = field("评比", "Honour", "评比代码", "Code of the honour", PUBLIC)
    on: Day = field("日期", "Day", "评选的日子", "Day of the choice", PUBLIC)
    qualified: Whole = field("合格人数", "Qualified", "考核合格的人数", "How many qualify", PUBLIC)
    chosen: Whole = field("选出人数", "Chosen", "选出几人", "How many are chosen", PUBLIC)
    reason: Line | None = field("理由", "Reason", "空缺的理由", "Why nobody", PUBLIC, default=None)
    signed: tuple[Id, ...] = field("签字", "Signed", "签字的单位", "Units that signed", PUBLIC, default=())


class ChosenExpected(Record):
    """Whether the choice stands, and what is wrong where it does not."""

    allowed: Flag = field("符合", "Allowed", "人数是否符合", "Whether the numbers are right", PUBLIC)
    fault: Literal["too-few-chosen", "too-many-chosen", "reason-missing", "chosen-unqualified"] | None = field(
        "问题", "Fault", "问题代码", "Code of the fault", PUBLIC, default=None
    )
    final: Flag | None = field(
        "生效", "Final", "签字是否齐全", "Whether the signatures are there", PUBLIC, default=None
    )


class ChosenCase(CaseOf[ChosenGiven, ChosenExpected]):
    """Kind `chosen`: numbers -> fault."""

    kind: Literal["chosen"] = field("种类", "Kind", "按处评优", "So many for each place", PUBLIC)


class ServiceGiven(Record):
    """Days of somebody's service."""

    start: Day | None = field("上岗日", "Start", "上岗的日子", "First day of service", PUBLIC, default=None)
    assessed_on: Day | None = field(
        "考核日", "Assessed on", "考核的日子", "Day of the assessment", PUBLIC, default=None
    )
    passed: Flag | None = field("合格", "Passed", "是否合格", "Whether it was passed", PUBLIC, default=None)
    as_of: Day | None = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC, default=None)


class ServiceExpected(Record):
    """What follows from the days."""

    term_end: Day | None = field("任期末", "Term end", "任期的最后一天", "Last day of the term", PUBLIC, default=None)
    probation: Literal["open", "due", "late", "not_due", "missing"] | None = field(
        "试用", "Probation", "考核的结果", "What the assessment leads to", PUBLIC, default=None
    )


class ServiceCase(CaseOf[ServiceGiven, ServiceExpected]):
    """Kind `service`: days -> end of term, insurance."""

    kind: Literal["service"] = field("种类", "Kind", "服务期", "Service", PUBLIC)


class GapGiven(Record):
    """A compound in a campaign."""

    campaign: Id = field("任务", "Campaign", "任务代码", "Code of the campaign", PUBLIC)
    households: Whole = field("户数", "Households", "小区的户数", "Households of the compound", PUBLIC)
    appointed: tuple[Day, ...] = field("任职", "Appointed", "各人任职的日子", "Days of appointment", PUBLIC, default=())
    as_of: Day = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC)


class GapExpected(Record):
    """Posts needed, held and overdue."""

    needed: Whole = field("应设", "Needed", "应设几名", "Leaders needed", PUBLIC)
    present: Whole = field("已有", "Present", "已有几名", "Leaders there", PUBLIC)
    overdue: Whole = field("逾期岗位", "Overdue", "逾期的岗位数", "Posts overdue", PUBLIC)
    days: Whole = field("逾期天数", "Days", "逾期几天", "Days overdue", PUBLIC)


class GapCase(CaseOf[GapGiven, GapExpected]):
    """Kind `gap`: households and appointments -> posts overdue."""

    kind: Literal["gap"] = field("种类", "Kind", "岗位缺口", "Posts overdue", PUBLIC)


ServiceCases: TypeAlias = (
    DisplayCase | JointCase | StationCase | HeadsCase | SettlementCase | ChosenCase | ServiceCase | GapCase
)
