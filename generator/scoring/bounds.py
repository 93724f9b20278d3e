"""Whether the points given by judgement lie within a policy's bounds, as one check id or none.

Knows an item's formula; says nothing of who gave the points, and speaks no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.policies.items import Judgement

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from generator.policies.items import Item

JudgementFault: TypeAlias = Literal["negative-points", "points-below-least", "points-above-most", "points-off-step"]


def judgement_fault(item: Item, points: Decimal, day: date) -> JudgementFault | None:
    """Name what is wrong with the points of an entry; both bounds are included (G-01).

    Args:
        item: points of an item without judgement are computed, so they are never at fault here.
        points: as written in the entry.
        day: the entry's day; a bound that is unset on it does not bind.
    """
    formula = item.formula
    if not isinstance(formula, Judgement):
        return None
    may_be_negative = item.allow_negative is not None and item.allow_negative.on(day)
    if points < 0 and not may_be_negative:
        return "negative-points"
    least, most, step = formula.least.on(day), formula.most.on(day), formula.step.on(day)
    if least is not None and points < least:
        return "points-below-least"
    if most is not None and points > most:
        return "points-above-most"
    if step and points % step:
        return "points-off-step"
    return None
