"""A policy pack: identity, structure, items, outcomes, and the articles it cites.

Knows how the parts make a whole and how to look one up; computes nothing.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from generator.policies.boards import BoardRule
from generator.policies.claims import ClaimRules, FeedbackRules, RedemptionRules, TopReward
from generator.policies.duties import EventCount, MeetingKind, RecurringDuty
from generator.policies.evaluation import EvaluationRule
from generator.policies.forms import Forms
from generator.policies.items import Base, Exclusion, Item, Reuse
from generator.policies.machines import MachineRule
from generator.policies.money import Component, Money
from generator.policies.nomination import Nomination
from generator.policies.outcomes import Alert, CreditPush, Honour, Limits, Periods, Ranking, Recommendation
from generator.policies.roster import ChosenHonour, PairingRule, Readiness, Statistics, Support
from generator.policies.selection import Choice, Selection
from generator.policies.service import Service
from generator.policies.staffing import CampaignRule, Staffing
from generator.policies.stations import Escalation, Stations
from generator.policies.structure import Activity, Level, OfficeRole, OpenSource, Role
from generator.policies.surveys import SurveyRule, VoteRule
from generator.policies.terms import TermsByDay
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, Line, LongText


class Article(Record):
    """A clause of the policy, paraphrased, with the rule ids it carries."""

    id: Line = field("条款", "Clause", "条款编号", "Id of the clause", PUBLIC)
    heading: Line = field("标题", "Heading", "条款标题", "Heading", PUBLIC)
    text: LongText = field("大意", "Gist", "条款大意，不抄原文", "Paraphrase, never a copy", PUBLIC)
    rules: tuple[Line, ...] = field("规则", "Rules", "规则编号", "Rule ids", PUBLIC, default=())
    narrative: tuple[Line, ...] = field(
        "仅叙述", "Narrative", "只叙述、不执行的规则编号", "Rules that only narrate", PUBLIC, default=()
    )


class Articles(Record):
    """`articles.yaml`: the clauses in the order of the text."""

    articles: tuple[Article, ...] = field("条款", "Articles", "按原文顺序", "In the order of the text", PUBLIC)


class VisibilityRule(Record):
    """Who sees a kind of data under this policy (rules section 10)."""

    data: Literal[
        "name_role_place",
        "duties",
        "contact",
        "photo",
        "candidates",
        "points",
        "monthly_rank",
        "honours",
        "credit",
        "personal_attributes",
        "households",
        "incidents",
        "issues",
        "property_checks",
        "exits",
        "statistics",
        "policy",
        "evaluations",
        "allowances",
        "agreements",
        "insurance",
        "claims",
        "balances",
        "feedback",
        "budget",
        "meetings",
        "stations",
        "pairings",
        "campaigns",
        "catalogue",
        "satisfaction",
        "reviews",
        "projects",
        "teams",
    ] = field("数据", "Data", "数据种类", "Kind of data", PUBLIC)
    audience: Literal["public", "consent", "public_while_displayed", "community", "higher", "never"] = field(
        "可见", "Audience", "谁可以看", "Who may see it", PUBLIC
    )
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class PropertyForm(Record):
    """The pack-defined form by which leaders assess the property service."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    aspects: tuple[Choice, ...] = field("项目", "Aspects", "评价项目", "What is assessed", PUBLIC)
    grades: tuple[Choice, ...] = field("等级", "Grades", "自高至低", "Best first", PUBLIC)


