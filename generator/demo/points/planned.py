"""What is planned for single leaders and months of the points scheme: deeds that later papers refer to.

Knows who plays which part; draws nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.points.people import Team
    from generator.demo.town import Plain
    from generator.periods import Period

CORRECTED, CORRECTED_MONTH = 3, "2026-05"
"""In each community the fourth leader has a line of that month which is corrected after it was shown."""


class _Deed(NamedTuple):
    """A line of the leader with that number in that community and month; it is the first line of the claim."""

    ward: int
    leader: int
    month: str
    line: Plain


_REFUSED: Plain = {"result": "reject", "reason": "没有签到表"}
_DEEDS = (
    _Deed(0, 2, "2026-01", {"activity": "cultural", "date": "2026-01-24", "headcount": "22", "decision": _REFUSED}),
    _Deed(0, 5, "2026-02", {"activity": "community-task", "date": "2026-02-11", "count": "3"}),
    _Deed(0, 3, "2026-05", {"activity": "volunteer", "date": "2026-05-16", "count": "2"}),
    _Deed(0, 0, "2026-09", {"activity": "cultural", "date": "2026-09-26", "event": "moon-2609", "headcount": "60"}),
    _Deed(0, 1, "2026-09", {"activity": "cultural", "date": "2026-09-26", "event": "moon-2609", "headcount": "60"}),
    _Deed(1, 1, "2026-04", {"activity": "environment", "date": "2026-04-11", "decision": _REFUSED}),
    _Deed(1, 3, "2026-05", {"activity": "environment", "date": "2026-05-23"}),
    _Deed(1, 2, "2026-06", {"activity": "volunteer", "date": "2026-06-06", "decision": _REFUSED}),
    _Deed(2, 0, "2026-03", {"activity": "hazard", "date": "2026-03-05", "event": "wire-2603", "place": "b01"}),
    _Deed(2, 4, "2026-03", {"activity": "hazard", "date": "2026-03-06", "event": "wire-2603", "place": "b01"}),
    _Deed(2, 6, "2026-10", {"activity": "safety-education", "date": "2026-10-17", "decision": _REFUSED}),
    _Deed(2, 3, "2026-05", {"activity": "hazard", "date": "2026-05-09", "event": "well-2605", "place": "b04"}),
)
"""Refusals that are appealed against, a task done too often, a feast of two, a hazard told twice, later corrections."""
_MOMENTS = {
    "2026-03-05": ("2026-03-05 19:20", "2026-03-05 19:45"),
    "2026-03-06": ("2026-03-06 08:05", "2026-03-06 08:10"),
    "2026-05-09": ("2026-05-09 10:00", "2026-05-09 10:30"),
}


def planned_lines(team: Team, person: str, month: Period) -> Iterator[Plain]:
    """Yield the lines that are planned for somebody and a month."""
    for deed in _DEEDS:
        if (deed.ward, deed.month) == (team.ward.number, month.text) and team.people[deed.leader] == person:
            line = dict(deed.line)
            if line["activity"] == "hazard":
                found, reported = _MOMENTS[str(line["date"])]
                line |= {"found_at": found, "reported_at": reported}
            yield line


def submitted_late(team: Team, person: str, month: Period) -> date | None:
    """Return the day on which somebody handed a claim in after the month had been shown; None for everybody else."""
    late = team.ward.number == 0 and month.text == "2026-03" and person == team.people[7]
    return date(2026, 4, 22) if late else None


def rewards(team: Team, month: Period) -> list[Plain]:
    """Return the points that the department gave for a month."""
    given = {
        (0, "2026-07"): (8, "15", "暴雨夜里组织转移低层住户", "2026-08-06"),
        (1, "2025-12"): (0, "10", "寒潮中挨户检查水管", "2026-01-06"),
        (2, "2026-04"): (5, "10", "劝阻了一起电动车进楼充电事故", "2026-05-07"),
    }.get((team.ward.number, month.text))
    if given is None:
        return []
    leader, points, reason, on = given
    return [
        {
            "id": "r1",
            "leader": team.people[leader],
            "points": points,
            "reason": reason,
            "on": on,
            "proposed_by": team.ward.checker,
            "approved_by": "street-approve",
        }
    ]


def appeals(team: Team, month: Period) -> list[Plain]:
    """Return the appeals against the results of a month: upheld, dismissed, too late, still open."""
    told = {
        (0, "2026-01"): (2, "2026-02-13", "活动有照片和签到表", ("2026-02-25", "upheld")),
        (1, "2026-04"): (1, "2026-05-14", "当天确实参加了", ("2026-05-20", "dismissed")),
        (1, "2026-06"): (2, "2026-08-03", "刚看到结果", ("2026-08-05", "dismissed")),
        (2, "2026-10"): (6, "2026-11-18", "活动由两个社区合办，签到表在对方社区", None),
    }.get((team.ward.number, month.text))
    if told is None:
        return []
    leader, lodged, ground, decided = told
    appeal = {"id": "s1", "leader": team.people[leader], "line": "001", "lodged_on": lodged, "ground": ground}
    if decided:
        appeal |= {"decided_on": decided[0], "decided_by": "street-approve", "decision": decided[1]}
    return [appeal]


def write_corrections(team: Team) -> None:
    """Take a line back, restate another and add one that was forgotten, each after its month was shown."""
    ward, person = team.ward, team.people[CORRECTED]
    if ward.number == 0:
        told: Plain = {"line": "001", "effect": "withdraw", "reason": "这两次是物业组织的，误报为志愿服务"}
    elif ward.number == 1:
        restated = {"id": "001", "activity": "environment", "date": "2026-05-24"}
        told = {"line": "001", "effect": "restate", "restated": restated, "reason": "日子记错了一天"}
    else:
        restated = {"id": "090", "activity": "cultural", "date": "2026-05-30", "headcount": "18"}
        told = {"effect": "supplement", "restated": restated, "reason": "活动当月漏报，凭据补齐"}
    keys = ("line", "effect", "restated", "requested_by", "approved_by", "approved_on", "reason")
    signed = told | {"requested_by": ward.checker, "approved_by": "street-approve", "approved_on": "2026-07-06"}
    head: Plain = {"month": CORRECTED_MONTH, "leader": person}
    correction = head | {key: signed[key] for key in keys if key in signed}
    ward.put("claim-correction", correction, id=f"{told['effect']}-2026-07")
