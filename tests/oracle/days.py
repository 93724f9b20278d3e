"""The rules of days once more: the recorded calendars read by eye, windows, deadlines, months on, weeks, ages.

Knows nothing of the engine, its types or its readers; slow, naive, day by day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

CALENDARS = Path(__file__).resolve().parents[2] / "records" / "calendar"
YEARS = range(2018, 2027)
DAY = timedelta(days=1)
_WORD = re.compile(r"^(?:- )?\s*(from|until): ([0-9-]{10})$|^- ([0-9-]{10})$", re.MULTILINE)


@cache
def worked_days() -> frozenset[date]:
    """Give every worked day of the recorded years: Mondays to Fridays, less days off, with those made up (G-03)."""
    off: set[date] = set()
    made_up: set[date] = set()
    for year in YEARS:
        first = None
        for key, bound, alone in _WORD.findall((CALENDARS / f"{year}.yaml").read_text(encoding="utf-8")):
            if alone:
                made_up.add(date.fromisoformat(alone))
            elif key == "from":
                first = date.fromisoformat(bound)
            elif first is not None:
                last = date.fromisoformat(bound)
                off |= {first + n * DAY for n in range((last - first).days + 1)}
    days = [date(YEARS[0], 1, 1) + n * DAY for n in range(len(YEARS) * 366)]
    inside = [day for day in days if day.year in YEARS]
    return frozenset(day for day in inside if day in made_up or (day.weekday() < 5 and day not in off))


def works(day: date) -> bool:
    """Tell whether a day is worked."""
    return day in worked_days()


def counted(opens: date, closes: date, day_type: str, *, start_counts: bool) -> int:
    """Count the days of a display; the day of posting only where it counts, the last day always (G-02)."""
    day, found = opens if start_counts else opens + DAY, 0
    while day <= closes:
        found += day_type == "natural" or works(day)
        day += DAY
    return found


def nth_day(opens: date, number: int, day_type: str, *, start_counts: bool) -> date:
    """Give the day on which so many days have been counted."""
    day = opens
    while counted(opens, day, day_type, start_counts=start_counts) < number:
        day += DAY
    return day


def judged_window(opens: date, removed: date, least: int | None, most: int | None, rules: dict[str, bool | str]) -> str:
    """Judge a display by when it was taken down: too short, fine, or longer than said (EX-N22-12)."""
    shown = counted(opens, removed, str(rules["day_type"]), start_counts=bool(rules["start_counts"]))
    if least is not None and shown < least:
        return "too_short"
    return "too_long" if most is not None and shown > most else "fine"


def months_on(day: date, months: int) -> date:
    """Give the same day of a later month, or that month's last (G-02, EX-N22-29)."""
    number = day.year * 12 + day.month - 1 + months
    year, month, last = number // 12, number % 12 + 1, day.day
    while True:
        try:
            return date(year, month, last)
        except ValueError:
            last -= 1


def age(born: date, on: date, attained: str) -> int:
    """Give the full years on a day: attained on the birthday, or on the day after it (G-22)."""
    years = 0
    while True:
        birthday = months_on(born, 12 * (years + 1))
        if on < (birthday if attained == "birthday" else birthday + DAY):
            return years
        years += 1


def weeks_in_month(year: int, month: int) -> list[date]:
    """List the Mondays of the weeks that belong to a month: those whose Thursday lies in it (G-21)."""
    day = date(year, month, 1)
    found = []
    while day.month == month:
        if day.weekday() == 3:
            found.append(day - 3 * DAY)
        day += DAY
    return found


def month_end(day: date, window_days: int) -> bool:
    """Tell whether a day is among the last days of its month (EX-J22-08)."""
    return (day + window_days * DAY).month != day.month


def standing(due: date, done: date | None, as_of: date, *, inclusive: bool) -> tuple[str, int]:
    """Judge something due on a day: on time, late, open or overdue, and by how many days (G-17)."""
    last = due if inclusive else due - DAY
    if done is not None and done <= as_of:
        return ("late", (done - last).days) if done > last else ("on_time", 0)
    return ("overdue", (as_of - last).days) if as_of > last else ("open", 0)
