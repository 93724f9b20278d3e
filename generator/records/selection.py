"""Record types of choosing leaders: the selection case, public notices, objections.

The steps and windows a policy asks for are the policy's; here is only what happened.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, LongText, OfficePhone, PeriodText, Whole


class Nomination(Record):
    """How a candidate came onto the list; supporters are never named."""

    channel: Id = field("渠道", "Channel", "政策包中的推荐渠道代码", "Channel code of the policy", INTERNAL)
    on: Day = field("日期", "Day", "提名的日子", "Day of the nomination", INTERNAL)
    supporters: Whole | None = field(
        "联名人数", "Supporters", "只写核对后的人数", "The checked number alone", INTERNAL, default=None
    )
    organisation: Id | None = field(
        "推荐组织", "Organisation", "政策包中的组织代码", "Organisation code of the policy", INTERNAL, default=None
    )


class IncumbentReview(Record):
    """The assessment of a leader who stands again."""

    on: Day = field("日期", "Day", "评估的日子", "Day of the review", INTERNAL)
    by: Id = field("评估人", "Reviewed by", "评估的岗位", "Post that reviewed", INTERNAL)
    result: Literal["fit", "unfit"] = field("结果", "Result", "是否称职", "Fit to go on or not", INTERNAL)


class Declaration(Record):
    """The reviewer's yes or no to one condition of the policy's checklist."""

    condition: Id = field("条件", "Condition", "政策包中的条件代码", "Condition code of the policy", INTERNAL)
    met: Flag = field("符合", "Met", "是否符合", "Whether it is met", INTERNAL)


class OutsideOpinion(Record):
    """Yes or no of the unit that the policy asks; what it said is never kept."""

    on: Day = field("日期", "Day", "答复的日子", "Day of the answer", INTERNAL)
    agrees: Flag = field("同意", "Agrees", "只写同意或不同意", "Yes or no alone", INTERNAL)


class InterviewResult(Record):
    """The interview, with its place in the order where candidates were compared."""

    on: Day = field("日期", "Day", "面试的日子", "Day of the interview", INTERNAL)
    rank: Whole | None = field("名次", "Rank", "并列的写同一名次", "Equals have the same", INTERNAL, default=None)


class Candidate(Record):
    """One person on the candidate list."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    place: Id = field("地点", "Place", "拟任地点", "Place of the post", INTERNAL)
    nominations: tuple[Nomination, ...] = field("提名", "Nominations", "提名情况", "How nominated", INTERNAL)
    incumbent_review: IncumbentReview | None = field(
        "履职评估", "Incumbent review", "现任楼长须有", "Needed for a serving leader", INTERNAL, default=None
    )
    declarations: tuple[Declaration, ...] = field(
        "条件核对", "Declarations", "逐项核对", "One per condition", INTERNAL, default=()
    )
    opinion: OutsideOpinion | None = field(
        "征求意见", "Opinion", "政策要求征求的意见", "The opinion that the policy asks for", INTERNAL, default=None
    )
    interview: InterviewResult | None = field("面试", "Interview", "面试情况", "The interview", INTERNAL, default=None)
    grade: Line | None = field("信用等级", "Grade", "只填等级", "The grade alone", INTERNAL, default=None)
    grade_checked_on: Day | None = field(
        "查询日", "Grade checked on", "查询等级的日子", "Day the grade was looked up", INTERNAL, default=None
    )
    result: Literal["chosen", "not_chosen", "withdrawn"] | None = field(
        "结果", "Result", "确定后填写", "Filled in when decided", PUBLIC, default=None
    )


class Vote(Record):
    """The count of a meeting's vote; who voted how is never recorded."""

    entitled: Whole | None = field("应到", "Entitled", "应到人数", "People entitled", INTERNAL, default=None)
    present: Whole = field("到会", "Present", "到会人数", "People present", INTERNAL)
    votes_for: Whole = field("赞成", "For", "赞成票", "Votes for", INTERNAL)
    against: Whole = field("反对", "Against", "反对票", "Votes against", INTERNAL)
    abstain: Whole = field("弃权", "Abstain", "弃权票", "Abstentions", INTERNAL)


class Step(Record):
    """A step of the selection that was done."""

    step: Id = field("步骤", "Step", "政策包中的步骤代码", "Step code of the policy", INTERNAL)
    on: Day = field("日期", "Day", "完成的日子", "Day it was done", INTERNAL)
    by: Id = field("办理", "By", "办理的岗位", "Post that did it", INTERNAL)
    result: Literal["passed", "refused"] = field(
        "结果", "Result", "通过或不通过", "Passed or refused", INTERNAL, default="passed"
    )
    notice: Id | None = field("公示", "Notice", "公示记录的编号", "Id of the notice", INTERNAL, default=None)
    vote: Vote | None = field("表决", "Vote", "会议表决的票数", "Count of the vote", INTERNAL, default=None)


