"""The published points lists and the adjustments on them (B-02).

Knows frozen closes and computed rows: a published figure is shown as published, never recomputed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.periods import Period
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.scoring import Holder, rank, total
from generator.scoring.words import outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.outcomes import PeriodClose
    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.scoring import CommunityScores, PeriodRow, ScoreLine

PUBLISHED = Words("published", "已公布")
NOT_PUBLISHED = Words("not yet published", "未公布")
_ADJUSTMENT = Column("adjustment", Words("Adjustment", "调整"), "points")


class _Figures(NamedTuple):
    """A leader's figures on a list, as published or as they stand."""

    holder: Holder
    bonus: Decimal
    adjustment: Decimal
    to_date: Decimal
    score: Decimal
    source: str | None


def quarterly_points(context: Context, period: Period) -> Sheet:
    """List each leader's points by item, with base, adjustment, points to date and score (R18-2.4.2-3, B-02).

    Where points are claimed, `points-notice` is the list of a month and this one is empty.
    """
    items = context.policy.pack.items
    columns = (
        *(c.COMMUNITY, c.RANK, c.PLACE, c.PERSON, c.NAME, c.ROLE),
        *(
            Column(f"item-{item.id}", Words(item.number + item.label, item.number + item.label), "points")
            for item in items
        ),
        Column("bonus", Words("Bonus of the period", "本期加分"), "points"),
        _ADJUSTMENT,
        Column("to_date", Words("Bonus to date", "累计加分"), "points"),
        Column("base", Words("Base", "基础分"), "points"),
        Column("score", Words("Score to date", "累计得分"), "points"),
        *(c.STATE, Column("published_on", Words("Published on", "公布日"), "day"), c.SOURCE),
    )
    claimed = context.policy.pack.claims is not None
    rows = () if claimed else tuple(row for known in context.communities for row in _list(context, known, period))
    summed = {*(f"item-{item.id}" for item in items), "bonus", "adjustment", "to_date"}
    totals = tuple(
        _sum(rows, place) if column.key in summed else Words("Total", "合计") if place == 0 else None
        for place, column in enumerate(columns)
    )
    waiting = any(row[-3] == NOT_PUBLISHED for row in rows)
    note = Words("Figures not yet published may still change.", "未公布的数字可能还会变。")
    return Sheet(columns, rows, totals, (note,) if waiting else ())


def _sum(rows: tuple[Row, ...], place: int) -> Decimal:
    return sum((cell for row in rows if isinstance(cell := row[place], Decimal)), Decimal(0))


def _list(context: Context, community: CommunityScores, period: Period) -> Iterator[Row]:
    close, until = closing(context, community, period)
    computed = {Holder(row.leader, row.role): row for row in community.rows(period, until)}
    figures = _figures(close, computed)
    ranks = _ranks(context, figures, period)
    roles = [role.id for role in context.policy.pack.roles]
    for found in sorted(
        figures,
        key=lambda f: (
            roles.index(f.holder.role),
            ranks.get(f.holder, 0),
            places_of(community.book, f.holder.leader, f.holder.role, period),
            f.holder.leader,
        ),
    ):
        row = computed.get(found.holder)
        yield (
            community.book.community.name,
            ranks.get(found.holder),
            places_of(community.book, found.holder.leader, found.holder.role, period),
            found.holder.leader,
            context.name(found.holder.leader),
            context.role(found.holder.role),
            *(_item_points(row, item.id) for item in context.policy.pack.items),
            *(found.bonus, found.adjustment, found.to_date, found.score - found.to_date, found.score),
            *(PUBLISHED if close else NOT_PUBLISHED, close.published_on if close else None, found.source),
        )


def closing(context: Context, community: CommunityScores, period: Period) -> tuple[PeriodClose | None, date]:
    """Return the close of a period if it is published, and the day up to which its list counts."""
    close = community.book.closes.get(period)
    if close is None:
        return None, context.as_of
    published = close.published_on <= context.as_of
    return close if published else None, min(close.closed_on, context.as_of)


def _figures(close: PeriodClose | None, computed: dict[Holder, PeriodRow]) -> list[_Figures]:
    if close is None:
        return [
            _Figures(holder, row.bonus, row.adjustment, row.to_date, row.score, None)
            for holder, row in computed.items()
        ]
    return [
        _Figures(Holder(row.leader, row.role), row.bonus, row.adjustment, row.to_date, row.score, at(row.origin))
        for row in close.rows
    ]


def _ranks(context: Context, figures: list[_Figures], period: Period) -> dict[Holder, int]:
    """Rank each role of a community by score, as the policy numbers ties in its public ranking (G-08, G-23)."""
    ranking = next((known for known in context.policy.pack.rankings if known.public), None)
    method = ranking.method.on(period.last) if ranking else None
    if method is None:
        return {}
    ranks: dict[Holder, int] = {}
    for role in {found.holder.role for found in figures}:
        scores = [(found.holder, found.score) for found in figures if found.holder.role == role]
        ranks.update({holder: number for holder, _, number in rank(scores, method)})
    return ranks


def _item_points(row: PeriodRow | None, item: str) -> Decimal:
    return total(line for line in row.lines if line.item.id == item) if row else Decimal(0)


def adjustments(context: Context, period: Period) -> Sheet:
    """List the lines of earlier periods that a list shows as adjustments (R18-2.4.2-3, G-18, B-02)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ROLE),
        Column("belongs_to", Words("Belongs to", "所属周期"), "period"),
        *(c.DAY, c.ITEM, c.POINTS),
        Column("in_sum", Words("In this year's sum", "计入本年合计"), "flag"),
        Column("outcome", Words("Outcome", "处理")),
        *(c.REASON, Column("known_on", Words("Known on", "入账日"), "day")),
        *(c.CLAUSE, c.SOURCE, Column("corrects", Words("Corrects", "更正对象"))),
    )
    rows = tuple(
        _adjustment(context, community, line, period)
        for community in context.communities
        for row in community.rows(period, closing(context, community, period)[1])
        for line in row.adjustments
        if line.points
    )
    counted = sum((row[7] for row in rows if row[8] and isinstance(row[7], Decimal)), Decimal(0))
    totals = (Words("Total", "合计"), *(None,) * 6, counted, *(None,) * 7)
    return Sheet(columns, rows, totals)


def _adjustment(context: Context, community: CommunityScores, line: ScoreLine, period: Period) -> Row:
    reason = next(
        (known.reason for known in community.book.corrections.values() if known.origin == line.source),
        None,
    )
    return (
        community.book.community.name,
        line.leader,
        context.name(line.leader),
        context.role(line.role),
        Period.of(period.kind, line.belongs),
        line.day,
        f"{line.item.number}{line.item.label}",
        line.points,
        Period.of("year", line.belongs) == Period.of("year", period.last),
        outcome_words(line),
        reason,
        line.known_on,
        line.clause,
        at(line.source),
        at(line.corrects) if line.corrects else None,
    )
