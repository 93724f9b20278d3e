"""What leaders did, entry by entry: incidents, consultations, record books, counts, waiting and refused entries.

Knows logs and verifications; households appear as numbers only.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import REJECTED, VERIFIED, WAITING, at, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook, Verified
    from generator.periods import Period
    from generator.reports.context import Context
    from generator.reports.report import Row

_KNOWN = Column("known_on", Words("Leader knew on", "获知日"), "day")
_TOLD = Column("told_on", Words("Told on", "告知日"), "day")
_HEADCOUNT = Column("headcount", Words("Headcount", "人数"), "whole")
_EVENT = Column("event", Words("Event", "事件"))
_ENTRY = (c.COMMUNITY, c.MONTH, c.NUMBER, c.DAY, c.PERSON, c.NAME, c.ACTIVITY)


def _entry(context: Context, book: CommunityBook, month: Period, verified: Verified) -> Row:
    """Return the cells that `_ENTRY` names."""
    entry = verified.entry
    name = context.name(entry.leader)
    return (book.community.name, month, entry.id, entry.date, entry.leader, name, context.activity(entry.activity))


def _reported(context: Context, period: Period, report: str) -> Iterator[tuple[CommunityBook, Period, Verified]]:
    """Yield the entries whose activity stands on an internal list."""
    for book, month, verified in context.entries(period):
        activity = context.policy.activity(verified.entry.activity)
        if activity is not None and activity.report == report:
            yield book, month, verified


def incidents(context: Context, period: Period) -> Sheet:
    """List important news with the days of finding and telling; "at once" has no number (R18-2.1.1-3, G-15, B-09)."""
    columns = (
        *_ENTRY,
        *(c.PLACE, _KNOWN, _TOLD, Column("days", Words("Days taken", "用时（天）"), "whole")),
        *(Column("limit_hours", Words("Limit (hours)", "时限（小时）"), "whole"), c.STATE, c.NOTE, c.SOURCE),
    )
    limits = context.policy.pack.limits
    rows = []
    for book, month, verified in _reported(context, period, "incident"):
        entry = verified.entry
        hours = limits.incident_hours.on(entry.date) if limits else None
        rows.append(
            (
                *_entry(context, book, month, verified),
                *(place_name(book, entry.place), entry.known_on, entry.told_on),
                (entry.told_on - (entry.known_on or entry.date)).days if entry.told_on else None,
                *(c.UNSET if hours is None else hours, context.state(verified), entry.note, at(entry.origin)),
            )
        )
    return Sheet(columns, tuple(rows))


def consultations(context: Context, period: Period) -> Sheet:
    """List the residents' consultations that leaders held (R18-2.1.4-1)."""
    columns = (*_ENTRY, c.PLACE, _EVENT, _HEADCOUNT, c.STATE, c.NOTE, c.SOURCE)
    rows = tuple(
        (
            *_entry(context, book, month, verified),
            *(place_name(book, verified.entry.place), verified.entry.event, verified.entry.headcount),
            *(context.state(verified), verified.entry.note, at(verified.entry.origin)),
        )
        for book, month, verified in _reported(context, period, "consultation")
    )
    return Sheet(columns, rows)


def record_book(context: Context, period: Period) -> Sheet:
    """List a month's dated entries leader by leader, as a record book holds them (R18-2.4.1-4, B-07)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.DAY, c.MONTH, c.NUMBER, c.ACTIVITY, c.PLACE),
        *(Column("count", Words("Count", "次数"), "whole"), Column("households", Words("Households", "户数"), "whole")),
        *(_HEADCOUNT, c.POINTS, c.STATE, c.NOTE, c.SOURCE),
    )
    earned: dict[str, Decimal] = {}
    for community in context.communities:
        for line in community.lines:
            if line.corrects is None:
                earned[at(line.source)] = earned.get(at(line.source), Decimal(0)) + line.points
    found = sorted(
        context.entries(period),
        key=lambda it: (it[0].id, it[2].entry.leader, it[2].entry.date, it[1], int(it[2].entry.id)),
    )
    rows = tuple(
        (
            *(book.community.name, v.entry.leader, context.name(v.entry.leader), v.entry.date, month, v.entry.id),
            *(context.activity(v.entry.activity), place_name(book, v.entry.place), v.entry.count),
            *(None if v.entry.households is None else len(v.entry.households), v.entry.headcount),
            earned.get(at(v.entry.origin)),
            *(context.state(v), v.entry.note, at(v.entry.origin)),
        )
        for book, month, v in found
    )
    return Sheet(columns, rows)


def unverified(context: Context) -> Sheet:
    """List the entries that wait for verification and therefore earn nothing yet (G-28, B-53)."""
    columns = (*_ENTRY, Column("days", Words("Days waiting", "已等（天）"), "whole"), c.SOURCE)
    rows = tuple(
        (
            *_entry(context, book, month, verified),
            *((context.as_of - verified.entry.date).days, at(verified.entry.origin)),
        )
        for book, month, verified in everything(context)
        if context.state(verified) == WAITING
    )
    return Sheet(columns, rows)


def everything(context: Context) -> Iterator[tuple[CommunityBook, Period, Verified]]:
    """Yield every entry up to the as-of day, by community, month and number."""
    for community in context.communities:
        for month in sorted(community.book.logs):
            for verified in community.book.verified(month):
                if verified.entry.date <= context.as_of:
                    yield community.book, month, verified


def rejected(context: Context, period: Period) -> Sheet:
    """List the entries that did not pass verification, with the reason (G-28)."""
    columns = (
        *_ENTRY,
        *(c.REASON, Column("verified_on", Words("Checked on", "核实日"), "day")),
        *(Column("verified_by", Words("Checked by", "核实人")), c.SOURCE),
    )
    rows: list[Row] = []
    for book, month, verified in context.entries(period):
        sitting = verified.verification
        if sitting is None or context.state(verified) != REJECTED:
            continue
        entry = _entry(context, book, month, verified)
        rows.append((*entry, verified.reason, sitting.on, context.actor(sitting.by), at(verified.entry.origin)))
    return Sheet(columns, tuple(rows))


def service_log(context: Context, period: Period) -> Sheet:
    """Count each leader's verified entries by activity; never household content (R18-2.1.1-1, R18-2.1.3-1)."""
    activities = context.policy.pack.activities
    counts: dict[tuple[str, str], Counter[str]] = {}
    for book, _, verified in context.entries(period):
        if context.state(verified) == VERIFIED:
            counts.setdefault((book.id, verified.entry.leader), Counter())[verified.entry.activity] += 1
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME),
        *(Column(f"activity-{activity.id}", Words(activity.label, activity.label), "whole") for activity in activities),
        Column("total", Words("Total", "合计"), "whole"),
    )
    rows: list[Row] = []
    for (community, leader), counted in sorted(counts.items(), key=lambda pair: pair[0]):
        name = context.book.communities[community].community.name
        numbers = (counted[activity.id] for activity in activities)
        rows.append((name, leader, context.name(leader), *numbers, counted.total()))
    summed = Counter[str]()
    for counted in counts.values():
        summed.update(counted)
    totals = (Words("Total", "合计"), None, None, *(summed[activity.id] for activity in activities), summed.total())
    return Sheet(columns, tuple(rows), totals)