class Pack(Record):
    """`policy.yaml`: the policy itself."""

    title: Line = field("名称", "Title", "政策全称", "Full title", PUBLIC)
    short_title: Line = field("简称", "Short title", "页面上用的简称", "Used on pages", PUBLIC)
    document_number: Line | None = field(
        "文号", "Document number", "文件号", "Number of the document", PUBLIC, default=None
    )
    issuers: tuple[Line, ...] = field(
        "发文机关",
        "Issuers",
        "发文机关，原文没有的不写",
        "Offices that issued it; absent where the text has none",
        PUBLIC,
        default=(),
    )
    issued_on: Day | None = field(
        "发文日",
        "Issued on",
        "发文的日子，原文没有的不写",
        "Day of issue; absent where the text has none",
        PUBLIC,
        default=None,
    )
    in_force_from: Day | None = field(
        "施行",
        "In force from",
        "施行的日子，原文没有的由采用的辖区填写",
        "First day in force; where the text has none, whoever adopts it writes it",
        PUBLIC,
        default=None,
    )
    in_force_note: Line | None = field(
        "施行说明",
        "In force, note",
        "施行日非原文所写时说明",
        "Where the text does not say the day",
        PUBLIC,
        default=None,
    )
    repealed_on: Day | None = field("废止", "Repealed on", "废止的日子", "Day of repeal", PUBLIC, default=None)
    supersedes: tuple[Line, ...] = field(
        "替代", "Supersedes", "同时废止的文件", "Papers it repeals", PUBLIC, default=()
    )
    interpreter: Line = field("解释机关", "Interpreter", "负责解释的机关", "Office that interprets it", PUBLIC)
    motto: Line | None = field("口号", "Motto", "公示牌上的口号", "Motto on boards", PUBLIC, default=None)
    sources: tuple[OpenSource, ...] = field("依据", "Sources", "所依据的文件", "Papers it rests on", PUBLIC, default=())
    levels: tuple[Level, ...] = field("层级", "Levels", "地点的层级", "Levels of places", PUBLIC)
    roles: tuple[Role, ...] = field("角色", "Roles", "角色", "Roles", PUBLIC)
    offices: tuple[OfficeRole, ...] = field("机构", "Offices", "各级机构", "Offices by level", PUBLIC, default=())
    selection: Selection | None = field("选拔", "Selection", "选拔程序", "How leaders are chosen", PUBLIC, default=None)
    nomination: Nomination | None = field(
        "提名", "Nomination", "报名、推荐和审核", "Coming forward and being looked at", PUBLIC, default=None
    )
    service: Service | None = field(
        "服务", "Service", "任期、装备、文书、评优", "Term, kit, papers, chosen leaders", PUBLIC, default=None
    )
    stations: Stations | None = field(
        "工作站", "Stations", "小区工作站", "Workstations of compounds", PUBLIC, default=None
    )
    meetings: tuple[MeetingKind, ...] = field("会议", "Meetings", "会议的种类", "Kinds of meeting", PUBLIC, default=())
    duties: tuple[RecurringDuty, ...] = field(
        "经常职责", "Recurring duties", "每周、每月应办的事", "What is owed again and again", PUBLIC, default=()
    )
    event_counts: tuple[EventCount, ...] = field(
        "累计", "Event counts", "累计到几次的预警", "Things that must not add up", PUBLIC, default=()
    )
    escalation: Escalation | None = field(
        "逐级报告", "Escalation", "突发事件逐级报告", "How emergencies go up", PUBLIC, default=None
    )
    activities: tuple[Activity, ...] = field("活动", "Activities", "可记录的活动", "What a log may record", PUBLIC)
    base: Base | None = field("基础分", "Base", "基础分", "Base points", PUBLIC, default=None)
    items: tuple[Item, ...] = field("指标", "Items", "加分指标", "Score items", PUBLIC, default=())
    exclusions: tuple[Exclusion, ...] = field(
        "互斥", "Exclusions", "互斥的指标", "Items that exclude each other", PUBLIC, default=()
    )
    reuse: Reuse | None = field("重复", "Reuse", "重复与核实", "Repeated claims and checks", PUBLIC, default=None)
    periods: Periods | None = field("周期", "Periods", "公布周期", "Published periods", PUBLIC, default=None)
    rankings: tuple[Ranking, ...] = field("排名", "Rankings", "排名", "Rankings", PUBLIC, default=())
    honours: tuple[Honour, ...] = field("评比", "Honours", "评比", "Honours", PUBLIC, default=())
    credit: CreditPush | None = field(
        "信用推送", "Credit push", "信用推送", "Push to the credit system", PUBLIC, default=None
    )
    recommendations: tuple[Recommendation, ...] = field(
        "推荐", "Recommendations", "优先推荐", "Priority proposals", PUBLIC, default=()
    )
    alerts: tuple[Alert, ...] = field("预警", "Alerts", "预警", "Alerts", PUBLIC, default=())
    limits: Limits | None = field("时限", "Limits", "未定的时限", "Times left open", PUBLIC, default=None)
    property_form: PropertyForm | None = field(
        "物业评价", "Property form", "物业评价表", "Assessment of the property service", PUBLIC, default=None
    )
    staffing: Staffing | None = field("配备", "Staffing", "配备与协议", "How posts are staffed", PUBLIC, default=None)
    evaluations: tuple[EvaluationRule, ...] = field("评议", "Evaluations", "评议", "Evaluations", PUBLIC, default=())
    money: Money | None = field("补贴", "Money", "补贴与经费", "Allowances and funds", PUBLIC, default=None)
    campaigns: tuple[CampaignRule, ...] = field(
        "专项任务", "Campaigns", "有期限的任务", "Tasks with a day", PUBLIC, default=()
    )
    claims: ClaimRules | None = field("按月申报", "Claims", "按月申报积分", "Claims by the month", PUBLIC, default=None)
    redemption: RedemptionRules | None = field(
        "积分兑换", "Redemption", "兑换与清零", "Redeeming and clearing points", PUBLIC, default=None
    )
    top_rewards: tuple[TopReward, ...] = field(
        "前列奖励", "Top rewards", "排名靠前的奖励", "Rewards for the first places", PUBLIC, default=()
    )
    feedback: FeedbackRules | None = field(
        "居民反馈", "Feedback", "居民反馈与评价", "Residents' voices and reviews", PUBLIC, default=None
    )
    machines: tuple[MachineRule, ...] = field("流程", "Machines", "办理的流程", "Courses of states", PUBLIC, default=())
    vote: VoteRule | None = field("表决", "Vote", "会议表决", "How a meeting decides", PUBLIC, default=None)
    readiness: Readiness | None = field(
        "上岗", "Readiness", "上岗前须办的", "What is needed before duty", PUBLIC, default=None
    )
    surveys: tuple[SurveyRule, ...] = field(
        "群众评议", "Surveys", "群众评议", "Surveys of residents", PUBLIC, default=()
    )
    statistics: Statistics | None = field(
        "队伍统计", "Statistics", "队伍统计", "Figures of the roster", PUBLIC, default=None
    )
    pairing: PairingRule | None = field("结对", "Pairing", "调解员结对", "Mediators and leaders", PUBLIC, default=None)
    chosen_honours: tuple[ChosenHonour, ...] = field(
        "评选", "Chosen honours", "没有名额的评选", "Honours without quota", PUBLIC, default=()
    )
    support: Support | None = field(
        "扶持", "Support", "优秀楼长的扶持", "What chosen leaders gain", PUBLIC, default=None
    )
    boards: tuple[BoardRule, ...] = field(
        "公示牌", "Boards", "各级公示牌", "Notice boards by level", PUBLIC, default=()
    )
    locked: tuple[Line, ...] = field(
        "锁定", "Locked", "下级不得改的参数路径", "Paths of settings that no layer may change", PUBLIC, default=()
    )
    visibility: tuple[VisibilityRule, ...] = field("可见范围", "Visibility", "谁看什么", "Who sees what", PUBLIC)


