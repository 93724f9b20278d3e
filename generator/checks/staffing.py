"""Faults of staffing: concurrent places, agreements, loads, leaving, people who must hold a post.

Knows what the policy's staffing asks; what a candidate must meet is in `candidates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.signing import sides_missing
from generator.checks.walking import cite, communities, nearest, spots
from generator.policies.measures import earliest_leaving, effective_from, load_fits, places_allowed
from generator.problems import Problem, Severity, msg
from generator.staffing import concurrent_holdings, required_post_coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import Ledger, Post
    from generator.policies.staffing import Staffing
    from generator.records.base import Record
    from generator.records.service import Agreement


def _staffed(ledger: Ledger) -> Iterator[tuple[Spot, Staffing]]:
    for spot in spots(ledger):
        if spot.policy.pack.staffing is not None:
            yield spot, spot.policy.pack.staffing


def too_many_concurrent_places(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Somebody holds more places at one time than the policy allows, and no waiver says why.

    Why: the policy limits how much one person takes on, all appointments together.
    Fix: end an appointment, or write a waiver that names the clause and the person.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        rule = staffing.concurrency
        for holding in concurrent_holdings(community, rule.role, as_of) if rule else ():
            if rule is None or len(holding.places) <= places_allowed(rule, as_of):
                continue
            if any(w.person == holding.person and w.rule == rule.clause for w in community.waivers.values()):
                continue
            last = max(community.posts_of(holding.person, as_of), key=lambda post: post.appointment.from_)
            yield Problem(
                "too-many-concurrent-places",
                last.appointment.origin,
                msg(
                    "{person} holds {count} places, and at most {most} are allowed.",
                    person=holding.person,
                    count=len(holding.places),
                    most=places_allowed(rule, as_of),
                ),
                msg("End an appointment, or write a waiver for the clause {clause}.", clause=rule.clause),
                clause=cite(policy, rule.clause),
            )


def concurrence_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody takes on a place beside another and neither the ground nor the consent is on record.

    Why: places are held concurrently on the policy's grounds and of the person's own will.
    Fix: add `concurrent:` with ground and day of consent to the later appointment.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        rule = staffing.concurrency
        if rule is None:
            continue
        for post in community.posts:
            if post.appointment.role != rule.role or post.appointment.concurrent is not None:
                continue
            earlier = [
                other
                for other in community.posts_of(post.person, post.appointment.from_)
                if other.appointment.role == rule.role
                and other.appointment is not post.appointment
                and other.appointment.from_ <= post.appointment.from_
            ]
            if earlier and rule.needs_consent.on(post.appointment.from_):
                yield Problem(
                    "concurrence-missing",
                    post.appointment.origin,
                    msg("{person} holds another place already, and nothing says why.", person=post.person),
                    msg("Add concurrent: with ground: and consent_on:."),
                    clause=cite(policy, rule.clause),
                )


def unknown_ground(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A ground of a concurrent post, of leaving or of a vacancy is not one that the policy knows.

    Why: the policy lists the grounds; another one has no consequence.
    Fix: use one of the policy's codes.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        concurrency, leaving, vacancies = staffing.concurrency, staffing.leaving, staffing.vacancies
        found: list[tuple[Record, str, str, list[str]]] = []
        if concurrency is not None:
            grounds = [ground.id for ground in concurrency.grounds]
            held = [post.appointment.concurrent for post in community.posts]
            found += [(record, record.ground, concurrency.clause, grounds) for record in held if record is not None]
        if leaving is not None:
            known = [ground.id for ground in leaving.grounds]
            found += [(case, case.ground, leaving.clause, known) for case in community.exits.values()]
        if vacancies is not None:
            reasons = [reason.id for reason in vacancies.reasons]
            found += [
                (place, place.vacant_reason, vacancies.clause, reasons)
                for place in community.community.places
                if place.vacant_reason is not None
            ]
        for record, ground, clause, known in found:
            if ground not in known:
                yield Problem(
                    "unknown-ground",
                    record.origin,
                    msg("The policy knows no ground {id}.", id=ground),
                    nearest(ground, known),
                    clause=cite(policy, clause),
                )


def agreement_missing(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Somebody serves a place without an agreement in effect that names it.

    Why: both sides sign before the service and its allowance begin.
    Fix: let both sides sign and record the days below `agreements/`.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        rule = staffing.agreement
        unread = any("/agreements/" in path for path in community.broken)
        for post in community.posts if rule and not unread else ():
            if rule is None or post.appointment.role not in policy.leader_roles or not post.held_on(as_of):
                continue
            if rule.required_for.on(as_of) == "concurrent" and post.appointment.concurrent is None:
                continue
            bare = [
                place
                for place in post.appointment.places
                if not _agreed(community.agreements.values(), post, place, as_of)
                and not _awaits_signature(community.agreements.values(), post, place, as_of)
            ]
            if bare:
                yield Problem(
                    "agreement-missing",
                    post.appointment.origin,
                    msg(
                        "{person}: no agreement is in effect for {places}.", person=post.person, places=", ".join(bare)
                    ),
                    msg("Record the agreement below agreements/ with both signatures."),
                    Severity.WARNING,
                    cite(policy, rule.clause),
                )


def _running(agreements: Iterable[Agreement], post: Post, place: str, day: date) -> Iterator[Agreement]:
    for agreement in agreements:
        if agreement.person == post.person and place in agreement.places and agreement.from_ <= day <= agreement.to:
            yield agreement


def _agreed(agreements: Iterable[Agreement], post: Post, place: str, day: date) -> bool:
    begins = (
        effective_from(agreement.from_, agreement.signed_a_on, agreement.signed_b_on)
        for agreement in _running(agreements, post, place, day)
    )
    return any(first is not None and first <= day for first in begins)


def _awaits_signature(agreements: Iterable[Agreement], post: Post, place: str, day: date) -> bool:
    """Tell whether an agreement of the place is there and lacks a signature, which `agreement-unsigned` tells."""
    return any(sides_missing(agreement) for agreement in _running(agreements, post, place, day))


def agreement_ends_before_it_starts(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The last day of an agreement is not after its first.

    Why: the agreement names a term of service; one of the days is a slip.
    Fix: correct `from:` or `to:`.
    """
    for _, community in communities(ledger):
        for agreement in community.agreements.values():
            if agreement.to <= agreement.from_:
                yield Problem(
                    "agreement-ends-before-it-starts",
                    agreement.origin,
                    msg("The agreement ends on {end}.", end=agreement.to.isoformat()),
                    msg("Correct from: or to:; the last day comes after the first."),
                )


