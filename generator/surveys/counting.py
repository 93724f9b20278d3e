"""The share of satisfied answers, as an exact fraction, and whether it is too low.

Knows counts and a rule of the pack; rounds only what is shown (G-05, G-06, G-27).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.surveys import SurveyRule

_HUNDRED = 100
_HALF = Fraction(1, 2)


class Counts(NamedTuple):
    """The sheets of a survey by answer; a blank or spoiled sheet is no valid answer."""

    satisfied: int
    basically: int
    not_satisfied: int
    blank: int = 0

    @property
    def valid(self) -> int:
        """How many answers are valid."""
        return self.satisfied + self.basically + self.not_satisfied


def satisfaction(rule: SurveyRule, counts: Counts, day: date) -> Fraction | None:
    """Return the share of satisfied answers; None where there is no result.

    There is none without a valid answer, or with fewer valid answers than the policy asks for.

    Raises:
        UnsetSettingError: the pack leaves open which answers count.
    """
    least = rule.least_answers.on(day) or 1
    if counts.valid < max(least, 1):
        return None
    by_answer = {
        "satisfied": counts.satisfied,
        "basically": counts.basically,
        "not_satisfied": counts.not_satisfied,
    }
    good = sum(by_answer[answer] for answer in rule.counted.required(day))
    blank = counts.blank if rule.denominator.required(day) == "returned" else 0
    return Fraction(good, counts.valid + blank)


def is_low(rule: SurveyRule, share: Fraction | None, day: date) -> bool:
    """Tell whether a share lies below the policy's threshold; no result is never low."""
    if share is None:
        return False
    threshold = Fraction(rule.threshold.required(day))
    exact = share * _HUNDRED
    return exact < threshold or (exact == threshold and rule.equal_is_below.required(day))


def per_cent(share: Fraction, decimals: int, rounding: Literal["half_up", "half_even", "floor"] = "half_up") -> Decimal:
    """Write a share in per cent with so many decimals; only for show, never to compare."""
    scaled = share * _HUNDRED * 10**decimals
    whole = scaled.numerator // scaled.denominator
    if rounding == "half_up":
        whole = (scaled + _HALF).numerator // (scaled + _HALF).denominator
    elif rounding == "half_even":
        whole = round(scaled)
    return Decimal(whole).scaleb(-decimals)
