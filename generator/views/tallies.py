"""Public statistics of monthly points: sums by item, month and community, and residents' part in activities.

Adds up what the displayed months show and nothing else, first community by community; knows no claim.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import addresses
from generator.views.lists import ItemHead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.views.months import Gathering, MonthPage
    from generator.views.standpoint import Cite, Link, Standpoint

ZERO = Decimal(0)


class TallyRow(Struct, frozen=True):
    """The points of a month or of a community; `by_item` follows the page's items."""

    label: str
    href: str | None
    leaders: int
    basic: Decimal
    by_item: tuple[Decimal, ...]
    reward: Decimal
    total: Decimal


class ItemTally(Struct, frozen=True):
    """How often an item counted in the year, and its points."""

    head: ItemHead
    times: int
    points: Decimal


class GatheringTally(Struct, frozen=True):
    """Activities of a building in the year and the residents who came."""

    community: str
    place: str
    times: int
    people: int


class MonthTally(Struct, frozen=True):
    """What a displayed month of a community adds up to; `leaders` earned anything in it."""

    label: str
    month: str
    leaders: int
    basic: Decimal
    items: tuple[ItemTally, ...]
    reward: Decimal
    total: Decimal
    gatherings: tuple[Gathering, ...]


class YearTally(Struct, frozen=True):
    """A community's displayed months of a year, the earliest first; `leaders` earned anything in any of them."""

    community: Link
    year: str
    leaders: int
    months: tuple[MonthTally, ...]


class TalliesPage(Struct, frozen=True):
    """The statistics of a year."""

    path: str
    year: str
    first: str
    last: str
    items: tuple[ItemTally, ...]
    months: tuple[TallyRow, ...]
    communities: tuple[TallyRow, ...]
    whole: TallyRow
    gatherings: tuple[GatheringTally, ...]
    cite: Cite


def year_tallies(stand: Standpoint, months: tuple[MonthPage, ...]) -> tuple[YearTally, ...]:
    """Add up the displayed months of a community, year by year; nothing where statistics stay inside."""
    if not stand.allows("statistics"):
        return ()
    by_year: dict[str, list[MonthPage]] = defaultdict(list)
    for page in sorted(months, key=lambda page: page.month):
        by_year[page.month[:4]].append(page)
    return tuple(
        YearTally(pages[0].community, year, _leaders(pages), tuple(_month(page) for page in pages))
        for year, pages in by_year.items()
    )


def _month(page: MonthPage) -> MonthTally:
    columns = zip(*(row.by_item for row in page.rows), strict=True)
    return MonthTally(
        label=page.period,
        month=page.month,
        leaders=_leaders([page]),
        basic=sum((row.basic for row in page.rows), ZERO),
        items=tuple(
            ItemTally(head, sum(cell.times for cell in cells), sum((cell.points for cell in cells), ZERO))
            for head, cells in zip(page.items, columns, strict=True)
        ),
        reward=sum((row.reward for row in page.rows), ZERO),
        total=sum((row.total for row in page.rows), ZERO),
        gatherings=page.gatherings,
    )


def _leaders(pages: Iterable[MonthPage]) -> int:
    return len({(row.name, row.unit) for page in pages for row in page.rows if row.total})


def tallies_pages(stand: Standpoint, tallies: Iterable[YearTally]) -> tuple[TalliesPage, ...]:
    """Build the statistics of each year with a displayed month, newest first."""
    by_year: dict[str, list[YearTally]] = defaultdict(list)
    for tally in tallies:
        by_year[tally.year].append(tally)
    return tuple(_page(stand, year, by_year[year]) for year in sorted(by_year, reverse=True))


def _page(stand: Standpoint, year: str, tallies: list[YearTally]) -> TalliesPage:
    used = {item.head for tally in tallies for month in tally.months for item in month.items}
    own = (ItemHead(item.number, item.label, stand.cite(item.clause)) for item in stand.policy.pack.items)
    heads = tuple(head for head in own if head in used)
    months = sorted((month for tally in tallies for month in tally.months), key=lambda month: month.month)
    by_month: dict[str, list[MonthTally]] = defaultdict(list)
    for month in months:
        by_month[month.label].append(month)
    claims = stand.policy.pack.claims
    return TalliesPage(
        path=addresses.tallies(stand.id, year),
        year=year,
        first=next(iter(by_month)),
        last=list(by_month)[-1],
        items=tuple(_item(head, months) for head in heads),
        months=tuple(
            _row(label, None, heads, found, sum(month.leaders for month in found)) for label, found in by_month.items()
        ),
        communities=tuple(
            _row(tally.community.text, tally.community.href, heads, tally.months, tally.leaders)
            for tally in sorted(tallies, key=lambda tally: (tally.community.text, tally.community.href))
        ),
        whole=_row("合计", None, heads, months, sum(tally.leaders for tally in tallies)),
        gatherings=_gatherings(tallies),
        cite=stand.cite(claims.participation.clause if claims and claims.participation else ""),
    )


def _item(head: ItemHead, months: Iterable[MonthTally]) -> ItemTally:
    cells = [item for month in months for item in month.items if item.head == head]
    return ItemTally(head, sum(cell.times for cell in cells), sum((cell.points for cell in cells), ZERO))


def _row(
    label: str, href: str | None, heads: tuple[ItemHead, ...], months: Sequence[MonthTally], leaders: int
) -> TallyRow:
    return TallyRow(
        label=label,
        href=href,
        leaders=leaders,
        basic=sum((month.basic for month in months), ZERO),
        by_item=tuple(_item(head, months).points for head in heads),
        reward=sum((month.reward for month in months), ZERO),
        total=sum((month.total for month in months), ZERO),
    )


def _gatherings(tallies: Iterable[YearTally]) -> tuple[GatheringTally, ...]:
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for community, gathering in _held(tallies):
        counts = found[community, gathering.place]
        counts[0] += gathering.times
        counts[1] += gathering.people
    return tuple(GatheringTally(*place, *counts) for place, counts in sorted(found.items()))


def _held(tallies: Iterable[YearTally]) -> Iterator[tuple[str, Gathering]]:
    for tally in tallies:
        for month in tally.months:
            yield from ((tally.community.text, gathering) for gathering in month.gatherings)
