"""Invented months under the Chiyang plan: what the leaders did, and who checked it.

Knows the plan's activities; opens no file.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.demo.days import CHECKED_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.chiyang.grids import Staffed
    from generator.demo.town import Plain
    from generator.periods import Period

_FREQUENT = (("visit", 0.9), ("periodic-report", 0.85))
_REST = {
    "publicity": 4,
    "household-info": 3,
    "opinion": 4,
    "mediation": 2,
    "civility": 3,
    "safety-inspection": 3,
    "volunteering": 3,
    "assigned": 4,
    "screen-dispute": 3,
    "screen-safety": 5,
    "screen-disaster": 1,
    "screen-property": 4,
    "major-report": 1,
}
_NOTES = {
    "visit": ("看望独居老人", "了解近况", "听取对物业的意见"),
    "publicity": ("宣传垃圾分类", "宣传防火知识", "发放便民通知"),
    "opinion": ("反映路灯不亮", "希望增设晾衣架", "建议调整停车位"),
    "mediation": ("楼上漏水的纠纷", "占用楼道的纠纷"),
    "assigned": ("协助核对登记", "协助张贴通知"),
    "screen-safety": ("楼道堆物已清理", "飞线充电已报社区"),
    "screen-property": ("门禁失灵", "垃圾清运不及时"),
    "major-report": ("燃气异味", "围墙开裂"),
}
_SCREENS = ("screen-dispute", "screen-safety", "screen-disaster", "screen-property")
_COUNTED = ("visit", "household-info", "publicity", "opinion")
_NOTED = 0.35
LATE = "major-report"
"""The kind of deed that one leader reports late."""


class Work(NamedTuple):
    """The log of a month and the sittings that checked it by the as-of day."""

    log: Plain
    sittings: list[Plain]


class _Deed(NamedTuple):
    day: date
    person: str
    activity: str
    known_on: date | None = None
    told_on: date | None = None


def month_of_work(town: Staffed, month: Period, as_of: date) -> Work:
    """Invent a month of a community up to a day."""
    last = min(month.last, as_of)
    deeds = [*_deeds(town, month, last), *(deed for deed in _planned(town) if month.contains(deed.day))]
    deeds.sort(key=lambda deed: deed.day)
    entries = [_entry(town, deed, number, last) for number, deed in enumerate(deeds, start=1)]
    log: Plain = {"recorder": town.ward.recorder, "entries": entries}
    return Work(log, list(_sittings(town, [deed.day for deed in deeds], month, as_of)))


def _deeds(town: Staffed, month: Period, last: date) -> Iterator[_Deed]:
    random = town.ward.random
    for person in town.serving(last):
        since = max(month.first, min(term.since for term in town.terms if term.person == person))
        drawn = [activity for activity, chance in _FREQUENT if random.random() < chance]
        drawn += random.choices(tuple(_REST), tuple(_REST.values()), k=random.choice((0, 1, 1, 2)))
        for activity in drawn:
            day = since + timedelta(days=random.randrange((last - since).days + 1))
            yield _Deed(day, person, activity)


def _planned(town: Staffed) -> Iterator[_Deed]:
    """One thing that somebody learned of on the day and told the community two weeks later."""
    if town.ward.number == 0:
        happened = date(2026, 7, 16)
        yield _Deed(happened, town.parts["several"], LATE, happened, date(2026, 7, 30))


def _entry(town: Staffed, deed: _Deed, number: int, last: date) -> Plain:
    random = town.ward.random
    entry: Plain = {"id": f"{number:03}", "date": str(deed.day), "leader": deed.person, "activity": deed.activity}
    if deed.activity in _COUNTED:
        entry["count"] = str(random.randint(3, 12) if deed.activity == "visit" else random.randint(1, 4))
    if deed.activity in _SCREENS:
        entry["place"] = town.building(town.first_grid(deed.person))
    if deed.activity == LATE:
        entry["event"] = f"major-{deed.day:%y%m}-{number:03}"
        entry["known_on"] = str(deed.known_on or deed.day)
    if deed.activity in {LATE, "periodic-report"}:
        entry["told_on"] = str(deed.told_on or min(deed.day + timedelta(days=random.randrange(2)), last))
    if deed.activity == "volunteering":
        entry["headcount"] = str(random.randint(5, 30))
    notes = _NOTES.get(deed.activity)
    if notes and random.random() < _NOTED:
        entry["note"] = random.choice(notes)
    return entry


def _sittings(town: Staffed, days: list[date], month: Period, as_of: date) -> Iterator[Plain]:
    """Yield the sittings held by the as-of day; in a community one entry of spring did not pass."""
    first = 1
    for end in (month.first + timedelta(days=9), month.last):
        last = sum(day <= end for day in days)
        on = end + CHECKED_AFTER
        if on <= as_of and last >= first:
            sitting: Plain = {
                "on": str(on),
                "by": town.ward.checker,
                "first": f"{first:03}",
                "last": f"{last:03}",
            }
            if town.ward.number == 1 and month.text == "2026-04" and first == 1:
                sitting["rejected"] = [{"entry": "001", "reason": "与上月末的一条是同一件事"}]
            yield sitting
            first = last + 1
