"""Record types of monthly claims: what leaders claim, how each line was decided, appeals and corrections.

What a line earns is the policy's; nothing here knows points' values.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, EntryNumber, Flag, Id, Line, Moment, PeriodText, Points, Whole


class LineDecision(Record):
    """What the reviewer decided of one line."""

    result: Literal["accept", "amend", "reject"] = field(
        "结果", "Result", "通过、改为、驳回", "Accepted, amended or refused", INTERNAL
    )
    on: Day = field("审核日", "Decided on", "审核的日子", "Day of the review", INTERNAL)
    by: Id = field(
        "审核人", "Decided by", "审核的岗位，不得是申报人或记录人", "A post that neither claimed nor recorded", INTERNAL
    )
    count: Whole | None = field("改为次数", "Count", "改动时写明", "Where it is amended", INTERNAL, default=None)
    points: Points | None = field(
        "改为分值", "Points", "酌情项改动时写明", "Where a judged line is amended", INTERNAL, default=None
    )
    reason: Line | None = field(
        "理由", "Reason", "驳回或改动必须写", "Needed where it is refused or amended", INTERNAL, default=None
    )


class BasicClaim(Record):
    """Whether the month's basic duties were done."""

    done: Flag = field("完成", "Done", "当月基本职责是否完成", "Whether the basic duties were done", INTERNAL)
    duties: tuple[Line, ...] = field(
        "已完成职责",
        "Duties",
        "政策列有职责时逐项写",
        "Where the policy lists duties, those done",
        INTERNAL,
        default=(),
    )
    decision: LineDecision | None = field("审核", "Decision", "审核后填写", "After the review", INTERNAL, default=None)


class ClaimLine(Record):
    """One deed that is claimed."""

    id: EntryNumber = field("序号", "Number", "本申报内的序号", "Number in this claim", INTERNAL)
    activity: Id = field("活动", "Activity", "政策包中的活动代码", "Activity code of the policy", INTERNAL)
    date: Day = field("日期", "Day", "事情发生的日子", "Day of the event", INTERNAL)
    count: Whole | None = field("次数", "Count", "不写为 1", "Absent means 1", INTERNAL, default=None)
    event: Id | None = field(
        "事件", "Event", "几人同做一事时用同一编号", "Shared by all who took part", INTERNAL, default=None
    )
    place: Id | None = field("地点", "Place", "相关的地点编号", "Id of the place concerned", INTERNAL, default=None)
    headcount: Whole | None = field(
        "人数", "Headcount", "参加的居民人数", "Residents who took part", INTERNAL, default=None
    )
    found_at: Moment | None = field(
        "发现时间", "Found at", "发现隐患的时间", "When a hazard was found", INTERNAL, default=None
    )
    reported_at: Moment | None = field(
        "上报时间", "Reported at", "上报隐患的时间", "When a hazard was reported", INTERNAL, default=None
    )
    points: Points | None = field(
        "分值", "Points", "酌情加分项的分值", "Points of a judgement item", INTERNAL, default=None
    )
    reason: Line | None = field(
        "理由", "Reason", "酌情加分的理由", "Reason for a judgement item", INTERNAL, default=None
    )
    approved_by: Id | None = field(
        "批准人", "Approved by", "批准酌情加分的岗位", "Post that approved it", INTERNAL, default=None
    )
    evidence: Line | None = field(
        "凭据", "Evidence", "凭据的编号", "Where the evidence is kept", INTERNAL, default=None
    )
    decision: LineDecision | None = field("审核", "Decision", "审核后填写", "After the review", INTERNAL, default=None)


class Claim(Record):
    """What one leader claims for the month."""

    leader: Id = field("楼长", "Leader", "人员编号", "Id of the person", PUBLIC)
    subject: Literal["leader", "resident"] = field(
        "身份", "Subject", "居民积分须政策开通", "Residents only where the policy lets them", INTERNAL, default="leader"
    )
    submitted_on: Day = field("申报日", "Submitted on", "交来申报的日子", "Day the claim came in", INTERNAL)
    basic: BasicClaim | None = field("基础积分", "Basic", "基本职责", "Basic duties", INTERNAL, default=None)
    lines: tuple[ClaimLine, ...] = field("附加积分", "Lines", "逐项列出", "One by one", INTERNAL, default=())


