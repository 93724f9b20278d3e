"""Small invented communities with posts, agreements, grades and extra pay, drawn as plain dicts.

Knows what may be written down; works out no amount.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from tests.oracle.rongcheng import Plain

YEAR = 2022
GRADES = ("satisfied", "satisfied", "basically-satisfied", "not-satisfied")
STAFF = (None, None, "community_worker", "grid_member_ft", "grid_member_pt")
DAY = timedelta(days=1)

MONEY: dict[str, tuple[Any, ...]] = {
    "months": (
        "holder_on_day",
        "holder_on_day",
        "full_month_only",
        "any_day",
        "prorata_calendar_days",
        "prorata_working_days",
    ),
    "day": (15, 15, 1, 10, 28),
    "rounding": ("half_up", "half_up", "floor"),
}
C21: dict[str, tuple[Any, ...]] = {
    **MONEY,
    "per": ("place", "place", "person"),
    "paid": (20000, 20000, 17533, 1),
    "put_by": (10000, 10000, 3333, 9999),
    "later": (None, None, ((2022, 4), 25000), ((2022, 10), 20001)),
    "basic": (None, 50, 33, 67),
    "leaver": ("pending", "pending", "pay", "forfeit"),
    "pay_from": ("later_signature", "later_signature", "appointment"),
}
N22: dict[str, tuple[Any, ...]] = {
    **MONEY,
    "head": (50000, 50000, 30000, 12345),
    "leader": (30000, 30000, 30001),
    "later": (None, None, ((2022, 4), 35000)),
    "stack": ("highest", "highest", "sum"),
    "approval": (True, True, False),
    "bonus_months": (1, 1, 2),
    "fund": (1000000, 1000000, 999999),
    "proration": ("none", "by_month"),
}


def draw_rules(rng: Random, choices: dict[str, tuple[Any, ...]], *, as_written: bool) -> Plain:
    """Draw settings; the first of each kind is the pack's own."""
    return {name: values[0] if as_written else rng.choice(values) for name, values in choices.items()}


def draw_day(rng: Random) -> date:
    """Draw a day around the year, often one on which months are decided."""
    first = date(YEAR - 1, 9, 1)
    if rng.random() < 0.5:
        return first + timedelta(days=rng.randrange(480))
    month = rng.randrange(1, 13)
    return date(YEAR, month, 1) + timedelta(days=rng.choice((-1, 0, 9, 13, 14, 15, 27)))


def draw_posts(rng: Random, roles: tuple[str, ...]) -> list[Plain]:
    """Draw posts: people with one place or several, some leaving and coming back, some handing over."""
    posts: list[Plain] = []
    for number in range(rng.randrange(1, 5)):
        person = f"p{number}"
        for _ in range(rng.choice((1, 1, 2, 3))):
            start = date(YEAR - 1, 9, 1) if rng.random() < 0.4 else draw_day(rng)
            until = None if rng.random() < 0.5 else start + timedelta(days=rng.randrange(400))
            role = rng.choice(roles)
            places = [f"{role}-{n}" for n in rng.sample(range(6), rng.choice((1, 1, 1, 2, 3)))]
            posts += [{"person": person, "role": role, "place": p, "from": start, "until": until} for p in places]
    for post in rng.sample(posts, min(len(posts), rng.randrange(3))):
        if post["until"] is not None:
            taker = f"p{rng.randrange(5)}"
            posts.append({**post, "person": taker, "from": post["until"] + DAY, "until": None})
    return posts


def draw_world(rng: Random, roles: tuple[str, ...], top_ups: tuple[str, ...] = ()) -> Plain:
    """Draw a community and the day on which its year is looked at."""
    posts = draw_posts(rng, roles)
    people = sorted({post["person"] for post in posts})
    agreements = {}
    for post in posts:
        signed: Plain = {"from": min(p["from"] for p in posts if p["place"] == post["place"])}
        signed["a"] = signed["b"] = signed["from"] - DAY
        if rng.random() < 0.4:
            signed = {name: None if rng.random() < 0.1 else draw_day(rng) for name in ("from", "a", "b")}
            signed["from"] = signed["from"] or draw_day(rng)
        if rng.random() < 0.95:
            agreements[post["person"], post["place"]] = signed
    graded = [person for person in people if rng.random() < 0.7]
    return {
        "posts": posts,
        "staff": {person: rng.choice(STAFF) for person in people},
        "agreements": agreements,
        "grades": {
            (person, YEAR): {"grade": rng.choice(GRADES), "on": date(YEAR, 12, 1) + timedelta(days=rng.randrange(60))}
            for person in graded
        },
        "top_ups": [_top_up(rng, people, top_ups) for _ in range(rng.randrange(5) if top_ups else 0)],
        "honoured": [person for person in people if rng.random() < 0.3],
        "as_of": rng.choice((date(YEAR + 1, 1, 31), date(YEAR, 12, 31), draw_day(rng))),
    }


def _top_up(rng: Random, people: list[str], kinds: tuple[str, ...]) -> Plain:
    applied = draw_day(rng)
    return {
        "component": rng.choice(kinds),
        "person": rng.choice(people),
        "month": (applied.year, applied.month),
        "amount": rng.randrange(1, 100000),
        "applied_on": applied,
        "approved_on": None if rng.random() < 0.3 else applied + timedelta(days=rng.randrange(60)),
    }
