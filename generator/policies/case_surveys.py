"""Worked cases of what residents say and of the roster: surveys, votes, figures, coverage, readiness, support, pairs.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from generator.policies.case_frame import CaseOf
from generator.records.base import PUBLIC, Record, field
from generator.records.people import Education, KitItem, SourceTag
from generator.records.scalars import Day, Flag, Id, PeriodText, Points, Whole


class GivenSurvey(Record):
    """The sheets of one survey about one leader."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    period: PeriodText = field("周期", "Period", "评议的周期", "Period that it is about", PUBLIC)
    held_on: Day = field("评议日", "Held on", "评议的日子", "Day it was held", PUBLIC)
    satisfied: Whole = field("满意", "Satisfied", "满意的份数", "Satisfied", PUBLIC)
    basically: Whole = field("基本满意", "Basically", "基本满意的份数", "Basically satisfied", PUBLIC, default=0)
    not_satisfied: Whole = field("不满意", "Not satisfied", "不满意的份数", "Not satisfied", PUBLIC)
    blank: Whole = field("无效", "Blank", "空白和作废的份数", "Blank or spoiled", PUBLIC, default=0)


class GivenLift(Record):
    """A signed decision that lifts the bar of a leader."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    on: Day = field("决定日", "On", "作出决定的日子", "Day of the decision", PUBLIC)


class SurveysGiven(Record):
    """Surveys of leaders in post, and the day on which somebody is to be chosen."""

    survey: Id = field("评议", "Survey", "评议代码", "Code of the survey", PUBLIC)
    in_post_since: Day = field("到任日", "In post since", "各人到任的日子", "First day in post of all", PUBLIC)
    surveys: tuple[GivenSurvey, ...] = field("问卷", "Surveys", "各次评议", "The surveys", PUBLIC)
    lifted: tuple[GivenLift, ...] = field(
        "解除", "Lifted", "解除限制的决定", "Bars that were lifted", PUBLIC, default=()
    )
    as_of: Day = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC)


class ExpectedSurvey(Record):
    """What a survey comes to; without `percent` there is no result."""

    percent: Points | None = field("满意度", "Per cent", "按政策的小数位", "As shown", PUBLIC, default=None)
    low: Flag = field("低于界线", "Low", "是否低于界线", "Whether it is too low", PUBLIC)


class SurveysExpected(Record):
    """Results in the order given; proposals and bars are listed in full."""

    surveys: tuple[ExpectedSurvey, ...] = field("结果", "Surveys", "与给出的次序相同", "In the order given", PUBLIC)
    proposals: tuple[Id, ...] = field("建议", "Proposals", "应列入建议的人", "Leaders proposed", PUBLIC, default=())
    barred: tuple[Id, ...] = field("不再选任", "Barred", "不得再选的人", "Leaders not to be chosen", PUBLIC, default=())


class SurveysCase(CaseOf[SurveysGiven, SurveysExpected]):
    """Kind `surveys`: sheets -> satisfaction, proposals, bars."""

    kind: Literal["surveys"] = field("种类", "Kind", "群众评议", "Surveys", PUBLIC)


class GivenBallot(Record):
    """The count of one vote."""

    entitled: Whole | None = field("应到", "Entitled", "应到人数", "People entitled", PUBLIC, default=None)
    present: Whole = field("到会", "Present", "到会人数", "People present", PUBLIC)
    votes_for: Whole = field("赞成", "For", "赞成票", "Votes for", PUBLIC)
    against: Whole = field("反对", "Against", "反对票", "Votes against", PUBLIC)
    abstain: Whole = field("弃权", "Abstain", "弃权票", "Abstentions", PUBLIC)


class VotesGiven(Record):
    """Votes of meetings on a day."""

    on: Day = field("日期", "Day", "开会的日子", "Day of the meetings", PUBLIC)
    ballots: tuple[GivenBallot, ...] = field("票数", "Ballots", "各次表决", "The votes", PUBLIC)


class VotesExpected(Record):
    """Whether each vote passed, in the order given."""

    passed: tuple[Flag, ...] = field("通过", "Passed", "是否通过", "Whether it passed", PUBLIC)


class VotesCase(CaseOf[VotesGiven, VotesExpected]):
    """Kind `votes`: counts -> passed or not."""

    kind: Literal["votes"] = field("种类", "Kind", "会议表决", "Votes", PUBLIC)


class GivenGroup(Record):
    """So many leaders who are alike; a birth date stands in a case and nowhere else."""

    number: Whole = field("人数", "Number", "这样的人有几个", "How many there are", PUBLIC)
    age: Whole | None = field("周岁", "Age", "当天的周岁", "Full years on the day", PUBLIC, default=None)
    born: Day | None = field("出生日", "Born", "代替周岁，只在案例中使用", "In place of the age", PUBLIC, default=None)
    education: Education | None = field("学历", "Education", "学历", "Education", PUBLIC, default=None)
    tags: tuple[SourceTag, ...] = field("标签", "Tags", "来源标签", "Source tags", PUBLIC, default=())


class GivenPrinted(Record):
    """A share as some paper printed it."""

    figure: Id = field("指标", "Figure", "指标代码", "Code of the figure", PUBLIC)
    percent: Points = field("比例", "Per cent", "刊出的百分比", "Per cent as printed", PUBLIC)


class StatisticsGiven(Record):
    """The leaders of a day, group by group."""

    on: Day = field("日期", "Day", "统计的日子", "Day of the count", PUBLIC)
    groups: tuple[GivenGroup, ...] = field("楼长", "Groups", "相同的人合为一组", "Those alike together", PUBLIC)
    printed: tuple[GivenPrinted, ...] = field(
        "刊出比例", "Printed", "别处刊出的比例", "Shares printed elsewhere", PUBLIC, default=()
    )


class ExpectedFigure(Record):
    """A figure of the roster."""

    figure: Id = field("指标", "Figure", "指标代码", "Code of the figure", PUBLIC)
    count: Whole | None = field("人数", "Count", "人数", "How many", PUBLIC, default=None)
    percent: Points | None = field("比例", "Per cent", "占总数的百分比", "Per cent of all", PUBLIC, default=None)


class StatisticsExpected(Record):
    """Total and figures; printed shares that differ are listed in full."""

    total: Whole | None = field("总数", "Total", "楼长总数", "Leaders in all", PUBLIC, default=None)
    figures: tuple[ExpectedFigure, ...] = field("指标", "Figures", "各项指标", "The figures", PUBLIC)
    differing: tuple[Id, ...] = field(
        "不符", "Differing", "与刊出比例不符的指标", "Figures whose printed share differs", PUBLIC, default=()
    )
    hidden: tuple[Id, ...] | None = field(
        "不公开",
        "Hidden",
        "人少而不公开的指标，写了就要写全",
        "Figures of too few people, in full",
        PUBLIC,
        default=None,
    )


class StatisticsCase(CaseOf[StatisticsGiven, StatisticsExpected]):
    """Kind `statistics`: leaders -> counts and shares."""

    kind: Literal["statistics"] = field("种类", "Kind", "队伍统计", "Figures of the roster", PUBLIC)


class CoverageGiven(Record):
    """Places of a level, and how many of them have a leader."""

    on: Day = field("日期", "Day", "统计的日子", "Day of the count", PUBLIC)
    level: Id = field("层级", "Level", "层级代码", "Code of the level", PUBLIC)
    places: Whole = field("地点数", "Places", "共有几处", "How many places", PUBLIC)
    with_leader: Whole = field("有楼长", "With a leader", "几处有在任楼长", "How many have a leader", PUBLIC)


class CoverageExpected(Record):
    """The share, and how many vacancies are listed."""

    percent: Points = field("覆盖率", "Per cent", "百分比", "Per cent that is covered", PUBLIC)
    vacant: Whole = field("空缺", "Vacant", "列出几处空缺", "Vacancies listed", PUBLIC)


class CoverageCase(CaseOf[CoverageGiven, CoverageExpected]):
    """Kind `coverage`: places -> share with a leader, vacancies."""

    kind: Literal["coverage"] = field("种类", "Kind", "覆盖", "Coverage", PUBLIC)


class GivenTraining(Record):
    """A training before duty."""

    on: Day = field("日期", "Day", "培训的日子", "Day of the training", PUBLIC)
    result: Literal["passed", "failed"] = field("结果", "Result", "合格或不合格", "Passed or failed", PUBLIC)


class GivenThing(Record):
    """A thing that was handed over."""

    item: KitItem = field("物品", "Item", "物品", "The thing", PUBLIC)
    on: Day = field("日期", "Day", "领到的日子", "Day it was received", PUBLIC)


class ReadinessGiven(Record):
    """What somebody has behind oneself on a day."""

    on: Day = field("当天", "On", "判断的日子", "Day of the judgement", PUBLIC)
    trainings: tuple[GivenTraining, ...] = field("培训", "Trainings", "参加的培训", "Trainings", PUBLIC, default=())
    kit: tuple[GivenThing, ...] = field("物品", "Kit", "领到的物品", "Things received", PUBLIC, default=())


class ReadinessExpected(Record):
    """How far somebody is; things missing and handed over too early are listed in full."""

    state: Literal["training_missing", "kit_missing", "ready"] = field(
        "状态", "State", "未合格、未领齐、可上岗", "Not passed, things missing, ready", PUBLIC
    )
    missing: tuple[KitItem, ...] = field("未领", "Missing", "还没有领到的", "Things not received", PUBLIC, default=())
    early: tuple[KitItem, ...] = field(
        "早领", "Early", "合格前就领到的", "Things handed over early", PUBLIC, default=()
    )
    since: Day | None = field(
        "可上岗日", "Since", "最早可以上岗的日子", "First possible day of duty", PUBLIC, default=None
    )


class ReadinessCase(CaseOf[ReadinessGiven, ReadinessExpected]):
    """Kind `readiness`: training and things -> on duty or not yet."""

    kind: Literal["readiness"] = field("种类", "Kind", "上岗", "Ready for duty", PUBLIC)


class GivenList(Record):
    """Those whom an office chose."""

    honour: Id = field("评选", "Honour", "评选代码", "Code of the honour", PUBLIC)
    period: PeriodText = field("周期", "Period", "评选的周期", "Period it is for", PUBLIC)
    holders: tuple[Id, ...] = field("名单", "Holders", "入选的代号", "Those chosen", PUBLIC)
    without_certificate: tuple[Id, ...] = field(
        "未发证书", "Without certificate", "其中没有证书编号的", "Those without a number", PUBLIC, default=()
    )


class GivenProject(Record):
    """A project of a leader."""

    id: Id = field("项目", "Project", "案例中的代号", "Code within the case", PUBLIC)
    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    proposed_on: Day = field("申报日", "Proposed on", "申报的日子", "Day it was proposed", PUBLIC)


class SupportGiven(Record):
    """Lists of chosen leaders, and projects in a year."""

    year: PeriodText = field("年度", "Year", "排列的年度", "Year in which they are ordered", PUBLIC)
    lists: tuple[GivenList, ...] = field("评选", "Lists", "已有的名单", "Lists there are", PUBLIC)
    projects: tuple[GivenProject, ...] = field(
        "项目", "Projects", "申报的项目", "Projects proposed", PUBLIC, default=()
    )


class SupportExpected(Record):
    """Projects in order, the reserve, and those whose certificate is missing, each in full."""

    projects: tuple[Id, ...] = field("项目次序", "Projects", "扶持的先后", "In order of support", PUBLIC, default=())
    reserve: tuple[Id, ...] = field("储备", "Reserve", "优先纳入储备的人", "Those in the reserve", PUBLIC, default=())
    without_certificate: tuple[Id, ...] = field(
        "缺证书", "Without certificate", "还没有证书的人", "Those whose certificate is missing", PUBLIC, default=()
    )


class SupportCase(CaseOf[SupportGiven, SupportExpected]):
    """Kind `support`: lists -> order of projects, reserve, certificates."""

    kind: Literal["support"] = field("种类", "Kind", "扶持与储备", "Support and reserve", PUBLIC)


class GivenPair(Record):
    """A mediator and a leader."""

    mediator: Id = field("调解员", "Mediator", "案例中的代号", "Code within the case", PUBLIC)
    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    from_: Day = field("起", "From", "结对的第一天", "First day", PUBLIC, alias="from")
    until: Day | None = field("止", "Until", "结对的最后一天", "Last day", PUBLIC, default=None)


class PairsGiven(Record):
    """Serving leaders and pairings on a day."""

    on: Day = field("当天", "On", "判断的日子", "Day of the judgement", PUBLIC)
    leaders: tuple[Id, ...] = field("楼长", "Leaders", "在任的楼长", "Serving leaders", PUBLIC)
    pairs: tuple[GivenPair, ...] = field("结对", "Pairs", "已有的结对", "Pairings there are", PUBLIC)


class PairsExpected(Record):
    """Leaders without a mediator, in full."""

    number: Whole = field("人数", "Number", "列出几人", "How many are listed", PUBLIC)
    unpaired: tuple[Id, ...] = field(
        "未结对", "Unpaired", "没有结对的楼长", "Leaders without a mediator", PUBLIC, default=()
    )


class PairsCase(CaseOf[PairsGiven, PairsExpected]):
    """Kind `pairs`: pairings -> leaders without a mediator."""

    kind: Literal["pairs"] = field("种类", "Kind", "结对", "Pairings", PUBLIC)


SurveyCases: TypeAlias = Union[
    SurveysCase, VotesCase, StatisticsCase, CoverageCase, ReadinessCase, SupportCase, PairsCase
]
