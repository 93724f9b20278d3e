"""Public views of the lists of points, as they were published and never otherwise.

A period without a publication record is not here; figures are the record's, the items behind them recomputed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from generator.scoring import Holder, rank
from generator.scoring.lines import ZERO
from generator.views.memory import remembered
from generator.views.people import listed, place_link
from generator.views.receipts import traced_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.records.outcomes import PublishedRow
    from generator.scoring import PeriodRow
    from generator.views.people import ListedName
    from generator.views.receipts import Published, TracedLine
    from generator.views.standpoint import Cite, Link, Ref, Standpoint


class ItemHead(Struct, frozen=True):
    """A column of a list: one score item."""

    number: str
    label: str
    cite: Cite


class PointsRow(Struct, frozen=True):
    """One leader on a list; `by_item` follows the list's columns."""

    rank: int
    unit: Link | None
    name: ListedName
    by_item: tuple[Decimal, ...]
    bonus: Decimal
    adjustment: Decimal
    to_date: Decimal
    base: Decimal
    score: Decimal
    adjustments: tuple[TracedLine, ...]
    ref: Ref


class RoleList(Struct, frozen=True):
    """The rows of one role, which is ranked apart."""

    role: str
    rows: tuple[PointsRow, ...]


class PointsPage(Struct, frozen=True):
    """A published list of a community; `base` is absent where it differs from leader to leader."""

    path: str
    period: str
    community: Link
    closed_on: date
    published_on: date
    base: Decimal | None
    items: tuple[ItemHead, ...]
    roles: tuple[RoleList, ...]
    clause: Cite
    ref: Ref


def points_pages(
    stand: Standpoint, book: CommunityBook, lists: tuple[Published, ...], community: Link
) -> tuple[PointsPage, ...]:
    """Build every published list of a community, newest first."""
    return tuple(_page(stand, book, list_, community) for list_ in lists)


def _page(stand: Standpoint, book: CommunityBook, list_: Published, community: Link) -> PointsPage:
    pack = stand.policy.pack
    roles = [role for role in pack.roles if role.scored]
    scored_rows = list_.close.rows
    bases = {row.score - row.to_date for row in scored_rows} or {ZERO}
    sums = {holder: _by_item(row) for holder, row in list_.rows.items()}
    used = {line.item.id for row in list_.rows.values() for line in row.adjustments}.union(*sums.values())
    items = tuple(item for item in pack.items if item.id in used)
    ids, nothing = [item.id for item in items], (ZERO,) * len(items)
    columns = defaultdict(
        lambda: nothing,
        {holder: tuple([points.get(item, ZERO) for item in ids]) for holder, points in sums.items()},
    )
    lists = (
        RoleList(role.label, _ranked(stand, book, list_, columns, [r for r in scored_rows if r.role == role.id]))
        for role in roles
    )
    return PointsPage(
        path=list_.path,
        period=list_.label,
        community=community,
        closed_on=list_.close.closed_on,
        published_on=list_.close.published_on,
        base=bases.pop() if len(bases) == 1 else None,
        items=tuple(ItemHead(item.number, item.label, stand.cite(item.clause)) for item in items),
        roles=tuple(found for found in lists if found.rows),
        clause=stand.cite(pack.periods.published.dated(list_.period.last).clause if pack.periods else ""),
        ref=stand.ref(list_.close.origin),
    )


_Columns: TypeAlias = "Mapping[Holder, tuple[Decimal, ...]]"
"""The points of each row of a list under each of its items."""


def _ranked(
    stand: Standpoint, book: CommunityBook, list_: Published, columns: _Columns, rows: list[PublishedRow]
) -> tuple[PointsRow, ...]:
    """Rank a role's rows by score to date; equal scores share a rank."""
    public = [ranking for ranking in stand.policy.pack.rankings if ranking.public]
    method = (public[0].method.on(list_.period.last) if public else None) or "competition"
    ranked = rank([(row, row.score) for row in rows], method)
    return tuple(_row(stand, book, list_, columns, row, number) for row, _, number in ranked)


def _row(
    stand: Standpoint, book: CommunityBook, list_: Published, columns: _Columns, row: PublishedRow, number: int
) -> PointsRow:
    holder = Holder(row.leader, row.role)
    behind = list_.rows.get(holder)
    return PointsRow(
        rank=number,
        unit=unit_link(stand, book, row.leader, row.role),
        name=listed(stand, book, row.leader),
        by_item=columns[holder],
        bonus=row.bonus,
        adjustment=row.adjustment,
        to_date=row.to_date,
        base=row.score - row.to_date,
        score=row.score,
        adjustments=traced_lines(stand, book, behind.adjustments if behind else ()),
        ref=stand.ref(row.origin),
    )


def _by_item(row: PeriodRow) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in row.lines:
        item = line.item.id
        found[item] = found.get(item, ZERO) + line.points
    return found


def unit_link(stand: Standpoint, book: CommunityBook, leader: str, role: str) -> Link | None:
    """Return the place that a leader serves or served in a role: the latest one."""
    return _unit(stand, book, (leader, role))


@remembered
def _unit(stand: Standpoint, book: CommunityBook, post: tuple[str, str]) -> Link | None:
    leader, role = post
    posts: Iterable[tuple[date, str]] = (
        (appointment.from_, appointment.places[0])
        for appointment in book.people[leader].appointments
        if appointment.role == role and appointment.places
    )
    latest = max(posts, default=None)
    return place_link(stand, book, latest[1]) if latest else None
