"""Cases of quotas, ties and runs of no particular policy, worked out by the oracle and by the engine.

Knows both sides; gives no place away itself.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.awards import allot, firsts, places
from generator.periods import Period
from generator.scoring.rankings import last_places, rank, runs_of_last_place
from tests.oracle import rongcheng_lists
from tests.oracle.engine import decimal
from tests.oracle.seeing import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random
    from typing import Literal

    from generator.periods import Kind
    from generator.policies.outcomes import Rounding

ROUNDINGS: tuple[Rounding, ...] = ("floor", "half_up", "half_even", "ceil", "cumulative_floor", "largest_remainder")
TIES: tuple[Literal["exclude_until_decided", "include_all", "exclude_all"], ...] = (
    "exclude_until_decided",
    "include_all",
    "exclude_all",
)
METHODS: tuple[Literal["competition", "dense", "ordinal"], ...] = ("competition", "dense", "ordinal")
KINDS: tuple[Kind, ...] = ("month", "quarter", "half", "year")


def quotas(rng: Random) -> Iterator[Difference]:
    """Compare places by shares that are no whole numbers, and who holds them, with any number of tiers."""
    people, tiers = rng.randrange(rng.choice((8, 30, 60))), rng.randrange(1, 5)
    shares = [Fraction(rng.randrange(1, 100 // tiers * 4), 4) for _ in range(tiers)]
    rounding = rng.choice(ROUNDINGS)
    quota = rongcheng_lists.places(people, shares, rounding)
    yield Difference(f"{rounding} of {people}", quota, list(places(people, [decimal(s) for s in shares], rounding)))
    scores = {f"p{n:03}": Fraction(rng.randrange(rng.choice((2, 6, 40))), 2) for n in range(people)}
    ties, overflow, carry = rng.choice(TIES), rng.choice(("absorb_next", "keep")), rng.random() < 0.5
    rules = {"ties": ties, "overflow": overflow, "carry_unused": carry}
    chosen: dict[int, set[str]] = {}
    wanted, waiting = rongcheng_lists.contest(scores, quota, rules, chosen)
    while waiting.keys() - chosen.keys() and rng.random() < 0.7:
        tier = min(waiting.keys() - chosen.keys())
        room, best = waiting[tier]
        chosen[tier] = set(rng.sample(sorted(best), rng.choice((room, room, room, len(best)))))
        wanted, waiting = rongcheng_lists.contest(scores, quota, rules, chosen)
    listed = [(who, decimal(score)) for who, score in scores.items()]
    found = allot(
        listed,
        [(f"t{number}", room) for number, room in enumerate(quota)],
        ties=ties,
        overflow="keep" if overflow == "keep" else "absorb_next",
        carry_unused=carry,
        decisions={f"t{tier}": tuple(sorted(who)) for tier, who in chosen.items()},
    )
    yield Difference("holders", wanted, [set(holders) for _, holders in found.holders])
    yield Difference("provisional", bool(waiting), found.provisional)
    first = rng.randrange(6)
    top, open_ = rongcheng_lists.contest(scores, [first], {**rules, "overflow": "keep", "carry_unused": False}, {})
    seen = firsts(listed, first, ties)
    yield Difference(f"first {first}", (top[0], bool(open_)), (set(seen.holders[0][1]), seen.provisional))
    for method in METHODS:
        ranks = {who: number for who, _, number in rank(listed, method)}
        yield Difference(method, rongcheng_lists.ranks(scores, method), ranks)


def period_runs(rng: Random) -> Iterator[Difference]:
    """Compare runs of last places over months, quarters, half-years and years in which people come and go."""
    kind, length, least, reset = rng.choice(KINDS), rng.randrange(1, 5), rng.randrange(1, 4), rng.random() < 0.5
    period = Period.of(kind, date(2018, rng.randrange(1, 13), 15))
    rules = {"run_length": length, "least_ranked": least, "reset": reset}
    people = [f"p{number}" for number in range(rng.randrange(1, 6))]
    last, run, wanted = [], dict.fromkeys(people, 0), set()
    before: Period | None = None
    for _ in range(rng.randrange(1, 20)):
        bonus = {who: Fraction(rng.randrange(3), 2) for who in people if rng.random() < 0.9}
        fresh = reset and before is not None and before.year != period.year
        at_last = rongcheng_lists.last_places(bonus, rules)
        for who in people:
            run[who] = ((0 if fresh else run[who]) + 1) if who in at_last else 0
            if run[who] and run[who] % length == 0:
                wanted.add((who, period.text))
        last.append((period, last_places({who: decimal(value) for who, value in bonus.items()}, least)))
        before, period = period, period.next()
    found = runs_of_last_place(last, length, reset_each_year=reset)
    yield Difference("runs", wanted, {(alert.leader, alert.months[-1].text) for alert in found})
