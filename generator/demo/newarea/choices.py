"""How leaders are chosen in the new area: calls to everybody, interviews with equals, lists put up in the building.

Knows steps, days and wording of invented cases; judges no candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.names import opaque_id
from generator.demo.newarea.estate import LEADER
from generator.demo.newarea.posts import AGED_ON
from generator.demo.shelf import usual_name

if TYPE_CHECKING:
    from generator.demo.newarea.estate import Ward
    from generator.demo.newarea.posts import Cast
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_CONDITIONS = ("law-abiding", "caring", "healthy", "fees", "rules", "structure", "no-illegal-building")
_STEPS = ("recruit", "nominate", "check", "interview", "display", "decide", "file", "sign", "train", "board")


def newcomer(ward: Ward, tag: str, **more: Plain) -> str:
    """Invent somebody without a post."""
    person, name = opaque_id(ward.random), usual_name(ward.random)
    head: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    ward.people[person] = {**head, "tags": [tag], **more}
    return person


def write_choices(ward: Ward, shelf: Shelf, cast: Cast) -> None:
    """Write the cases of a community with their notices."""
    if cast.follower is not None:
        _successor(ward, shelf, cast.follower.id, cast.follower.place)
    if cast.new is not None:
        _running(ward, shelf)
    if cast.aged is not None:
        _aged(ward, shelf, cast.aged.id, cast.aged.place)


def _successor(ward: Ward, shelf: Shelf, chosen: str, place: str) -> None:
    """Two equals after the interview, the one with priority goes first; an objection to a third one is upheld."""
    equal, objected = newcomer(ward, "keen_resident"), newcomer(ward, "volunteer")
    candidates = [
        _candidate(chosen, place, ("joint", "2026-05-14"), rank=1, result="chosen", supporters=16),
        _candidate(equal, place, ("self", "2026-05-13"), rank=1, result="not_chosen"),
        _candidate(objected, place, ("organisation", "2026-05-15"), rank=2, result="not_chosen"),
    ]
    candidates[2]["nominations"][0]["organisation"] = "owners-committee"
    candidates[2]["declarations"][-1]["met"] = "false"
    days = ("05-08", "05-15", "05-20", "05-22", "05-26", "06-05", "06-08", "06-09", "06-11")
    notices = {"recruit": "call-2026-05", "display": "candidates-2026-05"}
    case = {"role": LEADER, "opened_on": "2026-05-08", "candidates": candidates}
    shelf.put("case", case | {"steps": _steps(shelf, days, notices)}, id="choose-2026-05")
    _call(ward, shelf, "call-2026-05", place, "2026-05-08", "2026-05-15")
    objection: Plain = {
        "id": "o1",
        "lodged_on": "2026-05-28",
        "channel": "visit",
        "concerns": "其中一名候选人家中有未拆除的搭建",
        "decided_on": "2026-06-02",
        "decided_by": "street-1-approve",
        "decision": "upheld",
        "answer": "异议成立，经核实不符合条件，不列为人选。",
    }
    settled = {"on": "2026-06-05", "text": "收到异议一件，成立；人选已从其余候选人中确定，6月15日到任。"}
    notice = _displayed(ward, shelf, place, "choose-2026-05", ("2026-05-26", "2026-06-02", "5"))
    shelf.put("notice", notice | {"objections": [objection], "result": settled}, id="candidates-2026-05")


def _running(ward: Ward, shelf: Shelf) -> None:
    """A list that hangs on the day; an earlier one had the wrong building and was taken down."""
    vacant = next(str(place["id"]) for place in ward.places if place.get("vacant_reason") and place["parent"] == "x2")
    people = [newcomer(ward, tag) for tag in ("retired_official", "keen_resident")]
    candidates = [
        _candidate(people[0], vacant, ("joint", "2026-10-30"), rank=1, supporters=12),
        _candidate(people[1], vacant, ("self", "2026-11-02"), rank=2),
    ]
    days = ("10-26", "11-03", "11-06", "11-10", "11-13")
    notices = {"recruit": "call-2026-10", "display": "candidates-2026-11-b"}
    case = {"role": LEADER, "opened_on": "2026-10-26", "candidates": candidates}
    shelf.put("case", case | {"steps": _steps(shelf, days, notices)}, id="choose-2026-11")
    _call(ward, shelf, "call-2026-10", vacant, "2026-10-26", "2026-11-03")
    first = _displayed(ward, shelf, vacant, "choose-2026-11", ("2026-11-12", "2026-11-19", "5"))
    withdrawn = {"on": "2026-11-13", "by": shelf.checker, "reason": "楼号写错，更正后重新公示，公示期重新算"}
    shelf.put("notice", first | {"withdrawn": withdrawn}, id="candidates-2026-11")
    again = _displayed(ward, shelf, vacant, "choose-2026-11", ("2026-11-13", "2026-11-24", "7"))
    again["title"] = f"{again['title']}（更正）"
    shelf.put("notice", again | {"corrects": "candidates-2026-11"}, id="candidates-2026-11-b")
    _call(ward, shelf, "call-2026-11", "x1-b7", "2026-11-16", "2026-11-27")


def _aged(ward: Ward, shelf: Shelf, chosen: str, place: str) -> None:
    """Somebody of sixty-three, proposed by an organisation and let in by a waiver."""
    candidate = _candidate(chosen, place, ("organisation", "2026-04-08"), rank=1, result="chosen")
    candidate["nominations"][0]["organisation"] = "residents-committee"
    other = newcomer(ward, "volunteer")
    refused = _candidate(other, place, ("self", "2026-04-07"), rank=None, result="not_chosen")
    refused["opinion"]["agrees"] = "false"
    days = ("04-01", "04-09", "04-13", "04-15", "04-17", "04-28", "04-29", "05-06", "05-12")
    notices = {"recruit": "call-2026-04", "display": "candidates-2026-04"}
    case = {"role": LEADER, "opened_on": "2026-04-01", "candidates": [candidate, refused]}
    shelf.put("case", case | {"steps": _steps(shelf, days, notices)}, id="choose-2026-04")
    _call(ward, shelf, "call-2026-04", place, "2026-04-01", "2026-04-09")
    settled = {"on": "2026-04-28", "text": f"公示期内没有收到异议，人选已确定，{AGED_ON.month}月{AGED_ON.day}日到任。"}
    notice = _displayed(ward, shelf, place, "choose-2026-04", ("2026-04-17", "2026-04-27", "6"))
    shelf.put("notice", notice | {"result": settled}, id="candidates-2026-04")
    waiver = {"rule": "A3-2.3", "person": chosen, "approved_by": "street-2-approve", "on": "2026-04-14"}
    reason = "楼里没有更年轻的人选，本人身体好、熟悉住户，同意放宽"
    shelf.put("waiver", waiver | {"reason": reason}, id="age-2026-04")


def _candidate(
    person: str,
    place: str,
    nominated: tuple[str, str],
    *,
    rank: int | None,
    result: str = "",
    supporters: int | None = None,
) -> Plain:
    channel, on = nominated
    nomination: Plain = {"channel": channel, "on": on}
    if supporters is not None:
        nomination["supporters"] = str(supporters)
    record: Plain = {
        "person": person,
        "place": place,
        "nominations": [nomination],
        "declarations": [{"condition": condition, "met": "true"} for condition in _CONDITIONS],
        "opinion": {"on": on, "agrees": "true"},
    }
    if rank is not None:
        record["interview"] = {"on": on, "rank": str(rank)}
    return record | {"result": result} if result else record


def _steps(shelf: Shelf, days: tuple[str, ...], notices: dict[str, str]) -> list[Plain]:
    steps: list[Plain] = []
    for step, day in zip(_STEPS, days, strict=False):
        by = shelf.checker if step in {"check", "decide", "sign"} else shelf.recorder
        found: Plain = {"step": step, "on": f"2026-{day}", "by": by}
        steps.append(found | {"notice": notices[step]} if step in notices else found)
    return steps


def _call(ward: Ward, shelf: Shelf, name: str, place: str, opens: str, closes: str) -> None:
    building = ward.building(place)
    compound = str(building["parent"])
    body = (
        f"{ward.building(compound)['name']}{building['name']}要选一名楼栋长，欢迎热心的邻居报名。\n\n"
        "- 自己报名，十名以上邻居联名，或者由社区党组织、居委会、物业公司、业主委员会推荐，都可以；\n"
        "- 年龄一般不超过60周岁，按时交物业费，家里没有违法建设；\n"
        "- 到社区办公室填表，联名只要人数，名单不公开。\n"
    )
    notice: Plain = {
        "kind": "recruitment",
        "title": f"{ward.building(compound)['name']}{building['name']}楼栋长征集公告",
        "clause": "A3-3.1",
        "places": [compound],
        "opens": opens,
        "closes": closes,
        "body": body,
        "contact": shelf.contact,
        "issued_by": shelf.office,
    }
    shelf.put("notice", notice, id=name)


def _displayed(ward: Ward, shelf: Shelf, place: str, case: str, shown: tuple[str, str, str]) -> Plain:
    building = ward.building(place)
    opens, closes, days = shown
    return {
        "kind": "candidates",
        "title": f"{building['name']}楼栋长人选公示",
        "clause": "A3-3.4",
        "places": [place],
        "case": case,
        "opens": opens,
        "closes": closes,
        "working_days": days,
        "body": f"{building['name']}楼栋长人选已经资格审核和面试，现在本楼公示。\n\n有意见请在公示期内提出。\n",
        "contact": shelf.contact,
        "issued_by": shelf.office,
    }
