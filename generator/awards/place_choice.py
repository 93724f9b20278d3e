"""Whether the leaders chosen in one place are as many as the policy allows.

Knows the pack's honour and numbers; chooses nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.service import PlaceHonour

ChoiceFault: TypeAlias = Literal["too-few-chosen", "too-many-chosen", "reason-missing", "chosen-unqualified"]


def choice_fault(rule: PlaceHonour, qualified: int, chosen: int, day: date, *, reason: bool) -> ChoiceFault | None:
    """Name what is wrong with the number chosen in a place; where nobody qualifies, nobody may be chosen."""
    if chosen > rule.most.required(day):
        return "too-many-chosen"
    if chosen > qualified:
        return "chosen-unqualified"
    if qualified and chosen < min(rule.least.required(day), qualified):
        return "too-few-chosen"
    if not chosen and rule.reason_for_none.required(day) and not reason:
        return "reason-missing"
    return None
