"""The rules of service once more: displays, weeks and months of duty, absences, terms, probation, choices, surveys.

Knows nothing of the engine, its types or its files; slow, naive, on plain dicts and fractions.
"""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle import days
from tests.oracle.days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.oracle.rongcheng import Plain


def last_posting(decision: date, rules: Plain) -> date:
    """Give the last day of posting that lets a decision fall on a day (EX-N22-13)."""
    posted = decision
    while earliest_decision(posted, rules) > decision:
        posted -= DAY
    return posted


def earliest_decision(posted: date, rules: Plain) -> date:
    """Give the day after the last day of the shortest display (EX-N22-11)."""
    return days.nth_day(posted, rules["least"], rules["day_type"], start_counts=rules["start_counts"]) + DAY


def weeks_owed(year: int, month: int, spans: Iterable[tuple[date, date | None]]) -> list[date]:
    """List the Mondays of a month's weeks in whose Thursday somebody is in post (EX-N22-15)."""
    held = list(spans)
    return [
        monday
        for monday in days.weeks_in_month(year, month)
        if any(first <= monday + 3 * DAY and (last is None or monday + 3 * DAY <= last) for first, last in held)
    ]


def months_owed(year: int, spans: Iterable[tuple[date, date | None]]) -> list[int]:
    """List the months of a year on whose 15th somebody is in post (G-10, EX-N22-18)."""
    held = list(spans)
    middles = [date(year, number, 15) for number in range(1, 13)]
    return [day.month for day in middles if any(a <= day and (b is None or day <= b) for a, b in held)]


def times_in_week(done: Iterable[date], monday: date) -> int:
    """Count what was done in a week."""
    return sum(monday <= day <= monday + 6 * DAY for day in done)


def percent(share: Fraction, decimals: int = 2) -> str:
    """Write a share in per cent, a half upwards (G-06)."""
    scaled = math.floor(share * 100 * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else f"{whole}"


def absences(sittings: Sequence[Plain], since: date, rules: Plain) -> list[tuple[date, str]]:
    """Tell on which days a warning and a proposal come, each when its number is first reached (EX-N22-30, 31)."""
    found: list[tuple[date, str]] = []
    seen: set[tuple[str, object]] = set()
    missed: list[date] = []
    for sitting in sorted((s for s in sittings if s["on"] >= since), key=lambda s: s["on"]):
        if sitting["state"] == "present" and rules["window"] == "consecutive":
            missed, seen = [], set()
        if sitting["state"] != "unexcused":
            continue
        missed += [sitting["on"]] * (1 if rules["once"] else sitting["purposes"])
        if rules["window"] == "assessment_year":
            counted = [day for day in missed if day.year == sitting["on"].year]
        elif rules["window"] == "rolling_12m":
            counted = [day for day in missed if days.months_on(day, 12) > sitting["on"]]
        else:
            counted = missed
        stretch = sitting["on"].year if rules["window"] == "assessment_year" else 0
        for kind, number in (("early", rules["early"]), ("proposal", rules["times"])):
            if len(counted) >= number and (kind, stretch) not in seen:
                seen.add((kind, stretch))
                found.append((sitting["on"], kind))
    return found


def term_end(start: date, years: int, elections: Iterable[date]) -> date:
    """Give the last day of a term: so many years on, less a day, or the next election (EX-N22-28)."""
    coming = [day for day in elections if day > start]
    return min(coming) if coming else days.months_on(start, 12 * years) - DAY


def probation(start: date, result: tuple[date, bool] | None, as_of: date, rules: Plain) -> str:
    """Tell what a first assessment leads to: within the months, its last day included (EX-N22-27)."""
    last = days.months_on(start, rules["months"])
    if result is None or result[0] > as_of:
        return "missing" if as_of > last else "open"
    if not result[1]:
        return "not_due"
    if result[0] <= last:
        return "due"
    return "late" if rules["passed_late"] == "decision" else str(rules["passed_late"])


def choice_allowed(qualified: int, chosen: int, rules: Plain, *, reason: bool) -> bool:
    """Tell whether so many may be chosen in a compound (EX-N22-26)."""
    if chosen > min(rules["most"], qualified):
        return False
    enough = chosen >= min(rules["fewest"], qualified)
    return bool(enough and (chosen > 0 or reason or not rules["reason_for_none"]))


def posts_missing(needed: int, appointed: Iterable[date], due: date, as_of: date) -> tuple[int, int, int, int]:
    """Give the posts needed, held and missing, and the days that the missing ones are overdue (EX-N22-21)."""
    held = len([day for day in appointed if day <= as_of])
    missing = max(needed - held, 0)
    return needed, held, missing, max((as_of - due).days, 0) if missing else 0


def satisfaction(survey: Plain, rules: Plain) -> Fraction | None:
    """Give the share of satisfied answers; None without a result (G-27, EX-J22-05, 06)."""
    valid = survey["satisfied"] + survey["basically"] + survey["not_satisfied"]
    if valid < max(rules["least_answers"] or 0, 1):
        return None
    good = sum(survey[answer] for answer in rules["counted"])
    return Fraction(good, valid + (survey["blank"] if rules["denominator"] == "returned" else 0))


def is_low(share: Fraction | None, rules: Plain) -> bool:
    """Tell whether a share lies below the line, compared exactly (G-05, EX-J22-03, 04)."""
    if share is None:
        return False
    line = Fraction(rules["threshold"], 100)
    return bool(share < line or (rules["equal_is_below"] and share == line))


def low_results(surveys: Iterable[Plain], as_of: date, rules: Plain) -> dict[str, list[date]]:
    """List the days of each leader's low results that are known (J22-2.3-8)."""
    found: dict[str, list[date]] = {}
    for survey in sorted(surveys, key=lambda survey: survey["on"]):
        in_post = (survey["on"] - survey["since"]).days
        known = survey["on"] <= as_of and in_post >= rules["min_service_days"]
        if known and is_low(satisfaction(survey, rules), rules):
            found.setdefault(survey["leader"], []).append(survey["on"])
    return {leader: on for leader, on in found.items() if len(on) >= rules["times"]}


def passed(vote: Plain, rules: Plain) -> bool:
    """Tell whether the representatives passed somebody: more than half of those present (EX-J22-10)."""
    if rules["quorum"] is not None and vote["present"] * 100 < rules["quorum"] * vote["entitled"]:
        return False
    base = {"present": vote["present"], "entitled": vote["entitled"], "cast": vote["for"] + vote["against"]}
    wanted = Fraction(base[rules["base"]] * rules["share"], 100)
    return bool(vote["for"] > wanted or (rules["equal_passes"] and vote["for"] == wanted and base[rules["base"]] > 0))


def half_year(year: int, half: int) -> tuple[date, date]:
    """Give the first and last day of a half-year (EX-J22-07)."""
    return (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))


def overdue(last: date, done: Iterable[date], as_of: date) -> int:
    """Tell by how many days something due by a day is overdue."""
    return 0 if any(day <= min(last, as_of) for day in done) else max((as_of - last).days, 0)


def in_months_end(meetings: Iterable[date], year: int, month: int, window: int) -> int:
    """Count the meetings in the last days of a month (EX-J22-08)."""
    return sum((day.year, day.month) == (year, month) and days.month_end(day, window) for day in meetings)
