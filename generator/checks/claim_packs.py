"""What the checks of packs must look at in the records of claims, catalogues and reviews.

Knows which of these records have lists of ids, or name items of the pack; reports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import Signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook, JurisdictionBook
    from generator.records.base import Record


def lists_of_claims(community: CommunityBook) -> Iterator[list[tuple[str, Record]]]:
    """Yield the lists of a community's claims whose members' ids must differ."""
    for sheet in community.claims.values():
        yield [(reward.id, reward) for reward in sheet.rewards]
        yield [(appeal.id, appeal) for appeal in sheet.appeals]
        for claim in sheet.claims:
            yield [(line.id, line) for line in claim.lines]
    for feedback in community.feedback.values():
        yield [(voice.id, voice) for voice in feedback.voices]


def lists_of_catalogues(book: JurisdictionBook) -> Iterator[list[tuple[str, Record]]]:
    """Yield the items of each catalogue."""
    for catalogue in book.catalogues.values():
        yield [(item.id, item) for item in catalogue.items]


def items_changed(book: JurisdictionBook) -> Iterator[Signed]:
    """Yield the items that reviews of the scheme say were changed."""
    for review in book.scheme_reviews.values():
        yield from (Signed(review, "changes", item) for item in review.changes)
