"""Public views of notice boards: for each place the blocks of the policy's board, in its order, with its fields.

What the policy does not put on the board, or does not open, is not in the view; a number is printed by consent only.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.duties.stations import mode_of
from generator.views import addresses
from generator.views.memory import remembered
from generator.views.offices import OfficeView, ServiceView, office_view, services
from generator.views.people import agreed, below, chain, duty_views, has_board, place_link, place_name
from generator.views.seats import Seat, seats, seats_above, seats_below
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.boards import Block, BoardRule
    from generator.records.places import Place
    from generator.records.stations import Station
    from generator.views.people import DutyView
    from generator.views.standpoint import Cite, Standpoint


class StationView(Struct, frozen=True):
    """A workstation on a board: its name, since when, and its own board where this is another's."""

    name: str
    opened_on: date
    in_use: bool
    board: str | None


class BoardBlock(Struct, frozen=True):
    """One part of a board; only what its kind needs is filled in."""

    kind: Block
    text: str = ""
    seats: tuple[Seat, ...] = ()
    duties: tuple[DutyView, ...] = ()
    words: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    services: tuple[ServiceView, ...] = ()
    station: StationView | None = None


class BoardPage(Struct, frozen=True):
    """The notice board of a place; `by_hand` names the cards whose number was agreed to for boards alone."""

    path: str
    name: str
    title: str
    community: Link
    grid: str
    households: int | None
    fields: tuple[str, ...]
    blocks: tuple[BoardBlock, ...]
    by_hand: tuple[str, ...]
    not_printed: tuple[str, ...]
    sheet: bool
    up_on: date | None
    office: OfficeView | None
    basis: Cite

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every post on the board, in its order."""
        return tuple(seat for block in self.blocks if block.kind != "duties_below" for seat in block.seats)


def boards(stand: Standpoint, book: CommunityBook) -> tuple[BoardPage, ...]:
    """Build every board of a community."""
    found = []
    serving = {addresses.card(stand.id, post.person): post.person for post in book.posts if post.held_on(stand.as_of)}
    for place in book.places.values():
        rule = stand.policy.board(place.level)
        if rule is not None and has_board(stand, book, place.id):
            found.append(_Board(stand, book, place, rule, serving).page())
    return tuple(found)


def station_at(stand: Standpoint, book: CommunityBook, place: str) -> Station | None:
    """Return the station of a place that is open on the day, under a policy that shows stations."""
    if stand.policy.pack.stations is None or not stand.allows("stations"):
        return None
    return next(
        (
            found
            for found in book.stations.values()
            if found.place == place
            and found.opened_on <= stand.as_of
            and (found.closed_on is None or stand.as_of <= found.closed_on)
        ),
        None,
    )


_SEATS: Mapping[Block, Callable[[Standpoint, CommunityBook, Place], tuple[Seat, ...]]] = MappingProxyType(
    {"leaders": seats, "heads": seats_above, "leaders_below": seats_below}
)
"""The parts of a board that show posts, and which posts those are."""


class _Board(Struct, frozen=True):
    """One board in the making."""

    stand: Standpoint
    book: CommunityBook
    place: Place
    rule: BoardRule
    serving: Mapping[str, str]
    """Who serves, by card."""

    def page(self) -> BoardPage:
        stand, book, place, rule = self.stand, self.book, self.place, self.rule
        station = station_at(stand, book, place.id) if rule.named_by == "station" else None
        blocks = tuple(found for found in map(self._block, rule.blocks) if found is not None)
        blocks = _said_once(blocks) if "duties" in rule.fields else blocks
        told, name = self._told(blocks), place_name(stand, book, place.id)
        return BoardPage(
            path=addresses.board(stand.id, book.id, place.id),
            name=name,
            title=f"{station.name if station else name}{rule.title}",
            community=Link(book.community.name, addresses.community(stand.id, book.id)),
            grid=self._grid() if "grid" in rule.fields else "",
            households=place.households if "households" in rule.fields else None,
            fields=rule.fields,
            blocks=blocks,
            by_hand=tuple(card for card in told if told[card] == (False, True)),
            not_printed=tuple(card for card in told if told[card] == (True, False)),
            sheet="print" in rule.channels,
            up_on=place.board_up_on if place.board_up_on and place.board_up_on <= stand.as_of else None,
            office=office_view(stand, book.community.office),
            basis=stand.cite(rule.clause),
        )

    def _grid(self) -> str:
        above = chain(self.stand, self.book, self.place.id)
        return next((found.name for found in above if found.level == "grid"), "")

    def _told(self, blocks: Iterable[BoardBlock]) -> dict[str, tuple[bool, bool]]:
        """Tell of each card on this board whether its number was agreed to for the web, and for boards."""
        if "contact" not in self.rule.fields or not self.stand.allows_with_consent("contact"):
            return {}
        return {
            line.card: _agreed(self.stand, self.book, self.serving[line.card])
            for block in blocks
            for seat in block.seats
            for line in seat.leaders
        }

    def _block(self, kind: Block) -> BoardBlock | None:
        """Build one part; None where there is nothing to put on it."""
        if kind in _SEATS:
            return self._seats(kind, _SEATS[kind](self.stand, self.book, self.place))
        if kind == "station":
            return self._station()
        if kind == "duties_below":
            return self._duties_below()
        if kind == "boards_below":
            return self._links(kind, below(self.stand, self.book, self.place.id))
        if kind == "boards_above":
            return self._links(kind, chain(self.stand, self.book, self.place.id)[1:])
        return _common(self.stand, self.book, kind)

    def _seats(self, kind: Block, found: Iterable[Seat]) -> BoardBlock | None:
        fields = self.rule.fields
        with_duties, with_phone = "duties" in fields and kind != "leaders_below", "contact" in fields
        kept = tuple(_reduced(seat, with_duties=with_duties, with_phone=with_phone) for seat in found)
        return BoardBlock(kind, seats=kept) if kept else None

    def _duties_below(self) -> BoardBlock | None:
        """Say the duties of each role below once, whoever serves in it."""
        by_role: dict[str, Seat] = {}
        for seat in seats_below(self.stand, self.book, self.place):
            if seat.duties and "duties" in self.rule.fields:
                by_role.setdefault(seat.role, replace(seat, leaders=()))
        return BoardBlock("duties_below", seats=tuple(by_role.values())) if by_role else None

    def _links(self, kind: Block, places: Iterable[Place]) -> BoardBlock | None:
        found = tuple(
            place_link(self.stand, self.book, place.id)
            for place in places
            if has_board(self.stand, self.book, place.id)
        )
        return BoardBlock(kind, links=found) if found else None

    def _station(self) -> BoardBlock | None:
        """Show the station of the place or the nearest above; a place that is to have one is told so."""
        rules = self.stand.policy.pack.stations
        if rules is None or not self.stand.allows("stations"):
            return None
        for place in chain(self.stand, self.book, self.place.id):
            found = station_at(self.stand, self.book, place.id)
            if found is not None:
                own = place.id == self.place.id
                board = addresses.board(self.stand.id, self.book.id, place.id)
                link = board if not own and has_board(self.stand, self.book, place.id) else None
                in_use = found.in_use_on is not None and found.in_use_on <= self.stand.as_of
                return BoardBlock("station", station=StationView(found.name, found.opened_on, in_use, link))
            if place.level == rules.level:
                day = self.stand.as_of
                mode = mode_of(rules.settlements, place.settlement or "urban", place.moved_back_on, day)
                return BoardBlock("station") if mode == "compound" else None
        return None


@remembered
def _common(stand: Standpoint, book: CommunityBook, kind: Block) -> BoardBlock | None:
    """Build a part that is the same on every board of a community; None where there is nothing to put on it."""
    match kind:
        case "motto":
            motto = stand.policy.pack.motto
            return BoardBlock(kind, text=motto) if motto else None
        case "service_numbers":
            numbers = services(stand, book, None)
            return BoardBlock(kind, services=numbers) if numbers else None
        case "station_duties" | "station_services":
            return _of_stations(stand, kind)
    return BoardBlock(kind)


def _of_stations(stand: Standpoint, kind: Block) -> BoardBlock | None:
    rules = stand.policy.pack.stations
    if rules is None or not stand.allows("stations"):
        return None
    if kind == "station_duties":
        return BoardBlock(kind, duties=duty_views(stand, rules.duties))
    return BoardBlock(kind, words=tuple(choice.label for choice in rules.services))


@remembered
def _agreed(stand: Standpoint, book: CommunityBook, person: str) -> tuple[bool, bool]:
    """Tell whether somebody with a number agreed to show it on the web, and on boards."""
    if not book.people[person].public_phone:
        return False, False
    web = agreed(book, person, "phone", stand.as_of)
    return web, agreed(book, person, "phone", stand.as_of, "board")


def _reduced(seat: Seat, *, with_duties: bool, with_phone: bool) -> Seat:
    """Leave out of a seat what the board does not say."""
    leaders = seat.leaders
    if not with_phone and any(line.phone is not None for line in leaders):
        leaders = tuple(replace(line, phone=None) for line in leaders)
    if leaders is seat.leaders and (with_duties or not seat.duties):
        return seat
    return Seat(seat.role, seat.place, leaders, seat.duties if with_duties else (), seat.cite)


def _said_once(blocks: Iterable[BoardBlock]) -> tuple[BoardBlock, ...]:
    """Leave out duties that stand on the board already, so that it fits on a sheet."""
    said: set[tuple[tuple[str, str], ...]] = set()
    kept = []
    for block in blocks:
        if not block.seats:
            kept.append(block)
            continue
        found = []
        for seat in block.seats:
            words = tuple((duty.label, duty.text) for duty in seat.duties)
            found.append(_reduced(seat, with_duties=words not in said, with_phone=True))
            if seat.leaders or block.kind == "duties_below":
                said.add(words)
        kept.append(replace(block, seats=tuple(found)))
    return tuple(kept)
