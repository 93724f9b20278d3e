"""Public views of a community and of its notice boards: who looks after which place, and whom to call.

A vacancy is shown as one, with the community's number; nobody who does not serve is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.views import addresses
from generator.views.people import duties, has_board, is_open, leader_line, place_name
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.structure import Role
    from generator.records.places import Place
    from generator.views.people import DutyView, LeaderLine
    from generator.views.standpoint import Cite, Standpoint


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office that residents may turn to."""

    name: str
    phone: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service number."""

    label: str
    phone: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A post at a place and who holds it; nobody means a vacancy."""

    role: str
    place: str
    leaders: tuple[LeaderLine, ...]
    duties: tuple[DutyView, ...]
    cite: Cite


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A building with its posts and its stairwells."""

    name: str
    board: str
    seats: tuple[Seat, ...]
    below: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """A grid, its head and its buildings; the places outside every grid stand under the community's name."""

    name: str
    seats: tuple[Seat, ...]
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The notice board of a building or stairwell."""

    path: str
    name: str
    community: Link
    grid: str
    seats: tuple[Seat, ...]
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    households: int | None
    up_on: date | None
    office: OfficeView | None
    services: tuple[ServiceView, ...]
    motto: str
    basis: Cite


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """A community: office, grids, buildings, leaders and vacancies."""

    path: str
    name: str
    street: str
    note: str
    office: OfficeView | None
    services: tuple[ServiceView, ...]
    grids: tuple[GridView, ...]
    leaders: int
    vacancies: int
    lists: tuple[Link, ...]
    notices: tuple[Link, ...]


def office_view(stand: Standpoint, office: str) -> OfficeView | None:
    """Return an office of the jurisdiction."""
    found = stand.book.office(office)
    return OfficeView(found.name, found.phone, found.address, found.hours) if found else None


def services(book: CommunityBook) -> tuple[ServiceView, ...]:
    """Return the numbers on each board of a community."""
    return tuple(ServiceView(number.label, number.phone) for number in book.community.service_numbers)


def seats(stand: Standpoint, book: CommunityBook, place: Place) -> tuple[Seat, ...]:
    """Return the posts at a place, in the policy's order."""
    return tuple(_seat(stand, book, place, role) for role in stand.policy.pack.roles if role.level == place.level)


def _seat(stand: Standpoint, book: CommunityBook, place: Place, role: Role) -> Seat:
    held = [post for post in book.holders(place.id, stand.as_of) if post.appointment.role == role.id]
    holders = [post for post in held if is_open(stand, book, post)]
    return Seat(
        role=role.label,
        place=place_name(book, place.id),
        leaders=tuple(leader_line(stand, book, post) for post in holders),
        duties=duties(stand, role.id),
        cite=stand.cite(role.clause),
    )


def board_page(stand: Standpoint, book: CommunityBook, place: Place) -> BoardPage:
    """Build the board of a place: its own posts first, then those above it."""
    chain = book.chain(place.id)
    boards = [found for found in chain[1:] if has_board(stand, book, found.id)]
    return BoardPage(
        path=addresses.board(stand.id, book.id, place.id),
        name=place_name(book, place.id),
        community=Link(book.community.name, addresses.community(stand.id, book.id)),
        grid=next((found.name for found in chain if found.level == "grid"), ""),
        seats=_said_once([seat for found in chain for seat in seats(stand, book, found)]),
        above=tuple(_board_link(stand, book, found) for found in boards),
        below=tuple(
            _board_link(stand, book, found) for found in book.below(place.id) if has_board(stand, book, found.id)
        ),
        households=place.households,
        up_on=place.board_up_on if place.board_up_on and place.board_up_on <= stand.as_of else None,
        office=office_view(stand, book.community.office),
        services=services(book),
        motto=stand.policy.pack.motto or "",
        basis=stand.cite(next((role.clause for role in stand.policy.pack.roles if role.level == place.level), "")),
    )


def _said_once(found: list[Seat]) -> tuple[Seat, ...]:
    """Leave out duties that stand on the board already, so that it fits on a sheet."""
    said: set[tuple[tuple[str, str], ...]] = set()
    kept = []
    for seat in found:
        words = tuple((duty.label, duty.text) for duty in seat.duties)
        kept.append(replace(seat, duties=()) if words in said else seat)
        if seat.leaders:
            said.add(words)
    return tuple(kept)


def _board_link(stand: Standpoint, book: CommunityBook, place: Place) -> Link:
    return Link(place_name(book, place.id), addresses.board(stand.id, book.id, place.id))


def boards(stand: Standpoint, book: CommunityBook) -> tuple[BoardPage, ...]:
    """Build every board of a community."""
    return tuple(board_page(stand, book, place) for place in book.places.values() if has_board(stand, book, place.id))


def community_page(
    stand: Standpoint, book: CommunityBook, lists: tuple[Link, ...], notices: tuple[Link, ...]
) -> CommunityPage:
    """Build the page of a community."""
    grids = tuple(_grids(stand, book))
    top = [seat for grid in grids for row in grid.rows for seat in row.seats]
    street = next((p.name for p in stand.book.jurisdiction.places if p.id == book.community.parent), "")
    return CommunityPage(
        path=addresses.community(stand.id, book.id),
        name=book.community.name,
        street=street,
        note=book.community.note or "",
        office=office_view(stand, book.community.office),
        services=services(book),
        grids=grids,
        leaders=len({post.person for post in book.posts if post.held_on(stand.as_of) and is_open(stand, book, post)}),
        vacancies=sum(1 for seat in top if not seat.leaders),
        lists=lists,
        notices=notices,
    )


def _grids(stand: Standpoint, book: CommunityBook) -> Iterator[GridView]:
    tops = [
        place
        for place in book.places.values()
        if has_board(stand, book, place.id)
        and not any(has_board(stand, book, above.id) for above in book.chain(place.id)[1:])
    ]
    grid_of = {
        place.id: next((found.id for found in book.chain(place.id) if found.level == "grid"), None) for place in tops
    }
    for grid in (place for place in book.places.values() if place.level == "grid"):
        rows = tuple(_row(stand, book, place) for place in tops if grid_of[place.id] == grid.id)
        yield GridView(grid.name, seats(stand, book, grid), rows)
    outside = tuple(_row(stand, book, place) for place in tops if grid_of[place.id] is None)
    if outside:
        yield GridView(book.community.name, (), outside)


def _row(stand: Standpoint, book: CommunityBook, place: Place) -> PlaceRow:
    below = tuple(_row(stand, book, found) for found in book.below(place.id) if has_board(stand, book, found.id))
    board = addresses.board(stand.id, book.id, place.id)
    return PlaceRow(place_name(book, place.id), board, seats(stand, book, place), below)
