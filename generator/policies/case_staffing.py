"""Worked cases of staffing: households, ages, channels, campaigns, leaving, tags, weights.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.case_frame import CaseOf
from generator.records.base import PUBLIC, Record, field
from generator.records.people import SourceTag
from generator.records.scalars import Day, Flag, Id, Points, Whole


class CapacityGiven(Record):
    """Numbers of households: of areas to be staffed, and of single leaders."""

    on: Day = field("日期", "Day", "判断的日子", "Day of the judgement", PUBLIC)
    areas: tuple[Whole, ...] = field("片区户数", "Areas", "要配楼栋长的片区", "Areas to be staffed", PUBLIC, default=())
    loads: tuple[Whole, ...] = field(
        "每人户数", "Loads", "每名楼长的户数", "Households of one leader", PUBLIC, default=()
    )


class CapacityExpected(Record):
    """Leaders needed by area, and whether each load is about right, in the order given."""

    needed: tuple[Whole, ...] = field("应设数", "Needed", "各片区应设几名", "Leaders needed", PUBLIC, default=())
    fits: tuple[Literal["ok", "warn"], ...] = field(
        "是否合适", "Fits", "ok 合适，warn 提醒", "Right, or warned of", PUBLIC, default=()
    )


class CapacityCase(CaseOf[CapacityGiven, CapacityExpected]):
    """Kind `capacity`: households -> leaders needed, loads that fit."""

    kind: Literal["capacity"] = field("种类", "Kind", "户数", "Households per leader", PUBLIC)


class GivenAge(Record):
    """Somebody born on a day, chosen on another; the day of birth stands in a case and nowhere else."""

    born: Day = field("出生日", "Born", "只在案例中使用", "In cases only", PUBLIC)
    on: Day = field("核对日", "On", "核对年龄的日子", "Day the age is looked at", PUBLIC)


class AgesGiven(Record):
    """Ages to be judged."""

    people: tuple[GivenAge, ...] = field("人员", "People", "逐个核对", "One by one", PUBLIC)


class ExpectedAge(Record):
    """The age in full years, and what is said without and with a waiver."""

    years: Whole = field("周岁", "Years", "周岁", "Full years", PUBLIC)
    plain: Id | None = field(
        "无批准", "Plain", "没有批准时应拒绝的检查", "Check without a waiver", PUBLIC, default=None
    )
    waived: Id | None = field("有批准", "Waived", "有批准时应拒绝的检查", "Check with a waiver", PUBLIC, default=None)


class AgesExpected(Record):
    """One line for each person, in the order given."""

    people: tuple[ExpectedAge, ...] = field("人员", "People", "与给出的次序相同", "In the order given", PUBLIC)


class AgesCase(CaseOf[AgesGiven, AgesExpected]):
    """Kind `ages`: days of birth -> full years, passed or refused."""

    kind: Literal["ages"] = field("种类", "Kind", "年龄", "Ages", PUBLIC)


class NominationGiven(Record):
    """Through which channels somebody was nominated and which steps were passed."""

    on: Day = field("日期", "Day", "选任的日子", "Day of the selection", PUBLIC)
    channels: tuple[Id, ...] = field("渠道", "Channels", "用过的渠道", "Channels used", PUBLIC, default=())
    steps: tuple[Id, ...] = field("步骤", "Steps", "按先后通过的步骤", "Steps passed, in order", PUBLIC, default=())


class NominationExpected(Record):
    """What is missing, and whether the steps stand in the policy's order."""

    channels_missing: tuple[Id, ...] = field(
        "缺渠道", "Channels missing", "还缺的渠道", "Channels missing", PUBLIC, default=()
    )
    steps_missing: tuple[Id, ...] = field("缺步骤", "Steps missing", "还缺的步骤", "Steps missing", PUBLIC, default=())
    in_order: Flag = field("次序", "In order", "次序是否正确", "Whether they are in order", PUBLIC, default=True)


class NominationCase(CaseOf[NominationGiven, NominationExpected]):
    """Kind `nomination`: channels and steps -> what is missing."""

    kind: Literal["nomination"] = field("种类", "Kind", "推荐与步骤", "Nomination and steps", PUBLIC)


class GivenReturn(Record):
    """One community's part in a campaign: buildings, leaders before, and places held by each leader after."""

    community: Id = field("社区", "Community", "案例中的代号", "Code within the case", PUBLIC)
    buildings: Whole = field("楼栋数", "Buildings", "楼栋数", "Buildings", PUBLIC, default=0)
    before: Whole = field("原有人数", "Before", "原有楼栋长数", "Leaders before", PUBLIC, default=0)
    after: tuple[Whole, ...] = field(
        "现任", "After", "每名楼栋长负责的地点数", "Places of each leader", PUBLIC, default=()
    )
    done_on: Day | None = field("完成日", "Done on", "完成的日子", "Day it was done", PUBLIC, default=None)


class CampaignGiven(Record):
    """A campaign on a day."""

    campaign: Id = field("任务", "Campaign", "任务代码", "Code of the campaign", PUBLIC)
    as_of: Day = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC)
    returns: tuple[GivenReturn, ...] = field("社区", "Returns", "各社区", "The communities", PUBLIC)


