"""Faults of leaders chosen place by place: how many, why nobody, and who signed.

Knows the policy's honours by place and the records of award rounds; chooses nobody.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.awards.place_choice import choice_fault
from generator.checks.walking import cite
from generator.periods import Period
from generator.policies.evaluation import signoffs_missing
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import JurisdictionBook, Ledger
    from generator.policies.pack import Policy
    from generator.policies.service import PlaceHonour
    from generator.problems import Message
    from generator.records.outcomes import AwardRound, PlaceChoice

_SENTENCES: dict[str, tuple[Message, Message]] = {
    "too-few-chosen": (msg("Too few were chosen here."), msg("Choose at least as many as the policy asks.")),
    "too-many-chosen": (msg("Too many were chosen here."), msg("Choose at most as many as the policy allows.")),
    "reason-missing": (msg("Nobody was chosen, and no reason is given."), msg("Add reason: with why nobody was.")),
    "chosen-unqualified": (
        msg("Somebody was chosen who does not serve here or is not qualified."),
        msg("Choose among those who serve here and qualify."),
    ),
}


def _choices(ledger: Ledger) -> Iterator[tuple[Policy, JurisdictionBook, PlaceHonour, AwardRound, PlaceChoice]]:
    for book in ledger.jurisdictions.values():
        rules = book.policy.pack.service if book.policy else None
        for award in book.awards.values() if rules else ():
            for choice in award.choices:
                rule = (
                    next((known for known in rules.place_honours if known.id == choice.honour), None) if rules else None
                )
                if rule is not None and book.policy is not None:
                    yield book.policy, book, rule, award, choice


def _serving(book: JurisdictionBook, rule: PlaceHonour, choice: PlaceChoice) -> set[str]:
    """Return who held the role at the place, or below it, on the day of the choice."""
    community = book.communities.get(choice.community)
    if community is None:
        return set()
    return {
        post.person
        for post in community.posts
        if post.appointment.role == rule.role
        and post.held_on(choice.on)
        and any(choice.place in {above.id for above in community.chain(place)} for place in post.appointment.places)
    }


def _unqualified(policy: Policy, book: JurisdictionBook, rule: PlaceHonour, choice: PlaceChoice) -> set[str]:
    """Return who was assessed in the year of the choice with a grade that proposes more than to go on."""
    community, evaluation = book.communities.get(choice.community), policy.evaluation(rule.evaluation)
    if community is None or evaluation is None:
        return set()
    year = Period.of("year", choice.on)
    good = {grade.id for grade in evaluation.grades if grade.proposes.on(choice.on) == "nothing"}
    return {
        found.person
        for found in community.evaluations.values()
        if found.kind == rule.evaluation
        and found.period == year
        and found.grade is not None
        and found.grade not in good
    }


def faulty_choice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The number of leaders chosen in a place is not what the policy allows.

    Why: the policy sets how many are chosen in each place; where nobody is, a reason says why.
    Fix: correct the list, or write the reason.
    """
    for policy, book, rule, _, choice in _choices(ledger):
        serving = _serving(book, rule, choice) - _unqualified(policy, book, rule, choice)
        with suppress(UnsetSettingError):
            fault = choice_fault(
                rule, len(serving), len(set(choice.chosen)), choice.on, reason=choice.reason is not None
            )
            if fault is None and not set(choice.chosen) <= serving:
                fault = "chosen-unqualified"
            if fault == "too-few-chosen" and choice.reason is not None:
                continue
            if fault is not None:
                message, fix = _SENTENCES[fault]
                yield Problem("faulty-choice", choice.origin, message, fix, clause=cite(policy, rule.clause))


def unsigned_choice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A round was confirmed although a choice lacks signatures.

    Why: results are confirmed by the signatures of the police and of other units.
    Fix: add the units that signed, or take the confirmation out until they have.
    """
    for policy, _, rule, award, choice in _choices(ledger):
        with suppress(UnsetSettingError):
            evaluation = policy.evaluation(rule.evaluation)
            if award.confirmed_on is None or evaluation is None:
                continue
            absent = signoffs_missing(evaluation, choice.signed, choice.on)
            if absent:
                yield Problem(
                    "unsigned-choice",
                    choice.origin,
                    msg("The round is confirmed, and this choice is not signed by all who must."),
                    msg("Still to sign: {units}.", units=", ".join(absent)),
                    clause=cite(policy, rule.clause),
                )
