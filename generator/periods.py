"""Days and spans of days: periods, months and years counted on, working days, deadlines.

Knows neither records nor files: which days are off comes as an argument, and today is never asked for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from generator.problems import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["year", "half", "quarter", "month", "week"]
DayType: TypeAlias = Literal["natural", "working"]

_MONTHS_IN: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SMALL_TO_LARGE: tuple[Kind, ...] = ("week", "month", "quarter", "half", "year")
_FORM = re.compile(r"([0-9]{4})(?:-(?:([HQ])([1-4])|(W?)([0-9]{2})))?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_DAY = timedelta(days=1)
_MONDAY_TO_THURSDAY = timedelta(days=3)
_SATURDAY = 5

_DIGITS_ZH = "一二三四"
_ORDINALS_EN = ("first", "second", "third", "fourth")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Period(Struct, frozen=True, order=True):
    """A calendar period, made by `of` or `parse`; it sorts by its first day, the shorter one first."""

    first: date
    last: date
    kind: Kind

    @classmethod
    def of(cls, kind: Kind, day: date) -> Period:
        """Give the period of a kind that a day lies in."""
        return _period(kind, day)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2018`, `2018-H1`, `2018-Q1`, `2018-03` or `2018-W05`."""
        match = _FORM.fullmatch(text)
        if match is None:
            forms = "2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"
            fault = f"{text!r} is not a period; write {forms}"
            raise ValueError(fault)
        year, letter, number, week, two_digits = match.groups()
        if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            fault = f"{text!r}: the year must lie between {_FIRST_YEAR} and {_LAST_YEAR}"
            raise ValueError(fault)
        if letter is not None:
            return _numbered(text, int(year), "half" if letter == "H" else "quarter", int(number))
        if two_digits is None:
            return cls.of("year", date(int(year), 1, 1))
        if week:
            return _week(text, int(year), int(two_digits))
        return _numbered(text, int(year), "month", int(two_digits))

    @property
    def text(self) -> str:
        """The form that `parse` reads."""
        if self.kind == "year":
            return f"{self.year}"
        if self.kind == "month":
            return f"{self.year}-{self.number:02}"
        if self.kind == "week":
            return f"{self.year}-W{self.number:02}"
        return f"{self.year}-{self.kind[0].upper()}{self.number}"

    @property
    def year(self) -> int:
        """The year it belongs to: for a week, the year of its Thursday."""
        return self._anchor.year

    @property
    def number(self) -> int:
        """Which one of its kind it is in its year, from 1."""
        if self.kind == "week":
            return self.first.isocalendar().week
        return (self.first.month - 1) // _MONTHS_IN[self.kind] + 1

    @property
    def label_zh(self) -> str:
        """The name that Chinese readers use, such as 2018年第一季度."""
        names: dict[Kind, str] = {
            "year": "",
            "half": ("上半年", "下半年")[(self.number - 1) % 2],
            "quarter": f"第{_DIGITS_ZH[(self.number - 1) % 4]}季度",
            "month": f"{self.number}月",
            "week": f"第{self.number}周",
        }
        return f"{self.year}年{names[self.kind]}"

    @property
    def label_en(self) -> str:
        """The name that English readers use, such as first quarter of 2018."""
        if self.kind == "year":
            return f"{self.year}"
        if self.kind == "month":
            return f"{_MONTHS_EN[self.number - 1]} {self.year}"
        if self.kind == "week":
            return f"week {self.number} of {self.year}"
        return f"{_ORDINALS_EN[self.number - 1]} {self.kind} of {self.year}"

    @property
    def words(self) -> Words:
        """Both names, ready for a slot of a message."""
        return Words(self.label_en, self.label_zh)

    def contains(self, day: date) -> bool:
        """Tell whether a day lies in the period, both ends included."""
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Every day from the first to the last."""
        return _days(self.first, self.last)

    def next(self) -> Period:
        """The period of the same kind right after this one."""
        return Period.of(self.kind, self.last + _DAY)

    def previous(self) -> Period:
        """The period of the same kind right before this one."""
        return Period.of(self.kind, self.first - _DAY)

    def within(self, kind: Kind) -> Period:
        """The period of a larger kind that this one belongs to; a week goes with its Thursday."""
        if _size(kind) < _size(self.kind):
            fault = f"a {self.kind} does not lie within one {kind}"
            raise ValueError(fault)
        return Period.of(kind, self._anchor)

    def is_smaller_than(self, kind: Kind) -> bool:
        """Tell whether periods of a kind are larger than this one."""
        return _size(self.kind) < _size(kind)

    def parts(self, kind: Kind) -> tuple[Period, ...]:
        """The periods of a smaller kind that belong to this one, in order."""
        if _size(kind) > _size(self.kind):
            fault = f"a {self.kind} has no parts of kind {kind}"
            raise ValueError(fault)
        found = []
        part = Period.of(kind, self.first)
        while part.first <= self.last:
            if part.within(self.kind) == self:
                found.append(part)
            part = part.next()
        return tuple(found)

    @property
    def _anchor(self) -> date:
        """The day that decides to which larger period this one belongs."""
        return self.first + _MONDAY_TO_THURSDAY if self.kind == "week" else self.first


def add_months(day: date, months: int) -> date:
    """Count on by months (back, when negative): the same day number, clamped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_years(birth: date, on: date, *, attained: Literal["birthday", "day_after"] = "birthday") -> int:
    """Age in full years (周岁) on a day; 29 February falls on the 28th in common years."""
    if on < birth:
        fault = f"{on} is before the day of birth"
        raise ValueError(fault)
    reached = on if attained == "birthday" else on - _DAY
    years = on.year - birth.year
    return max(years if add_months(birth, 12 * years) <= reached else years - 1, 0)


