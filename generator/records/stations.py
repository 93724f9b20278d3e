"""Record types of workstations: what a station has, and the plan that a community wrote for its stations.

What a station must have, and by when, is the policy's; nothing here knows it.
"""

from __future__ import annotations

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Id, Line


class Have(Record):
    """One thing that the station has, and since when."""

    have: Id = field("标准", "Standard", "政策包中的标准代码", "Code of the policy", PUBLIC)
    on: Day = field("日期", "Day", "落实的日子", "Day it was there", INTERNAL)


class Station(Record):
    """`stations/<id>.yaml`: the workstation of one compound."""

    place: Id = field("小区", "Compound", "所在小区的地点编号", "Place it serves", PUBLIC)
    name: Line = field("名称", "Name", "统一的名称", "The uniform name", PUBLIC)
    opened_on: Day = field("设立日", "Opened on", "设立的日子", "Day it was set up", PUBLIC)
    haves: tuple[Have, ...] = field("已有", "Haves", "已落实的各项", "What it has", PUBLIC, default=())
    premises: Id | None = field(
        "场所方式", "Premises", "政策包中的场所方式代码", "Code of the policy", INTERNAL, default=None
    )
    premises_on: Day | None = field(
        "场所落实", "Premises found", "场所落实的日子", "Day the premises were found", INTERNAL, default=None
    )
    in_use_on: Day | None = field("投用日", "In use on", "投用的日子", "First day in use", PUBLIC, default=None)
    reviewed_on: Day | None = field(
        "站长审核日",
        "Head reviewed on",
        "站长名单审核备案的日子",
        "Day the office above reviewed the head",
        INTERNAL,
        default=None,
    )
    closed_on: Day | None = field("撤销日", "Closed on", "撤销的日子", "Day it was closed", PUBLIC, default=None)


class StationPlan(Record):
    """`station_plans/<id>.yaml`: a community's plan for its stations."""

    places: tuple[Id, ...] = field("小区", "Compounds", "方案包括的小区", "Compounds that it covers", INTERNAL)
    approved_on: Day | None = field(
        "确定日", "Approved on", "镇街确定的日子", "Day the street approved it", INTERNAL, default=None
    )
    filed_on: Day | None = field(
        "备案日", "Filed on", "报上级备案的日子", "Day it was filed above", INTERNAL, default=None
    )
