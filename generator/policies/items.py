"""What earns points: the base, the items, their formulas, conditions and caps.

Closed sets of named kinds; a number stands in the pack, never here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.policies.settings import SETTING_FAULTS, Setting
from generator.records.activity import Attendance
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, Points, Whole


class Rate(Record):
    """Formula `rate`: points for each unit (time, household, place)."""

    kind: Literal["rate"] = field("种类", "Kind", "按次、按户计分", "Points for each unit", PUBLIC)
    per: Literal["time", "household", "place"] = field("单位", "Per", "每次、每户、每处", "What is counted", PUBLIC)
    points: Setting[Points] = field("分值", "Points", "每单位的分值", "Points for each unit", PUBLIC)


class Judgement(Record):
    """Formula `judgement`: points given by a person between two bounds, in steps."""

    kind: Literal["judgement"] = field("种类", "Kind", "酌情加分", "Given by judgement", PUBLIC)
    least: Setting[Points] = field("最低", "Least", "最低分，含", "Lower bound, included", PUBLIC)
    most: Setting[Points] = field("最高", "Most", "最高分，含", "Upper bound, included", PUBLIC)
    step: Setting[Points] = field("分档", "Step", "最小分档", "Smallest step", PUBLIC)


Formula = Annotated[Rate | Judgement, Field(discriminator="kind")]


class WithinDays(Record):
    """Condition `within_days`: told in time, else the entry earns nothing and is on the late list."""

    kind: Literal["within_days"] = field("种类", "Kind", "限期告知", "Told in time", PUBLIC)
    activities: tuple[Id, ...] = field("活动", "Activities", "适用的活动", "Activities it applies to", PUBLIC)
    days: Setting[Whole] = field("期限", "Days", "事发次日起算的天数", "Days after the event", PUBLIC)
    day_type: Setting[Literal["natural", "working"]] = field(
        "日的种类", "Day type", "自然日或工作日", "Natural or working days", PUBLIC
    )
    extend_to_workday: Setting[Flag] = field(
        "遇假顺延", "Extend to a working day", "末日为假日时顺延", "Move a last day off on", PUBLIC
    )


class AttendanceIn(Record):
    """Condition `attendance_in`: only some ways of attending count."""

    kind: Literal["attendance_in"] = field("种类", "Kind", "到会情况", "Attendance", PUBLIC)
    states: Setting[tuple[Attendance, ...]] = field(
        "计分情况", "States", "计分的到会情况", "Attendance that counts", PUBLIC
    )


class FirstOfEvent(Record):
    """Condition `first_of_event`: only the first leader to report an event scores."""

    kind: Literal["first_of_event"] = field("种类", "Kind", "首报计分", "First reporter only", PUBLIC)
    applies: Setting[Flag] = field("适用", "Applies", "是否只计首报", "Whether it applies", PUBLIC)


class MinHeadcount(Record):
    """Condition `min_headcount`: an activity counts from so many participants on."""

    kind: Literal["min_headcount"] = field("种类", "Kind", "最少人数", "Fewest participants", PUBLIC)
    people: Setting[Whole] = field("人数", "People", "最少参加人数", "Fewest participants", PUBLIC)


Condition = Annotated[WithinDays | AttendanceIn | FirstOfEvent | MinHeadcount, Field(discriminator="kind")]


class DistinctCap(Record):
    """Cap `distinct`: the same household, place or event counts so often for a leader in a period."""

    kind: Literal["distinct"] = field("种类", "Kind", "同一对象限次", "Same thing counts so often", PUBLIC)
    of: Literal["household", "place", "event"] = field(
        "对象", "Of", "住户、地点或事件", "Household, place or event", PUBLIC
    )
    period: Setting[Literal["year", "quarter", "month", "ever"]] = field(
        "周期", "Period", "限次的周期", "Period of the cap", PUBLIC
    )
    times: Setting[Whole] = field("次数", "Times", "周期内计分次数", "Times that count", PUBLIC)


class PeriodCap(Record):
    """Cap `per_period`: an item counts so many units for a leader in a period."""

    kind: Literal["per_period"] = field("种类", "Kind", "周期限次", "So many in a period", PUBLIC)
    period: Setting[Literal["year", "quarter", "month", "week", "day"]] = field(
        "周期", "Period", "限次的周期", "Period of the cap", PUBLIC
    )
    times: Setting[Whole] = field("次数", "Times", "周期内计分次数", "Times that count", PUBLIC)


Cap = Annotated[DistinctCap | PeriodCap, Field(discriminator="kind")]


class Item(Record):
    """A score item."""

    id: Id = field("代码", "Code", "指标代码", "Code of the item", PUBLIC)
    number: Line = field("序号", "Number", "如 ①", "Such as ①", PUBLIC)
    label: Line = field("名称", "Label", "指标名称", "Label of the item", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "适用的角色", "Roles that it serves", PUBLIC)
    activities: tuple[Id, ...] = field("活动", "Activities", "计入的活动", "Activities that count", PUBLIC)
    formula: Formula = field("算法", "Formula", "怎样计分", "How it is counted", PUBLIC, discriminator="kind")
    conditions: tuple[Condition, ...] = field("条件", "Conditions", "计分的条件", "When it counts", PUBLIC, default=())
    caps: tuple[Cap, ...] = field("封顶", "Caps", "限次", "How often it counts", PUBLIC, default=())
    note: Line | None = field("说明", "Note", "给居民的一句解释", "A word of explanation", PUBLIC, default=None)
    allow_negative: Setting[Flag] | None = field(
        "可为负", "May be negative", "是否可扣分", "Whether points may be taken", PUBLIC, default=None
    )
    valid_from: Setting[Day] | None = field(
        "有效期起", "Valid from", "临时指标的第一天", "First day of a temporary item", PUBLIC, default=None
    )
    valid_until: Setting[Day] | None = field(
        "有效期止",
        "Valid until",
        "临时指标的最后一天，含",
        "Last day of a temporary item, included",
        PUBLIC,
        default=None,
    )

    def open_on(self, day: date) -> bool:
        """Tell whether the item counts on a day; a temporary item whose days are unset never does."""
        if self.valid_from is None and self.valid_until is None:
            return True
        first = self.valid_from.on(day) if self.valid_from else date.min
        last = self.valid_until.on(day) if self.valid_until else date.max
        return first is not None and last is not None and first <= day <= last


class Base(Record):
    """The points everybody starts from."""

    points: Setting[Points] = field("基础分", "Base points", "起点分", "Points to start from", PUBLIC)
    period: Setting[Literal["year", "quarter", "month"]] = field(
        "周期", "Period", "多久计一次基础分", "How often the base is given", PUBLIC
    )
    proration: Setting[Literal["none", "by_month"]] = field(
        "折算", "Proration", "不足一期是否折算", "Whether part periods are prorated", PUBLIC
    )
    month_day: Setting[Whole] | None = field(
        "计月日",
        "Day of the month",
        "按月折算时，这一天在任的月份算一个月",
        "By month: a month counts for whoever is in post on this day",
        PUBLIC,
        default=None,
    )
    step: Setting[Points] | None = field(
        "分档",
        "Step",
        "折算后舍去不足一档的部分",
        "What remains below a step after prorating is dropped",
        PUBLIC,
        default=None,
    )

    @model_validator(mode="after")
    def _prorated_by_what(self) -> Base:
        by_month = any(dated.value == "by_month" for dated in self.proration)
        if by_month and (self.month_day is None or self.step is None):
            raise PydanticCustomError("proration-incomplete", SETTING_FAULTS["proration-incomplete"][0])
        return self


class Exclusion(Record):
    """Items that one event may not serve together for one leader; the first named prevails."""

    items: tuple[Id, ...] = field("指标", "Items", "先写者优先", "The first prevails", PUBLIC)
    applies: Setting[Flag] = field("适用", "Applies", "是否互斥", "Whether they exclude each other", PUBLIC)


class Reuse(Record):
    """How an event may be claimed (G-26) and who may check whom (G-28)."""

    same_event_other_item: Setting[Literal["allow", "warn", "refuse"]] = field(
        "一事多项", "Same event, other item", "同一事件计入不同指标", "One event under several items", PUBLIC
    )
    four_eyes: Setting[Flag] = field(
        "双人核实", "Four eyes", "记录与核实不得同一人", "Recorder and verifier differ", PUBLIC
    )
