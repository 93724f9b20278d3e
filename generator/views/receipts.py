"""How a published figure came about: its lines, each with clause, record, reason and the day it became known.

Knows score lines and corrections; leaves out attendance, households, notes and whatever was refused.
"""

from __future__ import annotations

from operator import attrgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.policies.items import Rate
from generator.scoring import Holder
from generator.scoring.words import outcome_words
from generator.views import addresses
from generator.views.standpoint import Cite, Link, Ref

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.problems import Source
    from generator.records.activity import Correction
    from generator.records.outcomes import PeriodClose, PublishedRow
    from generator.scoring import CommunityScores, PeriodRow, ScoreLine
    from generator.views.standpoint import Standpoint

_UNITS = {"household": "户", "time": "次", "place": "处"}
_MOST_LINES = 80
"""On one card, which is read on a phone with a weak signal; a usual year has fewer."""
_PRIVATE_OUTCOMES = frozenset({"not_attended"})
"""Attendance is internal, so a meeting that earned nothing is not shown."""
_EXPLAINED = frozenset({"late", "withdrawn", "capped", "not_first", "too_few"})
"""What became of a line where more is said of it than how many units counted."""
_OF_ITS_DAY = frozenset({"too_few"})
"""What became of a line where what is said of it holds of no other line."""
_BY_DAY = attrgetter("day", "known_on", "source")


class AdjustmentView(Struct, frozen=True):
    """A published correction: the reason, the day, the record, and the objection that led to it."""

    reason: str
    approved_on: date
    objection: Link | None


class LineWords(Struct, frozen=True):
    """What is said of a line: one value for all lines of a community of which the same is said."""

    label: str
    cite: Cite
    why: str


class LineView(Struct, frozen=True):
    """One line of a receipt; `line` is where its record stands in the file that its group names."""

    day: date
    words: LineWords
    points: Decimal
    line: int
    known_on: date
    correction: AdjustmentView | None


class TracedLine(LineView, frozen=True):
    """A line that stands in no group and says itself which commit brought it into which file."""

    path: str
    commit: str


class LineGroup(Struct, frozen=True):
    """The lines that one commit brought into a record file."""

    path: str
    commit: str
    lines: tuple[LineView, ...]


class PeriodReceipt(Struct, frozen=True):
    """A leader's figures of a published period in one role, with the lines behind them."""

    period: str
    role: str
    published_on: date
    points_list: str
    bonus: Decimal
    adjustment: Decimal
    to_date: Decimal
    score: Decimal
    base: Decimal
    groups: tuple[LineGroup, ...]
    omitted: int
    adjustments: tuple[TracedLine, ...]
    ref: Ref


class Published(Struct, frozen=True):
    """A published period of a community: the record, and the rows recomputed as of its closing day."""

    label: str
    path: str
    period: Period
    close: PeriodClose
    rows: dict[Holder, PeriodRow]


def published(stand: Standpoint, scores: CommunityScores) -> tuple[Published, ...]:
    """Return a community's published periods, newest first; none where the policy keeps points from the public."""
    if not stand.allows("points"):
        return ()
    return tuple(
        Published(
            period.label_zh,
            addresses.points(stand.id, period.text, scores.book.id),
            period,
            close,
            _rows(scores, period, close),
        )
        for period, close in sorted(scores.book.closes.items(), reverse=True)
        if close.published_on <= stand.as_of
    )


def _rows(scores: CommunityScores, period: Period, close: PeriodClose) -> dict[Holder, PeriodRow]:
    return {Holder(row.leader, row.role): row for row in scores.rows(period, close.closed_on)}


