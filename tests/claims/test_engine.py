"""Accounts against a slow second reading, and what no worked case of the pack shows."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from generator.cases.changes import change_settings
from generator.claims import ClaimFacts, Window, accounts, month_results, standings
from generator.ledger import load_pack
from generator.periods import Period
from generator.policies.case_frame import Override
from generator.policies.reading import read_policy
from generator.records.accounts import Catalogue, CatalogueItem, CourseStep, Redemption
from generator.records.claims import (
    Appeal,
    BasicClaim,
    Claim,
    ClaimCorrection,
    ClaimLine,
    ClaimSheet,
    LineDecision,
    Reward,
)

if TYPE_CHECKING:
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
PACK = load_pack(ROOT, "pts")
LEADERS = ("a", "b", "c")
MONTHS = tuple(Period.parse(f"2022-{number:02}") for number in range(9, 13))
END = date(2023, 3, 1)


def policy(**changes: str) -> Policy:
    """The pack with the two values that every case needs, and others changed; `__` stands for a dot."""
    wanted = {"claims__basic__points": "10", "claims__display__days": "5", **changes}
    overrides = [Override(path=path.replace("__", "."), value=value) for path, value in wanted.items()]
    document, problems = change_settings(PACK.parts["policy"], overrides)
    found, faults = read_policy("pts", {**PACK.parts, "policy": document})
    assert problems == faults == ()
    assert found is not None
    return found


def accept(day: date) -> LineDecision:
    """A line that passed."""
    return LineDecision(result="accept", on=day, by="reviewer")


def drawn(seed: int, rules: Policy) -> ClaimFacts:
    """Draw four months of three leaders: late reviews, refusals, appeals and corrections among them."""
    dice = random.Random(seed)  # noqa: S311 - a drawn town is no secret
    sheets: dict[Period, ClaimSheet] = {}
    windows: dict[Period, Window] = {}
    corrections: dict[str, ClaimCorrection] = {}
    for month in MONTHS:
        opens = month.next().first + timedelta(days=dice.randint(4, 20))
        windows[month] = Window(month, opens, opens + timedelta(days=7))
        claims, appeals = [], []
        for leader in LEADERS:
            lines = []
            for number in range(1, dice.randint(1, 4)):
                decided = month.next().first + timedelta(days=dice.randint(1, 40))
                decision = LineDecision(result=dice.choice(("accept", "reject")), on=decided, by="reviewer", reason="x")
                lines.append(
                    ClaimLine(
                        id=f"{number:03}",
                        activity=dice.choice(("cultural", "hazard", "volunteer", "community-task")),
                        date=month.first + timedelta(days=dice.randint(0, 27)),
                        event=dice.choice((None, "e1", "e2")),
                        decision=dice.choice((None, decision, decision)),
                    )
                )
                if dice.random() < 0.4:
                    lodged = opens + timedelta(days=dice.randint(0, 9))
                    outcome: Literal["upheld", "dismissed"] = "upheld" if dice.random() < 0.5 else "dismissed"
                    on = lodged + timedelta(days=dice.randint(0, 30))
                    appeals.append(
                        Appeal(
                            id=f"s-{leader}-{number}",
                            leader=leader,
                            line=f"{number:03}",
                            lodged_on=lodged,
                            ground="x",
                            decided_on=on,
                            decided_by="head",
                            decision=outcome,
                        )
                    )
            basic = BasicClaim(done=dice.random() < 0.8, decision=accept(month.next().first))
            claims.append(Claim(leader=leader, submitted_on=month.next().first, basic=basic, lines=tuple(lines)))
            if lines and dice.random() < 0.3:
                corrections[f"k-{month.text}-{leader}"] = ClaimCorrection(
                    month=month,
                    leader=leader,
                    line=lines[0].id,
                    effect="withdraw",
                    requested_by="clerk",
                    approved_by="head",
                    approved_on=opens + timedelta(days=dice.randint(0, 50)),
                    reason="x",
                )
        sheets[month] = ClaimSheet(recorder="clerk", claims=tuple(claims), appeals=tuple(appeals))
    return ClaimFacts(rules, sheets, PACK.working_days, windows, corrections)


def slowly(facts: ClaimFacts, day: date) -> dict[tuple[str, Period], Decimal]:
    """Ask anew for each day what is final, and clear each year's points on 1 January and whenever more come."""
    found: dict[tuple[str, Period], Decimal] = defaultdict(Decimal)
    for (leader, month), result in month_results(facts, day).items():
        found[leader, month.within("year")] += result.final(day)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_accounts_agree_with_asking_anew_every_day(seed: int) -> None:
    """PTS-8-3: what is earned by a day is what scoring that day alone finds final, whatever came before and after."""
    facts = drawn(seed, policy(redemption__reset="carry_over"))
    held = accounts(facts, {}, {}, END)
    year = Period.parse("2022")
    for number in range(0, (END - MONTHS[0].last).days, 3):
        day = MONTHS[0].last + timedelta(days=number)
        wanted = slowly(facts, day)
        for leader in LEADERS:
            assert held.earned(leader, year, day) == wanted[leader, year], (leader, day)
            assert held.balance(leader, day) == wanted[leader, year]


