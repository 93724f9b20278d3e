"""Record types of serving: agreements, evaluations, leaving, filings, campaigns.

Holds dates, codes and counts; identity numbers, addresses and what residents wrote stay outside (decision 10).
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, PeriodText, Points, Whole


class Agreement(Record):
    """`agreements/<id>.yaml`: the dates of a service agreement; the paper itself stays in the office."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    places: tuple[Id, ...] = field("地点", "Places", "协议写明的地点", "Places that it names", INTERNAL)
    from_: Day = field("起", "From", "服务期的第一天", "First day of service", INTERNAL, alias="from")
    to: Day = field("止", "To", "服务期的最后一天", "Last day of service", INTERNAL)
    signed_a_on: Day | None = field(
        "甲方签字", "Signed by party A", "社区签字的日子", "Day the community signed", INTERNAL, default=None
    )
    signed_b_on: Day | None = field(
        "乙方签字", "Signed by party B", "本人签字的日子", "Day the person signed", INTERNAL, default=None
    )
    copies: Whole | None = field("份数", "Copies", "签了几份", "Originals that were signed", INTERNAL, default=None)


class AnswerCounts(Record):
    """Counts of a questionnaire; no sheet and no name is kept."""

    delivered: Whole = field("发出", "Delivered", "发出的份数", "Sheets delivered", INTERNAL)
    satisfied: Whole = field("满意", "Satisfied", "满意的份数", "Satisfied", INTERNAL)
    basically: Whole = field("基本满意", "Basically", "基本满意的份数", "Basically satisfied", INTERNAL)
    not_satisfied: Whole = field("不满意", "Not satisfied", "不满意的份数", "Not satisfied", INTERNAL)
    blank: Whole = field("无效", "Blank", "空白和作废的份数", "Blank or spoiled", INTERNAL, default=0)


class Attended(Record):
    """A residents' meeting that evaluated; only how many came is kept."""

    on: Day = field("日期", "Day", "开会的日子", "Day of the meeting", INTERNAL)
    present: Whole = field("到会", "Present", "到会人数", "People present", INTERNAL)
    entitled: Whole | None = field("应到", "Entitled", "应到人数", "People entitled", INTERNAL, default=None)


class FactorMark(Record):
    """The mark of one factor."""

    factor: Id = field("因素", "Factor", "政策包中的评议因素代码", "Factor code of the policy", INTERNAL)
    mark: Points = field("得分", "Mark", "这一因素的得分", "Mark of the factor", INTERNAL)


class SignOff(Record):
    """That a unit confirmed the result by signature."""

    unit: Id = field("单位", "Unit", "政策包中的会签单位代码", "Code of the unit in the policy", INTERNAL)
    on: Day = field("日期", "Day", "签字的日子", "Day of the signature", INTERNAL)


class Evaluation(Record):
    """`evaluations/<id>.yaml`: the evaluation of one leader for one period."""

    kind: Id = field("种类", "Kind", "政策包中的评议代码", "Evaluation code of the policy", INTERNAL)
    person: Id = field("人员", "Person", "人员编号", "Id of the leader", INTERNAL)
    period: PeriodText = field("周期", "Period", "评议的周期", "Period that is evaluated", INTERNAL)
    methods: tuple[Id, ...] = field(
        "方式", "Methods", "用过的评议方式代码", "Methods that were used", INTERNAL, default=()
    )
    answers: AnswerCounts | None = field(
        "问卷", "Answers", "问卷的份数", "Counts of the questionnaire", INTERNAL, default=None
    )
    meeting: Attended | None = field(
        "居民会议", "Meeting", "评议的居民会议", "The residents' meeting", INTERNAL, default=None
    )
    marks: tuple[FactorMark, ...] = field("因素得分", "Marks", "逐项得分", "Factor by factor", INTERNAL, default=())
    grade: Id | None = field("等次", "Grade", "政策包中的等次代码", "Grade code of the policy", INTERNAL, default=None)
    panel: tuple[Line, ...] = field(
        "评议组", "Panel", "只写单位或职务，不写姓名", "Units or functions, never names", INTERNAL, default=()
    )
    signoffs: tuple[SignOff, ...] = field("会签", "Sign-offs", "会签情况", "Units that signed", INTERNAL, default=())
    concluded_on: Day | None = field(
        "确定日", "Concluded on", "结果确定的日子", "Day the result was settled", INTERNAL, default=None
    )
    concluded_by: Id | None = field(
        "确定人", "Concluded by", "确定的岗位", "Post that settled it", INTERNAL, default=None
    )


