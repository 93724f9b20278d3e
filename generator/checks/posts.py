"""Faults of posts: what an appointment says, who holds what at one time, and the decisions about it.

Knows nothing of points; what a policy asks of a candidate is in `selection`.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from generator.checks.walking import candidates, cite, communities, levels, nearest, spots
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Ledger
    from generator.ledger.community import Post
    from generator.records.outcomes import Decision
    from generator.records.people import Appointment
    from generator.records.service import ExitCase


def wrong_place_level(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody is appointed, or proposed, for a place of a level that the role does not serve.

    Why: the policy says at which level a role is held.
    Fix: name a place of that level, or correct the role.
    """
    for policy, book, community in spots(ledger):
        known = levels(book, community)
        named = [(post.appointment, post.appointment.role, post.appointment.places) for post in community.posts]
        proposed = [(c, case.role, (c.place,)) for case, c in candidates(community)]
        for record, code, places in (*named, *proposed):
            role = policy.role(code)
            for place in places:
                if role is None or policy.level(known.get(place, "")) is None:
                    continue
                if known[place] != role.level:
                    yield Problem(
                        "wrong-place-level",
                        record.origin,
                        msg(
                            "{role} is a role for the level {level}, and {place} is of the level {other}.",
                            role=role.label,
                            level=role.level,
                            place=place,
                            other=known[place],
                        ),
                        msg("Name a place of the level {level}, or correct role:.", level=role.level),
                        clause=cite(policy, role.clause),
                    )


