"""The points scheme once more: what a month's claims earn as known on a day, what is final, what a notice shows.

Knows nothing of the engine, its types or its files; slow, naive, on plain dicts and fractions.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.oracle.days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.oracle.rongcheng import Month, Plain

Key: TypeAlias = tuple[str, Any, str]
ITEM_OF = {
    "cultural": "a01",
    "hazard": "a02",
    "community-task": "a03",
    "environment": "a03",
    "safety-education": "a03",
    "volunteer": "a04",
    "other": "a05",
    "hazard-handling": "a05",
}


def last_of(month: Month) -> date:
    """Give the last day of a month."""
    return date(month[0] + month[1] // 12, month[1] % 12 + 1, 1) - DAY


def worth(line: Plain, rules: Plain) -> Fraction:
    """Give the points of one time; the value is that of the day of the event (EX-PTS-13)."""
    item = ITEM_OF[line["activity"]]
    if item == "a05":
        return Fraction(line["points"])
    later = rules["hazard_later"]
    if item == "a02" and later and line["date"] >= later[0]:
        return Fraction(later[1])
    return Fraction(rules["values"][item])


def display_of(world: Plain, month: Month, known: date) -> tuple[date, date] | None:
    """Give the first notice, of the month or of a later one, that shows what became known on a day."""
    shown = sorted((window, of) for of, window in world["windows"].items())
    return next((window for window, of in shown if of >= month and window[0] >= known), None)


def is_late(world: Plain, claim: Plain, rules: Plain) -> bool:
    """Tell whether a claim came after its due day, or after the year was closed (PTS-7-1)."""
    due, closed = rules["due_days"], world["year_closes"].get(claim["month"][0])
    after_due = due is not None and claim["submitted_on"] > last_of(claim["month"]) + timedelta(days=due)
    return after_due or (closed is not None and claim["submitted_on"] > closed)


def in_time(world: Plain, appeal: Plain) -> bool:
    """Tell whether an appeal falls in the display that shows its line, the last day included (EX-PTS-05)."""
    claim = next(c for c in world["claims"] if (c["leader"], c["month"]) == (appeal["leader"], appeal["month"]))
    line = dict(lines_of(claim))[appeal["line"] or "basic"]
    window = display_of(world, appeal["month"], line["decision"]["on"])
    return window is not None and window[0] <= appeal["lodged_on"] <= window[1]


def appeal_state(world: Plain, appeal: Plain, day: date) -> str:
    """Tell how an appeal is treated on a day."""
    if not in_time(world, appeal):
        return "late"
    decided = appeal["decided_on"] is not None and appeal["decided_on"] <= day
    return appeal["decision"] if decided else "open"


def lines_of(claim: Plain) -> list[tuple[str, Plain]]:
    """List the parts of a claim, the basic one first."""
    basic = [("basic", {**claim["basic"], "basic": True})] if claim["basic"] else []
    return basic + [(line["id"], line) for line in claim["lines"]]


def stands(world: Plain, claim: Plain, key: str, line: Plain, day: date, rules: Plain) -> Plain:
    """Tell how one line stands on a day: its state, the line as it counts, and from when it is final."""
    decision = line["decision"] if line["decision"] and line["decision"]["on"] <= day else None
    if is_late(world, claim, rules):
        return {"state": "late", "line": line, "times": 0, "final": None}
    if decision is None:
        return {"state": "pending", "line": line, "times": 0, "final": None}
    state, times = ("rejected", 0) if decision["result"] == "reject" else ("counted", line.get("count") or 1)
    if decision["result"] == "amend":
        times = decision["count"] or times
        line = {**line, "points": decision["points"] or line["points"]}
    window = display_of(world, claim["month"], decision["on"])
    final = window[1] + DAY if window else None
    for appeal in world["appeals"]:
        if (appeal["leader"], appeal["month"], appeal["line"] or "basic") != (claim["leader"], claim["month"], key):
            continue
        if appeal["lodged_on"] > day or not in_time(world, appeal):
            continue
        outcome = appeal_state(world, appeal, day)
        final = max(final, appeal["decided_on"]) if final and outcome != "open" else None
        if outcome == "upheld":
            original = next(known for name, known in lines_of(claim) if name == key)
            state, times = "counted", appeal["count"] or original.get("count") or 1
            line = original
    for change in corrections_of(world, claim, key, day):
        final = max(final, change["approved_on"]) if final else None
        if change["effect"] == "withdraw":
            state, times = "rejected", 0
        else:
            line = change["restated"]
            state, times = "counted", line["count"] or 1
    return {"state": state, "line": line, "times": times, "final": final}


def corrections_of(world: Plain, claim: Plain, key: str, day: date) -> list[Plain]:
    """List the corrections of a line that were approved by a day."""
    return [
        change
        for change in world["corrections"]
        if (change["leader"], change["month"], change["line"]) == (claim["leader"], claim["month"], key)
        and change["approved_on"] <= day
    ]


def parts(world: Plain, day: date, rules: Plain) -> dict[Key, Plain]:
    """Give points, reason and day of finality of everything claimed or given, as known on a day."""
    found: dict[Key, Plain] = {}
    for claim in world["claims"]:
        if claim["submitted_on"] <= day:
            for key, line in lines_of(claim):
                found[claim["leader"], claim["month"], key] = stands(world, claim, key, line, day, rules)
    _gated(found, rules)
    _first_reports(found)
    _capped(found, rules)
    for (_, _, key), part in found.items():
        if key != "basic":
            part["points"] = worth(part["line"], rules) * part["times"] if part["state"] == "counted" else Fraction(0)
    for reward in world["rewards"]:
        if reward["on"] <= day:
            window = display_of(world, reward["month"], reward["on"])
            given = {
                "points": Fraction(reward["points"]),
                "state": "counted",
                "final": window[1] + DAY if window else None,
            }
            found[reward["leader"], reward["month"], reward["id"]] = {**given, "reward": True}
    return found


def _gated(found: dict[Key, Plain], rules: Plain) -> None:
    """Let nothing else count where the basic duties were not done, and nothing be final before they are settled."""
    basic = {key[:2]: part for key, part in found.items() if key[2] == "basic"}
    for (leader, month, key), part in found.items():
        gate = basic.get((leader, month))
        done = gate is not None and gate["state"] == "counted" and gate["line"]["done"]
        if key == "basic":
            part["points"] = Fraction(rules["basic"] if done else 0)
        elif rules["gate"] and not done and (gate is None or gate["state"] != "pending"):
            part["state"] = "gated" if part["state"] == "counted" else part["state"]
        elif rules["gate"] and gate is not None:
            known = gate["final"] is not None and part["final"] is not None
            part["final"] = max(part["final"], gate["final"]) if known else None


def _first_reports(found: dict[Key, Plain]) -> None:
    """Of one hazard, let only those lines count that belong to the first who reported it (EX-PTS-16)."""
    hazards = [part for part in found.values() if part["line"].get("activity") == "hazard" and part["line"]["event"]]
    reported = [part for part in hazards if part["state"] in {"counted", "gated"}]
    for part in reported:
        earlier = [
            other
            for other in reported
            if other["line"]["event"] == part["line"]["event"]
            and other["line"]["reported_at"] < part["line"]["reported_at"]
        ]
        if earlier and part["state"] == "counted":
            part["state"] = "not_first"


def _capped(found: dict[Key, Plain], rules: Plain) -> None:
    """Let a leader's tasks count so often in a day or month, in the order of their days."""
    if rules["task_times"] is None:
        return
    used: dict[Any, int] = defaultdict(int)
    tasks = [
        (part["line"]["date"], month, key, leader, part)
        for (leader, month, key), part in found.items()
        if part["state"] == "counted" and ITEM_OF.get(part["line"].get("activity", "")) == "a03"
    ]
    for day, _, _, leader, part in sorted(tasks, key=lambda task: task[:4]):
        span = day if rules["task_period"] == "day" else (day.year, day.month)
        part["times"] = min(part["times"], rules["task_times"] - used[leader, span])
        used[leader, span] += part["times"]
        if not part["times"]:
            part["state"] = "capped"


