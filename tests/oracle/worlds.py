"""Small invented towns and settings, drawn as plain dicts: few days, events and households, so that they collide.

Knows what may be written without an error; computes no point.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle import rongcheng, rongcheng_lists
from tests.oracle.rongcheng import ITEM_OF, Plain, quarter_days

if TYPE_CHECKING:
    from random import Random

BUILDING, STAIRWELL = "building-leader", "stairwell-leader"
START, END = date(2018, 3, 1), date(2019, 6, 30)
AS_OF = date(2019, 12, 31)
QUARTERS = [(2018, 1), (2018, 2), (2018, 3), (2018, 4), (2019, 1), (2019, 2)]

WITHIN, STAR, RUN = "items.i02.conditions.within_days", "honours.star", "alerts.three-months-last"
SWITCHES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "base_period": ("base.period", ("year", "quarter")),
    "household_times": ("items.i01.caps.distinct.times", (1, 2, None)),
    "household_period": ("items.i01.caps.distinct.period", ("year", "quarter", "month", "ever")),
    "days": (f"{WITHIN}.days", (7, 5, 0)),
    "day_type": (f"{WITHIN}.day_type", ("natural", "working")),
    "extend": (f"{WITHIN}.extend_to_workday", (False, True)),
    "service_times": ("items.i03.caps.per_period.times", (None, 1, 2)),
    "meeting_states": ("items.i04.conditions.attendance_in.states", (("on_time",), ("on_time", "late"))),
    "first_reporter": ("items.i05.conditions.first_of_event.applies", (True, False)),
    "least_people": ("items.i07.conditions.min_headcount.people", (None, 10)),
    "dispute_times": ("items.i08.caps.distinct.times", (1, 2, None)),
    "dispute_period": ("items.i08.caps.distinct.period", ("ever", "year")),
    "stairwell_times": ("items.i10.caps.distinct.times", (1, None)),
    "stairwell_period": ("items.i10.caps.distinct.period", ("year", "ever")),
    "step": ("items.i11.formula.step", (Fraction(1, 2), Fraction(1, 4))),
    "most": ("items.i11.formula.most", (Fraction(2), Fraction(3))),
    "rounding": (
        f"{STAR}.rounding",
        ("floor", "half_up", "half_even", "ceil", "cumulative_floor", "largest_remainder"),
    ),
    "ties": (f"{STAR}.ties", ("exclude_until_decided", "include_all", "exclude_all")),
    "overflow": (f"{STAR}.overflow", ("absorb_next", "keep")),
    "carry_unused": (f"{STAR}.carry_unused", (False, True)),
    "contest_scope": (f"{STAR}.scope", ("jurisdiction", "community")),
    "method": ("rankings.annual.method", ("competition", "dense", "ordinal")),
    "run_length": (f"{RUN}.length", (3, 2, 1)),
    "least_ranked": (f"{RUN}.least_ranked", (2, 3)),
    "full_months": (f"{RUN}.full_periods_only", (True, False)),
    "reset": (f"{RUN}.reset_each_year", (False, True)),
    "run_scope": ("rankings.monthly.scope", ("community", "jurisdiction")),
    "stack": ("credit.stack", ("highest", "sum")),
}
TIERS = ("five-star", "four-star", "three-star")


def draw_rules(rng: Random, *, as_written: bool = False) -> Plain:
    """Draw settings: the pack's own, with some switches set otherwise."""
    rules = {**rongcheng.DEFAULTS, **rongcheng_lists.DEFAULTS}
    if as_written:
        return rules
    for name in rng.sample(sorted(SWITCHES), rng.randrange(1, 12)):
        rules[name] = rng.choice(SWITCHES[name][1])
    rules["contest_scope"] = rng.choice(("jurisdiction", "community"))
    if rng.random() < 0.7:
        rules["shares"] = rng.choice(((20, 30, 30), (25, 25, 50), (10, 40, 20), (34, 33, 33)))
    return rules


def draw_worked_days(rng: Random) -> tuple[frozenset[date], frozenset[date]]:
    """Draw days off and weekend days that are worked, for 2018 to 2020."""
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(1096)]
    off = {day for day in days if rng.random() < 0.08}
    made_up = {day for day in days if day.weekday() >= 5 and day not in off and rng.random() < 0.15}
    return frozenset(off), frozenset(made_up)


def draw_world(rng: Random) -> Plain:
    """Draw one or two communities with leaders, deeds, corrections and closed quarters."""
    world: Plain = {"communities": {}, "frozen_on": rng.choice((date(2019, 1, 5), date(2019, 2, 20)))}
    for number in range(rng.choice((1, 2))):
        posts = _posts(rng, f"c{number}")
        days = sorted(START + timedelta(days=rng.randrange(-20, 480)) for _ in range(rng.randrange(2, 9)))
        deeds = _deeds(rng, posts, days, rng.randrange(4, 30))
        closes = {q: quarter_days(q)[1] + timedelta(days=rng.randrange(1, 20)) for q in QUARTERS}
        world["communities"][f"c{number}"] = {
            "posts": posts,
            "deeds": deeds,
            "corrections": _corrections(rng, posts, deeds, days),
            "closes": closes,
        }
    return world


