"""Public views of monthly points: each displayed month of a community, row by row as it was put up, and its finality.

Knows displays and what was accepted; leaves out what was refused, its reasons, who appealed, and every balance.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct

from generator.claims import facts_of, month_results, notice_rows, under_review
from generator.views import addresses
from generator.views.lists import ItemHead, unit_link
from generator.views.offices import office_view
from generator.views.people import listed, place_name
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from datetime import date

    from generator.claims import ClaimFacts, MonthResult, NoticeRow, Part, Window
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.records.selection import Notice
    from generator.views.offices import OfficeView
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Ref, Standpoint

ZERO = Decimal(0)
RowState: TypeAlias = Literal["displayed", "review", "final"]


class ItemPoints(Struct, frozen=True):
    """What an item brought: how many times it counted, and the points."""

    times: int
    points: Decimal


class MonthRow(Struct, frozen=True):
    """A leader in the notice of a month; `by_item` follows the page's items.

    The figures are those of the notice. `waiting` counts lines without a decision and open appeals as of today,
    without telling which; `later` is what changed since the notice, once it is final.
    """

    name: ListedName
    unit: Link | None
    basic: Decimal
    by_item: tuple[ItemPoints, ...]
    extra: Decimal
    reward: Decimal
    adjustment: Decimal
    total: Decimal
    to_date: Decimal
    state: RowState
    waiting: int
    later: Decimal


class Gathering(Struct, frozen=True):
    """Activities in a building and the residents who came; an indicator that earns nothing by itself."""

    place: str
    times: int
    people: int


class MonthPage(Struct, frozen=True):
    """The points of a community's month as they were put up."""

    path: str
    period: str
    month: str
    community: Link
    opens: date
    closes: date
    is_open: bool
    waiting: int
    items: tuple[ItemHead, ...]
    reward: ItemHead
    basic: Cite
    rows: tuple[MonthRow, ...]
    gatherings: tuple[Gathering, ...]
    notice: Link
    office: OfficeView | None
    post: str
    phone: str
    clause: Cite
    appeal: Cite
    ref: Ref


class MonthReceipt(NamedTuple):
    """A leader's row of a displayed month, for the card."""

    page: MonthPage
    row: MonthRow


class _Shown(NamedTuple):
    """A display with what was known when it went up and what is known today; private to this module."""

    facts: ClaimFacts
    window: Window
    then: dict[tuple[str, Period], MonthResult]
    now: dict[tuple[str, Period], MonthResult]


def month_pages(stand: Standpoint, book: CommunityBook) -> tuple[MonthPage, ...]:
    """Build each displayed month of a community, newest first; none where the policy keeps points inside."""
    if stand.policy.pack.claims is None or not stand.allows("points"):
        return ()
    facts = facts_of(stand.policy, stand.book, book, stand.working_days)
    now = month_results(facts, stand.as_of)
    notices = {notice.origin: (name, notice) for name, notice in book.notices.items()}
    found = (
        _page(stand, book, _Shown(facts, window, month_results(facts, window.opens), now), notices[window.source])
        for window in facts.windows.values()
        if window.opens <= stand.as_of
    )
    return tuple(sorted(found, key=lambda page: page.month, reverse=True))


def _page(stand: Standpoint, book: CommunityBook, shown: _Shown, posted: tuple[str, Notice]) -> MonthPage:
    name, notice = posted
    window, rules = shown.window, shown.facts.rules
    leaders = {post.person for post in book.posts if post.appointment.role in rules.roles}
    rows = sorted(
        (row for row in notice_rows(shown.facts, window) if row.leader in leaders),
        key=lambda row: _in_order(book, row.leader, rules.roles),
    )
    waiting = under_review(shown.facts, window.month, stand.as_of, shown.now)
    used = {part.item.id for row in rows for part in _counted(shown.then, row) if part.item is not None}
    items = tuple(item for item in stand.policy.pack.items if item.id in used)
    office = office_view(stand, notice.contact.office)
    views = tuple(_row(stand, book, shown, row, items, waiting[row.leader]) for row in rows)
    return MonthPage(
        path=addresses.points(stand.id, window.month.text, book.id),
        period=window.month.label_zh,
        month=window.month.text,
        community=Link(book.community.name, addresses.community(stand.id, book.id)),
        opens=window.opens,
        closes=window.closes,
        is_open=window.contains(stand.as_of),
        waiting=sum(1 for view in views if view.waiting),
        items=tuple(ItemHead(item.number, item.label, stand.cite(item.clause)) for item in items),
        reward=ItemHead("", rules.reward.label, stand.cite(rules.reward.clause)),
        basic=stand.cite(rules.basic.clause),
        rows=views,
        gatherings=_gatherings(stand, book, shown),
        notice=Link(notice.title, addresses.notice(stand.id, book.id, name)),
        office=office,
        post=notice.contact.post,
        phone=notice.contact.phone or (office.phone if office else ""),
        clause=stand.cite(rules.display.clause),
        appeal=stand.cite(_appeal_clause(stand)),
        ref=stand.ref(notice.origin),
    )


