"""Which mediator works with which leader on a day, and which leaders have none.

Knows pairings and posts; a mediator's name is a person's and shown with consent only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.roster import PairingRule
    from generator.records.support import Pairing


def pairs_on(book: CommunityBook, day: date) -> Iterator[tuple[str, Pairing]]:
    """Yield the pairings that stand on a day, first and last day included."""
    for name, pairing in book.pairings.items():
        if pairing.from_ <= day and (pairing.until is None or day <= pairing.until):
            yield name, pairing


def unpaired(book: CommunityBook, rule: PairingRule, day: date) -> tuple[str, ...]:
    """Return the serving leaders of the paired roles who have no mediator on a day."""
    paired = {pairing.leader for _, pairing in pairs_on(book, day)}
    serving = {post.person for post in book.posts if post.appointment.role in rule.roles and post.held_on(day)}
    return tuple(sorted(serving - paired))
