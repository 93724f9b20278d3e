"""Exact shares as they are shown: per cent, two decimals, half up (G-06).

Knows numbers only; no threshold is ever tested on what is shown (G-05).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_PLACES = 2
_WHOLE = 100 * 10**_PLACES


def percent(share: Fraction | None) -> Decimal | None:
    """Return a share in per cent with two decimals, half up; None of nothing."""
    if share is None:
        return None
    doubled, over = 2 * _WHOLE * share.numerator, 2 * share.denominator
    return Decimal((doubled + share.denominator) // over).scaleb(-_PLACES)
