"""A leader's receipt (明细): every line with day, item, rate, points, reason, clause, record and list.

Knows the lines and closes of one leader; the card and `explain` say the same sentences.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.periods import Period
from generator.policies.items import Rate
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.table import Column, Table
from generator.scoring import Holder, base_points, total
from generator.scoring.words import counted_before, day_zh, outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.scoring import CommunityScores, ScoreLine


class ReceiptLine(Struct, frozen=True):
    """One score line in words; `listed` tells which list shows it, nothing where it earns nothing.

    `entered_by` and `entered_on` are author and day of the commit that brought the record's line in as it reads.
    """

    day: date
    quarter: Period
    item_number: str
    item_label: str
    units: int
    counted: int
    rate: Decimal | None
    points: Decimal
    outcome: Words
    clause: str
    source: str
    entered_by: str | None
    entered_on: date | None
    known_on: date
    listed: Words | None
    corrects: str | None
    corrected_by: str | None


class RoleReceipt(Struct, frozen=True):
    """The receipt of one role: base, lines, subtotals of quarters, total and score.

    `total` adds up the lines of the period, `to_date` those of its year up to the period's end.
    """

    role: str
    role_label: str
    place: str
    base: Decimal
    base_clause: str | None
    lines: tuple[ReceiptLine, ...]
    subtotals: tuple[tuple[Period, Decimal], ...]
    total: Decimal
    to_date: Decimal
    score: Decimal


class Receipt(Struct, frozen=True):
    """A person's receipt for a period, one part for each role held in it."""

    person: str
    name: str
    community: str
    period: Period
    as_of: date
    roles: tuple[RoleReceipt, ...]


def receipt(context: Context, person: str, period: Period | None = None) -> Receipt:
    """Write a person's receipt.

    Args:
        context: the jurisdiction on its day.
        person: an id of `context.book.community_of`.
        period: a month, quarter, half-year or year; absent means the year of the as-of day.

    Raises:
        KeyError: nobody in the jurisdiction has that id.
    """
    wanted = period or Period.of("year", context.as_of)
    community = context.scores.communities[context.book.community_of[person]]
    holders = [h for h in community.holders(wanted.first, wanted.last) if h.leader == person]
    roles = [role.id for role in context.policy.pack.roles]
    parts = tuple(
        _role(context, community, holder, wanted) for holder in sorted(holders, key=lambda h: roles.index(h.role))
    )
    name = community.book.community.name
    return Receipt(person, context.name(person), name, wanted, context.as_of, parts)


def _role(context: Context, community: CommunityScores, holder: Holder, period: Period) -> RoleReceipt:
    year = Period.of("year", period.last)
    mine = community.by_holder.get(holder, ())
    lines = sorted(
        (line for line in mine if period.contains(line.belongs)),
        key=lambda line: (line.day, line.month, int(line.entry.id), line.known_on, line.outcome != "withdrawn"),
    )
    quarters = sorted({Period.of("quarter", line.belongs) for line in lines})
    base = base_points(context.policy, year, period.last, partial(community.served, holder))
    to_date = total(line for line in mine if year.contains(line.belongs) and line.belongs <= period.last)
    rule = context.policy.pack.base
    return RoleReceipt(
        holder.role,
        context.role(holder.role),
        places_of(community.book, holder.leader, holder.role, period),
        base,
        rule.points.dated(period.last).clause if rule else None,
        tuple(_line(context, community, line, mine) for line in lines),
        tuple((q, total(line for line in lines if q.contains(line.belongs))) for q in quarters),
        total(lines),
        to_date,
        base + to_date,
    )


