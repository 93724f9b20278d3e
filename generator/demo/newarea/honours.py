"""What the new area decides above its communities: the excellent leaders of a year, praise, filings, notices.

Knows the wording of invented papers; who is chosen is laid down, never ranked here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.newarea.careers import NOT_QUALIFIED
from generator.demo.newarea.estate import FIRST_DAY, GROUP_HEAD, HEAD, LEADER
from generator.demo.newarea.posts import LEFT_ON

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
_GONE = "gone"
_ROLES = {"roster": (LEADER, GROUP_HEAD, HEAD), "street": (LEADER,), "changes": (LEADER, _GONE)}
"""What each kind of filing tells: whose appointment, and who is gone."""


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
    for name, filing in _filings(wards, casts).items():
        folder.put("filing", filing, jurisdiction=jurisdiction, id=name)


def _choices(ward: Ward) -> list[Plain]:
    """One or two in each compound; in one of them nobody, with the reason."""
    found: list[Plain] = []
    for compound in ward.heads:
        choice: Plain = {"honour": _HONOUR, "community": ward.id, "place": compound}
        if ward.id == "c003":
            choice |= {"on": _CHOSEN_ON, "reason": "住户对人选意见不一，商量后今年不评"}
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


def _filings(wards: Sequence[Ward], casts: Sequence[Cast]) -> dict[str, Plain]:
    """Whoever came or left is filed in the same month; the last ones wait for a receipt, or still to be sent."""
    leaving, newest = casts[0].leaving, casts[1].new
    came: dict[date, list[tuple[str, Plain]]] = {}
    for ward in wards:
        heads = [(HEAD, head) for head in dict.fromkeys(ward.heads.values())]
        for role, person in [(leader.role, leader.id) for leader in ward.leaders] + heads:
            post = next(post for post in ward.people[person]["appointments"] if post["role"] == role)
            on = date.fromisoformat(post["from"])
            row: Plain = {"person": person, "change": "appointed", "on": str(on)}
            came.setdefault(max(on, FIRST_DAY), []).append((role, row))
    if leaving is not None:
        came[LEFT_ON] = [(_GONE, {"person": leaving.id, "change": "left", "on": str(LEFT_ON)})]
    found: dict[str, Plain] = {}
    for on, rows in sorted(came.items()):
        for kind, roles in _ROLES.items():
            listed = [row for role, row in rows if role in roles]
            if listed:
                found[f"{kind}-{on}"] = _filing(kind, listed, on, newest is not None and on == newest.since)
    return found


def _filing(kind: str, rows: list[Plain], on: date, newest: bool) -> Plain:  # noqa: FBT001 - tells the last one
    filing: Plain = {"kind": kind, "rows": rows, "prepared_by": "street-1-approve"}
    if newest and kind == "street":
        return filing
    sent = on + timedelta(days=8)
    received = {} if newest else {"acknowledged_on": str(sent + timedelta(days=6))}
    return filing | {"sent_on": str(sent)} | received
