"""Workstations of compounds under a policy: their standard, name, head, days due, and where they are asked for.

Closed sets of named kinds; which stations there are, and what they have, is in the records.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.policies.structure import Duty
from generator.records.base import PUBLIC, Record, field
from generator.records.people import StaffType
from generator.records.places import Settlement
from generator.records.scalars import Day, Flag, Id, Line, Whole


class HeadRule(Record):
    """Who may head a station, and how many."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    role: Id = field("角色", "Role", "站长的角色代码", "Role of the head", PUBLIC)
    per_station: Setting[Whole] = field("每站人数", "Per station", "每站几名站长", "Heads of a station", PUBLIC)
    per_person: Setting[Whole] = field("每人站数", "Per person", "一人最多几站", "Stations of a person", PUBLIC)
    staff: Setting[tuple[StaffType, ...]] = field(
        "人员", "Staff", "原则上由哪些人员担任", "Staff that heads a station in principle", PUBLIC
    )
    leaders_role: Id = field("楼长角色", "Leaders' role", "人手不足时可由其担任", "Who may stand in", PUBLIC)
    scope: Setting[Literal["street", "community"]] = field(
        "比较范围", "Scope", "在哪个范围内比较人数和小区数", "Where staff and compounds are compared", PUBLIC
    )


class Due(Record):
    """Something that every station must have by a day, the day itself included (G-17)."""

    id: Id = field("代码", "Code", "事项代码", "Code of the matter", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    matter: Literal["premises", "in_use"] = field("事项", "Matter", "场所或投用", "Premises or use", PUBLIC)
    on: Setting[Day] = field("期限", "Due", "最后一天，含当日", "Last day, included", PUBLIC)


class SettlementMode(Record):
    """What holds in a kind of settlement."""

    settlement: Settlement = field("形态", "Settlement", "居住形态", "Kind of settlement", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    mode: Setting[Literal["compound", "village", "not_yet"]] = field(
        "模式", "Mode", "按小区、按村，或暂不要求", "As a compound, a village, or not yet", PUBLIC
    )
    after_move_back: Setting[Literal["compound", "village", "not_yet"]] | None = field(
        "回迁后", "After move-back", "回迁之日起的模式", "From the day of the move-back", PUBLIC, default=None
    )


class VillageMode(Record):
    """How the policy goes on in villages."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    role: Id = field("角色", "Role", "村里担任的角色代码", "Role in villages", PUBLIC)
    like: Id = field("比照", "Like", "职责和补贴比照的角色", "Role whose duties and pay hold", PUBLIC)
    basis: Setting[Literal["election", "selection"]] = field(
        "产生", "Basis", "由换届选举或招募产生", "By election or by recruitment", PUBLIC
    )
    work_funds: Setting[Flag] = field(
        "工作经费", "Work funds", "是否另拨工作站经费", "Whether a station fund is granted", PUBLIC
    )


class Stations(Record):
    """The workstations of a policy."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    level: Id = field("层级", "Level", "工作站所在的层级", "Level of a station", PUBLIC)
    required: Setting[Literal["task", "error"]] = field(
        "缺站", "Missing", "缺工作站列为待办或报错", "A missing station is a task or an error", PUBLIC
    )
    settlement_word: Setting[Line] = field(
        "小区字样", "Word", "名称里只写一次的字样", "Word that stands once in the name", PUBLIC
    )
    name_ending: Setting[Line] = field("名称结尾", "Ending", "统一名称的结尾", "How each name ends", PUBLIC)
    haves: tuple[Choice, ...] = field("标准", "Standard", "工作站应有的各项", "What a station must have", PUBLIC)
    premises: tuple[Choice, ...] = field("场所方式", "Premises", "取得场所的方式", "How premises are found", PUBLIC)
    due: tuple[Due, ...] = field("期限", "Due", "各事项的期限", "Days by which it must be there", PUBLIC)
    head: HeadRule = field("站长", "Head", "站长的规定", "Rules of the head", PUBLIC)
    duties: tuple[Duty, ...] = field("职责", "Duties", "工作站职责", "Duties of a station", PUBLIC)
    services: tuple[Choice, ...] = field("服务", "Services", "工作站配合的服务", "Services it helps with", PUBLIC)
    plan_clause: Line = field("方案条款", "Plan clause", "建设方案的条款", "Clause of the plan", PUBLIC)
    settlements: tuple[SettlementMode, ...] = field(
        "居住形态", "Settlements", "各种形态适用的模式", "What holds in which settlement", PUBLIC
    )
    village: VillageMode = field("村", "Village", "村的规定", "Villages", PUBLIC)


class Escalation(Record):
    """How an emergency goes up, level by level."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    levels: tuple[Choice, ...] = field("层级", "Levels", "自下而上", "From the bottom up", PUBLIC)
    hours: Setting[Whole] = field("时限", "Hours", "逐级报告的小时数", "Hours to go up", PUBLIC)
    skipping: Setting[Literal["allow", "warn", "refuse"]] = field(
        "越级", "Skipping", "越级报告怎样处理", "What a skipped level means", PUBLIC
    )
