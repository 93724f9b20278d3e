"""Small invented communities with monthly claims, displays, appeals and redemptions, drawn as plain dicts.

Knows what may be written without an error; works out no point.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle import days
from tests.oracle.scheme import ITEM_OF, last_of

if TYPE_CHECKING:
    from random import Random

    from tests.oracle.rongcheng import Month, Plain

MONTHS: tuple[Month, ...] = ((2022, 9), (2022, 10), (2022, 11), (2022, 12), (2023, 1), (2023, 2))
FIRST, LAST = date(2022, 9, 1), date(2023, 6, 30)
GIFTS = ("voucher", "haircut")

SETTINGS: dict[str, tuple[Any, ...]] = {
    "basic": (10, 10, 7, 20),
    "gate": (True, True, False),
    "cultural": (5, 5, 8),
    "hazard": (10, 10, 6),
    "task": (5, 5, 3),
    "volunteer": (5, 5, 1),
    "hazard_later": (None, None, (date(2022, 11, 16), 8), (date(2023, 1, 1), 4)),
    "task_times": (None, None, 1, 2),
    "task_period": ("day", "day", "month"),
    "display_days": (5, 5, 3, 7),
    "due_days": (None, None, 10, 6),
    "reset": ("yearly", "yearly", "yearly", "carry_over"),
    "reset_on": ((1, 1), (1, 1), (2, 1)),
    "grace_days": (0, 0, 31, 10),
    "reset_after_grace": (False, False, True),
    "enabled": (True, True, True, False),
    "basis": ("earned", "earned", "balance"),
    "method": ("competition", "competition", "dense", "ordinal"),
    "places": (3, 3, 1, 2),
    "ties": ("exclude_until_decided", "exclude_until_decided", "include_all", "exclude_all"),
}


def draw_rules(rng: Random, *, as_written: bool) -> Plain:
    """Draw settings; the first of each kind is the pack's own, or what its examples set."""
    rules: Plain = {name: values[0] if as_written else rng.choice(values) for name, values in SETTINGS.items()}
    names = {"a01": "cultural", "a02": "hazard", "a03": "task", "a04": "volunteer"}
    return {**rules, "values": {item: rules[name] for item, name in names.items()}}


def draw_world(rng: Random, rules: Plain) -> Plain:
    """Draw a community over the turn of a year."""
    leaders = [f"p{number}" for number in range(rng.choice((1, 2, 3, 5)))]
    months = MONTHS[: rng.randrange(1, 7)] if rng.random() < 0.5 else MONTHS[rng.randrange(0, 4) :]
    world: Plain = {
        "posts": [{"leader": who, "from": _start(rng), "until": _end(rng)} for who in leaders],
        "claims": [],
        "rewards": [],
        "appeals": [],
        "corrections": [],
        "windows": {},
        "year_closes": {2022: date(2023, 1, 20)} if rng.random() < 0.2 else {},
        "redemptions": {},
        "stock": {"voucher": None, "haircut": rng.randrange(1, 5)},
        "first": FIRST,
        "as_of": rng.choice((LAST, date(2023, 2, 28), _day(rng))),
    }
    opens = FIRST
    for month in months:
        opens = max(last_of(month) + timedelta(days=rng.randrange(5, 12)), opens + days.DAY)
        if rng.random() < 0.93:
            closes = days.nth_day(opens, rules["display_days"], "working", start_counts=False)
            world["windows"][month] = (opens, closes)
        for who in leaders:
            _month(rng, world, who, month, opens)
    for number in range(rng.randrange(4) if rng.random() < 0.6 else 0):
        world["redemptions"][f"x{number}"] = _redemption(rng, leaders)
    return world


def _day(rng: Random) -> date:
    return FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))


def _start(rng: Random) -> date:
    return date(2022, 1, 1) if rng.random() < 0.8 else _day(rng)


def _end(rng: Random) -> date | None:
    return None if rng.random() < 0.8 else _day(rng) + timedelta(days=200)


