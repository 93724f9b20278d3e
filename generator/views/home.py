"""Public views that lead to the others: the whole site, a jurisdiction, the index of leaders, good examples.

Counts and names only what the other views show.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import addresses
from generator.views.cards import serving
from generator.views.finder import first_initial
from generator.views.people import agreed, open_posts
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from datetime import date

    from generator.views.further import YearPages
    from generator.views.honours import HonoursPage, RankingPage
    from generator.views.lists import PointsPage
    from generator.views.months import MonthPage
    from generator.views.notices import NoticePage
    from generator.views.people import LeaderLine
    from generator.views.places import CommunityPage
    from generator.views.standpoint import Standpoint

_LATEST = 5
"""Notices on a home page."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a first page leads to beside its communities: years' rankings and honours, and further pages."""

    rankings: tuple[RankingPage, ...]
    honours: tuple[HonoursPage, ...]
    years: YearPages
    further: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class JurisdictionHome:
    """The first page of a jurisdiction."""

    path: str
    name: str
    policy: Link
    rules_document: str
    communities: tuple[CommunityPage, ...]
    leaders: int
    vacancies: int
    open_notices: tuple[NoticePage, ...]
    late_notices: tuple[NoticePage, ...]
    latest_period: str
    latest_lists: tuple[Link, ...]
    has_points: bool
    has_years: bool
    results: Results


@dataclass(frozen=True, slots=True)
class SiteHome:
    """The first page of the site."""

    title: str
    jurisdictions: tuple[JurisdictionHome, ...]
    notices: tuple[NoticePage, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The serving leaders whose names begin with one letter."""

    path: str
    letter: str
    lines: tuple[LeaderLine, ...]


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """The way to every serving leader by building and by initial; works without a script."""

    path: str
    communities: tuple[CommunityPage, ...]
    letters: tuple[LetterPage, ...]


@dataclass(frozen=True, slots=True)
class PointsIndex:
    """Every published list, newest period first; there is no such page where the policy keeps points inside."""

    path: str
    is_open: bool
    periods: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class NoticesIndex:
    """Every notice, by what may still be done about it."""

    path: str
    current: tuple[NoticePage, ...]
    past: tuple[NoticePage, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A good example told with the person's consent."""

    anchor: str
    title: str
    text: str
    name: str
    card: str | None
    community: str
    published_on: date


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """Good examples, newest first."""

    path: str
    stories: tuple[StoryView, ...]


def is_current(notice: NoticePage) -> bool:
    """Tell whether a notice still waits for something."""
    return notice.state in {"open", "objected"}


def jurisdiction_home(
    stand: Standpoint,
    communities: tuple[CommunityPage, ...],
    lists: PointsIndex,
    notices: tuple[NoticePage, ...],
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
        open_notices=tuple(page for page in notices if is_current(page)),
        late_notices=tuple(page for page in notices if not is_current(page))[:_LATEST],
        latest_period=lists.periods[0][0] if lists.periods else "",
        latest_lists=lists.periods[0][1] if lists.periods else (),
        has_points=lists.is_open,
        has_years=lists.is_open or stand.allows("honours"),
        results=results,
    )


def site_home(
    title: str, homes: tuple[JurisdictionHome, ...], notices: tuple[NoticePage, ...], as_of: date
) -> SiteHome:
    """Build the first page of the site with the latest notices of all jurisdictions."""
    ordered = sorted(notices, key=lambda page: (is_current(page), page.opens, page.path), reverse=True)
    return SiteHome(title, homes, tuple(ordered[:_LATEST]), as_of)


def points_index(stand: Standpoint, pages: tuple[PointsPage | MonthPage, ...]) -> PointsIndex:
    """Gather the published lists by period."""
    by_period: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for page in pages:
        by_period[page.path.rsplit("/", 2)[1], page.period].append(Link(page.community.text, page.path))
    periods = tuple((label, tuple(by_period[key, label])) for key, label in sorted(by_period, reverse=True))
    return PointsIndex(addresses.points_index(stand.id), stand.has_points, periods)


def notices_index(stand: Standpoint, notices: tuple[NoticePage, ...]) -> NoticesIndex:
    """Part the notices into those that wait for something and the rest."""
    return NoticesIndex(
        addresses.notices(stand.id),
        current=tuple(page for page in notices if is_current(page)),
        past=tuple(page for page in notices if not is_current(page)),
    )


def leaders_page(stand: Standpoint, communities: tuple[CommunityPage, ...]) -> LeadersPage:
    """Sort every serving leader by the first letter of the name; the communities' pages go by building."""
    by_letter: dict[str, list[LeaderLine]] = defaultdict(list)
    for book in stand.book.communities.values():
        for post, line in serving(stand, book):
            by_letter[first_initial(line.name, book.people[post.person].pinyin)].append(line)
    letters = tuple(
        LetterPage(addresses.letter(stand.id, letter), letter, tuple(sorted(by_letter[letter], key=_by_name)))
        for letter in sorted(by_letter)
    )
    return LeadersPage(addresses.leaders(stand.id), communities, letters)


def _by_name(line: LeaderLine) -> tuple[str, str, str]:
    return line.name, line.card, line.role


def stories_page(stand: Standpoint) -> StoriesPage:
    """Tell the stories whose person agreed and still agrees."""
    found = [
        StoryView(
            anchor=f"{book.id}--{name}",
            title=story.title,
            text=story.text,
            name=book.people[story.person].name,
            card=addresses.card(stand.id, story.person) if open_posts(stand, book, story.person) else None,
            community=book.community.name,
            published_on=story.published_on,
        )
        for book in stand.book.communities.values()
        for name, story in book.stories.items()
        if story.published_on <= stand.as_of and agreed(book, story.person, "story", stand.as_of)
    ]
    ordered = sorted(found, key=lambda story: (story.published_on, story.anchor), reverse=True)
    return StoriesPage(addresses.stories(stand.id), tuple(ordered))