class Reward(Record):
    """Points given by the department to somebody who stood out."""

    id: Id = field("编号", "Id", "本月内不重复", "Unique in the month", INTERNAL)
    leader: Id = field("楼长", "Leader", "人员编号", "Id of the person", PUBLIC)
    points: Points = field("分值", "Points", "奖励的积分", "Points given", PUBLIC)
    reason: Line = field("理由", "Reason", "奖励的理由", "Why", INTERNAL)
    on: Day = field("日期", "Day", "给予的日子", "Day it was given", INTERNAL)
    proposed_by: Id = field("提出人", "Proposed by", "提出的岗位", "Post that proposed it", INTERNAL)
    approved_by: Id = field("批准人", "Approved by", "须与提出人不同", "A post other than the proposer", INTERNAL)


class Appeal(Record):
    """A leader's appeal against the result of a line, within the display."""

    id: Id = field("编号", "Id", "本月内不重复", "Unique in the month", INTERNAL)
    leader: Id = field("楼长", "Leader", "申诉人的编号", "Id of the leader who appeals", INTERNAL)
    line: EntryNumber | None = field(
        "序号", "Line", "不写为基础积分", "Absent means the basic points", INTERNAL, default=None
    )
    lodged_on: Day = field("提出日", "Lodged on", "提出的日子", "Day it was lodged", INTERNAL)
    ground: Line = field("理由", "Ground", "申诉的理由", "Why", INTERNAL)
    decided_on: Day | None = field("决定日", "Decided on", "决定的日子", "Day of the decision", INTERNAL, default=None)
    decided_by: Id | None = field("决定人", "Decided by", "决定的岗位", "Post that decided", INTERNAL, default=None)
    decision: Literal["upheld", "dismissed"] | None = field(
        "决定", "Decision", "成立或不成立", "Upheld or dismissed", INTERNAL, default=None
    )
    count: Whole | None = field(
        "改为次数", "Count", "成立时不写为申报的次数", "Absent means as claimed", INTERNAL, default=None
    )


class ClaimSheet(Record):
    """`claims/<month>.yaml`: all claims of a community for a month, their review, rewards and appeals."""

    recorder: Id = field("记录人", "Recorder", "录入申报的岗位", "Post that wrote the claims down", INTERNAL)
    claims: tuple[Claim, ...] = field("申报", "Claims", "每位楼长一份", "One for each leader", PUBLIC, default=())
    rewards: tuple[Reward, ...] = field(
        "奖励积分", "Rewards", "部门给予的积分", "Given by the department", PUBLIC, default=()
    )
    appeals: tuple[Appeal, ...] = field(
        "申诉", "Appeals", "公示期内的申诉", "Appeals within the display", INTERNAL, default=()
    )


class ClaimCorrection(Record):
    """`claim_corrections/<id>.yaml`: a decided line is taken back or restated, or one is added, never edited (G-18)."""

    month: PeriodText = field("月份", "Month", "申报的月份", "Month of the claim", PUBLIC)
    leader: Id = field("楼长", "Leader", "人员编号", "Id of the person", PUBLIC)
    line: EntryNumber | None = field("序号", "Line", "补报时不写", "Absent for a supplement", INTERNAL, default=None)
    effect: Literal["withdraw", "restate", "supplement"] = field(
        "处理", "Effect", "撤销、改记、补报", "Take back, restate or add", PUBLIC
    )
    restated: ClaimLine | None = field(
        "改记为", "Restated", "改记或补报的内容", "The line as it should read", INTERNAL, default=None
    )
    requested_by: Id = field("提出人", "Requested by", "提出的岗位或人员", "Post or person that asked", INTERNAL)
    approved_by: Id = field("批准人", "Approved by", "须与提出人不同", "A post other than the requester", INTERNAL)
    approved_on: Day = field("批准日", "Approved on", "批准的日子", "Day of approval", PUBLIC)
    reason: Line = field("理由", "Reason", "更正的理由", "Why", INTERNAL)
