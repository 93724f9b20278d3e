"""Who and where in a policy: levels of places, roles with duties, the activities that may be logged.

Knows the closed sets of the pack format; knows no jurisdiction.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, Whole

EntryKey = Literal[
    "count",
    "households",
    "place",
    "event",
    "attendance",
    "change",
    "known_on",
    "told_on",
    "headcount",
    "points",
    "reason",
    "approved_by",
]


class Level(Record):
    """A level of the tree of places, such as street, community, grid, building, stairwell."""

    id: Id = field("代码", "Code", "层级代码", "Code of the level", PUBLIC)
    label: Line = field("名称", "Label", "层级名称", "Label of the level", PUBLIC)
    within: tuple[Id, ...] = field("上级", "Within", "可以直属的层级", "Levels it may lie in", PUBLIC, default=())
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Duty(Record):
    """One function or duty of a role, with its clause; stands on boards and in the handbook."""

    label: Line = field("名称", "Label", "职能名称", "Name of the function", PUBLIC)
    text: Line = field("内容", "Text", "职责内容", "What it means", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Role(Record):
    """A kind of post."""

    id: Id = field("代码", "Code", "角色代码", "Code of the role", PUBLIC)
    label: Line = field("名称", "Label", "角色名称", "Label of the role", PUBLIC)
    level: Id = field("层级", "Level", "任职地点的层级", "Level of the places it serves", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    reports_to: Id | None = field("上级角色", "Reports to", "联系的上级角色", "The role above", PUBLIC, default=None)
    scored: Flag = field("计分", "Scored", "是否参加积分考核", "Whether points are kept", PUBLIC)
    leads: Flag = field(
        "楼长", "Leads", "不计分的角色是否为楼长", "Whether a role without points is a leader", PUBLIC, default=False
    )
    max_places: Setting[Whole] | None = field(
        "地点上限", "Most places", "一人最多负责的地点数", "Most places for one person", PUBLIC, default=None
    )
    duties: tuple[Duty, ...] = field("职责", "Duties", "职能与职责", "Functions and duties", PUBLIC, default=())

    @property
    def is_leader(self) -> bool:
        """Tell whether the role is a leader's: one that points are kept for, or one that leads without."""
        return self.scored or self.leads


class OfficeRole(Record):
    """An office of the policy, at which level it sits and what it does."""

    id: Id = field("代码", "Code", "办公室代码", "Code of the office", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    level: Id = field("层级", "Level", "所在的层级", "Level at which it sits", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    duties: tuple[Duty, ...] = field("职责", "Duties", "做什么", "What it does", PUBLIC)


class Activity(Record):
    """A kind of thing that a leader does and a log may record."""

    id: Id = field("代码", "Code", "活动代码", "Code of the activity", PUBLIC)
    label: Line = field("名称", "Label", "活动名称", "Label of the activity", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    needs: tuple[EntryKey, ...] = field(
        "必填", "Needs", "台账必须写的项", "Keys that an entry must have", PUBLIC, default=()
    )
    allows: tuple[EntryKey, ...] = field(
        "可填", "Allows", "台账可以写的项", "Keys that an entry may have", PUBLIC, default=()
    )
    place_level: Id | None = field(
        "地点层级", "Place level", "地点须属的层级", "Level that the place must have", PUBLIC, default=None
    )
    report: Literal["incident", "consultation"] | None = field(
        "内部清单", "Report", "列入的内部清单", "The internal list it also stands on", PUBLIC, default=None
    )


class OpenSource(Record):
    """A paper the policy rests on, and whether its text was supplied."""

    title: Line = field("名称", "Title", "文件名称", "Title of the paper", PUBLIC)
    clause: Line = field("条款", "Clause", "引用处的条款编号", "Article that cites it", PUBLIC)
    supplied: Flag = field("已提供", "Supplied", "文件是否已提供", "Whether the text was supplied", PUBLIC)
