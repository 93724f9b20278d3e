"""Runs cases of money: posts, agreements and grades into a town, and its year against the case.

Knows which engine function answers which expectation; works out no amount itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from generator.ledger import CommunityBook
from generator.money import fund_lines, year_pay
from generator.policies.measures import places_allowed
from generator.policies.money import Fund, TopUp
from generator.problems import msg
from generator.records.base import NOWHERE
from generator.records.payment import TopUpPayment
from generator.records.people import Person
from generator.records.places import Community, Place
from generator.records.scalars import yuan_text
from generator.records.service import Agreement, Evaluation
from generator.staffing import concurrent_holdings, holdings, leader_count

if TYPE_CHECKING:
    from generator.cases.findings import Findings
    from generator.money import YearPay
    from generator.periods import Period, WorkingDays
    from generator.policies.case_money import (
        AllowancesExpected,
        AllowancesGiven,
        ExpectedPay,
        FundsExpected,
        FundsGiven,
        GivenPayee,
        GivenPost,
    )
    from generator.policies.pack import Policy
    from generator.problems import Message

_EARLIER = timedelta(days=1)


def run_allowances(
    policy: Policy, given: AllowancesGiven, expect: AllowancesExpected, working_days: WorkingDays, findings: Findings
) -> None:
    """Lay out the leaders, work out their year and compare what the case says of it."""
    as_of = given.as_of or given.year.next().parts("month")[0].last
    book = _town(policy, given, as_of)
    honoured: dict[str, list[str]] = {}
    for leader in given.leaders:
        for honour in leader.honours:
            honoured.setdefault(honour, []).append(leader.leader)
    pay = year_pay(book, policy, given.year, as_of, working_days, honoured=honoured)
    if pay is None:
        findings.fail(given.origin, msg("The policy pays no money."))
        return
    for wanted in expect.leaders:
        _compare(policy, book, wanted, pay, findings)
    role = first_leader_role(policy)
    for costs in expect.costs:
        day, at = costs.month.last, costs.origin
        slots = {"period": costs.month.text}
        found = leader_count(book, role, day, "persons"), leader_count(book, role, day, "posts")
        findings.compare(at, msg("{period}, persons", **slots), costs.persons, found[0])
        findings.compare(at, msg("{period}, posts", **slots), costs.posts, found[1])
        several = len(concurrent_holdings(book, role, day))
        findings.compare(at, msg("{period}, people with several places", **slots), costs.concurrent, several)
        paid = sum(line.amount for line in pay.monthly if line.month == costs.month)
        _money(findings, costs, msg("{period}, paid", **slots), costs.paid, paid)
        put_by = sum(line.amount for lump in pay.lumps for line in lump.months if line.month == costs.month)
        _money(findings, costs, msg("{period}, put by", **slots), costs.put_by, put_by)


def first_leader_role(policy: Policy) -> str:
    """Return the role of a leader whose role a case does not say."""
    return next(role.id for role in policy.pack.roles if role.is_leader)


def _money(findings: Findings, record: Any, what: Message, expected: int | None, found: int) -> None:
    if expected is not None:
        findings.compare(record.origin, what, yuan_text(expected), yuan_text(found))


def _compare(policy: Policy, book: CommunityBook, wanted: ExpectedPay, pay: YearPay, findings: Findings) -> None:
    leader, at = wanted.leader, wanted.origin
    months = [line for line in pay.monthly if line.person == leader]
    lumps = [lump for lump in pay.lumps if lump.person == leader]
    findings.compare_stated(at, msg("{leader}, months", leader=leader), wanted.months, len({m.month for m in months}))
    sums = {
        "monthly": (msg("{leader}, monthly", leader=leader), pay.paid_monthly(leader)),
        "put_by": (msg("{leader}, put by", leader=leader), sum(lump.accrued for lump in lumps)),
        "year_end": (msg("{leader}, year end", leader=leader), sum(lump.payable for lump in lumps)),
        "pending": (msg("{leader}, pending", leader=leader), sum(lump.pending for lump in lumps)),
        "bonus": (msg("{leader}, bonus", leader=leader), sum(b.amount for b in pay.bonuses if b.person == leader)),
        "top_ups": (msg("{leader}, top-ups", leader=leader), sum(t.amount for t in pay.top_ups if t.person == leader)),
        "total": (msg("{leader}, total", leader=leader), pay.due(leader)),
    }
    for key, (what, found) in sums.items():
        _money(findings, wanted, what, getattr(wanted, key), found)
    states = tuple(dict.fromkeys(lump.state for lump in lumps))
    if wanted.state is not None:
        findings.compare(at, msg("{leader}, state of the lump sum", leader=leader), (wanted.state,), states)
    for month in wanted.by_month:
        slots = {"leader": leader, "period": month.month.text}
        paid = sum(line.amount for line in months if line.month == month.month)
        _money(findings, month, msg("{leader}, paid for {period}", **slots), month.paid, paid)
        put_by = sum(line.amount for lump in lumps for line in lump.months if line.month == month.month)
        _money(findings, month, msg("{leader}, put by for {period}", **slots), month.put_by, put_by)
    if wanted.proposes is not None:
        proposed = _proposed(policy, {lump.grade for lump in lumps}, pay.year.last)
        findings.compare(at, msg("{leader}, proposal", leader=leader), (wanted.proposes,), proposed)
    faults = tuple(_faults(policy, book, pay, leader))
    findings.compare(
        at, msg("{leader}, refused by", leader=leader), (wanted.refused,) if wanted.refused else (), faults
    )


def _proposed(policy: Policy, grades: set[str | None], day: date) -> tuple[str, ...]:
    rules = policy.pack.evaluations
    found = [known for rule in rules for grade in grades if grade and (known := rule.grade(grade))]
    return tuple(grade.proposes.required(day) for grade in found)


def _faults(policy: Policy, book: CommunityBook, pay: YearPay, leader: str) -> list[str]:
    faults = ["grade-without-factor" for lump in pay.lumps if (lump.person, lump.state) == (leader, "no_factor")]
    rule = policy.pack.staffing.concurrency if policy.pack.staffing else None
    if rule is not None:
        held = max((len(h.places) for h in holdings(book, rule.role, pay.year.last) if h.person == leader), default=0)
        faults += ["too-many-concurrent-places"] * (held > places_allowed(rule, pay.year.last))
    return faults


def _town(policy: Policy, given: AllowancesGiven, as_of: date) -> CommunityBook:
    usual = first_leader_role(policy)
    people: dict[str, Person] = {}
    agreements: dict[str, Agreement] = {}
    evaluations: dict[str, Evaluation] = {}
    top_ups: dict[str, TopUpPayment] = {}
    places: dict[str, Place] = {}
    for leader in given.leaders:
        posts = []
        for number, post in enumerate(leader.posts):
            names = (post.place,) if post.place else tuple(f"{leader.leader}-{number}-{n}" for n in range(post.places))
            role = policy.role(post.role or usual)
            level = role.level if role else usual
            places |= {name: Place(id=name, level=level, name=name) for name in names}
            posts.append(_appointment(post, role.id if role else usual, names, number, given.year))
        people[leader.leader] = Person.model_validate(
            {"name": leader.leader, "staff_type": leader.staff_type, "appointments": tuple(posts)}
        )
        held = [(place, post["from"]) for post in posts for place in post["places"]]
        agreements |= _agreements(leader, held, given.year)
        if leader.grade is not None:
            evaluations |= {
                f"{leader.leader}-{rule.id}": Evaluation(
                    kind=rule.id, person=leader.leader, period=given.year, grade=leader.grade, concluded_on=as_of
                )
                for rule in policy.pack.evaluations
                if rule.grade(leader.grade)
            }
        top_ups |= _top_ups(policy, leader)
    community = Community(name="案例", parent="above", office="office", places=tuple(places.values()))
    return CommunityBook(
        "case",
        "community",
        community,
        people=people,
        agreements=agreements,
        evaluations=evaluations,
        top_ups=top_ups,
    )


def _appointment(post: GivenPost, role: str, names: tuple[str, ...], number: int, year: Period) -> dict[str, Any]:
    written: dict[str, Any] = {"id": f"a{number}", "role": role, "places": names, "from": post.from_ or year.first}
    if post.until is not None:
        written["ended"] = {"on": post.until, "ground": "resigned"}
    return written


def _agreements(leader: GivenPayee, held: list[tuple[str, date]], year: Period) -> dict[str, Agreement]:
    """Sign for every place: as the case says, else on the day before its first day in post."""
    signed = leader.agreement
    return {
        f"{leader.leader}-{number}": Agreement.model_validate(
            {
                "person": leader.leader,
                "places": (place,),
                "from": signed.from_ if signed else start,
                "to": year.last,
                "signed_a_on": signed.signed_a_on if signed else start - _EARLIER,
                "signed_b_on": signed.signed_b_on if signed else start - _EARLIER,
                "origin": NOWHERE,
            }
        )
        for number, (place, start) in enumerate(held)
    }


def _top_ups(policy: Policy, leader: GivenPayee) -> dict[str, TopUpPayment]:
    money = policy.pack.money
    kinds = [component.id for component in money.components if isinstance(component, TopUp)] if money else []
    return {
        f"{leader.leader}-{number}": TopUpPayment(
            component=kinds[0],
            person=leader.leader,
            month=given.month,
            task="案例",
            department="案例",
            amount=given.amount,
            applied_on=given.month.first,
            approved_on=given.month.first if given.approved else None,
        )
        for number, given in enumerate(leader.top_ups)
        if kinds
    }


def run_funds(policy: Policy, given: FundsGiven, expect: FundsExpected, findings: Findings) -> None:
    """Work out the funds of the places and compare each and the sum."""
    money, component = policy.pack.money, policy.component(given.component)
    if money is None or not isinstance(component, Fund):
        findings.fail(given.origin, msg("The policy has no fund {component}.", component=given.component))
        return
    lines = fund_lines(money, component, {place.place: place.opened_on for place in given.places}, given.year)
    amounts = {line.place: line.amount for line in lines}
    for wanted in expect.places:
        what = msg("Fund of {place}", place=wanted.place)
        _money(findings, wanted, what, wanted.amount, amounts.get(wanted.place, 0))
    _money(findings, expect, msg("Sum of the funds"), expect.total, sum(amounts.values()))
