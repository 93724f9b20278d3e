"""The leaders of a community as the lists of the whole name them: name, card, and the place of each of their posts.

Knows whom such lists may name under the policy or do name in its records; ranks nobody and knows no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.claims import earning_roles
from generator.views.lists import unit_link
from generator.views.people import listed

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.views.people import ListedName
    from generator.views.standpoint import Link, Standpoint


class Listing(Struct, frozen=True):
    """Somebody on a list of the whole; `units` has the role and place of each post, in the order written."""

    name: ListedName
    units: tuple[tuple[str, Link | None], ...]

    def unit(self, role: str) -> Link | None:
        """Return the place served in a role."""
        return next((link for known, link in self.units if known == role), None)


def directory(stand: Standpoint, book: CommunityBook) -> dict[str, Listing]:
    """Return everybody of a community whom a list of the whole may name, by id."""
    listing = _listing_roles(stand)
    roles: dict[str, list[str]] = {}
    for post in book.posts:
        roles.setdefault(post.person, []).append(post.appointment.role)
    named = _named(stand)
    return {
        person: Listing(
            listed(stand, book, person),
            tuple((role, unit_link(stand, book, person, role)) for role in roles.get(person, ())),
        )
        for person in sorted(book.people)
        if person in named or not listing.isdisjoint(roles.get(person, ()))
    }


def _listing_roles(stand: Standpoint) -> frozenset[str]:
    """Return the roles whose holders stand on lists: those ranked, honoured or earning points in public."""
    pack = stand.policy.pack
    ranked = [
        role for ranking in pack.rankings if ranking.public for role in (*ranking.roles, *earning_roles(stand.policy))
    ]
    honoured = [honour.role for honour in pack.honours]
    return frozenset((*(ranked if stand.allows("points") else ()), *(honoured if stand.allows("honours") else ())))


def _named(stand: Standpoint) -> frozenset[str]:
    """Return whom the records of the jurisdiction itself name: chosen, praised or put on a list by an office."""
    book = stand.book
    return frozenset(
        (
            *(holder.person for found in book.award_lists.values() for holder in found.holders),
            *(person for award in book.awards.values() for choice in award.choices for person in choice.chosen),
            *(praise.person for award in book.awards.values() for praise in award.commended),
        )
    )