def rewarded(**points: str) -> ClaimFacts:
    """October 2022 with nothing but rewards, final on 15 November."""
    month = Period.parse("2022-10")
    rewards = tuple(
        Reward(
            id=f"r-{leader}",
            leader=leader,
            points=Decimal(value),
            reason="x",
            on=date(2022, 11, 1),
            proposed_by="clerk",
            approved_by="head",
        )
        for leader, value in points.items()
    )
    window = Window(month, date(2022, 11, 7), date(2022, 11, 14))
    return ClaimFacts(
        policy(), {month: ClaimSheet(recorder="clerk", rewards=rewards)}, PACK.working_days, {month: window}
    )


CATALOGUES = {
    Period.parse(year): Catalogue(
        rules="x",
        places=("x",),
        items=(CatalogueItem(id="ticket", name="x", kind="prize", cost=Decimal(10), stock=3),),
    )
    for year in ("2022", "2023")
}


TAKEN = (("request", "2022-12-01", "a"), ("approve", "2022-12-02", "head"))


def redemption(*steps: tuple[str, str, str]) -> Redemption:
    """Redeem two tickets."""
    done = tuple(CourseStep(event=event, on=date.fromisoformat(day), by=by) for event, day, by in steps)
    return Redemption(leader="a", item="ticket", count=2, cost=Decimal(20), steps=done)


def test_what_is_cancelled_after_the_reset_does_not_come_back() -> None:
    """PTS-4-3: points given back to a year that was cleared are cleared at once."""
    asked = redemption(*TAKEN, ("cancel", "2023-01-05", "a"))
    held = accounts(rewarded(a="50"), {"d1": asked}, CATALOGUES, date(2023, 1, 31))
    assert [f"{entry.day} {entry.kind} {entry.points}" for entry in held.entries] == [
        "2022-11-15 earn 50",
        "2022-12-02 redeem -20",
        "2023-01-01 reset -30",
        "2023-01-05 return 20",
        "2023-01-05 reset -20",
    ]
    assert held.balance("a") == 0


def test_the_stock_of_a_year_runs_out_and_what_is_cancelled_is_free_again() -> None:
    """PTS-8-1: of three tickets two are taken; two more are refused, until the first are given back."""
    first = redemption(*TAKEN, ("cancel", "2022-12-04", "a"))
    early = redemption(("request", "2022-12-02", "a"), ("approve", "2022-12-03", "head"))
    late = redemption(("request", "2022-12-02", "a"), ("approve", "2022-12-05", "head"))
    held = accounts(rewarded(a="90"), {"d1": first, "d2": early, "d3": late}, CATALOGUES, date(2022, 12, 31))
    assert held.blocks["d2"].unmet == ("stock_left",)
    assert held.states == {"d1": "cancelled", "d2": "requested", "d3": "approved"}


@pytest.mark.parametrize(("scope", "ranks"), [("community", [1, 2, 1]), ("jurisdiction", [2, 3, 1])])
def test_a_ranking_has_a_scope(scope: str, ranks: list[int]) -> None:
    """PTS-11-1: within communities each has its own first; across them there is one (rankings.annual.scope)."""
    rules = policy(rankings__annual__scope=scope).pack.rankings[0]
    day = date(2022, 12, 31)
    one, other = accounts(rewarded(a="50", b="30"), {}, {}, day), accounts(rewarded(c="70"), {}, {}, day)
    places = standings(rules, Period.parse("2022"), day, {"east": (("a", "b"), one), "west": (("c",), other)})
    assert {place.leader: place.rank for place in places} == dict(zip("abc", ranks, strict=True))
