"""What a community keeps of its claims and of its months' money is only what still holds for whoever asks."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from generator.claims import facts_of
from generator.ledger import CommunityBook, JurisdictionBook
from generator.money import year_pay
from generator.periods import Period, WorkingDays
from generator.records.outcomes import AwardRound
from generator.records.people import Appointment, Person
from generator.records.places import Community, Jurisdiction, Place
from tests.oracle.packs import policy_with

YEAR = Period.parse("2026")
NO_DAYS = WorkingDays({})


def books(policy: str, role: str) -> tuple[JurisdictionBook, CommunityBook]:
    """Lay out a community with one leader in post since New Year."""
    place = Place(id="b01", level="building", name="1号楼")
    post = Appointment.model_validate({"id": "p", "role": role, "places": ("b01",), "from": YEAR.first})
    community = CommunityBook(
        "j",
        "c",
        Community(name="社区", parent="s", office="o", places=(place,)),
        people={"ann": Person(name="某某", appointments=(post,))},
    )
    frame = Jurisdiction(
        name="辖区", policy=policy, fictional=True, time_zone="Asia/Shanghai", offices=(), staff=(), places=()
    )
    return JurisdictionBook("j", frame, None, {"c": community}), community


def test_the_facts_of_claims_are_gathered_once_for_one_policy_and_one_end_of_the_year() -> None:
    """Asked again they are the same; another policy, a frozen year or another calendar make others."""
    policy = policy_with("pts", [])
    assert policy.pack.claims is not None
    book, community = books("pts", policy.pack.claims.roles[0])
    facts = facts_of(policy, book, community, NO_DAYS)
    assert facts_of(policy, book, community, WorkingDays({})) is facts
    frozen = replace(book, awards={YEAR: AwardRound(frozen_on=date(2027, 1, 5), held_by="o")})
    later = facts_of(policy, frozen, community, NO_DAYS)
    assert later.year_closes == {YEAR: date(2027, 1, 5)}
    assert facts_of(policy_with("pts", []), frozen, community, NO_DAYS) is not later


def test_the_months_are_paid_by_the_policy_that_is_asked_about() -> None:
    """A community paid under one set of rates comes to other sums under another, in whatever order they are asked."""
    amount, no_papers = "money.components.monthly-allowance.amount", ("staffing.agreement.pay_from", "appointment")
    cheap = policy_with("c21", [(amount, "100.00"), no_papers])
    dear = policy_with("c21", [(amount, "250.00"), no_papers])
    _, community = books("c21", "building-leader")
    sums = []
    for policy, as_of in ((cheap, date(2026, 3, 1)), (dear, date(2026, 3, 1)), (cheap, date(2026, 4, 1))):
        pay = year_pay(community, policy, YEAR, as_of, NO_DAYS)
        assert pay is not None
        sums.append(pay.paid_monthly("ann"))
    assert sums == [20000, 50000, 30000]
