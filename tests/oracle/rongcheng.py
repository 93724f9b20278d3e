"""The Rongcheng rules of points once more, written from the analysis alone: slow, naive, on plain dicts and fractions.

Knows nothing of the engine, its types or its files; the comparison stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Plain: TypeAlias = dict[str, Any]
Month: TypeAlias = tuple[int, int]
Figures: TypeAlias = dict[str, Fraction]

IN_FORCE = date(2018, 3, 1)
BASE = Fraction(100)
ITEM_OF = {
    "household-info": "i01",
    "household-change": "i02",
    "important-info": "i02",
    "unusual-visitors": "i02",
    "safety-hazard": "i02",
    "joyful-event": "i02",
    "hardship": "i02",
    "community-service": "i03",
    "emergency-response": "i03",
    "emergency-meeting": "i04",
    "property-report": "i05",
    "property-help": "i06",
    "mobilise": "i07",
    "mediation": "i08",
    "mutual-help": "i09",
    "civilised-stairwell": "i10",
    "other": "i11",
}
HALF_A_POINT = {"i02", "i05", "i07"}

DEFAULTS: Plain = {
    "base_period": "year",
    "household_times": 1,
    "household_period": "year",
    "days": 7,
    "day_type": "natural",
    "extend": False,
    "service_times": None,
    "meeting_states": ("on_time",),
    "first_reporter": True,
    "least_people": None,
    "dispute_times": 1,
    "dispute_period": "ever",
    "stairwell_times": 1,
    "stairwell_period": "year",
    "least": Fraction(1, 2),
    "most": Fraction(2),
    "step": Fraction(1, 2),
}


# --- days -----------------------------------------------------------------------------------------


def last_day_in_time(start: date, rules: Plain, works: Callable[[date], bool]) -> date:
    """Give the last day on which a change may be told; the first day is not counted (G-02)."""
    day, left = start, rules["days"]
    while left:
        day += timedelta(days=1)
        if rules["day_type"] == "natural" or works(day):
            left -= 1
    while rules["extend"] and not works(day):
        day += timedelta(days=1)
    return day


def count_worked(first: date, last: date, worked: frozenset[date]) -> int:
    """Count the worked days from the first to the last, both included."""
    return len([day for day in worked if first <= day <= last])


def span(kind: str, day: date) -> tuple[int, ...]:
    """Name the period of a kind that a day lies in."""
    return {
        "day": (day.year, day.month, day.day),
        "month": (day.year, day.month),
        "quarter": (day.year, (day.month + 2) // 3),
        "year": (day.year,),
        "ever": (),
    }[kind]


# --- points ---------------------------------------------------------------------------------------


def is_late(deed: Plain, rules: Plain, works: Callable[[date], bool]) -> bool:
    """Tell whether a change of residents was told after the week was over (EX-R18-05, EX-R18-06)."""
    if deed["activity"] != "household-change":
        return False
    limit = last_day_in_time(deed["known_on"] or deed["date"], rules, works)
    return bool(deed["told_on"] > limit)


def judged(points: Fraction, rules: Plain) -> Fraction:
    """Give the points of item 11 where they are within bounds and on a step, else none (EX-R18-08)."""
    fine = rules["least"] <= points <= rules["most"] and (points / rules["step"]).denominator == 1
    return points if fine else Fraction(0)


def claims(deed: Plain, rules: Plain, works: Callable[[date], bool]) -> list[tuple[Any, int | None]]:
    """List what a deed claims a point for, each with how often that may count for one leader."""
    item, who, day = ITEM_OF[deed["activity"]], deed["leader"], deed["date"]
    once: list[tuple[Any, int | None]] = [(None, None)]
    if (
        (item == "i11" and not judged(deed["points"], rules))
        or (item == "i04" and deed["attendance"] not in rules["meeting_states"])
        or (item == "i07" and deed["headcount"] < (rules["least_people"] or 0))
        or is_late(deed, rules, works)
        or day < IN_FORCE
    ):
        return []
    if item == "i01":
        within = span(rules["household_period"], day)
        return [((item, who, house, within), rules["household_times"]) for house in sorted(set(deed["households"]))]
    if item == "i03":
        return [((item, who, span("day", day)), rules["service_times"])] * (deed["count"] or 1)
    if item == "i08":
        return [((item, who, deed["event"], span(rules["dispute_period"], day)), rules["dispute_times"])]
    if item == "i10":
        return [((item, who, deed["place"], span(rules["stairwell_period"], day)), rules["stairwell_times"])]
    return once * (1 if item == "i11" else deed["count"] or 1)


def worth(deed: Plain) -> Fraction:
    """Give the points of one claim."""
    item = ITEM_OF[deed["activity"]]
    if item == "i11":
        return Fraction(deed["points"])
    return Fraction(1, 2) if item in HALF_A_POINT else Fraction(1)


def settle(held: list[Plain], turn: Iterable[Plain], rules: Plain) -> None:
    """Let deeds take in turn what those that hold something leave: each thing so often, each report once."""
    used: dict[Any, int] = defaultdict(int)
    first: dict[str, str] = {}
    for record in held:
        for number in record["won"]:
            used[record["claims"][number][0]] += 1
            if record["deed"]["activity"] == "property-report":
                first[record["deed"]["event"]] = record["deed"]["leader"]
    for record in turn:
        deed = record["deed"]
        report = record["claims"] and deed["activity"] == "property-report" and rules["first_reporter"]
        if report and first.setdefault(deed["event"], deed["leader"]) != deed["leader"]:
            continue
        for number, (thing, times) in enumerate(record["claims"]):
            if number not in record["won"] and (times is None or used[thing] < times):
                used[thing] += 1
                record["won"].add(number)


def history(community: Plain, rules: Plain, works: Callable[[date], bool]) -> list[tuple[date, list[Any]]]:
    """Tell the points of every deed at the end of each day on which something became known.

    A deed is known from its verification, a correction from its approval (EX-R18-04). What a deed
    holds it keeps until it is corrected; then the deed as restated is first in turn, then those
    known before, then what is new on that day; equals go by day, month and number.
    """
    corrections = {(c["month"], c["number"]): c for c in community["corrections"]}
    days = {d["verified_on"] for d in community["deeds"]} | {c["approved_on"] for c in corrections.values()}
    held: list[Plain] = []
    told = []

    def records(deeds: Iterable[Plain]) -> list[Plain]:
        order = sorted(deeds, key=lambda deed: (deed["date"], deed["month"], deed["number"]))
        return [{"deed": deed, "claims": claims(deed, rules, works), "won": set()} for deed in order]

    for day in sorted(days - {None}):
        gone = {key: c for key, c in corrections.items() if c["approved_on"] <= day}
        held = [r for r in held if r["deed"].get("restated") or (r["deed"]["month"], r["deed"]["number"]) not in gone]
        restated = [
            {**c["restated"], "month": key[0], "number": key[1], "restated": True}
            for key, c in gone.items()
            if c["approved_on"] == day and c["restated"]
        ]
        new = [
            deed
            for deed in community["deeds"]
            if deed["verified_on"] == day and not deed["refused"] and (deed["month"], deed["number"]) not in gone
        ]
        again, fresh = records(restated), records(new)
        settle(held, [*again, *held, *fresh], rules)
        held = [*held, *again, *fresh]
        told.append((day, [(r["deed"], worth(r["deed"]) * len(r["won"])) for r in held]))
    return told


def bonus(told: Any, who: tuple[str, str], days: tuple[date, date], as_of: date) -> Fraction:
    """Add up what a leader earned in a role from day to day, as known on a day."""
    known: list[Any] = next((deeds for day, deeds in reversed(told) if day <= as_of), [])
    return sum(
        (
            points
            for deed, points in known
            if (deed["leader"], deed["role"]) == who and days[0] <= deed["date"] <= days[1]
        ),
        Fraction(0),
    )


def quarter_days(quarter: Month) -> tuple[date, date]:
    """Give the first and the last day of a quarter."""
    year, number = quarter
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), after - timedelta(days=1)


def published_row(
    told: Any, who: tuple[str, str], quarter: Month, closes: Mapping[Month, date], rules: Plain
) -> Figures:
    """Give the figures of a quarter's list, as known on its closing day (EX-R18-02, EX-R18-04)."""
    now, (first, last) = closes[quarter], quarter_days(quarter)
    before = max((day for other, day in closes.items() if other < quarter), default=None)
    new_year = date(quarter[0], 1, 1)
    this, total = bonus(told, who, (first, last), now), bonus(told, who, (new_year, last), now)
    earlier = (new_year, first - timedelta(days=1))
    change = bonus(told, who, earlier, now) - (bonus(told, who, earlier, before) if before else 0)
    base = BASE * (quarter[1] if rules["base_period"] == "quarter" else 1)
    return {"bonus": this, "adjustment": change, "to_date": total, "score": base + total}


def annual_score(told: Any, who: tuple[str, str], year: int, as_of: date, rules: Plain) -> Fraction:
    """Give base and bonus of a year (EX-R18-01, EX-R18-03)."""
    base = BASE * (4 if rules["base_period"] == "quarter" else 1)
    return base + bonus(told, who, (date(year, 1, 1), date(year, 12, 31)), as_of)
