"""The months of the district: what leaders did, the weekly liaison meetings and the summaries at the end of a month.

Knows the rhythm of an invented community; every figure drawn from these is the engine's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.shelf import AS_OF, MONTHS, Deed, week_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.jinnan.doors import Block, Serving
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain
    from generator.periods import Period

_WEIGHTS = {
    "visit": 22,
    "care": 12,
    "major-problem": 3,
    "dispute": 8,
    "door-discussion": 7,
    "publicity": 12,
    "patrol": 16,
    "culture-door": 5,
    "special-help": 6,
    "phone-training": 4,
    "tutoring": 2,
    "counselling": 2,
    "child-care": 2,
}
_WITH_HEADCOUNT = {"door-discussion", "publicity", "culture-door", "phone-training", "tutoring"}
_WITH_COUNT = {"care", "special-help", "counselling", "child-care"}
_NOTES = {
    "care": ("送药上门", "陪同看病", "代买米面"),
    "dispute": ("楼道堆物", "漏水责任", "养犬"),
    "door-discussion": ("商量晾晒区", "商量楼门粉刷", "商量共享工具箱"),
    "patrol": ("查看消防通道", "提醒清理飞线", "垃圾点清洁"),
    "culture-door": ("楼门书画角", "邻里节包饺子"),
}
_MANY = (1, 2, 2, 3, 3, 4)
_NOTED, _EXCUSED, _AWAY = 0.4, 0.08, 0.03
_TUESDAY = 1
_NO_MEETING = {"2026-02-17", "2026-10-06"}
_FORGOTTEN = ("c003", "2026-08")
"""The one community and month without a summary meeting."""
LATE = date(2026, 8, 12)
"""A major problem of the third community was known on this day and told days later."""


def fill_months(block: Block, shelf: Shelf) -> None:
    """Draw everything that the leaders of a community did, and the report that came late."""
    for month in MONTHS:
        for leader in block.leaders:
            days = [day for day in month.days() if day <= AS_OF and leader.in_post(day)]
            if days:
                shelf.deeds += _deeds(block, leader, days)
    if block.id == "c003":
        late = (
            ("place", "b2"),
            ("known_on", str(LATE)),
            ("told_on", "2026-08-19"),
            ("note", "外墙砖松动，外出未及时报"),
        )
        shelf.deeds.append(Deed(LATE, block.on(LATE)[3].id, "major-problem", late))
    if block.id == "c001":
        doubled = Deed(date(2026, 6, 9), block.leaders[0].id, "culture-door", (("headcount", "30"),))
        shelf.deeds.append(doubled)
        shelf.refused[doubled.day, doubled.activity] = "和社区办的邻里节是同一场，不重复记"


def _deeds(block: Block, leader: Serving, days: list[date]) -> Iterator[Deed]:
    random = block.random
    many = random.choice(_MANY) if len(days) > 10 else 1  # noqa: PLR2004 - less than a third of a month
    for activity in random.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()), k=many):
        day = random.choice(days)
        yield Deed(day, leader.id, activity, tuple(_particulars(block, leader, activity, day)))


def _particulars(block: Block, leader: Serving, activity: str, day: date) -> Iterator[tuple[str, object]]:
    """Yield the further keys of an activity in the order of the entry's type."""
    random = block.random
    if activity in _WITH_COUNT:
        yield "count", str(random.randrange(1, 4))
    if activity == "visit":
        yield "households", sorted(random.sample(leader.households, random.randrange(3, 9)))
    if activity in {"patrol", "dispute"}:
        yield "place", leader.place
    if activity == "dispute":
        yield "event", f"dispute-{day:%m%d}-{random.randrange(1000):03}"
    if activity == "major-problem":
        yield "known_on", str(day)
        yield "told_on", str(day)
    if activity in _WITH_HEADCOUNT:
        yield "headcount", str(random.randrange(4, 30))
    if activity in _NOTES and random.random() < _NOTED:
        yield "note", random.choice(_NOTES[activity])


def hold_meetings(block: Block, shelf: Shelf) -> None:
    """Every Tuesday the leaders meet; on the last working day of a month they sum it up."""
    for month in MONTHS:
        for day in week_days(month, _TUESDAY):
            if str(day) not in _NO_MEETING:
                shelf.meetings.append(_meeting(block, day, "liaison"))
        ending = _end_of(month)
        if ending <= AS_OF and (block.id, month.text) != _FORGOTTEN:
            shelf.meetings.append(_meeting(block, ending, "month-summary"))


def _end_of(month: Period) -> date:
    return max(day for day in month.days() if day.weekday() == 4)  # noqa: PLR2004 - the last Friday


def _meeting(block: Block, day: date, kind: str) -> Plain:
    random = block.random
    attendance: list[Plain] = []
    for leader in block.on(day):
        state: Plain = {"person": leader.id, "state": "present"}
        draw = random.random()
        if draw < _EXCUSED:
            state |= {"state": "excused", "excused_on": str(day)}
        elif draw < _EXCUSED + _AWAY:
            state["state"] = "unexcused"
        attendance.append(state)
    record: Plain = {"on": str(day), "meetings": [kind], "chair": block.mediator}
    return record if kind == "liaison" and day.month % 3 else record | {"attendance": attendance}
