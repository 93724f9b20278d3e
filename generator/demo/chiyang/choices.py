"""Choices of leaders in the invented street: one still shown, one with an objection upheld, one shown anew.

Knows their steps and wording; judges no candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.chiyang.grids import GRIDS, ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.demo.chiyang.grids import Staffed
    from generator.demo.town import Plain

_CONDITIONS = ("reliable", "law-abiding", "knows-residents", "public-spirited", "fair", "healthy", "educated")
_STEPS = ("nominate", "review", "approve", "publicise")


def write_choices(town: Staffed) -> None:
    """Write the choice of each community."""
    (_open, _objected, _shown_anew)[town.ward.number](town)


def _open(town: Staffed) -> None:
    """Two candidates for the grid that never found anybody; their names are shown over the as-of day."""
    ward, grid = town.ward, f"w{GRIDS}"
    people = [ward.newcomer("party_member"), ward.newcomer("community_retiree")]
    for person, years in zip(people, ("58", "63"), strict=True):
        ward.people[person]["age_check"] = {"on": "2026-11-05", "full_years": years}
    candidates = [
        _candidate(person, grid, channel, "2026-11-04")
        for person, channel in zip(people, ("self", "residents"), strict=True)
    ]
    days = ("2026-11-04", "2026-11-09", "2026-11-12", "2026-11-16")
    ward.put("case", _case(town, "2026-10-26", candidates, days, "candidates-2026-11"), id="choose-2026-11")
    body = (
        "第12楼栋网格一直没有楼栋长。下列候选人已经社区党组织审查、街道党工委审批，现在本楼公示。\n\n"
        "有不同意见，请在公示期内打电话、来访或写信告诉我们。\n"
    )
    shown = {"opens": "2026-11-16", "closes": "2026-11-22", "working_days": "5", "body": body}
    ward.put("notice", _notice(town, grid, "choose-2026-11", shown), id="candidates-2026-11")


def _objected(town: Staffed) -> None:
    """An objection to the first candidate was upheld; the second, older than the plan foresees, came with a waiver."""
    ward, successor, grid = town.ward, town.parts["successor"], "w05"
    passed_over = ward.newcomer("property_manager")
    ward.people[passed_over]["age_check"] = {"on": "2026-06-04", "full_years": "52"}
    candidates = [
        _candidate(passed_over, grid, "community", "2026-06-02") | {"result": "not_chosen"},
        _candidate(successor, grid, "residents", "2026-06-03") | {"result": "chosen"},
    ]
    days = ("2026-06-03", "2026-06-05", "2026-06-09", "2026-06-10")
    ward.put("case", _case(town, "2026-06-01", candidates, days, "candidates-2026-06"), id="choose-2026-06")
    waiver = {
        "rule": "3.2",
        "person": successor,
        "approved_by": "street-approve",
        "on": "2026-06-09",
        "reason": "身体健康，居民一致推选，本楼没有更年轻的合适人选",
    }
    ward.put("waiver", waiver, id="age-2026-06")
    objection = {
        "id": "o1",
        "lodged_on": "2026-06-12",
        "channel": "telephone",
        "concerns": "其中一名候选人在物业公司任职，调解物业纠纷时不方便",
        "decided_on": "2026-06-17",
        "decided_by": "street-approve",
        "decision": "upheld",
        "answer": "经核实，异议成立，该候选人不再列为人选。",
    }
    body = "第5楼栋网格原楼栋长因搬家离任。下列候选人已经审查、审批，现在本楼公示。\n"
    shown = {"opens": "2026-06-10", "closes": "2026-06-16", "working_days": "5", "body": body}
    settled = {"on": "2026-06-18", "text": "收到异议一件，成立；另一名候选人6月22日到任。"}
    notice = _notice(town, grid, "choose-2026-06", shown) | {"objections": [objection], "result": settled}
    ward.put("notice", notice, id="candidates-2026-06")


def _shown_anew(town: Staffed) -> None:
    """The first notice named a wrong building; it was withdrawn, and the list was shown again."""
    ward, newest, grid = town.ward, town.parts["newest"], f"w{GRIDS}"
    ward.people[newest]["age_check"] = {"on": "2026-10-14", "full_years": "49"}
    candidate = _candidate(newest, grid, "self", "2026-10-13") | {"result": "chosen"}
    days = ("2026-10-13", "2026-10-16", "2026-10-20", "2026-10-28")
    ward.put("case", _case(town, "2026-10-12", [candidate], days, "candidates-2026-10-b"), id="choose-2026-10")
    body = "第12楼栋网格缺楼栋长。下列候选人已经审查、审批，现在本楼公示。\n"
    first = {"opens": "2026-10-22", "closes": "2026-10-28", "working_days": "5", "body": body}
    withdrawn = {"on": "2026-10-23", "by": ward.checker, "reason": "楼号写错，更正后重新公示"}
    wrong = _notice(town, "w11", "choose-2026-10", first) | {"withdrawn": withdrawn}
    ward.put("notice", wrong, id="candidates-2026-10")
    again = {"opens": "2026-10-28", "closes": "2026-11-03", "working_days": "5", "body": body}
    settled = {"on": "2026-11-04", "text": "公示期内没有收到异议，11月9日到任。"}
    notice = _notice(town, grid, "choose-2026-10", again) | {"result": settled, "corrects": "candidates-2026-10"}
    ward.put("notice", notice, id="candidates-2026-10-b")


def _candidate(person: str, grid: str, channel: str, on: str) -> Plain:
    return {
        "person": person,
        "place": grid,
        "nominations": [{"channel": channel, "on": on}],
        "declarations": [{"condition": condition, "met": "true"} for condition in _CONDITIONS],
    }


def _case(town: Staffed, opened: str, candidates: list[Plain], days: Sequence[str], notice: str) -> Plain:
    by = (town.ward.recorder, town.ward.checker, "street-approve", town.ward.recorder)
    steps: list[Plain] = [
        {"step": step, "on": day, "by": post} for step, day, post in zip(_STEPS, days, by, strict=True)
    ]
    steps[-1]["notice"] = notice
    return {"role": ROLE, "opened_on": opened, "candidates": candidates, "steps": steps}


def _notice(town: Staffed, grid: str, case: str, shown: Plain) -> Plain:
    """A notice of candidates, put up at the buildings of a grid."""
    found = next(place for place in town.ward.places if place["id"] == grid)
    return {
        "kind": "candidates",
        "title": f"{found['name']}楼栋长候选人公示",
        "clause": "3.3",
        "places": list(found["buildings"]),
        "case": case,
        **shown,
        "contact": town.ward.contact,
        "issued_by": town.ward.office,
    }
