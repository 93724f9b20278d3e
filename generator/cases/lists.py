"""Runs cases of lists: contests, credit points, the push, grades.

Knows which engine function answers which expectation; ranks and rounds nothing itself.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.awards import Allotment, HonourResult, RoundResult, credit_holdings, hold_round, push_state, push_window
from generator.cases.runs import stated_line
from generator.cases.town import build_town, community_of, town_scores
from generator.policies.case_frame import GivenLeader
from generator.policies.eligibility import grade_fault
from generator.policies.selection import LeastGrade
from generator.problems import msg
from generator.records.outcomes import AwardRound, TieDecision
from generator.scoring import base_points

if TYPE_CHECKING:
    from generator.cases.findings import Findings
    from generator.policies.case_lists import (
        CreditExpected,
        CreditGiven,
        ExpectedTier,
        GradesExpected,
        GradesGiven,
        PushExpected,
        PushGiven,
        RoundExpected,
        RoundGiven,
    )
    from generator.policies.outcomes import Honour
    from generator.policies.pack import Policy
    from generator.scoring import ScoreLine

_OFFICE = "office"
_NONE_GIVEN = Decimal(1000)
_APART = Decimal("0.01")


def run_round(policy: Policy, given: RoundGiven, expect: RoundExpected, findings: Findings) -> None:
    """Hold a year's round among the leaders of the case and compare what the case says of it."""
    honour = _honour(policy, given.honour)
    if honour is None:
        findings.fail(given.origin, msg("The policy has no honour {honour}.", honour=given.honour))
        return
    frozen_on = given.year.next().first
    base = base_points(policy, given.year, given.year.last)
    bonus = {leader.leader: _bonus(leader, base) for leader in given.leaders}
    lowest = min(bonus.values(), default=_NONE_GIVEN)
    others = [
        GivenLeader(leader=f"other-{n}", bonus=lowest - n * _APART, origin=given.origin)
        for n in range(1, given.others + 1)
    ]
    leaders = [*given.leaders, *others]
    lines: dict[str, list[ScoreLine]] = defaultdict(list)
    month = given.year.parts("month")[-1]
    for leader in leaders:
        role, points = leader.role or honour.role, _bonus(leader, base)
        lines[community_of(leader)].append(stated_line(policy, leader, role, points, month, month.last))
    record = AwardRound(frozen_on=frozen_on, held_by=_OFFICE, tie_decisions=_decisions(given))
    book = build_town(policy, leaders, role=honour.role, awards={given.year: record}, opted_out=given.year)
    scores = town_scores(book, policy, {name: tuple(found) for name, found in lines.items()}, frozen_on)
    result = next(found for found in hold_round(scores, given.year).honours if found.honour.id == honour.id)
    _compare_round(expect, result, findings)


def _honour(policy: Policy, honour: str) -> Honour | None:
    return next((known for known in policy.pack.honours if known.id == honour), None)


def _bonus(leader: GivenLeader, base: Decimal) -> Decimal:
    if leader.score is not None:
        return leader.score - base
    return leader.bonus or Decimal(0)


def _decisions(given: RoundGiven) -> tuple[TieDecision, ...]:
    return tuple(
        TieDecision(
            honour=given.honour,
            tier=decision.tier,
            chosen=decision.chosen,
            by=_OFFICE,
            on=given.year.next().first,
            reason="案例",
        )
        for decision in given.tie_decisions
    )


def _compare_round(expect: RoundExpected, result: HonourResult, findings: Findings) -> None:
    standings = {standing.leader: standing for standing in result.standings}
    at = expect.origin
    findings.compare_stated(at, msg("Leaders taking part"), expect.taking_part, len(standings))
    for leader in expect.absent:
        found = leader if leader in standings else None
        findings.compare(at, msg("{leader} among those taking part", leader=leader), None, found)
    for wanted in expect.standings:
        standing = standings.get(wanted.leader)
        score, rank = (standing.score, standing.rank) if standing else (None, None)
        findings.compare_stated(wanted.origin, msg("{leader}, score", leader=wanted.leader), wanted.score, score)
        findings.compare_stated(wanted.origin, msg("{leader}, rank", leader=wanted.leader), wanted.rank, rank)
    for tier in expect.tiers:
        _compare_tier(tier, result, findings)
    findings.compare_stated(at, msg("The list is provisional"), expect.provisional, result.provisional)


