"""Engine and oracle agree in drawn cases of money, posts, windows, claims, quotas, service and surveys."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.claims import claim_faults, parts
from tests.oracle.comparing_money import c21_rules, n22_rules
from tests.oracle.comparing_scheme import facts_of, pts_rules
from tests.oracle.kinds import KINDS, compare
from tests.oracle.scheme_worlds import draw_world
from tests.oracle.seeing import drawing
from tests.oracle.test_rongcheng import CASES as TOWNS

CASES = {
    "c21-money": 250,
    "c21-staffing": 400,
    "j22-rates": 400,
    "n22-money": 150,
    "n22-service": 400,
    "period-runs": 500,
    "pts-claims": 90,
    "pts-faults": 150,
    "quotas": 300,
    "windows": 400,
}


def test_every_kind_is_compared() -> None:
    """No kind of case is left out of the tests."""
    assert sorted(CASES | TOWNS) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(CASES))
def test_engine_and_oracle_agree(kind: str) -> None:
    """Two readings of the rules, written apart, give the same figures in every drawn case."""
    differing = {number: found for number in range(CASES[kind]) if (found := compare(kind, number))}
    assert differing == {}


def test_what_is_drawn_as_faultless_has_no_fault() -> None:
    """The communities of monthly claims are ones that the engine would accept, late claims and appeals apart."""
    found: Counter[str] = Counter()
    for number in range(60):
        rng = drawing("pts-claims", number)
        rules, policy = pts_rules(rng.choice((0, rng.randrange(20))))
        found.update(fault.check for fault in claim_faults(facts_of(draw_world(rng, rules), policy)))
    assert set(found) <= {"claim-too-late", "late-appeal-upheld"}


def test_the_drawn_claims_show_every_outcome() -> None:
    """Agreement would say little of claims that all count: every reason for earning nothing is drawn."""
    outcomes: Counter[str] = Counter()
    for number in range(120):
        rng = drawing("outcomes", number)
        rules, policy = pts_rules(rng.randrange(20))
        world = draw_world(rng, rules)
        outcomes.update(part.outcome for part in parts(facts_of(world, policy), world["as_of"]))
    assert {"counted", "pending", "rejected", "late", "gated", "not_first", "capped"} <= set(outcomes)


def test_the_drawn_money_shows_every_rule() -> None:
    """The settings that are drawn hold every way of counting months, of leavers and of stacks."""
    c21 = [c21_rules(number)[0] for number in range(60)]
    n22 = [n22_rules(number)[0] for number in range(60)]
    assert {rules["months"] for rules in c21} == {
        "holder_on_day",
        "full_month_only",
        "any_day",
        "prorata_calendar_days",
        "prorata_working_days",
    }
    assert {rules["leaver"] for rules in c21} == {"pending", "pay", "forfeit"}
    assert {(rules["stack"], rules["proration"]) for rules in n22} == {
        (stack, proration) for stack in ("highest", "sum") for proration in ("none", "by_month")
    }
