"""Who may be named where: serving leaders by name and post, duty telephones by consent, others masked.

Never hands on a private field: what leaves this module is a name, a post, a day and a number that was agreed to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import addresses
from generator.views.memory import remembered
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.ledger.community import Post
    from generator.policies.structure import Duty
    from generator.records.people import Channel, ConsentField
    from generator.records.places import Place
    from generator.views.standpoint import Cite, Standpoint

_COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 长孙 宇文 端木 南宫 独孤 轩辕 钟离".split()  # noqa: SIM905
)
_WITHOUT_GIVEN_NAME = 2


class DutyView(Struct, frozen=True):
    """One duty of a role."""

    label: str
    text: str
    cite: Cite


class LeaderLine(Struct, frozen=True):
    """A serving leader in one role: what a board says of a person."""

    name: str
    role: str
    places: tuple[Link, ...]
    card: str
    phone: str | None
    since: date


class ListedName(Struct, frozen=True):
    """A name on a published list; `card` is absent for somebody who has left."""

    text: str
    card: str | None


def is_serving(book: CommunityBook, person: str, day: date) -> bool:
    """Tell whether a person holds any post on a day."""
    return bool(book.posts_of(person, day))


def is_open(stand: Standpoint, book: CommunityBook, post: Post) -> bool:
    """Tell whether everybody may know who holds a post; a mediator's name may rest on consent, or stay inside."""
    rule = stand.policy.pack.pairing
    if rule is None or post.appointment.role != rule.mediator:
        return True
    audience = stand.audience("pairings")
    return audience == "public" or (audience == "consent" and agreed(book, post.person, "name", stand.as_of))


@remembered
def open_posts(stand: Standpoint, book: CommunityBook, person: str) -> tuple[Post, ...]:
    """Return the posts that a person holds on the day and that everybody may know of."""
    return tuple(post for post in book.posts_of(person, stand.as_of) if is_open(stand, book, post))


def has_left(book: CommunityBook, person: str, day: date) -> bool:
    """Tell whether a person held a post once and holds none on a day."""
    posts = book.people[person].appointments
    return not is_serving(book, person, day) and any(
        post.ended is not None and post.ended.on < day and post.from_ <= day for post in posts
    )


def agreed(book: CommunityBook, person: str, field: ConsentField, day: date, channel: Channel = "web") -> bool:
    """Tell whether a person's consent to show a field in a channel holds on a day; withdrawal ends it at once."""
    return any(
        consent.to == field
        and channel in consent.channels
        and consent.given_on <= day
        and (consent.withdrawn_on is None or day < consent.withdrawn_on)
        for consent in book.people[person].consents
    )


def duty_phone(stand: Standpoint, book: CommunityBook, person: str) -> str | None:
    """Return the duty telephone of a serving leader who agreed to show it, under a policy that shows contacts."""
    number, day = book.people[person].public_phone, stand.as_of
    if not number or not stand.allows_with_consent("contact"):
        return None
    return number if is_serving(book, person, day) and agreed(book, person, "phone", day) else None


def leader_line(stand: Standpoint, book: CommunityBook, post: Post) -> LeaderLine:
    """Say of a serving leader what everybody may know."""
    known: dict[tuple[str, str], LeaderLine] = stand.memory.of(book, leader_line)
    key = (post.person, post.appointment.id)
    if key not in known:
        known[key] = _leader_line(stand, book, post)
    return known[key]


def _leader_line(stand: Standpoint, book: CommunityBook, post: Post) -> LeaderLine:
    return LeaderLine(
        name=book.people[post.person].name,
        role=stand.role_label(post.appointment.role),
        places=tuple(place_link(stand, book, place) for place in post.appointment.places),
        card=addresses.card(stand.id, post.person),
        phone=duty_phone(stand, book, post.person),
        since=post.appointment.from_,
    )


