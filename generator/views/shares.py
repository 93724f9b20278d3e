"""What one community gives to the pages of its jurisdiction as a whole, subject by subject.

Knows a single community and the frame; a share is not public, but every field of it is a small value that can be
kept and compared by itself. No page is made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import home
from generator.views.catalogue import taken_items
from generator.views.chosen import supported_projects
from generator.views.directory import directory
from generator.views.earned import accounts_by_year
from generator.views.issues import issue_group
from generator.views.notices import notice_line, unnamed_in
from generator.views.opinions import opinion_sums
from generator.views.people import place_name
from generator.views.progress import campaign_share, station_row
from generator.views.roster import roster_share
from generator.views.scheme import prizes_of
from generator.views.tallies import year_tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.claims import YearAccount
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.views.chosen import SupportedProject
    from generator.views.directory import Listing
    from generator.views.issues import IssueGroup
    from generator.views.notices import NoticeLine
    from generator.views.opinions import OpinionSum
    from generator.views.people import LeaderLine
    from generator.views.progress import CampaignShare, StationRow
    from generator.views.publication import CommunityPublication
    from generator.views.roster import RosterShare
    from generator.views.standpoint import Standpoint
    from generator.views.tallies import YearTally


class CommunityShare(Struct, frozen=True):
    """What one community gives to the whole.

    Attributes:
        line: the community itself, as lists of communities name it.
        lists: its published lists.
        notices: its notices, as lists of notices name them.
        unnamed: names that the jurisdiction's own notices must not say.
        leaders: its serving leaders, each with the recorded reading of the name.
        stories: its good examples.
        issues: its matters on the issue board.
        stations: its line in the table of stations.
        campaigns: its lines in the tables of campaigns.
        directory: those whom lists of the whole may name, by id.
        places: the names of its grids and of the places that honours were given in, by id.
        published: the periods whose list it published.
        earned: what its leaders earned, by year.
        projects: its supported projects.
        taken: what its redemptions took of the catalogue, by item.
        prizes: what its redemptions cost, by year, in fen.
        tallies: what its displayed months add up to.
        opinions: what its residents said, added up.
        roster: its counts of leaders and places, and its teams.
    """

    line: home.CommunityLine
    lists: tuple[home.PublishedList, ...]
    notices: tuple[NoticeLine, ...]
    unnamed: tuple[str, ...]
    leaders: tuple[tuple[str | None, LeaderLine], ...]
    stories: tuple[home.StoryView, ...]
    issues: IssueGroup | None
    stations: StationRow | None
    campaigns: CampaignShare
    directory: Mapping[str, Listing]
    places: Mapping[str, str]
    published: tuple[Period, ...]
    earned: Mapping[Period, tuple[YearAccount, ...]]
    projects: tuple[SupportedProject, ...]
    taken: Mapping[str, int]
    prizes: Mapping[Period, int]
    tallies: tuple[YearTally, ...]
    opinions: tuple[OpinionSum, ...]
    roster: RosterShare | None


def community_share(stand: Standpoint, book: CommunityBook, pages: CommunityPublication) -> CommunityShare:
    """Gather what a community gives to the whole, from its records and its own pages."""
    return CommunityShare(
        line=home.community_line(pages.page),
        lists=home.published_lists((*pages.points, *pages.months)),
        notices=tuple(notice_line(notice) for notice in pages.notices),
        unnamed=unnamed_in(stand, book),
        leaders=home.spoken(stand, book),
        stories=home.told_stories(stand, book),
        issues=issue_group(stand, book),
        stations=station_row(stand, book),
        campaigns=campaign_share(stand, book),
        directory=directory(stand, book),
        places=_places(stand, book),
        published=tuple(period for period, close in book.closes.items() if close.published_on <= stand.as_of),
        earned=accounts_by_year(stand, book),
        projects=supported_projects(stand, book),
        taken=taken_items(stand, book),
        prizes=prizes_of(stand, book),
        tallies=year_tallies(stand, pages.months),
        opinions=opinion_sums(stand, book),
        roster=roster_share(stand, book),
    )


def _places(stand: Standpoint, book: CommunityBook) -> dict[str, str]:
    grids = [place.id for place in book.places.values() if place.level == "grid"]
    chosen = [
        choice.place for award in stand.book.awards.values() for choice in award.choices if choice.community == book.id
    ]
    return {place: place_name(stand, book, place) for place in dict.fromkeys((*grids, *chosen))}