def too_many_places(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody cares for more places than the policy allows, and no waiver says why.

    Why: the policy limits how much one person carries; an exception needs a signed reason (G-13).
    Fix: take places away, or write a waiver that names the clause and the person.
    """
    for policy, _, community in spots(ledger):
        for post in community.posts:
            role = policy.role(post.appointment.role)
            if role is None or role.max_places is None:
                continue
            rule = role.max_places.dated(post.appointment.from_)
            count = len(set(post.appointment.places))
            waived = any(w.person == post.person and w.rule == rule.clause for w in community.waivers.values())
            if rule.value is not None and count > rule.value and not waived:
                yield Problem(
                    "too-many-places",
                    post.appointment.origin,
                    msg("{count} places, and at most {most} are allowed.", count=count, most=rule.value),
                    msg("Take places away, or write a waiver for the clause {clause}.", clause=rule.clause),
                    clause=cite(policy, rule.clause),
                )


def appointment_ends_before_it_starts(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The last day in post is before the first.

    Why: nobody can be in post for less than a day; one of the days is a slip.
    Fix: correct `from:` or `ended: on:`.
    """
    for _, community in communities(ledger):
        for post in community.posts:
            ended = post.appointment.ended
            if ended is not None and ended.on < post.appointment.from_:
                yield Problem(
                    "appointment-ends-before-it-starts",
                    ended.origin,
                    msg(
                        "The last day {end} is before the first day {start}.",
                        end=ended.on.isoformat(),
                        start=post.appointment.from_.isoformat(),
                    ),
                    msg("Correct from: or ended: on:."),
                    related=(Related(post.appointment.origin, msg("The appointment begins here.")),),
                )


def overlapping_appointments(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two persons hold one post at the same time.

    Why: a post has one holder on any day; residents must know whom to call.
    Fix: end the earlier appointment the day before the later one begins.
    """
    for _, community in communities(ledger):
        for one, other in _same_posts(community):
            if one.person != other.person:
                later, earlier = sorted((one, other), key=lambda p: (p.appointment.from_, p.person), reverse=True)
                yield Problem(
                    "overlapping-appointments",
                    later.appointment.origin,
                    msg(
                        "{place} already has {person} in this role on {day}.",
                        place=_shared(one.appointment, other.appointment),
                        person=earlier.person,
                        day=later.appointment.from_.isoformat(),
                    ),
                    msg("End the earlier appointment before the later one begins."),
                    related=(Related(earlier.appointment.origin, msg("The other appointment is here.")),),
                )


def same_person_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One person is appointed twice for the same post at the same time.

    Why: the person would be listed and counted twice.
    Fix: delete one of the appointments, or end the first before the second begins.
    """
    for _, community in communities(ledger):
        for one, other in _same_posts(community):
            if one.person == other.person:
                yield Problem(
                    "same-person-twice",
                    other.appointment.origin,
                    msg(
                        "The appointments {one} and {other} give the same person the same post.",
                        one=one.appointment.id,
                        other=other.appointment.id,
                    ),
                    msg("Delete one of them, or end the first before the second begins."),
                    related=(Related(one.appointment.origin, msg("The other appointment is here.")),),
                )


def _same_posts(community: CommunityBook) -> Iterator[tuple[Post, Post]]:
    """Yield pairs of posts of one role with a common place and a common day."""
    by_role: dict[tuple[str, str], list[Post]] = {}
    for post in community.posts:
        for place in sorted(set(post.appointment.places)):
            by_role.setdefault((post.appointment.role, place), []).append(post)
    reported: set[tuple[int, int]] = set()
    for posts in by_role.values():
        for one, other in combinations(posts, 2):
            key = id(one.appointment), id(other.appointment)
            if key not in reported and _meet(one.appointment, other.appointment):
                reported.add(key)
                yield one, other


def _meet(one: Appointment, other: Appointment) -> bool:
    ends = [a.ended.on for a in (one, other) if a.ended is not None]
    start = max(one.from_, other.from_)
    return all(start <= end for end in ends)


def _shared(one: Appointment, other: Appointment) -> str:
    return ", ".join(place for place in one.places if place in other.places)


def unknown_appointment(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A decision, or somebody's leaving, concerns an appointment that the person does not have.

    Why: a signed decision must change something that exists.
    Fix: give `person:` and the id of one of the person's appointments.
    """
    for _, community in communities(ledger):
        records: tuple[Decision | ExitCase, ...] = (*community.decisions.values(), *community.exits.values())
        for record in records:
            if record.appointment is None or (
                record.person is not None and community.is_broken(f"people/{record.person}.yaml")
            ):
                continue
            person = community.people.get(record.person or "")
            known = [appointment.id for appointment in person.appointments] if person is not None else []
            if record.appointment not in known:
                yield Problem(
                    "unknown-appointment",
                    record.origin,
                    msg("The person has no appointment {id}.", id=record.appointment),
                    nearest(record.appointment, known),
                )


def unknown_decision(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An appointment ended by a decision that has no record.

    Why: nothing takes effect without a signed decision (G-12).
    Fix: correct the id, or write the decision below `decisions/`.
    """
    for _, community in communities(ledger):
        for post in community.posts:
            ended = post.appointment.ended
            if ended is None or ended.decision is None or community.is_broken(f"decisions/{ended.decision}.yaml"):
                continue
            if ended.decision not in community.decisions:
                yield Problem(
                    "unknown-decision",
                    ended.origin,
                    msg("There is no decision {id}.", id=ended.decision),
                    nearest(ended.decision, community.decisions),
                )


def replaced_without_decision(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was replaced and no decision is named.

    Why: nobody is moved out of a post but by a signed decision (G-12).
    Fix: write the decision and name it under `ended: decision:`.
    """
    for _, community in communities(ledger):
        for post in community.posts:
            ended = post.appointment.ended
            if ended is not None and ended.ground == "replaced" and ended.decision is None:
                yield Problem(
                    "replaced-without-decision",
                    ended.origin,
                    msg("{person} was replaced without a decision on record.", person=post.person),
                    msg("Write the decision below decisions/ and name it under ended: decision:."),
                )


def proposer_decides(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The same person proposed and decided.

    Why: four eyes see more than two (G-28).
    Fix: let another post decide.
    """
    for _, community in communities(ledger):
        for decision in community.decisions.values():
            if decision.proposed_by == decision.decided_by:
                yield Problem(
                    "proposer-decides",
                    decision.origin,
                    msg("{id} both proposed and decided this.", id=decision.decided_by),
                    msg("Another post has to decide."),
                )