_NO_FORMS = Forms(forms=())


class Policy(Struct, frozen=True, dict=True, weakref=True):
    """A pack with its id, articles and forms."""

    id: str
    pack: Pack
    articles: tuple[Article, ...]
    bases: tuple[str, ...] = ()
    """The packs that it rests on, nearest first; none for a pack of its own."""
    forms: Forms = _NO_FORMS
    base_titles: tuple[str, ...] = ()
    """What they are called."""

    def home_of(self, record: Record) -> str:
        """Return the id of the pack in whose file a part of this policy stands."""
        folder = record.origin.path.removeprefix("records/policies/").partition("/")[0]
        return folder if folder in self.bases else self.id

    def article(self, clause: str) -> Article | None:
        """Return the article with that id."""
        return next((article for article in self.articles if article.id == clause), None)

    def role(self, role: str) -> Role | None:
        """Return the role with that code."""
        return self._roles.get(role)

    def level(self, level: str) -> Level | None:
        """Return the level with that code."""
        return self._levels.get(level)

    def board(self, level: str) -> BoardRule | None:
        """Return the board that hangs at places of a level."""
        return self._boards.get(level)

    def activity(self, activity: str) -> Activity | None:
        """Return the activity with that code."""
        return self._activities.get(activity)

    def item(self, item: str) -> Item | None:
        """Return the item with that code."""
        return self._items.get(item)

    def evaluation(self, evaluation: str) -> EvaluationRule | None:
        """Return the evaluation with that code."""
        return next((known for known in self.pack.evaluations if known.id == evaluation), None)

    def campaign(self, campaign: str) -> CampaignRule | None:
        """Return the campaign with that code."""
        return next((known for known in self.pack.campaigns if known.id == campaign), None)

    def component(self, component: str) -> Component | None:
        """Return the component of the money with that code."""
        money = self.pack.money
        return next((known for known in money.components if known.id == component), None) if money else None

    @cached_property
    def _roles(self) -> dict[str, Role]:
        """The roles by code; here and below, of two with one code the first counts (a check reports it)."""
        return {role.id: role for role in reversed(self.pack.roles)}

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {level.id: level for level in reversed(self.pack.levels)}

    @cached_property
    def _boards(self) -> dict[str, BoardRule]:
        return {board.level: board for board in reversed(self.pack.boards)}

    @cached_property
    def _activities(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in reversed(self.pack.activities)}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in reversed(self.pack.items)}

    @cached_property
    def scored_roles(self) -> frozenset[str]:
        """The roles whose deeds earn points."""
        return frozenset(role.id for role in self.pack.roles if role.scored)

    @cached_property
    def terms(self) -> TermsByDay:
        """What each activity earns, by role and day."""
        return TermsByDay(self)

    @property
    def leader_roles(self) -> frozenset[str]:
        """The roles that are leaders'."""
        return frozenset(role.id for role in self.pack.roles if role.is_leader)

    def machine(self, machine: str) -> MachineRule | None:
        """Return the machine of that kind of course."""
        return next((known for known in self.pack.machines if known.id == machine), None)

    def in_force(self, day: date) -> bool:
        """Tell whether the policy is in force on a day."""
        return self.first_day <= day and (self.pack.repealed_on is None or day < self.pack.repealed_on)

    @property
    def first_day(self) -> date:
        """The first day in force; the earliest day there is where the policy has none (`unset-setting` asks for it)."""
        return self.pack.in_force_from or date.min
