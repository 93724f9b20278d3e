"""Faults of candidates under rules of age and of channels.

Knows certified ages and waivers, never a day of birth; the other conditions are in `selection`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import candidates, cite, spots
from generator.policies.eligibility import age_fault, channels_missing
from generator.policies.selection import AgeAtMost
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import Ledger
    from generator.policies.eligibility import AgeFault
    from generator.records.people import AgeCheck
    from generator.records.selection import Candidate, SelectionCase


def _chosen(ledger: Ledger) -> Iterator[tuple[Spot, AgeAtMost, SelectionCase, Candidate]]:
    for spot in spots(ledger):
        selection = spot.policy.pack.selection
        for rule in selection.eligibility if selection else ():
            for case, candidate in candidates(spot.community):
                if isinstance(rule, AgeAtMost) and candidate.result == "chosen":
                    yield spot, rule, case, candidate


def age_check_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and no clerk certified the age since the selection began.

    Why: the policy has a highest age, and the day of birth is not kept here.
    Fix: let a clerk look at the paper and add `age_check:` to the person's file.
    """
    for spot, rule, case, candidate in _chosen(ledger):
        if spot.community.is_broken(f"people/{candidate.person}.yaml"):
            continue
        person = spot.community.people.get(candidate.person)
        if person is not None and (person.age_check is None or person.age_check.on < case.opened_on):
            yield Problem(
                "age-check-missing",
                candidate.origin,
                msg("{person} was chosen without an age certified in this selection.", person=candidate.person),
                msg("Add age_check: with the day and the full years to the person's file."),
                clause=cite(spot.policy, rule.clause),
            )


def too_old(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen who is older than the policy's highest age, and no waiver says why.

    Why: the highest age holds in principle; an exception needs a signed reason (G-13).
    Fix: write a waiver that names the clause and the person, or take back the choice.
    """
    for spot, rule, checked, candidate in _ages(ledger, "too-old"):
        yield Problem(
            "too-old",
            candidate.origin,
            msg(
                "{person} is {years}; {most} is the highest age without a waiver.",
                person=candidate.person,
                years=checked.full_years,
                most=rule.years.required(checked.on),
            ),
            msg("Write a waiver for the clause {clause}, or correct result:.", clause=rule.clause),
            clause=cite(spot.policy, rule.clause),
        )


def too_old_for_a_waiver(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen who is older than any waiver allows.

    Why: the policy says how far an exception from the highest age may go.
    Fix: take back the choice, or correct the certified age.
    """
    for spot, rule, checked, candidate in _ages(ledger, "too-old-for-a-waiver"):
        yield Problem(
            "too-old-for-a-waiver",
            candidate.origin,
            msg(
                "{person} is {years}; a waiver goes to {most}.",
                person=candidate.person,
                years=checked.full_years,
                most=rule.waived_to.required(checked.on),
            ),
            msg("Correct the result: of this candidate."),
            clause=cite(spot.policy, rule.clause),
        )


def _ages(ledger: Ledger, fault: AgeFault) -> Iterator[tuple[Spot, AgeAtMost, AgeCheck, Candidate]]:
    for spot, rule, _, candidate in _chosen(ledger):
        person = spot.community.people.get(candidate.person)
        if person is None or person.age_check is None:
            continue
        waived = any(w.person == candidate.person and w.rule == rule.clause for w in spot.community.waivers.values())
        checked = person.age_check
        if age_fault(rule, checked.full_years, checked.on, waived=waived) == fault:
            yield spot, rule, checked, candidate


def channel_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and not nominated through the channels that the policy asks for.

    Why: a policy says whether any one channel will do or whether all are needed.
    Fix: add the nomination that took place.
    """
    for policy, _, community in spots(ledger):
        selection = policy.pack.selection
        if selection is None or selection.nomination is None:
            continue
        for case, candidate in candidates(community):
            used = [nomination.channel for nomination in candidate.nominations]
            missing = channels_missing(selection, used, case.opened_on)
            if candidate.result == "chosen" and missing:
                yield Problem(
                    "channel-missing",
                    candidate.origin,
                    msg("{person} was chosen and not nominated as the policy asks.", person=candidate.person),
                    msg("Channels that are missing: {channels}.", channels=", ".join(missing)),
                    clause=cite(policy, selection.nomination.dated(case.opened_on).clause),
                )
