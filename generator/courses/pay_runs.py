"""The course of a pay run: worked out, checked, approved, transferred, paid.

Knows the days and posts of a run; whether its amounts are right is looked at elsewhere.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.courses.standing import course, held
from generator.machines import Step, walk
from generator.money import grade_of
from generator.policies.money import YearEnd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.courses.standing import Course
    from generator.ledger import CommunityBook
    from generator.machines import Machine, Walk
    from generator.periods import Period
    from generator.policies.pack import Policy
    from generator.records.payment import PayRun

TOLD = ("another_person", "grade_recorded")
"""Guards that `preparer-checks` and `pay-run-differs` tell."""


def pay_run_courses(policy: Policy, community: CommunityBook, as_of: date) -> Iterator[Course]:
    """Walk every pay run of a community."""
    rule = policy.machine("pay-run")
    for period, run in sorted(community.pay_runs.items()) if rule else ():
        if rule is not None:
            steps = _steps(policy, community, rule.machine(), period, run)
            yield course(rule, period.text, run.origin, steps, as_of, told=TOLD, community=community.id)


def pay_run_walk(policy: Policy, community: CommunityBook, period: Period, as_of: date) -> Walk | None:
    """Walk the run of a period; None where there is no run, or the policy has no such course."""
    rule, run = policy.machine("pay-run"), community.pay_runs.get(period)
    if rule is None or run is None:
        return None
    machine = rule.machine()
    return walk(machine, (s for s in _steps(policy, community, machine, period, run) if s.day <= as_of))


def _steps(policy: Policy, community: CommunityBook, machine: Machine, period: Period, run: PayRun) -> Iterator[Step]:
    if period.kind == "year" and machine.way("release") is not None:
        over = period.last + timedelta(days=1)
        ended = held({"period_over": run.calculated_on >= over})
        yield Step("await", min(over, run.calculated_on), "program", ended, run.origin, "calculated_on")
        graded = held({"grade_recorded": _graded(policy, community, period, run)})
        yield Step("release", run.calculated_on, holds=graded, source=run.origin, key="calculated_on")
    else:
        yield Step("calculate", run.calculated_on, source=run.origin, key="calculated_on")
    signed = (("check", "checked_on", run.checked_by), ("approve", "approved_on", run.approved_by))
    for event, key, by in (*signed, ("transfer", "transferred_on", None), ("pay", "paid_on", None)):
        day = getattr(run, key)
        if day is not None:
            guards = {"another_person": by is None or by != run.prepared_by}
            yield Step(event, day, holds=held(guards), source=run.origin, key=key)


def _graded(policy: Policy, community: CommunityBook, year: Period, run: PayRun) -> bool:
    """Tell whether everybody on a year's run has a grade by the day it was worked out."""
    for row in run.rows:
        component = policy.component(row.component)
        if not isinstance(component, YearEnd):
            continue
        if grade_of(community, component.evaluation, row.person, year, run.calculated_on) is None:
            return False
    return True
