"""Record types of decisions and frozen results: closes, awards, credit, warnings, waivers.

What a rule computes is a proposal; these records are what a person signed (decision 12).
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, PeriodText, Points


class PublishedRow(Record):
    """One leader's figures as they were published."""

    leader: Id = field("楼长", "Leader", "人员编号", "Id of the person", PUBLIC)
    role: Id = field("角色", "Role", "政策包中的角色代码", "Role code of the policy", PUBLIC)
    bonus: Points = field("本期加分", "Bonus", "本期加分", "Points added in the period", PUBLIC)
    adjustment: Points = field("调整", "Adjustment", "以前各期的调整", "Adjustments of earlier periods", PUBLIC)
    to_date: Points = field("累计加分", "Bonus to date", "本年累计加分", "Points added in the year so far", PUBLIC)
    score: Points = field("累计得分", "Score to date", "基础分加累计加分", "Base and bonus to date", PUBLIC)


class PeriodClose(Record):
    """`periods/<period>.yaml`: a period as it was published; immutable from then on (G-18)."""

    closed_on: Day = field("结账日", "Closed on", "当天及以前核实的都已计入", "Entries verified by then are in", PUBLIC)
    published_on: Day = field("公布日", "Published on", "公布的日子", "Day of publication", PUBLIC)
    prepared_by: Id = field("编制", "Prepared by", "编制的岗位", "Post that prepared it", INTERNAL)
    approved_by: Id = field(
        "审核", "Approved by", "审核的岗位，须与编制不同", "A post other than the preparer", INTERNAL
    )
    rows: tuple[PublishedRow, ...] = field(
        "名单", "Rows", "由 louzhang close 写出", "Written by louzhang close", PUBLIC, default=()
    )


class TieDecision(Record):
    """Who enters a tier when equal scores meet its last places (G-09)."""

    honour: Id = field("评比", "Honour", "政策包中的评比代码", "Honour code of the policy", PUBLIC)
    tier: Id = field("档次", "Tier", "政策包中的档次代码", "Tier code of the policy", PUBLIC)
    chosen: tuple[Id, ...] = field("入选", "Chosen", "入选的人员编号", "Persons chosen", PUBLIC)
    by: Id = field("决定人", "Decided by", "作出决定的岗位", "Post that decided", INTERNAL)
    on: Day = field("日期", "Day", "决定的日子", "Day of the decision", PUBLIC)
    reason: Line = field("理由", "Reason", "公开的理由", "The published reason", PUBLIC)


class PlaceChoice(Record):
    """Who was chosen in one place, and which units signed."""

    honour: Id = field("评比", "Honour", "政策包中按处评优的代码", "Code of the policy", PUBLIC)
    community: Id = field("社区", "Community", "社区编号", "Id of the community", PUBLIC)
    place: Id = field("地点", "Place", "地点编号", "Id of the place", PUBLIC)
    chosen: tuple[Id, ...] = field("入选", "Chosen", "入选的人员编号", "Persons chosen", PUBLIC, default=())
    on: Day = field("日期", "Day", "选出的日子", "Day of the choice", PUBLIC)
    reason: Line | None = field("理由", "Reason", "空缺时写明理由", "Why nobody was chosen", PUBLIC, default=None)
    signed: tuple[Id, ...] = field(
        "签字", "Signed", "签字的单位代码", "Codes of units that signed", INTERNAL, default=()
    )


class Commended(Record):
    """Praise without a quota."""

    commendation: Id = field("表彰", "Commendation", "政策包中的表彰代码", "Code of the policy", PUBLIC)
    person: Id = field("人员", "Person", "人员编号", "Id of the person", PUBLIC)
    on: Day = field("日期", "Day", "表彰的日子", "Day of the praise", PUBLIC)
    matter: Line = field("事由", "For", "表彰什么", "What for", PUBLIC)