class ExpectedReturn(Record):
    """A community's line."""

    community: Id = field("社区", "Community", "案例中的代号", "Code within the case", PUBLIC)
    number: Whole | None = field("序号", "Number", "序号", "Serial number", PUBLIC, default=None)
    buildings: Whole | None = field("楼栋数", "Buildings", "楼栋数", "Buildings", PUBLIC, default=None)
    before: Whole | None = field("原有人数", "Before", "原有楼栋长数", "Leaders before", PUBLIC, default=None)
    after: Whole | None = field("现有人数", "After", "现有楼栋长数", "Leaders after", PUBLIC, default=None)
    state: Literal["on_time", "late", "open", "overdue"] | None = field(
        "状态", "State", "进度", "How it stands", PUBLIC, default=None
    )
    days: Whole | None = field("逾期天数", "Days", "逾期几天", "Days past the last in time", PUBLIC, default=None)


class CampaignTotals(Record):
    """The total row."""

    buildings: Whole = field("楼栋数", "Buildings", "合计", "Sum", PUBLIC)
    before: Whole = field("原有人数", "Before", "合计", "Sum", PUBLIC)
    after: Whole = field("现有人数", "After", "合计", "Sum", PUBLIC)


class CampaignExpected(Record):
    """The table."""

    returns: tuple[ExpectedReturn, ...] = field("社区", "Returns", "各社区", "Line by line", PUBLIC)
    totals: CampaignTotals | None = field("合计", "Totals", "合计行", "Total row", PUBLIC, default=None)


class CampaignCase(CaseOf[CampaignGiven, CampaignExpected]):
    """Kind `campaign`: returns -> table, on time or not."""

    kind: Literal["campaign"] = field("种类", "Kind", "专项任务", "Campaign", PUBLIC)


class TaggedGiven(Record):
    """So many people with a tag, of whom so many hold a post."""

    on: Day = field("日期", "Day", "判断的日子", "Day of the judgement", PUBLIC)
    tag: SourceTag = field("标签", "Tag", "人员标签", "Tag", PUBLIC)
    serving: Whole = field("在任", "Serving", "在任人数", "How many serve", PUBLIC)
    not_serving: Whole = field("未任", "Not serving", "未任人数", "How many do not", PUBLIC)


class TaggedExpected(Record):
    """Rows of the gap list and the exact share that serves."""

    gaps: Whole = field("缺口", "Gaps", "清单行数", "Rows of the list", PUBLIC)
    per_cent: Points = field("比例", "Per cent", "在任百分比，两位小数", "Share that serves, two decimals", PUBLIC)


class TaggedCase(CaseOf[TaggedGiven, TaggedExpected]):
    """Kind `tagged`: people with a tag -> those without the post they must hold."""

    kind: Literal["tagged"] = field("种类", "Kind", "须兼任", "Required posts", PUBLIC)


class WeightsGiven(Record):
    """An evaluation on a day, with the methods and signatures there are."""

    evaluation: Id = field("评议", "Evaluation", "评议代码", "Code of the evaluation", PUBLIC)
    on: Day = field("日期", "Day", "判断的日子", "Day of the judgement", PUBLIC)
    methods: tuple[Id, ...] = field("方式", "Methods", "用过的方式", "Methods used", PUBLIC, default=())


class WeightsExpected(Record):
    """The sum of the weights, what refuses it, and methods still missing."""

    sum: Points | None = field(
        "合计", "Sum", "权重合计，未定则不写", "Sum of the weights; absent where unset", PUBLIC, default=None
    )
    refused: Id | None = field("不予接受", "Refused", "应拒绝的检查代码", "Check that refuses it", PUBLIC, default=None)
    enough: Flag = field("方式齐", "Enough", "方式是否已够", "Whether the methods suffice", PUBLIC, default=True)
    methods_missing: tuple[Id, ...] = field(
        "缺方式", "Methods missing", "还缺的方式", "Methods missing", PUBLIC, default=()
    )


class WeightsCase(CaseOf[WeightsGiven, WeightsExpected]):
    """Kind `evaluation`: weights and methods -> sum, what is missing."""

    kind: Literal["evaluation"] = field("种类", "Kind", "评议", "Evaluation", PUBLIC)


class LeavingGiven(Record):
    """Somebody is told on a day and leaves on others."""

    ground: Id = field("缘由", "Ground", "退出缘由代码", "Code of the ground", PUBLIC)
    informed_on: Day = field("告知日", "Informed on", "告知的日子", "Day of telling", PUBLIC)
    effective_on: tuple[Day, ...] = field(
        "生效日", "Effective on", "要判断的生效日", "Days of leaving to be judged", PUBLIC, default=()
    )


class LeavingExpected(Record):
    """The earliest day, and which of the days are refused."""

    earliest: Day = field("最早", "Earliest", "最早的离任日", "Earliest day of leaving", PUBLIC)
    refused: tuple[Day, ...] = field("不予接受", "Refused", "应拒绝的日子", "Days that are refused", PUBLIC, default=())


class LeavingCase(CaseOf[LeavingGiven, LeavingExpected]):
    """Kind `leaving`: a day of telling -> earliest day, refused days."""

    kind: Literal["leaving"] = field("种类", "Kind", "退出", "Leaving", PUBLIC)
