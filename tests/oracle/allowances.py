"""The rules of money once more, of all policies: whose month it is, parts, lump sums, stacks, top-ups, bonus, funds.

Knows nothing of the engine, its types or its files; slow, naive, on plain dicts and fractions, money in fen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tests.oracle.rongcheng import Month, Plain

Key: TypeAlias = tuple[str, str]


def days_of(month: Month) -> list[date]:
    """List the days of a month."""
    first = date(*month, 1)
    return [day for n in range(31) if (day := first + timedelta(days=n)).month == month[1]]


def to_fen(amount: Fraction, rounding: str) -> int:
    """Round to the fen, a half upwards, or down (G-06, EX-C21-08)."""
    return math.floor(amount + Fraction(1, 2)) if rounding == "half_up" else math.floor(amount)


def is_due(world: Plain, post: Plain, day: date, rules: Plain) -> bool:
    """Tell whether a day in post counts for money: held, and the agreement in effect (EX-C21-18)."""
    if day < post["from"] or (post["until"] is not None and day > post["until"]):
        return False
    if rules["pay_from"] == "appointment":
        return True
    signed = world["agreements"].get((post["person"], post["place"]))
    if signed is None or signed["a"] is None or signed["b"] is None:
        return False
    return bool(day >= max(signed["from"], signed["a"], signed["b"]))


def share(held: Callable[[date], bool], month: Month, rules: Plain, works: Callable[[date], bool]) -> Fraction:
    """Tell what part of a month belongs to whom holds something on these days (G-10)."""
    days = days_of(month)
    mine = [day for day in days if held(day)]
    worked = [day for day in days if works(day)]
    return {
        "holder_on_day": lambda: Fraction(date(*month, rules["day"]) in mine),
        "full_month_only": lambda: Fraction(mine == days),
        "any_day": lambda: Fraction(bool(mine)),
        "prorata_calendar_days": lambda: Fraction(len(mine), len(days)),
        "prorata_working_days": lambda: Fraction(len([day for day in mine if day in worked]), len(worked)),
    }[rules["months"]]()


def amount_in(component: Plain, month: Month) -> int:
    """Give what a component comes to for a whole month; it changes with the first day of one (G-20)."""
    later = component.get("later")
    return int(later[1] if later and month >= later[0] else component["amount"])


def lines(world: Plain, component: Plain, month: Month, rules: Plain, works: Callable[[date], bool]) -> dict[str, int]:
    """Give each person's fen of a component for a month: every place or once for the person, rounded once."""
    found: dict[str, int] = {}
    whole = amount_in(component, month)
    for person in {post["person"] for post in world["posts"]}:
        if world["staff"].get(person) in component.get("excluded", ()):
            continue
        posts = [p for p in world["posts"] if p["person"] == person and p["role"] in component["roles"]]
        places = {post["place"] for post in posts}
        groups = [[p for p in posts if p["place"] == place] for place in places]
        shares = Fraction(0)
        for group in groups if component["per"] == "place" else [posts]:

            def held(day: date, group: list[Plain] = group) -> bool:
                return any(is_due(world, post, day, rules) for post in group)

            shares += share(held, month, rules, works)
        found[person] = to_fen(whole * shares, rules["rounding"])
    return {person: fen for person, fen in found.items() if fen}


def monthly(
    world: Plain, components: Iterable[Plain], month: Month, rules: Plain, works: Callable[[date], bool]
) -> dict[Key, int]:
    """Give what each person is paid of each monthly component; of a stack the highest only (G-11, EX-N22-02)."""
    due = {
        (person, component["id"]): fen
        for component in components
        if component["kind"] == "monthly"
        for person, fen in lines(world, component, month, rules, works).items()
    }
    if rules["stack"] == "sum":
        return due
    kept = dict(due)
    for person, component in due:
        stacked = {c: fen for (p, c), fen in due.items() if p == person and c in rules["stacked"]}
        if component in stacked and component != max(stacked, key=lambda c: (stacked[c], -rules["stacked"].index(c))):
            del kept[person, component]
    return kept


def grade_of(world: Plain, person: str, year: int, as_of: date) -> str | None:
    """Give the grade of a year that was settled by a day."""
    known = world["grades"].get((person, year))
    return known["grade"] if known and known["on"] <= as_of else None


