"""The course of leaving: proposed or asked for, told, decided, left; warnings and low results before it.

Knows exit cases, warnings, surveys and decisions; nothing here takes effect without a signed decision (G-12).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.courses.standing import course, held
from generator.machines import Step
from generator.policies.measures import earliest_leaving
from generator.policies.settings import UnsetSettingError
from generator.surveys import proposals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.courses.standing import Course
    from generator.ledger import CommunityBook, JurisdictionBook, Post
    from generator.machines import Machine
    from generator.policies.pack import Policy
    from generator.records.outcomes import Decision
    from generator.records.service import ExitCase
    from generator.surveys import Proposal

TOLD = ("another_person", "notice_period_over")
"""Guards that `proposer-decides` and `left-before-notice` tell."""
_EVENTS = {"keep": "keep", "lift_bar": "lift", "replace": "decide", "end": "decide"}
"""Which decision is which step; an interpretation is about nobody."""


def exit_courses(policy: Policy, book: JurisdictionBook, community: CommunityBook, as_of: date) -> Iterator[Course]:
    """Walk every exit case; where the policy asks for none, every post with warnings, low results or decisions."""
    rule = policy.machine("exit")
    if rule is None:
        return
    if policy.pack.staffing is not None and policy.pack.staffing.leaving is not None:
        for name, case in sorted(community.exits.items()):
            walked = _of_case(policy, book, community, case)
            yield course(rule, name, case.origin, walked, as_of, told=TOLD, community=community.id)
        return
    machine = rule.machine()
    lows = _low_results(policy, community, as_of) if machine.way("fall") else ()
    for post in community.posts:
        steps = sorted(_before(machine, community, post, lows), key=lambda step: step.day)
        steps += _leaving(community, post)
        if steps:
            yield course(
                rule,
                f"{post.person} {post.appointment.id}",
                post.appointment.origin,
                steps,
                as_of,
                told=TOLD,
                community=community.id,
            )


def _of_case(policy: Policy, book: JurisdictionBook, community: CommunityBook, case: ExitCase) -> Iterator[Step]:
    at = case.origin
    if case.by == case.person:
        yield Step("apply", case.informed_on, "leader", source=at, key="informed_on")
    else:
        yield Step("propose", case.informed_on, source=at, key="informed_on")
        yield Step("inform", case.informed_on, source=at, key="informed_on")
    decision = community.decisions.get(case.decision or "")
    # Who asks to leave may leave; a decision that says so, too, is no step of its own.
    if case.outcome is not None and (case.by != case.person or case.outcome != "end"):
        day = decision.decided_on if decision is not None else case.effective_on or case.informed_on
        guards = {
            "decision_recorded": decision is not None or community.is_broken(f"decisions/{case.decision}.yaml"),
            "another_person": decision is None or decision.proposed_by != decision.decided_by,
        }
        yield Step("keep" if case.outcome == "keep" else "decide", day, holds=held(guards), source=at, key="outcome")
    if case.effective_on is not None and case.effective_on >= case.informed_on and case.outcome != "keep":
        guards = {"notice_period_over": _told_in_time(policy, community, case, case.effective_on)}
        yield Step("leave", case.effective_on, holds=held(guards), source=at, key="effective_on")
        yield from _filed(book, case, case.effective_on)


def _told_in_time(policy: Policy, community: CommunityBook, case: ExitCase, day: date) -> bool:
    leaving = policy.pack.staffing.leaving if policy.pack.staffing else None
    rule = leaving.ground(case.ground) if leaving else None
    try:
        early = rule is not None and day < earliest_leaving(rule, case.informed_on)
    except UnsetSettingError:
        return True
    waived = any(w.person == case.person and rule and w.rule == rule.clause for w in community.waivers.values())
    return not early or waived


def _filed(book: JurisdictionBook, case: ExitCase, left: date) -> Iterator[Step]:
    sent = [
        (filing.sent_on, filing.origin)
        for filing in book.filings.values()
        if filing.sent_on is not None
        and filing.sent_on >= left
        and any(row.person == case.person and row.change == "left" for row in filing.rows)
    ]
    for day, source in sorted(sent)[:1]:
        yield Step("file", day, source=source, key="sent_on")


def _low_results(policy: Policy, community: CommunityBook, as_of: date) -> tuple[Proposal, ...]:
    """Return what the low results of each survey propose, as far as its values are set."""
    found: list[Proposal] = []
    for survey in policy.pack.surveys:
        with suppress(UnsetSettingError):
            found.extend(proposals(community, survey, as_of))
    return tuple(found)


def _before(machine: Machine, community: CommunityBook, post: Post, lows: Iterable[Proposal]) -> Iterator[Step]:
    role = post.appointment.role
    for warning in community.warnings.values() if machine.way("warn") else ():
        if (warning.person, warning.role) == (post.person, role) and post.held_on(warning.raised_on):
            yield Step("warn", warning.raised_on, "program", source=warning.origin, key="raised_on")
            if warning.talk is not None and warning.talk.on >= warning.raised_on:
                yield Step("talk", warning.talk.on, source=warning.talk.origin, key="on")
    for low in lows:
        if low.leader == post.person and post.held_on(low.on):
            yield Step("fall", low.on, "program", source=low.results[-1].source, key="held_on")
    for _, decision in sorted(community.decisions.items()):
        if decision.kind in _EVENTS and _concerns(decision, post) and machine.way(_EVENTS[decision.kind]):
            holds = held({"another_person": decision.proposed_by != decision.decided_by})
            event = _EVENTS[decision.kind]
            yield Step(event, decision.decided_on, holds=holds, source=decision.origin, key="decided_on")


def _leaving(community: CommunityBook, post: Post) -> Iterator[Step]:
    """Yield that the post ended, where a recorded decision ended it; it comes last, whatever its day."""
    ended = post.appointment.ended
    decision = community.decisions.get(ended.decision or "") if ended is not None else None
    if ended is not None and decision is not None and _concerns(decision, post):
        yield Step("leave", ended.on, source=ended.origin, key="on")


def _concerns(decision: Decision, post: Post) -> bool:
    if decision.person != post.person:
        return False
    if decision.appointment is not None:
        return decision.appointment == post.appointment.id
    return post.held_on(decision.decided_on)