def _in_order(book: CommunityBook, leader: str, roles: tuple[str, ...]) -> tuple[int, str]:
    """Order leaders as the community lists the places that they serve or served."""
    order = {place: number for number, place in enumerate(book.places)}
    held = (p.appointment.places for p in book.posts if p.person == leader and p.appointment.role in roles)
    return min((order.get(place, len(order)) for places in held for place in places), default=len(order)), leader


def _appeal_clause(stand: Standpoint) -> str:
    """Return the clause by which the policy's course of a claim lets a leader appeal, else that of the display."""
    machine, rules = stand.policy.machine("claim"), stand.policy.pack.claims
    found = (way.clause for way in machine.transitions if way.event == "appeal") if machine else iter(())
    return next(found, rules.display.clause if rules else "")


def _counted(results: dict[tuple[str, Period], MonthResult], row: NoticeRow) -> tuple[Part, ...]:
    """Return the accepted parts of a leader's month."""
    result = results.get((row.leader, row.month))
    return tuple(part for part in result.parts if part.outcome == "counted") if result else ()


def _row(
    stand: Standpoint, book: CommunityBook, shown: _Shown, row: NoticeRow, items: tuple[Item, ...], waiting: int
) -> MonthRow:
    now = shown.now.get((row.leader, row.month))
    state = _state(stand, shown.window, now, waiting)
    return MonthRow(
        name=listed(stand, book, row.leader),
        unit=unit_link(stand, book, row.leader, shown.facts.rules.roles[0]),
        basic=row.basic,
        by_item=tuple(_of_item(_counted(shown.then, row), item) for item in items),
        extra=row.extra,
        reward=row.reward,
        adjustment=row.adjustment,
        total=row.total,
        to_date=row.to_date,
        state=state,
        waiting=waiting,
        later=now.total - row.total if state == "final" and now is not None else ZERO,
    )


def _gatherings(stand: Standpoint, book: CommunityBook, shown: _Shown) -> tuple[Gathering, ...]:
    """Count the accepted activities of the month by building, where the policy looks at residents' part in them."""
    rule, month = shown.facts.rules.participation, shown.window.month
    sheet = shown.facts.sheets.get(month)
    if rule is None or sheet is None:
        return ()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for claim in sheet.claims:
        result = shown.then.get((claim.leader, month))
        accepted = {part.key for part in result.parts if part.outcome == "counted"} if result else set()
        homes = [p.appointment.places for p in book.posts if p.person == claim.leader and p.appointment.places]
        for line in claim.lines:
            if line.id in accepted and line.activity in rule.activities and (line.place or homes):
                place = counts[line.place or homes[-1][0]]
                place[0] += 1 if line.count is None else line.count
                place[1] += line.headcount or 0
    return tuple(Gathering(place_name(stand, book, place), *found) for place, found in sorted(counts.items()))


def _state(stand: Standpoint, window: Window, now: MonthResult | None, waiting: int) -> RowState:
    """Tell whether a row is final; without any line it is so when the display is over."""
    if waiting:
        return "review"
    final_on = now.final_on if now is not None else window.over_on
    return "final" if final_on is not None and final_on <= stand.as_of else "displayed"


def _of_item(counted: tuple[Part, ...], item: Item) -> ItemPoints:
    mine = [part for part in counted if part.item is not None and part.item.id == item.id]
    return ItemPoints(sum(part.count for part in mine), sum((part.points for part in mine), ZERO))


def month_receipts(pages: tuple[MonthPage, ...], card: str) -> tuple[tuple[MonthReceipt, ...], tuple[MonthPage, ...]]:
    """Return the rows of a card's leader in the latest year, newest first, and the pages of the years before."""
    mine = [MonthReceipt(page, row) for page in pages for row in page.rows if row.name.card == card]
    year = mine[0].page.month[:4] if mine else ""
    latest = tuple(found for found in mine if found.page.month[:4] == year)
    return latest, tuple(found.page for found in mine[len(latest) :])