def lump_sum(accrued: int, grade: str | None, component: Plain, rules: Plain, *, leaver: bool) -> tuple[str, int, int]:
    """Give how a year-end sum stands, what is payable of it, and what waits (EX-C21-05, 06, 10)."""
    factor = component["factors"].get(grade)
    if grade is not None and factor is None:
        return "no_factor", 0, accrued
    if grade is not None:
        return "payable", to_fen(accrued * Fraction(factor, 100), rules["rounding"]), 0
    if leaver and component["leaver"] == "pay":
        return "payable", accrued, 0
    if leaver and component["leaver"] == "forfeit":
        return "lapsed", 0, 0
    return "waits", 0, accrued


def lump_sums(
    world: Plain, component: Plain, year: int, as_of: date, rules: Plain, works: Callable[[date], bool]
) -> dict[str, Plain]:
    """Put by for every month that is over, and settle by the grade of the year (C21-A1-6, C21-A1-7)."""
    put_by: dict[str, dict[Month, int]] = defaultdict(dict)
    for number in range(1, 13):
        if days_of((year, number))[-1] <= as_of:
            for person, fen in lines(world, component, (year, number), rules, works).items():
                put_by[person][year, number] = fen
    found = {}
    for person, months in put_by.items():
        grade = grade_of(world, person, year, as_of)
        posts = [p for p in world["posts"] if p["person"] == person and p["role"] in component["roles"]]
        last = min(date(year, 12, 31), as_of)
        leaver = not any(p["from"] <= date(year, 12, 31) and (p["until"] or last) >= last for p in posts)
        state, payable, waiting = lump_sum(sum(months.values()), grade, component, rules, leaver=leaver)
        found[person] = {"months": months, "state": state, "payable": payable, "pending": waiting}
    return found


def top_ups(world: Plain, year: int, as_of: date, needs_approval: Mapping[str, bool]) -> dict[tuple[str, Month], int]:
    """Add up the extra amounts of each person and month that were approved by a day (EX-N22-07)."""
    found: dict[tuple[str, Month], int] = defaultdict(int)
    for top_up in world["top_ups"]:
        approved = top_up["approved_on"] is not None and top_up["approved_on"] <= as_of
        if (
            top_up["month"][0] == year
            and top_up["applied_on"] <= as_of
            and (approved or not needs_approval[top_up["component"]])
        ):
            found[top_up["person"], top_up["month"]] += top_up["amount"]
    return {key: fen for key, fen in found.items() if fen}


def transferred(fen_by_line: Mapping[Key, int]) -> dict[str, tuple[int, int]]:
    """Add up a run's lines, person and component, into what goes to the community: people and fen of a component."""
    found: dict[str, tuple[int, int]] = {}
    for (_, component), fen in fen_by_line.items():
        people, whole = found.get(component, (0, 0))
        if fen:
            found[component] = (people + 1, whole + fen)
    return found


def forecast(world: Plain, components: list[Plain], year: int, rules: Plain) -> dict[str, int]:
    """Give what a year costs if everybody in post on the day stays, in whole months (N22-A3-4.3-0)."""
    stay = [
        {**post, "from": date(year, 1, 1), "until": None}
        for post in world["posts"]
        if is_due(world, post, world["as_of"], rules)
    ]
    found: dict[str, int] = defaultdict(int)
    for number in range(1, 13):
        whole = {**rules, "months": "any_day", "pay_from": "appointment"}
        fen_by_line = monthly({**world, "posts": stay}, components, (year, number), whole, lambda _: True)
        for (_, component), fen in fen_by_line.items():
            found[component] += fen
    return {component: fen for component, fen in found.items() if fen}


def bonus(honoured: Iterable[str], allowance: int, months: int) -> dict[str, int]:
    """Give an excellent leader so many months of the leaders' allowance, whatever else is paid (EX-N22-01, 02)."""
    return dict.fromkeys(honoured, allowance * months)


def fund(opened_on: date, year: int, amount: int, proration: str, rounding: str) -> int:
    """Give the running costs of a station for a year; a part year counts whole or by months (EX-N22-04)."""
    if opened_on.year > year:
        return 0
    if proration == "none" or opened_on.year < year:
        return amount
    return to_fen(Fraction(amount * (13 - opened_on.month), 12), rounding)
