"""Runs cases of coming into service, stations and leaving.

Knows which engine function answers which expectation; judges nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards.place_choice import choice_fault
from generator.duties.coverage import post_gap
from generator.duties.display import display_fault, display_of, last_posting, shown_days
from generator.duties.stations import Head, days_late, has_fund, head_faults, mode_of, standard, station_name
from generator.duties.terms import probation_state, term_end
from generator.periods import CalendarYearMissing, WorkingDays
from generator.policies.eligibility import Supporter, counted_supporters, enough_supporters
from generator.policies.evaluation import signoffs_missing
from generator.problems import msg

if TYPE_CHECKING:
    from generator.cases.findings import Findings
    from generator.policies.case_service import (
        ChosenExpected,
        ChosenGiven,
        DisplayExpected,
        DisplayGiven,
        GapExpected,
        GapGiven,
        HeadsExpected,
        HeadsGiven,
        JointExpected,
        JointGiven,
        ServiceExpected,
        ServiceGiven,
        SettlementExpected,
        SettlementGiven,
        StationExpected,
        StationGiven,
    )
    from generator.policies.pack import Policy
    from generator.policies.selection import Publicity
    from generator.policies.service import Service
    from generator.policies.stations import Stations
    from generator.records.base import Record

_NOMINEE = "nominee"


def run_display(
    policy: Policy, given: DisplayGiven, expect: DisplayExpected, working_days: WorkingDays, findings: Findings
) -> None:
    """Reckon the window of a display, and compare; a year without a calendar may be what is expected."""
    rule = policy.pack.selection.publicity if policy.pack.selection is not None else None
    if rule is None:
        findings.fail(given.origin, msg("The policy has no display of candidates."))
        return
    missing = None
    try:
        calendar = WorkingDays({}) if given.without_calendar else working_days
        _compare_display(rule, given, expect, calendar, findings)
    except CalendarYearMissing as error:
        if expect.no_calendar_of is None:
            raise
        missing = error.year
    wanted = expect.no_calendar_of.year if expect.no_calendar_of else None
    findings.compare(expect.origin, msg("Year without a calendar"), wanted, missing)


def _compare_display(
    rule: Publicity, given: DisplayGiven, expect: DisplayExpected, working_days: WorkingDays, findings: Findings
) -> None:
    at = expect.origin
    if given.posted is not None:
        found = display_of(rule, given.posted, working_days)
        findings.compare_stated(at, msg("Last day of the least display"), expect.least_day, found.least_day)
        earliest = found.earliest_decision
        findings.compare_stated(at, msg("Earliest day of a decision"), expect.earliest_decision, earliest)
        findings.compare_stated(at, msg("Last day of the longest display"), expect.most_day, found.most_day)
    if given.posted is not None and given.removed is not None:
        shown = shown_days(rule, given.posted, given.removed, working_days)
        findings.compare_stated(at, msg("Days shown"), expect.shown, shown)
        fault = display_fault(rule, given.posted, given.removed, working_days)
        findings.compare(at, msg("Fault of the display"), expect.fault, fault)
    if given.decide_on is not None:
        last = last_posting(rule, given.decide_on, working_days)
        findings.compare_stated(at, msg("Last day of posting"), expect.last_posting, last)


def run_joint(policy: Policy, given: JointGiven, expect: JointExpected, findings: Findings) -> None:
    """Count the supporters of a proposal, and compare."""
    rule = policy.pack.nomination.joint if policy.pack.nomination else None
    if rule is None:
        findings.fail(given.origin, msg("The policy knows no joint proposal."))
        return
    supporters: list[Supporter] = []
    for number, group in enumerate(given.supporters):
        people = [
            Supporter(f"{number}-{n}", group.place, f"{number}-{n // max(group.per_household, 1)}")
            for n in range(group.people)
        ]
        if group.with_nominee and people:
            people[0] = people[0]._replace(person=_NOMINEE)
        supporters += people + people[: group.twice]
    counted = counted_supporters(rule, supporters, _NOMINEE, given.place, given.on)
    findings.compare(expect.origin, msg("Supporters that count"), expect.counted, counted)
    valid = enough_supporters(rule, counted, given.on)
    findings.compare(expect.origin, msg("The proposal is valid"), expect.valid, valid)


def _stations(policy: Policy, given: Record, findings: Findings) -> Stations | None:
    if policy.pack.stations is None:
        findings.fail(given.origin, msg("The policy has no stations."))
    return policy.pack.stations


def run_station(policy: Policy, given: StationGiven, expect: StationExpected, findings: Findings) -> None:
    """Hold a station against the standard, the name and the days due."""
    rule = _stations(policy, given, findings)
    if rule is None:
        return
    at = expect.origin
    found = standard(rule, given.haves)
    findings.compare_stated(at, msg("Name of the station"), expect.name, station_name(rule, given.compound, given.on))
    findings.compare_stated(at, msg("Things that are there"), expect.there, found.there)
    findings.compare_stated(at, msg("The standard is met"), expect.met, found.met)
    done = {"premises": given.premises_on, "in_use": given.in_use_on}
    late = {due.matter: days_late(due, done[due.matter], given.on) for due in rule.due}
    findings.compare_stated(at, msg("Days late with the premises"), expect.premises_late, late.get("premises"))
    findings.compare_stated(at, msg("Days late in use"), expect.use_late, late.get("in_use"))


def run_heads(policy: Policy, given: HeadsGiven, expect: HeadsExpected, findings: Findings) -> None:
    """Judge the heads of stations, and compare every fault."""
    rule = _stations(policy, given, findings)
    if rule is None:
        return
    heads = [Head(head.person, station, head.staff) for head in given.heads for station in head.stations]
    found = head_faults(rule.head, heads, given.compounds, given.staff, given.on)
    wanted = {head.person: head for head in expect.heads}
    findings.compare(expect.origin, msg("Heads with a fault"), expect.number, len(found))
    for person in sorted(set(wanted) | set(found)):
        source = wanted[person].origin if person in wanted else expect.origin
        expected = tuple(sorted(wanted[person].faults)) if person in wanted else ()
        findings.compare(source, msg("{person}, faults", person=person), expected, tuple(sorted(found.get(person, ()))))


def run_settlement(policy: Policy, given: SettlementGiven, expect: SettlementExpected, findings: Findings) -> None:
    """Ask what holds in a settlement on a day."""
    rule = _stations(policy, given, findings)
    if rule is not None:
        mode = mode_of(rule.settlements, given.settlement, given.moved_back_on, given.on)
        findings.compare(expect.origin, msg("What holds there"), expect.mode, mode)
        fund = mode is not None and has_fund(rule, mode, given.on)
        findings.compare_stated(expect.origin, msg("A station fund is granted"), expect.fund, fund)


def run_chosen(policy: Policy, given: ChosenGiven, expect: ChosenExpected, findings: Findings) -> None:
    """Judge how many were chosen in a place, and whether it was signed."""
    honours = policy.pack.service.place_honours if policy.pack.service else ()
    rule = next((known for known in honours if known.id == given.honour), None)
    if rule is None:
        findings.fail(given.origin, msg("The policy has no honour {honour}.", honour=given.honour))
        return
    fault = choice_fault(rule, given.qualified, given.chosen, given.on, reason=given.reason is not None)
    findings.compare(expect.origin, msg("The choice is allowed"), expect.allowed, fault is None)
    findings.compare(expect.origin, msg("Fault of the choice"), expect.fault, fault)
    evaluation = policy.evaluation(rule.evaluation)
    final = evaluation is not None and not signoffs_missing(evaluation, given.signed, given.on)
    findings.compare_stated(expect.origin, msg("The choice is final"), expect.final, final)


def run_service(policy: Policy, given: ServiceGiven, expect: ServiceExpected, findings: Findings) -> None:
    """Reckon what follows from the days of somebody's service."""
    rules = policy.pack.service
    if rules is None:
        findings.fail(given.origin, msg("The policy says nothing of service."))
        return
    at = expect.origin
    if expect.term_end is not None and rules.term is not None and given.start is not None:
        findings.compare(at, msg("End of the term"), expect.term_end, term_end(rules.term, given.start))
    _compare_probation(policy, rules, given, expect, findings)


