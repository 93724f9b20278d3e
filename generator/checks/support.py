"""Faults of going on duty, of pairs, and of lists of chosen leaders.

Knows what the policy asks for before duty and who chooses at which level; knows nothing of points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import cite, jurisdictions, levels_above, spots
from generator.problems import Problem, Related, Severity, msg
from generator.surveys import readiness_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import JurisdictionBook, Ledger, Post
    from generator.policies.roster import ChosenHonour, Readiness
    from generator.records.support import AwardList, Holder


def _starting(ledger: Ledger) -> Iterator[tuple[Spot, Readiness, Post]]:
    for spot in spots(ledger):
        rule = spot.policy.pack.readiness
        for post in spot.community.posts if rule is not None else ():
            day = post.appointment.from_
            known = rule is not None and spot.policy.in_force(day) and post.appointment.role in rule.roles
            if rule is not None and known and rule.training.on(day) is not None and rule.kit.on(day) is not None:
                yield spot, rule, post


def not_ready_for_duty(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody is on duty who had not passed the training or had not received the things by the first day.

    Why: the policy lets leaders begin only when they are trained and can be recognised.
    Fix: write the training and the things into the person's file, or correct the first day in post.
    """
    for (policy, _, community), rule, post in _starting(ledger):
        day = post.appointment.from_
        ready = readiness_of(rule, community.people[post.person], day)
        if ready.state != "ready":
            message = (
                msg("{person} had passed no training by {day}.", person=post.person, day=day.isoformat())
                if ready.state == "training_missing"
                else msg(
                    "{person} had not received {items} by {day}.",
                    person=post.person,
                    items=", ".join(ready.missing),
                    day=day.isoformat(),
                )
            )
            yield Problem(
                "not-ready-for-duty",
                post.appointment.origin,
                message,
                msg("Write the training and the things into the person's file, or correct the first day in post."),
                clause=cite(policy, rule.clause),
            )


def kit_before_training(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Things were handed over before the training was passed.

    Why: the policy hands them over afterwards, so that who wears them is trained.
    Fix: correct one of the days; where it did happen so, leave it as it is.
    """
    for (policy, _, community), rule, post in _starting(ledger):
        if rule.kit_after_training.on(post.appointment.from_) is None:
            continue
        ready = readiness_of(rule, community.people[post.person], post.appointment.from_)
        if ready.early:
            yield Problem(
                "kit-before-training",
                post.appointment.origin,
                msg("{person} received {items} before the training.", person=post.person, items=", ".join(ready.early)),
                msg("Correct one of the days; where it did happen so, leave it as it is."),
                Severity.WARNING,
                clause=cite(policy, rule.clause),
            )


def not_a_mediator(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A pairing names a mediator who did not hold that role, or a leader who held no post, on its first day.

    Why: residents are told that a mediator works with their leader.
    Fix: correct the person or the day, or write the post into the person's file.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.pairing
        for pairing in community.pairings.values() if rule is not None else ():
            named = ((pairing.mediator, (rule.mediator,)), (pairing.leader, rule.roles)) if rule is not None else ()
            for person, roles in named:
                held = {post.appointment.role for post in community.posts_of(person, pairing.from_)}
                if person in community.people and not held.intersection(roles):
                    yield Problem(
                        "not-a-mediator",
                        pairing.origin,
                        msg(
                            "{person} holds no such post on {day}: {roles}.",
                            person=person,
                            day=pairing.from_.isoformat(),
                            roles=", ".join(roles),
                        ),
                        msg("Correct the person or the day, or write the post into the person's file."),
                        clause=cite(policy, rule.clause) if rule is not None else "",
                    )


def _lists(ledger: Ledger) -> Iterator[tuple[JurisdictionBook, ChosenHonour, AwardList]]:
    for book in jurisdictions(ledger):
        rules = {rule.id: rule for rule in book.policy.pack.chosen_honours} if book.policy else {}
        for award in book.award_lists.values():
            if award.honour in rules:
                yield book, rules[award.honour], award


def list_of_wrong_period(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A list of chosen leaders is for a period of another kind than the policy asks for.

    Why: each year is decided once.
    Fix: write the year, such as 2022.
    """
    for book, rule, award in _lists(ledger):
        kind = rule.every.on(award.decided_on)
        if kind is not None and award.period.kind != kind and book.policy is not None:
            yield Problem(
                "list-of-wrong-period",
                award.origin,
                msg("{label} is not held for {period}.", label=rule.label, period=award.period.words),
                msg("Write a period of the kind that the policy asks for, such as 2022 for a year."),
                clause=cite(book.policy, rule.clause),
            )


def list_at_wrong_level(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A place of another level chose than the policy says.

    Why: the district's honour is the district's, a town's is the town's.
    Fix: name the place that chose, or the honour of its level.
    """
    for book, rule, award in _lists(ledger):
        level = levels_above(ledger, book).get(award.place)
        if level is not None and level != rule.level and book.policy is not None:
            yield Problem(
                "list-at-wrong-level",
                award.origin,
                msg("{label} is not chosen at {place}.", label=rule.label, place=award.place),
                msg("Name the place that chose, or the honour of its level."),
                clause=cite(book.policy, rule.clause),
            )


def certificate_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and no certificate is recorded.

    Why: the policy hands out a certificate of commendation.
    Fix: add its number when it was handed out.
    """
    for book, rule, award in _lists(ledger):
        for holder in award.holders if rule.certificate.on(award.decided_on) else ():
            if holder.certificate is None and book.policy is not None:
                yield Problem(
                    "certificate-missing",
                    holder.origin,
                    msg("{person} has no certificate yet.", person=holder.person),
                    msg("Add the number of the certificate when it was handed out."),
                    Severity.WARNING,
                    clause=cite(book.policy, rule.clause),
                )


def certificate_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two certificates of a jurisdiction have the same number.

    Why: a number stands for one certificate.
    Fix: correct one of the numbers.
    """
    for book in jurisdictions(ledger):
        first: dict[str, Holder] = {}
        for award in book.award_lists.values():
            for holder in award.holders:
                other = first.setdefault(holder.certificate, holder) if holder.certificate is not None else holder
                if other is not holder:
                    yield Problem(
                        "certificate-twice",
                        holder.origin,
                        msg("The certificate {number} was already handed out.", number=holder.certificate or ""),
                        msg("Correct one of the numbers."),
                        related=(Related(other.origin, msg("The first one is here.")),),
                    )
