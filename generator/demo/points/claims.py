"""Invented claims: what each leader claims for a month, and how the community decided.

Knows the scheme's activities; what a line earns is the engine's.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.points.planned import appeals, planned_lines, rewards, submitted_late

if TYPE_CHECKING:
    from random import Random

    from generator.demo.points.people import Service, Team
    from generator.demo.town import Plain
    from generator.periods import Period

_ACTIVITIES = {
    "cultural": 5,
    "hazard": 4,
    "community-task": 8,
    "environment": 5,
    "safety-education": 2,
    "volunteer": 7,
    "other": 1,
    "other-project": 1,
    "hazard-handling": 1,
}
_JUDGED = {
    "other": ("夜里帮着找回走失的老人", "自家门口设了便民工具箱"),
    "other-project": ("参加社区微更新项目", "参加楼道美化项目"),
    "hazard-handling": ("守在积水井盖旁直到抢修人员赶到", "组织邻居挪开消防通道的车"),
}
_AMENDED = ("有一场没有签到", "其中一次是上月的事")
_REFUSED = ("没有凭据", "是物业的分内工作", "与基本职责是同一件事")
_SEASON = {7: ("temporary", 0.5), 8: ("temporary", 0.5)}
_SEASON_YEAR = 2026
_HOW_MANY = (0, 1, 1, 1, 2, 2, 3)
_NOT_DONE, _AMEND, _REFUSE = 0.04, 0.05, 0.1
_REVIEWED_AFTER = timedelta(days=8)
_HANDED_IN_EARLY = 3
"""How many claims of the running month have come in by the as-of day."""


def month_of_claims(team: Team, month: Period, as_of: date) -> Plain:
    """Invent the claims of a month; those of the running month have come in from a few and are not reviewed."""
    running = month.last >= as_of
    found = [claim for service in team.in_post(month) for claim in [_claim(team, service, month, as_of)] if claim]
    sheet: Plain = {
        "recorder": team.ward.recorder,
        "claims": found[:_HANDED_IN_EARLY] if running else found,
    }
    for key, listed in (("rewards", rewards(team, month)), ("appeals", appeals(team, month))):
        if listed:
            sheet[key] = listed
    return sheet


def _claim(team: Team, service: Service, month: Period, as_of: date) -> Plain | None:
    """One leader's claim; one leader forgot one month altogether, and one came late with another."""
    random, late = team.ward.random, submitted_late(team, service.person, month)
    running = month.last >= as_of
    submitted = month.last + timedelta(days=random.randint(1, 5))
    decided = month.last + _REVIEWED_AFTER
    if running:
        submitted = as_of - timedelta(days=random.randint(0, 2))
    if late is not None:
        submitted, decided = late, late + timedelta(days=2)
    done = random.random() >= _NOT_DONE
    lines = [_line(team, service, month, min(submitted, month.last)) for _ in range(random.choice(_HOW_MANY))]
    activity, chance = _SEASON.get(month.first.month, ("", 0.0))
    if month.first.year == _SEASON_YEAR and random.random() < chance:
        lines.append({"activity": activity, "date": str(_day(random, service, month, month.last))})
    lines = [*planned_lines(team, service.person, month), *lines]
    if _forgotten(team, service.person, month):
        return None
    claim: Plain = {
        "leader": service.person,
        "submitted_on": str(submitted),
        "basic": {"done": str(done).lower()},
    }
    if not running:
        claim["basic"]["decision"] = _decision(team, decided)
    if lines:
        claim["lines"] = [
            {"id": f"{number:03}", **line} | ({} if running else {"decision": _decided(team, line, decided)})
            for number, line in enumerate((_bare(line) for line in lines), start=1)
        ]
        for line, given in zip(claim["lines"], lines, strict=True):
            if "decision" in given and not running:
                line["decision"] |= given["decision"]
    return claim


def _forgotten(team: Team, person: str, month: Period) -> bool:
    return team.ward.number == 1 and month.text == "2026-02" and person == team.people[6]


def _bare(line: Plain) -> Plain:
    return {key: value for key, value in line.items() if key != "decision"}


def _day(random: Random, service: Service, month: Period, last: date) -> date:
    """Draw a day of a month on which the service lasts."""
    first = max(month.first, service.since)
    until = min(last, service.until or last)
    return first + timedelta(days=random.randrange((until - first).days + 1))


def _line(team: Team, service: Service, month: Period, last: date) -> Plain:
    random = team.ward.random
    activity = random.choices(tuple(_ACTIVITIES), tuple(_ACTIVITIES.values()))[0]
    day = _day(random, service, month, last)
    line: Plain = {"activity": activity, "date": str(day)}
    if activity == "hazard":
        hour, minute = random.randint(7, 20), random.randrange(0, 40, 5)
        line |= {
            "event": f"hazard-{day:%y%m%d}-{service.building}",
            "place": service.building,
            "found_at": f"{day} {hour:02}:{minute:02}",
            "reported_at": f"{day} {hour:02}:{minute + random.randrange(5, 20):02}",
        }
    elif activity == "cultural":
        line |= {"headcount": str(random.randint(8, 45))}
    elif activity in {"community-task", "volunteer"} and random.random() < 0.3:  # noqa: PLR2004 - some did it twice
        line |= {"count": "2"}
    elif activity in _JUDGED:
        points = str(random.randint(2, 8))
        line |= {"points": points, "reason": random.choice(_JUDGED[activity]), "approved_by": "street-approve"}
    return line


def _decided(team: Team, line: Plain, on: date) -> Plain:
    """Decide a line: most pass; a few are amended or refused, always with a reason."""
    random, drawn = team.ward.random, team.ward.random.random()
    decision = _decision(team, on)
    if drawn < _AMEND and line.get("count") == "2":
        return {"result": "amend", **_rest(decision), "count": "1", "reason": random.choice(_AMENDED)}
    if drawn < _AMEND and "points" in line:
        return {"result": "amend", **_rest(decision), "points": "2", "reason": "与同类的事一样给分"}
    if _AMEND <= drawn < _REFUSE:
        return {"result": "reject", **_rest(decision), "reason": random.choice(_REFUSED)}
    return decision


def _decision(team: Team, on: date) -> Plain:
    return {"result": "accept", "on": str(on), "by": team.ward.checker}


def _rest(decision: Plain) -> Plain:
    return {key: value for key, value in decision.items() if key != "result"}
