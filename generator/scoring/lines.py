"""From verified deeds to score lines: every point with its clause, record and reason.

Knows items, conditions and caps as the pack states them; knows no ledger, ranking or page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from generator.periods import Period
from generator.policies.items import (
    AttendanceIn,
    DistinctCap,
    FirstOfEvent,
    Item,
    MinHeadcount,
    Rate,
    WithinDays,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import date

    from generator.periods import WorkingDays
    from generator.policies.pack import Policy
    from generator.problems import Source
    from generator.records.activity import Entry

Outcome: TypeAlias = Literal["counted", "late", "capped", "not_first", "not_attended", "too_few", "withdrawn"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Deed:
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


@dataclass(frozen=True, slots=True)
class ScoreLine:
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
    tally = _Tally(policy, working_days)
    ordered = sorted(
        deeds,
        key=lambda d: (*_turn(d), not d.withdraws, d.entry.date, d.month, int(d.entry.id), d.source),
    )
    found: list[ScoreLine] = []
    for (known_on, is_new), known in groupby(ordered, key=_turn):
        found.extend(line for deed in known for line in tally.lines(deed))
        if not is_new:
            found.extend(tally.settle(known_on))
    return tuple(found)


def _turn(deed: Deed) -> tuple[date, bool]:
    """Take the corrections of a day before what is new on it."""
    return deed.known_on, deed.corrects is None


class _Waiting(NamedTuple):
    """A line that stood back from another deed, and the units for which it did."""

    deed: Deed
    line: ScoreLine
    units: list[str]


class _Tally:
    """What has been counted so far; lives for one run of `score_deeds`."""

    def __init__(self, policy: Policy, working_days: WorkingDays) -> None:
        self._policy = policy
        self._working_days = working_days
        self._used: Counter[Hashable] = Counter()
        self._reported: dict[tuple[str, str], str] = {}
        self._scored: dict[Source, list[tuple[ScoreLine, tuple[Hashable, ...]]]] = {}
        self._waiting: list[_Waiting] = []
        self._given_up: set[tuple[str, str]] = set()

    def lines(self, deed: Deed) -> list[ScoreLine]:
        if deed.withdraws and deed.corrects is not None:
            return self._withdraw(deed, deed.corrects)
        return [
            self._score(item, deed)
            for item in self._policy.pack.items
            if deed.entry.activity in item.activities
            and deed.role in item.roles
            and item.open_on(deed.entry.date)
            and self._policy.in_force(deed.entry.date)
        ]

    def _withdraw(self, deed: Deed, target: Source) -> list[ScoreLine]:
        taken = []
        for line, keys in self._scored.pop(target, []):
            self._used.subtract(keys)
            self._give_up(line)
            taken.append(
                replace(
                    line,
                    points=-line.points,
                    known_on=deed.known_on,
                    source=deed.source,
                    outcome="withdrawn",
                    corrects=target,
                )
            )
        return taken

    def _give_up(self, line: ScoreLine) -> None:
        """Note whose caps a line taken back may free, and forget that it was the first of its event."""
        if line.counted:
            self._given_up.add((line.item.id, line.leader))
        reported = (line.item.id, line.entry.event or "")
        if line.outcome != "not_first" and self._reported.get(reported) == line.leader:
            del self._reported[reported]
            self._given_up.add(reported)

    def settle(self, known_on: date) -> Iterator[ScoreLine]:
        """Yield a further line for each deed that stood back from what corrections gave up."""
        given_up, self._given_up = self._given_up, set()
        for n, (deed, line, units) in enumerate(self._waiting if given_up else ()):
            wanted = {(line.item.id, line.leader), (line.item.id, line.entry.event or "")}
            if deed.source not in self._scored or given_up.isdisjoint(wanted):
                continue
            if self._condition(line.item, deed)[0] == "counted":
                left, keys = self._claim(line.item, deed, units)
                counted = len(units) - len(left)
                self._waiting[n] = _Waiting(deed, line, left)
                if counted:
                    points = _units(line.item, deed)[1] * counted
                    more = replace(
                        line, points=points, units=counted, counted=counted, known_on=known_on, outcome="counted"
                    )
                    self._scored[deed.source].append((more, keys))
                    yield more

    def _claim(self, item: Item, deed: Deed, units: list[str]) -> tuple[list[str], tuple[Hashable, ...]]:
        """Count the units that every cap still allows; return those left out and the caps used."""
        left: list[str] = []
        keys: list[Hashable] = []
        for unit in units:
            wanted = [key for key in self._cap_keys(item, deed, unit) if key is not None]
            if all(self._used[key] < most for key, most in wanted):
                self._used.update(key for key, _ in wanted)
                keys.extend(key for key, _ in wanted)
            else:
                left.append(unit)
        return left, tuple(keys)

    def _score(self, item: Item, deed: Deed) -> ScoreLine:
        outcome, limit = self._condition(item, deed)
        units, rate = _units(item, deed)
        left, keys = self._claim(item, deed, units) if outcome == "counted" else (units, ())
        counted = len(units) - len(left)
        if outcome == "counted" and left:
            outcome = "capped"
        line = ScoreLine(
            deed.entry.leader,
            deed.role,
            item,
            rate * counted,
            len(units),
            counted,
            deed.entry.date,
            self._belongs(deed),
            deed.known_on,
            item.clause,
            deed.source,
            deed.month,
            deed.entry,
            outcome,
            limit,
            deed.corrects,
        )
        self._scored.setdefault(deed.source, []).append((line, keys))
        if outcome in {"capped", "not_first"}:
            self._waiting.append(_Waiting(deed, line, left))
        return line

    def _belongs(self, deed: Deed) -> date:
        periods = self._policy.pack.periods
        by = periods.belongs_by.on(deed.entry.date) if periods else None
        return deed.known_on if by == "verified_on" else deed.entry.date

    def _condition(self, item: Item, deed: Deed) -> tuple[Outcome, date | None]:
        entry, day = deed.entry, deed.entry.date
        limit: date | None = None
        for condition in item.conditions:
            if isinstance(condition, WithinDays) and entry.activity in condition.activities:
                limit = last_day_in_time(condition, entry, self._working_days)
                if entry.told_on is None or entry.told_on > limit:
                    return "late", limit
            elif isinstance(condition, AttendanceIn):
                if entry.attendance not in condition.states.required(day):
                    return "not_attended", limit
            elif isinstance(condition, FirstOfEvent) and condition.applies.on(day) and entry.event:
                first = self._reported.setdefault((item.id, entry.event), entry.leader)
                if first != entry.leader:
                    return "not_first", limit
            elif isinstance(condition, MinHeadcount):
                fewest = condition.people.on(day)
                if fewest is not None and (entry.headcount or 0) < fewest:
                    return "too_few", limit
        return "counted", limit

    def _cap_keys(self, item: Item, deed: Deed, unit: str) -> list[tuple[Hashable, int] | None]:
        day = deed.entry.date
        found: list[tuple[Hashable, int] | None] = []
        for index, cap in enumerate(item.caps):
            most = cap.times.on(day)
            if most is None:
                continue
            span = cap.period.required(day)
            within = span if span == "ever" else day if span == "day" else Period.of(span, day)
            thing = _thing(cap, deed, unit) if isinstance(cap, DistinctCap) else ""
            if thing is not None:
                found.append(((item.id, index, deed.entry.leader, thing, within), most))
        return found


def last_day_in_time(condition: WithinDays, entry: Entry, working_days: WorkingDays) -> date:
    """Return the last day on which telling of an entry is in time (G-01, G-02)."""
    day = entry.date
    return working_days.deadline(
        entry.known_on or day,
        condition.days.required(day),
        day_type=condition.day_type.required(day),
        extend_to_workday=condition.extend_to_workday.required(day),
    )


def _units(item: Item, deed: Deed) -> tuple[list[str], Decimal]:
    """Return the units that an entry claims and the points of each."""
    entry, formula = deed.entry, item.formula
    if not isinstance(formula, Rate):
        return [""], entry.points or ZERO
    rate = formula.points.required(entry.date)
    if formula.per == "household":
        return list(dict.fromkeys(entry.households or ())), rate
    if formula.per == "place":
        return [entry.place or ""], rate
    return [""] * (1 if entry.count is None else entry.count), rate


def _thing(cap: DistinctCap, deed: Deed, unit: str) -> str | None:
    if cap.of == "event":
        return deed.entry.event
    return unit if cap.of == "household" else deed.entry.place
