"""Faults of claims: one event claimed twice by one leader, under one item or several.

Knows items, caps and exclusions as the policy states them; counts no points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from generator.checks.claim_lines import shared_fault
from generator.checks.gathered import gathered, kept
from generator.checks.walking import cite, items_of, spots, standing_entries
from generator.policies.items import DistinctCap
from generator.policies.structure import EntryKey
from generator.problems import Problem, Related, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Told
    from generator.ledger import CommunityBook, Ledger
    from generator.policies.items import Exclusion, Item
    from generator.policies.pack import Policy
    from generator.records.activity import Entry

_KEYS: tuple[str, ...] = get_args(EntryKey)


def duplicate_claim(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One leader claims one event twice under one item.

    Why: an event counts once for a leader and item (G-26).
    Fix: delete the later entry, or give its `event:` if it was another event.
    """
    for policy, _, community in spots(ledger):
        seen: dict[tuple[str, str, str], Entry] = {}
        for told in standing_entries(community) if _meets_twice(community) else ():
            for item in items_of(policy, told.entry):
                if told.entry.event is None or _limits_events(item, told.entry.date):
                    continue
                first = seen.setdefault((told.entry.leader, told.entry.event, item.id), told.entry)
                if first is not told.entry:
                    yield Problem(
                        "duplicate-claim",
                        told.entry.origin,
                        msg(
                            "Entry {entry}: the event {event} was already claimed under item {item}.",
                            entry=told.entry.id,
                            event=told.entry.event,
                            item=f"{item.number} {item.label}",
                        ),
                        msg("Delete this entry, or correct event: if it was another event."),
                        clause=cite(policy, item.clause),
                        related=(Related(first.origin, msg("The first claim is here.")),),
                    )
    yield from shared_fault(ledger, "duplicate-claim")


@kept
def _meets_twice(community: CommunityBook) -> bool:
    """Tell whether any leader has several entries of one event."""
    found = gathered(community)
    return len(found.pairs("leader", "event")) < found.times_with("event").total()


def _limits_events(item: Item, day: date) -> bool:
    return any(
        isinstance(cap, DistinctCap) and cap.of == "event" and cap.times.on(day) is not None for cap in item.caps
    )


def exclusive_items(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One leader claims one event under two items that exclude each other.

    Why: the policy's items leave only one of them for the same event.
    Fix: delete the entry of the item that gives way.
    """
    for policy, first, told, shared in _same_events(ledger):
        if shared is not None:
            yield Problem(
                "exclusive-items",
                told.entry.origin,
                msg(
                    "Entry {entry}: the event {event} is already claimed under an item that excludes this one.",
                    entry=told.entry.id,
                    event=told.entry.event or "",
                ),
                msg("Only one of the items {items} counts; the first named prevails.", items=", ".join(shared.items)),
                clause=cite(policy, policy.pack.base.points.dated(told.entry.date).clause) if policy.pack.base else "",
                related=(Related(first.entry.origin, msg("The other claim is here.")),),
            )
    yield from shared_fault(ledger, "exclusive-items")


def same_event_other_item(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One leader claims one event under two different items.

    Why: the policy may allow it, but it is often the same work written twice (G-26).
    Fix: look at both entries; delete one if they are the same work.
    """
    for policy, first, told, shared in _same_events(ledger):
        reuse = policy.pack.reuse
        rule = reuse.same_event_other_item.dated(told.entry.date) if reuse else None
        if shared is None and rule is not None and rule.value in {"warn", "refuse"}:
            yield Problem(
                "same-event-other-item",
                told.entry.origin,
                msg(
                    "Entry {entry}: the event {event} is also claimed under another item.",
                    entry=told.entry.id,
                    event=told.entry.event or "",
                ),
                msg("Delete one of the entries if they are the same work."),
                Severity.ERROR if rule.value == "refuse" else Severity.WARNING,
                cite(policy, rule.clause),
                (Related(first.entry.origin, msg("The other claim is here.")),),
            )


def _same_events(ledger: Ledger) -> Iterator[tuple[Policy, Told, Told, Exclusion | None]]:
    """Yield pairs of entries of one leader and event under different items, with the exclusion that both meet."""
    for policy, _, community in spots(ledger):
        seen: dict[tuple[str, str], list[Told]] = {}
        for told in standing_entries(community) if _meets_twice(community) else ():
            if told.entry.event is None:
                continue
            mine = {item.id for item in items_of(policy, told.entry)}
            before = seen.setdefault((told.entry.leader, told.entry.event), [])
            for first in before:
                theirs = {item.id for item in items_of(policy, first.entry)}
                if mine and theirs and not mine & theirs:
                    yield policy, first, told, _exclusion(policy, theirs, mine, told.entry.date)
            before.append(told)


def _exclusion(policy: Policy, one: set[str], other: set[str], day: date) -> Exclusion | None:
    for exclusion in policy.pack.exclusions:
        if exclusion.applies.on(day) and one & set(exclusion.items) and other & set(exclusion.items):
            return exclusion
    return None
