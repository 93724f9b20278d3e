"""Allowances by the rules of the New Area 2022 text and by every way of counting months, worked by hand.

The pack of that text may be written later; what it will say of money stands here as data.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from generator.ledger import CommunityBook, load_pack
from generator.money import (
    Counting,
    Span,
    Tenure,
    YearPay,
    bonus_lines,
    fund_lines,
    month_lines,
    month_share,
    top_up_lines,
    year_pay,
)
from generator.periods import Period, WorkingDays
from generator.policies.measures import campaign_standing, earliest_leaving, leaders_needed, load_fits
from generator.policies.money import Fund, Money
from generator.policies.pack import Policy
from generator.policies.reading import read_policy
from generator.policies.staffing import CampaignRule, Capacity, LeavingGround
from generator.records.payment import PaidRow, PayRun, TopUpPayment
from generator.records.people import Person
from generator.records.places import Community
from generator.records.service import Agreement, Evaluation

ROOT = Path(__file__).resolve().parents[2]
C21 = load_pack(ROOT, "c21")
DAYS = C21.working_days
YEAR = Period.parse("2022")
NEW_YEAR = date(2022, 1, 1)


def setting(value: object) -> tuple[dict[str, object], ...]:
    """Write a setting of one value."""
    return ({"value": value, "clause": "1", "status": "stated"},)


def rate(code: str, roles: tuple[str, ...], yuan: str, **more: object) -> dict[str, object]:
    """Write a monthly component per person."""
    return {
        "kind": "monthly",
        "id": code,
        "label": code,
        "clause": "1",
        "roles": roles,
        "per": setting("person"),
        "amount": setting(yuan),
        **more,
    }


def money(rule: str = "highest", proration: str = "none", months: str = "holder_on_day") -> Money:
    """The money of the text: 300 a leader, 500 a head who is no staff, top-ups, a month's bonus, 10,000 a station."""
    staff = ("community_worker", "grid_member_ft", "grid_member_pt")
    named = {"clause": "1"}
    return Money.model_validate(
        {
            **named,
            "label": "补贴",
            "months": {**named, "rule": setting(months), "day": setting(15)},
            "rounding": setting("half_up"),
            "components": (
                rate("leader", ("leader", "group-head"), "300.00"),
                rate("head", ("head",), "500.00", excluded_staff=setting(staff)),
                {
                    **named,
                    "kind": "top_up",
                    "id": "task",
                    "label": "t",
                    "needs_approval": setting("true"),
                    "most": UNSET,
                },
                {
                    **named,
                    "kind": "bonus",
                    "id": "excellent-bonus",
                    "label": "b",
                    "honour": "excellent",
                    "of": "leader",
                    "months": setting(1),
                },
                {
                    **named,
                    "kind": "fund",
                    "id": "station-fund",
                    "label": "f",
                    "amount": setting("10000.00"),
                    "proration": setting(proration),
                },
            ),
            "stacks": ({**named, "id": "posts", "components": ("leader", "head"), "rule": setting(rule)},),
        }
    )


UNSET = ({"clause": "1", "status": "unset"},)


def year_of(held: list[Tenure], staff: dict[str, str | None], rule: str = "highest") -> int:
    """Sum the months of 2022."""
    months = YEAR.parts("month")
    return sum(line.amount for month in months for line in month_lines(money(rule), held, staff, month, DAYS))


def tenure(role: str, first: date = NEW_YEAR, last: date | None = None) -> Tenure:
    """Somebody in a role at a place of its own."""
    return Tenure("a", role, f"{role}-place", Span(first, last))


def bonus() -> int:
    """The bonus of an excellent leader."""
    return sum(line.amount for line in bonus_lines(money(), {"excellent": ["a"]}, YEAR))


def test_a_leader_gets_the_same_every_month_and_one_more_when_excellent() -> None:
    """EX-N22-01: twelve months are 3,600.00; an excellent leader gets 3,900.00."""
    assert year_of([tenure("leader")], {}) == 360000
    assert year_of([tenure("leader")], {}) + bonus() == 390000


