"""Ways through claims that the checks share, and the faults that a claimed line shares with an entry of a log.

Knows the faults that the claims engine finds; which check reports them is the checks' business.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.checks.gathered import kept
from generator.checks.walking import Signed, cite, spots, within
from generator.claims import ClaimFault, claim_faults, facts_of
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Ledger
    from generator.policies.pack import Policy
    from generator.records.base import Record


class Found(NamedTuple):
    """A fault of claims with its policy and community."""

    policy: Policy
    community: CommunityBook
    fault: ClaimFault


def found_in_claims(ledger: Ledger, check: str) -> Iterator[Found]:
    """Yield the faults of one check; what rests on an unset value is left to `unset-setting`."""
    return (found for found in _all_found(ledger) if found.fault.check == check)


@kept
def _all_found(ledger: Ledger) -> tuple[Found, ...]:
    """Return the faults of all checks, which ask for their own one after the other."""
    return tuple(_every_fault(ledger))


def _every_fault(ledger: Ledger) -> Iterator[Found]:
    for policy, book, community in spots(ledger):
        if policy.pack.claims is None or community.broken or not _has_claims(community):
            continue
        facts = facts_of(policy, book, community, ledger.working_days)
        with suppress(UnsetSettingError):
            yield from [Found(policy, community, fault) for fault in claim_faults(facts)]


def _has_claims(community: CommunityBook) -> bool:
    return bool(community.claims or community.claim_corrections)


def shared_fault(ledger: Ledger, check: str) -> Iterator[Problem]:
    """Yield a fault that entries of logs have as well: an event claimed twice, points outside their bounds."""
    for policy, _, fault in found_in_claims(ledger, check):
        slots = {"line": fault.line, "leader": fault.leader, "item": fault.item.label if fault.item else ""}
        message, fix = {
            "duplicate-claim": (
                msg("Line {line} of {leader}: the event was already claimed under {item}.", **slots),
                msg("Delete this line, or correct event: if it was another event."),
            ),
            "exclusive-items": (
                msg("Line {line} of {leader}: the event is claimed under an item that excludes {item}.", **slots),
                msg("Keep the line of one of the two items."),
            ),
        }.get(
            check,
            (
                msg("{line} of {leader}: so many points are not allowed.", line=fault.line, leader=fault.leader),
                msg("The bound is {limit}.", limit=f"{fault.limit}" if fault.limit is not None else "0"),
            ),
        )
        rules = policy.pack.claims
        clause = fault.item.clause if fault.item else (rules.reward.clause if rules else "")
        yield Problem(check, fault.record.origin, message, fix, clause=cite(policy, clause))


_PEOPLE = ("leader", "used_by")
_ACTORS = ("recorder", "by", "approved_by", "proposed_by", "decided_by", "requested_by")
_DAYS = ("submitted_on", "date", "on", "lodged_on", "decided_on", "approved_on")


@kept
def _records(community: CommunityBook) -> tuple[Record, ...]:
    """Return every record of a community's claims and of what follows them, those inside others included."""
    kinds = (community.claims, community.claim_corrections, community.redemptions, community.feedback)
    return tuple(inner for records in kinds for record in records.values() for inner in within(record))


def _named(record: Record, keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for key in _there(type(record), keys):
        value = getattr(record, key)
        if value is not None:
            yield key, value


@cache
def _there(model: type[Record], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in model.model_fields)


def people_in_claims(community: CommunityBook) -> Iterator[Signed]:
    """Yield every key that names whose claim, reward, appeal, redemption or survey it is."""
    for record in _records(community):
        yield from (Signed(record, key, person) for key, person in _named(record, _PEOPLE))


def signatures_of_claims(community: CommunityBook) -> Iterator[Signed]:
    """Yield every key of claims and what follows them that names who acted."""
    for record in _records(community):
        yield from (Signed(record, key, actor) for key, actor in _named(record, _ACTORS))


def days_of_claims(community: CommunityBook) -> Iterator[tuple[Record, str, date]]:
    """Yield every day on which something of a claim happened, with its key."""
    for record in _records(community):
        yield from ((record, key, day) for key, day in _named(record, _DAYS))
