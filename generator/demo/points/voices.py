"""What residents and leaders say of the points scheme in the invented street, and how the scheme is looked after.

Knows counts, courses and days only: no word of a resident is recorded.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.demo.points.people import Team
    from generator.demo.street import Street
    from generator.demo.town import Plain

_COURSES: tuple[tuple[int, str, str, str, int | None, date, tuple[tuple[str, int], ...]], ...] = (
    (0, "2025-Q4", "complaint", "anonymous", 3, date(2025, 10, 20), (("accept", 1), ("measure", 4), ("solve", 9))),
    (0, "2026-Q1", "opinion", "resident", None, date(2026, 2, 9), (("accept", 2), ("solve", 6))),
    (1, "2026-Q1", "scheme", "leader", None, date(2026, 3, 16), (("accept", 3), ("measure", 20), ("solve", 31))),
    (2, "2026-Q2", "complaint", "resident", 1, date(2026, 4, 27), (("accept", 2), ("solve", 12))),
    (1, "2026-Q2", "complaint", "anonymous", None, date(2026, 5, 18), (("decline", 3),)),
    (0, "2026-Q3", "proposal", "resident", None, date(2026, 8, 12), (("accept", 1), ("measure", 6))),
    (2, "2026-Q4", "opinion", "resident", 6, date(2026, 11, 5), (("accept", 1),)),
    (1, "2026-Q4", "complaint", "anonymous", 2, date(2026, 11, 18), ()),
)
"""Community, period, kind, from whom, which leader, received when, and the steps after so many days."""
_SURVEYED = ("2025-H2", "2026-H1")
_TOO_FEW = 7
"""Which leader of each community got too few answers to show."""


def write_voices(teams: Sequence[Team]) -> None:
    """Write what was said in each community, by quarter, and the surveys, by half-year."""
    for team in teams:
        found: dict[str, list[Plain]] = {}
        for ward, period, kind, who, leader, received, steps in _COURSES:
            if ward == team.ward.number:
                voices = found.setdefault(period, [])
                voice: Plain = {"id": f"v{len(voices) + 1}", "kind": kind, "from": who}
                if leader is not None:
                    voice["leader"] = team.people[leader]
                voices.append(voice | {"steps": list(_steps(team, received, steps))})
        for period, voices in found.items():
            team.ward.put("feedback", {"voices": voices}, period=period)
        for period in _SURVEYED:
            team.ward.put("feedback", {"surveys": list(_surveys(team))}, period=period)


def _steps(team: Team, received: date, steps: Sequence[tuple[str, int]]) -> Iterator[Plain]:
    yield {"event": "receive", "on": str(received), "by": team.ward.recorder}
    for event, delay in steps:
        yield {"event": event, "on": str(received + timedelta(days=delay)), "by": team.ward.checker}


def _surveys(team: Team) -> Iterator[Plain]:
    random = team.ward.random
    for number, person in enumerate(team.people):
        if number == _TOO_FEW:
            counts = (2, 1, 0, 0)
        else:
            counts = (random.randint(14, 30), random.randint(2, 9), random.randint(0, 4), random.randint(0, 3))
        yield {"leader": person, **_counts(counts)}
    yield _counts((random.randint(160, 220), random.randint(30, 60), random.randint(4, 15), random.randint(3, 9)))


def _counts(counts: tuple[int, int, int, int]) -> Plain:
    keys = ("satisfied", "basically", "dissatisfied", "blank")
    return {key: str(count) for key, count in zip(keys, counts, strict=True)}


def write_reviews(street: Street) -> None:
    """Write two reviews of the scheme: after half a year, and the one that changed an item."""
    first = {
        "on": "2026-01-08",
        "by": "street-approve",
        "findings": [
            {"kind": "success", "text": "隐患上报比积分以前多，处理也更快"},
            {"kind": "problem", "text": "月底集中申报，审核忙不过来", "measure": "每月二十五日提醒一次"},
        ],
        "summary": "半年来申报和公示都按月完成，楼长的劲头提高了。\n",
    }
    street.put("scheme-review", first, period="2025-H2")
    second = {
        "on": "2026-06-24",
        "by": "street-approve",
        "findings": [
            {"kind": "success", "text": "志愿服务成为申报最多的一项"},
            {"kind": "problem", "text": "文化活动办得少，积分偏低", "measure": "7月起提高文化活动的分值"},
        ],
        "changes": ["a01"],
        "summary": "上半年运行平稳；文化活动的分值从7月1日起调整，以前的活动仍按原来的分值。\n",
    }
    street.put("scheme-review", second, period="2026-H1")


def write_meetings(street: Street, teams: Sequence[Team]) -> None:
    """Write trainings, an exchange of experience, publicity and a day for the surroundings."""
    everybody = [person for team in teams for person in team.people]
    meetings: tuple[tuple[str, str, str, str, str | None, list[str], bool], ...] = (
        ("start", "training", "2025-07-16", "积分怎样申报、怎样公示", None, everybody, True),
        ("wall", "publicity", "2025-09-08", "积分制上墙、上公众号", "宣传栏、公众号", [], True),
        ("exchange", "exchange", "2026-01-15", "一年申报的经验", None, everybody[::3], True),
        ("hazards", "training", "2026-04-09", "怎样发现和上报安全隐患", None, everybody[::2], False),
        ("green", "environment", "2026-06-05", "楼前绿化养护日", None, everybody[1::2], False),
        ("autumn", "publicity", "2026-10-12", "楼长讲积分故事", "社区广播", everybody[:3], True),
    )
    for name, kind, on, topic, channel, leaders, about in meetings:
        record: Plain = {"kind": kind, "on": on, "topic": topic}
        if channel:
            record["channel"] = channel
        if leaders:
            record["leaders"] = leaders
        street.put("scheme-meeting", record | {"about_points": str(about).lower()}, id=name)