def test_of_two_posts_the_higher_is_paid_unless_they_add_up() -> None:
    """EX-N22-02: a leader-head gets 6,300.00 with the bonus of a leader; added up it would be 9,900.00."""
    both = [tenure("leader"), tenure("head")]
    assert year_of(both, {}) + bonus() == 630000
    assert year_of(both, {}, "sum") + bonus() == 990000


@pytest.mark.parametrize("staff", ["community_worker", "grid_member_pt"])
def test_staff_who_head_a_station_are_not_paid_for_it(staff: str) -> None:
    """EX-N22-03: nothing for a head who is a community worker or a part-time grid member."""
    assert year_of([tenure("head")], {"a": staff}) == 0


def test_a_station_has_its_fund() -> None:
    """EX-N22-04: seven stations have 70,000.00; prorated, the one of September has 3,333.33 of it."""
    opened = {f"s{number}": date(2021, 5, 1) for number in range(6)} | {"s6": date(2022, 9, 12)}
    for proration, total in (("none", 7000000), ("by_month", 6333333)):
        rules = money(proration=proration)
        fund = next(component for component in rules.components if isinstance(component, Fund))
        assert sum(line.amount for line in fund_lines(rules, fund, opened, YEAR)) == total


def test_a_station_of_a_later_year_has_no_fund_yet() -> None:
    """What is opened next year costs nothing this year."""
    rules = money()
    fund = next(component for component in rules.components if isinstance(component, Fund))
    assert fund_lines(rules, fund, {"s0": date(2023, 1, 1)}, YEAR) == ()


def test_the_month_belongs_to_whoever_holds_the_post_on_the_fifteenth() -> None:
    """EX-N22-06: from 16 February to 14 November are eight months, 2,400.00."""
    held = [tenure("leader", date(2022, 2, 16), date(2022, 11, 14))]
    paid = [month.number for month in YEAR.parts("month") if month_lines(money(), held, {}, month, DAYS)]
    assert paid == [3, 4, 5, 6, 7, 8, 9, 10]
    assert year_of(held, {}) == 240000


def test_a_top_up_counts_once_it_is_approved_and_never_in_the_bonus() -> None:
    """EX-N22-07: March 300 and 200 apart; April's top-up waits and comes to nothing; the bonus stays 300.00."""
    payments = [top_up("2022-03", date(2022, 3, 20)), top_up("2022-04", None), top_up("2023-03", date(2023, 3, 20))]
    lines = list(top_up_lines(money(), payments, YEAR, date(2022, 12, 31)))
    assert [(line.period.text, line.amount) for line in lines] == [("2022-03", 20000), ("2022-04", 0)]
    march = month_lines(money(), [tenure("leader")], {}, Period.parse("2022-03"), DAYS)
    assert [line.amount for line in march] == [30000]
    assert bonus() == 30000


def test_a_top_up_is_not_known_before_its_day() -> None:
    """What is approved on 20 March is nothing on the 19th, and unknown before it was applied for."""
    payments = [top_up("2022-03", date(2022, 3, 20))]
    amounts = {
        day: [line.amount for line in top_up_lines(money(), payments, YEAR, date(2022, 3, day))] for day in (9, 19, 20)
    }
    assert amounts == {9: [], 19: [0], 20: [20000]}


def top_up(month: str, approved_on: date | None) -> TopUpPayment:
    """A top-up of 200 yuan, applied for on the tenth."""
    period = Period.parse(month)
    return TopUpPayment(
        component="task",
        person="a",
        month=period,
        task="防汛",
        department="应急办",
        amount=20000,
        applied_on=period.first.replace(day=10),
        approved_on=approved_on,
    )