@remembered
def listed(stand: Standpoint, book: CommunityBook, person: str) -> ListedName:
    """Name somebody on a list that was published; a list keeps its names, the card goes with the post."""
    serving = bool(open_posts(stand, book, person))
    return ListedName(book.people[person].name, addresses.card(stand.id, person) if serving else None)


@remembered
def has_board(stand: Standpoint, book: CommunityBook, place: str) -> bool:
    """Tell whether a place has a notice board on the site: the policy hangs one at its level, and it may be seen."""
    found = book.places.get(place)
    rule = stand.policy.board(found.level) if found else None
    return rule is not None and "web" in rule.channels and stand.allows("name_role_place")


@remembered
def chain(_stand: Standpoint, book: CommunityBook, place: str) -> tuple[Place, ...]:
    """Return a place and the places above it inside the community, nearest first."""
    return book.chain(place)


def below(stand: Standpoint, book: CommunityBook, place: str) -> tuple[Place, ...]:
    """Return the places directly below a place."""
    return tuple(_children(stand, book, None).get(place, ()))


@remembered
def _children(_stand: Standpoint, book: CommunityBook, _every: None) -> dict[str | None, list[Place]]:
    found: dict[str | None, list[Place]] = {}
    for place in book.community.places:
        found.setdefault(place.parent, []).append(place)
    return found


@remembered
def covering(stand: Standpoint, book: CommunityBook, place: str) -> tuple[Place, ...]:
    """Return the places that take a building in without lying above it, such as a grid that lists it."""
    above = {found.id for found in chain(stand, book, place)}
    return tuple(found for found in _taking_in(stand, book, None).get(place, ()) if found.id not in above)


@remembered
def _taking_in(_stand: Standpoint, book: CommunityBook, _every: None) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in book.places.values():
        for building in dict.fromkeys(place.buildings):
            found.setdefault(building, []).append(place)
    return found


def nearest_board(stand: Standpoint, book: CommunityBook, place: str) -> str | None:
    """Return the place whose board shows a place: itself, the one building it takes in, or the nearest above."""
    inside = book.places[place].buildings if place in book.places else ()
    ways = (place, *(inside if len(inside) == 1 else ()), *(found.id for found in chain(stand, book, place)[1:]))
    return next((way for way in ways if has_board(stand, book, way)), None)


@remembered
def place_link(stand: Standpoint, book: CommunityBook, place: str) -> Link:
    """Return a place's full name and the board that shows it, or the community's page where none does."""
    board = nearest_board(stand, book, place)
    href = addresses.board(stand.id, book.id, board) if board else addresses.community(stand.id, book.id)
    return Link(place_name(stand, book, place), href)


@remembered
def place_name(stand: Standpoint, book: CommunityBook, place: str) -> str:
    """Return a place's name with its compound before it; a grid has only its own, and so has the community."""
    if place == book.id:
        return book.community.name
    above = chain(stand, book, place)
    if above and above[0].level == "grid":
        return above[0].name
    compound = next((found.compound for found in above if found.compound), None)
    before = book.places[compound].name if compound in book.places else ""
    return f"{before}{book.name_of(place)}"


@remembered
def duties(stand: Standpoint, _book: CommunityBook, role: str) -> tuple[DutyView, ...]:
    """Return a role's duties, under a policy that shows them."""
    found = stand.policy.role(role)
    return duty_views(stand, found.duties) if found and stand.allows("duties") else ()


def duty_views(stand: Standpoint, given: Iterable[Duty]) -> tuple[DutyView, ...]:
    """Return duties of a role or a station with their clauses."""
    return tuple(DutyView(duty.label, duty.text, stand.cite(duty.clause)) for duty in given)


def masked(name: str) -> str:
    """Keep the surname and put 某 for the rest; of a name with a dot the first character stays."""
    if "·" in name:
        return f"{name[0]}某"
    surname = name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > _WITHOUT_GIVEN_NAME else name[:1]
    return f"{surname}某"