def month_of(found: dict[Key, Plain], leader: str, month: Month, day: date) -> Plain:
    """Add up a leader's month: all points, those that are final, and from when all are."""
    mine = [part for key, part in found.items() if key[:2] == (leader, month)]
    finals = [part["final"] for part in mine if part["state"] != "late"]
    return {
        "total": sum((part["points"] for part in mine), Fraction(0)),
        "final": sum((p["points"] for p in mine if p["final"] is not None and p["final"] <= day), Fraction(0)),
        "final_on": None if None in finals else max(finals, default=None),
    }


def notice(world: Plain, month: Month, rules: Plain) -> dict[str, Plain]:
    """Give the rows of a month's notice as it was put up (PTS-7-3, EX-PTS-06)."""
    opens = world["windows"][month][0]
    now = parts(world, opens, rules)
    earlier = sorted((w[0], of) for of, w in world["windows"].items() if w[0] < opens)
    before = parts(world, earlier[-1][0], rules) if earlier else {}
    shown = [of for _, of in earlier]
    rows: dict[str, Plain] = {}
    for leader in {claim["leader"] for claim in world["claims"]} | {post["leader"] for post in world["posts"]}:
        mine = {key: part for key, part in now.items() if key[0] == leader}
        this = {key: part for key, part in mine.items() if key[1] == month}
        was = {key: part for key, part in before.items() if key[0] == leader and any(of >= key[1] for of in shown)}
        changed = sum_of(p for key, p in mine.items() if key[1] < month) - sum_of(
            p for key, p in was.items() if key[1] < month
        )
        rows[leader] = {
            "basic": sum_of(part for key, part in this.items() if key[2] == "basic"),
            "extra": sum_of(part for key, part in this.items() if key[2] != "basic" and "reward" not in part),
            "reward": sum_of(part for part in this.values() if "reward" in part),
            "adjustment": changed,
            "to_date": sum_of(part for key, part in mine.items() if key[1] <= month and key[1][0] == month[0]),
        }
    return rows


def sum_of(found: Iterable[Plain]) -> Fraction:
    """Add up the points of parts."""
    return sum((part["points"] for part in found), Fraction(0))


def missing(world: Plain, month: Month, day: date) -> set[str]:
    """Name those in post in a month that is over who have not claimed (EX-PTS-04)."""
    if last_of(month) >= day:
        return set()
    serving = {
        post["leader"]
        for post in world["posts"]
        if post["from"] <= last_of(month) and (post["until"] is None or post["until"] >= date(*month, 1))
    }
    return serving - {c["leader"] for c in world["claims"] if c["month"] == month and c["submitted_on"] <= day}
