"""The months of the new area: what leaders did, the stations' weekly meetings and the monthly records.

Knows the rhythm of an invented community and who stayed away; every figure drawn from these is the engine's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.shelf import AS_OF, MONTHS, Deed, week_days
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.demo.newarea.estate import Serving, Ward
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_COMPLETE_FROM = Period.parse("2026-08")
"""From this month on every inspection and every household visited is in the log."""
_WEIGHTS = {
    "request": 16,
    "publicity": 12,
    "hazard": 9,
    "mediation": 7,
    "patrol": 8,
    "early-report": 3,
    "help-low-income": 4,
    "help-disabled": 3,
    "help-elderly": 9,
    "help-children": 1,
    "key-work": 4,
    "property-follow-up": 6,
}
_OWN_EVENT = {"hazard": "hazard", "mediation": "dispute"}
_NOTES = {
    "request": ("希望增加路灯", "反映快递柜位置不便", "希望延长活动室开放时间"),
    "publicity": ("讲解垃圾分类", "发放防诈骗提示", "说明医保缴费时间"),
    "hazard": ("楼道堆放杂物", "电动车飞线充电", "消防栓水压不足"),
    "mediation": ("楼上漏水", "夜间噪声", "晾衣位置"),
    "patrol": ("晚间巡查一圈", "查看出租房屋登记"),
    "property-follow-up": ("催修单元门", "跟进绿化补种", "了解业委会开会情况"),
}
_THURSDAY = 3
_NO_MEETING = {"2026-02-19", "2026-10-01"}
_EXCUSED = 0.06
_NOTED = 0.5
_REACHED_ALL = 0.55
_SAMPLE = range(8, 18)


def fill_months(ward: Ward, shelf: Shelf) -> None:
    """Draw everything that the leaders of a community did."""
    for month in MONTHS:
        last = min(month.last, AS_OF)
        for leader in ward.leaders:
            days = [day for day in month.days() if day <= last and leader.in_post(day)]
            if days:
                shelf.deeds += _deeds(ward, leader, month, days)


def _deeds(ward: Ward, leader: Serving, month: Period, days: list[date]) -> Iterator[Deed]:
    random = ward.random
    complete = month.first >= _COMPLETE_FROM.first
    if complete:
        weekday = random.randrange(7)
        for day in (day for day in days if day.weekday() == weekday):
            if random.random() < 0.93:  # noqa: PLR2004 - how many inspections are held
                yield Deed(day, leader.id, "inspection", (("place", leader.place),))
    yield Deed(random.choice(days[-12:]), leader.id, "home-visit", (("households", _reached(ward, leader, complete)),))
    if random.random() < 0.15:  # noqa: PLR2004 - how often somebody was not at home
        codes = sorted(random.sample(leader.households, 2))
        yield Deed(random.choice(days), leader.id, "visit-nobody-home", (("households", codes),))
    for activity in random.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()), k=random.choice((0, 1, 1, 2))):
        day = random.choice(days)
        yield Deed(day, leader.id, activity, tuple(_particulars(ward, activity, day)))


def _reached(ward: Ward, leader: Serving, complete: bool) -> list[str]:  # noqa: FBT001 - how a month was kept
    random, all_ = ward.random, leader.households
    if not complete:
        return sorted(random.sample(all_, random.choice(_SAMPLE)))
    if random.random() < _REACHED_ALL:
        return list(all_)
    return sorted(random.sample(all_, len(all_) - random.randrange(1, 30)))


def _particulars(ward: Ward, activity: str, day: date) -> Iterator[tuple[str, object]]:
    """Yield the further keys of an activity in the order of the entry's type."""
    random = ward.random
    if activity in _OWN_EVENT:
        yield "event", f"{_OWN_EVENT[activity]}-{day:%m%d}-{random.randrange(1000):03}"
    if activity == "early-report":
        yield "known_on", str(day)
        yield "told_on", str(day)
    if activity in _NOTES and random.random() < _NOTED:
        yield "note", random.choice(_NOTES[activity])


def hold_meetings(ward: Ward, shelf: Shelf, away: dict[str, set[date]]) -> None:
    """Each station meets every Thursday; the last meeting of a month also asks the police.

    Args:
        ward: the community.
        shelf: gets the meetings.
        away: who stayed away on which days without an excuse.
    """
    for station, head in ward.heads.items():
        for month in MONTHS:
            days = [day for day in week_days(month, _THURSDAY) if str(day) not in _NO_MEETING]
            for day in days:
                shelf.meetings.append(_meeting(ward, station, head, day, last=day == days[-1], away=away))


def _meeting(ward: Ward, station: str, head: str, day: date, *, last: bool, away: dict[str, set[date]]) -> Plain:
    random = ward.random
    called = [leader for leader in ward.leaders if _belongs(ward, leader, station) and leader.in_post(day)]
    record: Plain = {"on": str(day), "meetings": ["station-weekly", "leaders-monthly" if last else "leaders-weekly"]}
    record |= {"place": station, "chair": head}
    if last:
        record["guest"] = random.choice(("attended", "attended", "invited"))
    attendance: list[Plain] = []
    for leader in called:
        if leader.id == head:
            continue
        state: Plain = {"person": leader.id, "state": "present"}
        if day in away.get(leader.id, ()):
            state["state"] = "unexcused"
        elif random.random() < _EXCUSED:
            state |= {"state": "excused", "excused_on": str(day)}
        attendance.append(state)
    return record | {"attendance": attendance}


def _belongs(ward: Ward, leader: Serving, station: str) -> bool:
    """Tell whether a leader is called to a station: the groups of a village and a scattered patch go to the first."""
    return leader.compound == station or (leader.compound not in ward.heads and station == next(iter(ward.heads)))


def keep_monthly_records(ward: Ward, shelf: Shelf, forgotten: set[tuple[str, str]]) -> None:
    """Write each month's record of the leaders, checked a week later; some were forgotten.

    Args:
        ward: the community.
        shelf: gets the records.
        forgotten: leaders and months without a record.
    """
    random = ward.random
    for month in MONTHS[:-1]:
        rows: list[Plain] = []
        for leader in ward.leaders:
            if not leader.in_post(month.first.replace(day=15)) or (leader.id, month.text) in forgotten:
                continue
            numbers = {"disputes": random.randrange(3), "hazards": random.randrange(3), "requests": random.randrange(5)}
            numbers["tickets"] = random.choice((0, 0, 0, 1))
            row: Plain = {"leader": leader.id, **{key: str(value) for key, value in numbers.items() if value}}
            if numbers["requests"] == 4:  # noqa: PLR2004 - the month's most
                row["remark"] = "反映诉求及时，答复带得回去"
            rows.append(row)
        day = month.next().first
        record = {"recorder": shelf.recorder, "checked_by": shelf.checker, "checked_on": str(day.replace(day=6))}
        shelf.put("monthly-record", record | {"rows": rows}, month=month.text)