class ExitCase(Record):
    """`exits/<id>.yaml`: somebody is to leave; nothing takes effect without the decision."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    appointment: Id = field("任职", "Appointment", "任职编号", "Id of the appointment", INTERNAL)
    ground: Id = field("缘由", "Ground", "政策包中的退出缘由代码", "Ground code of the policy", INTERNAL)
    by: Id = field("提出人", "Raised by", "提出的岗位或人员编号", "Post or person that raised it", INTERNAL)
    informed_on: Day = field("告知日", "Informed on", "告知对方的日子", "Day the other side was told", INTERNAL)
    effective_on: Day | None = field(
        "生效日", "Effective on", "离任的日子", "Day it takes effect", INTERNAL, default=None
    )
    outcome: Literal["keep", "replace", "reassign", "end"] | None = field(
        "处理", "Outcome", "留任、更换、调整、解除", "Keep, replace, reassign or end", INTERNAL, default=None
    )
    decision: Id | None = field(
        "决定", "Decision", "决定记录的编号", "Id of the decision record", INTERNAL, default=None
    )


class FiledRow(Record):
    """One person in a filing."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    change: Literal["appointed", "left", "places_changed", "concurrent"] = field(
        "变动", "Change", "任职、离任、网格变动、兼任", "Appointed, left, places changed, concurrent", INTERNAL
    )
    on: Day = field("日期", "Day", "变动的日子", "Day of the change", INTERNAL)


class Filing(Record):
    """`filings/<id>.yaml`: changes that were, or are to be, filed with an office above."""

    kind: Id = field("种类", "Kind", "政策包中的备案代码", "Filing code of the policy", INTERNAL)
    rows: tuple[FiledRow, ...] = field("名单", "Rows", "备案的人员", "People that are filed", INTERNAL)
    prepared_by: Id = field("编制", "Prepared by", "编制的岗位", "Post that prepared it", INTERNAL)
    sent_on: Day | None = field("报送日", "Sent on", "报送的日子", "Day it was sent", INTERNAL, default=None)
    acknowledged_on: Day | None = field(
        "回执日", "Acknowledged on", "收到回执的日子", "Day it was acknowledged", INTERNAL, default=None
    )


class Screening(Record):
    """What the community found of one leader."""

    person: Id = field("人员", "Person", "人员编号", "Id of the leader", INTERNAL)
    on: Day = field("日期", "Day", "摸底的日子", "Day of the survey", INTERNAL)
    finding: Literal["fit", "unfit", "irresponsible"] = field(
        "结论", "Finding", "称职、不能胜任、不负责", "Fit, not up to it, irresponsible", INTERNAL
    )


class CampaignReturn(Record):
    """`campaigns/<id>.yaml`: how a community stands in a campaign of the policy; the file is named after it."""

    buildings: Whole = field("楼栋数", "Buildings", "楼栋数", "Number of buildings", PUBLIC)
    leaders_before: Whole = field(
        "原配备楼栋长数", "Leaders before", "开始时的楼栋长数", "Leaders when it began", PUBLIC
    )
    screenings: tuple[Screening, ...] = field("摸底", "Screenings", "逐人摸底", "One per leader", INTERNAL, default=())
    screened_on: Day | None = field(
        "摸底完成", "Screened on", "摸底完成的日子", "Day the survey was finished", INTERNAL, default=None
    )
    done_on: Day | None = field("完成日", "Done on", "任务完成的日子", "Day the task was done", PUBLIC, default=None)
    remark: Line | None = field("备注", "Remark", "表中的备注", "Remark in the table", PUBLIC, default=None)
    confirmed: Flag = field(
        "已核对", "Confirmed", "街道是否核对", "Whether the street checked it", INTERNAL, default=False
    )
