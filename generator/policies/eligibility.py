"""Whether a candidate's grade meets a policy's least grade, as one check id or none.

Knows the ladder as the pack states it; knows no candidate, and speaks no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.selection import LeastGrade

GradeFault: TypeAlias = Literal["unknown-grade", "grade-too-low"]


def grade_fault(rule: LeastGrade, grade: str, day: date) -> GradeFault | None:
    """Name what is wrong with a grade on a day; the least grade itself passes (G-01).

    Raises:
        UnsetSettingError: the ladder or the least grade is unset on that day.
    """
    ladder = rule.ladder.required(day)
    if grade not in ladder:
        return "unknown-grade"
    return "grade-too-low" if ladder.index(grade) > ladder.index(rule.least.required(day)) else None
