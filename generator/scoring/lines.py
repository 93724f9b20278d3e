"""From verified deeds to score lines: every point with its clause, record and reason.

Knows items, conditions and caps as the pack states them; knows no ledger, ranking or page.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from generator.policies.items import AttendanceIn, FirstOfEvent, WithinDays

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import date

    from generator.periods import Period, WorkingDays
    from generator.policies.items import Item
    from generator.policies.pack import Policy
    from generator.policies.terms import CapTerms, ItemTerms
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


def score_deeds(policy: Policy, deeds: Iterable[Deed], working_days: WorkingDays) -> tuple[ScoreLine, ...]:
    """Score the deeds of one community.

    Deeds are taken in the order in which they became known, so that a later verification never
    moves a point that a published list already holds (G-18). What a correction gives up goes to the
    deed as restated, else to the first of those that stood back from it.

    Args:
        policy: the pack; each value is the one in force on the deed's day (G-20).
        deeds: in any order.
        working_days: needed only where a time limit counts or is extended to working days.

    Returns:
        One line per deed and item, in the order of knowing, then of day and entry; and one more
        where a deed that stood back counts after all, known from the day of the correction.

    Raises:
        CalendarYearMissing: a limit reaches into a year without calendar.
        UnsetSettingError: a value that the computation needs is unset.
    """
    ordered = sorted(deeds, key=_turn)
    tally = _Tally(policy, working_days, frozenset(deed.corrects for deed in ordered if deed.corrects is not None))
    correcting: date | None = None
    for deed in ordered:
        if correcting is not None and (deed.corrects is None or deed.known_on != correcting):
            tally.settle(correcting)
            correcting = None
        if deed.corrects is not None:
            correcting = deed.known_on
        tally.take(deed)
    if correcting is not None:
        tally.settle(correcting)
    return tuple(tally.lines)


def _turn(deed: Deed) -> tuple[date, bool, bool, date, Period, int, Source]:
    """Take the corrections of a day before what is new on it."""
    entry, month, _, source, known_on, corrects, withdraws = deed
    return known_on, corrects is None, not withdraws, entry.date, month, int(entry.id), source


class _Waiting(NamedTuple):
    """A line that stood back from another deed, and the units for which it did."""

    line: ScoreLine
    terms: ItemTerms
    units: Sequence[str]


class _Counting(NamedTuple):
    """What became of an entry's units: how many there were and counted, which were left out, the caps drawn on."""

    outcome: Outcome
    limit: date | None
    units: int
    counted: int
    left: Sequence[str] = ()
    used: Sequence[Hashable] = ()


class _Tally:
    """What has been counted so far; lives for one run of `score_deeds`.

    What each line drew on is kept for the entries that are corrected, and for no others.
    """

    def __init__(self, policy: Policy, working_days: WorkingDays, corrected: frozenset[Source]) -> None:
        self.lines: list[ScoreLine] = []
        self._terms = policy.terms
        self._working_days = working_days
        self._corrected = corrected
        self._used: dict[Hashable, int] = {}
        self._reported: dict[tuple[str, str], str] = {}
        self._standing: dict[Source, list[tuple[ScoreLine, Sequence[Hashable]]]] = {}
        self._withdrawn: set[Source] = set()
        self._waiting: list[_Waiting] = []
        self._given_up: set[tuple[str, str]] = set()

    def take(self, deed: Deed) -> None:
        """Add the lines of a deed, or take those of the deed back that it concerns."""
        if deed.withdraws and deed.corrects is not None:
            self._withdraw(deed, deed.corrects)
            return
        entry, role = deed.entry, deed.role
        for terms in self._terms.of(entry.activity, role, entry.date):
            counting = self._counted(terms, entry) if terms.is_bound else _plain(terms, entry)
            line = _line(deed, terms, counting)
            self.lines.append(line)
            if self._corrected:
                self._remember(line, counting.used)
            if counting.outcome in _STOOD_BACK:
                self._waiting.append(_Waiting(line, terms, counting.left))

    def _counted(self, terms: ItemTerms, entry: Entry) -> _Counting:
        outcome, limit = self._condition(terms, entry)
        units = _units(terms, entry)
        if outcome != "counted":
            return _Counting(outcome, limit, len(units), 0, units)
        left, used = self._claim(terms, entry, units)
        return _Counting("capped" if left else "counted", limit, len(units), len(units) - len(left), left, used)

    def _remember(self, line: ScoreLine, used: Sequence[Hashable]) -> None:
        if line.source in self._corrected:
            self._standing.setdefault(line.source, []).append((line, used))
            self._withdrawn.discard(line.source)

    def _withdraw(self, deed: Deed, target: Source) -> None:
        self._withdrawn.add(target)
        for line, used in self._standing.pop(target, ()):
            for key in used:
                self._used[key] -= 1
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

    def _claim(self, terms: ItemTerms, entry: Entry, units: Sequence[str]) -> tuple[list[str], list[Hashable]]:
        """Count the units that every cap still allows; return those left out and the caps used."""
        left: list[str] = []
        used: list[Hashable] = []
        counts = self._used
        for unit in units:
            wanted = [key for key in (_cap_key(terms, cap, entry, unit) for cap in terms.caps) if key is not None]
            if all(counts.get(key, 0) < most for key, most in wanted):
                for key, _ in wanted:
                    counts[key] = counts.get(key, 0) + 1
                    used.append(key)
            else:
                left.append(unit)
        return left, used

    def _condition(self, terms: ItemTerms, entry: Entry) -> tuple[Outcome, date | None]:
        day = entry.date
        limit: date | None = None
        for condition in terms.conditions:
            if isinstance(condition, WithinDays):
                limit = last_day_in_time(condition, entry, self._working_days)
                if entry.told_on is None or entry.told_on > limit:
                    return "late", limit
            elif isinstance(condition, AttendanceIn):
                if entry.attendance not in condition.states.required(day):
                    return "not_attended", limit
            elif isinstance(condition, FirstOfEvent):
                if entry.event:
                    first = self._reported.setdefault((terms.item.id, entry.event), entry.leader)
                    if first != entry.leader:
                        return "not_first", limit
            elif (entry.headcount or 0) < condition.people.required(day):
                return "too_few", limit
        return "counted", limit