def left_before_notice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody is to leave earlier than the policy's notice allows, and no waiver says why.

    Why: the other side is told in advance.
    Fix: correct a day, or write a waiver that names the clause and the person.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        for case in community.exits.values():
            rule = staffing.leaving.ground(case.ground) if staffing.leaving else None
            if rule is None or case.effective_on is None:
                continue
            earliest = earliest_leaving(rule, case.informed_on)
            waived = any(w.person == case.person and w.rule == rule.clause for w in community.waivers.values())
            if case.effective_on < earliest and not waived:
                yield Problem(
                    "left-before-notice",
                    case.origin,
                    msg(
                        "{person} is to leave on {day}; {earliest} is the earliest day.",
                        person=case.person,
                        day=case.effective_on.isoformat(),
                        earliest=earliest.isoformat(),
                    ),
                    msg("Correct informed_on: or effective_on:, or write a waiver."),
                    clause=cite(policy, rule.clause),
                )


def required_post_missing(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Somebody with a tag that obliges to a post does not hold it.

    Why: the policy names people who must be leaders as well.
    Fix: choose and appoint the person, or correct the tag.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        for rule in staffing.required_posts:
            error = rule.severity.required(as_of) == "error"
            for person in required_post_coverage([community], rule, as_of).missing:
                yield Problem(
                    "required-post-missing",
                    community.people[person].origin,
                    msg("{person} ({label}) must be a leader and is none.", person=person, label=rule.label),
                    msg("Appoint the person, or correct tags:."),
                    Severity.ERROR if error else Severity.WARNING,
                    cite(policy, rule.clause),
                )


def load_out_of_band(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A place has far more or far fewer households than the policy plans for one leader.

    Why: the policy plans for about so many households; outside the band the cut of the places is worth a look (G-14).
    Fix: cut the places anew, or correct the count.
    """
    for (policy, _, community), staffing in _staffed(ledger):
        rule = staffing.capacity
        for place in community.community.places if rule else ():
            if rule is None or place.level != rule.level:
                continue
            count = place.households_resident if rule.base.on(as_of) == "resident" else place.households
            if count is not None and not load_fits(rule, count, as_of):
                yield Problem(
                    "load-out-of-band",
                    place.origin,
                    msg(
                        "{place} has {count} households; about {target} are planned for one leader.",
                        place=place.name,
                        count=count,
                        target=rule.target.required(as_of),
                    ),
                    msg("Cut the places anew, or correct the count."),
                    Severity.WARNING,
                    cite(policy, rule.clause),
                )


def lives_elsewhere(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A leader lives outside the area that the policy expects.

    Why: leaders should live near the people they serve.
    Fix: nothing, where the community is content; else choose somebody else.
    """
    near = {"own_building": {"own_building"}, "own_compound": {"own_building", "own_compound"}}
    for (policy, _, community), staffing in _staffed(ledger):
        rule = staffing.residence
        scope = rule.scope.on(as_of) if rule else None
        for post in community.posts if rule and scope in near else ():
            if rule is None or post.appointment.residence is None or not post.held_on(as_of):
                continue
            if post.appointment.role in policy.leader_roles and post.appointment.residence not in near[scope or ""]:
                error = rule.severity.required(as_of) == "error"
                yield Problem(
                    "lives-elsewhere",
                    post.appointment.origin,
                    msg("{person} lives outside the area that the policy expects.", person=post.person),
                    msg("Correct residence:, or leave it where the community is content."),
                    Severity.ERROR if error else Severity.WARNING,
                    cite(policy, rule.clause),
                )
