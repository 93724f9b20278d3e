"""The ledger in parts: the frame without communities, and the frame with one community.

Knows what lies above the communities; reads no file and judges nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger.community import CommunityBook
    from generator.periods import WorkingDays


class Part(Ledger, frozen=True, kw_only=True, dict=True):
    """One community with the frame; what stands above the community is there to be looked up, not to be judged."""

    frame: Ledger

    @cached_property
    def working_days(self) -> WorkingDays:
        """The working days of the frame, counted once for all its parts."""
        return self.frame.working_days


def frame_of(ledger: Ledger) -> Ledger:
    """Return what lies above the communities; a broken file of a community that is there goes with the community."""
    below = frozenset().union(
        *(found.broken for book in ledger.jurisdictions.values() for found in book.communities.values())
    )
    return ledger.with_communities((), ledger.broken - below)


def with_community(frame: Ledger, community: CommunityBook) -> Part:
    """Return the frame with one community of one of its jurisdictions."""
    book = frame.jurisdictions[community.jurisdiction].with_communities(community)
    return Part(
        frame.site, frame.calendars, frame.policies, {book.id: book}, frame.broken | community.broken, frame=frame
    )


def parts(ledger: Ledger) -> Iterator[Part]:
    """Yield the parts of a ledger, community by community."""
    frame = frame_of(ledger)
    for book in ledger.jurisdictions.values():
        for community in book.communities.values():
            yield with_community(frame, community)
