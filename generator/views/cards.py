"""Public views of leaders: the contact card, and the page that is left when somebody has gone.

A card shows published figures only; a page of somebody who left names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.periods import Period
from generator.surveys import pairs_on
from generator.views import addresses
from generator.views.months import month_receipts
from generator.views.offices import office_view
from generator.views.people import (
    agreed,
    chain,
    duties,
    duty_phone,
    has_left,
    is_open,
    leader_line,
    open_posts,
    place_link,
)
from generator.views.receipts import receipts
from generator.views.seats import seats
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Post
    from generator.records.outcomes import PublishedRow
    from generator.views.months import MonthPage, MonthReceipt
    from generator.views.offices import OfficeView
    from generator.views.people import DutyView, LeaderLine
    from generator.views.receipts import PeriodReceipt, Published
    from generator.views.standpoint import Cite, Standpoint


class PostView(Struct, frozen=True):
    """A post that a leader holds."""

    role: str
    places: tuple[Link, ...]
    since: date
    duties: tuple[DutyView, ...]
    cite: Cite


class HeldHonour(Struct, frozen=True):
    """An honour of a year, as the card of its holder says it; provisional until its round is confirmed."""

    year: str
    label: str
    stars: int
    href: str
    provisional: bool


class CardPage(Struct, frozen=True):
    """A serving leader's contact card; what the leader holds is known once the whole is, and joined later."""

    path: str
    name: str
    community: Link
    posts: tuple[PostView, ...]
    phone: str | None
    heads: tuple[LeaderLine, ...]
    mediators: tuple[str, ...]
    office: OfficeView | None
    receipts: tuple[PeriodReceipt, ...]
    clauses: tuple[tuple[str, Cite], ...]
    earlier: tuple[Link, ...]
    next_list: str
    months: tuple[MonthReceipt, ...]
    stories: tuple[Link, ...]


class FormerPage(Struct, frozen=True):
    """What stands at the address of somebody who has left: no name, only where to go."""

    path: str
    community: Link
    boards: tuple[Link, ...]


class Figures(NamedTuple):
    """What was published of a community's leaders: lists and displayed months."""

    lists: tuple[Published, ...]
    months: tuple[MonthPage, ...]

    def rows(self) -> dict[str, list[tuple[Published, PublishedRow]]]:
        """Return the rows of each leader on the published lists, newest first."""
        found: dict[str, list[tuple[Published, PublishedRow]]] = {}
        for list_ in self.lists:
            for row in list_.close.rows:
                found.setdefault(row.leader, []).append((list_, row))
        return found


def cards(stand: Standpoint, book: CommunityBook, figures: Figures) -> tuple[CardPage | FormerPage, ...]:
    """Build a page for everybody of a community who serves or once served."""
    found: list[CardPage | FormerPage] = []
    rows = figures.rows()
    for person in sorted(book.people):
        if open_posts(stand, book, person):
            found.append(_card(stand, book, person, figures, rows.get(person, [])))
        elif has_left(book, person, stand.as_of):
            found.append(_former(stand, book, person))
    return tuple(found)


def _card(
    stand: Standpoint,
    book: CommunityBook,
    person: str,
    figures: Figures,
    mine: list[tuple[Published, PublishedRow]],
) -> CardPage:
    posts, lists, path = open_posts(stand, book, person), figures.lists, addresses.card(stand.id, person)
    year = Period.of("year", lists[0].period.last) if lists else None
    shown = [(list_, row) for list_, row in mine if year and year.contains(list_.period.last)]
    earlier = {list_.period: list_ for list_, row in mine if year and not year.contains(list_.period.last)}
    explained = receipts(stand, book, shown)
    told = agreed(book, person, "story", stand.as_of)
    months, months_before = month_receipts(figures.months, path)
    return CardPage(
        path=path,
        name=book.people[person].name,
        community=Link(book.community.name, addresses.community(stand.id, book.id)),
        posts=tuple(_post(stand, book, post) for post in posts),
        phone=duty_phone(stand, book, person),
        heads=_heads(stand, book, person, posts),
        mediators=tuple(_mediators(stand, book, person)),
        office=office_view(stand, book.community.office),
        receipts=explained,
        clauses=_clauses(explained),
        earlier=(
            *(Link(list_.label, list_.path) for list_ in earlier.values()),
            *(Link(page.period, page.path) for page in months_before),
        ),
        next_list=_next_list(stand, lists, posts) or _next_month(stand, figures.months, posts),
        months=months,
        stories=tuple(
            Link(story.title, f"{addresses.stories(stand.id)}#{book.id}--{name}")
            for name, story in book.stories.items()
            if told and story.person == person and story.published_on <= stand.as_of
        ),
    )


