"""Public tables of how work goes on: campaigns by community, and workstations with what they should have.

Counts communities and stations alone; no leader is named, and nothing that was found of one is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.duties.heads import compounds_in_force
from generator.duties.stations import standard
from generator.staffing.progress import progress
from generator.views import addresses
from generator.views.boards import station_at
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.staffing import CampaignRule
    from generator.views.standpoint import Cite, Standpoint


class CampaignRow(Struct, frozen=True):
    """One community's line of a campaign."""

    number: int
    community: Link
    buildings: int
    before: int
    after: int
    remark: str
    done_on: date | None


class CampaignShare(Struct, frozen=True):
    """What a community gives to the tables: its line in each campaign, by campaign; without a line it is missing."""

    community: Link
    rows: Mapping[str, CampaignRow]


class CampaignPage(Struct, frozen=True):
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


class StationRow(Struct, frozen=True):
    """One community's stations: compounds that are to have one, set up, complete, in use."""

    community: Link
    wanted: int
    opened: int
    complete: int
    in_use: int


class StationsPage(Struct, frozen=True):
    """How far the stations of a jurisdiction are, and what each should have."""

    path: str
    haves: tuple[str, ...]
    rows: tuple[StationRow, ...]
    total: StationRow
    cite: Cite


def campaign_pages(stand: Standpoint, shares: Iterable[CampaignShare]) -> tuple[CampaignPage, ...]:
    """Build a table for each campaign that has begun, in the order of the communities; none where they stay inside."""
    given = tuple(shares)
    return tuple(_campaign(stand, rule, due, given) for rule, due in _begun(stand))


def _begun(stand: Standpoint) -> tuple[tuple[CampaignRule, date], ...]:
    """Return the campaigns that have begun and may be seen, with their due days."""
    day = stand.as_of
    found = []
    for rule in stand.policy.pack.campaigns if stand.allows("campaigns") else ():
        starts, due = rule.starts.on(day), rule.due.on(day)
        if due is not None and rule.counts.on(day) is not None and (starts is None or starts <= day):
            found.append((rule, due))
    return tuple(found)


def campaign_share(stand: Standpoint, book: CommunityBook) -> CampaignShare:
    """Return a community's line in the table of each campaign."""
    rows = {}
    for rule, _ in _begun(stand):
        for line in progress({book.id: book}, rule, stand.as_of):
            rows[rule.id] = CampaignRow(
                number=line.number,
                community=_link(stand, book),
                buildings=line.buildings,
                before=line.before,
                after=line.after,
                remark=line.remark or "",
                done_on=_known(stand, book.campaigns[rule.id].done_on),
            )
    return CampaignShare(_link(stand, book), rows)


def _campaign(stand: Standpoint, rule: CampaignRule, due: date, shares: Iterable[CampaignShare]) -> CampaignPage:
    returned = [row for share in shares if (row := share.rows.get(rule.id)) is not None]
    return CampaignPage(
        path=addresses.campaign(stand.id, rule.id),
        label=rule.label,
        due=due,
        rows=tuple(replace(row, number=number) for number, row in enumerate(returned, 1)),
        buildings=sum(row.buildings for row in returned),
        before=sum(row.before for row in returned),
        after=sum(row.after for row in returned),
        missing=tuple(share.community for share in shares if rule.id not in share.rows),
        cite=stand.cite(rule.clause),
    )


def stations_page(stand: Standpoint, communities: Iterable[StationRow | None]) -> StationsPage | None:
    """Build the table of stations; None under a policy without them, or one that keeps them inside."""
    rules = stand.policy.pack.stations
    if rules is None or not stand.allows("stations"):
        return None
    rows = tuple(row for row in communities if row is not None)
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


def station_row(stand: Standpoint, book: CommunityBook) -> StationRow | None:
    """Return a community's line in the table of stations; None where there is no such table."""
    rules = stand.policy.pack.stations
    if rules is None or not stand.allows("stations"):
        return None
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
