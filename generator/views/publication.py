"""The whole of what may be seen on a day, jurisdiction by jurisdiction.

Joins the views of each subject; a page that is not here does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import addresses, home
from generator.views.boards import boards
from generator.views.cards import Figures, cards
from generator.views.finder import finder_rows
from generator.views.further import further_pages, honours_of, year_pages
from generator.views.honours import held_honours, honours_pages, ranking_pages
from generator.views.issues import issues_page
from generator.views.lists import points_pages
from generator.views.method import method_page
from generator.views.months import month_pages
from generator.views.notices import notice_pages
from generator.views.places import community_page
from generator.views.progress import campaign_pages, stations_page
from generator.views.receipts import published
from generator.views.standpoint import Link, Standpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.awards import RoundResult
    from generator.history import History
    from generator.ledger import CommunityBook, Ledger
    from generator.scoring import JurisdictionScores
    from generator.views.boards import BoardPage
    from generator.views.cards import CardPage, FormerPage, HeldHonour
    from generator.views.finder import FinderRow
    from generator.views.further import FurtherPages, YearPages
    from generator.views.honours import HonoursPage, RankingPage
    from generator.views.issues import IssuesPage
    from generator.views.lists import PointsPage
    from generator.views.method import MethodPage
    from generator.views.months import MonthPage
    from generator.views.notices import NoticePage
    from generator.views.places import CommunityPage
    from generator.views.progress import CampaignPage, StationsPage


@dataclass(frozen=True, slots=True)
class CommunityPublication:
    """Everything public of one community; made without looking at another."""

    page: CommunityPage
    boards: tuple[BoardPage, ...]
    cards: tuple[CardPage | FormerPage, ...]
    points: tuple[PointsPage, ...]
    months: tuple[MonthPage, ...]
    finder: tuple[FinderRow, ...]


@dataclass(frozen=True, slots=True)
class JurisdictionPublication:
    """Everything public of one jurisdiction."""

    id: str
    name: str
    fictional: bool
    policy_title: str
    communities: tuple[CommunityPublication, ...]
    front: home.JurisdictionHome
    points: home.PointsIndex
    rankings: tuple[RankingPage, ...]
    honours: tuple[HonoursPage, ...]
    years: YearPages
    further: FurtherPages
    notices: tuple[NoticePage, ...]
    notices_index: home.NoticesIndex
    leaders: home.LeadersPage
    stories: home.StoriesPage
    method: MethodPage
    issues: IssuesPage | None
    stations: StationsPage | None
    campaigns: tuple[CampaignPage, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything public of the site on a day."""

    title: str
    address: str
    as_of: date
    front: home.SiteHome
    jurisdictions: tuple[JurisdictionPublication, ...]


def publication(
    ledger: Ledger,
    scores: Mapping[str, JurisdictionScores],
    rounds: Mapping[str, tuple[RoundResult, ...]],
    history: History,
    as_of: date,
) -> Publication:
    """Decide what everybody may see.

    Args:
        ledger: free of errors.
        scores: of each jurisdiction, as known on the as-of day.
        rounds: of each jurisdiction, as `generator.awards.rounds` gives them.
        history: the commits by which figures are traced.
        as_of: the day; what lies after it is not seen.
    """
    found = tuple(
        jurisdiction_publication(Standpoint(scores[name], rounds.get(name, ()), ledger.working_days, history, as_of))
        for name in ledger.site.jurisdictions
        if name in scores
    )
    notices = tuple(page for jurisdiction in found for page in jurisdiction.notices)
    front = home.site_home(ledger.site.title, tuple(j.front for j in found), notices, as_of)
    return Publication(ledger.site.title, ledger.site.address or "", as_of, front, found)


def jurisdiction_publication(stand: Standpoint) -> JurisdictionPublication:
    """Decide what everybody may see of one jurisdiction."""
    notices, years = notice_pages(stand), year_pages(stand)
    held = _together(held_honours(stand), *honours_of(stand, years))
    communities = tuple(community_publication(stand, book, held, notices) for book in stand.book.communities.values())
    months = tuple(page for community in communities for page in community.months)
    lists = home.points_index(stand, (*(page for community in communities for page in community.points), *months))
    further = further_pages(stand, months)
    rankings, honours = ranking_pages(stand), honours_pages(stand)
    pages = tuple(community.page for community in communities)
    return JurisdictionPublication(
        id=stand.id,
        name=stand.book.jurisdiction.name,
        fictional=stand.book.jurisdiction.fictional,
        policy_title=stand.policy.pack.title,
        communities=communities,
        front=home.jurisdiction_home(
            stand, pages, lists, notices, home.Results(rankings, honours, years, further.links())
        ),
        points=lists,
        rankings=rankings,
        honours=honours,
        years=years,
        further=further,
        notices=notices,
        notices_index=home.notices_index(stand, notices),
        leaders=home.leaders_page(stand, pages),
        stories=home.stories_page(stand),
        method=method_page(stand),
        issues=issues_page(stand),
        stations=stations_page(stand),
        campaigns=campaign_pages(stand),
    )


def _together(*held: Mapping[str, tuple[HeldHonour, ...]]) -> dict[str, tuple[HeldHonour, ...]]:
    """Join what each leader holds of the different kinds of honours."""
    people = sorted({person for found in held for person in found})
    return {person: tuple(honour for found in held for honour in found.get(person, ())) for person in people}


def community_publication(
    stand: Standpoint,
    book: CommunityBook,
    held: Mapping[str, tuple[HeldHonour, ...]],
    notices: Iterable[NoticePage],
) -> CommunityPublication:
    """Decide what everybody may see of one community."""
    own = f"/notices/{book.id}--"
    current = tuple(Link(page.title, page.path) for page in notices if own in page.path and home.is_current(page))
    name = Link(book.community.name, addresses.community(stand.id, book.id))
    lists = published(stand, book.id)
    points, months = points_pages(stand, book, lists, name), month_pages(stand, book)
    shown = (*(Link(page.period, page.path) for page in points), *(Link(page.period, page.path) for page in months))
    return CommunityPublication(
        page=community_page(stand, book, shown, current),
        boards=boards(stand, book),
        cards=cards(stand, book, Figures(lists, months, held)),
        points=points,
        months=months,
        finder=finder_rows(stand, book),
    )
