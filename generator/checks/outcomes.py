"""Faults of results: what was published, decided or warned of against what the records give.

Knows scores and awards as computed; decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.results import parts_of, recorded_rounds, runs_of
from generator.checks.walking import cite
from generator.policies.outcomes import LastPlaceRun
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.awards import HonourResult, RoundResult, Tie
    from generator.periods import Period
    from generator.policies.pack import Policy
    from generator.records.outcomes import PeriodClose, PublishedRow, TieDecision
    from generator.scoring import CommunityScores, JurisdictionScores, PeriodRow

    Scores = Mapping[str, JurisdictionScores]


def _results(scores: Scores) -> Iterator[tuple[JurisdictionScores, RoundResult]]:
    for jurisdiction in scores.values():
        for result in recorded_rounds(parts_of(jurisdiction)) if jurisdiction.book.awards else ():
            yield jurisdiction, result


def tie_without_decision(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """Equal scores meet the last places of a tier, and nobody decided.

    Why: a computed list never decides between equals; a person does, and says why (G-09).
    Fix: write the decision under `tie_decisions:`.
    """
    for jurisdiction, result in _results(scores):
        if result.record is None:
            continue
        for honour, tie in _ties(result):
            if not tie.decided:
                yield Problem(
                    "tie-without-decision",
                    result.record.origin,
                    msg(
                        "{honour}: {count} with equal scores for {places} places of the tier {tier}: {people}.",
                        honour=honour.honour.label,
                        count=len(tie.contenders),
                        places=tie.places,
                        tier=tie.tier,
                        people=", ".join(tie.contenders),
                    ),
                    msg(
                        "Write under tie_decisions: the honour {honour}, the tier {tier} and who is chosen.",
                        honour=honour.honour.id,
                        tier=tie.tier,
                    ),
                    Severity.ERROR if result.confirmed else Severity.WARNING,
                    cite(jurisdiction.policy, honour.honour.clause),
                )


def _ties(result: RoundResult) -> Iterator[tuple[HonourResult, Tie[str]]]:
    for honour in result.honours:
        for _, allotment in honour.allotments:
            for tie in allotment.ties:
                yield honour, tie


def decision_outside_tie(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """A tie decision meets no tie: it names somebody else, too many, or a tier without a tie.

    Why: a decision chooses between equals; it lifts nobody past a higher score (G-09).
    Fix: choose as many of those with equal scores as there are places.
    """
    for jurisdiction, result in _results(scores):
        rewards = {reward.id for reward in jurisdiction.policy.pack.top_rewards}
        for decision in result.record.tie_decisions if result.record else ():
            if decision.honour in rewards:
                continue
            met = [
                tie for honour, tie in _ties(result) if (honour.honour.id, tie.tier) == (decision.honour, decision.tier)
            ]
            if not any(set(tie.decided) == set(decision.chosen) for tie in met):
                yield _outside(jurisdiction.policy, decision, met)


def _outside(policy: Policy, decision: TieDecision, met: list[Tie[str]]) -> Problem:
    meant = max(met, key=lambda tie: len(set(tie.contenders) & set(decision.chosen)), default=None)
    fix = (
        msg("Choose {places} of: {people}.", places=meant.places, people=", ".join(meant.contenders))
        if meant is not None
        else msg("This tier has no tie on its last places; delete the decision.")
    )
    honour = next((honour for honour in policy.pack.honours if honour.id == decision.honour), None)
    return Problem(
        "decision-outside-tie",
        decision.origin,
        msg(
            "The choice of {people} does not fit a tie of the tier {tier}.",
            people=", ".join(decision.chosen),
            tier=decision.tier,
        ),
        fix,
        clause=cite(policy, honour.clause) if honour else "",
    )


def _lists(scores: Scores) -> Iterator[tuple[CommunityScores, Period, PeriodClose, tuple[PeriodRow, ...]]]:
    for jurisdiction in scores.values():
        for community in jurisdiction.communities.values():
            for period, close in community.book.closes.items():
                yield community, period, close, community.rows(period, close.closed_on)


def published_row_differs(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """A published figure is not what the records give for that list.

    Why: what was published stays; a change of what it rests on is a correction in a later list (G-18).
    Fix: take the edit of the log back and write a correction instead.
    """
    for _, period, close, computed in _lists(scores):
        figures = {(row.leader, row.role): row for row in computed}
        for row in close.rows:
            found = figures.get((row.leader, row.role))
            if found is not None:
                yield from _differences(period, row, found)


def _differences(period: Period, row: PublishedRow, found: PeriodRow) -> Iterator[Problem]:
    for key in ("bonus", "adjustment", "to_date", "score"):
        published, computed = getattr(row, key), getattr(found, key)
        if published != computed:
            yield Problem(
                "published-row-differs",
                row.origin,
                msg(
                    "{person}, {period}: published {key} {published}, the records give {computed}.",
                    person=row.leader,
                    period=period.words,
                    key=key,
                    published=f"{published}",
                    computed=f"{computed}",
                ),
                msg("Take the edit of the log back, and write a correction below corrections/ instead."),
            )


def missing_row(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """A published list lacks somebody who was in post in that period.

    Why: everybody in a scored post stands on the list, also without a single point.
    Fix: write the list again before it is published, or correct the days of the appointment.
    """
    for _, period, close, computed in _lists(scores):
        listed = {(row.leader, row.role) for row in close.rows}
        for row in computed:
            if (row.leader, row.role) not in listed:
                yield Problem(
                    "missing-row",
                    close.origin,
                    msg(
                        "{person} ({role}) is missing in the list of {period}.",
                        person=row.leader,
                        role=row.role,
                        period=period.words,
                    ),
                    msg("Write the list again with louzhang close, or correct the days of the appointment."),
                )


def surplus_row(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """A published list has somebody who was not in post in that period.

    Why: only those in a scored post of the community stand on its list.
    Fix: write the list again before it is published, or correct the days of the appointment.
    """
    for _, period, close, computed in _lists(scores):
        holders = {(row.leader, row.role) for row in computed}
        for row in close.rows:
            if (row.leader, row.role) not in holders:
                yield Problem(
                    "surplus-row",
                    row.origin,
                    msg(
                        "{person} ({role}) was not in post in {period}.",
                        person=row.leader,
                        role=row.role,
                        period=period.words,
                    ),
                    msg("Write the list again with louzhang close, or correct the days of the appointment."),
                )


def warning_without_run(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """A warning was recorded that the records do not give.

    Why: a warning follows a run that the policy describes; after a correction it may have no ground.
    Fix: look at the internal ranking; withdraw the warning if it has no ground.
    """
    for jurisdiction in scores.values():
        alerts = {alert.id: alert for alert in jurisdiction.policy.pack.alerts if isinstance(alert, LastPlaceRun)}
        whole = parts_of(jurisdiction)
        warned = [(name, found) for name, part in whole.parts.items() for found in part.warned]
        raised = [alert for alert in alerts.values() if warned]
        known = {(alert.id, run.leader, run.months[-1]) for alert in raised for _, run in runs_of(whole, alert)}
        for name, warning in warned:
            alert = alerts.get(warning.alert)
            if alert is not None and (warning.alert, f"{name}/{warning.person}", warning.until) not in known:
                yield Problem(
                    "warning-without-run",
                    warning.source,
                    msg("{person}: no such run ends in {month}.", person=warning.person, month=warning.until.words),
                    msg("Look at the internal ranking; withdraw the warning if it has no ground."),
                    Severity.WARNING,
                    cite(jurisdiction.policy, alert.clause),
                )


def talk_by_somebody_else(scores: Scores, _as_of: date) -> Iterator[Problem]:
    """The talk after a warning was held by somebody who does not hold the role that is to be told.

    Why: the policy says who talks with the leader.
    Fix: name that person under `talk: by:`.
    """
    for jurisdiction in scores.values():
        alerts = {alert.id: alert for alert in jurisdiction.policy.pack.alerts}
        for community in jurisdiction.communities.values():
            for warning in community.book.warnings.values():
                alert, talk = alerts.get(warning.alert), warning.talk
                if alert is None or talk is None:
                    continue
                held = {post.appointment.role for post in community.book.posts_of(talk.by, talk.on)}
                if alert.told not in held:
                    yield Problem(
                        "talk-by-somebody-else",
                        talk.origin,
                        msg("{person} did not hold the role {role} on that day.", person=talk.by, role=alert.told),
                        msg("The talk is held by whoever holds the role {role}.", role=alert.told),
                        clause=cite(jurisdiction.policy, alert.clause),
                    )
