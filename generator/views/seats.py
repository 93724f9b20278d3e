"""Posts at places and who holds them: at the place itself, in a grid that takes it in, above it, below it.

A seat without anybody is a vacancy; nobody who does not serve is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views.memory import remembered
from generator.views.people import chain, covering, duties, is_open, leader_line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ledger import CommunityBook, Post
    from generator.policies.structure import Role
    from generator.records.places import Place
    from generator.views.people import DutyView, LeaderLine
    from generator.views.standpoint import Cite, Standpoint


class Seat(Struct, frozen=True):
    """A post at a place and who holds it; nobody means a vacancy."""

    role: str
    place: str
    leaders: tuple[LeaderLine, ...]
    duties: tuple[DutyView, ...]
    cite: Cite


def roles_at(stand: Standpoint, level: str) -> tuple[Role, ...]:
    """Return the roles that serve places of a level, in the policy's order."""
    return stand.roles_by_level.get(level, ())


def seats(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at a place, or of the grids that take it in where no role serves its level."""
    return _seats(stand, book, place.id)


@remembered
def _seats(stand: Standpoint, book: CommunityBook, place: str) -> tuple[Seat, ...]:
    return tuple(
        seat for found in _served_as(stand, book, book.places[place]) for seat in _own_seats(stand, book, found.id)
    )


@remembered
def _own_seats(stand: Standpoint, book: CommunityBook, place: str) -> tuple[Seat, ...]:
    found = book.places[place]
    return tuple(
        _seat(stand, book, found, role)
        for role in roles_at(stand, found.level)
        if not _needless(stand, book, found, role)
    )


def seats_above(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at the places above, nearest first, and of the grids that take the place in."""
    own = {found.id for found in _served_as(stand, book, place)}
    above = (*chain(stand, book, place.id)[1:], *covering(stand, book, place.id))
    found = [one for one in dict.fromkeys(p.id for p in above) if one not in own]
    return tuple(seat for one in found for seat in seats(stand, book, book.places[one]))


def seats_below(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at every place below, in the order of the record."""
    return tuple(seat for found in places_below(stand, book, place.id) for seat in _own_seats(stand, book, found.id))


def places_below(stand: Standpoint, book: CommunityBook, place: str) -> tuple[Place, ...]:
    """Return every place below a place, however deep, in the order of the record."""
    return tuple(_inside(stand, book, None).get(place, ()))


@remembered
def _inside(stand: Standpoint, book: CommunityBook, _every: None) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in book.places.values():
        for above in dict.fromkeys((place.compound, *(up.id for up in chain(stand, book, place.id)))):
            if above is not None and above != place.id:
                found.setdefault(above, []).append(place)
    return found


def vacancies(stand: Standpoint, book: CommunityBook, places: Iterable[Place]) -> int:
    """Count the vacant posts at some places; a post that answers to another leader's is not counted beside it."""
    leading = stand.policy.leader_roles
    found = {
        (served.id, role.id)
        for place in places
        for served in _served_as(stand, book, place)
        for role in roles_at(stand, served.level)
        if role.reports_to not in leading and not _needless(stand, book, served, role)
        if not _holders(stand, book, (served.id, role.id))
    }
    return len(found)


def _served_as(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Place, ...]:
    return (place,) if roles_at(stand, place.level) else covering(stand, book, place.id) or (place,)


def _seat(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> Seat:
    return Seat(
        role=role.label,
        place=place_name(stand, book, place.id),
        leaders=_holders(stand, book, (place.id, role.id)),
        duties=duties(stand, book, role.id),
        cite=stand.cite(role.clause),
    )


@remembered
def _holders(stand: Standpoint, book: CommunityBook, post_at: tuple[str, str]) -> tuple[LeaderLine, ...]:
    place, role = post_at
    held = [post for post in _serving_at(stand, book, None).get(place, ()) if post.appointment.role == role]
    return tuple(leader_line(stand, book, post) for post in held if is_open(stand, book, post))


@remembered
def _serving_at(stand: Standpoint, book: CommunityBook, _every: None) -> dict[str, list[Post]]:
    """Return who holds a post on the day, by place."""
    found: dict[str, list[Post]] = {}
    for post in book.posts:
        if post.held_on(stand.as_of):
            for place in dict.fromkeys(post.appointment.places):
                found.setdefault(place, []).append(post)
    return found


def _needless(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> bool:
    """Tell whether a post is rightly empty: leaders of the places inside, or of one above, serve instead of it."""
    if not role.is_leader or _holders(stand, book, (place.id, role.id)):
        return False
    instead = stand.instead_of[role.id]
    around = (*places_below(stand, book, place.id), *chain(stand, book, place.id)[1:]) if instead else ()
    serving = _serving_at(stand, book, None)
    return any(post.appointment.role in instead for one in around for post in serving.get(one.id, ()))
