"""Posts at places and who holds them: at the place itself, in a grid that takes it in, above it, below it.

A seat without anybody is a vacancy; nobody who does not serve is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.people import covering, duties, is_open, leader_line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import CommunityBook
    from generator.policies.structure import Role
    from generator.records.places import Place
    from generator.views.people import DutyView, LeaderLine
    from generator.views.standpoint import Cite, Standpoint


@dataclass(frozen=True, slots=True)
class Seat:
    """A post at a place and who holds it; nobody means a vacancy."""

    role: str
    place: str
    leaders: tuple[LeaderLine, ...]
    duties: tuple[DutyView, ...]
    cite: Cite


def roles_at(stand: Standpoint, level: str) -> tuple[Role, ...]:
    """Return the roles that serve places of a level, in the policy's order."""
    return tuple(role for role in stand.policy.pack.roles if role.level == level)


def seats(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at a place, or of the grids that take it in where no role serves its level."""
    return tuple(
        _seat(stand, book, found, role)
        for found in _served_as(stand, book, place)
        for role in roles_at(stand, found.level)
        if not _needless(stand, book, found, role)
    )


def seats_above(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at the places above, nearest first, and of the grids that take the place in."""
    own = {found.id for found in _served_as(stand, book, place)}
    above = (*book.chain(place.id)[1:], *covering(book, place.id))
    found = [one for one in dict.fromkeys(p.id for p in above) if one not in own]
    return tuple(seat for one in found for seat in seats(stand, book, book.places[one]))


def seats_below(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at every place below, in the order of the record."""
    inside = {found.id for found in places_below(book, place.id)}
    return tuple(
        _seat(stand, book, found, role)
        for found in book.places.values()
        if found.id in inside
        for role in roles_at(stand, found.level)
        if not _needless(stand, book, found, role)
    )


def places_below(book: CommunityBook, place: str) -> Iterator[Place]:
    """Yield every place below a place, however deep."""
    for found in book.places.values():
        if found.id != place and (found.compound == place or any(up.id == place for up in book.chain(found.id))):
            yield found


def vacancies(stand: Standpoint, book: CommunityBook, places: Iterable[Place]) -> int:
    """Count the vacant posts at some places; a post that answers to another leader's is not counted beside it."""
    leading = stand.policy.leader_roles
    found = {
        (served.id, role.id)
        for place in places
        for served in _served_as(stand, book, place)
        for role in roles_at(stand, served.level)
        if role.reports_to not in leading and not _needless(stand, book, served, role)
        if not _holders(stand, book, served, role)
    }
    return len(found)


def _served_as(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Place, ...]:
    return (place,) if roles_at(stand, place.level) else covering(book, place.id) or (place,)


def _seat(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> Seat:
    return Seat(
        role=role.label,
        place=place_name(book, place.id),
        leaders=_holders(stand, book, place, role),
        duties=duties(stand, role.id),
        cite=stand.cite(role.clause),
    )


def _holders(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> tuple[LeaderLine, ...]:
    held = [post for post in book.holders(place.id, stand.as_of) if post.appointment.role == role.id]
    return tuple(leader_line(stand, book, post) for post in held if is_open(stand, book, post))


def _needless(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> bool:
    """Tell whether a post is rightly empty: leaders of the places inside, or of one above, serve instead of it."""
    if not role.is_leader or _holders(stand, book, place, role):
        return False
    instead = {
        other.id
        for other in stand.policy.pack.roles
        if other.is_leader and other.level != role.level and role.id != other.reports_to and other.id != role.reports_to
    }
    around = [*places_below(book, place.id), *book.chain(place.id)[1:]] if instead else []
    return any(post.appointment.role in instead for one in around for post in book.holders(one.id, stand.as_of))
