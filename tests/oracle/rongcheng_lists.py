"""The Rongcheng rules of lists once more: places, ties, ranks, last places, credit; slow, naive, on plain dicts.

Knows nothing of the engine, its types or its files; the comparison stands elsewhere.
"""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.oracle.rongcheng import Month, Plain

CREDIT = {"five-star": 25, "four-star": 20, "three-star": 15, "excellent": 5}

DEFAULTS: Plain = {
    "shares": (5, 15, 20),
    "rounding": "floor",
    "ties": "exclude_until_decided",
    "overflow": "absorb_next",
    "carry_unused": False,
    "contest_scope": "jurisdiction",
    "method": "competition",
    "run_length": 3,
    "least_ranked": 2,
    "full_months": True,
    "reset": False,
    "run_scope": "community",
    "stack": "highest",
}


def places(people: int, shares: Sequence[int | Fraction], rounding: str) -> list[int]:
    """Turn shares of so many people into places (G-07, EX-R18-10 to 14)."""
    exact = [Fraction(people) * share / 100 for share in shares]
    if rounding == "cumulative_floor":
        upto = [math.floor(sum(exact[: n + 1])) for n in range(len(exact))]
        return [total - before for before, total in zip([0, *upto], upto, strict=False)]
    if rounding == "largest_remainder":
        whole = [math.floor(share) for share in exact]
        by_rest = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
        for n in by_rest[: math.floor(sum(exact)) - sum(whole)]:
            whole[n] += 1
        return whole
    rounded: dict[str, Callable[[Fraction], int]] = {
        "floor": math.floor,
        "ceil": math.ceil,
        "half_up": lambda share: math.floor(share + Fraction(1, 2)),
        "half_even": round,
    }
    return [rounded[rounding](share) for share in exact]


def contest(
    scores: Mapping[str, Fraction], quota: Sequence[int], rules: Plain, chosen: Mapping[int, set[str]]
) -> tuple[list[set[str]], dict[int, tuple[int, set[str]]]]:
    """Fill the tiers from the top; give the holders of each and the ties that await a decision (G-09)."""
    left, tiers = dict(scores), []
    waiting: dict[int, tuple[int, set[str]]] = {}
    too_many = unused = 0
    for tier, count in enumerate(quota):
        room = count + unused - too_many
        too_many, unused = max(-room, 0), 0
        holders: set[str] = set()
        while room > 0 and left:
            best = {leader for leader in left if left[leader] == max(left.values())}
            tied = len(best) > room
            if tied and rules["ties"] == "exclude_until_decided":
                fits = chosen.get(tier, set()) <= best and len(chosen.get(tier, set())) == room
                waiting.update({} if fits else {tier: (room, best)})
                best = chosen[tier] if fits else set()
            elif tied and rules["ties"] == "exclude_all":
                best = set()
            holders |= best
            left = {leader: score for leader, score in left.items() if leader not in best}
            room -= len(best)
            if tied:
                break
        if room > 0 and rules["carry_unused"]:
            unused = room
        if room < 0 and rules["overflow"] == "absorb_next":
            too_many = -room
        tiers.append(holders)
    return tiers, waiting


def ranks(scores: Mapping[str, Fraction], method: str) -> dict[str, int]:
    """Number the leaders from the highest score down (G-08, EX-R18-28)."""
    order = sorted(scores, key=lambda leader: (-scores[leader], leader))
    if method == "ordinal":
        return {leader: order.index(leader) + 1 for leader in order}
    if method == "dense":
        levels = sorted(set(scores.values()), reverse=True)
        return {leader: levels.index(scores[leader]) + 1 for leader in order}
    return {leader: 1 + sum(other > scores[leader] for other in scores.values()) for leader in order}


def last_places(month: Mapping[str, Fraction], rules: Plain) -> set[str]:
    """Name those at the last place of a month: the least bonus, where another had more."""
    if len(month) < rules["least_ranked"] or len(set(month.values())) < 2:
        return set()
    return {leader for leader, value in month.items() if value == min(month.values())}


def warnings(months: Mapping[Month, Iterable[Mapping[str, Fraction]]], rules: Plain) -> set[tuple[str, Month]]:
    """Name whoever is warned on the close of a month; the months come in order, each scope by scope."""
    run: dict[str, int] = {}
    found = set()
    for month, scopes in months.items():
        last = {leader for scope in scopes for leader in last_places(scope, rules)}
        fresh = rules["reset"] and month[1] == 1
        run = {leader: (0 if fresh else run.get(leader, 0)) + 1 for leader in last}
        found |= {(leader, month) for leader, length in run.items() if length % rules["run_length"] == 0}
    return found


def credit(awards: Mapping[str, Sequence[str]], rules: Plain) -> dict[str, int]:
    """Give the credit points of each holder (EX-R18-24, EX-R18-25)."""
    count = max if rules["stack"] == "highest" else sum
    return {leader: count([CREDIT[tier] for tier in tiers]) for leader, tiers in awards.items() if tiers}


def push(year: int, sent_on: date) -> str:
    """Judge the day of a push: January of the next year, all of it (EX-R18-23)."""
    if sent_on < date(year + 1, 1, 1):
        return "too_early"
    return "on_time" if sent_on <= date(year + 1, 1, 31) else "overdue"
