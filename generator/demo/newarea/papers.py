"""The other papers of the new area's communities: matters, emergencies, advice, stories, a late report.

Knows the wording of invented papers; names no resident.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.shelf import Deed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.newarea.estate import Ward
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_LEVELS = ("leader", "station", "community", "street", "new-city")


def write_papers(ward: Ward, shelf: Shelf) -> None:
    """Write what happened in one community and not in the others."""
    {"c001": _first, "c002": _second, "c003": _third}[ward.id](ward, shelf)
    for name, record in _issues(ward, shelf):
        shelf.put("issue", record, id=name)


def plan_deeds(ward: Ward, shelf: Shelf) -> None:
    """Add the deeds that papers refer to, and a report that came days late."""
    leaders = ward.leaders
    if ward.id == "c003":
        late = (("known_on", "2026-07-09"), ("told_on", "2026-07-16"), ("note", "以为已经有人报过"))
        shelf.deeds.append(Deed(date(2026, 7, 9), leaders[2].id, "early-report", late))
        shelf.deeds.append(Deed(date(2026, 7, 9), leaders[4].id, "hazard", (("event", "hazard-0709-a"),)))
    if ward.id == "c001":
        doubled = Deed(date(2026, 6, 18), leaders[0].id, "key-work", (("count", "2"),))
        shelf.deeds.append(doubled)
        shelf.refused[doubled.day, doubled.activity] = "同一次大走访记了两遍，只算一次"


def _first(ward: Ward, shelf: Shelf) -> None:
    story = ward.leaders[1].id
    ward.people[story].setdefault("consents", []).append({"to": "story", "channels": ["web"], "given_on": "2026-02-05"})
    text = "入户时带一张纸，把大家说的事一条条记下来，办成一件勾一件。半年里勾掉了三十多件。"
    paper: Plain = {"person": story, "title": "一张纸记下邻里事", "text": text, "published_on": "2026-02-12"}
    shelf.put("story", paper, id="paper")
    _emergency(shelf, "pipe", ("emergency", "地下室水管爆裂，两个单元停水", "2026-01-23"), _LEVELS[:3], "2026-01-24")
    shelf.put("notice", _advice(shelf, "冬季用电和取暖安全提示", "2026-11-09", "2026-12-31"), id="advice-2026-11")
    reading: Plain = {
        "kind": "interpretation",
        "clause": "A3-4.1-1",
        "proposed_by": shelf.checker,
        "decided_by": "area-confirm",
        "decided_on": "2026-07-20",
        "effective_on": "2026-08-01",
        "reason": "一人管几栋楼的，一周检查一栋即算完成（演示）",
    }
    shelf.put("decision", reading, id="reading-2026-07")


def _second(ward: Ward, shelf: Shelf) -> None:
    _emergency(shelf, "typhoon", ("emergency", "台风夜围挡倒塌，压住非机动车道", "2026-08-06"), _LEVELS, "2026-08-07")
    _emergency(shelf, "parking", ("opinion", "停车收费调整引起较多议论", "2026-10-29"), _LEVELS[:4], None)
    shelf.put("notice", _advice(shelf, "小区停车收费意见征集", "2026-11-02", "2026-11-27"), id="parking-2026-11")
    for number, grade in enumerate(("poor", "fair", "good"), start=8):
        assessor = ward.leaders[number]
        marks = [{"aspect": "property", "grade": grade}, {"aspect": "owners-committee", "grade": "fair"}]
        check: Plain = {"by": assessor.id, "on": f"2026-{number:02}-20", "place": assessor.place}
        shelf.put("property-check", check | {"staff_role": "客服岗", "marks": marks}, id=f"service-2026-{number:02}")


def _third(ward: Ward, shelf: Shelf) -> None:
    _emergency(shelf, "boat", ("emergency", "老码头石阶塌陷", "2026-07-09"), _LEVELS[:4], "2026-07-19")
    told = ward.leaders[-1]
    ward.people[told.id].setdefault("consents", []).append(
        {"to": "story", "channels": ["web"], "given_on": "2026-05-06"}
    )
    text = "退潮时一家家提醒收好渔具，台风前把独居的老人接到祠堂。大家说，组长比天气预报还准。"
    paper: Plain = {"person": told.id, "title": "台风来之前", "text": text, "published_on": "2026-09-03"}
    shelf.put("story", paper, id="before-the-storm")


def _emergency(
    shelf: Shelf, name: str, said: tuple[str, str, str], levels: tuple[str, ...], closed: str | None
) -> None:
    kind, title, found = said
    record: Plain = {"kind": kind, "title": title, "found_on": found}
    record["escalations"] = [{"level": level, "on": found} for level in levels]
    shelf.put("incident", record | ({"closed_on": closed} if closed else {}), id=name)


def _advice(shelf: Shelf, title: str, opens: str, closes: str) -> Plain:
    return {
        "kind": "general",
        "title": title,
        "opens": opens,
        "closes": closes,
        "body": "各位居民：\n\n- 请留意楼栋公示牌上的安排；\n- 有想法、有困难，请找本楼楼栋长或小区工作站。\n",
        "contact": shelf.contact,
        "issued_by": shelf.office,
    }


def _issues(ward: Ward, shelf: Shelf) -> Iterator[tuple[str, Plain]]:
    """Matters with measure and limit: one solved in time, one late, one open, one overdue, one only proposed."""
    by = [leader.id for leader in ward.leaders]
    handled: Plain = {"handler": shelf.checker}
    if ward.id == "c001":
        solved = {"accepted_on": "2026-03-04", "measure": "更换灯头，加装感应开关", "due_on": "2026-03-20"}
        lamp: Plain = {"kind": "service", "title": "小区东侧路灯不亮", "raised_by": by[0], "raised_on": "2026-03-03"}
        yield "lamp", lamp | solved | handled | {"resolved_on": "2026-03-16", "result": "路灯已全部恢复"}
        open_: Plain = {"kind": "proposal", "title": "建议增设老年食堂", "raised_by": by[4], "raised_on": "2026-11-03"}
        yield "canteen", open_
    if ward.id == "c002":
        late = {"accepted_on": "2026-06-10", "measure": "清理堵塞，更换一段管道", "due_on": "2026-06-30"}
        drain: Plain = {"kind": "property", "title": "地下车库排水不畅", "raised_by": by[2], "raised_on": "2026-06-08"}
        yield "drain", drain | {"major": "true"} | late | handled | {"resolved_on": "2026-07-13", "result": "已疏通"}
        plan = {"accepted_on": "2026-10-21", "measure": "请业委会和物业公司开会商量收费", "due_on": "2026-12-10"}
        fee: Plain = {"kind": "property", "title": "停车收费调整", "raised_by": by[5], "raised_on": "2026-10-20"}
        yield "parking", fee | plan | handled
    if ward.id == "c003":
        plan = {"accepted_on": "2026-07-10", "measure": "围挡，报镇街安排重砌", "due_on": "2026-10-31"}
        steps: Plain = {"kind": "hazard", "title": "老码头石阶松动", "raised_by": by[1], "raised_on": "2026-07-09"}
        yield "steps", steps | {"major": "true"} | plan | handled
