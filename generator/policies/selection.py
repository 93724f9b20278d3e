"""How leaders are chosen under a policy: channels, eligibility, steps, public display.

Closed sets of named checks and steps; the records say what happened, the pack what must.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import SourceTag
from generator.records.scalars import Flag, Id, Line, Whole


class Choice(Record):
    """A code with its label and clause."""

    id: Id = field("代码", "Code", "代码", "Code", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Preference(Record):
    """A source of leaders that the policy encourages; never a filter."""

    tag: SourceTag = field("来源", "Source", "人员记录中的来源标签", "Source tag of the person's record", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Checklist(Record):
    """Eligibility `checklist`: a reviewer declares each condition met."""

    check: Literal["checklist"] = field("种类", "Check", "逐项核对", "Declared one by one", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    conditions: tuple[Choice, ...] = field("条件", "Conditions", "须核对的条件", "Conditions to declare", PUBLIC)


class LeastGrade(Record):
    """Eligibility `least_grade`: a grade on an ordered ladder, best first."""

    check: Literal["least_grade"] = field("种类", "Check", "最低等级", "Least grade", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    ladder: Setting[tuple[Line, ...]] = field("等级", "Ladder", "自高至低", "Best first", PUBLIC)
    least: Setting[Line] = field("最低", "Least", "含此等级", "This grade passes", PUBLIC)
    recheck: Setting[Literal["at_selection", "warn_at_renewal"]] = field(
        "复查", "Recheck", "何时再查", "When it is looked up again", PUBLIC
    )


class AgeAtMost(Record):
    """Eligibility `age_at_most`: full years certified by a clerk; a waiver may go beyond."""

    check: Literal["age_at_most"] = field("种类", "Check", "年龄上限", "Highest age", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    years: Setting[Whole] = field("周岁", "Years", "含此周岁", "This age passes", PUBLIC)
    waived_to: Setting[Whole] = field(
        "放宽",
        "Waived to",
        "经批准最多放宽到的周岁；未定则不设上限",
        "Highest age with a waiver; unset has no end",
        PUBLIC,
    )
    as_of: Setting[Literal["appointment", "renewal"]] = field(
        "核对时点", "As of", "何时核对年龄", "When the age is looked at", PUBLIC
    )
    attained: Setting[Literal["birthday", "day_after"]] = field(
        "满岁", "Attained", "生日当天或次日满岁", "On the birthday or the day after", PUBLIC
    )


Eligibility = Annotated[Checklist | LeastGrade | AgeAtMost, Field(discriminator="check")]


StepKind = Literal[
    "recruit",
    "nominate",
    "review",
    "interview",
    "vote",
    "approve",
    "publicise",
    "decide",
    "file",
    "sign",
    "train",
    "equip",
    "announce",
]


class SelectionStep(Record):
    """A step of the selection, from the catalogue of kinds."""

    id: Id = field("代码", "Code", "步骤代码", "Code of the step", PUBLIC)
    kind: StepKind = field("种类", "Kind", "步骤的种类", "Kind of step", PUBLIC)
    label: Line = field("名称", "Label", "步骤名称", "Label of the step", PUBLIC)
    actor: Line = field("办理", "Actor", "由谁办理", "Who does it", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Publicity(Record):
    """The display of the candidate list: where and how long."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    level: Id = field("层级", "Level", "在哪一层级公示", "Level at which it is shown", PUBLIC)
    days: Setting[Whole] = field("天数", "Days", "最少天数", "Fewest days", PUBLIC)
    most_days: Setting[Whole] | None = field(
        "最多天数", "Most days", "超过则提醒", "Beyond it there is a warning", PUBLIC, default=None
    )
    day_type: Setting[Literal["natural", "working"]] = field(
        "日的种类", "Day type", "自然日或工作日", "Natural or working days", PUBLIC
    )
    count_start_day: Setting[Flag] = field(
        "计首日", "Count the first day", "张贴当日是否计入", "Whether the day of posting counts", PUBLIC
    )
    remove_names: Setting[Flag] = field(
        "期满去名", "Remove names", "期满后是否移除姓名", "Whether names leave afterwards", PUBLIC
    )
    block_on_objection: Setting[Flag] | None = field(
        "异议未决不定",
        "Objections block",
        "异议未决时不得确定人选",
        "Nobody is fixed while an objection is open",
        PUBLIC,
        default=None,
    )


class Selection(Record):
    """The selection of a policy."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    channels: tuple[Choice, ...] = field("渠道", "Channels", "推荐渠道", "Channels of nomination", PUBLIC)
    nomination: Setting[Literal["any_of", "all_of"]] | None = field(
        "渠道要求", "Nomination", "任一渠道或全部渠道", "Any one channel, or all of them", PUBLIC, default=None
    )
    incumbent_review: Setting[Flag] = field(
        "现任评估", "Incumbent review", "现任须先评估", "Serving leaders are reviewed first", PUBLIC
    )
    preferred: tuple[Preference, ...] = field(
        "鼓励", "Preferred", "鼓励担任的人员来源", "Encouraged sources", PUBLIC, default=()
    )
    eligibility: tuple[Eligibility, ...] = field(
        "条件", "Eligibility", "选拔条件", "Conditions of selection", PUBLIC, default=()
    )
    steps: tuple[SelectionStep, ...] = field("步骤", "Steps", "按先后列出", "In order", PUBLIC)
    publicity: Publicity | None = field(
        "公示", "Publicity", "候选名单公示", "Display of the list", PUBLIC, default=None
    )
