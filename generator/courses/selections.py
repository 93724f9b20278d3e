"""The course of a selection: the steps of a case, objections to its list, agreements, first days of service.

Knows cases, notices, agreements and appointments; which step may follow which is the policy's machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.courses.standing import course, held, inserted
from generator.duties.display import earliest_decision
from generator.machines import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.courses.standing import Course
    from generator.ledger import CommunityBook, JurisdictionBook
    from generator.machines import Machine
    from generator.periods import WorkingDays
    from generator.policies.machines import MachineRule
    from generator.policies.pack import Policy
    from generator.policies.selection import Selection
    from generator.problems import Source
    from generator.records.selection import Candidate, Notice, SelectionCase
    from generator.records.selection import Step as Done

TOLD = ("channel_valid", "conditions_met", "papers_signed")
"""Guards that `unknown-channel`, `condition-not-met` and `agreement-missing` tell."""
_TOLD_OF_DECISIONS = ("window_over", "no_open_objection")
"""Told by `decided-too-early` and `decided-despite-objection` where the policy has a step that decides."""


class Desk(NamedTuple):
    """What a case is looked at with."""

    policy: Policy
    book: JurisdictionBook
    community: CommunityBook
    working_days: WorkingDays
    selection: Selection
    rule: MachineRule


def selection_courses(
    policy: Policy, book: JurisdictionBook, community: CommunityBook, working_days: WorkingDays, as_of: date
) -> Iterator[Course]:
    """Walk every case; candidates who are chosen have a course of their own."""
    rule, selection = policy.machine("selection"), policy.pack.selection
    if rule is None or selection is None:
        return
    desk = Desk(policy, book, community, working_days, selection, rule)
    decides = any(step.kind == "decide" for step in selection.steps)
    told = (*TOLD, *(_TOLD_OF_DECISIONS if decides else ()))
    for name, case in community.cases.items():
        common = _common(desk, case, as_of)
        personal = [(found, list(_personal(desk, name, case, found))) for found in case.candidates]
        own = [(c, steps) for c, steps in personal if c.result == "chosen" or any(s.day <= as_of for s in steps)]
        for subject, steps in [(f"{name} {found.person}", steps) for found, steps in own] or [(name, [])]:
            walked = inserted(common, steps)
            yield course(rule, subject, case.origin, walked, as_of, told=told, community=community.id)


def _common(desk: Desk, case: SelectionCase, as_of: date) -> list[Step]:
    """Return the steps of the case with the objections to its list among them."""
    kinds = {step.id: step.kind for step in desk.selection.steps}
    steps = [_step(desk, case, done, kinds.get(done.step, "")) for done in case.steps if done.step in kinds]
    shown = [n for n, done in enumerate(case.steps) if kinds.get(done.step) == "publicise"]
    if not shown:
        return steps
    notice = desk.community.notices.get(case.steps[shown[0]].notice or "")
    fixed = [done.on for done in case.steps if kinds.get(done.step) == "decide"]
    machine = desk.rule.machine()
    if notice is None or machine.way("object") is None:
        return steps
    until = min([notice.closes, as_of, *fixed])
    return inserted(steps, _objections(notice, until, min([as_of, *fixed])), after=shown[0] + 1, first=True)


def _objections(notice: Notice, until: date, decided_by: date) -> Iterator[Step]:
    """Yield that an objection came in while none was open, and that the last open one was answered."""
    events = [(o.lodged_on, 0, o) for o in notice.objections if notice.opens <= o.lodged_on <= until]
    events += [(o.decided_on, 1, o) for _, _, o in events if o.decided_on is not None and o.decided_on <= decided_by]
    pending = 0
    for day, answered, objection in sorted(events, key=lambda event: event[:2]):
        pending += -1 if answered else 1
        if answered and pending == 0:
            yield Step("resolve", day, source=objection.origin, key="decided_on")
        elif not answered and pending == 1:
            yield Step("object", day, source=objection.origin, key="lodged_on")


def _step(desk: Desk, case: SelectionCase, done: Done, kind: str) -> Step:
    if done.result == "refused":
        return Step("refuse", done.on, source=done.origin, key="result")
    guards: dict[str, bool] = {}
    if kind == "nominate":
        known = {channel.id for channel in desk.selection.channels}
        guards["channel_valid"] = all(n.channel in known for c in case.candidates for n in c.nominations)
    elif kind == "review":
        chosen = [c for c in case.candidates if c.result == "chosen"]
        guards["conditions_met"] = all(declared.met for c in chosen for declared in c.declarations)
    elif kind == "publicise":
        notice = desk.community.notices.get(done.notice or "")
        unread = notice is None and done.notice is not None
        guards["notice_up"] = unread or (notice is not None and notice.kind == "candidates" and notice.opens <= done.on)
    elif kind == "decide":
        guards |= _displayed(desk, case, done.on)
    return Step(done.step, done.on, holds=held(guards), source=done.origin, key="on")


def _displayed(desk: Desk, case: SelectionCase, day: date) -> dict[str, bool]:
    """Tell whether the display of the list allows to go on with a candidate on a day."""
    publicity = desk.selection.publicity
    if publicity is None:
        return {"window_over": True, "no_open_objection": True}
    lists = {name: known for name, known in desk.community.notices.items() if known.kind == "candidates"}
    shown = [lists[done.notice] for done in case.steps if done.notice in lists]
    blocks = publicity.block_on_objection is not None and publicity.block_on_objection.on(day)
    waits = any(
        o.lodged_on <= day and (o.decided_on is None or o.decided_on > day) for known in shown for o in known.objections
    )
    over = all(day >= earliest_decision(publicity, n.opens, n.closes, desk.working_days) for n in shown)
    return {"window_over": over, "no_open_objection": not (blocks and waits)}


def _personal(desk: Desk, name: str, case: SelectionCase, candidate: Candidate) -> Iterator[Step]:
    """Yield what a candidate does alone: signing the agreement, the first day, being filed."""
    machine = desk.rule.machine()
    own_step = any(step.id == "sign" for step in desk.selection.steps)
    steps: list[Step] = []
    if machine.way("sign") is not None and not own_step:
        signed = _signed(desk, candidate, case.opened_on)
        steps += [
            Step("sign", day, holds=held(_displayed(desk, case, day)), source=source, key="signed_a_on")
            for day, source in signed[:1]
        ]
    posts = [
        post.appointment
        for post in desk.community.posts
        if post.person == candidate.person and post.appointment.case == name
    ]
    for appointment in posts[:1]:
        guards = _displayed(desk, case, appointment.from_)
        guards["papers_signed"] = any(
            day <= appointment.from_ for day, _ in _signed(desk, candidate, appointment.from_.min)
        )
        steps.append(Step("start", appointment.from_, holds=held(guards), source=appointment.origin, key="from"))
        steps += _filed(desk, machine, candidate.person, appointment.from_)
    yield from sorted(steps, key=lambda step: step.day)


def _signed(desk: Desk, candidate: Candidate, since: date) -> list[tuple[date, Source]]:
    """Return on which days agreements for the candidate's place were signed by both sides, earliest first."""
    found = [
        (max(agreement.signed_a_on, agreement.signed_b_on), agreement.origin)
        for agreement in desk.community.agreements.values()
        if agreement.person == candidate.person
        and candidate.place in agreement.places
        and agreement.signed_a_on is not None
        and agreement.signed_b_on is not None
    ]
    return sorted(pair for pair in found if pair[0] >= since)


def _filed(desk: Desk, machine: Machine, person: str, since: date) -> Iterator[Step]:
    """Yield that the appointment was filed, where this comes after the first day."""
    if machine.way("file") is None or any(step.id == "file" for step in desk.selection.steps):
        return
    sent = [
        (filing.sent_on, filing.origin)
        for filing in desk.book.filings.values()
        if filing.sent_on is not None
        and filing.sent_on >= since
        and any(row.person == person and row.change == "appointed" and row.on == since for row in filing.rows)
    ]
    for day, source in sorted(sent)[:1]:
        yield Step("file", day, source=source, key="sent_on")
