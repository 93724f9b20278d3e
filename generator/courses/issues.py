"""The course of what was raised: issues of leaders, and the voices of residents where the policy keeps them.

Knows the days of an issue; who raised it is named by id only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.claims import voice_walk
from generator.courses.standing import Course, course, held
from generator.machines import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.pack import Policy
    from generator.records.outcomes import Issue


def issue_courses(policy: Policy, community: CommunityBook, as_of: date) -> Iterator[Course]:
    """Walk every issue and every voice of a community."""
    rule = policy.machine("issue")
    if rule is None:
        return
    machine = rule.machine()
    for name, issue in sorted(community.issues.items()) if machine.way("raise") else ():
        yield course(rule, name, issue.origin, _steps(issue), as_of, community=community.id)
    for period, sheet in sorted(community.feedback.items()):
        for voice in sheet.voices:
            walked = voice_walk(machine, voice, as_of)
            yield Course(rule, machine, f"{period.text} {voice.id}", voice.origin, walked, community.id)


def _steps(issue: Issue) -> Iterator[Step]:
    at = issue.origin
    yield Step("raise", issue.raised_on, "leader", source=at, key="raised_on")
    if issue.accepted_on is not None:
        handled = held({"handler_named": issue.handler is not None})
        yield Step("accept", issue.accepted_on, holds=handled, source=at, key="accepted_on")
    if issue.measure is not None or issue.due_on is not None:
        limited = held({"limit_written": issue.measure is not None and issue.due_on is not None})
        day = issue.accepted_on or issue.raised_on
        yield Step("measure", day, holds=limited, source=at, key="measure" if issue.measure else "due_on")
    if issue.resolved_on is not None:
        yield Step("solve", issue.resolved_on, source=at, key="resolved_on")