class AwardRound(Record):
    """`awards/<year>.yaml`: the yearly round of honours."""

    frozen_on: Day = field("截止日", "Frozen on", "当天及以前核实的都已计入", "Entries verified by then count", PUBLIC)
    held_by: Id = field("组织", "Held by", "组织评比的办公室", "Office that holds the round", PUBLIC)
    tie_decisions: tuple[TieDecision, ...] = field(
        "同分决定", "Tie decisions", "同分时的决定", "Decisions on ties", PUBLIC, default=()
    )
    choices: tuple[PlaceChoice, ...] = field(
        "按处评优", "Choices", "各处选出的人", "Who was chosen in each place", PUBLIC, default=()
    )
    commended: tuple[Commended, ...] = field(
        "表彰", "Commended", "没有名额的表彰", "Praise without a quota", PUBLIC, default=()
    )
    confirmed_on: Day | None = field(
        "确认日", "Confirmed on", "名单确认的日子", "Day the lists were confirmed", PUBLIC, default=None
    )
    confirmed_by: Id | None = field(
        "确认人", "Confirmed by", "确认的岗位", "Post that confirmed", INTERNAL, default=None
    )


class CreditBatch(Record):
    """`credit/<batch>.yaml`: a push of award holders to the credit system; identities stay outside."""

    year: PeriodText = field("年度", "Year", "评比的年度", "Year of the awards", INTERNAL)
    prepared_by: Id = field("编制", "Prepared by", "编制的岗位", "Post that prepared it", INTERNAL)
    sent_on: Day | None = field("推送日", "Sent on", "推送的日子", "Day it was sent", INTERNAL, default=None)
    receipt: Line | None = field("回执", "Receipt", "回执编号", "Number of the receipt", INTERNAL, default=None)
    replaces: Id | None = field("替代", "Replaces", "被替代的批次", "Batch that it replaces", INTERNAL, default=None)


class Talk(Record):
    """The talk that follows a warning."""

    by: Id = field("约谈人", "By", "网格长的人员编号", "Person id of the grid head", INTERNAL)
    on: Day = field("日期", "Day", "约谈的日子", "Day of the talk", INTERNAL)
    at_home: Flag = field("上门", "At home", "是否上门", "Whether at the leader's home", INTERNAL)
    outcome: Line = field("情况", "Outcome", "约谈情况", "What was agreed", INTERNAL)


