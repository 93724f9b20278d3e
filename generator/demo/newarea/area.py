"""Writes the new area of the committed set: three invented communities under the policy of the new area.

Knows in which order its parts are written; the law must already stand in the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.folder import Folder
from generator.demo.making import write_site
from generator.demo.names import office_phone
from generator.demo.newarea.careers import absent, answer_absences, write_careers
from generator.demo.newarea.choices import write_choices
from generator.demo.newarea.estate import ESTATES, Ward, build_ward
from generator.demo.newarea.honours import write_honours
from generator.demo.newarea.papers import plan_deeds, write_papers
from generator.demo.newarea.pay import add_top_ups, settle_months
from generator.demo.newarea.posts import cast
from generator.demo.newarea.service import fill_months, hold_meetings, keep_monthly_records
from generator.demo.newarea.stations import open_stations
from generator.demo.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.demo.newarea.posts import Cast
    from generator.demo.town import Plain

_NAME, _TITLE, _SEED = "xiyuan", "汐原新区", "38/xiyuan"
_HOURS = "工作日 8:30—12:00，13:30—17:30"
_STREETS = (("street-1", "望汐镇街"), ("street-2", "渔歌镇街"))


def write_new_area(root: Path) -> None:
    """Write the site and its one jurisdiction below a folder that holds the calendars and the pack `n22`."""
    folder = Folder(root)
    write_site(folder, [_NAME])
    wards = [build_ward(_SEED, number) for number in range(len(ESTATES))]
    casts = [cast(ward) for ward in wards]
    folder.put("jurisdiction", _jurisdiction(wards), jurisdiction=_NAME)
    shelves = {ward.id: Shelf(folder, _NAME, ward.id, ward.random) for ward in wards}
    for ward, played in zip(wards, casts, strict=True):
        _write_ward(ward, shelves[ward.id], played)
    write_honours(folder, _NAME, wards, casts)
    settle_months(shelves)


def _write_ward(ward: Ward, shelf: Shelf, played: Cast) -> None:
    open_stations(ward, shelf)
    fill_months(ward, shelf)
    plan_deeds(ward, shelf)
    hold_meetings(ward, shelf, absent(ward))
    forgotten = {(ward.leaders[2].id, "2026-09")} if ward.id == "c002" else set()
    keep_monthly_records(ward, shelf, forgotten)
    shelf.write_logs()
    shelf.write_meetings()
    write_choices(ward, shelf, played)
    write_careers(ward, shelf, played)
    answer_absences(ward, shelf)
    write_papers(ward, shelf)
    add_top_ups(ward, shelf)
    shelf.put("community", ward.record())
    for person, record in ward.people.items():
        shelf.put("person", record, id=person)


def _jurisdiction(wards: Iterable[Ward]) -> Plain:
    upper = (("area-office", f"{_TITLE}领导小组办公室"), ("new-city-office", "汐原新城领导小组办公室"))
    offices: list[Plain] = [
        {"id": office, "name": label, "phone": office_phone(60 + n), "address": f"{_TITLE}示范路{n + 1}号"}
        for n, (office, label) in enumerate((*upper, *((f"{s}-office", f"{name}业务科室") for s, name in _STREETS)))
    ]
    offices += [
        {
            "id": f"{ward.id}-office",
            "name": f"{ward.estate.name}居委会",
            "phone": office_phone(160 + ward.number),
            "address": f"{ward.estate.name}服务中心",
        }
        for ward in wards
    ]
    staff: list[Plain] = [
        {"id": "area-confirm", "title": "新区审核岗", "office": "area-office"},
        {"id": "new-city-file", "title": "新城备案岗", "office": "new-city-office"},
    ]
    staff += [{"id": f"{s}-approve", "title": f"{name}审批岗", "office": f"{s}-office"} for s, name in _STREETS]
    for ward in wards:
        for code, word in (("record", "记录岗"), ("check", "核实岗")):
            staff.append(
                {"id": f"{ward.id}-{code}", "title": f"{ward.estate.name}{word}", "office": f"{ward.id}-office"}
            )
    places: list[Plain] = [
        {"id": "area", "level": "area", "name": _TITLE},
        {"id": "new-city", "level": "new-city", "name": "汐原新城", "parent": "area"},
        *({"id": s, "level": "street", "name": name, "parent": "new-city"} for s, name in _STREETS),
    ]
    return {
        "name": f"{_TITLE}（虚构）",
        "policy": "n22",
        "fictional": "true",
        "time_zone": "Asia/Shanghai",
        "offices": [office | {"hours": _HOURS} for office in offices],
        "staff": staff,
        "places": places,
    }
