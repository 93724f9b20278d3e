"""Plain figures that a staffing rule gives: leaders needed, days late, the earliest day of leaving, a day's standing.

Knows the rules as the pack states them and the numbers it is asked about; knows no record.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from generator.periods import add_months

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.staffing import CampaignRule, Capacity, Concurrency, LeavingGround

CampaignState: TypeAlias = Literal["on_time", "late", "open", "overdue"]
AgreementState: TypeAlias = Literal["draft", "one_sided", "effective", "ended"]

_HUNDRED = 100


def leaders_needed(rule: Capacity, households: int, day: date) -> int:
    """Return how many leaders so many households ask for.

    Raises:
        UnsetSettingError: the target, the rounding or the least number is unset on that day.
    """
    target, least = rule.target.required(day), rule.least.required(day)
    shares = {
        "half_up": (2 * households + target) // (2 * target),
        "ceil": -(-households // target),
        "floor": households // target,
    }
    return max(least, shares[rule.rounding.required(day)])


def load_fits(rule: Capacity, households: int, day: date) -> bool:
    """Tell whether the households of one leader are about the target, both ends of the band included (G-14).

    Raises:
        UnsetSettingError: the target or the tolerance is unset on that day.
    """
    target = Fraction(rule.target.required(day))
    band = target * Fraction(rule.tolerance.required(day)) / _HUNDRED
    return target - band <= households <= target + band


def places_allowed(rule: Concurrency, day: date) -> int:
    """Return the most places that one person may hold, the person's own included.

    Raises:
        UnsetSettingError: the limit or what it counts is unset on that day.
    """
    most = rule.most.required(day)
    return most if rule.counts.required(day) == "total" else most + 1


class CampaignStanding(NamedTuple):
    """How one community stands in a campaign on a day; `days` past the last day in time."""

    state: CampaignState
    days: int


def campaign_standing(rule: CampaignRule, done_on: date | None, as_of: date) -> CampaignStanding:
    """Judge a campaign by the day it was done, or by the as-of day while it is not (G-17).

    Raises:
        UnsetSettingError: the due day is unset.
    """
    last = rule.due.required(as_of)
    if not rule.inclusive.required(as_of):
        last -= timedelta(days=1)
    done = done_on if done_on is not None and done_on <= as_of else None
    late = max(((done or as_of) - last).days, 0)
    if done is not None:
        return CampaignStanding("late" if late else "on_time", late)
    return CampaignStanding("overdue" if late else "open", late)


def earliest_leaving(rule: LeavingGround, informed_on: date) -> date:
    """Return the earliest day of leaving after the other side was told (G-02).

    Raises:
        UnsetSettingError: the notice is unset on that day.
    """
    number = rule.number.required(informed_on)
    if rule.counted_in.required(informed_on) == "months":
        return add_months(informed_on, number)
    return informed_on + timedelta(days=number)


def agreement_state(signed_a_on: date | None, signed_b_on: date | None, to: date, as_of: date) -> AgreementState:
    """Say how an agreement stands: it takes effect with the later of two signatures and ends with its term."""
    signed = [day for day in (signed_a_on, signed_b_on) if day is not None and day <= as_of]
    if len(signed) < 2:  # noqa: PLR2004  two parties
        return "one_sided" if signed else "draft"
    return "ended" if to < as_of else "effective"


def effective_from(start: date, signed_a_on: date | None, signed_b_on: date | None) -> date | None:
    """Return the first day on which an agreement is in effect; None before both have signed."""
    if signed_a_on is None or signed_b_on is None:
        return None
    return max(start, signed_a_on, signed_b_on)
