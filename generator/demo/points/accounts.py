"""What points are used for: catalogue, redemptions, funds, and the first places of the finished year.

Knows courses and days; who has enough points, and who is among the first, is the engine's.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.awards import firsts
from generator.claims import accounts, claimed_earnings, facts_of, standings
from generator.demo.closing import read_back
from generator.periods import Period

if TYPE_CHECKING:
    from generator.awards import Tie
    from generator.claims import ClaimFacts
    from generator.demo.street import Street, Ward
    from generator.demo.town import Plain
    from generator.ledger import JurisdictionBook, Ledger

_YEAR = Period.parse("2025")
_FROZEN, _DECIDED, _CONFIRMED = date(2026, 1, 22), date(2026, 1, 26), date(2026, 2, 5)
_ITEMS = (
    ("ticket", "社区活动券", "prize", 20, 60, "15.00"),
    ("kettle", "保温壶", "prize", 60, 6, "58.00"),
    ("book", "图书", "prize", 30, 20, "32.00"),
    ("cleaning", "家政优惠券", "service", 40, None, "30.00"),
)
_COSTS = {item: cost for item, _, _, cost, _, _ in _ITEMS}


class _Course(NamedTuple):
    """A redemption: who asks in which community, when and for what, and what follows after how many days."""

    ward: int
    on: date
    item: str
    many: int
    steps: tuple[tuple[str, int], ...]


_REQUEST = ("request", 0)
_COURSES = (
    _Course(0, date(2025, 12, 15), "ticket", 1, (_REQUEST, ("approve", 1), ("collect", 4))),
    _Course(1, date(2026, 1, 26), "ticket", 2, (_REQUEST, ("approve", 1), ("collect", 3))),
    _Course(2, date(2026, 1, 28), "book", 1, (_REQUEST, ("approve", 1), ("collect", 2))),
    _Course(0, date(2026, 6, 24), "cleaning", 1, (_REQUEST, ("approve", 1), ("collect", 6))),
    _Course(1, date(2026, 7, 6), "kettle", 1, (_REQUEST, ("approve", 2), ("collect", 9))),
    _Course(1, date(2026, 8, 10), "cleaning", 1, (_REQUEST, ("refuse", 3))),
    _Course(2, date(2026, 9, 7), "kettle", 1, (_REQUEST, ("approve", 1), ("cancel", 8))),
    _Course(2, date(2026, 9, 28), "ticket", 3, (_REQUEST, ("approve", 1), ("collect", 1))),
    _Course(0, date(2026, 11, 12), "book", 2, (_REQUEST, ("approve", 1))),
    _Course(1, date(2026, 11, 18), "ticket", 1, (_REQUEST,)),
)


def write_catalogue(street: Street) -> None:
    """Write what points are good for, and the funds behind it, year by year."""
    for year, rise in (("2025", 0), ("2026", 1000)):
        items = [
            {"id": item, "name": name, "kind": kind, "cost": str(cost)}
            | ({"stock": str(stock)} if stock else {})
            | {"price": price}
            for item, name, kind, cost, stock, price in _ITEMS
        ]
        places = [f"{ward.name}服务站" for ward in street.wards]
        record: Plain = {"rules": "澜石街道楼长积分兑换规定（虚构）", "places": places, "items": items}
        street.put("catalogue", record, year=year)
        lines = [
            {"use": "prizes", "planned": f"{2000 + rise}.00"},
            {"use": "system", "planned": "1500.00", "spent": "1200.00" if rise else "1480.00"},
        ]
        budget: Plain = {"approved_by": "street-approve", "approved_on": f"{year}-01-09", "lines": lines}
        street.put("budget", budget | ({} if rise else {"approved_on": "2025-06-20"}), year=year)


def redeem(street: Street) -> None:
    """Write the redemptions; each is asked for by whoever of the community has most points on that day."""
    ledger = read_back(street.folder)
    book = ledger.jurisdictions[street.id]
    used: set[str] = set()
    for number, course in enumerate(_COURSES, start=1):
        ward = street.wards[course.ward]
        leader = _richest(_facts(ledger, book, ward.id), book, course.on, used)
        used.add(leader)
        ward.put("redemption", _redemption(ward, course, leader, number), id=f"r{number:02}")


def _facts(ledger: Ledger, book: JurisdictionBook, community: str) -> ClaimFacts:
    if book.policy is None:
        raise LookupError(book.id)
    return facts_of(book.policy, book, book.communities[community], ledger.working_days)


def _richest(facts: ClaimFacts, book: JurisdictionBook, day: date, used: set[str]) -> str:
    """Return who has the most points of those who serve and have not redeemed yet."""
    held = accounts(facts.policy, claimed_earnings(facts, day), {}, book.catalogues, day)
    serving = [post.person for post in facts.posts if post.held_on(day) and post.person not in used]
    return max(serving, key=lambda person: (held.balance(person), person))


def _redemption(ward: Ward, course: _Course, leader: str, number: int) -> Plain:
    record: Plain = {"leader": leader, "item": course.item}
    if course.many > 1:
        record["count"] = str(course.many)
    record["cost"] = str(_COSTS[course.item] * course.many)
    if course.steps[-1][0] == "collect":
        record |= {"place": f"{ward.name}服务站", "proof": f"LS-{course.on.year}-{number:03}"}
    by_leader = {"request", "collect", "cancel"}
    record["steps"] = [
        {
            "event": event,
            "on": str(course.on + timedelta(days=delay)),
            "by": leader if event in by_leader else "street-approve",
        }
        for event, delay in course.steps
    ]
    return record


def honour(street: Street) -> None:
    """Hold the round of the finished year: the engine ranks, and each tie on the last place is decided."""
    ledger = read_back(street.folder)
    book = ledger.jurisdictions[street.id]
    policy = book.policy
    if policy is None:
        raise LookupError(book.id)
    reward, rule = policy.pack.top_rewards[0], policy.pack.rankings[0]
    many, ties = reward.places.required(_YEAR.last), reward.ties.required(_YEAR.last)
    met: list[Tie[str]] = []
    for ward in street.wards:
        facts = _facts(ledger, book, ward.id)
        held = accounts(facts.policy, claimed_earnings(facts, _FROZEN), {}, book.catalogues, _FROZEN)
        people = tuple(sorted({post.person for post in facts.posts if post.appointment.from_ <= _YEAR.last}))
        ranked = standings(rule, _YEAR, _FROZEN, {ward.id: (people, held)})
        met.extend(firsts([(place.leader, place.ranked_by) for place in ranked], many, ties).ties)
    record: Plain = {"frozen_on": str(_FROZEN), "held_by": "street-office"}
    if met:
        record["tie_decisions"] = [_chosen(reward.id, met)]
    record |= {"confirmed_on": str(_CONFIRMED), "confirmed_by": "street-approve"}
    street.put("award-round", record, year=_YEAR.text)


def _chosen(reward: str, met: list[Tie[str]]) -> Plain:
    """One decision names whoever is let in of all the communities in which equal points meet the last place."""
    return {
        "honour": reward,
        "tier": met[0].tier,
        "chosen": [leader for tie in met for leader in tie.contenders[: tie.places]],
        "by": "street-prepare",
        "on": str(_DECIDED),
        "reason": "由街道按全年参加应急值守的次数确定（演示）",
    }