def _clauses(explained: tuple[PeriodReceipt, ...]) -> tuple[tuple[str, Cite], ...]:
    """Return each item of the receipts once, with its clause."""
    words = {id(line.words): line.words for found in explained for group in found.groups for line in group.lines}
    cites = {(said.label, said.cite.clause): said.cite for said in words.values()}
    return tuple((label, cites[label, clause]) for label, clause in sorted(cites))


def _post(stand: Standpoint, book: CommunityBook, post: Post) -> PostView:
    role = stand.policy.role(post.appointment.role)
    return PostView(
        role=stand.role_label(post.appointment.role),
        places=tuple(place_link(stand, book, place) for place in post.appointment.places),
        since=post.appointment.from_,
        duties=duties(stand, book, post.appointment.role),
        cite=stand.cite(role.clause if role else ""),
    )


def _heads(stand: Standpoint, book: CommunityBook, person: str, posts: tuple[Post, ...]) -> tuple[LeaderLine, ...]:
    """Return who else may be called: those who serve the places above, nearest first."""
    above = {
        place.id: place
        for post in posts
        for start in post.appointment.places
        for place in chain(stand, book, start)
        if place.id not in post.appointment.places
    }
    lines = [line for place in above.values() for seat in seats(stand, book, place) for line in seat.leaders]
    own = addresses.card(stand.id, person)
    return tuple(dict.fromkeys(line for line in lines if line.card != own))


def _mediators(stand: Standpoint, book: CommunityBook, person: str) -> Iterator[str]:
    """Yield the function of each mediator who works with a leader, with the name of one who may be named."""
    rule = stand.policy.pack.pairing
    shown = rule is not None and stand.audience("pairings") in {"public", "consent"}
    for _, pair in pairs_on(book, stand.as_of) if shown else ():
        if rule is not None and pair.leader == person:
            named = any(p.appointment.role == rule.mediator for p in open_posts(stand, book, pair.mediator))
            yield f"{stand.role_label(rule.mediator)}{' ' + book.people[pair.mediator].name if named else ''}"


def _next_list(stand: Standpoint, lists: tuple[Published, ...], posts: tuple[Post, ...]) -> str:
    """Name the period whose list comes next; empty where nothing is scored or published."""
    periods = stand.policy.pack.periods
    scored = {role.id for role in stand.policy.pack.roles if role.scored}
    if periods is None or not stand.allows("points") or not any(p.appointment.role in scored for p in posts):
        return ""
    if lists:
        return lists[0].period.next().label_zh
    kind = periods.published.on(stand.as_of)
    return Period.of(kind, stand.as_of).label_zh if kind else ""


def _next_month(stand: Standpoint, months: tuple[MonthPage, ...], posts: tuple[Post, ...]) -> str:
    """Name the month that is displayed next; empty where nobody claims points by the month."""
    claims = stand.policy.pack.claims
    if claims is None or not stand.allows("points") or not any(p.appointment.role in claims.roles for p in posts):
        return ""
    return (Period.parse(months[0].month).next() if months else Period.of("month", stand.as_of)).label_zh


def _former(stand: Standpoint, book: CommunityBook, person: str) -> FormerPage:
    places = dict.fromkeys(place for appointment in book.people[person].appointments for place in appointment.places)
    return FormerPage(
        path=addresses.card(stand.id, person),
        community=Link(book.community.name, addresses.community(stand.id, book.id)),
        boards=tuple(place_link(stand, book, place) for place in places),
    )


def serving(stand: Standpoint, book: CommunityBook) -> tuple[tuple[Post, LeaderLine], ...]:
    """Return each post held on the day with what may be said of its holder, by place."""
    held = [post for post in book.posts if post.held_on(stand.as_of) and is_open(stand, book, post)]
    ordered = sorted(held, key=lambda post: (post.appointment.places, post.person))
    return tuple((post, leader_line(stand, book, post)) for post in ordered)
