"""What the new area decides above its communities: the excellent leaders of a year, praise, filings, notices.

Knows the wording of invented papers; who is chosen is laid down, never ranked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.newarea.careers import NOT_QUALIFIED
from generator.demo.newarea.posts import AGED_ON, FOLLOWED_ON, LEFT_ON, NEW_ON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.folder import Folder
    from generator.demo.newarea.estate import Ward
    from generator.demo.newarea.posts import Cast
    from generator.demo.town import Plain

_HONOUR, _CHOSEN_ON = "excellent-leader", "2026-01-20"
_CONTACT: Plain = {"office": "area-office", "post": "综合岗"}
_OFFICE = "area-office"
_SIGNED = ["community-police", "property-company"]


def write_honours(folder: Folder, jurisdiction: str, wards: Sequence[Ward], casts: Sequence[Cast]) -> None:
    """Write the round of 2025, its notice, the rules for everybody and the filings."""
    choices = [choice for ward in wards for choice in _choices(ward)]
    task, practice = wards[1].leaders[8], wards[0].leaders[1]
    commended: list[Plain] = [
        {"commendation": "experience", "person": practice.id, "on": "2026-01-24", "matter": "走访记事一张纸"},
        {"commendation": "task", "person": task.id, "on": "2026-01-24", "matter": "年末寒潮值守"},
    ]
    award: Plain = {"frozen_on": "2026-01-15", "held_by": _OFFICE, "choices": choices, "commended": commended}
    award |= {"confirmed_on": "2026-01-28", "confirmed_by": "area-confirm"}
    folder.put("award-round", award, jurisdiction=jurisdiction, year="2025")
    for name, notice in (("honours-2025", _shown()), ("how-it-works", _explained())):
        folder.put("jurisdiction-notice", notice, jurisdiction=jurisdiction, id=name)
    for name, filing in _filings(casts).items():
        folder.put("filing", filing, jurisdiction=jurisdiction, id=name)


def _choices(ward: Ward) -> list[Plain]:
    """One or two in each compound; in one of them nobody, with the reason."""
    found: list[Plain] = []
    for compound in ward.heads:
        choice: Plain = {"honour": _HONOUR, "community": ward.id, "place": compound}
        if ward.id == "c003":
            choice |= {"on": _CHOSEN_ON, "reason": "一人的考核还没有签字，其余任职不满一年，今年不评"}
            found.append(choice | {"signed": _SIGNED})
            continue
        whole_year = [
            leader.id
            for number, leader in enumerate(ward.leaders, start=1)
            if leader.compound == compound
            and leader.since.year < 2025  # noqa: PLR2004 - in post all through the year of the round
            and leader.until is None
            and (ward.id, number) != ("c002", NOT_QUALIFIED)
        ]
        chosen = whole_year[: 2 if (ward.id, compound) == ("c001", "x1") else 1]
        found.append(choice | {"chosen": chosen, "on": _CHOSEN_ON, "signed": _SIGNED})
    return found


def _shown() -> Plain:
    return {
        "kind": "honours",
        "title": "2025年度优秀楼栋长名单公示",
        "clause": "A3-4.2.3",
        "period": "2025",
        "opens": "2026-01-20",
        "closes": "2026-01-26",
        "body": "各小区按年度考核评出一至两名优秀楼栋长，已由社区民警和有关单位签字。没有评出的小区写明理由。\n",
        "contact": _CONTACT,
        "issued_by": _OFFICE,
        "result": {"on": "2026-01-28", "text": "公示期内没有收到异议，名单已确认。"},
    }


def _explained() -> Plain:
    return {
        "kind": "general",
        "title": "楼栋长做什么、找谁、怎样反映",
        "clause": "A3-4.1",
        "opens": "2025-09-01",
        "closes": "2026-12-31",
        "body": "每栋楼的楼栋长和小区工作站都在公示牌和本网站上。\n\n"
        "1. 每周看一次楼栋的卫生和安全，每月把住户走访一遍。\n"
        "2. 大家反映的事，工作站每周碰一次头，定措施、定时限，办结再公布。\n"
        "3. 工作情况每月有记录，每年考核，补贴按月发。\n",
        "contact": _CONTACT,
        "issued_by": _OFFICE,
    }


def _filings(casts: Sequence[Cast]) -> dict[str, Plain]:
    """What was filed above, acknowledged or not, and what still waits to be sent."""
    leaving, follower, new, aged = casts[0].leaving, casts[0].follower, casts[1].new, casts[2].aged
    if leaving is None or follower is None or new is None or aged is None:
        return {}
    came: list[Plain] = [
        {"person": aged.id, "change": "appointed", "on": str(AGED_ON)},
        {"person": follower.id, "change": "appointed", "on": str(FOLLOWED_ON)},
    ]
    left: Plain = {"person": leaving.id, "change": "left", "on": str(LEFT_ON)}
    roster = {"kind": "roster", "rows": came, "prepared_by": "street-1-approve", "sent_on": "2026-06-23"}
    changes = {"kind": "changes", "rows": [left, *came], "prepared_by": "street-1-approve", "sent_on": "2026-06-18"}
    newest = {"kind": "street", "rows": [{"person": new.id, "change": "appointed", "on": str(NEW_ON)}]}
    return {
        "roster-2026-06": roster | {"acknowledged_on": "2026-06-30"},
        "changes-2026-06": changes,
        "street-2026-10": newest | {"prepared_by": "c002-record"},
    }
