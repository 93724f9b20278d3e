"""Public tables of how work goes on: campaigns by community, and workstations with what they should have.

Counts communities and stations alone; no leader is named, and nothing that was found of one is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.duties.heads import compounds_in_force
from generator.duties.stations import standard
from generator.staffing.progress import progress, progress_totals
from generator.views import addresses
from generator.views.boards import station_at
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.staffing import CampaignRule
    from generator.policies.stations import Stations
    from generator.views.standpoint import Cite, Standpoint


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One community's line of a campaign."""

    number: int
    community: Link
    buildings: int
    before: int
    after: int
    remark: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """The progress table of a campaign with its sums; `missing` names the communities without a return."""

    path: str
    label: str
    due: date
    rows: tuple[CampaignRow, ...]
    buildings: int
    before: int
    after: int
    missing: tuple[Link, ...]
    cite: Cite


@dataclass(frozen=True, slots=True)
class StationRow:
    """One community's stations: compounds that are to have one, set up, complete, in use."""

    community: Link
    wanted: int
    opened: int
    complete: int
    in_use: int


@dataclass(frozen=True, slots=True)
class StationsPage:
    """How far the stations of a jurisdiction are, and what each should have."""

    path: str
    haves: tuple[str, ...]
    rows: tuple[StationRow, ...]
    total: StationRow
    cite: Cite


def campaign_pages(stand: Standpoint) -> tuple[CampaignPage, ...]:
    """Build a table for each campaign that has begun; none under a policy that keeps them inside."""
    if not stand.allows("campaigns"):
        return ()
    found = (_campaign(stand, rule) for rule in stand.policy.pack.campaigns)
    return tuple(page for page in found if page is not None)


def _campaign(stand: Standpoint, rule: CampaignRule) -> CampaignPage | None:
    starts, due = rule.starts.on(stand.as_of), rule.due.on(stand.as_of)
    if due is None or rule.counts.on(stand.as_of) is None or (starts is not None and stand.as_of < starts):
        return None
    books = stand.book.communities
    lines = progress(books, rule, stand.as_of)
    buildings, before, after = progress_totals(lines)
    there = {line.community for line in lines}
    return CampaignPage(
        path=addresses.campaign(stand.id, rule.id),
        label=rule.label,
        due=due,
        rows=tuple(
            CampaignRow(
                number=line.number,
                community=_link(stand, books[line.community]),
                buildings=line.buildings,
                before=line.before,
                after=line.after,
                remark=line.remark or "",
                done_on=_known(stand, books[line.community].campaigns[rule.id].done_on),
            )
            for line in lines
        ),
        buildings=buildings,
        before=before,
        after=after,
        missing=tuple(_link(stand, book) for name, book in sorted(books.items()) if name not in there),
        cite=stand.cite(rule.clause),
    )


def stations_page(stand: Standpoint) -> StationsPage | None:
    """Build the table of stations; None under a policy without them, or one that keeps them inside."""
    rules = stand.policy.pack.stations
    if rules is None or not stand.allows("stations"):
        return None
    rows = tuple(_stations(stand, rules, book) for _, book in sorted(stand.book.communities.items()))
    home = Link(stand.book.jurisdiction.name, addresses.home(stand.id))
    total = StationRow(
        home,
        wanted=sum(row.wanted for row in rows),
        opened=sum(row.opened for row in rows),
        complete=sum(row.complete for row in rows),
        in_use=sum(row.in_use for row in rows),
    )
    haves = tuple(have.label for have in rules.haves)
    return StationsPage(addresses.stations(stand.id), haves, rows, total, stand.cite(rules.clause))


def _stations(stand: Standpoint, rules: Stations, book: CommunityBook) -> StationRow:
    places = list(compounds_in_force(book, rules, stand.as_of))
    found = [station for place in places if (station := station_at(stand, book, place.id)) is not None]
    complete = [
        station
        for station in found
        if standard(rules, (have.have for have in station.haves if have.on <= stand.as_of)).met
    ]
    in_use = [station for station in found if _known(stand, station.in_use_on)]
    return StationRow(_link(stand, book), len(places), len(found), len(complete), len(in_use))


def _link(stand: Standpoint, book: CommunityBook) -> Link:
    return Link(book.community.name, addresses.community(stand.id, book.id))


def _known(stand: Standpoint, day: date | None) -> date | None:
    return day if day is not None and day <= stand.as_of else None
