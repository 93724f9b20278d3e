"""From the first day of service to the last: term, notice of leaving, probation, kit, letters, chosen leaders.

Closed sets of named rules; what a rule computes is a proposal (decision 12).
"""

from __future__ import annotations

from typing import Literal

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import KitItem
from generator.records.scalars import Day, Flag, Id, Line, Whole


class Term(Record):
    """How long a leader serves."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    years: Setting[Whole] = field("年数", "Years", "一届几年", "Years of a term", PUBLIC)
    with_election: Setting[Flag] = field(
        "随换届", "With the election", "换届日即任期末", "The election day ends the term", PUBLIC
    )
    elections: Setting[tuple[Day, ...]] = field(
        "换届日", "Elections", "已定的社区换届日", "Election days that are set", PUBLIC
    )
    renewal: Setting[Literal["decision_if_qualified"]] = field(
        "续任", "Renewal", "到期怎样续", "What comes after the term", PUBLIC
    )


class Probation(Record):
    """An assessment soon after the start, on which the insurance rests; the window is the insurance's own."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    evaluation: Id = field("评议", "Evaluation", "评议代码", "Code of the evaluation", PUBLIC)
    passed_late: Setting[Literal["decision", "due", "not_due"]] = field(
        "逾期合格", "Passed late", "逾期才合格怎样处理", "What a late pass means", PUBLIC
    )


class KitSet(Record):
    """What every leader is given; of a group one thing suffices."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    label: Line = field("名称", "Label", "名称", "Label", PUBLIC)
    one_of: tuple[KitItem, ...] = field("物品", "One of", "有其中一样即可", "One of these suffices", PUBLIC)


class PlaceHonour(Record):
    """So many excellent leaders for each place, chosen by a decision that the units sign."""

    id: Id = field("代码", "Code", "评比代码", "Code of the honour", PUBLIC)
    label: Line = field("名称", "Label", "评比名称", "Label of the honour", PUBLIC)
    role: Id = field("角色", "Role", "参评的角色", "Role that takes part", PUBLIC)
    level: Id = field("层级", "Level", "按哪一层级评", "Level of the places", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    least: Setting[Whole] = field("最少", "Least", "每处最少几名", "Fewest for each place", PUBLIC)
    most: Setting[Whole] = field("最多", "Most", "每处最多几名", "Most for each place", PUBLIC)
    reason_for_none: Setting[Flag] = field(
        "空缺说明", "Reason for none", "一名未评须写理由", "None chosen needs a reason", PUBLIC
    )
    evaluation: Id = field(
        "评议", "Evaluation", "依据的评议，签字的单位也由它定", "Evaluation it rests on, and whose units sign", PUBLIC
    )


class Commendation(Record):
    """Praise without a quota."""

    id: Id = field("代码", "Code", "表彰代码", "Code of the commendation", PUBLIC)
    label: Line = field("名称", "Label", "表彰名称", "Label", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Letter(Record):
    """A paper that a role needs before it serves."""

    id: Id = field("代码", "Code", "文书代码", "Code of the paper", PUBLIC)
    label: Line = field("名称", "Label", "文书名称", "Label of the paper", PUBLIC)
    other_label: Line | None = field(
        "又称", "Also called", "同一文书的另一名称", "Another name of the same paper", PUBLIC, default=None
    )
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    role: Id = field("角色", "Role", "需要此文书的角色", "Role that needs it", PUBLIC)


class Service(Record):
    """Serving under the policy, from the start to the end."""

    term: Term | None = field("任期", "Term", "任期", "Term", PUBLIC, default=None)
    probation: Probation | None = field(
        "试用考核", "Probation", "上岗初期的考核", "Assessment soon after the start", PUBLIC, default=None
    )
    kit: tuple[KitSet, ...] = field("装备", "Kit", "统一装备", "Kit of every leader", PUBLIC, default=())
    letters: tuple[Letter, ...] = field(
        "文书", "Letters", "上岗前的文书", "Papers before the start", PUBLIC, default=()
    )
    place_honours: tuple[PlaceHonour, ...] = field(
        "按处评优", "Place honours", "每处选几名", "So many for each place", PUBLIC, default=()
    )
    commendations: tuple[Commendation, ...] = field(
        "表彰", "Commendations", "没有名额的表彰", "Praise without a quota", PUBLIC, default=()
    )
