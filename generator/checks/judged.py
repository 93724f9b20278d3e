"""Faults of points that a person gives by judgement: outside the item's bounds or between its steps.

Knows nothing of other items; the bounds and steps stand in the policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.claim_lines import shared_fault
from generator.checks.gathered import gathered, kept
from generator.checks.walking import cite, spots
from generator.policies.items import Judgement
from generator.problems import Problem, msg
from generator.scoring.bounds import judgement_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Ledger
    from generator.policies.items import Item
    from generator.policies.pack import Policy
    from generator.problems import Message
    from generator.records.activity import Entry
    from generator.scoring.bounds import JudgementFault


def points_above_most(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Points given by judgement are above the item's upper bound.

    Why: the policy names the most that may be given, that number included (G-01).
    Fix: give at most so many points.
    """
    for policy, item, rule, entry in _judged(ledger, "points-above-most"):
        most = rule.most.required(entry.date)
        yield _problem("points-above-most", policy, item, entry, msg("Give at most {most} points.", most=f"{most}"))
    yield from shared_fault(ledger, "points-above-most")


def points_below_least(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Points given by judgement are below the item's lower bound.

    Why: the policy names the least that may be given, that number included (G-01).
    Fix: give at least so many points, or delete the entry.
    """
    for policy, item, rule, entry in _judged(ledger, "points-below-least"):
        least = rule.least.required(entry.date)
        fix = msg("Give at least {least} points, or delete the entry.", least=f"{least}")
        yield _problem("points-below-least", policy, item, entry, fix)
    yield from shared_fault(ledger, "points-below-least")


def points_off_step(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Points given by judgement lie between two steps.

    Why: the policy's points go in steps (G-04).
    Fix: give a multiple of the step.
    """
    for policy, item, rule, entry in _judged(ledger, "points-off-step"):
        step = rule.step.required(entry.date)
        yield _problem("points-off-step", policy, item, entry, msg("Give a multiple of {step}.", step=f"{step}"))
    yield from shared_fault(ledger, "points-off-step")


def negative_points(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Points given by judgement are below nought.

    Why: the policy only adds points; a mistake is taken back by a correction, not by a deduction.
    Fix: delete the entry, or write a correction of the entry that was wrong.
    """
    for policy, item, _, entry in _judged(ledger, "negative-points"):
        fix = msg("Points are only added; take a mistake back by a record below corrections/.")
        yield _problem("negative-points", policy, item, entry, fix)
    yield from shared_fault(ledger, "negative-points")


def _judged(ledger: Ledger, fault: str) -> Iterator[tuple[Policy, Item, Judgement, Entry]]:
    for policy, _, community in spots(ledger):
        for item, rule, entry, found in _faults(policy, community):
            if found == fault:
                yield policy, item, rule, entry


@kept
def _faults(policy: Policy, community: CommunityBook) -> tuple[tuple[Item, Judgement, Entry, JudgementFault], ...]:
    """Return the entries of a community whose points are at fault, with the item and what is wrong."""
    judged = [(item, item.formula) for item in policy.pack.items if isinstance(item.formula, Judgement)]
    return tuple(
        (item, rule, entry, fault)
        for entry in gathered(community).having("points")
        for item, rule in judged
        if entry.activity in item.activities and entry.points is not None
        if (fault := judgement_fault(item, entry.points, entry.date)) is not None
    )


def _problem(check: str, policy: Policy, item: Item, entry: Entry, fix: Message) -> Problem:
    return Problem(
        check,
        entry.origin,
        msg(
            "Entry {entry}: {points} points under item {item} are not allowed.",
            entry=entry.id,
            points=f"{entry.points}",
            item=f"{item.number} {item.label}",
        ),
        fix,
        clause=cite(policy, item.clause),
    )
