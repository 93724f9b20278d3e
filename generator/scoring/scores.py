"""Scores of a whole jurisdiction: the lines of each community, and who is listed and ranked when.

Joins the ledger with the scoring of one community; knows no award and no page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cached_property, partial
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.periods import Period
from generator.scoring.lines import ZERO, Deed, News, score_news
from generator.scoring.months import LeaderLines
from generator.scoring.totals import Holder, PeriodRow, base_points, is_prorated, period_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.ledger.columns import Columns
    from generator.periods import WorkingDays
    from generator.policies.pack import Policy
    from generator.records.activity import Entry
    from generator.scoring.lines import Row, ScoreLine


class CommunityScores(Struct, frozen=True, dict=True):
    """The score lines of a community that are known on the as-of day."""

    book: CommunityBook
    policy: Policy
    lines: tuple[ScoreLine, ...]
    as_of: date

    @cached_property
    def by_holder(self) -> dict[Holder, tuple[ScoreLine, ...]]:
        """The lines of each leader and role, in the order of knowing."""
        found: dict[tuple[str, str], list[ScoreLine]] = defaultdict(list)
        for line in self.lines:
            found[line[:2]].append(line)
        return {Holder(*holder): tuple(lines) for holder, lines in found.items()}

    @cached_property
    def by_month(self) -> dict[Holder, LeaderLines]:
        """The same by the month to which they belong."""
        return {holder: LeaderLines(lines) for holder, lines in self.by_holder.items()}

    def holders(self, first: date, last: date) -> tuple[Holder, ...]:
        """Return who held a scored post on any day of a span, by place, then id."""
        found = {
            Holder(post.person, post.appointment.role): post.appointment.places[:1]
            for post in self.book.posts
            if post.appointment.role in self.policy.scored_roles
            and post.appointment.from_ <= last
            and (post.appointment.ended is None or post.appointment.ended.on >= first)
        }
        return tuple(sorted(found, key=lambda holder: (found[holder], holder)))

    def known_by(self, day: date) -> CommunityScores:
        """Return the scores as of an earlier day: what became known later never changed a line of before (G-18)."""
        if day == self.as_of:
            return self
        many = bisect_right(self.lines, day, key=attrgetter("known_on"))
        return CommunityScores(self.book, self.policy, self.lines[:many], day)

    def closings(self) -> dict[Period, date]:
        """Return the closing day of each closed period."""
        return {period: close.closed_on for period, close in self.book.closes.items()}

    def rows(self, period: Period, closed_on: date) -> tuple[PeriodRow, ...]:
        """Return a period's list as of a closing day."""
        known = self._rows.get((period, closed_on))
        if known is None:
            known = self._rows[period, closed_on] = self.rows_after(self.closings(), period, closed_on)
        return known

    def rows_after(self, closings: Mapping[Period, date], period: Period, closed_on: date) -> tuple[PeriodRow, ...]:
        """Return a period's list as of a closing day, the lists before it having been closed as stated."""
        year = Period.of("year", period.last)
        holders = self.holders(period.first, period.last)
        base = partial(self.base, year=year, until=period.last)
        return period_rows(self.by_month, holders, period, closed_on, closings, base)

    def month_points(self, holder: Holder, period: Period) -> Decimal:
        """Return the points of a leader that belong to a period, as far as they are known."""
        lines = self.by_month.get(holder)
        return lines.sum(period.first, period.last, date.max) if lines else ZERO

    def year_score(self, holder: Holder, year: Period, known_by: date) -> tuple[Decimal, Decimal]:
        """Return a leader's bonus and score of a year from the lines known by a day."""
        lines = self.by_month.get(holder)
        bonus = lines.sum(year.first, year.last, known_by) if lines else ZERO
        return bonus, self.base(holder, year, year.last) + bonus

    def base(self, holder: Holder, year: Period, until: date) -> Decimal:
        """Return the base points that a leader was given in a year up to a day."""
        if is_prorated(self.policy):
            return base_points(self.policy, year, until, partial(self.served, holder))
        known = self._bases.get((year.first, until))
        if known is None:
            known = self._bases[year.first, until] = base_points(self.policy, year, until)
        return known

    def served(self, holder: Holder, day: date) -> bool:
        """Tell whether somebody held a role on a day."""
        return any(post.appointment.role == holder.role for post in self.book.posts_of(holder.leader, day))

    @cached_property
    def _rows(self) -> dict[tuple[Period, date], tuple[PeriodRow, ...]]:
        """The lists that were asked for."""
        return {}

    @cached_property
    def _bases(self) -> dict[tuple[date, date], Decimal]:
        """The base points that were asked for, where they are the same for everybody."""
        return {}


class JurisdictionScores(Struct, frozen=True):
    """The scores of each community of a jurisdiction."""

    book: JurisdictionBook
    policy: Policy
    communities: dict[str, CommunityScores]
    as_of: date


