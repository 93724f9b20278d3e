"""The rules of posts once more: leaders needed, loads, posts and people, places at once, ages, campaigns' tables.

Knows nothing of the engine, its types or its files; slow, naive, on plain dicts and fractions.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle.days import DAY, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tests.oracle.rongcheng import Plain


def needed(households: int, rules: Plain) -> int:
    """Tell how many leaders so many households ask for (EX-C21-14, EX-N22-05)."""
    exact = Fraction(households, rules["target"])
    rounded = {"half_up": math.floor(exact + Fraction(1, 2)), "ceil": math.ceil(exact), "floor": math.floor(exact)}
    return max(int(rules["least"]), rounded[rules["rounding"]])


def fits(households: int, rules: Plain) -> bool:
    """Tell whether a load is about the target, both ends included (G-14, EX-C21-13)."""
    off = abs(Fraction(households) - rules["target"])
    return bool(off <= Fraction(rules["target"] * rules["tolerance"], 100))


def held_on(posts: Iterable[Plain], day: date) -> set[tuple[str, str]]:
    """Name person and place of every post held on a day."""
    return {
        (post["person"], post["place"])
        for post in posts
        if post["from"] <= day and (post["until"] is None or post["until"] >= day)
    }


def places_of(posts: Iterable[Plain], day: date) -> dict[str, set[str]]:
    """Name the places of every leader on a day."""
    found: dict[str, set[str]] = {}
    for person, place in held_on(posts, day):
        found.setdefault(person, set()).add(place)
    return found


def too_many(places: int, rules: Plain) -> bool:
    """Tell whether somebody holds more places than allowed, the own one counted or not (EX-C21-04)."""
    return bool((places if rules["counts_places"] == "total" else places - 1) > rules["most"])


def count(posts: Iterable[Plain], day: date, counts: str) -> int:
    """Count leaders as persons or as posts (EX-C21-19, EX-C21-20)."""
    held = held_on(posts, day)
    return len({person for person, _ in held}) if counts == "persons" else len(held)


def age_refused(years: int, rules: Plain, *, waived: bool) -> bool:
    """Tell whether an age is refused; a waiver helps up to the age it may reach (EX-C21-11, EX-N22-09)."""
    if years <= rules["age"]:
        return False
    return not waived or (rules["waived_to"] is not None and years > rules["waived_to"])


def table(towns: Mapping[str, Plain], as_of: date, rules: Plain) -> list[tuple[object, ...]]:
    """Give the lines of a campaign's table; the leaders after are those of the day it was done (C21-A2-1)."""
    rows: list[tuple[object, ...]] = []
    for number, (name, town) in enumerate(sorted(towns.items()), start=1):
        done = town["done_on"] if town["done_on"] and town["done_on"] <= as_of else None
        after = count(town["posts"], done or as_of, rules["counts"])
        judged = standing(rules["due"], done, as_of, inclusive=rules["inclusive"])
        rows.append((number, name, town["buildings"], town["before"], after, *judged))
    return rows


def gaps(people: Mapping[str, bool], posts: Iterable[Plain], day: date) -> tuple[set[str], Fraction | None]:
    """Name those who must hold a post and hold none, and the share that does (EX-C21-17)."""
    serving = {person for person, _ in held_on(posts, day)}
    asked = {person for person, tagged in people.items() if tagged}
    return asked - serving, Fraction(len(asked & serving), len(asked)) if asked else None


def may_leave_on(informed: date, number: int) -> date:
    """Give the earliest day of leaving after so many days of notice (EX-C21-23)."""
    return informed + number * DAY