class Warning(Record):
    """`warnings/<id>.yaml`: an alert that was raised, and the talk."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    role: Id = field("角色", "Role", "政策包中的角色代码", "Role code of the policy", INTERNAL)
    alert: Id = field("预警", "Alert", "政策包中的预警代码", "Alert code of the policy", INTERNAL)
    until: PeriodText = field(
        "末期", "Last period", "连续末位的最后一个月或季度", "Last month or quarter of the run", INTERNAL
    )
    raised_on: Day = field("发出日", "Raised on", "发出的日子", "Day it was raised", INTERNAL)
    talk: Talk | None = field("约谈", "Talk", "约谈后填写", "Filled in after the talk", INTERNAL, default=None)


class Decision(Record):
    """`decisions/<id>.yaml`: a signed decision about a person or the reading of the policy."""

    kind: Literal["replace", "keep", "end", "interpretation", "lift_bar"] = field(
        "种类", "Kind", "决定的种类", "Kind of decision", INTERNAL
    )
    person: Id | None = field("人员", "Person", "人员编号", "Id of the person", INTERNAL, default=None)
    appointment: Id | None = field("任职", "Appointment", "任职编号", "Id of the appointment", INTERNAL, default=None)
    clause: Line | None = field("依据", "Clause", "政策条款编号", "Clause of the policy", INTERNAL, default=None)
    proposed_by: Id = field("提出人", "Proposed by", "提出的岗位", "Post that proposed it", INTERNAL)
    decided_by: Id = field(
        "决定人", "Decided by", "决定的岗位，须与提出人不同", "A post other than the proposer", INTERNAL
    )
    decided_on: Day = field("决定日", "Decided on", "作出决定的日子", "Day of the decision", INTERNAL)
    effective_on: Day | None = field(
        "生效日", "Effective on", "生效的日子", "Day it takes effect", INTERNAL, default=None
    )
    reason: Line = field("理由", "Reason", "内部理由", "Internal reason", INTERNAL)


class Waiver(Record):
    """`waivers/<id>.yaml`: an approved exception to a soft rule (G-13)."""

    rule: Line = field("规则", "Rule", "政策条款编号", "Clause of the policy", INTERNAL)
    person: Id | None = field("人员", "Person", "人员编号", "Id of the person", INTERNAL, default=None)
    approved_by: Id = field("批准人", "Approved by", "批准的岗位", "Post that approved", INTERNAL)
    on: Day = field("日期", "Day", "批准的日子", "Day of approval", INTERNAL)
    reason: Line = field("理由", "Reason", "例外的理由", "Why", INTERNAL)


class Issue(Record):
    """`issues/<id>.yaml`: something a leader raised and the committee must deal with."""

    kind: Literal["property", "proposal", "hazard", "service"] = field(
        "种类", "Kind", "问题的种类", "Kind of issue", INTERNAL
    )
    title: Line = field("事项", "Title", "不写姓名和门牌", "Without names or door numbers", PUBLIC)
    raised_by: Id = field("提出人", "Raised by", "人员编号", "Id of the leader", INTERNAL)
    raised_on: Day = field("提出日", "Raised on", "提出的日子", "Day it was raised", INTERNAL)
    major: Flag = field("重大", "Major", "由社区认定", "Set by the community", INTERNAL, default=False)
    accepted_on: Day | None = field(
        "受理日", "Accepted on", "受理的日子", "Day it was accepted", INTERNAL, default=None
    )
    measure: Line | None = field(
        "措施", "Measure", "怎样解决，会公示", "How it will be solved; shown in public", PUBLIC, default=None
    )
    due_on: Day | None = field("时限", "Due on", "解决的时限，会公示", "By when; shown in public", PUBLIC, default=None)
    handler: Id | None = field("经办", "Handler", "经办的岗位", "Post that handles it", INTERNAL, default=None)
    resolved_on: Day | None = field("办结日", "Resolved on", "办结的日子", "Day it was resolved", PUBLIC, default=None)
    result: Line | None = field("结果", "Result", "处理结果", "What was done", INTERNAL, default=None)


class PropertyMark(Record):
    """One mark given to the property staff."""

    aspect: Id = field("项目", "Aspect", "政策包中的评价项目代码", "Aspect code of the policy", INTERNAL)
    grade: Id = field("评价", "Grade", "政策包中的等级代码", "Grade code of the policy", INTERNAL)


class PropertyCheck(Record):
    """`property_checks/<id>.yaml`: a leader's assessment of the property service; nobody is named."""

    by: Id = field("评价人", "By", "人员编号", "Id of the leader", INTERNAL)
    on: Day = field("日期", "Day", "评价的日子", "Day of the check", INTERNAL)
    place: Id = field("地点", "Place", "楼栋编号", "Id of the building", INTERNAL)
    staff_role: Line = field("岗位", "Staff role", "被评价的岗位", "Post of the staff assessed", INTERNAL)
    marks: tuple[PropertyMark, ...] = field("评价", "Marks", "逐项评价", "One per aspect", INTERNAL)
    comment: Line | None = field("意见", "Comment", "内部意见", "Internal comment", INTERNAL, default=None)


class Story(Record):
    """`stories/<id>.yaml`: a good example told in public, with the person's consent."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", PUBLIC)
    title: Line = field("标题", "Title", "标题", "Title", PUBLIC)
    text: Line = field("事迹", "Text", "事迹", "What was done", PUBLIC)
    published_on: Day = field("发布日", "Published on", "发布的日子", "Day of publication", PUBLIC)
