"""Faults of control: who verified what and when, corrections, and the closing of periods.

Knows nothing of the policy's items or of totals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.checks.claim_lines import found_in_claims
from generator.checks.gathered import gathered
from generator.checks.walking import cite, communities, spots
from generator.problems import Problem, Related, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.gathered import Logged
    from generator.ledger import CommunityBook, Ledger
    from generator.periods import Period
    from generator.records.activity import ActivityLog, Correction, Entry, Verification
    from generator.records.base import Record


def _sittings(community: CommunityBook) -> Iterator[tuple[Period, Verification]]:
    for month, sheet in community.verifications.items():
        for sitting in sheet.verifications:
            yield month, sitting


def _covered(log: ActivityLog | None, sitting: Verification) -> Iterator[Entry]:
    for entry in log.entries if log else ():
        if int(sitting.first) <= int(entry.id) <= int(sitting.last):
            yield entry


def unknown_entry(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A verification, a refusal or a correction names an entry that is not in the log.

    Why: what was checked or corrected must be findable.
    Fix: correct the month or the number.
    """
    for _, community in communities(ledger):
        written = {logged.month: logged.ids for logged in gathered(community).logs}
        for record, month, number in _entries_named(community):
            if community.is_broken(f"logs/{month.text}.yaml"):
                continue
            if number not in written.get(month, ()):
                yield Problem(
                    "unknown-entry",
                    record.origin,
                    msg("The log of {month} has no entry {entry}.", month=month.words, entry=number),
                    msg("Correct the month or the number; numbers are written as in the log, such as 001."),
                )


def _entries_named(community: CommunityBook) -> Iterator[tuple[Record, Period, str]]:
    for month, sitting in _sittings(community):
        for number in dict.fromkeys((sitting.first, sitting.last)):
            yield sitting, month, number
        for rejection in sitting.rejected:
            yield rejection, month, rejection.entry
    for correction in community.corrections.values():
        yield correction.corrects, correction.corrects.month, correction.corrects.entry