def _compare_tier(wanted: ExpectedTier, result: HonourResult, findings: Findings) -> None:
    tier, at = wanted.tier, wanted.origin
    if tier not in {known.id for known in result.honour.tiers}:
        findings.fail(at, msg("The honour has no tier {tier}.", tier=tier))
        return
    places = sum(count for _, allotment in result.allotments for code, count in allotment.places if code == tier)
    holders = result.holders(tier)
    ranks = [standing.rank for standing in result.standings if standing.leader in holders]
    findings.compare_stated(at, msg("{tier}, places", tier=tier), wanted.places, places)
    findings.compare_stated(at, msg("{tier}, holders", tier=tier), wanted.holders, holders)
    findings.compare_stated(at, msg("{tier}, number of holders", tier=tier), wanted.holding, len(holders))
    findings.compare_stated(at, msg("{tier}, first rank", tier=tier), wanted.first_rank, min(ranks, default=None))
    findings.compare_stated(at, msg("{tier}, last rank", tier=tier), wanted.last_rank, max(ranks, default=None))


def run_credit(policy: Policy, given: CreditGiven, expect: CreditExpected, findings: Findings) -> None:
    """Draw up the push of the awards of the case and compare its rows."""
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for award in given.awards:
        held[award.honour, award.tier].append(award.leader)
    honours = tuple(
        HonourResult(
            honour,
            given.year,
            (),
            (("", Allotment(tuple((t.id, tuple(held[honour.id, t.id])) for t in honour.tiers), (), ())),),
        )
        for honour in policy.pack.honours
    )
    unknown = set(held) - {(honour.id, tier.id) for honour in policy.pack.honours for tier in honour.tiers}
    for honour, tier in sorted(unknown):
        findings.fail(given.origin, msg("The policy has no tier {tier} of {honour}.", tier=tier, honour=honour))
    scores = town_scores(build_town(policy, ()), policy, {}, given.year.next().first)
    rows = credit_holdings(scores, RoundResult(given.year, None, honours))
    at = expect.origin
    findings.compare_stated(at, msg("Rows of the push"), expect.rows, len(rows))
    findings.compare_stated(at, msg("Sum of the push"), expect.total, sum(row.points for row in rows))
    for wanted in expect.people:
        points = sum(row.points for row in rows if row.leader == wanted.leader)
        findings.compare(wanted.origin, msg("{leader}, credit points", leader=wanted.leader), wanted.points, points)


def run_push(policy: Policy, given: PushGiven, expect: PushExpected, findings: Findings) -> None:
    """Judge the day of a push."""
    push = policy.pack.credit
    if push is None:
        findings.fail(given.origin, msg("The policy has no push to the credit system."))
        return
    window = push_window(given.year, push.opens.required(given.as_of), push.closes.required(given.as_of))
    state = push_state(window, given.sent_on, given.as_of)
    findings.compare(expect.origin, msg("State of the push"), expect.state, state)


def run_grades(policy: Policy, given: GradesGiven, expect: GradesExpected, findings: Findings) -> None:
    """Hold each grade against the ladder of the policy."""
    selection = policy.pack.selection
    rules = [rule for rule in selection.eligibility if isinstance(rule, LeastGrade)] if selection else []
    if not rules:
        findings.fail(given.origin, msg("The policy asks for no grade."))
        return
    refused = {wanted.grade: wanted for wanted in expect.refused}
    for grade in given.grades:
        source = refused[grade].origin if grade in refused else expect.origin
        expected = refused[grade].check if grade in refused else None
        fault = next((found for rule in rules if (found := grade_fault(rule, grade, given.on))), None)
        findings.compare(source, msg("Grade {grade}, refused by", grade=grade), expected, fault)
    passed = tuple(grade for grade in given.grades if grade not in refused)
    findings.compare(expect.origin, msg("Grades that pass"), expect.passed, passed)
