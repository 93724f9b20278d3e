"""Faults of courses: those of a pack that cannot be walked, and recorded steps that a course does not allow.

Knows machines and walks; how a record becomes steps is not known here.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator.checks.gathered import kept
from generator.checks.walking import cite, communities, jurisdictions, policies
from generator.courses import community_courses, upper_courses
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.machines import Block
    from generator.policies.machines import MachineName, MachineRule, Transition
    from generator.policies.pack import Pack, Policy
    from generator.records.base import Record


class Stopped(NamedTuple):
    """A course that could not go on: why, and what other checks tell of it."""

    policy: Policy
    rule: MachineRule
    block: Block
    told: frozenset[str]


def course_unwritten(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A pack has rules whose course it does not list, or a step of its selection is no event of the course.

    Why: without the course nobody looks at the order in which things are done.
    Fix: list states and transitions under `machines:`; each step of the selection is an event there.
    """
    for policy in policies(ledger):
        for record, name in _courses_needed(policy.pack):
            rule = policy.machine(name)
            if rule is None:
                yield Problem(
                    "course-unwritten",
                    record.origin,
                    msg("The pack does not list the course {id}.", id=name),
                    msg("Add it under machines: with its states and transitions."),
                )
            elif name == "selection" and policy.pack.selection is not None:
                events = {way.event for way in rule.transitions}
                for step in policy.pack.selection.steps:
                    if step.id not in events:
                        yield Problem(
                            "course-unwritten",
                            step.origin,
                            msg("The course {id} has no event for the step {step}.", id=name, step=step.id),
                            msg("Add a transition with this event under machines:."),
                            clause=cite(policy, step.clause),
                        )


def _courses_needed(pack: Pack) -> Iterator[tuple[Record, MachineName]]:
    """Yield each part of a pack that is worked off step by step, with the course it takes."""
    needed: tuple[tuple[MachineName, Record | None], ...] = (
        ("selection", pack.selection),
        ("claim", pack.claims),
        ("redemption", pack.redemption),
        ("award-round", next(iter((*pack.honours, *pack.top_rewards, *pack.chosen_honours)), None)),
        ("exit", pack.staffing.leaving if pack.staffing else None),
        ("pay-run", pack.money),
    )
    for name, record in needed:
        if record is not None:
            yield record, name


def unreachable_state(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """No transition of a course leads to one of its states.

    Why: nothing could ever stand there; a transition is missing, or the state is not wanted.
    Fix: add the transition, or delete the state.
    """
    for policy, rule in _machines(ledger):
        machine = rule.machine()
        reached, waiting = {machine.start}, [machine.start]
        while waiting:
            for way in machine.next_steps(waiting.pop()):
                if way.target not in reached:
                    reached.add(way.target)
                    waiting.append(way.target)
        for state in rule.states:
            if state.id not in reached:
                yield Problem(
                    "unreachable-state",
                    state.origin,
                    msg("{machine}: nothing leads to the state {state}.", machine=rule.label, state=state.label),
                    msg("Add the transition that leads there, or delete the state."),
                    clause=cite(policy, rule.clause),
                )


def transitions_alike(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two transitions of a course have the same event in the same state, for the same actors, with the same guards.

    Why: only the first would ever be taken.
    Fix: delete one, or say in which state, by whom or under which guard the other is taken.
    """
    for policy, rule in _machines(ledger):
        seen: list[Transition] = []
        for way in rule.transitions:
            other = next((known for known in seen if _alike(known, way)), None)
            seen.append(way)
            if other is not None:
                yield Problem(
                    "transitions-alike",
                    way.origin,
                    msg("{machine}: {event} could lead to two states.", machine=rule.label, event=way.event),
                    msg("Delete one, or tell them apart by state, actor or guard."),
                    clause=cite(policy, way.clause),
                    related=(Related(other.origin, msg("The other transition is here.")),),
                )


def _alike(one: Transition, other: Transition) -> bool:
    if one.event != other.event or not set(one.from_) & set(other.from_):
        return False
    return set(one.actors) == set(other.actors) and set(one.guards) == set(other.guards)


def _machines(ledger: Ledger) -> Iterator[tuple[Policy, MachineRule]]:
    for policy in policies(ledger):
        for rule in policy.pack.machines:
            yield policy, rule


def impossible_step(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A step is recorded that the course of things does not allow there, or that somebody else must take.

    Why: the policy's course says what may follow what, and who does it.
    Fix: record one of the steps that are named, or correct the day.
    """
    for policy, rule, block, _ in _blocks(ledger, as_of):
        if block.check == "impossible-step":
            yield block.problem(_clause(policy, rule, block))


def unmet_guard(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A step is recorded although something that it needs does not hold.

    Why: points that are not there cannot be redeemed; a list that was not put up was not shown.
    Fix: delete the step, or record first what it needs.
    """
    for policy, rule, block, told in _blocks(ledger, as_of):
        untold = tuple(guard for guard in block.unmet if guard not in told)
        if block.check == "unmet-guard" and untold:
            yield replace(block, unmet=untold).problem(_clause(policy, rule, block))


def _blocks(ledger: Ledger, as_of: date) -> Iterator[Stopped]:
    """Yield where courses stopped on a day; both checks ask for it, one after the other.

    Raises:
        UnsetSettingError: after all that stopped before, where a step asks for a value that is open.
    """
    known = _by_day(ledger)
    if as_of not in known:
        stopped: list[Stopped] = []
        error = None
        try:
            stopped.extend(_stopped(ledger, as_of))
        except UnsetSettingError as unset:
            error = unset
        known[as_of] = stopped, error
    stopped, error = known[as_of]
    yield from stopped
    if error is not None:
        raise error


@kept
def _by_day(_ledger: Ledger) -> dict[date, tuple[list[Stopped], UnsetSettingError | None]]:
    return {}


def _stopped(ledger: Ledger, as_of: date) -> Iterator[Stopped]:
    walked = chain(
        ((book, course) for book in jurisdictions(ledger) for course in upper_courses(ledger, book, as_of)),
        (
            (book, course)
            for book, home in communities(ledger)
            for course in community_courses(ledger, book, home, as_of)
        ),
    )
    for book, course in walked:
        if book.policy is not None and course.walk.block is not None:
            yield Stopped(book.policy, course.rule, course.walk.block, course.told)


def _clause(policy: Policy, rule: MachineRule, block: Block) -> str:
    way = block.machine.way(block.step.event)
    return cite(policy, way.clause if way is not None else rule.clause)
