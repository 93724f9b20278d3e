"""Who of a ranking is among the first so many, ties on the boundary included.

Pure arithmetic on scores; knows neither records nor what is given to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.awards.tiers import allot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.awards.tiers import Allotment, Ties

K = TypeVar("K")
FIRST = "first"
"""The code of the only tier."""


def firsts(scores: Sequence[tuple[K, Decimal]], places: int, ties: Ties, chosen: tuple[K, ...] = ()) -> Allotment[K]:
    """Fill the first places of a ranking.

    Args:
        scores: of all who are ranked, in listing order.
        places: how many there are.
        ties: what happens to equal scores on the last place (G-09).
        chosen: those whom a signed decision lets in.
    """
    return allot(scores, [(FIRST, places)], ties=ties, overflow="keep", carry_unused=False, decisions={FIRST: chosen})
