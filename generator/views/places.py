"""The public view of a community: its office, its places by address with whoever looks after them, and its stations.

A vacancy is shown as one, with the community's number; nobody who does not serve is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.views import addresses
from generator.views.boards import station_at
from generator.views.memory import remembered
from generator.views.offices import office_view, services
from generator.views.people import below, chain, has_board, is_open, place_name
from generator.views.seats import roles_at, seats, vacancies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook
    from generator.records.places import Place
    from generator.views.offices import OfficeView, ServiceView
    from generator.views.seats import Seat
    from generator.views.standpoint import Link, Standpoint


class PlaceRow(NamedTuple):
    """A place with its board (empty where it has none), its station, its posts and the places in it."""

    name: str
    board: str
    station: str
    seats: tuple[Seat, ...]
    below: tuple[PlaceRow, ...]


class GridView(Struct, frozen=True):
    """A grid, its head and its buildings; the places outside every grid stand under the community's name."""

    name: str
    seats: tuple[Seat, ...]
    rows: tuple[PlaceRow, ...]


class CommunityPage(Struct, frozen=True):
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
    stations: int
    lists: tuple[Link, ...]
    notices: tuple[Link, ...]


def community_page(
    stand: Standpoint, book: CommunityBook, lists: tuple[Link, ...], notices: tuple[Link, ...]
) -> CommunityPage:
    """Build the page of a community."""
    street = next((p.name for p in stand.book.jurisdiction.places if p.id == book.community.parent), "")
    listed = [place for place in book.places.values() if _is_row(stand, book, place)]
    return CommunityPage(
        path=addresses.community(stand.id, book.id),
        name=book.community.name,
        street=street,
        note=book.community.note or "",
        office=office_view(stand, book.community.office),
        services=services(stand, book, None),
        grids=tuple(_grids(stand, book)),
        leaders=len({post.person for post in book.posts if post.held_on(stand.as_of) and is_open(stand, book, post)}),
        vacancies=vacancies(stand, book, listed),
        stations=sum(station_at(stand, book, place.id) is not None for place in listed),
        lists=lists,
        notices=notices,
    )


def _is_row(stand: Standpoint, book: CommunityBook, place: Place) -> bool:
    """Tell whether a place stands in the list: it has a board or a post of its own that no building shows for it."""
    return _has_row(stand, book, place.id)


@remembered
def _has_row(stand: Standpoint, book: CommunityBook, place_id: str) -> bool:
    place = book.places[place_id]
    if place.level == "grid":
        return False
    shown = bool(place.buildings) and all(has_board(stand, book, inside) for inside in place.buildings)
    return has_board(stand, book, place.id) or (bool(roles_at(stand, place.level)) and not shown)


def _grids(stand: Standpoint, book: CommunityBook) -> Iterator[GridView]:
    tops = [
        place
        for place in book.places.values()
        if _is_row(stand, book, place) and not any(_is_row(stand, book, up) for up in chain(stand, book, place.id)[1:])
    ]
    grid_of = {
        place.id: next((found.id for found in chain(stand, book, place.id) if found.level == "grid"), None)
        for place in tops
    }
    for grid in (place for place in book.places.values() if place.level == "grid"):
        rows = tuple(_row(stand, book, place) for place in tops if grid_of[place.id] == grid.id)
        yield GridView(grid.name, seats(stand, book, grid), rows)
    outside = tuple(_row(stand, book, place) for place in tops if grid_of[place.id] is None)
    if outside:
        yield GridView(book.community.name, (), outside)


def _row(stand: Standpoint, book: CommunityBook, place: Place) -> PlaceRow:
    station = station_at(stand, book, place.id)
    return PlaceRow(
        name=place_name(stand, book, place.id),
        board=addresses.board(stand.id, book.id, place.id) if has_board(stand, book, place.id) else "",
        station=station.name if station else "",
        seats=seats(stand, book, place),
        below=tuple(_row(stand, book, found) for found in below(stand, book, place.id) if _is_row(stand, book, found)),
    )
