"""Cases of money drawn from a number, worked out by the oracle and by the engine, and where the two differ.

Knows both sides; draws no community and counts no fen itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.ledger import CommunityBook
from generator.money import forecast, fund_lines, month_lines, run_lines, tenures, transfers, year_pay
from generator.periods import Period
from generator.policies.money import Fund
from generator.records.payment import TopUpPayment
from generator.records.people import Person
from generator.records.places import Community, Place
from generator.records.service import Agreement, Evaluation
from tests.oracle import allowances, days
from tests.oracle.money_worlds import C21, N22, STAFF, YEAR, draw_day, draw_rules, draw_world
from tests.oracle.packs import pack, policy_with, yuan
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from generator.money import YearPay
    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 60
STATES = {"accrued": "waits", "pending_evaluation": "waits"}
LEADER = "building-leader"
HEAD, GROUP_HEAD = "station-head", "village-group-head"
TOP_UPS = ("major-task", "per-task")


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


def compare_transfers(
    world: Plain, components: list[Plain], rules: Plain, pay: YearPay, approval: Mapping[str, bool]
) -> Iterator[Difference]:
    """Compare what goes to the community for each month with the lines of its people (N22-A3-4.3-1)."""
    for month in (month for month in pay.year.parts("month") if month.last <= world["as_of"]):
        key = (YEAR, month.number)
        wanted = allowances.transferred(allowances.monthly(world, components, key, rules, days.works))
        for kind in TOP_UPS:
            extra = {**world, "top_ups": [top_up for top_up in world["top_ups"] if top_up["component"] == kind]}
            sums = allowances.top_ups(extra, YEAR, world["as_of"], approval)
            lines = {(person, kind): fen for (person, found), fen in sums.items() if found == key}
            wanted |= allowances.transferred(lines)
        yield Difference(f"transfer of {month.text}", wanted, _transferred(pay, month))


def _transferred(pay: YearPay, period: Period) -> dict[str, tuple[int, int]]:
    return {found.component: (found.people, found.amount) for found in transfers(run_lines(pay, period))}


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


@cache
def n22_rules(number: int) -> tuple[Plain, list[Plain], Policy]:
    """Draw the New Area settings of that number, the pack's own for 0; the components in plain terms and the pack."""
    rules = draw_rules(drawing("n22", number), N22, as_written=number == 0)
    parts = "money.components"
    settings = [
        *money_settings(rules),
        (f"{parts}.head-allowance.amount", yuan(rules["head"])),
        (f"{parts}.leader-allowance.amount", yuan(rules["leader"])),
        (f"{parts}.excellent-bonus.months", rules["bonus_months"]),
        (f"{parts}.major-task.needs_approval", rules["approval"]),
        (f"{parts}.station-fund.amount", yuan(rules["fund"])),
        (f"{parts}.station-fund.proration", rules["proration"]),
        ("money.stacks.allowances.rule", rules["stack"]),
    ]
    head = {"kind": "monthly", "id": "head-allowance", "roles": (HEAD,), "per": "person", "amount": rules["head"]}
    leader = {"kind": "monthly", "id": "leader-allowance", "roles": (LEADER, GROUP_HEAD), "per": "person"}
    components = [
        head | {"excluded": [staff for staff in STAFF if staff]},
        leader | {"amount": rules["leader"], "later": rules["later"]},
    ]
    later = _later(f"{parts}.leader-allowance.amount", rules)
    plain = {**rules, "pay_from": "appointment", "stacked": [component["id"] for component in components]}
    return plain, components, policy_with("n22", settings, *later)


def n22_money(rng: Random) -> Iterator[Difference]:
    """Compare a year of New Area allowances, extra pay, bonus and funds."""
    rules, components, policy = n22_rules(rng.choice((0, rng.randrange(RULE_SETS))))
    year = Period.parse(f"{YEAR}")
    for _ in range(rng.randrange(1, 4)):
        world = draw_world(rng, (LEADER, LEADER, HEAD, GROUP_HEAD), TOP_UPS)
        book, as_of = book_of(world, "annual"), world["as_of"]
        honoured = {"excellent-leader": world["honoured"]}
        pay = year_pay(book, policy, year, as_of, pack("n22").working_days, honoured=honoured)
        if pay is None:
            raise ValueError(policy.id)
        yield from compare_months(world, components, rules, pay)
        approval = {"major-task": rules["approval"], "per-task": True}
        extra: dict[Any, int] = defaultdict(int)
        for line in pay.top_ups:
            extra[line.person, (line.period.year, line.period.number)] += line.amount
        wanted = allowances.top_ups(world, YEAR, as_of, approval)
        yield Difference("top-ups", wanted, {key: fen for key, fen in extra.items() if fen})
        rate = allowances.amount_in(components[1], (YEAR, 12))
        bonus = allowances.bonus(world["honoured"], rate, rules["bonus_months"])
        yield from compare_transfers(world, components, rules, pay, approval)
        wanted_bonus = allowances.transferred({(person, "excellent-bonus"): fen for person, fen in bonus.items()})
        yield Difference("transfer of the bonus", wanted_bonus, _transferred(pay, year))
        planned = forecast(book, policy, year, as_of, pack("n22").working_days)
        plan = allowances.forecast(world, components, YEAR, rules)
        yield Difference("forecast", plan, {line.component: line.amount for line in planned if line.amount})
        yield Difference("bonus", bonus, {line.person: line.amount for line in pay.bonuses})
        for person in sorted({post["person"] for post in world["posts"]}):
            paid = sum(line.amount for line in pay.monthly if line.person == person)
            due = paid + sum(fen for (who, _), fen in wanted.items() if who == person) + bonus.get(person, 0)
            yield Difference(f"due to {person}", due, pay.due(person))
    opened = {f"s{number}": draw_day(rng) for number in range(rng.randrange(6))}
    fund = policy.component("station-fund")
    if policy.pack.money is None or not isinstance(fund, Fund):
        raise ValueError(policy.id)
    found = {line.place: line.amount for line in fund_lines(policy.pack.money, fund, opened, year)}
    for place, day in opened.items():
        amount = allowances.fund(day, YEAR, rules["fund"], rules["proration"], rules["rounding"])
        yield Difference(f"fund of {place}, {day}", amount, found.get(place, 0))
