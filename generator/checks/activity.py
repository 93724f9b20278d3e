"""Faults of what leaders did: the entries of the logs, read against posts and the policy's activities.

Knows nothing of verification, periods or totals.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from generator.checks.gathered import gathered, kept
from generator.checks.walking import cite, communities, levels, nearest, spots
from generator.policies.structure import EntryKey
from generator.problems import Problem, Related, Words, msg
from generator.records.activity import WrittenEntry
from generator.records.base import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook, Ledger
    from generator.policies.pack import Policy
    from generator.records.activity import Entry

_KEYS: tuple[str, ...] = get_args(EntryKey)


def unknown_activity(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry names an activity that the policy does not know.

    Why: only the policy's activities have a duty or an item behind them.
    Fix: use one of the policy's activity codes.
    """
    for policy, _, community in spots(ledger):
        known = [activity.id for activity in policy.pack.activities]
        found = gathered(community)
        for entry in found.of(found.named("activity").difference(known)):
            if entry.activity not in known:
                yield Problem(
                    "unknown-activity",
                    entry.origin,
                    msg("Entry {entry}: the policy has no activity {id}.", entry=entry.id, id=entry.activity),
                    nearest(entry.activity, known),
                )
        for line in (line for sheet in community.claims.values() for claim in sheet.claims for line in claim.lines):
            if line.activity not in known:
                yield Problem(
                    "unknown-activity",
                    line.origin,
                    msg("Line {line}: the policy has no activity {id}.", line=line.id, id=line.activity),
                    nearest(line.activity, known),
                )