def test_a_village_group_head_is_paid_as_a_leader_and_a_village_has_no_fund() -> None:
    """EX-N22-24: 3,600.00 a year; no station, no fund."""
    assert year_of([tenure("group-head")], {}) == 360000
    rules = money()
    fund = next(component for component in rules.components if isinstance(component, Fund))
    assert fund_lines(rules, fund, {}, YEAR) == ()


CAPACITY: dict[str, Any] = {
    "clause": "1",
    "level": "compound",
    "target": setting(100),
    "tolerance": setting("20"),
    "base": setting("total"),
    "rounding": setting("half_up"),
    "least": setting(1),
}


def test_one_leader_for_about_a_hundred_households() -> None:
    """EX-N22-05: rounded half up or always up, at least one; 80 to 120 households are about right."""
    areas = (49, 149, 150, 249, 250, 1050)
    half_up = Capacity.model_validate(CAPACITY)
    always_up = Capacity.model_validate(CAPACITY | {"rounding": setting("ceil")})
    assert [leaders_needed(half_up, area, NEW_YEAR) for area in areas] == [1, 1, 2, 2, 3, 11]
    assert [leaders_needed(always_up, area, NEW_YEAR) for area in areas] == [1, 2, 2, 3, 3, 11]
    assert [load_fits(half_up, load, NEW_YEAR) for load in (120, 121, 80, 79)] == [True, False, True, False]


def test_the_day_of_a_campaign_is_in_time() -> None:
    """EX-N22-08: appointed by 15 February is on time, on the 16th a day late."""
    rule = CampaignRule.model_validate(
        {
            "id": "recruit",
            "label": "选聘",
            "clause": "1",
            "role": "leader",
            "starts": setting("2022-01-01"),
            "due": setting("2022-02-15"),
            "inclusive": setting("true"),
            "counts": setting("persons"),
        }
    )
    as_of = date(2022, 3, 1)
    assert campaign_standing(rule, date(2022, 2, 15), as_of) == ("on_time", 0)
    assert campaign_standing(rule, date(2022, 2, 16), as_of) == ("late", 1)
    assert campaign_standing(rule, date(2022, 2, 16), date(2022, 2, 15)) == ("open", 0)


def test_two_months_of_notice_are_clamped_to_the_end_of_the_month() -> None:
    """EX-N22-29: told on 31 December, 30 June, 10 February; earliest 28 February, 30 August, 10 April."""
    ground = {
        "id": "own-wish",
        "label": "本人申请",
        "clause": "1",
        "number": setting(2),
        "counted_in": setting("months"),
    }
    rule = LeavingGround.model_validate(ground)
    told = (date(2022, 12, 31), date(2022, 6, 30), date(2022, 2, 10))
    assert [earliest_leaving(rule, day) for day in told] == [date(2023, 2, 28), date(2022, 8, 30), date(2022, 4, 10)]


MARCH = Period.parse("2022-03")


@pytest.mark.parametrize(
    ("rule", "first", "last", "share"),
    [
        ("holder_on_day", date(2022, 3, 15), None, Fraction(1)),
        ("holder_on_day", date(2022, 3, 16), None, Fraction(0)),
        ("holder_on_day", date(2022, 1, 1), date(2022, 3, 15), Fraction(1)),
        ("holder_on_day", date(2022, 1, 1), date(2022, 3, 14), Fraction(0)),
        ("full_month_only", date(2022, 3, 1), date(2022, 3, 31), Fraction(1)),
        ("full_month_only", date(2022, 3, 2), None, Fraction(0)),
        ("any_day", date(2022, 3, 31), None, Fraction(1)),
        ("any_day", date(2022, 4, 1), None, Fraction(0)),
        ("prorata_calendar_days", date(2022, 3, 16), None, Fraction(16, 31)),
        ("prorata_working_days", date(2022, 3, 28), None, Fraction(4, 23)),
    ],
)
def test_each_way_of_counting_a_month(rule: Any, first: date, last: date | None, share: Fraction) -> None:
    """March 2022 has 31 days, 23 of them worked; both ends of a tenure count."""
    assert month_share([Span(first, last)], MARCH, Counting(rule, 15, DAYS)) == share


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    """Whoever is in post on 28 February is in post on the 31st of February."""
    february = Period.parse("2022-02")
    assert month_share([Span(date(2022, 2, 28), None)], february, Counting("holder_on_day", 31, DAYS)) == 1