def refused_unchecked(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A sitting refuses an entry that it did not cover, or its first entry comes after its last.

    Why: a refusal outside the sitting's range has no effect, and the entry would count.
    Fix: correct `first:` and `last:`, or move the refusal to the sitting that covered the entry.
    """
    for _, community in communities(ledger):
        for _, sitting in _sittings(community):
            wrong = [r.entry for r in sitting.rejected if not int(sitting.first) <= int(r.entry) <= int(sitting.last)]
            if wrong or int(sitting.first) > int(sitting.last):
                yield Problem(
                    "refused-unchecked",
                    sitting.origin,
                    msg(
                        "The sitting covers {first} to {last}, which leaves out {entries}.",
                        first=sitting.first,
                        last=sitting.last,
                        entries=", ".join(wrong) or "…",
                    ),
                    msg("Correct first: and last:, or move the refusal to its own sitting."),
                )


def overlapping_verifications(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two sittings cover the same entry.

    Why: an entry is known from the day of its one verification; two days would be two answers.
    Fix: correct `first:` and `last:` so that the ranges follow each other.
    """
    for _, community in communities(ledger):
        for sheet in community.verifications.values():
            ordered = sorted(sheet.verifications, key=lambda v: (int(v.first), int(v.last), v.origin))
            for before, sitting in pairwise(ordered):
                if int(sitting.first) <= int(before.last):
                    yield Problem(
                        "overlapping-verifications",
                        sitting.origin,
                        msg("Entry {entry} is already covered by another sitting.", entry=sitting.first),
                        msg("Correct first: and last: so that each entry is covered once."),
                        related=(Related(before.origin, msg("The other sitting is here.")),),
                    )


def recorder_verifies(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody verified an entry that is their own or that they recorded.

    Why: recorder and verifier are different persons (G-28).
    Fix: let another post verify the entries.
    """
    for policy, _, community in spots(ledger):
        found = gathered(community)
        recorders = {log.recorder for log in community.logs.values()}
        concerned = found.named("leader") | found.named("recorder") | recorders
        for month, sitting in _sittings(community):
            log = community.logs.get(month)
            rule = policy.pack.reuse.four_eyes.dated(sitting.on) if policy.pack.reuse else None
            if log is None or rule is None or not rule.value:
                continue
            for entry in _covered(log, sitting) if sitting.by in concerned else ():
                if sitting.by in {entry.recorder or log.recorder, entry.leader}:
                    yield Problem(
                        "recorder-verifies",
                        sitting.origin,
                        msg("{id} verified entry {entry}, which is their own record.", id=sitting.by, entry=entry.id),
                        msg("Another post has to verify it."),
                        clause=cite(policy, rule.clause),
                        related=(Related(entry.origin, msg("The entry is here.")),),
                    )


def verified_before_event(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An entry was verified before it happened or before it was told.

    Why: one of the days is a slip, and the day of verification decides from when the points are known.
    Fix: correct the day of the sitting or of the entry.
    """
    for _, community in communities(ledger):
        logs = {logged.month: logged for logged in gathered(community).logs}
        for month, sitting in _sittings(community):
            logged = logs.get(month)
            early = logged is not None and _precedes(sitting, logged)
            for entry in _covered(logged.log, sitting) if logged is not None and early else ():
                happened = max(entry.date, entry.told_on or entry.date)
                if sitting.on < happened:
                    yield Problem(
                        "verified-before-event",
                        sitting.origin,
                        msg(
                            "Verified on {on}, but entry {entry} is of {day}.",
                            on=sitting.on.isoformat(),
                            entry=entry.id,
                            day=happened.isoformat(),
                        ),
                        msg("Correct the day of the sitting or of the entry."),
                        related=(Related(entry.origin, msg("The entry is here.")),),
                    )


def _precedes(sitting: Verification, logged: Logged) -> bool:
    """Tell whether a sitting may lie before the event, or the telling, of something that it covers."""
    if not logged.rising:
        return True
    start = bisect_left(logged.numbers, int(sitting.first))
    end = bisect_right(logged.numbers, int(sitting.last))
    return sitting.on < max(logged.known[start:end], default=date.min)


def requester_approves(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The same person asked for a correction and approved it.

    Why: four eyes see more than two (G-28).
    Fix: let another post approve the correction.
    """
    for _, community in communities(ledger):
        for correction in community.corrections.values():
            if correction.requested_by == correction.approved_by:
                yield Problem(
                    "requester-approves",
                    correction.origin,
                    msg("{id} both asked for this correction and approved it.", id=correction.approved_by),
                    msg("Another post has to approve it."),
                )


def restated_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A correction restates an entry and does not say how.

    Why: the points would be taken back and nothing put in their place.
    Fix: write the whole entry under `restated:`, or use `effect: withdraw`.
    """
    for correction in _corrections(ledger):
        if correction.effect == "restate" and correction.restated is None:
            yield Problem(
                "restated-missing",
                correction.origin,
                msg("The correction restates an entry and does not say how it should read."),
                msg("Write the whole entry under restated:, or use effect: withdraw."),
            )
    for found in found_in_claims(ledger, "restated-missing"):
        yield Problem(
            "restated-missing",
            found.fault.record.origin,
            msg("The correction of a claim does not say how the line should read."),
            msg("Write the line under restated:, or use effect: withdraw without it."),
        )


def restated_not_wanted(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A correction takes an entry back and yet restates it.

    Why: it would count again against the words of the correction.
    Fix: delete `restated:`, or use `effect: restate`.
    """
    for correction in _corrections(ledger):
        if correction.effect == "withdraw" and correction.restated is not None:
            yield Problem(
                "restated-not-wanted",
                correction.origin,
                msg("The correction takes the entry back and yet restates it."),
                msg("Delete restated:, or use effect: restate."),
            )


def _corrections(ledger: Ledger) -> Iterator[Correction]:
    for _, community in communities(ledger):
        yield from community.corrections.values()


def corrected_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two corrections concern the same entry.

    Why: the entry can be taken back only once; a second restatement would count beside the first.
    Fix: keep one correction that says how the entry should read.
    """
    for _, community in communities(ledger):
        first: dict[tuple[Period, int], Correction] = {}
        for correction in community.corrections.values():
            other = first.setdefault((correction.corrects.month, int(correction.corrects.entry)), correction)
            if other is not correction:
                yield Problem(
                    "corrected-twice",
                    correction.origin,
                    msg(
                        "Entry {entry} of {month} is corrected twice.",
                        entry=correction.corrects.entry,
                        month=correction.corrects.month.words,
                    ),
                    msg("Keep one correction that says how the entry should read."),
                    related=(Related(other.origin, msg("The other correction is here.")),),
                )


def correction_of_unpublished(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A correction concerns an entry of a period that is not published yet.

    Why: until publication an entry may simply be edited; a correction is published and asks for more.
    Fix: edit the entry in the log and delete the correction.
    """
    for _, community in communities(ledger):
        for correction in community.corrections.values():
            month = correction.corrects.month
            published = any(
                close.published_on <= correction.approved_on and period.contains(month.first)
                for period, close in community.closes.items()
            )
            if not published and not any("/periods/" in path for path in community.broken):
                yield Problem(
                    "correction-of-unpublished",
                    correction.origin,
                    msg("{month} was not published yet on that day.", month=month.words),
                    msg("Edit the entry in the log and delete the correction."),
                    Severity.WARNING,
                )