def receipts(
    stand: Standpoint, book: CommunityBook, rows: list[tuple[Published, PublishedRow]]
) -> tuple[PeriodReceipt, ...]:
    """Explain rows of published lists, newest first, line by line as far as a small page can carry them."""
    found: list[PeriodReceipt] = []
    left = _MOST_LINES
    for list_, row in rows:
        behind = list_.rows.get(Holder(row.leader, row.role))
        lines = _shown(behind.lines if behind else ())
        left -= len(lines)
        found.append(
            PeriodReceipt(
                period=list_.label,
                role=stand.role_label(row.role),
                published_on=list_.close.published_on,
                points_list=list_.path,
                bonus=row.bonus,
                adjustment=row.adjustment,
                to_date=row.to_date,
                score=row.score,
                base=row.score - row.to_date,
                groups=_groups(stand, book, lines) if left >= 0 else (),
                omitted=0 if left >= 0 else len(lines),
                adjustments=traced_lines(stand, book, behind.adjustments if behind else ()),
                ref=stand.ref(row.origin),
            )
        )
    return tuple(found)


def traced_lines(stand: Standpoint, book: CommunityBook, lines: tuple[ScoreLine, ...]) -> tuple[TracedLine, ...]:
    """Return the lines that may be shown, by day."""
    if not lines:
        return ()
    return tuple(
        TracedLine(
            found.day,
            found.words,
            found.points,
            found.line,
            found.known_on,
            found.correction,
            path=source.path,
            commit=stand.commit(source),
        )
        for source, found in _views(stand, book, _shown(lines))
    )


def _groups(stand: Standpoint, book: CommunityBook, shown: Iterable[ScoreLine]) -> tuple[LineGroup, ...]:
    """Return lines by the commit that brought them into their file, each group where its first line stands by day."""
    found: dict[tuple[str, str], list[LineView]] = {}
    for source, view in _views(stand, book, shown):
        found.setdefault((source.path, stand.commit(source)), []).append(view)
    return tuple(LineGroup(path, commit, tuple(lines)) for (path, commit), lines in found.items())


def _shown(lines: Iterable[ScoreLine]) -> list[ScoreLine]:
    return [line for line in lines if line.outcome not in _PRIVATE_OUTCOMES]


def _views(stand: Standpoint, book: CommunityBook, shown: Iterable[ScoreLine]) -> Iterator[tuple[Source, LineView]]:
    """Yield what is said of lines, by day; of most lines the same is said as of others."""
    known: dict[Hashable, LineWords] = stand.memory.of(book, _views)
    for line in sorted(shown, key=_BY_DAY):
        _, _, item, points, units, counted, day, _, known_on, _, source, _, _, outcome, limit, corrects = line
        alike = item.id, outcome, counted, units, limit, corrects is None
        words = known.get(alike)
        if words is None:
            words = LineWords(f"{item.number} {item.label}", stand.cite(line.clause), _why(line))
            if outcome not in _OF_ITS_DAY:
                known[alike] = words
        correction = None if corrects is None else _adjustment(stand, book, line)
        yield source, LineView(day, words, points, source.line, known_on, correction)


def _why(line: ScoreLine) -> str:
    """Say how many units counted, or why they did not; when somebody was told of a change stays internal."""
    if line.outcome == "late":
        limit = f"，最迟应在{line.limit.month}月{line.limit.day}日" if line.limit else ""
        return f"告知超过期限{limit}，不计分"
    if line.outcome == "withdrawn":
        return "更正：原来计的分撤回"
    if line.outcome in _EXPLAINED:
        return outcome_words(line).zh
    return f"更正后重新计分，{_counted(line)}" if line.corrects else _counted(line)


def _counted(line: ScoreLine) -> str:
    formula = line.item.formula
    return f"{line.counted}{_UNITS[formula.per]}" if isinstance(formula, Rate) else "酌情给分"


def correction_of(book: CommunityBook, line: ScoreLine) -> Correction | None:
    """Return the correction that a line comes from."""
    return book.corrections.get(PurePosixPath(line.source.path).stem) if line.corrects else None


def _adjustment(stand: Standpoint, book: CommunityBook, line: ScoreLine) -> AdjustmentView | None:
    correction = correction_of(book, line)
    if correction is None:
        return None
    objection = None
    if correction.objection is not None and correction.objection in book.notices:
        href = addresses.notice(stand.id, book.id, correction.objection)
        objection = Link(book.notices[correction.objection].title, href)
    return AdjustmentView(correction.reason, correction.approved_on, objection)
