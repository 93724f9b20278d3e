"""Ranks, last places and runs of them; pure arithmetic on scores.

Knows neither records nor who may see a ranking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.periods import Period

K = TypeVar("K")
Method = Literal["competition", "dense", "ordinal"]


def rank(scores: Sequence[tuple[K, Decimal]], method: Method) -> list[tuple[K, Decimal, int]]:
    """Rank by descending score (G-08).

    Args:
        scores: in listing order; inside a tie this order is kept and means nothing.
        method: `competition` 1,2,2,4; `dense` 1,2,2,3; `ordinal` 1,2,3,4.
    """
    ordered = sorted(scores, key=lambda pair: -pair[1])
    ranked: list[tuple[K, Decimal, int]] = []
    for position, (key, score) in enumerate(ordered, start=1):
        tied = bool(ranked) and ranked[-1][1] == score
        if method == "ordinal" or not tied:
            number = ranked[-1][2] + 1 if ranked and method == "dense" else position
        else:
            number = ranked[-1][2]
        ranked.append((key, score, number))
    return ranked


def last_places(bonus: Mapping[K, Decimal], least_ranked: int) -> frozenset[K]:
    """Return all who stand last; nobody where all are equal or too few are ranked."""
    if len(bonus) < least_ranked or len(set(bonus.values())) < 2:  # noqa: PLR2004 - two different figures make an order
        return frozenset()
    lowest = min(bonus.values())
    return frozenset(key for key, value in bonus.items() if value == lowest)


class Run(NamedTuple):
    """Somebody stood last in these consecutive months."""

    leader: str
    months: tuple[Period, ...]


def runs_of_last_place(
    last_by_month: Iterable[tuple[Period, frozenset[str]]], length: int, *, reset_each_year: bool
) -> tuple[Run, ...]:
    """Return each completed run, at its closing month and again after every further `length` months.

    Args:
        last_by_month: who stood last in each month, in order and without holes; somebody who was
            not ranked in a month is simply not among the last, which breaks the run.
        length: months in a row.
        reset_each_year: whether January begins anew.
    """
    current: dict[str, list[Period]] = {}
    found: list[Run] = []
    for month, last in last_by_month:
        if reset_each_year and month.first.month == 1:
            current = {}
        current = {leader: [*current.get(leader, []), month] for leader in sorted(last)}
        found.extend(
            Run(leader, tuple(months[-length:])) for leader, months in current.items() if len(months) % length == 0
        )
    return tuple(found)
