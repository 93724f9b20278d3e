"""From verified deeds to score lines: every point with its clause, record and reason.

Knows items, conditions and caps as the pack states them; knows no ledger, ranking or page.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from generator.scoring.caps import bound_caps, units_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from generator.periods import Period, WorkingDays
    from generator.policies.items import Item, WithinDays
    from generator.policies.pack import Policy
    from generator.policies.terms import ItemTerms
    from generator.problems import Source
    from generator.records.activity import Entry

Outcome: TypeAlias = Literal["counted", "late", "capped", "not_first", "not_attended", "too_few", "withdrawn"]
ZERO = Decimal(0)
_STOOD_BACK = frozenset({"capped", "not_first"})


class Deed(NamedTuple):
    """A verified entry, or a correction of one, with the day on which it became known.

    `known_on` is the day of verification or of the correction's approval; `corrects` is the place
    of the entry that a correction concerns, and `withdraws` tells that its points are taken back.
    """

    entry: Entry
    month: Period
    role: str
    source: Source
    known_on: date
    corrects: Source | None = None
    withdraws: bool = False


class ScoreLine(NamedTuple):
    """Points of one deed under one item: how many, by which clause, from which record, and why.

    `units` is what the entry claims, `counted` what earned points; `belongs` is the day that
    decides the period (G-19), `known_on` the day from which a published list may hold the line.
    """

    leader: str
    role: str
    item: Item
    points: Decimal
    units: int
    counted: int
    day: date
    belongs: date
    known_on: date
    clause: str
    source: Source
    month: Period
    entry: Entry
    outcome: Outcome
    limit: date | None = None
    corrects: Source | None = None


Row: TypeAlias = "tuple[date, Period, int, Source, Entry, str, str, str | None, int | None]"
"""An entry to be scored: day, month of its log, number, source, entry, leader, activity, role if any, how often."""

_turn = itemgetter(0, 1, 2, 3)


class News(Struct, frozen=True):
    """What became known on one day: corrections, and entries verified."""

    corrections: list[Deed] = field(default_factory=list)
    verified: list[Row] = field(default_factory=list)


def score_deeds(policy: Policy, deeds: Iterable[Deed], working_days: WorkingDays) -> tuple[ScoreLine, ...]:
    """Score the deeds of one community, in any order, as `score_news` does."""
    news: dict[date, News] = defaultdict(News)
    for deed in deeds:
        if deed.corrects is None:
            news[deed.known_on].verified.append(_row(deed))
        else:
            news[deed.known_on].corrections.append(deed)
    return score_news(policy, news, working_days)


def score_news(policy: Policy, news: Mapping[date, News], working_days: WorkingDays) -> tuple[ScoreLine, ...]:
    """Score what became known of one community day by day.

    Deeds are taken in the order in which they became known, so that a later verification never
    moves a point that a published list already holds (G-18). What a correction gives up goes to the
    deed as restated, else to the first of those that stood back from it.

    Args:
        policy: the pack; each value is the one in force on the deed's day (G-20).
        news: by the day from which they are known; corrections come before what else became known that day.
        working_days: needed only where a time limit counts or is extended to working days.

    Returns:
        One line per deed and item, in the order of knowing, then of day and entry; and one more
        where a deed that stood back counts after all, known from the day of the correction.

    Raises:
        CalendarYearMissing: a limit reaches into a year without calendar.
        UnsetSettingError: a value that the computation needs is unset.
    """
    corrected = (deed.corrects for found in news.values() for deed in found.corrections)
    tally = _Tally(policy, working_days, frozenset(source for source in corrected if source is not None))
    for known_on in sorted(news):
        found = news[known_on]
        for deed in sorted(found.corrections, key=lambda deed: (not deed.withdraws, _turn(_row(deed)))):
            tally.correct(deed)
        if found.corrections:
            tally.settle(known_on)
        tally.take(sorted(found.verified, key=_turn), known_on)
    return tuple(tally.lines)


def _row(deed: Deed) -> Row:
    entry, month, role, source, *_ = deed
    number = int(entry.id)
    return entry.date, month, number, source, entry, entry.leader, entry.activity, role, entry.count


class _Waiting(NamedTuple):
    """A line that stood back from another deed, and the units for which it did."""

    line: ScoreLine
    terms: ItemTerms
    units: Sequence[str]


_Use: TypeAlias = "tuple[dict[str, int], str]"
"""What was counted under a cap: how often each thing was in its span, and which thing once more."""

_Counting: TypeAlias = "tuple[Outcome, date | None, int, int, Sequence[str], Sequence[_Use]]"
"""What became of an entry's units: outcome, limit, how many there were and counted, those left out, caps drawn on."""


