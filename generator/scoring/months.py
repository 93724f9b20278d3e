"""A leader's score lines by the month to which they belong: which fall into a span of days, and their sum.

Knows days and points only; knows no list, no base and no post.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.scoring.lines import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.scoring.lines import ScoreLine


class _Month:
    """Where the lines of a month stand among the leader's, and what they sum up to once that was asked for."""

    __slots__ = ("places", "total")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.total: Decimal | None = None


class LeaderLines:
    """The lines of one leader in one role, in the order of knowing.

    A span is looked up month by month, so that the lists of all quarters together read each line
    about once; only the months in which a span begins or ends inside are read line by line.
    """

    def __init__(self, lines: tuple[ScoreLine, ...]) -> None:
        self.lines = lines
        self._months: dict[int, _Month] = {}
        for place, line in enumerate(lines):
            number = line.belongs.year * 12 + line.belongs.month
            month = self._months.get(number)
            if month is None:
                month = self._months[number] = _Month()
            month.places.append(place)

    def within(self, first: date, last: date, known_by: date) -> tuple[ScoreLine, ...]:
        """Return the lines that belong to a span of days and are known by a day, in the order of knowing."""
        lines = self.lines
        found: list[int] = []
        for month, whole in self._between(first, last):
            if whole and lines[month.places[-1]].known_on <= known_by:
                found.extend(month.places)
            else:
                found.extend(
                    place
                    for place in month.places
                    if first <= lines[place].belongs <= last and lines[place].known_on <= known_by
                )
        found.sort()
        return tuple([lines[place] for place in found])

    def late(self, first: date, since: date | None, known_by: date) -> tuple[ScoreLine, ...]:
        """Return the lines that belong before a day and became known after another, up to a third."""
        lines = self.lines
        found: list[int] = []
        for month, _ in self._between(date.min, first - timedelta(days=1)):
            if since is None or lines[month.places[-1]].known_on > since:
                found.extend(
                    place
                    for place in month.places
                    if lines[place].belongs < first
                    and lines[place].known_on <= known_by
                    and (since is None or lines[place].known_on > since)
                )
        found.sort()
        return tuple([lines[place] for place in found])

    def sum(self, first: date, last: date, known_by: date) -> Decimal:
        """Return the points of the lines that belong to a span of days and are known by a day."""
        lines = self.lines
        total = ZERO
        for month, whole in self._between(first, last):
            if whole and lines[month.places[-1]].known_on <= known_by:
                if month.total is None:
                    month.total = sum((lines[place].points for place in month.places), ZERO)
                total += month.total
            else:
                for place in month.places:
                    line = lines[place]
                    if first <= line.belongs <= last and line.known_on <= known_by:
                        total += line.points
        return total

    def _between(self, first: date, last: date) -> Iterator[tuple[_Month, bool]]:
        """Yield the months that a span touches, each with whether it lies in it as a whole."""
        begins, ends = first.year * 12 + first.month, last.year * 12 + last.month
        first_whole = begins if first.day == 1 else begins + 1
        last_whole = ends if last == date.max or (last + timedelta(days=1)).day == 1 else ends - 1
        months = self._months
        for number in range(begins, ends + 1) if ends - begins < len(months) else months:
            if begins <= number <= ends and number in months:
                yield months[number], first_whole <= number <= last_whole