def _posts(rng: Random, community: str) -> list[Plain]:
    posts = []
    for number in range(rng.choice((2, 3, 4, 5, 9))):
        roles = rng.choice(((BUILDING,), (BUILDING,), (BUILDING,), (STAIRWELL,), (BUILDING, STAIRWELL)))
        for role in roles:
            start = date(2018, 1, 1) if rng.random() < 0.7 else START + timedelta(days=rng.randrange(300))
            until = None if rng.random() < 0.7 else start + timedelta(days=rng.randrange(20, 400))
            out = number == 1 and rng.random() < 0.2
            posts.append(
                {"leader": f"{community}-p{number}", "role": role, "from": start, "until": until, "opted_out": out}
            )
    for post in posts:
        post["opted_out"] = any(p["opted_out"] for p in posts if p["leader"] == post["leader"])
    return posts


def in_post(post: Plain, first: date, last: date) -> bool:
    """Tell whether a post is held on any day from the first to the last."""
    return post["from"] <= last and (post["until"] is None or post["until"] >= first)


def draw_deed(rng: Random, posts: list[Plain], days: list[date]) -> Plain | None:
    """Draw one deed of somebody in post on its day; None where the day has nobody."""
    day = rng.choice(days)
    held = [post for post in posts if in_post(post, day, day)]
    if not held:
        return None
    post, activity = rng.choice(held), rng.choice(sorted(ITEM_OF))
    deed: Plain = {
        "date": day,
        "leader": post["leader"],
        "role": post["role"],
        "activity": activity,
        "known_on": None,
        "event": None,
        "count": None,
        "place": None,
        "households": None,
        "headcount": 0,
        "attendance": None,
        "told_on": None,
        "points": None,
    }
    if activity == "household-info":
        deed["households"] = [f"h{rng.randrange(5)}" for _ in range(rng.randrange(1, 5))]
    elif activity == "household-change":
        deed["known_on"] = rng.choice((None, day + timedelta(days=rng.randrange(3))))
        deed["told_on"] = day + timedelta(days=rng.randrange(2, 14))
    elif activity == "other":
        deed["points"] = rng.choice((Fraction(1, 2), Fraction(1), Fraction(2)))
    elif activity == "emergency-meeting":
        deed["attendance"] = rng.choice(("on_time", "on_time", "late", "absent", "excused"))
    deed["count"] = rng.choice((None, 1, 3)) if activity == "community-service" else None
    deed["headcount"] = rng.choice((3, 10, 20))
    deed["place"] = f"s{rng.randrange(3)}" if activity == "civilised-stairwell" else None
    # One leader's own doubles are an error of the records, disputes excepted.
    doubles = activity == "mediation"
    deed["event"] = f"{'' if doubles else activity}e{rng.randrange(3)}" if ITEM_OF[activity] in {"i05", "i08"} else None
    return deed


def _deeds(rng: Random, posts: list[Plain], days: list[date], count: int) -> list[Plain]:
    numbers: dict[Any, int] = {}
    deeds: list[Plain] = []
    reported = set()
    for _ in range(count):
        deed = draw_deed(rng, posts, days)
        if deed is None or (deed["activity"] == "property-report" and (deed["leader"], deed["event"]) in reported):
            continue
        reported.add((deed["leader"], deed["event"]))
        month = (deed["date"].year, deed["date"].month)
        numbers[month] = numbers.get(month, 0) + 1
        verified = deed["date"] + timedelta(days=rng.choice((0, 3, 3, 10, 30, 45)))
        deeds.append(
            {
                **deed,
                "month": month,
                "number": numbers[month],
                "verified_on": None if rng.random() < 0.05 else verified,
                "refused": rng.random() < 0.05,
            }
        )
    return deeds


def _corrections(rng: Random, posts: list[Plain], deeds: list[Plain], days: list[date]) -> list[Plain]:
    found = []
    for deed in rng.sample(deeds, min(len(deeds), rng.choice((0, 0, 1, 2, 4)))):
        restated = draw_deed(rng, posts, days) if rng.random() < 0.5 else None
        if restated is not None and restated["activity"] == "property-report":
            restated = {**deed, "leader": deed["leader"]}
        base = deed["verified_on"] or deed["date"]
        approved = base + timedelta(days=rng.choice((-1, 0, 5, 20, 60)))
        found.append({"month": deed["month"], "number": deed["number"], "restated": restated, "approved_on": approved})
    return found
