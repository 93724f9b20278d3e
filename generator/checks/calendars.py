"""Faults of the calendars of days off: who decided, days that contradict each other, years without a file.

Knows the festivals of the country and how its yearly papers are numbered; knows no policy and guesses no day.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from generator.checks.walking import nearest, title
from generator.problems import Problem, Severity, Words, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.ledger import Ledger
    from generator.problems import Message
    from generator.records.base import Record
    from generator.records.places import Calendar, DaysOff

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""The festivals that give everybody days off each year, in the order of the yearly paper."""
_NUMBER = re.compile(r"[一-鿿]+〔(2[0-9]{3})〕[1-9][0-9]*号")
_SATURDAY = 5
_DAY = timedelta(days=1)
_LEAST_DAYS, _MOST_DAYS = 11, 16
"""Working days that a year loses when all is added up: eleven by the national rule until 2024, thirteen since."""
_WEEKDAYS = (
    Words("Monday", "星期一"),
    Words("Tuesday", "星期二"),
    Words("Wednesday", "星期三"),
    Words("Thursday", "星期四"),
    Words("Friday", "星期五"),
    Words("Saturday", "星期六"),
    Words("Sunday", "星期日"),
)


class Calendars(Protocol):
    """What these checks look at: the calendars by year, and the files that could not be read."""

    @property
    def calendars(self) -> Mapping[int, Calendar]:
        """The calendars that could be read."""

    @property
    def broken(self) -> frozenset[str]:
        """Paths of files that could not be read."""


