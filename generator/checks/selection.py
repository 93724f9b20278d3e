"""Faults of choosing leaders: channels, conditions, grades, steps, reviews.

Knows what the policy's selection asks; knows nothing of notices' windows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.checks.walking import candidates, cite, communities, nearest, spots
from generator.policies.eligibility import grade_fault
from generator.policies.selection import Checklist, LeastGrade
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import Ledger
    from generator.policies.selection import Selection, SelectionStep
    from generator.records.selection import Candidate, SelectionCase


def _selections(ledger: Ledger) -> Iterator[tuple[Spot, Selection]]:
    for spot in spots(ledger):
        if spot.policy.pack.selection is not None:
            yield spot, spot.policy.pack.selection


def unknown_case(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An appointment or a notice names a selection case that has no record.

    Why: how somebody came into the post must be findable.
    Fix: correct the id, or write the case below `cases/`.
    """
    for _, community in communities(ledger):
        named = [(post.appointment, post.appointment.case) for post in community.posts]
        for record, case in (*named, *((notice, notice.case) for notice in community.notices.values())):
            if case is not None and case not in community.cases and not community.is_broken(f"cases/{case}.yaml"):
                yield Problem(
                    "unknown-case",
                    record.origin,
                    msg("There is no selection case {id}.", id=case),
                    nearest(case, community.cases),
                )


