"""Runs cases of duties: rhythms, visits, monthly records, absences.

Knows which engine function answers which expectation; counts nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.duties.absences import Sitting, counted_alerts
from generator.duties.rhythms import Deed, kept, overdue_by
from generator.duties.shares import percent
from generator.duties.spans import Span, owed_periods
from generator.duties.visits import visit_coverage
from generator.policies.duties import MonthlyRecords, Rhythm, Visits
from generator.problems import msg

if TYPE_CHECKING:
    from generator.cases.findings import Findings
    from generator.periods import WorkingDays
    from generator.policies.case_duties import (
        AbsencesExpected,
        AbsencesGiven,
        RecordsExpected,
        RecordsGiven,
        RhythmExpected,
        RhythmGiven,
        VisitsExpected,
        VisitsGiven,
    )
    from generator.policies.pack import Policy
    from generator.records.base import Record

D = TypeVar("D", Rhythm, Visits, MonthlyRecords)


def _duty(policy: Policy, duty: str, kind: type[D], given: Record, findings: Findings) -> D | None:
    """Return the duty of that id and kind; a case that names another cannot be run."""
    found = next((known for known in policy.pack.duties if known.id == duty and isinstance(known, kind)), None)
    if found is None:
        findings.fail(given.origin, msg("The policy has no duty {duty} of this kind.", duty=duty))
        return None
    return found if isinstance(found, kind) else None


def run_rhythm(
    policy: Policy, given: RhythmGiven, expect: RhythmExpected, working_days: WorkingDays, findings: Findings
) -> None:
    """Count what was done in each period in which the duty is owed, and compare."""
    duty = _duty(policy, given.duty, Rhythm, given, findings)
    if duty is None:
        return
    deeds = [
        Deed(deed.on, deed.serves, deed.guest, deed.place)
        for deed in given.deeds
        if deed.deed is None or deed.deed in duty.deeds
    ]
    found = kept(
        duty,
        given.within,
        deeds,
        working_days=working_days,
        spans=(Span(given.from_, given.until),),
        places=given.places,
        as_of=given.as_of,
    )
    at = expect.origin
    findings.compare_stated(at, msg("Periods owed"), expect.due, len(found.due))
    findings.compare_stated(at, msg("Periods met"), expect.met, found.met)
    findings.compare_stated(at, msg("Share met, in per cent"), expect.percent, percent(found.share))
    findings.compare(at, msg("Periods missing"), expect.missing, found.missing)
    findings.compare_stated(at, msg("Deeds of each period"), expect.counts, tuple(c.done for c in found.counts))
    if expect.overdue_days is not None:
        days = overdue_by(found.missing[0], given.as_of) if found.missing and given.as_of else 0
        findings.compare(at, msg("Days overdue"), expect.overdue_days, days)


def run_visits(policy: Policy, given: VisitsGiven, expect: VisitsExpected, findings: Findings) -> None:
    """Count the households reached in a month, and compare."""
    duty = _duty(policy, given.duty, Visits, given, findings)
    if duty is None:
        return
    visits: list[tuple[str, list[str]]] = []
    number = 0
    for visited in given.visits:
        codes = [f"h{number + n}" for n in range(1, visited.households + 1)]
        number += visited.households
        visits += [(visited.activity, codes), (visited.activity, codes[: visited.repeated])]
    found = visit_coverage(visits, duty.completed.required(given.month.first), given.households)
    at = expect.origin
    findings.compare(at, msg("Households reached"), expect.reached, found.reached)
    findings.compare(at, msg("Share met, in per cent"), expect.percent, percent(found.share))
    findings.compare(at, msg("All households reached"), expect.complete, found.complete)


def run_records(policy: Policy, given: RecordsGiven, expect: RecordsExpected, findings: Findings) -> None:
    """Compare the months that need a record with those that have one."""
    duty = _duty(policy, given.duty, MonthlyRecords, given, findings)
    if duty is None:
        return
    rule = duty.post_rule.required(given.within.first)
    required = owed_periods(given.within, "month", (Span(given.from_, given.until),), rule)
    missing = tuple(month for month in required if month not in given.recorded)
    at = expect.origin
    findings.compare(at, msg("Months that need a record"), expect.required, len(required))
    findings.compare(at, msg("Months with a record"), expect.present, len(required) - len(missing))
    findings.compare(at, msg("Months without a record"), expect.missing, missing)


def run_absences(policy: Policy, given: AbsencesGiven, expect: AbsencesExpected, findings: Findings) -> None:
    """Let a leader's absences add up, and compare every warning and proposal."""
    rule = next((known for known in policy.pack.event_counts if known.id == given.alert), None)
    if rule is None:
        findings.fail(given.origin, msg("The policy counts no {alert}.", alert=given.alert))
        return
    sittings = [Sitting(sitting.on, sitting.state, sitting.meetings or rule.meetings[:1]) for sitting in given.sittings]
    found = counted_alerts(rule, sittings, given.from_)
    at = expect.origin
    findings.compare(at, msg("Number of alerts"), expect.alerts, len(found))
    early = tuple(alert.on for alert in found if alert.kind == "early")
    findings.compare(at, msg("Early warnings"), expect.early, early)
    proposals = tuple(alert.on for alert in found if alert.kind == "proposal")
    findings.compare(at, msg("Proposals"), expect.proposals, proposals)
    findings.compare_stated(at, msg("Absences counted"), expect.counted, found[-1].times if found else 0)
