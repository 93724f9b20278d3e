"""What an activity earns on a day is what each value of the pack says for that day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from generator.policies.items import Rate
from generator.policies.pack import Policy
from generator.policies.settings import UnsetSettingError
from tests.oracle.packs import policy_with

if TYPE_CHECKING:
    from generator.policies.terms import ItemTerms

CHANGED = date(2019, 4, 1)
REPEALED = date(2020, 1, 1)


def changed() -> Policy:
    """Return the Rongcheng pack with a rate, a cap and a condition that change, a temporary item, and its repeal."""
    policy = policy_with(
        "r18",
        [("items.i01.formula.points", 1), ("items.i01.caps.distinct.times", 1), ("periods.belongs_by", "event_date")],
        ("items.i01.formula.points", CHANGED, 2),
        ("items.i01.caps.distinct.times", CHANGED + timedelta(days=31), 3),
        ("periods.belongs_by", CHANGED + timedelta(days=61), "verified_on"),
    )
    written = policy.pack.model_dump(by_alias=True, exclude_none=True)
    said = {"clause": "2.4.2", "status": "stated"}
    opens, closes = (
        ({"value": date(2018, 6, 1), **said}, {"from": CHANGED, **said, "status": "unset"}),
        date(2018, 6, 30),
    )
    written["items"][2]["valid_from"] = opens
    written["items"][3]["valid_until"] = ({"value": closes, **said},)
    written["repealed_on"] = REPEALED
    return Policy(policy.id, type(policy.pack).model_validate(written), policy.articles)


def stated(policy: Policy, activity: str, role: str, day: date) -> list[tuple[Any, ...]]:
    """Look every value up by itself."""
    found: list[tuple[Any, ...]] = []
    for item in policy.pack.items if policy.in_force(day) else ():
        if activity in item.activities and role in item.roles and item.open_on(day):
            formula = item.formula
            rate = formula.points.on(day) if isinstance(formula, Rate) else None
            caps = [(n, cap.period.on(day), cap.times.on(day)) for n, cap in enumerate(item.caps)]
            by = policy.pack.periods.belongs_by.on(day) if policy.pack.periods else None
            found.append((item.id, rate, [cap for cap in caps if cap[2] is not None], by == "verified_on"))
    return found


def told(terms: tuple[ItemTerms, ...]) -> list[tuple[Any, ...]]:
    """Tell the same of terms."""
    return [
        (one.item.id, one.rate, [(cap.number, cap.span, cap.times) for cap in one.caps], one.belongs_when_known)
        for one in terms
    ]


@pytest.mark.parametrize("policy", ["r18", "c21", "n22", "pts", "j22", "changed"])
def test_the_terms_of_each_day_are_the_values_of_that_day(policy: str) -> None:
    """Every activity and role, on days from before the policy until after its repeal, in no order (G-20)."""
    found = changed() if policy == "changed" else policy_with(policy, [])
    begin = date(2018, 1, 1)
    days = [begin + timedelta(days=n) for n in range(0, 3300, 1 if policy == "changed" else 37)]
    roles = [role.id for role in found.pack.roles]
    for day in (*days[1::2], *days[::2]):
        for activity in (known.id for known in found.pack.activities):
            for role in roles:
                assert told(found.terms.of(activity, role, day)) == stated(found, activity, role, day), (activity, day)


def test_the_changed_pack_has_stretches() -> None:
    """The example above is one: each of its values is seen to change."""
    policy = changed()
    info = [policy.terms.of("household-info", "building-leader", CHANGED + timedelta(days=n)) for n in (-1, 0, 31, 61)]
    assert [(one.rate, one.caps[0].times, one.belongs_when_known) for (one,) in info] == [
        (Decimal(1), 1, False),
        (Decimal(2), 1, False),
        (Decimal(2), 3, False),
        (Decimal(2), 3, True),
    ]
    assert not policy.terms.of("household-info", "building-leader", REPEALED)
    service = [policy.terms.of("community-service", "building-leader", day) for day in _days("05-31", "06-01")]
    assert [len(one) for one in service] == [0, 1]
    meeting = [policy.terms.of("emergency-meeting", "building-leader", day) for day in _days("06-30", "07-01")]
    assert [len(one) for one in meeting] == [1, 0]
    assert not policy.terms.of("community-service", "building-leader", CHANGED)


def _days(*days: str) -> list[date]:
    return [date.fromisoformat(f"2018-{day}") for day in days]


def test_an_unset_rate_is_missed_only_when_points_are_asked_for() -> None:
    """A pack may leave a rate open as long as nobody claims it; the fault names the value."""
    policy = policy_with("r18", [("items.i03.formula.points", None)])
    day = date(2018, 6, 1)
    (terms,) = policy.terms.of("community-service", "building-leader", day)
    formula = terms.item.formula
    with pytest.raises(UnsetSettingError) as raised:
        terms.points(0, day)
    assert isinstance(formula, Rate)
    assert raised.value.dated is formula.points.dated(day)
