"""The whole of what may be seen on a day: each community by itself, then each jurisdiction from what they give.

Joins the views of each subject; a page that is not here does not exist.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.awards import ranked_standings, standings_part
from generator.views import addresses, home
from generator.views.boards import boards
from generator.views.cards import Figures, cards
from generator.views.finder import finder_rows
from generator.views.further import further_pages, honours_of, year_pages
from generator.views.honours import held_honours, honours_pages
from generator.views.issues import issues_page
from generator.views.lists import points_pages
from generator.views.method import method_page
from generator.views.months import month_pages
from generator.views.notices import community_notices, jurisdiction_notices, notice_line
from generator.views.overview import Overview
from generator.views.places import community_page
from generator.views.progress import campaign_pages, stations_page
from generator.views.rankings import ranking_pages, shown_rankings
from generator.views.receipts import published
from generator.views.shares import community_share
from generator.views.standpoint import Link, Standpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.awards import RoundResult
    from generator.history import History
    from generator.ledger import Ledger
    from generator.periods import WorkingDays
    from generator.scoring import CommunityScores, JurisdictionScores
    from generator.views.boards import BoardPage
    from generator.views.cards import CardPage, FormerPage, HeldHonour
    from generator.views.finder import FinderRow
    from generator.views.further import FurtherPages, YearPages
    from generator.views.honours import HonoursPage
    from generator.views.issues import IssuesPage
    from generator.views.lists import PointsPage
    from generator.views.method import MethodPage
    from generator.views.months import MonthPage
    from generator.views.notices import NoticePage
    from generator.views.places import CommunityPage
    from generator.views.progress import CampaignPage, StationsPage
    from generator.views.rankings import RankingPage
    from generator.views.shares import CommunityShare


class CommunityPublication(Struct, frozen=True):
    """Everything public of one community, made without looking at another."""

    page: CommunityPage
    boards: tuple[BoardPage, ...]
    cards: tuple[CardPage | FormerPage, ...]
    points: tuple[PointsPage, ...]
    months: tuple[MonthPage, ...]
    notices: tuple[NoticePage, ...]
    finder: tuple[FinderRow, ...]


class CommunityViews(NamedTuple):
    """What one community comes to: its own pages, and its share in those of the whole, which is not public itself."""

    pages: CommunityPublication
    share: CommunityShare


class JurisdictionPublication(Struct, frozen=True):
    """Everything public of one jurisdiction as a whole; its communities stand beside it where they are at hand.

    `held` says, by the address of a card, what its leader holds; `notices` are those of the jurisdiction itself.
    """

    id: str
    name: str
    fictional: bool
    policy_title: str
    front: home.JurisdictionHome
    points: home.PointsIndex
    rankings: tuple[RankingPage, ...]
    honours: tuple[HonoursPage, ...]
    held: tuple[tuple[str, tuple[HeldHonour, ...]], ...]
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
    communities: tuple[CommunityPublication, ...] = ()

    @property
    def line(self) -> home.JurisdictionLine:
        """What the first page of the site says of it."""
        return home.jurisdiction_line(self.front, (*self.notices_index.current, *self.notices_index.past))


class Publication(Struct, frozen=True):
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
        _complete(scores[name], rounds.get(name, ()), ledger.working_days, history)
        for name in ledger.site.jurisdictions
        if name in scores
    )
    front = home.site_home(ledger.site.title, tuple(one.line for one in found), as_of)
    return Publication(ledger.site.title, ledger.site.address or "", as_of, front, found)


def _complete(
    scores: JurisdictionScores, rounds: tuple[RoundResult, ...], working_days: WorkingDays, history: History
) -> JurisdictionPublication:
    """Take both steps for one jurisdiction: its communities one by one, and then the whole."""
    stand = Standpoint(scores.book.with_communities(), scores.policy, working_days, history, scores.as_of)
    communities = {name: community_publication(stand, one) for name, one in sorted(scores.communities.items())}
    shares = {name: found.share for name, found in communities.items()}
    years = [found.year for found in rounds]
    parts = [
        standings_part(one, shown_rankings(stand), stand.book.awards, years)
        for _, one in sorted(scores.communities.items())
    ]
    standings = partial(ranked_standings, stand.policy, stand.as_of, parts)
    whole = jurisdiction_publication(Overview(stand, shares, rounds, standings))
    return replace(whole, communities=tuple(found.pages for found in communities.values()))


def community_publication(stand: Standpoint, scores: CommunityScores) -> CommunityViews:
    """Decide what everybody may see of one community, and what it gives to the whole.

    Args:
        stand: the frame; no other community is looked at.
        scores: the community and its score lines.
    """
    book = scores.book
    name = Link(book.community.name, addresses.community(stand.id, book.id))
    lists, notices = published(stand, scores), community_notices(stand, book)
    points, months = points_pages(stand, book, lists, name), month_pages(stand, book)
    shown = (*(Link(page.period, page.path) for page in points), *(Link(page.period, page.path) for page in months))
    current = tuple(Link(page.title, page.path) for page in notices if notice_line(page).is_current)
    page = community_page(stand, book, shown, current)
    pages = CommunityPublication(
        page=page,
        boards=boards(stand, book),
        cards=cards(stand, book, Figures(lists, months)),
        points=points,
        months=months,
        notices=notices,
        finder=finder_rows(stand, book),
    )
    return CommunityViews(pages, community_share(stand, book, pages))


def jurisdiction_publication(overview: Overview) -> JurisdictionPublication:
    """Decide what everybody may see of one jurisdiction as a whole, from the frame and what its communities give."""
    stand, shares = overview.stand, tuple(overview.shares.values())
    own = jurisdiction_notices(stand, {name for share in shares for name in share.unnamed})
    lines = (*map(notice_line, own), *(line for share in shares for line in share.notices))
    notices = tuple(sorted(lines, key=lambda line: (line.opens, line.path), reverse=True))
    communities = tuple(share.line for share in shares)
    lists = home.points_index(stand, (found for share in shares for found in share.lists))
    years, further = year_pages(overview), further_pages(overview)
    rankings, honours = ranking_pages(overview), honours_pages(overview)
    results = home.Results(tuple(page for page in rankings if page.number == 1), honours, years, further.links())
    return JurisdictionPublication(
        id=stand.id,
        name=stand.book.jurisdiction.name,
        fictional=stand.book.jurisdiction.fictional,
        policy_title=stand.policy.pack.title,
        front=home.jurisdiction_home(stand, communities, lists, notices, results),
        points=lists,
        rankings=rankings,
        honours=honours,
        held=_together(held_honours(overview), *honours_of(stand, years)),
        years=years,
        further=further,
        notices=own,
        notices_index=home.notices_index(stand, notices),
        leaders=home.leaders_page(stand, communities, (found for share in shares for found in share.leaders)),
        stories=home.stories_page(stand, (story for share in shares for story in share.stories)),
        method=method_page(stand),
        issues=issues_page(stand, (share.issues for share in shares)),
        stations=stations_page(stand, (share.stations for share in shares)),
        campaigns=campaign_pages(stand, (share.campaigns for share in shares)),
    )


def _together(*held: Mapping[str, tuple[HeldHonour, ...]]) -> tuple[tuple[str, tuple[HeldHonour, ...]], ...]:
    """Join what each leader holds of the different kinds of honours."""
    cards = sorted({card for found in held for card in found})
    return tuple((card, tuple(honour for found in held for honour in found.get(card, ()))) for card in cards)
