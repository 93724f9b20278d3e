"""Public statistics of monthly points: sums by item, month and community, and residents' part in activities.

Adds up what the displayed months show and nothing else; knows no claim.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.views import addresses
from generator.views.lists import ItemHead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.views.months import MonthPage
    from generator.views.standpoint import Cite, Standpoint

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The points of a month or of a community; `by_item` follows the page's items."""

    label: str
    href: str | None
    leaders: int
    basic: Decimal
    by_item: tuple[Decimal, ...]
    reward: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class ItemTally:
    """How often an item counted in the year, and its points."""

    head: ItemHead
    times: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class GatheringTally:
    """Activities of a building in the year and the residents who came."""

    community: str
    place: str
    times: int
    people: int


@dataclass(frozen=True, slots=True)
class TalliesPage:
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


def tallies_pages(stand: Standpoint, months: tuple[MonthPage, ...]) -> tuple[TalliesPage, ...]:
    """Build the statistics of each year with a displayed month, newest first."""
    if not stand.allows("statistics"):
        return ()
    years = sorted({page.month[:4] for page in months}, reverse=True)
    return tuple(_page(stand, year, [page for page in months if page.month[:4] == year]) for year in years)


def _page(stand: Standpoint, year: str, pages: list[MonthPage]) -> TalliesPage:
    used = {head for page in pages for head in page.items}
    own = (ItemHead(item.number, item.label, stand.cite(item.clause)) for item in stand.policy.pack.items)
    heads = tuple(head for head in own if head in used)
    by_month: dict[str, list[MonthPage]] = defaultdict(list)
    by_community: dict[tuple[str, str], list[MonthPage]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: page.month):
        by_month[page.period].append(page)
        by_community[page.community.text, page.community.href].append(page)
    claims = stand.policy.pack.claims
    return TalliesPage(
        path=addresses.tallies(stand.id, year),
        year=year,
        first=next(iter(by_month)),
        last=list(by_month)[-1],
        items=tuple(_item(head, pages) for head in heads),
        months=tuple(_row(label, None, heads, found) for label, found in by_month.items()),
        communities=tuple(_row(label, href, heads, found) for (label, href), found in sorted(by_community.items())),
        whole=_row("合计", None, heads, pages),
        gatherings=_gatherings(pages),
        cite=stand.cite(claims.participation.clause if claims and claims.participation else ""),
    )


def _item(head: ItemHead, pages: Iterable[MonthPage]) -> ItemTally:
    cells = [
        points
        for page in pages
        for row in page.rows
        for found, points in zip(page.items, row.by_item, strict=True)
        if found == head
    ]
    return ItemTally(head, sum(cell.times for cell in cells), sum((cell.points for cell in cells), ZERO))


def _row(label: str, href: str | None, heads: tuple[ItemHead, ...], pages: list[MonthPage]) -> TallyRow:
    rows = [row for page in pages for row in page.rows]
    earning = {(page.community.href, row.name, row.unit) for page in pages for row in page.rows if row.total}
    return TallyRow(
        label=label,
        href=href,
        leaders=len(earning),
        basic=sum((row.basic for row in rows), ZERO),
        by_item=tuple(_item(head, pages).points for head in heads),
        reward=sum((row.reward for row in rows), ZERO),
        total=sum((row.total for row in rows), ZERO),
    )


def _gatherings(pages: Iterable[MonthPage]) -> tuple[GatheringTally, ...]:
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for page in pages:
        for gathering in page.gatherings:
            counts = found[page.community.text, gathering.place]
            counts[0] += gathering.times
            counts[1] += gathering.people
    return tuple(GatheringTally(*place, *counts) for place, counts in sorted(found.items()))