def missing_entry_key(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry lacks what its activity needs.

    Why: without it the entry cannot be checked or counted as the policy asks.
    Fix: add the key that is named.
    """
    for policy, _, community in spots(ledger):
        for entry in gathered(community).of(set(_lacking(policy, community))):
            activity = policy.activity(entry.activity)
            for key in activity.needs if activity else ():
                if activity is not None and getattr(entry, key) is None:
                    yield Problem(
                        "missing-entry-key",
                        entry.origin,
                        msg("Entry {entry}: {activity} needs {key} ({title}).", **_named(entry, activity.label, key)),
                        msg("Add {key}: to the entry.", key=key),
                        clause=cite(policy, activity.clause),
                    )


def _lacking(policy: Policy, community: CommunityBook) -> Iterator[str]:
    """Yield the activities of which an entry lacks something."""
    found = gathered(community)
    done = [activity for activity in map(policy.activity, found.named("activity")) if activity is not None]
    for key in {key for activity in done for key in activity.needs}:
        there = found.times_with(key)
        for activity in done:
            if key in activity.needs and there.get(activity.id, 0) < found.times[activity.id]:
                yield activity.id


def surplus_entry_key(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry has a key that its activity does not know.

    Why: what the policy does not ask for has no effect, and the writer believes it has.
    Fix: delete the key, or use the activity that was meant.
    """
    for policy, _, community in spots(ledger):
        for entry in gathered(community).of(set(_overfull(policy, community))):
            activity = policy.activity(entry.activity)
            if activity is None:
                continue
            for key in _KEYS:
                if getattr(entry, key) is not None and key not in (*activity.needs, *activity.allows):
                    yield Problem(
                        "surplus-entry-key",
                        entry.origin,
                        msg("Entry {entry}: {activity} has no {key} ({title}).", **_named(entry, activity.label, key)),
                        msg("Delete {key}:, or name the activity that was meant.", key=key),
                        clause=cite(policy, activity.clause),
                    )


def _overfull(policy: Policy, community: CommunityBook) -> Iterator[str]:
    """Yield the activities of which an entry has something that does not belong to it."""
    found = gathered(community)
    done = [activity for activity in map(policy.activity, found.named("activity")) if activity is not None]
    for key in _KEYS:
        there = found.times_with(key)
        for activity in done if there else ():
            if activity.id in there and key not in activity.needs and key not in activity.allows:
                yield activity.id


def _named(entry: Entry, activity: str, key: str) -> dict[str, str | Words]:
    return {"entry": entry.id, "activity": activity, "key": key, "title": title_of(WrittenEntry, key)}


def nothing_counted(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry counts nothing: no times or no households.

    Why: it would be verified and shown, and earn nothing without a word.
    Fix: write how often or for which households, or delete the entry.
    """
    for _, community in communities(ledger):
        found = gathered(community)
        nothing = 0 in found.named("count") or () in found.named("households")
        for entry in found.entries if nothing else ():
            if entry.count == 0 or entry.households == ():
                yield Problem(
                    "nothing-counted",
                    entry.origin,
                    msg("Entry {entry} counts nothing.", entry=entry.id),
                    msg("Write how often or for which households, or delete the entry."),
                )


def wrong_entry_place(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The place of an entry is not of the level that its activity is about.

    Why: a civilised stairwell is a stairwell, not a building.
    Fix: name a place of that level.
    """
    for policy, book, community in spots(ledger):
        found = gathered(community)
        known = levels(book, community) if found.pairs("activity", "place") else {}
        for entry in found.having("place"):
            activity = policy.activity(entry.activity)
            wanted = activity.place_level if activity else None
            if activity and wanted and entry.place in known and known[entry.place] != wanted:
                yield Problem(
                    "wrong-entry-place",
                    entry.origin,
                    msg(
                        "Entry {entry}: {activity} is about the level {level}, and {place} is of the level {other}.",
                        entry=entry.id,
                        activity=activity.label,
                        level=wanted,
                        place=entry.place,
                        other=known[entry.place],
                    ),
                    msg("Name a place of the level {level}.", level=wanted),
                    clause=cite(policy, activity.clause),
                )


def date_outside_month(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry's day does not lie in the month of its log.

    Why: the day of the event decides where an entry counts (G-19), and the log of a month holds that month.
    Fix: correct the day, or move the entry to the log of its month.
    """
    for _, community in communities(ledger):
        misplaced = ((found, found.log) for found in gathered(community).logs if not found.lies_in_month)
        for entry, month in ((entry, found.month) for found, log in misplaced for entry in log.entries):
            if not month.contains(entry.date):
                yield Problem(
                    "date-outside-month",
                    entry.origin,
                    msg(
                        "Entry {entry}: {day} does not lie in {month}.",
                        entry=entry.id,
                        day=entry.date.isoformat(),
                        month=month.words,
                    ),
                    msg("Correct the day, or move the entry to logs/{month}.yaml.", month=entry.date.isoformat()[:7]),
                )


def entries_out_of_order(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The numbers of a log do not rise.

    Why: an entry is named by month and number; numbers rise, so that none is used twice or slipped in later.
    Fix: give the entry the next free number at the end of the log.
    """
    for _, community in communities(ledger):
        for logged in gathered(community).logs:
            for before, entry in pairwise(logged.log.entries) if not logged.rising else ():
                if int(entry.id) <= int(before.id):
                    yield Problem(
                        "entries-out-of-order",
                        entry.origin,
                        msg("Entry {entry} comes after entry {before}.", entry=entry.id, before=before.id),
                        msg("Numbers rise from 001; append a new entry at the end."),
                        related=(Related(before.origin, msg("The entry before is here.")),),
                    )


def told_before_event(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Something was known or told before it happened.

    Why: the time limit runs from the day of the event, or from the day the leader learned of it.
    Fix: correct `date:`, `known_on:` or `told_on:`.
    """
    for _, community in communities(ledger):
        found = gathered(community)
        told = {id(entry): entry for key in ("known_on", "told_on") for entry in found.having(key)}
        for entry in told.values():
            days = [("date", entry.date), ("known_on", entry.known_on), ("told_on", entry.told_on)]
            written = [(key, day) for key, day in days if day is not None]
            for (first, start), (later, end) in pairwise(written):
                if end < start:
                    yield Problem(
                        "told-before-event",
                        entry.origin,
                        msg(
                            "Entry {entry}: {later} {end} is before {first} {start}.",
                            entry=entry.id,
                            later=later,
                            end=end.isoformat(),
                            first=first,
                            start=start.isoformat(),
                        ),
                        msg("Correct one of the days."),
                    )


def policy_not_in_force(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry's day lies outside the policy's validity.

    Why: what was done before the policy's first day or after its repeal is not scored under it.
    Fix: correct the day, or leave the entry out.
    """
    for policy, _, community in spots(ledger):
        found = gathered(community)
        days = found.named("date")
        always = not days or (policy.in_force(min(days)) and policy.in_force(max(days)))
        for entry in found.entries if not always else ():
            if not policy.in_force(entry.date):
                yield Problem(
                    "policy-not-in-force",
                    entry.origin,
                    msg(
                        "Entry {entry}: on {day} {policy} is not in force.",
                        entry=entry.id,
                        day=entry.date.isoformat(),
                        policy=policy.pack.short_title,
                    ),
                    msg("It is in force from {start}.", start=policy.first_day.isoformat()),
                )


def not_in_post(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry is of somebody who does not hold the post on that day.

    Why: only what a leader does in post counts; the entry would otherwise vanish from every list.
    Fix: correct the day, the person or `role:`, or the appointment's days.
    """
    for _, community in communities(ledger):
        for entry in _in_doubt(community):
            held = {post.appointment.role for post in community.posts_of(entry.leader, entry.date)}
            if entry.leader not in community.people or (held and entry.role in {None, *held}):
                continue
            yield Problem(
                "not-in-post",
                entry.origin,
                msg(
                    "Entry {entry}: {person} does not hold the post on {day}.",
                    entry=entry.id,
                    person=entry.leader,
                    day=entry.date.isoformat(),
                ),
                msg("Correct the day, the person or role:, or the days of the appointment."),
                related=(Related(community.people[entry.leader].origin, msg("The person's appointments are here.")),),
            )
        for month, claim in ((month, c) for month, sheet in community.claims.items() for c in sheet.claims):
            person = community.people.get(claim.leader)
            served = any(
                post.person == claim.leader
                and post.appointment.from_ <= month.last
                and (post.appointment.ended is None or post.appointment.ended.on >= month.first)
                for post in community.posts
            )
            if claim.subject == "leader" and person is not None and not served:
                yield Problem(
                    "not-in-post",
                    claim.origin,
                    msg("{person} held no post in {month}.", person=claim.leader, month=month.text),
                    msg("Correct the person or the file's month, or the days of the appointment."),
                    related=(Related(person.origin, msg("The person's appointments are here.")),),
                )


@kept
def _in_doubt(community: CommunityBook) -> tuple[Entry, ...]:
    """Return the entries of whom cannot be told at a glance which one post they held on all days of a log."""
    found = gathered(community)
    spans: dict[str, list[tuple[date, date]]] = {}
    for post in community.posts:
        ended = post.appointment.ended
        spans.setdefault(post.person, []).append((post.appointment.from_, ended.on if ended else date.max))
    plain = found.named("role") <= {None}
    doubtful = list(found.restated)
    for logged in found.logs:
        first, last = logged.columns.span or (date.max, date.min)
        settled = {
            person
            for person in logged.leaders
            if plain and len(held := spans.get(person, [])) == 1 and held[0][0] <= first and last <= held[0][1]
        }
        if not logged.leaders <= settled:
            doubtful += [entry for entry in logged.log.entries if entry.leader not in settled]
    return tuple(doubtful)


def role_needed(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody holds two scored posts and the entry does not say for which it counts.

    Why: each role has its own list and ranking (G-23).
    Fix: add `role:` to the entry.
    """
    for policy, _, community in spots(ledger):
        scored = {role.id for role in policy.pack.roles if role.scored}
        for entry in _in_doubt(community):
            held = {post.appointment.role for post in community.posts_of(entry.leader, entry.date)} & scored
            if entry.role is None and len(held) > 1:
                yield Problem(
                    "role-needed",
                    entry.origin,
                    msg("Entry {entry}: {person} holds several scored posts.", entry=entry.id, person=entry.leader),
                    msg("Add role: with one of {roles}.", roles=", ".join(sorted(held))),
                )