def _line(context: Context, community: CommunityScores, line: ScoreLine, mine: tuple[ScoreLine, ...]) -> ReceiptLine:
    formula = line.item.formula
    everything = [other for other in community.lines if other.leader == line.leader] if line.outcome == "capped" else ()
    corrected = next((other for other in mine if other.outcome == "withdrawn" and other.corrects == line.source), None)
    return ReceiptLine(
        line.day,
        Period.of("quarter", line.belongs),
        line.item.number,
        line.item.label,
        line.units,
        line.counted,
        formula.points.on(line.day) if isinstance(formula, Rate) else None,
        line.points,
        outcome_words(line, counted_before(line, everything)),
        line.clause,
        at(line.source),
        *context.entered(at(line.source)),
        line.known_on,
        listed(context, community, line) if line.points else None,
        at(line.corrects) if line.corrects else None,
        at(corrected.source) if corrected else None,
    )


def listed(context: Context, community: CommunityScores, line: ScoreLine) -> Words | None:
    """Say which published list shows a line, or which is to show it; None where nothing is published."""
    rules = context.policy.pack.periods
    kind = rules.published.on(line.belongs) if rules else None
    if kind is None:
        return None
    own = period = Period.of(kind, line.belongs)
    while (close := community.book.closes.get(period)) is not None and close.closed_on < line.known_on:
        period = period.next()
    en, zh = period.label_en, period.label_zh
    adjustment = Words(", as an adjustment", "（作为调整）") if period != own else Words("", "")
    if close is not None and close.published_on <= context.as_of:
        return Words(
            f"in the list of the {en}{adjustment.en}, published on {close.published_on}",
            f"列入{zh}名单{adjustment.zh}，{day_zh(close.published_on)}公布",
        )
    return Words(f"to be in the list of the {en}{adjustment.en}", f"将列入{zh}名单{adjustment.zh}")


def receipt_table(found: Receipt) -> Table:
    """Lay a receipt out as a table: the base first, then each line, with total and score in the notes."""
    columns = (
        *(c.ROLE, c.DAY, c.ITEM, Column("units", Words("Claimed", "申报"), "whole")),
        Column("counted", Words("Counted", "计分"), "whole"),
        *(Column("rate", Words("Rate", "单位分值"), "points"), c.POINTS, Column("outcome", Words("Outcome", "处理"))),
        *(Column("known_on", Words("Known on", "入账日"), "day"), Column("listed", Words("List", "公布名单"))),
        *(c.CLAUSE, c.SOURCE, c.ENTERED_BY, c.ENTERED_ON, Column("corrects", Words("Corrects", "更正对象"))),
        Column("corrected_by", Words("Corrected by", "更正记录")),
    )
    rows = tuple(row for part in found.roles for row in _rows(part))
    heading = f"{found.name} {found.community}"
    title = Words(f"Receipt of {heading}, {found.period.label_en}", f"{heading} {found.period.label_zh}积分明细")
    return Table("receipt", title, columns, rows, None, tuple(_sums(part) for part in found.roles))


def _rows(part: RoleReceipt) -> Iterator[Row]:
    base = Words("Base points", "基础分")
    yield (part.role_label, None, base, *(None,) * 3, part.base, *(None,) * 3, part.base_clause, *(None,) * 5)
    for line in part.lines:
        yield (
            *(part.role_label, line.day, line.item_number + line.item_label, line.units, line.counted),
            *(line.rate, line.points, line.outcome, line.known_on, line.listed, line.clause, line.source),
            *(line.entered_by, line.entered_on, line.corrects, line.corrected_by),
        )


def _sums(part: RoleReceipt) -> Words:
    quarters_en = ", ".join(f"{quarter.text} {_plain(points)}" for quarter, points in part.subtotals)
    quarters_zh = "，".join(f"{quarter.label_zh}{_plain(points)}分" for quarter, points in part.subtotals)
    place = f"{part.role_label} {part.place}"
    return Words(
        f"{place}: {quarters_en or 'no lines'}; total {_plain(part.total)}, to date {_plain(part.to_date)}, "
        f"base {_plain(part.base)}, score {_plain(part.score)}.",
        f"{place}：{quarters_zh or '没有记录'}；合计{_plain(part.total)}分，累计{_plain(part.to_date)}分，"
        f"基础分{_plain(part.base)}分，得分{_plain(part.score)}分。",
    )


def _plain(points: Decimal) -> str:
    """Write points without trailing zeros (G-06)."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
