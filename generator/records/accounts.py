"""Record types of accounts and of running the scheme: catalogue, redemptions, budget, feedback, reviews.

Balances are computed; nothing here holds one, and no text of a resident is ever recorded.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, LongText, Points, Whole, Yuan


class CatalogueItem(Record):
    """Something points may be redeemed for."""

    id: Id = field("编号", "Id", "目录内不重复", "Unique in the catalogue", PUBLIC)
    name: Line = field("名称", "Name", "奖品或服务的名称", "Name of the prize or service", PUBLIC)
    kind: Literal["prize", "service"] = field("种类", "Kind", "奖品或服务", "Prize or service", PUBLIC)
    cost: Points = field("所需积分", "Cost", "一份需要的积分", "Points for one", PUBLIC)
    stock: Whole | None = field("数量", "Stock", "不写为不限", "Absent means without limit", PUBLIC, default=None)
    price: Yuan | None = field(
        "单价", "Price", "一份多少元，写两位小数", "Price of one, in yuan", INTERNAL, default=None
    )


class Catalogue(Record):
    """`catalogue/<year>.yaml`: what points may be redeemed for in a year, where, and by which rules."""

    rules: Line = field("兑换规定", "Rules", "兑换规定的名称", "Title of the rules", PUBLIC)
    places: tuple[Line, ...] = field("兑换地点", "Places", "到哪里兑换", "Where points are redeemed", PUBLIC)
    items: tuple[CatalogueItem, ...] = field("目录", "Items", "奖品和服务", "Prizes and services", PUBLIC)


class CourseStep(Record):
    """A step of a course that the policy's machine describes."""

    event: Id = field("事件", "Event", "政策流程中的事件代码", "Event code of the policy's machine", INTERNAL)
    on: Day = field("日期", "Day", "办理的日子", "Day it was done", INTERNAL)
    by: Id = field("办理", "By", "办理的岗位或人员", "Post or person that did it", INTERNAL)


class Redemption(Record):
    """`redemptions/<id>.yaml`: a leader redeems points; they are deducted when it is approved."""

    leader: Id = field("楼长", "Leader", "积分所属的人员编号", "Id of the person whose points they are", INTERNAL)
    used_by: Id | None = field(
        "使用人",
        "Used by",
        "不写为本人，积分不可转让",
        "Absent means the leader; points are not transferable",
        INTERNAL,
        default=None,
    )
    item: Id = field("项目", "Item", "目录中的编号", "Id in the catalogue", INTERNAL)
    count: Whole | None = field("份数", "Count", "不写为 1", "Absent means 1", INTERNAL, default=None)
    cost: Points = field("积分", "Cost", "共需的积分", "Points in all", INTERNAL)
    place: Line | None = field("地点", "Place", "领取的地点", "Where it was collected", INTERNAL, default=None)
    proof: Line | None = field(
        "证明编号", "Proof", "积分证明的编号", "Number of the proof of points", INTERNAL, default=None
    )
    steps: tuple[CourseStep, ...] = field("步骤", "Steps", "按先后列出", "In order", INTERNAL)


class BudgetLine(Record):
    """Money set aside for one use."""

    use: Literal["prizes", "system"] = field("用途", "Use", "奖品或系统维护", "Prizes or the system", INTERNAL)
    planned: Yuan = field("预算", "Planned", "多少元，写两位小数", "In yuan", INTERNAL)
    spent: Yuan | None = field(
        "支出",
        "Spent",
        "奖品支出由兑换算出，不写",
        "Not for prizes, whose spending is computed",
        INTERNAL,
        default=None,
    )


class Budget(Record):
    """`budgets/<year>.yaml`: the funds of the scheme for a year."""

    approved_by: Id = field("批准人", "Approved by", "批准的岗位", "Post that approved", INTERNAL)
    approved_on: Day = field("批准日", "Approved on", "批准的日子", "Day of approval", INTERNAL)
    lines: tuple[BudgetLine, ...] = field("经费", "Lines", "按用途列出", "By use", INTERNAL)


