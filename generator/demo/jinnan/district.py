"""Writes the district of the committed set: three invented communities under the Jinnan mechanism.

Knows in which order its parts are written; the law must already stand in the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.folder import Folder
from generator.demo.jinnan.doors import QUARTERS, build_block
from generator.demo.jinnan.months import fill_months, hold_meetings
from generator.demo.jinnan.opinion import hold_surveys
from generator.demo.jinnan.papers import come_and_go, write_papers
from generator.demo.making import write_site
from generator.demo.names import office_phone
from generator.demo.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.demo.jinnan.doors import Block
    from generator.demo.town import Plain

_NAME, _TITLE, _SEED = "yuning", "屿宁区", "38/yuning"
_HOURS = "工作日 8:30—12:00，13:30—17:30"
_TOWNS = (("town-1", "灯塔镇"), ("town-2", "竹溪街道"))
_OFFICE = "district-office"
_CONTACT: Plain = {"office": _OFFICE, "post": "综合岗"}
_PUBLISHED = {
    "sixty-or-below": 4667,
    "over-sixty": 1323,
    "college-or-more": 2668,
    "college-or-bachelor": 2448,
    "master": 190,
    "doctor": 30,
}
"""Counts that the published case gives of the real district; the shares are reckoned by the engine."""


def write_district(root: Path) -> None:
    """Write the site and its one jurisdiction below a folder that holds the calendars and the pack `j22`."""
    folder = Folder(root)
    write_site(folder, [_NAME])
    blocks = [build_block(_SEED, number) for number in range(len(QUARTERS))]
    folder.put("jurisdiction", _jurisdiction(blocks), jurisdiction=_NAME)
    for block in blocks:
        _write_block(block, Shelf(folder, _NAME, block.id, block.random))
    _write_lists(folder, blocks)
    _write_notices(folder)
    published: Plain = {"title": "津南区“楼门栋长”机制案例（2022年刊出）", "on": "2022-12-31", "total": "5990"}
    published["figures"] = [{"figure": figure, "count": str(count)} for figure, count in _PUBLISHED.items()]
    folder.put("figures", published, jurisdiction=_NAME, id="jinnan-2022")


def _write_block(block: Block, shelf: Shelf) -> None:
    come_and_go(block)
    fill_months(block, shelf)
    hold_meetings(block, shelf)
    shelf.write_logs()
    shelf.write_meetings()
    hold_surveys(block, shelf)
    write_papers(block, shelf)
    shelf.put("community", block.record())
    for person, record in block.people.items():
        shelf.put("person", record, id=person)


def _write_lists(folder: Folder, blocks: Sequence[Block]) -> None:
    """Who was chosen for 2025 by the district and by each town."""
    first, second, third = (block.leaders for block in blocks)
    lists = {
        "district-2025": ("district-excellent", "district", [first[0], third[0]], "district-confirm"),
        "town-1-2025": ("town-excellent", "town-1", [first[1], first[3], second[2]], "town-1-approve"),
        "town-2-2025": ("town-excellent", "town-2", [third[2], third[4]], "town-2-approve"),
    }
    for name, (honour, place, chosen, by) in lists.items():
        word = "区" if place == "district" else "镇"
        holders = [
            {
                "person": leader.id,
                "certificate": f"屿{word}优〔2025〕{place.removeprefix('town-').removeprefix('district')}{number:02}号",
            }
            for number, leader in enumerate(chosen, start=1)
        ]
        award: Plain = {"honour": honour, "period": "2025", "place": place, "decided_on": "2026-01-23"}
        folder.put("award-list", award | {"decided_by": by, "holders": holders}, jurisdiction=_NAME, id=name)


def _write_notices(folder: Folder) -> None:
    objection: Plain = {
        "id": "o1",
        "lodged_on": "2026-01-14",
        "channel": "telephone",
        "concerns": "名单里一人的社区写错",
        "decided_on": "2026-01-16",
        "decided_by": "district-confirm",
        "decision": "upheld",
        "answer": "异议成立，社区名称已更正，名单人选不变。",
    }
    honours: Plain = {
        "kind": "honours",
        "title": "2025年度优秀楼门栋长名单公示",
        "clause": "2.3.2",
        "period": "2025",
        "opens": "2026-01-12",
        "closes": "2026-01-20",
        "body": "区、镇街两级优秀楼门栋长由评选产生，颁发表彰证书。\n",
        "contact": _CONTACT,
        "issued_by": _OFFICE,
        "objections": [objection],
        "result": {"on": "2026-01-21", "text": "收到异议一件，成立，已更正；名单已确认。"},
    }
    folder.put("jurisdiction-notice", honours, jurisdiction=_NAME, id="honours-2025")
    general: Plain = {
        "kind": "general",
        "title": "楼门栋长半年评议怎样进行",
        "clause": "2.3.3",
        "opens": "2025-11-24",
        "closes": "2026-12-31",
        "body": "每半年评议一次，请住户填写评议表。\n\n"
        "1. 满意和基本满意都算满意，空白和作废的不算；\n"
        "2. 满意度不到六成的，下次不再选任；\n"
        "3. 评议表不记名，只公布份数以外不公布任何人的意见。\n",
        "contact": _CONTACT,
        "issued_by": _OFFICE,
    }
    folder.put("jurisdiction-notice", general, jurisdiction=_NAME, id="surveys")


def _jurisdiction(blocks: Sequence[Block]) -> Plain:
    upper = ((_OFFICE, f"{_TITLE}社区办"), *((f"{town}-office", f"{name}社区办") for town, name in _TOWNS))
    offices: list[Plain] = [
        {"id": office, "name": label, "phone": office_phone(80 + n), "address": f"{_TITLE}示范路{n + 1}号"}
        for n, (office, label) in enumerate(upper)
    ]
    staff: list[Plain] = [{"id": "district-confirm", "title": "区审核岗", "office": _OFFICE}]
    staff += [{"id": f"{town}-approve", "title": f"{name}审批岗", "office": f"{town}-office"} for town, name in _TOWNS]
    for block in blocks:
        office: Plain = {"id": f"{block.id}-office", "name": f"{block.quarter.name}居委会"}
        offices.append(office | {"phone": office_phone(180 + block.number), "address": f"{block.quarter.name}服务站"})
        for code, word in (("record", "记录岗"), ("check", "核实岗")):
            post: Plain = {"id": f"{block.id}-{code}", "title": f"{block.quarter.name}{word}"}
            staff.append(post | {"office": f"{block.id}-office"})
    towns: list[Plain] = [{"id": t, "level": "town", "name": name, "parent": "district"} for t, name in _TOWNS]
    return {
        "name": f"{_TITLE}（虚构）",
        "policy": "j22",
        "fictional": "true",
        "time_zone": "Asia/Shanghai",
        "offices": [office | {"hours": _HOURS} for office in offices],
        "staff": staff,
        "places": [{"id": "district", "level": "district", "name": _TITLE}, *towns],
    }
