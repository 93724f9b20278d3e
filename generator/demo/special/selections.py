"""The two choices of a leader in the committed towns: one list still open, one choice made.

Knows their steps and wording; judges no candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.notices import contact
from generator.demo.special.shapes import FOLLOWED_ON, LEFT
from generator.demo.town import BUILDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.special.desk import Desk
    from generator.demo.town import Plain, Town

_CONDITIONS = ("knows-building", "warm", "accepted")


def open_list(desk: Desk) -> None:
    """Two candidates for the vacant building, shown over the as-of day."""
    town = desk.town
    vacant = town.buildings()[-1]
    candidates = [desk.newcomer(tag) for tag in ("retired_official", "volunteer")]
    case = {
        "role": BUILDING,
        "opened_on": "2026-10-20",
        "candidates": [
            _candidate(person, vacant["id"], channel, "2026-10-27")
            for person, channel in zip(candidates, ("self", "recommend"), strict=True)
        ],
        "steps": list(_steps(town, ("2026-10-27", "2026-11-03", "2026-11-10", "2026-11-16"), "candidates-2026-11")),
    }
    body = (
        f"{vacant['name']}楼长一职空缺。候选名单已经街道社区办批准，现在小区公示。\n\n"
        "对名单有意见，请在公示期内打电话、来访或写信告诉我们。\n"
    )
    shown = {"case": "choose-2026-11", "opens": "2026-11-16", "closes": "2026-11-24", "working_days": "7", "body": body}
    desk.put("case", "choose-2026-11", case)
    desk.put("notice", "candidates-2026-11", _list_notice(town, vacant, shown))


def choice_made(desk: Desk) -> None:
    """The successor of the leader who moved away."""
    town = desk.town
    leaving, successor = town.leaders[LEFT], town.leaders[-1]
    building = next(place for place in town.places if place["id"] == leaving.place)
    other = desk.newcomer("party_member")
    chosen = _candidate(successor.id, leaving.place, "recommend", "2026-05-26") | {"result": "chosen"}
    passed_over = _candidate(other, leaving.place, "self", "2026-05-27") | {"result": "not_chosen"}
    case = {
        "role": BUILDING,
        "opened_on": "2026-05-25",
        "candidates": [chosen, passed_over],
        "steps": [
            *_steps(town, ("2026-05-28", "2026-05-29", "2026-06-02", "2026-06-05"), "candidates-2026-06"),
            {"step": "decide", "on": "2026-06-12", "by": town.verifier},
        ],
    }
    body = f"{building['name']}原楼长因搬家离任。候选名单已经街道社区办批准，现在小区公示。\n"
    shown = {"case": "choose-2026-06", "opens": "2026-06-05", "closes": "2026-06-11", "working_days": "5", "body": body}
    settled = f"公示期内没有收到异议，人选已确定，{FOLLOWED_ON.month}月{FOLLOWED_ON.day}日到任。"
    result = {"result": {"on": "2026-06-12", "text": settled}}
    desk.put("case", "choose-2026-06", case)
    desk.put("notice", "candidates-2026-06", _list_notice(town, building, shown) | result)


def _list_notice(town: Town, building: Plain, shown: Plain) -> Plain:
    return {
        "kind": "candidates",
        "title": f"{building['name']}楼长候选名单公示",
        "clause": "2.3",
        "places": [building["compound"]],
        **shown,
        "contact": contact(town),
        "issued_by": town.office,
    }


def _candidate(person: str, place: str, channel: str, on: str) -> Plain:
    return {
        "person": person,
        "place": place,
        "nominations": [{"channel": channel, "on": on}],
        "declarations": [{"condition": condition, "met": "true"} for condition in _CONDITIONS],
        "grade": "AA",
        "grade_checked_on": on,
    }


def _steps(town: Town, days: tuple[str, str, str, str], notice: str) -> Iterator[Plain]:
    nominated, reviewed, approved, shown = days
    yield {"step": "nominate", "on": nominated, "by": town.recorder}
    yield {"step": "review", "on": reviewed, "by": town.verifier}
    yield {"step": "approve", "on": approved, "by": town.approver}
    yield {"step": "publicise", "on": shown, "by": town.recorder, "notice": notice}
