"""What the oracle found: each case on which the engine once differed, small enough to follow by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import hold_round
from generator.claims import accounts, claim_faults, claimed_earnings, month_results
from generator.money import year_pay
from generator.periods import Period
from generator.records.accounts import Catalogue, CatalogueItem
from generator.scoring import Holder, score_jurisdiction, year_score
from tests.oracle import rongcheng
from tests.oracle.comparing import calendar, rules_of
from tests.oracle.comparing_money import book_of
from tests.oracle.comparing_scheme import facts_of, redemption_of
from tests.oracle.engine import YEAR, jurisdiction_of, policy_of
from tests.oracle.packs import pack, policy_with
from tests.oracle.worlds import BUILDING

if TYPE_CHECKING:
    from generator.policies.pack import Policy

RULES, POLICY = rules_of(0)
WORKED, WORKING_DAYS = calendar(0)
END = date(2019, 1, 31)


def post(leader: str) -> dict[str, Any]:
    """Appoint a building leader from the first day of 2018 on."""
    return {"leader": leader, "role": BUILDING, "from": date(2018, 1, 1), "until": None, "opted_out": False}


def deed(number: int, leader: str, day: date, activity: str, **more: Any) -> dict[str, Any]:
    """Make a deed of May, verified ten days later unless said otherwise."""
    plain: dict[str, Any] = dict.fromkeys(
        ("event", "count", "place", "households", "attendance", "known_on", "told_on", "points")
    )
    plain |= {"leader": leader, "role": BUILDING, "activity": activity, "date": day, "headcount": 0}
    plain |= {"month": (day.year, day.month), "number": number, "refused": False}
    return plain | {"verified_on": date.fromordinal(day.toordinal() + 10)} | more


def correction(number: int, approved_on: date, restated: dict[str, Any] | None = None) -> dict[str, Any]:
    """Correct an entry of May."""
    return {"month": (2018, 5), "number": number, "restated": restated, "approved_on": approved_on}


def bonuses(deeds: list[dict[str, Any]], *corrections: dict[str, Any]) -> dict[str, str]:
    """Return the bonus of 2018 of ann and bo, on which engine and oracle must agree."""
    plain = {"posts": [post("ann"), post("bo")], "deeds": deeds, "corrections": list(corrections), "closes": {}}
    world = {"communities": {"c": plain}, "frozen_on": END}
    scores = score_jurisdiction(jurisdiction_of(world, POLICY, {}), POLICY, WORKING_DAYS, END)
    told = rongcheng.history(plain, RULES, WORKED.__contains__)
    found = {}
    for leader in ("ann", "bo"):
        holder = Holder(leader, BUILDING)
        bonus, score = year_score(POLICY, scores.communities["c"].lines, holder, Period.parse("2018"), END)
        assert Fraction(score) == rongcheng.annual_score(told, (leader, BUILDING), 2018, END, RULES)
        found[leader] = str(Fraction(bonus))
    return found


def test_a_household_counts_again_when_the_visit_that_counted_is_taken_back() -> None:
    """Two visits to one household, the first withdrawn: the second, verified as well, is the one of the year."""
    visits = [
        deed(1, "ann", date(2018, 5, 2), "household-info", households=["h1", "h2"]),
        deed(2, "ann", date(2018, 5, 20), "household-info", households=["h2", "h3"]),
    ]
    assert bonuses(visits) == {"ann": "3", "bo": "0"}
    assert bonuses(visits, correction(1, date(2018, 7, 10))) == {"ann": "2", "bo": "0"}


def test_the_next_to_report_is_the_first_when_the_first_report_is_taken_back() -> None:
    """A problem that ann turns out not to have reported was first reported by bo (R18-2.4.2-i05)."""
    reports = [
        deed(1, "ann", date(2018, 5, 2), "property-report", event="lamp"),
        deed(2, "bo", date(2018, 5, 3), "property-report", event="lamp"),
    ]
    assert bonuses(reports) == {"ann": "1/2", "bo": "0"}
    assert bonuses(reports, correction(1, date(2018, 7, 10))) == {"ann": "0", "bo": "1/2"}


def test_a_report_restated_with_the_same_event_stays_the_first() -> None:
    """Putting a detail of the first report right does not hand its point to the second reporter."""
    reports = [
        deed(1, "ann", date(2018, 5, 2), "property-report", event="lamp"),
        deed(2, "bo", date(2018, 5, 3), "property-report", event="lamp"),
    ]
    assert bonuses(reports, correction(1, date(2018, 7, 10), reports[0])) == {"ann": "1/2", "bo": "0"}


def test_a_report_restated_for_another_problem_frees_the_first_place() -> None:
    """Ann's report was of the gate, not the lamp: hers counts for the gate, bo's for the lamp."""
    reports = [
        deed(1, "ann", date(2018, 5, 2), "property-report", event="lamp"),
        deed(2, "bo", date(2018, 5, 3), "property-report", event="lamp"),
    ]
    restated = {**reports[0], "event": "gate"}
    assert bonuses(reports, correction(1, date(2018, 7, 10), restated)) == {"ann": "1/2", "bo": "1/2"}


def test_what_was_given_up_is_shown_from_the_day_of_the_correction_on() -> None:
    """The point that passes to bo is an adjustment of the list after the correction, never of an earlier one (G-18)."""
    reports = [
        deed(1, "ann", date(2018, 5, 2), "property-report", event="lamp"),
        deed(2, "bo", date(2018, 5, 3), "property-report", event="lamp"),
    ]
    closes = {(2018, 2): date(2018, 7, 5), (2018, 3): date(2018, 10, 5)}
    plain = {
        "posts": [post("ann"), post("bo")],
        "deeds": reports,
        "closes": closes,
        "corrections": [correction(1, date(2018, 7, 10))],
    }
    world = {"communities": {"c": plain}, "frozen_on": END}
    scores = score_jurisdiction(jurisdiction_of(world, POLICY, {}), POLICY, WORKING_DAYS, END).communities["c"]
    second, third = (
        {
            row.leader: [str(Fraction(figure)) for figure in (row.bonus, row.adjustment, row.to_date)]
            for row in scores.rows(period, closed_on)
        }
        for period, closed_on in scores.closings().items()
    )
    assert second == {"ann": ["1/2", "0", "1/2"], "bo": ["0", "0", "0"]}
    assert third == {"ann": ["0", "-1/2", "0"], "bo": ["0", "1/2", "1/2"]}


def test_an_entry_corrected_by_the_day_of_its_verification_never_counts_as_first_written() -> None:
    """Approved on the day of the sitting, or before it: the correction alone is known."""
    entry = deed(1, "ann", date(2018, 5, 2), "community-service", count=3, verified_on=date(2018, 7, 10))
    for approved_on in (date(2018, 7, 10), date(2018, 7, 8)):
        assert bonuses([entry], correction(1, approved_on)) == {"ann": "0", "bo": "0"}
        restated = {**entry, "count": 2}
        assert bonuses([entry], correction(1, approved_on, restated)) == {"ann": "2", "bo": "0"}


def test_two_communities_each_decide_their_own_tie_of_one_tier() -> None:
    """Where each community has its own places, one community's decision does not undo the other's (G-09)."""
    rules = {**RULES, "contest_scope": "community", "shares": (50, 25, 25)}
    policy = policy_of(rules)
    communities = {
        name: {"posts": [post(f"{name}-{who}") for who in ("ann", "bo")], "deeds": [], "corrections": [], "closes": {}}
        for name in ("c", "d")
    }
    world = {"communities": communities, "frozen_on": END}
    decisions: dict[int, list[set[str]]] = defaultdict(list, {0: [{"c-bo"}, {"d-ann"}]})
    scores = score_jurisdiction(jurisdiction_of(world, policy, decisions), policy, WORKING_DAYS, END)
    star = next(found for found in hold_round(scores, YEAR).honours if found.honour.id == "star")
    assert star.holders("five-star") == ("c-bo", "d-ann")
    assert not star.provisional


def lump(policy: Policy, as_of: date, until: date | None, signed_on: date) -> tuple[str, int]:
    """Return how ann's year-end sum of 2022 stands: in two grids, until a day in one of them."""
    world: dict[str, Any] = {"staff": {}, "grades": {}, "top_ups": [], "agreements": {}, "posts": []}
    start = date(2022, 1, 1)
    for place, signed in (("g1", start), ("g2", signed_on)):
        ended = until if place == "g1" or signed_on == start else None
        world["posts"].append(
            {"person": "ann", "role": BUILDING, "place": place, "from": start, "until": ended},
        )
        world["agreements"]["ann", place] = {"from": start, "a": signed, "b": signed}
    pay = year_pay(book_of(world, "annual"), policy, Period.parse("2022"), as_of, pack("c21").working_days)
    assert pay is not None
    return pay.lumps[0].state, pay.lumps[0].payable


