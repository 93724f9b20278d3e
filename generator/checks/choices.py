"""Faults of leaders chosen place by place: how many, why nobody, and who signed.

Knows the policy's honours by place and the records of award rounds; chooses nobody.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from generator.awards.place_choice import choice_fault
from generator.checks.facts import community_ids
from generator.checks.walking import cite
from generator.ledger.parts import Part
from generator.policies.evaluation import signoffs_missing
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.periods import Period
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


class _Chosen(NamedTuple):
    policy: Policy
    book: JurisdictionBook
    rule: PlaceHonour
    year: Period
    award: AwardRound
    choice: PlaceChoice


def _choices_here(ledger: Ledger) -> Iterator[_Chosen]:
    """Yield the choices of the communities that the ledger holds; above them, those of communities that are nowhere."""
    for found in _choices(ledger):
        community, above = found.choice.community, not isinstance(ledger, Part)
        if community in found.book.communities or (above and community not in community_ids(ledger, found.book)):
            yield found


def _choices(ledger: Ledger) -> Iterator[_Chosen]:
    for book in ledger.jurisdictions.values():
        rules = book.policy.pack.service if book.policy else None
        for year, award in book.awards.items() if rules else ():
            for choice in award.choices:
                rule = (
                    next((known for known in rules.place_honours if known.id == choice.honour), None) if rules else None
                )
                if rule is not None and book.policy is not None:
                    yield _Chosen(book.policy, book, rule, year, award, choice)


def _serving(found: _Chosen) -> set[str]:
    """Return who held the role at the place, below it, or anywhere in the community, on the day of the choice."""
    choice = found.choice
    community = found.book.communities.get(choice.community)
    if community is None:
        return set()
    return {
        post.person
        for post in community.posts
        if post.appointment.role == found.rule.role
        and post.held_on(choice.on)
        and any(_lies_in(community, place, choice.place) for place in post.appointment.places)
    }


def _lies_in(community: CommunityBook, place: str, wanted: str) -> bool:
    return wanted == community.id or wanted in {above.id for above in community.chain(place)}


def _unqualified(found: _Chosen) -> set[str]:
    """Return who was assessed for the year of the round with a grade that proposes more than to go on."""
    rule, choice = found.rule, found.choice
    community, evaluation = found.book.communities.get(choice.community), found.policy.evaluation(rule.evaluation)
    if community is None or evaluation is None:
        return set()
    good = {grade.id for grade in evaluation.grades if grade.proposes.on(choice.on) == "nothing"}
    return {
        assessed.person
        for assessed in community.evaluations.values()
        if assessed.kind == rule.evaluation
        and assessed.period == found.year
        and assessed.grade is not None
        and assessed.grade not in good
    }


def faulty_choice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The number of leaders chosen in a place is not what the policy allows.

    Why: the policy sets how many are chosen in each place; where nobody is, a reason says why.
    Fix: correct the list, or write the reason.
    """
    for found in _choices_here(ledger):
        policy, _, rule, _, _, choice = found
        serving = _serving(found) - _unqualified(found)
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
    for policy, _, rule, _, award, choice in _choices(ledger):
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
