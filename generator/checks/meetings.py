"""Faults of meetings, monthly records and emergencies on their way up.

Knows the policy's kinds of meeting and levels; knows nothing of how often they are held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import cite, communities, nearest, spots
from generator.problems import Problem, Related, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.records.meetings import Attendee, MonthlyRow


def unknown_meeting(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A meeting served a purpose that the policy does not know.

    Why: a meeting that the policy does not know counts towards no duty.
    Fix: use one of the policy's codes of meetings.
    """
    for policy, _, community in spots(ledger):
        known = [kind.id for kind in policy.pack.meetings]
        for sheet in community.meetings.values() if known else ():
            for meeting in sheet.meetings:
                for given in meeting.meetings:
                    if given not in known:
                        yield Problem(
                            "unknown-meeting",
                            meeting.origin,
                            msg("The policy has no meeting {id}.", id=given),
                            nearest(given, known),
                        )


def meeting_outside_month(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A meeting stands in the file of another month.

    Why: each month has its own file; a meeting in the wrong one would be counted in the wrong month.
    Fix: correct the day, or move the meeting to its month.
    """
    for _, community in communities(ledger):
        for month, sheet in community.meetings.items():
            for meeting in sheet.meetings:
                if not month.contains(meeting.on):
                    yield Problem(
                        "meeting-outside-month",
                        meeting.origin,
                        msg("{day} is not in {month}.", day=meeting.on.isoformat(), month=month.text),
                        msg("Correct the day, or move the meeting to the file of its month."),
                    )


def excuse_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody is excused from a meeting without the day of the excuse, or excused afterwards.

    Why: an excuse counts when it was given by the day of the meeting; three absences without one end a service.
    Fix: add `excused_on:`, or write `state: unexcused`.
    """
    for _, community in communities(ledger):
        for sheet in community.meetings.values():
            for meeting in sheet.meetings:
                for called in meeting.attendance:
                    late = called.excused_on is None or called.excused_on > meeting.on
                    if called.state == "excused" and late:
                        yield Problem(
                            "excuse-missing",
                            called.origin,
                            msg(
                                "{person} is excused, and no day by the meeting says since when.", person=called.person
                            ),
                            msg("Add excused_on:, or write state: unexcused."),
                        )


def called_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One person stands twice in the attendance of a meeting.

    Why: one sitting counts once, whatever purposes it served.
    Fix: delete one of the two.
    """
    for _, community in communities(ledger):
        for sheet in community.meetings.values():
            for meeting in sheet.meetings:
                first: dict[str, Attendee] = {}
                for called in meeting.attendance:
                    other = first.setdefault(called.person, called)
                    if other is not called:
                        yield Problem(
                            "called-twice",
                            called.origin,
                            msg("{person} stands twice in this meeting.", person=called.person),
                            msg("Delete one of the two."),
                            related=(Related(other.origin, msg("The first one is here.")),),
                        )


def recorded_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One leader stands twice in a month's record.

    Why: there is one record for each leader and month.
    Fix: put the two together.
    """
    for _, community in communities(ledger):
        for record in community.monthly_records.values():
            first: dict[str, MonthlyRow] = {}
            for row in record.rows:
                other = first.setdefault(row.leader, row)
                if other is not row:
                    yield Problem(
                        "recorded-twice",
                        row.origin,
                        msg("{person} stands twice in this month.", person=row.leader),
                        msg("Put the two together."),
                        related=(Related(other.origin, msg("The first one is here.")),),
                    )


def recorder_checks(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A month's record was checked by whoever recorded it.

    Why: whoever records does not check what was recorded (G-28).
    Fix: let another post check it.
    """
    for policy, _, community in spots(ledger):
        for record in community.monthly_records.values():
            if record.checked_by is not None and record.checked_by == record.recorder:
                clause = next((duty.clause for duty in policy.pack.duties if duty.kind == "monthly_records"), "")
                yield Problem(
                    "recorder-checks",
                    record.origin,
                    msg("{actor} recorded the month and checked it as well.", actor=record.recorder),
                    msg("Let another post check it."),
                    clause=cite(policy, clause) if clause else "",
                )


def unknown_escalation_level(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An emergency was told to a level that the policy does not name.

    Why: the policy names the levels, from the bottom up.
    Fix: use one of the policy's codes.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.escalation
        for incident in community.incidents.values() if rule else ():
            known = [level.id for level in rule.levels] if rule else []
            for told in incident.escalations:
                if rule is not None and told.level not in known:
                    yield Problem(
                        "unknown-escalation-level",
                        told.origin,
                        msg("The policy reports to no level {id}.", id=told.level),
                        nearest(told.level, known),
                        clause=cite(policy, rule.clause),
                    )


def level_skipped(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An emergency went up past a level, or not from the bottom up.

    Why: it goes up level by level, so that each can help.
    Fix: add the level with the day it was told, or correct the order.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.escalation
        for incident in community.incidents.values() if rule else ():
            rank = {level.id: number for number, level in enumerate(rule.levels)} if rule else {}
            told = [rank[level.level] for level in incident.escalations if level.level in rank]
            setting = rule.skipping.on(incident.found_on) if rule else None
            if rule is None or setting in {None, "allow"} or told == list(range(len(told))):
                continue
            yield Problem(
                "level-skipped",
                incident.origin,
                msg("{title}: the levels were not told one after the other.", title=incident.title),
                msg("The order is: {levels}.", levels=" > ".join(rank)),
                Severity.ERROR if setting == "refuse" else Severity.WARNING,
                clause=cite(policy, rule.clause),
            )
