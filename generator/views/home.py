"""Public views that lead to the others: the whole site, a jurisdiction, the index of leaders, good examples.

Counts and names only what the other views show.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import addresses
from generator.views.cards import serving
from generator.views.finder import first_initial
from generator.views.people import agreed, open_posts
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.views.further import YearPages
    from generator.views.honours import HonoursPage
    from generator.views.lists import PointsPage
    from generator.views.months import MonthPage
    from generator.views.notices import NoticeLine
    from generator.views.people import LeaderLine
    from generator.views.places import CommunityPage
    from generator.views.rankings import RankingPage
    from generator.views.standpoint import Standpoint

_LATEST = 5
"""Notices on a home page."""


class Results(Struct, frozen=True):
    """What a first page leads to beside its communities: years' rankings and honours, and further pages."""

    rankings: tuple[RankingPage, ...]
    honours: tuple[HonoursPage, ...]
    years: YearPages
    further: tuple[Link, ...]


class CommunityLine(Struct, frozen=True):
    """A community as the lists of communities name it."""

    path: str
    name: str
    street: str
    leaders: int
    vacancies: int


class PublishedList(Struct, frozen=True):
    """A published list as the index of lists names it; `key` sorts the periods."""

    key: str
    period: str
    link: Link


class JurisdictionHome(Struct, frozen=True):
    """The first page of a jurisdiction."""

    path: str
    name: str
    policy: Link
    rules_document: str
    communities: tuple[CommunityLine, ...]
    leaders: int
    vacancies: int
    open_notices: tuple[NoticeLine, ...]
    late_notices: tuple[NoticeLine, ...]
    latest_period: str
    latest_lists: tuple[Link, ...]
    has_points: bool
    has_years: bool
    results: Results


class JurisdictionLine(Struct, frozen=True):
    """What the first page of the site says of a jurisdiction, with the notices that may be among its latest."""

    path: str
    name: str
    communities: int
    leaders: int
    vacancies: int
    open_notices: int
    notices: tuple[NoticeLine, ...]


class SiteHome(Struct, frozen=True):
    """The first page of the site."""

    title: str
    jurisdictions: tuple[JurisdictionLine, ...]
    notices: tuple[NoticeLine, ...]
    as_of: date


class LetterPage(Struct, frozen=True):
    """The serving leaders whose names begin with one letter."""

    path: str
    letter: str
    lines: tuple[LeaderLine, ...]


class LeadersPage(Struct, frozen=True):
    """The way to every serving leader by building and by initial; works without a script."""

    path: str
    communities: tuple[CommunityLine, ...]
    letters: tuple[LetterPage, ...]


class PointsIndex(Struct, frozen=True):
    """Every published list, newest period first; there is no such page where the policy keeps points inside."""

    path: str
    is_open: bool
    periods: tuple[tuple[str, tuple[Link, ...]], ...]


class NoticesIndex(Struct, frozen=True):
    """Every notice, by what may still be done about it."""

    path: str
    current: tuple[NoticeLine, ...]
    past: tuple[NoticeLine, ...]


class StoryView(Struct, frozen=True):
    """A good example told with the person's consent."""

    anchor: str
    title: str
    text: str
    name: str
    card: str | None
    community: str
    published_on: date


class StoriesPage(Struct, frozen=True):
    """Good examples, newest first."""

    path: str
    stories: tuple[StoryView, ...]


def community_line(page: CommunityPage) -> CommunityLine:
    """Return what a list says of a community."""
    return CommunityLine(page.path, page.name, page.street, page.leaders, page.vacancies)


def jurisdiction_home(
    stand: Standpoint,
    communities: tuple[CommunityLine, ...],
    lists: PointsIndex,
    notices: tuple[NoticeLine, ...],
    results: Results,
) -> JurisdictionHome:
    """Build the first page of a jurisdiction."""
    return JurisdictionHome(
        path=addresses.home(stand.id),
        name=stand.book.jurisdiction.name,
        policy=Link(stand.policy.pack.title, addresses.method(stand.id)),
        rules_document=stand.book.jurisdiction.rules_document or "",
        communities=communities,
        leaders=sum(page.leaders for page in communities),
        vacancies=sum(page.vacancies for page in communities),
        open_notices=tuple(line for line in notices if line.is_current),
        late_notices=tuple(line for line in notices if not line.is_current)[:_LATEST],
        latest_period=lists.periods[0][0] if lists.periods else "",
        latest_lists=lists.periods[0][1] if lists.periods else (),
        has_points=lists.is_open,
        has_years=lists.is_open or stand.allows("honours"),
        results=results,
    )


