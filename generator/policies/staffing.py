"""How posts are staffed: households per leader, concurrent posts, agreements, insurance, leaving, filings, campaigns.

Closed sets of named kinds; the records say how things stand, the pack what is asked.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import SourceTag
from generator.records.scalars import Day, Flag, Id, Line, Points, Whole

HouseholdBase: TypeAlias = Literal["resident", "total"]


class Capacity(Record):
    """About how many households one leader serves."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    level: Id = field("层级", "Level", "计算户数的层级", "Level whose households count", PUBLIC)
    target: Setting[Whole] = field("户数", "Target", "每名楼长约多少户", "Households for one leader", PUBLIC)
    tolerance: Setting[Points] = field(
        "幅度", "Tolerance", "上下浮动的百分比，含", "Per cent up or down, included", PUBLIC
    )
    base: Setting[HouseholdBase] = field("口径", "Base", "实际居住或全部", "Resident or all households", PUBLIC)
    rounding: Setting[Literal["half_up", "ceil", "floor"]] = field(
        "取整", "Rounding", "应设数怎样取整", "How the number needed is rounded", PUBLIC
    )
    least: Setting[Whole] = field("最少", "Least", "再小也设几个", "Needed however few households", PUBLIC)


class Concurrency(Record):
    """When a leader takes on further places."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    role: Id = field("角色", "Role", "可兼任的角色", "Role that may be held concurrently", PUBLIC)
    grounds: tuple[Choice, ...] = field("原因", "Grounds", "可以兼任的原因", "Grounds for it", PUBLIC)
    most: Setting[Whole] = field("上限", "Most", "最多几个地点", "Most places", PUBLIC)
    counts: Setting[Literal["total", "additional"]] = field(
        "口径", "Counts", "含本人原有的，或只计兼任的", "All places, or only the further ones", PUBLIC
    )
    needs_consent: Setting[Flag] = field("须同意", "Needs consent", "须本人同意", "The person must agree", PUBLIC)
    steps: Setting[tuple[Id, ...]] = field(
        "步骤", "Steps", "兼任要走的选任步骤", "Steps of the selection that it takes", PUBLIC
    )


class AgreementRule(Record):
    """The agreement that leaders sign."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    label: Line = field("名称", "Label", "协议的名称", "What it is called", PUBLIC)
    required_for: Setting[Literal["all", "concurrent"]] = field(
        "须签", "Required for", "谁须签", "Who has to sign", PUBLIC
    )
    pay_from: Setting[Literal["appointment", "later_signature"]] = field(
        "起发", "Pay from", "从哪天起可以发补贴", "Day from which money may be due", PUBLIC
    )
    copies: Setting[Whole] = field("份数", "Copies", "一式几份", "Originals", PUBLIC)
    expiry_notice_days: Setting[Whole] = field(
        "到期提醒", "Expiry notice", "提前几天提醒", "Days of notice before it ends", PUBLIC
    )


class InsuranceRule(Record):
    """The accident policy bought for leaders."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "投保的角色", "Roles that are covered", PUBLIC)
    start: Setting[Literal["appointment", "passed_evaluation"]] = field(
        "起算", "Start", "从何时起应投保", "What makes it due", PUBLIC
    )
    within_months: Setting[Whole] | None = field(
        "期限", "Within", "几个月内评议合格", "Months within which the evaluation is passed", PUBLIC, default=None
    )


class LeavingGround(Record):
    """How long before leaving the other side is told, on one ground."""

    id: Id = field("代码", "Code", "退出缘由代码", "Code of the ground", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    number: Setting[Whole] = field("提前", "Number", "提前多少天或月", "Days or months of notice", PUBLIC)
    counted_in: Setting[Literal["days", "months"]] = field("单位", "Counted in", "天或月", "Days or months", PUBLIC)


class Leaving(Record):
    """How an appointment may end before its time."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    grounds: tuple[LeavingGround, ...] = field(
        "缘由", "Grounds", "各缘由和告知期限", "Grounds with their notice", PUBLIC
    )

    def ground(self, ground: str) -> LeavingGround | None:
        """Return the ground with that code."""
        return next((known for known in self.grounds if known.id == ground), None)


class Vacancies(Record):
    """Whether a place may be without a leader."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    coverage: Setting[Literal["may_be_vacant", "task", "error"]] = field(
        "空缺", "Coverage", "空缺怎样处理", "What a vacancy is", PUBLIC
    )
    reasons: tuple[Choice, ...] = field("原因", "Reasons", "空缺的原因", "Why a place is vacant", PUBLIC)


class Residence(Record):
    """Where a leader lives."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    scope: Setting[Literal["own_building", "own_compound", "anywhere"]] = field(
        "范围", "Scope", "应住在哪里", "Where a leader should live", PUBLIC
    )
    severity: Setting[Literal["error", "warning"]] = field(
        "程度", "Severity", "不符时报错或提醒", "An error or a warning", PUBLIC
    )


