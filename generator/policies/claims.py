"""Monthly claims in a policy: basic points, rewards, the display of results, accounts and redemption.

Closed sets of named kinds; a number stands in the pack, never here.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, MonthDay, Points, Whole


class BasicPoints(Record):
    """The points of a month in which the basic duties were done."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    points: Setting[Points] = field("分值", "Points", "每月的基础积分", "Points of a month", PUBLIC)
    duties: Setting[tuple[Line, ...]] = field(
        "基本职责",
        "Duties",
        "须逐项完成的职责；未定则只申报是否完成",
        "Duties one by one; unset asks yes or no",
        PUBLIC,
    )
    partial: Setting[Flag] = field(
        "按比例", "Partial", "只完成一部分时是否按比例计", "Whether part of the duties earns part", PUBLIC
    )
    gate_extras: Setting[Flag] = field(
        "附加前提",
        "Gate",
        "当月未完成基本职责时附加积分是否不计",
        "Whether extras are lost without the basic duty",
        PUBLIC,
    )


class RewardPoints(Record):
    """Points that the department gives; they are never claimed."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    most: Setting[Points] = field(
        "最高", "Most", "一次最多几分，未定不设上限", "Most at once; unset has no cap", PUBLIC
    )


class Display(Record):
    """The public display of a month's results and the appeals against them."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    days: Setting[Whole] = field("天数", "Days", "公示几天", "How many days", PUBLIC)
    day_type: Setting[Literal["natural", "working"]] = field(
        "日的种类", "Day type", "自然日或工作日", "Natural or working days", PUBLIC
    )
    count_start_day: Setting[Flag] = field(
        "计首日", "Count the first day", "张贴当日是否计入", "Whether the day of posting counts", PUBLIC
    )
    redisplay: Setting[Flag] = field(
        "改动后再公示", "Redisplay", "改动后是否再公示", "Whether a change is displayed before it is final", PUBLIC
    )


class Participation(Record):
    """How residents' part in activities is looked at."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    activities: tuple[Id, ...] = field("活动", "Activities", "统计的活动", "Activities that are counted", PUBLIC)
    points_per_person: Setting[Points] = field(
        "每人分值", "Points per person", "未定则只作指标，不计分", "Unset makes it an indicator only", PUBLIC
    )


class ClaimRules(Record):
    """Claims by the month: who claims, what a month earns, how it becomes final."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "按月申报的角色", "Roles that claim", PUBLIC)
    due_days: Setting[Whole] = field(
        "申报期限",
        "Due days",
        "月末后几天内；未定则年度截止前都可",
        "Days after the month; unset until the year closes",
        PUBLIC,
    )
    basic: BasicPoints = field("基础积分", "Basic points", "基础积分", "Basic points", PUBLIC)
    reward: RewardPoints = field("奖励积分", "Reward points", "奖励积分", "Reward points", PUBLIC)
    display: Display = field("公示", "Display", "结果公示", "Display of results", PUBLIC)
    split_joint: Setting[Flag] = field(
        "共同平分", "Split", "几人同做一事是否平分", "Whether leaders of one event share its points", PUBLIC
    )
    step: Setting[Points] = field("最小分档", "Step", "平分和按比例时的最小分", "Smallest part of points", PUBLIC)
    resident_accounts: Setting[Flag] = field(
        "居民积分", "Resident accounts", "居民是否也有积分", "Whether residents earn points", PUBLIC
    )
    participation: Participation | None = field(
        "居民参与", "Participation", "居民参与度", "Residents' part in activities", PUBLIC, default=None
    )


class OwnUse(Record):
    """That points are used by the leader who earned them and by nobody else."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class RedemptionRules(Record):
    """What points may be used for, and when they lapse."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    enabled: Setting[Flag] = field("开通", "Enabled", "是否开通兑换", "Whether redemption is on", PUBLIC)
    rules: Setting[Line] = field("兑换规定", "Rules", "兑换规定的名称", "Title of the rules of redemption", PUBLIC)
    reset: Setting[Literal["yearly", "carry_over"]] = field(
        "清零", "Reset", "每年清零或不清零", "Whether balances are cleared each year", PUBLIC
    )
    reset_on: Setting[MonthDay] = field("清零日", "Reset on", "次年的哪一天", "Day of the next year", PUBLIC)
    grace_days: Setting[Whole] = field(
        "宽限",
        "Grace",
        "清零日起几天内仍可兑换新确定的积分",
        "Days in which points that become final may be used",
        PUBLIC,
    )
    reset_after_grace: Setting[Flag] = field(
        "宽限后清零", "Reset after grace", "旧余额是否也等宽限期满", "Whether the old balance waits as well", PUBLIC
    )
    own_use: OwnUse | None = field(
        "本人使用", "Own use", "积分只能本人使用时写", "Where points may not be passed on", PUBLIC, default=None
    )


class TopReward(Record):
    """A reward for the first so many of a ranking."""

    id: Id = field("代码", "Code", "奖励代码", "Code of the reward", PUBLIC)
    label: Line = field("名称", "Label", "奖励名称", "Label of the reward", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    ranking: Id = field("排名", "Ranking", "依据的排名代码", "Ranking it rests on", PUBLIC)
    places: Setting[Whole] = field("名额", "Places", "前几名", "How many places", PUBLIC)
    ties: Setting[Literal["exclude_until_decided", "include_all", "exclude_all"]] = field(
        "同分", "Ties", "名额边界同分", "Ties on the boundary", PUBLIC
    )


class FeedbackRules(Record):
    """How residents' voices are counted and answered."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    answer_days: Setting[Whole] = field("答复期限", "Answer days", "几天内答复", "Days to answer", PUBLIC)
    survey_months: Setting[Whole] = field(
        "调查间隔", "Survey months", "几个月调查一次", "Months between surveys", PUBLIC
    )
    least_answers: Setting[Whole] = field(
        "公布下限", "Least answers", "有效答卷少于此数不按人公布", "Fewer valid answers are not shown by person", PUBLIC
    )
    review_months: Setting[Whole] = field(
        "评价间隔", "Review months", "几个月评价一次方案", "Months between reviews of the scheme", PUBLIC
    )
