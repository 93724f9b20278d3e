"""Whether a candidate meets a policy's conditions: grade, age, channels, residents who propose together.

Knows the conditions as the pack states them; knows no candidate, and speaks no sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.policies.nomination import JointProposal
    from generator.policies.selection import AgeAtMost, LeastGrade, Selection

GradeFault: TypeAlias = Literal["unknown-grade", "grade-too-low"]
AgeFault: TypeAlias = Literal["too-old", "too-old-for-a-waiver"]


def grade_fault(rule: LeastGrade, grade: str, day: date) -> GradeFault | None:
    """Name what is wrong with a grade on a day; the least grade itself passes (G-01).

    Raises:
        UnsetSettingError: the ladder or the least grade is unset on that day.
    """
    ladder = rule.ladder.required(day)
    if grade not in ladder:
        return "unknown-grade"
    return "grade-too-low" if ladder.index(grade) > ladder.index(rule.least.required(day)) else None


def age_fault(rule: AgeAtMost, years: int, day: date, *, waived: bool) -> AgeFault | None:
    """Name what is wrong with an age in full years; the highest age itself passes (G-01, G-13).

    Raises:
        UnsetSettingError: the highest age is unset on that day.
    """
    if years <= rule.years.required(day):
        return None
    end = rule.waived_to.on(day)
    if end is not None and years > end:
        return "too-old-for-a-waiver"
    return None if waived else "too-old"


def channels_missing(selection: Selection, used: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the channels through which a candidate still has to be nominated.

    Where any one of them will do, none is missing as soon as one was used, and each is missing before that.
    """
    known = [channel.id for channel in selection.channels]
    unused = tuple(channel for channel in known if channel not in set(used))
    if selection.nomination is not None and selection.nomination.on(day) == "all_of":
        return unused
    return unused if len(unused) == len(known) else ()


class Supporter(NamedTuple):
    """Somebody who proposes a candidate together with others; stays on paper, only the count is recorded."""

    person: str
    place: str
    household: str


def counted_supporters(
    rule: JointProposal, supporters: Iterable[Supporter], nominee: str, place: str, day: date
) -> int:
    """Count those who propose somebody: each person or household once, and only those that the policy counts."""
    counted = [
        supporter
        for supporter in supporters
        if (rule.nominee_counts.required(day) or supporter.person != nominee)
        and (not rule.same_place.required(day) or supporter.place == place)
    ]
    by_household = rule.unit.required(day) == "household"
    return len({(one.household if by_household else one.person) for one in counted})


def enough_supporters(rule: JointProposal, counted: int, day: date) -> bool:
    """Tell whether so many are enough; the least number itself is (G-01)."""
    return counted >= rule.least.required(day)