def test_working_days_of_a_year_without_calendar_are_never_guessed() -> None:
    """Where a part of a month is prorated by working days, the calendar must be there (G-03)."""
    counting = Counting("prorata_working_days", 15, WorkingDays({}))
    with pytest.raises(LookupError, match="2022"):
        month_share([Span(date(2022, 3, 10), None)], MARCH, counting)
    assert month_share([Span(NEW_YEAR, None)], MARCH, counting) == 1
    assert month_share([Span(date(2022, 4, 1), None)], MARCH, counting) == 0


def test_two_spans_of_one_month_make_one_month() -> None:
    """Somebody who moves from one place to another in mid-month is paid once as a person."""
    held = [
        Tenure("a", "leader", "p1", Span(date(2022, 1, 1), date(2022, 3, 15))),
        Tenure("a", "leader", "p2", Span(date(2022, 3, 15), None)),
    ]
    (line,) = month_lines(money(), held, {}, MARCH, DAYS)
    assert (line.amount, line.places, line.share) == (30000, ("p1", "p2"), Fraction(1))


def test_a_policy_without_money_pays_nothing() -> None:
    """Where a policy does not speak of money there is no sheet, which is not the same as an empty one."""
    pack = load_pack(ROOT, "r18")
    policy, problems = read_policy("r18", pack.parts)
    assert (problems, policy is None) == ((), False)
    assert isinstance(policy, Policy)
    assert paid(policy) is None


def paid(policy: Policy) -> YearPay | None:
    """Work out the year of a community in which nothing is recorded."""
    empty = CommunityBook("j", "c", Community(name="社区", parent="s", office="o", places=()))
    return year_pay(empty, policy, YEAR, date(2023, 1, 31), DAYS)


def test_a_lump_sum_is_paid_with_its_year_or_made_good_later() -> None:
    """C21-A1-7: what the run of the year paid is paid from that day on; so is what a later run makes good."""
    policy, _ = read_policy("c21", C21.parts)
    assert policy is not None
    year = Period.parse("2021")
    row = PaidRow(person="a", component="year-end", amount=40000)
    run = PayRun(rows=(row,), prepared_by="clerk", calculated_on=date(2022, 1, 20), paid_on=date(2022, 2, 1))
    later = run.model_copy(update={"corrects": year})
    post = {"id": "a1", "role": "building-leader", "places": ("g1",), "from": date(2021, 9, 1)}
    signed = {"from": date(2021, 9, 1), "to": date(2022, 8, 31), "signed_a_on": NEW_YEAR.replace(year=2021)}
    agreement = Agreement.model_validate(
        {"person": "a", "places": ("g1",), **signed, "signed_b_on": signed["signed_a_on"]}
    )
    grade = Evaluation(kind="annual", person="a", period=year, grade="satisfied", concluded_on=date(2022, 1, 10))
    states = []
    for runs, day in (({year: run}, 31), ({year: run}, 32), ({Period.parse("2022-03"): later}, 32), ({}, 32)):
        book = CommunityBook(
            "j",
            "c",
            Community(name="社区", parent="s", office="o", places=()),
            people={"a": Person.model_validate({"name": "甲", "appointments": (post,)})},
            agreements={"a": agreement},
            evaluations={"a": grade},
            pay_runs=runs,
        )
        pay = year_pay(book, policy, year, NEW_YEAR + timedelta(days=day - 1), DAYS)
        assert pay is not None
        states += [(lump.state, lump.payable) for lump in pay.lumps]
    assert states == [("payable", 40000), ("paid", 40000), ("paid", 40000), ("payable", 40000)]
