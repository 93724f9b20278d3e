"""Worked cases of lists: contests with tiers and ties, credit points, the push, grades.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.case_frame import CaseOf, GivenLeader
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, PeriodText, Points, Whole


class GivenTieDecision(Record):
    """Who enters a tier by a signed decision."""

    tier: Id = field("档次", "Tier", "档次代码", "Code of the tier", PUBLIC)
    chosen: tuple[Id, ...] = field("入选", "Chosen", "入选的代号", "Leaders chosen", PUBLIC)


class RoundGiven(Record):
    """A year's contest: leaders with their scores, and others below them, all with different scores."""

    year: PeriodText = field("年度", "Year", "评比的年度", "Year of the contest", PUBLIC)
    honour: Id = field("评比", "Honour", "评比代码", "Code of the honour", PUBLIC)
    leaders: tuple[GivenLeader, ...] = field(
        "楼长", "Leaders", "逐个列出的楼长", "Leaders one by one", PUBLIC, default=()
    )
    others: Whole = field(
        "其余人数",
        "Others",
        "得分更低且各不相同的人，代号 other-1 起",
        "All lower and distinct, from other-1 on",
        PUBLIC,
        default=0,
    )
    tie_decisions: tuple[GivenTieDecision, ...] = field(
        "同分决定", "Tie decisions", "已有的决定", "Decisions there are", PUBLIC, default=()
    )


class ExpectedTier(Record):
    """A tier: its places, who holds it, or from which rank to which."""

    tier: Id = field("档次", "Tier", "档次代码", "Code of the tier", PUBLIC)
    places: Whole | None = field("名额", "Places", "名额", "Places", PUBLIC, default=None)
    holders: tuple[Id, ...] | None = field("名单", "Holders", "按名次列出", "In order of rank", PUBLIC, default=None)
    holding: Whole | None = field("入选人数", "Holding", "入选几人", "How many hold it", PUBLIC, default=None)
    first_rank: Whole | None = field("起始名次", "First rank", "从第几名", "From this rank", PUBLIC, default=None)
    last_rank: Whole | None = field("终止名次", "Last rank", "到第几名", "To this rank", PUBLIC, default=None)


class ExpectedStanding(Record):
    """A leader's place in the yearly ranking of the contest."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    score: Points | None = field("得分", "Score", "年度得分", "Score of the year", PUBLIC, default=None)
    rank: Whole | None = field("名次", "Rank", "名次", "Rank", PUBLIC, default=None)


class RoundExpected(Record):
    """What is said of the lists must hold; what is not said is free."""

    taking_part: Whole | None = field(
        "参评人数", "Taking part", "计入的人数", "How many are counted", PUBLIC, default=None
    )
    absent: tuple[Id, ...] = field("不参评", "Absent", "不计入的人", "Who is not counted", PUBLIC, default=())
    standings: tuple[ExpectedStanding, ...] = field("名次", "Standings", "名次", "Ranks", PUBLIC, default=())
    tiers: tuple[ExpectedTier, ...] = field("档次", "Tiers", "各档", "The tiers", PUBLIC, default=())
    provisional: Flag | None = field(
        "待定", "Provisional", "是否有同分待决定", "Whether a tie waits for a decision", PUBLIC, default=None
    )


class RoundCase(CaseOf[RoundGiven, RoundExpected]):
    """Kind `round`: scores -> who takes part, ranks, places, tiers, ties."""

    kind: Literal["round"] = field("种类", "Kind", "评比", "Contest", PUBLIC)


class GivenAward(Record):
    """Somebody holds a tier."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    honour: Id = field("评比", "Honour", "评比代码", "Code of the honour", PUBLIC)
    tier: Id = field("档次", "Tier", "档次代码", "Code of the tier", PUBLIC)


class CreditGiven(Record):
    """The awards of a year."""

    year: PeriodText = field("年度", "Year", "评比的年度", "Year of the awards", PUBLIC)
    awards: tuple[GivenAward, ...] = field("评定", "Awards", "评上的人", "Who holds what", PUBLIC)


class ExpectedCredit(Record):
    """Credit points of a person, all rows of the push together."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    points: Whole = field("信用分", "Points", "信用加分", "Credit points", PUBLIC)


class CreditExpected(Record):
    """What the push to the credit system must hold."""

    rows: Whole | None = field("行数", "Rows", "推送的行数", "Rows of the push", PUBLIC, default=None)
    total: Whole | None = field("合计", "Total", "加分合计", "Sum of the points", PUBLIC, default=None)
    people: tuple[ExpectedCredit, ...] = field("人员", "People", "各人的加分", "Points of each", PUBLIC, default=())


class CreditCase(CaseOf[CreditGiven, CreditExpected]):
    """Kind `credit`: awards -> rows of the push."""

    kind: Literal["credit"] = field("种类", "Kind", "信用加分", "Credit points", PUBLIC)


class PushGiven(Record):
    """When a year's awards were sent, or that on some day they are not."""

    year: PeriodText = field("年度", "Year", "评比的年度", "Year of the awards", PUBLIC)
    sent_on: Day | None = field("推送日", "Sent on", "推送的日子", "Day it was sent", PUBLIC, default=None)
    as_of: Day = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC)


class PushExpected(Record):
    """How the push stands."""

    state: Literal["too_early", "on_time", "overdue", "waiting"] = field(
        "状态", "State", "推送的状态", "State of the push", PUBLIC
    )


class PushCase(CaseOf[PushGiven, PushExpected]):
    """Kind `push`: a day -> in time or not."""

    kind: Literal["push"] = field("种类", "Kind", "推送时限", "Time of the push", PUBLIC)


class GradesGiven(Record):
    """Grades of candidates."""

    on: Day = field("日期", "Day", "选拔的日子", "Day of the selection", PUBLIC)
    grades: tuple[Line, ...] = field("等级", "Grades", "候选人的等级", "Grades of candidates", PUBLIC)


class ExpectedGrade(Record):
    """A grade that must be refused."""

    grade: Line = field("等级", "Grade", "等级", "Grade", PUBLIC)
    check: Id = field("检查", "Check", "检查代码", "Id of the check", PUBLIC)


class GradesExpected(Record):
    """Which grades pass, and why the others do not."""

    passed: tuple[Line, ...] = field("符合", "Passed", "符合的等级", "Grades that pass", PUBLIC, default=())
    refused: tuple[ExpectedGrade, ...] = field(
        "不符合", "Refused", "应拒绝的等级", "Grades that must be refused", PUBLIC, default=()
    )


class GradesCase(CaseOf[GradesGiven, GradesExpected]):
    """Kind `grades`: grades -> passed or refused."""

    kind: Literal["grades"] = field("种类", "Kind", "等级条件", "Grades", PUBLIC)
