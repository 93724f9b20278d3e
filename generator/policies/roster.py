"""The leaders as a body: when one may go on duty, figures of the roster, pairs, chosen leaders and what they gain.

Closed sets of named kinds; a number stands in the pack, never here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import Education, KitItem, SourceTag
from generator.records.scalars import Flag, Id, Line, Whole


class Readiness(Record):
    """What must be done before a leader is on duty: training passed, then things handed over."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "适用的角色", "Roles it applies to", PUBLIC)
    training: Setting[Literal["induction"]] = field(
        "培训", "Training", "须合格的培训", "Training that must be passed", PUBLIC
    )
    kit: Setting[tuple[KitItem, ...]] = field("物品", "Kit", "上岗前须领到的", "Things needed before duty", PUBLIC)
    kit_after_training: Setting[Flag] = field(
        "先训后领", "Kit after training", "合格后才发放", "Whether things follow the training", PUBLIC
    )


class AgeFigure(Record):
    """Figure `age`: leaders between two ages in full years, both included."""

    kind: Literal["age"] = field("种类", "Kind", "年龄段", "Band of ages", PUBLIC)
    id: Id = field("代码", "Code", "指标代码", "Code of the figure", PUBLIC)
    label: Line = field("名称", "Label", "指标名称", "Label of the figure", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    least: Setting[Whole] = field("最低", "Least", "含此周岁，不限则未定", "This age included; unset is open", PUBLIC)
    most: Setting[Whole] = field("最高", "Most", "含此周岁，不限则未定", "This age included; unset is open", PUBLIC)


class EducationFigure(Record):
    """Figure `education`: leaders of some levels of education."""

    kind: Literal["education"] = field("种类", "Kind", "学历", "Education", PUBLIC)
    id: Id = field("代码", "Code", "指标代码", "Code of the figure", PUBLIC)
    label: Line = field("名称", "Label", "指标名称", "Label of the figure", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    levels: Setting[tuple[Education, ...]] = field("学历", "Levels", "计入的学历", "Levels that count", PUBLIC)


class TagFigure(Record):
    """Figure `tag`: leaders with any of some tags."""

    kind: Literal["tag"] = field("种类", "Kind", "来源标签", "Tags", PUBLIC)
    id: Id = field("代码", "Code", "指标代码", "Code of the figure", PUBLIC)
    label: Line = field("名称", "Label", "指标名称", "Label of the figure", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    tags: Setting[tuple[SourceTag, ...]] = field("标签", "Tags", "计入的标签", "Tags that count", PUBLIC)


Figure = Annotated[AgeFigure | EducationFigure | TagFigure, Field(discriminator="kind")]


class Statistics(Record):
    """The figures of the roster, and the places that should all have a leader."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    decimals: Setting[Whole] = field("小数位", "Decimals", "百分比保留几位", "Decimals of a share", PUBLIC)
    rounding: Setting[Literal["half_up", "half_even", "floor"]] = field(
        "取整", "Rounding", "末位怎样取舍", "How the last digit is rounded", PUBLIC
    )
    attained: Setting[Literal["birthday", "day_after"]] = field(
        "满岁", "Attained", "生日当天或次日满岁", "On the birthday or the day after", PUBLIC
    )
    figures: tuple[Figure, ...] = field("指标", "Figures", "统计的指标", "Figures that are counted", PUBLIC)
    least_group: Setting[Whole] | None = field(
        "公布下限",
        "Least group",
        "人数少于此数的指标不公开",
        "Figures of fewer people are not public",
        PUBLIC,
        default=None,
    )
    coverage_levels: tuple[Id, ...] = field(
        "覆盖层级", "Coverage levels", "逐级统计有无楼长", "Levels whose places should have a leader", PUBLIC
    )


class PairingRule(Record):
    """Mediators are paired with leaders."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    mediator: Id = field("调解员", "Mediator", "调解员的角色", "Role of mediators", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "须结对的角色", "Roles that are paired", PUBLIC)
    expected: Setting[Flag] = field(
        "列出未结对", "Expected", "没有结对的是否列出", "Whether leaders without a pair are listed", PUBLIC
    )


class ChosenHonour(Record):
    """An honour without quota: an office of a level chooses, and hands out certificates."""

    id: Id = field("代码", "Code", "评选代码", "Code of the honour", PUBLIC)
    label: Line = field("名称", "Label", "评选名称", "Label of the honour", PUBLIC)
    level: Id = field("层级", "Level", "由哪一级评选", "Level that chooses", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "参评的角色", "Roles that take part", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    every: Setting[Literal["half", "year"]] = field("周期", "Every", "多久评一次", "How often it is held", PUBLIC)
    certificate: Setting[Flag] = field(
        "证书", "Certificate", "是否发放表彰证书", "Whether a certificate is handed out", PUBLIC
    )


class Support(Record):
    """What chosen leaders gain: their projects come first, and they come first into a reserve."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    honours: tuple[Id, ...] = field("评选", "Honours", "优先的评选代码", "Honours that give priority", PUBLIC)
    projects: tuple[Choice, ...] = field("项目", "Projects", "扶持的项目种类", "Kinds of project", PUBLIC)
    reserve: Line = field("储备", "Reserve", "优先纳入的队伍", "The reserve they come into", PUBLIC)
    lookback_years: Setting[Whole] = field("追溯", "Look back", "含以前几年", "Earlier years that count", PUBLIC)
