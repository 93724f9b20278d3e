"""Invented months: what the leaders of a community did, and who checked it.

Writes canonical logs by joining text, which a test holds equal to the canonical writer; opens no file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.demo.days import CHECKED_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.demo.town import Leader, Plain, Town
    from generator.periods import Period

_SITTINGS = (10, 20)
"""Days of the month up to which a sitting checks; the last sitting checks the rest."""
_WEIGHTS = {
    "community-service": 27,
    "important-info": 6,
    "safety-hazard": 5,
    "unusual-visitors": 1,
    "household-info": 12,
    "household-change": 4,
    "property-report": 10,
    "property-help": 4,
    "mobilise": 12,
    "mediation": 4,
    "mutual-help": 6,
    "civilised-stairwell": 1,
    "consultation": 3,
    "emergency-response": 2,
    "other": 1,
}
_ACTIVITIES, _CHANCES = tuple(_WEIGHTS), tuple(_WEIGHTS.values())
_MANY = range(5, 12)
"""Entries of one leader in a month, emergency meetings apart: eight on the average."""
_MEETING = "emergency-meeting"
_NOTES = {
    "community-service": ("协助入户发放通知", "参加院落清扫", "陪同上门走访", "协助登记停车位", "张贴便民通知"),
    "important-info": ("告知公共照明故障", "告知停水影响范围", "告知雨后墙面渗水"),
    "safety-hazard": ("楼道堆物", "电动车进楼充电", "井盖松动"),
    "property-report": ("门禁失灵", "电梯异响", "路灯不亮", "排水不畅", "垃圾桶破损"),
    "mobilise": ("组织居民参加清洁日", "动员参加健康讲座", "组织参加消防演练"),
    "mutual-help": ("组织邻里代购", "组织缝补志愿活动", "组织旧物交换"),
    "consultation": ("商量自行车棚位置", "商量楼道照明改造", "商量晾衣杆安装"),
}
_REASONS = ("台风夜里主动值守", "捡到财物交还失主", "帮走失老人联系家属")
_OWN_EVENT = {
    "property-report": "report",
    "property-help": "help",
    "mediation": "dispute",
    "emergency-response": "urgent",
}
_CHANGES = ("moved_in", "moved_out", "birth", "death")
_JUDGED = ("0.5", "1", "1.5", "2")
_HALF, _NOTED = 0.5, 0.3
_ATTENDANCE = ("on_time",) * 7 + ("late", "excused", "absent")


class Planned(NamedTuple):
    """One entry before it has its number; `lines` are its particulars where they are not drawn."""

    day: date
    leader: Leader
    activity: str
    lines: tuple[str, ...] | None = None


class Month(Struct, frozen=True):
    """A month's log as canonical text, and the sittings that checked it by the as-of day."""

    log: str
    sittings: list[Plain]
    entries: int


def make_month(town: Town, month: Period, as_of: date) -> Month:
    """Invent a month of a community up to a day, with what was planned for it."""
    last = min(month.last, as_of)
    plan = [*_plan(town, month, last), *(extra for extra in town.extras if month.contains(extra.day))]
    plan = [planned for planned in plan if planned.leader.in_post(planned.day)]
    plan.sort(key=lambda planned: planned.day)
    entries = [_entry(town, planned, number, last) for number, planned in enumerate(plan, start=1)]
    log = f"recorder: {town.recorder}\nentries:\n" + "".join(entries)
    return Month(log, _sittings(town, month, [planned.day for planned in plan], as_of), len(plan))


def _plan(town: Town, month: Period, last: date) -> Iterator[Planned]:
    """Draw who does what on which day; about every second month an emergency meeting is held."""
    random = town.random
    meeting = month.first + timedelta(days=random.randrange(27)) if random.random() < _HALF else None
    if meeting and meeting <= last:
        people = {leader.id: leader for leader in reversed(town.leaders)}
        yield from (Planned(meeting, leader, _MEETING) for leader in people.values())
    for leader in town.leaders:
        many = random.choice(_MANY) * last.day // month.last.day
        for activity in random.choices(_ACTIVITIES, _CHANCES, k=many):
            day = month.first + timedelta(days=random.randrange(last.day))
            if (leader.id, month) not in town.quiet:
                yield Planned(day, leader, activity)


def _entry(town: Town, planned: Planned, number: int, last: date) -> str:
    random, leader = town.random, planned.leader
    lines = [f"- id: {number:03}", f"date: {planned.day}", f"leader: {leader.id}", f"activity: {planned.activity}"]
    if leader.says_role:
        lines.append(f"role: {leader.role}")
    if planned.lines is not None:
        return "\n  ".join([*lines, *planned.lines]) + "\n"
    lines += _particulars(town, planned, number, last)
    notes = _NOTES.get(planned.activity)
    if notes and random.random() < _NOTED:
        lines.append(f"note: {random.choice(notes)}")
    return "\n  ".join(lines) + "\n"


def _particulars(town: Town, planned: Planned, number: int, last: date) -> Iterator[str]:
    """Yield the further lines of an activity, in the order of the entry's type."""
    random, (day, leader, activity, _) = town.random, planned
    if activity == "household-info":
        yield "households:"
        yield from (f"- {code}" for code in sorted(random.sample(leader.households, random.randint(1, 3))))
    elif activity == "civilised-stairwell":
        yield f"place: {random.choice(leader.stairwells)}"
    elif activity in _OWN_EVENT:
        yield f"event: {_OWN_EVENT[activity]}-{day:%y%m}-{number:03}"
    elif activity == _MEETING:
        yield f"event: meeting-{day:%y%m}"
        yield f"attendance: {random.choice(_ATTENDANCE)}"
    elif activity == "household-change":
        yield f"change: {random.choice(_CHANGES)}"
        yield f"told_on: {min(day + timedelta(days=random.randrange(7)), last)}"
    elif activity in {"mobilise", "mutual-help"}:
        yield f"headcount: {random.randint(6, 40)}"
    elif activity == "other":
        yield f"points: {random.choice(_JUDGED)}"
        yield f"reason: {random.choice(_REASONS)}"
        yield f"approved_by: {town.approver}"


def _sittings(town: Town, month: Period, days: Sequence[date], as_of: date) -> list[Plain]:
    """List the sittings held by the as-of day; each takes the entries since the one before."""
    sittings: list[Plain] = []
    first = 1
    for end in (*(month.first.replace(day=day) for day in _SITTINGS), month.last):
        last = sum(day <= end for day in days)
        on = end + CHECKED_AFTER
        if on <= as_of and last >= first:
            sittings.append({"on": str(on), "by": town.verifier, "first": f"{first:03}", "last": f"{last:03}"})
            first = last + 1
    return sittings