class _Tally:
    """What has been counted so far; lives for one run of `score_news`.

    What each line drew on is kept for the entries that are corrected, and for no others.
    """

    def __init__(self, policy: Policy, working_days: WorkingDays, corrected: frozenset[Source]) -> None:
        self.lines: list[ScoreLine] = []
        self._terms = policy.terms
        self._working_days = working_days
        self._corrected = corrected
        self._used: dict[Hashable, dict[str, int]] = {}
        self._reported: dict[tuple[str, str], str] = {}
        self._standing: dict[Source, list[tuple[ScoreLine, Sequence[_Use]]]] = {}
        self._withdrawn: set[Source] = set()
        self._waiting: list[_Waiting] = []
        self._given_up: set[tuple[str, str]] = set()

    def correct(self, deed: Deed) -> None:
        """Take the lines of the deed back that a correction concerns, or add those of the deed as restated."""
        if deed.withdraws and deed.corrects is not None:
            self._withdraw(deed, deed.corrects)
        else:
            self.take((_row(deed),), deed.known_on, deed.corrects)

    def take(self, rows: Iterable[Row], known_on: date, corrects: Source | None = None) -> None:
        """Add the lines of entries that became known on a day."""
        add, today = self.lines.append, None
        earned: Mapping[tuple[str, str | None], Sequence[ItemTerms]] = {}
        for day, month, _, source, entry, leader, activity, role, times in rows:
            if day is not today:
                today, earned = day, self._terms.on(day)
            for terms in earned[activity, role]:
                if terms.is_bound:
                    outcome, limit, units, counted, left, used = self._counted(terms, entry)
                else:
                    outcome, limit, left, used = _PLAIN
                    units = counted = times if times is not None and terms.per == "time" else 1
                points = terms.products.get(counted)
                if points is None:
                    points = (entry.points or ZERO) * counted if terms.per is None else terms.points(counted, day)
                # Made as the tuple that it is: there is one for nearly every entry.
                line: ScoreLine = tuple.__new__(
                    ScoreLine,
                    (
                        leader,
                        role,
                        terms.item,
                        points,
                        units,
                        counted,
                        day,
                        known_on if terms.belongs_when_known else day,
                        known_on,
                        terms.item.clause,
                        source,
                        month,
                        entry,
                        outcome,
                        limit,
                        corrects,
                    ),
                )
                add(line)
                if self._corrected:
                    self._heed(line, terms, left, used)

    def _counted(self, terms: ItemTerms, entry: Entry) -> _Counting:
        outcome, limit = self._condition(terms, entry) if terms.conditions else _COUNTED
        units = units_of(terms, entry)
        many = len(units)
        if outcome != "counted":
            return outcome, limit, many, 0, units, ()
        if not terms.caps or not units:
            return outcome, limit, many, many, (), ()
        left, used = self._claim(terms, entry, units)
        return "capped" if left else outcome, limit, many, many - len(left), left, used

    def _heed(self, line: ScoreLine, terms: ItemTerms, left: Sequence[str], used: Sequence[_Use]) -> None:
        """Keep what a correction may ask for: what the line drew on, and whether it stood back."""
        self._remember(line, used)
        if line.outcome in _STOOD_BACK:
            self._waiting.append(_Waiting(line, terms, left))

    def _remember(self, line: ScoreLine, used: Sequence[_Use]) -> None:
        if line.source in self._corrected:
            self._standing.setdefault(line.source, []).append((line, used))
            self._withdrawn.discard(line.source)

    def _withdraw(self, deed: Deed, target: Source) -> None:
        self._withdrawn.add(target)
        for line, used in self._standing.pop(target, ()):
            for times, thing in used:
                times[thing] -= 1
            self._give_up(line)
            self.lines.append(
                line._replace(
                    points=-line.points,
                    known_on=deed.known_on,
                    source=deed.source,
                    outcome="withdrawn",
                    corrects=target,
                )
            )

    def _give_up(self, line: ScoreLine) -> None:
        """Note whose caps a line taken back may free, and forget that it was the first of its event."""
        if line.counted:
            self._given_up.add((line.item.id, line.leader))
        reported = (line.item.id, line.entry.event or "")
        if line.outcome != "not_first" and self._reported.get(reported) == line.leader:
            del self._reported[reported]
            self._given_up.add(reported)

    def settle(self, known_on: date) -> None:
        """Add a further line for each deed that stood back from what corrections gave up."""
        given_up, self._given_up = self._given_up, set()
        for n, (line, terms, units) in enumerate(self._waiting if given_up else ()):
            wanted = {(line.item.id, line.leader), (line.item.id, line.entry.event or "")}
            if line.source in self._withdrawn or given_up.isdisjoint(wanted):
                continue
            if self._condition(terms, line.entry)[0] == "counted":
                left, used = self._claim(terms, line.entry, units)
                counted = len(units) - len(left)
                self._waiting[n] = _Waiting(line, terms, left)
                if counted:
                    each = (line.entry.points or ZERO) if terms.per is None else terms.points(1, line.day)
                    more = line._replace(
                        points=each * counted, units=counted, counted=counted, known_on=known_on, outcome="counted"
                    )
                    self._remember(more, used)
                    self.lines.append(more)

    def _claim(self, terms: ItemTerms, entry: Entry, units: Sequence[str]) -> tuple[list[str], list[_Use]]:
        """Count the units that every cap still allows; return those left out and what was used of the caps."""
        left: list[str] = []
        used: list[_Use] = []
        caps = [(self._used.setdefault(span, {}), thing, most) for span, thing, most in bound_caps(terms, entry)]
        for unit in units:
            for times, thing, most in caps:
                if times.get(unit if thing is None else thing, 0) >= most:
                    left.append(unit)
                    break
            else:
                drawn = [(times, unit if thing is None else thing) for times, thing, _ in caps]
                for times, key in drawn:
                    times[key] = times.get(key, 0) + 1
                used += drawn
        return left, used

    def _condition(self, terms: ItemTerms, entry: Entry) -> tuple[Outcome, date | None]:
        day = entry.date
        limit: date | None = None
        for condition in terms.conditions:
            if condition.kind == "within_days":
                limit = last_day_in_time(condition, entry, self._working_days)
                if entry.told_on is None or entry.told_on > limit:
                    return "late", limit
            elif condition.kind == "attendance_in":
                if entry.attendance not in condition.states.required(day):
                    return "not_attended", limit
            elif condition.kind == "first_of_event":
                if entry.event:
                    first = self._reported.setdefault((terms.item.id, entry.event), entry.leader)
                    if first != entry.leader:
                        return "not_first", limit
            elif (entry.headcount or 0) < condition.people.required(day):
                return "too_few", limit
        return "counted", limit


_COUNTED: tuple[Outcome, date | None] = ("counted", None)
_PLAIN: tuple[Outcome, date | None, Sequence[str], Sequence[_Use]] = ("counted", None, (), ())
"""What becomes of an entry that meets neither condition nor cap."""


def last_day_in_time(condition: WithinDays, entry: Entry, working_days: WorkingDays) -> date:
    """Return the last day on which telling of an entry is in time (G-01, G-02)."""
    day = entry.date
    return working_days.deadline(
        entry.known_on or day,
        condition.days.required(day),
        day_type=condition.day_type.required(day),
        extend_to_workday=condition.extend_to_workday.required(day),
    )
