"""Cases of money drawn from a number, worked out by the oracle and by the engine, and where the two differ.

Knows both sides; draws no community and counts no fen itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.ledger import CommunityBook
from generator.money import month_lines, tenures, year_pay
from generator.periods import Period
from generator.records.payment import TopUpPayment
from generator.records.people import Person
from generator.records.places import Community, Place
from generator.records.service import Agreement, Evaluation
from tests.oracle import allowances, days
from tests.oracle.money_worlds import C21, YEAR, draw_rules, draw_world
from tests.oracle.packs import pack, policy_with, yuan
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.money import YearPay
    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 120
STATES = {"accrued": "waits", "pending_evaluation": "waits"}
LEADER = "building-leader"


@cache
def c21_rules(number: int) -> tuple[Plain, list[Plain], Policy]:
    """Draw the Chiyang settings of that number, the pack's own for 0; the components in plain terms and the pack."""
    rules = draw_rules(drawing("c21", number), C21, as_written=number == 0)
    monthly, year_end = "money.components.monthly-allowance", "money.components.year-end"
    settings = [
        *money_settings(rules),
        ("staffing.agreement.pay_from", rules["pay_from"]),
        (f"{monthly}.per", rules["per"]),
        (f"{monthly}.amount", yuan(rules["paid"])),
        (f"{year_end}.per", rules["per"]),
        (f"{year_end}.amount", yuan(rules["put_by"])),
        (f"{year_end}.leaver", rules["leaver"]),
    ]
    if rules["basic"] is not None:
        settings.append((f"{year_end}.factors.basically-satisfied.factor", rules["basic"]))
    later = _later(f"{monthly}.amount", rules)
    same = {"roles": (LEADER,), "per": rules["per"]}
    factors = {"satisfied": 100, "basically-satisfied": rules["basic"], "not-satisfied": 0}
    components = [
        {"kind": "monthly", "id": "monthly-allowance", "amount": rules["paid"], "later": rules["later"], **same},
        {"kind": "year_end", "amount": rules["put_by"], "factors": factors, "leaver": rules["leaver"], **same},
    ]
    return {**rules, "stack": "sum"}, components, policy_with("c21", settings, *later)


def money_settings(rules: Plain) -> list[tuple[str, Any]]:
    """Address the settings of months and of rounding."""
    return [
        ("money.months.rule", rules["months"]),
        ("money.months.day", rules["day"]),
        ("money.rounding", rules["rounding"]),
    ]


def _later(path: str, rules: Plain) -> list[tuple[str, date, str]]:
    return [(path, date(YEAR, rules["later"][0][1], 1), yuan(rules["later"][1]))] if rules["later"] else []


def book_of(world: Plain, kind: str) -> CommunityBook:
    """Write a community as records; consecutive places of one post share an appointment."""
    grouped: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for post in world["posts"]:
        grouped[post["person"], post["role"], post["from"], post["until"]].append(post["place"])
    written: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (person, role, start, until), held in grouped.items():
        facts = {"id": f"a{len(written[person])}", "role": role, "places": tuple(held), "from": start}
        written[person].append(facts | ({"ended": {"on": until, "ground": "resigned"}} if until else {}))
    people = {
        person: Person.model_validate(
            {"name": person, "staff_type": world["staff"].get(person), "appointments": tuple(posts)}
        )
        for person, posts in written.items()
    }
    names = sorted({post["place"] for post in world["posts"]})
    places = tuple(Place(id=name, level="building-grid", name=name) for name in names)
    return CommunityBook(
        "town",
        "c",
        Community(name="c", parent="above", office="office", places=places),
        people=people,
        agreements={
            f"{person}-{place}": Agreement.model_validate(
                {
                    "person": person,
                    "places": (place,),
                    "from": signed["from"],
                    "to": date(2030, 12, 31),
                    "signed_a_on": signed["a"],
                    "signed_b_on": signed["b"],
                }
            )
            for (person, place), signed in world["agreements"].items()
        },
        evaluations={
            f"{person}-{year}": Evaluation(
                kind=kind, person=person, period=Period.parse(f"{year}"), grade=known["grade"], concluded_on=known["on"]
            )
            for (person, year), known in world["grades"].items()
        },
        top_ups={
            f"t{number}": TopUpPayment(
                component=top_up["component"],
                person=top_up["person"],
                month=Period.parse("{}-{:02}".format(*top_up["month"])),
                task="x",
                department="x",
                amount=top_up["amount"],
                applied_on=top_up["applied_on"],
                approved_on=top_up["approved_on"],
            )
            for number, top_up in enumerate(world["top_ups"])
        },
    )


def compare_months(world: Plain, components: list[Plain], rules: Plain, pay: YearPay) -> Iterator[Difference]:
    """Compare every line of every month that is over."""
    found: dict[Any, int] = defaultdict(int)
    for line in pay.monthly:
        found[line.month.number, line.person, line.component] += line.amount
    wanted = {
        (number, *key): fen
        for number in range(1, 13)
        if allowances.days_of((YEAR, number))[-1] <= world["as_of"]
        for key, fen in allowances.monthly(world, components, (YEAR, number), rules, days.works).items()
    }
    yield Difference("monthly", wanted, {key: fen for key, fen in found.items() if fen})


def c21_money(rng: Random) -> Iterator[Difference]:
    """Compare a year of Chiyang allowances, fen by fen."""
    rules, components, policy = c21_rules(rng.choice((0, rng.randrange(RULE_SETS))))
    world = draw_world(rng, (LEADER,))
    book = book_of(world, "annual")
    pay = year_pay(book, policy, Period.parse(f"{YEAR}"), world["as_of"], pack("c21").working_days)
    money = policy.pack.money
    if pay is None or money is None:
        raise ValueError(policy.id)
    yield from compare_months(world, components, rules, pay)
    sums = allowances.lump_sums(world, components[1], YEAR, world["as_of"], rules, days.works)
    yield Difference("lump sums of", set(sums), {lump.person for lump in pay.lumps})
    for lump in pay.lumps:
        put_by: dict[Any, int] = defaultdict(int)
        for line in lump.months:
            put_by[line.month.year, line.month.number] += line.amount
        found = {
            "months": {month: fen for month, fen in put_by.items() if fen},
            "state": STATES.get(lump.state, lump.state),
            "payable": lump.payable,
            "pending": lump.pending,
        }
        yield Difference(f"lump sum of {lump.person}", sums.get(lump.person), found)
    for person in sorted(sums):
        paid = sum(line.amount for line in pay.monthly if line.person == person)
        yield Difference(f"due to {person}", paid + sums[person]["payable"], pay.due(person))
    month = Period.of("month", world["as_of"])
    lines = month_lines(money, tenures(book, policy), {}, month, pack("c21").working_days)
    plain = allowances.monthly(world, components, (month.year, month.number), rules, days.works)
    both: dict[str, int] = defaultdict(int)
    for line in lines:
        both[line.person] += line.amount
    found_alone = {person: fen for person, fen in both.items() if fen}
    yield Difference("month by itself", {person: fen for (person, _), fen in plain.items()}, found_alone)