class SelectionCase(Record):
    """`cases/<id>.yaml`: from the list of candidates to the appointment."""

    role: Id = field("角色", "Role", "政策包中的角色代码", "Role code of the policy", PUBLIC)
    opened_on: Day = field("启动日", "Opened on", "启动的日子", "Day it began", INTERNAL)
    candidates: tuple[Candidate, ...] = field("候选人", "Candidates", "候选名单", "The candidate list", INTERNAL)
    steps: tuple[Step, ...] = field("步骤", "Steps", "按先后列出", "In order", INTERNAL, default=())


class Objection(Record):
    """An objection to a notice; who lodged it is never recorded."""

    id: Id = field("编号", "Id", "异议编号", "Id of the objection", PUBLIC)
    lodged_on: Day = field("提出日", "Lodged on", "提出的日子", "Day it was lodged", PUBLIC)
    channel: Literal["telephone", "visit", "letter"] = field(
        "方式", "Channel", "电话、来访、来信", "How it came", INTERNAL
    )
    concerns: Line = field("内容", "Concerns", "内部记录，不公开", "Internal; not published", INTERNAL)
    decided_on: Day | None = field(
        "答复日", "Decided on", "作出决定的日子", "Day of the decision", PUBLIC, default=None
    )
    decided_by: Id | None = field("决定人", "Decided by", "作出决定的岗位", "Post that decided", INTERNAL, default=None)
    decision: Literal["upheld", "dismissed"] | None = field(
        "决定", "Decision", "成立或不成立", "Upheld or dismissed", PUBLIC, default=None
    )
    answer: Line | None = field("答复", "Answer", "公开的答复", "The published answer", PUBLIC, default=None)


class Withdrawal(Record):
    """That a notice was withdrawn."""

    on: Day = field("撤回日", "Withdrawn on", "撤回的日子", "Day of withdrawal", PUBLIC)
    by: Id = field("撤回人", "Withdrawn by", "撤回的岗位", "Post that withdrew it", INTERNAL)
    reason: Line = field("理由", "Reason", "撤回的理由", "Why", PUBLIC)


class NoticeResult(Record):
    """What came of the notice after its window."""

    on: Day = field("日期", "Day", "公布结果的日子", "Day of the result", PUBLIC)
    text: Line = field("结果", "Result", "一句话的结果", "The result in a sentence", PUBLIC)


class Contact(Record):
    """Where to object: office, post, telephone, address."""

    office: Id = field("受理办公室", "Office", "办公室编号", "Id of the office", PUBLIC)
    post: Line = field("联系岗位", "Contact post", "写岗位，不写人名", "A post, not a name", PUBLIC)
    phone: OfficePhone | None = field(
        "电话", "Telephone", "与办公室不同时填写", "Where it differs from the office's", PUBLIC, default=None
    )


class Notice(Record):
    """`notices/<id>.yaml`: a public notice; its window is stored at posting and never recomputed."""

    kind: Literal["candidates", "points", "honours", "general", "recruitment"] = field(
        "种类", "Kind", "公示的种类", "Kind of notice", PUBLIC
    )
    title: Line = field("标题", "Title", "公示标题", "Title", PUBLIC)
    clause: Line | None = field("依据", "Clause", "政策条款编号", "Clause of the policy", PUBLIC, default=None)
    places: tuple[Id, ...] = field("张贴地点", "Places", "张贴的地点编号", "Where it is put up", PUBLIC, default=())
    case: Id | None = field(
        "选任", "Selection", "候选人公示的选任编号", "The selection case shown", PUBLIC, default=None
    )
    period: PeriodText | None = field("周期", "Period", "积分或评比的周期", "The period shown", PUBLIC, default=None)
    opens: Day = field("开始", "Opens", "张贴的日子", "Day of posting", PUBLIC)
    closes: Day = field("截止", "Closes", "最后一天，含当日", "Last day, included", PUBLIC)
    working_days: Whole | None = field(
        "工作日数", "Working days", "张贴时数好的工作日数", "Working days as counted at posting", PUBLIC, default=None
    )
    body: LongText = field("正文", "Body", "可用简单的 Markdown", "Simple Markdown", PUBLIC)
    contact: Contact = field("异议联系", "Contact", "如何提出异议", "How to object", PUBLIC)
    issued_by: Id = field("发布", "Issued by", "发布的办公室编号", "Office that issued it", PUBLIC)
    objections: tuple[Objection, ...] = field(
        "异议", "Objections", "收到的异议", "Objections received", PUBLIC, default=()
    )
    withdrawn: Withdrawal | None = field(
        "撤回", "Withdrawn", "撤回时填写", "Filled in when withdrawn", PUBLIC, default=None
    )
    result: NoticeResult | None = field(
        "结果", "Result", "期满后填写", "Filled in after the window", PUBLIC, default=None
    )
    corrects: Id | None = field(
        "更正对象", "Corrects", "被更正的公示编号", "The notice it corrects", PUBLIC, default=None
    )