@pytest.mark.parametrize(("rule", "left"), [("pay", ("payable", 120000)), ("forfeit", ("lapsed", 0))])
def test_nobody_has_left_before_the_day_of_leaving(rule: str, left: tuple[str, int]) -> None:
    """Looked at in May, a leader who is to leave at the end of June still serves: nothing is paid out or lost."""
    policy = policy_with("c21", [("money.components.year-end.leaver", rule)])
    leaves, new_year = date(2022, 6, 30), date(2022, 1, 1)
    assert lump(policy, date(2022, 5, 31), leaves, new_year) == ("accrued", 0)
    assert lump(policy, leaves, leaves, new_year) == ("accrued", 0)
    assert lump(policy, date(2022, 7, 1), leaves, new_year) == left


def test_whoever_serves_without_a_signed_agreement_has_not_left() -> None:
    """A leader who gave up one grid and serves on in another, not signed for yet, is no leaver (C21-A1-7)."""
    policy = policy_with("c21", [("money.components.year-end.leaver", "forfeit")])
    assert lump(policy, date(2023, 1, 5), date(2022, 6, 30), date(2023, 1, 3)) == ("pending_evaluation", 0)


def test_a_correction_is_not_final_before_the_display_of_its_line_is_over() -> None:
    """Decided after the September notice, shown with October's, corrected meanwhile: final when that is over."""
    policy = policy_with("pts", [("claims.basic.points", 10), ("claims.display.days", 5)])
    line: dict[str, Any] = {"id": "001", "activity": "volunteer", "date": date(2022, 9, 3), "count": 1}
    line |= {"event": None, "points": None, "reported_at": None}
    accepted = {"result": "accept", "on": date(2022, 10, 15), "count": None, "points": None}
    claim = {"leader": "ann", "month": (2022, 9), "submitted_on": date(2022, 10, 1)}
    claim |= {"basic": {"done": True, "decision": accepted}, "lines": [line | {"decision": accepted}]}
    change: dict[str, Any] = {"leader": "ann", "month": (2022, 9), "line": "001", "effect": "restate"}
    change |= {"restated": line | {"count": 4, "decision": None}, "approved_on": date(2022, 11, 11)}
    world: dict[str, Any] = {
        "posts": [{"leader": "ann", "from": date(2022, 1, 1), "until": None}],
        "claims": [claim],
        "rewards": [],
        "appeals": [],
        "corrections": [change],
        "windows": {
            (2022, 9): (date(2022, 10, 7), date(2022, 10, 12)),
            (2022, 10): (date(2022, 11, 7), date(2022, 11, 14)),
        },
        "year_closes": {},
    }
    for day, final in ((date(2022, 11, 14), 0), (date(2022, 11, 15), 30)):
        result = month_results(facts_of(world, policy), day)["ann", Period.parse("2022-09")]
        assert [Fraction(result.total), Fraction(result.final(day))] == [30, final]
        assert result.final_on == date(2022, 11, 15)


