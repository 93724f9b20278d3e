"""How leaders are evaluated: kinds, methods, factors with weights, grades, sign-offs, what a grade proposes.

Closed sets of named kinds; what a grade leads to is a proposal until somebody signs (decision 12).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Id, Line, Points, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

WHOLE_WEIGHT = Decimal(100)


class Factor(Record):
    """A factor of the grade; without weights the panel weighs as it sees fit."""

    id: Id = field("代码", "Code", "因素代码", "Code of the factor", PUBLIC)
    label: Line = field("名称", "Label", "因素名称", "Label of the factor", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    weight: Setting[Points] = field("权重", "Weight", "百分比，各因素合计一百", "Per cent; together a hundred", PUBLIC)


class Grade(Record):
    """A grade, and what it proposes."""

    id: Id = field("代码", "Code", "等次代码", "Code of the grade", PUBLIC)
    label: Line = field("名称", "Label", "等次名称", "Label of the grade", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    proposes: Setting[Literal["nothing", "adjust", "end", "replace"]] = field(
        "建议", "Proposes", "评为此等次时的建议", "What this grade proposes", PUBLIC
    )


class SignOffs(Record):
    """Which units confirm the result by signature."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    units: tuple[Choice, ...] = field("单位", "Units", "会签的单位", "Units that sign", PUBLIC)
    required: Setting[tuple[Id, ...]] = field("必签", "Required", "必须会签的单位", "Units that must sign", PUBLIC)
    least: Setting[Whole] = field("最少", "Least", "最少几个单位会签", "Fewest units that sign", PUBLIC)


class EvaluationRule(Record):
    """An evaluation that the policy asks for."""

    id: Id = field("代码", "Code", "评议代码", "Code of the evaluation", PUBLIC)
    label: Line = field("名称", "Label", "评议名称", "Label of the evaluation", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "被评议的角色", "Roles that are evaluated", PUBLIC)
    every: Setting[Literal["month", "half", "year", "once"]] = field(
        "周期", "Every", "多久一次", "How often it is held", PUBLIC
    )
    methods: tuple[Choice, ...] = field("方式", "Methods", "评议的方式", "How it is done", PUBLIC, default=())
    methods_rule: Setting[Literal["any_of", "all_of"]] | None = field(
        "方式要求", "Methods rule", "至少一种或全部", "At least one, or all", PUBLIC, default=None
    )
    factors: tuple[Factor, ...] = field(
        "因素", "Factors", "综合评议的因素", "What the grade rests on", PUBLIC, default=()
    )
    grades: tuple[Grade, ...] = field("等次", "Grades", "自高至低", "Best first", PUBLIC)
    signoffs: SignOffs | None = field("会签", "Sign-offs", "须由谁会签", "Who must sign", PUBLIC, default=None)

    def grade(self, grade: str) -> Grade | None:
        """Return the grade with that code."""
        return next((known for known in self.grades if known.id == grade), None)


def weight_sum(rule: EvaluationRule, day: date) -> Decimal | None:
    """Return the sum of the weights on a day; None where none is set."""
    set_weights = [weight for factor in rule.factors if (weight := factor.weight.on(day)) is not None]
    return sum(set_weights, Decimal(0)) if set_weights else None


def methods_missing(rule: EvaluationRule, used: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the methods that an evaluation still needs: those unused of all, or all where any one would do.

    Raises:
        UnsetSettingError: the rule of the methods is unset on that day.
    """
    if rule.methods_rule is None:
        return ()
    unused = tuple(method.id for method in rule.methods if method.id not in set(used))
    if rule.methods_rule.required(day) == "all_of":
        return unused
    return unused if len(unused) == len(rule.methods) else ()


def signoffs_missing(rule: EvaluationRule, signed: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the required units that have not signed; the whole list where too few have."""
    if rule.signoffs is None:
        return ()
    present = set(signed)
    absent = tuple(unit for unit in rule.signoffs.required.required(day) if unit not in present)
    known = present & {unit.id for unit in rule.signoffs.units}
    if absent or len(known) >= rule.signoffs.least.required(day):
        return absent
    return tuple(unit.id for unit in rule.signoffs.units if unit.id not in present)