def score(ledger: Ledger, as_of: date) -> dict[str, JurisdictionScores]:
    """Score every jurisdiction whose policy could be read.

    Args:
        ledger: a ledger without errors of record checks.
        as_of: entries verified and corrections approved after this day are not yet known.

    Raises:
        CalendarYearMissing: a time limit reaches into a year without calendar.
        UnsetSettingError: a value that the computation needs is unset.
    """
    return {
        name: score_jurisdiction(book, book.policy, ledger.working_days, as_of)
        for name, book in ledger.jurisdictions.items()
        if book.policy is not None
    }


def score_jurisdiction(
    book: JurisdictionBook, policy: Policy, working_days: WorkingDays, as_of: date
) -> JurisdictionScores:
    """Score one jurisdiction, community by community."""
    return JurisdictionScores(
        book,
        policy,
        {
            name: score_community(community, policy, working_days, as_of)
            for name, community in sorted(book.communities.items())
        },
        as_of,
    )


def score_community(book: CommunityBook, policy: Policy, working_days: WorkingDays, as_of: date) -> CommunityScores:
    """Score one community."""
    news = {day: found for day, found in _news(book, policy).items() if day <= as_of}
    return CommunityScores(book, policy, score_news(policy, news, working_days), as_of)


def _news(book: CommunityBook, policy: Policy) -> dict[date, News]:
    """Return every verified entry and approved correction of a community, by the day from which it is known.

    An entry that was corrected by the day of its verification never counts as first written.
    """
    found: dict[date, News] = defaultdict(News)
    roles = _ScoredRoles(book, policy)
    corrected: dict[Period, dict[str, date]] = defaultdict(dict)
    for correction in book.corrections.values():
        corrected[correction.corrects.month][correction.corrects.entry] = correction.approved_on
    for month, columns in book.columns.items():
        rows = _rows(month, columns, roles)
        corrections = corrected.get(month, {})
        for start, end, sitting, refused in book.covered(month):
            if sitting is not None:
                told, known_on = rows[start:end], sitting.on
                out = refused.keys() | {number for number, day in corrections.items() if day <= known_on}
                if out:
                    told = [row for row in told if row[4].id not in out]
                found[known_on].verified.extend(told)
    for deed in _corrections(book, roles):
        found[deed.known_on].corrections.append(deed)
    return found


def _rows(month: Period, columns: Columns, roles: _ScoredRoles) -> list[Row]:
    """Return what is to be known of each entry of a log."""
    days, origins, leaders = columns.of("date"), columns.origins, columns.of("leader")
    told = zip(
        days,
        repeat(month),
        columns.numbers,
        origins,
        columns.entries,
        leaders,
        columns.of("activity"),
        roles.of_all(columns),
        columns.of("count"),
        strict=False,  # the month is the same for all
    )
    return list(told)


def _corrections(book: CommunityBook, roles: _ScoredRoles) -> Iterator[Deed]:
    for correction in book.corrections.values():
        month, number = correction.corrects.month, correction.corrects.entry
        log = book.logs.get(month)
        # Of two entries with one number, a fault, the last is meant.
        entry = next((entry for entry in reversed(log.entries if log else ()) if entry.id == number), None)
        role = roles.of(entry) if entry is not None else None
        if entry is None or role is None:
            continue
        known, target = correction.approved_on, entry.origin
        yield Deed(entry, month, role, correction.origin, known, target, withdraws=True)
        if correction.restated is not None:
            restated = correction.restated
            yield Deed(restated, month, roles.of(restated) or role, correction.origin, known, target)


class _ScoredRoles:
    """Under which scored role an entry counts: its own, or the only one held on its day."""

    def __init__(self, book: CommunityBook, policy: Policy) -> None:
        held: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        for person, appointment in book.posts:
            if appointment.role in policy.scored_roles:
                ended = appointment.ended
                held[person].append((appointment.from_, ended.on if ended else date.max, appointment.role))
        self._held = dict(held)

    def of(self, entry: Entry) -> str | None:
        """Return the role, or None where none or no single one is held."""
        day, own = entry.date, entry.role
        found: str | None = None
        for first, last, role in self._held.get(entry.leader, ()):
            if first <= day <= last and (own is None or own == role):
                if found is not None and found != role:
                    return None
                found = role
        return found

    def of_all(self, columns: Columns) -> list[str | None]:
        """Return the role of each entry of a log; who held one post throughout is looked at once."""
        throughout: dict[str, str] = {}
        if columns.span is not None and not columns.has("role"):
            begin, end = columns.span
            for person, posts in self._held.items():
                first, last, role = posts[0]
                if len(posts) == 1 and first <= begin and end <= last:
                    throughout[person] = role
        known = map(throughout.get, columns.of("leader"))
        return [role or self.of(entry) for role, entry in zip(known, columns.entries, strict=True)]
