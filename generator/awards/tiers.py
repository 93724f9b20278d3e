"""Places and who gets them: quotas, rounding, ties, overflow.

Pure arithmetic on exact fractions; knows neither records nor roles.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.policies.outcomes import Rounding

K = TypeVar("K")
Ties = Literal["exclude_until_decided", "include_all", "exclude_all"]
Overflow = Literal["absorb_next", "keep"]
_HALF = Fraction(1, 2)


def places(count: int, shares: Sequence[Decimal], rounding: Rounding) -> tuple[int, ...]:
    """Turn shares in per cent of a count into whole places (G-07).

    Args:
        count: how many take part.
        shares: per cent of each tier, from the top down.
        rounding: `cumulative_floor` floors the running sums, `largest_remainder` gives the places
            of the floored total to the largest remainders, higher tiers first.
    """
    exact = [Fraction(share) * count / 100 for share in shares]
    if rounding == "cumulative_floor":
        sums = [_floor(sum(exact[: n + 1], Fraction(0))) for n in range(len(exact))]
        return tuple(now - before for now, before in zip(sums, [0, *sums[:-1]], strict=True))
    if rounding == "largest_remainder":
        return _largest_remainder(exact)
    return tuple(_rounded(value, rounding) for value in exact)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _rounded(value: Fraction, rounding: Rounding) -> int:
    if rounding == "ceil":
        return -_floor(-value)
    if rounding == "half_up":
        return _floor(value + _HALF)
    if rounding == "half_even":
        return round(value)
    return _floor(value)


def _largest_remainder(exact: list[Fraction]) -> tuple[int, ...]:
    floors = [_floor(value) for value in exact]
    spare = _floor(sum(exact, Fraction(0))) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda n: (floors[n] - exact[n], n))
    return tuple(floor + (n in by_remainder[:spare]) for n, floor in enumerate(floors))


class Tie(Struct, Generic[K], frozen=True):
    """Equal scores on a tier's last places; `decided` holds the valid decision, if there is one."""

    tier: str
    places: int
    contenders: tuple[K, ...]
    decided: tuple[K, ...] = ()


class Allotment(Struct, Generic[K], frozen=True):
    """Who holds which tier, the places of each, and the ties met on the way."""

    holders: tuple[tuple[str, tuple[K, ...]], ...]
    places: tuple[tuple[str, int], ...]
    ties: tuple[Tie[K], ...]

    @property
    def provisional(self) -> bool:
        """Tell whether a tie still waits for its decision."""
        return any(not tie.decided for tie in self.ties)


def allot(
    scores: Sequence[tuple[K, Decimal]],
    tiers: Sequence[tuple[str, int]],
    *,
    ties: Ties,
    overflow: Overflow,
    carry_unused: bool,
    decisions: Mapping[str, tuple[K, ...]],
) -> Allotment[K]:
    """Fill the tiers from the top.

    Args:
        scores: of all who take part, in listing order.
        tiers: tier code and places, from the top down.
        ties: what happens to equal scores on a tier's last places.
        overflow: whether a tier filled beyond its places takes them from the next.
        carry_unused: whether places left empty go to the next tier.
        decisions: tier code -> those chosen by a signed decision.
    """
    groups = [
        [key for key, _ in group]
        for _, group in groupby(sorted(scores, key=lambda pair: -pair[1]), key=lambda pair: pair[1])
    ]
    met: list[Tie[K]] = []
    filled: list[tuple[str, tuple[K, ...]]] = []
    change = 0
    given: list[tuple[str, int]] = []
    for tier, nominal in tiers:
        left = max(nominal + change, 0)
        given.append((tier, left))
        taken: list[K] = []
        change = min(nominal + change, 0)
        while groups and left >= len(groups[0]):
            left -= len(groups[0])
            taken.extend(groups.pop(0))
        if groups and left:
            enter = _boundary(groups[0], tier, left, ties, decisions.get(tier, ()), met)
            taken.extend(enter)
            groups[0] = [key for key in groups[0] if key not in enter]
            if not groups[0]:
                groups.pop(0)
            left -= len(enter)
        if (left < 0 and overflow == "absorb_next") or (left > 0 and carry_unused):
            change += left
        filled.append((tier, tuple(taken)))
    return Allotment(tuple(filled), tuple(given), tuple(met))


def _boundary(group: list[K], tier: str, left: int, ties: Ties, chosen: tuple[K, ...], met: list[Tie[K]]) -> list[K]:
    """Return who of an equal group enters a tier that has too few places for all."""
    if ties == "include_all":
        return list(group)
    if ties == "exclude_all":
        return []
    valid = len(set(chosen)) == left and set(chosen) <= set(group)
    met.append(Tie(tier, left, tuple(group), tuple(chosen) if valid else ()))
    return [key for key in group if key in chosen] if valid else []
