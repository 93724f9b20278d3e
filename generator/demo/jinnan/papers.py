"""The other papers of the district's communities: choices, notices, pairs, projects, teams, matters, stories.

Knows the wording of invented papers; names no resident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.jinnan.doors import DOOR, FOLLOWED_ON, LEFT_ON, appoint
from generator.demo.jinnan.opinion import ENDED
from generator.demo.names import opaque_id
from generator.demo.shelf import usual_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.jinnan.doors import Block
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_CASE = "choose-2026-03"


def come_and_go(block: Block) -> None:
    """One leader leaves after a low result and another is voted in; elsewhere one moves away and the door is empty."""
    if block.id == ENDED[0]:
        leaving = block.leaders[ENDED[1]]
        leaving.until = LEFT_ON
        _post(block, leaving.id)["ended"] = {"on": str(LEFT_ON), "ground": "replaced", "decision": "end-2026-01"}
        follower = appoint(block, leaving.role, leaving.place, FOLLOWED_ON)
        _post(block, follower.id)["case"] = _CASE
    if block.id == "c003":
        moved = block.leaders[-1]
        moved.until = LEFT_ON
        _post(block, moved.id)["ended"] = {"on": str(LEFT_ON), "ground": "moved_away"}
    if block.id == "c002":
        del block.people[block.leaders[6].id]["age_check"]


def _post(block: Block, person: str) -> Plain:
    post: Plain = block.people[person]["appointments"][0]
    return post


def write_papers(block: Block, shelf: Shelf) -> None:
    """Write what happened in one community and not in the others, and what all of them have."""
    for number, leader in enumerate(block.leaders[:8], start=1):
        pair: Plain = {"mediator": block.mediator, "leader": leader.id, "from": "2023-05-08"}
        pair["from"] = str(max(leader.since, LEFT_ON)) if leader.since > LEFT_ON else "2024-12-02"
        if leader.until is not None:
            pair["until"] = str(leader.until)
        shelf.put("pairing", pair, id=f"pair-{number}")
    {"c001": _first, "c002": _second, "c003": _third}[block.id](block, shelf)
    for name, record in _issues(block, shelf):
        shelf.put("issue", record, id=name)


def _first(block: Block, shelf: Shelf) -> None:
    chosen = block.leaders[-1]
    other = _newcomer(block)
    steps: list[Plain] = [
        {"step": "nominate", "on": "2026-03-06", "by": shelf.recorder},
        {"step": "vote", "on": "2026-03-20", "by": shelf.checker},
        {"step": "train", "on": "2026-04-01", "by": "town-1-approve"},
        {"step": "equip", "on": "2026-04-08", "by": "town-1-approve"},
    ]
    counted = {"entitled": "34", "present": "27", "votes_for": "21", "against": "4", "abstain": "2"}
    steps[1] |= {"result": "passed", "vote": counted}
    candidates = [_candidate(chosen.id, chosen.place, "recommend", "chosen")]
    candidates.append(_candidate(other, chosen.place, "self", "not_chosen"))
    case: Plain = {"role": chosen.role, "opened_on": "2026-03-02", "candidates": candidates, "steps": steps}
    shelf.put("case", case, id=_CASE)
    door = f"{block.place(chosen.place)['name']}"
    result = {"on": "2026-03-21", "text": "居民代表会议到会二十七人，二十一人赞成，通过。"}
    body = f"{door}要选一名楼门栋长，自荐和推荐都可以，由居民代表会议讨论通过。\n"
    call = _notice(shelf, f"{door}楼门栋长选任通知", ("2026-03-02", "2026-03-20"), body, clause="2.1.1")
    shelf.put("notice", call | {"result": result}, id="choose-2026-03")
    team: Plain = {"name": "灯塔里缝补队", "kind": "缝补、磨刀、修拉链", "leader": block.leaders[0].id}
    shelf.put("team", team | {"founded_on": "2024-05-04"}, id="mending")
    project: Plain = {"leader": block.leaders[0].id, "kind": "volunteering", "title": "缝补角添置两台机器"}
    granted = {"proposed_on": "2026-03-18", "decided_on": "2026-04-10", "decided_by": "town-1-approve"}
    shelf.put("project", project | granted | {"support": "granted"}, id="machines")
    text = "每天傍晚在楼门口支一张小桌，谁家有事坐下来说两句，第二天能办的就办了。"
    _story(block, shelf, block.leaders[1].id, ("一张小桌", text, "2026-02-26"), "small-table")


def _second(block: Block, shelf: Shelf) -> None:
    steps: list[Plain] = [
        {"step": "nominate", "on": "2026-10-23", "by": shelf.recorder},
        {"step": "vote", "on": "2026-11-06", "by": shelf.checker, "result": "refused"},
    ]
    steps[1]["vote"] = {"entitled": "30", "present": "24", "votes_for": "12", "against": "9", "abstain": "3"}
    vacant = "b4-2"
    case: Plain = {"role": DOOR, "opened_on": "2026-10-19", "steps": steps}
    case["candidates"] = [_candidate(_newcomer(block), vacant, "self", "not_chosen")]
    shelf.put("case", case, id="choose-2026-10")
    again: Plain = {"role": DOOR, "opened_on": "2026-11-12"}
    nominated: Plain = {"step": "nominate", "on": "2026-11-17", "by": shelf.recorder}
    again |= {"candidates": [_candidate(_newcomer(block), vacant, "recommend", "")], "steps": [nominated]}
    shelf.put("case", again, id="choose-2026-11")
    body = "4号楼2门要选一名楼门栋长。上一次会议赞成的正好一半，没有通过，现在重新推荐。\n"
    call = _notice(shelf, "4号楼2门楼门栋长重新推荐", ("2026-11-12", "2026-12-04"), body, clause="2.1.1")
    shelf.put("notice", call, id="choose-2026-11")
    wrong = _notice(shelf, "楼门邻里节安排", ("2026-05-11", "2026-05-23"), "邻里节定在5月24日，请带一道菜。\n")
    withdrawn = {"on": "2026-05-13", "by": shelf.checker, "reason": "日子写错，另行公布"}
    shelf.put("notice", wrong | {"withdrawn": withdrawn}, id="festival-2026-05")
    right = _notice(shelf, "楼门邻里节安排（更正）", ("2026-05-13", "2026-05-23"), "邻里节改在5月23日，请带一道菜。\n")
    shelf.put("notice", right | {"corrects": "festival-2026-05"}, id="festival-2026-05-b")
    team: Plain = {"name": "月湾手机课堂", "kind": "教老人用手机", "leader": block.leaders[2].id}
    shelf.put("team", team | {"founded_on": "2025-03-12"}, id="phones")
    project: Plain = {"leader": block.leaders[2].id, "kind": "door-building", "title": "楼门粉刷和公示栏更新"}
    refused = {"decided_on": "2026-06-12", "decided_by": "town-1-approve", "support": "refused"}
    shelf.put("project", project | {"proposed_on": "2026-05-20"} | refused, id="painting")


def _third(block: Block, shelf: Shelf) -> None:
    team: Plain = {"name": "竹溪读书会", "kind": "学生线上答疑、周末读书", "leader": block.leaders[0].id}
    ended = {"founded_on": "2023-09-10", "ended_on": "2026-07-05"}
    shelf.put("team", team | ended, id="reading")
    project: Plain = {"leader": block.leaders[4].id, "kind": "volunteering", "title": "独居老人电话问候"}
    shelf.put("project", project | {"proposed_on": "2026-10-30"}, id="calls")
    body = "冬季夜长，请留意楼道照明和消防通道，有隐患随时告诉本楼门栋长。\n"
    advice = _notice(shelf, "冬季楼道安全提示", ("2026-11-10", "2026-12-31"), body)
    shelf.put("notice", advice, id="advice-2026-11")
    text = "她记得整个楼门谁家有老人、谁家有小孩，停水那天第一桶水总是先送到最需要的人家。"
    _story(block, shelf, block.leaders[2].id, ("第一桶水", text, "2026-09-16"), "first-bucket")


def _newcomer(block: Block) -> str:
    person, name = opaque_id(block.random), usual_name(block.random)
    head: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    block.people[person] = head | {"tags": ["volunteer"]}
    return person


def _candidate(person: str, place: str, channel: str, result: str) -> Plain:
    on = "2026-03-06" if result else "2026-11-17"
    record: Plain = {"person": person, "place": place, "nominations": [{"channel": channel, "on": on}]}
    return record | {"result": result} if result else record


def _notice(shelf: Shelf, title: str, shown: tuple[str, str], body: str, *, clause: str = "") -> Plain:
    notice: Plain = {"kind": "general", "title": title, **({"clause": clause} if clause else {})}
    notice |= {"opens": shown[0], "closes": shown[1], "body": body}
    return notice | {"contact": shelf.contact, "issued_by": shelf.office}


def _story(block: Block, shelf: Shelf, person: str, told: tuple[str, str, str], name: str) -> None:
    title, text, on = told
    consent = {"to": "story", "channels": ["web"], "given_on": on}
    block.people[person].setdefault("consents", []).append(consent)
    shelf.put("story", {"person": person, "title": title, "text": text, "published_on": on}, id=name)


def _issues(block: Block, shelf: Shelf) -> Iterator[tuple[str, Plain]]:
    """Matters that leaders raised: one dealt with, one major and open, one only proposed."""
    by = [leader.id for leader in block.leaders]
    if block.id == "c001":
        rail: Plain = {"kind": "hazard", "title": "1号楼扶手松动", "raised_by": by[0], "raised_on": "2026-04-20"}
        done = {"accepted_on": "2026-04-21", "handler": shelf.checker, "resolved_on": "2026-04-29"}
        yield "handrail", rail | done | {"result": "物业已加固"}
    if block.id == "c002":
        bench: Plain = {"kind": "proposal", "title": "楼门口加一张长椅", "raised_by": by[1], "raised_on": "2026-11-04"}
        yield "bench", bench
    if block.id == "c003":
        wall: Plain = {"kind": "property", "title": "2号楼外墙砖松动", "raised_by": by[3], "raised_on": "2026-08-19"}
        taken = {"accepted_on": "2026-08-20", "handler": shelf.checker}
        yield "wall", wall | {"major": "true"} | taken