def unknown_channel(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A candidate was nominated through a channel that the policy does not know.

    Why: the policy says who may propose a candidate.
    Fix: use one of the policy's channel codes.
    """
    for (policy, _, community), selection in _selections(ledger):
        known = [channel.id for channel in selection.channels]
        for _, candidate in candidates(community):
            for nomination in candidate.nominations:
                if nomination.channel not in known:
                    yield Problem(
                        "unknown-channel",
                        nomination.origin,
                        msg("The policy has no channel of nomination {id}.", id=nomination.channel),
                        nearest(nomination.channel, known),
                        clause=cite(policy, selection.clause),
                    )


def unknown_condition(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A declaration concerns a condition that the policy does not set.

    Why: it would be read as a condition that was looked at, and the real one would be missing.
    Fix: use one of the policy's condition codes.
    """
    for (policy, _, community), selection in _selections(ledger):
        known = [c.id for rule in selection.eligibility if isinstance(rule, Checklist) for c in rule.conditions]
        for _, candidate in candidates(community):
            for declaration in candidate.declarations:
                if declaration.condition not in known:
                    yield Problem(
                        "unknown-condition",
                        declaration.origin,
                        msg("The policy sets no condition {id}.", id=declaration.condition),
                        nearest(declaration.condition, known),
                        clause=cite(policy, selection.clause),
                    )


def declaration_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and a condition was not declared.

    Why: the policy's conditions are looked at one by one before somebody is chosen.
    Fix: add the declaration of the reviewer.
    """
    for spot, rule, _, candidate in _checklists(ledger):
        declared = {declaration.condition for declaration in candidate.declarations}
        for condition in rule.conditions:
            if condition.id not in declared:
                yield Problem(
                    "declaration-missing",
                    candidate.origin,
                    msg("{person}: nobody declared the condition {id}.", person=candidate.person, id=condition.id),
                    msg("Add the reviewer's declaration of {id} ({label}).", id=condition.id, label=condition.label),
                    clause=cite(spot.policy, condition.clause),
                )


def condition_not_met(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen who does not meet a condition or was found unfit in the review.

    Why: the policy's conditions hold for everybody who is chosen.
    Fix: correct the declaration or the result.
    """
    for spot, rule, _, candidate in _checklists(ledger):
        for declaration in candidate.declarations:
            condition = next((c for c in rule.conditions if c.id == declaration.condition), None)
            if condition is not None and not declaration.met:
                yield Problem(
                    "condition-not-met",
                    declaration.origin,
                    msg(
                        "{person} was chosen and does not meet {label}.", person=candidate.person, label=condition.label
                    ),
                    msg("Correct met:, or the candidate's result:."),
                    clause=cite(spot.policy, condition.clause),
                )
    for (policy, _, community), selection in _selections(ledger):
        for _, candidate in candidates(community):
            review = candidate.incumbent_review
            if candidate.result == "chosen" and review is not None and review.result == "unfit":
                yield Problem(
                    "condition-not-met",
                    review.origin,
                    msg("{person} was chosen and had been found unfit.", person=candidate.person),
                    msg("Correct the review, or the candidate's result:."),
                    clause=cite(policy, selection.clause),
                )


def _checklists(ledger: Ledger) -> Iterator[tuple[Spot, Checklist, SelectionCase, Candidate]]:
    for spot, selection in _selections(ledger):
        for case, candidate in candidates(spot.community):
            for rule in selection.eligibility:
                if candidate.result == "chosen" and isinstance(rule, Checklist):
                    yield spot, rule, case, candidate


def _grades(ledger: Ledger) -> Iterator[tuple[Spot, LeastGrade, date, Candidate]]:
    """Yield each candidate with the rule on grades, if it can be applied, and the day on which it is."""
    for spot, selection in _selections(ledger):
        for case, candidate in candidates(spot.community):
            day = candidate.grade_checked_on or case.opened_on
            for rule in selection.eligibility:
                if isinstance(rule, LeastGrade) and rule.least.on(day) in (rule.ladder.on(day) or ()):
                    yield spot, rule, day, candidate


def grade_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and no grade was looked up.

    Why: the policy asks for a least grade.
    Fix: add `grade:` and `grade_checked_on:`.
    """
    for spot, rule, _day, candidate in _grades(ledger):
        if candidate.result == "chosen" and (candidate.grade is None or candidate.grade_checked_on is None):
            yield Problem(
                "grade-missing",
                candidate.origin,
                msg(
                    "{person} was chosen without a grade or without the day it was looked up.", person=candidate.person
                ),
                msg("Add grade: and grade_checked_on:."),
                clause=cite(spot.policy, rule.clause),
            )


def unknown_grade(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A grade does not stand on the policy's ladder.

    Why: a grade that is not on the ladder is neither high enough nor too low.
    Fix: write the grade as the ladder has it.
    """
    for spot, rule, day, candidate in _grades(ledger):
        if candidate.grade is not None and grade_fault(rule, candidate.grade, day) == "unknown-grade":
            yield Problem(
                "unknown-grade",
                candidate.origin,
                msg("{person}: the ladder has no grade {grade}.", person=candidate.person, grade=candidate.grade),
                msg("There are: {names}.", names=", ".join(rule.ladder.required(day))),
                clause=cite(spot.policy, rule.clause),
            )


def grade_too_low(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A candidate's grade is below the least grade.

    Why: the policy asks for this grade or a higher one, the grade itself included (G-01).
    Fix: correct the grade, or set the candidate's result to not_chosen.
    """
    for spot, rule, day, candidate in _grades(ledger):
        turned_down = candidate.result in {"not_chosen", "withdrawn"}
        if candidate.grade and not turned_down and grade_fault(rule, candidate.grade, day) == "grade-too-low":
            yield Problem(
                "grade-too-low",
                candidate.origin,
                msg(
                    "{person}: the grade {grade} is below {least}.",
                    person=candidate.person,
                    grade=candidate.grade,
                    least=rule.least.required(day),
                ),
                msg("Correct the grade, or set result: not_chosen."),
                clause=cite(spot.policy, rule.clause),
            )


def incumbent_review_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A serving leader stands again and was not reviewed first.

    Why: the candidate list draws on the assessment of those in post.
    Fix: add `incumbent_review:` to the candidate.
    """
    for (policy, _, community), selection in _selections(ledger):
        for case, candidate in candidates(community):
            serves = any(
                post.appointment.role == case.role and candidate.place in post.appointment.places
                for post in community.posts_of(candidate.person, case.opened_on)
            )
            rule = selection.incumbent_review.dated(case.opened_on)
            if serves and rule.value and candidate.incumbent_review is None:
                yield Problem(
                    "incumbent-review-missing",
                    candidate.origin,
                    msg("{person} serves already and was not reviewed first.", person=candidate.person),
                    msg("Add incumbent_review: with day, reviewer and result."),
                    clause=cite(policy, rule.clause),
                )


def unknown_step(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A selection case has a step that the policy does not know.

    Why: the way from list to appointment is the policy's.
    Fix: use one of the policy's step codes.
    """
    for (policy, _, community), selection in _selections(ledger):
        known = [step.id for step in selection.steps]
        for case in community.cases.values():
            for step in case.steps:
                if step.step not in known:
                    yield Problem(
                        "unknown-step",
                        step.origin,
                        msg("The policy's selection has no step {id}.", id=step.step),
                        nearest(step.step, known),
                        clause=cite(policy, selection.clause),
                    )


def missing_step(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and a step of the selection was not passed.

    Why: nobody is fixed as a leader before every step of the policy is passed.
    Fix: add the step that was done, or take the candidate's result out until it is.
    """
    for (policy, _, community), selection in _selections(ledger):
        for case in community.cases.values():
            passed = {step.step for step in case.steps if step.result == "passed"}
            if not any(candidate.result == "chosen" for candidate in case.candidates):
                continue
            for step in _before_the_choice(selection):
                if step.id not in passed:
                    yield Problem(
                        "missing-step",
                        case.origin,
                        msg(
                            "Somebody was chosen, and the step {id} ({label}) was not passed.",
                            id=step.id,
                            label=step.label,
                        ),
                        msg("Add the step when it was done, or take result: chosen out until it is."),
                        clause=cite(policy, step.clause),
                    )


def _before_the_choice(selection: Selection) -> tuple[SelectionStep, ...]:
    """Return the steps up to the one that decides; what comes after it concerns those already chosen."""
    kinds = [step.kind for step in selection.steps]
    return selection.steps[: kinds.index("decide") + 1] if "decide" in kinds else selection.steps


def steps_out_of_order(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The steps of a selection do not follow each other as the policy asks.

    Why: the street approves before the list is shown, and the list is shown before anybody is fixed.
    Fix: correct the days or the order of the steps.
    """
    for (policy, _, community), selection in _selections(ledger):
        rank = {step.id: number for number, step in enumerate(selection.steps)}
        for case in community.cases.values():
            for before, step in pairwise(case.steps):
                order = [rank[found.step] for found in (before, step) if found.step in rank]
                if step.on < before.on or order != sorted(order):
                    yield Problem(
                        "steps-out-of-order",
                        step.origin,
                        msg("The step {later} comes after the step {first}.", later=step.step, first=before.step),
                        msg("The policy's order is: {steps}.", steps=" > ".join(rank)),
                        clause=cite(policy, selection.clause),
                        related=(Related(before.origin, msg("The step before is here.")),),
                    )