class RequiredPost(Record):
    """People with a tag who must hold a role too."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    tag: SourceTag = field("标签", "Tag", "人员记录中的标签", "Tag of the person's record", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    role: Id = field("角色", "Role", "须兼任的角色", "Role that they must hold", PUBLIC)
    severity: Setting[Literal["error", "warning"]] = field(
        "程度", "Severity", "未任时报错或提醒", "An error or a warning", PUBLIC
    )
    grace_days: Setting[Whole] = field("宽限", "Grace", "几天后报错", "Days before it is an error", PUBLIC)


class CampaignRule(Record):
    """A task with a day by which every community is done."""

    id: Id = field("代码", "Code", "任务代码，即记录的文件名", "Code; the record's file name", PUBLIC)
    label: Line = field("名称", "Label", "任务名称", "Label of the campaign", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    role: Id = field("角色", "Role", "统计的角色", "Role that is counted", PUBLIC)
    starts: Setting[Day] = field("开始", "Starts", "开始的日子", "First day", PUBLIC)
    due: Setting[Day] = field("期限", "Due", "完成的期限", "Day by which it is done", PUBLIC)
    inclusive: Setting[Flag] = field(
        "含当日", "Inclusive", "期限当日是否按时", "Whether the day itself is in time", PUBLIC
    )
    counts: Setting[Literal["persons", "posts"]] = field(
        "口径", "Counts", "按人或按岗位统计", "Leaders as persons or as posts", PUBLIC
    )


class WorkSystem(Record):
    """One of the working systems that a leader is to keep: what counts as keeping it, and how often."""

    id: Id = field("代码", "Code", "制度代码", "Code of the system", PUBLIC)
    label: Line = field("名称", "Label", "制度名称", "Label of the system", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    activities: tuple[Id, ...] = field(
        "活动", "Activities", "记入台账的活动", "Activities that show it", PUBLIC, default=()
    )
    boards: Flag = field("公示牌", "Boards", "是否看公示牌上墙", "Whether it shows in boards", PUBLIC, default=False)
    every: Setting[Literal["week", "month", "quarter", "year"]] = field(
        "频次", "Every", "多久至少一次", "How often at least once", PUBLIC
    )


class FilingRule(Record):
    """Changes that are filed with an office above."""

    id: Id = field("代码", "Code", "备案代码", "Code of the filing", PUBLIC)
    label: Line = field("名称", "Label", "备案名称", "Label of the filing", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    to: Line = field("报送", "To", "报送的机关", "Office it goes to", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "涉及的角色", "Roles concerned", PUBLIC)
    changes: Setting[tuple[Literal["appointed", "left", "places_changed", "concurrent"], ...]] = field(
        "变动", "Changes", "要备案的变动", "Changes that are filed", PUBLIC
    )
    days: Setting[Whole] = field("期限", "Days", "几天内备案", "Days within which it is filed", PUBLIC)


class Staffing(Record):
    """The staffing of a policy; a part that a policy does not speak of is left out."""

    capacity: Capacity | None = field(
        "户数", "Capacity", "每名楼长的户数", "Households per leader", PUBLIC, default=None
    )
    concurrency: Concurrency | None = field("兼任", "Concurrency", "兼任", "Concurrent posts", PUBLIC, default=None)
    agreement: AgreementRule | None = field("协议", "Agreement", "服务协议", "Service agreement", PUBLIC, default=None)
    insurance: InsuranceRule | None = field("保险", "Insurance", "意外险", "Accident policy", PUBLIC, default=None)
    leaving: Leaving | None = field("退出", "Leaving", "退出", "Leaving", PUBLIC, default=None)
    vacancies: Vacancies | None = field("空缺", "Vacancies", "空缺", "Vacancies", PUBLIC, default=None)
    residence: Residence | None = field("居住", "Residence", "居住地", "Where leaders live", PUBLIC, default=None)
    required_posts: tuple[RequiredPost, ...] = field(
        "须兼任", "Required posts", "须同时任职的人", "People who must hold a post", PUBLIC, default=()
    )
    systems: tuple[WorkSystem, ...] = field(
        "工作制度", "Systems", "楼栋长的工作制度", "Working systems of leaders", PUBLIC, default=()
    )
    filings: tuple[FilingRule, ...] = field("备案", "Filings", "向上备案", "Filings", PUBLIC, default=())