class CalendarYearMissing(LookupError):  # noqa: N818  it reads as what it is: a year without a calendar
    """No calendar says which days of this year are worked; it is never guessed."""

    def __init__(self, year: int) -> None:
        """Remember the year."""
        super().__init__(f"there is no calendar of days off for {year}")
        self.year = year


class YearCalendar(Struct, frozen=True):
    """The days off of one calendar year, and the weekend days that are worked to make up for them."""

    year: int
    days_off: frozenset[date]
    make_up: frozenset[date]

    def __post_init__(self) -> None:
        """Refuse a day of another year, a make-up day that is off or that is no weekend day."""
        for day in sorted(self.days_off | self.make_up):
            if day.year != self.year:
                fault = f"{day} is not a day of {self.year}"
                raise ValueError(fault)
        for day in sorted(self.make_up):
            if day in self.days_off or day.weekday() < _SATURDAY:
                fault = f"{day} cannot be a make-up day"
                raise ValueError(fault)

    def is_working(self, day: date) -> bool:
        """Tell whether a day of this year is worked."""
        return day in self.make_up or (day.weekday() < _SATURDAY and day not in self.days_off)


class WorkingDays(Struct, frozen=True, dict=True):
    """The calendars at hand, by year; asking about any other year raises `CalendarYearMissing`."""

    years: Mapping[int, YearCalendar]

    @cached_property
    def _deadlines(self) -> dict[tuple[date, int, DayType, bool, bool], date]:
        """The last days that were asked for: few, and each of them for entry after entry."""
        return {}

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day.year not in self.years:
            raise CalendarYearMissing(day.year)
        return self.years[day.year].is_working(day)

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def nth_after(self, start: date, n: int, *, count_start_day: bool = False) -> date:
        """The n-th worked day after a day, or from that day on when it counts; none is the day itself."""
        if n < 0:
            fault = f"cannot count {n} working days"
            raise ValueError(fault)
        day = start
        left = n - 1 if n and count_start_day and self.is_working(start) else n
        while left:
            day += _DAY
            left -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many days are worked from the first to the last, both included."""
        return sum(map(self.is_working, _days(first, last)))

    def deadline(
        self,
        event: date,
        days: int,
        *,
        day_type: DayType,
        count_start_day: bool = False,
        extend_to_workday: bool = False,
    ) -> date:
        """The last day in time for something due within so many days of an event."""
        asked = (event, days, day_type, count_start_day, extend_to_workday)
        limit = self._deadlines.get(asked)
        if limit is not None:
            return limit
        if days < 0:
            fault = f"a time limit cannot be {days} days"
            raise ValueError(fault)
        if day_type == "working":
            limit = self.nth_after(event, days, count_start_day=count_start_day)
        else:
            limit = event + timedelta(days=max(days - count_start_day, 0))
        limit = self._deadlines[asked] = self.next_working(limit) if extend_to_workday else limit
        return limit


@cache
def _period(kind: Kind, day: date) -> Period:
    """Make the period of a kind that a day lies in; few days are ever asked about, each of them often."""
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + 6 * _DAY, kind)
    length = _MONTHS_IN[kind]
    start = date(day.year, (day.month - 1) // length * length + 1, 1)
    return Period(start, add_months(start, length) - _DAY, kind)


def _size(kind: Kind) -> int:
    return _SMALL_TO_LARGE.index(kind)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _numbered(text: str, year: int, kind: Kind, number: int) -> Period:
    count = 12 // _MONTHS_IN[kind]
    if not 1 <= number <= count:
        fault = f"{text!r}: the number of a {kind} lies between 1 and {count}"
        raise ValueError(fault)
    return Period.of(kind, date(year, (number - 1) * _MONTHS_IN[kind] + 1, 1))


def _week(text: str, year: int, number: int) -> Period:
    try:
        return Period.of("week", date.fromisocalendar(year, number, 1))
    except ValueError:
        fault = f"{text!r}: {year} has no week {number}"
        raise ValueError(fault) from None
