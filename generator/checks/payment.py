"""Faults of money: pay runs that are checked by their preparer, or differ from what is due.

Knows pay runs and what the policy pays; draws no sheet.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.checks.walking import communities, nearest, spots
from generator.money import honoured, run_lines, tenures, year_pay
from generator.periods import Period
from generator.policies.money import Monthly, YearEnd
from generator.problems import Problem, msg
from generator.records.scalars import yuan_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import Ledger
    from generator.money import Span
    from generator.policies.money import Money
    from generator.records.payment import PayRun
    from generator.records.people import Person


def unknown_component(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A pay run or a top-up names a component that the policy's money does not have.

    Why: only what the policy pays can be paid under it.
    Fix: use one of the policy's component codes.
    """
    for policy, _, community in spots(ledger):
        known = [component.id for component in policy.pack.money.components] if policy.pack.money else []
        named = [(row.origin, row.component) for run in community.pay_runs.values() for row in run.rows]
        named += [(payment.origin, payment.component) for payment in community.top_ups.values()]
        for source, component in named:
            if component not in known:
                yield Problem(
                    "unknown-component",
                    source,
                    msg("The policy's money has no component {id}.", id=component),
                    nearest(component, known),
                )


def preparer_checks(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The post that prepared a pay run checked or approved it too.

    Why: four eyes see more than two (G-28).
    Fix: let another post check and approve.
    """
    for _, community in communities(ledger):
        for run in community.pay_runs.values():
            if run.prepared_by in {run.checked_by, run.approved_by}:
                yield Problem(
                    "preparer-checks",
                    run.origin,
                    msg("{id} prepared this and checked or approved it too.", id=run.prepared_by),
                    msg("Another post has to check and approve."),
                )


def pay_run_differs(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A pay run holds another amount than what the records came to on the day it was worked out.

    Why: somebody would be paid too much or too little.
    Fix: correct the row, or the record it rests on; once paid, make it good in a later run with `corrects:`.
    """
    for spot in spots(ledger):
        for period, run in spot.community.pay_runs.items():
            due = _due(ledger, spot, period, run.calculated_on) if run.corrects is None else None
            if due is not None and not spot.community.broken:
                yield from _differences(run, due)


def _due(ledger: Ledger, spot: Spot, period: Period, day: date) -> Counter[tuple[str, str]] | None:
    """Add up what a run has to hold; None where that cannot be known."""
    year = period.within("year")
    if period.kind == "year" and f"{spot.book.folder()}/awards/{year.text}.yaml" in ledger.broken:
        return None
    chosen = honoured(spot.book, spot.community.id, year, day)
    try:
        pay = year_pay(spot.community, spot.policy, year, day, ledger.working_days, honoured=chosen)
    except LookupError:
        return None
    if pay is None:
        return None
    due: Counter[tuple[str, str]] = Counter()
    for line in run_lines(pay, period):
        due[line.person, line.component] += line.amount
    return due


def _differences(run: PayRun, due: Counter[tuple[str, str]]) -> Iterator[Problem]:
    paid: Counter[tuple[str, str]] = Counter()
    places = {(row.person, row.component): row.origin for row in reversed(run.rows)}
    for row in run.rows:
        paid[row.person, row.component] += row.amount
    for person, component in sorted(set(paid) | set(due)):
        expected, found = due[person, component], paid[person, component]
        if expected != found:
            yield Problem(
                "pay-run-differs",
                places.get((person, component), run.origin),
                msg(
                    "{person}, {component}: {found} is written, {expected} is due.",
                    person=person,
                    component=component,
                    found=yuan_text(found),
                    expected=yuan_text(expected),
                ),
                msg("Correct the row, or the record it rests on."),
            )


def uncounted_months(ledger: Ledger, today: date) -> Iterator[tuple[Person, int]]:
    """Yield who is paid for a part of a month by its working days, in a year without calendar."""
    for policy, _, community in spots(ledger):
        money = policy.pack.money
        for tenure in tenures(community, policy) if money is not None else ():
            person = community.people[tenure.person]
            for day in _days_within(tenure.span):
                over = Period.of("month", day).last
                if money is None or day.year in ledger.calendars or over > today:
                    continue
                by_days = money.months.rule.on(over) == "prorata_working_days"
                if by_days and _is_paid(money, tenure.role, person, over):
                    yield person, day.year


def _is_paid(money: Money, role: str, person: Person, day: date) -> bool:
    rates = [part for part in money.components if isinstance(part, Monthly | YearEnd) and role in part.roles]
    excluded = [(rate.excluded_staff.on(day) if rate.excluded_staff else None) or () for rate in rates]
    return any(person.staff_type not in staff for staff in excluded)


def _days_within(span: Span) -> Iterator[date]:
    """Yield the first and the last day of a span where either lies within a month."""
    if span.first.day > 1:
        yield span.first
    if span.last is not None and span.last != Period.of("month", span.last).last:
        yield span.last