_ONCE = _Counting("counted", None, 1, 1)


def last_day_in_time(condition: WithinDays, entry: Entry, working_days: WorkingDays) -> date:
    """Return the last day on which telling of an entry is in time (G-01, G-02)."""
    day = entry.date
    return working_days.deadline(
        entry.known_on or day,
        condition.days.required(day),
        day_type=condition.day_type.required(day),
        extend_to_workday=condition.extend_to_workday.required(day),
    )


def _plain(terms: ItemTerms, entry: Entry) -> _Counting:
    """Count an entry without households that meets neither condition nor cap."""
    many = entry.count if terms.per == "time" and entry.count is not None else 1
    return _ONCE if many == 1 else _Counting("counted", None, many, many)


def _line(deed: Deed, terms: ItemTerms, counting: _Counting) -> ScoreLine:
    """Make the tuple that a line is: there is one for nearly every entry, and the detour by its class costs."""
    entry, month, role, source, known_on, corrects, _ = deed
    outcome, limit, units, counted, _, _ = counting
    day, item = entry.date, terms.item
    points = (entry.points or ZERO) * counted if terms.per is None else terms.points(counted, day)
    belongs = known_on if terms.belongs_when_known else day
    return tuple.__new__(
        ScoreLine,
        (
            entry.leader,
            role,
            item,
            points,
            units,
            counted,
            day,
            belongs,
            known_on,
            item.clause,
            source,
            month,
            entry,
            outcome,
            limit,
            corrects,
        ),
    )


def _units(terms: ItemTerms, entry: Entry) -> list[str]:
    """Return the units that an entry claims: households and places by name, anything else without one."""
    if terms.per == "household":
        return list(dict.fromkeys(entry.households or ()))
    if terms.per == "place":
        return [entry.place or ""]
    if terms.per is None or entry.count is None:
        return [""]
    return [""] * entry.count


def _cap_key(terms: ItemTerms, cap: CapTerms, entry: Entry, unit: str) -> tuple[Hashable, int] | None:
    """Return under what a unit counts toward a cap, and how often it may; None where the cap has nothing to count."""
    thing: str | None = ""
    if cap.of:
        thing = entry.event if cap.of == "event" else unit if cap.of == "household" else entry.place
        if thing is None:
            return None
    span, day = cap.span or cap.cap.period.required(entry.date), entry.date
    return (terms.item.id, cap.number, entry.leader, thing, span, _within(span, day)), cap.times


def _within(span: str, day: date) -> int:
    """Number the span of a kind in which a day lies."""
    if span == "year":
        return day.year
    if span == "quarter":
        return day.year * 4 + (day.month - 1) // 3
    if span == "month":
        return day.year * 12 + day.month
    if span == "week":
        return day.toordinal() - day.weekday()
    return 0 if span == "ever" else day.toordinal()
