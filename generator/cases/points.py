"""Runs cases of points: entries into a town, and its lines, lists and years against the case.

Knows which engine function answers which expectation; computes no point itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cases.town import COMMUNITY, build_town, community_of, first_scored_role
from generator.problems import msg
from generator.scoring import Holder, score_jurisdiction, total, year_score
from generator.scoring.bounds import judgement_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cases.findings import Findings
    from generator.periods import WorkingDays
    from generator.policies.case_points import ExpectedRow, GivenEntry, PointsExpected, PointsGiven
    from generator.policies.pack import Policy
    from generator.scoring import JurisdictionScores, ScoreLine


def run_points(
    policy: Policy, given: PointsGiven, expect: PointsExpected, working_days: WorkingDays, findings: Findings
) -> None:
    """Score the entries that are not refused, as known when the last of them was, and compare."""
    faults = {entry.id: fault for entry in given.entries if (fault := _entry_fault(policy, entry))}
    accepted = [entry for entry in given.entries if entry.id not in faults]
    days = [entry.verified_on or entry.date for entry in given.entries] + [close.closed_on for close in given.closes]
    book = build_town(policy, given.leaders, entries=accepted, closes=given.closes)
    scores = score_jurisdiction(book, policy, working_days, max(days))
    lines = [line for community in scores.communities.values() for line in community.lines]
    _compare_refused(given, expect, faults, findings)
    late = tuple(sorted(line.entry.id for line in lines if line.outcome == "late"))
    findings.compare(expect.origin, msg("Late entries"), tuple(sorted(expect.late)), late)
    _compare_lines(expect, lines, findings)
    _compare_totals(policy, given, expect, scores, findings)
    for row in expect.rows:
        _compare_row(policy, given, row, scores, findings)


def _entry_fault(policy: Policy, entry: GivenEntry) -> str | None:
    if not policy.in_force(entry.date):
        return "policy-not-in-force"
    faults = (
        judgement_fault(item, entry.points, entry.date)
        for item in policy.pack.items
        if entry.activity in item.activities and entry.points is not None
    )
    return next((fault for fault in faults if fault), None)


def _compare_refused(given: PointsGiven, expect: PointsExpected, faults: dict[str, str], findings: Findings) -> None:
    wanted = {refused.entry: refused for refused in expect.refused}
    places = {entry.id: entry.origin for entry in given.entries}
    for entry in sorted(set(wanted) | set(faults)):
        source = wanted[entry].origin if entry in wanted else places[entry]
        expected = wanted[entry].check if entry in wanted else None
        findings.compare(source, msg("Entry {entry}, refused by", entry=entry), expected, faults.get(entry))


def _compare_lines(expect: PointsExpected, lines: Sequence[ScoreLine], findings: Findings) -> None:
    for wanted in expect.lines:
        found = [
            line
            for line in lines
            if line.entry.id == wanted.entry and (wanted.item is None or line.item.id == wanted.item)
        ]
        entry, at = wanted.entry, wanted.origin
        findings.compare(at, msg("Entry {entry}, points", entry=entry), wanted.points, total(found))
        if wanted.outcome is not None:
            outcomes = tuple(dict.fromkeys(line.outcome for line in found))
            findings.compare(at, msg("Entry {entry}, why", entry=entry), (wanted.outcome,), outcomes)
        if wanted.limit is not None:
            limits = tuple(dict.fromkeys(line.limit for line in found))
            findings.compare(at, msg("Entry {entry}, last day in time", entry=entry), (wanted.limit,), limits)


def _holder(policy: Policy, given: PointsGiven, leader: str, role: str | None) -> Holder:
    held = role or next((known.role for known in given.leaders if known.leader == leader), None)
    return Holder(leader, held or first_scored_role(policy))


def _home(given: PointsGiven, leader: str) -> str:
    return next((community_of(known) for known in given.leaders if known.leader == leader), COMMUNITY)


def _compare_totals(
    policy: Policy, given: PointsGiven, expect: PointsExpected, scores: JurisdictionScores, findings: Findings
) -> None:
    lines = [line for community in scores.communities.values() for line in community.lines]
    for wanted in expect.totals:
        holder = _holder(policy, given, wanted.leader, wanted.role)
        home = scores.communities[_home(given, wanted.leader)]
        bonus, score = year_score(policy, lines, holder, wanted.year, scores.as_of, served=home.served)
        slots = {"leader": wanted.leader, "period": wanted.year.text}
        findings.compare(wanted.origin, msg("{leader}, bonus of {period}", **slots), wanted.bonus, bonus)
        findings.compare(wanted.origin, msg("{leader}, score of {period}", **slots), wanted.score, score)


def _compare_row(
    policy: Policy, given: PointsGiven, wanted: ExpectedRow, scores: JurisdictionScores, findings: Findings
) -> None:
    slots = {"leader": wanted.leader, "period": wanted.period.text}
    home = _home(given, wanted.leader)
    closed_on = next((close.closed_on for close in given.closes if close.period == wanted.period), None)
    if closed_on is None:
        findings.fail(wanted.origin, msg("The case does not say when {period} was closed.", period=slots["period"]))
        return
    holder = _holder(policy, given, wanted.leader, wanted.role)
    rows = scores.communities[home].rows(wanted.period, closed_on)
    row = next((row for row in rows if Holder(row.leader, row.role) == holder), None)
    if row is None:
        findings.fail(wanted.origin, msg("{leader} is not on the list of {period}.", **slots))
        return
    at = wanted.origin
    findings.compare(at, msg("{leader}, bonus of {period}", **slots), wanted.bonus, row.bonus)
    findings.compare_stated(at, msg("{leader}, adjustment in {period}", **slots), wanted.adjustment, row.adjustment)
    findings.compare(at, msg("{leader}, bonus to date in {period}", **slots), wanted.to_date, row.to_date)
    findings.compare(at, msg("{leader}, score to date in {period}", **slots), wanted.score, row.score)
