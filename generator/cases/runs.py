"""Runs cases of last places: bonus month by month into a town, and the alerts against the case.

Knows how a stated bonus becomes a score line; ranks nobody itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.cases.town import begin_logs, build_town, community_of, first_scored_role, head_of, town_scores
from generator.problems import msg
from generator.records.activity import Entry
from generator.scoring import ScoreLine
from generator.scoring.alerts import raised_alerts

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from generator.cases.findings import Findings
    from generator.periods import Period
    from generator.policies.case_frame import GivenLeader
    from generator.policies.case_points import RunsExpected, RunsGiven
    from generator.policies.pack import Policy

_NUMBER = "001"


def stated_line(
    policy: Policy, leader: GivenLeader, role: str, points: Decimal, period: Period, day: date
) -> ScoreLine:
    """Give a leader points on a day, under the policy's first item, as if from one entry."""
    item = policy.pack.items[0]
    activity = item.activities[0]
    entry = Entry(id=_NUMBER, date=day, leader=leader.leader, activity=activity, points=points)
    return ScoreLine(
        leader=leader.leader,
        role=role,
        item=item,
        points=points,
        units=1,
        counted=1,
        day=day,
        belongs=day,
        known_on=day,
        clause=item.clause,
        source=leader.origin,
        month=period,
        entry=entry,
        outcome="counted",
    )


def run_runs(policy: Policy, given: RunsGiven, expect: RunsExpected, findings: Findings) -> None:
    """Raise the alerts of a town whose months are all over, and compare them one for one."""
    if not given.months:
        findings.fail(given.origin, msg("The case has no month."))
        return
    usual = first_scored_role(policy)
    lines: dict[str, list[ScoreLine]] = defaultdict(list)
    for month in given.months:
        points = {bonus.leader: bonus.points for bonus in month.bonus}
        for leader in given.leaders:
            if leader.leader in points:
                role, day = leader.role or usual, month.month.first
                line = stated_line(policy, leader, role, points[leader.leader], month.month, day)
                lines[community_of(leader)].append(line)
    months = [month.month for month in given.months]
    book = begin_logs(build_town(policy, given.leaders), min(months))
    as_of = max(months).last + timedelta(days=1)
    raised = raised_alerts(town_scores(book, policy, {name: tuple(found) for name, found in lines.items()}, as_of))
    _compare(policy, given, expect, {(alert.leader, alert.months): alert.told for alert in raised}, findings)


def _compare(
    policy: Policy,
    given: RunsGiven,
    expect: RunsExpected,
    raised: dict[tuple[str, tuple[Period, ...]], str | None],
    findings: Findings,
) -> None:
    findings.compare(expect.origin, msg("Number of alerts"), expect.number, len(raised))
    groups = {leader.leader: leader.group for leader in given.leaders}
    wanted = {(alert.leader, alert.months): alert for alert in expect.alerts}
    for leader, months in sorted(set(wanted) | set(raised)):
        expected = wanted.get((leader, months))
        source = expected.origin if expected else expect.origin
        what = msg("Alert for {leader}, months", leader=leader)
        found = months if (leader, months) in raised else None
        findings.compare(source, what, months if expected else None, found)
        if expected and expected.told_group is not None and found is not None:
            told = raised[leader, months]
            roles = dict.fromkeys(alert.told for alert in policy.pack.alerts)
            heads = [head_of(expected.told_group, role) for role in roles]
            matched = told if told in heads and groups.get(leader) == expected.told_group else None
            findings.compare(source, msg("Alert for {leader}, told", leader=leader), heads[0], matched or told)