def faulty_calendar(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A calendar holds a day of another year, a backward run, a day twice, or a make-up day that is no weekend day.

    Why: a calendar that contradicts itself is left out, and every count of working days rests on it (G-03).
    Fix: copy the days again from the State Council's paper of that year.
    """
    yield from contradictions(ledger)


def calendar_without_paper(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A calendar does not name the paper of its year, its number or its day as such papers have them.

    Why: days off are the State Council's to set; a calendar that rests on no paper is a guess (G-03).
    Fix: copy title, number and day from the paper.
    """
    yield from papers(ledger)


def unknown_festival(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A run of days off is named after something that is no festival.

    Why: a slip in the name is often a slip in the days as well.
    Fix: write the festival's name; two of them in one run are joined by 、.
    """
    yield from festivals(ledger)


def unusual_calendar(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A festival of the year is left out, or the days off and make-up days do not come to what the nation gives.

    Why: a forgotten line shortens or lengthens every count of working days of the year.
    Fix: compare line by line with the paper; where it says so, leave it.
    """
    yield from totals(ledger)


def calendar_gap(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """There are calendars of earlier and later years and none of a year between.

    Why: whoever counts working days in that year is stopped, years after everybody forgot why.
    Fix: write the calendar of that year from its paper.
    """
    yield from gaps(ledger)


def verify(known: Calendars) -> Iterator[Problem]:
    """Yield everything that is wrong with the calendars."""
    for find in (papers, contradictions, festivals, totals, gaps):
        yield from find(known)


def contradictions(known: Calendars) -> Iterator[Problem]:
    """Yield the days that do not fit the year or each other."""
    for year, calendar in known.calendars.items():
        off: dict[date, DaysOff] = {}
        for run in calendar.days_off:
            yield from _run(year, run, off)
        yield from _made_up(year, calendar, off)


def _run(year: int, run: DaysOff, off: dict[date, DaysOff]) -> Iterator[Problem]:
    for key, day in (("from", run.from_), ("until", run.until)):
        if day.year != year:
            yield _foreign(year, run, key, day)
    if run.until < run.from_:
        fault = msg("{name} begins only on {day}", name=run.name, day=run.from_.isoformat())
        yield _faulty(run, "until", run.until, fault, msg("Correct from: or until:."))
    day = run.from_
    while day <= run.until and day.year == year:
        other = off.setdefault(day, run)
        if other is not run:
            fault = msg("it is off for {other} already", other=other.name)
            yield _faulty(run, "from", day, fault, msg("Correct one of the two runs."))
            return
        day += _DAY


def _made_up(year: int, calendar: Calendar, off: dict[date, DaysOff]) -> Iterator[Problem]:
    seen: set[date] = set()
    for day in calendar.make_up_days:
        key = "make_up_days"
        again = msg("Copy the make-up days again from the paper.")
        if day.year != year:
            yield _foreign(year, calendar, key, day)
        elif day in seen:
            yield _faulty(calendar, key, day, msg("it stands here twice"), msg("Delete one of the two lines."))
        elif day in off:
            yield _faulty(calendar, key, day, msg("it is off for {other} as well", other=off[day].name), again)
        elif day.weekday() < _SATURDAY:
            fault = msg("it is a {weekday}, which is worked anyway", weekday=_WEEKDAYS[day.weekday()])
            yield _faulty(calendar, key, day, fault, again)
        seen.add(day)


def _foreign(year: int, record: Record, key: str, day: date) -> Problem:
    fault = msg("it is no day of {year}", year=year)
    fix = msg("Days of {other} belong into records/calendar/{other}.yaml.", other=day.year)
    return _faulty(record, key, day, fault, fix)


def _faulty(record: Record, key: str, day: date, fault: Message, fix: Message) -> Problem:
    message = msg(
        "{key} ({title}): {day} cannot be right, {fault}.",
        key=key,
        title=title(record, key),
        day=day.isoformat(),
        fault=fault,
    )
    return Problem("faulty-calendar", record.origin, message, fix)


def papers(known: Calendars) -> Iterator[Problem]:
    """Yield the calendars whose paper is not one of their year."""
    for year, calendar in known.calendars.items():
        if f"{year}" not in calendar.paper:
            fault = msg("it is not the paper of {year}", year=year)
            yield _nameless(calendar, "paper", calendar.paper, fault, msg("Copy the title; it names the year."))
        for number in (calendar.number, *calendar.amended_by):
            key = "number" if number == calendar.number else "amended_by"
            form = _NUMBER.fullmatch(number)
            if form is None or not year - 1 <= int(form[1]) <= year:
                fault = msg("it is no number of a paper of {before} or {year}", before=year - 1, year=year)
                yield _nameless(calendar, key, number, fault, msg("Copy it in full, such as 国办发明电〔2025〕7号."))
        if not year - 1 <= calendar.issued_on.year <= year:
            fault = msg("the paper of a year is issued in the year before or in its course")
            fix = msg("Copy the day from the end of the paper.")
            yield _nameless(calendar, "issued_on", calendar.issued_on.isoformat(), fault, fix)


def _nameless(calendar: Calendar, key: str, text: str, fault: Message, fix: Message) -> Problem:
    message = msg(
        "{key} ({title}): {text} cannot be right, {fault}.", key=key, title=title(calendar, key), text=text, fault=fault
    )
    return Problem("calendar-without-paper", calendar.origin, message, fix)


def festivals(known: Calendars) -> Iterator[Problem]:
    """Yield the runs that are named after no festival."""
    for calendar in known.calendars.values():
        for run in calendar.days_off:
            for name in run.name.split("、"):
                if name not in FESTIVALS:
                    message = msg("name ({title}): {name} is no festival.", title=title(run, "name"), name=name)
                    yield Problem("unknown-festival", run.origin, message, nearest(name, FESTIVALS))


def totals(known: Calendars) -> Iterator[Problem]:
    """Yield the years without a festival, and those that lose too few or too many working days."""
    contradicted = {problem.source.path for find in (contradictions, festivals) for problem in find(known)}
    for year, calendar in known.calendars.items():
        if calendar.origin.path in contradicted:
            continue
        named = {name for run in calendar.days_off for name in run.name.split("、")}
        absent = [name for name in FESTIVALS if name not in named]
        compare = msg("Compare line by line with the paper; where it says so, leave it.")
        if absent:
            message = msg("No days off in {year} for: {names}.", year=year, names="、".join(absent))
            yield Problem("unusual-calendar", calendar.origin, message, compare, Severity.WARNING)
            continue
        lost = lost_days(calendar)
        if not _LEAST_DAYS <= lost <= _MOST_DAYS:
            message = msg(
                "The days off of {year} cost {lost} working days, weekdays off less make-up days; {least} to {most} "
                "are usual.",
                year=year,
                lost=lost,
                least=_LEAST_DAYS,
                most=_MOST_DAYS,
            )
            yield Problem("unusual-calendar", calendar.origin, message, compare, Severity.WARNING)


def lost_days(calendar: Calendar) -> int:
    """Return how many working days the year loses: weekdays off less make-up days."""
    off = {run.from_ + _DAY * number for run in calendar.days_off for number in range((run.until - run.from_).days + 1)}
    return sum(day.weekday() < _SATURDAY for day in off) - len(set(calendar.make_up_days))


def gaps(known: Calendars) -> Iterator[Problem]:
    """Yield the years between the first and the last that have no file."""
    years = sorted(known.calendars)
    for year in range(years[0], years[-1]) if years else ():
        if year not in known.calendars and f"records/calendar/{year}.yaml" not in known.broken:
            before = max(found for found in years if found < year)
            message = msg(
                "There are calendars of {before} and of {last}, and none of {year}.",
                before=before,
                last=years[-1],
                year=year,
            )
            fix = msg("Begin it with: louzhang calendar scaffold {year}", year=year)
            yield Problem("calendar-gap", known.calendars[before].origin, message, fix)