class Voice(Record):
    """One opinion, complaint or proposal, without its words and without a name."""

    id: Id = field("编号", "Id", "本期内不重复", "Unique in the period", INTERNAL)
    kind: Literal["opinion", "complaint", "proposal", "scheme"] = field(
        "种类", "Kind", "意见、投诉、建议、对方案的意见", "Opinion, complaint, proposal, or about the scheme", INTERNAL
    )
    from_: Literal["resident", "leader", "anonymous"] = field(
        "来自", "From", "居民、楼长或匿名", "Resident, leader or nobody named", INTERNAL, alias="from"
    )
    leader: Id | None = field("楼长", "Leader", "涉及的楼长", "Leader concerned", INTERNAL, default=None)
    steps: tuple[CourseStep, ...] = field("步骤", "Steps", "受理、办理、答复", "Received, handled, answered", INTERNAL)


class SurveyCount(Record):
    """The answers of a survey about one leader, or about all."""

    leader: Id | None = field("楼长", "Leader", "不写为全体", "Absent means all", INTERNAL, default=None)
    satisfied: Whole = field("满意", "Satisfied", "份数", "Answers", INTERNAL)
    basically: Whole = field("基本满意", "Basically satisfied", "份数", "Answers", INTERNAL)
    dissatisfied: Whole = field("不满意", "Dissatisfied", "份数", "Answers", INTERNAL)
    blank: Whole = field("无效", "Blank", "空白和作废的份数", "Blank and spoiled", INTERNAL, default=0)


class FeedbackSheet(Record):
    """`feedback/<period>.yaml`: what residents and leaders said in a period, as counts and courses only."""

    voices: tuple[Voice, ...] = field("反馈", "Voices", "逐件登记", "One by one", INTERNAL, default=())
    surveys: tuple[SurveyCount, ...] = field(
        "满意度", "Surveys", "满意度调查", "Satisfaction surveys", INTERNAL, default=()
    )


class Finding(Record):
    """A success or a problem of the scheme."""

    kind: Literal["success", "problem"] = field("种类", "Kind", "成绩或问题", "Success or problem", PUBLIC)
    text: Line = field("内容", "Text", "一句话", "In a sentence", PUBLIC)
    measure: Line | None = field("措施", "Measure", "怎样改进", "What is done about it", PUBLIC, default=None)


class SchemeReview(Record):
    """`scheme_reviews/<period>.yaml`: the department looks at how the scheme does."""

    on: Day = field("日期", "Day", "评价的日子", "Day of the review", PUBLIC)
    by: Id = field("评价人", "By", "评价的岗位", "Post that reviewed", INTERNAL)
    findings: tuple[Finding, ...] = field("结论", "Findings", "成绩和问题", "Successes and problems", PUBLIC)
    changes: tuple[Id, ...] = field(
        "调整指标", "Changes", "因此调整的指标代码", "Codes of items changed", PUBLIC, default=()
    )
    summary: LongText | None = field("小结", "Summary", "公开的小结", "The published summary", PUBLIC, default=None)


class SchemeMeeting(Record):
    """`scheme_meetings/<id>.yaml`: a training, an exchange of experience, or publicity for the scheme."""

    kind: Literal["training", "exchange", "publicity", "environment"] = field(
        "种类", "Kind", "培训、交流、宣传或环境活动", "Training, exchange, publicity or environment", PUBLIC
    )
    on: Day = field("日期", "Day", "举办的日子", "Day it was held", PUBLIC)
    topic: Line = field("主题", "Topic", "主题", "Topic", PUBLIC)
    channel: Line | None = field("渠道", "Channel", "宣传的渠道", "Channel of publicity", PUBLIC, default=None)
    leaders: tuple[Id, ...] = field(
        "参加楼长", "Leaders", "参加的楼长编号", "Leaders who attended", INTERNAL, default=()
    )
    about_points: Flag = field(
        "积分制", "About points", "是否讲积分制", "Whether about the points", PUBLIC, default=False
    )
