"""The other papers of the committed towns: corrections, objections, warnings, decisions, issues, stories.

Knows the wording of invented papers; the deeds that they refer to were planned in `shapes`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.notices import general_notice, points_notice, points_notice_id
from generator.demo.special.selections import choice_made, open_list
from generator.demo.special.shapes import (
    DISPUTE,
    LAST_PLACED,
    LEFT,
    LEFT_ON,
    MARKET,
    OBJECTED,
    QUIET_MONTHS,
    RESTATED,
    grid_head,
)
from generator.demo.town import BUILDING
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.special.desk import Desk
    from generator.demo.town import Leader, Plain, Town

_OBJECTED_QUARTER = Period.parse("2026-Q1")
_ANSWERED = date(2026, 4, 21)


def first(desk: Desk) -> None:
    """An upheld objection with its correction, an open list of candidates, an interpretation, a story."""
    town = desk.town
    leader = town.leaders[OBJECTED]
    number = desk.number("2026-03", f"event: {DISPUTE}")
    objected = points_notice_id(_OBJECTED_QUARTER)
    desk.put("correction", "withdraw-2026-04", _withdrawn(town, number, objected))
    desk.put("notice", objected, points_notice(town, _OBJECTED_QUARTER, _ANSWERED) | _objection(town))
    open_list(desk)
    desk.put("decision", "reading-2026-02", _reading(town))
    desk.put("story", "lamp", _story(leader))
    desk.agree(leader.id, "story", "2026-01-08")
    desk.agree(town.leaders[0].id, "photo", "2025-10-09", withdrawn="2026-02-27")
    desk.reject("2026-04", "003", "与前一条是同一件事")


def second(desk: Desk) -> None:
    """The end of a post and the choice of a successor, a warning with its talk, a waiver, a withdrawn notice."""
    town = desk.town
    desk.put("decision", "end-2026-05", _end(town, town.leaders[LEFT]))
    choice_made(desk)
    desk.put("warning", "last-2026-05", _warning(town, town.leaders[LAST_PLACED]))
    desk.put("waiver", "chat-2026", _waiver(town))
    withdrawn = {"withdrawn": {"on": "2026-04-03", "by": town.verifier, "reason": "预报有大雨，活动改期"}}
    notice = general_notice(town, "春季院落清洁日安排", "2026-04-01", "2026-04-10")
    desk.put("notice", "clean-up-2026-04", notice | withdrawn)
    again = general_notice(town, "春季院落清洁日改期安排", "2026-04-07", "2026-04-18")
    desk.put("notice", "clean-up-2026-04-b", again | {"corrects": "clean-up-2026-04"})


def third(desk: Desk) -> None:
    """A deed restated after its quarter was published, a sitting held late, issues and property checks."""
    town = desk.town
    number = desk.number("2026-02", f"event: {MARKET}")
    desk.put("correction", "restate-2026-05", _restated(town, town.leaders[RESTATED], number))
    desk.hold_last_sitting("2026-06", "2026-07-15")
    for issue, record in _issues(town):
        desk.put("issue", issue, record)
    for month, grade in enumerate(("good", "fair", "poor"), start=7):
        desk.put("property-check", f"cleaning-2026-{month:02}", _property_check(town.leaders[month - 3], month, grade))
    desk.put("notice", "advice-2026-11", general_notice(town, "冬季用电安全提示", "2026-11-09", "2026-12-31"))


def _withdrawn(town: Town, number: str, objection: str) -> Plain:
    return {
        "corrects": {"month": "2026-03", "entry": number},
        "effect": "withdraw",
        "requested_by": town.recorder,
        "approved_by": town.approver,
        "approved_on": "2026-04-21",
        "reason": "经核实，这起纠纷由物业调解，撤回该条记录",
        "objection": objection,
    }


def _objection(town: Town) -> Plain:
    objection = {
        "id": "o1",
        "lodged_on": "2026-04-14",
        "channel": "visit",
        "concerns": "一条调解记录与实际不符",
        "decided_on": str(_ANSWERED),
        "decided_by": town.approver,
        "decision": "upheld",
        "answer": "异议成立，已撤回该条记录，分数在下一季度名单中调整。",
    }
    result = {"on": str(_ANSWERED), "text": "收到异议一件，成立；其余无异议。"}
    return {"objections": [objection], "result": result}


def _reading(town: Town) -> Plain:
    return {
        "kind": "interpretation",
        "clause": "2.4.2-i03",
        "proposed_by": town.approver,
        "decided_by": "city-confirm",
        "decided_on": "2026-02-05",
        "effective_on": "2026-02-05",
        "reason": "帮助发放通知按一次服务计，不按户数计（演示）",
    }


def _story(leader: Leader) -> Plain:
    return {
        "person": leader.id,
        "title": "把楼道的灯一盏盏点亮",
        "text": "入冬前一层一层地看，记下不亮的灯，催着物业一周内换好。邻居们说，晚归的路亮堂了。",
        "published_on": "2026-01-15",
    }


def _end(town: Town, leaving: Leader) -> Plain:
    return {
        "kind": "end",
        "person": leaving.id,
        "appointment": "a1",
        "clause": "2.4.3",
        "proposed_by": town.recorder,
        "decided_by": town.approver,
        "decided_on": "2026-05-25",
        "effective_on": str(LEFT_ON),
        "reason": "本人搬离本小区",
    }


def _warning(town: Town, warned: Leader) -> Plain:
    return {
        "person": warned.id,
        "role": BUILDING,
        "alert": "three-months-last",
        "until": QUIET_MONTHS[-1].text,
        "raised_on": "2026-06-09",
        "talk": {
            "by": grid_head(town, warned),
            "on": "2026-06-12",
            "at_home": "true",
            "outcome": "近期照顾家人，已商定由邻楼楼长协助一个月",
        },
    }


def _waiver(town: Town) -> Plain:
    return {
        "rule": "2.4.1",
        "approved_by": town.approver,
        "on": "2026-03-06",
        "reason": "第二网格老年住户多，暂以电话和上门联络代替微信群",
    }


def _restated(town: Town, leader: Leader, number: str) -> Plain:
    return {
        "corrects": {"month": "2026-02", "entry": number},
        "effect": "restate",
        "restated": {
            "id": number,
            "date": "2026-02-10",
            "leader": leader.id,
            "activity": "community-service",
            "count": "1",
            "event": MARKET,
        },
        "requested_by": town.recorder,
        "approved_by": town.approver,
        "approved_on": "2026-05-08",
        "reason": "便民集市是一次服务，误记为三次",
    }


def _issues(town: Town) -> Iterator[tuple[str, Plain]]:
    by = [leader.id for leader in town.leaders]
    resolved = {"accepted_on": "2026-08-04", "handler": town.verifier, "resolved_on": "2026-08-12"}
    gate = {"kind": "property", "title": "小区北门门禁失灵", "raised_by": by[0], "raised_on": "2026-08-03"}
    yield "gate", {**gate, **resolved, "result": "物业已更换读卡器"}
    lift = {"kind": "property", "title": "电梯年检到期", "raised_by": by[2], "raised_on": "2026-10-12"}
    yield "lift", {**lift, "major": "true", "accepted_on": "2026-10-13", "handler": town.verifier}
    yield "bicycles", {"kind": "proposal", "title": "增设自行车棚", "raised_by": by[4], "raised_on": "2026-11-05"}


def _property_check(assessor: Leader, month: int, grade: str) -> Plain:
    return {
        "by": assessor.id,
        "on": f"2026-{month:02}-18",
        "place": assessor.place,
        "staff_role": "保洁岗",
        "marks": [
            {"aspect": "cleaning", "grade": grade},
            {"aspect": "repairs", "grade": "fair"},
            {"aspect": "attitude", "grade": "good"},
        ],
    }