def jurisdiction_line(home: JurisdictionHome, notices: Iterable[NoticeLine]) -> JurisdictionLine:
    """Sum up the first page of a jurisdiction; `notices` are all that were put up there."""
    return JurisdictionLine(
        home.path,
        home.name,
        len(home.communities),
        home.leaders,
        home.vacancies,
        len(home.open_notices),
        _latest(notices),
    )


def site_home(title: str, lines: tuple[JurisdictionLine, ...], as_of: date) -> SiteHome:
    """Build the first page of the site with the latest notices of all jurisdictions."""
    return SiteHome(title, lines, _latest(notice for line in lines for notice in line.notices), as_of)


def _latest(notices: Iterable[NoticeLine]) -> tuple[NoticeLine, ...]:
    """Return the first few: those that wait for something, then the newest."""
    ordered = sorted(notices, key=lambda line: (line.is_current, line.opens, line.path), reverse=True)
    return tuple(ordered[:_LATEST])


def published_lists(pages: Iterable[PointsPage | MonthPage]) -> tuple[PublishedList, ...]:
    """Return what the index says of a community's lists."""
    return tuple(
        PublishedList(page.path.rsplit("/", 2)[1], page.period, Link(page.community.text, page.path)) for page in pages
    )


def points_index(stand: Standpoint, lists: Iterable[PublishedList]) -> PointsIndex:
    """Gather the published lists by period."""
    by_period: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for found in lists:
        by_period[found.key, found.period].append(found.link)
    periods = tuple((label, tuple(by_period[key, label])) for key, label in sorted(by_period, reverse=True))
    return PointsIndex(addresses.points_index(stand.id), stand.has_points, periods)


def notices_index(stand: Standpoint, notices: tuple[NoticeLine, ...]) -> NoticesIndex:
    """Part the notices into those that wait for something and the rest."""
    return NoticesIndex(
        addresses.notices(stand.id),
        current=tuple(line for line in notices if line.is_current),
        past=tuple(line for line in notices if not line.is_current),
    )


def spoken(stand: Standpoint, book: CommunityBook) -> tuple[tuple[str | None, LeaderLine], ...]:
    """Return a community's serving leaders, each with the reading of the name that the record gives."""
    return tuple((book.people[post.person].pinyin, line) for post, line in serving(stand, book))


def leaders_page(
    stand: Standpoint, communities: tuple[CommunityLine, ...], leaders: Iterable[tuple[str | None, LeaderLine]]
) -> LeadersPage:
    """Sort every serving leader by the first letter of the name; the communities' pages go by building."""
    by_letter: dict[str, list[LeaderLine]] = defaultdict(list)
    for reading, line in leaders:
        by_letter[first_initial(line.name, reading)].append(line)
    letters = tuple(
        LetterPage(addresses.letter(stand.id, letter), letter, tuple(sorted(by_letter[letter], key=_by_name)))
        for letter in sorted(by_letter)
    )
    return LeadersPage(addresses.leaders(stand.id), communities, letters)


def _by_name(line: LeaderLine) -> tuple[str, str, str]:
    return line.name, line.card, line.role


def told_stories(stand: Standpoint, book: CommunityBook) -> tuple[StoryView, ...]:
    """Return a community's stories whose person agreed and still agrees."""
    return tuple(
        StoryView(
            anchor=f"{book.id}--{name}",
            title=story.title,
            text=story.text,
            name=book.people[story.person].name,
            card=addresses.card(stand.id, story.person) if open_posts(stand, book, story.person) else None,
            community=book.community.name,
            published_on=story.published_on,
        )
        for name, story in book.stories.items()
        if story.published_on <= stand.as_of and agreed(book, story.person, "story", stand.as_of)
    )


def stories_page(stand: Standpoint, stories: Iterable[StoryView]) -> StoriesPage:
    """Tell the communities' stories, newest first."""
    ordered = sorted(stories, key=lambda story: (story.published_on, story.anchor), reverse=True)
    return StoriesPage(addresses.stories(stand.id), tuple(ordered))