def _month(rng: Random, world: Plain, who: str, month: Month, opens: date) -> None:
    """Draw what one leader claims for a month, what is given, appealed against and put right later."""
    if rng.random() < 0.1:
        return
    submitted = last_of(month) + timedelta(days=rng.randrange(1, 5))
    if rng.random() < 0.1:
        submitted = opens + timedelta(days=rng.randrange(1, 40))
    decided = max(submitted, opens - timedelta(days=rng.randrange(2))) + timedelta(days=rng.choice((0, 0, 0, 0, 9)))
    lines = [_line(rng, who, month, number) for number in range(1, rng.randrange(1, 7))]
    events: set[str | None] = set()
    for line in lines:
        line["decision"] = _decision(rng, line, decided)
        line["event"] = None if line["event"] in events else line["event"]
        events.add(line["event"])
    basic = {"done": rng.random() < 0.85, "decision": _decision(rng, {}, decided)}
    claim = {"leader": who, "month": month, "submitted_on": submitted, "lines": lines, "basic": basic}
    if rng.random() < 0.05:
        claim["basic"] = None
    world["claims"].append(claim)
    if rng.random() < 0.3:
        given = opens - timedelta(days=rng.randrange(-2, 6))
        reward = {"id": f"r{len(world['rewards'])}", "leader": who, "month": month, "on": given}
        world["rewards"].append({**reward, "points": rng.choice((5, 20, 50, 300))})
    if rng.random() < 0.25 and month in world["windows"]:
        _appeal(rng, world, claim, month)
    if rng.random() < 0.12 and lines:
        _correction(rng, world, claim, opens)


def _line(rng: Random, who: str, month: Month, number: int) -> Plain:
    activity = rng.choice(sorted(ITEM_OF))
    day = date(*month, rng.randrange(1, 29))
    line: Plain = {
        "id": f"{number:03}",
        "activity": activity,
        "date": day,
        "count": None,
        "event": None,
        "points": None,
    }
    line["reported_at"] = None
    if activity == "hazard":
        line["event"] = f"h{month[1]}-{rng.randrange(3)}" if rng.random() < 0.7 else None
        minute = timedelta(minutes=rng.randrange(1000) * 7 + int(who[1:]))
        line["reported_at"] = datetime.combine(day, time()) + minute
    elif ITEM_OF[activity] == "a05":
        line["points"] = Fraction(rng.randrange(1, 11))
    else:
        line["count"] = rng.choice((None, None, 2, 3))
    return line


def _decision(rng: Random, line: Plain, on: date) -> Plain | None:
    drawn = rng.random()
    if drawn < 0.04:
        return None
    decision: Plain = {"result": "accept", "on": on, "count": None, "points": None}
    if drawn < 0.2:
        decision["result"] = "reject"
    elif drawn < 0.3 and line.get("count"):
        decision |= {"result": "amend", "count": 1}
    elif drawn < 0.3 and line.get("points"):
        decision |= {"result": "amend", "points": Fraction(1)}
    return decision


def _appeal(rng: Random, world: Plain, claim: Plain, month: Month) -> None:
    """Appeal against one line that was decided, in time or not."""
    opens, closes = world["windows"][month]
    parts = [line for line in (claim["basic"], *claim["lines"]) if line and line["decision"]]
    if not parts:
        return
    line = rng.choice(parts)
    lodged = rng.choice((closes, closes + days.DAY, opens, opens + days.DAY))
    decided = None if rng.random() < 0.2 else lodged + timedelta(days=rng.randrange(1, 12))
    world["appeals"].append(
        {
            "id": f"o{len(world['appeals'])}",
            "leader": claim["leader"],
            "month": month,
            "line": line.get("id"),
            "lodged_on": lodged,
            "decided_on": decided,
            "decision": rng.choice(("upheld", "dismissed")) if decided else None,
            "count": rng.choice((None, 1)) if line.get("count") else None,
        }
    )


def _correction(rng: Random, world: Plain, claim: Plain, opens: date) -> None:
    """Take back or restate one decided line, some time after the display began."""
    appealed = {appeal["line"] for appeal in world["appeals"] if appeal["leader"] == claim["leader"]}
    free = [line for line in claim["lines"] if line["decision"] and line["id"] not in appealed]
    if not free:
        return
    line = rng.choice(free)
    approved = max(line["decision"]["on"], opens) + timedelta(days=rng.randrange(1, 60))
    restated = None
    if rng.random() < 0.5 and line["count"]:
        restated = {**line, "count": rng.choice((1, 4)), "decision": None}
    world["corrections"].append(
        {
            "leader": claim["leader"],
            "month": claim["month"],
            "line": line["id"],
            "effect": "restate" if restated else "withdraw",
            "restated": restated,
            "approved_on": approved,
        }
    )


def _redemption(rng: Random, leaders: list[str]) -> Plain:
    who, day, count = rng.choice(leaders), _day(rng), rng.choice((1, 1, 2))
    steps = [("request", day)]
    for event in ("approve", rng.choice(("collect", "cancel", "refuse"))):
        if rng.random() < 0.8:
            day += timedelta(days=rng.choice((0, 1, 5, 40)))
            steps.append((event, day))
    return {
        "leader": who,
        "used_by": rng.choice((None, None, None, None, "p9")),
        "item": rng.choice(GIFTS),
        "count": count,
        "cost": 10 * count,
        "steps": steps,
        "proof": rng.random() < 0.8,
    }