def _compare_probation(
    policy: Policy, rules: Service, given: ServiceGiven, expect: ServiceExpected, findings: Findings
) -> None:
    if expect.probation is None:
        return
    insurance = policy.pack.staffing.insurance if policy.pack.staffing else None
    if insurance is None or rules.probation is None or given.start is None or given.as_of is None:
        findings.fail(given.origin, msg("A probation needs a start and a day of judgement."))
        return
    result = (given.assessed_on, given.passed) if given.assessed_on and given.passed is not None else None
    state = probation_state(insurance, rules.probation, given.start, result, given.as_of)
    findings.compare(expect.origin, msg("What the assessment leads to"), expect.probation, state)


def run_gap(policy: Policy, given: GapGiven, expect: GapExpected, findings: Findings) -> None:
    """Compare the leaders a compound needs with those appointed by the campaign's day."""
    capacity = policy.pack.staffing.capacity if policy.pack.staffing else None
    campaign = policy.campaign(given.campaign)
    if capacity is None or campaign is None:
        findings.fail(given.origin, msg("The policy has no campaign {campaign}.", campaign=given.campaign))
        return
    found = post_gap(capacity, campaign, given.households, given.appointed, given.as_of)
    at = expect.origin
    findings.compare(at, msg("Leaders needed"), expect.needed, found.needed)
    findings.compare(at, msg("Leaders there"), expect.present, found.present)
    findings.compare(at, msg("Posts overdue"), expect.overdue, found.missing if found.days else 0)
    findings.compare(at, msg("Days overdue"), expect.days, found.days)
