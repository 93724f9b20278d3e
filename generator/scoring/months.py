"""A leader's score lines by the month to which they belong: what a list holds of them, and what a span sums up to.

Knows days and points only; knows no base, no post and nobody else's lines.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.scoring.lines import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.periods import Period
    from generator.scoring.lines import ScoreLine

_DAY = timedelta(days=1)
_belongs = attrgetter("belongs")
_NONE: frozenset[int] = frozenset()


class Listed(NamedTuple):
    """What a list holds of a leader: the lines of its period, late ones of earlier periods, and the sums.

    `adjustment` sums up the late lines of the same year, `to_date` all lines of the year so far.
    """

    own: tuple[ScoreLine, ...]
    late: tuple[ScoreLine, ...]
    bonus: Decimal
    adjustment: Decimal
    to_date: Decimal


class _Month:
    """Where the lines of a month stand among the leader's, the last day of knowing, and their sum."""

    __slots__ = ("known_on", "places", "total")

    def __init__(self, places: list[int], lines: tuple[ScoreLine, ...]) -> None:
        self.places = places
        self.known_on = lines[places[-1]].known_on
        self.total = _sum(lines, places)


class LeaderLines:
    """The lines of one leader in one role, in the order of knowing.

    Months are looked at as wholes, so that the lists of all periods together read each line about
    once; only where a month's lines are not all known, or a span parts it, line by line.
    """

    def __init__(self, lines: tuple[ScoreLine, ...]) -> None:
        self._lines = lines
        places: dict[int, list[int]] = defaultdict(list)
        for place, number in enumerate(map(_NUMBERS.__getitem__, map(_belongs, lines))):
            places[number].append(place)
        self._months = {number: _Month(found, lines) for number, found in places.items()}

    def listed(self, period: Period, year: Period, since: date | None, known_by: date) -> Listed:
        """Return what the list of a period holds.

        Args:
            period: the period listed.
            year: the year that is summed up so far.
            since: lines of earlier periods were listed if they were known by this day.
            known_by: lines known after this day wait for the next list.
        """
        lines, own, late, bonus, to_date = self._lines, list[int](), list[int](), ZERO, ZERO
        begins, ends, parted = _months(period.first, period.last)
        year_begins = _NUMBERS[year.first]
        for number, month in self._months.items():
            if number > ends:
                continue
            places, total = month.places, month.total
            if number in parted or month.known_on > known_by:
                places = [p for p in places if lines[p].known_on <= known_by and lines[p].belongs <= period.last]
                total = _sum(lines, places)
            if number >= year_begins:
                to_date += total
            if number >= begins and not parted:
                own += places
                bonus += total
            elif number >= begins:
                inside = [p for p in places if lines[p].belongs >= period.first]
                own += inside
                bonus += _sum(lines, inside)
            if number < begins or parted:
                late += self._late(month, places, period.first, since)
        own.sort()
        late.sort()
        adjusted = [p for p in late if lines[p].belongs >= year.first]
        return Listed(
            tuple([lines[p] for p in own]),
            tuple([lines[p] for p in late]),
            bonus,
            _sum(lines, adjusted),
            to_date,
        )

    def _late(self, month: _Month, places: list[int], first: date, since: date | None) -> list[int]:
        """Return which lines of a month, known by the day of the list, its earlier lists did not hold."""
        if since is not None and month.known_on <= since:
            return []
        lines = self._lines
        return [p for p in places if lines[p].belongs < first and (since is None or lines[p].known_on > since)]

    def sum(self, first: date, last: date, known_by: date) -> Decimal:
        """Return the points of the lines that belong to a span of days and are known by a day."""
        lines, total, months = self._lines, ZERO, self._months
        begins, ends, parted = _months(first, last)
        for number in range(begins, ends + 1) if ends - begins < len(months) else months:
            month = months.get(number) if begins <= number <= ends else None
            if month is None:
                continue
            if number not in parted and month.known_on <= known_by:
                total += month.total
            else:
                places = [p for p in month.places if first <= lines[p].belongs <= last]
                total += _sum(lines, [p for p in places if lines[p].known_on <= known_by])
        return total


def _sum(lines: tuple[ScoreLine, ...], places: list[int]) -> Decimal:
    return sum([lines[place].points for place in places], ZERO)


class _Numbers(dict[date, int]):
    """The number of the month of each day that was asked for."""

    def __missing__(self, day: date) -> int:
        number = self[day] = day.year * 12 + day.month
        return number


_NUMBERS = _Numbers()


@lru_cache(maxsize=1 << 10)
def _months(first: date, last: date) -> tuple[int, int, frozenset[int]]:
    """Return the first and the last month of a span of days, and those that it does not hold from first to last day."""
    begins, ends = _NUMBERS[first], _NUMBERS[last]
    if first.day == 1 and (last == date.max or (last + _DAY).day == 1):
        return begins, ends, _NONE
    return begins, ends, frozenset({begins, ends})