def claim_of(month: int, decision: str = "accept") -> dict[str, Any]:
    """Claim the hazard `wire` for a month of 2022."""
    decided = {"result": decision, "on": date(2022, month + 1, 2), "count": None, "points": None}
    line = {"id": "001", "activity": "hazard", "date": date(2022, month, 5), "count": None, "event": "wire"}
    line |= {"points": None, "reported_at": None, "decision": decided}
    basic = {"done": True, "decision": {**decided, "result": "accept"}}
    return {"leader": "ann", "month": (2022, month), "submitted_on": date(2022, month + 1, 1)} | {
        "basic": basic,
        "lines": [line],
    }


@pytest.mark.parametrize(("first", "refused"), [("accept", ["duplicate-claim"]), ("reject", [])])
def test_an_event_is_claimed_twice_in_whichever_month(first: str, refused: list[str]) -> None:
    """One hazard claimed in March and again in April is refused the second time (G-26), unless March's was rejected."""
    policy = policy_with("pts", [("claims.basic.points", 10), ("claims.display.days", 5)])
    world: dict[str, Any] = {"posts": [], "rewards": [], "appeals": [], "corrections": [], "windows": {}}
    world |= {"year_closes": {}, "claims": [claim_of(3, first), claim_of(4)]}
    found = list(claim_faults(facts_of(world, policy)))
    assert [fault.check for fault in found] == refused
    assert all((fault.month.text, fault.line) == ("2022-04", "001") for fault in found)


def redemption(*steps: tuple[str, date]) -> dict[str, Any]:
    """Redeem ten points for the only haircut."""
    return {"leader": "ann", "used_by": None, "item": "haircut", "count": 1, "cost": 10, "proof": True, "steps": steps}


def test_a_redemption_takes_from_the_stock_of_the_catalogue_it_was_asked_for_under() -> None:
    """Asked for in December and approved in January, a haircut is of the old year's; cancelled, it is back there."""
    settings = [("claims.basic.points", 10), ("claims.display.days", 5), ("redemption.reset", "carry_over")]
    policy = policy_with("pts", settings)
    world: dict[str, Any] = {"posts": [], "claims": [], "appeals": [], "corrections": [], "year_closes": {}}
    world |= {"windows": {(2022, 9): (date(2022, 10, 7), date(2022, 10, 12))}}
    given = {"id": "r1", "leader": "ann", "month": (2022, 9), "on": date(2022, 10, 1), "points": 300}
    facts = facts_of(world | {"rewards": [given]}, policy)
    item = CatalogueItem(id="haircut", name="x", kind="service", cost=Decimal(10), stock=1)
    catalogue = Catalogue(rules="x", places=("hall",), items=(item,))
    asked = {
        "x1": redemption(("request", date(2022, 12, 30)), ("approve", date(2023, 1, 4)), ("cancel", date(2023, 1, 20))),
        "x2": redemption(("request", date(2023, 1, 5)), ("approve", date(2023, 1, 6))),
        "x3": redemption(("request", date(2023, 1, 21)), ("approve", date(2023, 1, 22))),
    }
    years = {Period.parse(year): catalogue for year in ("2022", "2023")}
    day = date(2023, 2, 1)
    redemptions = {name: redemption_of(plain) for name, plain in asked.items()}
    held = accounts(facts.policy, claimed_earnings(facts, day), redemptions, years, day)
    assert held.states == {"x1": "cancelled", "x2": "approved", "x3": "requested"}
    assert {name: block.unmet for name, block in held.blocks.items()} == {"x3": ("stock_left",)}
