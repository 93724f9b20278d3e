"""Who may be named where: serving leaders by name and post, duty telephones by consent, others masked.

Never hands on a private field: what leaves this module is a name, a post, a day and a number that was agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import addresses
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.ledger.community import Post
    from generator.views.standpoint import Cite, Standpoint

_COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 长孙 宇文 端木 南宫 独孤 轩辕 钟离".split()  # noqa: SIM905
)
_WITHOUT_GIVEN_NAME = 2


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty of a role."""

    label: str
    text: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A serving leader in one role: what a board says of a person."""

    name: str
    role: str
    places: tuple[Link, ...]
    card: str
    phone: str | None
    since: date


@dataclass(frozen=True, slots=True)
class ListedName:
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


def open_posts(stand: Standpoint, book: CommunityBook, person: str) -> tuple[Post, ...]:
    """Return the posts that a person holds on the day and that everybody may know of."""
    return tuple(post for post in book.posts_of(person, stand.as_of) if is_open(stand, book, post))


def has_left(book: CommunityBook, person: str, day: date) -> bool:
    """Tell whether a person held a post once and holds none on a day."""
    posts = book.people[person].appointments
    return not is_serving(book, person, day) and any(
        post.ended is not None and post.ended.on < day and post.from_ <= day for post in posts
    )


def agreed(book: CommunityBook, person: str, field: str, day: date) -> bool:
    """Tell whether a person's consent to show a field on the web holds on a day; withdrawal ends it at once."""
    return any(
        consent.to == field
        and "web" in consent.channels
        and consent.given_on <= day
        and (consent.withdrawn_on is None or day < consent.withdrawn_on)
        for consent in book.people[person].consents
    )


def duty_phone(book: CommunityBook, person: str, day: date) -> str | None:
    """Return the duty telephone of a serving leader who agreed to show it."""
    number = book.people[person].public_phone
    return number if number and is_serving(book, person, day) and agreed(book, person, "phone", day) else None


def leader_line(stand: Standpoint, book: CommunityBook, post: Post) -> LeaderLine:
    """Say of a serving leader what everybody may know."""
    return LeaderLine(
        name=book.people[post.person].name,
        role=stand.role_label(post.appointment.role),
        places=tuple(place_link(stand, book, place) for place in post.appointment.places),
        card=addresses.card(stand.id, post.person),
        phone=duty_phone(book, post.person, stand.as_of),
        since=post.appointment.from_,
    )


def listed(stand: Standpoint, community: str, person: str) -> ListedName:
    """Name somebody on a list that was published; a list keeps its names, the card goes with the post."""
    book = stand.book.communities[community]
    serving = bool(open_posts(stand, book, person))
    return ListedName(book.people[person].name, addresses.card(stand.id, person) if serving else None)


def has_board(stand: Standpoint, book: CommunityBook, place: str) -> bool:
    """Tell whether a place has a notice board: some role serves its level, and it is no grid."""
    found = book.places.get(place)
    served = {role.level for role in stand.policy.pack.roles}
    return found is not None and found.level != "grid" and found.level in served


def place_link(stand: Standpoint, book: CommunityBook, place: str) -> Link:
    """Return a place's full name and its board, or the community's page where it has none."""
    href = (
        addresses.board(stand.id, book.id, place)
        if has_board(stand, book, place)
        else addresses.community(stand.id, book.id)
    )
    return Link(place_name(book, place), href)


def place_name(book: CommunityBook, place: str) -> str:
    """Return a place's name with its compound before it; a grid has only its own."""
    chain = book.chain(place)
    if chain and chain[0].level == "grid":
        return chain[0].name
    compound = next((found.compound for found in chain if found.compound), None)
    before = book.places[compound].name if compound in book.places else ""
    return f"{before}{book.name_of(place)}"


def duties(stand: Standpoint, role: str) -> tuple[DutyView, ...]:
    """Return a role's duties."""
    found = stand.policy.role(role)
    return tuple(DutyView(duty.label, duty.text, stand.cite(duty.clause)) for duty in found.duties) if found else ()


def masked(name: str) -> str:
    """Keep the surname and put 某 for the rest; of a name with a dot the first character stays."""
    if "·" in name:
        return f"{name[0]}某"
    surname = name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > _WITHOUT_GIVEN_NAME else name[:1]
    return f"{surname}某"
